"""With what a file of the weegploeg is compared, and what follows when it is one person (MvT 5.2)."""

from typing import Any

from gedeeld.actor import Actor
from register.vergelijken.soorten import Vergelijkingen, Vervolg, declareer

from . import rules
from .models import Vergelijking, WeegploegDossier

SAMEN = (
    "Twee dossiers worden niet samengevoegd. Kies welk dossier blijft. Voeg daar toe wat nog nodig is, als "
    "eigen signaal. Neem over het andere een besluit: geen casusoverleg, met deze uitkomst als reden."
)


def _mag(actor: Actor, dossier: Any) -> bool:
    return rules.mag_wegen(actor) and dossier.stand in WeegploegDossier.NEEMT_IN


declareer(
    "weegploeg",
    Vergelijkingen(
        Vergelijking,
        met=("weegploeg",),
        mag=_mag,
        verder=lambda dossier, ander, actor: Vervolg(SAMEN),
    ),
)
