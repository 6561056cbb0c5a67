"""What of the covenant stands on the worklist."""

from uuid import UUID

from django.urls import reverse

from convenant import opzegging
from convenant.decisions import mag_beheren
from gedeeld.actor import Actor
from gedeeld.werkdagen import bekend_tot, loopt_af
from register.werk import GENOEG, Werk

from .lezers import zonder_houder
from .rollen import te_bevestigen

NIEUWE_ROL = "mensen:rol_toekennen"


def werk(actor: Actor) -> list[Werk]:
    """Roles and notices that wait for a second person: secretaries and administrators look after them (ADR 11).

    And what waits for the administrator: a file that nobody keeps, since who did is excluded from it,
    and days equated with holidays that nobody added yet.

    Members of the weegploeg can confirm as well, on the page of who has access.
    """
    if not (mag_beheren(actor) or actor.voert_weegploeg_uit or actor.voert_casusoverleg_uit):
        return []
    gevraagd: list[tuple[str, str, UUID | int | None]] = [
        (f"Rol bevestigen: {rij.partij}", "mensen:rol_bevestigen", rij.pk)
        for rij in te_bevestigen(actor).select_related("partij")[:GENOEG]
    ]
    gevraagd += [
        (f"Opzegging bevestigen: {rij.partij}", "convenant:opzegging_bevestigen", rij.pk)
        for rij in opzegging.te_bevestigen(actor)
    ]
    if mag_beheren(actor):
        assert actor.convenant_id
        gevraagd += [
            (f"Iemand aanwijzen: niemand houdt een dossier van {partij} bij", NIEUWE_ROL, None)
            for partij in zonder_houder(actor.convenant_id, actor.vandaag)
        ]
        if loopt_af(actor.vandaag):
            wat = f"Laat de gelijkgestelde dagen aanvullen: zij zijn bekend tot en met {bekend_tot().year}"
            gevraagd.append((wat, "convenant:overzicht", None))
    return [
        Werk(dossier=None, wat=wat, url=reverse(naam, args=[pk] if pk else []), soort="toegang")
        for wat, naam, pk in gevraagd
    ]
