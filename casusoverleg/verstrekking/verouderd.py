"""What was given to an external partner goes stale when the casus is corrected (MC 10.3, 12.6)."""

from gedeeld.actor import Actor

from ..dossier.models import Casus
from ..events import gebeurd
from .aanbod import aanbod
from .models import SoortGegeven

# What is corrected or removed in a casus; the other kinds stay as they came in.
WIJZIGBAAR = (SoortGegeven.NAAM_ADRES, SoortGegeven.GEBOORTEDATUM, SoortGegeven.DERDEN)


def trek_verouderde_in(casus: Casus, *, actor: Actor) -> None:
    """Recall what was corrected or removed since it was given, or asked consent for (MC 10.3, 12.6).

    A partner that read it gets notice, as for any recall, also when it takes part no longer; a new
    copy can be asked for.
    """
    nu = {(stuk.label, stuk.inhoud) for stuk in aanbod(casus, actor.vandaag).values()}
    for rij in casus.verstrekkingen.in_te_trekken(actor.vandaag).prefetch_related("gegevens"):
        gegeven = {(g.label, g.inhoud) for g in rij.gegevens.all() if g.soort in WIJZIGBAAR}
        if not gegeven <= nu:
            rij.ingetrokken_op = actor.vandaag
            rij.ingetrokken_reden = "Een gegeven is gecorrigeerd of vernietigd."
            rij.save(update_fields=["ingetrokken_op", "ingetrokken_reden"])
            gebeurd(casus, "verstrekking_ingetrokken", actor=actor, over=rij)
