"""Pages of the weegploeg's file. Each begins at what the actor may see; decisions decide."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from casusoverleg.dossier.models import Casus
from convenant.decisions import kernpartijen_van
from convenant.gegevens import SignaalWaarden
from convenant.models import Partij
from gedeeld.actor import Actor, ActorRequest
from gedeeld.forms import formulier_pagina, gelezen, gepost, uitgevoerd
from gedeeld.lijst import Cel, Knop, Kolom, Leeg
from gedeeld.personen import Naw
from gedeeld.termijnen import Grond
from gedeeld.weigering import NietMogelijk
from register import schermen
from register.access import haal, haal_om_te_wijzigen, weiger_stil
from register.events import wijzigingen
from register.models import Inzage
from register.schermen import doe, formulier, klaar, past_niet, toon_formulier

from . import decisions, forms, informatieplicht, pagina, rules
from .events import SUBJECT
from .models import WeegploegDossier
from .uitkomsten import Uitkomst, mogelijk

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
    filter_, meldingen = forms.StandFilter(request.GET), reverse("meldingen:lijst")
    return schermen.lijst(
        request,
        WeegploegDossier.objects.visible_to(request.actor).met_lijst().order_by("-nummer"),
        KOLOMMEN,
        titel="Weegploeg",
        uitleg="Een dossier begint met een melding die een kernpartij inbrengt.",
        actie=Knop("Melding inbrengen", meldingen, "inbox"),
        bijschrift="Dossiers van de weegploeg, nieuwste eerst",
        leeg=Leeg(
            "Geen dossiers met deze stand.", "Kies een andere stand.", "?", "Toon alle dossiers"
        )
        if filter_.gekozen
        else Leeg(
            "Er zijn nog geen dossiers.",
            "Open een melding en breng die in.",
            meldingen,
            "Naar de meldingen",
        ),
        filter_=filter_,
    )


def _stand(dossier: Any, actor: Actor) -> Cel:
    return Cel(dossier.get_stand_display(), kleur=KLEUR[dossier.stand], beperkt=dossier.beperkt)


def _informeren(dossier: Any, actor: Actor) -> Cel:
    if dossier.geinformeerd_op:
        return Cel("Gedaan op", dag=dossier.geinformeerd_op)
    return Cel(dag=rules.informeren_uiterlijk(dossier.verkregen), uiterlijk=True)


def _vernietigen(dossier: Any, actor: Actor) -> Cel:
    if dossier.beperkt:
        return Cel("Niet zolang het beperkt is", zacht=True)
    for termijn in dossier.termijnen.all():
        if termijn.grond == Grond.ZES_MAANDEN:
            return Cel(dag=termijn.tot, uiterlijk=True)
    return Cel("Volgt de casus", zacht=True)


KOLOMMEN = (
    Kolom("Nummer", schermen.nummer),
    Kolom("Subject", lambda dossier, actor: Cel(dossier.persoon.naam)),
    Kolom("Stand", _stand),
    Kolom("Informeren", _informeren),
    Kolom("Vernietigen", _vernietigen),
)


@require_safe
@never_cache
def dossier(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One file: what it says, what was decided, and what is next."""
    actor = request.actor
    gevonden = haal(request, WeegploegDossier.objects.visible_to(actor).met_inhoud(), pk)
    casus = _casus_van(gevonden, actor).first()
    return schermen.dossierpagina(
        request,
        "weegploeg/dossier.html",
        gevonden,
        naam=gevonden.persoon.naam,
        kleur=KLEUR[gevonden.stand],
        **pagina.dossier(gevonden, actor, casus),
    )


