"""What every test stands on: a real PostgreSQL, Valkey, Celery worker and browser.

The tests run as the application does: tables are made by their owner, and then every connection
takes a runtime role, so grants and row-level security hold as in production. What a test itself looks
up it sees as a job of the system; each request sees as its actor (`register.muur`). Without DATABASE_URL
and REDIS_URL the tests bring their own servers, apart from those of the demo. A DATABASE_URL that
is given must be that of an owner who may create databases and roles.

`make test` divides the tests over the processors (pytest-xdist). Each of its workers is a process
with a database, a queue and a Celery worker of its own, on the servers of the first process. A worker
gets its next test when it is through; tests that go on with what the one before them made stand in
`BIJEEN`.
"""

import fcntl
import gc
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit, urlunsplit

import psutil
import psycopg
import pytest

from config.lokaal import LOKAAL
from gereedschap import services
from gereedschap.frontend import ICON_NAMES

if TYPE_CHECKING:
    from django.db.backends.postgresql.operations import DatabaseOperations
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer
    from pytest_django.plugin import DjangoDbBlocker
    from xdist.scheduler import LoadScopeScheduling

    from tests.bewaard import Bewaard
    from tests.cast import Cast

BASIS = Path(__file__).resolve().parent.parent
ARTEFACTEN = BASIS / ".artefacten"
DATABASE = f"test_casusoverleg_{os.getpid()}"  # several runs and workers at once do no harm
ALS_TOEPASSING = f"-c role={services.GROEP}"
# What a test itself looks up; each request and each job takes its own role, as in production.
ALS_TEST = f"-c role={services.SYSTEEM} -c casusoverleg.systeem=test"

# Patterns of names: these tests go on with what the one before them made; what stands in brackets is
# the same for them. By name, because pytest-xdist 3.8 passes over its own `xdist_group` without a word
# under pytest 9.2.
BIJEEN = (
    r"tests/gereedschap/test_demo\.py",
    r"tests/gereedschap/test_services\.py::test_na_een_test_met_echte_transacties",
    r"tests/toegang/test_tabel\.py::\w+(\[\w*\])",
    r"tests/toegang/test_formulieren\.py::test_(?!twee)",
)

# Before Django reads its settings, which pytest-django makes it do after this file.
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ["CASUSOVERLEG_OMGEVING"] = "test"
os.environ["CASUSOVERLEG_WACHTRIJ"] = f"test-{os.getpid()}"
WERKER = os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")  # the number of this worker
if WERKER:
    # Failed log-ins and messages to every Celery worker stay within a numbered database of Redis.
    delen = urlsplit(os.environ["REDIS_URL"])
    nummer = int(delen.path.strip("/") or 0) + 1 + int(WERKER)
    os.environ["REDIS_URL"] = urlunsplit(delen._replace(path=f"/{nummer}"))
else:
    services.ruim_tests_op()
    services.ensure(test=True)
