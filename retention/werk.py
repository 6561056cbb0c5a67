"""What of this app stands on the worklist."""

from datetime import timedelta

from django.urls import reverse

from convenant.decisions import mag_beheren
from gedeeld.actor import Actor
from gedeeld.termijnen import Grond
from register.werk import GENOEG, Werk

from .klok import bezwaar
from .querysets import Komend, komend_voor

VOORUIT = timedelta(weeks=4)


def werk(actor: Actor) -> list[Werk]:
    """Files that the actor sees and that will be destroyed within four weeks; for the administrator,
    who sees none, that the jobs wait for him.
    """
    if mag_beheren(actor):
        if not bezwaar(actor.vandaag):
            return []
        wat = "Kijk of de dag klopt: er wordt nu niets vernietigd of gearchiveerd"
        return [Werk(None, wat, reverse("retention:klok"), actor.vandaag, "bewaartermijnen")]
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
