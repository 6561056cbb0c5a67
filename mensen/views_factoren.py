"""One's own second step of logging in: what there is, a new one, taking one away (MC 15.2 d).

allauth's pages in our words (`templates/mfa`). Each that changes something asks who is there.
"""

from collections.abc import Callable

from allauth.account import views as account
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.base import views as basis
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as herstel
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.vers import vers_ingelogd

from . import factoren, sessie, spoor
from .factoren import Soort
from .middleware import MensRequest

INDEX = "mfa_index"


# Logging in -----------------------------------------------------------------------------------
@login_not_required
@formulier_pagina
def inloggen(request: HttpRequest) -> HttpResponse:
    """The first step: name and password."""
    return _of_op_slot(account.login, request)


def _of_op_slot(view: Callable[..., HttpResponse], request: HttpRequest) -> HttpResponse:
    """The answer of a page of allauth that asks a password, or that there were too many tries."""
    try:
        return view(request)
    except ImmediateHttpResponse as dicht:
        antwoord: HttpResponse = dicht.response
        return antwoord


@login_not_required
@formulier_pagina
def stap(request: HttpRequest) -> HttpResponse:
    """The second step, after the right password."""
    antwoord: HttpResponse = basis.authenticate(request)
    return antwoord


@formulier_pagina
def nog_eens(request: HttpRequest) -> HttpResponse:
    """The password once more, in an open session."""
    return _of_op_slot(account.reauthenticate, request)


@formulier_pagina
def wachtwoord(request: HttpRequest) -> HttpResponse:
    """A new password of one's own, by the one of now."""
    return _of_op_slot(account.password_change, request)


@formulier_pagina
def nog_eens_code(request: HttpRequest) -> HttpResponse:
    """The second step in an open session, by a code."""
    antwoord: HttpResponse = basis.reauthenticate(request)
    return antwoord


@formulier_pagina
def nog_eens_passkey(request: HttpRequest) -> HttpResponse:
    """The second step in an open session, by a passkey."""
    antwoord: HttpResponse = webauthn.reauthenticate_webauthn(request)
    return antwoord


# What there is --------------------------------------------------------------------------------
@require_safe
def overzicht(request: MensRequest) -> HttpResponse:
    """The second steps of this account; without one it says which there are."""
    rijen = list(factoren.van(request.user))
    inhoud = {
        "rijen": rijen,
        "app": any(rij.type == Soort.TOTP for rij in rijen),
        "enige": len(rijen) == 1,
    }
    return render(request, "mfa/index.html", inhoud)


@vers_ingelogd
@formulier_pagina
def app_nieuw(request: MensRequest) -> HttpResponse:
    """An app with codes: there is one at most."""
    if factoren.van(request.user).filter(type=Soort.TOTP).exists():
        return redirect(INDEX)
    return _ingesteld(request, totp.activate_totp(request))


@vers_ingelogd
@formulier_pagina
def passkey_nieuw(request: MensRequest) -> HttpResponse:
    """A passkey, as many as one wants."""
    return _ingesteld(request, webauthn.add_webauthn(request))


def _ingesteld(request: MensRequest, antwoord: HttpResponse) -> HttpResponse:
    """The answer; when it goes on there is a second step, which worked in this session."""
    gaat_verder = request.method == "POST" and antwoord.status_code == 302
    if gaat_verder and factoren.van(request.user).exists():
        sessie.bewezen(request)
        spoor.noteer(spoor.Soort.STAP_INGESTELD, request.user, request=request)
    return antwoord


@vers_ingelogd
@require_safe
def herstelcodes(request: MensRequest) -> HttpResponse:
    """The recovery codes, shown once."""
    antwoord: HttpResponse = herstel.view_recovery_codes(request)
    return antwoord


@vers_ingelogd
@formulier_pagina
def herstelcodes_nieuw(request: MensRequest) -> HttpResponse:
    """New recovery codes; the old ones stop working."""
    antwoord: HttpResponse = herstel.generate_recovery_codes(request)
    if antwoord.status_code == 302:
        spoor.noteer(spoor.Soort.CODES, request.user, request=request)
    return antwoord


@vers_ingelogd
@formulier_pagina
def verwijderen(request: MensRequest, pk: int) -> HttpResponse:
    """Take one of one's own second steps away; never the only one."""
    rij = factoren.van(request.user).filter(pk=pk).first()
    if rij is None:
        raise Http404
    form = forms.Form(gepost(request))
    if uitgevoerd(form, lambda: _verwijder(request, rij)):
        messages.success(request, "De tweede stap is weggehaald.")
        return redirect(INDEX)
    return render(request, "mfa/verwijderen.html", {"rij": rij, "form": form})


# Where one is logged in -----------------------------------------------------------------------
@formulier_pagina
def sessies(request: MensRequest) -> HttpResponse:
    """Where this account is logged in; each of it can be ended (ASVS 7.5.2)."""
    rijen = sessie.van(request.user)
    if request.method == "POST":
        weg = [rij for rij in rijen if rij.session_key == request.POST.get("sessie")]
        for rij in weg:
            rij.delete()
            spoor.noteer(spoor.Soort.SESSIE_BEEINDIGD, request.user, request=request)
        messages.success(request, "Die sessie is beëindigd." if weg else "Die sessie was al weg.")
        return redirect("sessies")
    regels = [(rij, sessie.is_deze(rij, request)) for rij in rijen]
    return render(request, "mensen/sessies.html", {"regels": regels})


def _verwijder(request: MensRequest, rij: Authenticator) -> None:
    factoren.verwijder(request.user, rij.pk)
    spoor.noteer(spoor.Soort.STAP_VERWIJDERD, request.user, request=request)
