"""Pages of the plan, its measures and their progress."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gelezen, gepost, uitgevoerd
from gedeeld.lijst import Knop
from gedeeld.weigering import Onvindbaar
from overleg.vergaderen.plaats import ernaast
from register.access import haal, weiger_stil
from register.events import wijzigingen
from register.schermen import bevestig, doe, formulier, klaar, toon_formulier, wie_wijzigde

from ..deelname.decisions import partijen_in
from ..dossier.models import Casus
from ..events import PLAN
from ..schermen import haal_te_voeren, na_besluit, overleg_van, zonder_dag
from . import decisions, facts, forms, pagina
from .models import Maatregel, Plan
from .schermen import haal_plan


@require_safe
def plan(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The adopted plan with its progress, for who reads the casus."""
    casus = haal(request, Casus.objects.visible_to(request.actor), pk)
    geldend = casus.plannen.filter(status=Plan.Status.VASTGESTELD).first()
    return render(request, "casusoverleg/plan.html", pagina.plan(casus, geldend, request.actor))


@require_safe
def plan_versie(request: ActorRequest, pk: UUID, versie: int) -> HttpResponse:
    """One version of the plan, to read."""
    casus = haal(request, Casus.objects.visible_to(request.actor), pk)
    plan = get_object_or_404(casus.plannen, versie=versie)
    return render(request, "casusoverleg/plan.html", pagina.plan(casus, plan, request.actor))


@formulier_pagina
def plan_wijzigen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Make the first concept, or change the one there is."""
    casus = haal_te_voeren(request, pk)
    concept = _concept(casus)
    te_laat = concept is None and casus.plannen.exists()
    if te_laat and request.method != "POST":
        return redirect("casusoverleg:plan", pk)
    velden = forms.PlanForm.Meta.fields
    begin = {veld: getattr(concept, veld) for veld in velden} if concept else None
    partijen = partijen_in(casus, request.actor.vandaag)
    form = forms.PlanForm(gepost(request), partijen=partijen, initial=begin)
    if te_laat:
        return _te_laat(request, casus, form, VASTGESTELD, "Concept van het plan")

    def bewaar() -> Plan:
        if concept:
            return decisions.wijzig_plan(
                concept, actor=request.actor, gelezen=gelezen(request.POST), **form.cleaned_data
            )
        return decisions.maak_plan(casus, actor=request.actor, **form.cleaned_data)

    if uitgevoerd(form, bewaar, wie=_wie(casus)):
        return klaar(request, casus, "Het concept is opgeslagen.", _url_concept(casus))
    return render(
        request,
        "casusoverleg/plan_wijzigen.html",
        pagina.concept(casus, concept, form, request.actor)
        | {"gelezen": wijzigingen(casus, *PLAN)},
    )


# Measures of the concept -------------------------------------------------------------------------
EIGEN = "Elke partij beslist zelf over haar maatregelen. Het overleg legt ze vast."
VASTGESTELD = "Het plan is net vastgesteld: begin een nieuwe versie met uw tekst."
GESCHRAPT = "Deze maatregel is net geschrapt. Moet hij er toch in? Voeg hem dan toe met uw tekst."


@formulier_pagina
def maatregel_toevoegen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Add a measure to the concept."""
    casus = haal_te_voeren(request, pk)
    plan, te_laat = _om_in_te_schrijven(request, casus)
    partijen = partijen_in(casus, request.actor.vandaag)
    form = forms.MaatregelForm(gepost(request), plan=plan, partijen=partijen)
    titel = "Maatregel toevoegen"
    if te_laat:
        return _te_laat(request, casus, form, te_laat, titel)
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.voeg_maatregel_toe(plan, actor=request.actor, **form.cleaned_data),
        titel=titel,
        knop="Opslaan",
        gelukt="De maatregel is toegevoegd.",
        uitleg=EIGEN,
        terug=_url_concept(casus),
    )


