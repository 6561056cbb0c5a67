"""What is coming, what lies in the archive and what was destroyed (MC 13)."""

from calendar import Calendar
from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from convenant.decisions import mag_beheren
from gedeeld.actor import Actor, ActorRequest
from gedeeld.afschrift import Publiek
from gedeeld.bladeren import blader
from gedeeld.fields import zonder_inhoud
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.lijst import Cel, Knop, Kolom, Leeg, lijstpagina
from gedeeld.termijnen import Grond
from gedeeld.vers import vers_ingelogd
from register import registry, schermen
from register.access import haal, haal_om_te_wijzigen
from register.houdbaar import termijnen
from register.models import Dossier, Inzage, Termijn, leesbaar, noteer_lijst
from register.muur import als
from register.uitwisseling.pagina import wie_weet_wat

from . import decisions, eerder, heractiveren
from . import klok as klokken
from . import opschorten as opschorting
from .cijfers import groepen
from .forms import (
    ArchiefFilter,
    DagForm,
    EerderArchiefForm,
    GeinformeerdForm,
    NummerForm,
    OpdrachtForm,
    OpschortForm,
    RedenForm,
    TermijnFilter,
    TerughaalForm,
    WissenForm,
)
from .models import Archiefstuk, Raadpleging, Vernietiging, Vervroeging
from .querysets import (
    VOORUIT,
    Komend,
    aantallen,
    komend_voor,
    leest_verklaringen,
    na_te_kijken,
    raadpleegt_archief,
)
from .vooruit import DAGEN, Gaat, einde, per_week
from .vooruit import vooruit as komende_dagen


@require_safe
def overzicht(request: ActorRequest) -> HttpResponse:
    """Files whose term ends within four weeks; for the supervisor only how many."""
    _alleen_weegploeg_of_toezicht(request.actor)
    if request.actor.houdt_toezicht:
        return render(
            request, "retention/toezicht.html", _kader(request) | _aantallen(request.actor)
        )
    return schermen.lijst(
        request,
        komend_voor(request.actor, request.actor.vandaag + VOORUIT),
        KOMT_ERAAN,
        titel="Bewaartermijnen",
        uitleg="Wat er de komende vier weken gebeurt. Dit gaat vanzelf, zodra de laatste dag voorbij is. "
        "Wordt een dossier vernietigd, kijk dan nog een keer of dat klopt.",
        bijschrift="Dossiers waarvan de termijn binnen vier weken eindigt",
        leeg=Leeg(
            "Er loopt geen termijn af.",
            "De komende vier weken wordt geen dossier vernietigd dat u kunt zien. U hoeft niets te doen.",
            icoon="circle-check",
        ),
        filter_=TermijnFilter(request),
        dossiers=lambda termijnen: [termijn.dossier for termijn in termijnen],
        toon=lambda termijnen: [Komend.van_termijn(termijn) for termijn in termijnen],
        **_kader(request),
    )


PAST = 100  # files of one week that fit on the page


@require_safe
def vooruit(request: ActorRequest) -> HttpResponse:
    """What is archived and destroyed in the coming ninety days: by week, by day, and of one week by file.

    For the supervisor only how many.
    """
    _alleen_weegploeg_of_toezicht(request.actor)
    actor, vandaag = request.actor, request.actor.vandaag
    gaan = _komende_dagen(actor)
    weken = per_week(gaan, vandaag)
    inhoud: dict[str, Any] = {"weken": weken, "maanden": _kalender(gaan, vandaag)}
    if not actor.houdt_toezicht:
        gekozen = next(
            (week for week in weken if week.maandag.isoformat() == request.GET.get("week")),
            weken[0],
        )
        in_week = [gaat for gaat in gaan if gekozen.maandag <= gaat.dag <= gekozen.zondag]
        past = in_week[:PAST]
        noteer_lijst(request, [gaat.dossier for gaat in past])
        inhoud |= {"week": gekozen, "gaan": past, "meer": len(in_week) - len(past)}
    return render(request, "retention/vooruit.html", _kader(request) | inhoud)


