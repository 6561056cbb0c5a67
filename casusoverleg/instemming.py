"""When a disclosure to an external partner is complete (MC 10.5): it follows from the answers.

Two topics ask it: `verstrekking`, where an answer comes in, and `deelname`, where somebody leaves.
"""

from typing import Any

from gedeeld.actor import Actor
from register.models import Uitwisseling
from register.uitwisseling.vastleggen import leg_uitwisseling_vast

from .dossier.models import Casus
from .events import gebeurd


def rond_af(casus: Casus, *, actor: Actor) -> None:
    """Complete the disclosures of a locked casus to which every party that must consent did.

    Called where an answer comes in, and where somebody leaves whose answer was awaited. Once
    complete a disclosure stays so, whoever joins later. Nothing is given while a core party objects to a
    decision of the weegploeg (PB 3.3).
    """
    if casus.aangehouden_op:
        return
    for verstrekking in casus.verstrekkingen.instemming_rond(actor.vandaag):
        _maak_volledig(casus, verstrekking, actor)


def _maak_volledig(casus: Casus, verstrekking: Any, actor: Actor) -> None:
    verstrekking.volledig_op = actor.vandaag
    verstrekking.save(update_fields=["volledig_op"])
    leg_uitwisseling_vast(
        casus,
        Uitwisseling.Soort.VERSTREKKING,
        actor=actor,
        grond="Convenant, artikel 10 lid 5",
        aan=verstrekking.partij_id,
        gegevens=verstrekking.soorten,
        stukken=verstrekking.gegevens.all(),
    )
    gebeurd(casus, "verstrekt", actor=actor, over=verstrekking)
