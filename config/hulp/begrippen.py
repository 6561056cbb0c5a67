"""The words of the work, from the same list that developers read (`docs/begrippen.md`)."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings

BESTAND = settings.BASE_DIR / "docs" / "begrippen.md"
RIJ = re.compile(r"^\| (?P<woord>[^|]+) \| (?P<uitleg>[^|]+) \|$", re.M)
# How the list names a source, and how a sentence does (`convenant.bronnen.verwijzen`).
BRONNEN = (
    (r"\bMC 1 ([a-m])\b", r"artikel 1 onder \1 van het convenant"),
    (r"\bMC (\d+)\.(\d+)(?: ([a-z]))?\b", r"artikel \1 lid \2 van het convenant"),
    (r"\bMC (\d+)\b", r"artikel \1 van het convenant"),
    (r"\bWV (\d+)\.(\d+)\b", r"wetsvoorstel artikel \1 lid \2"),
    (r"\bWV (\d+)\b", r"wetsvoorstel artikel \1"),
    (r"\bPB (\d)", r"procesbeschrijving \1"),
    (r"\bMvT (\d)", r"memorie van toelichting \1"),
)


@dataclass(frozen=True)
class Begrip:
    """A word with what it means here."""

    woord: str
    uitleg: str


def voluit(zin: str) -> str:
    """A sentence in which each source has its whole name, so that it can become a link."""
    for kort, lang in BRONNEN:
        zin = re.sub(kort, lang, zin)
    return zin


@cache
def begrippen() -> list[Begrip]:
    """All words, in the order of the alphabet."""
    rijen = [*RIJ.finditer(BESTAND.read_text("utf-8"))][1:]  # the first is the heading
    alle = [Begrip(rij["woord"], voluit(rij["uitleg"])) for rij in rijen if rij["woord"] != "---"]
    return sorted(alle, key=lambda begrip: begrip.woord.lower())