@formulier_pagina
@never_cache
def subject(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Correct or complete who the subject is."""
    gevonden = _haal(request, pk, rules.mag_besluiten)
    form = forms.SubjectForm(gepost(request), instance=gevonden, vandaag=request.actor.vandaag)
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.wijzig_subject(
            gevonden,
            actor=request.actor,
            naw=cast("Naw", form.cleaned_data),
            gelezen=gelezen(request.POST),
        ),
        titel="Gegevens van het subject",
        knop="Opslaan",
        gelukt="De gegevens van het subject zijn opgeslagen.",
        uitleg="Is er al een casus? Wijzig het daar ook: die heeft een eigen kopie.",
        gelezen=wijzigingen(gevonden, *SUBJECT),
    )


@formulier_pagina
@never_cache
def signaal(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A core party adds a signal of its own."""
    gevonden = _haal(request, pk, rules.mag_wegen)
    if gevonden.stand not in WeegploegDossier.NEEMT_IN:
        return past_niet(request, gevonden)
    form = forms.SignaalForm(gepost(request), actor=request.actor)
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.voeg_signaal_toe(
            gevonden, actor=request.actor, velden=cast("SignaalWaarden", form.cleaned_data)
        ),
        titel="Signaal toevoegen",
        knop="Voeg signaal toe",
        gelukt="Het signaal is toegevoegd.",
        uitleg=f"U voegt een signaal toe uit eigen gegevens van {request.actor.partij_naam}. "
        "Komt het van een melder? Registreer dan een melding.",
    )


@require_POST
def delen(request: ActorRequest, pk: UUID, signaal: UUID) -> HttpResponse:
    """Hand a signal that came in later over to the casusoverleg, or note that it is not needed."""
    gevonden = _haal(request, pk, rules.mag_besluiten)
    rij = get_object_or_404(gevonden.signalen, pk=signaal)
    wel = request.POST.get("delen") == "ja"
    return doe(
        request,
        gevonden,
        lambda: decisions.bepaal_delen(rij, actor=request.actor, delen=wel),
        gelukt="Het signaal staat nu in de casus."
        if wel
        else "Vastgelegd: niet nodig voor het plan.",
    )


@formulier_pagina
@never_cache
def wegen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The board as a form (MC 7.3)."""
    gevonden = _haal(request, pk, rules.mag_wegen)
    if not gevonden.is_open:
        return past_niet(request, gevonden)
    kader = forms.Kader(gevonden.gemeente.convenant)
    form = forms.WeegForm(
        gepost(request), kader=kader, initial=kader.begin(gevonden, gevonden.wegingen.all())
    )
    if uitgevoerd(
        form,
        lambda: decisions.weeg(
            gevonden,
            actor=request.actor,
            wegingen=form.wegingen,
            duiding=form.cleaned_data["duiding"],
            gelezen=form.cleaned_data["gelezen"],
        ),
    ):
        return klaar(request, gevonden, "De weging is opgeslagen.")
    signalen = gevonden.signalen.select_related("partij", "grondslag", "inbreng")
    return render(
        request,
        "weegploeg/wegen.html",
        {
            "dossier": gevonden,
            "form": form,
            "bord": form.bord,
            "signalen": pagina.signalen(signalen),
            "gelezen": decisions.aantal_wegingen(gevonden),
        },
    )


@formulier_pagina
@never_cache
def besluiten(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Log decision 1: first the outcome, then what that outcome asks (PB 3.4)."""
    gevonden = _haal(request, pk, rules.mag_besluiten)
    uitkomsten = mogelijk(gevonden.stand)
    if gevonden.stand != Stand.IN_WEGING:
        return past_niet(request, gevonden)
    gekozen = uitkomsten.get(request.GET.get("uitkomst", ""))
    form = _besluitformulier(request, gevonden, gekozen) if gekozen else None
    if gekozen and form and uitgevoerd(form, lambda: _neem(gekozen, gevonden, request.actor, form)):
        naar = "dossier" if gevonden.geinformeerd_op else gekozen.daarna
        return klaar(request, gevonden, gekozen.gelukt, reverse(f"weegploeg:{naar}", args=[pk]))
    politie = gevonden.signalen.filter(grondslag__alleen_kernpartijen=True)
    return render(
        request,
        "weegploeg/besluiten.html",
        {
            "dossier": gevonden,
            "form": form,
            "tabs": [
                {"label": rij.soort.label, "url": f"?uitkomst={naam}", "actief": rij is gekozen}
                for naam, rij in uitkomsten.items()
            ],
            "blijft_achter": pagina.signalen(
                politie.select_related("partij", "grondslag", "inbreng")
            ),
            "raad_kan": rules.minderjarig(gevonden.geboortedatum, request.actor.vandaag),
            "gaat_mee": gekozen is not None and gekozen.naar == Stand.GEAGENDEERD,
        },
    )


