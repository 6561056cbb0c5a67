"""Accounts, for the administrator: make, give a password, switch off and on (MC 15.2 c, d)."""

from typing import NamedTuple
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from convenant import schermen
from gedeeld.actor import Actor, ActorRequest
from gedeeld.bladeren import blader
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.lijst import Cel, Knop, Kolom, Leeg, lijstpagina
from gedeeld.vers import vers_ingelogd

from . import accounts as beheer
from . import post
from .forms import AccountForm
from .models import Gebruiker, Vertegenwoordiging
from .rollen import er_is_een_tweede

LIJST = "mensen:accounts"
NIEMAND_ANDERS = "Let op: nu is er niemand anders die deze rollen kan bevestigen. Dit account ziet dan niets meer."


class Account(NamedTuple):
    """An account, its state as a badge, and what went wrong with the last mail to it."""

    gebruiker: Gebruiker
    stand: tuple[str, str]
    mail: str


@require_safe
def accounts(request: ActorRequest) -> HttpResponse:
    """The accounts that this administrator manages; those that are off last."""
    schermen.alleen_beheer(request.actor)
    rijen = beheer.te_beheren(request.actor).order_by("-is_active", "username")
    # Roles under another covenant are none of his business.
    hier = Vertegenwoordiging.objects.filter(partij__convenant=request.actor.convenant_id)

    def met_stand(gebruikers: list[Gebruiker]) -> list[Account]:
        van = hier.filter(gebruiker__in=gebruikers)
        wacht = van.wachtend(request.actor.vandaag)
        met_rol, wachtend = (set(r.values_list("gebruiker_id", flat=True)) for r in (van, wacht))
        mail = post.niet_aangekomen(gebruikers)
        return [
            Account(
                g, _stand(g, heeft_rol=g.pk in met_rol, wacht=g.pk in wachtend), mail.get(g.pk, "")
            )
            for g in gebruikers
        ]

    return lijstpagina(
        request,
        blader(request, rijen),
        KOLOMMEN,
        titel="Accounts",
        uitleg="De accounts die uw convenant heeft gemaakt. Een account van een ander convenant staat hier "
        "niet, ook niet als het bij u een rol heeft. Die rol ziet u bij Wie heeft toegang.",
        actie=Knop("Account aanmaken", reverse("mensen:account_nieuw"), "plus"),
        tweede=Knop("Rol toekennen", reverse("mensen:rol_toekennen")),
        bijschrift="Accounts met hun stand",
        leeg=Leeg("Er zijn nog geen accounts.", icoon="users"),
        toon=met_stand,
        **schermen.kader(request),
    )


def _wachtwoord(rij: Account, actor: Actor) -> Cel:
    gebruiker = rij.gebruiker
    if gebruiker.pk == actor.gebruiker_id:
        return Cel(doen=[Knop("Wijzigen", reverse("account_change_password"))])
    url = reverse("mensen:account_wachtwoord", args=[gebruiker.pk])
    return Cel(doen=[Knop("Nieuw wachtwoord", url, over=gebruiker.username)])


def _tweede_stap(rij: Account, actor: Actor) -> Cel:
    gebruiker = rij.gebruiker
    if gebruiker.tweede_stap_sinds is None:
        return Cel("Nog niet ingesteld")
    if gebruiker.pk == actor.gebruiker_id:
        return Cel(doen=[Knop("Wijzigen", reverse("mfa_index"))])
    url = reverse("mensen:account_tweede_stap", args=[gebruiker.pk])
    return Cel(doen=[Knop("Weghalen", url, over=gebruiker.username)])


def _doen(rij: Account, actor: Actor) -> Cel:
    gebruiker = rij.gebruiker
    if gebruiker.pk == actor.gebruiker_id:
        return Cel("Uw account")
    tekst, naam = ("Uitzetten", "uit") if gebruiker.is_active else ("Aanzetten", "aan")
    url = reverse(f"mensen:account_{naam}", args=[gebruiker.pk])
    return Cel(doen=[Knop(tekst, url, over=gebruiker.username)])


def _account_stand(rij: Account, actor: Actor) -> Cel:
    kleur, tekst = rij.stand
    return Cel(tekst, kleur=kleur, onder=f"Mail: {rij.mail.lower()}" if rij.mail else "")


KOLOMMEN = (
    Kolom("Account", lambda rij, actor: Cel(rij.gebruiker.naam, onder=rij.gebruiker.username)),
    Kolom("Stand", _account_stand),
    Kolom("Wachtwoord", _wachtwoord),
    Kolom("Tweede stap", _tweede_stap),
    Kolom("Actie", _doen),
)


@vers_ingelogd
@formulier_pagina
@sensitive_variables("wachtwoord")
def account_nieuw(request: ActorRequest) -> HttpResponse:
    """Make an account and show its temporary password, once (MC 15.2 c, d)."""
    schermen.alleen_beheer(request.actor)
    form = AccountForm(gepost(request))
    gemaakt: list[tuple[Gebruiker, str]] = []
    if uitgevoerd(
        form, lambda: gemaakt.append(beheer.maak_account(actor=request.actor, **form.cleaned_data))
    ):
        gebruiker, wachtwoord = gemaakt[0]
        return _toon_wachtwoord(request, gebruiker, wachtwoord, nieuw=True)
    return schermen.formulier(
        request,
        form,
        titel="Account aanmaken",
        uitleg="Een nieuw account ziet nog niets. Daarna geeft u het een rol, en een ander bevestigt die.",
        knop="Account aanmaken",
        terug=LIJST,
    )


