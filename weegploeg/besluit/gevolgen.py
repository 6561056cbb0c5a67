"""What a decision of the weegploeg leads to, read from the rows it made (`gedeeld.gevolgen`)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.formats import date_format

from casusoverleg.deelname.gevolgen import toegang
from casusoverleg.dossier.models import Casus
from convenant.models import Partij
from gedeeld.gevolgen import Gevolg

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
        Gevolg("Wie krijgt een vraag", list(_vragen(vers))),
        Gevolg("Wie leest de casus niet meer", list(_gesloten(vers, casus))),
        Gevolg("Wie wordt geïnformeerd", list(wie_het_hoort(vers))),
        Gevolg("Welke termijn loopt", list(_termijn(vers))),
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


def _vragen(dossier: Any) -> Iterator[str]:
    if dossier.stand != Stand.NADERE_DUIDING:
        return
    for vraag in dossier.duidingsvragen.filter(beantwoord_op=None):
        yield f"{vraag.partner}, met antwoord uiterlijk op {_dag(vraag.uiterlijk)}."


def _gesloten(dossier: Any, casus: Casus | None) -> Iterator[str]:
    if dossier.stand != Stand.PLAN_AFGESLOTEN or casus is None:
        return
    tot = f" vanaf {_dag(casus.toegang_tot)}" if casus.toegang_tot else " meteen"
    for partij in _partijen(casus):
        yield f"{partij.naam} leest de casus{tot} niet meer."
    yield "De kernpartijen en de uitvoerders kunnen de casus lezen en niet meer wijzigen."


def _termijn(dossier: Any) -> Iterator[str]:
    if dossier.laatste_dag:
        yield (
            f"Dit dossier blijft tot en met {_dag(dossier.laatste_dag)}. Daarna wordt het vernietigd."
        )
    elif dossier.stand == Stand.GEAGENDEERD:
        yield "Dit dossier blijft zolang de casus loopt, en volgt daarna de casus."
