"""Pages on informing the subject: the decision, and that it was done."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gelezen, gepost, uitgevoerd
from gedeeld.rules import MEERDERJARIG
from register.events import wijzigingen
from register.schermen import formulier, klaar, past_niet

from .. import rules
from ..events import INFORMEREN
from ..forms import KernpartijenForm
from ..schermen import haal_voor, kern
from . import decisions, forms
from .facts import plicht


@formulier_pagina
@never_cache
def informeren(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Log decision 3: inform, or not (yet) on a ground (MC 11.3)."""
    gevonden = haal_voor(request, pk, rules.mag_besluiten)
    if gevonden.geinformeerd_op:
        return past_niet(request, gevonden)
    nog_niet = request.GET.get("keuze") == "nog_niet"
    form = _informeerformulier(request, gevonden, nog_niet)
    if uitgevoerd(
        form,
        lambda: decisions.besluit_informeren(
            gevonden,
            actor=request.actor,
            informeren=not nog_niet,
            gelezen=gelezen(request.POST),
            **form.waarden,
        ),
    ):
        return klaar(request, gevonden, "Het besluit over informeren is vastgelegd.")
    tabs = [
        {"label": "Informeren", "url": "?keuze=informeren", "actief": not nog_niet},
        {"label": "Niet of nog niet informeren", "url": "?keuze=nog_niet", "actief": nog_niet},
    ]
    return render(
        request,
        "weegploeg/informeren.html",
        {
            "dossier": gevonden,
            "form": form,
            "tabs": tabs,
            "plicht": plicht(gevonden),
            "vandaag": request.actor.vandaag,
            "gelezen": wijzigingen(gevonden, *INFORMEREN),
        },
    )


def _informeerformulier(request: ActorRequest, gevonden: Any, nog_niet: bool) -> KernpartijenForm:
    partijen, gegevens = kern(gevonden, request.actor), gepost(request)
    if nog_niet:
        return forms.NogNietForm(gegevens, kern=partijen)
    minderjarig = gevonden.persoon.jonger_dan(MEERDERJARIG, request.actor.vandaag)
    return forms.InformeerForm(gegevens, kern=partijen, minderjarig=minderjarig)


@formulier_pagina
@never_cache
def geinformeerd(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record that the subject was informed."""
    gevonden = haal_voor(request, pk, rules.mag_besluiten)
    besluit = gevonden.informatiebesluiten.first()
    if gevonden.geinformeerd_op or besluit is None or not besluit.informeren:
        return past_niet(request, gevonden)
    form = forms.GeinformeerdForm(gepost(request), initial={"op": request.actor.vandaag})
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.leg_informeren_vast(gevonden, actor=request.actor, **form.cleaned_data),
        titel="Subject geïnformeerd",
        knop="Leg vast",
        gelukt="Vastgelegd dat het subject is geïnformeerd.",
        uitleg=f"Afgesproken: {besluit.get_wie_display()}. {besluit.afspraak}",
    )
