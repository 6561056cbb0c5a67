"""Pages on decisions of the weegploeg: logging them, and what they leave to do."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from casusoverleg.dossier.models import Casus
from casusoverleg.plan.models import Maatregel
from convenant.gegevens import gaat_niet_mee
from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.gevolgen import EerstLezen, na_lezen, wil_terug
from gedeeld.rules import MEERDERJARIG
from register.access import haal_om_te_wijzigen, weiger_stil
from register.models import Inzage
from register.schermen import doe, formulier, klaar, past_niet, toon_gevolgen

from .. import rules
from ..inbreng.pagina import signalen
from ..models import Besluit, WeegploegDossier
from ..schermen import casus_van, haal_voor, na_besluit, toon_besluit, wie_besluit
from . import archief, decisions, forms
from .delen import bepaal_delen
from .gevolgen import van_besluit
from .samen import leg_samen_vast
from .uitkomsten import Uitkomst, mogelijk

Stand = WeegploegDossier.Stand
NOG_INFORMEREN = " Leg nu vast of het subject wordt geïnformeerd."


@formulier_pagina
@never_cache
def besluiten(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Log decision 1: first the outcome, then what that outcome asks (PB 3.4)."""
    gevonden = haal_voor(request, pk, rules.mag_besluiten)
    uitkomsten = mogelijk(gevonden.stand)
    if gevonden.stand != Stand.IN_WEGING:
        return past_niet(request, gevonden)
    gekozen = uitkomsten.get(request.GET.get("uitkomst", ""))
    form = _besluitformulier(request, gevonden, gekozen) if gekozen else None
    if gekozen and form and not wil_terug(request):
        try:
            if uitgevoerd(form, _na_lezen(request, gekozen, gevonden, form)):
                daarna = _daarna(gekozen, gevonden, form)
                naar = na_besluit(request, gevonden, reverse(f"weegploeg:{daarna}", args=[pk]))
                zin = gekozen.gelukt + (NOG_INFORMEREN if daarna == "informeren" else "")
                return klaar(request, gevonden, zin, naar)
        except EerstLezen as eerst:
            return _lees_eerst(request, gevonden, gekozen, eerst)
    overleg = request.GET.get("overleg", "")
    achter = gevonden.signalen.filter(gaat_niet_mee(request.actor.vandaag))
    return toon_besluit(
        request,
        gevonden,
        "_besluitvorm.html",
        titel="Leg het besluit van de weegploeg vast",
        uitleg="De weegploeg besluit. U legt vast wat de drie kernpartijen besloten.",
        hier="Besluit",
        form=form,
        tabs=[
            {
                "label": rij.soort.label,
                "url": f"?uitkomst={naam}" + (f"&overleg={overleg}" if overleg else ""),
                "actief": rij is gekozen,
            }
            for naam, rij in uitkomsten.items()
        ],
        blijft_achter=signalen(
            achter.select_related("partij", "grondslag", "grondslag_om", "inbreng")
        ),
        raad_kan=gevonden.persoon.jonger_dan(MEERDERJARIG, request.actor.vandaag),
        weeg_eerst=gekozen is not None
        and gekozen.soort != Besluit.Uitkomst.NADERE_DUIDING
        and not gevonden.wegingen.exists(),
        gaat_mee=gekozen is not None and gekozen.naar == Stand.GEAGENDEERD,
    )


