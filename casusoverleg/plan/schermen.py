"""The door of the pages of who reads no more of a casus than its plan."""

from uuid import UUID

from gedeeld.actor import ActorRequest
from gedeeld.weigering import Onvindbaar
from register.models import Inzage

from ..dossier.models import Casus
from .models import Plan
from .querysets import PlanQuerySet


def haal_plan(request: ActorRequest, zichtbaar: PlanQuerySet, pk: UUID) -> Plan:
    """The plan of a casus, also for who reads no more of it (MC 10.5); the look is logged.

    Args:
        zichtbaar: versions, one of a casus at most, that began at `.visible_to(request.actor)`.
        pk: key of the casus.

    Raises:
        Onvindbaar: there is none, or not for this actor.
    """
    plan: Plan | None = zichtbaar.filter(casus_id=pk).first()
    if plan is None:
        raise Onvindbaar(Casus, pk)
    Inzage.noteer(request, [plan.kaart], Inzage.Soort.PAGINA)
    return plan
