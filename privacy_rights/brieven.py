"""Letters about a request, besides the answer to one for access: the decision, that another answers it, and that
it takes longer (MC 12, PB 5.4).
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from convenant import mandaat
from gedeeld.actor import Actor
from gedeeld.afschrift import datum
from register.brieven import vast
from register.brieven.models import BriefVelden
from register.brieven.soorten import Blok, Briefsoort, Ontbreekt, Opzet, declareer

from . import rules
from .brief import aan
from .decisions import GEEN_MANDAAT, mag_behandelen, vertel_besluit, vertel_doorzending
from .models import Verzoek, Verzoekbrief
from .rules import Indiener

VERLENGING = "verlenging"
Soort, Uitkomst = Verzoek.Soort, Verzoek.Uitkomst
# What was asked for, after "u vroeg ons".
GEVRAAGD = {
    Soort.CORRECTIE: "gegevens te verbeteren of aan te vullen (artikel 16 AVG)",
    Soort.WISSEN: "gegevens te vernietigen (artikel 17 AVG)",
    Soort.BEPERKING: "gegevens tijdelijk niet te gebruiken (artikel 18 AVG)",
    Soort.BEZWAAR: "te stoppen met het verwerken van gegevens (artikel 21 AVG)",
}
BESLUIT = {
    Uitkomst.JA: "Wij doen wat u vroeg",
    Uitkomst.DEELS: "Wij doen een deel van wat u vroeg",
    Uitkomst.NEE: "Wij doen niet wat u vroeg",
}
KLACHT = {
    Uitkomst.JA: "Uw klacht is terecht",
    Uitkomst.DEELS: "Uw klacht is voor een deel terecht",
    Uitkomst.NEE: "Uw klacht is niet terecht",
}
# Awb 9:12 lid 2: after a complaint there is no bezwaar.
NA_KLACHT = [
    "Bent u het niet eens met wat wij met uw klacht deden? Dan kunt u binnen een jaar naar de ombudsman van uw"
    " gemeente. Heeft uw gemeente die niet, dan naar de Nationale ombudsman, Postbus 93122, 2509 AC Den Haag,"
    " nationaleombudsman.nl.",
    vast.AP,
]


def _zichzelf(verzoek: Verzoek, pk: UUID) -> Verzoek | None:
    """A letter about a request is about no row of it."""
    return verzoek if verzoek.pk == pk else None


def _opzet(
    verzoek: Verzoek, actor: Actor, titel: str, *blokken: Blok, slot: Sequence[Blok] = ()
) -> Opzet:
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
            *slot,
            Blok("vragen", list(vragen.alineas), kop=vragen.kop),
        ],
        ondertekening=vast.ondertekening(onder) if onder else [],
        ontbreekt=[] if onder else [Ontbreekt(zin, reverse("convenant:overzicht"))],
    )


# What was decided ---------------------------------------------------------------------------------------
def _besloten(verzoek: Verzoek) -> Iterable[Verzoek]:
    return [verzoek] if verzoek.moet_verteld else []


def _besluit(verzoek: Verzoek, rij: Verzoek, actor: Actor) -> Opzet:
    """The decision with its reason, and what the person can do against it (MC 12.4; Awb 3:45, 9:12)."""
    uitkomst, klacht = Uitkomst(verzoek.uitkomst), verzoek.soort == Soort.KLACHT
    titel = (KLACHT if klacht else BESLUIT)[uitkomst]
    blokken = [
        Blok("besluit", [f"{_gevraagd(verzoek)} {titel}. Dat besloten wij op {_dag(verzoek)}."])
    ]
    if verzoek.besluit_reden:
        blokken.append(Blok("waarom", [verzoek.besluit_reden], kop="Waarom wij dit besluiten"))
    if klacht:
        return _opzet(
            verzoek,
            actor,
            titel,
            *blokken,
            slot=[Blok("verder", NA_KLACHT, kop="Niet eens met ons?")],
        )
    if uitkomst != Uitkomst.NEE:
        blokken.append(Blok("uitvoeren", _uitvoering(verzoek), kop="Wat wij doen"))
    return _opzet(verzoek, actor, titel, *blokken, slot=_bezwaar(verzoek, actor))


def _gevraagd(verzoek: Verzoek) -> str:
    dag = datum(verzoek.ontvangen_op)
    if verzoek.soort == Soort.KLACHT:
        return f"Op {dag} kregen wij uw klacht."
    ander = verzoek.indiener != Indiener.ZELF
    over = f" Het gaat om gegevens over {verzoek.persoon.naam}." if ander else ""
    return f"Op {dag} vroeg u ons {GEVRAAGD[Soort(verzoek.soort)]}.{over}"


def _dag(verzoek: Verzoek) -> str:
    return datum(verzoek.beantwoord_op)


def _uitvoering(verzoek: Verzoek) -> list[str]:
    """By when; what was changed in which file the person can ask for, and this letter names none (MC 12.6)."""
    assert verzoek.beantwoord_op
    gedaan = [rij.gedaan_op is not None for rij in verzoek.uitvoeringen.all()]
    uiterlijk = datum(rules.uitvoeren_uiterlijk(verzoek.beantwoord_op))
    klaar = gedaan and all(gedaan)
    wanneer = (
        "Dit besluit is uitgevoerd." if klaar else f"Wij voeren dit uit, uiterlijk op {uiterlijk}."
    )
    return [
        wanneer,
        "Wie deze gegevens van ons kreeg, krijgt daar bericht van, tenzij dat niet kan of te veel moeite kost"
        " (artikel 19 AVG). Wilt u weten wie dat zijn? Vraag het ons.",
    ]


def _bezwaar(verzoek: Verzoek, actor: Actor) -> list[Blok]:
    onder = mandaat.geldend(verzoek.partij, actor.vandaag)
    if onder is None:  # the letter is not made without one
        return []
    delen = [
        vast.gevuld(deel, verzoek.partij.convenant, onder)
        for deel in (vast.BEZWAAR, vast.ANDERE_WEGEN)
    ]
    return [
        Blok(f"rechten{nr}", list(deel.alineas), kop=deel.kop, punten=list(deel.punten))
        for nr, deel in enumerate(delen, 1)
    ]


def _besluit_verteld(verzoek: Verzoek, rij: Verzoek, actor: Actor, brief: BriefVelden) -> None:
    if verzoek.moet_verteld and brief.verstuurd_op:
        vertel_besluit(verzoek, actor=actor, op=brief.verstuurd_op)


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
        "besluit",
        "Brief met het besluit op het verzoek",
        rijen=_besloten,
        van=_zichzelf,
        over=lambda verzoek: verzoek.get_uitkomst_display(),
        mag=_mag,
        stel_op=_besluit,
        na_versturen=_besluit_verteld,
    ),
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
