"""What minutes tell of a file of the weegploeg: the logged decisions, as they were when they were approved (PB 3.3)."""

from copy import copy
from datetime import datetime
from typing import Any

from django.utils import timezone

from gedeeld.afschrift import Publiek, Regel, Sectie, datum
from gedeeld.rij import Rij
from gedeeld.velden import sectie
from overleg.models import Overleg

from . import velden
from .models import Bezwaar, Vastlegging

LATER = "Later verbeterd"


def verslag(dossier: Any, overleg: Overleg) -> list[Sectie]:
    """What was decided in that meeting, and apart from it what was put right after its approval."""
    gelogd = [
        _zoals_toen(rij, overleg.moment)
        for rij in dossier.vastleggingen.all()
        if rij.overleg_id == overleg.pk
    ]
    secties = []
    for vastlegging in gelogd:
        rijen = besluitrijen(dossier, vastlegging)
        secties.append(sectie(velden.BESLUITEN, rijen, Publiek.KERNPARTIJ))
        if besluit := getattr(vastlegging, "informatiebesluit", None):
            secties.append(sectie(velden.INFORMEREN, [besluit], Publiek.KERNPARTIJ))
    secties.append(Sectie(LATER, [regel for rij in gelogd for regel in _later(dossier, rij)]))
    return [deel for deel in secties if deel.regels]


def besluitrijen(dossier: Any, alleen: Vastlegging | None = None) -> list[Rij]:
    """The decisions, each followed by the partners that it chose, and by who spoke for whom; and the objections."""
    uit: list[Rij] = []
    for vastlegging in [alleen] if alleen else dossier.vastleggingen.all():
        if besluit := getattr(vastlegging, "besluit", None):
            uit += [besluit, *besluit.partners.all()]
        uit += [vastlegging, *vastlegging.sprekers.all()]
    bezwaren = dossier.bezwaren.all()
    if alleen is not None:
        bezwaren = [_bezwaar_toen(rij, alleen) for rij in bezwaren if _er_was(rij, alleen)]
    return [*uit, *bezwaren]


def _zoals_toen(rij: Vastlegging, moment: datetime | None) -> Vastlegging:
    """One entry as of a moment; its decisions ask it whether it was replaced."""
    toen = copy(rij)
    toen.moment = moment
    for naam in toen.gaat_over:
        deel = copy(getattr(toen, naam))
        deel.vastlegging = toen
    return toen


def _er_was(rij: Bezwaar, bij: Vastlegging) -> bool:
    return rij.vastlegging_id == bij.pk and bij.was_er(rij.gemaakt_op)


def _bezwaar_toen(rij: Bezwaar, bij: Vastlegging) -> Bezwaar:
    """An objection that ended later still stood."""
    if bij.was_er(rij.beeindigd_op) or rij.beeindigd_op is None:
        return rij
    toen = copy(rij)
    toen.beeindigd_op = toen.ingetrokken_door = toen.opgelost_met = None
    return toen


def _later(dossier: Any, rij: Vastlegging) -> list[Regel]:
    """What came after the approval, by the day on which it was logged: where to read it, and not what."""
    if rij.moment is None:
        return []
    uit = []
    nieuw = getattr(rij, "vervangen_door", None)
    if nieuw and not rij.is_vervangen:
        zin = f"Zie wat op {datum(timezone.localdate(nieuw.vastgelegd_op))} in het dossier is vastgelegd."
        uit.append(Regel(f"Het besluit van {datum(rij.dag)} is vervangen", zin))
    for bezwaar in dossier.bezwaren.all():
        if bezwaar.vastlegging_id != rij.pk:
            continue
        if not rij.was_er(bezwaar.gemaakt_op):
            zin = f"Gemaakt op {datum(timezone.localdate(bezwaar.gemaakt_op))}. Zie het dossier."
            uit.append(Regel(f"Bezwaar van {bezwaar.partij.naam}", zin))
        elif bezwaar.beeindigd_op and not rij.was_er(bezwaar.beeindigd_op):
            uit.append(Regel(f"Het bezwaar van {bezwaar.partij.naam}", bezwaar.stand))
    return uit
