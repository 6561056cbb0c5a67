"""The meeting screen: one item at a time, with what can be decided beside it (PB 3.3, 4.3)."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gedeeld.actor import ActorRequest
from gedeeld.afschrift import Afschrift
from gedeeld.forms import formulier_pagina, gepost
from gedeeld.weigering import Onvindbaar
from register.access import haal as haal_dossier
from register.models import noteer_lijst
from register.registry import bestand, heel_afschrift

from .. import rules, schermen
from ..forms import BevestigForm
from ..models import Agendapunt, Genodigde, Overleg, Stand
from ..noemen import in_overleg
from ..schermen import haal, haal_als_houder
from ..views import genodigden, url_van
from . import decisions, forms
from .erbij import kunnen_erbij_zijn, leg_erbij_vast
from .plaats import Plaats, kop, plaats_van, zichtbaar


def naar_scherm(overleg: Overleg, punt: Agendapunt | None = None) -> str:
    """Address of the screen, at an item."""
    if punt is None:
        return reverse("overleg:scherm", args=[overleg.pk])
    return reverse("overleg:scherm_punt", args=[overleg.pk, punt.pk])


@require_safe
def scherm(request: ActorRequest, pk: UUID) -> HttpResponse:
    """To the first item that was not discussed; without one back to the meeting."""
    gevonden = haal(request, pk)
    open_ = [punt for punt in zichtbaar(request, gevonden) if punt.besproken_op is None]
    if open_ and gevonden.stand == Stand.BEZIG:
        return redirect(naar_scherm(gevonden, open_[0]))
    return redirect(schermen.url(gevonden))


@require_safe
@never_cache
def scherm_punt(request: ActorRequest, pk: UUID, punt: UUID) -> HttpResponse:
    """One item, large. A file is read here as anywhere: who may not read it finds nothing."""
    gevonden = haal(request, pk)
    plaats = plaats_van(zichtbaar(request, gevonden), punt)
    if plaats is None:
        raise Onvindbaar(Overleg, pk)
    if gevonden.stand != Stand.BEZIG:
        messages.warning(request, "Dit overleg is nu niet bezig.")
        return redirect(schermen.url(gevonden))
    return _toon(request, gevonden, plaats)


def _toon(
    request: ActorRequest, gevonden: Any, plaats: Plaats, form: Form | None = None
) -> HttpResponse:
    inhoud = kop(request, gevonden, plaats) | {"pad": schermen.kruimels(gevonden)}
    gasten = list(gevonden.gasten.visible_to(request.actor)) if plaats.punt.dossier_id else []
    if gasten:  # warned before the file is opened: nothing of it is asked of the database
        return render(request, "overleg/gast_aanwezig.html", inhoud | {"gasten": gasten})
    inhoud |= _dossier(request, plaats.punt) if plaats.punt.dossier_id else {}
    if not plaats.punt.dossier_id and inhoud["houdt"] and not _is_klaar(plaats.punt):
        inhoud["form"] = form or _form(request, gevonden, plaats.punt)
    return render(request, "overleg/scherm.html", inhoud)


def _form(request: ActorRequest, overleg: Overleg, punt: Agendapunt) -> Form:
    """On a general matter, or on the minutes that are to be approved."""
    vast: dict[str, Any] = {"herkent": in_overleg(request.actor, overleg)}
    if punt.verslag_id:
        return forms.VerslagForm(gepost(request), **vast)
    return forms.ConclusieForm(gepost(request), initial={"conclusie": punt.conclusie}, **vast)


def _is_klaar(punt: Agendapunt) -> bool:
    """Whether it was said of minutes whether they are approved: that is not said a second time."""
    return punt.verslag_id is not None and punt.besproken_op is not None


def _dossier(request: ActorRequest, punt: Agendapunt) -> dict[str, Any]:
    """What the screen says of a file: its transcript, and the form on which its decision is logged."""
    soort = bestand(punt.dossiersoort)
    rijen, sleutel = soort.met_inhoud.visible_to(request.actor), punt.dossier_id
    assert sleutel
    if not rijen.filter(pk=sleutel).exists():  # who reads the plan alone, reads it on its own page
        return {"plan_url": url_van(punt, request.actor)}
    dossier = haal_dossier(request, rijen, sleutel)
    afschrift: Afschrift = heel_afschrift(dossier, soort.publiek(request.actor))
    uit: dict[str, Any] = {"afschrift": afschrift, "dossier_url": soort.url(dossier)}
    if rules.houdt(request.actor, punt.overleg):
        uit["te_besluiten"] = soort.te_besluiten(dossier, punt.overleg.pk)
    return uit


# What the secretary records --------------------------------------------------------------------
@formulier_pagina
def aanwezig(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record who is there; from there the meeting begins."""
    gevonden = haal_als_houder(request, pk)
    wie = genodigden(request.actor, gevonden)
    form = forms.AanwezigForm(
        gepost(request),
        genodigden=wie,
        begonnen=gevonden.begonnen_op is not None,
        initial={
            "aanwezig": [rij.pk for rij in wie if rij.aanwezig],
            "vertrokken": [rij.pk for rij in wie if rij.vertrokken_op],
        },
    )
    return schermen.formulier(
        request,
        form,
        lambda: decisions.leg_aanwezig_vast(gevonden, actor=request.actor, **form.cleaned_data),
        titel="Wie is er?",
        knop="Leg vast",
        gelukt="Vastgelegd wie er is.",
        overleg=gevonden,
    )


