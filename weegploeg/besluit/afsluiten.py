"""The core parties' answer on the advice to close (MC 8.2 f, 9.4; PB 4.4)."""

from collections.abc import Callable, Collection
from datetime import date
from functools import partial
from typing import Any

from casusoverleg import decisions as casusoverleg
from casusoverleg.dossier.models import Casus
from gedeeld.actor import Actor
from overleg.models import Overleg
from register.afleiden import besluit

from ..events import gebeurd
from ..models import Besluit, WeegploegDossier
from ..vastleggen import WieSprak
from .decisions import leg_besluit_vast, om_te_besluiten

Stand = WeegploegDossier.Stand


@besluit
def besluit_afsluiten(
    dossier: WeegploegDossier,
    *,
    actor: Actor,
    argumenten: str,
    sprekers: Collection[WieSprak],
    op: date | None = None,
    overleg: Overleg | None = None,
    toegang_tot: date | None = None,
    toegang_reden: str = "",
    niet_af: str = "",
) -> WeegploegDossier:
    """Log that the core parties close the plan, in both files (MC 8.2 f, 9.4, 10.2 h).

    Args:
        op, overleg: as for `vastleggen.dag_van`.
        toegang_tot, toegang_reden, niet_af: as for `casusoverleg.decisions.sluit_af`.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: not all three agreed, the casusoverleg gave no advice to close, the day until
            which others go on reading does not fit, or a measure is not done and nobody says why.
    """
    dossier, dag = _besluit_over_advies(
        dossier,
        actor,
        op,
        overleg,
        argumenten,
        sprekers,
        Besluit.Uitkomst.PLAN_AFSLUITEN,
        partial(
            casusoverleg.sluit_af,
            toegang_tot=toegang_tot,
            toegang_reden=toegang_reden,
            niet_af=niet_af,
        ),
    )
    dossier.move_to(Stand.PLAN_AFGESLOTEN)
    gebeurd(dossier, "plan_afgesloten", actor=actor, op=dag)
    return dossier


@besluit
def besluit_voortzetten(
    dossier: WeegploegDossier,
    *,
    actor: Actor,
    argumenten: str,
    sprekers: Collection[WieSprak],
    op: date | None = None,
    overleg: Overleg | None = None,
) -> WeegploegDossier:
    """Log that the core parties want the approach to go on, against the advice (PB 4.4).

    Args:
        op, overleg: as for `vastleggen.dag_van`.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: not all three agreed, or the casusoverleg gave no advice to close.
    """
    dossier, dag = _besluit_over_advies(
        dossier,
        actor,
        op,
        overleg,
        argumenten,
        sprekers,
        Besluit.Uitkomst.PLAN_VOORTZETTEN,
        casusoverleg.zet_voort,
    )
    gebeurd(dossier, "plan_voortgezet", actor=actor, op=dag)
    return dossier


def _besluit_over_advies(
    dossier: WeegploegDossier,
    actor: Actor,
    op: date | None,
    overleg: Overleg | None,
    argumenten: str,
    sprekers: Collection[WieSprak],
    uitkomst: Besluit.Uitkomst,
    in_de_casus: Callable[..., Casus],
) -> tuple[Any, date]:
    """The core parties' answer on the advice to close, here and in the casus; the file, locked, and the day."""
    dossier, dag = om_te_besluiten(dossier, actor, sprekers, Stand.GEAGENDEERD, op, overleg)
    leg_besluit_vast(dossier, actor, dag, uitkomst, argumenten, sprekers, overleg)
    in_de_casus(dossier.zaak, actor=actor, besluit=argumenten, op=dag)
    return dossier, dag
