"""What is known already of the person in a file, and what was said of it (MvT 5.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from gedeeld.actor import Actor
from gedeeld.bladeren import PER_PAGINA
from gedeeld.weigering import OntsleutelFout
from register.registry import bestand_van, zoek

from .models import Keuze, VergelijkingVelden
from .soorten import soorten


@dataclass(frozen=True)
class Treffer:
    """A file that may be about the same person.

    Args:
        keuze: what was said of it last; None when nothing was.
        url: the page that shows both side by side; empty for who decides nothing there now.
    """

    dossier: Any
    keuze: VergelijkingVelden | None
    url: str

    @property
    def pagina(self) -> str:
        """The page of that file."""
        url: str = self.dossier.bestand.url(self.dossier)
        return url


@dataclass(frozen=True)
class Bekend:
    """What the actor may see that is known already of the person in a file.

    Args:
        treffers: what may be about the same person.
        bekeken: of which it was said that it is not.
        meer: there are more than are shown.
    """

    treffers: list[Treffer]
    bekeken: list[Treffer]
    meer: bool

    @property
    def dossiers(self) -> list[Any]:
        """All of it, to log that it was shown."""
        return [treffer.dossier for treffer in (*self.treffers, *self.bekeken)]


def gekozen(dossier: Any) -> dict[UUID, VergelijkingVelden]:
    """What was said last of a file and each other one, by the key of that."""
    return {ander: rijen[-1] for ander, rijen in _per_paar(dossier).items()}


def keuzes_over(dossier: Any, ander: Any) -> list[VergelijkingVelden]:
    """All that was said of two files, the last thing first."""
    return list(reversed(_per_paar(dossier).get(ander.pk, [])))


def _per_paar(dossier: Any) -> dict[UUID, list[VergelijkingVelden]]:
    rijen: list[VergelijkingVelden] = []
    for soort in soorten().values():
        over = Q(dossier=dossier.pk) | Q(ander=dossier.pk)
        rijen += soort.model.objects.filter(over).select_related("door")
    uit: dict[UUID, list[VergelijkingVelden]] = {}
    for rij in sorted(rijen, key=lambda rij: (rij.op, rij.pk)):
        ander = rij.ander_id if rij.dossier_id == dossier.pk else rij.dossier_id
        uit.setdefault(ander, []).append(rij)
    return uit


def zelfde_als(dossier: UUID) -> set[UUID]:
    """Keys of the files of which somebody said last that they are on the same person."""
    gezegd: list[tuple[Any, ...]] = []
    for soort in soorten().values():
        rijen = soort.model.objects.filter(Q(dossier=dossier) | Q(ander=dossier))
        gezegd += rijen.values_list("op", "pk", "dossier", "ander", "keuze")
    laatst: dict[UUID, str] = {}
    for _, _, een, ander, keuze in sorted(gezegd):
        laatst[ander if een == dossier else een] = keuze
    return {ander for ander, keuze in laatst.items() if keuze == Keuze.DEZELFDE}


def bekend(dossier: Any, actor: Actor) -> Bekend:
    """Other files that may be about the person in this one, as far as the actor reads them.

    What was said to be about somebody else is not proposed again.
    """
    keuzes = gekozen(dossier)
    niet = [pk for pk, rij in keuzes.items() if rij.keuze == Keuze.NIET]
    wel = [pk for pk in keuzes if pk not in niet]
    treffers: list[Any] = []
    bekeken: list[Any] = []
    meer = False
    for rijen in _gevonden(dossier, actor, wel + niet):
        gezien = list(rijen.exclude(pk__in=niet)[: PER_PAGINA + 1])
        meer = meer or len(gezien) > PER_PAGINA
        treffers += gezien[:PER_PAGINA]
        bekeken += rijen.filter(pk__in=niet) if niet else []

    def treffer(rij: Any) -> Treffer:
        return Treffer(rij, keuzes.get(rij.pk), _url(dossier, rij, actor))

    return Bekend([*map(treffer, treffers)], [*map(treffer, bekeken)], meer)


def is_treffer(dossier: Any, ander: Any, actor: Actor) -> bool:
    """Whether two files are laid beside each other: one was found, or something was said of both."""
    rijen = _gevonden(dossier, actor, list(gekozen(dossier)))
    return any(deel.filter(pk=ander.pk).exists() for deel in rijen if deel.model is type(ander))


def _gevonden(dossier: Any, actor: Actor, ook: list[UUID]) -> Iterator[Any]:
    """For each kind what is found, and these others; of what moved on only a number is left."""
    bestanden = [bestand_van(app) for app in soorten()]
    try:
        gevonden = zoek([dossier.persoon], bestanden)
    except OntsleutelFout:  # the page says that it cannot be read who it is about
        gevonden = [soort.alle.none() for soort in bestanden]
    for soort, rijen in zip(bestanden, gevonden, strict=True):
        samen = (rijen | soort.alle.filter(pk__in=ook)).visible_to(actor)
        yield samen.exclude(pk=dossier.pk).order_by("-begonnen_op", "nummer")


def _url(dossier: Any, ander: Any, actor: Actor) -> str:
    mag = soorten()[dossier._meta.app_label].mag(actor, dossier)
    if not mag or dossier.stilstand or ander.stilstand:
        return ""
    return url_van(dossier, ander)


def url_van(dossier: Any, ander: Any) -> str:
    """The page that shows both."""
    return reverse(
        "vergelijken:vergelijk",
        args=[dossier._meta.app_label, dossier.pk, ander._meta.app_label, ander.pk],
    )
