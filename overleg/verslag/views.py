"""The minutes: to read, to comment on, to approve, and to take along."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gedeeld.actor import ActorRequest
from gedeeld.afschrift import datum
from gedeeld.forms import formulier_pagina, gepost
from register.models import Inzage, noteer_lijst

from .. import rules, schermen, stukken
from ..models import Overleg, Stand
from ..noemen import in_overleg
from ..schermen import KLEUR, haal, haal_als_houder
from . import decisions, forms
from .inhoud import Punt, Verslag
from .inhoud import verslag as maak_verslag

NIET_BESPROKEN = "Niet besproken"
KOMT_TERUG = "Dit komt op de agenda van het volgende overleg."
MET_VERSLAG = (Stand.CONCEPT, Stand.VASTGESTELD)


def _nog_niet(
    request: ActorRequest, overleg: Overleg, zin: str = "Er is nog geen verslag."
) -> HttpResponse:
    messages.warning(request, zin)
    return redirect(schermen.url(overleg))


@require_safe
@never_cache
def verslag(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The minutes as this reader gets them."""
    gevonden = haal(request, pk)
    if gevonden.stand not in MET_VERSLAG:
        return _nog_niet(request, gevonden)
    houdt = rules.houdt(request.actor, gevonden)
    return render(
        request,
        "overleg/verslag.html",
        {
            "overleg": gevonden,
            "titel": f"Verslag {schermen.titel(gevonden).lower()}",
            "pad": schermen.kruimels(gevonden),
            "kleur": KLEUR[gevonden.stand],
            "verslag": maak_verslag(request, gevonden),
            "niet_besproken": NIET_BESPROKEN,
            "komt_terug": KOMT_TERUG,
            "houdt": houdt,
            "concept": gevonden.stand == Stand.CONCEPT,
            "later": decisions.later(gevonden).exists() if houdt else False,
        },
    )


@require_safe
def verslag_pdf(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The same as PDF: it bears what its reader may read, and is for him alone."""
    gevonden = haal(request, pk)
    if gevonden.stand not in MET_VERSLAG:
        return _nog_niet(request, gevonden)
    inhoud = maak_verslag(request, gevonden, Inzage.Soort.PDF)
    papier = als_stuk(inhoud, request)
    return stukken.als_pdf(papier, f"verslag-{gevonden.dag}")


def als_stuk(inhoud: Verslag, request: ActorRequest) -> stukken.Stuk:
    """The minutes as plain data."""
    overleg, titel = inhoud.overleg, "Conceptverslag"
    if overleg.stand == Stand.VASTGESTELD:
        titel = "Verslag"
    secties = [
        stukken.sectie("Aanwezig", punten=[stukken.naam_van(rij) for rij in inhoud.aanwezig]),
        *(
            [stukken.sectie("Afwezig", punten=[stukken.naam_van(rij) for rij in inhoud.afwezig])]
            if inhoud.afwezig
            else []
        ),
        *(deel for punt in inhoud.punten for deel in _punt(punt)),
    ]
    if inhoud.niet_besproken:
        waarover = [punt.nummer or str(punt.onderwerp) for punt in inhoud.niet_besproken]
        secties.append(stukken.sectie(NIET_BESPROKEN, punten=waarover, alineas=[KOMT_TERUG]))
    actor = request.actor
    return stukken.stuk(
        overleg,
        titel,
        secties,
        op=actor.vandaag,
        inleiding=[vastgesteld(overleg)],
        voor=f"Voor {actor.naam}, {actor.partij_naam}.",
    )


def vastgesteld(overleg: Overleg) -> str:
    """Whether the minutes were approved, and in which meeting, as a sentence."""
    if overleg.vastgesteld_op is None:
        return "Dit is een concept. Het verslag is nog niet vastgesteld."
    dag = datum(overleg.vastgesteld_op)
    return f"Dit verslag is vastgesteld in het overleg van {dag}."


def _punt(rij: Punt) -> list[stukken.Stuk]:
    punt = rij.punt
    if punt.dossier_id is None:
        return [stukken.sectie(str(punt.onderwerp), alineas=[punt.conclusie or ""])]
    kop = f"{punt.nummer}, {punt.get_reden_display().lower()}"
    erbij = [stukken.sectie("Wie was erbij", niveau=3, punten=_wie(rij))] if rij.erbij else []
    if not rij.secties:
        zin = "Besproken. Er is niets vastgelegd." if rij.heel else "Besproken. U leest het plan."
        return [stukken.sectie(kop, alineas=[zin]), *erbij]
    delen = [
        stukken.sectie(
            deel.titel, niveau=3, regels=[[regel.label, regel.waarde] for regel in deel.regels]
        )
        for deel in rij.secties
    ]
    return [stukken.sectie(kop), *delen, *erbij]


def _wie(rij: Punt) -> list[str]:
    """Who was there, with what he brought in."""
    return [f"{wie.wie}: {wie.inbreng}" if wie.inbreng else wie.wie for wie in rij.erbij]


@formulier_pagina
@never_cache
def opmerking(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Say something on the draft."""
    gevonden = haal(request, pk)
    if gevonden.stand != Stand.CONCEPT and request.method != "POST":
        return _nog_niet(request, gevonden, "Er is geen conceptverslag.")
    rijen = gevonden.punten.visible_to(request.actor).filter(besproken_op__isnull=False)
    punten = {str(punt.pk): punt for punt in rijen.select_related("overleg")}
    noteer_lijst(request, [punt.als_dossier for punt in punten.values() if punt.dossier_id])
    form = forms.OpmerkingForm(
        gepost(request),
        punten=list(punten.values()),
        initial={"punt": request.GET.get("punt", "")},
        herkent=in_overleg(request.actor, gevonden),
    )
    return schermen.formulier(
        request,
        form,
        lambda: decisions.maak_opmerking(
            gevonden,
            actor=request.actor,
            tekst=form.cleaned_data["tekst"],
            punt=punten.get(form.cleaned_data["punt"]),
        ),
        titel="Maak een opmerking",
        knop="Sla op",
        gelukt="Uw opmerking staat bij het verslag.",
        overleg=gevonden,
        naar=schermen.url_verslag(gevonden),
    )


@formulier_pagina
def vaststellen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record that a later meeting approved the minutes."""
    gevonden = haal_als_houder(request, pk)
    if gevonden.stand != Stand.CONCEPT and request.method != "POST":
        return _nog_niet(request, gevonden, "Er is geen conceptverslag.")
    later = list(decisions.later(gevonden)) if gevonden.gehouden_op else []
    form = forms.VaststelForm(gepost(request), later=later)
    return schermen.formulier(
        request,
        form,
        lambda: decisions.stel_vast(gevonden, actor=request.actor, **form.cleaned_data),
        titel="Stel het verslag vast",
        knop="Stel vast",
        gelukt="Het verslag is vastgesteld.",
        overleg=gevonden,
        gevolgen=[
            "Het verslag verandert daarna niet meer. Niemand kan er nog een opmerking bij maken.",
            "Een besluit dat u later vastlegt, hoort bij een ander overleg.",
        ],
        naar=schermen.url_verslag(gevonden),
    )
