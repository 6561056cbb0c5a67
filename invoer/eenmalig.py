"""One form does its work once, however often it is sent.

Each form bears a one-time key (`{% csrf_token %}`, `templatetags/invoer.py`). The key is stored in the
transaction of what the form does, so either both are there or neither is. Who sends the form again gets
the answer of the first time; who does so while the first is under way waits for it.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gedeeld import getoond

from . import klad
from .models import LENGTE, Verzonden

NAAM = "eenmalig"
AL_VERSTUURD = "U verstuurde dit formulier al. Het is één keer opgeslagen."


def een_keer(request: HttpRequest, antwoord: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer to a request; to a form that was sent before, the answer of then.

    Args:
        antwoord: does what is asked. In the transaction that is open.
    """
    van = klad.wie(request)
    if van is None or request.method != "POST":
        return antwoord()
    _na_elkaar(f"{request.path}{van['gebruiker_id']}" if _alleen_eigen(request) else request.path)
    rij, nieuw = None, True
    if sleutel := _sleutel(request):
        rij, nieuw = Verzonden.objects.get_or_create(sleutel=sleutel, **van)
    if rij and not nieuw:
        return _nogmaals(request, rij)
    uit = antwoord()
    if _deed_iets(request, uit):
        klad.gooi_weg(van, request.get_full_path())
        if rij:
            _bewaar(rij, uit, _zinnen(request))
        return uit
    if rij:
        rij.delete()  # a refused form is sent again, when it is mended
    return _toon_getypt(request, uit)


def _na_elkaar(pad: str) -> None:
    """Wait for who sends a form to the same address, so that what this one shows is held against what
    that one stored (`gedeeld.getoond`). Taken before any case is locked, so nobody waits crosswise.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [pad])


def _alleen_eigen(request: HttpRequest) -> bool:
    """Whether a user waits for himself alone: nothing that is stored is shown or changed here.

    To a page that is about no row, such as that of a new melding or a search, all send to one address.
    """
    waar = request.resolver_match
    return waar is not None and not waar.kwargs and not request.POST.get(getoond.NAAM)


def _is_klad(request: HttpRequest) -> bool:
    return request.path == reverse("klad")


def _sleutel(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(NAAM, ""))
    except ValueError:
        return None


def _zinnen(request: HttpRequest) -> list[Message]:
    """What this answer will say, of what was not shown before."""
    opslag: Any = messages.get_messages(request)
    wachtend: list[Message] = opslag._queued_messages
    return wachtend


def _deed_iets(request: HttpRequest, antwoord: HttpResponse) -> bool:
    """Whether something was done: it went on, and not with a refusal."""
    geweigerd = any(zin.level >= messages.WARNING for zin in _zinnen(request))
    return antwoord.status_code == 302 and not geweigerd


def _toon_getypt(request: HttpRequest, antwoord: HttpResponse) -> HttpResponse:
    """The answer; where it is a refusal that leads away from the form, a page with what was typed."""
    teksten = klad.teksten(request.POST)
    if antwoord.status_code != 302 or not teksten:
        return antwoord
    inhoud = {"teksten": teksten, "verder": antwoord["Location"]}
    return render(request, "invoer/niet_opgeslagen.html", inhoud)


def _bewaar(rij: Verzonden, antwoord: HttpResponse, zinnen: list[Message]) -> None:
    rij.naar, rij.zinnen = antwoord["Location"], list(zinnen)
    if len(rij.naar) > LENGTE:
        rij.naar = "/"
    rij.save(update_fields=["naar", "zinnen"])
    klad.hang_op(rij, " ".join([rij.naar, *(str(zin.message) for zin in zinnen)]))


def _nogmaals(request: HttpRequest, rij: Verzonden) -> HttpResponse:
    if _is_klad(request):  # a draft that came late: what it holds is saved
        return HttpResponse(status=204)
    for zin in rij.zinnen:
        messages.add_message(request, zin.level, zin.message, zin.extra_tags)
    if rij.zinnen:  # else it led on, and there is nothing to say
        messages.info(request, AL_VERSTUURD)
    return redirect(rij.naar or "/")
