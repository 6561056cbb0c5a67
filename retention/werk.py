"""What of this app stands on the worklist."""

from django.urls import reverse

from convenant.decisions import mag_beheren
from gedeeld.actor import Actor
from register.models import leesbaar
from register.werk import GENOEG, Werk

from .klok import bezwaar
from .models import Vervroeging
from .querysets import Komend, na_te_kijken

ZONDER_BERICHT = "Wordt vernietigd, en het subject had geen bericht: kijk of dat klopt"


def werk(actor: Actor) -> list[Werk]:
    """Files that the actor keeps, that are destroyed within sixty days, and at which nobody looked yet; for
    the administrator, who keeps none, that the jobs wait for him.
    """
    if mag_beheren(actor):
        if not bezwaar(actor.vandaag):
            return []
        wat = "Kijk of dag en aantal kloppen: er wordt nu niets vernietigd of gearchiveerd"
        return [Werk(None, wat, reverse("retention:klok"), actor.vandaag, "bewaartermijnen")]
    return [*_te_wissen(actor), *_na_te_kijken(actor)]


def _te_wissen(actor: Actor) -> list[Werk]:
    """Files that the core parties decided to erase, where a second person has to look (AVG 17)."""
    if not actor.in_weegploeg:
        return []
    rijen = Vervroeging.objects.filter(
        leesbaar(actor, "dossier"), wat__in=Vervroeging.Wat.wissen(), akkoord_op=None
    ).exclude(vastgelegd_door=actor.gebruiker_id)
    return [
        Werk(
            dossier=rij.dossier,
            wat="Kijk of dit dossier mag worden vernietigd",
            url=reverse("retention:wissen_instemmen", args=[rij.dossier_id]),
            soort=rij.dossier.bestand.naam,
            gemeente=actor.gemeente_van(rij.dossier.partij_id),
        )
        for rij in rijen.select_related("dossier")[:GENOEG]
    ]


def _na_te_kijken(actor: Actor) -> list[Werk]:
    rijen = na_te_kijken(actor)[:GENOEG]
    return [
        Werk(
            dossier=rij.dossier,
            wat=ZONDER_BERICHT if rij.zonder_bericht else "Wordt vernietigd: kijk of dat klopt",
            url=reverse("retention:nakijken", args=[rij.pk]),
            uiterlijk=rij.uiterlijk,
            soort=rij.bestand.naam,
            gemeente=actor.gemeente_van(rij.partij_id),
        )
        for rij in map(Komend.van_termijn, rijen)
    ]
