"""Pages of the casusoverleg. Each begins at a queryset that says what this actor may see or keep."""

from typing import Any
from uuid import UUID

from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gelezen, gepost, uitgevoerd
from gedeeld.lijst import Leeg
from gedeeld.pdf import maak_pdf
from gedeeld.weigering import require
from register import schermen
from register.access import haal
from register.events import wijzigingen
from register.models import Inzage
from register.schermen import bevestig, formulier

from . import decisions, forms, pagina, papier
from .bestand import CasusBestand
from .deelname.querysets import raad_doet_mee
from .deelname.vragen import mag_vragen
from .dossier.elders import elders
from .dossier.models import Casus
from .events import ANALYSE, PERSOON
from .filters import CasusFilter, PlanFilter
from .plan import views as plannen
from .plan.models import Plan
from .plan.schermen import haal_plan
from .rules import mag_toetsen
from .schermen import haal_te_verbeteren, haal_te_voeren
from .verstrekking.pagina import dossiers_met_verstrekking


# Lists and files -------------------------------------------------------------------------------
@require_safe
def lijst(request: ActorRequest) -> HttpResponse:
    """The casus that this actor sees; for an external partner those whose plan it carries out."""
    actor = request.actor
    if CasusBestand().menu(actor) is None:  # who works with none of these files
        raise Http404
    return (_plannen if actor.extern else _casussen)(request, mag_vragen=mag_vragen(actor))


def _casussen(request: ActorRequest, **inhoud: Any) -> HttpResponse:
    rijen = Casus.objects.visible_to(request.actor).select_related("partij")
    return schermen.lijst(
        request,
        rijen.met_regisseur(request.actor.vandaag).op_volgorde(),
        pagina.KOLOMMEN,
        titel="Casussen",
        uitleg="Casussen waaraan uw organisatie meedoet.",
        bijschrift="Casussen",
        leeg=Leeg(
            "U ziet geen casussen.",
            "Een casus begint als de weegploeg iemand agendeert. U ziet hem zodra uw organisatie "
            "meedoet.",
            icoon="users",
        ),
        toon=lambda casussen: pagina.rijen(casussen, request.actor),
        te_laat=lambda rij: bool(rij.te_laat),
        filter_=CasusFilter(request),
        sjabloon="casusoverleg/lijst.html",
        **inhoud,
    )


def _plannen(request: ActorRequest, **inhoud: Any) -> HttpResponse:
    verstrekt = dossiers_met_verstrekking(request.actor)

    def dossiers(plannen: list[Any]) -> list[Any]:
        return list(dict.fromkeys([*(plan.kaart for plan in plannen), *verstrekt]))

    return schermen.lijst(
        request,
        Plan.objects.visible_to(request.actor)
        .een_per_casus()
        .order_by(F("vastgesteld_op").desc(nulls_first=True), "nummer"),
        pagina.KOLOMMEN_EXTERN,
        titel="Plannen",
        uitleg="Plannen waarin uw organisatie een rol heeft.",
        bijschrift="Plannen",
        leeg=Leeg(
            "U ziet geen plannen.",
            "Een plan verschijnt hier als uw organisatie meedoet en het plan is vastgesteld of aan u voorgelegd.",
            icoon="users",
        ),
        dossiers=dossiers,
        filter_=PlanFilter(request),
        toon=lambda plannen: pagina.rijen([plan.kaart for plan in plannen], request.actor),
        te_laat=lambda rij: bool(rij.te_laat),
        sjabloon="casusoverleg/lijst.html",
        verstrekt=verstrekt,
        **inhoud,
    )