@formulier_pagina
def maatregel_wijzigen(request: ActorRequest, pk: UUID, maatregel_pk: UUID) -> HttpResponse:
    """Change a measure of the concept."""
    casus = haal_te_voeren(request, pk)
    plan, te_laat = _om_in_te_schrijven(request, casus)
    partijen = partijen_in(casus, request.actor.vandaag)
    titel = "Maatregel wijzigen"
    maatregel = plan.maatregelen.filter(pk=maatregel_pk).first()
    if te_laat or maatregel is None:
        if request.method != "POST":
            raise Http404
        eerder = Maatregel.objects.filter(plan__casus=casus, pk=maatregel_pk).exists()
        form = forms.MaatregelForm(request.POST, plan=plan, partijen=partijen)
        return _te_laat(request, casus, form, VASTGESTELD if eerder else GESCHRAPT, titel)
    begin = {veld: getattr(maatregel, veld) for veld in forms.MaatregelForm.Meta.fields}
    form = forms.MaatregelForm(
        gepost(request), plan=plan, partijen=partijen, zelf=maatregel, initial=begin
    )
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.wijzig_maatregel(maatregel, actor=request.actor, **form.cleaned_data),
        titel=titel,
        knop="Opslaan",
        gelukt="De maatregel is gewijzigd.",
        uitleg=EIGEN,
        terug=_url_concept(casus),
        wie=_wie(casus),
    )


@formulier_pagina
def maatregel_schrappen(request: ActorRequest, pk: UUID, maatregel_pk: UUID) -> HttpResponse:
    """Take a measure out of the concept."""
    casus = haal_te_voeren(request, pk)
    maatregel = get_object_or_404(Maatregel, plan=_vereis(_concept(casus)), pk=maatregel_pk)
    return bevestig(
        request,
        casus,
        lambda: decisions.schrap_maatregel(maatregel, actor=request.actor),
        titel=f"Maatregel van {maatregel.partij.naam} schrappen",
        gevolgen=["De maatregel gaat uit het concept.", "Eerdere versies van het plan houden hem."],
        knop="Schrappen",
        gelukt="De maatregel is geschrapt.",
        terug=_url_concept(casus),
    )


# Versions ----------------------------------------------------------------------------------------
@formulier_pagina
def voorleggen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Lay the concept before the meeting, and before partners that help to draw it up."""
    casus = haal_te_voeren(request, pk)
    concept = _vereis(_concept(casus))
    form = forms.VoorleggenForm(
        gepost(request),
        partijen=decisions.mee_op_te_stellen(casus, request.actor.vandaag),
        initial={"partijen": concept.voorgelegd_aan},
    )
    return bevestig(
        request,
        casus,
        lambda: decisions.leg_voor(
            concept,
            actor=request.actor,
            partijen=form.cleaned_data.get("partijen", ()),
            gelezen=gelezen(request.POST),
        ),
        form=form,
        titel="Concept voorleggen",
        gevolgen=[
            "Wie meedoet aan de casus hoort dat het concept klaar is om te bespreken.",
            "Een externe partner die u aanvinkt, leest het concept en wat u daarin nog wijzigt.",
            "Dat stopt als het plan vaststaat. Dan leest elke externe partner het vastgestelde plan.",
        ],
        knop="Leg het concept voor",
        gelukt="Het concept is voorgelegd.",
        terug=_url_concept(casus),
        gelezen=wijzigingen(casus, *PLAN),
    )


@formulier_pagina
def vaststellen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The casusoverleg adopts the concept."""
    casus = haal_te_voeren(request, pk)
    concept = _vereis(_concept(casus))
    voorgelegd = concept.voorgelegd is not None
    eerst = facts.bedenkingen(concept, request.actor.vandaag) if voorgelegd else []
    overleg = overleg_van(request, casus)
    form = forms.VaststellenForm(gepost(request), eens=not eerst)
    zonder_dag(form, "vastgesteld_op", overleg)
    return bevestig(
        request,
        casus,
        lambda: decisions.stel_plan_vast(
            concept,
            actor=request.actor,
            gelezen=gelezen(request.POST),
            op=form.cleaned_data.get("vastgesteld_op"),
            volgende=form.cleaned_data["volgende"],
            waarom_toch=form.cleaned_data.get("waarom_toch", ""),
            overleg=overleg,
        ),
        form=form,
        titel=f"Plan versie {concept.versie} vaststellen",
        gevolgen=[
            *(eerst if voorgelegd else [decisions.NIET_VOORGELEGD]),
            "Deze versie verandert daarna niet meer. Voor een wijziging maakt u een nieuwe versie.",
            "Alle deelnemers zien het plan. Externe partners zien het plan en hun maatregelen.",
        ],
        knop="Plan vaststellen",
        gelukt="Het plan is vastgesteld.",
        terug=_url_concept(casus),
        naar=na_besluit(overleg, _url_plan(casus)),
        gelezen=wijzigingen(casus, *PLAN),
        ernaast=ernaast(request, overleg, casus),
        actie=None if voorgelegd else Knop("Concept voorleggen", _url_voorleggen(casus)),
    )


