"""Our lists beside those of a stock Django admin: `.venv/bin/python -m tests.toegang.meet_standaard`.

On the same rows (`tests.toegang.vul`), for who reads 1 in 31 files and for who reads them all: ours
through HTTP with its policies, and the admin with guardian (`tests.toegang.standaard`) without any.
Prints a table, and whether what we promise of it holds. By hand and not in a test: with the 1,000 and
100,000 files of each kind that the promise is about it takes over a quarter of an hour.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import django

from gereedschap import services
from tests.toegang.meet_paginas import RONDEN, database, minste, zet_beleid

if TYPE_CHECKING:
    from tests.cast import Speler

WEINIG, VEEL = 1_000, 100_000
KEER = 20  # how many times as fast as stock, for who reads all, with many files
LEEST_ALLES = "politie"
WIE = ("gemeente", LEEST_ALLES)

# A page of a list by its number; gives what stands on it.
Vraag = Callable[[int], str]
# Milliseconds of ours and of stock: by list and reader, by number of files.
Uitslag = dict[tuple[str, str], dict[int, tuple[float, float]]]


@dataclass(frozen=True)
class Lijst:
    """A list of files as both have it, by the names of its addresses."""

    onze: str
    standaard: str


LIJSTEN = (
    Lijst("meldingen:lijst", "admin:meldingen_melding_changelist"),
    Lijst("weegploeg:lijst", "admin:weegploeg_weegploegdossier_changelist"),
    Lijst("casusoverleg:lijst", "admin:casusoverleg_casus_changelist"),
)


@contextmanager
def onze(lijst: Lijst, speler: "Speler") -> Iterator[Vraag]:
    """Our list, as this member of the cast opens it."""
    from django.urls import reverse

    client, pad = speler.client, reverse(lijst.onze)

    def vraag(bladzij: int) -> str:
        adres = pad
        for _ in range(bladzij - 1):
            adres = pad + client.get(adres).context["pagina"].volgende
        return _inhoud(client.get(adres))

    yield vraag


@contextmanager
def standaard(lijst: Lijst, speler: "Speler") -> Iterator[Vraag]:
    """The same list in a stock admin."""
    from django.test import Client
    from django.urls import reverse

    from tests.toegang.standaard import INLOGGEN, geinstalleerd

    with geinstalleerd():
        client, pad = Client(), reverse(lijst.standaard)
        client.force_login(speler.gebruiker, INLOGGEN)
        yield lambda bladzij: _inhoud(client.get(pad, {"p": bladzij}))


def _inhoud(antwoord: Any) -> str:
    assert antwoord.status_code == 200, antwoord
    return str(antwoord.content.decode())


def dossiers(inhoud: str) -> list[str]:
    """Numbers of the files that a page leads to, from above."""
    return re.findall(r">([MWC]-2026-\d+)</a>", inhoud)


def main() -> None:
    """Print the table and what follows from it."""
    services.ensure(test=True)
    django.setup()
    from tests.toegang.standaard import geef_rechten

    uitslag: Uitslag = {(lijst.onze, wie): {} for lijst in LIJSTEN for wie in WIE}
    for aantal in [int(a) for a in sys.argv[1:]] or [WEINIG, VEEL]:
        with database(aantal, houd=False) as (cast, eigenaar):
            zet_beleid(eigenaar, aan=False)  # they would hide the files from the owner
            geef_rechten(eigenaar)
            eigenaar.execute("vacuum analyze")
            for lijst in LIJSTEN:
                for wie in WIE:
                    gemeten = _meet(lijst, getattr(cast, wie), eigenaar)
                    uitslag[lijst.onze, wie][aantal] = gemeten
                    print(aantal, lijst.onze, wie, *gemeten, file=sys.stderr)
    _druk_af(uitslag)
    print(*oordeel(uitslag), sep="\n")


def _meet(lijst: Lijst, speler: "Speler", eigenaar: Any) -> tuple[float, float]:
    """The least time of our list and of the admin's, in milliseconds; by turns, as a page in `meet_paginas`."""
    tijden = {onze: float("inf"), standaard: float("inf")}
    inhoud = {}
    for _ in range(RONDEN):
        for kant in tijden:
            zet_beleid(eigenaar, aan=kant is onze)
            with kant(lijst, speler) as vraag:
                inhoud[kant] = dossiers(vraag(1))
                tijden[kant] = min(tijden[kant], minste(lambda: vraag(1)))
    assert inhoud[onze] == inhoud[standaard] != [], lijst
    return tijden[onze], tijden[standaard]


def _druk_af(uitslag: Uitslag) -> None:
    aantallen = list(next(iter(uitslag.values())))
    print("| list | who |", " | ".join(f"{n:,}: ours | stock | stock/ours" for n in aantallen), "|")
    print("|---|---|" + "---|---|---|" * len(aantallen))
    for (naam, wie), gemeten in uitslag.items():
        tijden = (f"{ons:.0f} | {hun:.0f} | {hun / ons:.1f}" for ons, hun in gemeten.values())
        print(f"| {naam} | {wie} |", " | ".join(tijden), "|")


def oordeel(uitslag: Uitslag) -> list[str]:
    """Of each claim a line: whether it holds, or for which lists it does not."""
    trager = [
        f"{naam} {wie}"
        for (naam, wie), gemeten in uitslag.items()
        if WEINIG in gemeten and gemeten[WEINIG][0] > gemeten[WEINIG][1]
    ]
    te_traag = [
        f"{naam} {wie}"
        for (naam, wie), gemeten in uitslag.items()
        if wie == LEEST_ALLES and VEEL in gemeten and KEER * gemeten[VEEL][0] > gemeten[VEEL][1]
    ]
    gemeten = next(iter(uitslag.values()))
    return [
        f"{wat}: {_uitkomst(uitzonderingen) if aantal in gemeten else 'not measured'}"
        for aantal, wat, uitzonderingen in (
            (WEINIG, f"At {WEINIG:,} files no list is slower than stock", trager),
            (VEEL, f"At {VEEL:,} files {KEER} times as fast for who reads all", te_traag),
        )
    ]


def _uitkomst(uitzonderingen: list[str]) -> str:
    return f"does not hold for {', '.join(uitzonderingen)}" if uitzonderingen else "holds"


if __name__ == "__main__":
    main()
