"""The login trail: who logged in, or tried to, and what changed in how somebody logs in (MC 15.2 d, e).

What allauth and Django say of it is written down here. A row names an account and an address, and
nothing that was typed: a name that does not exist may be a password in the wrong field.
"""

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from gedeeld import adres

from .models import Gebruiker, Inlog

Soort = Inlog.Soort


def noteer(
    soort: Inlog.Soort,
    gebruiker: Gebruiker | None,
    *,
    request: HttpRequest | None = None,
    door_id: Any = None,
) -> None:
    """Write one row, in the transaction of what happened.

    Args:
        gebruiker: whose account it is; None for a name that there is not.
        door_id: key of who did it, where that is somebody else.
    """
    van = adres.van(request) if request else None
    Inlog.objects.create(soort=soort, gebruiker=gebruiker, door_id=door_id, van_adres=van)


def account(naam: str) -> Gebruiker | None:
    """The account that somebody tried."""
    return Gebruiker.objects.filter(username__iexact=naam).first()


@receiver(user_logged_in)
def _ingelogd(request: HttpRequest, user: Any, **_kwargs: object) -> None:
    noteer(Soort.INGELOGD, user, request=request)


@receiver(user_logged_out)
def _uitgelogd(request: HttpRequest, user: Any, **_kwargs: object) -> None:
    if user is not None:
        noteer(Soort.UITGELOGD, user, request=request)


@receiver(user_login_failed)
def _mislukt(credentials: dict[str, Any], request: HttpRequest, **_kwargs: object) -> None:
    noteer(Soort.MISLUKT, account(credentials.get("username", "")), request=request)


@receiver(authentication_failed)
def _stap_mislukt(request: HttpRequest, user: Any, **_kwargs: object) -> None:
    noteer(Soort.STAP_MISLUKT, user, request=request)


@receiver(password_changed)
def _gewijzigd(request: HttpRequest, user: Any, **_kwargs: object) -> None:
    noteer(Soort.WACHTWOORD, user, request=request)