@formulier_pagina
@never_cache
def doel(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record which aims of the cooperation a file serves, and where the person stays (MC 3)."""
    gevonden = haal_voor(request, pk, rules.mag_besluiten)
    form = forms.DoelForm(gepost(request), initial=forms.DoelForm.van(gevonden))
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.leg_doel_vast(gevonden, actor=request.actor, **form.cleaned_data),
        titel="Doel en verblijf",
        knop="Opslaan",
        gelukt="Vastgelegd welk doel dit dossier dient.",
        deel="doel",
    )


@require_POST
def delen(request: ActorRequest, pk: UUID, signaal: UUID) -> HttpResponse:
    """Hand a signal that came in later over to the casusoverleg, or note that it is not needed."""
    gevonden = haal_voor(request, pk, rules.mag_besluiten)
    rij = get_object_or_404(gevonden.signalen, pk=signaal)
    wel = request.POST.get("delen") == "ja"
    return doe(
        request,
        gevonden,
        lambda: bepaal_delen(rij, actor=request.actor, delen=wel),
        gelukt="Het signaal staat nu in de casus."
        if wel
        else "Vastgelegd: niet nodig voor het plan.",
    )


@formulier_pagina
@never_cache
def afsluiten(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The advice to close, for the core parties to read; their decision, for the secretary to log."""
    mag = rules.mag_wegen if request.method == "GET" else rules.mag_besluiten
    gevonden = haal_voor(request, pk, mag)
    if gevonden.stand != Stand.GEAGENDEERD:
        return past_niet(request, gevonden)
    casus = casus_van(gevonden, request.actor).first()
    if casus is None:
        return past_niet(request, gevonden)
    Inzage.noteer(request, [casus], Inzage.Soort.PAGINA)
    if casus.stand != Casus.Stand.ADVIES_AFSLUITEN:
        return past_niet(request, gevonden)
    form = None
    if rules.mag_besluiten(request.actor):
        weiger_stil(request, casus)
        uitkomsten = mogelijk(gevonden.stand)
        form = _besluitformulier(request, gevonden, next(iter(uitkomsten.values())))
        if form.is_valid():
            gekozen = uitkomsten[form.cleaned_data["keuze"]]
            try:
                if not wil_terug(request) and uitgevoerd(
                    form, _na_lezen(request, gekozen, gevonden, form)
                ):
                    return klaar(
                        request, gevonden, gekozen.gelukt, na_besluit(request, gevonden, "")
                    )
            except EerstLezen as eerst:
                return _lees_eerst(request, gevonden, gekozen, eerst)
    advies = casus.adviezen.first()
    return toon_besluit(
        request,
        gevonden,
        "_afsluitvorm.html",
        titel="Advies om af te sluiten",
        uitleg="Het casusoverleg adviseert. De drie kernpartijen besluiten.",
        hier="Afsluiten",
        form=form,
        advies=advies,
        niet_af=_niet_af(casus, advies),
        vandaag=request.actor.vandaag,
    )


def _niet_af(casus: Casus, advies: Any) -> list[Any]:
    """The measures that nobody reported as done, each with what the advice says becomes of it."""
    aflopen = {rij.keten: rij for rij in advies.aflopen.all()}
    rijen = list(Maatregel.objects.niet_af().filter(casus=casus).select_related("partij"))
    for rij in rijen:
        rij.afloop = aflopen.get(rij.keten)
    return rijen


@formulier_pagina
@never_cache
def afsluiten_archief(request: ActorRequest, casus: UUID) -> HttpResponse:
    """The same decision, of a casus whose file of the weegploeg lies in the archive."""
    mag = request.actor if rules.mag_besluiten(request.actor) else None
    gevonden = haal_om_te_wijzigen(request, Casus.objects.visible_to(mag), casus)
    dossier = archief.in_het_archief(gevonden, request.actor)
    if dossier is None:
        return past_niet(request, gevonden, archief.NIET_IN_HET_ARCHIEF)
    if gevonden.stand != Casus.Stand.ADVIES_AFSLUITEN:
        return past_niet(request, gevonden)
    # No meeting to choose: the minutes of one say nothing of what lies in the archive.
    wie = wie_besluit(request, dossier) | {"overleggen": None, "vast": None}
    form = forms.AdviesbesluitForm(
        gepost(request), **wie, dossier=dossier, dag=request.actor.vandaag
    )

    def besluit() -> None:
        waarden = {naam: w for naam, w in form.waarden.items() if naam != "overleg"}
        keuze = form.cleaned_data["keuze"]
        archief.besluit_over_gearchiveerd(gevonden, actor=request.actor, keuze=keuze, **waarden)

    return formulier(
        request,
        gevonden,
        form,
        besluit,
        titel="Besluit over afsluiten",
        knop="Leg het besluit vast",
        gelukt="Vastgelegd, in de casus en bij het dossier in het archief.",
        uitleg="Het casusoverleg adviseert om af te sluiten: zie de casus. Het dossier van de weegploeg staat al "
        "in het archief. Uw besluit komt daar als los stuk bij.",
    )


def _besluitformulier(request: ActorRequest, gevonden: Any, gekozen: Uitkomst) -> forms.BesluitForm:
    return gekozen.formulier(
        gepost(request),
        **wie_besluit(request, gevonden),
        dossier=gevonden,
        dag=request.actor.vandaag,
    )


def _na_lezen(
    request: ActorRequest, gekozen: Uitkomst, gevonden: Any, form: forms.BesluitForm
) -> Callable[[], object]:
    """Takes the decision, when what it leads to was read."""
    return na_lezen(
        request,
        lambda: leg_samen_vast(
            gevonden,
            actor=request.actor,
            daad=gekozen.besluit,
            waarden=form.waarden,
            informeren=form.over_informeren,
        ),
        lambda: van_besluit(gevonden),
    )


def _lees_eerst(
    request: ActorRequest, gevonden: Any, gekozen: Uitkomst, eerst: EerstLezen
) -> HttpResponse:
    titel = f"U legt vast: {gekozen.soort.label.lower()}"
    return toon_gevolgen(request, gevonden, eerst, titel=titel, knop="Leg het besluit vast")


def _daarna(gekozen: Uitkomst, gevonden: Any, form: forms.BesluitForm) -> str:
    """Name of the page where the work goes on: informing, while nothing was decided on it."""
    besloten = gevonden.geinformeerd_op or form.over_informeren is not None
    return "dossier" if besloten else gekozen.daarna
