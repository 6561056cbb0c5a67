"""One form does its work once, however often it is sent.

Each form bears a one-time key (`{% csrf_token %}`, `templatetags/invoer.py`). The key is stored in the
transaction of what the form does, so either both are there or neither is. Who sends the form again gets
the answer of the first time; who does so while the first is under way waits for it.
"""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .models import LENGTE, Verzonden

NAAM = "eenmalig"
AL_VERSTUURD = "U verstuurde dit formulier al. Het is één keer opgeslagen."
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def een_keer(
    request: HttpRequest, gebruiker: UUID, rol: UUID, antwoord: Callable[[], HttpResponse]
) -> HttpResponse:
    """The answer to a request; to a form that was sent before, the answer of then.

    Args:
        gebruiker: key of the user.
        rol: key of the representation in which the user acts.
        antwoord: does what is asked. In the transaction that is open.
    """
    if request.method == "POST":
        _na_elkaar(request.path)
    sleutel = _sleutel(request)
    if sleutel is None:
        return antwoord()
    rij, nieuw = Verzonden.objects.get_or_create(
        sleutel=sleutel, gebruiker_id=gebruiker, rol_id=rol
    )
    if not nieuw:
        return _nogmaals(request, rij)
    uit = antwoord()
    if _deed_iets(request, uit):
        _bewaar(rij, uit, _zinnen(request))
    else:
        rij.delete()  # a refused form is sent again, when it is mended
    return uit


def _na_elkaar(pad: str) -> None:
    """Wait for who sends a form to the same address, so that what this one shows is held against what
    that one stored (`gedeeld.stand`). Taken before any case is locked, so nobody waits crosswise.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [pad])


def _sleutel(request: HttpRequest) -> UUID | None:
    if request.method != "POST":
        return None
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


def _bewaar(rij: Verzonden, antwoord: HttpResponse, zinnen: list[Message]) -> None:
    rij.naar, rij.zinnen = antwoord["Location"], list(zinnen)
    if len(rij.naar) > LENGTE:
        rij.naar = "/"
    rij.save(update_fields=["naar", "zinnen"])
    # An answer that names a file goes with it. Whether a key is that of a file is asked of the
    # database: its rule sees also the file that who wrote it may not read (`register.uitsluiten`).
    for sleutel in _UUID.findall(" ".join([rij.naar, *(str(zin.message) for zin in zinnen)])):
        rij.dossier_id = UUID(sleutel)
        try:
            with transaction.atomic():
                rij.save(update_fields=["dossier"])
                connection.check_constraints()
        except IntegrityError:
            continue
        return


def _nogmaals(request: HttpRequest, rij: Verzonden) -> HttpResponse:
    for zin in rij.zinnen:
        messages.add_message(request, zin.level, zin.message, zin.extra_tags)
    messages.info(request, AL_VERSTUURD)
    return redirect(rij.naar or "/")
