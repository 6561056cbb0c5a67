"""The page on which the weegploeg weighs."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gelezen, gepost, uitgevoerd
from register.schermen import klaar, past_niet, wie_wijzigde

from .. import rules
from ..inbreng.pagina import signalen
from ..schermen import haal_voor
from . import decisions, forms
from .pagina import Kader


@formulier_pagina
@never_cache
def wegen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The board as a form (MC 7.3)."""
    gevonden = haal_voor(request, pk, rules.mag_wegen)
    if not gevonden.is_open:
        return past_niet(request, gevonden)
    kader = Kader(gevonden.gemeente.convenant)
    form = forms.WeegForm(
        gepost(request), kader=kader, initial=kader.begin(gevonden, gevonden.wegingen.all())
    )
    if uitgevoerd(
        form,
        lambda: decisions.weeg(
            gevonden,
            actor=request.actor,
            wegingen=form.wegingen,
            duiding=form.cleaned_data["duiding"],
            gelezen=gelezen(request.POST),
        ),
        wie=partial(wie_wijzigde, gevonden),
    ):
        return klaar(request, gevonden, "De weging is opgeslagen.")
    rijen = gevonden.signalen.select_related("partij", "grondslag", "grondslag_om", "inbreng")
    return render(
        request,
        "weegploeg/wegen.html",
        {
            "dossier": gevonden,
            "form": form,
            "bord": form.bord,
            "signalen": signalen(rijen),
            "gelezen": decisions.aantal_wegingen(gevonden),
        },
    )
