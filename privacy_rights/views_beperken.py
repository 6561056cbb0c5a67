"""Pages to restrict the data of one file, and to end that (AVG 18)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from gedeeld.actor import SECRETARISSEN, WEEGPLOEG, ActorRequest
from gedeeld.afschrift import datum
from gedeeld.forms import formulier_pagina, gelezen, gepost
from gedeeld.lijst import Knop
from register.access import haal
from register.events import wijzigingen
from register.models import Beperking, Dossier
from register.registry import Bestand, bestand, bestand_van
from register.schermen import bevestig

from . import beperken as besluit
from .events import BEPERKING
from .forms import BeperkForm, OpheffenForm, ToestaanForm

HEF_OP = "Kies wanneer u weer kijkt. Is de grond er niet meer? Hef de beperking dan op."


@formulier_pagina
def beperken(request: ActorRequest, soort: str, pk: UUID) -> HttpResponse:
    """Restrict a file, or look at its restriction again."""
    dossier = _dossier(request, soort, pk)
    nu = Beperking.lopend(dossier=dossier.pk).first()
    form = BeperkForm(gepost(request), initial={"grond": nu.grond} if nu else None)
    return _bevestig(
        request,
        dossier,
        form,
        besluit.beperk,
        titel="Beperking bekijken" if nu else "Gebruik beperken",
        gevolgen=[*([_nu(nu), HEF_OP] if nu else []), *_gevolgen(bestand_van(soort))],
        knop="Beperking laten doorlopen" if nu else "Beperk dit dossier",
        gelukt="Blijft beperkt." if nu else "Is beperkt.",
        actie=Knop("Beperking opheffen", _adres("beperking:opheffen", dossier), "lock-open")
        if nu
        else None,
    )


@formulier_pagina
def toestaan(request: ActorRequest, soort: str, pk: UUID) -> HttpResponse:
    """Allow one act on a restricted file (AVG 18.2)."""
    dossier = _dossier(request, soort, pk)
    if request.method == "GET" and not dossier.beperkt:
        messages.warning(request, f"{dossier.nummer} is niet beperkt.")
        return redirect("beveiliging:toegang", soort, pk)
    form = ToestaanForm(gepost(request))
    return _bevestig(
        request,
        dossier,
        form,
        besluit.sta_toe,
        titel="Een handeling toestaan",
        gevolgen=[
            "Een kernpartij of uitvoerder kan een keer iets wijzigen of gebruiken, binnen een uur.",
            "Daarna staat het dossier weer stil. De beperking zelf verandert niet.",
            "De tijdlijn laat zien wie dit toestond, wanneer en waarom.",
        ],
        knop="Sta een handeling toe",
        gelukt="U kunt nu een handeling doen.",
    )


@formulier_pagina
def opheffen(request: ActorRequest, soort: str, pk: UUID) -> HttpResponse:
    """Let a restricted file be used again."""
    dossier = _dossier(request, soort, pk)
    if request.method == "GET" and not dossier.beperkt:
        messages.warning(request, f"{dossier.nummer} is niet beperkt.")
        return redirect("beveiliging:toegang", soort, pk)
    form = OpheffenForm(gepost(request), initial={"verteld_op": request.actor.vandaag})
    ziet_weer = ["Wie aan dit dossier meedoet, ziet het weer."]
    return _bevestig(
        request,
        dossier,
        form,
        besluit.hef_op,
        titel="Beperking opheffen",
        gevolgen=[
            "Het dossier kan weer worden gebruikt.",
            *(ziet_weer * _leest_ook_een_ander(bestand_van(soort))),
            "Is de bewaartermijn intussen voorbij? Dan wordt het dossier binnen twee uur vernietigd.",
        ],
        knop="Beperking opheffen",
        gelukt="Is niet meer beperkt.",
    )


def _bevestig(
    request: ActorRequest,
    dossier: Dossier,
    form: Form,
    daad: Callable[..., Beperking],
    **vorm: Any,
) -> HttpResponse:
    """The page of one of the two acts; the subject has no place on it."""
    return bevestig(
        request,
        dossier,
        lambda: daad(
            dossier, actor=request.actor, gelezen=gelezen(request.POST), **form.cleaned_data
        ),
        form=form,
        terug=_adres("beveiliging:toegang", dossier),
        gelezen=wijzigingen(dossier, *BEPERKING),
        **vorm,
    )


def _adres(naam: str, dossier: Dossier) -> str:
    return reverse(naam, args=[bestand(dossier.dossiersoort).app, dossier.pk])


def _nu(beperking: Beperking) -> str:
    sinds, weer = datum(timezone.localdate(beperking.sinds)), datum(beperking.herzien_op)
    grond = beperking.get_grond_display()
    return f"Dit dossier is beperkt sinds {sinds}. {grond}. Opnieuw bekijken op {weer}."


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
