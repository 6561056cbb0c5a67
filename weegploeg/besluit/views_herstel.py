"""Pages that put a wrong entry right, or log that it stays after an objection."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost
from overleg.vergaderen.plaats import ernaast
from register.schermen import bevestig, formulier, past_niet

from .. import rules
from ..bezwaar import open_bezwaren
from ..schermen import haal_voor, na_besluit, overleg_van, wie_besluit
from . import forms, herstel
from .gevolgen import van_handhaven


@formulier_pagina
@never_cache
def corrigeren(request: ActorRequest, pk: UUID, vastlegging: UUID) -> HttpResponse:
    """A new entry in place of a wrong one; the outcome stays."""
    gevonden, rij = _haal(request, pk, vastlegging)
    if zin := herstel.waarom_niet_te_corrigeren(rij):
        return past_niet(request, gevonden, zin)
    genomen = getattr(rij, "besluit", None)
    form = forms.CorrectieForm(
        gepost(request),
        **_wie(request, gevonden),
        met_argumenten=genomen is not None,
        initial={"argumenten": genomen.argumenten if genomen else "", "genomen_op": rij.dag},
    )
    return formulier(
        request,
        gevonden,
        form,
        lambda: herstel.corrigeer(rij, actor=request.actor, **form.waarden),
        titel="Vastgelegd besluit corrigeren",
        uitleg="Dag, overleg, argumenten of wie er sprak. De termijnen volgen de nieuwe dag. "
        "Elke kernpartij bevestigt het opnieuw.",
        knop="Leg de correctie vast",
        gelukt="De correctie is vastgelegd. Het oude besluit blijft leesbaar.",
        terug=_url(rij),
        naar=na_besluit(request, gevonden, reverse("weegploeg:dossier", args=[pk])),
    )


@formulier_pagina
@never_cache
def herroepen(request: ActorRequest, pk: UUID, vastlegging: UUID) -> HttpResponse:
    """This was not decided so: back to weighing."""
    gevonden, rij = _haal(request, pk, vastlegging)
    if zin := herstel.waarom_niet_terug(gevonden, rij):
        return past_niet(request, gevonden, zin)
    form = forms.HerroepForm(gepost(request))
    return bevestig(
        request,
        gevonden,
        lambda: herstel.herroep(rij, actor=request.actor, **form.cleaned_data),
        titel="Dit is zo niet besloten",
        gevolgen=[
            "Het dossier gaat terug naar de weegploeg. Daarna legt u vast wat er wel is besloten.",
            "Het verkeerde besluit blijft leesbaar als vervangen, met uw reden.",
            "Elke kernpartij bevestigt dit, of maakt bezwaar.",
            "Vragen aan partners waarop geen antwoord is, vervallen.",
        ],
        knop="Terug naar wegen",
        gelukt="Het dossier staat weer in weging.",
        form=form,
        terug=_url(rij),
        naar=reverse("weegploeg:dossier", args=[pk]),
    )


@formulier_pagina
@never_cache
def handhaven(request: ActorRequest, pk: UUID, vastlegging: UUID) -> HttpResponse:
    """After an objection the three core parties keep to what was logged."""
    gevonden, rij = _haal(request, pk, vastlegging)
    if not open_bezwaren(gevonden).filter(vastlegging=rij).exists():
        return past_niet(request, gevonden, "Tegen dit besluit maakt niemand bezwaar.")
    form = forms.BesluitForm(gepost(request), **_wie(request, gevonden))
    return formulier(
        request,
        gevonden,
        form,
        lambda: herstel.handhaaf(rij, actor=request.actor, **form.waarden),
        gevolgen=lambda: van_handhaven(gevonden),
        titel="Het besluit blijft, na bezwaar",
        uitleg="De drie kernpartijen bespraken het bezwaar en blijven samen bij het besluit.",
        knop="Leg vast dat het besluit blijft",
        gelukt="Vastgelegd dat het besluit blijft.",
        terug=_url(rij),
        naar=na_besluit(request, gevonden, _url(rij)),
        ernaast=ernaast(request, overleg_van(request, gevonden), gevonden),
    )


def _haal(request: ActorRequest, pk: UUID, vastlegging: UUID) -> tuple[Any, Any]:
    gevonden = haal_voor(request, pk, rules.mag_besluiten)
    return gevonden, get_object_or_404(gevonden.vastleggingen, pk=vastlegging)


def _wie(request: ActorRequest, gevonden: Any) -> dict[str, Any]:
    vast = {"dossier": gevonden, "dag": request.actor.vandaag}
    return wie_besluit(request, gevonden) | vast


def _url(rij: Any) -> str:
    return reverse("weegploeg:vastlegging", args=[rij.dossier_id, rij.pk])
