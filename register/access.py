"""The one door through which a file is reached (MC 8.4, 10.4)."""

from typing import Any
from uuid import UUID

from django.db import models
from django.http import HttpRequest

from gedeeld.weigering import Onvindbaar, StaatStil

from .models import Inzage


def haal(
    request: HttpRequest, zichtbaar: "models.QuerySet[Any]", pk: UUID, *, soort: str = "pagina"
) -> Any:
    """The one door to a file: what the actor may not see does not exist, and each look is logged.

    Args:
        zichtbaar: a queryset that began at `.visible_to(request.actor)`.
        pk: the key asked for.
        soort: kind of reading, one of `Inzage.Soort`.

    Raises:
        Onvindbaar: it is not there, or not for this actor.
    """
    gevonden = zichtbaar.filter(pk=pk).first()
    if gevonden is None:
        raise Onvindbaar(zichtbaar.model, pk)
    Inzage.noteer(request, [gevonden], soort)
    vars(request).setdefault("dossier", gevonden)  # what the page is about: its frame says so
    return gevonden


def haal_om_te_wijzigen(request: HttpRequest, zichtbaar: "models.QuerySet[Any]", pk: UUID) -> Any:
    """As `haal`, for a page that changes a file.

    Raises:
        Onvindbaar: as for `haal`.
        StaatStil: as for `weiger_stil`.
    """
    dossier = haal(request, zichtbaar, pk)
    weiger_stil(request, dossier)
    return dossier


def weiger_stil(request: HttpRequest, dossier: Any) -> None:
    """Open no form on a file that takes no changes.

    What is posted goes on to the decision, which refuses it at the form and keeps what was typed.

    Raises:
        StaatStil: it takes none.
    """
    if request.method != "POST" and dossier.stilstand:
        raise StaatStil(dossier)
