"""Pages for requests. Each begins at what the actor may see; decisions decide."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from gedeeld.actor import ActorRequest
from gedeeld.afschrift import Publiek, Regel, Sectie, datum
from gedeeld.bladeren import Bladzij
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd, zet_fouten
from gedeeld.lijst import Cel, Knop, Kolom, Leeg, lijstpagina
from gedeeld.pdf import maak_pdf
from gedeeld.velden import sectie
from gedeeld.vers import vers_ingelogd
from gedeeld.weigering import NietMogelijk, Onvindbaar
from register import schermen
from register.access import haal
from register.brieven import pagina as brieven
from register.models import Dossier, Inzage, noteer_lijst
from register.registry import bestanden
from register.schermen import bevestig, formulier, klaar, klaar_op_lijst, past_niet, toon_formulier

from . import brief, decisions, gezamenlijk, overzicht, rules, velden
from .afschermen import treffers
from .forms import (
    AfhandelForm,
    BezwaarDoorForm,
    ControleForm,
    DagForm,
    IdentiteitForm,
    IntrekForm,
    KiesForm,
    NummerForm,
    SchrijfwijzeForm,
    VerlengForm,
    VerzoekFilter,
    VerzoekForm,
    WeigerForm,
    WetForm,
)
from .keuzes import REDENEN, Concept
from .models import Uitvoering, Verzoek
from .overzicht import Gelijkenis, Stuk

TOON = {
    Verzoek.Stand.ONTVANGEN: "let_op",
    Verzoek.Stand.IDENTITEIT_VASTGESTELD: "actief",
    Verzoek.Stand.BEANTWOORD: "klaar",
    Verzoek.Stand.INGETROKKEN: "neutraal",
    Verzoek.Stand.DOORGEZONDEN: "klaar",
    Verzoek.Stand.NIEMAND: "neutraal",
}


def _toon(verzoek: Verzoek) -> str:
    return "let_op" if verzoek.moet_verteld else TOON[Verzoek.Stand(verzoek.stand)]


@require_safe
def lijst(request: ActorRequest) -> HttpResponse:
    """Requests of the party: what must be answered first comes first."""
    _alleen_wie_behandelt(request)
    klaar, nieuw = request.GET.get("stand") == "klaar", reverse("privacy_rights:nieuw")
    zichtbaar = Verzoek.objects.visible_to(request.actor).prefetch_related("partij")
    lopend = zichtbaar.open()
    return schermen.lijst(
        request,
        zichtbaar.klaar() if klaar else lopend.op_termijn(),
        KOLOMMEN,
        filter_=VerzoekFilter(request),
        titel="Verzoeken",
        uitleg="Van mensen die willen weten welke gegevens wij over hen hebben, of daar iets aan "
        "willen veranderen.",
        actie=Knop("Verzoek registreren", nieuw, "plus"),
        bijschrift="Verzoeken die klaar zijn"
        if klaar
        else "Open verzoeken, de eerste termijn bovenaan",
        leeg=Leeg(
            "Er zijn nog geen verzoeken klaar.", "Beantwoorde en gestopte verzoeken komen hier."
        )
        if klaar
        else Leeg(
            "Er wachten geen verzoeken.",
            "Komt er een verzoek binnen? Registreer het dan dezelfde dag: de termijn loopt.",
            nieuw,
            "Verzoek registreren",
            "mail-check",
        ),
        tabs=[
            {"label": "Open", "url": "?", "actief": not klaar, "aantal": lopend.count()},
            {"label": "Klaar", "url": "?stand=klaar", "actief": klaar},
        ],
    )


KOLOMMEN = (
    Kolom("Nummer", schermen.nummer),
    Kolom("Van", lambda verzoek, actor: Cel(verzoek.persoon.naam)),
    Kolom("Soort", lambda verzoek, actor: Cel(verzoek.get_soort_display())),
    Kolom("Ontvangen", lambda verzoek, actor: Cel(dag=verzoek.ontvangen_op)),
    Kolom(
        "Stand",
        lambda verzoek, actor: Cel(verzoek.stand_tekst, kleur=_toon(verzoek)),
    ),
    Kolom(
        "Antwoord uiterlijk",
        lambda verzoek, actor: Cel(dag=verzoek.uiterlijk, uiterlijk=verzoek.loopt),
    ),
)


@formulier_pagina
def nieuw(request: ActorRequest) -> HttpResponse:
    """Register a request that came in."""
    _alleen_wie_behandelt(request)
    begin = {"ontvangen_op": request.actor.vandaag}
    form = VerzoekForm(gepost(request), actor=request.actor, initial=begin)
    gevonden = _eerdere(request, form)
    keuze = request.POST.get("herhaalt")
    lopend = gevonden if keuze is None else []
    if not lopend and form.is_valid():
        herhaalt = next((rij for rij in gevonden if str(rij.pk) == keuze), None)
        try:
            verzoek = decisions.registreer(actor=request.actor, herhaalt=herhaalt, **form.gegevens)
        except NietMogelijk as fout:
            zet_fouten(form, fout)
        else:
            return klaar_op_lijst(request, verzoek, "Het verzoek is geregistreerd.")
    return render(request, "privacy_rights/nieuw.html", {"form": form, "lopend": lopend})


def _eerdere(request: ActorRequest, form: VerzoekForm) -> list[Verzoek]:
    """Earlier requests of the same person and kind: whether this one repeats one of them is asked once."""
    if not form.is_valid():
        return []
    uit = decisions.eerdere(actor=request.actor, **form.gegevens)
    noteer_lijst(request, uit, Inzage.Soort.ZOEKEN)
    return uit


@require_safe
def verzoek(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One request: where it stands, what to do first, and what was sent."""
    dossier = _haal(request, pk)
    leest = bool(dossier.antwoord) and decisions.mag_antwoord_lezen(request.actor, dossier)
    antwoord = json.loads(dossier.antwoord) if leest else None
    return schermen.dossierpagina(
        request,
        "privacy_rights/verzoek.html",
        dossier,
        naam=dossier.get_soort_display(),
        kleur=TOON[Verzoek.Stand(dossier.stand)],
        **_kader(request, dossier),
        secties={
            "wie": sectie(velden.PERSOON, [dossier], Publiek.KERNPARTIJ),
            "verzoek": velden.verzoek(dossier, Publiek.KERNPARTIJ),
            "uitvoering": _uitvoering(request, dossier),
        },
        antwoord=brief.verstuurd(antwoord) if antwoord else None,
        intern=_intern(antwoord["intern"]) if antwoord else None,
        leest_niet=dossier.is_verstuurd and not leest,
        uit_te_voeren=_uit_te_voeren(request, dossier),
        brieven=brieven.deel(dossier, request.actor),
    )


