"""The board of a file: how the weegploeg weighs, where its members placed the signals, and what changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from convenant.kader import Kader, Teken
from convenant.models import Referentiekader
from gedeeld.actor import Actor
from gedeeld.afschrift import datum
from overleg.models import Overleg, Soort
from register.correctie.pagina import BijRij
from register.muur import als

from ..models import Plaatsing, WeegploegDossier, Weging

TAAK = "bord van de weegploeg"  # in whose name the day of the last meeting is asked


@dataclass(frozen=True)
class Geplaatst:
    """A signal in the table behind the board.

    Args:
        nr: its place among the signals of the file.
        plaatsing: where it was placed; None when nobody placed it yet.
        sinds: what changed since the last meeting, in words.
        was: where it stood then; empty when it did not change.
        url: where the actor places it; empty for who does not.
    """

    nr: int
    wat: str
    plaatsing: Plaatsing | None
    sinds: str
    was: str
    url: str

    @property
    def teken(self) -> Teken | None:
        """The same on the board."""
        rij = self.plaatsing
        if rij is None:
            return None
        return Teken(self.nr, rij.ontwikkelgebied_id, str(rij.in_fase_id or ""), self.sinds)


def referentiekader(dossier: WeegploegDossier) -> Referentiekader:
    """The version by which a file is weighed: that of its rows, or of the covenant as long as it has none."""
    rijen: list[Weging | Plaatsing] = [*dossier.wegingen.all(), *dossier.plaatsingen.all()]
    gebieden = [rij.ontwikkelgebied for rij in rijen if rij.ontwikkelgebied]
    return gebieden[0].kader if gebieden else dossier.gemeente.convenant.referentiekader


def begin(kader: Kader, dossier: WeegploegDossier, wegingen: Iterable[Weging]) -> dict[str, str]:
    """What the form to weigh starts with."""
    uit = {"duiding": str(dossier.duiding)}
    for weging in wegingen:
        uit[f"fase_{weging.ontwikkelgebied_id}"] = str(weging.in_fase_id or "")
        uit[f"toelichting_{weging.ontwikkelgebied_id}"] = str(weging.toelichting)
    return uit


def vorig_overleg(dossier: WeegploegDossier, dag: date) -> date | None:
    """The day of the last meeting of this weegploeg that was held before a day."""
    with als(Actor.systeem(TAAK)):  # also for who was not invited; nothing but the day is told
        gehouden = Overleg.objects.filter(
            soort=Soort.WEEGPLOEG, partij=dossier.partij_id, gehouden_op__isnull=False, dag__lt=dag
        )
        laatste: date | None = gehouden.aggregate(dag=Max("dag"))["dag"]
    return laatste


def geplaatst(dossier: Any, actor: Actor, *, plaatst: bool) -> list[Geplaatst]:
    """Each signal, with where it stands and what changed since the last meeting.

    Args:
        plaatst: whether the actor places signals in this file.
    """
    sinds = vorig_overleg(dossier, actor.vandaag)
    eerder: dict[Any, Any] = {}
    for rij in dossier.correcties.all():  # the last first, so that the first since then stays
        if sinds and _dag(rij.op) > sinds:
            eerder[rij.van] = rij
    uit = []
    for nr, signaal in enumerate(dossier.signalen.all(), 1):
        plaatsing = getattr(signaal, "plaatsing", None)
        zin = was = ""
        if plaatsing and sinds:
            if _dag(plaatsing.eerst_op) > sinds:
                zin = f"nieuw sinds {datum(sinds)}"
            elif oud := eerder.get(plaatsing.pk):
                zin, was = f"verplaatst sinds {datum(sinds)}", oud.oud
        url = reverse("weegploeg:plaatsen", args=[dossier.pk, signaal.pk]) if plaatst else ""
        uit.append(Geplaatst(nr, signaal.omschrijving, plaatsing, zin, was, url))
    return uit


def bord(dossier: Any, rijen: Iterable[Geplaatst], bij_rijen: Iterable[BijRij]) -> dict[str, Any]:
    """The board to read."""
    bij = {rij.rij: rij for rij in bij_rijen if rij.laatste}
    wegingen = dossier.wegingen.all()
    return Kader(referentiekader(dossier)).gelezen(
        wegingen,
        [teken for rij in rijen if (teken := rij.teken)],
        {rij.ontwikkelgebied_id: bij[str(rij.pk)] for rij in wegingen if str(rij.pk) in bij},
    )


def _dag(moment: Any) -> date:
    return timezone.localdate(moment)
