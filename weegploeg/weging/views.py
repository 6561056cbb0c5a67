"""The page on which the weegploeg weighs."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from convenant.kader import Kader
from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gelezen, gepost, uitgevoerd
from register.schermen import formulier, klaar, pagina_van, past_niet, wie_wijzigde

from .. import rules
from ..inbreng.pagina import signalen
from ..models import Plaatsing
from ..schermen import haal_voor
from . import decisions, forms
from .pagina import begin, referentiekader


@formulier_pagina
@never_cache
def wegen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The board as a form (MC 7.3)."""
    gevonden = haal_voor(request, pk, rules.mag_wegen)
    kader = Kader(referentiekader(gevonden))
    form = forms.WeegForm(
        gepost(request),
        kader=kader,
        besloten=not gevonden.is_open,
        initial=begin(kader, gevonden, gevonden.wegingen.all()),
    )
    if uitgevoerd(
        form,
        lambda: decisions.weeg(
            gevonden,
            actor=request.actor,
            wegingen=form.wegingen,
            duiding=form.cleaned_data["duiding"],
            gelezen=gelezen(request.POST),
            reden=form.cleaned_data.get("reden", ""),
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
            "kader": kader.kader,
            "gelezen": decisions.aantal_wegingen(gevonden),
        },
    )


@formulier_pagina
@never_cache
def plaatsen(request: ActorRequest, pk: UUID, signaal: UUID) -> HttpResponse:
    """A member places one signal, or moves it; then comes the next that nobody placed (PB 7)."""
    gevonden = haal_voor(request, pk, rules.mag_plaatsen)
    rij = get_object_or_404(gevonden.signalen, pk=signaal)
    if not gevonden.is_open:
        return past_niet(request, gevonden)
    staat = Plaatsing.objects.filter(signaal=rij).first()
    form = forms.PlaatsForm(
        gepost(request),
        kader=Kader(referentiekader(gevonden)),
        initial=_staat(staat) if staat else {"fase": ""},
    )
    open_ = gevonden.signalen.filter(plaatsing=None).exclude(pk=rij.pk).first()
    volgende = reverse("weegploeg:plaatsen", args=[pk, open_.pk]) if open_ else ""
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.plaats(rij, actor=request.actor, **form.waarden),
        titel="Signaal verplaatsen" if staat else "Signaal plaatsen",
        knop="Plaats het signaal",
        gelukt="Het signaal is geplaatst." + (" Hier is het volgende." if volgende else ""),
        uitleg=rij.omschrijving,
        deel="weging",
        naar=volgende or pagina_van(gevonden, "weging"),
    )


def _staat(rij: Plaatsing) -> dict[str, str]:
    """Where it stands; who moves it gives a reason of his own."""
    return {
        "gebied": str(rij.ontwikkelgebied_id or forms.PlaatsForm.GEEN),
        "fase": str(rij.in_fase_id or ""),
    }