def _uitvoering(request: ActorRequest, dossier: Verzoek) -> Sectie:
    """What was changed for it, file by file, of the files that this actor reads."""
    rijen = list(decisions.uitvoeringen(dossier, actor=request.actor))
    noteer_lijst(request, [rij.bij for rij in rijen], Inzage.Soort.VERZOEK)
    return Sectie(
        velden.UITVOERING,
        [Regel(rij.bij.nummer, rij.wat, str(rij.verzoek.partij), rij=str(rij.pk)) for rij in rijen],
    )


def _uit_te_voeren(request: ActorRequest, dossier: Verzoek) -> list[tuple[Uitvoering, Knop | None]]:
    """What was decided and is not carried out yet, the first to do first, and where that is done (MC 12.6)."""
    rijen = decisions.uitvoeringen(dossier, actor=request.actor)
    open_ = rijen.filter(gedaan_op=None, uiterlijk__isnull=False)
    return [
        (rij, _waar_het_gebeurt(request, dossier, rij.bij))
        for rij in open_.order_by("uiterlijk", "pk")
    ]


def _waar_het_gebeurt(request: ActorRequest, dossier: Verzoek, bij: Dossier) -> Knop | None:
    """The page on which this actor carries out in a file what was asked; None for who does not keep it."""
    if bij.houder not in request.actor.kringen:
        return None
    if dossier.soort == Verzoek.Soort.WISSEN:
        return Knop("Leg vast dat dit wordt vernietigd", reverse("retention:wissen", args=[bij.pk]))
    if dossier.soort == Verzoek.Soort.BEPERKING:
        adres = reverse("beperking:beperken", args=[bij.bestand.app, bij.pk])
        return Knop("Beperk het gebruik van dit dossier", adres)
    return Knop("Open dit dossier", bij.bestand.url_voor(bij, request.actor))


