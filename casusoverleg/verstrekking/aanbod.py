"""What a casus holds that can be given to an external partner, as that partner would read it (MC 10.5)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from convenant.gegevens import Gegeven
from register.models import SoortGegeven

from ..dossier.models import Bijdrage, Casus, Weging

OVERLEG = "het casusoverleg"
WEEGPLOEG = "de kernpartijen"
ARTIKEL = "Convenant, artikel 10 lid 2 onder {}"


@dataclass(frozen=True)
class Stuk:
    """One item of a casus, as a partner would read it; with the grounds of what a party gave."""

    soort: SoortGegeven
    label: str
    inhoud: str
    bron: str
    grondslag: str
    grond_id: int | None = None
    grond_om_id: int | None = None


def aanbod(casus: Casus, dag: date) -> dict[str, Stuk]:
    """What a casus holds that can be given to an external partner on a day, by a key for each item.

    Police data that stay with the core parties are not among it, should one have got in (WPG 1), nor
    what rests on a ground that lapsed (WPG 3).
    """
    stukken = {**_persoon(casus), **_analyse(casus)}
    for signaal in _te_geven(casus.signalen, dag):
        stukken[sleutel_van(signaal)] = van_signaal(signaal)
    for bijdrage in _te_geven(casus.bijdragen.filter(voor=Bijdrage.Voor.CASUS), dag):
        stukken[sleutel_van(bijdrage)] = van_bijdrage(bijdrage)
    for weging in casus.wegingen.select_related("ontwikkelgebied", "in_fase"):
        stukken[f"weging:{weging.pk}"] = van_weging(weging)
    for derde in casus.derden.all():
        inhoud = "\n".join(filter(None, [derde.naam, derde.adres, derde.gegevens]))
        stukken[f"derde:{derde.pk}"] = Stuk(
            SoortGegeven.DERDEN,
            derde.get_soort_display(),
            inhoud,
            OVERLEG,
            ARTIKEL.format("f en g"),
        )
    return stukken


def sleutel_van(gegeven: Gegeven) -> str:
    """The key of a signal or of what a party brought in."""
    return f"{gegeven._meta.model_name}:{gegeven.pk}"


def van_signaal(signaal: Gegeven) -> Stuk:
    """A signal as it is given."""
    return _gegeven(SoortGegeven.SIGNALEN, "Signaal", signaal)


def van_bijdrage(bijdrage: Gegeven) -> Stuk:
    """What a party brought in, as it is given."""
    return _gegeven(SoortGegeven.PARTIJEN, "Gegeven", bijdrage)


def _persoon(casus: Casus) -> dict[str, Stuk]:
    geboren = casus.persoon.geboren
    velden = {
        "naam": (SoortGegeven.NAAM_ADRES, "Naam", casus.persoon.naam),
        "adres": (SoortGegeven.NAAM_ADRES, "Adres", casus.adres),
        "geboortedatum": (SoortGegeven.GEBOORTEDATUM, "Geboortedatum", geboren),
    }
    return {
        sleutel: Stuk(soort, label, inhoud, OVERLEG, ARTIKEL.format("a"))
        for sleutel, (soort, label, inhoud) in velden.items()
        if inhoud
    }


def _analyse(casus: Casus) -> dict[str, Stuk]:
    grondslag, stukken = ARTIKEL.format("d"), {}
    if casus.analyse:
        stukken["analyse"] = Stuk(
            SoortGegeven.ANALYSE, "Gezamenlijke analyse", casus.analyse, OVERLEG, grondslag
        )
    if casus.duiding:
        stukken["duiding"] = Stuk(
            SoortGegeven.WEGING, "Duiding", casus.duiding, WEEGPLOEG, grondslag
        )
    return stukken


def _te_geven(gegevens: Any, dag: date) -> list[Gegeven]:
    rijen = gegevens.select_related("partij", "grondslag", "grondslag_om")
    return [rij for rij in rijen if not rij.blijft_achter and not rij.vervallen(dag)]


def _gegeven(soort: SoortGegeven, label: str, gegeven: Gegeven) -> Stuk:
    merk = ". ".join(filter(None, [gegeven.kenmerken, ", ".join(gegeven.bijzonder_labels)]))
    return Stuk(
        soort,
        f"{label} ({merk})",
        gegeven.omschrijving,
        gegeven.partij.naam,
        str(gegeven.grondslag),
        gegeven.grondslag_id,
        gegeven.grondslag_om_id,
    )


def van_weging(weging: Weging) -> Stuk:
    """A field of the board, as it is given."""
    fase = str(weging.in_fase) if weging.in_fase else "Niet te beoordelen"
    inhoud = "\n".join(filter(None, [fase, weging.toelichting]))
    naam = f"Weging: {weging.ontwikkelgebied.naam}"
    return Stuk(SoortGegeven.WEGING, naam, inhoud, WEEGPLOEG, ARTIKEL.format("d"))
