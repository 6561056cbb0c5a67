"""Gives each request its actor, or sends the user to what must be done first."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from convenant.models import Bevestigtekst
from gedeeld.actor import ActorRequest
from gedeeld.vers import vraagt_vers
from gedeeld.weigering import Geweigerd, OntsleutelFout, StaatStil
from invoer.eenmalig import een_keer
from register.models import Dossier, Inzage, LogboekDicht
from register.muur import als

from . import sessie, vertegenwoordigen
from .models import Gebruiker, Sessie
from .sessieopslag import gehasht
from .vertegenwoordigen import Keuze

logger = logging.getLogger("casusoverleg.convenant")
Soort = Bevestigtekst.Soort
SESSIE = "vertegenwoordiging"
GEVRAAGD = "gevraagd"  # in the session: the page that was asked for before a role was chosen
WACHTWOORD = ("account_change_password",)
# Who has no second step sets one up; who has one takes it. With a password alone nothing else opens.
INSTELLEN = (
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    *WACHTWOORD,
)
BEWIJZEN = ("mfa_reauthenticate", "mfa_reauthenticate_webauthn")
# One's own account: open to who logged in, also while no role works.
EIGEN = (
    *INSTELLEN,
    *BEWIJZEN,
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "stap_verwijderen",
    "sessies",
)
KIEZEN = ("vertegenwoordiging", *EIGEN)
# Each kind of text with the page on which it is confirmed, and those on which it is written.
LEZEN = {Soort.GEHEIMHOUDING: "geheimhouding", Soort.RICHTLIJNEN: "richtlijnen"}
BEVESTIGEN = (*LEZEN.values(), *KIEZEN)
SCHRIJVEN = {
    Soort.GEHEIMHOUDING: ("mensen:geheimhoudingstekst_nieuw", "mensen:geheimhoudingsteksten"),
    Soort.RICHTLIJNEN: ("mensen:richtlijnen_nieuw", "mensen:richtlijnen"),
}


class MensRequest(ActorRequest):
    """The same, with what he can act as. For type checkers."""

    user: Gebruiker
    keuzes: list[Keuze]
    keuze: Keuze | None
    teksten: list[Bevestigtekst]
    mag_werken: bool


class ActorMiddleware:
    """Sets `request.actor` from facts that hold now (MC 15.2 c, d)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Resolve the representation; the view decides what it opens.

        After the whole request is in: who holds one back would else act on facts of before.
        """
        try:
            request.POST  # noqa: B018  reads it
        except UnreadablePostError:
            return HttpResponse(status=400)
        if request.user.is_authenticated and sessie.is_op(request):
            logout(request)
        _zet_actor(cast(MensRequest, request))
        antwoord = self.get_response(request)
        _verleng(request)
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

        Who lacks something before he may work gets the page for that, and no other.
        """
        verzoek = cast(MensRequest, request)
        if request.user.is_authenticated and getattr(view, "login_required", True):
            naam = request.resolver_match.view_name if request.resolver_match else ""
            eerst = _eerst(verzoek)
            if eerst and naam not in eerst:
                return redirect(f"{reverse(eerst[0])}{_onthoud(request, eerst[0])}")
            if vraagt_vers(view) and not sessie.is_vers(request):
                return redirect(f"{reverse('account_reauthenticate')}{_verder(request)}")
        try:
            with als(verzoek.actor):
                antwoord = een_keer(request, lambda: view(request, *args, **kwargs))
                return antwoord.render() if hasattr(antwoord, "render") else antwoord
        except StaatStil as stil:
            messages.warning(request, stil.dossier.stilstand)
            return redirect(stil.dossier.bestand.url(stil.dossier))
        except (Geweigerd, Http404) as fout:
            return _geweigerd(request, fout)
        except OntsleutelFout as fout:
            return _niet_te_lezen(verzoek, fout)
        except (LogboekDicht, OperationalError) as fout:
            return _dicht(fout)


def _verleng(request: HttpRequest) -> None:
    """Count the time to the end of a session from the last thing that somebody did, at most a minute off.

    The moment alone: what another request writes in the session meanwhile stays.
    """
    if not request.user.is_authenticated or not request.session.session_key:
        return
    einde = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    Sessie.objects.filter(
        pk=gehasht(request.session.session_key), expire_date__lt=einde - timedelta(minutes=1)
    ).update(expire_date=einde)


def _niet_te_lezen(request: MensRequest, fout: OntsleutelFout) -> HttpResponse:
    """What does not open is shown as that, and nothing was written: say of which file, and which part.

    The number only to who reads the file; which column and key, the log says (`gedeeld.fields`).
    """
    nummer = fout.nummer
    if fout.rij and request.actor:
        with als(request.actor):
            nummer = Dossier.nummer_van(fout.rij, request.actor)
    inhoud = {"nummer": nummer, "deel": fout.deel}
    return HttpResponse(render_to_string("niet_te_lezen.html", inhoud), status=500)


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


def _zet_actor(request: MensRequest) -> None:
    """Who acts, and under which texts; nobody while a fact for it is missing."""
    keuzes: list[Keuze] = []
    if _kan_handelen(request):
        keuzes = vertegenwoordigen.mogelijk(request.user)
    keuze = vertegenwoordigen.gekozen(keuzes, request.session.get(SESSIE))
    teksten = vertegenwoordigen.te_bevestigen(keuze) if keuze else []
    mag = keuze is not None and vertegenwoordigen.mag_werken(keuze, teksten)
    request.keuzes, request.keuze = keuzes, keuze
    request.teksten = teksten
    request.mag_werken = mag
    # Without an actor only a few pages open; they do not ask for him.
    request.actor = vertegenwoordigen.als_actor(keuze) if keuze and mag else None  # type: ignore[assignment]
    request.user.actor = request.actor  # what `has_perm` answers from


def _kan_handelen(request: MensRequest) -> bool:
    """Whether somebody logged in fully, with a password of his own and a second step."""
    return (
        isinstance(request.user, Gebruiker)
        and not request.user.tijdelijk_wachtwoord_sinds
        and sessie.met_factor(request)
    )


def _eerst(request: MensRequest) -> tuple[str, ...]:
    """The pages that are open while something must be done first; that one comes first."""
    if request.user.tijdelijk_wachtwoord_sinds:
        return WACHTWOORD
    if not sessie.met_factor(request):
        return BEWIJZEN if request.user.tweede_stap_sinds else INSTELLEN
    if request.keuze is None:
        return KIEZEN  # it also says which roles wait for a second person
    weg = vertegenwoordigen.ontbreekt(request.teksten)
    if not request.mag_werken:
        te_lezen = [Soort(tekst.soort) for tekst in request.teksten if not tekst.bevestigd_op]
        return (LEZEN[[*te_lezen, *weg][0]], *BEVESTIGEN)
    # Without one the administrator does nothing but write it.
    return (*SCHRIJVEN[weg[0]], *BEVESTIGEN) if weg else ()


def _verder(request: HttpRequest) -> str:
    """Where he goes on when he proved who he is: the page that he asked for, or on which he was."""
    return "?" + urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})


def _onthoud(request: HttpRequest, eerst: str) -> str:
    """Keep where he was going: in the address of the page on which he confirms, or in the session."""
    pad = request.get_full_path()
    if request.method != "GET":
        return ""
    if eerst == "vertegenwoordiging" and pad != reverse("werklijst"):
        request.session[GEVRAAGD] = pad
    if eerst == BEWIJZEN[0]:
        return _verder(request)
    return "?" + urlencode({"volgende": pad}) if eerst in LEZEN.values() else ""
