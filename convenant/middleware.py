"""Gives each request its actor, or sends the user to what must be done first."""

from collections.abc import Callable
from typing import cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from bestand.access import Actor, Geweigerd
from bestand.models import Inzage

from . import vertegenwoordigen
from .models import Gebruiker, Geheimhoudingstekst, Vertegenwoordiging

SESSIE = "vertegenwoordiging"
VRIJ = ("account_logout", "demo")  # always reachable
WACHTWOORD = ("account_change_password",)
KIEZEN = ("vertegenwoordiging", *WACHTWOORD)
BEVESTIGEN = ("geheimhouding", *KIEZEN)
# Without a text of secrecy the administrator does nothing but write it.
SCHRIJVEN = ("convenant:geheimhoudingstekst_nieuw", "convenant:geheimhoudingsteksten", *BEVESTIGEN)


class ActorRequest(HttpRequest):
    """A request of a user who acts for a party. For type checkers: the views take this."""

    user: Gebruiker
    actor: Actor
    vertegenwoordigingen: list[Vertegenwoordiging]
    vertegenwoordiging: Vertegenwoordiging | None
    geheimhouding: Geheimhoudingstekst | None
    mag_werken: bool


class ActorMiddleware:
    """Sets `request.actor` from facts that hold now (MC 15.2 c, d)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Resolve the representation; the view decides what it opens."""
        _zet_actor(cast(ActorRequest, request))
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
        """Who lacks something before he may work gets the page for that, and no other."""
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        naam = request.resolver_match.view_name if request.resolver_match else ""
        eerst = _eerst(cast(ActorRequest, request))
        if naam in (*VRIJ, *eerst) or not eerst:
            return None
        return redirect(f"{reverse(eerst[0])}{_daarna(request, eerst[0])}")


def _zet_actor(request: ActorRequest) -> None:
    """Who acts, and under which text of secrecy; nobody while a fact for it is missing."""
    rijen: list[Vertegenwoordiging] = []
    if isinstance(request.user, Gebruiker) and not request.user.tijdelijk_wachtwoord_sinds:
        rijen = vertegenwoordigen.mogelijk(request.user)
    keuze = vertegenwoordigen.gekozen(rijen, request.session.get(SESSIE))
    tekst = vertegenwoordigen.te_bevestigen(keuze) if keuze else None
    mag = keuze is not None and vertegenwoordigen.mag_werken(keuze, tekst)
    request.vertegenwoordigingen, request.vertegenwoordiging = rijen, keuze
    request.geheimhouding = tekst
    request.mag_werken = mag
    # Without an actor only a few pages open; they do not ask for him.
    request.actor = vertegenwoordigen.als_actor(keuze) if keuze and mag else None  # type: ignore[assignment]


def _eerst(request: ActorRequest) -> tuple[str, ...]:
    """The pages that are open while something must be done first; that one comes first."""
    if request.user.tijdelijk_wachtwoord_sinds:
        return WACHTWOORD
    if request.vertegenwoordiging is None:
        return KIEZEN
    if not request.mag_werken:
        return BEVESTIGEN
    return () if request.geheimhouding else SCHRIJVEN


def _daarna(request: HttpRequest, eerst: str) -> str:
    """Where he was going, for the page on which he confirms."""
    if eerst != "geheimhouding" or request.method != "GET":
        return ""
    return "?" + urlencode({"volgende": request.get_full_path()})
