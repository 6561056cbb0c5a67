"""The next sample of the log, on the worklist of the supervisor."""

from datetime import timedelta

from django.urls import reverse

from gedeeld.actor import Actor
from register.werk import Werk

from .decisions import steekproeven

VOORAF = timedelta(days=14)


def werk(actor: Actor) -> list[Werk]:
    """A sample that was drawn and not closed; else the next one when it is due, or the first one."""
    if not actor.houdt_toezicht:
        return []
    rijen = steekproeven(actor)
    lopend = rijen.filter(afgerond_op=None).first()
    if lopend:
        url = reverse("beveiliging:steekproef", args=[lopend.pk])
        return [Werk(None, "Rond de steekproef uit het logboek af", url, soort="logboek")]
    laatste = rijen.first()
    if laatste and laatste.volgende_op > actor.vandaag + VOORAF:
        return []
    url = reverse("beveiliging:steekproef_trekken")
    uiterlijk = laatste.volgende_op if laatste else None
    return [Werk(None, "Trek een steekproef uit het logboek", url, uiterlijk, soort="logboek")]
