"""When the core parties are warned that a casus in which nothing happens goes to the archive (MC 13.2)."""

from dataclasses import dataclass
from datetime import date, timedelta

from gedeeld.rules import ARCHIEF

from .models import Casus

EEN_DAG = timedelta(days=1)
# Kind of task -> so long before its last day. Each is a task of its own, so it stands there as a new one.
WAARSCHUWINGEN = {
    "stil": timedelta(days=60),
    "stil_maand": timedelta(days=30),
    "stil_week": timedelta(days=7),
}
LAATSTE = "stil_week"


@dataclass(frozen=True)
class Waarschuwing:
    """One of them.

    Args:
        soort: kind of task.
        van: first day on which it is there.
        tot: first day of the next one; None of the last.
    """

    soort: str
    van: date
    tot: date | None

    @property
    def kan_weg(self) -> bool:
        """Whether who saw it can put it away until the next; the last one stays until they decide."""
        return self.tot is not None


def laatste_dag(casus: Casus) -> date:
    """The last day to decide: on the next one it moves to the archive."""
    return casus.laatste_verwerking_op + ARCHIEF - EEN_DAG


def waarschuwingen(casus: Casus) -> list[Waarschuwing]:
    """Those that nobody put away, the first one first; none while an advice to close waits."""
    if casus.stand != Casus.Stand.ACTIEF:  # they are asked to decide already
        return []
    einde = laatste_dag(casus) + EEN_DAG
    eindes = [*[einde - duur for duur in WAARSCHUWINGEN.values()][1:], None]
    alle = [
        Waarschuwing(soort, einde - duur, tot)
        for (soort, duur), tot in zip(WAARSCHUWINGEN.items(), eindes, strict=True)
    ]
    gezien = casus.stil_gezien_op
    return [rij for rij in alle if not (rij.kan_weg and gezien and rij.van <= gezien)]


def weg_te_zetten(casus: Casus, dag: date) -> Waarschuwing | None:
    """The warning of a day that can be put away until the next one; None where there is none."""
    nu = (rij for rij in waarschuwingen(casus) if rij.van <= dag and rij.tot and dag < rij.tot)
    return next(nu, None)
