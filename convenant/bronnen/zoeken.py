"""Search in the sources: plain words, of which case and accents don't matter."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .teksten import Bron, bronnen, geordend

KORTSTE = 3  # letters; with fewer nearly every paragraph would be found
MEESTE = 8  # paragraphs shown of one source
LEEG = "Typ een woord om te zoeken."
NAAM = re.compile("lid-|onder-")  # how one refers to a point
TE_KORT = f"Typ woorden van minstens {KORTSTE} letters."


@dataclass(frozen=True)
class Plek:
    """A paragraph or heading that can be found.

    Args:
        kop: the heading above it, with the point of the article; its own where it is one.
        plat: its text as it is searched, as long as the text itself.
    """

    kop: str
    tekst: str
    anker: str
    plat: str


@dataclass(frozen=True)
class Treffer:
    """A paragraph that was found: its text in pieces, of which some hold what was looked for."""

    plek: Plek
    stukken: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Gevonden:
    """What one source holds: its first paragraphs, and how many there are."""

    bron: Bron
    treffers: tuple[Treffer, ...]
    aantal: int


def plat(tekst: str) -> str:
    """A text without case and accents, letter for letter: what is found in it has the same place."""
    return "".join(map(_letter, tekst))


def woorden(vraag: str) -> list[str]:
    """The words of a question that are long enough to look for."""
    return [woord for woord in re.findall(r"[\w'-]+", plat(vraag)) if len(woord) >= KORTSTE]


def zoek(gezocht: list[str], *, convenant: str) -> list[Gevonden]:
    """The paragraphs that hold all words, by source; the text of one's own covenant first.

    Args:
        gezocht: words, of `woorden`.
        convenant: `Convenant.code`.
    """
    uit = []
    for bron in geordend(convenant):
        plekken = [
            plek for plek in _plekken(bron.code) if all(woord in plek.plat for woord in gezocht)
        ]
        if plekken:
            treffers = tuple(Treffer(plek, _gemerkt(plek, gezocht)) for plek in plekken[:MEESTE])
            uit.append(Gevonden(bron, treffers, len(plekken)))
    return uit


@cache
def _letter(letter: str) -> str:
    if letter in "‘’":
        return "'"
    kaal = unicodedata.normalize("NFKD", letter)[0].casefold()
    return kaal if len(kaal) == 1 else letter


@cache
def _plekken(code: str) -> tuple[Plek, ...]:
    return tuple(_lees(bronnen()[code]))


def _lees(bron: Bron) -> Iterator[Plek]:
    for deel in bron.delen:
        yield Plek(deel.kop, deel.kop, deel.anker, plat(deel.kop))
        for stuk in deel.alle():
            punt = stuk.anker.removeprefix(f"{deel.anker}-")
            kop = f"{deel.kop}, {punt.replace('-', ' ')}" if NAAM.match(punt) else deel.kop
            yield Plek(kop, stuk.tekst, stuk.anker, plat(stuk.tekst))


def _gemerkt(plek: Plek, gezocht: list[str]) -> tuple[tuple[str, bool], ...]:
    # The longest word first: of "plan" and "planning" the whole word is marked.
    patroon = "|".join(re.escape(woord) for woord in sorted(gezocht, key=len, reverse=True))
    uit, tot = [], 0
    for hit in re.finditer(patroon, plek.plat):
        uit += [(plek.tekst[tot : hit.start()], False), (plek.tekst[hit.start() : hit.end()], True)]
        tot = hit.end()
    return (*uit, (plek.tekst[tot:], False))
