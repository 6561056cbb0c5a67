"""The sources as they are read from their files: parts with a heading, and pieces that each have an anchor."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import yaml
from django.conf import settings

MAP = settings.BASE_DIR / "fixtures" / "bronnen"
# In the order in which they are shown and searched; the covenants follow one's own.
ALGEMEEN = (
    "procesbeschrijving",
    "wet",
    "machtigingsbesluit",
    "wetsvoorstel",
    "memorie-van-toelichting",
)
MODEL = "modelconvenant"
ARTIKEL = re.compile(r"(artikel|avg|uavg)-")
LID = re.compile(r"(\d+)\.")
ONDER = re.compile(r"([a-z]|\d+|[IVX]+)[.)]")
SLOT = re.compile(r"(;|\.|; of)$")  # how a point of a list ends


@dataclass(frozen=True)
class Stuk:
    """A paragraph, or a point with its number.

    Args:
        teken: its number or letter as the source writes it; empty for a paragraph.
        anker: where a link points, once in each source.
        stukken: what stands below it.
    """

    tekst: str
    teken: str
    anker: str
    stukken: tuple["Stuk", ...]


@dataclass(frozen=True)
class Deel:
    """A heading with what stands below it.

    Args:
        niveau: 1 for a chapter or article, 2 for a paragraph, 3 for what the list of contents leaves out.
    """

    kop: str
    anker: str
    niveau: int
    stukken: tuple[Stuk, ...]

    def alle(self) -> Iterator[Stuk]:
        """Each of its pieces, in the order of the text."""
        return _alle(self.stukken)


@dataclass(frozen=True)
class Bron:
    """One source.

    Args:
        kort: its name in a list of results.
        convenanten: codes of the covenants of which this is the text.
        ankers: every anchor in it, with what stands there.
    """

    code: str
    titel: str
    kort: str
    uitleg: str
    convenanten: tuple[str, ...]
    delen: tuple[Deel, ...]
    ankers: Mapping[str, Deel | Stuk]

    def naaste(self, anker: str) -> str:
        """An anchor of this text, or the nearest above it that is there; empty when nothing is near."""
        while anker and anker not in self.ankers:
            anker = anker.rpartition("-")[0]
        return anker


@cache
def bronnen() -> Mapping[str, Bron]:
    """All sources, by code."""
    gelezen = (_bron(yaml.safe_load(pad.read_text("utf-8"))) for pad in sorted(MAP.glob("*.yaml")))
    return MappingProxyType({bron.code: bron for bron in gelezen})


def van_convenant(code: str) -> Bron:
    """The text of a covenant: its own, and else that of the model.

    Args:
        code: `Convenant.code`.
    """
    eigen = (bron for bron in bronnen().values() if code in bron.convenanten)
    return next(eigen, bronnen()[MODEL])


def geordend(convenant: str) -> list[Bron]:
    """All sources: the text of one's own covenant first, those of others last.

    Args:
        convenant: `Convenant.code`.
    """
    eerst = [van_convenant(convenant).code, *ALGEMEEN]
    return [bronnen()[code] for code in (*eerst, *sorted(bronnen().keys() - set(eerst)))]


@dataclass(frozen=True)
class Begrip:
    """A word of the covenant with what it means (MC 1)."""

    naam: str
    uitleg: str
    anker: str


def begrippen(bron: Bron) -> list[Begrip]:
    """The definitions of a covenant, in the order of the alphabet (MC 1).

    Args:
        bron: the text of a covenant.
    """
    artikel = bron.ankers["artikel-1"]
    delen = ((*stuk.tekst.partition(": "), stuk.anker) for stuk in artikel.stukken if stuk.teken)
    rijen = [Begrip(naam.lower(), uitleg.rstrip(";"), anker) for naam, _, uitleg, anker in delen]
    return sorted(rijen, key=lambda begrip: begrip.naam)


def woorden_onder(anker: str) -> dict[str, str]:
    """Letter -> the words of the law, of what stands under a paragraph of it.

    Args:
        anker: of that paragraph in the law, such as `uavg-41-lid-1`.
    """
    lid = bronnen()["wet"].ankers[anker]
    return {stuk.teken.rstrip(".)"): SLOT.sub("", stuk.tekst) for stuk in lid.stukken}


def _alle(stukken: tuple[Stuk, ...]) -> Iterator[Stuk]:
    for stuk in stukken:
        yield stuk
        yield from _alle(stuk.stukken)


def _bron(inhoud: dict[str, Any]) -> Bron:
    delen = tuple(
        Deel(deel["kop"], deel["anker"], deel.get("niveau", 1), _stukken(deel, deel["anker"]))
        for deel in inhoud["delen"]
    )
    plekken: list[Deel | Stuk] = []
    for deel in delen:
        plekken += [deel, *deel.alle()]
    ankers = {plek.anker: plek for plek in plekken}
    if len(ankers) < len(plekken):
        raise ValueError(f"{inhoud['code']}: an anchor stands there twice")
    namen = {naam: inhoud[naam] for naam in ("code", "titel", "kort", "uitleg")}
    return Bron(
        **namen,
        convenanten=tuple(inhoud.get("convenanten", ())),
        delen=delen,
        ankers=MappingProxyType(ankers),
    )


def _stukken(houder: dict[str, Any], anker: str) -> tuple[Stuk, ...]:
    rijen = enumerate(houder.get("stukken", ()), start=1)
    return tuple(
        _stuk({"tekst": rij} if isinstance(rij, str) else rij, anker, n) for n, rij in rijen
    )


def _stuk(rij: dict[str, Any], boven: str, nummer: int) -> Stuk:
    teken = rij.get("teken", "")
    anker = f"{boven}-{_plek(teken, boven) or nummer}"
    return Stuk(rij["tekst"], teken, anker, _stukken(rij, anker))


def _plek(teken: str, boven: str) -> str:
    """How one refers to a point of an article: `lid-5`, `onder-a`; empty for what has no name of its own."""
    if not ARTIKEL.match(boven):
        return ""
    if (lid := LID.fullmatch(teken)) and boven.count("-") == 1:
        return f"lid-{lid[1]}"
    return f"onder-{onder[1].lower()}" if (onder := ONDER.fullmatch(teken)) else ""
