"""Pages of the supervisor: samples of the log, what stands out, and what was found."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from gedeeld.actor import Actor, ActorRequest
from gedeeld.bladeren import blader
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.lijst import Cel, Kolom, Leeg, lijstpagina
from gedeeld.vers import vers_ingelogd

from .. import logtabs
from ..querysets import Uitkomst, inzage
from . import decisions
from .forms import AfrondForm, BevindingForm, TrekForm
from .models import Steekproef
from .patronen import patronen


def _alleen_toezicht(actor: Actor) -> None:
    if not actor.houdt_toezicht:
        raise Http404


@vers_ingelogd
@require_safe
def steekproeven(request: ActorRequest) -> HttpResponse:
    """The samples that were drawn, and what came of them."""
    _alleen_toezicht(request.actor)
    url = reverse("beveiliging:steekproef_trekken")
    return lijstpagina(
        request,
        blader(request, decisions.steekproeven(request.actor)),
        KOLOMMEN,
        titel="Logboek",
        uitleg="Op vaste tijden kijkt u een deel van het logboek na (artikel 15 lid 2 onder e). Het lot kiest de regels.",
        bijschrift="Steekproeven uit het logboek",
        leeg=Leeg(
            "Er is nog geen steekproef.",
            "Trek de eerste.",
            url,
            "Steekproef trekken",
            "search-check",
        ),
        actie={"url": url, "tekst": "Steekproef trekken", "icoon": "search-check"},
        tabs=logtabs.tabs(request),
    )


@vers_ingelogd
@formulier_pagina
def trekken(request: ActorRequest) -> HttpResponse:
    """Draw a sample."""
    actor = request.actor
    _alleen_toezicht(actor)
    form = TrekForm(gepost(request))
    getrokken: list[Steekproef] = []
    if uitgevoerd(form, lambda: getrokken.append(decisions.trek(actor=actor, **form.cleaned_data))):
        return redirect("beveiliging:steekproef", getrokken[0].pk)
    return _formulier(
        request, form, titel="Steekproef trekken", knop="Trekken", terug=reverse(LIJST),
        uitleg=f"Het lot kiest {decisions.GROOTTE} regels uit wat op deze dagen is geopend of geprobeerd.",
    )  # fmt: skip


@vers_ingelogd
@formulier_pagina
def steekproef(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One sample: its rows, what stands out on these days, and what was found; here one records more."""
    actor = request.actor
    rij: Steekproef = get_object_or_404(decisions.steekproeven(actor), pk=pk)
    regels = list(inzage(actor).filter(pk__in=rij.rijen).select_related("gebruiker"))
    zinnen = {regel.pk: _zin(regel) for regel in regels}
    form = BevindingForm(gepost(request), regels=list(zinnen.items()))
    if uitgevoerd(
        form, lambda: decisions.leg_bevinding_vast(rij, actor=actor, **form.cleaned_data)
    ):
        messages.success(request, "De bevinding is vastgelegd.")
        return redirect("beveiliging:steekproef", pk)
    bevindingen = [
        (zinnen.get(een.inzage, "De hele steekproef") if een.inzage else "De hele steekproef", een)
        for een in rij.bevindingen.select_related("door")
    ]
    inhoud = {
        "steekproef": rij,
        "regels": [(regel, Uitkomst(regel.uitkomst).label) for regel in regels],
        "patronen": patronen(actor, rij.van, rij.tot),
        "bevindingen": bevindingen,
        "form": None if rij.afgerond_op else form,
    }
    return render(request, "beveiliging/steekproef/steekproef.html", inhoud)


@vers_ingelogd
@formulier_pagina
def afronden(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Close a sample, and say when the next one is due."""
    actor = request.actor
    rij: Steekproef = get_object_or_404(decisions.steekproeven(actor), pk=pk)
    form = AfrondForm(gepost(request))
    if uitgevoerd(form, lambda: decisions.rond_af(rij, actor=actor, **form.cleaned_data)):
        messages.success(request, "De steekproef is afgerond.")
        return redirect(LIJST)
    terug = reverse("beveiliging:steekproef", args=[pk])
    return _formulier(
        request, form, titel="Steekproef afronden", knop="Afronden", terug=terug,
        uitleg="Daarna verandert er niets meer aan.",
    )  # fmt: skip


def _formulier(request: ActorRequest, form: Any, **inhoud: Any) -> HttpResponse:
    return render(request, "beveiliging/steekproef/formulier.html", inhoud | {"form": form})


LIJST = "beveiliging:steekproeven"


def _zin(regel: Any) -> str:
    """A row of the log in a few words, to choose it by."""
    wanneer = date_format(timezone.localtime(regel.tijdstip), "j F Y, H:i")
    return f"{wanneer}: {regel.gebruiker.username}, {regel.nummer or 'niet gevonden'}"


def _dagen(rij: Steekproef, actor: Actor) -> Cel:
    dagen = f"{date_format(rij.van, 'j F Y')} tot en met {date_format(rij.tot, 'j F Y')}"
    return Cel(dagen, reverse("beveiliging:steekproef", args=[rij.pk]))


def _stand(rij: Steekproef, actor: Actor) -> Cel:
    if rij.afgerond_op:
        return Cel("Afgerond", kleur="klaar")
    return Cel("Nog niet afgerond", kleur="let_op")


KOLOMMEN = (
    Kolom("Dagen", _dagen),
    Kolom("Getrokken", lambda rij, actor: Cel(moment=rij.getrokken_op)),
    Kolom("Regels", lambda rij, actor: Cel(str(len(rij.rijen)))),
    Kolom("Stand", _stand),
)
