"""The list of meetings, and the page on which one is prepared. Each begins at what the actor may see."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from convenant import satelliet
from gedeeld.actor import Actor, ActorRequest
from gedeeld.bladeren import blader
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.lijst import Cel, Knop, Kolom, Leeg, lijstpagina
from register.models import Dossier, Inzage, noteer_lijst
from register.registry import bestand, bestanden

from . import decisions, forms, kalender, rules, schermen, stukken
from .mensen import kandidaten
from .models import Agendapunt, Genodigde, Overleg, Soort, Stand
from .noemen import in_overleg
from .querysets import lezer
from .schermen import KLEUR, haal, haal_als_houder


@require_safe
def lijst(request: ActorRequest) -> HttpResponse:
    """The meetings that the actor sees: those to come, or those that were."""
    if not request.actor.werkt_met_dossiers:
        raise Http404
    geweest = request.GET.get("wat") == "geweest"
    filter_ = forms.SoortFilter(request)
    rijen = Overleg.objects.visible_to(request.actor).select_related("partij")
    rijen = rijen.geweest() if geweest else rijen.komend()
    maakt = bool(rules.soorten(request.actor))
    leeg = _leeg(geweest=geweest, maakt=maakt)
    if wis := filter_.wis_url:
        zin = "Kies een ander filter of wis het."
        leeg = Leeg("Geen overleggen met dit filter.", zin, wis, "Wis filters")
    return lijstpagina(
        request,
        blader(request, filter_.filter(rijen)),
        KOLOMMEN,
        titel="Overleg",
        uitleg="U ziet van elk overleg alleen de dossiers die u mag lezen.",
        actie=Knop("Plan een overleg", reverse("overleg:nieuw"), "plus") if maakt else None,
        tabs=[
            {"label": "Gepland", "url": "?", "actief": not geweest},
            {"label": "Geweest", "url": "?wat=geweest", "actief": geweest},
        ],
        bijschrift="Overleggen die zijn geweest" if geweest else "Overleggen die komen",
        leeg=leeg,
        filter_=filter_,
    )


def _leeg(*, geweest: bool, maakt: bool) -> Leeg:
    if geweest:
        return Leeg("Er is nog geen overleg geweest.", icoon="clock")
    if not maakt:
        return Leeg("Er is geen overleg gepland.", "De uitvoerder nodigt u uit.", icoon="clock")
    naar = reverse("overleg:nieuw")
    return Leeg(
        "Er is geen overleg gepland.", "Plan het eerste.", naar, "Plan een overleg", "clock"
    )


def _wanneer(rij: Overleg, actor: Actor) -> Cel:
    tijd = f"{rij.begin:%H:%M} tot {rij.eind:%H:%M}"
    return Cel(schermen.titel(rij), url=schermen.url(rij), onder=tijd)


KOLOMMEN = (
    Kolom("Overleg", _wanneer),
    Kolom("Gemeente", lambda rij, actor: Cel(rij.partij.naam)),
    Kolom("Plaats", lambda rij, actor: Cel(rij.plaats)),
    Kolom("Stand", lambda rij, actor: Cel(rij.stand.label, kleur=KLEUR[rij.stand])),
)


@formulier_pagina
def nieuw(request: ActorRequest) -> HttpResponse:
    """Plan a meeting or a series."""
    actor, soorten = request.actor, rules.soorten(request.actor)
    if not soorten:
        raise Http404
    form, gemaakt = forms.PlanForm(gepost(request), actor=actor, soorten=soorten), []
    if uitgevoerd(form, lambda: gemaakt.append(decisions.plan(actor=actor, **form.cleaned_data))):
        messages.success(request, "Het overleg is gepland. Kijk de agenda en de genodigden na.")
        return redirect(schermen.url(gemaakt[0]))
    return schermen.toon(
        request,
        form,
        titel="Plan een overleg",
        knop="Plan het overleg",
        uitleg="De agenda vult zich vanzelf met de dossiers die aan de beurt zijn.",
        terug=reverse("overleg:lijst"),
    )


@require_safe
@never_cache
def overleg(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One meeting: when and where, its agenda, and who was invited."""
    gevonden = haal(request, pk)
    houdt, wie = rules.houdt(request.actor, gevonden), genodigden(request.actor, gevonden)
    return render(
        request,
        "overleg/overleg.html",
        {
            "overleg": gevonden,
            "titel": schermen.titel(gevonden),
            "kleur": KLEUR[gevonden.stand],
            "meta": _meta(gevonden),
            "pad": schermen.kruimels(),
            "houdt": houdt,
            "open": gevonden.stand in decisions.OPEN,
            "punten": agenda(request, gevonden),
            "genodigden": wie,
            "er_is_iemand": any(rij.aanwezig for rij in wie),
            "te_beginnen": gevonden.dag <= request.actor.vandaag,
        },
    )