@formulier_pagina
@never_cache
def erbij(request: ActorRequest, pk: UUID, punt: UUID) -> HttpResponse:
    """Record who was there when a file was discussed, and what each brought in."""
    gevonden = haal_als_houder(request, pk)
    punten = zichtbaar(request, gevonden)
    rij = next((p for p in punten if p.pk == punt and p.dossier_id), None)
    if rij is None:
        raise Onvindbaar(Overleg, pk)
    if gevonden.stand not in (Stand.BEZIG, Stand.CONCEPT):
        messages.warning(
            request, "Dit kan alleen tijdens het overleg, en tot het verslag vaststaat."
        )
        return redirect(schermen.url(gevonden))
    wie = kunnen_erbij_zijn(rij)
    form = forms.ErbijForm(gepost(request), genodigden=wie, initial=_erbij_nu(rij, wie))
    noteer_lijst(request, [rij.als_dossier])
    bezig = gevonden.stand == Stand.BEZIG
    return schermen.formulier(
        request,
        form,
        lambda: leg_erbij_vast(
            gevonden,
            actor=request.actor,
            punt=rij.pk,
            erbij=form.cleaned_data["erbij"],
            inbreng=form.inbreng,
        ),
        titel=f"{rij.nummer}: wie was erbij?",
        knop="Leg vast",
        gelukt="Vastgelegd wie erbij was.",
        overleg=gevonden,
        naar=naar_scherm(gevonden, rij) if bezig else schermen.url_verslag(gevonden),
    )


def _erbij_nu(punt: Agendapunt, wie: list[Genodigde]) -> dict[str, Any]:
    """What is stored of it; of an item that was not discussed yet, who is there now."""
    bekend = {(rij.gebruiker_id, rij.partij_id): rij for rij in punt.erbij.all()}
    uit: dict[str, Any] = {"erbij": []}
    for rij in wie:
        oud = bekend.get((rij.gebruiker_id, rij.partij_id))
        if oud.aanwezig if oud else rij.aanwezig and rij.vertrokken_op is None:
            uit["erbij"].append(rij.pk)
        uit[f"inbreng_{rij.pk.hex}"] = oud.inbreng if oud else None
    return uit


@require_POST
def begin(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Open the meeting."""
    gevonden = haal_als_houder(request, pk)
    daad = partial(decisions.begin, gevonden, actor=request.actor)
    return schermen.doe(request, daad, naar_scherm(gevonden), "Het overleg is begonnen.")


@require_POST
def gast_is_weg(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The guests left."""
    gevonden = haal_als_houder(request, pk)
    daad = partial(decisions.gast_is_weg, gevonden, actor=request.actor)
    naar = naar_scherm(gevonden)
    if terug := request.POST.get("punt"):
        plaats = next((p for p in zichtbaar(request, gevonden) if str(p.pk) == terug), None)
        naar = naar_scherm(gevonden, plaats)
    return schermen.doe(request, daad, naar)


@require_POST
def besproken(request: ActorRequest, pk: UUID, punt: UUID) -> HttpResponse:
    """An item was discussed: to the next one."""
    gevonden = haal_als_houder(request, pk)
    plaats = plaats_van(zichtbaar(request, gevonden), punt)
    if plaats is None:
        raise Onvindbaar(Overleg, pk)
    conclusie = request.POST.get("conclusie", "")
    naar = naar_scherm(gevonden, plaats.volgende) if plaats.volgende else schermen.url(gevonden)
    if plaats.punt.dossier_id is None:
        form = _form(request, gevonden, plaats.punt)
        if not form.is_valid():
            return _toon(request, gevonden, plaats, form)
        if plaats.punt.verslag_id:
            daad = partial(
                decisions.bespreek_verslag,
                gevonden,
                actor=request.actor,
                punt=punt,
                **form.cleaned_data,
            )
            return schermen.doe(request, daad, naar)
        conclusie = form.cleaned_data["conclusie"]
    daad = partial(
        decisions.besproken, gevonden, actor=request.actor, punt=punt, conclusie=conclusie
    )
    return schermen.doe(request, daad, naar)


@formulier_pagina
def sluiten(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The meeting is over, after reading what that does."""
    gevonden = haal_als_houder(request, pk)
    form = BevestigForm(gepost(request))
    return schermen.formulier(
        request,
        form,
        lambda: decisions.sluit(gevonden, actor=request.actor),
        titel="Sluit het overleg",
        knop="Sluit het overleg",
        gelukt="Het overleg is gesloten. Het verslag ligt klaar als concept.",
        overleg=gevonden,
        gevolgen=[
            "Wat niet is besproken, komt op de agenda van het volgende overleg.",
            "Wie erbij was, leest het conceptverslag en kan er een opmerking bij maken.",
            "Het volgende overleg stelt het verslag vast.",
        ],
    )
