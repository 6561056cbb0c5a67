"""Pages on the views of core parties."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost
from register.schermen import formulier, past_niet

from .. import rules
from ..schermen import haal_voor
from . import decisions, forms

WEEK = timedelta(days=7)


@formulier_pagina
@never_cache
def vragen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask each core party for its view."""
    gevonden = haal_voor(request, pk, rules.mag_besluiten)
    if not gevonden.is_open:
        return past_niet(request, gevonden, decisions.BESLOTEN)
    gevraagd = gevonden.standpunten.filter(besloten_op=None).first()
    dag = gevraagd.uiterlijk if gevraagd else request.actor.vandaag + WEEK
    form = forms.VraagForm(gepost(request), initial={"uiterlijk": dag})
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.vraag_standpunten(
            gevonden, actor=request.actor, uiterlijk=form.cleaned_data["uiterlijk"]
        ),
        titel="Standpunten vragen",
        knop="Vraag de kernpartijen",
        gelukt="De kernpartijen zijn om hun standpunt gevraagd.",
        deel="standpunten",
    )


@formulier_pagina
@never_cache
def standpunt(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Give the view of the own party."""
    gevonden = haal_voor(request, pk, rules.mag_bevestigen)
    eigen = decisions.eigen_standpunt(gevonden, request.actor)
    if eigen is None:
        zin = decisions.NIET_GEVRAAGD if gevonden.is_open else decisions.BESLOTEN
        return past_niet(request, gevonden, zin)
    form = forms.StandpuntForm(gepost(request), initial={"tekst": eigen.tekst})
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.geef_standpunt(
            gevonden, actor=request.actor, tekst=form.cleaned_data["tekst"]
        ),
        titel="Standpunt van uw partij",
        knop="Geef het standpunt",
        gelukt="Het standpunt is vastgelegd.",
        deel="standpunten",
    )