@vers_ingelogd
@formulier_pagina
@sensitive_variables("wachtwoorden")
def wachtwoord(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Give an account a temporary password and show it, once (MC 15.2 d)."""
    gebruiker = _account(request, pk)
    form = forms.Form(gepost(request))
    wachtwoorden: list[str] = []
    if uitgevoerd(
        form,
        lambda: wachtwoorden.append(beheer.geef_wachtwoord(gebruiker, actor=request.actor)),
    ):
        return _toon_wachtwoord(request, gebruiker, wachtwoorden[0], nieuw=False)
    return schermen.bevestig(
        request,
        form,
        titel=f"Nieuw wachtwoord voor {gebruiker.username}",
        gevolgen=[
            "Het oude wachtwoord werkt niet meer. Open schermen van dit account sluiten.",
            "U ziet het nieuwe wachtwoord één keer.",
            "Uw collega kiest bij het inloggen een eigen wachtwoord.",
            "Alle rollen van dit account stoppen. Daarna bevestigt een ander elke rol opnieuw.",
            *([] if er_is_een_tweede(gebruiker, request.actor) else [NIEMAND_ANDERS]),
        ],
        knop="Nieuw wachtwoord maken",
        terug=LIJST,
    )


@vers_ingelogd
@formulier_pagina
def tweede_stap(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Take the second step away of a colleague who lost it (MC 15.2 d)."""
    gebruiker = _account(request, pk)
    form = forms.Form(gepost(request))
    if uitgevoerd(form, lambda: beheer.wis_tweede_stap(gebruiker, actor=request.actor)):
        messages.success(request, f"De tweede stap van {gebruiker.username} is weggehaald.")
        return redirect(LIJST)
    return schermen.bevestig(
        request,
        form,
        titel=f"Tweede stap van {gebruiker.username} weghalen",
        gevolgen=[
            "De app, de passkeys en de herstelcodes van dit account werken niet meer. Open schermen sluiten.",
            "Uw collega stelt bij het inloggen een nieuwe tweede stap in.",
            "Alle rollen van dit account stoppen. Daarna bevestigt een ander elke rol opnieuw.",
            *([] if er_is_een_tweede(gebruiker, request.actor) else [NIEMAND_ANDERS]),
        ],
        knop="Haal de tweede stap weg",
        terug=LIJST,
    )


@vers_ingelogd
@formulier_pagina
def uitzetten(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Switch an account off, from this moment on (MC 15.2 c)."""
    return _zet(
        request,
        pk,
        aan=False,
        gevolgen=[
            "Dit account kan niet meer inloggen.",
            "Een scherm dat nog openstaat, sluit meteen.",
            "De rollen blijven staan. U kunt het account weer aanzetten.",
        ],
    )


@vers_ingelogd
@formulier_pagina
def aanzetten(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Switch an account on again (MC 15.2 c)."""
    return _zet(
        request,
        pk,
        aan=True,
        gevolgen=[
            "Dit account kan weer inloggen met zijn eigen wachtwoord. Een oud scherm gaat niet weer open.",
            "De rollen die lopen en bevestigd zijn, gelden meteen weer.",
        ],
    )


# What the views share -------------------------------------------------------------------------
def _account(request: ActorRequest, pk: UUID) -> Gebruiker:
    """An account that this administrator manages; no other exists."""
    schermen.alleen_beheer(request.actor)
    return get_object_or_404(beheer.te_beheren(request.actor), pk=pk)


def _zet(request: ActorRequest, pk: UUID, *, aan: bool, gevolgen: list[str]) -> HttpResponse:
    gebruiker, woord = _account(request, pk), "aan" if aan else "uit"
    form = forms.Form(gepost(request))
    if uitgevoerd(form, lambda: beheer.zet_account(gebruiker, actor=request.actor, aan=aan)):
        messages.success(request, f"Het account {gebruiker.username} staat {woord}.")
        return redirect(LIJST)
    return schermen.bevestig(
        request,
        form,
        titel=f"Account {gebruiker.username} {woord}zetten",
        gevolgen=gevolgen,
        knop=f"Account {woord}zetten",
        terug=LIJST,
    )


def _toon_wachtwoord(
    request: HttpRequest, gebruiker: Gebruiker, wachtwoord: str, *, nieuw: bool
) -> HttpResponse:
    """The answer itself and no page after it: so the password is kept nowhere."""
    inhoud = {"gebruiker": gebruiker, "wachtwoord": wachtwoord, "nieuw": nieuw}
    return render(request, "mensen/wachtwoord.html", inhoud)


def _stand(gebruiker: Gebruiker, *, heeft_rol: bool, wacht: bool) -> tuple[str, str]:
    """The state of an account as a badge."""
    if not gebruiker.is_active:
        return "neutraal", "Uitgezet"
    if not heeft_rol:
        return "let_op", "Heeft nog geen rol"
    if gebruiker.tijdelijk_wachtwoord_sinds:
        return "let_op", "Kiest nog een eigen wachtwoord"
    if wacht:
        return "let_op", "Rol wacht op bevestiging"
    return "actief", "Actief"
