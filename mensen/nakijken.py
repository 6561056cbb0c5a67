"""Whether access that was given is still needed, looked at each quarter (MC 15.2 f)."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from convenant.decisions import eigen_convenant, mag_beheren
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require

from .models import Vertegenwoordiging

KWARTAAL = relativedelta(months=3)
EIGEN = "Uw eigen rol kijkt een andere beheerder na."


def rollen_van(convenant_id: UUID | None, dag: date) -> QuerySet[Vertegenwoordiging]:
    """The roles that open something on a day, party by party."""
    rijen: QuerySet[Vertegenwoordiging] = Vertegenwoordiging.objects.werkend(dag).filter(
        partij__convenant=convenant_id
    )
    volgorde = ("partij__naam", "rol", "gebruiker__username", "pk")
    return rijen.select_related("gebruiker", "partij", "nagekeken_door").order_by(*volgorde)


def laatst(rij: Vertegenwoordiging) -> date:
    """The day on which somebody last looked at a role that works: when it was confirmed, or since."""
    assert rij.bevestigd_op
    return rij.nagekeken_op or timezone.localdate(rij.bevestigd_op)


def uiterlijk(rij: Vertegenwoordiging) -> date:
    """By when somebody looks at it again."""
    return laatst(rij) + KWARTAAL


def eerste_dag(convenant_id: UUID | None, dag: date) -> date | None:
    """By when the first of all roles is to be looked at; None where there is none."""
    return min(map(uiterlijk, rollen_van(convenant_id, dag)), default=None)


@transaction.atomic
def kijk_na(sleutels: Collection[UUID], *, actor: Actor) -> int:
    """Record of roles that they are still needed. One that is not is ended (`rollen.trek_in`).

    Args:
        sleutels: keys of representations.

    Returns:
        How many.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: nothing was chosen, one of them works no more, or it is the actor's own.
    """
    require(mag_beheren(actor), "Alleen de beheerder kijkt na wie toegang nog nodig heeft.")
    eigen_convenant(actor)
    if not sleutels:
        raise NietMogelijk({"rollen": "Vink aan wie zijn toegang nog nodig heeft."})
    rijen = rollen_van(actor.convenant_id, actor.vandaag).filter(pk__in=sleutels)
    # One by one: the change log sees no others.
    gekozen = list(rijen.select_for_update(of=("self",), no_key=True))
    if len(gekozen) != len(set(sleutels)):
        raise NietMogelijk({"rollen": "Een van deze rollen is er niet meer. Kijk opnieuw."})
    if any(rij.gebruiker_id == actor.gebruiker_id for rij in gekozen):
        raise NietMogelijk({"rollen": EIGEN})
    for rij in gekozen:
        rij.nagekeken_op, rij.nagekeken_door_id = actor.vandaag, actor.gebruiker_id
        rij.save(update_fields=["nagekeken_op", "nagekeken_door"])
    return len(gekozen)
