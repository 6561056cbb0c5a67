"""Who handles a melding that he sees: the party that received it, and the secretary (MC 7.1, 8.4)."""

from typing import Self

from django.db.models import Case, F, Q, Value, When

from gedeeld.actor import Actor
from register.models import DossierQuerySet

NIEUW_EERST = Case(When(stand="nieuw", then=Value(0)), default=Value(1))  # there is an index for it


class MeldingQuerySet(DossierQuerySet):
    """Meldingen."""

    def te_behandelen_door(self, actor: Actor | None) -> Self:
        """The visible meldingen that the actor may write; says what `rules.behandelt` says."""
        if actor is None:
            return self.none()
        eigen = Q(ontvanger=actor.partij_id)
        if actor.voert_weegploeg_uit:
            eigen |= Q(partij=actor.partij_id)
        return self.visible_to(actor).filter(eigen)

    def in_te_brengen_door(self, actor: Actor | None) -> Self:
        """The visible meldingen of the actor's own party; says what `rules.mag_inbrengen` says."""
        return self.te_behandelen_door(actor).filter(ontvanger=actor.partij_id if actor else None)

    def door_te_geven_door(self, actor: Actor | None) -> Self:
        """Those that the municipality itself received; says what `rules.mag_doorgeven` says."""
        return self.te_behandelen_door(actor).filter(ontvanger=F("partij"))

    def oudste_open_eerst(self) -> Self:
        """In the order of work: what still waits, the longest waiting on top."""
        return self.order_by(NIEUW_EERST, "ontvangen_op", "nummer")
