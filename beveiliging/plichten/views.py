"""Pages of the duties and of the security plan."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from convenant import schermen
from convenant.decisions import mag_beheren, mag_toegang_lezen, mag_wijzigingen_lezen
from convenant.verwerking import mag_register_bijhouden
from gedeeld.actor import Actor, ActorRequest
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd

from . import decisions, register
from .forms import OnderdeelForm, UitvoeringForm
from .models import Planonderdeel, Uitvoering
from .register import SOORTEN

# Where in the application a heading of the plan can be seen at work, and who may look there.
PAGINAS = {
    "b": ("Wie mag wat", "beveiliging:rechten", mag_wijzigingen_lezen),
    "c": ("Wijzigingen in toegang", "convenant:wijzigingen", mag_wijzigingen_lezen),
    "d": ("Accounts", "mensen:accounts", mag_beheren),
    "e": ("Logboek", "beveiliging:logboek", lambda actor: actor.houdt_toezicht),
    "f": ("Wie heeft toegang", "mensen:toegang", mag_toegang_lezen),
    "g": ("Incidenten", "beveiliging:incidenten", lambda actor: True),
}


def _alleen_lezers(actor: Actor) -> None:
    if not mag_toegang_lezen(actor):
        raise Http404


@require_safe
def plichten(request: ActorRequest) -> HttpResponse:
    """Every duty with its days, also those that stand elsewhere (MC 15.3, 18.4; AVG 28, 35)."""
    _alleen_lezers(request.actor)
    inhoud = schermen.kader(request) | {
        "regels": register.regels(request.actor),
        "vandaag": request.actor.vandaag,
    }
    return render(request, "beveiliging/plichten/plichten.html", inhoud)


@formulier_pagina
def plicht(request: ActorRequest, plicht: str) -> HttpResponse:
    """One duty: when it was done, what came of it, and when again."""
    actor = request.actor
    _alleen_lezers(actor)
    if plicht not in SOORTEN:
        raise Http404
    mag = register.mag_vastleggen(actor, plicht)
    if request.method == "POST" and not mag:
        raise Http404
    form = UitvoeringForm(gepost(request))
    if uitgevoerd(
        form, lambda: decisions.leg_plicht_vast(plicht, actor=actor, **form.cleaned_data)
    ):
        messages.success(request, "Het is vastgelegd.")
        return redirect("beveiliging:plichten")
    rijen = Uitvoering.objects.filter(convenant=actor.convenant_id, plicht=plicht)
    return render(
        request,
        "beveiliging/plichten/plicht.html",
        {
            "naam": Uitvoering.Plicht(plicht).label,
            "soort": SOORTEN[plicht],
            "rijen": rijen.select_related("door"),
            "form": form if mag else None,
        },
    )


@require_safe
def plan(request: ActorRequest) -> HttpResponse:
    """The security plan under its seven headings, with the risks and the standards (MC 15.2, PB 6.1)."""
    actor = request.actor
    _alleen_lezers(actor)
    gedaan = register.laatst_gedaan(actor.convenant_id).get(Uitvoering.Plicht.PLAN)
    gepland = register.laatste(actor.convenant_id).get(Uitvoering.Plicht.PLAN)
    delen = [_deel(naam, rijen, actor) for naam, rijen in register.plan(actor.convenant_id).items()]
    inhoud = schermen.kader(request) | {
        "delen": delen,
        "leeg": sum(not deel["rij"] for deel in delen),
        "geevalueerd": gedaan,
        "gepland": gepland,
        "vandaag": actor.vandaag,
        "mag_bijhouden": mag_register_bijhouden(actor),
    }
    return render(request, "beveiliging/plichten/plan.html", inhoud)


def _deel(naam: str, rijen: list[Planonderdeel], actor: Actor) -> dict[str, Any]:
    tekst, pagina, mag = PAGINAS.get(naam, ("", "", lambda actor: False))
    return {
        "naam": naam,
        "kop": Planonderdeel.Onderdeel(naam).label,
        "rij": rijen[0] if rijen else None,
        "eerder": rijen[1:],
        "pagina": {"tekst": tekst, "url": reverse(pagina)} if mag(actor) else None,
    }


@formulier_pagina
def onderdeel(request: ActorRequest, onderdeel: str) -> HttpResponse:
    """Write what the plan says under one heading."""
    actor = request.actor
    if not mag_register_bijhouden(actor) or onderdeel not in Planonderdeel.Onderdeel.values:
        raise Http404
    rijen = register.plan(actor.convenant_id)[onderdeel]
    begin = {"tekst": rijen[0].tekst, "document": rijen[0].document} if rijen else {}
    form = OnderdeelForm(gepost(request), initial=begin)
    if uitgevoerd(
        form, lambda: decisions.stel_onderdeel_vast(onderdeel, actor=actor, **form.cleaned_data)
    ):
        messages.success(
            request, "Het onderdeel is vastgelegd. Wat er eerder stond, blijft te lezen."
        )
        return redirect("beveiliging:plan")
    inhoud = {
        "titel": Planonderdeel.Onderdeel(onderdeel).label,
        "uitleg": UITLEG.get(
            onderdeel, "Wat het beveiligingsplan hierover zegt (artikel 15 lid 2)."
        ),
        "form": form,
        "knop": "Vastleggen",
        "terug": reverse("beveiliging:plan"),
    }
    return render(request, "beveiliging/plichten/formulier.html", inhoud)


UITLEG = {
    "risico": "Welke risico's lopen betrokkenen, hoe groot zijn die, en welk niveau van beveiliging past daarbij "
    "(procesbeschrijving 6.1)?",
    "normen": "Aan welke normen voldoet de beveiliging, zoals de BIO (procesbeschrijving 6.1)?",
}
