"""The worklist's rows: what is stored of the tasks of an actor, and what others offer beside it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F
from django.urls import reverse

from gedeeld.actor import Actor

from .kringen import partij_van
from .models import Dossier, Taak
from .registry import bestand
from .taken import BEPERKING, SOORTEN, Soort

BINNENKORT = timedelta(days=14)  # what the law wants done within it is on every worklist
PAST = 100  # things to do that fit on the worklist
# What the law wants done soon comes on top of those; a list of more is no help to anybody.
WETTELIJK_PAST = 500
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
        einde: the last day of the file, where that is destroyed if nobody acts (MC 13.3).
        wettelijk: whether the law sets the last day.
        gemeente: for which municipality, for who is appointed for several.
    """

    dossier: Dossier | None
    wat: str
    url: str
    uiterlijk: date | None = None
    soort: str = ""
    einde: date | None = None
    wettelijk: bool = False
    gemeente: str = ""

    def dringend(self, vandaag: date) -> bool:
        """Whether it is shown whatever else there is: late or due within two weeks, by law."""
        return (
            self.wettelijk and self.uiterlijk is not None and self.uiterlijk <= vandaag + BINNENKORT
        )

    @property
    def nummer(self) -> str:
        """The file's number; never a name."""
        return self.dossier.nummer if self.dossier else ""


def werk(actor: Actor, soort: str = "") -> list[Werk]:
    """What waits for this actor, in that order: with a term by that term, and as much of what has none;
    among it all that the law wants done soon.

    Args:
        soort: in files of this kind alone (`Bestand.soort`).
    """
    rijen = Taak.objects.voor(actor).annotate(gearchiveerd_op=F("dossier__gearchiveerd_op"))
    if soort:
        rijen = rijen.filter(dossiersoort=soort)
    met = rijen.filter(uiterlijk__isnull=False).order_by("uiterlijk", "nummer", "pk")[:GENOEG]
    zonder = rijen.filter(uiterlijk__isnull=True).order_by("nummer", "pk")[:GENOEG]
    wet = [naam for naam, soort in SOORTEN.items() if soort.wettelijk]
    spoed = rijen.filter(soort__in=wet, uiterlijk__lte=actor.vandaag + BINNENKORT)
    spoed = spoed.order_by("uiterlijk", "nummer", "pk")[:WETTELIJK_PAST]
    # A task can be in two of these, and leaves them in no order. Without a term stands last.
    alle = met.union(zonder, spoed).order_by("uiterlijk", "nummer", "pk")
    return [_werk(taak, actor) for taak in alle]


def _werk(taak: Any, actor: Actor) -> Werk:
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
    return Werk(
        dossier,
        soort.wat,
        url,
        taak.uiterlijk,
        soort_dossier.naam,
        taak.einde,
        soort.wettelijk,
        actor.gemeente_van(partij_van(taak.aan)),
    )


def _url(soort: Soort, taak: Taak, dossier: Dossier) -> str:
    if taak.soort == BEPERKING:  # the one that every kind of file can have, also in the archive
        return reverse("beperking:beperken", args=[dossier.bestand.app, dossier.pk])
    assert taak.dossier_id  # of a covenant no kind of task is declared yet
    return (soort.vanaf_lijst or soort.url)(taak.dossier_id, taak.rij)
