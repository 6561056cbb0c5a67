"""Decisions 1, 2 and 3 as they are taken: in one meeting, and so logged at once (PB 3.4)."""

from collections.abc import Callable, Mapping
from typing import Any

from gedeeld.actor import Actor
from register.afleiden import besluit

from ..informeren.decisions import besluit_informeren
from ..models import WeegploegDossier


@besluit
def leg_samen_vast(
    dossier: WeegploegDossier,
    *,
    actor: Actor,
    daad: Callable[..., Any],
    waarden: Mapping[str, Any],
    informeren: Mapping[str, Any] | None,
) -> WeegploegDossier:
    """Take a decision of the weegploeg, and with it that on informing, as one entry.

    Args:
        daad: the decision (`uitkomsten.Uitkomst.besluit`).
        waarden: its arguments; how it was taken holds for informing too.
        informeren: what was decided on informing; None when that was not decided yet.

    Raises:
        Geweigerd, NietMogelijk: as each of them.
    """
    dossier = daad(dossier, actor=actor, **waarden)
    if informeren is not None:
        genomen = {naam: waarden[naam] for naam in ("op", "overleg", "sprekers")}
        besluit_informeren(
            dossier,
            actor=actor,
            vastlegging=dossier.vastleggingen.latest("vastgelegd_op", "pk"),
            **genomen,
            **informeren,
        )
    return dossier
