"""What is coming, what lies in the archive and what was destroyed (MC 13)."""

from typing import Any
from uuid import UUID

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
from register import registry, schermen
from register.access import haal, haal_om_te_wijzigen
from register.models import Dossier, Inzage
from register.muur import als
from register.uitwisseling.pagina import wie_weet_wat

from . import decisions, heractiveren
from . import klok as klokken
from . import opschorten as opschorting
from .bestand import ArchiefBestand
from .forms import (
    DagForm,
    GeinformeerdForm,
    OpdrachtForm,
    OpschortForm,
    RedenForm,
    TermijnFilter,
    TerughaalForm,
)
from .models import Archiefstuk, Raadpleging, Vernietiging
from .querysets import (
    VOORUIT,
    Komend,
    aantallen,
    komend_voor,
    leest_verklaringen,
    na_te_kijken,
    raadpleegt_archief,
)


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


@formulier_pagina
def nakijken(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Who keeps a file says that it is rightly destroyed, so that it leaves his worklist."""
    zichtbaar = Dossier.objects.visible_to(request.actor)
    dossier = haal(request, zichtbaar.filter(houder__in=sorted(request.actor.kringen)), pk)
    komt = na_te_kijken(request.actor, request.actor.vandaag + VOORUIT)
    termijn = komt.filter(dossier=pk).first()
    if termijn is None and request.method != "POST":
        return schermen.past_niet(request, dossier, decisions.NIETS_NA_TE_KIJKEN)
    wanneer = f"De laatste dag is {date_format(termijn.tot, 'l j F Y')}. " if termijn else ""
    waarom = f"{termijn.get_grond_display()}. " if termijn else ""
    return schermen.formulier(
        request,
        dossier,
        Form(gepost(request)),  # it asks nothing: to press the button is to say it
        lambda: decisions.kijk_na(dossier, actor=request.actor),
        titel="Klopt het dat dit dossier wordt vernietigd?",
        knop="Ja, dit klopt",
        gelukt="Vastgelegd dat u hebt gekeken.",
        uitleg=f"{wanneer}{waarom}Klopt het niet, of moet er eerst nog iets? Open dan het dossier met het "
        "nummer hierboven en leg vast wat nodig is.",
        naar=reverse("werklijst"),
    )


@formulier_pagina
def opschorten(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Log that the core parties suspend the destruction of a file (MC 13.1)."""
    dossier = _van_houder(request, pk)
    tot = dossier.opgeschort_tot
    nu = {"reden": dossier.opgeschort_om, "tot": tot} if tot else {}
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
        if tot
        else None,
    )


@formulier_pagina
def uitstel_opheffen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The complaint or procedure is over."""
    dossier = _van_houder(request, pk)
    if dossier.opgeschort_tot is None and request.method != "POST":
        return schermen.past_niet(request, dossier)
    return schermen.bevestig(
        request,
        dossier,
        lambda: opschorting.hef_op(dossier, actor=request.actor),
        titel="Uitstel opheffen",
        gevolgen=["Is de bewaartermijn voorbij? Dan wordt het dossier binnen twee uur vernietigd."],
        knop="Hef het uitstel op",
        gelukt="Het uitstel is opgeheven.",
        terug=_toegang(dossier),
    )


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
    inhoud["afschrift"] = ArchiefBestand().afschrift(stuk, Publiek.KERNPARTIJ)
    if registry.bestand(stuk.dossiersoort).grootboek:
        inhoud |= {"grootboek": True, **wie_weet_wat(stuk, request.actor)}
    return render(request, "retention/archiefstuk.html", inhoud)


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


def _waarom(rij: Vernietiging, actor: Actor) -> Cel:
    op, tijd = (date_format(timezone.localtime(rij.vernietigd_op), f) for f in ("j b Y", "H:i"))
    van, tot = date_format(rij.termijn_van, "j b Y"), date_format(rij.termijn_tot, "j b Y")
    return Cel(
        f"{rij.get_grond_display()}, van {van} tot {tot}.",
        onder=". ".join(
            filter(
                None,
                [f"Vernietigd op {op}, {tijd} door {rij.door}", rij.get_bericht_display()],
            )
        ),
    )


VERNIETIGD = (
    Kolom("Nummer", lambda rij, actor: Cel(rij.nummer, nummer=True)),
    Kolom("Waarom en wanneer", _waarom),
    Kolom(
        "Wat er was",
        lambda rij, actor: Cel(capfirst(rij.soort_naam), onder=", ".join(rij.regels)),
    ),
)


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
    sprong = "" if uiteen else klokken.sprong(actor.vandaag)
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
    termijnen, archief = _ziet_termijnen(request.actor), raadpleegt_archief(request.actor)
    namen = [
        (termijnen, "Komt eraan", "overzicht"),
        (archief, "Archief", "archief"),
        (leest_verklaringen(request.actor), "Vernietigd", "vernietigd"),
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
