"""Secrecy: each user reads and confirms, the administrator writes and sees who did (MC 14, 18.2)."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from convenant import decisions, schermen
from convenant import geheimhouding as beslissen
from convenant.models import Geheimhoudingstekst
from gedeeld.actor import Actor, ActorRequest
from gedeeld.bladeren import blader
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.lijst import Cel, Kolom, Leeg, lijstpagina
from gedeeld.weigering import NietMogelijk

from . import geheimhouding as mensen
from . import vertegenwoordigen
from .forms import BevestigForm, TekstForm
from .middleware import MensRequest

LIJST = "mensen:geheimhoudingsteksten"


# Every user -----------------------------------------------------------------------------------
@formulier_pagina
def geheimhouding(request: MensRequest) -> HttpResponse:
    """The text of secrecy: confirm it before anything else opens, read it again later (MC 14)."""
    tekst, volgende = request.geheimhouding, _volgende(request)
    if tekst is None:
        return render(request, "mensen/geheimhouding.html")
    form = BevestigForm(gepost(request), initial={"tekst": tekst.pk, "volgende": volgende})
    if form.is_valid():
        return _bevestig(request, form.cleaned_data["tekst"], volgende)
    inhoud = {"tekst": tekst, "form": form}
    return render(request, "mensen/geheimhouding.html", inhoud)


def _bevestig(request: MensRequest, tekst_id: int, volgende: str) -> HttpResponse:
    assert request.keuze is not None  # else the middleware lets him choose one
    try:
        # He is no actor before this, and becomes one by it.
        mensen.bevestig(actor=vertegenwoordigen.als_actor(request.keuze), tekst_id=tekst_id)
    except NietMogelijk as fout:  # another text holds since he opened the page: he reads that first
        messages.warning(request, fout.messages[0])
        return redirect("geheimhouding")
    return redirect(volgende)


def _volgende(request: HttpRequest) -> str:
    """Where he was going: a path of this application, or the worklist."""
    pad = request.POST.get("volgende") or request.GET.get("volgende") or ""
    veilig = pad.startswith("/") and url_has_allowed_host_and_scheme(pad, allowed_hosts=None)
    return pad if veilig else reverse("werklijst")


# The administrator ----------------------------------------------------------------------------
@require_safe
def teksten(request: ActorRequest) -> HttpResponse:
    """All versions, with how many confirmed each."""
    _alleen_lezers(request)
    rijen = list(_versies(request).annotate(aantal=Count("bevestigingen")).order_by("-versie"))
    inhoud = schermen.kader(request) | {
        "rijen": list(zip(rijen, beslissen.standen(rijen, request.actor.vandaag), strict=True)),
        "mag_beheren": decisions.mag_beheren(request.actor),
    }
    return render(request, "mensen/geheimhoudingsteksten.html", inhoud)


@require_safe
def tekst(request: ActorRequest, versie: int) -> HttpResponse:
    """One version: what it says, who confirmed it and who has not yet."""
    _alleen_lezers(request)
    rij = get_object_or_404(_versies(request), versie=versie)
    lezers, begonnen = (
        mensen.lezers_van(rij, request.actor.vandaag),
        rij.vanaf <= request.actor.vandaag,
    )
    return lijstpagina(
        request,
        blader(request, lezers if begonnen else lezers.none()),
        LEZERS,
        titel=str(rij),
        bijschrift="Accounts en hun bevestiging",
        leeg=Leeg("Er werkt nu niemand onder dit convenant.", icoon="users")
        if begonnen
        else Leeg(
            "Deze tekst geldt nog niet.",
            "Vanaf de eerste dag bevestigt iedereen hem.",
            icoon="clock",
        ),
        sjabloon="mensen/geheimhoudingstekst.html",
        tekst=rij,
    )


def _bevestigd(lezer: Any, actor: Actor) -> Cel:
    if lezer.bevestigd_op:
        return Cel(dag=timezone.localdate(lezer.bevestigd_op))
    return Cel("Nog niet bevestigd", kleur="let_op")


LEZERS = (
    Kolom("Account", lambda lezer, actor: Cel(lezer.naam, onder=lezer.username)),
    Kolom("Bevestigd", _bevestigd),
)


@formulier_pagina
def tekst_nieuw(request: ActorRequest) -> HttpResponse:
    """Publish a new version, from a day on (MC 14)."""
    schermen.alleen_beheer(request.actor)
    laatste = _versies(request).first()
    begin = laatste.tekst if laatste else beslissen.STANDAARDTEKST
    form = TekstForm(gepost(request), initial={"tekst": begin, "vanaf": request.actor.vandaag})
    if uitgevoerd(form, lambda: beslissen.publiceer(actor=request.actor, **form.cleaned_data)):
        messages.success(request, "De nieuwe tekst over geheimhouding is vastgelegd.")
        return redirect(LIJST)
    return schermen.formulier(
        request,
        form,
        titel="Nieuwe tekst over geheimhouding",
        uitleg="Iedereen bevestigt de nieuwe tekst voordat hij verder werkt. U kunt hem daarna niet meer wijzigen.",
        knop="Tekst vastleggen",
        terug=LIJST,
    )


def _alleen_lezers(request: ActorRequest) -> None:
    """Who confirmed is for administrator and supervisor (MC 15.2 f)."""
    if not decisions.mag_wijzigingen_lezen(request.actor):
        raise Http404


def _versies(request: ActorRequest) -> "QuerySet[Geheimhoudingstekst]":
    """All texts of the actor's covenant, newest first."""
    return Geheimhoudingstekst.objects.filter(convenant=request.actor.convenant_id)
