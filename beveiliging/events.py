"""What happens to who may read a file. No name, and no reason: both stand in the exclusion itself."""

from gedeeld.actor import Actor
from register.events import leg_vast
from register.models import Dossier
from register.zinnen import declareer

declareer(
    "beveiliging",
    uitgesloten="Iemand uitgesloten van dit dossier",
    opgeheven="Uitsluiting van iemand opgeheven",
)


def uitgesloten(dossier: Dossier, *, actor: Actor) -> None:
    """Somebody who knows the subject does not read it any more (WEE-toegang)."""
    leg_vast(dossier, "beveiliging.uitgesloten", actor=actor, klok=False)


def opgeheven(dossier: Dossier, *, actor: Actor) -> None:
    """The exclusion ended."""
    leg_vast(dossier, "beveiliging.opgeheven", actor=actor, klok=False)
