"""What the jobs record on a file. They are no processing: the clock stands still (MC 13.1)."""

from gedeeld.actor import Actor
from register.events import leg_vast
from register.models import Dossier
from register.zinnen import declareer

declareer(
    "retention",
    gearchiveerd="Naar het archief verplaatst",
    vernietigd="Vernietigd",
)


def gearchiveerd(dossier: Dossier, *, actor: Actor) -> None:
    """The file was moved to the archive (MC 13.2)."""
    leg_vast(dossier, "retention.gearchiveerd", actor=actor)


def vernietigd(dossier: Dossier, *, actor: Actor) -> None:
    """The file was destroyed (MC 13.1, 13.3)."""
    leg_vast(dossier, "retention.vernietigd", actor=actor)
