"""Meldingen, in the order of work; which of them can be passed on (WV 5.1)."""

from typing import Self

from django.db.models import Case, F, Value, When

from gedeeld.actor import Actor
from register.models import DossierQuerySet

NIEUW_EERST = Case(When(stand="nieuw", then=Value(0)), default=Value(1))  # there is an index for it


class MeldingQuerySet(DossierQuerySet):
    """Meldingen."""

    def door_te_geven_door(self, actor: Actor | None) -> Self:
        """Those that the municipality itself received; says what `rules.mag_doorgeven` says."""
        return self.visible_to(actor).filter(ontvanger=F("partij"))

    def oudste_open_eerst(self) -> Self:
        """In the order of work: what still waits, the longest waiting on top."""
        return self.order_by(NIEUW_EERST, "ontvangen_op", "nummer")
