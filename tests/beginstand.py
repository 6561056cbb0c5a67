"""What many tests make first, such as a casus with an adopted plan, is made twice in a process, and then put back.

A helper marked `beginstand` runs as it stands, unless its test did nothing yet since its cast came back:
then the rows that it wrote in another test come back instead, with what it returned. They are rows of
the same decisions by the same people, so a test cannot tell the difference. As soon as a test wrote
something itself, took another clock or asks in another role, its helpers run.
"""

import json
import pickle
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from enum import Enum
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from gedeeld.actor import Actor
from gereedschap.services import SYSTEEM

P = ParamSpec("P")
T = TypeVar("T")
Stand = tuple[Any, ...]
Rijen = dict[str, dict[str, str]]  # per table, by primary key: the row as JSON
SLEUTELS = "datasleutel"  # in a schema of its own, that is reached through its functions
EVEN = timedelta(seconds=5)


class _Onbekend(Exception):
    """Somebody gives a helper what has no name by which it is known again."""


@dataclass(frozen=True)
class _Bewaard:
    terug: list[tuple[str, list[Any]]]  # statements with what goes in
    antwoord: bytes


_stand: Stand | None = None  # by which helpers what is in the database was made; None: by a test
_geschreven = Counter[str]()  # how often each table was written to when it stood so
_gezien: dict[Stand, set[str]] = {}  # the tables that a helper wrote to
_bewaard: dict[Stand, _Bewaard] = {}


def begin(naam: str) -> None:
    """From here on the database holds this and nothing else."""
    _zet((naam,))


def beginstand(maak: Callable[P, T]) -> Callable[P, T]:
    """A helper by which a test makes what it starts from.

    Args:
        maak: what it returns is made of what it is given and of what is in the database alone.
    """

    @wraps(maak)
    def doe(*args: P.args, **kwargs: P.kwargs) -> T:
        stand = _stand_na(maak, args, kwargs)
        if stand is None:
            return maak(*args, **kwargs)
        if stand in _bewaard:
            antwoord: T = _zet_terug(_bewaard[stand])
            _zet(stand)
            return antwoord
        if stand not in _gezien:
            eerder = _geschreven
            antwoord = maak(*args, **kwargs)
            _gezien[stand] = _tabellen_sinds(eerder)
            _zet(None)
            return antwoord
        return _maak_en_bewaar(stand, lambda: maak(*args, **kwargs))

    return doe


def _zet(stand: Stand | None) -> None:
    global _stand, _geschreven
    _stand, _geschreven = stand, _tel()


def _stand_na(maak: Any, args: Any, kwargs: Any) -> Stand | None:
    """What the helper would lead to; None where it must run."""
    if _stand is None or not connection.in_atomic_block:
        return None
    nu = timezone.now()
    if abs(nu.timestamp() - time.time()) > EVEN.total_seconds():
        return None
    try:
        wat = (f"{maak.__module__}.{maak.__qualname__}", _naam(args), _naam(kwargs))
    except _Onbekend:
        return None
    if _rol() != SYSTEEM or _tel() != _geschreven:
        return None
    return (*_stand, timezone.localdate(nu), wat)


def _naam(waarde: Any) -> Any:
    """By what an argument is known again in another test."""
    if waarde is None or isinstance(waarde, (str, int, float, date, UUID, Enum, timedelta)):
        return waarde
    if isinstance(waarde, models.Model):
        return waarde._meta.label, waarde.pk
    if isinstance(waarde, Actor):
        nu = None if abs(timezone.now() - waarde.nu) < EVEN else waarde.nu
        return "actor", waarde.naam, waarde.rol, waarde.gebruiker_id, waarde.partij_id, nu
    if isinstance(waarde, dict):
        return "dict", tuple((_naam(k), _naam(w)) for k, w in waarde.items())
    if isinstance(waarde, (tuple, list)):
        return type(waarde).__name__, tuple(map(_naam, waarde))
    if is_dataclass(waarde):
        velden = tuple(_naam(getattr(waarde, veld.name)) for veld in fields(waarde))
        return type(waarde).__qualname__, velden
    raise _Onbekend(type(waarde))


