"""The servers that the application brings itself, and the role that it runs as."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis
from django.contrib.auth.models import Group, Permission
from django.db import ProgrammingError, connection, transaction

from config.celery import app
from gedeeld.actor import Actor
from gereedschap import services
from register.muur import als

GEBRUIK = """
import sys
from pathlib import Path
from gereedschap import services
dienst = services.{soort}(Path(sys.argv[1]), snel=True)
dienst.gebruik()
print("klaar", flush=True)
sys.stdin.read()
dienst.laat_los()
"""


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[services.Postgres]:
    dienst = services.Postgres(tmp_path / "pg", snel=True)
    yield dienst
    dienst.laat_los()
    dienst.ruim_op()


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[services.Valkey]:
    dienst = services.Valkey(tmp_path / "valkey")
    yield dienst
    dienst.laat_los()
    dienst.ruim_op()


def gebruiker(soort: str, map_: Path) -> "subprocess.Popen[bytes]":
    """Another process that uses the same server."""
    proces = subprocess.Popen(
        [sys.executable, "-c", GEBRUIK.format(soort=soort), str(map_)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert proces.stdout
    assert proces.stdout.readline() == b"klaar\n"
    return proces


def sluit(proces: "subprocess.Popen[bytes]") -> None:
    proces.communicate(timeout=30)
    assert proces.returncode == 0


def postmaster(dienst: services.Postgres) -> int:
    return int((dienst.map / "postmaster.pid").read_text().split()[0])


# The runtime role -----------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("actor", "rol"), [(None, services.GROEP), (Actor.systeem("test"), services.SYSTEEM)]
)
def test_tests_draaien_als_de_toepassing_en_niet_als_eigenaar(
    actor: Actor | None, rol: str
) -> None:
    with als(actor), connection.cursor() as cursor:
        cursor.execute(
            "select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb "
            "from pg_roles where rolname = current_user"
        )
        assert cursor.fetchone() == (rol, False, False, False, False)
        cursor.execute(
            "select count(*) from pg_class where relkind in ('r', 'v') "
            "and pg_get_userbyid(relowner) = current_user"
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "opdracht",
    [
        "truncate auth_permission cascade",
        "alter table auth_permission add column extra text",
        "drop table auth_permission",
        "create table nieuw (id int)",
        "alter table auth_permission disable trigger all",
    ],
)
def test_de_toepassing_mag_tabellen_niet_wijzigen_of_legen(opdracht: str) -> None:
    with (
        pytest.raises(ProgrammingError) as fout,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(opdracht)
    assert isinstance(fout.value.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("keer", [1, 2])
def test_na_een_test_met_echte_transacties_is_de_database_als_na_de_migraties(keer: int) -> None:
    assert Permission.objects.exists()
    assert not Group.objects.exists()
    Group.objects.create(name="van_de_test")


@pytest.mark.django_db
def test_de_worker_is_echt_en_luistert_naar_de_eigen_wachtrij(
    celery_worker_proces: "subprocess.Popen[bytes]",
) -> None:
    assert celery_worker_proces.poll() is None
    (wachtrijen,) = app.control.inspect(timeout=1).active_queues().values()
    assert [w["name"] for w in wachtrijen] == [f"test-{os.getpid()}"]


# PostgreSQL -----------------------------------------------------------------------------------
def test_postgres_start_richt_in_en_stopt(postgres: services.Postgres) -> None:
    postgres.gebruik()
    with psycopg.connect(postgres.adres(services.WEB)) as web:
        rij = web.execute(
            "select rolsuper, pg_has_role(%s, 'member'), datdba::regrole::text "
            "from pg_roles, pg_database where rolname = current_user and datname = %s",
            [services.GROEP, services.DATABASE],
        ).fetchone()
    assert rij == (False, True, services.EIGENAAR)
    postgres.laat_los()
    assert not postgres.leeft()
    assert not (postgres.map / "postmaster.pid").exists()


def test_wie_het_laatst_weggaat_stopt_de_server(postgres: services.Postgres) -> None:
    ander = gebruiker("Postgres", postgres.map)
    postgres.gebruik()
    sluit(ander)
    assert postgres.leeft()
    postgres.laat_los()
    assert not postgres.leeft()


def test_na_kill_9_van_de_gebruiker_doet_de_volgende_mee(postgres: services.Postgres) -> None:
    ander = gebruiker("Postgres", postgres.map)
    pid = postmaster(postgres)
    ander.kill()
    ander.communicate()
    assert postgres.leeft()
    postgres.gebruik()
    assert postmaster(postgres) == pid
    postgres.laat_los()
    assert not postgres.leeft()


def test_na_kill_9_van_de_server_start_hij_met_zijn_gegevens(postgres: services.Postgres) -> None:
    postgres.snel = False  # as in the demo: what is committed stays
    postgres.gebruik()
    with psycopg.connect(postgres.adres(services.EIGENAAR)) as v:
        v.execute("create table bewaard as select 7 as waarde")
    os.kill(postmaster(postgres), signal.SIGKILL)
    postgres.laat_los()
    assert (postgres.map / "postmaster.pid").exists()
    postgres.gebruik()
    with psycopg.connect(postgres.adres(services.EIGENAAR)) as v:
        assert v.execute("select waarde from bewaard").fetchone() == (7,)


def test_een_map_erboven_die_dicht_ging_houdt_het_stoppen_niet_tegen(
    postgres: services.Postgres,
) -> None:
    postgres.gebruik()
    postgres.map.parent.chmod(0o700)  # as another run of pytest does
    postgres.laat_los()
    assert not postgres.leeft()


def test_een_oud_pid_van_een_ander_programma_houdt_niets_tegen(
    postgres: services.Postgres,
) -> None:
    postgres.gebruik()
    postgres.laat_los()
    inhoud = f"{os.getpid()}\n{postgres.map}\n0\n5432\n\n\n\nready\n"
    (postgres.map / "postmaster.pid").write_text(inhoud)
    postgres.gebruik()
    assert postgres.leeft()


def test_een_lang_pad_krijgt_een_korte_socketmap(tmp_path: Path) -> None:
    diep = tmp_path / ("d" * 60) / ("e" * 60)
    diep.mkdir(parents=True)
    postgres = services.Postgres(diep / "pg", snel=True)
    try:
        postgres.gebruik()
        assert postgres.leeft()
        assert not postgres._socketmap().is_relative_to(tmp_path)
        assert postgres._socketmap().stat().st_mode & 0o777 == 0o700
    finally:
        postgres.laat_los()
        postgres.wis()
    assert not postgres._socketmap().exists()


def test_het_logboek_van_de_server_bevat_geen_gegevens(postgres: services.Postgres) -> None:
    postgres.gebruik()
    with psycopg.connect(postgres.adres(services.EIGENAAR), autocommit=True) as v:
        v.execute("create table t (naam text check (naam = 'x'))")
        for opdracht in (
            "insert into t values ('Geheime Naam')",
            "select 'Geheime Naam'::int",
            "Geheime Naam",
        ):
            with pytest.raises(psycopg.Error):
                v.execute(opdracht)
        with pytest.raises(psycopg.errors.CheckViolation, match="t_naam_check"):
            v.execute("insert into t values (%s)", ["Geheime Naam"])
    regels = postgres.log.read_text()
    assert "ready to accept connections" in regels  # it does log, that is
    assert "Geheime Naam" not in regels


def test_gegevens_van_een_andere_versie_geven_een_zin(postgres: services.Postgres) -> None:
    postgres.gebruik()
    postgres.laat_los()
    (postgres.map / "PG_VERSION").write_text("14\n")
    with pytest.raises(services.DienstFout, match=r"van PostgreSQL 14.*make demo-leeg"):
        postgres.gebruik()


@pytest.mark.skipif(os.geteuid() != 0, reason="alleen root kan gegevens van een ander maken")
def test_gegevens_van_een_verdwenen_os_gebruiker_starten_gewoon(
    postgres: services.Postgres,
) -> None:
    postgres.gebruik()
    postgres.laat_los()
    weg = 54321  # nobody has this number
    for pad in (postgres.map, *postgres.map.rglob("*")):
        os.chown(pad, weg, weg)
    postgres.gebruik()
    assert postgres.leeft()


def test_wissen_kan_niet_terwijl_een_ander_de_server_gebruikt(
    postgres: services.Postgres,
) -> None:
    ander = gebruiker("Postgres", postgres.map)
    with pytest.raises(services.DienstFout, match="nog in gebruik"):
        postgres.wis()
    sluit(ander)
    postgres.wis()
    assert not postgres.map.exists()


# Valkey ---------------------------------------------------------------------------------------
def test_valkey_bewaart_wat_erin_staat_en_vraagt_een_wachtwoord(valkey: services.Valkey) -> None:
    valkey.gebruik()
    assert (valkey.map / "adres").stat().st_mode & 0o777 == 0o600
    with redis.Redis.from_url(valkey.adres()) as klant:
        klant.set("sleutel", "waarde")
        poort = klant.connection_pool.connection_kwargs["port"]
    with redis.Redis(port=poort) as vreemde, pytest.raises(redis.AuthenticationError):
        vreemde.get("sleutel")
    valkey.laat_los()
    assert not valkey.leeft()
    valkey.gebruik()
    with redis.Redis.from_url(valkey.adres()) as klant:
        assert klant.get("sleutel") == b"waarde"


def test_valkey_blijft_tot_de_laatste_gebruiker_weg_is(valkey: services.Valkey) -> None:
    ander = gebruiker("Valkey", valkey.map)
    valkey.gebruik()
    valkey.laat_los()
    assert valkey.leeft()
    ander.kill()
    ander.communicate()
    valkey.ruim_op()
    assert not valkey.leeft()


def test_een_ctrl_c_die_python_laat_vallen_wordt_onthouden() -> None:
    # In a destructor an exception is dropped, also KeyboardInterrupt; in a process of its own,
    # because pytest makes that an error.
    programma = """
import os, signal
from gereedschap import services
signal.signal(signal.SIGINT, services.onderbreek)
class Opruimer:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        sum(range(100))
eerst = services.onderbroken()
Opruimer()
print(eerst, services.onderbroken())
"""
    uit = subprocess.run(
        [sys.executable, "-c", programma],
        cwd=Path(services.__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert uit.stdout.split() == ["False", "True"]
