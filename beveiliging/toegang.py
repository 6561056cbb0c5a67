"""The pages on who reads one file: seeing it, excluding somebody, and ending that."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gedeeld.actor import Actor, ActorRequest
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.weigering import Onvindbaar
from mensen.lezers import houdt_bij, lezers_van, uitsluitingen_van
from register.access import haal
from register.grants import PLAN_LEZEN
from register.models import Dossier, Inzage, Uitsluiting, toegelaten
from register.muur import als
from register.registry import bestand_van

from . import decisions
from .decisions import TAAK
from .forms import RedenForm, UitsluitForm
from .toezichtvraag.decisions import vragen_over


@require_safe
def toegang(request: ActorRequest, soort: str, pk: UUID) -> HttpResponse:
    """Who reads this file and why, and who was excluded (BEV-rechten, WEE-toegang)."""
    dossier = _dossier(request, soort, pk)
    inhoud = {
        "lezers": lezers_van(dossier, request.actor.vandaag),
        "toezichtvragen": vragen_over(dossier, request.actor),
        "uitgesloten": uitsluitingen_van(dossier, request.actor),
        "mag_uitsluiten": houdt_bij(request.actor, dossier),
        "te_beperken": dossier.te_beperken,
        "dossier": dossier,
    }
    return render(request, "beveiliging/toegang.html", _kader(dossier, soort) | inhoud)


@formulier_pagina
def uitsluiten(request: ActorRequest, soort: str, pk: UUID) -> HttpResponse:
    """The secretary excludes somebody who knows the subject."""
    dossier = _dossier(request, soort, pk)
    if not houdt_bij(request.actor, dossier):
        raise Http404
    form = UitsluitForm(gepost(request), mensen=_anderen(dossier, request.actor))
    if uitgevoerd(
        form, lambda: decisions.sluit_uit(dossier, actor=request.actor, **form.cleaned_data)
    ):
        messages.success(request, "Deze persoon ziet dit dossier vanaf nu niet meer.")
        return redirect("beveiliging:toegang", soort, pk)
    kader = _kader(dossier, soort) | {
        "titel": "Iemand uitsluiten",
        "tekst": "Iemand die de persoon kent, mag dit dossier niet zien.",
        "gevolgen": [
            "Deze gebruiker ziet het dossier vanaf nu niet meer, ook niet in een open scherm of in het archief.",
            "Het geldt ook voor andere dossiers over deze persoon, nu en later.",
            "Wie het dossier leest, ziet wie is uitgesloten en waarom.",
        ],
        "knop": "Uitsluiten",
    }
    return render(request, "beveiliging/bevestig.html", kader | {"form": form})


@formulier_pagina
def mij_uitsluiten(request: ActorRequest, soort: str, pk: UUID) -> HttpResponse:
    """A reader who knows the subject excludes himself, also one who reads the adopted plan only."""
    dossier = _leesbaar(request, soort, pk)
    form = RedenForm(gepost(request))
    if uitgevoerd(
        form,
        lambda: decisions.sluit_uit(
            dossier, actor=request.actor, gebruiker=request.user, **form.cleaned_data
        ),
    ):
        messages.success(request, "U ziet dit dossier niet meer.")
        return redirect("werklijst")
    # Who reads the plan only has no page on access to go back to.
    heel = bestand_van(soort).alle.visible_to(request.actor).filter(pk=pk).exists()
    terug = {} if heel else {"dossier_url": "", "terug": reverse("werklijst")}
    kader = _kader(dossier, soort) | {
        "titel": "Ik ken deze persoon: sluit mij uit",
        "tekst": "U ziet dit dossier daarna niet meer. U kunt dat zelf niet terugdraaien.",
        "gevolgen": [
            "U ziet ook geen ander dossier over deze persoon, nu en later.",
            "Uw collega's zien dat u bent uitgesloten, en de reden die u hier kiest.",
            "Alleen de uitvoerder die het dossier bijhoudt, kan u weer toelaten.",
        ],
        "knop": "Sluit mij uit",
    }
    return render(request, "beveiliging/bevestig.html", kader | terug | {"form": form})


@formulier_pagina
def opheffen(request: ActorRequest, soort: str, pk: UUID, gebruiker: UUID) -> HttpResponse:
    """The secretary lets somebody read again."""
    dossier = _dossier(request, soort, pk)
    rij = _uitsluiting(dossier, request.actor, gebruiker)
    if not houdt_bij(request.actor, dossier) or rij.gebruiker == request.user:
        raise Http404
    form = forms.Form(gepost(request))
    if uitgevoerd(form, lambda: decisions.hef_op(rij, actor=request.actor)):
        messages.success(request, "De uitsluiting is opgeheven.")
        return redirect("beveiliging:toegang", soort, pk)
    kader = _kader(dossier, soort) | {
        "titel": "Uitsluiting opheffen",
        "tekst": f"{rij.gebruiker.naam}: {rij.get_reden_display()}.",
        "gevolgen": [
            "Deze gebruiker kan het dossier weer zien zolang zijn partij en rol dat geven.",
            "Het geldt ook voor wat bij dit dossier hoort, als u dat zelf bijhoudt.",
        ],
        "knop": "Uitsluiting opheffen",
    }
    return render(request, "beveiliging/bevestig.html", kader | {"form": form})


# What the views share -------------------------------------------------------------------------
def _dossier(request: ActorRequest, soort: str, pk: UUID) -> Dossier:
    """The file, for who reads the whole of it."""
    dossier: Dossier = haal(request, bestand_van(soort).alle.visible_to(request.actor), pk)
    return dossier


def _leesbaar(request: ActorRequest, soort: str, pk: UUID) -> Dossier:
    """The file, also for who reads the adopted plan only and has no row of the file itself.

    Whether he may is asked in his own name: it takes as long for a file that is hidden as for none.
    """
    bestand, actor = bestand_van(soort), request.actor
    heel = bestand.alle.visible_to(actor).filter(pk=pk)
    plan = toegelaten(actor, PLAN_LEZEN).filter(content_object=pk)
    if not (heel.exists() or plan.exists()):
        raise Onvindbaar(bestand.model, pk)
    with als(Actor.systeem(TAAK)):
        dossier: Dossier = bestand.alle.get(pk=pk)
    Inzage.noteer(request, [dossier], Inzage.Soort.PAGINA)
    return dossier


def _anderen(dossier: Dossier, actor: Actor) -> list[UUID]:
    """Keys of who reads it now, without the actor himself."""
    lezers = lezers_van(dossier, actor.vandaag)
    mensen = {mens.gebruiker.pk for lezer in lezers for mens in lezer.mensen}
    return [pk for pk in mensen if pk != actor.gebruiker_id]


def _uitsluiting(dossier: Dossier, actor: Actor, gebruiker: UUID) -> Uitsluiting:
    """By whom it is about: keys of exclusions count on, and would tell of those in files unseen."""
    for rij in uitsluitingen_van(dossier, actor):
        if rij.gebruiker_id == gebruiker:
            return rij
    raise Http404


def _kader(dossier: Dossier, soort: str) -> dict[str, Any]:
    """Number and breadcrumbs; the subject has no place on these pages."""
    return {
        "nummer": dossier.nummer,
        "soort": soort,
        "pk": dossier.pk,
        "dossier_url": bestand_van(soort).url(dossier),
        "terug": reverse("beveiliging:toegang", args=[soort, dossier.pk]),
    }
