"""What the views of a covenant share: its tabs, its forms and who may write."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gedeeld.actor import Actor, ActorRequest

from . import decisions


def alleen_beheer(actor: Actor) -> None:
    """What a role may not do at all is not there."""
    if not decisions.mag_beheren(actor):
        raise Http404


def formulier(
    request: HttpRequest, form: forms.BaseForm, terug: str = "convenant:overzicht", **inhoud: Any
) -> HttpResponse:
    """A page with one form; `terug` names the page to which cancelling leads."""
    inhoud |= {"form": form, "terug": reverse(terug)}
    return render(request, "convenant/formulier.html", inhoud)


def bevestig(
    request: HttpRequest, form: forms.Form, terug: str = "convenant:overzicht", **inhoud: Any
) -> HttpResponse:
    """A page that says what an act takes away, before it is done."""
    inhoud |= {"form": form, "terug": reverse(terug)}
    return render(request, "convenant/bevestig.html", inhoud)


def kader(request: ActorRequest) -> dict[str, Any]:
    """The tabs of the covenant's pages, for this actor."""
    tabs = [
        ("Convenant en bijlage 1", "convenant:overzicht", True),
        ("Bijlage 2: zo werken wij", "convenant:procesbeschrijving", True),
        ("Bijlage 3: referentiekader", "convenant:referentiekader", True),
        ("Mandaten", "convenant:mandaten", True),
        ("Politiegegevens", "convenant:politie", True),
        ("Register", "beveiliging:register", decisions.mag_toegang_lezen(request.actor)),
        ("Plichten", "beveiliging:plichten", decisions.mag_toegang_lezen(request.actor)),
        ("Wie heeft toegang", "mensen:toegang", decisions.mag_toegang_lezen(request.actor)),
        ("Wie mag wat", "beveiliging:rechten", decisions.mag_wijzigingen_lezen(request.actor)),
        ("Wijzigingen", "convenant:wijzigingen", decisions.mag_wijzigingen_lezen(request.actor)),
        ("Accounts", "mensen:accounts", decisions.mag_beheren(request.actor)),
        (
            "Geheimhouding",
            "mensen:geheimhoudingsteksten",
            decisions.mag_wijzigingen_lezen(request.actor),
        ),
        ("Richtlijnen", "mensen:richtlijnen", decisions.mag_wijzigingen_lezen(request.actor)),
    ]
    return {
        "tabs": [
            {"label": label, "url": reverse(naam), "actief": request.path == reverse(naam)}
            for label, naam, mag in tabs
            if mag
        ]
    }
