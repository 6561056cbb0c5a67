"""The outcomes that the weegploeg can decide (PB 3.4, MC 8.2 f): each is one row, and nothing else knows them.

What has a page of its own is no row here: to destroy or keep a file, and to keep to a decision.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ..models import Besluit, WeegploegDossier
from . import afsluiten, decisions, forms

Stand = WeegploegDossier.Stand


@dataclass(frozen=True)
class Uitkomst:
    """One outcome: what it asks, what it does, and what comes next.

    Args:
        soort: how it is called.
        van, naar: the state in which it can be decided, and that it leads to (`WeegploegDossier.OVERGANGEN`).
        formulier: what is filled in; its `waarden` are the arguments of `besluit`.
        besluit: takes the decision.
        gelukt: what the secretary reads when it is logged.
        daarna: name of the page where the work goes on.
    """

    soort: Besluit.Uitkomst
    van: WeegploegDossier.Stand
    naar: WeegploegDossier.Stand
    formulier: type[forms.BesluitForm]
    besluit: Callable[..., WeegploegDossier]
    gelukt: str
    daarna: str = "dossier"


UITKOMSTEN = (
    Uitkomst(
        Besluit.Uitkomst.CASUSOVERLEG,
        Stand.IN_WEGING,
        Stand.GEAGENDEERD,
        forms.AgendeerForm,
        decisions.agendeer,
        "Geagendeerd.",
        daarna="informeren",
    ),
    Uitkomst(
        Besluit.Uitkomst.GEEN_CASUSOVERLEG,
        Stand.IN_WEGING,
        Stand.NIET_GEAGENDEERD,
        forms.EnInformerenForm,
        decisions.agendeer_niet,
        "Niet geagendeerd.",
        daarna="informeren",
    ),
    Uitkomst(
        Besluit.Uitkomst.NADERE_DUIDING,
        Stand.IN_WEGING,
        Stand.NADERE_DUIDING,
        forms.DuidingForm,
        decisions.vraag_duiding,
        "Het besluit en de vragen zijn vastgelegd.",
    ),
    Uitkomst(
        Besluit.Uitkomst.PLAN_AFSLUITEN,
        Stand.GEAGENDEERD,
        Stand.PLAN_AFGESLOTEN,
        forms.AdviesbesluitForm,
        afsluiten.besluit_afsluiten,
        "Vastgelegd dat de aanpak wordt afgesloten.",
    ),
    Uitkomst(
        Besluit.Uitkomst.PLAN_VOORTZETTEN,
        Stand.GEAGENDEERD,
        Stand.GEAGENDEERD,
        forms.AdviesbesluitForm,
        afsluiten.besluit_voortzetten,
        "Vastgelegd dat de aanpak doorgaat.",
    ),
)


def mogelijk(stand: str) -> dict[str, Uitkomst]:
    """The outcomes that can be decided in a state, by name."""
    return {rij.soort.value: rij for rij in UITKOMSTEN if rij.van == stand}
