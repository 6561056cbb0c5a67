"""Accounts are made by the administrator; nobody signs up (MC 15.2 c, d).

An account has one home: the covenant that made it. Its administrators manage it and no others,
whatever roles it has. Another covenant may give it a role, by its exact user name. He who gives a
temporary password could log in with it himself: so from then on none of its roles works, in any
covenant, until a second person there confirmed it (`rollen`, ADR 11).
"""

import secrets
from datetime import date
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from convenant.decisions import eigen_convenant, mag_beheren
from convenant.models import KERN, Partij
from convenant.rules import past_niet
from gedeeld import adres
from gedeeld.actor import Actor, Rol
from gedeeld.weigering import NietMogelijk, require, vereis_tekst

from . import spoor
from .models import Gebruiker, Vertegenwoordiging
from .rollen import trek_bevestigingen_in, vertegenwoordig
from .sessie import met_factor

TEKENS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
GROEPEN, PER_GROEP = 4, 5  # about 99 bits


AL_MENSEN = "Dit convenant heeft een beheerder, en iemand die bevestigt wat die doet. Maak het account op de pagina Accounts."
WEGEN = {  # by allauth's names
    "reauthenticate": "Met uw wachtwoord",
    "mfa_reauthenticate": "Met een code uit uw app, of een herstelcode",
    "mfa_reauthenticate:webauthn": "Met een passkey",
}


class Accounts(DefaultAccountAdapter):
    """allauth's adapter: no sign-up, and a password of one's own is no longer temporary."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Keep the password that the user chose.

        Raises:
            Geweigerd: another password was set since this request looked at the old one.
        """
        assert isinstance(user, Gebruiker)
        nu = Gebruiker.objects.select_for_update(no_key=True).get(pk=user.pk)
        require(nu.password == user.password)
        user.tijdelijk_wachtwoord_sinds = None
        user.set_password(password)
        # No other column: the account may just have been switched off.
        user.save(update_fields=["password", "tijdelijk_wachtwoord_sinds"])

    def get_client_ip(self, request: HttpRequest) -> str:
        """Past the proxies that the settings name."""
        return adres.van(request) or "onbekend"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Tries are counted by account and address together, whether there is such an account or not."""
        return f"{credentials.get('username', '').lower()} {adres.aansluiting(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Before a password is looked at.

        Raises:
            ImmediateHttpResponse: too many were wrong; a page that says how long it takes.
        """
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            gebruiker = spoor.account(credentials.get("username", ""))
            spoor.noteer(spoor.Soort.OP_SLOT, gebruiker, request=request)
            blad = render(request, "account/op_slot.html", status=HTTPStatus.TOO_MANY_REQUESTS)
            raise ImmediateHttpResponse(blad) from None

    def is_reauthentication_required(self, app: str = "") -> bool:
        """Never by allauth: its pages are marked as ours are (`gedeeld.vers`)."""
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """How somebody in an open session proves who he is; by a password alone only after the second step."""
        wegen: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        eerst = user.is_authenticated and user.tweede_stap_sinds and not met_factor(self.request)
        return [
            weg | {"description": WEGEN[weg["id"]]}
            for weg in wegen
            if not (eerst and weg["id"] == "reauthenticate")
        ]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """On to the work."""
        return reverse("werklijst")

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """An account that is switched off, after its right password."""
        messages.error(request, "Dit account staat uit. Vraag uw beheerder om hulp.")
        return redirect("account_login")


def te_beheren(actor: Actor) -> QuerySet[Gebruiker]:
    """The accounts that an administrator manages: those whose home is his covenant."""
    return Gebruiker.objects.filter(convenant=actor.convenant_id)


# Decisions ------------------------------------------------------------------------------------
@transaction.atomic
def maak_account(*, actor: Actor, gebruikersnaam: str, naam: str) -> tuple[Gebruiker, str]:
    """Make an account that opens nothing yet (MC 15.2 c, d).

    Args:
        naam: what colleagues call this user.

    Returns:
        The account, and its temporary password: shown once, kept nowhere.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: the user name is taken or has other signs than letters, digits and @ . + - _.
    """
    require(mag_beheren(actor), "Alleen de beheerder maakt accounts.")
    return _maak(gebruikersnaam, naam, convenant_id=actor.convenant_id, **_gegeven(actor))


@transaction.atomic
def maak_eerste(*, actor: Actor, partij: Partij, rol: Rol, gebruikersnaam: str, naam: str) -> str:
    """Make an account with a role that works at once: for set-up, where nobody can give one yet (ADR 11).

    Args:
        actor: a job of the system.
        naam: what colleagues call this user.

    Returns:
        Its temporary password: shown once, kept nowhere.

    Raises:
        NietMogelijk: as for `maak_account`, the party can have nobody in this role, or there are people who
            give and confirm one on the pages.
    """
    require(actor.is_systeem)
    if _geeft_al_rollen(partij, actor.vandaag):
        raise NietMogelijk(AL_MENSEN)
    if zin := past_niet(rol, kernpartij=partij.kernpartij, gemeente=partij.is_gemeente):
        raise NietMogelijk(zin)
    velden = {"convenant_id": partij.convenant_id} | _gegeven(actor)
    gebruiker, wachtwoord = _maak(gebruikersnaam, naam, **velden)
    vertegenwoordig(gebruiker, partij, rol, van=actor.vandaag)
    return wachtwoord


def _geeft_al_rollen(partij: Partij, dag: date) -> bool:
    """Whether a covenant has an administrator and somebody else of a core party, who confirms what he gives."""
    hier = Vertegenwoordiging.objects.werkend(dag).filter(
        partij__convenant=partij.convenant_id, partij__soort__in=KERN
    )
    beheerders = hier.filter(rol=Rol.BEHEERDER)
    return beheerders.exists() and hier.values("gebruiker").distinct().count() > 1


