"""Predicates of meetings, asked by decision, view and template."""

from gedeeld.actor import Actor

from .models import Overleg, Soort


def soorten(actor: Actor) -> list[Soort]:
    """Which meetings the actor prepares and keeps, as the secretary of which (PB 3.3, 4.3)."""
    uit = []
    if actor.voert_weegploeg_uit:
        uit.append(Soort.WEEGPLOEG)
    if actor.voert_casusoverleg_uit:
        uit.append(Soort.CASUSOVERLEG)
    return uit


def houdt(actor: Actor, overleg: Overleg) -> bool:
    """Whether the actor prepares and keeps this meeting."""
    return overleg.houder in actor.kringen
