"""The door of the secretary's pages."""

from uuid import UUID

from gedeeld.actor import ActorRequest
from register.access import haal_om_te_wijzigen

from .dossier.models import Casus


def haal_te_voeren(request: ActorRequest, pk: UUID) -> Casus:
    """A casus that this actor keeps as secretary, to change it."""
    casus: Casus = haal_om_te_wijzigen(request, Casus.objects.written_by(request.actor), pk)
    return casus
