"""Pages on advice of experts."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost
from register.schermen import formulier

from ..schermen import haal_te_voeren
from . import decisions, forms


@formulier_pagina
def adviesvraag(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record a question to an expert."""
    casus = haal_te_voeren(request, pk)
    form = forms.AdviesvraagForm(gepost(request))
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.vraag_advies(casus, actor=request.actor, **form.cleaned_data),
        titel="Advies vragen aan een deskundige",
        knop="Vraag vastleggen",
        gelukt="De vraag om advies is vastgelegd.",
        uitleg="U stelt de vraag zelf aan de deskundige. Hier legt u vast wat u vroeg.",
        deel="adviezen",
    )


@formulier_pagina
def advies_antwoord(request: ActorRequest, pk: UUID, vraag_pk: UUID) -> HttpResponse:
    """Record the answer, and what was done with it."""
    casus = haal_te_voeren(request, pk)
    rij = get_object_or_404(casus.adviesvragen, pk=vraag_pk)
    form = forms.AntwoordForm(gepost(request), instance=rij)
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.leg_advies_vast(rij, actor=request.actor, **form.cleaned_data),
        titel=f"Advies van {rij.van_wie}",
        knop="Leg vast",
        gelukt="Het advies is vastgelegd.",
        uitleg=rij.vraag,
        deel="adviezen",
    )
