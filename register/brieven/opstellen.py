"""From what a letter says to what is kept and printed of it: plain data, never markup."""

import json
from collections.abc import Mapping
from typing import Any

from gedeeld.afschrift import datum

from .models import BriefVelden
from .soorten import Blok, Opzet

ADRES = "Vul de naam en het adres in van wie de brief krijgt."


def teksten_van(brief: BriefVelden) -> dict[str, str]:
    """What a person wrote in a draft, by block."""
    gelezen: dict[str, str] = json.loads(brief.teksten)
    return gelezen


def tekst_van(blok: Blok, teksten: Mapping[str, str]) -> str:
    """What stands in a free block: what somebody wrote, or what it begins with."""
    return teksten.get(blok.sleutel, "\n\n".join(blok.alineas))


def inhoud(
    nummer: str, opzet: Opzet, adres: str, teksten: Mapping[str, str], dag: Any
) -> dict[str, Any]:
    """The letter as it is printed (`templates/typst/brief.typ`).

    Args:
        dag: date of the letter.
    """
    return {
        "titel": opzet.titel,
        "nummer": nummer,
        "datum": datum(dag),
        "afzender": opzet.afzender,
        "aan": _regels(adres),
        "blokken": [deel for blok in opzet.blokken if (deel := _blok(blok, teksten))],
        "ondertekening": opzet.ondertekening,
        "bijlagen": [vars(bijlage) for bijlage in opzet.bijlagen],
    }


def _blok(blok: Blok, teksten: Mapping[str, str]) -> dict[str, Any] | None:
    alineas = blok.alineas
    if blok.vrij:
        alineas = [deel for deel in tekst_van(blok, teksten).split("\n\n") if deel.strip()]
    if not alineas and not blok.punten:
        return None
    return {"kop": blok.kop, "alineas": alineas, "punten": blok.punten}


def als_tekst(brief: BriefVelden) -> str:
    """What was sent, in paragraphs, for the transcript of the file; empty for a draft."""
    if not brief.inhoud:
        return ""
    gegevens = json.loads(brief.inhoud)
    delen = [
        tekst
        for blok in gegevens["blokken"]
        for tekst in (blok["kop"], *blok["alineas"], *blok["punten"])
    ]
    return "\n".join(filter(None, delen))


def _regels(tekst: str) -> list[str]:
    return [regel.strip() for regel in tekst.splitlines() if regel.strip()]