# What was written --------------------------------------------------------------------------------------
def _rol() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return str(cursor.fetchone()[0])


def _tel() -> Counter[str]:
    """How often this transaction wrote to each table, also what it took back since."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, n_tup_ins + n_tup_upd + n_tup_del from pg_stat_xact_user_tables"
            " where n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return Counter(dict(cursor.fetchall()))


def _tabellen_sinds(eerder: Counter[str]) -> set[str]:
    return set(_tel() - eerder)


def _sleutel_van(tabel: str) -> str:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table == tabel:
            return str(model._meta.pk.column)
    raise KeyError(tabel)


def _lees(tabellen: set[str]) -> Rijen:
    uit: Rijen = {}
    with connection.cursor() as cursor:
        for tabel in sorted(tabellen - {SLEUTELS}):
            sleutel = _sleutel_van(tabel)
            cursor.execute(f"select t.{sleutel}::text, to_json(t)::text from {tabel} t")
            uit[tabel] = dict(cursor.fetchall())
        if SLEUTELS in tabellen:
            cursor.execute(
                "select g.dossier_id::text || g.kluis, to_json(g)::text"
                " from sleutels.geef(array(select id from register_dossier)) g"
            )
            uit[SLEUTELS] = dict(cursor.fetchall())
    return uit


def _maak_en_bewaar(stand: Stand, maak: Callable[[], T]) -> T:
    """Make it once more, and keep what differs from before."""
    tabellen, eerder = _gezien[stand], _geschreven
    voor = _lees(tabellen)
    antwoord = maak()
    if _tabellen_sinds(eerder) <= tabellen:
        na = _lees(tabellen)
        terug = [stap for tabel in na for stap in _stappen(tabel, voor[tabel], na[tabel])]
        _bewaard[stand] = _Bewaard(terug, pickle.dumps(antwoord))
        _zet(stand)
    else:
        _zet(None)
    return antwoord


def _stappen(tabel: str, voor: dict[str, str], na: dict[str, str]) -> list[tuple[str, list[Any]]]:
    """The statements that bring the rows of a table from before to after."""
    nieuw = [rij for pk, rij in na.items() if pk not in voor]
    anders = [rij for pk, rij in na.items() if pk in voor and voor[pk] != rij]
    weg = [pk for pk in voor if pk not in na]
    if tabel == SLEUTELS:
        assert not anders
        assert not weg
        bewaar = "array_agg(r.dossier_id), array_agg(r.kluis), array_agg(r.sleutel)"
        uit = "json_to_recordset(%s) as r(dossier_id uuid, kluis text, sleutel text)"
        return [(f"select sleutels.bewaar({bewaar}) from {uit}", [_lijst(nieuw)])] if nieuw else []
    stappen, sleutel = [], _sleutel_van(tabel)
    rijen = f"json_populate_recordset(null::{tabel}, %s)"
    if weg:
        stappen.append((f"delete from {tabel} where {sleutel}::text = any(%s)", [weg]))
    if nieuw:
        stappen.append((f"insert into {tabel} select * from {rijen}", [_lijst(nieuw)]))
    if anders:
        kolommen = [kolom for kolom in json.loads(anders[0]) if kolom != sleutel]
        zet = ", ".join(f'"{kolom}" = r."{kolom}"' for kolom in kolommen)
        opdracht = f"update {tabel} t set {zet} from {rijen} r where t.{sleutel} = r.{sleutel}"
        stappen.append((opdracht, [_lijst(anders)]))
    return stappen


def _lijst(rijen: list[str]) -> str:
    return f"[{','.join(rijen)}]"


def _zet_terug(bewaard: _Bewaard) -> Any:
    with transaction.atomic(), connection.cursor() as cursor:  # foreign keys wait for the end
        for opdracht, waarden in bewaard.terug:
            cursor.execute(opdracht, waarden)
    return pickle.loads(bewaard.antwoord)
