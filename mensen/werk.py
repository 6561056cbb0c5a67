"""What of the covenant stands on the worklist."""

from django.urls import reverse

from convenant import opzegging
from convenant.decisions import mag_beheren
from gedeeld.actor import Actor
from register.werk import GENOEG, Werk

from .rollen import te_bevestigen


def werk(actor: Actor) -> list[Werk]:
    """Roles and notices that wait for a second person: secretaries and administrators look after them (ADR 11).

    Members of the weegploeg can confirm as well, on the page of who has access.
    """
    if not (mag_beheren(actor) or actor.voert_weegploeg_uit or actor.voert_casusoverleg_uit):
        return []
    gevraagd = [
        (f"Rol bevestigen: {rij.partij}", "mensen:rol_bevestigen", rij.pk)
        for rij in te_bevestigen(actor).select_related("partij")[:GENOEG]
    ]
    gevraagd += [
        (f"Opzegging bevestigen: {rij.partij}", "convenant:opzegging_bevestigen", rij.partij_id)
        for rij in opzegging.te_bevestigen(actor)
    ]
    return [
        Werk(dossier=None, wat=wat, url=reverse(naam, args=[pk]), soort="toegang")
        for wat, naam, pk in gevraagd
    ]
