"""Who sees which incident: who reported it, who assesses it, and the supervisor (MC 15.2 g)."""

from typing import Any, Self

from django.db.models import Q, QuerySet

from gedeeld.actor import Actor
from register.kringen import Kring


def in_weegploeg_van(actor: Actor, gemeente_id: Any) -> bool:
    """Whether the actor answers for what happens with the files of a municipality: a core party, or its secretary."""
    kringen = {Kring.WEEGPLOEG.van(gemeente_id), Kring.UITVOERDERS.van(gemeente_id)}
    return bool(kringen & actor.kringen)


def eigen_gemeenten(actor: Actor) -> list[str]:
    """Keys of the municipalities whose incidents the actor assesses."""
    begin = (f"{Kring.WEEGPLOEG.value} ", f"{Kring.UITVOERDERS.value} ")
    return [kring.rpartition(" ")[2] for kring in actor.kringen if kring.startswith(begin)]


class IncidentQuerySet(QuerySet[Any]):
    """Incidents."""

    def visible_to(self, actor: Actor) -> Self:
        """What the actor reported himself, what he assesses, and for the supervisor all of the covenant."""
        rijen = self.filter(convenant=actor.convenant_id)
        if actor.houdt_toezicht:
            return rijen
        return rijen.filter(Q(melder=actor.gebruiker_id) | Q(gemeente__in=eigen_gemeenten(actor)))

    def register_van(self, actor: Actor) -> Self:
        """Those of which the actor sees what was said of them: more than that he reported it."""
        return self.na_te_gaan_door(actor) if actor.houdt_toezicht else self.beoordeeld_door(actor)

    def na_te_gaan_door(self, actor: Actor) -> Self:
        """Those that the actor looks up in the read log: the supervisor all of his covenant."""
        return self.filter(convenant=actor.convenant_id) if actor.houdt_toezicht else self.none()

    def beoordeeld_door(self, actor: Actor) -> Self:
        """Those that the actor assesses."""
        return self.filter(convenant=actor.convenant_id, gemeente__in=eigen_gemeenten(actor))
