"""The page on which one reads what a row said before."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gedeeld.actor import ActorRequest
from register.access import haal
from register.registry import bestand_van
from register.schermen import kruimels, pagina_van

from .soorten import correcties_van


@require_safe
@never_cache
def eerder(request: ActorRequest, soort: str, pk: UUID, van: UUID) -> HttpResponse:
    """What one row said before it was put right, the latest first; that it was read is logged."""
    dossier = haal(request, bestand_van(soort).alle.visible_to(request.actor), pk)
    correcties = correcties_van(soort)
    if correcties is None or not correcties.mag(request.actor):
        raise Http404
    rijen = correcties.model.objects.filter(dossier=dossier.pk, van=van)
    if not (gevonden := list(rijen.select_related("partij", "door"))):
        raise Http404
    inhoud = {
        "dossier": dossier,
        "pad": kruimels(dossier, request.actor),
        "rijen": gevonden,
        "terug": pagina_van(dossier),
    }
    return render(request, "correctie/eerder.html", inhoud)
