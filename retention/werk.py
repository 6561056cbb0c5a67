"""What of this app stands on the worklist."""

from datetime import timedelta

from bestand.access import Actor
from bestand.werk import Werk

from .querysets import komend_voor

VOORUIT = timedelta(weeks=4)


def werk(actor: Actor) -> list[Werk]:
    """Files that the actor sees and that will be destroyed within four weeks."""
    return [
        Werk(
            nummer=rij.nummer,
            wat="Wordt vernietigd: kijk of dat klopt",
            url=rij.url,
            uiterlijk=rij.uiterlijk,
            soort=rij.bestand.naam,
        )
        for rij in komend_voor(actor, actor.vandaag + VOORUIT)
        if rij.grond.vernietigt
    ]
