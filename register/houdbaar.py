"""How long what is no file is kept, and by which job it goes (AVG 5.1 e).

Each log says its own term beside its policies. The database holds it to that: of a log nobody changes or
removes a row, also no job of the system, but what is past its term (`register.beleid`). So the one job that
keeps these terms can be given no other day than the database knows.
"""

from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.db import connection, models

from .models import Opruiming, als_sleutel

TAAK = "retention.tasks.houd_termijnen"
SAMEN = 1000  # keys of removed rows that are written down together


@dataclass(frozen=True)
class Houdbaar:
    """A term of what is no file.

    Args:
        tabel: its table.
        wat: what people call it.
        na: how long it is kept.
        vanaf: from when, in words.
        kolom: the moment from which, where the one job removes it; empty where a job of its own does.
        leeg: the column that is emptied, where the row itself stays.
        behalve: condition on a row, with `{t}`, while which it stays; with what it says, in words.
        taak: the job that removes it.
        in_ketting: it is a log in the chain (`register.ketting`): what is removed of it is written down.
    """

    tabel: str
    wat: str
    na: relativedelta
    vanaf: str
    kolom: str = ""
    leeg: str = ""
    behalve: tuple[str, str] = ("", "")
    taak: str = TAAK
    in_ketting: bool = False

    @property
    def voorbij(self) -> str:
        """Condition on a row of the table, with `{t}`: its term is over."""
        kolom = f"{{t}}.{connection.ops.quote_name(self.kolom)}"
        deel = f"{kolom} < now() - interval '{self._interval}'"
        if self.behalve[0]:
            deel += f" AND NOT {self.behalve[0]}"
        return deel

    @property
    def _interval(self) -> str:
        delen = ((self.na.years, "years"), (self.na.months, "months"), (self.na.days, "days"))
        return " ".join(f"{n} {naam}" for n, naam in delen if n)

    @property
    def hoe_lang(self) -> str:
        """In Dutch."""
        delen = (
            (self.na.years, "jaar", "jaar"),
            (self.na.months, "maand", "maanden"),
            (self.na.days, "dag", "dagen"),
        )
        return " en ".join(f"{n} {een if n == 1 else meer}" for n, een, meer in delen if n)


_HOUDBAAR: dict[str, Houdbaar] = {}


def houdbaar(
    tabel: type[models.Model] | str,
    wat: str,
    na: relativedelta,
    vanaf: str,
    *,
    kolom: str = "",
    leeg: str = "",
    behalve: tuple[str, str] = ("", ""),
    taak: str = TAAK,
    in_ketting: bool = False,
) -> None:
    """Say how long a table is kept; the arguments are those of `Houdbaar`."""
    naam = tabel if isinstance(tabel, str) else tabel._meta.db_table
    assert naam not in _HOUDBAAR, f"{naam} heeft twee termijnen"
    _HOUDBAAR[naam] = Houdbaar(naam, wat, na, vanaf, kolom, leeg, behalve, taak, in_ketting)


def termijnen() -> list[Houdbaar]:
    """Of each table that is no file, in the order in which they were said."""
    return list(_HOUDBAAR.values())


def van(tabel: str) -> Houdbaar | None:
    """Of one table, where the one job keeps it."""
    rij = _HOUDBAAR.get(tabel)
    return rij if rij and rij.kolom else None


def ruim_op(rij: Houdbaar) -> int:
    """Remove what is past its term; as the system.

    Returns:
        How many rows there were.
    """
    t = connection.ops.quote_name(rij.tabel)
    waar = rij.voorbij.format(t=t)
    if rij.leeg:
        kolom = connection.ops.quote_name(rij.leeg)
        opdracht = f"UPDATE {t} SET {kolom} = '' WHERE {waar} AND {kolom} <> ''"  # noqa: S608
    else:
        opdracht = f"DELETE FROM {t} WHERE {waar}"  # noqa: S608
    with connection.cursor() as cursor:
        if not rij.in_ketting:
            cursor.execute(opdracht)
            return int(cursor.rowcount)
        cursor.execute(f"{opdracht} RETURNING id")
        weg = [als_sleutel(pk) for (pk,) in cursor.fetchall()]
    Opruiming.objects.bulk_create(
        Opruiming(tabel=rij.tabel, rijen=weg[begin : begin + SAMEN])
        for begin in range(0, len(weg), SAMEN)
    )
    return len(weg)
