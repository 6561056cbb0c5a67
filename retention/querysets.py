"""Which files are due, read from the terms that are stored; and who sees the statements."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

from convenant.models import Partij
from gedeeld.actor import SECRETARISSEN, WEEGPLOEG, Actor
from gedeeld.termijnen import Grond
from register.models import Dossier, Taak, Termijn, leesbaar
from register.registry import Bestand
from register.taken import SOORTEN

DAG = timedelta(days=1)
# How long before a file is destroyed who keeps it is asked to look, each time anew.
WAARSCHUWINGEN = (timedelta(days=60), timedelta(days=30), timedelta(days=7))
VOORUIT = timedelta(weeks=4)  # how long before its day people see that a file goes
RANG = Case(*(When(grond=grond, then=nr) for nr, grond in enumerate(Grond)))


def aan_de_beurt(dag: date, gronden: Collection[Grond] = Grond) -> "QuerySet[Termijn]":
    """Terms whose last day is over on a day, each with its `dossier` (RET-kalender).

    The last day is a day to work on: it counts whole, and what is due goes as soon as the next one
    begins. This is the one place that says so. A file that another ground takes first is left out, and
    so is what is restricted (AVG 18.2), or of which the core parties suspended that (MC 13.1), where the
    file would be destroyed; it may move to the archive.
    """
    eerder = Termijn.objects.alias(rang=RANG).filter(
        dossier=OuterRef("dossier"), rang__lt=OuterRef("rang"), tot__lt=dag
    )
    eerder = eerder.exclude(pk=OuterRef("pk"))  # by key, which is cheaper than to ask its policy
    # Looked up for each term: for "exists" PostgreSQL would first gather all that is due. And put so that
    # it expects this to hold for nearly every term, for then it reads no more of them than are shown.
    gaat_voor = Subquery(eerder.order_by().values_list(Value(True))[:1])
    eerste = NullIf(Coalesce(gaat_voor, False), True)
    verhuist = Q(grond__in=[grond for grond in gronden if not grond.vernietigt])
    rijen = (
        Termijn.objects.alias(rang=RANG)
        .alias(eerste=eerste)
        .filter(verhuist | _mag_weg(dag), eerste__isnull=False, tot__lt=dag)
    )
    # The others left out: to gather these by ground PostgreSQL would walk through all terms there are.
    rijen = rijen.exclude(grond__in=[grond for grond in Grond if grond not in gronden])
    # In the order of an index, so that who reads much need not sort all of it.
    return rijen.select_related("dossier").order_by("tot", "van", "pk")


def _mag_weg(dag: date) -> Q:
    """Of a term: its file is not restricted, and its destruction not suspended on a day."""
    niet_uitgesteld = Q(dossier__opgeschort_tot=None) | Q(dossier__opgeschort_tot__lt=dag)
    return Q(dossier__beperkt=False) & niet_uitgesteld


@dataclass(frozen=True)
class Komend:
    """A file that is due, by number.

    Args:
        dossier: its row of the register.
        van, uiterlijk: the first and the last day of its term.
        zonder_bericht: the person concerned was not told yet; once it is gone nobody can.
    """

    grond: Grond
    dossier: Dossier
    van: date
    uiterlijk: date
    zonder_bericht: bool = False

    @classmethod
    def van_termijn(cls, rij: Termijn) -> Self:
        """From a row of `aan_de_beurt`."""
        zonder = getattr(rij, "zonder_bericht", False)
        return cls(Grond(rij.grond), rij.dossier, rij.van, rij.tot, zonder)

    @property
    def bestand(self) -> Bestand:
        """The kind of file."""
        return self.dossier.bestand

    @property
    def pk(self) -> UUID:
        """Key of the file."""
        return self.dossier.pk

    @property
    def partij_id(self) -> UUID:
        """Key of the party whose file it is."""
        return self.dossier.partij_id

    @property
    def nummer(self) -> str:
        """Number of the file."""
        return self.dossier.nummer

    @property
    def url(self) -> str:
        """Page of the file, or empty."""
        return self.bestand.url(self.dossier)


def komend(grond: Grond, dag: date) -> list[Komend]:
    """Every file due on a ground on a day; for jobs of the system."""
    return [Komend.van_termijn(rij) for rij in aan_de_beurt(dag, [grond])]


def komend_voor(actor: Actor, dag: date, gronden: Collection[Grond] = Grond) -> "QuerySet[Termijn]":
    """Of the files that the actor sees, those that are due by a day, the first one first."""
    return aan_de_beurt(dag, gronden).filter(leesbaar(actor, "dossier"))


def na_te_kijken(actor: Actor) -> "QuerySet[Termijn]":
    """Of the files that the actor keeps, those that are destroyed soon and at which nobody looked yet.

    Asked at most three times (`WAARSCHUWINGEN`): who looked is left alone until the next one. Each row
    says whether the person concerned was told (MC 11).
    """
    gronden = [grond for grond in Grond if grond.vernietigt]
    vandaag = actor.vandaag
    eigen = komend_voor(actor, vandaag + max(WAARSCHUWINGEN) + DAG, gronden)
    niet_gezien = Q()
    for vooraf, volgende in pairwise([*sorted(WAARSCHUWINGEN, reverse=True), timedelta(days=-1)]):
        nu = Q(tot__lte=vandaag + vooraf)
        if volgende in WAARSCHUWINGEN:
            nu &= Q(tot__gt=vandaag + volgende)
        nooit = Q(nagekeken_op=None) | Q(tot__gt=F("nagekeken_op") + vooraf)
        niet_gezien |= nu & nooit
    wachtend = [naam for naam, soort in SOORTEN.items() if soort.bericht]
    bericht = Taak.objects.filter(dossier=OuterRef("dossier"), soort__in=wachtend)
    return eigen.filter(niet_gezien, houder__in=sorted(actor.kringen)).annotate(
        zonder_bericht=Exists(bericht)
    )


def aantallen(dag: date, vandaag: date, actor: Actor) -> dict[str, tuple[int, int]]:
    """Of the files of the actor's covenant, by ground: of how many the last day is over today, and of
    how many it is over by a later day. A ground on which none is due is left out.
    """
    rijen = aan_de_beurt(dag).filter(dossier__partij__convenant=actor.convenant_id)
    laat, komt = Count("pk", filter=Q(tot__lt=vandaag)), Count("pk", filter=Q(tot__gte=vandaag))
    telling = rijen.order_by().values_list("grond").annotate(laat=laat, komt=komt)
    return {grond: (laat, komt) for grond, laat, komt in telling}


def raadpleegt_archief(actor: Actor) -> bool:
    """Whether there is a kind of file that the actor may consult in the archive."""
    return bool(actor.hoedanigheden & (WEEGPLOEG | SECRETARISSEN))


class VernietigingQuerySet(models.QuerySet[Any]):
    """Statements of destruction."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Statements on the party's own files; for the supervisor those of its covenant."""
        return self.filter(groepen__overlap=toezicht_op(actor))


def leest_verklaringen(actor: Actor) -> bool:
    """Whether the actor reads statements of destruction: the secretary and the supervisor (RET-verantwoording)."""
    return actor.voert_weegploeg_uit or actor.houdt_toezicht


def toezicht_op(actor: Actor | None) -> list[int]:
    """Groups on whose files the actor sees that, and when, they were destroyed."""
    if actor is None:
        return []
    if actor.houdt_toezicht:
        partijen = Partij.objects.filter(convenant=actor.convenant_id)
        return list(partijen.values_list("groep_id", flat=True))
    if not leest_verklaringen(actor):
        return []
    eigen = Partij.objects.filter(pk__in=actor.partijen)
    return list(eigen.values_list("groep_id", flat=True))
