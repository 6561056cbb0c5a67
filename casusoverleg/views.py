"""Pages of the casusoverleg. Each begins at a queryset that says what this actor may see or keep."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gedeeld.actor import ActorRequest
from gedeeld.bladeren import blader
from gedeeld.forms import formulier_pagina, gelezen, gepost, uitgevoerd
from gedeeld.weigering import Onvindbaar
from register.access import haal, haal_om_te_wijzigen, weiger_stil
from register.events import versie
from register.models import Inzage, gelezen_lijst

from . import decisions, deelnemen, forms, pagina, pagina_toegang, plannen
from .events import ANALYSE, PERSOON, PLAN
from .meedoen import mag_vragen
from .models import Casus, Maatregel, Plan
from .overdracht import Partner
from .schermen import (
    bevestig,
    formulier,
    gedaan,
    haal_te_voeren,
    naar,
    naar_casus,
)


# Lists and files -------------------------------------------------------------------------------
@require_safe
def lijst(request: ActorRequest) -> HttpResponse:
    """The casus that this actor sees; for an external partner those whose plan it carries out."""
    actor, rijen = request.actor, _plannen(request) if request.actor.extern else _casussen(request)
    bladzij = blader(request, rijen)
    casussen = [plan.kaart for plan in bladzij] if actor.extern else list(bladzij)
    verstrekt = pagina_toegang.dossiers_met_verstrekking(actor) if actor.extern else []
    gelezen_lijst(request, list(dict.fromkeys([*casussen, *verstrekt])))
    return render(
        request,
        "casusoverleg/lijst.html",
        {
            "pagina": bladzij,
            "rijen": pagina.rijen(casussen, actor),
            "hele_casus": not actor.extern,
            "verstrekt": verstrekt,
            "mag_vragen": mag_vragen(actor),
            "vandaag": actor.vandaag,
        },
    )


def _plannen(request: ActorRequest) -> Any:
    return Plan.objects.visible_to(request.actor).geldend().order_by("-nummer")


def _casussen(request: ActorRequest) -> Any:
    return (
        Casus.objects.visible_to(request.actor)
        .select_related("partij")
        .met_regisseur(request.actor.vandaag)
        .order_by(F("afgesloten_op").asc(nulls_first=True), "-nummer")
    )


@require_safe
def casus(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The whole file of one casus, with the one thing to do next."""
    zichtbaar = Casus.objects.visible_to(request.actor).met_regisseur(request.actor.vandaag)
    zichtbaar = zichtbaar.select_related("partij__convenant__referentiekader")
    casus = haal(request, zichtbaar, pk)
    return render(request, "casusoverleg/casus.html", pagina.casus(casus, request.actor))


