"""What two files say of their person, side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gedeeld.afschrift import datum
from gedeeld.weigering import NIET_TE_LEZEN, OntsleutelFout

# What tells one person from another; what is said of it says the third column.
PERSOON: tuple[tuple[str, Callable[[Any], str]], ...] = (
    ("Voornamen", lambda rij: rij.voornamen),
    ("Tussenvoegsel", lambda rij: rij.tussenvoegsel),
    ("Achternaam", lambda rij: rij.achternaam),
    ("Geboren", lambda rij: rij.persoon.geboren),
    ("Geboortedatum om de leeftijd mee te berekenen", lambda rij: datum(rij.rekendatum)),
    ("Straat en huisnummer", lambda rij: rij.straat),
    ("Postcode", lambda rij: rij.postcode),
    ("Woonplaats", lambda rij: rij.woonplaats),
)
DOSSIER: tuple[tuple[str, Callable[[Any], str]], ...] = (
    ("Gemeente", lambda rij: rij.partij.naam),
    ("Sinds", lambda rij: datum(rij.begonnen_op)),
    ("Aantal signalen", lambda rij: str(rij.signalen.count())),
    ("Stand", lambda rij: rij.get_stand_display()),
)
NIET_BEKEND = "Niet bekend"


@dataclass(frozen=True)
class Regel:
    """One line: what both say, and in words whether that differs."""

    label: str
    een: str
    ander: str
    verschil: str = ""


def naast_elkaar(een: Any, ander: Any) -> list[Regel]:
    """Both, line by line; of what neither knows there is no line."""
    uit = []
    for label, zegt in PERSOON:
        links, rechts = _lees(een, zegt), _lees(ander, zegt)
        if links or rechts:
            verschil = _verschil(links, rechts)
            uit.append(Regel(label, links or NIET_BEKEND, rechts or NIET_BEKEND, verschil))
    return uit + [Regel(label, zegt(een), zegt(ander)) for label, zegt in DOSSIER]


def _lees(rij: Any, zegt: Callable[[Any], str]) -> str:
    try:
        return zegt(rij)
    except OntsleutelFout:
        return NIET_TE_LEZEN


def _verschil(links: str, rechts: str) -> str:
    if NIET_TE_LEZEN in (links, rechts) or not (links and rechts):
        return "Niet te vergelijken"
    return "Gelijk" if _plat(links) == _plat(rechts) else "Verschilt"


def _plat(tekst: str) -> str:
    """Capitals and spaces make no other person."""
    return "".join(tekst.split()).casefold()
