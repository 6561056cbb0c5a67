"""What of the covenant stands on the worklist."""

from django.urls import reverse

from convenant.decisions import mag_beheren
from gedeeld.actor import Actor
from register.werk import GENOEG, Werk

from .rollen import te_bevestigen


def werk(actor: Actor) -> list[Werk]:
    """Roles that wait for a second person: secretaries and administrators look after them (ADR 11).

    Members of the weegploeg can confirm as well, on the page of who has access.
    """
    if not (mag_beheren(actor) or actor.voert_weegploeg_uit or actor.voert_casusoverleg_uit):
        return []
    return [
        Werk(
            dossier=None,
            wat=f"Rol bevestigen: {rij.partij}",
            url=reverse("mensen:rol_bevestigen", args=[rij.pk]),
            soort="toegang",
        )
        for rij in te_bevestigen(actor).select_related("partij")[:GENOEG]
    ]