def _besluitformulier(request: ActorRequest, gevonden: Any, gekozen: Uitkomst) -> forms.BesluitForm:
    return gekozen.formulier(
        gepost(request),
        kern=_kern(gevonden, request.actor),
        dossier=gevonden,
        dag=request.actor.vandaag,
    )


def _neem(gekozen: Uitkomst, gevonden: Any, actor: Actor, form: forms.BesluitForm) -> object:
    return gekozen.besluit(gevonden, actor=actor, **form.waarden)


@formulier_pagina
@never_cache
def duiding(request: ActorRequest, pk: UUID, vraag: UUID) -> HttpResponse:
    """Record what a partner answered (PB 3.4 ad 3)."""
    gevonden = _haal(request, pk, rules.mag_besluiten)
    gesteld = get_object_or_404(gevonden.duidingsvragen, pk=vraag)
    if gevonden.stand != Stand.NADERE_DUIDING:
        return past_niet(request, gevonden)
    form = forms.AntwoordForm(gepost(request), initial={"antwoord": gesteld.antwoord})
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.beantwoord_vraag(
            gesteld, actor=request.actor, antwoord=form.cleaned_data["antwoord"]
        ),
        titel="Antwoord vastleggen",
        knop="Leg vast",
        gelukt="Het antwoord is vastgelegd.",
        uitleg=f"Gevraagd aan {gesteld.partner}: {gesteld.vraag}",
    )


