"""Gives each request its actor, or sends the user to choose one."""

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control

from bestand.access import Actor, Geweigerd
from bestand.models import Inzage, LogboekDicht
from bestand.muur import als

from . import vertegenwoordigen
from .models import Gebruiker, Vertegenwoordiging

logger = logging.getLogger("casusoverleg.convenant")
SESSIE = "vertegenwoordiging"
VRIJ = ("vertegenwoordiging", "account_logout", "demo")  # reachable without a representation


class ActorRequest(HttpRequest):
    """A request of a user who acts for a party. For type checkers: the views take this."""

    user: Gebruiker
    actor: Actor


class ActorMiddleware:
    """Sets `request.actor` from facts that hold now (MC 15.2 c, d)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Resolve the representation; the view decides what it opens."""
        rijen: list[Vertegenwoordiging] = []
        if isinstance(request.user, Gebruiker):
            rijen = vertegenwoordigen.mogelijk(request.user)
        keuze = vertegenwoordigen.gekozen(rijen, request.session.get(SESSIE))
        request.vertegenwoordigingen = rijen  # type: ignore[attr-defined]
        request.actor = vertegenwoordigen.als_actor(keuze) if keuze else None  # type: ignore[attr-defined]
        antwoord = self.get_response(request)
        if not antwoord.has_header("Cache-Control"):
            # What an actor sees is for nobody's cache, also not after logging out.
            patch_cache_control(antwoord, no_store=True, private=True)
        return antwoord

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> HttpResponse:
        """Answer in one transaction, in which the database as well shows only what the actor may see.

        Without a representation there is nothing to see but the choice of one.
        """
        naam = request.resolver_match.view_name if request.resolver_match else ""
        actor: Actor | None = request.actor  # type: ignore[attr-defined]
        if (
            request.user.is_authenticated
            and actor is None
            and naam not in VRIJ
            and getattr(view, "login_required", True)
        ):
            return redirect("vertegenwoordiging")
        try:
            with als(actor):
                antwoord = view(request, *args, **kwargs)
                return antwoord.render() if hasattr(antwoord, "render") else antwoord
        except (Geweigerd, Http404) as fout:
            return _geweigerd(request, fout)
        except (LogboekDicht, OperationalError) as fout:
            return _dicht(fout)


def _geweigerd(request: HttpRequest, fout: Exception) -> HttpResponse:
    """Refused looks absent: the attempt is logged after the rollback, and the answer is a 404."""
    if request.user.is_authenticated:
        try:
            Inzage.geweigerd(request, fout)
        except LogboekDicht as dicht:
            return _dicht(dicht)
    raise Http404 from None


def _dicht(fout: Exception) -> HttpResponse:
    """Without a log there is no answer (MC 15.2 e)."""
    logger.error("Geen antwoord: het logboek of de database is er niet (%s)", type(fout).__name__)
    return HttpResponse(render_to_string("503.html"), status=503)