@formulier_pagina
def identiteit(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Make sure who asks (MC 12.3)."""
    dossier = _haal(request, pk)
    if dossier.stand != Verzoek.Stand.ONTVANGEN or dossier.kan_doorzenden:
        return past_niet(
            request, dossier, "De identiteit is al vastgesteld, of een ander antwoordt."
        )
    form = IdentiteitForm(gepost(request), initial={"identiteit_op": request.actor.vandaag})
    return formulier(
        request,
        dossier,
        form,
        lambda: decisions.stel_identiteit_vast(
            dossier,
            actor=request.actor,
            hoe=form.cleaned_data["identiteit_hoe"],
            op=form.cleaned_data["identiteit_op"],
            toelichting=form.cleaned_data["identiteit_toelichting"],
        ),
        titel="Identiteit vaststellen",
        uitleg="Zorg dat u zeker weet wie het verzoek doet. Pas daarna kunt u zoeken.",
        knop="Identiteit is vastgesteld",
        gelukt="De identiteit is vastgesteld.",
    )


@formulier_pagina
def doorzenden(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record that a request went to who has to answer it (PB 5.4)."""
    dossier = _haal(request, pk)
    if not dossier.kan_doorzenden:
        return past_niet(request, dossier, "Doorzenden kan nu niet.")
    aan = decisions.wie_antwoordt(dossier, request.actor.vandaag)
    soort = BezwaarDoorForm if dossier.regime == Verzoek.Regime.AWB else DagForm
    form = soort(gepost(request), initial={"op": request.actor.vandaag})
    return formulier(
        request,
        dossier,
        form,
        lambda: decisions.zend_door(dossier, actor=request.actor, **form.cleaned_data),
        titel="Verzoek doorzenden",
        uitleg=f"Stuur het verzoek zelf aan {aan or 'de afdeling die erover gaat'}, niet met gewone mail. Leg daarna"
        " hier vast dat het weg is. De persoon krijgt een brief van u.",
        knop="Het verzoek is doorgezonden",
        gelukt="Vastgelegd dat het verzoek is doorgezonden.",
    )


@formulier_pagina
def wet(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Put right under which law a request is (PB 5.4)."""
    dossier = _haal(request, pk)
    if request.method == "GET" and not dossier.kan_andere_wet:
        return past_niet(request, dossier, decisions.AL_VERDER)
    form = WetForm(gepost(request), instance=dossier)
    return formulier(
        request,
        dossier,
        form,
        lambda: decisions.wijs_wet_aan(dossier, actor=request.actor, **form.cleaned_data),
        titel="Onder welke wet valt dit verzoek?",
        uitleg="Dit bepaalt wie antwoordt en voor welke dag. Verander het als het verzoek bij nader inzien onder een"
        " andere wet valt.",
        knop="Leg de wet vast",
        gelukt="Vastgelegd onder welke wet het verzoek valt.",
    )


@formulier_pagina
def uitvoeren(request: ActorRequest, pk: UUID, uitvoering: UUID) -> HttpResponse:
    """Record that what was decided was carried out in its file (MC 12.6)."""
    dossier = _haal(request, pk)
    rijen = decisions.uitvoeringen(dossier, actor=request.actor)
    rij = get_object_or_404(rijen, pk=uitvoering)
    noteer_lijst(request, [rij.bij], Inzage.Soort.VERZOEK)
    if rij.gedaan_op:
        return past_niet(request, dossier, "Dit is al uitgevoerd.")
    form = DagForm(gepost(request), initial={"op": request.actor.vandaag})
    form.fields["op"].label = "Uitgevoerd op"
    return formulier(
        request,
        dossier,
        form,
        lambda: decisions.voer_uit(rij, actor=request.actor, **form.cleaned_data),
        titel=f"Uitgevoerd in {rij.bij.nummer}",
        uitleg=f"Besloten is: {rij.wat}",
        knop="Dit is uitgevoerd",
        gelukt="Vastgelegd dat het besluit is uitgevoerd.",
    )


@formulier_pagina
def verlengen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Take two months more, told in time."""
    dossier = _haal(request, pk)
    if request.method == "GET" and not _kan_verlengen(request, dossier):
        return past_niet(
            request,
            dossier,
            "Verlengen kan niet. De eerste termijn is voorbij, de termijn is al verlengd, of het "
            "verzoek is klaar.",
        )
    form = VerlengForm(gepost(request), initial={"verlenging_meegedeeld_op": request.actor.vandaag})
    nieuwe = date_format(rules.verlengd_uiterlijk(dossier.ontvangen_op), "l j F Y")
    return formulier(
        request,
        dossier,
        form,
        lambda: decisions.verleng(
            dossier,
            actor=request.actor,
            reden=form.cleaned_data["verlenging_reden"],
            meegedeeld_op=form.cleaned_data["verlenging_meegedeeld_op"],
        ),
        titel="Termijn verlengen",
        uitleg="U krijgt twee maanden extra. Dat kan een keer, en alleen binnen de eerste termijn. Het "
        f"antwoord moet er dan uiterlijk zijn op {nieuwe}.",
        knop="Verleng de termijn",
        gelukt="De termijn is verlengd.",
    )


@formulier_pagina
def afhandelen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """End a request of another kind than access: when, with what outcome, and what was changed where."""
    dossier = _haal(request, pk)
    if not dossier.kan_afhandelen:
        return past_niet(request, dossier, "Afhandelen kan nu niet.")
    gevonden = decisions.om_te_noemen(dossier, actor=request.actor)
    noteer_lijst(request, [k.dossier for k in gevonden], Inzage.Soort.ZOEKEN)
    begin = {"beantwoord_op": request.actor.vandaag}
    verbeteren = dossier.soort == Verzoek.Soort.CORRECTIE
    form = AfhandelForm(gepost(request), dossiers=gevonden, verbeteren=verbeteren, initial=begin)
    return formulier(
        request,
        dossier,
        form,
        lambda: decisions.handel_af(dossier, actor=request.actor, **form.gegevens),
        titel="Besluiten op het verzoek",
        uitleg="Schrijf op wat is besloten. Daarna verandert dit verzoek niet meer, en maakt u de brief.",
        knop="Leg het besluit vast",
        gelukt="Het besluit is vastgelegd."
        if form.data.get("kenmerk")
        else "Het besluit is vastgelegd. Maak nu de brief.",
    )


@formulier_pagina
def weigeren(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Refuse a request as manifestly unfounded or excessive, without a search (AVG 12 lid 5)."""
    dossier = _haal_om_te_zoeken(request, pk)
    if not dossier.kan_weigeren:
        return past_niet(request, dossier, "Weigeren kan nu niet.")
    form = WeigerForm(gepost(request))
    return formulier(
        request,
        dossier,
        form,
        lambda: decisions.weiger(dossier, actor=request.actor, **form.cleaned_data),
        titel="Verzoek weigeren zonder te zoeken",
        uitleg="Doe dit alleen bij een verzoek dat kennelijk ongegrond of buitensporig is. Wilt u"
        " gegevens niet geven? Zoek dan eerst, en laat ze weg met een reden.",
        knop="Weiger dit verzoek",
        gelukt="Het verzoek is geweigerd. Haal de brief op en verstuur hem.",
    )


@formulier_pagina
def stoppen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Stop a request that was withdrawn."""
    dossier = _haal(request, pk)
    if not dossier.loopt:
        return past_niet(request, dossier, "Dit verzoek is al klaar.")
    form = IntrekForm(gepost(request))
    return bevestig(
        request,
        dossier,
        lambda: decisions.trek_in(
            dossier, actor=request.actor, reden=form.cleaned_data["ingetrokken_reden"]
        ),
        titel="Verzoek stoppen",
        gevolgen=[
            "U beantwoordt dit verzoek dan niet meer.",
            "Doe dit alleen als de persoon het verzoek of de machtiging introk.",
            "Het kan niet worden teruggedraaid.",
        ],
        knop="Stop dit verzoek",
        gelukt="Het verzoek is gestopt.",
        form=form,
        naar=reverse("privacy_rights:lijst"),
    )


@formulier_pagina
def niemand(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Say that what came from another municipality is about nobody here (AVG 26)."""
    dossier = _haal_om_te_zoeken(request, pk)
    if not dossier.kan_weg:
        return past_niet(request, dossier, "Dit verzoek kwam bij u zelf binnen, of het is klaar.")
    return bevestig(
        request,
        dossier,
        lambda: decisions.meld_niemand(dossier, actor=request.actor),
        titel="Dit verzoek gaat hier over niemand",
        gevolgen=[
            "Het verzoek en wat u erbij koos, worden vannacht vernietigd.",
            "De persoon krijgt van uw gemeente geen brief. Wie het verzoek ontving, hoort niets van u.",
            "Doe dit alleen als u zeker weet dat geen dossier over deze persoon gaat.",
        ],
        knop="Het gaat over niemand",
        gelukt="Vastgelegd. Het verzoek wordt vannacht vernietigd.",
        naar=reverse("privacy_rights:lijst"),
    )


@require_safe
def te_laat(request: ActorRequest) -> HttpResponse:
    """What municipalities of the covenant did not answer in time, for its supervisor (AVG 12.3, 26)."""
    if not request.actor.houdt_toezicht:
        raise Http404
    return lijstpagina(
        request,
        Bladzij(gezamenlijk.te_laat(request.actor)),
        TE_LAAT,
        titel="Verzoeken die te laat zijn",
        uitleg="Van mensen die nog geen antwoord kregen terwijl de termijn voorbij is. U ziet niet om wie het gaat."
        " Vraag de uitvoerder van die gemeente naar dit nummer.",
        bijschrift="Verzoeken zonder antwoord, het oudste bovenaan",
        leeg=Leeg(
            "Er is geen verzoek te laat.", "Elke gemeente van dit convenant antwoordde op tijd."
        ),
    )


TE_LAAT = (
    Kolom("Nummer", lambda rij, actor: Cel(rij.nummer)),
    Kolom("Gemeente", lambda rij, actor: Cel(rij.gemeente)),
    Kolom("Soort", lambda rij, actor: Cel(rij.soort)),
    Kolom("Antwoord uiterlijk", lambda rij, actor: Cel(dag=rij.uiterlijk, uiterlijk=True)),
)


@formulier_pagina
def zoeken(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What was found, and which of it is about this person (PB 5.4)."""
    dossier = _haal_om_te_zoeken(request, pk)
    try:
        gevonden = decisions.zoek(dossier, actor=request.actor)
    except NietMogelijk as fout:
        return _terug(request, dossier, str(fout.message), fout.code)
    noteer_lijst(request, [k.dossier for k in gevonden], Inzage.Soort.ZOEKEN)
    sleutels = [k.sleutel for k in gevonden]
    concept = Concept.van(dossier)
    aan = (
        concept.dossiers
        if concept and concept.is_gekozen and concept.gevonden == sorted(sleutels)
        else [k.sleutel for k in gevonden if k.gelijkenis == Gelijkenis.ZELFDE]
    )
    form = KiesForm(
        gepost(request),
        nummers={k.sleutel: k.dossier.nummer for k in gevonden},
        initial={
            "dossiers": concept.dossiers if concept and concept.is_gekozen else [],
            "bevestigd": bool(concept and concept.bevestigd),
        },
    )

    def doe() -> Verzoek:
        return decisions.kies_dossiers(
            dossier,
            actor=request.actor,
            dossiers=form.cleaned_data["dossiers"],
            bevestigd=form.cleaned_data["bevestigd"],
            gevonden=form.gevonden,
        )

    if uitgevoerd(form, doe):
        return redirect("privacy_rights:controleren", pk)
    gekozen = form.data.getlist("dossiers") if form.is_bound else aan  # type: ignore[attr-defined]
    return _stap(
        request,
        "privacy_rights/zoeken.html",
        dossier,
        form=form,
        gevonden=gevonden,
        gekozen=gekozen,
        vernietigd=[
            f"{nummer} is vernietigd op {datum(date.fromisoformat(dag))}."
            for nummer, dag in (concept.keuzes.genoemd if concept else {}).items()
        ],
        buiten=[
            zin
            for soort in bestanden()
            for zin in soort.buiten_dossiers(dossier.personen, dossier.partij)
        ],
    )


@formulier_pagina
def schrijfwijze(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Search under another way of writing the name as well (PB 5.4)."""
    form = SchrijfwijzeForm(gepost(request))
    return _bij_het_zoeken(
        request,
        pk,
        form,
        lambda dossier: decisions.zoek_ook_als(dossier, actor=request.actor, **form.cleaned_data),
        titel="Zoeken op een andere schrijfwijze",
        uitleg="Schrijf de naam zoals hij ook kan zijn opgeschreven, bijvoorbeeld in een paspoort of"
        " met een roepnaam. De brief noemt alle namen waarop u zocht.",
        knop="Zoek ook op deze naam",
        gelukt="Er is ook op deze naam gezocht.",
    )


@formulier_pagina
def toevoegen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Add a file by its number, where no name finds it (PB 5.4)."""
    form = NummerForm(gepost(request))
    return _bij_het_zoeken(
        request,
        pk,
        form,
        lambda dossier: decisions.voeg_dossier_toe(
            dossier, actor=request.actor, **form.cleaned_data
        ),
        titel="Dossier toevoegen op nummer",
        uitleg="Weet u dat een dossier over deze persoon gaat, maar vindt u het niet op naam? Of noemt de persoon"
        " een nummer? Is dat dossier vernietigd, dan komt in de brief wanneer.",
        knop="Voeg dit dossier toe",
        gelukt="Het dossier staat op deze pagina.",
    )


def _bij_het_zoeken(
    request: ActorRequest,
    pk: UUID,
    form: Form,
    daad: Callable[[Verzoek], object],
    **woorden: Any,
) -> HttpResponse:
    """A form that widens the search; after it what is found stands on the page of the search."""
    dossier = _haal_om_te_zoeken(request, pk)
    try:
        decisions.zoek(dossier, actor=request.actor)
    except NietMogelijk as fout:
        return _terug(request, dossier, str(fout.message), fout.code)
    terug = reverse("privacy_rights:zoeken", args=[pk])
    # Not `formulier`, which goes to the list when a name was typed: here that changes no subject.
    if uitgevoerd(form, lambda: daad(dossier)):
        return klaar(request, dossier, woorden.pop("gelukt"), terug)
    del woorden["gelukt"]
    return toon_formulier(request, dossier, form, terug=terug, **woorden)


@formulier_pagina
def controleren(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Look through the overview, row by row (PB 5.4 fase 3)."""
    dossier = _haal_om_te_zoeken(request, pk)
    try:
        concept, stukken = decisions.te_controleren(dossier, actor=request.actor)
    except NietMogelijk as fout:
        return _terug(request, dossier, str(fout.message), fout.code)
    noteer_lijst(request, [stuk.kandidaat.dossier for stuk in stukken], Inzage.Soort.VERZOEK)
    keuzes = concept.keuzes_voor(stukken)
    form = ControleForm(
        gepost(request),
        rijen=[rij for stuk in stukken for rij in stuk.rijen],
        keuzes=keuzes,
        gronden=decisions.gronden(),
    )
    if form.is_valid():
        keuzes = form.keuzes

    def doe() -> Verzoek:
        gezien = request.POST.get("gezien", "")
        return decisions.controleer(dossier, actor=request.actor, keuzes=keuzes, gezien=gezien)

    if uitgevoerd(form, doe):
        return redirect("privacy_rights:beantwoorden", pk)
    delen = _met_velden(stukken, form, treffers(stukken, keuzes))
    return _stap(
        request,
        "privacy_rights/controleren.html",
        dossier,
        form=form,
        stukken=delen,
        nog=[
            (stuk["nummer"], deel["titel"], rij)
            for stuk in delen
            for deel in stuk["delen"]
            for rij in deel["rijen"]
            if rij["nog"] and not rij["blijft"].value()
        ],
        redenen=_redenen(form),
        gezien=overzicht.vingerafdruk(stukken),
    )


@vers_ingelogd
@formulier_pagina
def beantwoorden(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The letter as it will be sent; then send it."""
    dossier = _haal_om_te_zoeken(request, pk)
    try:
        antwoord = decisions.te_versturen(dossier, actor=request.actor)
        if request.method == "POST":
            gelezen = request.POST.get("gelezen", "")
            decisions.beantwoord(dossier, actor=request.actor, gelezen=gelezen)
            return klaar(request, dossier, "Het verzoek is beantwoord.")
    except NietMogelijk as fout:
        return _terug(request, dossier, str(fout.message), fout.code)
    return _stap(
        request,
        "privacy_rights/beantwoorden.html",
        dossier,
        antwoord=brief.verstuurd(antwoord),
        gelezen=overzicht.afdruk_van(antwoord),
    )


@vers_ingelogd
@require_safe
def pdf(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What was sent, as a PDF, made from what is kept."""
    dossier = haal(request, _zichtbaar(request), pk, soort=Inzage.Soort.PDF)
    if not dossier.antwoord or not decisions.mag_antwoord_lezen(request.actor, dossier):
        raise Http404
    inhoud = maak_pdf("overzicht", brief.verstuurd(json.loads(dossier.antwoord)))
    return HttpResponse(
        inhoud,
        content_type="application/pdf",
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="{dossier.nummer}.pdf"',
        },
    )


@vers_ingelogd
@require_safe
def gegevens(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The data that were sent, for a machine: with a description of its form (AVG 15 lid 3)."""
    dossier = haal(request, _zichtbaar(request), pk, soort=Inzage.Soort.PDF)
    if not dossier.antwoord or not decisions.mag_antwoord_lezen(request.actor, dossier):
        raise Http404
    antwoord = json.loads(dossier.antwoord)
    if antwoord["weigering"]:
        raise Http404
    inhoud = json.dumps(brief.als_gegevens(antwoord), ensure_ascii=False, indent=1)
    return HttpResponse(
        inhoud,
        content_type="application/json",
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="{dossier.nummer}.json"',
        },
    )


def _alleen_wie_behandelt(request: ActorRequest) -> None:
    """To everybody else these pages are not there."""
    if not rules.behandelt_verzoeken(request.actor):
        raise Http404


def _zichtbaar(request: ActorRequest) -> Any:
    return Verzoek.objects.visible_to(request.actor).select_related(
        "partij__convenant", "identiteit_door"
    )


def _haal(request: ActorRequest, pk: UUID) -> Verzoek:
    verzoek: Verzoek = haal(request, _zichtbaar(request), pk)
    return verzoek


def _haal_om_te_zoeken(request: ActorRequest, pk: UUID) -> Verzoek:
    """The request, for who searches the files; to others its search is not there."""
    dossier = _haal(request, pk)
    if not decisions.mag_zoeken(request.actor, dossier):
        raise Onvindbaar(Verzoek, pk)
    return dossier


def _terug(
    request: ActorRequest, dossier: Verzoek, zin: str, stap: str | None = None
) -> HttpResponse:
    """A step that is not there yet, or is over: back to the step that comes first."""
    messages.warning(request, zin)
    return redirect(f"privacy_rights:{stap or 'verzoek'}", dossier.pk)


def _kader(request: ActorRequest, dossier: Verzoek) -> dict[str, Any]:
    """What every page of a request shows."""
    return {
        "verzoek": dossier,
        "stappen": _stappen(dossier),
        "mag_zoeken": decisions.mag_zoeken(request.actor, dossier),
        "is_inzage": dossier.soort == Verzoek.Soort.INZAGE,
        "kan_verlengen": _kan_verlengen(request, dossier),
    }


def _stap(request: ActorRequest, sjabloon: str, dossier: Verzoek, **inhoud: Any) -> HttpResponse:
    """The page of one step of a request, with where it stands at its head."""
    inhoud |= {"toon": _toon(dossier), "vandaag": request.actor.vandaag}
    return render(request, sjabloon, _kader(request, dossier) | inhoud)


def _kan_verlengen(request: ActorRequest, dossier: Verzoek) -> bool:
    binnen = request.actor.vandaag <= dossier.termijn_tot
    eigen = dossier.loopt and not dossier.kan_doorzenden
    return eigen and not dossier.verlengd_tot and binnen


def _stappen(dossier: Verzoek) -> list[dict[str, Any]]:
    """The process bar. Where a request stands follows from what is on it."""
    concept = Concept.van(dossier)
    klaar = [
        (True, dossier.ontvangen_op),
        (bool(dossier.identiteit_hoe), dossier.identiteit_op),
        (concept is not None and concept.is_gekozen, None),
        (concept is not None and bool(concept.gezien), None),
        (dossier.beantwoord_op is not None, dossier.beantwoord_op),
    ]
    labels = ["Ontvangen", "Identiteit", "Gegevens zoeken", "Overzicht nakijken", "Beantwoord"]
    if dossier.soort != Verzoek.Soort.INZAGE:  # decided without an overview, and told in a letter
        labels[2:], klaar[2:] = ["Besloten", "Brief verstuurd"], klaar[-1:]
        klaar.append((dossier.besluit_verteld_op is not None, dossier.besluit_verteld_op))
    if dossier.beantwoord_op and not dossier.moet_verteld:
        klaar = [(True, dag) for _, dag in klaar]
    stappen, nu = [], dossier.loopt or dossier.moet_verteld
    for label, (af, dag) in zip(labels, klaar, strict=True):
        staat = "klaar" if af else "nu" if nu else "straks" if dossier.loopt else "overgeslagen"
        nu = nu and af
        stappen.append({"label": label, "staat": staat, "datum": dag})
    return stappen


def _redenen(form: ControleForm) -> list[dict[str, Any]]:
    """The fields of each reason; one that nobody uses is folded away."""
    uit = []
    for nr in REDENEN:
        velden = [
            form[f"r{nr}_{naam}"] for naam in ("grond", "factoren", "brief", "volledig", "namen")
        ]
        open_ = any(veld.value() or veld.errors for veld in velden)
        uit.append({"nummer": nr, "velden": velden, "open": open_})
    return uit


def _met_velden(
    stukken: list[Stuk], form: ControleForm, stand_nog: dict[str, list[str]]
) -> list[dict[str, Any]]:
    """The files with the fields of each row, for the template.

    Args:
        stand_nog: row -> what is left out elsewhere and still stands in it.
    """

    def rij(r: overzicht.Rij) -> dict[str, Any]:
        namen = ("weg", "deel", "mee", "blijft") if r.regel.derden else ("weg", "deel", "blijft")
        velden = {naam: form[f"{naam}_{r.sleutel}"] for naam in namen}
        nog = stand_nog.get(r.sleutel, [])
        return {
            "sleutel": r.sleutel,
            "regel": r.regel,
            **velden,
            "nog": nog,
            "open": bool(nog)
            or any(veld.errors or veld.value() for veld in velden.values())
            or r.regel.afwegen,
        }

    return [
        {
            "titel": stuk.titel,
            "nummer": stuk.nummer,
            "delen": [
                {"titel": deel.titel, "rijen": [rij(r) for r in deel.rijen]} for deel in stuk.delen
            ],
        }
        for stuk in stukken
    ]


def _intern(intern: dict[str, Any]) -> dict[str, Any]:
    """What is kept beside an answer, with the reason at each row."""
    redenen = intern["redenen"]
    noemt = {"grond": "", "volledig": "Noemt een dossier dat helemaal niet meeging."}
    weg = [rij | {"waarom": redenen.get(rij["reden"], noemt)} for rij in intern["weg"]]
    return {"redenen": redenen.values(), "weg": weg, "mee": intern["mee"]}
