"""Pages that belong to no one process: the worklist, and choosing for whom one works."""

import logging
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina
from gedeeld.lijst import filters_bij
from invoer import klad
from mensen import vertegenwoordigen
from mensen.middleware import GEVRAAGD, SESSIE, MensRequest
from mensen.vertegenwoordigen import Keuze
from register import berichten
from register.models import Inzage, noteer_lijst
from register.muur import als
from register.sleutels import VerkeerdeSleutels, controleer

from . import toestand, werk
from .context import navigatie
from .forms import FilterForm, GezienForm, WerkFilter
from .logboek import KENMERK

logger = logging.getLogger("casusoverleg.start")
GELDIG = timedelta(days=180)  # how long somebody may believe what security.txt says: under a year


@require_safe
def werklijst(request: ActorRequest) -> HttpResponse:
    """What waits for this actor, most urgent first."""
    actor, filter_ = request.actor, WerkFilter(request)
    wie = actor.alleen_voor(filter_.gemeente) if filter_.gemeente else actor
    soort = filter_.gekozen.get("soort", "")
    lijst, nieuws = werk.werklijst(wie, soort), berichten.nieuws(wie)
    # The menu counts all that waits, also where the list is narrowed.
    aantallen = lijst.aantallen if wie is actor and not soort else werk.aantallen(actor)
    getoond = [*lijst.dossiers, *(deel.dossier for deel in nieuws.dossiers)]
    noteer_lijst(request, list(dict.fromkeys(getoond)))
    return render(
        request,
        "werklijst.html",
        {
            "lijst": lijst,
            "nieuws": nieuws,
            "filter": filter_,
            **filters_bij(request),
            "navigatie": navigatie(actor, request.path, aantallen),
            "vandaag": actor.vandaag,
            "actie_url": reverse("meldingen:nieuw") if actor.in_weegploeg else "",
            "leeg_tekst": werk.LEEG.get(str(actor.rol), "Nieuwe taken verschijnen hier vanzelf."),
        },
    )


@require_safe
def toetsen(request: ActorRequest) -> HttpResponse:
    """Which keys do something, and how to put them off."""
    return render(request, "toetsen.html")


@require_POST
def filters(request: ActorRequest) -> HttpResponse:
    """Keep the filter of a list under a name, or throw one away; then back to that list."""
    form = FilterForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect(form.terug)
    nieuw = form.bewaard
    rest = [
        rij
        for rij in request.user.bewaarde_filters
        if (rij.plek, rij.naam) != (nieuw.plek, nieuw.naam)
    ]
    weg = form.cleaned_data["weg"]
    request.user.bewaar_filters(rest if weg else [*rest, nieuw])
    messages.success(request, "Het filter is weg." if weg else "Het filter is bewaard.")
    return redirect(form.terug)


@require_POST
def gezien(request: ActorRequest) -> HttpResponse:
    """Mark what the worklist showed as seen, for this user alone; nothing that happened since."""
    form = GezienForm(request.POST)
    if form.is_valid():
        gevonden = berichten.gezien(request.actor, **form.cleaned_data)
        Inzage.noteer(request, gevonden, Inzage.Soort.BERICHT)
    return redirect("werklijst")


@formulier_pagina
def vertegenwoordiging(request: MensRequest) -> HttpResponse:
    """Choose for which party to work (MC 7.2)."""
    mogelijk = request.keuzes
    if request.method == "POST":
        keuze = vertegenwoordigen.gekozen(mogelijk, request.POST.get("vertegenwoordiging"))
        if keuze:
            request.session[SESSIE] = str(keuze.eerste.pk)
            rotate_token(request)  # a tab of the former choice writes nothing for this party
            return redirect(_verder(request, keuze))
    return render(
        request,
        "vertegenwoordiging.html",
        {
            "keuzes": mogelijk,
            "wachtend": vertegenwoordigen.wachtend(request.user),
            "gekozen": request.keuze,
            "gevraagd": GEVRAAGD in request.session,
        },
    )


def _verder(request: MensRequest, keuze: Keuze) -> str:
    """The page that was asked for, if this user was typing there in this role; else the worklist.

    Whether a page opens for a role only that page knows, and to be refused is no way to begin.
    """
    pad: str = request.session.pop(GEVRAAGD, "")
    van = klad.Wie(gebruiker_id=request.user.pk, rol_id=keuze.eerste.pk)
    with als(vertegenwoordigen.als_actor(keuze)):
        return pad if klad.velden_van(van, pad) else reverse("werklijst")


@login_not_required
@require_safe
def gezond(request: HttpRequest) -> HttpResponse:
    """Whether this process reaches its database, and has its keys; for a load balancer."""
    try:
        controleer(connection)
    except VerkeerdeSleutels as fout:
        logger.critical("%s", fout)
        return HttpResponse("sleutels", status=503, content_type="text/plain")
    return HttpResponse("goed", content_type="text/plain")


@login_not_required
@require_safe
def klaar(request: HttpRequest) -> HttpResponse:
    """Whether this process can do its work: what is missing, by one word each; for who sends it requests."""
    weg = toestand.ontbreekt()
    if weg:
        return HttpResponse(" ".join(weg), status=503, content_type="text/plain")
    tekst = "klaar" if toestand.heeft_wachtrij() else "klaar zonder wachtrij"
    return HttpResponse(tekst, content_type="text/plain")


@login_not_required
@require_safe
def beveiligingscontact(request: HttpRequest) -> HttpResponse:
    """Where to tell that something here is not safe (RFC 9116), if that was set."""
    if not settings.BEVEILIGINGSCONTACT:
        raise Http404
    tot = (timezone.now() + GELDIG).replace(hour=0, minute=0, second=0, microsecond=0)
    regels = [
        f"Contact: {settings.BEVEILIGINGSCONTACT}",
        f"Expires: {tot:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
    ]
    tekst = "\n".join(regels) + "\n"
    return HttpResponse(tekst, content_type="text/plain; charset=utf-8")


def fout(request: HttpRequest) -> HttpResponse:
    """The page of an error; it says by which number it stands in the log."""
    # Without the request: what the frame of a page asks may be what went wrong.
    return HttpResponse(render_to_string("500.html", {"kenmerk": KENMERK.get()}), status=500)
