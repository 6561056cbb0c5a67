"""What many tests start from is made once in a process; each test gets its rows and objects back.

The rows are those that the decisions wrote, so a test cannot tell the difference; putting them back
takes a hundredth of the time. They go into the test's own transaction (not by COPY, which PostgreSQL
refuses under row-level security), so no test sees another's. Sequences stay ahead of the keys that
come back: nothing resets them. Rows can come back once in a test: it asks for `cast` or `toneel`.
"""

import pickle
from collections.abc import Callable
from typing import Generic, TypeVar

import psycopg
from django.db import connection, transaction

from gereedschap.services import SYSTEEM
from tests import beginstand
from tests.conftest import DATABASE, adres

T = TypeVar("T")
DATASLEUTEL = "datasleutel"  # in a schema of its own, that is reached through its functions


class Bewaard(Generic[T]):
    """The rows in tables of their own, in a schema named `naam`, and the objects as bytes."""

    def __init__(self, naam: str, maak: Callable[[], T]) -> None:
        self._naam = naam
        with transaction.atomic():
            self._objecten = pickle.dumps(maak())
            rijen = _nieuwe_rijen()
            transaction.set_rollback(True)  # of the making itself nothing stays
        with psycopg.connect(adres(DATABASE)) as eigenaar, eigenaar.cursor() as cursor:
            cursor.execute(f"create schema {naam}")
            for tabel, inhoud in rijen.items():
                schema = "sleutels" if tabel == DATASLEUTEL else "public"
                cursor.execute(f"create table {naam}.{tabel} (like {schema}.{tabel})")
                with cursor.copy(f"copy {naam}.{tabel} from stdin") as in_:
                    in_.write(inhoud)
            cursor.execute(f"grant usage on schema {naam} to {SYSTEEM}")
            cursor.execute(f"grant select on all tables in schema {naam} to {SYSTEEM}")
        self._terug = "; ".join(
            f"select sleutels.bewaar(array_agg(dossier_id), array_agg(kluis), array_agg(sleutel)) from {naam}.{t}"
            if t == DATASLEUTEL
            else f"insert into {t} select * from {naam}.{t}"
            for t in rijen
        )

    def terug(self) -> T:
        """Put the rows back; the objects, no other test's."""
        with transaction.atomic(), connection.cursor() as cursor:  # foreign keys wait for the end
            cursor.execute(self._terug)
        beginstand.begin(self._naam)
        return pickle.loads(self._objecten)


def _nieuwe_rijen() -> dict[str, bytes]:
    """Per table what was not there after the migrations, as COPY writes it."""
    uit = {}
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'begin'")
        begin = {naam for (naam,) in cursor.fetchall()}
        for tabel in connection.introspection.django_table_names(only_existing=True):
            eerder = f" except select * from begin.{tabel}" if tabel in begin else ""
            with cursor.copy(f"copy (select * from {tabel}{eerder}) to stdout") as rijen:
                if inhoud := b"".join(rijen):
                    uit[tabel] = inhoud
        alle = "select * from sleutels.geef(array(select id from register_dossier))"
        with cursor.copy(f"copy ({alle}) to stdout") as rijen:
            uit[DATASLEUTEL] = b"".join(rijen)
    return uit
