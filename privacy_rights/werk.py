"""What a secretary has to do for requests."""

from django.urls import reverse

from bestand.access import Actor
from bestand.werk import GENOEG, Werk

from .models import Verzoek

WAT = {
    Verzoek.Stand.ONTVANGEN: "Stel de identiteit vast",
    Verzoek.Stand.IDENTITEIT_VASTGESTELD: "Beantwoord het verzoek",
}


def werk(actor: Actor) -> list[Werk]:
    """Open requests of the actor's party, most urgent first."""
    rijen = Verzoek.objects.visible_to(actor).open().op_termijn()
    return [
        Werk(
            dossier=verzoek,
            wat=WAT[verzoek.fase],
            url=reverse("privacy_rights:verzoek", args=[verzoek.pk]),
            uiterlijk=verzoek.uiterlijk,
            soort="verzoek",
        )
        for verzoek in rijen.only("nummer", "fase", "verlengd_tot", "termijn_tot")[:GENOEG]
    ]
