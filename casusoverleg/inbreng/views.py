"""Pages on what a party brings into a casus."""

from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost
from gedeeld.weigering import require
from register import schermen
from register.access import haal_om_te_wijzigen

from ..dossier.models import Bijdrage, Casus
from ..plan.models import Plan
from ..plan.schermen import haal_plan
from ..schermen import haal_te_verbeteren
from . import decisions, forms
from .decisions import BijdrageWaarden


@formulier_pagina
def bijdrage(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Bring in what the actor's party knows and the plan needs."""
    casus, terug = _casus(request, pk)
    form = forms.BijdrageForm(gepost(request), actor=request.actor)
    return schermen.formulier(
        request,
        casus,
        form,
        lambda: decisions.voeg_bijdrage_toe(
            casus, actor=request.actor, velden=cast("BijdrageWaarden", form.cleaned_data)
        ),
        titel="Gegeven inbrengen",
        knop="Inbrengen",
        gelukt="Het gegeven is ingebracht.",
        terug=f"{terug}#bijdragen",
    )


@formulier_pagina
def verbeteren(request: ActorRequest, pk: UUID, bijdrage_pk: UUID) -> HttpResponse:
    """The party that brought an item in puts it right (MC 10.3)."""
    casus, terug = _casus(request, pk, om_te_verbeteren=True)
    rijen = Bijdrage.objects.filter(casus=casus.pk, partij__in=request.actor.partijen)
    rij = get_object_or_404(rijen, pk=bijdrage_pk)
    form = forms.VerbeterForm(gepost(request), actor=request.actor, instance=rij)
    return schermen.formulier(
        request,
        casus,
        form,
        lambda: decisions.verbeter_bijdrage(
            rij,
            actor=request.actor,
            velden=cast("BijdrageWaarden", form.velden),
            reden=form.cleaned_data["reden"],
        ),
        titel="Gegeven verbeteren",
        knop="Sla de verbetering op",
        gelukt="Het gegeven is verbeterd.",
        uitleg="Wat er stond, blijft apart bewaard. Is dit aan een externe partner gegeven, dan wordt dat "
        "ingetrokken.",
        terug=f"{terug}#bijdragen",
    )


@formulier_pagina
def afgewogen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A party says that it considered what to share; nothing asks what it held back (PB 4.2)."""
    require(request.actor.vertegenwoordigt)
    casus, terug = _casus(request, pk)
    return schermen.bevestig(
        request,
        casus,
        lambda: decisions.leg_afweging_vast(casus, actor=request.actor),
        titel="Vastleggen dat uw organisatie heeft afgewogen wat zij deelt",
        gevolgen=[
            "In de casus staat dat uw organisatie heeft afgewogen wat zij wel en niet deelt, met de dag.",
            "Wat u niet deelt, schrijft u nergens op.",
        ],
        knop="Leg vast",
        gelukt="Vastgelegd dat uw organisatie dit heeft afgewogen.",
        terug=f"{terug}#bijdragen",
    )


def _casus(request: ActorRequest, pk: UUID, *, om_te_verbeteren: bool = False) -> tuple[Casus, str]:
    """The casus, and where its page is; an external partner knows it by the plan that it reads."""
    if request.actor.extern:
        plannen = Plan.objects.visible_to(request.actor).een_per_casus()
        casus: Casus = haal_plan(request, plannen, pk).kaart
        return casus, reverse("casusoverleg:plan", args=[pk])
    deur = haal_te_verbeteren if om_te_verbeteren else haal_om_te_wijzigen
    casus = deur(request, Casus.objects.contributed_by(request.actor), pk)
    return casus, schermen.pagina_van(casus)
