"""Pages to restrict the data of one file, and to end that (AVG 18)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bestand.access import haal
from bestand.forms import uitgevoerd
from bestand.models import Beperking, Dossier
from bestand.registry import bestand_van
from convenant.middleware import ActorRequest

from . import beperken as besluit
from .forms import BeperkForm, OpheffenForm

FORMULIER = ["GET", "POST"]
GEVOLGEN = [
    "De kernpartijen kunnen het dossier lezen. Niemand kan het gebruiken of wijzigen.",
    "Casuspartijen en externe partners zien een beperkte casus niet. Vertel hun dat zelf.",
    "Het dossier wordt niet vernietigd zolang het beperkt is.",
    "De beperking geldt alleen voor dit dossier. Is er ook een melding, weegploegdossier of casus? Beperk die apart.",
]


@require_http_methods(FORMULIER)
def beperken(request: ActorRequest, soort: str, pk: UUID) -> HttpResponse:
    """Restrict a file, or look at its restriction again."""
    dossier = _dossier(request, soort, pk)
    nu = Beperking.lopend(dossier.pk).first()
    begin = {"grond": nu.grond} if nu else None
    form = BeperkForm(_data(request), initial=begin)
    if uitgevoerd(form, lambda: besluit.beperk(dossier, actor=request.actor, **form.cleaned_data)):
        zin = "blijft beperkt" if nu else "is beperkt"
        messages.success(request, f"{dossier.nummer} {zin}.")
        return redirect("beveiliging:toegang", soort, pk)
    kader = _kader(dossier, soort) | {
        "titel": "Beperking bekijken" if nu else "Gebruik beperken",
        "nu": nu,
        "gevolgen": GEVOLGEN,
        "knop": "Beperking laten doorlopen" if nu else "Beperk dit dossier",
    }
    return render(request, "privacy_rights/beperken.html", kader | {"form": form})


@require_http_methods(FORMULIER)
def opheffen(request: ActorRequest, soort: str, pk: UUID) -> HttpResponse:
    """Let a restricted file be used again."""
    dossier = _dossier(request, soort, pk)
    if request.method == "GET" and not dossier.beperkt:
        messages.warning(request, f"{dossier.nummer} is niet beperkt.")
        return redirect("beveiliging:toegang", soort, pk)
    form = OpheffenForm(_data(request), initial={"verteld_op": request.actor.vandaag})
    if uitgevoerd(form, lambda: besluit.hef_op(dossier, actor=request.actor, **form.cleaned_data)):
        messages.success(request, f"{dossier.nummer} is niet meer beperkt.")
        return redirect("beveiliging:toegang", soort, pk)
    kader = _kader(dossier, soort) | {
        "titel": "Beperking opheffen",
        "gevolgen": [
            "Het dossier kan weer worden gebruikt en gewijzigd.",
            "Wie meedoet in de casus, ziet haar weer.",
            "Is de bewaartermijn intussen voorbij? Dan wordt het dossier vannacht vernietigd.",
        ],
        "knop": "Beperking opheffen",
    }
    return render(request, "privacy_rights/beperken.html", kader | {"form": form})


def _dossier(request: ActorRequest, soort: str, pk: UUID) -> Dossier:
    """The file, for the secretary who keeps it; to others the page is not there."""
    dossier: Dossier = haal(request, bestand_van(soort).alle.visible_to(request.actor), pk)
    if not besluit.mag_beperken(request.actor, dossier):
        raise Http404
    return dossier


def _data(request: ActorRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _kader(dossier: Dossier, soort: str) -> dict[str, Any]:
    """Number and breadcrumbs; the subject has no place on these pages."""
    terug = reverse("beveiliging:toegang", args=[soort, dossier.pk])
    pad = [(dossier.nummer, bestand_van(soort).url(dossier)), ("Wie heeft toegang", terug)]
    return {
        "nummer": dossier.nummer,
        "pad": pad,
        "annuleer_url": terug,
        "opheffen_url": reverse("beperking:opheffen", args=[soort, dossier.pk]),
    }
