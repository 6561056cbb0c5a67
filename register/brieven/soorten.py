"""Kinds of letter: from a file and a row of it to what the letter says. An app declares its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from gedeeld.actor import Actor

from .models import BriefVelden


@dataclass(frozen=True)
class Blok:
    """A part of a letter.

    Args:
        sleutel: by which what a person wrote in it is kept.
        alineas: its paragraphs; of a free block what it begins with.
        kop: heading; empty for none.
        punten: a list below the paragraphs.
        vrij: a person may change it. What the law says is fixed.
        uitleg: for who fills in a free block.
    """

    sleutel: str
    alineas: list[str]
    kop: str = ""
    punten: list[str] = field(default_factory=list)
    vrij: bool = False
    uitleg: str = ""


@dataclass(frozen=True)
class Ontbreekt:
    """A fact without which the letter is not made: what is missing, and where to fill it in."""

    zin: str
    url: str = ""


@dataclass(frozen=True)
class Bijlage:
    """A page behind the letter, to fill in by hand.

    Args:
        vakken: what is to be filled in, each on a line of its own.
    """

    titel: str
    alineas: list[str]
    vakken: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Opzet:
    """What a letter says, from the facts of today.

    Args:
        aan: name and address, as far as they are recorded; a person completes them.
        gegevens: kinds of data on the subject in it, for who is told who got them (AVG 19).
        aan_partij: the party that gets it; None for somebody outside the covenant.
        grond: on which those data go.
    """

    titel: str
    afzender: str
    aan: list[str]
    blokken: list[Blok]
    ondertekening: list[str]
    ontbreekt: list[Ontbreekt] = field(default_factory=list)
    bijlagen: list[Bijlage] = field(default_factory=list)
    gegevens: list[str] = field(default_factory=list)
    aan_partij: UUID | None = None
    grond: str = ""


@dataclass(frozen=True)
class Briefsoort:
    """One kind of letter.

    Args:
        naam: stored with the letter, and part of addresses.
        titel: what a caseworker calls it; no name of anybody.
        rijen: of a file the rows about which it can be begun now.
        van: a row that it is about, by its key; None when it is not there.
        over: what of a row says which letter it is, for who reads the file.
        mag: whether an actor makes it: from him, the file and the row.
        stel_op: from file, row and actor to what it says.
        ook_stil: also while the file takes no changes.
        toets: what in a text that a person wrote may not stand there: from file, row and text.
        vereis: refuses while something holds it, such as an objection of a core party.
        na_versturen: what follows when it was sent, within the same decision: from file, row, actor and
            the letter.
    """

    naam: str
    titel: str
    rijen: Callable[[Any], Iterable[Any]]
    van: Callable[[Any, UUID], Any]
    over: Callable[[Any], str]
    mag: Callable[[Actor, Any, Any], bool]
    stel_op: Callable[[Any, Any, Actor], Opzet]
    ook_stil: bool = False
    toets: Callable[[Any, Any, str], list[str]] = lambda dossier, rij, tekst: []
    vereis: Callable[[Any], object] = lambda dossier: None
    na_versturen: Callable[[Any, Any, Actor, BriefVelden], object] = (
        lambda dossier, rij, actor, brief: None
    )


@dataclass(frozen=True)
class Brieven:
    """The letters of one kind of file.

    Args:
        model: where they stand.
        soorten: what there is, by name.
    """

    model: type[BriefVelden]
    soorten: Mapping[str, Briefsoort]


_BRIEVEN: dict[str, Brieven] = {}


def declareer(app: str, model: type[BriefVelden], *soorten: Briefsoort) -> None:
    """Make known which letters there are about the files of an app."""
    _BRIEVEN[app] = Brieven(model, {soort.naam: soort for soort in soorten})


def brieven_van(app: str) -> Brieven | None:
    """The letters about the files of an app; None where there are none."""
    return _BRIEVEN.get(app)
