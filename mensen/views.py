"""Who may act for whom: roles, given, confirmed by a second person and ended (MC 15.2 c)."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from convenant import decisions, rules, schermen
from convenant.models import Partij, Verklaringsdocument
from gedeeld.actor import Actor, ActorRequest
from gedeeld.bladeren import blader
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.lijst import Cel, Knop, Kolom, Leeg, lijstpagina
from gedeeld.vers import vers_ingelogd
from gedeeld.weigering import NietMogelijk
from register.models import Inzage

from . import rollen
from .forms import IntrekForm, RolBevestigForm, RolForm
from .models import Vertegenwoordiging


@require_safe
def toegang(request: ActorRequest) -> HttpResponse:
    """Who may act for which party, in which role, and why (MC 15.2 b, c)."""
    if not decisions.mag_toegang_lezen(request.actor):
        raise Http404
    rijen = (
        Vertegenwoordiging.objects.filter(partij__convenant=request.actor.convenant_id)
        .select_related("gebruiker", "partij")
        .order_by(
            F("tot").desc(nulls_first=True), "partij__naam", "rol", "gebruiker__username", "pk"
        )
    )
    beheert = decisions.mag_beheren(request.actor)
    doet = beheert or decisions.mag_bevestigen(request.actor)
    return lijstpagina(
        request,
        blader(request, rijen),
        (*KOLOMMEN, Kolom("Actie", _doen)) if doet else KOLOMMEN,
        titel="Wie heeft toegang",
        uitleg="Welk account namens welke partij werkt, in welke rol en waarom. Een rol werkt pas als een "
        "tweede persoon hem heeft bevestigd.",
        actie=Knop("Rol toekennen", reverse("mensen:rol_toekennen"), "plus") if beheert else None,
        tweede=Knop("Account aanmaken", reverse("mensen:account_nieuw")) if beheert else None,
        sjabloon="mensen/toegang.html",
        beheert=beheert,
        bijschrift="Accounts met hun partij en rol",
        leeg=Leeg("Er is nog geen rol toegekend.", icoon="users"),
        **schermen.kader(request),
    )


def _sinds(rij: Vertegenwoordiging, actor: Actor) -> Cel:
    return Cel(date_format(rij.van, "j F Y"), onder=rij.reden)


def _stand(rij: Vertegenwoordiging, actor: Actor) -> Cel:
    (kleur, tekst), _, _ = _rol(rij, actor)
    return Cel(tekst, kleur=kleur, onder=rij.reden_einde)


def _doen(rij: Vertegenwoordiging, actor: Actor) -> Cel:
    _, bevestigen, beeindigen = _rol(rij, actor)
    daden = (
        (bevestigen, "Bevestigen", "mensen:rol_bevestigen"),
        (beeindigen, "Beëindigen", "mensen:rol_intrekken"),
    )
    wie = rij.gebruiker.username
    return Cel(
        doen=[
            Knop(tekst, reverse(naam, args=[rij.pk]), over=wie) for mag, tekst, naam in daden if mag
        ]
    )


KOLOMMEN = (
    Kolom("Account", lambda rij, actor: Cel(rij.gebruiker.naam, onder=rij.gebruiker.username)),
    Kolom("Partij en rol", lambda rij, actor: Cel(str(rij.partij), onder=rij.rol_label)),
    Kolom("Sinds", _sinds),
    Kolom("Stand", _stand),
)


def _rol(rij: Vertegenwoordiging, actor: Actor) -> tuple[tuple[str, str], bool, bool]:
    """The state of a role as a badge, and whether this actor sees to it: confirm it, end it.

    Whether the account chose a password of its own is not said here: it may be of another covenant.
    """
    stand = rules.stand(rij.van, rij.tot, actor.vandaag)
    if stand[0] == "neutraal":
        return stand, False, False
    wacht = rij.bevestigd_op is None
    if not rij.gebruiker.is_active:
        stand = "neutraal", "Account uitgezet"
    elif wacht:
        stand = "let_op", "Wacht op bevestiging"
    kan = wacht and rij.gebruiker.is_active and decisions.mag_bevestigen(actor)
    return (
        stand,
        kan and not rollen.eigen_bezwaar(rij, actor),
        decisions.mag_beheren(actor) and not rollen.bezwaar_einde(rij, actor),
    )


@vers_ingelogd
@formulier_pagina
def rol_toekennen(request: ActorRequest) -> HttpResponse:
    """Give an account a role (MC 15.2 c)."""
    schermen.alleen_beheer(request.actor)
    form = RolForm(gepost(request), actor=request.actor, initial={"van": request.actor.vandaag})
    if uitgevoerd(form, lambda: rollen.ken_toe(actor=request.actor, **form.cleaned_data)):
        messages.success(request, "De rol is toegekend. Een ander bevestigt hem nog.")
        return redirect("mensen:toegang")
    return schermen.formulier(
        request,
        form,
        titel="Rol toekennen",
        uitleg="Een account ziet alleen wat bij zijn partij en rol hoort. De rol werkt pas als een ander hem heeft bevestigd.",
        knop="Rol toekennen",
        terug="mensen:toegang",
    )


@vers_ingelogd
@formulier_pagina
def rol_bevestigen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Be the second person of a role, after asking the colleague (MC 8.4, 10.4; ADR 11)."""
    rij, zin = _te_bevestigen(request, pk), ""
    form = RolBevestigForm(gepost(request), initial=_gevraagd(rij))
    if form.is_valid():
        try:
            rollen.bevestig_rol(pk, actor=request.actor, gevraagd=form.cleaned_data["gevraagd"])
        except NietMogelijk as fout:  # something changed since he opened the page: he looks again
            rij, zin = _te_bevestigen(request, pk), fout.messages[0]
            form = RolBevestigForm(initial=_gevraagd(rij))
        else:
            messages.success(request, "De rol is bevestigd.")
            return redirect("mensen:toegang")
    bezwaar = rollen.bezwaar(rij, request.actor)
    inhoud = {
        "rij": rij,
        "form": form,
        "bezwaar": bezwaar,
        "melding": bezwaar or zin,
        "gevolgen": _als_bevestigd(rij, request.actor.vandaag),
        "mag_beeindigen": not rollen.bezwaar_einde(rij, request.actor),
        "terug": reverse("mensen:toegang"),
    }
    return render(request, "mensen/rol_bevestigen.html", inhoud)


