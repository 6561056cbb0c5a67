"""Who is excluded in person: from a person, and so from every file on that person (WEE-toegang, CAS-toegang-partij).

What is carried over tells nobody that there is another file: it changes no answer, stands in no event,
and is shown only to who reads the file that it comes from.
"""

from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from gedeeld.actor import Actor
from gedeeld.datasleutels import bos

from . import slot
from .models import Dossier, Uitsluiting
from .muur import als
from .registry import bestanden, zoek

TAAK = "uitsluiten"
# Whoever begins a file and whoever excludes somebody look at each other's rows one after the other.
BEURT = UUID(int=1)
# Keys of the files of which people said that they are on the same person as this one, whatever the names
# tell: `register.vergelijken` says so.
GEZEGD: list[Callable[[UUID], Iterable[UUID]]] = []


def deel(zaak: UUID) -> None:
    """Who may not read one file of a case reads none of them.

    Args:
        zaak: the case, after a file joined it.
    """
    with als(Actor.systeem(TAAK)):
        sleutels = list(Dossier.objects.filter(zaak=zaak).values_list("pk", flat=True))
        _maak(van=sleutels, naar=sleutels, gedeeld=True)


def neem_beurt() -> None:
    """Whoever excludes somebody, ends that, or begins a file waits for who does: before he writes a row."""
    slot.houd_vast(BEURT)


def draag_over(sleutels: Iterable[UUID]) -> None:
    """Who may not read one file on a person reads no other, of whatever kind, party or covenant.

    Args:
        sleutels: files whose subject became known or changed, or of which an exclusion began or ended.
    """
    with als(Actor.systeem(TAAK)):
        neem_beurt()
        zaken = Dossier.objects.filter(pk__in=list(sleutels)).values_list("zaak", flat=True)
        for zaak in set(zaken):
            _draag_over(list(Dossier.objects.filter(zaak=zaak)))


def _draag_over(eigen: list[Dossier]) -> None:
    """Between the files of one case and those of other cases on the same person."""
    hier = [rij.pk for rij in eigen]
    anderen = [pk for rij in eigen for pk in _op_dezelfde_persoon(rij)]
    gezegd = {pk for rij in eigen for over in GEZEGD for pk in over(rij.pk)}
    anderen += Dossier.objects.filter(pk__in=gezegd - {*hier}).values_list("pk", flat=True)
    _geef_terug(hier, anderen)
    _maak(van=anderen, naar=hier)
    _maak(van=hier, naar=anderen)


def _geef_terug(hier: list[UUID], anderen: list[UUID]) -> None:
    """End what came from, or went to, a file that turns out to be on somebody else."""
    gekomen = Q(dossier__in=hier) & ~Q(bron__dossier__in=[*hier, *anderen])
    gegaan = Q(bron__dossier__in=hier) & ~Q(dossier__in=[*hier, *anderen])
    _open().filter(gekomen | gegaan, bron__isnull=False).update(opgeheven_op=timezone.now())


def _op_dezelfde_persoon(rij: Dossier) -> Iterator[UUID]:
    """Keys of the files of other cases on the same person, as far as names and birth dates tell.

    Narrower than what a search finds: nobody looks at it, and who is excluded wrongly cannot work.
    """
    dossier = rij.bestand.alle.filter(pk=rij.pk).first()
    if dossier is None:
        return
    persoon, soorten = rij.bestand.persoon(dossier), bestanden()
    gevonden = [
        (soort, list(rijen.exclude(zaak=rij.zaak)))
        for soort, rijen in zip(soorten, zoek([persoon], soorten), strict=True)
    ]
    # Asked for where there is none as well: what it takes does not tell who is excluded that there is one.
    bos().haal(ander.pk.hex for _, deel in gevonden for ander in deel)
    for soort, deel in gevonden:
        for ander in deel:
            if soort.persoon(ander).lijkt_op(persoon):
                yield ander.pk


def is_uitgesloten_van(nummers: Iterable[str], actor: Actor) -> bool:
    """Whether somebody is excluded from one of the files with these numbers, which he was shown."""
    with als(Actor.systeem(TAAK)):
        eigen = _open().filter(gebruiker=actor.gebruiker_id)
        return bool(eigen.filter(dossier__nummer__in=list(nummers)).exists())


def _open() -> QuerySet[Uitsluiting]:
    rijen: QuerySet[Uitsluiting] = Uitsluiting.objects.filter(opgeheven_op=None)
    return rijen


# One statement, whether there is anything to copy or not: whoever writes cannot tell by the time.
KOPIE = """
    INSERT INTO register_uitsluiting
           (dossier_id, gebruiker_id, reden, sinds, door_id, meegedragen, bron_id)
    SELECT naar, u.gebruiker_id, u.reden, u.sinds, u.door_id,
           u.meegedragen OR NOT %(gedeeld)s,
           CASE WHEN %(gedeeld)s THEN u.bron_id ELSE u.id END
      FROM register_uitsluiting u, unnest(%(naar)s::uuid[]) naar
     WHERE u.dossier_id = ANY (%(van)s) AND u.opgeheven_op IS NULL
       AND (%(gedeeld)s OR NOT u.meegedragen)
     ORDER BY u.sinds
    ON CONFLICT DO NOTHING"""


def _maak(*, van: list[UUID], naar: list[UUID], gedeeld: bool = False) -> None:
    """The same exclusions on other files, where there are none yet.

    Args:
        gedeeld: within one case: what was carried over to one of its files goes along as it is.
    """
    with connection.cursor() as cursor:
        cursor.execute(KOPIE, {"van": van, "naar": naar, "gedeeld": gedeeld})


def hef_op(rijen: QuerySet[Uitsluiting], *, actor: Actor) -> set[UUID]:
    """End exclusions, and what was carried over from them.

    Returns:
        The files of which one ended. Another file on the person may still exclude from them, so they
        are looked at again (`draag_over`).
    """
    sleutels = list(rijen.values_list("pk", flat=True))
    geraakt = _open().filter(Q(pk__in=sleutels) | Q(bron__in=sleutels))
    dossiers = set(geraakt.values_list("dossier_id", flat=True))
    geraakt.update(opgeheven_op=actor.nu)
    return dossiers
