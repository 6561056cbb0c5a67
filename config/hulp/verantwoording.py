"""What serves and proves each clause, as `manage.py verantwoording --bewaar` wrote it down.

The command needs the tests, and production does not have them: it reads this file.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from django.conf import settings

from .begrippen import voluit

BESTAND = settings.BASE_DIR / "fixtures" / "verantwoording.json"


@dataclass(frozen=True)
class Deel:
    """One thing that a clause requires, and the tests that prove it."""

    tekst: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Clausule:
    """One requirement.

    Args:
        bron: where it stands, in words that can become a link.
        bediend_door: pages, commands and jobs that serve it, as (kind, name).
    """

    id: str
    bron: str
    tekst: str
    bediend_door: tuple[tuple[str, str], ...]
    delen: tuple[Deel, ...]


@dataclass(frozen=True)
class Groep:
    """The clauses of one source.

    Args:
        sleutel: in its address.
    """

    sleutel: str
    naam: str
    clausules: tuple[Clausule, ...]

    @property
    def delen(self) -> int:
        """How many things they require."""
        return sum(len(clausule.delen) for clausule in self.clausules)


# By how the catalogue begins the place; all else comes last.
NAMEN = {
    "MC": ("convenant", "Convenant"),
    "PB": ("procesbeschrijving", "Procesbeschrijving"),
    "WV": ("wetsvoorstel", "Wetsvoorstel"),
    "MvT": ("toelichting", "Memorie van toelichting"),
    "": ("andere", "Andere bronnen"),
}


@cache
def groepen() -> Mapping[str, Groep]:
    """All clauses by source."""
    rijen = json.loads(BESTAND.read_text("utf-8"))
    alle = {
        sleutel: Groep(sleutel, naam, tuple(_van(kort, rijen)))
        for kort, (sleutel, naam) in NAMEN.items()
    }
    return MappingProxyType(alle)


def _van(kort: str, rijen: list[dict[str, Any]]) -> Iterator[Clausule]:
    for rij in rijen:
        begin = rij["bron"].split()[0]
        if (begin if begin in NAMEN else "") == kort:
            yield Clausule(
                rij["id"],
                in_woorden(rij["bron"]),
                rij["tekst"],
                tuple(_dienst(naam) for naam in rij["bediend_door"]),
                tuple(Deel(deel["tekst"], tuple(deel["tests"])) for deel in rij["delen"]),
            )


def in_woorden(bron: str) -> str:
    """A place as the catalogue writes it, with each source in its whole name: `MC 8.4, 10.4`."""
    uit, wet = [], ""
    for deel in re.split(r"[,;] ", bron):
        wet = deel.split()[0] if re.match(r"[A-Za-z]{2}", deel) else wet
        heel = deel if deel.startswith(wet) else f"{wet} {deel}"
        # `15.2e` is lid 2 under e, as `1h` is under h.
        uit.append(voluit(re.sub(r"(\d)([a-m])\b", r"\1 \2", heel)))
    return ", ".join(uit)


def _dienst(naam: str) -> tuple[str, str]:
    """What serves a clause, as (kind, name in words)."""
    if ":" in naam or naam in ("werklijst", "vertegenwoordiging"):
        return "Pagina", naam.replace("_", " ").replace(":", ", ")
    return ("Taak" if "." in naam else "Opdracht"), naam.rpartition(".")[2].replace("_", " ")
