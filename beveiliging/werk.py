"""What of this app stands on the worklist."""

from gedeeld.actor import Actor
from register.werk import Werk

from .incidenten.werk import werk as incidenten


def werk(actor: Actor) -> list[Werk]:
    """Incidents, and the agreements by which they are reported."""
    return incidenten(actor)
