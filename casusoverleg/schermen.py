"""The door of the secretary's pages."""

from uuid import UUID

from gedeeld.actor import ActorRequest
from register.access import haal, haal_om_te_wijzigen, weiger_stil

from .dossier.models import Casus
from .querysets import CasusQuerySet


def haal_te_voeren(request: ActorRequest, pk: UUID) -> Casus:
    """A casus that this actor keeps as secretary, to change it."""
    casus: Casus = haal_om_te_wijzigen(request, Casus.objects.written_by(request.actor), pk)
    return casus


def haal_te_verbeteren(request: ActorRequest, zichtbaar: CasusQuerySet, pk: UUID) -> Casus:
    """A casus in which this actor puts right what is not, also once it is closed (MC 12.5).

    Args:
        zichtbaar: began at `.written_by` or `.contributed_by` of the actor.
    """
    casus: Casus = haal(request, zichtbaar, pk)
    if not casus.te_verbeteren:
        weiger_stil(request, casus)
    return casus
