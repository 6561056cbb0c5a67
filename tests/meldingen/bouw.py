"""Builders of meldingen: they go through the decisions, or give what a browser would send."""

from datetime import date
from typing import Any

from django.utils import timezone

from meldingen import decisions
from meldingen.models import Melding
from tests.cast import Cast, Speler, grondslag

GROND = {"gemeente": "avg-6-1-e", "politie": "wpg-20", "om": "wjsg-39f"}
NAW = {
    "voornamen": "Mohammed",
    "tussenvoegsel": "",
    "achternaam": "El Kanarie",
    "straat": "Vogelpad 12",
    "postcode": "5911 ZZ",
    "woonplaats": "Venlo",
    "geboortedatum": date(2001, 4, 2),
}


def een_signaal(speler: Speler, **anders: Any) -> dict[str, Any]:
    """The fields of a signal on a ground of this player's party."""
    return {
        "omschrijving": "Zegt dat hij naar het strijdgebied wil.",
        "grondslag": grondslag(GROND[speler.partij.soort]),
        **anders,
    }


def maak_melding(
    cast: Cast, speler: Speler | None = None, op: date | None = None, **anders: Any
) -> Melding:
    """A registered melding; by the municipality of Venlo, by name, today, unless said otherwise."""
    speler = speler or cast.gemeente
    eigen = speler.partij if speler.partij.soort == "gemeente" else cast.gemeente.partij
    actor = speler.op(op) if op else speler.actor
    naw = NAW | {veld: anders.pop(veld) for veld in NAW if veld in anders}
    gegevens: dict[str, Any] = {
        "gemeente": eigen,
        "ontvangen_op": actor.vandaag,
        "herkomst": "naasten",
        "melder_naam": "Tante Zeldzaam",
        "melder_contact": "06-00000001",
        "hulptraject": "Jongerenwerk Reiger",
        "signalen": [een_signaal(speler)],
        **anders,
    }
    if gegevens.get("anoniem"):
        gegevens |= {"melder_naam": "", "melder_contact": ""}
    return decisions.registreer(actor=actor, naw=naw, **gegevens)


def maak_ingebracht(cast: Cast, speler: Speler | None = None, **anders: Any) -> Melding:
    """A melding whose content moved to a new weegploeg file."""
    speler = speler or cast.gemeente
    melding = maak_melding(cast, speler, **anders)
    decisions.breng_in(melding, actor=speler.actor)
    melding.refresh_from_db()
    return melding


def ingevuld(speler: Speler, **anders: Any) -> dict[str, Any]:
    """The form for a new melding with one signal, as a browser sends it."""
    soort = speler.partij.soort
    gegevens: dict[str, Any] = {
        "voornamen": "Mohammed",
        "tussenvoegsel": "",
        "achternaam": "El Kanarie",
        "straat": "Vogelpad 12",
        "postcode": "5911 ZZ",
        "woonplaats": "Venlo",
        "geboortedatum": "2001-04-02",
        "ontvangen_op": timezone.localdate().isoformat(),
        "herkomst": "naasten",
        "melder_naam": "Tante Zeldzaam",
        "melder_contact": "06-00000001",
        "hulptraject": "Jongerenwerk Reiger",
        "signalen-TOTAL_FORMS": "1",
        "signalen-INITIAL_FORMS": "0",
        "signalen-0-omschrijving": "Zegt dat hij naar het strijdgebied wil.",
        "signalen-0-grondslag": str(grondslag(GROND[soort]).pk),
        **anders,
    }
    return {naam: waarde for naam, waarde in gegevens.items() if waarde is not None}
