"""What the pages on a file of the weegploeg begin with."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from casusoverleg.dossier.models import Casus
from convenant.decisions import kernpartijen_van
from convenant.models import Partij
from gedeeld.actor import Actor, ActorRequest
from gedeeld.weigering import NietMogelijk
from register.access import haal_om_te_wijzigen

from .models import WeegploegDossier


def haal_voor(request: ActorRequest, pk: UUID, mag: Callable[[Actor], bool]) -> Any:
    """The file to change, for an actor who may; for another it is not there, and that is logged."""
    zichtbaar = WeegploegDossier.objects.visible_to(request.actor if mag(request.actor) else None)
    return haal_om_te_wijzigen(request, zichtbaar, pk)


def kern(gevonden: Any, actor: Actor) -> list[Partij]:
    """The core parties that can agree today; none when the weegploeg is not complete."""
    try:
        return kernpartijen_van(gevonden.gemeente_id, actor.vandaag)
    except NietMogelijk:
        return []


def casus_van(gevonden: Any, actor: Actor) -> Any:
    """The casus that came from a file, if the actor sees it: it is the one in its case."""
    return Casus.objects.visible_to(actor).filter(zaak=gevonden.zaak)
