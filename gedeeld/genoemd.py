"""Whether a text names somebody, or says again what was left out: exact words, however they are written."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, Protocol

from .afschrift import datum
from .namen import naamdelen, plat
from .personen import Persoon


def heel(deel: str, achter: str = "") -> str:
    """The pattern of exact words: "Jan" is no part of "Januari".

    Args:
        achter: pattern of what may stand right behind them.
    """
    return rf"(?<!\w){re.escape(deel)}{achter}(?!\w)"


def patronen(woorden: Iterable[str]) -> list[re.Pattern[str]]:
    """What finds these words in a text without case and accents (`namen.plat`), and their genitive."""
    return [re.compile(heel(woord, "(?:['’]?s)?")) for woord in woorden if woord]


def naamwoorden(namen: Iterable[str], *, behalve: Collection[str] = ()) -> set[str]:
    """The whole of each name, and each word of it but the first: that one many others have.

    Args:
        behalve: words of other names, that say nothing.
    """
    woorden: set[str] = set()
    for naam in filter(None, namen):
        delen = naamdelen(naam)
        achter = [deel for deel in delen[1:] if deel not in behalve]
        woorden |= {plat(naam), *(achter or [deel for deel in delen[:1] if deel not in behalve])}
    return woorden


def genoemd(tekst: str, woorden: Iterable[str]) -> list[str]:
    """Which of these words stand in a text."""
    plat_ = plat(tekst)
    gevonden = (patroon.search(plat_) for patroon in patronen(map(plat, woorden)))
    return sorted({hit[0] for hit in gevonden if hit})


class _OverIemand(Protocol):
    """A file, as far as it says who it is about."""

    nummer: str
    straat: str
    postcode: str
    geboortedatum: date | None

    @property
    def persoon(self) -> Persoon: ...


def noemt(tekst: str, *dossiers: Any) -> list[str]:
    """What in a text tells who the subject of one of these files is."""
    return sorted({woord for dossier in dossiers for woord in genoemd(tekst, kenmerken(dossier))})


def kenmerken(dossier: _OverIemand) -> Iterator[str]:
    """What tells who the subject of a file is: name, address, birth date, and the number of the file.

    The town alone does not, nor a first name that comes with a surname.
    """
    yield from naamwoorden([dossier.persoon.naam])
    yield from (dossier.nummer, dossier.straat, dossier.postcode, dossier.postcode.replace(" ", ""))
    dag = dossier.geboortedatum
    if dag is None:
        return
    yield datum(dag)
    for teken in "-/.":
        for vorm in ("%d{0}%m{0}%Y", "%d{0}%m{0}%y", "%Y{0}%m{0}%d"):
            tekst = dag.strftime(vorm.format(teken))
            yield tekst
            yield teken.join(deel.lstrip("0") or "0" for deel in tekst.split(teken))
