"""Gives each request its actor, or sends the user to choose one."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control

from bestand.access import Actor, Geweigerd
from bestand.models import Inzage

from . import vertegenwoordigen
from .models import Gebruiker, Vertegenwoordiging

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

    def process_exception(self, request: HttpRequest, fout: Exception) -> None:
        """Refused looks absent (house rule): the attempt is logged, and the answer is a 404."""
        if isinstance(fout, Geweigerd):
            Inzage.handeling_geweigerd(request)
            raise Http404 from None

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_args: object
    ) -> HttpResponse | None:
        """Without a representation there is nothing to see but the choice of one."""
        naam = request.resolver_match.view_name if request.resolver_match else ""
        if (
            request.user.is_authenticated
            and request.actor is None  # type: ignore[attr-defined]
            and naam not in VRIJ
            and getattr(view, "login_required", True)
        ):
            return redirect("vertegenwoordiging")
        return None
