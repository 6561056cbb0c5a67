"""The weegploeg's list, and the page of one file. Each begins at what the actor may see."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gedeeld.actor import Actor, ActorRequest
from gedeeld.lijst import Cel, Knop, Kolom, Leeg
from gedeeld.termijnen import Grond
from register import schermen
from register.access import haal
from register.models import Inzage, noteer_lijst

from . import forms, pagina
from .informeren.facts import Stand as Informeren
from .informeren.facts import plicht
from .models import WeegploegDossier
from .schermen import casus_van

Stand = WeegploegDossier.Stand
# How a state looks: the kind of badge of componenten/status.html.
KLEUR = {
    Stand.IN_WEGING: "actief",
    Stand.NADERE_DUIDING: "let_op",
    Stand.GEAGENDEERD: "actief",
    Stand.NIET_GEAGENDEERD: "neutraal",
    Stand.PLAN_AFGESLOTEN: "klaar",
}


@require_safe
def lijst(request: ActorRequest) -> HttpResponse:
    """The files of the actor's weegploeg, newest first."""
    if not request.actor.in_weegploeg:
        raise Http404
    filter_, meldingen = forms.WeegploegFilter(request), reverse("meldingen:lijst")
    return schermen.lijst(
        request,
        WeegploegDossier.objects.visible_to(request.actor).met_lijst().op_volgorde(),
        KOLOMMEN,
        titel="Weegploeg",
        uitleg="Een dossier begint met een melding die een kernpartij inbrengt.",
        actie=Knop("Melding inbrengen", meldingen, "inbox"),
        tweede=Knop("Vragen aan uw organisatie", reverse("weegploeg:vragen"))
        if request.actor.vertegenwoordigt
        else None,
        bijschrift="Dossiers van de weegploeg, nieuwste eerst",
        leeg=Leeg(
            "Er zijn nog geen dossiers.",
            "Open een melding en breng die in.",
            meldingen,
            "Naar de meldingen",
        ),
        filter_=filter_,
    )


def _stand(dossier: Any, actor: Actor) -> Cel:
    dagen = dossier.dagen_zonder_besluit(actor.vandaag)
    return Cel(
        dossier.get_stand_display(),
        kleur=KLEUR[dossier.stand],
        beperkt=dossier.beperkt,
        onder=f"{dagen} dagen zonder besluit" if dagen else "",
    )


def _informeren(dossier: Any, actor: Actor) -> Cel:
    stand = plicht(dossier)
    if stand.stand == Informeren.HOEFT_NIET:
        return Cel(f"Hoeft niet, want {stand.want}", zacht=True)
    if stand.stand == Informeren.GEDAAN:
        return Cel("Gedaan op", dag=stand.dag)
    op_tijd = stand.stand == Informeren.UITGESTELD and not stand.gemist
    return Cel("Uitgesteld tot" if op_tijd else "", dag=stand.uiterlijk, uiterlijk=True)


def _bewaard(dossier: Any, actor: Actor) -> Cel:
    if dossier.beperkt:
        return Cel("Niet zolang het beperkt is", zacht=True)
    for termijn in dossier.termijnen.all():
        if termijn.grond in Grond.van_lid_3():
            return Cel(dag=termijn.tot, uiterlijk=True)
    return Cel("Volgt de casus", zacht=True)


KOLOMMEN = (
    Kolom("Nummer", schermen.nummer),
    Kolom("Subject", lambda dossier, actor: Cel(dossier.persoon.naam)),
    Kolom("Stand", _stand),
    Kolom("Informeren", _informeren),
    Kolom("Bewaard tot en met", _bewaard),
)


@require_safe
@never_cache
def dossier(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One file: what it says, what was decided, and what is next."""
    actor = request.actor
    gevonden = haal(request, WeegploegDossier.objects.visible_to(actor).met_inhoud(), pk)
    casus = casus_van(gevonden, actor).first()
    inhoud = pagina.dossier(gevonden, actor, casus)
    noteer_lijst(request, inhoud["bekend"].dossiers, Inzage.Soort.ZOEKEN)
    return schermen.dossierpagina(
        request,
        "weegploeg/dossier.html",
        gevonden,
        naam=gevonden.getoonde_naam,
        kleur=KLEUR[gevonden.stand],
        **inhoud,
    )
