"""Which files are due, counted by the database; and who sees the archive and the statements."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import DateField, F, Func, Q, Value
from django.db.models.functions import Cast

from bestand.access import Actor, bruikbare_rechten, met_recht
from bestand.models import DossierQuerySet
from bestand.registry import RAADPLEGEN, RAADPLEGEN_VERZOEK, Bestand, bestanden
from convenant.models import Partij

from .rules import Grond


class Na(Func):
    """A date plus calendar months; PostgreSQL clamps to the last of the month (RET-kalender)."""

    template = "((%(expressions)s)::date)"
    arg_joiner = " + "

    def __init__(self, begin: Any, maanden: int) -> None:
        stap = Func(Value(maanden), template="make_interval(months => %(expressions)s)")
        super().__init__(begin, stap, output_field=DateField())


def aan_de_beurt(bestand: Bestand, grond: Grond, peildatum: date) -> DossierQuerySet:
    """Files of one kind whose term on this ground has come: on its last day, never a day later.

    Each row bears `bewaar_van` and `bewaar_tot`. What another ground takes first is left out.
    """
    from .models import Archiefstuk

    if grond != Grond.ZES_MAANDEN and not bestand.blijvend:
        return bestand.alle.none()
    if grond == Grond.EEN_JAAR and bestand.model is Archiefstuk:
        return bestand.alle.none()  # the archive itself is not archived
    rijen = bestand.alle.annotate(bewaar_van=_begin(bestand, grond))
    rijen = rijen.annotate(bewaar_tot=Na(F("bewaar_van"), grond.maanden))
    rijen = rijen.filter(bewaar_tot__lte=peildatum)
    if grond.vernietigt:
        rijen = (
            rijen.onbeperkt()
        )  # what is restricted is kept (AVG 18.2); it may move to the archive
    for eerder in grond.gaat_voor:
        naam = f"bewaar_{eerder.value}"
        rijen = rijen.alias(**{naam: Na(_begin(bestand, eerder), eerder.maanden)})
        rijen = rijen.filter(Q(**{f"{naam}__isnull": True}) | Q(**{f"{naam}__gt": peildatum}))
    return rijen.order_by("bewaar_tot", "nummer")  # type: ignore[no-any-return]


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


def komend_voor(actor: Actor, tot: date) -> list[Komend]:
    """Files that the actor sees and that are due on or before a day, the first one first."""
    rijen = [
        Komend(bestand, grond, dossier, dossier.bewaar_tot)
        for grond in Grond
        for bestand in bestanden()
        for dossier in aan_de_beurt(bestand, grond, tot).visible_to(actor).only("nummer")
    ]
    return sorted(rijen, key=lambda rij: (rij.uiterlijk, rij.nummer))


def komende_dagen(grond: Grond, tot: date, groepen: list[int]) -> list[date]:
    """When files on which one of these groups holds a permission are due, on or before a day."""
    return [
        dossier.bewaar_tot
        for bestand in bestanden()
        for dossier in aan_de_beurt(bestand, grond, tot)
        .filter(pk__in=bestand.alle.filter(rechten__group_id__in=groepen).values("pk"))
        .only("nummer")
    ]


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
