"""The pages of the sources: search, each text, the words, and the model of the statement (MC 1, 11.1, 14.2)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from convenant.geheimhouding import modelverklaring
from convenant.models import Convenant
from gedeeld.actor import ActorRequest

from . import teksten, verwijzen, zoeken
from .forms import ZoekForm


@require_safe
def lijst(request: ActorRequest) -> HttpResponse:
    """All sources, with a search in them."""
    code = _convenant(request).code
    form = ZoekForm(request.GET if "woorden" in request.GET else None)
    inhoud: dict[str, Any] = {
        "form": form,
        "eigen": teksten.van_convenant(code),
        "bronnen": teksten.geordend(code),
    }
    if form.is_valid():
        inhoud |= _gezocht(form.cleaned_data["woorden"], code)
    return render(request, "bronnen/lijst.html", inhoud)


@require_safe
def bron(request: ActorRequest, code: str) -> HttpResponse:
    """One source, from beginning to end."""
    if code not in teksten.bronnen():
        raise Http404
    return render(request, "bronnen/bron.html", {"bron": teksten.bronnen()[code]})


@require_safe
def artikel(request: ActorRequest, anker: str) -> HttpResponse:
    """Leads to an article of the reader's own covenant, or the nearest that its text has."""
    eigen = teksten.van_convenant(_convenant(request).code)
    plek = eigen.naaste(anker)
    if not plek:
        raise Http404
    return redirect(f"{reverse('bronnen:bron', args=[eigen.code])}#{plek}")


@require_safe
def begrippen(request: ActorRequest) -> HttpResponse:
    """The words of the covenant, from a to z (MC 1)."""
    eigen = teksten.van_convenant(_convenant(request).code)
    inhoud = {"bron": eigen, "begrippen": teksten.begrippen(eigen)}
    return render(request, "bronnen/begrippen.html", inhoud)


@require_safe
def geheimhoudingsverklaring(request: ActorRequest) -> HttpResponse:
    """The model of the statement that an external partner signs (PB 2, MC 14.2)."""
    inhoud = {"alineas": modelverklaring(_convenant(request).naam)}
    return render(request, "bronnen/geheimhoudingsverklaring.html", inhoud)


def _gezocht(getypt: str, convenant: str) -> dict[str, Any]:
    """Where a place is that somebody typed, and the paragraphs with the other words."""
    plekken = [plek for plek in verwijzen.verwijzingen(getypt) if plek.klopt]
    rest = list(getypt)
    for plek in plekken:
        rest[plek.begin : plek.eind] = " " * (plek.eind - plek.begin)
    uit: dict[str, Any] = {"direct": [(getypt[p.begin : p.eind], p.url) for p in plekken]}
    woorden = zoeken.woorden("".join(rest))
    if woorden or not plekken:
        uit["gevonden"] = zoeken.zoek(woorden, convenant=convenant)
    return uit


def _convenant(request: ActorRequest) -> Convenant:
    assert request.actor.convenant_id is not None  # every user acts under one
    return Convenant.objects.get(pk=request.actor.convenant_id)