def _komende_dagen(actor: Actor) -> list[Gaat]:
    """Of the files that the actor sees; for the supervisor of all of his covenant, of which he is shown none."""
    termijnen = Termijn.objects.filter(tot__lt=einde(actor.vandaag)).select_related("dossier")
    if actor.houdt_toezicht:
        with als(Actor.systeem("toezicht")):
            van_convenant = termijnen.filter(dossier__partij__convenant=actor.convenant_id)
            return komende_dagen(van_convenant, actor.vandaag)
    return komende_dagen(termijnen.filter(leesbaar(actor, "dossier")), actor.vandaag)


def _kalender(gaan: list[Gaat], vandaag: date) -> list[dict[str, Any]]:
    """Each month with its weeks, and of each day how much is destroyed and archived."""
    vernietigd = Counter(gaat.dag for gaat in gaan if gaat.grond.vernietigt)
    archief = Counter(gaat.dag for gaat in gaan if not gaat.grond.vernietigt)
    laatste = vandaag + timedelta(days=DAGEN)
    maanden, maand = [], vandaag.replace(day=1)
    while maand <= laatste:
        weken = [
            [
                {
                    "dag": dag,
                    "hier": dag.month == maand.month and vandaag <= dag <= laatste,
                    "vernietigd": vernietigd[dag],
                    "archief": archief[dag],
                }
                for dag in week
            ]
            for week in Calendar().monthdatescalendar(maand.year, maand.month)
            if week[-1] >= vandaag and week[0] <= laatste
        ]
        maanden.append({"eerste": maand, "weken": weken})
        maand += relativedelta(months=1)
    return maanden


def _gebeurt(rij: Komend, actor: Actor) -> Cel:
    if rij.grond.vernietigt:
        return Cel("Wordt vernietigd", kleur="let_op")
    return Cel("Gaat naar het archief", kleur="neutraal", icoon="archive")


KOMT_ERAAN = (
    Kolom("Nummer", lambda rij, actor: Cel(rij.nummer, url=rij.url, nummer=True)),
    Kolom("Soort", lambda rij, actor: Cel(capfirst(rij.bestand.naam))),
    Kolom("Wat gebeurt er", _gebeurt),
    Kolom("Waarom", lambda rij, actor: Cel(rij.grond.label)),
    Kolom("Laatste dag", lambda rij, actor: Cel(dag=rij.uiterlijk, uiterlijk=True)),
)


NOG_BERICHT = "Het subject had nog geen bericht. Als het dossier weg is, kan dat niet meer. "


