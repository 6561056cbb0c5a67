"""Figures that survive: how many files there were, how they ended and how long they took. Of nobody.

A file is counted once, when it leaves the active environment: when it goes to the archive, or when it is
destroyed without that. What is kept are sums per covenant; no row is of one file.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db import connection
from django.utils.text import capfirst

from register import registry

from .models import Cijfer

MINST = 5  # a smaller number could point at somebody
Duur = Cijfer.Duur
GRENZEN = (
    (Duur.MAAND, relativedelta(months=1)),
    (Duur.KWARTAAL, relativedelta(months=3)),
    (Duur.HALF_JAAR, relativedelta(months=6)),
    (Duur.JAAR, relativedelta(years=1)),
)


def duur(van: date, tot: date) -> Duur:
    """In which class a lead time falls."""
    return next((klasse for klasse, lang in GRENZEN if tot <= van + lang), Duur.LANGER)


def tel(dossiers: Iterable[Any]) -> None:
    """Add these files to the sums; as the system, in the transaction in which they leave.

    Args:
        dossiers: of one kind, with their party and its covenant.
    """
    sommen = Counter(
        (
            rij.partij.convenant_id,
            rij.begonnen_op.year,
            rij.dossiersoort,
            str(getattr(rij, "stand", "")),
            duur(rij.begonnen_op, rij.gesloten_op or rij.laatste_verwerking_op).value,
        )
        for rij in dossiers
    )
    with connection.cursor() as cursor:
        # In one order, so that two runs at once never wait for each other crosswise.
        for sleutel, aantal in sorted(sommen.items(), key=str):
            cursor.execute(
                """INSERT INTO retention_cijfer AS c
                          (convenant_id, jaar, soort, uitkomst, duur, aantal)
                   VALUES (%s, %s, %s, %s, %s, %s)
                   ON CONFLICT (convenant_id, jaar, soort, uitkomst, duur)
                   DO UPDATE SET aantal = c.aantal + excluded.aantal""",
                [*sleutel, aantal],
            )


@dataclass(frozen=True)
class Groep:
    """What is told of one kind of file of one year.

    Args:
        aantal: how many, as `afgerond` says it.
        uitkomsten, duren: (what, how many); none where they are fewer than five.
    """

    jaar: int
    soort: str
    aantal: str
    uitkomsten: list[tuple[str, str]]
    duren: list[tuple[str, str]]

    @property
    def titel(self) -> str:
        """Its heading."""
        return f"{self.soort}, begonnen in {self.jaar}"

    @property
    def id(self) -> str:
        """Of its heading in the page."""
        return f"{self.soort.lower()}-{self.jaar}"


def afgerond(aantal: int) -> str:
    """A number that points at nobody: nothing under five, and the rest to a multiple of five.

    Else a small number would follow from a sum and the other parts of it.
    """
    if aantal == 0:
        return "0"
    if aantal < MINST:
        return f"minder dan {MINST}"
    return str(MINST * ((aantal + MINST // 2) // MINST))


def groepen(convenant_id: UUID | None) -> list[Groep]:
    """The figures of a covenant, the last year first; for its supervisor."""
    per: dict[tuple[int, str], list[Cijfer]] = defaultdict(list)
    for rij in Cijfer.objects.filter(convenant=convenant_id).order_by("-jaar", "soort"):
        per[rij.jaar, rij.soort].append(rij)
    return [_groep(jaar, soort, rijen) for (jaar, soort), rijen in per.items()]


def _groep(jaar: int, soort: str, rijen: list[Cijfer]) -> Groep:
    uitkomsten, duren = Counter[str](), Counter[str]()
    for rij in rijen:
        uitkomsten[rij.uitkomst] += rij.aantal
        duren[rij.duur] += rij.aantal
    aantal, naam = sum(duren.values()), capfirst(registry.bestand(soort).naam)
    if aantal < MINST:  # how they ended would tell of a few people what became of them
        return Groep(jaar, naam, afgerond(aantal), [], [])
    model: Any = registry.bestand(soort).model  # each kind declares its own states
    namen = dict(model._meta.get_field("stand").choices)
    return Groep(
        jaar=jaar,
        soort=naam,
        aantal=afgerond(aantal),
        uitkomsten=[
            (str(namen.get(wat, wat)), afgerond(n)) for wat, n in sorted(uitkomsten.items())
        ],
        duren=[(str(klasse.label), afgerond(duren[klasse])) for klasse in Duur],
    )
