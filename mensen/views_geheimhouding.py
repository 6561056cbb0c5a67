"""Secrecy and guidelines: each user reads and confirms, the administrator writes and sees who did.

(MC 14, 15.4, 18.2) Both are texts of a kind, by one mechanism.
"""

from typing import Any, NamedTuple

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
from convenant.models import Bevestigtekst
from gedeeld.actor import Actor, ActorRequest
from gedeeld.bladeren import blader
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.lijst import Cel, Kolom, Leeg, lijstpagina
from gedeeld.weigering import NietMogelijk

from . import geheimhouding as mensen
from . import vertegenwoordigen
from .forms import BevestigForm, TekstForm
from .middleware import MensRequest

Soort = Bevestigtekst.Soort


class Woorden(NamedTuple):
    """What the pages of one kind of text say, and how they are called.

    Args:
        lezen, lijst, nieuw, versie: names of the pages.
        over: in a sentence, after "tekst over".
        akkoord: what a user confirms; `zonder` is said to who does not.
        waarom: why there is such a text.
    """

    lezen: str
    lijst: str
    nieuw: str
    versie: str
    titel: str
    over: str
    akkoord: str
    zonder: str
    waarom: str


WOORDEN = {
    Soort.GEHEIMHOUDING: Woorden(
        "geheimhouding",
        "mensen:geheimhoudingsteksten",
        "mensen:geheimhoudingstekst_nieuw",
        "mensen:geheimhoudingstekst",
        "Geheimhouding",
        "geheimhouding",
        "Ik houd geheim wat ik hier lees",
        "Zet een vinkje als u geheim houdt wat u hier leest. Anders kunt u niet verder.",
        "Iedereen die hier leest is gebonden aan geheimhouding (artikel 14 van het convenant).",
    ),
    Soort.RICHTLIJNEN: Woorden(
        "richtlijnen",
        "mensen:richtlijnen",
        "mensen:richtlijnen_nieuw",
        "mensen:richtlijnen_versie",
        "Richtlijnen",
        "veilig werken",
        "Ik werk volgens deze richtlijnen",
        "Zet een vinkje als u volgens deze richtlijnen werkt. Anders kunt u niet verder.",
        "Wie hier werkt, kent de regels voor beveiliging en toegang (artikel 15 lid 4 van het convenant).",
    ),
}


# Every user -----------------------------------------------------------------------------------
@formulier_pagina
def lezen(request: MensRequest, soort: str) -> HttpResponse:
    """A text: confirm it before anything else opens, read it again later (MC 14, 15.4)."""
    woorden, volgende = WOORDEN[Soort(soort)], _volgende(request)
    tekst = next((tekst for tekst in request.teksten if tekst.soort == soort), None)
    if tekst is None:
        return render(request, "mensen/geheimhouding.html", {"woorden": woorden})
    begin = {"tekst": tekst.pk, "volgende": volgende}
    form = BevestigForm(gepost(request), woorden=woorden, initial=begin)
    if form.is_valid():
        return _bevestig(request, woorden.lezen, form.cleaned_data["tekst"], volgende)
    inhoud = {"tekst": tekst, "form": form, "woorden": woorden}
    return render(request, "mensen/geheimhouding.html", inhoud)


def _bevestig(request: MensRequest, pagina: str, tekst_id: int, volgende: str) -> HttpResponse:
    assert request.keuze is not None  # else the middleware lets him choose one
    try:
        # He is no actor before this, and becomes one by it.
        mensen.bevestig(actor=vertegenwoordigen.als_actor(request.keuze), tekst_id=tekst_id)
    except NietMogelijk as fout:  # another text holds since he opened the page: he reads that first
        messages.warning(request, fout.messages[0])
        return redirect(pagina)
    return redirect(volgende)


def _volgende(request: HttpRequest) -> str:
    """Where he was going: a path of this application, or the worklist."""
    pad = request.POST.get("volgende") or request.GET.get("volgende") or ""
    veilig = pad.startswith("/") and url_has_allowed_host_and_scheme(pad, allowed_hosts=None)
    return pad if veilig else reverse("werklijst")


# The administrator ----------------------------------------------------------------------------
@require_safe
def teksten(request: ActorRequest, soort: str) -> HttpResponse:
    """All versions, with how many confirmed each."""
    _alleen_lezers(request)
    rijen = list(
        _versies(request, soort).annotate(aantal=Count("bevestigingen")).order_by("-versie")
    )
    inhoud = schermen.kader(request) | {
        "rijen": list(zip(rijen, beslissen.standen(rijen, request.actor.vandaag), strict=True)),
        "mag_beheren": decisions.mag_beheren(request.actor),
        "woorden": WOORDEN[Soort(soort)],
    }
    return render(request, "mensen/geheimhoudingsteksten.html", inhoud)


@require_safe
def tekst(request: ActorRequest, soort: str, versie: int) -> HttpResponse:
    """One version: what it says, who confirmed it and who has not yet."""
    _alleen_lezers(request)
    rij = get_object_or_404(_versies(request, soort), versie=versie)
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
        woorden=WOORDEN[Soort(soort)],
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
def tekst_nieuw(request: ActorRequest, soort: str) -> HttpResponse:
    """Publish a new version, from a day on (MC 14, 15.4)."""
    schermen.alleen_beheer(request.actor)
    welke = Soort(soort)
    woorden, laatste = WOORDEN[welke], _versies(request, soort).first()
    begin = {
        "tekst": laatste.tekst if laatste else beslissen.STANDAARD[welke],
        "vanaf": request.actor.vandaag,
    }
    form = TekstForm(gepost(request), woorden=woorden, initial=begin)
    if uitgevoerd(
        form,
        lambda: beslissen.publiceer(actor=request.actor, soort=welke, **form.cleaned_data),
    ):
        messages.success(request, f"De nieuwe tekst over {woorden.over} is vastgelegd.")
        return redirect(woorden.lijst)
    return schermen.formulier(
        request,
        form,
        titel=f"Nieuwe tekst over {woorden.over}",
        uitleg="Iedereen bevestigt de nieuwe tekst voordat hij verder werkt. U kunt hem daarna niet meer wijzigen.",
        knop="Tekst vastleggen",
        terug=woorden.lijst,
    )


def _alleen_lezers(request: ActorRequest) -> None:
    """Who confirmed is for administrator and supervisor (MC 15.2 f)."""
    if not decisions.mag_wijzigingen_lezen(request.actor):
        raise Http404


def _versies(request: ActorRequest, soort: str) -> "QuerySet[Bevestigtekst]":
    """All texts of a kind of the actor's covenant, newest first."""
    return Bevestigtekst.objects.filter(convenant=request.actor.convenant_id, soort=soort)
