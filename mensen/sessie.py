"""What a session knows of how its user logged in (MC 15.2 d): when, and whether with a second step."""

import time
from datetime import timedelta
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import authentication_step_completed
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from gedeeld import adres

from .models import Gebruiker, Sessie
from .sessieopslag import ADRES, BEGONNEN, gehasht

FACTOR = "tweede_stap"  # the second step was taken in this session
VERS = "bewezen_op"  # seconds since 1970: when the user last proved who he is


def met_factor(request: HttpRequest) -> bool:
    """Whether this session may do more than set up or prove a second step."""
    return settings.DEMO or bool(request.session.get(FACTOR))


def is_vers(request: HttpRequest) -> bool:
    """Whether the user proved a short while ago who he is; in the demo nobody does."""
    since = time.time() - float(request.session.get(VERS, 0))
    return settings.DEMO or since < settings.VERS_INGELOGD


def is_op(request: HttpRequest) -> bool:
    """Whether a session lasted as long as one may, from logging in (ASVS 7.3.2)."""
    return over(request) <= 0


def over(request: HttpRequest) -> int:
    """How many seconds a session may still last, whatever one does."""
    return int(float(request.session.get(BEGONNEN, 0)) + settings.SESSIE_HOOGSTENS - time.time())


def van(gebruiker: Gebruiker) -> list[Sessie]:
    """The sessions in which this user can go on now, the one that began last first (ASVS 7.5.2)."""
    nu = timezone.now()
    langst = nu - timedelta(seconds=settings.SESSIE_HOOGSTENS)
    rijen = gebruiker.sessies.filter(expire_date__gt=nu, begonnen_op__gt=langst)
    hoort = gebruiker.get_session_auth_hash()  # of this password: those of before are dead
    return [
        rij
        for rij in rijen.order_by("-begonnen_op")
        if rij.get_decoded().get(HASH_SESSION_KEY) == hoort
    ]


def is_deze(rij: Sessie, request: HttpRequest) -> bool:
    """Whether a row is the session of this request."""
    return bool(rij.session_key == gehasht(request.session.session_key or ""))


@receiver(user_logged_in)
def _ingelogd(request: HttpRequest, user: Any, **_kwargs: object) -> None:
    """A session that begins: allauth wrote down in it by which steps."""
    stappen = get_authentication_records(request, user)
    request.session[VERS] = request.session[BEGONNEN] = time.time()
    request.session[ADRES] = adres.van(request)
    request.session[FACTOR] = any(stap["method"] == "mfa" for stap in stappen)


@receiver(authentication_step_completed)
def _nog_eens(request: HttpRequest, method: str, **kwargs: object) -> None:
    """The user of an open session proved again who he is."""
    if kwargs.get("reauthenticated"):
        request.session.cycle_key()  # who had the key of before has no more than before
        request.session[VERS] = time.time()
        if method == "mfa":
            request.session[FACTOR] = True


def bewezen(request: HttpRequest) -> None:
    """Who sets up a second step shows that it works."""
    request.session.cycle_key()
    request.session[FACTOR] = True
