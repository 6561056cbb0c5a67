"""Pages on informing the subject: the decision, and that it was done."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gelezen, gepost, uitgevoerd
from gedeeld.gevolgen import EerstLezen, na_lezen, wil_terug
from gedeeld.rules import MEERDERJARIG
from register.events import wijzigingen
from register.schermen import formulier, klaar, past_niet, toon_gevolgen

from .. import rules
from ..events import INFORMEREN
from ..forms import KernpartijenForm
from ..schermen import casus_van, haal_voor, na_besluit, overleg_van, toon_besluit, wie_besluit
from . import decisions, forms
from .facts import geldend, plicht
from .gevolgen import van_informeren


@formulier_pagina
@never_cache
def informeren(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Log decision 3: inform, or not (yet) on a ground (MC 11.3)."""
    gevonden = haal_voor(request, pk, rules.mag_besluiten)
    if gevonden.geinformeerd_op:
        return past_niet(request, gevonden)
    nog_niet = request.GET.get("keuze") == "nog_niet"
    form = _informeerformulier(request, gevonden, nog_niet)
    daad = na_lezen(
        request,
        lambda: decisions.besluit_informeren(
            gevonden,
            actor=request.actor,
            informeren=not nog_niet,
            gelezen=gelezen(request.POST),
            **form.waarden,
        ),
        lambda: van_informeren(gevonden),
    )
    try:
        if not wil_terug(request) and uitgevoerd(form, daad):
            zin = "Het besluit over informeren is vastgelegd."
            return klaar(request, gevonden, zin, na_besluit(request, gevonden, ""))
    except EerstLezen as eerst:
        titel = "U legt een besluit over informeren vast"
        return toon_gevolgen(request, gevonden, eerst, titel=titel, knop="Leg het besluit vast")
    overleg = overleg_van(request, gevonden)

    def adres(keuze: str) -> str:
        return f"?keuze={keuze}" + (f"&overleg={overleg.pk}" if overleg else "")

    tabs = [
        {"label": "Informeren", "url": adres("informeren"), "actief": not nog_niet},
        {"label": "Niet of nog niet informeren", "url": adres("nog_niet"), "actief": nog_niet},
    ]
    return toon_besluit(
        request,
        gevonden,
        "_informeervorm.html",
        titel="Wordt het subject geïnformeerd?",
        uitleg="Informeren is het uitgangspunt. De kernpartijen overleggen eerst met elkaar.",
        hier="Informeren",
        form=form,
        tabs=tabs,
        plicht=plicht(gevonden),
        advies=_advies(request, gevonden),
        vandaag=request.actor.vandaag,
        gelezen=wijzigingen(gevonden, *INFORMEREN),
    )


def _advies(request: ActorRequest, gevonden: Any) -> Any:
    """What the casusoverleg advised last, where there is a casus that this actor reads (PB 4.4)."""
    casus = casus_van(gevonden, request.actor).first()
    return casus and casus.informeeradviezen.first()


def _informeerformulier(request: ActorRequest, gevonden: Any, nog_niet: bool) -> KernpartijenForm:
    wie, gegevens = wie_besluit(request, gevonden), gepost(request)
    if nog_niet:
        return forms.NogNietForm(gegevens, **wie)
    minderjarig = gevonden.persoon.jonger_dan(MEERDERJARIG, request.actor.vandaag)
    return forms.InformeerForm(gegevens, minderjarig=minderjarig, **wie)


@formulier_pagina
@never_cache
def contact(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record the first contact with the subject (AVG 14.3 b)."""
    gevonden = haal_voor(request, pk, rules.mag_besluiten)
    if gevonden.geinformeerd_op:
        return past_niet(request, gevonden)
    stand = {"op": gevonden.contact_op or request.actor.vandaag, "wie": gevonden.contact_wie}
    form = forms.ContactForm(gepost(request), initial=stand)
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.leg_contact_vast(gevonden, actor=request.actor, **form.cleaned_data),
        titel="Eerste contact met het subject",
        knop="Leg vast",
        gelukt="Het eerste contact is vastgelegd.",
        uitleg="Op die dag moet het subject uiterlijk zijn geïnformeerd, tenzij dat is uitgesteld.",
    )


@formulier_pagina
@never_cache
def geinformeerd(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record that the subject was informed."""
    gevonden = haal_voor(request, pk, rules.mag_besluiten)
    besluit = next(iter(geldend(gevonden)), None)
    if gevonden.geinformeerd_op or besluit is None or not besluit.informeren:
        return past_niet(request, gevonden)
    form = forms.GeinformeerdForm(gepost(request), initial={"op": request.actor.vandaag})
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.leg_informeren_vast(gevonden, actor=request.actor, **form.cleaned_data),
        titel="Subject geïnformeerd",
        knop="Leg vast",
        gelukt="Vastgelegd dat het subject is geïnformeerd.",
        uitleg=f"Afgesproken: {besluit.get_wie_display()}. {besluit.afspraak}",
    )
