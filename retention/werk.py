"""What of this app stands on the worklist."""

from datetime import timedelta

from gedeeld.actor import Actor
from gedeeld.termijnen import Grond
from register.werk import GENOEG, Werk

from .querysets import Komend, komend_voor

VOORUIT = timedelta(weeks=4)


def werk(actor: Actor) -> list[Werk]:
    """Files that the actor sees and that will be destroyed within four weeks."""
    gronden = [grond for grond in Grond if grond.vernietigt]
    rijen = komend_voor(actor, actor.vandaag + VOORUIT, gronden)[:GENOEG]
    return [
        Werk(
            dossier=rij.dossier,
            wat="Wordt vernietigd: kijk of dat klopt",
            url=rij.url,
            uiterlijk=rij.uiterlijk,
            soort=rij.bestand.naam,
        )
        for rij in map(Komend.van_termijn, rijen)
    ]
