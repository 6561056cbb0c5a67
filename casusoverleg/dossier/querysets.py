"""Which rows of a casus are there for whom, where that is less than the file."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from gedeeld.actor import Actor


class BijdrageQuerySet(models.QuerySet[Any]):
    """What parties brought in."""

    def voor_lezer(self, actor: Actor) -> Self:
        """Those that the actor reads in a casus that he reads: what is for the core parties, and his own."""
        if actor.kernpartij:
            return self
        return self.filter(Q(voor="casus") | Q(partij__in=actor.partijen))
