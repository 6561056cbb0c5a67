"""The transcript: a file as a structured document for one audience (design idea 3).

What it leaves out for an audience is left out everywhere: page, PDF, archive, overview, handover.
"""

from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any, Self

from django.utils.formats import date_format
from django.utils.text import capfirst

from .weigering import OntsleutelFout


class Publiek(StrEnum):
    """For whom a transcript is made."""

    KERNPARTIJ = "kernpartij"  # MC 8.4, 13.2
    CASUSPARTIJ = "casuspartij"  # MC 10.4
    EXTERN = "extern"  # MC 10.5
    BETROKKENE = "betrokkene"  # MC 12.3


class LetOp(StrEnum):
    """What who answers the subject has to know of a datum that is the subject's own."""

    POLITIE = "Dit zijn politiegegevens, of het is daarop gebaseerd. Hierover beslist u samen met de politie."
    OM = "Dit legde het OM vast. Hierover beslist u samen met het OM."
    PARTNER = "Dit antwoordde een partner. Kijk of er iets over een ander in staat."


# Of whom somebody writes down that it was discussed with them -> what he is asked.
BESPREKEN = {
    LetOp.POLITIE: "Schrijf op met wie van de politie u dit besprak, en wanneer.",
    LetOp.OM: "Schrijf op met wie van het OM u dit besprak, en wanneer.",
}


@dataclass(frozen=True)
class Regel:
    """One datum: what it is, what it says, from whom and on what ground.

    Args:
        derden: it is about another person; left out for the subject unless somebody decides
            otherwise (PB 5.4 fase 3). Nothing of the subject's own is marked with it.
        afwegen: whether the subject may have it no mark can tell: it can name another person, or say
            why he was not told. It stays behind until somebody read it and chose.
        rij: key of the row of the file that says it: what one row says stands together.
        namen: names of the other persons whom it is about.
        let_op: one of `LetOp`, or empty.
        soorten: categories of personal data that it holds (AVG 15 lid 1 onder b).
    """

    label: str
    waarde: str
    bron: str = ""
    grondslag: str = ""
    derden: bool = False
    afwegen: bool = False
    rij: str = ""
    namen: list[str] = field(default_factory=list)
    let_op: str = ""
    soorten: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class OnleesbareRegel(Regel):
    """A datum that does not open, on a page. No transcript holds one: it would leave it out."""


@dataclass(frozen=True)
class Stuk:
    """What one row of a file says, for a page: without what the heading of the row says already."""

    rij: str
    regels: list[Regel]

    @classmethod
    def van(cls, rij: str, regels: list[Regel]) -> Self:
        """The first datum names the row, its source and its ground; the others say what differs."""
        kop, *verder = regels
        return cls(rij, [kop, *(_zonder(regel, kop) for regel in verder)])


def _zonder(regel: Regel, kop: Regel) -> Regel:
    return replace(
        regel,
        label=capfirst(regel.label.removeprefix(f"{kop.label}: ")),
        bron="" if regel.bron == kop.bron else regel.bron,
        grondslag="" if regel.grondslag == kop.grondslag else regel.grondslag,
    )


@dataclass(frozen=True)
class Sectie:
    """Data that belong together."""

    titel: str
    regels: list[Regel] = field(default_factory=list)

    @property
    def stukken(self) -> list[Stuk]:
        """The same, row by row."""
        groepen = groupby(self.regels, key=lambda regel: regel.rij)
        return [Stuk.van(rij, list(regels)) for rij, regels in groepen]


@dataclass(frozen=True)
class Ontvanger:
    """Somebody who got data of a file: a recorded fact (AVG 15 lid 1 onder c).

    Args:
        wat: what it got.
        wanneer: when, in words.
        grond: on what ground; empty where the covenant itself gives it.
        naar_dossier: as a copy into another file, so that it says that there is one.
    """

    naam: str
    wat: str
    wanneer: str
    grond: str = ""
    naar_dossier: bool = False


@dataclass(frozen=True)
class Afschrift:
    """A whole file for one audience. It holds personal data: encrypt it before it is kept.

    Args:
        ontvangers: who got data of it; for the subject only.
    """

    titel: str
    nummer: str
    secties: list[Sectie] = field(default_factory=list)
    ontvangers: list[Ontvanger] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Refuse what is not whole: an archive, a letter or a copy says all or is not made.

        Raises:
            OntsleutelFout: a datum does not open.
        """
        for sectie in self.secties:
            for regel in sectie.regels:
                if isinstance(regel, OnleesbareRegel):
                    raise OntsleutelFout(self.titel, regel.label, nummer=self.nummer)

    def als_dict(self) -> dict[str, Any]:
        """Plain data, for JSON."""
        return asdict(self)

    @classmethod
    def uit_dict(cls, inhoud: dict[str, Any]) -> Self:
        """The transcript that `als_dict` gave."""
        return cls(
            titel=inhoud["titel"],
            nummer=inhoud["nummer"],
            secties=[
                Sectie(s["titel"], [Regel(**regel) for regel in s["regels"]])
                for s in inhoud["secties"]
            ],
            ontvangers=[Ontvanger(**rij) for rij in inhoud.get("ontvangers", [])],
        )


def datum(dag: date | None) -> str:
    """A day in words, as every transcript writes it: 4 mei 1999. No day is no words."""
    return date_format(dag, "j F Y") if dag else ""