def _maak(gebruikersnaam: str, naam: str, **velden: Any) -> tuple[Gebruiker, str]:
    vereis_tekst(gebruikersnaam=gebruikersnaam, naam=naam)
    try:
        UnicodeUsernameValidator()(gebruikersnaam)
    except ValidationError:
        zin = "Gebruik alleen letters, cijfers en de tekens @ . + - en _, zonder spaties."
        raise NietMogelijk({"gebruikersnaam": zin}) from None
    bezet = NietMogelijk({"gebruikersnaam": "Deze gebruikersnaam bestaat al. Kies een andere."})
    if Gebruiker.objects.filter(username__iexact=gebruikersnaam).exists():
        raise bezet
    wachtwoord = _nieuw_wachtwoord()
    try:
        with transaction.atomic():
            gebruiker = Gebruiker.objects.create_user(
                gebruikersnaam,
                password=wachtwoord,
                first_name=naam,
                **velden,
            )
    except IntegrityError:  # somebody took it at the same moment
        raise bezet from None
    return gebruiker, wachtwoord


@transaction.atomic
def geef_wachtwoord(gebruiker: Gebruiker, *, actor: Actor) -> str:
    """Give an account a temporary password; its open sessions end at once (MC 15.2 d).

    Its roles wait for a second person again, in every covenant: now two people may know how to log in.

    Raises:
        Geweigerd: the actor is no administrator, or does not manage this account.
        NietMogelijk: it is his own account.
    """
    gebruiker = _vergrendel(gebruiker, actor, "Wijzig uw eigen wachtwoord op de pagina Wachtwoord.")
    wachtwoord = _nieuw_wachtwoord()
    gebruiker.set_password(wachtwoord)
    gegeven = _gegeven(actor)
    for veld, waarde in gegeven.items():
        setattr(gebruiker, veld, waarde)
    gebruiker.save(update_fields=["password", *gegeven])
    spoor.noteer(spoor.Soort.WACHTWOORD_GEGEVEN, gebruiker, door_id=actor.gebruiker_id)
    trek_bevestigingen_in(gebruiker, actor=actor)
    return wachtwoord


@transaction.atomic
def wis_tweede_stap(gebruiker: Gebruiker, *, actor: Actor) -> Gebruiker:
    """Take the second step of a colleague away, who lost it; his open sessions end at once (MC 15.2 d).

    He sets up another when he logs in. Who knows his password could do that in his place: so his roles
    wait for a second person again, in every covenant.

    Raises:
        Geweigerd: the actor is no administrator, or does not manage this account.
        NietMogelijk: it is his own account, or there is nothing to take away.
    """
    gebruiker = _vergrendel(gebruiker, actor, "Laat een andere beheerder uw tweede stap weghalen.")
    if gebruiker.tweede_stap_sinds is None:
        raise NietMogelijk("Dit account heeft nog geen tweede stap.")
    Authenticator.objects.filter(user=gebruiker).delete()
    gebruiker.tweede_stap_sinds = None
    gebruiker.stap_gewist_op, gebruiker.stap_gewist_door_id = actor.nu, actor.gebruiker_id
    velden = ["tweede_stap_sinds", "stap_gewist_op", "stap_gewist_door"]
    gebruiker.save(update_fields=velden)
    spoor.noteer(spoor.Soort.STAP_GEWIST, gebruiker, door_id=actor.gebruiker_id)
    trek_bevestigingen_in(gebruiker, actor=actor)
    return gebruiker


def _gegeven(actor: Actor) -> dict[str, Any]:
    """Who gave a password, and when."""
    return {
        "tijdelijk_wachtwoord_sinds": actor.nu,
        "wachtwoord_gegeven_op": actor.nu,
        "wachtwoord_gegeven_door_id": actor.gebruiker_id,
    }


@transaction.atomic
def zet_account(gebruiker: Gebruiker, *, actor: Actor, aan: bool) -> Gebruiker:
    """Switch an account off, from this moment on, or on again (MC 15.2 c).

    Sessions that were open never come back: whoever it was logs in again.

    Raises:
        Geweigerd: the actor is no administrator, or does not manage this account.
        NietMogelijk: it is his own account, or it is so already.
    """
    gebruiker = _vergrendel(gebruiker, actor, "Laat een andere beheerder uw account uitzetten.")
    if gebruiker.is_active == aan:
        raise NietMogelijk(f"Dit account staat al {'aan' if aan else 'uit'}.")
    gebruiker.is_active = aan
    if not aan:
        gebruiker.uitgezet_op = actor.nu
    gebruiker.save(update_fields=["is_active", "uitgezet_op"])
    return gebruiker


def _vergrendel(gebruiker: Gebruiker, actor: Actor, eigen: str) -> Gebruiker:
    """An account that the actor manages, locked; `eigen` is the refusal of his own."""
    require(mag_beheren(actor), "Alleen de beheerder past accounts aan.")
    if gebruiker.pk == actor.gebruiker_id:
        raise NietMogelijk(eigen)
    # Two administrators at once take turns, and whose own role just ended does nothing any more.
    eigen_convenant(actor)
    gevonden = te_beheren(actor).select_for_update(no_key=True).filter(pk=gebruiker.pk).first()
    require(gevonden is not None, "Dit account hoort niet bij uw convenant.")
    assert gevonden is not None
    return gevonden


def _nieuw_wachtwoord() -> str:
    """A random password that can be typed over from paper."""
    groepen = ("".join(secrets.choice(TEKENS) for _ in range(PER_GROEP)) for _ in range(GROEPEN))
    return "-".join(groepen)
