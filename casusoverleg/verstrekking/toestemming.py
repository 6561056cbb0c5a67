"""When a disclosure to an external partner is complete (MC 10.5): it follows from the answers."""

from gedeeld.actor import Actor
from register.models import Uitwisseling

from ..events import gebeurd
from ..models import Casus, SoortGegeven, Verstrekking
from .aanbod import aanbod

# What is corrected or removed in a casus; the other kinds stay as they came in.
WIJZIGBAAR = (SoortGegeven.NAAM_ADRES, SoortGegeven.GEBOORTEDATUM, SoortGegeven.DERDEN)


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
    Uitwisseling.objects.create(
        dossier=casus,
        soort=Uitwisseling.Soort.VERSTREKKING,
        aan_id=verstrekking.partij_id,
        gegevens=verstrekking.soorten,
        grond="Convenant, artikel 10 lid 5",
        op=actor.vandaag,
        stukken=list(verstrekking.gegevens.values_list("pk", flat=True)),
    )
    gebeurd(casus, "verstrekt", actor=actor)


def trek_verouderde_in(casus: Casus, *, actor: Actor) -> None:
    """Recall what was corrected or removed since it was given, or asked consent for (MC 10.3, 12.6).

    A partner that read it gets notice, as for any recall, also when it takes part no longer; a new
    copy can be asked for.
    """
    nu = {(stuk.label, stuk.inhoud) for stuk in aanbod(casus).values()}
    for rij in casus.verstrekkingen.in_te_trekken(actor.vandaag).prefetch_related("gegevens"):
        gegeven = {(g.label, g.inhoud) for g in rij.gegevens.all() if g.soort in WIJZIGBAAR}
        if not gegeven <= nu:
            rij.ingetrokken_op = actor.vandaag
            rij.ingetrokken_reden = "Een gegeven is gecorrigeerd of verwijderd."
            rij.save(update_fields=["ingetrokken_op", "ingetrokken_reden"])
            gebeurd(casus, "verstrekking_ingetrokken", actor=actor)
