"""Letters about a request, besides the answer to one for access: that another answers it, and that it takes longer (MC 12, PB 5.4)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse

from convenant import mandaat
from gedeeld.actor import Actor
from gedeeld.afschrift import datum
from register.brieven import vast
from register.brieven.models import BriefVelden
from register.brieven.soorten import Blok, Briefsoort, Ontbreekt, Opzet, declareer

from .brief import aan
from .decisions import GEEN_MANDAAT, mag_behandelen, vertel_doorzending
from .models import Verzoek, Verzoekbrief

VERLENGING = "verlenging"


def _zichzelf(verzoek: Verzoek, pk: UUID) -> Verzoek | None:
    """A letter about a request is about no row of it."""
    return verzoek if verzoek.pk == pk else None


def _opzet(verzoek: Verzoek, actor: Actor, titel: str, *blokken: Blok) -> Opzet:
    onder = mandaat.geldend(verzoek.partij, actor.vandaag)
    zin = GEEN_MANDAAT.format(partij=verzoek.partij)
    vragen = vast.gevuld(vast.VRAGEN, verzoek.partij.convenant)
    return Opzet(
        titel=titel,
        afzender=verzoek.partij.naam,
        aan=aan(verzoek),
        blokken=[
            Blok("aanhef", ["Geachte heer of mevrouw,"]),
            *blokken,
            Blok("zelf", [], kop="Uitleg", vrij=True, uitleg="Niet verplicht."),
            Blok("vragen", list(vragen.alineas), kop=vragen.kop),
        ],
        ondertekening=vast.ondertekening(onder) if onder else [],
        ontbreekt=[] if onder else [Ontbreekt(zin, reverse("convenant:overzicht"))],
    )


# Another answers it -------------------------------------------------------------------------------------
def _doorgezonden(verzoek: Verzoek) -> Iterable[Verzoek]:
    open_ = verzoek.doorgezonden_op and not verzoek.doorzending_verteld_op
    return [verzoek] if open_ else []


def _doorzending(verzoek: Verzoek, rij: Verzoek, actor: Actor) -> Opzet:
    partij = verzoek.doorgezonden_aan
    bereik = (
        f" U bereikt die organisatie zo: {partij.contact}." if partij and partij.contact else ""
    )
    return _opzet(
        verzoek,
        actor,
        "Uw verzoek is doorgezonden",
        Blok(
            "wie",
            [
                f"Op {datum(verzoek.ontvangen_op)} kregen wij uw verzoek. Daarover beslist een ander. Wij stuurden het op"
                f" {datum(verzoek.doorgezonden_op)} door aan {verzoek.naar_wie}.{bereik}",
                f"U krijgt het antwoord van hen{_wanneer(verzoek)}. U hoeft zelf niets te doen.",
            ],
        ),
    )


def _wanneer(verzoek: Verzoek) -> str:
    """By when, where the law counts from receipt: of bezwaar it does not (Awb 7:10)."""
    if verzoek.regime == Verzoek.Regime.AWB:
        return ""
    return f", uiterlijk op {datum(verzoek.termijn_tot)}"


def _verteld(verzoek: Verzoek, rij: Verzoek, actor: Actor, brief: BriefVelden) -> None:
    if not verzoek.doorzending_verteld_op and brief.verstuurd_op:
        vertel_doorzending(verzoek, actor=actor, op=brief.verstuurd_op)


# It takes longer ----------------------------------------------------------------------------------------
def _verlengd(verzoek: Verzoek) -> Iterable[Verzoek]:
    """Once: a letter that was sent is not offered again."""
    verstuurd = verzoek.brieven.filter(soort=VERLENGING).exclude(verstuurd_op=None)
    open_ = verzoek.loopt and verzoek.verlengd_tot and not verstuurd.exists()
    return [verzoek] if open_ else []


def _verlenging(verzoek: Verzoek, rij: Verzoek, actor: Actor) -> Opzet:
    return _opzet(
        verzoek,
        actor,
        "Het antwoord op uw verzoek duurt langer",
        Blok(
            "wanneer",
            [
                f"Op {datum(verzoek.ontvangen_op)} kregen wij uw verzoek. Wij hebben meer tijd nodig voor het antwoord."
                f" U krijgt het uiterlijk op {datum(verzoek.verlengd_tot)} (artikel 12 lid 3 AVG).",
            ],
        ),
        Blok("waarom", [verzoek.verlenging_reden], kop="Waarom het langer duurt"),
        Blok("klacht", [vast.AP.replace("ook een", "een")], kop="Een klacht"),
    )


def _mag(actor: Actor, verzoek: Any, rij: Any) -> bool:
    return mag_behandelen(actor, verzoek)


declareer(
    "privacy_rights",
    Verzoekbrief,
    Briefsoort(
        "doorzending",
        "Brief dat het verzoek is doorgezonden",
        rijen=_doorgezonden,
        van=_zichzelf,
        over=lambda verzoek: f"Naar {verzoek.naar_wie}",
        mag=_mag,
        stel_op=_doorzending,
        na_versturen=_verteld,
    ),
    Briefsoort(
        VERLENGING,
        "Brief dat het langer duurt",
        rijen=_verlengd,
        van=_zichzelf,
        over=lambda verzoek: "De termijn is verlengd",
        mag=_mag,
        stel_op=_verlenging,
    ),
)