@formulier_pagina
def bespreken(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The casusoverleg followed how the plan goes; it stays as it is."""
    casus = haal_te_voeren(request, pk)
    begin = {} if casus.bespreken_op else {"op": None}  # nobody said that it was talked over
    overleg = overleg_van(request, casus)
    form = forms.BesprekenForm(gepost(request), initial=begin)
    zonder_dag(form, "op", overleg)
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.bespreek_voortgang(
            casus, actor=request.actor, overleg=overleg, **{"op": None} | form.cleaned_data
        ),
        titel="Voortgang bespreken",
        knop="Vastleggen",
        gelukt="Vastgelegd.",
        uitleg="Het plan blijft zoals het is. Verandert er iets? Maak dan een nieuwe versie. Kiest u alleen een "
        "dag? Laat dan leeg wanneer de voortgang is besproken.",
        terug=_url_plan(casus),
        naar=na_besluit(overleg),
        ernaast=ernaast(request, overleg, casus),
    )


@require_POST
def nieuwe_versie(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Begin a new version from the adopted plan."""
    casus = haal_te_voeren(request, pk)
    return doe(
        request,
        casus,
        lambda: decisions.maak_nieuwe_versie(casus, actor=request.actor),
        gelukt="Er is een nieuwe versie om in te werken.",
        terug=_url_plan(casus),
        naar=_url_concept(casus),
    )


@formulier_pagina
def voortgang(request: ActorRequest, pk: UUID, keten: UUID) -> HttpResponse:
    """Report what became of a measure: by its own party, or by the secretary."""
    plan = haal_plan(request, Plan.objects.visible_to(request.actor).geldend(), pk)
    casus, maatregel = plan.kaart, plan.maatregelen.filter(keten=keten).first()
    if maatregel is None or not decisions.mag_melden(request.actor, maatregel):
        raise Onvindbaar(Casus, pk)
    for zaak in Casus.objects.visible_to(request.actor).filter(pk=pk):
        weiger_stil(request, zaak)  # an external partner reads no casus that stands still
    form = forms.VoortgangForm(gepost(request))
    if uitgevoerd(
        form,
        lambda: decisions.meld_voortgang(casus, keten, actor=request.actor, **form.cleaned_data),
    ):
        return klaar(request, casus, "De voortgang is gemeld.", _url_plan(casus))
    inhoud = {
        "casus": casus,
        "maatregel": maatregel,
        "form": form,
        "vandaag": request.actor.vandaag,
    }
    return render(request, "casusoverleg/voortgang.html", inhoud)


@require_POST
def lezen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The actor's party read what it takes part in, and its measures."""
    actor = request.actor
    if actor.extern:
        casus = haal_plan(request, Plan.objects.visible_to(actor).geldend(), pk).kaart
    else:
        casus = haal(
            request, Casus.objects.visible_to(actor if actor.vertegenwoordigt else None), pk
        )
    return doe(
        request,
        casus,
        lambda: decisions.lees(casus, actor=actor, plan=request.POST.get("plan")),
        gelukt="Vastgelegd dat uw organisatie dit heeft gelezen.",
        terug=_url_plan(casus),
        naar=reverse("werklijst"),
    )


# Doors -------------------------------------------------------------------------------------------
def _concept(casus: Casus) -> Any:
    return casus.plannen.filter(status=Plan.Status.CONCEPT).first()


def _om_in_te_schrijven(request: ActorRequest, casus: Casus) -> tuple[Plan, str]:
    """The concept; where it was adopted while somebody typed, that version, and why it takes no text."""
    if concept := _concept(casus):
        return concept, ""
    return _vereis(casus.plannen.first() if request.method == "POST" else None), VASTGESTELD


def _te_laat(
    request: ActorRequest, casus: Casus, form: BaseForm, zin: str, titel: str
) -> HttpResponse:
    """Somebody was quicker: say so, and keep what was typed."""
    form.full_clean()
    form.add_error(None, zin)
    return toon_formulier(request, casus, form, titel=titel, knop="Opslaan", terug=_url_plan(casus))


def _wie(casus: Casus) -> Callable[[], str]:
    """Who changed the plan last, for who meets what somebody else stored."""
    return partial(wie_wijzigde, casus, *PLAN, wat="het plan")


def _vereis(plan: Plan | None) -> Plan:
    if plan is None:
        raise Http404
    return plan


def _url_plan(casus: Casus) -> str:
    return reverse("casusoverleg:plan", args=[casus.pk])


def _url_voorleggen(casus: Casus) -> str:
    return reverse("casusoverleg:voorleggen", args=[casus.pk])


def _url_concept(casus: Casus) -> str:
    return reverse("casusoverleg:plan_wijzigen", args=[casus.pk])
