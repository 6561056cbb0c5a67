"""Numbers that lead to nobody: none under five, and none that follows from the others."""

from collections.abc import Mapping
from dataclasses import dataclass

from retention.cijfers import MINST, afgerond

OVERIGE = "Overige"
# Of fewer a share would say how many it were.
DEEL_VAN = 20
AANDELEN = ((0.9, "90% of meer"), (0.75, "75% tot 90%"), (0.5, "50% tot 75%"))
MINDER = "minder dan 50%"


@dataclass(frozen=True)
class Staaf:
    """One number, and how long its bar is.

    Args:
        aantal: as `retention.cijfers.afgerond` says it.
        lengte: of a bar, out of a hundred.
    """

    label: str
    aantal: str
    lengte: int


@dataclass(frozen=True)
class Verdeling:
    """A number of files and its parts.

    Args:
        staven: empty where no part is large enough to stand alone.
    """

    totaal: str
    staven: tuple[Staaf, ...]

    @property
    def getoond(self) -> list[str]:
        """What has a number of its own."""
        return [staaf.label for staaf in self.staven if staaf.label != OVERIGE]


def verdeel(delen: Mapping[str, int]) -> Verdeling:
    """Parts of a whole, of which the small ones stand together.

    What is smaller than five is added up, also where it is nothing; if that is still smaller than five, the
    smallest of the rest is added. So nobody takes what is shown from the whole and keeps a small number.
    """
    totaal = sum(delen.values())
    if totaal < MINST:
        return Verdeling(afgerond(totaal), ())
    groot = {label: aantal for label, aantal in delen.items() if aantal >= MINST}
    rest = totaal - sum(groot.values())
    while 0 < rest < MINST:
        kleinste = min(groot, key=lambda label: groot[label])
        rest += groot.pop(kleinste)
    if not groot:
        return Verdeling(afgerond(totaal), ())
    if rest:
        groot[OVERIGE] = rest
    meeste = max(groot.values())
    staven = (
        Staaf(label, afgerond(aantal), round(100 * aantal / meeste))
        for label, aantal in groot.items()
    )
    return Verdeling(afgerond(totaal), tuple(staven))


def aandeel(gehaald: int, totaal: int) -> str:
    """Which share it is, in a class; nothing is said of fewer than twenty."""
    if totaal < DEEL_VAN:
        return f"te weinig om iets te zeggen (minder dan {DEEL_VAN})"
    deel = gehaald / totaal
    return next((woord for grens, woord in AANDELEN if deel >= grens), MINDER)
