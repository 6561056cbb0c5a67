"""A database of its own for a measurement, on the PostgreSQL that comes along."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from gereedschap import services


def adres(naam: str, wie: str = services.EIGENAAR) -> str:
    """The address of a database on the test server, for one of its roles."""
    delen = urlsplit(os.environ["DATABASE_OWNER_URL"])
    netloc = f"{wie}@{delen.netloc.rpartition('@')[2]}"
    return urlunsplit(delen._replace(path=f"/{naam}", netloc=netloc))


@contextmanager
def verse_database(naam: str, *, houd: bool = False) -> Iterator[str]:
    """An empty database, as its owner; dropped at the end.

    Args:
        houd: leave it, to look at a plan by hand.
    """
    services.ensure(test=True)
    # As the superuser of the server: who else may not end the autovacuum that is busy in it.
    with psycopg.connect(adres("postgres", "postgres"), autocommit=True) as beheer:
        beheer.execute(f"drop database if exists {naam} with (force)")
        beheer.execute(f"create database {naam} owner {services.EIGENAAR}")
        yield adres(naam)
        if not houd:
            beheer.execute(f"drop database {naam} with (force)")


def rekentijd(verbinding: "psycopg.Connection[Any]") -> float:
    """Milliseconds that this process and the PostgreSQL process of a connection had the processor.

    Everything is in memory, so on a quiet machine the difference is the time that a user waits; and
    other work on the machine does not count. Linux only.
    """
    pid = verbinding.info.backend_pid
    postgres = int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1_000_000
    return time.process_time() * 1000 + postgres


@contextmanager
def zonder_controle_per_rij(naam: str) -> Iterator[None]:
    """Connections that the owner opens meanwhile check no foreign keys: millions of rows, each apart.

    Raises:
        AssertionError: a key that was written points nowhere.
    """
    zet = f"alter role {services.EIGENAAR} in database {naam}"
    with psycopg.connect(adres(naam, "postgres"), autocommit=True) as baas:
        baas.execute(f"{zet} set session_replication_role = replica")
        try:
            yield
        finally:
            baas.execute(f"{zet} reset session_replication_role")
        for regel in baas.execute(SLEUTELS).fetchall():
            assert baas.execute(LOS.format(*regel)).fetchone() is None, regel


SLEUTELS = """select c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text, b.attname
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    join pg_attribute b on b.attrelid = c.confrelid and b.attnum = c.confkey[1]
    where c.contype = 'f'"""
LOS = """select 1 from {0} k where {1} is not null
    and not exists (select from {2} o where o.{3} = k.{1}) limit 1"""