@formulier_pagina
def nakijken(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Who keeps a file says that it is rightly destroyed, so that it leaves his worklist."""
    zichtbaar = Dossier.objects.visible_to(request.actor)
    dossier = haal(request, zichtbaar.filter(houder__in=sorted(request.actor.kringen)), pk)
    komt = na_te_kijken(request.actor)
    termijn = komt.filter(dossier=pk).first()
    if termijn is None and request.method != "POST":
        return schermen.past_niet(request, dossier, decisions.NIETS_NA_TE_KIJKEN)
    wanneer = f"De laatste dag is {date_format(termijn.tot, 'l j F Y')}. " if termijn else ""
    waarom = f"{termijn.get_grond_display()}. " if termijn else ""
    zonder = termijn is not None and Komend.van_termijn(termijn).zonder_bericht
    bericht = NOG_BERICHT if zonder else ""
    return schermen.formulier(
        request,
        dossier,
        Form(gepost(request)),  # it asks nothing: to press the button is to say it
        lambda: decisions.kijk_na(dossier, actor=request.actor),
        titel="Klopt het dat dit dossier wordt vernietigd?",
        knop="Ja, dit klopt",
        gelukt="Vastgelegd dat u hebt gekeken.",
        uitleg=f"{wanneer}{waarom}{bericht}Klopt het niet, of moet er eerst nog iets? Open dan het dossier met het "
        "nummer hierboven en leg vast wat nodig is.",
        naar=reverse("werklijst"),
    )


@formulier_pagina
def opschorten(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Log that the core parties suspend the destruction of a file (MC 13.1)."""
    dossier = _van_houder(request, pk)
    tot = dossier.opgeschort_tot
    eigen = tot and not dossier.vanzelf_uitgesteld
    nu = {"reden": dossier.opgeschort_om, "tot": tot} if eigen else {}
    form = OpschortForm(
        gepost(request),
        kern=opschorting.beslissers(dossier),
        initial=nu | {"besloten_op": request.actor.vandaag},
    )
    return schermen.bevestig(
        request,
        dossier,
        lambda: opschorting.schort_op(dossier, actor=request.actor, **form.cleaned_data),
        form=form,
        titel="Uitstel van de vernietiging" if tot else "Vernietiging uitstellen",
        gevolgen=[
            *([f"De vernietiging is uitgesteld tot en met {date_format(tot)}."] if tot else []),
            "Het dossier wordt tot en met die dag niet vernietigd. De bewaartermijn loopt door.",
            "Is de termijn dan voorbij, dan wordt het de dag daarna vernietigd.",
            "Gaat het na een jaar naar het archief, dan verandert dat niet. Dit geldt alleen voor dit dossier.",
        ],
        knop="Stel de vernietiging uit",
        gelukt="De vernietiging is uitgesteld.",
        terug=_toegang(dossier),
        actie=Knop("Uitstel opheffen", reverse("retention:uitstel_opheffen", args=[pk]))
        if eigen
        else None,
    )


@formulier_pagina
def uitstel_opheffen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The complaint or procedure is over."""
    dossier = _van_houder(request, pk)
    if request.method != "POST" and not opschorting.is_uitgesteld(dossier, request.actor.vandaag):
        return schermen.past_niet(request, dossier)
    return schermen.bevestig(
        request,
        dossier,
        lambda: opschorting.hef_op(dossier, actor=request.actor),
        titel="Uitstel opheffen",
        gevolgen=["Is de bewaartermijn voorbij? Dan wordt het dossier morgen vernietigd."],
        knop="Hef het uitstel op",
        gelukt="Het uitstel is opgeheven.",
        terug=_toegang(dossier),
    )


@formulier_pagina
def eerder_archiveren(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Log that the core parties have a file archived before its year is over (MC 13.2)."""
    dossier = _van_houder(request, pk)
    if request.method != "POST" and (zin := eerder.waarom_niet_archiveren(dossier)):
        return schermen.past_niet(request, dossier, zin)
    tot = dossier.archief_tot
    form = EerderArchiefForm(
        gepost(request),
        kern=opschorting.beslissers(dossier),
        initial={"besloten_op": request.actor.vandaag, "tot": tot},
    )
    return schermen.bevestig(
        request,
        dossier,
        lambda: eerder.archiveer_eerder(dossier, actor=request.actor, **form.cleaned_data),
        form=form,
        titel="Eerder naar het archief",
        gevolgen=[
            *([f"Het gaat nu al eerder naar het archief, na {date_format(tot)}."] if tot else []),
            "Vanaf de dag na die u kiest, lezen alleen de kernpartijen het nog, met een reden.",
            "Het wordt daardoor niet eerder of later vernietigd.",
            "Alleen het dossier met dit nummer gaat. Leg het voor een casus en een weegploegdossier apart vast.",
        ],
        knop="Leg het besluit vast",
        gelukt="Vastgelegd dat dit dossier eerder naar het archief gaat.",
        terug=_toegang(dossier),
    )


@vers_ingelogd
@formulier_pagina
def wissen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Log that the core parties decided to erase a file before its term (AVG 17)."""
    dossier = _van_houder(request, pk)
    if request.method != "POST" and eerder.voorstel(dossier):
        return redirect("retention:wissen_instemmen", pk)
    form = WissenForm(
        gepost(request),
        kern=opschorting.beslissers(dossier),
        initial={"besloten_op": request.actor.vandaag},
    )
    return schermen.bevestig(
        request,
        dossier,
        lambda: eerder.stel_wissen_voor(dossier, actor=request.actor, **form.cleaned_data),
        form=form,
        titel="Dossier eerder vernietigen",
        gevolgen=[
            "Een tweede persoon van de weegploeg kijkt of dit klopt. Zonder hem gebeurt er niets.",
            "Een week nadat hij instemt, wordt het dossier vernietigd. Tot dan kan het worden ingetrokken.",
            "Wordt het beperkt, of is de vernietiging uitgesteld? Dan wacht het daarop.",
            "Alleen het dossier met dit nummer gaat. Leg het voor een casus en een weegploegdossier apart vast.",
        ],
        knop="Leg het besluit vast",
        gelukt="Vastgelegd. Een tweede persoon van de weegploeg kijkt nu of dit klopt.",
        terug=_toegang(dossier),
    )


@vers_ingelogd
@formulier_pagina
def wissen_instemmen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A second person agrees that a file is erased, or withdraws it (AVG 17)."""
    dossier, rij = _te_wissen(request, pk)
    if rij is None:
        return schermen.past_niet(request, dossier, eerder.GEEN_VOORSTEL)
    intrekken = Knop("Intrekken", reverse("retention:wissen_intrekken", args=[pk]))
    wat = [f"{rij.get_wat_display()}. Kenmerk van het besluit: {rij.kenmerk}."]
    if rij.akkoord_op or (
        request.method != "POST" and not eerder.mag_instemmen(request.actor, rij)
    ):
        return _toon_wissen(request, dossier, wat, intrekken)
    form = NummerForm(gepost(request))
    return schermen.bevestig(
        request,
        dossier,
        lambda: eerder.stem_in_met_wissen(dossier, actor=request.actor, **form.cleaned_data),
        form=form,
        titel="Instemmen met eerder vernietigen",
        gevolgen=[
            *wat,
            "Een week na vandaag wordt dit dossier vernietigd, met alles wat erin staat.",
            "Tot dan kan iemand van de weegploeg het intrekken.",
            "Wie gegevens kreeg, krijgt daar bericht van.",
        ],
        knop="Stem in met vernietigen",
        gelukt="U hebt ingestemd. Het dossier wordt over een week vernietigd.",
        terug=_toegang(dossier),
        actie=intrekken,
    )


def _toon_wissen(
    request: ActorRequest, dossier: Dossier, wat: list[str], intrekken: Knop
) -> HttpResponse:
    """How it stands, for who has nothing to agree with."""
    termijn = dossier.termijnen.filter(grond__in=Grond.om_te_wissen()).first()
    stand = (
        f"Dit dossier wordt vernietigd na {date_format(termijn.tot)}."
        if termijn
        else "Een ander lid van de weegploeg moet nog instemmen."
    )
    return render(
        request,
        "retention/wissen.html",
        {
            "dossier": dossier,
            "pad": schermen.kruimels(dossier, request.actor),
            "zinnen": [*wat, stand],
            "intrekken": intrekken,
            "terug": _toegang(dossier),
        },
    )


@formulier_pagina
def wissen_intrekken(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A file is not erased after all."""
    dossier, rij = _te_wissen(request, pk)
    if rij is None and request.method != "POST":
        return schermen.past_niet(request, dossier, eerder.GEEN_VOORSTEL)
    return schermen.bevestig(
        request,
        dossier,
        lambda: eerder.trek_wissen_in(dossier, actor=request.actor),
        titel="Toch niet eerder vernietigen",
        gevolgen=["Het dossier wordt niet eerder vernietigd. De eigen bewaartermijn loopt door."],
        knop="Trek het besluit in",
        gelukt="Ingetrokken. Dit dossier wordt niet eerder vernietigd.",
        terug=_toegang(dossier),
    )


def _te_wissen(request: ActorRequest, pk: UUID) -> tuple[Dossier, Vervroeging | None]:
    """A file that the actor reads as one of its weegploeg, with what was decided on erasing it."""
    dossier: Dossier = haal(request, Dossier.objects.visible_to(request.actor), pk)
    if not request.actor.in_weegploeg:
        raise Http404
    return dossier, eerder.voorstel(dossier)


def _van_houder(request: ActorRequest, pk: UUID) -> Dossier:
    """A file that the actor keeps as secretary; to others the page is not there."""
    dossier: Dossier = haal(request, Dossier.objects.visible_to(request.actor), pk)
    if not opschorting.mag_opschorten(request.actor, dossier):
        raise Http404
    return dossier


def _toegang(dossier: Dossier) -> str:
    return reverse("beveiliging:toegang", args=[dossier.bestand.app, dossier.pk])


@require_safe
def archief(request: ActorRequest) -> HttpResponse:
    """The archive of the actor's party: numbers and dates, no names (MC 13.2)."""
    if not raadpleegt_archief(request.actor):
        raise Http404
    return schermen.lijst(
        request,
        _zichtbaar(request),
        ARCHIEF,
        titel="Archief",
        uitleg="Kies een nummer om een dossier te raadplegen. U geeft eerst een reden. Lezen verlengt de "
        "termijn niet.",
        bijschrift="Dossiers in het archief",
        leeg=Leeg(
            "Het archief is leeg.",
            "Een dossier komt hier een jaar na de laatste verwerking vanzelf terecht. U hoeft niets te "
            "doen.",
            icoon="archive",
        ),
        filter_=ArchiefFilter(request),
        **_kader(request),
    )


def _bewaard(stuk: Archiefstuk, actor: Actor) -> Cel:
    if stuk.beperkt:
        return Cel("Niet zolang het beperkt is", zacht=True)
    if stuk.uitstel:
        return Cel("Vernietiging uitgesteld", onder=stuk.uitstel, zacht=True)
    return Cel(dag=stuk.laatste_dag)


ARCHIEF = (
    Kolom("Nummer", schermen.nummer),
    Kolom("Soort", lambda stuk, actor: Cel(capfirst(stuk.soort_naam), beperkt=stuk.beperkt)),
    Kolom("Laatste verwerking", lambda stuk, actor: Cel(dag=stuk.laatste_verwerking_op)),
    Kolom("In het archief sinds", lambda stuk, actor: Cel(dag=stuk.gearchiveerd_op)),
    Kolom("Bewaard tot en met", _bewaard),
)


@formulier_pagina
def archiefstuk(request: ActorRequest, pk: Any) -> HttpResponse:
    """One file of the archive. Each reading asks for the reason, and keeps it (MC 13.2, PB 6.3).

    The answer to the form is the file itself, so there is no address that opens it without reason.
    """
    form = RedenForm(gepost(request))
    met_reden = form.is_valid()
    soort = Inzage.Soort.ARCHIEF if met_reden else Inzage.Soort.PAGINA
    stuk: Archiefstuk = haal(request, _zichtbaar(request), pk, soort=soort)
    if not met_reden:
        return render(request, "retention/reden.html", _kader_stuk(request, stuk) | {"form": form})
    decisions.raadpleeg(stuk, actor=request.actor, reden=form.cleaned_data["reden"])
    inhoud = _kader_stuk(request, stuk)
    inhoud["afschrift"] = registry.heel_afschrift(stuk, Publiek.KERNPARTIJ)
    if registry.bestand(stuk.dossiersoort).grootboek:
        inhoud |= {"grootboek": True, **wie_weet_wat(stuk, request.actor)}
    return render(request, "retention/archiefstuk.html", inhoud)


@vers_ingelogd
@formulier_pagina
def terughalen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Make archived data available to the weegploeg again (MC 13.4): first the instruction, then what goes.

    The file is shown to who recorded the instruction: that is the reason for which it is read, and it is kept.
    """
    stuk: Archiefstuk = haal_om_te_wijzigen(request, _zichtbaar(request), pk)
    if not heractiveren.mag_terughalen(request.actor, stuk):
        raise Http404
    titel = "Terughalen naar de weegploeg"
    terug = reverse("retention:archiefstuk", args=[pk])
    form: Form = OpdrachtForm(
        gepost(request),
        kern=opschorting.beslissers(stuk),
        initial={"besloten_op": request.actor.vandaag},
    )
    if not uitgevoerd(form, lambda: _vereis_opdracht(request, stuk, form)):
        return schermen.toon_formulier(
            request,
            stuk,
            form,
            titel=titel,
            knop="Verder: kies wat er teruggaat",
            uitleg="De kernpartijen kunnen opdracht geven om gegevens opnieuw te verwerken. Leg eerst de "
            "opdracht vast. Daarna ziet u wat er in het dossier staat. Dat u het leest, wordt vastgelegd.",
            terug=terug,
        )
    return _kies_terug(request, stuk, form, titel=titel, terug=terug)


def _vereis_opdracht(request: ActorRequest, stuk: Archiefstuk, form: Form) -> None:
    heractiveren.vereis_opdracht(stuk.dossier, actor=request.actor, **form.cleaned_data)


def _kies_terug(
    request: ActorRequest, stuk: Archiefstuk, opdracht: Form, *, titel: str, terug: str
) -> HttpResponse:
    """Of an instruction that was found good: choose what goes back."""
    actor, reden = request.actor, Raadpleging.Reden.TERUGHALEN
    stukken = heractiveren.te_kiezen(stuk, actor=actor)
    gekozen = "stap" in request.POST
    form = TerughaalForm(
        request.POST if gekozen else None,
        kern=opschorting.beslissers(stuk),
        stukken=stukken,
        initial={naam: opdracht[naam].data for naam in OpdrachtForm.field_order},
    )
    nieuw: list[Dossier] = []

    def daad() -> None:
        nieuw.append(heractiveren.heractiveer(stuk, actor=actor, **form.cleaned_data))

    if gekozen and uitgevoerd(form, daad):
        return schermen.klaar(request, nieuw[0], "Het nieuwe dossier van de weegploeg is er.")
    Inzage.noteer(request, [stuk], Inzage.Soort.ARCHIEF)
    decisions.raadpleeg(stuk, actor=actor, reden=reden)
    return render(
        request,
        "retention/terughalen.html",
        _kader_stuk(request, stuk)
        | {
            "form": form,
            "titel": titel,
            "achter": [gegeven for gegeven in stukken if gegeven.niet],
            "annuleer_url": terug,
        },
    )


@formulier_pagina
def informeren(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record that the subject of a file in the archive was told after all (MC 11.5)."""
    zichtbaar = _zichtbaar(request).filter(houder__in=sorted(request.actor.kringen))
    stuk: Archiefstuk = haal_om_te_wijzigen(request, zichtbaar, pk)
    if not stuk.te_informeren:
        return schermen.past_niet(request, stuk, "Hier hoeft niemand meer te worden geïnformeerd.")
    form = GeinformeerdForm(gepost(request), initial={"op": request.actor.vandaag})
    return schermen.formulier(
        request,
        stuk,
        form,
        lambda: decisions.leg_informeren_vast(stuk, actor=request.actor, **form.cleaned_data),
        titel="Subject informeren",
        knop="Leg vast",
        gelukt="Vastgelegd dat het subject is geïnformeerd.",
        uitleg="Dit dossier ging naar het archief voordat het subject bericht had. De plicht blijft "
        "bestaan. Open het dossier in het archief om te zien wie u informeert.",
        naar=reverse("werklijst"),
    )


@require_safe
def vernietigd(request: ActorRequest) -> HttpResponse:
    """The statements of destruction: numbers, grounds and dates (RET-verantwoording)."""
    if not leest_verklaringen(request.actor):
        raise Http404
    return lijstpagina(
        request,
        blader(request, Vernietiging.objects.visible_to(request.actor)),
        VERNIETIGD,
        titel="Vernietigd",
        uitleg="Van elk vernietigd dossier blijft deze verklaring over. Er staan geen persoonsgegevens in.",
        bijschrift="Vernietigde dossiers",
        leeg=Leeg(
            "Er is nog niets vernietigd.",
            "Zodra een termijn afloopt, staat hier wat er is vernietigd en waarom.",
            icoon="file-text",
        ),
        **_kader(request),
    )


@require_safe
def eigen_termijnen(request: ActorRequest) -> HttpResponse:
    """How long logs, drafts, notices, requests and statements are kept (AVG 5.1 e)."""
    _alleen_weegploeg_of_toezicht(request.actor)
    rijen = [
        [
            rij.wat,
            f"{rij.hoe_lang} {rij.vanaf}" + (f", {rij.behalve[1]}" if rij.behalve[1] else ""),
            "Het nummer gaat uit de verklaring" if rij.leeg else "Wordt vernietigd",
        ]
        for rij in termijnen()
    ]
    inhoud = {"kolommen": ["Wat", "Hoe lang", "En dan"], "rijen": rijen}
    return render(request, "retention/eigen_termijnen.html", _kader(request) | inhoud)


@require_safe
def cijfers(request: ActorRequest) -> HttpResponse:
    """How many files there were, how they ended and how long they took; for the supervisor."""
    if not request.actor.houdt_toezicht:
        raise Http404
    return render(
        request,
        "retention/cijfers.html",
        _kader(request)
        | {
            "groepen": groepen(request.actor.convenant_id),
            "kolommen_uitkomst": ["Uitkomst", "Aantal"],
            "kolommen_duur": ["Doorlooptijd", "Aantal"],
        },
    )


def _waarom(rij: Vernietiging, actor: Actor) -> Cel:
    op, tijd = (date_format(timezone.localtime(rij.vernietigd_op), f) for f in ("j F Y", "H:i"))
    van, tot = date_format(rij.termijn_van, "j F Y"), date_format(rij.termijn_tot, "j F Y")
    return Cel(
        f"{rij.get_grond_display()}, van {van} tot {tot}.",
        onder=". ".join(
            filter(
                None,
                [
                    f"Vernietigd op {op}, {tijd} door {rij.door}",
                    rij.get_bericht_display(),
                    f"Selectielijst: {rij.selectielijst or 'niet vastgelegd'}",
                ],
            )
        ),
    )


VERNIETIGD = (
    Kolom(
        "Nummer",
        lambda rij, actor: Cel(rij.nummer or "Na vijf jaar weg", nummer=True, onder=rij.gemeente),
    ),
    Kolom("Waarom en wanneer", _waarom),
    Kolom(
        "Wat er was",
        lambda rij, actor: Cel(capfirst(rij.soort_naam), onder=", ".join(rij.regels)),
    ),
)


@vers_ingelogd
@formulier_pagina
def klok(request: ActorRequest) -> HttpResponse:
    """Whether the jobs trust the day; when they do not, the administrator confirms it here."""
    actor = request.actor
    if not mag_beheren(actor):
        raise Http404
    form = DagForm(gepost(request), initial={"dag": actor.vandaag})
    if uitgevoerd(form, lambda: klokken.bevestig(actor=actor, **form.cleaned_data)):
        messages.success(request, "De dag is bevestigd. De taken gaan binnen een uur verder.")
        return redirect("retention:klok")
    return render(request, "retention/klok.html", {"form": form} | _stand_van_de_klok(actor))


def _stand_van_de_klok(actor: Actor) -> dict[str, Any]:
    """What is said of the day; how much would go only where that is to be confirmed."""
    uiteen, ronde = klokken.klokken_lopen_uiteen(), klokken.laatste()
    sprong = "" if uiteen else klokken.te_bevestigen(actor.vandaag)
    gegevens = [("Vandaag", date_format(actor.vandaag))]
    if ronde:
        gegevens.append(("Laatste ronde", f"{date_format(ronde.dag)}, door {ronde.door}"))
    if sprong:
        vernietigen, archiveren = klokken.te_doen(actor.vandaag)
        gegevens += [
            ("Dossiers die dan worden vernietigd", str(vernietigen)),
            ("Dossiers die dan naar het archief gaan", str(archiveren)),
        ]
    return {"uiteen": uiteen, "sprong": sprong, "gegevens": gegevens}


def _zichtbaar(request: ActorRequest) -> Any:
    return zonder_inhoud(Archiefstuk.objects.visible_to(request.actor))


def _ziet_termijnen(actor: Actor) -> bool:
    return actor.in_weegploeg or actor.houdt_toezicht


def _alleen_weegploeg_of_toezicht(actor: Actor) -> None:
    if not _ziet_termijnen(actor):
        raise Http404


def _kader(request: ActorRequest) -> dict[str, Any]:
    """The tabs of the pages on terms."""
    ziet, archief = _ziet_termijnen(request.actor), raadpleegt_archief(request.actor)
    namen = [
        (ziet, "Komt eraan", "overzicht"),
        (ziet, "Komende 90 dagen", "vooruit"),
        (archief, "Archief", "archief"),
        (leest_verklaringen(request.actor), "Vernietigd", "vernietigd"),
        (ziet, "Logboeken", "eigen_termijnen"),
        (request.actor.houdt_toezicht, "Cijfers", "cijfers"),
    ]
    hier = request.resolver_match.url_name if request.resolver_match else ""
    tabs = [
        {"label": label, "url": reverse(f"retention:{naam}"), "actief": naam == hier}
        for mag, label, naam in namen
        if mag
    ]
    return {"tabs": tabs}


def _kader_stuk(request: ActorRequest, stuk: Archiefstuk) -> dict[str, Any]:
    """Breadcrumbs and dates of one piece."""
    archief = reverse("retention:archief")
    pad = [("Bewaartermijnen", reverse("retention:overzicht"))] * _ziet_termijnen(request.actor)
    return {
        "stuk": stuk,
        "pad": [*pad, ("Archief", archief)],
        "annuleer_url": archief,
        "terughalen": heractiveren.mag_terughalen(request.actor, stuk) and not stuk.stilstand,
        "gegevens": [
            ("Soort", stuk.soort_naam),
            ("Laatste verwerking", date_format(stuk.laatste_verwerking_op)),
            ("In het archief sinds", date_format(stuk.gearchiveerd_op or "")),
            (
                "Bewaard tot en met",
                "Niet zolang het beperkt is" if stuk.beperkt else date_format(stuk.laatste_dag),
            ),
        ],
    }


def _aantallen(actor: Actor) -> dict[str, Any]:
    """How many files of the covenant are late, coming, archived and destroyed: numbers alone."""
    with als(Actor.systeem("toezicht")):  # the supervisor reads no file: only how many there are
        per_grond = aantallen(actor.vandaag + VOORUIT, actor.vandaag, actor)
        archief = Dossier.objects.filter(gearchiveerd_op__isnull=False)
        stukken = archief.filter(partij__convenant=actor.convenant_id).count()
    rijen = [[grond.label, *per_grond.get(grond, (0, 0))] for grond in Grond]
    return {
        "kolommen": ["Grond", "Te laat", "Komende vier weken"],
        "rijen": rijen,
        "te_laat": sum(rij[1] for rij in rijen),
        "staat_stil": klokken.bezwaar(actor.vandaag),
        "stand": [
            ("Dossiers in het archief", str(stukken)),
            ("Dossiers vernietigd", str(Vernietiging.objects.visible_to(actor).count())),
        ],
    }
