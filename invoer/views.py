"""Keeping what is typed, for the script in the page: nobody opens this by hand."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from gedeeld.actor import ActorRequest

from . import klad


@require_POST
def bewaar(request: ActorRequest) -> HttpResponse:
    """Keep a draft, or throw it away; with nothing to keep it says only that somebody is there."""
    van, plek = klad.wie(request), request.POST.get("plek", "")
    if van is None or "\0" in plek:  # no address
        raise Http404
    if "weg" in request.POST:
        klad.gooi_weg(van, plek)
    elif plek and not klad.bewaar(van, plek, klad.getypt(request.POST)):
        return HttpResponse(status=413)
    return HttpResponse(status=204)
