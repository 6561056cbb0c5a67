"""The core parties' answer on the advice to close (MC 8.2 f, 9.4; PB 4.4)."""

from collections.abc import Callable, Collection
from typing import Any

from casusoverleg import decisions as casusoverleg
from casusoverleg.dossier.models import Casus
from convenant.models import Partij
from gedeeld.actor import Actor
from register.afleiden import besluit

from ..events import gebeurd
from ..models import Besluit, WeegploegDossier
from .decisions import leg_besluit_vast, om_te_besluiten

Stand = WeegploegDossier.Stand


@besluit
def besluit_afsluiten(
    dossier: WeegploegDossier, *, actor: Actor, argumenten: str, partijen: Collection[Partij]
) -> WeegploegDossier:
    """Log that the core parties close the plan, in both files (MC 8.2 f, 9.4, 10.2 h).

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: not all three agreed, or the casusoverleg gave no advice to close.
    """
    dossier = _besluit_over_advies(
        dossier,
        actor,
        argumenten,
        partijen,
        Besluit.Uitkomst.PLAN_AFSLUITEN,
        casusoverleg.sluit_af,
    )
    dossier.move_to(Stand.PLAN_AFGESLOTEN)
    gebeurd(dossier, "plan_afgesloten", actor=actor)
    return dossier


@besluit
def besluit_voortzetten(
    dossier: WeegploegDossier, *, actor: Actor, argumenten: str, partijen: Collection[Partij]
) -> WeegploegDossier:
    """Log that the core parties want the approach to go on, against the advice (PB 4.4).

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: not all three agreed, or the casusoverleg gave no advice to close.
    """
    dossier = _besluit_over_advies(
        dossier,
        actor,
        argumenten,
        partijen,
        Besluit.Uitkomst.PLAN_VOORTZETTEN,
        casusoverleg.zet_voort,
    )
    gebeurd(dossier, "plan_voortgezet", actor=actor)
    return dossier


def _besluit_over_advies(
    dossier: WeegploegDossier,
    actor: Actor,
    argumenten: str,
    partijen: Collection[Partij],
    uitkomst: Besluit.Uitkomst,
    in_de_casus: Callable[..., Casus],
) -> Any:
    """The core parties' answer on the advice to close, here and in the casus; the file, locked."""
    dossier = om_te_besluiten(dossier, actor, partijen, Stand.GEAGENDEERD)
    leg_besluit_vast(dossier, actor, uitkomst, argumenten, partijen)
    in_de_casus(dossier.zaak, actor=actor, besluit=argumenten)
    return dossier
