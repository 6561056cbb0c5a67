"""When a disclosure to an external partner is complete (MC 10.5): it follows from the answers."""

from bestand.access import Actor

from .events import noteer
from .models import Casus, Verstrekking


def rond_af(casus: Casus, *, actor: Actor) -> None:
    """Complete the disclosures of a locked casus to which every party that must consent did.

    Called where an answer comes in, and where somebody leaves whose answer was awaited. Once
    complete a disclosure stays so, whoever joins later.
    """
    for verstrekking in casus.verstrekkingen.instemming_rond(actor.vandaag):
        _maak_volledig(casus, verstrekking, actor)


def _maak_volledig(casus: Casus, verstrekking: Verstrekking, actor: Actor) -> None:
    verstrekking.volledig_op = actor.vandaag
    verstrekking.save(update_fields=["volledig_op"])
    noteer(casus, "verstrekt", actor=actor)
