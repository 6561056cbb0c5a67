"""What of this app stands on the worklist."""

from gedeeld.actor import Actor
from register.werk import Werk

from .incidenten.werk import werk as incidenten
from .plichten.werk import werk as plichten
from .steekproef.werk import werk as steekproeven


def werk(actor: Actor) -> list[Werk]:
    """Incidents, the agreements by which they are reported, and duties that are due, and the check of the log."""
    return [*incidenten(actor), *plichten(actor), *steekproeven(actor)]
