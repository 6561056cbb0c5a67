"""The register of processing activities, made of what the application knows (AVG 30, MC 4)."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from convenant import schermen, verwerking
from convenant.decisions import mag_toegang_lezen
from convenant.models import (
    CASUS,
    KERN,
    Bijlage1,
    Convenant,
    Doel,
    Grondslag,
    Mandaat,
    Partij,
    Registertekst,
    SoortPartij,
    Verwerkersovereenkomst,
)
from convenant.uitzonderingen import Categorie
from gedeeld.actor import Actor, ActorRequest
from gedeeld.pdf import maak_pdf
from gedeeld.termijnen import Grond
from gedeeld.velden import rubrieken
from register.registry import bestanden

CONCEPT = "Een concept van een melding: 30 dagen nadat het is gemaakt, en nooit langer dan zes maanden na ontvangst."
TITEL = "Register van verwerkingen"
BETROKKENEN = (
    "het subject: iemand die mogelijk radicaliseert, met wie hem vertegenwoordigt",
    "wie iets meldt over het subject",
    "achterblijvers en mensen uit het netwerk van het subject, als het plan dat nodig heeft",
    "mensen die voor de partijen en partners werken",
)


@dataclass(frozen=True)
class Deel:
    """A part: heading, paragraphs, list."""

    kop: str
    alineas: list[str] = field(default_factory=list)
    punten: list[str] = field(default_factory=list)


@require_safe
def register(request: ActorRequest) -> HttpResponse:
    """The register to read; who keeps it changes what people write in it."""
    inhoud = _inhoud(request.actor)
    mag = verwerking.mag_register_bijhouden(request.actor)
    return render(
        request,
        "beveiliging/register.html",
        schermen.kader(request) | inhoud | {"mag_bijhouden": mag},
    )


@require_safe
def register_pdf(request: ActorRequest) -> HttpResponse:
    """The same on paper (PDF/UA-1)."""
    inhoud = _inhoud(request.actor)
    inhoud["delen"] = [asdict(deel) for deel in inhoud["delen"]]
    naam = f"register-van-verwerkingen-{request.actor.vandaag:%Y-%m-%d}.pdf"
    return HttpResponse(
        maak_pdf("register", inhoud),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{naam}"'},
    )


def _inhoud(actor: Actor) -> dict[str, Any]:
    if not mag_toegang_lezen(actor):
        raise Http404
    assert actor.convenant_id
    convenant = Convenant.objects.get(pk=actor.convenant_id)
    tekst = verwerking.registertekst(convenant)
    partijen = list(Partij.objects.op(actor.vandaag).filter(convenant=convenant))
    nagekeken = (
        f"De uitvoerder keek het na op {date_format(tekst.nagekeken_op, 'j F Y')}."
        if tekst.nagekeken_op
        else "De uitvoerder heeft het nog niet nagekeken."
    )
    return {
        "titel": TITEL,
        "convenant": convenant.naam,
        "gemaakt": f"Gemaakt op {date_format(actor.vandaag, 'j F Y')}.",
        "nagekeken": nagekeken,
        "delen": [
            _verantwoordelijken(convenant, partijen),
            _mandaten(partijen, actor),
            Deel("Doelen", [], [str(doel.label) for doel in Doel]),
            _grondslagen(partijen, actor),
            Deel("Over wie gaat het", [], list(BETROKKENEN)),
            _gegevens(),
            _ontvangers(partijen, actor),
            Deel("Doorgifte buiten de EER", [tekst.doorgifte]),
            Deel("Hoe lang", [CONCEPT], [_termijn(grond) for grond in Grond]),
            Deel("Beveiliging", [tekst.beveiliging]),
            _dpia(tekst),
            _verwerkers(actor),
        ],
    }


def _mandaten(partijen: list[Partij], actor: Actor) -> Deel:
    """Who decides and signs for the bodies that answer for it, by function (MC 4, Awb 10:3)."""
    rijen = Mandaat.objects.op(actor.vandaag).filter(partij__in=partijen).select_related("partij")
    punten = [
        f"{rij.get_orgaan_display()} van {rij.partij.naam}: {rij.functie} ({rij.besluit})"
        for rij in rijen
    ]
    return Deel("Mandaten", [] if punten else ["Er is nog geen mandaat vastgelegd."], punten)


def _dpia(tekst: Registertekst) -> Deel:
    """Where the assessment of what the processing does to people is, and when again (AVG 35)."""
    if tekst.dpia_op is None or tekst.dpia_volgende_op is None:
        return Deel("Beoordeling van de gevolgen (DPIA)", ["Er is nog geen DPIA vastgelegd."])
    dagen = [date_format(dag, "j F Y") for dag in (tekst.dpia_op, tekst.dpia_volgende_op)]
    zin = f"{tekst.dpia_document}, vastgesteld op {dagen[0]}. De volgende is er uiterlijk op {dagen[1]}."
    return Deel("Beoordeling van de gevolgen (DPIA)", [zin])


def _verantwoordelijken(convenant: Convenant, partijen: list[Partij]) -> Deel:
    return Deel(
        "Wie is verantwoordelijk",
        [
            "De kernpartijen zijn samen verantwoordelijk voor de verwerking (artikel 26 AVG, artikel 4 van het "
            "convenant).",
            f"Contact: {convenant.contact}.",
            f"Functionaris gegevensbescherming: {convenant.fg_contact}.",
        ],
        [_met_contact(partij) for partij in partijen if partij.soort in KERN],
    )


def _met_contact(partij: Partij) -> str:
    return f"{partij.naam}: {partij.contact}" if partij.contact else partij.naam


def _grondslagen(partijen: list[Partij], actor: Actor) -> Deel:
    punten = []
    for soort in SoortPartij:
        gronden = Grondslag.objects.voor(soort, actor.vandaag)
        if any(partij.soort == soort for partij in partijen) and gronden:
            punten.append(f"{soort.label}: {'; '.join(str(grond) for grond in gronden)}")
    return Deel("Op welke wet geeft elke partij gegevens", [], punten)


def _termijn(grond: Grond) -> str:
    dan = "dan wordt het vernietigd" if grond.vernietigt else "dan gaat het naar het archief"
    return f"{grond.label}: {dan}"


def _gegevens() -> Deel:
    """By kind of file what it tells, and which special and criminal data can be in it (AVG 9, 10)."""
    punten = [
        f"{capfirst(bestand.verzameling)}: {', '.join(koppen).lower()}"
        for bestand in bestanden()
        if (koppen := rubrieken(bestand.app))  # the archive holds the same files
    ]
    gevoelig = ", ".join(str(soort.label).lower() for soort in Categorie)
    zin = f"Als dat nodig is, en met de reden erbij, ook gevoelige gegevens: {gevoelig}."
    return Deel("Welke gegevens", [zin], punten)


def _ontvangers(partijen: list[Partij], actor: Actor) -> Deel:
    vermeld = (
        Bijlage1.objects.op(actor.vandaag).algemeen().filter(partij__convenant=actor.convenant_id)
    )
    partners = vermeld.order_by("partij__naam").values_list("partij__naam", flat=True)
    return Deel(
        "Wie krijgt gegevens",
        [
            "Een partij krijgt alleen gegevens uit dossiers van de eigen weegploeg, of uit een casus waarin zij "
            "meedoet. Een externe partner krijgt het plan, en verder alleen wat met toestemming is verstrekt.",
            "Wie de weegploeg om nadere duiding vraagt, krijgt de vraag en leest over wie het gaat. Een "
            "organisatie buiten het convenant hoort niet over wie het gaat.",
        ],
        [
            f"Kernpartijen: {_namen(partijen, KERN)}",
            f"Casuspartijen: {_namen(partijen, CASUS) or 'geen'}",
            f"Externe partners van bijlage 1: {', '.join(dict.fromkeys(partners)) or 'geen'}",
            "Een andere instantie aan wie de gemeente een melding doorgeeft, als die haar nodig heeft",
        ],
    )


def _namen(partijen: list[Partij], soorten: Collection[str]) -> str:
    return ", ".join(partij.naam for partij in partijen if partij.soort in soorten)


def _verwerkers(actor: Actor) -> Deel:
    lopend = Verwerkersovereenkomst.objects.op(actor.vandaag).filter(convenant=actor.convenant_id)
    voorbij = verwerking.zonder_overeenkomst(actor.convenant_id, actor.vandaag)
    alineas = [f"De overeenkomst met {naam} is voorbij." for naam in voorbij]
    if not lopend:
        alineas.append("Er is geen verwerker vastgelegd.")
    return Deel("Verwerkers", alineas, [_verwerker(rij) for rij in lopend])


def _verwerker(rij: Verwerkersovereenkomst) -> str:
    tot = f" tot {date_format(rij.tot, 'j F Y')}" if rij.tot else ""
    onder = f" Subverwerkers: {rij.subverwerkers}" if rij.subverwerkers else ""
    dag = date_format(rij.van, "j F Y")
    return f"{rij.naam} ({rij.document}, vanaf {dag}{tot}): {rij.dekt}{onder}"