@formulier_pagina
def persoon(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Correct who the subject is."""
    casus = haal_te_voeren(request, pk)
    form = forms.PersoonForm(gepost(request), initial=casus.naw)
    if uitgevoerd(
        form,
        lambda: decisions.corrigeer_persoon(
            casus, actor=request.actor, naw=form.cleaned_data, gelezen=gelezen(request.POST)
        ),
    ):
        return naar_casus(request, casus, "De gegevens zijn gecorrigeerd.", "subject")
    return formulier(
        request,
        casus,
        form,
        "Subject corrigeren",
        "Opslaan",
        "subject",
        gelezen=versie(casus, *PERSOON),
    )


# Who takes part --------------------------------------------------------------------------------
@formulier_pagina
def deelname(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Let a partner take part in this casus."""
    casus = haal_te_voeren(request, pk)
    partijen = deelnemen.uit_te_nodigen(casus, request.actor.vandaag)
    begin = {"van": request.actor.vandaag, **pagina_toegang.gevraagd(casus, request.GET)}
    form = forms.DeelnameForm(gepost(request), partijen=partijen, initial=begin)
    if form.is_valid():
        partner = Partner(**form.cleaned_data)
        if uitgevoerd(
            form, lambda: deelnemen.laat_deelnemen(casus, actor=request.actor, partner=partner)
        ):
            return naar_casus(request, casus, "De deelnemer is toegelaten.", "deelnemers")
    return formulier(request, casus, form, "Deelnemer toelaten", "Toelaten", "deelnemers")


@formulier_pagina
def deelname_beeindigen(request: ActorRequest, pk: UUID, deelname_pk: UUID) -> HttpResponse:
    """Take access away, at once."""
    casus = haal(request, Casus.objects.written_by(request.actor), pk)  # also when it is closed
    deelname = get_object_or_404(casus.deelnames.select_related("partij"), pk=deelname_pk)
    form = forms.EindeForm(gepost(request))
    if uitgevoerd(
        form,
        lambda: deelnemen.beeindig_deelname(
            casus, deelname, actor=request.actor, **form.cleaned_data
        ),
    ):
        return naar_casus(request, casus, "De deelname is beëindigd.", "deelnemers")
    return bevestig(
        request,
        casus,
        titel=f"Deelname van {deelname.partij.naam} beëindigen",
        gevolgen=["Deze partij ziet de casus vanaf nu niet meer.", "De deelname blijft vermeld."],
        knop="Deelname beëindigen",
        terug="deelnemers",
        form=form,
    )


@formulier_pagina
def regisseur(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Appoint the casusregisseur."""
    casus = haal_te_voeren(request, pk)
    partijen = deelnemen.partijen_in(casus, request.actor.vandaag).exclude(soort="extern")
    form = forms.RegisseurForm(
        gepost(request), partijen=partijen, initial={"partij": casus.regisseur_id}
    )
    if uitgevoerd(
        form,
        lambda: deelnemen.wijs_regisseur_aan(casus, actor=request.actor, **form.cleaned_data),
    ):
        return naar_casus(request, casus, "De casusregisseur is aangewezen.", "deelnemers")
    return formulier(request, casus, form, "Casusregisseur aanwijzen", "Aanwijzen", "deelnemers")


# What the file holds ---------------------------------------------------------------------------
@formulier_pagina
def analyse(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record the joint analysis."""
    casus = haal_te_voeren(request, pk)
    form = forms.AnalyseForm(gepost(request), initial={"analyse": casus.analyse})
    if uitgevoerd(
        form,
        lambda: decisions.leg_analyse_vast(
            casus, actor=request.actor, gelezen=gelezen(request.POST), **form.cleaned_data
        ),
    ):
        return naar_casus(request, casus, "De analyse is vastgelegd.", "analyse")
    return formulier(
        request,
        casus,
        form,
        "Analyse vastleggen",
        "Vastleggen",
        "analyse",
        gelezen=versie(casus, *ANALYSE),
    )


@formulier_pagina
def bijdrage(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Bring in what the actor's party knows and the plan needs."""
    casus = haal_om_te_wijzigen(request, Casus.objects.contributed_by(request.actor), pk)
    form = forms.BijdrageForm(gepost(request), actor=request.actor)
    if uitgevoerd(
        form, lambda: decisions.voeg_bijdrage_toe(casus, actor=request.actor, **form.cleaned_data)
    ):
        return naar_casus(request, casus, "Het gegeven is ingebracht.", "bijdragen")
    return formulier(request, casus, form, "Gegeven inbrengen", "Inbrengen", "bijdragen")


@formulier_pagina
def derde(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Add another person as far as the plan needs it."""
    casus = haal_te_voeren(request, pk)
    form = forms.DerdeForm(gepost(request))
    if uitgevoerd(
        form, lambda: decisions.voeg_derde_toe(casus, actor=request.actor, **form.cleaned_data)
    ):
        return naar_casus(request, casus, "De persoon is toegevoegd.", "derden")
    return formulier(request, casus, form, "Andere persoon toevoegen", "Toevoegen", "derden")


@formulier_pagina
def derde_verwijderen(request: ActorRequest, pk: UUID, derde_pk: UUID) -> HttpResponse:
    """Remove another person that the plan does not need any more."""
    casus = haal_te_voeren(request, pk)
    derde = get_object_or_404(casus.derden, pk=derde_pk)
    if request.method == "POST" and gedaan(
        request, lambda: decisions.verwijder_derde(casus, derde, actor=request.actor)
    ):
        return naar_casus(request, casus, "De persoon is verwijderd.", "derden")
    return bevestig(
        request,
        casus,
        titel=f"{derde.naam} verwijderen",
        gevolgen=["De gegevens van deze persoon gaan uit de casus en komen niet terug."],
        knop="Verwijderen",
        terug="derden",
    )


# The plan --------------------------------------------------------------------------------------
@require_safe
def plan(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The adopted plan with its progress; an external partner gets a page of its own (MC 10.5)."""
    if request.actor.extern:
        plan = _geldend_plan(request, pk)
        return render(request, "casusoverleg/extern.html", pagina.extern(plan, request.actor))
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
    if concept is None and casus.plannen.exists():
        return redirect("casusoverleg:plan", pk)
    begin = {v: getattr(concept, v) for v in ("doelen", "doel", "informeren")} if concept else None
    form = forms.PlanForm(gepost(request), initial=begin)

    def bewaar() -> Plan:
        if concept:
            return plannen.wijzig_plan(
                concept, actor=request.actor, gelezen=gelezen(request.POST), **form.cleaned_data
            )
        return plannen.maak_plan(casus, actor=request.actor, **form.cleaned_data)

    if uitgevoerd(form, bewaar):
        return naar(request, casus, "Het concept is opgeslagen.", "casusoverleg:plan_wijzigen", pk)
    return render(
        request,
        "casusoverleg/plan_wijzigen.html",
        pagina.concept(casus, concept, form, request.actor) | {"gelezen": versie(casus, *PLAN)},
    )


@formulier_pagina
def maatregel_toevoegen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Add a measure to the concept."""
    casus = haal_te_voeren(request, pk)
    plan = _vereis(_concept(casus))
    partijen = deelnemen.partijen_in(casus, request.actor.vandaag)
    form = forms.MaatregelForm(gepost(request), partijen=partijen)
    if uitgevoerd(
        form, lambda: plannen.voeg_maatregel_toe(plan, actor=request.actor, **form.cleaned_data)
    ):
        return naar(request, casus, "De maatregel is toegevoegd.", "casusoverleg:plan_wijzigen", pk)
    return _maatregelformulier(request, casus, form, "Maatregel toevoegen")


@formulier_pagina
def maatregel_wijzigen(request: ActorRequest, pk: UUID, maatregel_pk: UUID) -> HttpResponse:
    """Change a measure of the concept."""
    casus = haal_te_voeren(request, pk)
    maatregel = get_object_or_404(Maatregel, plan=_vereis(_concept(casus)), pk=maatregel_pk)
    partijen = deelnemen.partijen_in(casus, request.actor.vandaag)
    begin = {veld: getattr(maatregel, veld) for veld in forms.MaatregelForm.Meta.fields}
    form = forms.MaatregelForm(gepost(request), partijen=partijen, initial=begin)
    if uitgevoerd(
        form,
        lambda: plannen.wijzig_maatregel(maatregel, actor=request.actor, **form.cleaned_data),
    ):
        return naar(request, casus, "De maatregel is gewijzigd.", "casusoverleg:plan_wijzigen", pk)
    return _maatregelformulier(request, casus, form, "Maatregel wijzigen")


@formulier_pagina
def maatregel_schrappen(request: ActorRequest, pk: UUID, maatregel_pk: UUID) -> HttpResponse:
    """Take a measure out of the concept."""
    casus = haal_te_voeren(request, pk)
    maatregel = get_object_or_404(Maatregel, plan=_vereis(_concept(casus)), pk=maatregel_pk)
    if request.method == "POST" and gedaan(
        request, lambda: plannen.schrap_maatregel(maatregel, actor=request.actor)
    ):
        return naar(request, casus, "De maatregel is geschrapt.", "casusoverleg:plan_wijzigen", pk)
    return bevestig(
        request,
        casus,
        titel=f"Maatregel van {maatregel.partij.naam} schrappen",
        gevolgen=["De maatregel gaat uit het concept.", "Eerdere versies van het plan houden hem."],
        knop="Schrappen",
        terug_url=reverse("casusoverleg:plan_wijzigen", args=[casus.pk]),
    )


@formulier_pagina
def vaststellen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The casusoverleg adopts the concept."""
    casus = haal_te_voeren(request, pk)
    concept = _vereis(_concept(casus))
    if request.method == "POST" and gedaan(
        request,
        lambda: plannen.stel_plan_vast(concept, actor=request.actor, gelezen=gelezen(request.POST)),
    ):
        messages.success(request, f"Het plan van {casus.nummer} is vastgesteld.")
        return redirect("casusoverleg:plan", pk)
    return bevestig(
        request,
        casus,
        titel=f"Plan versie {concept.versie} vaststellen",
        gevolgen=[
            "Deze versie verandert daarna niet meer. Voor een wijziging maakt u een nieuwe versie.",
            "Alle deelnemers zien het plan. Externe partners zien het plan en hun maatregelen.",
        ],
        knop="Plan vaststellen",
        terug_url=reverse("casusoverleg:plan_wijzigen", args=[casus.pk]),
        gevaar=False,
        gelezen=versie(casus, *PLAN),
    )


@require_POST
def nieuwe_versie(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Begin a new version from the adopted plan."""
    casus = haal_te_voeren(request, pk)
    if gedaan(request, lambda: plannen.maak_nieuwe_versie(casus, actor=request.actor)):
        return naar(
            request,
            casus,
            "Er is een nieuwe versie om in te werken.",
            "casusoverleg:plan_wijzigen",
            pk,
        )
    return redirect("casusoverleg:plan", pk)


@formulier_pagina
def voortgang(request: ActorRequest, pk: UUID, keten: UUID) -> HttpResponse:
    """Report what became of a measure: by its own party, or by the secretary."""
    plan = _geldend_plan(request, pk)
    casus, maatregel = plan.kaart, plan.maatregelen.filter(keten=keten).first()
    if maatregel is None or not plannen.mag_melden(request.actor, maatregel):
        raise Onvindbaar(Casus, pk)
    for zaak in Casus.objects.visible_to(request.actor).filter(pk=pk):
        weiger_stil(request, zaak)  # an external partner reads no casus that stands still
    form = forms.VoortgangForm(gepost(request))
    if uitgevoerd(
        form,
        lambda: plannen.meld_voortgang(casus, keten, actor=request.actor, **form.cleaned_data),
    ):
        messages.success(request, f"De voortgang bij {casus.nummer} is gemeld.")
        return redirect("casusoverleg:plan", pk)
    inhoud = {
        "casus": casus,
        "maatregel": maatregel,
        "form": form,
        "vandaag": request.actor.vandaag,
    }
    return render(request, "casusoverleg/voortgang.html", inhoud)


@formulier_pagina
def advies(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Advise the core parties to close."""
    casus = haal_te_voeren(request, pk)
    form = forms.AdviesForm(gepost(request))
    if uitgevoerd(
        form, lambda: decisions.adviseer_afsluiten(casus, actor=request.actor, **form.cleaned_data)
    ):
        return naar_casus(request, casus, "Het advies gaat naar de kernpartijen.", "afsluiten")
    return formulier(
        request,
        casus,
        form,
        "Advies: casus afsluiten",
        "Advies geven",
        "afsluiten",
        uitleg="De kernpartijen besluiten. De uitvoerder van de weegploeg legt hun besluit vast in "
        f"dossier {casus.herkomst_nummer}.",
    )


# Doors -----------------------------------------------------------------------------------------
def _geldend_plan(request: ActorRequest, pk: UUID) -> Plan:
    """The adopted plan of a casus, also for who reads no more of it (MC 10.5)."""
    plan: Plan | None = Plan.objects.visible_to(request.actor).geldend().filter(casus_id=pk).first()
    if plan is None:
        raise Onvindbaar(Casus, pk)
    Inzage.gelezen(request, [plan.kaart], Inzage.Soort.PAGINA)
    return plan


def _concept(casus: Casus) -> Plan | None:
    return casus.plannen.filter(status=Plan.Status.CONCEPT).first()


def _vereis(plan: Plan | None) -> Plan:
    if plan is None:
        raise Http404
    return plan


def _maatregelformulier(
    request: HttpRequest, casus: Casus, form: BaseForm, titel: str
) -> HttpResponse:
    return formulier(
        request,
        casus,
        form,
        titel,
        "Opslaan",
        uitleg="Elke partij beslist zelf over haar maatregelen. Het overleg legt ze vast.",
        terug_url=reverse("casusoverleg:plan_wijzigen", args=[casus.pk]),
    )