@require_POST
def terug_op_agenda(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Put the file before the weegploeg again."""
    gevonden = _haal(request, pk, rules.mag_besluiten)
    return doe(
        request,
        gevonden,
        lambda: decisions.zet_terug_op_agenda(gevonden, actor=request.actor),
        gelukt="Het dossier staat weer op de agenda van de weegploeg.",
    )


@formulier_pagina
@never_cache
def informeren(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Log decision 3: inform, or not yet on a ground (MC 11.3)."""
    gevonden = _haal(request, pk, rules.mag_besluiten)
    if gevonden.geinformeerd_op:
        return past_niet(request, gevonden)
    nog_niet = request.GET.get("keuze") == "nog_niet"
    form = _informeerformulier(request, gevonden, nog_niet)
    if uitgevoerd(
        form,
        lambda: informatieplicht.besluit_informeren(
            gevonden,
            actor=request.actor,
            informeren=not nog_niet,
            **form.cleaned_data,
        ),
    ):
        return klaar(request, gevonden, "Het besluit over informeren is vastgelegd.")
    eerste = gevonden.inbrengen.order_by("ontvangen_op").values_list("ontvangen_op", flat=True)[0]
    tabs = [
        {"label": "Informeren", "url": "?keuze=informeren", "actief": not nog_niet},
        {"label": "Nog niet informeren", "url": "?keuze=nog_niet", "actief": nog_niet},
    ]
    return render(
        request,
        "weegploeg/informeren.html",
        {
            "dossier": gevonden,
            "form": form,
            "tabs": tabs,
            "uiterlijk": rules.informeren_uiterlijk(eerste),
            "vandaag": request.actor.vandaag,
        },
    )


def _informeerformulier(
    request: ActorRequest, gevonden: Any, nog_niet: bool
) -> forms.KernpartijenForm:
    kern, gegevens = _kern(gevonden, request.actor), gepost(request)
    if nog_niet:
        return forms.NogNietForm(gegevens, kern=kern)
    minderjarig = rules.minderjarig(gevonden.geboortedatum, request.actor.vandaag)
    return forms.InformeerForm(gegevens, kern=kern, minderjarig=minderjarig)


@formulier_pagina
@never_cache
def geinformeerd(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record that the subject was informed."""
    gevonden = _haal(request, pk, rules.mag_besluiten)
    besluit = gevonden.informatiebesluiten.first()
    if gevonden.geinformeerd_op or besluit is None or not besluit.informeren:
        return past_niet(request, gevonden)
    form = forms.GeinformeerdForm(gepost(request), initial={"op": request.actor.vandaag})
    return formulier(
        request,
        gevonden,
        form,
        lambda: informatieplicht.leg_informeren_vast(
            gevonden, actor=request.actor, **form.cleaned_data
        ),
        titel="Subject geïnformeerd",
        knop="Leg vast",
        gelukt="Vastgelegd dat het subject is geïnformeerd.",
        uitleg=f"Afgesproken: {besluit.get_wie_display()}. {besluit.afspraak}",
    )


@require_POST
def terugkoppelen(request: ActorRequest, pk: UUID, inbreng: UUID) -> HttpResponse:
    """The party that brought it in told the reporter the outcome (PB 3.4 ad 2)."""
    gevonden = _haal(request, pk, rules.mag_wegen)
    rij = get_object_or_404(gevonden.inbrengen, pk=inbreng, partij=request.actor.partij_id)
    return doe(
        request,
        gevonden,
        lambda: decisions.koppel_terug(rij, actor=request.actor),
        gelukt="De terugkoppeling aan de melder is vastgelegd.",
    )


@formulier_pagina
@never_cache
def melder(request: ActorRequest, pk: UUID, inbreng: UUID) -> HttpResponse:
    """Show the reporter of another party's melding, once, to who says why; it is logged (MC 8.4)."""
    gevonden = _haal(request, pk, rules.mag_wegen)
    rij = get_object_or_404(gevonden.inbrengen.select_related("partij"), pk=inbreng)
    if rij.partij_id == request.actor.partij_id or not rij.melder_bekend:
        return redirect("weegploeg:dossier", pk)  # it stands there, or there is none
    form = forms.MelderForm(gepost(request))
    if uitgevoerd(
        form,
        lambda: decisions.bekijk_melder(rij, actor=request.actor, reden=form.cleaned_data["reden"]),
    ):
        Inzage.noteer(request, [gevonden], Inzage.Soort.MELDER)
        return render(request, "weegploeg/melder.html", {"dossier": gevonden, "inbreng": rij})
    return toon_formulier(
        request,
        gevonden,
        form,
        titel="De melder bekijken",
        knop="Toon de melder",
        uitleg=f"De melder is bekend bij {rij.partij.naam}.",
    )


@formulier_pagina
@never_cache
def afsluiten(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The advice to close, for the core parties to read; their decision, for the secretary to log."""
    mag = rules.mag_wegen if request.method == "GET" else rules.mag_besluiten
    gevonden = _haal(request, pk, mag)
    if gevonden.stand != Stand.GEAGENDEERD:
        return past_niet(request, gevonden)
    casus = _casus_van(gevonden, request.actor).first()
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
            if uitgevoerd(form, lambda: _neem(gekozen, gevonden, request.actor, form)):
                return klaar(request, gevonden, gekozen.gelukt)
    return render(
        request,
        "weegploeg/afsluiten.html",
        {"dossier": gevonden, "form": form, "advies": casus.adviezen.first()},
    )


# What the views share --------------------------------------------------------------------------
def _haal(request: ActorRequest, pk: UUID, mag: Callable[[Actor], bool]) -> Any:
    """The file to change, for an actor who may; for another it is not there, and that is logged."""
    zichtbaar = WeegploegDossier.objects.visible_to(request.actor if mag(request.actor) else None)
    return haal_om_te_wijzigen(request, zichtbaar, pk)


def _kern(gevonden: Any, actor: Actor) -> list[Partij]:
    """The core parties that can agree today; none when the weegploeg is not complete."""
    try:
        return kernpartijen_van(gevonden.gemeente_id, actor.vandaag)
    except NietMogelijk:
        return []


def _casus_van(gevonden: Any, actor: Actor) -> Any:
    """The casus that came from a file, if the actor sees it: it is the one in its case."""
    return Casus.objects.visible_to(actor).filter(zaak=gevonden.zaak)
