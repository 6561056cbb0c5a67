"""Logging in to the demo as one of its cast, with one click."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from gedeeld.forms import formulier_pagina
from mensen.models import Gebruiker

from . import demo as cast


@login_not_required
@formulier_pagina
def demo(request: HttpRequest) -> HttpResponse:
    """Choose one of the cast; nobody else can be logged in here."""
    spelers = cast.spelers()
    if request.method == "POST":
        naam = request.POST.get("gebruiker", "")
        if naam not in {speler.gebruikersnaam for speler in spelers}:
            raise Http404
        gebruiker = get_object_or_404(Gebruiker, username=naam)
        login(request, gebruiker, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("werklijst")
    return render(request, "demo.html", {"spelers": spelers, "wachtwoord": cast.WACHTWOORD})
