"""Who sees a meeting, and what of it: each only the items of the files that he reads (PB 3.3, 4.3)."""

from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone

from gedeeld.actor import Actor
from register.grants import PLAN_LEZEN
from register.models import leesbaar, toegelaten


def lezer(gebruiker_id: UUID | None, partij_id: UUID) -> str:
    """How a meeting names somebody who was invited for a party: he reads it acting for that one only."""
    return f"{gebruiker_id} {partij_id}"


def ziet(actor: Actor | None, via: str = "") -> Q:
    """What holds for the meetings that an actor sees; `policies.ZIET` says the same.

    Args:
        via: name of the key to the meeting, in the table that is asked; empty for meetings.
    """
    if actor is None or actor.gebruiker_id is None or not actor.werkt_met_dossiers:
        return Q(pk__in=[])
    pad, kringen = f"{via}__" if via else "", sorted(actor.kringen)
    zelf = [lezer(actor.gebruiker_id, partij) for partij in sorted(actor.partijen)]
    return (
        Q(**{f"{pad}kring__in": kringen})
        | Q(**{f"{pad}houder__in": kringen})
        | Q(**{f"{pad}lezers__overlap": zelf})
    )


class OverlegQuerySet(models.QuerySet[Any]):
    """Meetings."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Of the weegploeg that the actor is in, or to which he was invited. No actor, no rows."""
        return self.filter(ziet(actor))

    def van(self, actor: Actor | None) -> Self:
        """Those that the actor prepares and keeps, as its secretary."""
        if actor is None or actor.gebruiker_id is None:
            return self.none()
        return self.filter(houder__in=sorted(actor.kringen))

    def komend(self) -> Self:
        """Those that are not over, and those that are off, until their day is over."""
        rijen = self.filter(gehouden_op=None).exclude(
            afgelast_op__isnull=False, dag__lt=timezone.localdate()
        )
        return rijen.order_by("dag", "begin", "pk")

    def geweest(self) -> Self:
        """The others, the last one first."""
        over = Q(gehouden_op__isnull=False) | Q(
            afgelast_op__isnull=False, dag__lt=timezone.localdate()
        )
        return self.filter(over).order_by("-dag", "-begin", "pk")

    def gepland(self) -> Self:
        """Those that have not begun, in the order of their day."""
        rijen = self.filter(begonnen_op=None, gehouden_op=None, afgelast_op=None)
        return rijen.order_by("dag", "begin", "pk")


def leest(actor: Actor) -> Q:
    """What holds for rows about no file, or about one that the actor reads; not of the archive."""
    return Q(dossier=None) | leesbaar(actor, "dossier") & Q(dossier__gearchiveerd_op=None)


class AgendapuntQuerySet(models.QuerySet[Any]):
    """Items of an agenda."""

    def visible_to(self, actor: Actor | None) -> Self:
        """General matters, and files that the actor reads, or of which he reads the plan."""
        if actor is None:
            return self.none()
        plan = Q(dossier__in=toegelaten(actor, PLAN_LEZEN))
        return self.filter(leest(actor) | plan, ziet(actor, "overleg"))


class GenodigdeQuerySet(models.QuerySet[Any]):
    """Who was invited."""

    def visible_to(self, actor: Actor | None) -> Self:
        """All of them for who keeps the meeting, and for the weegploeg whose it is; else oneself and guests.

        Who else sits at a casusoverleg says in whose casus that party takes part.
        """
        if actor is None:
            return self.none()
        kringen = sorted(actor.kringen)
        alle = Q(overleg__kring__in=kringen) | Q(overleg__houder__in=kringen)
        zelf_of_gast = Q(gebruiker=actor.gebruiker_id) | Q(gebruiker=None)
        return self.filter(alle | zelf_of_gast, ziet(actor, "overleg"))


class ErbijQuerySet(models.QuerySet[Any]):
    """Who was there when a file was discussed."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Of a meeting that the actor sees, and a file that he reads as a whole."""
        if actor is None:
            return self.none()
        return self.filter(leest(actor), ziet(actor, "overleg"))

    def op_naam(self) -> Self:
        """With who it is, in order of party."""
        return self.select_related("gebruiker", "partij").order_by("partij__naam", "pk")


class OpmerkingQuerySet(models.QuerySet[Any]):
    """Comments on draft minutes."""

    def visible_to(self, actor: Actor | None) -> Self:
        """As the item that it is about: on a file for who reads it as a whole, or wrote it and sees the item."""
        if actor is None:
            return self.none()
        plan = Q(dossier__in=toegelaten(actor, PLAN_LEZEN))
        eigen = Q(gebruiker=actor.gebruiker_id) & (leest(actor) | plan)
        return self.filter(eigen | leest(actor), ziet(actor, "overleg"))
