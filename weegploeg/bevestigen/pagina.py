"""What the page of one logged decision shows, and what this actor can do with it."""

from typing import Any

from gedeeld.actor import Actor
from gedeeld.afschrift import Publiek
from gedeeld.velden import sectie

from .. import rules, velden
from ..besluit.herstel import waarom_niet_te_corrigeren, waarom_niet_terug
from ..models import Spreker, Vastlegging


def vastlegging(dossier: Any, rij: Vastlegging, actor: Actor) -> dict[str, Any]:
    """Inputs of `weegploeg/vastlegging.html`."""
    sprekers = list(rij.sprekers.select_related("partij", "gebruiker", "bevestigd_door"))
    bezwaren = list(
        rij.bezwaren.select_related("partij", "gemaakt_door", "ingetrokken_door", "opgelost_met")
    )
    eigen = next((s for s in sprekers if s.partij_id == actor.partij_id), None)
    mag = (
        rules.mag_bevestigen(actor)
        and eigen is not None
        and not (dossier.beperkt or rij.is_vervangen)
    )
    lopend = {bezwaar.partij_id for bezwaar in bezwaren if not bezwaar.beeindigd_op}
    zelf = rij.vastgelegd_door_id == actor.gebruiker_id
    legt_vast = rules.mag_besluiten(actor) and not (dossier.beperkt or rij.is_vervangen)
    return {
        "vastlegging": rij,
        "secties": _secties(rij),
        "standen": [(spreker, _stand(spreker, lopend)) for spreker in sprekers],
        "bezwaren": bezwaren,
        "mag": mag,
        "zelf": zelf,
        "te_bevestigen": mag and eigen and not eigen.bevestigd_op and eigen.partij_id not in lopend,
        "legt_vast": legt_vast,
        "te_corrigeren": legt_vast and not waarom_niet_te_corrigeren(rij),
        "te_herroepen": legt_vast and not waarom_niet_terug(dossier, rij),
        "bezwaar_open": bool(lopend),
        "maakt_bezwaar": mag and eigen and eigen.partij_id in lopend,
    }


def _secties(rij: Vastlegging) -> list[Any]:
    """What was decided, as the file itself tells it."""
    if rij.herroept:
        return [sectie(velden.BESLUITEN, [rij], Publiek.KERNPARTIJ)]
    uit = []
    if besluit := getattr(rij, "besluit", None):
        rijen = [besluit, *besluit.partners.select_related("partij")]
        uit.append(sectie(velden.BESLUITEN, rijen, Publiek.KERNPARTIJ))
    if besluit := getattr(rij, "informatiebesluit", None):
        uit.append(sectie(velden.INFORMEREN, [besluit], Publiek.KERNPARTIJ))
    return uit


def _stand(spreker: Spreker, lopend: set[Any]) -> tuple[str, str]:
    """What a party says of it, and how that looks (`componenten/status.html`)."""
    if spreker.partij_id in lopend:
        return "Maakt bezwaar", "let_op"
    return ("Bevestigd", "klaar") if spreker.bevestigd_op else ("Nog niet bevestigd", "neutraal")
