"""The worklist's rows: what is stored of the tasks of an actor, and what others offer beside it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse

from gedeeld.actor import Actor

from .models import Dossier, Taak
from .registry import bestand
from .taken import BEPERKING, SOORTEN, Soort

PAST = 100  # things to do that fit on the worklist
# What is asked for of one kind, the most urgent first: one more than fits, so that the worklist knows
# that there is more.
GENOEG = PAST + 1


@dataclass(frozen=True)
class Werk:
    """One thing to do.

    Args:
        dossier: the file, as far as this actor knows it: for an external partner its key and number;
            None for what is about no file.
        wat: what to do, in a few Dutch words.
        url: where to do it.
        uiterlijk: the last day, or None when no term runs.
        soort: kind of file, in one Dutch word.
    """

    dossier: Dossier | None
    wat: str
    url: str
    uiterlijk: date | None = None
    soort: str = ""

    @property
    def nummer(self) -> str:
        """The file's number; never a name."""
        return self.dossier.nummer if self.dossier else ""


def werk(actor: Actor) -> list[Werk]:
    """What waits for this actor: with a term by that term, and as much of what has none."""
    rijen = Taak.objects.voor(actor).annotate(gearchiveerd_op=F("dossier__gearchiveerd_op"))
    met = rijen.filter(uiterlijk__isnull=False).order_by("uiterlijk", "nummer", "pk")[:GENOEG]
    zonder = rijen.filter(uiterlijk__isnull=True).order_by("nummer", "pk")[:GENOEG]
    return [_werk(taak) for taak in met.union(zonder, all=True)]


def _werk(taak: Any) -> Werk:
    soort, soort_dossier = SOORTEN[taak.soort], bestand(taak.dossiersoort)
    assert taak.pseudoniem  # of a covenant no kind of task is declared yet
    dossier = Dossier(
        pk=taak.dossier_id,
        nummer=taak.nummer,
        dossiersoort=taak.dossiersoort,
        pseudoniem=taak.pseudoniem,
        gearchiveerd_op=taak.gearchiveerd_op,
    )
    dossier._state.adding = False  # it is there, also for who does not read it
    url = _url(soort, taak, dossier)
    return Werk(dossier, soort.wat, url, taak.uiterlijk, soort_dossier.naam)


def _url(soort: Soort, taak: Taak, dossier: Dossier) -> str:
    if taak.soort == BEPERKING:  # the one that every kind of file can have, also in the archive
        return reverse("beperking:beperken", args=[dossier.bestand.app, dossier.pk])
    assert taak.dossier_id  # of a covenant no kind of task is declared yet
    return (soort.vanaf_lijst or soort.url)(taak.dossier_id, taak.rij)