def _te_bevestigen(request: ActorRequest, pk: UUID) -> Vertegenwoordiging:
    if not decisions.mag_bevestigen(request.actor):
        raise Http404
    return _vertegenwoordiging(request, pk)


def _als_bevestigd(rij: Vertegenwoordiging, vandaag: date) -> list[str]:
    ziet = "ziet dit account wat bij deze partij en rol hoort."
    return [
        f"Vanaf nu {ziet}"
        if rij.van <= vandaag
        else f"Vanaf {date_format(rij.van, 'j F Y')} {ziet}",
        "In het overzicht van wijzigingen staat dat u deze rol hebt bevestigd.",
        "Krijgt dit account een nieuw tijdelijk wachtwoord? Dan bevestigt iemand de rol opnieuw.",
    ]


def _gevraagd(rij: Vertegenwoordiging) -> dict[str, str]:
    """What the colleague is asked about."""
    return {"gevraagd": rollen.wachtwoord_van(rij.gebruiker)}


@vers_ingelogd
@formulier_pagina
def rol_intrekken(request: ActorRequest, pk: UUID) -> HttpResponse:
    """End a role, from this moment on (MC 15.2 c); also to refuse one that waits."""
    rij = _te_bevestigen(request, pk)
    bezwaar = rollen.bezwaar_einde(rij, request.actor)
    if bezwaar and request.method != "POST":  # what is posted the decision refuses, at the form
        messages.warning(request, bezwaar)
        return redirect("mensen:toegang")
    form = IntrekForm(gepost(request))
    if uitgevoerd(form, lambda: rollen.trek_in(pk, actor=request.actor, **form.cleaned_data)):
        messages.success(request, "De rol is beëindigd.")
        return redirect("mensen:toegang")
    return schermen.bevestig(
        request,
        form,
        titel="Rol beëindigen",
        tekst=f"{rij.gebruiker.naam}: {rij.rol_label} namens {rij.partij}.",
        gevolgen=["Dit account ziet hiermee vanaf nu niets meer, ook niet in een open scherm."],
        knop="Rol beëindigen",
        terug="mensen:toegang",
    )


def _vertegenwoordiging(request: ActorRequest, pk: UUID) -> Vertegenwoordiging:
    """A role under the actor's own covenant; no other exists."""
    rijen: QuerySet[Vertegenwoordiging] = Vertegenwoordiging.objects.select_related(
        "gebruiker", "partij", "toegekend_door"
    )
    return get_object_or_404(rijen, pk=pk, partij__convenant=request.actor.convenant_id)


@require_safe
def verklaring_document(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The signed statement, to keep; never shown inside a page (PB 2, MC 14.2).

    It bears the name of who signed, so the read log says who took it (MC 15.2 e).
    """
    if not decisions.mag_documenten_lezen(request.actor):
        raise Http404
    documenten = Verklaringsdocument.objects.select_related("verklaring__partij")
    document = get_object_or_404(
        documenten, pk=pk, verklaring__partij__convenant=request.actor.convenant_id
    )
    Inzage.zonder_dossier(request, Partij._meta.label_lower, Inzage.Soort.PDF, document.naam)
    # nosniff and no-store are set for every page.
    return HttpResponse(
        document.inhoud,
        content_type=document.soort,
        headers={"Content-Disposition": f'attachment; filename="{document.bestandsnaam}"'},
    )
