"""The pages of a letter: draft, final version, PDF, and that it was sent."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.pdf import maak_pdf
from register.access import haal, weiger_stil
from register.models import Inzage
from register.registry import bestand_van
from register.schermen import (
    bevestig,
    doe,
    formulier,
    gedaan,
    klaar,
    kruimels,
    pagina_van,
    past_niet,
)

from . import decisions
from .forms import BriefForm, VerstuurdForm
from .opstellen import inhoud, teksten_van
from .soorten import Briefsoort, Brieven, Opzet, brieven_van


@dataclass(frozen=True)
class Gevonden:
    """A letter that the actor makes, with its file and the row that it is about."""

    dossier: Any
    soort: Briefsoort
    rij: Any
    brief: Any

    def url(self, naam: str = "brief") -> str:
        """One of its pages."""
        plek = [self.dossier._meta.app_label, self.dossier.pk, self.brief.pk]
        return reverse(f"brieven:{naam}", args=plek)


@require_POST
def nieuw(request: ActorRequest, soort: str, pk: UUID, welke: str, rij: UUID) -> HttpResponse:
    """Begin a draft, or go on with the one there is."""
    dossier, brieven = _dossier(request, soort, pk)
    briefsoort = brieven.soorten.get(welke)
    over = briefsoort and briefsoort.van(dossier, rij)
    if briefsoort is None or over is None or not briefsoort.mag(request.actor, dossier, over):
        raise Http404
    gemaakt: list[Any] = []
    if not gedaan(
        request,
        lambda: gemaakt.append(decisions.begin(dossier, briefsoort, rij, actor=request.actor)),
    ):
        return redirect(pagina_van(dossier))
    naar = Gevonden(dossier, briefsoort, over, gemaakt[0]).url()
    return klaar(request, dossier, "Het concept staat klaar.", naar)


@formulier_pagina
@never_cache
def brief(request: ActorRequest, soort: str, pk: UUID, brief: UUID) -> HttpResponse:
    """A draft to write in; or the letter as it was fixed."""
    gevonden = _haal(request, soort, pk, brief)
    if gevonden.brief.definitief_op:
        return _definitief(request, gevonden)
    _weiger_stil(request, gevonden)
    opzet = _opzet(gevonden, request)
    form = BriefForm(gepost(request), brief=gevonden.brief, opzet=opzet)
    if uitgevoerd(
        form,
        lambda: decisions.schrijf(
            gevonden.brief,
            actor=request.actor,
            adres=form.cleaned_data["adres"],
            teksten=form.teksten,
        ),
    ):
        naar = gevonden.url("definitief" if "verder" in request.POST else "brief")
        return klaar(request, gevonden.dossier, "Het concept is bewaard.", naar)
    tekst = inhoud(
        gevonden.brief.nummer,
        opzet,
        gevonden.brief.adres,
        teksten_van(gevonden.brief),
        request.actor.vandaag,
    )
    return _toon(
        request, "brieven/concept.html", gevonden, form=form, opzet=opzet, brief_tekst=tekst
    )


@formulier_pagina
def definitief(request: ActorRequest, soort: str, pk: UUID, brief: UUID) -> HttpResponse:
    """Say what making it final does, and do it."""
    gevonden = _haal(request, soort, pk, brief)
    if gevonden.brief.definitief_op:
        return past_niet(request, gevonden.dossier)
    _weiger_stil(request, gevonden)
    return bevestig(
        request,
        gevonden.dossier,
        lambda: decisions.maak_definitief(gevonden.brief, actor=request.actor),
        titel="Brief definitief maken",
        gevolgen=[
            "De brief krijgt de datum van vandaag en verandert niet meer.",
            "U krijgt een PDF om te versturen.",
            "De brief blijft bij dit dossier, en gaat ermee weg.",
        ],
        knop="Maak definitief",
        gelukt="De brief is definitief.",
        terug=gevonden.url(),
    )


@formulier_pagina
def verstuurd(request: ActorRequest, soort: str, pk: UUID, brief: UUID) -> HttpResponse:
    """Record when and how it was sent."""
    gevonden = _haal(request, soort, pk, brief)
    if gevonden.brief.verstuurd_op or not gevonden.brief.definitief_op:
        return past_niet(request, gevonden.dossier)
    _weiger_stil(request, gevonden)
    form = VerstuurdForm(gepost(request), initial={"op": request.actor.vandaag})
    return formulier(
        request,
        gevonden.dossier,
        form,
        lambda: decisions.leg_verstuurd_vast(
            gevonden.brief, actor=request.actor, **form.cleaned_data
        ),
        titel="Vastleggen dat de brief is verstuurd",
        knop="Leg vast",
        gelukt="Vastgelegd dat de brief is verstuurd.",
        terug=gevonden.url(),
    )


@require_POST
def weg(request: ActorRequest, soort: str, pk: UUID, brief: UUID) -> HttpResponse:
    """Throw a draft away."""
    gevonden = _haal(request, soort, pk, brief)
    return doe(
        request,
        gevonden.dossier,
        lambda: decisions.gooi_weg(gevonden.brief, actor=request.actor),
        gelukt="Het concept is weggegooid.",
    )


@require_safe
def pdf(request: ActorRequest, soort: str, pk: UUID, brief: UUID) -> HttpResponse:
    """The final letter as a PDF, made from what is kept."""
    gevonden = _haal(request, soort, pk, brief, lezen=Inzage.Soort.PDF)
    if not gevonden.brief.definitief_op:
        raise Http404
    return HttpResponse(
        maak_pdf("brief", json.loads(gevonden.brief.inhoud)),
        content_type="application/pdf",
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="{gevonden.brief.nummer}.pdf"',
        },
    )


def _weiger_stil(request: ActorRequest, gevonden: Gevonden) -> None:
    if not gevonden.soort.ook_stil:
        weiger_stil(request, gevonden.dossier)


def _definitief(request: ActorRequest, gevonden: Gevonden) -> HttpResponse:
    tekst = json.loads(gevonden.brief.inhoud)
    return _toon(request, "brieven/definitief.html", gevonden, brief_tekst=tekst)


def _toon(request: ActorRequest, sjabloon: str, gevonden: Gevonden, **inhoud: Any) -> HttpResponse:
    vast = {
        "dossier": gevonden.dossier,
        "brief": gevonden.brief,
        "titel": gevonden.soort.titel,
        "over": gevonden.soort.over(gevonden.rij),
        "pad": kruimels(gevonden.dossier, request.actor),
        "app": gevonden.dossier._meta.app_label,
    }
    return render(request, sjabloon, vast | inhoud)


def _opzet(gevonden: Gevonden, request: ActorRequest) -> Opzet:
    return gevonden.soort.stel_op(gevonden.dossier, gevonden.rij, request.actor)


def _dossier(
    request: ActorRequest, soort: str, pk: UUID, lezen: str = Inzage.Soort.PAGINA
) -> tuple[Any, Brieven]:
    """The file, for who reads it whole, of a kind about which there are letters."""
    bestand, brieven = bestand_van(soort), brieven_van(soort)
    if brieven is None:
        raise Http404
    return haal(request, bestand.alle.visible_to(request.actor), pk, soort=lezen), brieven


def _haal(
    request: ActorRequest,
    soort: str,
    pk: UUID,
    brief: UUID,
    lezen: str = Inzage.Soort.PAGINA,
) -> Gevonden:
    """A letter of this file that the actor makes; to everybody else it is not there."""
    dossier, brieven = _dossier(request, soort, pk, lezen)
    rij = brieven.model.objects.filter(dossier=dossier.pk, pk=brief).first()
    briefsoort = rij and brieven.soorten[rij.soort]
    over = briefsoort and briefsoort.van(dossier, rij.rij)
    if over is None or not briefsoort.mag(request.actor, dossier, over):
        raise Http404
    return Gevonden(dossier, briefsoort, over, rij)
