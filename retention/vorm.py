"""The form of what lies in the archive (MC 13.2): a piece is read years after the code that made it.

Each piece says in which form it was written. A form is never changed: a new one gets a number, a
reader of its own, and one sample in the tests, and the readers of the older ones stay.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from gedeeld.afschrift import Afschrift, Publiek, Regel, Sectie
from gedeeld.personen import Persoon

VORM = 1  # in which pieces are written now


class OnbekendeVorm(Exception):
    """A piece of the archive says a form that this version does not know."""


@dataclass(frozen=True)
class Inhoud:
    """What a piece of the archive holds.

    Args:
        persoon: the subject.
        rijen: every row of the file, as `django.core.serializers` reads them, to put back (MC 13.4).
        migraties: app -> its last migration: the shape of those rows.
        afschriften: audience -> the transcript as it was on the day of archiving.
    """

    persoon: Persoon
    rijen: list[dict[str, Any]]
    migraties: dict[str, str]
    afschriften: dict[Publiek, Afschrift]


def schrijf(inhoud: Inhoud) -> str:
    """The text to store, in the form of now."""
    return json.dumps(
        {
            "vorm": VORM,
            "persoon": asdict(inhoud.persoon),
            "rijen": inhoud.rijen,
            "migraties": inhoud.migraties,
            "afschriften": {p: stuk.als_dict() for p, stuk in inhoud.afschriften.items()},
        },
        default=str,
    )


def lees(tekst: str) -> Inhoud:
    """What a stored text holds, whatever its form.

    Raises:
        OnbekendeVorm: there is no reader for its form.
    """
    velden = json.loads(tekst)
    lezer = _LEZERS.get(velden.get("vorm"))
    if lezer is None:
        raise OnbekendeVorm
    return lezer(velden)


def schrijf_erbij(tekst: str | None, delen: Mapping[Publiek, Sectie]) -> str:
    """The text to store of what was decided since, with this piece as the last."""
    stuk = {"vorm": VORM, "delen": {publiek: asdict(deel) for publiek, deel in delen.items()}}
    return json.dumps([*json.loads(tekst or "[]"), stuk])


def lees_erbij(tekst: str | None, publiek: Publiek) -> list[Sectie]:
    """Of what was decided since what an audience reads, in order.

    Raises:
        OnbekendeVorm: as for `lees`.
    """
    stukken = json.loads(tekst or "[]")
    if any(stuk["vorm"] not in _LEZERS for stuk in stukken):
        raise OnbekendeVorm
    delen = [stuk["delen"][publiek] for stuk in stukken if publiek in stuk["delen"]]
    return [Sectie(deel["titel"], [Regel(**regel) for regel in deel["regels"]]) for deel in delen]


def _vorm_1(velden: dict[str, Any]) -> Inhoud:
    persoon = dict(velden["persoon"])
    for veld in ("geboortedatum", "rekendatum"):
        if dag := persoon.get(veld):
            persoon[veld] = date.fromisoformat(dag)
    return Inhoud(
        persoon=Persoon(**persoon),
        rijen=velden["rijen"],
        migraties=velden["migraties"],
        afschriften={
            Publiek(publiek): Afschrift.uit_dict(stuk)
            for publiek, stuk in velden["afschriften"].items()
        },
    )


_LEZERS: dict[int, Callable[[dict[str, Any]], Inhoud]] = {1: _vorm_1}
