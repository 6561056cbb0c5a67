"""From facts to object permissions: the one place that writes them (design idea 2; MC 8.4, 10.4, 10.5).

Each kind of file says by which facts who reads it (`Bestand.feiten`). A decision that changes such
a fact calls `leid_af` on the file, or `herzie` on the party, in its own transaction. What is bound
to a day stands in the permission itself (`van`, `tot`), so access begins and ends on that day
without a job; `controleer` finds what nevertheless differs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from .access import Actor, NietMogelijk, permissie, rechtenmodel
from .models import Dossier, Uitsluiting
from .muur import als
from .registry import bestand, bestanden


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
    """Compare the permissions on every file with its facts, one transaction for each file.

    Args:
        herstel: whether to put right what differs.
    """
    for soort in bestanden():
        with als(Actor.systeem("toegang")):
            sleutels = list(soort.alle.order_by("pk").values_list("pk", flat=True))
        for pk in sleutels:
            with als(Actor.systeem("toegang")):
                slot = soort.alle.select_for_update(skip_locked=True, of=("self",))
                afwijkingen = [
                    afwijking
                    for dossier in slot.filter(pk=pk)
                    for afwijking in _vergelijk(dossier, herstel=herstel)
                ]
            yield from afwijkingen


def _vergelijk(dossier: Dossier, *, herstel: bool) -> list[Afwijking]:
    """What differs on one locked file, put right when asked."""
    soort, model = bestand(dossier._meta.label_lower), rechtenmodel(type(dossier))
    namen = {permissie(type(dossier), naam): naam for naam in soort.rechten}
    sleutels = {naam: pk for pk, naam in namen.items()}
    gewenst = {
        (feit.groep_id, sleutels[feit.recht], feit.van, feit.tot)
        for feit in soort.feiten(dossier)
        if not feit.leeg
    }
    rijen = {
        (rij.group_id, rij.permission_id, rij.van, rij.tot): rij
        for rij in model._default_manager.filter(content_object=dossier)
    }
    weg, erbij = rijen.keys() - gewenst, gewenst - rijen.keys()
    if herstel and weg:
        model._default_manager.filter(pk__in=[rijen[sleutel].pk for sleutel in weg]).delete()
    if herstel and erbij:
        model._default_manager.bulk_create(
            model(content_object=dossier, group_id=groep, permission_id=recht, van=van, tot=tot)
            for groep, recht, van, tot in erbij
        )
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
