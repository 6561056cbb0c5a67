"""What a secretary has to do for requests."""

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from gedeeld.actor import Actor
from register.models import Beperking
from register.registry import Bestand, bestanden
from register.werk import GENOEG, Werk

from .models import Verzoek

WAT = {
    Verzoek.Stand.ONTVANGEN: "Stel de identiteit vast",
    Verzoek.Stand.IDENTITEIT_VASTGESTELD: "Beantwoord het verzoek",
}


def werk(actor: Actor) -> list[Werk]:
    """Open requests of the actor's party, and restrictions to look at again."""
    return [*_verzoeken(actor), *_beperkingen(actor)]


def _verzoeken(actor: Actor) -> list[Werk]:
    """The most urgent first."""
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


def _beperkingen(actor: Actor) -> list[Werk]:
    """Restricted files that the actor keeps, so that none stays so by accident (AVG 18)."""
    soorten = [bestand for bestand in bestanden() if bestand.houders & actor.hoedanigheden]
    # Seldom any: looked up first, so that a worklist asks no kind of file for them in vain.
    beperkt = list(Beperking.lopend().values_list("dossier_id", flat=True)) if soorten else []
    return [
        Werk(
            dossier=dossier,
            wat="Beperking opnieuw bekijken",
            url=reverse("beperking:beperken", args=[dossier._meta.app_label, dossier.pk]),
            uiterlijk=dossier.herzien_op,
            soort=bestand.naam,
        )
        for bestand in (soorten if beperkt else ())
        for dossier in _te_herzien(bestand, actor, beperkt)
    ]


def _te_herzien(bestand: Bestand, actor: Actor, beperkt: list[UUID]) -> Any:
    lopend = Beperking.lopend(dossier_id=OuterRef("pk")).values("herzien_op")
    rijen = bestand.alle.visible_to(actor).filter(pk__in=beperkt)
    rijen = rijen.annotate(herzien_op=Subquery(lopend))
    return rijen.only("nummer").order_by("herzien_op", "nummer")[:GENOEG]
