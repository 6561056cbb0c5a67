"""What the jobs do in the coming ninety days, by day, if nothing changes until then (RET-automatisch).

The preview of a day is what the jobs then do: of each file the first term that they take, as
`querysets.aan_de_beurt` chooses on that day, and what runs on after a move to the archive.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format

from gedeeld.termijnen import Grond
from register.models import Dossier, Termijn

DAGEN = 90
DAG = timedelta(days=1)
RANG = {grond: nr for nr, grond in enumerate(Grond)}
# What runs on in the archive.
IN_HET_ARCHIEF = frozenset({Grond.VIJF_JAAR, *Grond.om_te_wissen()})


@dataclass(frozen=True)
class Gaat:
    """A file that is archived or destroyed on a day.

    Args:
        dag: on which the first run after midnight takes it.
        dossier: its row of the register.
    """

    dag: date
    grond: Grond
    dossier: Dossier

    @property
    def url(self) -> str:
        """Page of the file, or empty."""
        return self.dossier.bestand.url(self.dossier)


@dataclass(frozen=True)
class Week:
    """How much goes in a week.

    Args:
        maandag: its first day.
    """

    maandag: date
    vernietigd: int
    archief: int

    @property
    def label(self) -> str:
        """As its heading."""
        return date_format(self.maandag, "j F Y")

    @property
    def zondag(self) -> date:
        """Its last day."""
        return self.maandag + timedelta(days=6)


def vooruit(termijnen: Iterable[Termijn], vandaag: date) -> list[Gaat]:
    """What happens on each day from today on, in that order.

    Args:
        termijnen: each with its `dossier`: all terms of these files that end before `einde`.
    """
    per_dossier: dict[Any, list[Termijn]] = defaultdict(list)
    for termijn in termijnen:
        per_dossier[termijn.dossier_id].append(termijn)
    uit = [gaat for rijen in per_dossier.values() for gaat in _van_een(rijen, vandaag)]
    laatste = vandaag + DAGEN * DAG
    binnen = [gaat for gaat in uit if gaat.dag <= laatste]
    return sorted(binnen, key=lambda gaat: (gaat.dag, gaat.dossier.nummer))


def einde(vandaag: date) -> date:
    """The first day whose terms are not looked at: a term that ends the day before is through on it."""
    return vandaag + DAGEN * DAG


def _van_een(rijen: list[Termijn], vandaag: date) -> list[Gaat]:
    """Of one file: that it is destroyed, or that it moves to the archive and what follows there."""
    dossier = rijen[0].dossier
    kunnen = sorted(
        (dag, RANG[grond], grond)
        for rij in rijen
        for grond in [Grond(rij.grond)]
        for dag in [_dag(rij, dossier, vandaag)]
        if dag
    )
    uit: list[Gaat] = []
    for dag, _, grond in kunnen:
        if uit and grond not in IN_HET_ARCHIEF:
            continue
        uit.append(Gaat(dag, grond, dossier))
        if grond.vernietigt:
            break
    return uit


def _dag(termijn: Termijn, dossier: Dossier, vandaag: date) -> date | None:
    """On which day a job takes it; None while the file is restricted and so not destroyed (AVG 18)."""
    dag = max(termijn.tot + DAG, vandaag)
    if not Grond(termijn.grond).vernietigt:
        return dag
    if dossier.beperkt:
        return None
    return max(dag, dossier.opgeschort_tot + DAG) if dossier.opgeschort_tot else dag


def per_week(gaan: Iterable[Gaat], vandaag: date) -> list[Week]:
    """How much goes in each week, also in those in which nothing does."""
    geteld: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    for gaat in gaan:
        geteld[maandag(gaat.dag)][0 if gaat.grond.vernietigt else 1] += 1
    eerste, laatste = maandag(vandaag), maandag(vandaag + DAGEN * DAG)
    weken = range((laatste - eerste).days // 7 + 1)
    return [Week(begin, *geteld[begin]) for n in weken for begin in [eerste + timedelta(weeks=n)]]


def maandag(dag: date) -> date:
    """The first day of its week."""
    return dag - timedelta(days=dag.weekday())
