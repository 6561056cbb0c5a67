"""Who is excluded in person: from a person, and so from every file on that person (WEE-toegang, CAS-toegang-partij).

What is carried over tells nobody that there is another file: it changes no answer, stands in no event,
and is shown only to who reads the file that it comes from.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from gedeeld.actor import Actor
from gedeeld.personen import Persoon

from . import slot
from .models import Dossier, Uitsluiting
from .muur import als
from .registry import bestanden, zoek

TAAK = "uitsluiten"
# Whoever begins a file and whoever excludes somebody look at each other's rows one after the other.
BEURT = UUID(int=1)


def deel(zaak: UUID) -> None:
    """Who may not read one file of a case reads none of them.

    Args:
        zaak: the case, after a file joined it.
    """
    with als(Actor.systeem(TAAK)):
        sleutels = list(Dossier.objects.filter(zaak=zaak).values_list("pk", flat=True))
        _maak(van=sleutels, naar=sleutels, gedeeld=True)


def draag_over(sleutels: Iterable[UUID]) -> None:
    """Who may not read one file on a person reads no other, of whatever kind, party or covenant.

    Args:
        sleutels: files whose subject became known or changed, or from which somebody was excluded.
    """
    with als(Actor.systeem(TAAK)):
        slot.houd_vast(BEURT)
        for rij in Dossier.objects.filter(pk__in=list(sleutels)):
            _draag_over(rij)


def _draag_over(rij: Dossier) -> None:
    dossier = rij.bestand.alle.filter(pk=rij.pk).first()
    if dossier is None:
        return
    anderen = list(_op_dezelfde_persoon(rij.bestand.persoon(dossier), rij))
    _maak(van=anderen, naar=[rij.pk])
    _maak(van=[rij.pk], naar=anderen)


def _op_dezelfde_persoon(persoon: Persoon, behalve: Dossier) -> Iterator[UUID]:
    """Keys of the files on a person, as far as names by sound and birth dates tell; not of the same case."""
    soorten = bestanden()
    for soort, rijen in zip(soorten, zoek(persoon, soorten), strict=True):
        for dossier in rijen.exclude(zaak=behalve.zaak):
            if not soort.persoon(dossier).is_een_ander(persoon):
                yield dossier.pk


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
           (dossier_id, gebruiker_id, reden, sinds, door_id, bron_id)
    SELECT naar, u.gebruiker_id, u.reden, u.sinds, u.door_id,
           CASE WHEN %(gedeeld)s THEN u.bron_id ELSE u.id END
      FROM register_uitsluiting u, unnest(%(naar)s::uuid[]) naar
     WHERE u.dossier_id = ANY (%(van)s) AND u.opgeheven_op IS NULL
       AND (%(gedeeld)s OR u.bron_id IS NULL)
     ORDER BY u.sinds
    ON CONFLICT DO NOTHING"""


def _maak(*, van: list[UUID], naar: list[UUID], gedeeld: bool = False) -> None:
    """The same exclusions on other files, where there are none yet.

    Args:
        gedeeld: within one case: what was carried over to one of its files goes along as it is.
    """
    with connection.cursor() as cursor:
        cursor.execute(KOPIE, {"van": van, "naar": naar, "gedeeld": gedeeld})


def hef_op(rijen: QuerySet[Uitsluiting], *, actor: Actor) -> None:
    """End exclusions, and what was carried over from them."""
    sleutels = list(rijen.values_list("pk", flat=True))
    geraakt = _open().filter(Q(pk__in=sleutels) | Q(bron__in=sleutels))
    geraakt.update(opgeheven_op=actor.nu)
