"""What waits because of an incident: 72 hours are short, so it is on more than one worklist (AVG 33)."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from convenant.verwerking import mag_register_bijhouden
from gedeeld.actor import Actor
from register.werk import GENOEG, Werk

from . import rules
from .models import Incident, Meldafspraak, met_oordeel
from .querysets import eigen_gemeenten

VOORAF = timedelta(days=30)  # an agreement with others takes a while


def werk(actor: Actor) -> list[Werk]:
    """Incidents that the actor assesses; near the end of the 72 hours for the core parties as well, and after
    it for the supervisor. And agreements that are to be looked at again.
    """
    uit = _afspraken(actor)
    if not (actor.houdt_toezicht or eigen_gemeenten(actor)):
        return uit
    rijen = Incident.objects.register_van(actor).filter(afgesloten_op=None)
    for rij in met_oordeel(rijen.order_by("ap_uiterlijk"))[:GENOEG]:
        if wat := _wat(rij, actor):
            # What is told to the AP has no term any more.
            dag = timezone.localdate(rij.ap_uiterlijk) if rij.wacht_op_de_ap else None
            uit.append(
                Werk(
                    None,
                    f"{wat}: {rij.nummer}",
                    reverse("beveiliging:incident", args=[rij.pk]),
                    uiterlijk=dag,
                    soort="incident",
                    wettelijk=dag is not None,
                    gemeente=actor.gemeente_van(rij.gemeente_id),
                )
            )
    return uit


def _wat(rij: Incident, actor: Actor) -> str:
    """What there is to do for this actor; empty for nothing."""
    laatste = rij.laatste
    if actor.houdt_toezicht:
        if rij.wacht_op_de_ap and actor.nu > rij.ap_uiterlijk:
            return "De 72 uur zijn voorbij: vraag waarom dit niet bij de AP is"
        return "Zoek in het logboek wie wat zag" if laatste and _nagaan(rij) else ""
    # The parties themselves come in when their secretary has not acted.
    spoed = rij.wacht_op_de_ap and actor.nu >= rij.ap_uiterlijk - rules.ESCALATIE
    if not (spoed or actor.voert_weegploeg_uit or actor.voert_casusoverleg_uit):
        return ""
    if laatste is None:
        return "Beoordeel een incident"
    if rij.wacht_op_de_ap:
        return "Meld een datalek bij de AP, of leg vast waarom niet"
    return "Handel een incident af"


def _nagaan(rij: Incident) -> bool:
    return bool(rij.laatste and rij.laatste.datalek) and not rij.getroffen.exists()


def _afspraken(actor: Actor) -> list[Werk]:
    """Agreements on reporting that are to be looked at again soon (PB 6.2)."""
    if not mag_register_bijhouden(actor):
        return []
    rijen = Meldafspraak.objects.niet_voorbij(actor.vandaag).filter(
        convenant=actor.convenant_id, herzien_op__lte=actor.vandaag + VOORAF
    )
    return [
        Werk(
            None,
            "Bekijk opnieuw wie een incident aan wie meldt",
            reverse("beveiliging:afspraken"),
            uiterlijk=rij.herzien_op,
            soort="convenant",
        )
        for rij in rijen.order_by("herzien_op")[:1]
    ]
