"""What of this app stands on the worklist."""

from django.urls import reverse

from convenant.decisions import mag_beheren
from gedeeld.actor import Actor
from register.werk import GENOEG, Werk

from .klok import bezwaar
from .querysets import VOORUIT, Komend, na_te_kijken


def werk(actor: Actor) -> list[Werk]:
    """Files that the actor keeps, that are destroyed within four weeks, and at which nobody looked yet; for
    the administrator, who keeps none, that the jobs wait for him.
    """
    if mag_beheren(actor):
        if not bezwaar(actor.vandaag):
            return []
        wat = "Kijk of de dag klopt: er wordt nu niets vernietigd of gearchiveerd"
        return [Werk(None, wat, reverse("retention:klok"), actor.vandaag, "bewaartermijnen")]
    rijen = na_te_kijken(actor, actor.vandaag + VOORUIT)[:GENOEG]
    return [
        Werk(
            dossier=rij.dossier,
            wat="Wordt vernietigd: kijk of dat klopt",
            url=reverse("retention:nakijken", args=[rij.pk]),
            uiterlijk=rij.uiterlijk,
            soort=rij.bestand.naam,
            gemeente=actor.gemeente_van(rij.partij_id),
        )
        for rij in map(Komend.van_termijn, rijen)
    ]
