"""Pages by which parties put their measures in tune."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from gedeeld.actor import Actor, ActorRequest
from gedeeld.forms import formulier_pagina, gelezen, gepost
from gedeeld.weigering import Onvindbaar
from register.access import haal, weiger_stil
from register.events import wijzigingen
from register.muur import als
from register.schermen import doe, formulier

from ..dossier.models import Casus
from ..events import PLAN
from ..plan.models import Afzien, Maatregel, Plan
from ..plan.querysets import PlanQuerySet
from ..plan.schermen import haal_plan
from ..rules import mag_herinneren
from . import decisions, forms


@formulier_pagina
def oordeel(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A party says whether it agrees with the concept that was laid before it."""
    actor = request.actor
    plan = _plan(request, Plan.objects.visible_to(actor).concept(), pk)
    if plan.voorgelegd is None:
        raise Onvindbaar(Casus, pk)
    casus = plan.kaart
    form = forms.OordeelForm(gepost(request))
    with als(Actor.systeem("oordeel")):  # an external partner reads no events of the casus
        stand = wijzigingen(Casus.objects.get(pk=pk), *PLAN)
    terug = (
        reverse("casusoverleg:concept", args=[pk])
        if actor.extern
        else reverse("casusoverleg:plan_versie", args=[pk, plan.versie])
    )
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.geef_oordeel(
            casus, actor=actor, gelezen=gelezen(request.POST), **form.cleaned_data
        ),
        titel=f"Plan versie {plan.versie}: wat vindt uw organisatie?",
        knop="Vastleggen",
        gelukt="Vastgelegd wat uw organisatie van het concept vindt.",
        terug=terug,
        gelezen=stand,
    )


@require_POST
def herinneren(request: ActorRequest, pk: UUID, keten: UUID) -> HttpResponse:
    """Remind the party of its measure."""
    casus = haal(request, Casus.objects.visible_to(request.actor), pk)
    if not mag_herinneren(request.actor, casus.regisseur_id):
        raise Onvindbaar(Casus, pk)
    return doe(
        request,
        casus,
        lambda: decisions.herinner(casus, keten, actor=request.actor),
        gelukt="De partij krijgt een herinnering.",
        terug=_url(casus),
        naar=_url(casus),
    )


@formulier_pagina
def afzien(request: ActorRequest, pk: UUID, keten: UUID) -> HttpResponse:
    """Ask others to refrain from a measure for now."""
    actor = request.actor
    leesbaar = Plan.objects.visible_to(actor).exclude(status=Plan.Status.VERVANGEN)
    plan = _plan(request, leesbaar.een_per_casus(), pk)
    casus = plan.kaart
    maatregel = get_object_or_404(Maatregel.objects.filter(plan=plan), keten=keten)
    zaak = casus if actor.extern else Casus.objects.get(pk=pk)
    andere = decisions.te_vragen(zaak, actor)
    form = forms.AfzienForm(gepost(request), partijen=andere, van=maatregel.partij_id)
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.vraag_af_te_zien(casus, keten, actor=actor, **form.cleaned_data),
        titel="Vraag om voorlopig af te zien van een maatregel",
        knop="Vraag dit",
        gelukt="Uw vraag staat bij de maatregel.",
        uitleg=maatregel.omschrijving,
        terug=_url(casus),
    )


@require_POST
def afzien_beeindigen(request: ActorRequest, pk: UUID, afzien_pk: UUID) -> HttpResponse:
    """The actor's party needs its request no longer."""
    actor = request.actor
    casus = _plan(request, Plan.objects.visible_to(actor).een_per_casus(), pk).kaart
    rijen = Afzien.objects.visible_to(actor).filter(casus=pk, partij__in=actor.partijen)
    rij = get_object_or_404(rijen, pk=afzien_pk)
    return doe(
        request,
        casus,
        lambda: decisions.beeindig_afzien(rij, actor=actor),
        gelukt="Uw vraag geldt niet meer.",
        terug=_url(casus),
        naar=_url(casus),
    )


def _plan(request: ActorRequest, rijen: PlanQuerySet, pk: UUID) -> Plan:
    """The plan, for who represents a party; of a casus that stands still nothing changes."""
    actor = request.actor
    plan = haal_plan(request, rijen if actor.vertegenwoordigt else rijen.none(), pk)
    for zaak in Casus.objects.visible_to(actor).filter(pk=pk):
        weiger_stil(request, zaak)  # an external partner reads no casus that stands still
    return plan


def _url(casus: Casus) -> str:
    return reverse("casusoverleg:plan", args=[casus.pk])
