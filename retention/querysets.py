"""Which files are due, counted by the database; and who sees the archive and the statements."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from convenant.models import Partij
from gedeeld.actor import Actor
from gedeeld.datums import Na
from register import registry
from register.access import bruikbare_rechten, met_recht, rechtenmodel
from register.models import DossierQuerySet
from register.registry import RAADPLEGEN, RAADPLEGEN_VERZOEK, Bestand, bestanden

from .rules import Grond, uiterste_begin


def aan_de_beurt(bestand: Bestand, grond: Grond, peildatum: date) -> DossierQuerySet:
    """Files of one kind whose term on this ground has come: on its last day, never a day later.

    Each row bears `bewaar_van` and `bewaar_tot`. What another ground takes first is left out.
    """
    if not _kent(bestand, grond):
        return bestand.alle.none()
    rijen = bestand.alle.filter(_kan_komen(bestand, grond, peildatum))
    rijen = rijen.annotate(bewaar_van=_begin(bestand, grond))
    rijen = rijen.annotate(bewaar_tot=Na(F("bewaar_van"), grond.maanden))
    rijen = rijen.filter(bewaar_tot__lte=peildatum)
    if grond.vernietigt:
        # What is restricted is kept (AVG 18.2); it may move to the archive.
        rijen = rijen.filter(beperkt=False)
    for eerder in grond.gaat_voor:
        naam = f"bewaar_{eerder.value}"
        rijen = rijen.alias(**{naam: Na(_begin(bestand, eerder), eerder.maanden)})
        rijen = rijen.filter(Q(**{f"{naam}__isnull": True}) | Q(**{f"{naam}__gt": peildatum}))
    return rijen.order_by("bewaar_tot", "nummer")  # type: ignore[no-any-return]


def _kent(bestand: Bestand, grond: Grond) -> bool:
    """Whether files of this kind leave on this ground at all."""
    from .models import Archiefstuk

    if grond == Grond.EEN_JAAR and bestand.model is Archiefstuk:
        return False  # the archive itself is not archived
    return grond == Grond.ZES_MAANDEN or bestand.blijvend


def _kan_komen(bestand: Bestand, grond: Grond, peildatum: date) -> Q:
    """What holds for each file that is due and can be looked up in an index, also under a policy.

    It is no more than a sieve: what it lets through is looked at exactly.
    """
    grens = uiterste_begin(grond, peildatum)
    if grond == Grond.ZES_MAANDEN:
        return bestand.kan_vergeten(grens)
    return Q(laatste_verwerking_op__lte=grens)  # `Bestand.laatste_verwerking` is never before it


def _begin(bestand: Bestand, grond: Grond) -> Cast:
    zes = grond == Grond.ZES_MAANDEN
    return Cast(bestand.vergeten_vanaf if zes else bestand.laatste_verwerking, DateField())


@dataclass(frozen=True)
class Komend:
    """A file that is due, by number.

    Args:
        uiterlijk: the last day of its term.
    """

    bestand: Bestand
    grond: Grond
    dossier: Any
    uiterlijk: date

    @property
    def pk(self) -> UUID:
        """Key of the file."""
        return self.dossier.pk  # type: ignore[no-any-return]

    @property
    def nummer(self) -> str:
        """Number of the file."""
        return str(self.dossier)

    @property
    def url(self) -> str:
        """Page of the file, or empty."""
        return self.bestand.url(self.dossier)


def komend(grond: Grond, tot: date) -> Iterator[Komend]:
    """Every file due on a ground on or before a day, without its content; for jobs of the system."""
    for bestand in bestanden():
        for dossier in aan_de_beurt(bestand, grond, tot).only("nummer"):
            yield Komend(bestand, grond, dossier, dossier.bewaar_tot)


# Kind, ground, key, number, last day and first day of the term.
KomendeRij = tuple[str, str, UUID, str, date, date]


def komend_voor(
    actor: Actor, tot: date, gronden: Iterable[Grond] = Grond, *, hoogstens: int
) -> "QuerySet[Any, KomendeRij]":
    """Files that the actor sees and that are due on or before a day, the first one first.

    One query, so that the database counts and cuts it off; read its rows with `als_komend`.

    Args:
        hoogstens: of each kind on each ground no more than this are looked at, the first ones.
    """
    eerste, *rest = [
        aan_de_beurt(bestand, grond, tot)
        .visible_to(actor)
        .order_by("bewaar_van", "nummer")  # as `bewaar_tot`, and for a date there is an index
        .annotate(bij_grond=Value(grond.value), bij_soort=Value(bestand.soort))
        .values_list("bij_soort", "bij_grond", "pk", "nummer", "bewaar_tot", "bewaar_van")[
            :hoogstens
        ]
        for grond in gronden
        for bestand in bestanden()
        if _kent(bestand, grond)
    ]
    # In the order of the parts: at the end of a month several first days have the same last day.
    return eerste.union(*rest, all=True).order_by(  # type: ignore[no-any-return]
        "bewaar_tot", "bewaar_van", "nummer"
    )


def als_komend(rijen: "Iterable[KomendeRij]") -> list[Komend]:
    """Rows of `komend_voor`; each with its file by key and number, and nothing else of it."""
    return [
        Komend(
            soort := registry.bestand(naam), Grond(grond), soort.model(id=pk, nummer=nummer), tot
        )
        for naam, grond, pk, nummer, tot, _ in rijen
    ]


def aantallen(grond: Grond, tot: date, vandaag: date, groepen: list[int]) -> tuple[int, int]:
    """Of the files on which one of these groups holds a permission: how many are late, and how many
    come due from today up to and including a day."""
    te_laat = later = 0
    for bestand in bestanden():
        if not _kent(bestand, grond):
            continue
        recht = rechtenmodel(bestand.model)._default_manager.filter(
            content_object=OuterRef("pk"), group_id__in=groepen
        )
        telling = (
            aan_de_beurt(bestand, grond, tot)
            .filter(Exists(recht))
            .order_by()
            .aggregate(laat=Count("pk", filter=Q(bewaar_tot__lt=vandaag)), alles=Count("pk"))
        )
        te_laat += telling["laat"]
        later += telling["alles"] - telling["laat"]
    return te_laat, later


def raadpleegt_archief(actor: Actor) -> bool:
    """Whether there is a kind of file that the actor may consult in the archive."""
    from .models import Archiefstuk

    return bool(bruikbare_rechten(Archiefstuk, actor))


class ArchiefstukQuerySet(DossierQuerySet):
    """Pieces of the archive."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Files in the archive of which the actor's party was a core party (MC 13.2)."""
        return met_recht(self, actor, RAADPLEGEN, RAADPLEGEN_VERZOEK)


class VernietigingQuerySet(models.QuerySet[Any]):
    """Statements of destruction."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Statements on the party's own files; for the supervisor those of its covenant."""
        return self.filter(groepen__overlap=toezicht_op(actor))


def toezicht_op(actor: Actor | None) -> list[int]:
    """Groups on whose files the actor sees that, and when, they were destroyed."""
    if actor is None:
        return []
    if actor.houdt_toezicht:
        partijen = Partij.objects.filter(convenant=actor.convenant_id)
        return list(partijen.values_list("groep_id", flat=True))
    return [actor.groep_id] if actor.in_weegploeg and actor.groep_id else []
