"""What the page "Wie weet wat" says of a file, and what a notice says to who gets it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from gedeeld.actor import Actor
from gedeeld.afschrift import datum

from ..models import Kennisgeving, Uitwisseling
from ..ontvangers import naam, soorten
from .besproken import besprekingen

Soort, Wat = Uitwisseling.Soort, Kennisgeving.Wat
CASUSOVERLEG = "Het casusoverleg"


@dataclass(frozen=True)
class Regel:
    """One exchange: what went, which items, on which ground and when."""

    wat: str
    gegevens: str
    stukken: list[str]
    grond: str
    op: date
    achteraf: bool
    aangenomen: bool


@dataclass(frozen=True)
class Bericht:
    """A notice to a receiver: whether he confirmed it.

    Args:
        kleur: of its badge.
        url: where its secretary records that it was confirmed; empty when there is nothing to do.
    """

    wat: str
    op: date
    stand: str
    kleur: str
    url: str


@dataclass(frozen=True)
class Ontvanger:
    """Who got data of a file, what, and what he was told since."""

    naam: str
    regels: list[Regel]
    berichten: list[Bericht]


def wie_weet_wat(dossier: Any, actor: Actor) -> dict[str, Any]:
    """Who got data of a file that the actor reads by role, live or in the archive, and who discussed it."""
    return {
        "ontvangers": ontvangers(dossier, actor),
        "besprekingen": besprekingen(dossier, actor),
    }


def ontvangers(dossier: Any, actor: Actor) -> list[Ontvanger]:
    """In order of name."""
    regels: dict[str, list[Regel]] = defaultdict(list)
    berichten: dict[str, list[Bericht]] = defaultdict(list)
    namen = dossier.bestand.stukken(dossier)
    # Of a letter without data on the subject nobody is told to whom it went: he may be a reporter.
    zonder = Q(soort=Soort.BRIEF, gegevens=[], aan=None)
    for rij in dossier.uitwisselingen.exclude(zonder).select_related("aan"):
        wie = wie_kreeg(rij.soort, naam(rij.aan, rij.naar))
        regels[wie].append(_regel(rij, namen))
    for bericht in dossier.kennisgevingen.select_related("ontvanger"):
        wie = wie_kreeg(bericht.soort, naam(bericht.ontvanger, bericht.naar))
        houdt = bericht.houder in actor.kringen
        berichten[wie].append(_bericht(bericht, actor.vandaag, houdt=houdt))
    return [Ontvanger(wie, regels[wie], berichten[wie]) for wie in sorted({*regels, *berichten})]


def wie_kreeg(soort: str, wie: str) -> str:
    """The receiver in words: a copy went to the casusoverleg, and not to the municipality as such."""
    return CASUSOVERLEG if soort == Soort.KOPIE else wie


def _regel(rij: Uitwisseling, namen: Mapping[UUID, str]) -> Regel:
    return Regel(
        wat=rij.get_soort_display(),
        gegevens=soorten(rij.gegevens).capitalize(),
        stukken=[namen[stuk] for stuk in rij.stukken if stuk in namen],
        grond=rij.grond,
        op=rij.op,
        achteraf=rij.achteraf,
        aangenomen=rij.aangenomen,
    )


def _bericht(rij: Kennisgeving, vandaag: date, *, houdt: bool) -> Bericht:
    kleur, stand = _stand(rij, vandaag)
    url = (
        reverse("uitwisseling:vastleggen", args=[rij.pk]) if houdt and not rij.bevestigd_op else ""
    )
    return Bericht(rij.get_wat_display(), rij.op, stand, kleur, url)


def _stand(rij: Kennisgeving, vandaag: date) -> tuple[str, str]:
    """Kind and words of the badge."""
    if rij.bevestigd_op:
        hoe = f", {rij.get_hoe_display().lower()}" if rij.hoe else ""
        return "klaar", f"Bevestigd op {datum(rij.bevestigd_op)}{hoe}"
    if rij.uiterlijk < vandaag:
        return "gevaar", f"Niet bevestigd voor {datum(rij.uiterlijk)}"
    return "let_op", "Nog niet bevestigd"


# A notice ------------------------------------------------------------------------------------------
TITELS = {
    Wat.VERBETERD: "Gegevens zijn verbeterd",
    Wat.BEPERKT: "Gegevens mag u nu niet gebruiken",
    Wat.ONBEPERKT: "Gegevens mag u weer gebruiken",
    Wat.VERNIETIGD: "Gegevens zijn vernietigd",
    Wat.INGETROKKEN: "Gegevens zijn ingetrokken",
}
TE_DOEN = {
    Wat.VERBETERD: "Wat u kreeg, klopt niet meer. Vraag {van} wat er nu staat en pas het bij u aan."
    " Gaf u het door aan anderen? Vertel het hun ook.",
    Wat.BEPERKT: "De gegevens worden alleen nog bewaard, tot dit is uitgezocht. Bewaar wat u kreeg, en"
    " gebruik of verander het niet.",
    Wat.ONBEPERKT: "De beperking is voorbij.",
    Wat.VERNIETIGD: "Vernietig wat u overnam, ook op papier, als u het niet op een eigen grond moet"
    " bewaren. Gaf u het door aan anderen? Vertel het hun ook.",
    Wat.INGETROKKEN: "U leest deze gegevens niet meer. Vernietig wat u hebt overgenomen, ook op papier. Gaf u"
    " het door aan anderen? Vertel het hun ook. Hebt u een vraag? Stel die aan {van}.",
}
IN_DE_CASUS = {
    Wat.VERBETERD: "In het dossier van de weegploeg is iets verbeterd dat als kopie in deze casus staat."
    " Kijk of de casus nu hetzelfde zegt, en of het plan nog klopt.",
    Wat.BEPERKT: "Het dossier van de weegploeg is beperkt. Kijk of de gegevens in de casus ook alleen nog"
    " bewaard mogen worden.",
    Wat.ONBEPERKT: "Het dossier van de weegploeg is niet meer beperkt.",
}


def te_lezen(rij: Kennisgeving) -> dict[str, Any]:
    """A notice for who is told: no content, and no number but the one that he knows."""
    wat = Wat(rij.wat)
    kopie = rij.soort == Soort.KOPIE and wat in IN_DE_CASUS
    zin = IN_DE_CASUS[wat] if kopie else TE_DOEN[wat].format(van=rij.van.naam)
    return {
        "rij": rij,
        "titel": TITELS[wat],
        "alineas": [zin],
        "gegevens": _gekregen(rij),
    }


def _gekregen(rij: Kennisgeving) -> Iterable[tuple[str, str]]:
    yield "Van", rij.van.naam
    yield "Hoe", rij.get_soort_display()
    if rij.gegevens:
        yield "Welke gegevens", soorten(rij.gegevens).capitalize()
    yield "Laatst gekregen op", datum(rij.gekregen_op)
    yield "Veranderd op", datum(rij.op)
    yield "Bevestig uiterlijk op", datum(rij.uiterlijk)


def te_vertellen(rij: Kennisgeving) -> dict[str, Any]:
    """The same for who keeps the file, and tells who has no account here."""
    wie = naam(rij.ontvanger, rij.naar)
    return {
        "rij": rij,
        "alineas": [
            f"Laat {wie} weten wat er is veranderd, en vraag om een bevestiging. Leg die hier vast.",
            TE_DOEN[Wat(rij.wat)].format(van=rij.van.naam),
        ],
        "gegevens": [("Aan", wie), *_gekregen(rij)],
    }