def _meta(rij: Overleg) -> list[tuple[str, str]]:
    uit = [
        ("Tijd", f"{rij.begin:%H:%M} tot {rij.eind:%H:%M}"),
        ("Plaats", rij.plaats),
        ("Gemeente", rij.partij.naam),
    ]
    return [*uit, *rij.leiding]


def agenda(request: ActorRequest, rij: Overleg) -> list[dict[str, Any]]:
    """The items that the actor sees, each with the page of its file; while a guest is there, with the
    screen that warns before a file is opened (MvT 2.3).
    """
    gast = rij.stand == Stand.BEZIG and rij.gasten.exists()
    return [
        {"punt": punt, "url": url_van(punt, request.actor, via_scherm=gast)}
        for punt in schermen.punten(request, rij)
    ]


def url_van(punt: Agendapunt, actor: Actor, *, via_scherm: bool = False) -> str:
    """Where this actor reads of the file what is for him; empty for a general matter."""
    if punt.dossier_id is None:
        return ""
    if via_scherm:
        return reverse("overleg:scherm_punt", args=[punt.overleg_id, punt.pk])
    return bestand(punt.dossiersoort).url_voor(punt.als_dossier, actor)


def genodigden(actor: Actor, rij: Overleg) -> list[Genodigde]:
    """Who was invited, as far as the actor may know."""
    rijen = rij.genodigden.visible_to(actor).select_related("gebruiker", "partij")
    return sorted(rijen, key=lambda g: (g.gebruiker is None, g.partij.naam if g.partij else ""))


@formulier_pagina
def wijzigen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Move a meeting."""
    gevonden = haal_als_houder(request, pk)
    nu = {naam: getattr(gevonden, naam) for naam in ("dag", "begin", "eind", "plaats")}
    form = forms.WanneerForm(
        gepost(request), initial=nu, herkent=in_overleg(request.actor, gevonden)
    )
    return schermen.formulier(
        request,
        form,
        lambda: decisions.wijzig(gevonden, actor=request.actor, **form.cleaned_data),
        titel="Verzet het overleg",
        knop="Sla op",
        gelukt="Het overleg is gewijzigd. Verstuur de uitnodiging opnieuw.",
        overleg=gevonden,
        uitleg="Andere overleggen van dezelfde reeks blijven staan." if gevonden.reeks else "",
    )


@formulier_pagina
def afgelasten(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Cancel a meeting, after reading what that does."""
    gevonden = haal_als_houder(request, pk)
    form = forms.BevestigForm(gepost(request))
    return schermen.formulier(
        request,
        form,
        lambda: decisions.last_af(gevonden, actor=request.actor),
        titel="Last het overleg af",
        knop="Last af",
        gelukt="Het overleg is afgelast.",
        overleg=gevonden,
        gevolgen=[
            "Wie is uitgenodigd, ziet op de werklijst dat het overleg niet doorgaat.",
            "Wat op de agenda stond, komt op de agenda van het volgende overleg.",
            "Stuur ook het agendabestand (.ics) opnieuw. Dat haalt de afspraak uit agenda's.",
        ],
    )


@formulier_pagina
def uitnodigen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Say by name who is invited, and who is in the chair."""
    gevonden = haal_als_houder(request, pk)
    rijen = gevonden.genodigden.exclude(gebruiker=None)
    nu = {rij.gebruiker_id: lezer(rij.gebruiker_id, rij.partij_id) for rij in rijen}
    form = forms.GenodigdenForm(
        gepost(request),
        kandidaten=kandidaten(gevonden),
        initial={"genodigden": list(nu.values()), "voorzitter": nu.get(gevonden.voorzitter_id, "")},
        kiest_voorzitter=gevonden.soort == Soort.WEEGPLOEG,
    )
    return schermen.formulier(
        request,
        form,
        lambda: decisions.nodig_uit(gevonden, actor=request.actor, **form.cleaned_data),
        titel="Genodigden",
        knop="Sla op",
        gelukt="De genodigden zijn opgeslagen.",
        overleg=gevonden,
    )


@formulier_pagina
def gast(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Invite a general expert."""
    gevonden = haal_als_houder(request, pk)
    form = forms.GastForm(
        gepost(request), deskundigen=satelliet.van_convenant(request.actor).op(gevonden.dag)
    )
    return schermen.formulier(
        request,
        form,
        lambda: decisions.nodig_gast_uit(gevonden, actor=request.actor, **form.cleaned_data),
        titel="Nodig een deskundige uit",
        knop="Voeg toe",
        gelukt="De deskundige staat op de lijst, voor algemene punten.",
        overleg=gevonden,
    )


@require_POST
def gast_weg(request: ActorRequest, pk: UUID, gast: UUID) -> HttpResponse:
    """Take a guest off the list."""
    gevonden = haal_als_houder(request, pk)
    daad = partial(decisions.zeg_gast_af, gevonden, actor=request.actor, gast=gast)
    return schermen.doe(request, daad, schermen.url(gevonden), "De deskundige is van de lijst.")


