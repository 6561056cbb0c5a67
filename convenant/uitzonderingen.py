"""On which exception special categories and criminal data may be used (AVG 9.2, 10; UAVG 22-33; WV 3)."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from .models import SoortPartij


class Categorie(models.TextChoices):
    """Special categories and criminal data (WV 3, AVG 9 and 10). No others of article 9 go in."""

    ETNICITEIT = "etniciteit", "Ras of etnische afkomst"
    POLITIEK = "politiek", "Politieke opvattingen"
    RELIGIE = "religie", "Religie of levensovertuiging"
    GEZONDHEID = "gezondheid", "Gezondheid"
    STRAFRECHT = "strafrecht", "Strafrechtelijke gegevens"


class Uitzondering(models.TextChoices):
    """The exceptions that an item can rest on; the law decides, the words are ours."""

    OPENBAAR = (
        "uavg-22-2-d",
        "De persoon heeft dit kennelijk zelf openbaar gemaakt (artikel 22 lid 2 onder d UAVG)",
    )
    VITAAL = (
        "uavg-22-2-b",
        "Nodig voor een vitaal belang, en toestemming vragen kan niet (artikel 22 lid 2 onder b UAVG)",
    )
    TOESTEMMING = (
        "uavg-22-2-a",
        "De persoon gaf uitdrukkelijk toestemming (artikel 22 lid 2 onder a UAVG)",
    )
    HERKENNEN = (
        "uavg-25-a",
        "Onvermijdelijk om vast te stellen wie het is (artikel 25 onder a UAVG)",
    )
    TAAK = (
        "uavg-30-2-b",
        "Nodig voor de wettelijke taak van de reclassering of de Raad (artikel 30 lid 2 onder b UAVG)",
    )
    HULPVERLENING = (
        "uavg-30-3-a",
        "Nodig voor zorg of maatschappelijke dienstverlening (artikel 30 lid 3 onder a UAVG)",
    )
    POLITIE = (
        "wpg-5",
        "Onvermijdelijk, in aanvulling op andere politiegegevens (artikel 5 Wpg)",
    )
    STRAF_OPENBAAR = (
        "uavg-32-c",
        "Strafrechtelijk: de persoon heeft dit kennelijk zelf openbaar gemaakt (artikel 32 onder c UAVG)",
    )
    STRAF_WPG = (
        "uavg-33-1-a",
        "Strafrechtelijk: gekregen op de Wpg of de Wjsg (artikel 33 lid 1 onder a UAVG)",
    )
    STRAF_VERBAND = (
        "uavg-33-1-b",
        "Strafrechtelijk: nodig voor een publiekrechtelijk samenwerkingsverband, met waarborgen "
        "(artikel 33 lid 1 onder b UAVG)",
    )
    WET = "wv-3-1", "Artikel 3 lid 1 van de Wet persoonsgerichte aanpak (wetsvoorstel)"
    STRAF_WET = (
        "wv-3-2",
        "Strafrechtelijk: artikel 3 lid 2 van de Wet persoonsgerichte aanpak (wetsvoorstel)",
    )


STRAF = frozenset({Categorie.STRAFRECHT})
BIJZONDER = frozenset(Categorie) - STRAF
GEZONDHEID = frozenset({Categorie.GEZONDHEID})
# What each covers.
DEKT: dict[str, frozenset[Categorie]] = {
    Uitzondering.OPENBAAR: BIJZONDER,
    Uitzondering.VITAAL: BIJZONDER,
    Uitzondering.TOESTEMMING: BIJZONDER,
    Uitzondering.HERKENNEN: frozenset({Categorie.ETNICITEIT}),
    Uitzondering.TAAK: GEZONDHEID,
    Uitzondering.HULPVERLENING: GEZONDHEID,
    Uitzondering.POLITIE: BIJZONDER,
    Uitzondering.STRAF_OPENBAAR: STRAF,
    Uitzondering.STRAF_WPG: STRAF,
    Uitzondering.STRAF_VERBAND: STRAF,
    Uitzondering.WET: BIJZONDER,
    Uitzondering.STRAF_WET: STRAF,
}
# Who alone can rest on it; the others are for every party.
ALLEEN: dict[str, tuple[str, ...]] = {
    Uitzondering.TAAK: (SoortPartij.RECLASSERING, SoortPartij.RVDK),
    Uitzondering.HULPVERLENING: (SoortPartij.GEMEENTE, SoortPartij.EXTERN),
    Uitzondering.POLITIE: (SoortPartij.POLITIE,),
    Uitzondering.STRAF_WPG: (
        SoortPartij.POLITIE,
        SoortPartij.OM,
        SoortPartij.RECLASSERING,
        SoortPartij.RVDK,
    ),
}
# They hold for tasks of the bill: with a ground of it, so from the first day of that ground on.
VAN_DE_WET = (Uitzondering.WET, Uitzondering.STRAF_WET)


def te_kiezen(soort_partij: str, *, wet: bool) -> list[tuple[str, str]]:
    """What a form offers to a kind of party.

    Args:
        wet: whether a ground of the bill is in force for it.
    """
    return [
        (waarde, label)
        for waarde, label in Uitzondering.choices
        if soort_partij in ALLEEN.get(waarde, (soort_partij,)) and (wet or waarde not in VAN_DE_WET)
    ]


def fouten_in_bijzonder(
    velden: Mapping[str, Any], *, soort_partij: str, had: Any = None
) -> dict[str, str]:
    """What is missing where an item holds sensitive data, as field name -> Dutch sentence.

    Args:
        velden: values by field name, with the ground of the item.
        soort_partij: kind of the party that gives it.
        had: the item as it stands, when it is corrected or moves: what was recorded before the exception
            was asked moves as it is.
    """
    soorten, gekozen = set(velden.get("bijzonder") or []), set(velden.get("uitzonderingen") or [])
    fouten = {}
    if soorten - set(Categorie.values):
        fouten["bijzonder"] = "Andere bijzondere gegevens kunnen er niet in."
    if soorten and not str(velden.get("noodzaak", "")).strip():
        fouten["noodzaak"] = "Schrijf op waarom deze gevoelige gegevens nodig zijn."
    if zin := _fout_in_uitzonderingen(soorten, gekozen, velden.get("grondslag"), soort_partij, had):
        fouten["uitzonderingen"] = zin
    return fouten


def _fout_in_uitzonderingen(
    soorten: set[str], gekozen: set[str], grondslag: Any, soort_partij: str, had: Any
) -> str:
    if not soorten:
        return "Laat dit leeg: u vinkte niets gevoeligs aan." if gekozen else ""
    if had and not gekozen and not had.uitzonderingen and soorten == set(had.bijzonder):
        return ""
    mag = dict(te_kiezen(soort_partij, wet=bool(grondslag and grondslag.van_de_wet)))
    if gekozen & set(VAN_DE_WET) - set(mag):
        return "Deze uitzondering kan alleen bij een grond van het wetsvoorstel die nu geldt."
    if gekozen - set(mag):
        return "Op deze uitzondering kan uw organisatie geen gegevens geven."
    gedekt = frozenset[Categorie]().union(*(DEKT[naam] for naam in gekozen))
    if mist := [soort.label.lower() for soort in Categorie if soort in soorten - gedekt]:
        return f"Kies op welke uitzondering dit rust: {', '.join(mist)}."
    return ""
