"""When a disclosure to an external partner is complete (MC 10.5): it follows from the answers.

Two topics ask it: `verstrekking`, where an answer comes in, and `deelname`, where somebody leaves.
"""

from typing import Any

from gedeeld.actor import Actor
from register.models import Uitwisseling

from .dossier.models import Casus
from .events import gebeurd


def rond_af(casus: Casus, *, actor: Actor) -> None:
    """Complete the disclosures of a locked casus to which every party that must consent did.

    Called where an answer comes in, and where somebody leaves whose answer was awaited. Once
    complete a disclosure stays so, whoever joins later.
    """
    for verstrekking in casus.verstrekkingen.instemming_rond(actor.vandaag):
        _maak_volledig(casus, verstrekking, actor)


def _maak_volledig(casus: Casus, verstrekking: Any, actor: Actor) -> None:
    verstrekking.volledig_op = actor.vandaag
    verstrekking.save(update_fields=["volledig_op"])
    Uitwisseling.objects.create(
        dossier=casus,
        soort=Uitwisseling.Soort.VERSTREKKING,
        aan_id=verstrekking.partij_id,
        gegevens=verstrekking.soorten,
        grond="Convenant, artikel 10 lid 5",
        op=actor.vandaag,
        stukken=list(verstrekking.gegevens.values_list("pk", flat=True)),
    )
    gebeurd(casus, "verstrekt", actor=actor, over=verstrekking)