@require_safe
def casus(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The whole file of one casus, with the one thing to do next."""
    zichtbaar = Casus.objects.visible_to(request.actor).met_regisseur(request.actor.vandaag)
    zichtbaar = zichtbaar.select_related("partij__convenant__referentiekader")
    casus = haal(request, zichtbaar, pk)
    return schermen.dossierpagina(
        request,
        "casusoverleg/casus.html",
        casus,
        naam=casus.getoonde_naam,
        kleur=pagina.STATUS[casus.stand],
        gebeurtenissen=pagina.GEBEURTENISSEN,
        **pagina.casus(casus, request.actor),
    )


@require_safe
def plan_pdf(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A version of the plan on paper, for who reads the casus: the adopted one unless another is asked for."""
    casus = haal(request, Casus.objects.visible_to(request.actor), pk, soort=Inzage.Soort.PDF)
    versie = request.GET.get("versie", "")
    rijen = casus.plannen.all()
    rijen = (
        rijen.filter(versie=int(versie))
        if versie.isdecimal() and len(versie) < 5
        else rijen.geldend()
    )
    gevonden = rijen.first()
    if gevonden is None:
        raise Http404
    naam = f"plan-{casus.nummer}-{gevonden.versie}.pdf"
    return HttpResponse(
        maak_pdf("overleg", papier.plan(casus, gevonden, request.actor)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{naam}"'},
    )


@formulier_pagina
def persoon(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Correct who the subject is."""
    casus = haal_te_verbeteren(request, Casus.objects.written_by(request.actor), pk)
    form = forms.PersoonForm(
        gepost(request), initial={**casus.naw}, raad_doet_mee=raad_doet_mee(casus, request.actor)
    )
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.corrigeer_persoon(
            casus,
            actor=request.actor,
            naw=form.naw,
            reden=form.cleaned_data["reden"],
            raad_stopt=form.cleaned_data.get("raad_stopt", False),
            gelezen=gelezen(request.POST),
        ),
        titel="Subject corrigeren",
        knop="Opslaan",
        gelukt="De gegevens zijn gecorrigeerd.",
        deel="subject",
        gelezen=wijzigingen(casus, *PERSOON),
    )


@formulier_pagina
def reis(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record that the subject left, or came back."""
    casus = haal_te_voeren(request, pk)
    form = forms.ReisForm(gepost(request), initial={"sinds": request.actor.vandaag})
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.leg_reis_vast(casus, actor=request.actor, **form.cleaned_data),
        titel="Uitreis of terugkeer vastleggen",
        knop="Leg vast",
        gelukt="De uitreis of terugkeer is vastgelegd.",
        uitleg=f"Nu staat er: {casus.get_bijzonderheid_display().lower()}.",
        deel="reis",
    )


@formulier_pagina
def band(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record how the subject is tied to the municipality, and by which fact (WV 2.1)."""
    casus = haal_te_voeren(request, pk)
    form = forms.BandForm(gepost(request))
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.leg_band_vast(casus, actor=request.actor, **form.cleaned_data),
        titel="Band met de gemeente vastleggen",
        knop="Leg vast",
        gelukt="De band met de gemeente is vastgelegd.",
        deel="band",
    )


@formulier_pagina
def geboortedatum(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A case party hears whether the birth date that it holds is that of the file."""
    require(mag_toetsen(request.actor))
    casus = haal(request, Casus.objects.visible_to(request.actor), pk)
    form = forms.GeboortedatumForm(gepost(request))
    klopt = []
    if uitgevoerd(
        form,
        lambda: klopt.append(
            decisions.controleer_geboortedatum(casus, actor=request.actor, **form.cleaned_data)
        ),
    ):
        zin = (
            "Deze geboortedatum is dezelfde als in de casus."
            if klopt[0]
            else "In de casus staat deze geboortedatum niet. Bel de uitvoerder van het casusoverleg."
        )
        return schermen.klaar(request, casus, zin, schermen.pagina_van(casus, "subject"))
    return schermen.toon_formulier(
        request, casus, form, titel="Geboortedatum controleren", knop="Controleer"
    )


# What the file holds ---------------------------------------------------------------------------
@formulier_pagina
def analyse(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record the joint analysis."""
    casus = haal_te_voeren(request, pk)
    begin = {veld: getattr(casus, veld) or "" for veld in forms.AnalyseForm.base_fields}
    form = forms.AnalyseForm(gepost(request), initial=begin)
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.leg_analyse_vast(
            casus, actor=request.actor, gelezen=gelezen(request.POST), **form.cleaned_data
        ),
        titel="Analyse vastleggen",
        knop="Vastleggen",
        gelukt="De analyse is vastgelegd.",
        deel="analyse",
        gelezen=wijzigingen(casus, *ANALYSE),
    )


@formulier_pagina
def gebied(request: ActorRequest, pk: UUID, nummer: int) -> HttpResponse:
    """Record what parties agree and differ on in one field of the referentiekader."""
    casus = haal_te_voeren(request, pk)
    gevonden = get_object_or_404(pagina.gebieden(casus), nummer=nummer)
    rij = casus.gebiedsanalyses.filter(ontwikkelgebied=gevonden).first()
    begin = {"eens": rij.eens, "verschil": rij.verschil} if rij else {}
    form = forms.GebiedForm(gepost(request), initial=begin)
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.analyseer_gebied(
            casus,
            gevonden,
            actor=request.actor,
            gelezen=gelezen(request.POST),
            **form.cleaned_data,
        ),
        titel=f"Analyse: {gevonden.naam}",
        knop="Vastleggen",
        gelukt="De analyse is vastgelegd.",
        uitleg=gevonden.toelichting,
        deel="analyse",
        gelezen=wijzigingen(casus, *ANALYSE),
    )


# What an external partner reads ------------------------------------------------------------------
@require_safe
def plan(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The plan: for who reads the casus, and for an external partner a page of its own (MC 10.5)."""
    if not request.actor.extern:
        return plannen.plan(request, pk)
    plan = _plan(request, pk)
    if plan.status == Plan.Status.CONCEPT:  # none was adopted yet
        return redirect("casusoverleg:concept", pk)
    return render(request, "casusoverleg/extern.html", pagina.extern(plan, request.actor))


@require_safe
def plan_versie(request: ActorRequest, pk: UUID, versie: int) -> HttpResponse:
    """One version of the plan: for an external partner one that held while it took part (MC 9.3, 10.5)."""
    if not request.actor.extern:
        return plannen.plan_versie(request, pk, versie)
    eerder = Plan.objects.visible_to(request.actor).vervangen()
    plan = haal_plan(request, eerder.filter(versie=versie), pk)
    return render(request, "casusoverleg/extern_versie.html", pagina.versie_extern(plan))


@require_safe
def concept(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The concept of the plan, for an external partner that helps to draw it up (MC 1 c)."""
    require(request.actor.extern)
    plan = haal_plan(request, Plan.objects.visible_to(request.actor).concept(), pk)
    return render(request, "casusoverleg/extern.html", pagina.concept_extern(plan, request.actor))


def _plan(request: ActorRequest, pk: UUID) -> Plan:
    """What an external partner reads of a casus."""
    return haal_plan(request, Plan.objects.visible_to(request.actor).een_per_casus(), pk)


@formulier_pagina
def derde(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Add another person as far as the plan needs it."""
    casus = haal_te_voeren(request, pk)
    form = forms.DerdeForm(gepost(request))
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.voeg_derde_toe(casus, actor=request.actor, **form.cleaned_data),
        titel="Andere persoon toevoegen",
        knop="Toevoegen",
        gelukt="De persoon is toegevoegd.",
        deel="derden",
    )


@require_safe
def derde_elders(request: ActorRequest, pk: UUID, derde_pk: UUID) -> HttpResponse:
    """Whether another person stands in a casus that this actor reads as well: looked up on the spot."""
    casus = haal(request, Casus.objects.visible_to(request.actor), pk)
    derde = get_object_or_404(casus.derden, pk=derde_pk)
    gevonden = elders(derde, request.actor)
    Inzage.noteer(request, {ander.pk: ander for ander, _ in gevonden}.values(), Inzage.Soort.LIJST)
    inhoud = {"casus": casus, "derde": derde, "gevonden": gevonden}
    return render(request, "casusoverleg/elders.html", inhoud)


@formulier_pagina
def derde_verwijderen(request: ActorRequest, pk: UUID, derde_pk: UUID) -> HttpResponse:
    """Remove another person that the plan does not need any more."""
    casus = haal_te_verbeteren(request, Casus.objects.written_by(request.actor), pk)
    derde = get_object_or_404(casus.derden, pk=derde_pk)
    return bevestig(
        request,
        casus,
        lambda: decisions.verwijder_derde(casus, derde, actor=request.actor),
        titel=f"Gegevens van {derde.naam} vernietigen",
        gevolgen=["De gegevens van deze persoon gaan uit de casus en komen niet terug."],
        knop="Vernietigen",
        gelukt="De gegevens van deze persoon zijn vernietigd.",
        deel="derden",
    )
