"""The page that shows two files side by side, and asks whether it is one person."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from register.access import haal, weiger_stil
from register.registry import bestand_van
from register.schermen import klaar, kruimels, pagina_van, past_niet, wie_wijzigde

from .decisions import vergelijk as besluit
from .facts import is_treffer, keuzes_over, url_van
from .forms import VergelijkForm
from .models import Keuze
from .pagina import naast_elkaar
from .soorten import op_volgorde, soorten


@formulier_pagina
def vergelijk(
    request: ActorRequest, soort: str, pk: UUID, andere_soort: str, ander: UUID
) -> HttpResponse:
    """Two files on what may be one person; for who reads both and handles the first."""
    actor = request.actor
    dossier = haal(request, bestand_van(soort).alle.visible_to(actor), pk)
    andere = haal(request, bestand_van(andere_soort).alle.visible_to(actor), ander)
    if not {soort, andere_soort} <= soorten().keys() or not is_treffer(dossier, andere, actor):
        raise Http404
    if not soorten()[soort].mag(actor, dossier):
        return past_niet(request, dossier)
    weiger_stil(request, dossier)
    weiger_stil(request, andere)
    keuzes = keuzes_over(dossier, andere)
    laatste = keuzes[0] if keuzes else None
    initial = {"keuze": laatste.keuze, "reden": laatste.reden} if laatste else {}
    form = VergelijkForm(gepost(request), initial=initial)
    daad = partial(besluit, dossier, andere, actor=actor)
    if uitgevoerd(form, lambda: daad(**form.cleaned_data), wie=partial(wie_wijzigde, dossier)):
        zelfde = form.cleaned_data["keuze"] == Keuze.DEZELFDE
        naar = url_van(dossier, andere) if zelfde else pagina_van(dossier, "eerder")
        return klaar(request, dossier, "Uw keuze is vastgelegd.", naar)
    inhoud = {
        "dossier": dossier,
        "ander": andere,
        "ander_url": pagina_van(andere),
        "pad": kruimels(dossier, actor),
        "regels": naast_elkaar(dossier, andere),
        "keuzes": keuzes,
        "laatste": laatste,
        "form": form,
        "annuleer_url": pagina_van(dossier, "eerder"),
    }
    if laatste and laatste.keuze == Keuze.DEZELFDE:
        drager, rest = op_volgorde(dossier, andere)
        inhoud["vervolg"] = soorten()[drager._meta.app_label].verder(drager, rest, actor)
    return render(request, "vergelijken/vergelijk.html", inhoud)
