"""What the jobs record on files. They are no processing: the clock stands still (MC 13.1)."""

from collections.abc import Iterable

from gedeeld.actor import Actor
from register.events import leg_taak_vast
from register.models import Dossier
from register.zinnen import declareer

declareer(
    "retention",
    gearchiveerd="Naar het archief verplaatst",
    vernietigd="Vernietigd",
)


def gearchiveerd(dossiers: Iterable[Dossier], *, actor: Actor) -> None:
    """The files were moved to the archive (MC 13.2)."""
    leg_taak_vast(dossiers, "retention.gearchiveerd", actor=actor)


def vernietigd(dossiers: Iterable[Dossier], *, actor: Actor) -> None:
    """The files were destroyed (MC 13.1, 13.3)."""
    leg_taak_vast(dossiers, "retention.vernietigd", actor=actor)
