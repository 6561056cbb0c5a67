"""What a session knows of how its user logged in (MC 15.2 d): when, and whether with a second step."""

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import authentication_step_completed
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

FACTOR = "tweede_stap"  # the second step was taken in this session
VERS = "bewezen_op"  # seconds since 1970: when the user last proved who he is


def met_factor(request: HttpRequest) -> bool:
    """Whether this session may do more than set up or prove a second step."""
    return settings.DEMO or bool(request.session.get(FACTOR))


def is_vers(request: HttpRequest) -> bool:
    """Whether the user proved a short while ago who he is; in the demo nobody does."""
    since = time.time() - float(request.session.get(VERS, 0))
    return settings.DEMO or since < settings.VERS_INGELOGD


@receiver(user_logged_in)
def _ingelogd(request: HttpRequest, user: Any, **_kwargs: object) -> None:
    """A session that begins: allauth wrote down in it by which steps."""
    stappen = get_authentication_records(request, user)
    request.session[VERS] = time.time()
    request.session[FACTOR] = any(stap["method"] == "mfa" for stap in stappen)


@receiver(authentication_step_completed)
def _nog_eens(request: HttpRequest, method: str, **kwargs: object) -> None:
    """The user of an open session proved again who he is."""
    if kwargs.get("reauthenticated"):
        request.session[VERS] = time.time()
        if method == "mfa":
            request.session[FACTOR] = True


def bewezen(request: HttpRequest) -> None:
    """Who sets up a second step shows that it works."""
    request.session[FACTOR] = True
