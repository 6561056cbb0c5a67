"""Page on what the core parties do with a file that they are done with."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost
from gedeeld.vers import vers_ingelogd
from overleg.vergaderen.plaats import ernaast
from register.schermen import formulier, past_niet

from .. import rules
from ..models import WeegploegDossier
from ..schermen import haal_voor, na_besluit, overleg_van, wie_besluit
from .decisions import besluit_bewaren
from .facts import afgerond
from .forms import BewarenForm
from .gevolgen import van_bewaren


@vers_ingelogd
@formulier_pagina
@never_cache
def bewaren(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Log whether a file after "geen casusoverleg" is destroyed, or kept until a day (MC 13.3)."""
    gevonden: WeegploegDossier = haal_voor(request, pk, rules.mag_besluiten)
    laatste = gevonden.na_besluit
    if laatste is None or not afgerond(gevonden):
        return past_niet(request, gevonden)
    form = BewarenForm(
        gepost(request),
        **wie_besluit(request, gevonden),
        dossier=gevonden,
        dag=request.actor.vandaag,
    )
    return formulier(
        request,
        gevonden,
        form,
        lambda: besluit_bewaren(gevonden, actor=request.actor, **form.waarden),
        gevolgen=lambda: van_bewaren(gevonden),
        titel="Vernietigen of bewaren",
        knop="Leg het besluit vast",
        gelukt="Vastgelegd wat er met dit dossier gebeurt.",
        naar=na_besluit(request, gevonden, ""),
        ernaast=ernaast(request, overleg_van(request, gevonden), gevonden),
        uitleg="Het besluit, de terugkoppeling en het informeren zijn klaar. Vernietigen gebeurt een week "
        "na het vastleggen, zodat elke kernpartij nog bezwaar kan maken. Bewaren kan tot en met "
        f"{date_format(laatste.tot)}.",
    )