@require_POST
def verstuurd(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Note that the invitation went out."""
    gevonden = haal_als_houder(request, pk)
    daad = partial(decisions.verstuur, gevonden, actor=request.actor)
    return schermen.doe(request, daad, schermen.url(gevonden), "Vastgelegd: uitnodiging verstuurd.")


# The agenda ------------------------------------------------------------------------------------
@formulier_pagina
def dossier_erbij(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Put a file on the agenda."""
    gevonden = haal_als_houder(request, pk)
    te_kiezen = _te_kiezen(gevonden, request.actor)
    noteer_lijst(request, list(te_kiezen))
    form = forms.DossierForm(gepost(request), dossiers=te_kiezen)
    return schermen.formulier(
        request,
        form,
        lambda: decisions.voeg_dossier_toe(gevonden, actor=request.actor, **form.cleaned_data),
        titel="Zet een dossier op de agenda",
        knop="Zet op de agenda",
        gelukt="Het dossier staat op de agenda.",
        overleg=gevonden,
    )


def _te_kiezen(rij: Overleg, actor: Actor) -> Any:
    """Files that can be discussed there and are not on the agenda, the newest first."""
    soorten = [soort.soort for soort in bestanden() if soort.vergadert == rij.soort]
    erop = rij.punten.filter(afgevoerd=False).exclude(dossier=None).values("dossier")
    rijen = Dossier.objects.visible_to(actor).filter(
        dossiersoort__in=soorten, partij=rij.partij_id, gearchiveerd_op=None, gesloten_op=None
    )
    return rijen.exclude(pk__in=erop).order_by("-begonnen_op", "nummer")


@formulier_pagina
def algemeen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Put a general matter on the agenda."""
    gevonden = haal_als_houder(request, pk)
    form = forms.AlgemeenForm(gepost(request), herkent=in_overleg(request.actor, gevonden))
    return schermen.formulier(
        request,
        form,
        lambda: decisions.voeg_algemeen_toe(gevonden, actor=request.actor, **form.cleaned_data),
        titel="Voeg een algemeen punt toe",
        knop="Voeg toe",
        gelukt="Het punt staat op de agenda.",
        overleg=gevonden,
    )


@require_POST
def punt(request: ActorRequest, pk: UUID, punt: UUID) -> HttpResponse:
    """Move an item up or down, or take it off."""
    gevonden = haal_als_houder(request, pk)
    doe = decisions.DADEN.get(request.POST.get("daad", ""))
    naar = f"{schermen.url(gevonden)}#agenda"
    if doe is None:
        return redirect(naar)
    return schermen.doe(request, partial(doe, gevonden, actor=request.actor, punt=punt), naar)


# To take along ---------------------------------------------------------------------------------
@require_safe
def agenda_pdf(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The agenda as this actor sees it, or as he sends it round."""
    gevonden = haal(request, pk)
    rond = _gaat_rond(request, gevonden)
    punten = (
        _ongenoemd(request, gevonden)
        if rond
        else schermen.punten(request, gevonden, Inzage.Soort.PDF)
    )
    papier = stukken.agenda(gevonden, punten, op=request.actor.vandaag, rond=rond)
    return stukken.als_pdf(papier, f"agenda-{gevonden.dag}")


@require_safe
def uitnodiging_pdf(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The invitation: it says how many files there are."""
    gevonden = haal(request, pk)
    wie = genodigden(request.actor, gevonden)
    punten = _ongenoemd(request, gevonden)
    papier = stukken.uitnodiging(
        gevonden, punten, wie, op=request.actor.vandaag, rond=_gaat_rond(request, gevonden)
    )
    return stukken.als_pdf(papier, f"uitnodiging-{gevonden.dag}")


@require_safe
def ics(request: ActorRequest, pk: UUID) -> HttpResponse:
    """For a calendar."""
    gevonden = haal(request, pk)
    aantal = sum(punt.dossier_id is not None for punt in _ongenoemd(request, gevonden))
    rond = _gaat_rond(request, gevonden)
    return HttpResponse(
        kalender.ics(gevonden, aantal=None if rond else aantal, nu=request.actor.nu),
        content_type="text/calendar; charset=utf-8",
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="overleg-{gevonden.dag}.ics"',
        },
    )


def _gaat_rond(request: ActorRequest, rij: Overleg) -> bool:
    """Whether the actor sends these papers to parties of several casussen: who keeps a casusoverleg (PB 4.3)."""
    return rij.soort == Soort.CASUSOVERLEG and rules.houdt(request.actor, rij)


def _ongenoemd(request: ActorRequest, rij: Overleg) -> list[Agendapunt]:
    """The items, for a paper that says how many there are and not which: nobody read a file by it."""
    return list(rij.punten.visible_to(request.actor).filter(afgevoerd=False))
