"""Pages to restrict the data of one file, and to end that (AVG 18)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gedeeld.actor import SECRETARISSEN, WEEGPLOEG, ActorRequest
from gedeeld.forms import formulier_pagina, gelezen, gepost, uitgevoerd
from register.access import haal
from register.events import wijzigingen
from register.models import Beperking, Dossier
from register.registry import Bestand, bestand_van

from . import beperken as besluit
from .events import BEPERKING
from .forms import BeperkForm, OpheffenForm


@formulier_pagina
def beperken(request: ActorRequest, soort: str, pk: UUID) -> HttpResponse:
    """Restrict a file, or look at its restriction again."""
    dossier = _dossier(request, soort, pk)
    nu = Beperking.lopend(dossier=dossier.pk).first()
    begin = {"grond": nu.grond} if nu else None
    form = BeperkForm(gepost(request), initial=begin)
    if _uitgevoerd(request, form, dossier, besluit.beperk):
        zin = "blijft beperkt" if nu else "is beperkt"
        messages.success(request, f"{dossier.nummer} {zin}.")
        return redirect("beveiliging:toegang", soort, pk)
    kader = _kader(dossier, soort) | {
        "titel": "Beperking bekijken" if nu else "Gebruik beperken",
        "nu": nu,
        "gevolgen": _gevolgen(bestand_van(soort)),
        "knop": "Beperking laten doorlopen" if nu else "Beperk dit dossier",
    }
    return render(request, "privacy_rights/beperken.html", kader | {"form": form})


@formulier_pagina
def opheffen(request: ActorRequest, soort: str, pk: UUID) -> HttpResponse:
    """Let a restricted file be used again."""
    dossier = _dossier(request, soort, pk)
    if request.method == "GET" and not dossier.beperkt:
        messages.warning(request, f"{dossier.nummer} is niet beperkt.")
        return redirect("beveiliging:toegang", soort, pk)
    form = OpheffenForm(gepost(request), initial={"verteld_op": request.actor.vandaag})
    if _uitgevoerd(request, form, dossier, besluit.hef_op):
        messages.success(request, f"{dossier.nummer} is niet meer beperkt.")
        return redirect("beveiliging:toegang", soort, pk)
    kader = _kader(dossier, soort) | {
        "titel": "Beperking opheffen",
        "gevolgen": [
            "Het dossier kan weer worden gebruikt.",
            *(
                ["Wie aan dit dossier meedoet, ziet het weer."]
                * _leest_ook_een_ander(bestand_van(soort))
            ),
            "Is de bewaartermijn intussen voorbij? Dan wordt het dossier vannacht vernietigd.",
        ],
        "knop": "Beperking opheffen",
    }
    return render(request, "privacy_rights/beperken.html", kader | {"form": form})


def _uitgevoerd(
    request: ActorRequest, form: Form, dossier: Dossier, daad: Callable[..., Beperking]
) -> bool:
    """Whether the form is right and one of the two acts was done."""
    met = {"actor": request.actor, "gelezen": gelezen(request.POST)}
    return uitgevoerd(form, lambda: daad(dossier, **met, **form.cleaned_data))


def _dossier(request: ActorRequest, soort: str, pk: UUID) -> Dossier:
    """The file, for the secretary who keeps it; to others the page is not there."""
    dossier: Dossier = haal(request, bestand_van(soort).alle.visible_to(request.actor), pk)
    if not besluit.mag_beperken(request.actor, dossier):
        raise Http404
    return dossier


def _gevolgen(bestand: Bestand) -> list[str]:
    anderen = "Casuspartijen en externe partners zien dit dossier dan niet. Vertel hun dat zelf."
    return [
        "De kernpartijen kunnen het dossier lezen. Niemand kan het gebruiken of wijzigen.",
        *([anderen] * _leest_ook_een_ander(bestand)),
        "Het dossier wordt niet vernietigd zolang het beperkt is.",
        "De beperking geldt alleen voor dit dossier. Hoort er een ander dossier bij? Beperk dat apart.",
    ]


def _leest_ook_een_ander(bestand: Bestand) -> bool:
    """Whether others than the core parties read such a file."""
    return any(wie - WEEGPLOEG - SECRETARISSEN for wie in bestand.rechten.values())


def _kader(dossier: Dossier, soort: str) -> dict[str, Any]:
    """Number and breadcrumbs; the subject has no place on these pages."""
    terug = reverse("beveiliging:toegang", args=[soort, dossier.pk])
    pad = [(dossier.nummer, bestand_van(soort).url(dossier)), ("Wie heeft toegang", terug)]
    return {
        "nummer": dossier.nummer,
        "pad": pad,
        "annuleer_url": terug,
        "gelezen": wijzigingen(dossier, *BEPERKING),
        "opheffen_url": reverse("beperking:opheffen", args=[soort, dossier.pk]),
    }
