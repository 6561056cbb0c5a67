"""The page "Wie weet wat" of a file, and those of a notice to somebody who got data of it."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.weigering import Onvindbaar
from register.access import haal
from register.models import Inzage, Kennisgeving
from register.registry import bestand_van
from register.schermen import gedaan, kruimels, mag_weten_wie, pagina_van

from . import pagina
from .decisions import bevestig, leg_bevestiging_vast
from .forms import BevestigdForm


@require_safe
def wie_weet_wat(request: ActorRequest, soort: str, pk: UUID) -> HttpResponse:
    """Who got data of a file, and who was there when it was discussed; for core parties and secretaries."""
    bestand = bestand_van(soort)
    dossier = haal(request, bestand.met_inhoud.visible_to(request.actor), pk)
    if not mag_weten_wie(bestand, request.actor):
        raise Http404
    inhoud = {
        "dossier": dossier,
        "pad": kruimels(dossier, request.actor),
        **pagina.wie_weet_wat(dossier, request.actor),
        "terug": pagina_van(dossier),
    }
    return render(request, "uitwisseling/wie_weet_wat.html", inhoud)


@formulier_pagina
def lezen(request: ActorRequest, bericht: UUID) -> HttpResponse:
    """A notice, for who got the data; he confirms that he read it."""
    rij = _haal(request, Kennisgeving.objects.voor(request.actor), bericht)
    if request.method == "POST" and gedaan(request, lambda: bevestig(rij, actor=request.actor)):
        return redirect("werklijst")
    return render(request, "uitwisseling/lezen.html", pagina.te_lezen(rij))


@formulier_pagina
def vastleggen(request: ActorRequest, bericht: UUID) -> HttpResponse:
    """Record that a receiver confirmed who has no account here; for who keeps the file."""
    rij = _haal(request, Kennisgeving.objects.van_houder(request.actor).open(), bericht)
    form = BevestigdForm(gepost(request), initial={"op": request.actor.vandaag})
    if uitgevoerd(
        form, lambda: leg_bevestiging_vast(rij, actor=request.actor, **form.cleaned_data)
    ):
        return redirect(_na(rij))
    inhoud = pagina.te_vertellen(rij) | {"form": form, "annuleer_url": _na(rij)}
    return render(request, "uitwisseling/vastleggen.html", inhoud)


def _haal(request: ActorRequest, rijen: QuerySet[Any], pk: UUID) -> Kennisgeving:
    rij: Kennisgeving | None = rijen.select_related("van", "ontvanger").filter(pk=pk).first()
    if rij is None:
        raise Onvindbaar(Kennisgeving, pk)
    if dossier := rij.als_dossier:
        Inzage.noteer(request, [dossier], Inzage.Soort.PAGINA)
    else:
        soort = Kennisgeving._meta.label_lower
        Inzage.zonder_dossier(request, soort, Inzage.Soort.PAGINA, rij.nummer)
    return rij


def _na(rij: Kennisgeving) -> str:
    """Back to the page of the file, for who keeps it; of what is gone, or lies in the archive, to the worklist."""
    dossier = rij.dossier
    if dossier is None or dossier.gearchiveerd_op:
        return reverse("werklijst")
    return reverse("uitwisseling:wie_weet_wat", args=[dossier.bestand.app, dossier.pk])
