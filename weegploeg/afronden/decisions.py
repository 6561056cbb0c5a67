"""The core parties destroy what they are done with, or keep it until a day, with a reason (MC 13.3)."""

from collections.abc import Collection
from datetime import date

from dateutil.relativedelta import relativedelta

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk
from overleg.models import Overleg
from register.afleiden import besluit

from ..besluit.decisions import leg_besluit_vast, om_te_besluiten
from ..events import gebeurd
from ..models import Besluit, WeegploegDossier
from ..vastleggen import WieSprak
from .facts import afgerond

Stand = WeegploegDossier.Stand
# Ours: what is destroyed does not come back, so each core party has a week to say that it did not agree.
BEDENKTIJD = relativedelta(days=7)


@besluit
def besluit_bewaren(
    dossier: WeegploegDossier,
    *,
    actor: Actor,
    argumenten: str,
    sprekers: Collection[WieSprak],
    bewaren_tot: date | None = None,
    op: date | None = None,
    overleg: Overleg | None = None,
) -> WeegploegDossier:
    """Log that the core parties destroy a file that they are done with, or keep it until a day (MC 13.3).

    Args:
        argumenten: why.
        bewaren_tot: the last day; None to destroy it, after `BEDENKTIJD`.
        op: the day on which they decided; today without it.
        overleg: the meeting in which; None for a written round, or where none was planned here.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: not all three agreed, something is still to be done, or the day does not lie
            between today and the last day that it would be kept without this.
    """
    dossier, dag = om_te_besluiten(dossier, actor, sprekers, Stand.NIET_GEAGENDEERD, op, overleg)
    if not afgerond(dossier):
        raise NietMogelijk(
            "Nog niet alles is afgerond: elke melder en het subject moeten het eerst weten."
        )
    assert dossier.na_besluit  # in this state
    grens = dossier.na_besluit.tot
    if bewaren_tot and not actor.vandaag < bewaren_tot <= grens:
        zin = f"Kies een dag na vandaag, en niet later dan {grens:%d-%m-%Y}."
        raise NietMogelijk({"bewaren_tot": zin})
    uitkomst = Besluit.Uitkomst.BEWAREN if bewaren_tot else Besluit.Uitkomst.VERNIETIGEN
    leg_besluit_vast(dossier, actor, dag, uitkomst, argumenten, sprekers, overleg)
    dossier.bewaren_tot = bewaren_tot or min(actor.vandaag + BEDENKTIJD, grens)
    dossier.save(update_fields=["bewaren_tot"])
    gebeurd(dossier, uitkomst.value, actor=actor, op=dag)
    return dossier
