"""What the meldingen ask of an actor."""

from django.urls import reverse

from gedeeld.actor import Actor
from register.werk import GENOEG, Werk

from .models import Melding


def werk(actor: Actor) -> list[Werk]:
    """Meldingen that wait for the actor's party, each before the day it is destroyed (MC 13.3)."""
    wachtend = Melding.objects.te_behandelen_door(actor).filter(beperkt=False)
    wachtend = wachtend.filter(fase=Melding.Stand.NIEUW)
    return [
        Werk(
            dossier=melding,
            wat="Melding behandelen",
            url=reverse("meldingen:melding", args=[melding.pk]),
            uiterlijk=melding.vergeten_op,
            soort="Melding",
        )
        for melding in wachtend.only("nummer", "ontvangen_op").order_by("ontvangen_op", "nummer")[
            :GENOEG
        ]
    ]
