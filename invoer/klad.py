"""What somebody is typing, kept until it is saved: a draft of his own, encrypted, for a day at most.

It is of one user in one role and one form, and comes back on the page of that form alone: who may not
open that page gets no draft either.
"""

import json
import re
import secrets
from typing import Any, TypedDict
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.http import QueryDict

from gedeeld import getoond
from gedeeld.fields import versleutelde_velden
from gedeeld.weigering import OntsleutelFout

from .models import LENGTE, Klad, Verzonden

# What a form bears for machines. What it showed is kept along: what changed since is refused all the same.
NIET = {"csrfmiddlewaretoken", "eenmalig", "plek"}
MEESTE = 200_000  # characters of all that is typed in one form
MEESTE_KLADJES = 50  # of one user; the oldest makes way
# A key, a choice or a day is no text.
_GEEN_TEKST = re.compile(r"[a-z0-9_.:=-]*")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Velden = list[list[str]]  # name and value, as a browser sends them


class Wie(TypedDict):
    """Keys of a user, and of the representation in which he acts."""

    gebruiker_id: UUID
    rol_id: UUID


def getypt(data: QueryDict) -> Velden:
    """What was typed or chosen in a form."""
    return [
        [naam, waarde]
        for naam, waarden in data.lists()
        if naam not in NIET and "wachtwoord" not in naam and "password" not in naam
        for waarde in waarden
    ]


def wie(request: Any) -> Wie | None:
    """Whose drafts a request finds: of this user in this role; None while nobody acts."""
    if getattr(request, "actor", None) is None or request.keuze is None:
        return None
    return {"gebruiker_id": request.user.pk, "rol_id": request.keuze.eerste.pk}


def bewaar(van: Wie, plek: str, velden: Velden) -> bool:
    """Keep a draft in place of the one before; whether it could be kept.

    Args:
        plek: address of the page with the form.
    """
    inhoud = json.dumps(velden)
    if len(plek) > LENGTE or len(inhoud) > MEESTE:
        return False
    gooi_weg(van, plek)
    rij = Klad(plek=plek, inhoud=inhoud, **van)
    rij.save()
    hang_op(rij, plek)
    _ruim_plaats(rij)
    return True


def _ruim_plaats(rij: Klad) -> None:
    """Let the oldest go of more than a user can be busy with; a search pushes out no form, and no form a search."""
    formulier = Q(plek__startswith="/")
    soort = formulier if rij.plek.startswith("/") else ~formulier
    eigen = Klad.objects.filter(soort, gebruiker=rij.gebruiker_id).order_by("-op")
    Klad.objects.filter(pk__in=eigen.values("pk")[MEESTE_KLADJES:]).delete()


def velden_van(van: Wie, plek: str) -> Velden:
    """The draft for this form; empty where there is none."""
    rij = Klad.objects.filter(plek=plek, **van).first()
    try:
        velden: Velden = json.loads(rij.inhoud) if rij else []
    except OntsleutelFout:
        return []  # the page opens all the same
    return velden


def van_pagina(request: Any) -> Velden:
    """The draft for the form of the page that is asked for; empty where there is none."""
    van = wie(request)
    return velden_van(van, request.get_full_path()) if van else []


def onthoud(request: Any) -> str:
    """Keep what was posted under a drawn key, and give that: for an address that holds no words."""
    sleutel = secrets.token_hex(16)
    van = wie(request)
    assert van is not None  # who acts for nobody gets no page
    bewaar(van, sleutel, getypt(request.POST))
    return sleutel


def weer(request: Any, sleutel: str) -> QueryDict | None:
    """What this user asked under a key, as it was posted; None when it is gone, or was another's."""
    van = wie(request)
    velden = velden_van(van, sleutel) if van and sleutel else []
    if not velden:
        return None
    uit = QueryDict(mutable=True)
    for naam, waarde in velden:
        uit.appendlist(naam, waarde)
    return uit


def gooi_weg(van: Wie, plek: str) -> None:
    """It was saved, or is not wanted any more."""
    Klad.objects.filter(plek=plek, **van).delete()


def teksten(data: QueryDict) -> list[str]:
    """What was typed in words."""
    return [
        waarde
        for naam, waarde in getypt(data)
        if naam != getoond.NAAM and not _GEEN_TEKST.fullmatch(waarde)
    ]


def hang_op(rij: Klad | Verzonden, tekst: str) -> None:
    """Let a row go with the file that a text names, if it names one.

    Whether a key is that of a file is asked of the database: its rule sees also the file that the
    user may not read (`register.uitsluiten`).
    """
    velden = [veld.name for veld in versleutelde_velden(type(rij))]
    for sleutel in _UUID.findall(tekst):
        rij.dossier_id = UUID(sleutel)
        try:
            with transaction.atomic():
                # What was typed goes under the key of the file as well, for who may read that.
                rij.save(update_fields=["dossier", *velden])
                connection.check_constraints()
        except IntegrityError:
            rij.dossier_id = None
            continue
        return
