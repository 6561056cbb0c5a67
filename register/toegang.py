"""From facts to object permissions: the one place that writes them (design idea 2; MC 8.4, 10.4, 10.5).

Each kind of file says by which facts who reads it (`Bestand.feiten`). A decision that changes such
a fact calls `leid_af` on the file, or `herzie` on the party, in its own transaction. What is bound
to a day stands in the permission itself (`van`, `tot`), so access begins and ends on that day
without a job; `controleer` finds what nevertheless differs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from convenant.models import Partij
from gedeeld.actor import Actor
from gedeeld.fields import zonder_inhoud
from gedeeld.weigering import NietMogelijk

from .access import permissie, rechtenmodel
from .models import Beperking, Dossier, Uitsluiting
from .muur import als
from .registry import Bestand, bestand, bestanden

BLOK = 1000  # files that are compared in one transaction
Sleutel = tuple[int, int, date, date | None]  # group, permission, first day, first day without


@dataclass(frozen=True)
class Feit:
    """Why a party may read one file.

    Args:
        groep_id: the party's group.
        recht: codename of the object permission.
        van: first day.
        tot: first day without; None as long as nothing ends it.
        reden: the fact in a Dutch sentence, with its article.
    """

    groep_id: int
    recht: str
    van: date
    tot: date | None
    reden: str

    @property
    def leeg(self) -> bool:
        """Whether it ended before it began."""
        return self.tot is not None and self.tot <= self.van

    def geldt(self, dag: date) -> bool:
        """Whether it gives access on a day."""
        return self.van <= dag and (self.tot is None or dag < self.tot)


def lezen_als_kernpartij(gemeente: Partij, recht: str, *, vanaf: date, wat: str) -> list[Feit]:
    """The facts by which the core parties of a municipality read one of its files.

    Args:
        recht: codename of the object permission.
        vanaf: the day on which the file began.
        wat: the kind of file and the article, for the sentence.
    """
    return [
        Feit(
            groep_id=partij.groep_id,
            recht=recht,
            van=max(vanaf, partij.vanaf),
            tot=None,
            reden=f"Kernpartij van {wat}.",
        )
        for partij in gemeente.weegploeg
    ]


@dataclass(frozen=True)
class Afwijking:
    """An object permission that differs from the facts.

    Args:
        teveel: it was there and no fact gives it; False when a fact gives it and it was not there.
    """

    dossier: Dossier
    groep_id: int
    recht: str
    teveel: bool


def leid_af(dossier: Dossier) -> list[Afwijking]:
    """Make the object permissions on a file what its facts say.

    Returns:
        What was different.
    """
    with als(Actor.systeem("toegang")):
        beheer: Any = type(dossier)._default_manager
        try:
            dossier = beheer.lock(dossier, ook_stil=True)
        except NietMogelijk:  # archived or destroyed in the meantime: its permissions went with it
            return []
        return _vergelijk(dossier, herstel=True)


def herzie(partij: Any) -> None:
    """Do it for every file whose readers rest on a fact about a party itself.

    Args:
        partij: a `convenant.models.Partij`, of which such a fact just changed.
    """
    with als(Actor.systeem("toegang")):
        for soort in bestanden():
            for dossier in soort.rust_op(partij).order_by("pk").iterator():
                leid_af(dossier)


def controleer(*, herstel: bool) -> Iterator[Afwijking]:
    """Compare the permissions on every file with its facts.

    First in bulk and without a lock; what seems to differ is looked at again, locked, in a
    transaction of its own, because somebody may just be changing a fact.

    Args:
        herstel: whether to put right what differs.
    """
    for soort in bestanden():
        for pk in _verdacht(soort):
            with als(Actor.systeem("toegang")):
                slot = soort.alle.select_for_update(skip_locked=True, of=("self",))
                afwijkingen = [
                    afwijking
                    for dossier in slot.filter(pk=pk)
                    for afwijking in _vergelijk(dossier, herstel=herstel)
                ]
            yield from afwijkingen


def controleer_beperkt(*, herstel: bool) -> list[Dossier]:
    """Files that are restricted by their column and not by a `Beperking`, or the other way round.

    The `Beperking` is right: whoever works with the file wrote it. Permissions follow the column, so
    this comes before `controleer`; as there, each file is looked at again when it is locked.

    Args:
        herstel: whether to put the column right.

    Returns:
        The files, by number and `beperkt` as it was.
    """
    uit: list[Dossier] = []
    for soort in bestanden():
        with als(Actor.systeem("toegang")):
            verdacht = list(_anders_beperkt(soort).order_by("pk").values_list("pk", flat=True))
        for pk in verdacht:
            with als(Actor.systeem("toegang")):
                slot = soort.alle.select_for_update(skip_locked=True, of=("self",))
                if slot.filter(pk=pk).only("pk").first() is None:
                    continue  # somebody is just deciding on it, or it is gone
                for rij in _anders_beperkt(soort).filter(pk=pk).only("nummer", "beperkt"):
                    uit.append(rij)
                    if herstel:
                        soort.alle.filter(pk=pk).update(beperkt=not rij.beperkt)
    return uit


def _anders_beperkt(soort: Bestand) -> Any:
    """Files of a kind whose column says otherwise."""
    lopend = Beperking.lopend().values("dossier_id")
    if not soort.te_beperken:
        return soort.alle.filter(beperkt=True)
    return soort.alle.filter(Q(beperkt=True) & ~Q(pk__in=lopend) | Q(beperkt=False, pk__in=lopend))


def _verdacht(soort: Bestand) -> Iterator[UUID]:
    """Keys of the files of a kind on which a permission seems to differ."""
    with als(Actor.systeem("toegang")):
        sleutels = list(soort.alle.order_by("pk").values_list("pk", flat=True))
    for begin in range(0, len(sleutels), BLOK):
        blok = soort.alle.filter(pk__in=sleutels[begin : begin + BLOK]).order_by("pk")
        with als(Actor.systeem("toegang")):
            # One party for all its files, so that it is fetched once.
            rijen = zonder_inhoud(blok.prefetch_related(soort.partij, "rechten"))
            anders = [rij.pk for rij in rijen if any(_verschil(rij, rij.rechten.all()))]
        yield from anders


def _verschil(dossier: Dossier, rijen: Iterable[Any]) -> tuple[dict[Sleutel, Any], set[Sleutel]]:
    """Permissions on a file that no fact gives, and those that a fact gives and are not there."""
    soort = bestand(dossier._meta.label_lower)
    gewenst = {
        (feit.groep_id, permissie(soort.model, feit.recht), feit.van, feit.tot)
        for feit in soort.feiten(dossier)
        if not feit.leeg
    }
    zijn = {(rij.group_id, rij.permission_id, rij.van, rij.tot): rij for rij in rijen}
    return {sleutel: zijn[sleutel] for sleutel in zijn.keys() - gewenst}, gewenst - zijn.keys()


def _vergelijk(dossier: Dossier, *, herstel: bool) -> list[Afwijking]:
    """What differs on one locked file, put right when asked."""
    model = rechtenmodel(type(dossier))
    rechten = model._default_manager.filter(content_object=dossier)
    weg, erbij = _verschil(dossier, rechten)
    if herstel and weg:
        model._default_manager.filter(pk__in=[rij.pk for rij in weg.values()]).delete()
    if herstel and erbij:
        model._default_manager.bulk_create(
            model(content_object=dossier, group_id=groep, permission_id=recht, van=van, tot=tot)
            for groep, recht, van, tot in erbij
        )
    namen = {permissie(type(dossier), n): n for n in bestand(dossier._meta.label_lower).rechten}
    return [
        Afwijking(dossier, groep, namen.get(recht, "onbekend"), teveel)
        for teveel, verschil in ((True, weg), (False, erbij))
        for groep, recht, *_ in verschil
    ]


# Who is excluded in person -----------------------------------------------------------------------
def keten(dossier: Dossier) -> list[Dossier]:
    """The files through which one case runs, locked: melding, weegploeg file, casus, also archived.

    After each lock it is asked again what belongs to it, because the case may just have gone on.
    """
    sleutels: set[UUID] = set()
    erbij = {dossier.pk}
    with als(Actor.systeem("toegang")):
        while erbij:
            sleutels |= erbij
            for soort in reversed(
                bestanden()
            ):  # upstream first, as the decisions that hand over do
                list(soort.alle.select_for_update().filter(pk__in=erbij).order_by("pk").only("pk"))
            erbij = {pk for soort in bestanden() for pk in soort.verwant(sleutels)} - sleutels
        # Looked up after the locks: one of them may have moved to the archive meanwhile.
        return [rij for soort in bestanden() for rij in soort.alle.filter(pk__in=sleutels)]


def deel_uitsluitingen(*dossiers: Dossier) -> None:
    """Who may not read one of these files reads none of them: they are one case (WEE-toegang)."""
    with als(Actor.systeem("toegang")):
        sleutels = [dossier.pk for dossier in dossiers]
        for rij in Uitsluiting.objects.filter(dossier_id__in=sleutels, opgeheven_op=None):
            for pk in sleutels:
                Uitsluiting.objects.get_or_create(
                    dossier_id=pk,
                    gebruiker_id=rij.gebruiker_id,
                    opgeheven_op=None,
                    defaults={"reden": rij.reden, "sinds": rij.sinds, "door_id": rij.door_id},
                )
