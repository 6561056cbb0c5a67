"""The measures of a plan in time, as a picture that the server draws; the table tells the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

BREED, HOOG, LABEL = (
    1000,
    28,
    300,
)  # of the picture: width, height of one measure, width of its name
KLEIN = 4  # the narrowest bar


@dataclass(frozen=True)
class Balk:
    """One measure: where its bar stands, in units of the picture."""

    naam: str
    y: int
    x: int
    breed: int
    kleur: str


@dataclass(frozen=True)
class Tijdbalk:
    """The picture: bars, the days at its ends, and where today is (None: outside)."""

    balken: list[Balk]
    van: date
    tot: date
    nu: int | None
    hoog: int
    breed: int = BREED
    label: int = LABEL


def tijdbalk(rijen: Sequence[Any], vandaag: date) -> Tijdbalk | None:
    """Bars from the first day of a plan to its last; None with less than two measures.

    Args:
        rijen: of `pagina.MaatregelRij`; one without an end runs to the last day of the others.
    """
    if len(rijen) < 2:
        return None
    van = min(rij.maatregel.van for rij in rijen)
    einden = [rij.maatregel.tot for rij in rijen if rij.maatregel.tot != date.max]
    tot = max([*einden, van, vandaag])
    dagen = max((tot - van).days, 1)

    def x(dag: date) -> int:
        deel: float = (min(dag, tot) - van).days / dagen
        return LABEL + round(deel * (BREED - LABEL))

    balken = [
        Balk(
            naam=rij.maatregel.partij.naam,
            y=nummer * HOOG,
            x=x(rij.maatregel.van),
            breed=max(x(rij.maatregel.tot) - x(rij.maatregel.van), KLEIN),
            kleur="te_laat" if rij.te_laat else rij.kleur,
        )
        for nummer, rij in enumerate(rijen)
    ]
    nu = x(vandaag) if van <= vandaag <= tot else None
    return Tijdbalk(balken, van, tot, nu, len(rijen) * HOOG)
