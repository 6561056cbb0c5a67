"""What a decision of the weegploeg leads to, read from the rows it made (`gedeeld.gevolgen`)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.formats import date_format

from casusoverleg.deelname.gevolgen import toegang
from casusoverleg.dossier.models import Casus
from convenant.models import Partij
from gedeeld.gevolgen import Gevolg

from ..bezwaar import open_bezwaren
from ..duiding.gevolgen import termijn, wie_is_gevraagd
from ..informeren.gevolgen import NAKIJKEN, wie_het_hoort
from ..models import WeegploegDossier

Stand = WeegploegDossier.Stand


def van_besluit(dossier: Any) -> list[Gevolg]:
    """What follows from what was just logged in this file."""
    vers = WeegploegDossier.objects.met_feiten().get(pk=dossier.pk)
    casus = Casus.objects.filter(zaak=vers.zaak).first()
    nieuw = casus if vers.stand == Stand.GEAGENDEERD else None
    return [
        Gevolg("Wie krijgt toegang", list(_toegang(nieuw)) if nieuw else []),
        Gevolg("Wat gaat mee naar de casus", list(_kopie(nieuw)) if nieuw else []),
        Gevolg("Wie krijgt een vraag", list(wie_is_gevraagd(vers))),
        Gevolg("Wie leest de casus niet meer", list(_gesloten(vers, casus))),
        Gevolg("Wie wordt geïnformeerd", list(wie_het_hoort(vers))),
        Gevolg("Welke termijn loopt", list(termijn(vers))),
        Gevolg("Wie kijkt dit na", [NAKIJKEN]),
    ]


def van_handhaven(dossier: Any) -> list[Gevolg]:
    """What follows from it that a decision stays after an objection."""
    vers = WeegploegDossier.objects.met_feiten().get(pk=dossier.pk)
    return [
        Gevolg("Wat er met het bezwaar gebeurt", list(_bezwaar_voorbij(vers))),
        Gevolg("Wat weer kan", list(_kan_weer(vers))),
        Gevolg("Wie krijgt een vraag", list(wie_is_gevraagd(vers))),
        Gevolg("Welke termijn loopt", list(termijn(vers))),
        Gevolg("Wie kijkt dit na", [NAKIJKEN]),
    ]


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")


def _toegang(casus: Casus) -> Iterator[str]:
    """Who reads the casus, from when and how much of it."""
    yield "Er komt een casus. De drie kernpartijen en de uitvoerders lezen die meteen."
    yield from toegang(casus)


def _partijen(casus: Casus) -> list[Partij]:
    return [rij.partij for rij in casus.deelnames.select_related("partij")]


def _kopie(casus: Casus) -> Iterator[str]:
    yield "De naam, het adres en de geboortedatum van het subject."
    yield f"Signalen: {casus.signalen.count()}. Onderdelen van de weging: {casus.wegingen.count()}."
    if casus.duiding:
        yield "De duiding die u hebt opgeschreven."
    yield "De melders gaan niet mee."


def _gesloten(dossier: Any, casus: Casus | None) -> Iterator[str]:
    if dossier.stand != Stand.PLAN_AFGESLOTEN or casus is None:
        return
    tot = f" vanaf {_dag(casus.toegang_tot)}" if casus.toegang_tot else " meteen"
    for partij in _partijen(casus):
        yield f"{partij.naam} leest de casus{tot} niet meer."
    yield "De kernpartijen en de uitvoerders kunnen de casus lezen en niet meer wijzigen."


def _bezwaar_voorbij(dossier: Any) -> Iterator[str]:
    """Whose objection was met by what was logged last."""
    for bezwaar in dossier.vastleggingen.first().loste_op.select_related("partij"):
        yield f"Het bezwaar van {bezwaar.partij.naam} is besproken en eindigt."


def _kan_weer(dossier: Any) -> Iterator[str]:
    """What an objection held, and holds no longer; else who objects still."""
    nog = list(open_bezwaren(dossier).select_related("partij"))
    for bezwaar in nog:
        yield f"Nog niets: ook {bezwaar.partij.naam} maakt bezwaar, tegen een ander besluit."
    if nog:
        return
    if Casus.objects.filter(zaak=dossier.zaak, stand__in=Casus.LOPEND).exists():
        yield "De uitvoerder van het casusoverleg kan weer partijen toelaten en gegevens geven."
    yield "Brieven kunnen weer weg, en de melder en het subject kunnen het weer horen."
