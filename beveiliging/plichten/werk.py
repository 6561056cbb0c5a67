"""Duties that are due soon, on the worklist of who must act. What other rooms keep, they put there themselves."""

from datetime import timedelta

from django.urls import reverse

from convenant.decisions import mag_beheren
from gedeeld.actor import Actor
from register.werk import Werk

from .register import SOORTEN, laatste, zonder_dag

VOORAF = timedelta(days=30)
PLAN_DE_DAGEN = "Leg vast wanneer elke plicht aan de beurt is"


def werk(actor: Actor) -> list[Werk]:
    """For who must act: what is due within a month. For the administrator: that some have no day."""
    mijn = {plicht for plicht, soort in SOORTEN.items() if soort.moet(actor)}
    if not mijn:
        return []
    gepland = laatste(actor.convenant_id)
    uit = [
        Werk(
            None,
            rij.get_plicht_display(),
            reverse("beveiliging:plicht", args=[plicht]),
            uiterlijk=rij.volgende_op,
            soort="beveiliging",
        )
        for plicht, rij in gepland.items()
        if plicht in mijn and rij.volgende_op <= actor.vandaag + VOORAF
    ]
    if mag_beheren(actor) and zonder_dag(actor):
        uit.append(Werk(None, PLAN_DE_DAGEN, reverse("beveiliging:plichten"), soort="beveiliging"))
    return uit
