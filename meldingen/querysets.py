"""Meldingen, in the order of work; which of them can be passed on (WV 5.1)."""

from typing import Any, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Value, When

from gedeeld.actor import Actor
from register.models import DossierQuerySet

NIEUW_EERST = Case(When(stand="nieuw", then=Value(0)), default=Value(1))  # there is an index for it


class MeldingQuerySet(DossierQuerySet):
    """Meldingen."""

    def door_te_geven_door(self, actor: Actor | None) -> Self:
        """Those that the municipality itself received; says what `rules.mag_doorgeven` says."""
        return self.visible_to(actor).filter(ontvanger=F("partij"))

    def met_doorgegeven(self) -> Self:
        """With `is_doorgegeven`: whether it was passed on."""
        doorgiften = self.model.doorgiften.rel.related_model.objects
        return self.annotate(is_doorgegeven=Exists(doorgiften.filter(melding=OuterRef("pk"))))

    def oudste_open_eerst(self) -> Self:
        """In the order of work: what still waits, the longest waiting on top."""
        return self.order_by(NIEUW_EERST, "ontvangen_op", "nummer")


class ConceptQuerySet(models.QuerySet[Any]):
    """Meldingen that somebody is writing."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the actor's party: that they are there, and whose; never after their last day."""
        if actor is None or not actor.in_weegploeg:
            return self.none()
        return self.filter(partij__in=actor.partijen, laatste_dag__gte=actor.vandaag)

    def eigen(self, actor: Actor | None) -> Self:
        """Those that the actor writes himself: what they say is for him alone."""
        return self.visible_to(actor).filter(schrijver=actor.gebruiker_id if actor else None)
