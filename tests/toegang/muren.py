"""The two walls, and how a test takes one away."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from gereedschap.services import SYSTEEM
from register import beleid


def ommuurd() -> list[str]:
    """Every table with row-level security, but for a log outside the wall that has it to keep its term."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relrowsecurity"
            " and relnamespace = 'public'::regnamespace order by relname"
        )
        namen = [naam for (naam,) in cursor.fetchall()]
    buiten = {tabel.naam for tabel in beleid.tabellen().values() if tabel.regels is None}
    return [naam for naam in namen if naam not in buiten]


def tel_alles() -> int:
    """How many rows of all walled tables this process sees."""
    uit = 0
    with connection.cursor() as cursor:
        for tabel in ommuurd():
            cursor.execute(f"select count(*) from {tabel}")
            uit += cursor.fetchone()[0]
    return uit


@contextmanager
def als_eigenaar() -> Iterator[None]:
    """A transaction with the powers of the tables' owner, for what the application may not do."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")  # no table with waiting checks is altered
        cursor.execute("set local role none")
        yield
        cursor.execute(f"set local role {SYSTEEM}")


def breek_tweede_muur() -> None:
    """Take the policies away, until the transaction of the test is rolled back."""
    with als_eigenaar(), connection.cursor() as cursor:
        for tabel in ommuurd():
            cursor.execute(f"alter table {tabel} disable row level security")
