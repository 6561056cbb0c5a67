"""Meldingen, and the form that makes one."""

from datetime import date
from typing import Any

from meldingen import decisions
from meldingen.models import Doorgifte, Melding
from tests.beginstand import beginstand
from tests.cast import Cast, Speler, grondslag
from tests.hulp import gegevens


def doorgifte(**anders: Any) -> dict[str, Any]:
    """What is recorded of passing a melding on today, for `geef_door`; all signals unless said otherwise."""
    return {
        "aan": "Leerplicht",
        "taak": "Toezicht op schoolbezoek.",
        "gegevens": "Naam en het verzuim.",
        "noodzaak": "Leerplicht handhaaft schoolbezoek.",
        "op": gegevens.vandaag(),
        "grondslag": grondslag("avg-6-1-e"),
        **anders,
    }


def geef_door(melding: Melding, speler: Speler, **anders: Any) -> Doorgifte:
    """The municipality passes a melding on, with its signals."""
    signalen = [signaal.pk for signaal in melding.signalen.all()]
    velden = {"signalen": signalen} | anders
    return decisions.geef_door(melding, actor=speler.actor, **doorgifte(**velden))


def politie_weet_het(melding: Melding, speler: Speler, **anders: Any) -> Melding:
    """The police were told of a melding about terrorism today, and the reporter sent to them."""
    vandaag = speler.actor.vandaag
    velden = {"ingelicht_op": vandaag, "ingelicht_door": "J. Kanarie", "functie": "wijkagent"}
    velden |= {"verwezen_op": vandaag} | anders
    return decisions.leg_politie_vast(melding, actor=speler.actor, **velden)


def een_signaal(speler: Speler, **anders: Any) -> dict[str, Any]:
    """The fields of a signal on a ground of this player's party."""
    return gegevens.SignaalMelding(soort=speler.partij.soort, **anders)


@beginstand
def maak_melding(
    cast: Cast, speler: Speler | None = None, op: date | None = None, **anders: Any
) -> Melding:
    """A registered melding; by the municipality of Venlo, by name, today, unless said otherwise."""
    speler = speler or cast.gemeente
    eigen = speler.partij if speler.partij.soort == "gemeente" else cast.gemeente.partij
    actor = speler.op(op) if op else speler.actor
    naw = {veld: anders.pop(veld) for veld in Melding.NAW if veld in anders}
    velden = {
        "gemeente": eigen,
        "ontvangen_op": actor.vandaag,
        "signalen": [een_signaal(speler)],
        **anders,
    }
    return decisions.registreer(
        actor=actor, naw=gegevens.NawMelding(**naw), **gegevens.Melding(**velden)
    )


@beginstand
def maak_ingebracht(cast: Cast, speler: Speler | None = None, **anders: Any) -> Melding:
    """A melding whose content moved to a new weegploeg file."""
    speler = speler or cast.gemeente
    melding = maak_melding(cast, speler, **anders)
    decisions.breng_in(melding, actor=speler.actor)
    melding.refresh_from_db()
    return melding


def formulier(**anders: Any) -> dict[str, Any]:
    """The form for a melding without its signals, as a browser sends it; None is not sent."""
    velden = gegevens.MeldingFormulier() | anders
    return {naam: waarde for naam, waarde in velden.items() if waarde is not None}


def politie_velden(signaal: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """What a browser of the police sends beside the ground; nothing for others."""
    if not signaal["wpg_artikel"]:
        return {}
    return {
        f"{prefix}wpg_artikel": signaal["wpg_artikel"],
        f"{prefix}grondslag_om": str(signaal["grondslag_om"].pk),
    }


def ingevuld(speler: Speler, **anders: Any) -> dict[str, Any]:
    """The form for a new melding with one signal."""
    signaal = een_signaal(speler)
    rij = {
        "signalen-TOTAL_FORMS": "1",
        "signalen-INITIAL_FORMS": "0",
        "signalen-0-omschrijving": signaal["omschrijving"],
        "signalen-0-grondslag": str(signaal["grondslag"].pk),
        "signalen-0-aard": signaal["aard"],
        "signalen-0-gericht_op": signaal["gericht_op"][0],
        "signalen-0-om_soort": signaal["om_soort"],
        **politie_velden(signaal, "signalen-0-"),
    }
    return formulier(**(rij | anders))
