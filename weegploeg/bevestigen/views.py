"""Pages on a decision that was logged: what it says, who confirmed it, and who objects."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost
from register.access import haal
from register.models import Dossier, Inzage, Taak
from register.schermen import bevestig as bevestigpagina
from register.schermen import doe, past_niet

from .. import rules
from ..models import Vastlegging, WeegploegDossier
from ..schermen import haal_voor
from . import decisions, forms, pagina
from .facts import BEVESTIGEN

GEVOLGEN_BEZWAAR = [
    "Wat nog niet is gedaan, wacht: een kopie van een nieuw signaal, het toelaten van partijen, gegevens voor een "
    "externe partner of een andere gemeente, een vraag of een latere dag bij nadere duiding, brieven, terugkoppelen "
    "aan de melder en eerder vernietigen.",
    "Uw bezwaar komt op de agenda van de weegploeg en staat in het verslag.",
    "Het bezwaar vervalt als uw partij het intrekt, of als de drie kernpartijen samen opnieuw besluiten.",
]


@require_safe
@never_cache
def vastlegging(request: ActorRequest, pk: UUID, vastlegging: UUID) -> HttpResponse:
    """One decision as it was logged."""
    alleen = _alleen(request, pk, vastlegging)
    if alleen is not None:
        gevonden, rij = alleen, _rij(pk, vastlegging)
    else:
        zichtbaar = WeegploegDossier.objects.visible_to(request.actor)
        gevonden = haal(request, zichtbaar.met_inhoud(), pk)
        rij = _van(gevonden, vastlegging)
    return render(
        request,
        "weegploeg/vastlegging.html",
        {
            "dossier": gevonden,
            "alleen": alleen is not None,
            "pad": _naar_werklijst(),
            **pagina.vastlegging(gevonden, rij, request.actor),
        },
    )


@require_POST
def bevestigen(request: ActorRequest, pk: UUID, vastlegging: UUID) -> HttpResponse:
    """A core party confirms."""
    gevonden, rij, _ = _haal_om_te_zeggen(request, pk, vastlegging)
    return doe(
        request,
        gevonden,
        lambda: decisions.bevestig(rij, actor=request.actor),
        gelukt="Uw partij bevestigt dit besluit.",
        terug=_url(rij),
        naar=reverse("werklijst"),  # what is finished may be out of sight for his party
    )


@formulier_pagina
@never_cache
def bezwaar(request: ActorRequest, pk: UUID, vastlegging: UUID) -> HttpResponse:
    """A core party objects."""
    gevonden, rij, pad = _haal_om_te_zeggen(request, pk, vastlegging)
    if rij.is_vervangen:
        return past_niet(request, gevonden, decisions.VERVANGEN)
    form = forms.BezwaarForm(gepost(request))
    return bevestigpagina(
        request,
        gevonden,
        lambda: decisions.maak_bezwaar(rij, actor=request.actor, **form.cleaned_data),
        titel="Bezwaar maken tegen dit besluit",
        gevolgen=GEVOLGEN_BEZWAAR,
        knop="Maak bezwaar",
        gelukt="Het bezwaar is vastgelegd.",
        form=form,
        terug=_url(rij),
        pad=pad,
    )


@require_POST
def bezwaar_intrekken(request: ActorRequest, pk: UUID, vastlegging: UUID) -> HttpResponse:
    """A core party objects no longer."""
    gevonden = haal_voor(request, pk, rules.mag_bevestigen)
    rij = _van(gevonden, vastlegging)
    return doe(
        request,
        gevonden,
        lambda: decisions.trek_bezwaar_in(rij, actor=request.actor),
        gelukt="Het bezwaar is ingetrokken.",
        terug=_url(rij),
    )


Gevonden = tuple[Any, Vastlegging, list[tuple[str, str]] | None]


def _haal_om_te_zeggen(request: ActorRequest, pk: UUID, vastlegging: UUID) -> Gevonden:
    """The file, what was logged, and the way back for who reads no more of the file than that."""
    alleen = _alleen(request, pk, vastlegging)
    if alleen is None:
        gevonden = haal_voor(request, pk, rules.mag_bevestigen)
        return gevonden, _van(gevonden, vastlegging), None
    rij = _rij(pk, vastlegging)
    return alleen, rij, [*_naar_werklijst(), (alleen.nummer, _url(rij))]


def _naar_werklijst() -> list[tuple[str, str]]:
    return [("Werklijst", reverse("werklijst"))]


def _alleen(request: ActorRequest, pk: UUID, vastlegging: UUID) -> Dossier | None:
    """The file as his task knows it, for who reads of it only what he has yet to confirm (PB 3.4 ad 2)."""
    actor = request.actor
    if not rules.mag_bevestigen(actor) or WeegploegDossier.objects.ziet(
        actor, WeegploegDossier(pk=pk)
    ):
        return None
    taken = Taak.objects.filter(
        dossier=pk, rij=vastlegging, soort=BEVESTIGEN, aan__in=sorted(actor.adressen)
    )
    taak = taken.first()
    if taak is None or not Vastlegging.objects.visible_to(actor).filter(pk=vastlegging).exists():
        return None
    dossier = Dossier(
        pk=pk, nummer=taak.nummer, dossiersoort=taak.dossiersoort, pseudoniem=taak.pseudoniem
    )
    dossier._state.adding = False  # it is there, also for who does not read it
    Inzage.noteer(request, [dossier], Inzage.Soort.PAGINA)
    return dossier


def _rij(pk: UUID, vastlegging: UUID) -> Vastlegging:
    return _uit(Vastlegging.objects.filter(dossier=pk), vastlegging)


def _van(dossier: Any, vastlegging: UUID) -> Vastlegging:
    return _uit(dossier.vastleggingen, vastlegging)


def _uit(rijen: Any, vastlegging: UUID) -> Vastlegging:
    rij: Vastlegging = get_object_or_404(
        rijen.select_related("besluit", "informatiebesluit", "vastgelegd_door", "overleg"),
        pk=vastlegging,
    )
    return rij


def _url(rij: Vastlegging) -> str:
    return reverse("weegploeg:vastlegging", args=[rij.dossier_id, rij.pk])