os.environ["DATABASE_URL"] = os.environ.get("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])


# Database -------------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Name the test database, one run at a time: the roles are shared by all databases."""
    from django.db import connection

    connection.settings_dict["TEST"]["NAME"] = DATABASE
    slot = (LOKAAL / "test.deur").open("w")
    fcntl.flock(slot, fcntl.LOCK_EX)
    _verwijder_verlaten_databases()
    if _is_er(SJABLOON):
        connection.settings_dict["TEST"]["TEMPLATE"] = SJABLOON
    connection.settings_dict["_deur"] = slot
    yield
    slot.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[None]:
    """Made and migrated by the owner; from here on no connection is the owner's."""
    from django.db import connection
    from django.db.backends.postgresql.operations import DatabaseOperations

    opties = connection.settings_dict.setdefault("OPTIONS", {})
    with django_db_blocker.unblock():
        connection.close()
        _bewaar_sjabloon()
        connection.settings_dict.pop("_deur").close()
        _bewaar_begin()
        opties["options"] = ALS_TEST
        connection.close()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(DatabaseOperations, "execute_sql_flush", _flush_als_eigenaar)
            yield
        opties.pop("options")
        connection.close()
        _verbreek_verbindingen()


def _verbreek_verbindingen() -> None:
    """End what a thread or a browser of a test still had open: the database could not go.

    Autovacuum goes by itself; who is no superuser may not end it.
    """
    with psycopg.connect(adres("postgres"), autocommit=True) as verbinding:
        vraag = """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = %s and backend_type = 'client backend'
        """
        verbinding.execute(vraag, [DATABASE])


def _sjabloon() -> str:
    """The name of the database that these migrations make: others are of other migrations."""
    paden = sorted(BASIS.glob("*/migrations/*.py"))
    inhoud = b"".join(
        pad.relative_to(BASIS).as_posix().encode() + pad.read_bytes() for pad in paden
    )
    return f"sjabloon_casusoverleg_{hashlib.sha256(inhoud).hexdigest()[:16]}"


SJABLOON = _sjabloon()
SJABLONEN = 6  # of other migrations


def _bewaar_sjabloon() -> None:
    """Keep what the migrations made, so that the next worker or run need not migrate again.

    Only on a server of our own. A few of other migrations stay, for who works on several branches.
    """
    if "DATABASE_OWNER_URL" not in os.environ or _is_er(SJABLOON):
        return
    with psycopg.connect(adres("postgres"), autocommit=True) as verbinding:
        vraag = "select datname from pg_database where datname like %s order by oid desc offset %s"
        for (naam,) in verbinding.execute(vraag, ["sjabloon_casusoverleg_%", SJABLONEN]).fetchall():
            verbinding.execute(f"drop database {naam} with (force)")
        verbinding.execute(f"create database {SJABLOON} template {DATABASE}")


def _is_er(database: str) -> bool:
    """Whether a database is there, on a server of our own."""
    if "DATABASE_OWNER_URL" not in os.environ:
        return False
    with psycopg.connect(adres("postgres")) as verbinding:
        vraag = "select from pg_database where datname = %s"
        return verbinding.execute(vraag, [database]).fetchone() is not None


def _bewaar_begin() -> None:
    """Keep what the migrations put in the tables: a flush empties those as well."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("create schema begin")
        for tabel in connection.introspection.django_table_names(only_existing=True):
            naam = connection.ops.quote_name(tabel)
            cursor.execute(f"select exists (select from {naam})")
            if cursor.fetchone()[0]:
                cursor.execute(f"create table begin.{naam} as table {naam}")
        cursor.execute(f"grant usage on schema begin to {services.SYSTEEM}")
        cursor.execute(f"grant select on all tables in schema begin to {services.SYSTEEM}")


def _flush_als_eigenaar(ops: "DatabaseOperations", opdrachten: list[str]) -> None:
    """Empty the tables after a test with real transactions; the application may not TRUNCATE."""
    from django.db import OperationalError

    for laatste in (False, False, True):
        _wacht_op_de_worker(ops)
        try:
            _leeg_en_begin(ops, opdrachten)
        except OperationalError:  # a job began after all: each held a table that the other wants
            if laatste:
                raise
        else:
            return


def _leeg_en_begin(ops: "DatabaseOperations", opdrachten: list[str]) -> None:
    from django.db import transaction

    with (
        transaction.atomic(using=ops.connection.alias),
        ops.connection.cursor() as cursor,
    ):
        cursor.execute("set local role none")
        for opdracht in opdrachten:  # with the data keys, that stand in a schema of their own
            cursor.execute(
                opdracht.replace(";", " CASCADE;") if "TRUNCATE" in opdracht else opdracht
            )
        cursor.execute("select tablename from pg_tables where schemaname = 'begin'")
        for (tabel,) in cursor.fetchall():  # foreign keys are checked at the end
            naam = ops.quote_name(tabel)
            cursor.execute(f"insert into {naam} select * from begin.{naam}")


def _wacht_op_de_worker(ops: "DatabaseOperations") -> None:
    """A job that a test rang for may still be at work in the tables."""
    from django.db import transaction

    einde = time.monotonic() + 10
    while time.monotonic() < einde:
        with (
            transaction.atomic(using=ops.connection.alias),
            ops.connection.cursor() as cursor,
        ):
            cursor.execute("set local role none")  # who looks as another role sees no state
            cursor.execute(
                "select count(*) from pg_stat_activity where datname = current_database()"
                " and pid <> pg_backend_pid() and backend_type = 'client backend'"
                " and state <> 'idle'"
            )
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.05)


def _verwijder_verlaten_databases() -> None:
    """Drop the databases of test runs that were killed, on a server of our own."""
    if "DATABASE_OWNER_URL" not in os.environ:
        return
    with psycopg.connect(adres("postgres"), autocommit=True) as verbinding:
        for (naam,) in verbinding.execute("select datname from pg_database").fetchall():
            gevonden = re.fullmatch(r"test_casusoverleg_(\d+)", naam)
            if gevonden and not psutil.pid_exists(int(gevonden[1])):
                verbinding.execute(f"drop database {naam} with (force)")


def adres(database: str, opties: str = "") -> str:
    delen = urlsplit(os.environ["DATABASE_URL"])
    query = "&".join(filter(None, [delen.query, opties and f"options={quote(opties)}"]))
    return urlunsplit(delen._replace(path=f"/{database}", query=query))


# Worker ---------------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def celery_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the worker writes."""
    return tmp_path_factory.mktemp("worker") / "log"


@pytest.fixture(scope="session")
def celery_worker_proces(
    django_db_setup: None, celery_log: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """A real worker on the test database, with a queue of its own.

    It sees only what is committed: mark the test `django_db(transaction=True)`.
    """
    from config.celery import app

    opdracht = [sys.executable, "-m", "celery", "-A", "config", "worker", "-c", "1"]
    opdracht += ["-l", "info", "--without-gossip", "--without-mingle", "-I"]
    opdracht += ["tests.toegang.taken,tests.config.stuk"]
    with celery_log.open("wb") as uit:
        proces = subprocess.Popen(
            opdracht,
            cwd=BASIS,
            env=os.environ | {"DATABASE_URL": adres(DATABASE, ALS_TOEPASSING)},
            stdin=subprocess.DEVNULL,
            stdout=uit,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        einde = time.monotonic() + 30
        while not app.control.ping(timeout=0.3):
            if proces.poll() is not None or time.monotonic() > einde:
                pytest.fail(
                    f"De worker start niet:\n{celery_log.read_text(errors='replace')[-3000:]}"
                )
        yield proces
    finally:
        proces.terminate()
        try:
            proces.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(proces.pid, signal.SIGKILL)
            proces.wait()
        app.close()


# Browser --------------------------------------------------------------------------------------
GEEN_CHROMIUM = (
    "Browsertests overgeslagen: geen Chromium gevonden. Installeer chromium, of wijs hem aan met de "
    "omgevingsvariabele CHROMIUM."
)


def _chromium() -> str | None:
    namen = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((pad for naam in namen if naam and (pad := shutil.which(naam))), None)


def _sla_browsertests_over() -> bool:
    return _chromium() is None and os.environ.get("CI") != "true"


@pytest.fixture(scope="session")
def bewaarde_cast(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> "Bewaard[Cast]":
    from tests.bewaard import Bewaard  # models: not before Django is set up
    from tests.cast import maak_cast

    with django_db_blocker.unblock():
        return Bewaard("begin_cast", maak_cast)


@pytest.fixture(autouse=True)
def bos() -> Iterator[None]:
    """What a test itself reads it reads as the system; the data keys of that are looked up once."""
    from functools import partial

    from gedeeld.actor import Actor
    from gedeeld.datasleutels import nieuwe_bos
    from register.muur import als

    with nieuwe_bos(partial(als, Actor.systeem("test"))):
        yield


@pytest.fixture
def cast(bewaarde_cast: "Bewaard[Cast]", db: None) -> "Cast":
    """One person for each column of the access table."""
    return bewaarde_cast.terug()


def pytest_configure() -> None:
    """Set Django up before the tests are collected: they import models."""
    import django
    from django.test.signals import template_rendered

    django.setup()
    template_rendered.connect(elk_icoon_bestaat)


def elk_icoon_bestaat(template: Any, context: Any, **_: Any) -> None:
    """A page with an icon that is not in the sprite fails, in whatever test it is shown."""
    if template.name == "componenten/icoon.html":
        assert context["naam"] in ICON_NAMES.split(), (
            f"{context['naam']}: geen icoon van de voorkant"
        )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let a worker as well read this file before its settings."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> "LoadScopeScheduling":
    """Give a worker its next test when it is through, so that all end at the same time."""
    from xdist.scheduler import LoadScopeScheduling

    class Verdeling(LoadScopeScheduling):
        """What belongs together goes to one worker, and first of all."""

        def _split_scope(self, nodeid: str) -> str:
            gevonden = (re.match(patroon, nodeid) for patroon in BIJEEN)
            return next((m.re.pattern + "".join(m.groups()) for m in gevonden if m), nodeid)

    return Verdeling(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests first; give a browser more time, and leave it out where there is none.

    Without a browser is a failure in CI.
    """
    items.sort(key=lambda item: "toegang" not in item.path.parts)
    for item in items:
        if item.get_closest_marker("browser"):
            if not item.get_closest_marker("timeout"):
                item.add_marker(pytest.mark.timeout(300))
            if _sla_browsertests_over():
                item.add_marker(pytest.mark.skip(reason="geen Chromium gevonden"))


def pytest_collection_finish() -> None:
    """What was imported stays: the garbage collector need not look at it again at each round."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was drawn, to tell the same story again; and that the browser tests did not run."""
    for uitkomst in ("passed", "failed"):
        for verslag in terminalreporter.stats.get(uitkomst, []):
            for naam, waarde in verslag.user_properties:
                if verslag.when == "call" and naam == "toeval":
                    terminalreporter.write_line(f"{verslag.nodeid}: {waarde}")
    overgeslagen = terminalreporter.stats.get("skipped", [])
    if _sla_browsertests_over() and any("browser" in r.keywords for r in overgeslagen):
        terminalreporter.write_line(GEEN_CHROMIUM, yellow=True)


MISLUKT = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Remember a failure, so that `pagina` can keep a picture of it."""
    verslag = yield
    item.stash[MISLUKT] = item.stash.get(MISLUKT, False) or verslag.failed
    return verslag


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium as the machine has it."""
    from playwright.sync_api import sync_playwright

    pad = _chromium()
    if pad is None:
        pytest.fail("Geen Chromium gevonden. Installeer chromium.")
    vlaggen = ["--headless", "--no-sandbox", "--disable-background-networking", "--disable-gpu"]
    vlaggen += ["--disable-component-update", "--disable-sync", "--no-first-run"]
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as spelen:
        # Playwright keeps an event loop in this thread, and Django would refuse the database there.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = spelen.chromium.launch(executable_path=pad, args=vlaggen)
        yield chromium
        chromium.close()


@pytest.fixture
def pagina(
    request: pytest.FixtureRequest, browser: "Browser", live_server: "LiveServer"
) -> Iterator["Page"]:
    """A page on the running application, in Dutch; a failed test leaves a picture of it."""
    context = browser.new_context(
        base_url=live_server.url, locale="nl-NL", timezone_id="Europe/Amsterdam"
    )
    pagina = context.new_page()
    yield pagina
    if request.node.stash.get(MISLUKT, False):
        _schermafdruk(pagina, f"mislukt-{request.node.name}")
    context.close()


@pytest.fixture
def schermafdruk() -> Callable[["Page", str], Path]:
    """A function that keeps a picture of a whole page in the folder `.artefacten`."""
    return _schermafdruk


def _schermafdruk(pagina: "Page", naam: str) -> Path:
    ARTEFACTEN.mkdir(exist_ok=True)
    pad = ARTEFACTEN / f"{re.sub(r'[^A-Za-z0-9_-]+', '-', naam)}.png"
    pagina.screenshot(path=pad, full_page=True)
    return pad
