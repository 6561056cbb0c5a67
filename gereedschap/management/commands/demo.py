"""`manage.py demo`: the whole application on this computer, with invented data."""

import fcntl
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

import psutil
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from config.lokaal import LOKAAL
from gereedschap import demo, ophalen, services

ADRES = "127.0.0.1"
BASIS = Path(__file__).resolve().parents[3]
STARTTIJD = 60  # seconds for the web server to answer
UITLOOP = 8.0  # seconds for a process to finish what it does; after that it is killed
RESTANTEN = LOKAAL / "demo.json"  # what we started, for the start after a `kill -9`


SEINEN = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class DemoFout(Exception):
    """The demo cannot run (on); a sentence for the person at the keyboard, and an exit code."""

    def __init__(self, zin: str, code: int = 1) -> None:
        super().__init__(zin)
        self.code = code


class Stop(BaseException):
    """Ctrl-C or a signal: stop in an orderly way. Not an Exception, so that nobody swallows it."""


@dataclass
class Kind:
    """A process of the demo, the leader of a process group of its own."""

    naam: str
    proces: "subprocess.Popen[bytes]"
    log: Path | None


class Command(BaseCommand):
    """Start services, tables, demo data, web server, worker and schedule; Ctrl-C stops it all."""

    help = "Start de hele toepassing met verzonnen gegevens. Stoppen: Ctrl-C."
    requires_system_checks: Sequence[str] = ()  # type: ignore[assignment]  # quicker

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--poort",
            type=int,
            default=os.environ.get("PORT") or 8000,
            help="poort van de website (anders PORT, anders 8000)",
        )
        # manage.py does this one, before the services start
        parser.add_argument("--leeg", action="store_true", help="begin met nieuwe gegevens")

    def handle(self, *args: Any, poort: int, **opties: Any) -> None:
        """Run until Ctrl-C (exit 0), until a process dies (exit 1), or refuse (exit 2)."""
        self.begin = time.monotonic()
        self.kinderen: list[Kind] = []
        self.haast = False
        self.register: TextIO | None = None  # locked while the demo runs
        self.volgende_keer = 0.0  # when to look after the services again
        for sein in SEINEN:
            signal.signal(sein, _stop)
        try:
            _vereis_ongestoord()
            self._neem_de_demo()
            self._draai_door(poort)
        except Stop:
            self.stdout.write("\nDe demo stopt ...")
        except DemoFout as fout:
            self.stderr.write(str(fout))
            sys.exit(fout.code)
        finally:
            self._stop_alles()
        self.stdout.write("De demo is gestopt. De gegevens zijn bewaard.")

    def _neem_de_demo(self) -> None:
        """One demo at a time; what a killed one left running is ended."""
        register = RESTANTEN.open("a+")
        try:
            fcntl.flock(register, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fout:
            raise DemoFout("De demo draait al in een ander venster.", 2) from fout
        self.register = register
        register.seek(0)
        for pid, geboren in json.loads(register.read() or "[]"):
            if _geboren(pid) == geboren:
                _dood_groep(pid)
                time.sleep(0.5)  # until its port is free again
        self._schrijf_op()

    def _draai_door(self, poort: int) -> None:
        if _bezet(poort):
            raise DemoFout(
                f"Poort {poort} is al in gebruik door een ander programma. "
                f"Kies een andere poort: make demo PORT={poort + 1}",
                2,
            )
        ophalen.step(
            4, "tabellen en verzonnen gegevens klaarzetten. De eerste keer duurt dat een minuut."
        )
        self._bereid_voor()
        ophalen.step(5, "de website en de taken starten.")
        self._start_web(poort)
        self._start_werk()
        self._vertel(poort)
        while True:
            self._let_op()
            time.sleep(0.5)

    def _bereid_voor(self) -> None:
        """Tables, by their owner and so in another process; demo data where there are none; static files."""
        uitvoerder = MigrationExecutor(connection)
        if uitvoerder.migration_plan(uitvoerder.loader.graph.leaf_nodes()):
            opdracht = [sys.executable, "manage.py", "migrate", "--noinput", "-v0"]
            kind = self._start("de tabellen", opdracht, None, dict(os.environ))
            while (code := kind.proces.poll()) is None:
                _vereis_ongestoord()
                time.sleep(0.02)
            self.kinderen.remove(kind)
            self._schrijf_op()
            if code != 0:
                raise DemoFout(
                    f"Het lukt niet om de tabellen te maken (code {code}). Zijn zij van een oudere "
                    "versie? Begin dan opnieuw: make demo-leeg"
                )
        if "laad_demo" in get_commands():
            call_command("laad_demo", stdout=self.stdout, stderr=self.stderr)
        connections.close_all()
        call_command("collectstatic", clear=True, interactive=False, verbosity=0)

    def _start_web(self, poort: int) -> None:
        """The web server, until it answers; first, for it is what somebody waits for."""
        opdracht = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--preload"]
        opdracht += ["--bind", f"{ADRES}:{poort}", "--workers", "2", "--threads", "4"]
        opdracht += ["--no-control-socket", "--graceful-timeout", "3", "--log-level", "warning"]
        self._start_blijvend("de website", "web", opdracht)
        einde = time.monotonic() + STARTTIJD
        while not _antwoordt(poort):
            self._let_op()
            if time.monotonic() > einde:
                raise DemoFout(f"De website antwoordt na {STARTTIJD} seconden nog niet.")
            time.sleep(0.05)

    def _start_werk(self) -> None:
        celery = [sys.executable, "-m", "celery", "-A", "config"]
        worker = [*celery, "worker", "-c", "2", "-l", "warning", "--without-gossip"]
        self._start_blijvend("de worker", "worker", [*worker, "--without-mingle"])
        rooster = str(LOKAAL / "rooster")
        beat = [*celery, "beat", "-l", "warning", "-s", rooster, "--pidfile="]
        self._start_blijvend("het rooster", "rooster", beat)

    def _start_blijvend(self, naam: str, log: str, opdracht: list[str]) -> None:
        """A process of the application: it does not get to know how to log in as the owner."""
        omgeving = {n: w for n, w in os.environ.items() if n != "DATABASE_OWNER_URL"}
        logs = LOKAAL / "log"
        logs.mkdir(exist_ok=True)
        self._start(naam, opdracht, logs / f"{log}.log", omgeving)

    def _start(
        self, naam: str, opdracht: list[str], log: Path | None, omgeving: dict[str, str]
    ) -> Kind:
        """Start in a process group of its own: the terminal's Ctrl-C reaches only us."""
        uit = log.open("wb") if log else None
        try:
            proces = subprocess.Popen(
                opdracht,
                cwd=BASIS,
                env=omgeving,
                stdin=subprocess.DEVNULL,
                stdout=uit,
                stderr=subprocess.STDOUT if uit else None,
                start_new_session=True,
            )
        finally:
            if uit:
                uit.close()
        kind = Kind(naam, proces, log)
        self.kinderen.append(kind)
        self._schrijf_op()
        return kind

    def _schrijf_op(self) -> None:
        """Which processes are ours, for the start after a `kill -9`."""
        assert self.register is not None
        self.register.truncate(0)
        json.dump([(k.proces.pid, _geboren(k.proces.pid)) for k in self.kinderen], self.register)
        self.register.flush()

    def _let_op(self) -> None:
        """Raise when somebody wants to stop, or something of the demo is no longer there."""
        _vereis_ongestoord()
        weg = next((kind for kind in self.kinderen if kind.proces.poll() is not None), None)
        if weg or time.monotonic() > self.volgende_keer:
            self.volgende_keer = time.monotonic() + 5
            if naam := services.dood():  # first: a process that was still starting stops with it
                raise DemoFout(f"De demo stopt, want {naam} antwoordt niet meer.")
        if weg:
            staart = weg.log.read_text(errors="replace")[-2000:] if weg.log else ""
            raise DemoFout(
                f"{staart}\nDe demo stopt, want {weg.naam} is gestopt (code {weg.proces.returncode}). "
                f"Meer staat in {weg.log}."
            )

    def _vertel(self, poort: int) -> None:
        self.stdout.write("")
        duur = time.monotonic() - self.begin
        self.stdout.write(f"De demo draait: http://{ADRES}:{poort}/   (klaar in {duur:.0f} s)")
        self.stdout.write("Alle gegevens zijn verzonnen. Stoppen: Ctrl-C.\n")
        spelers = demo.spelers()
        breed = max(len(s.gebruikersnaam) for s in spelers)
        self.stdout.write(f"Inloggen kan als (wachtwoord: {demo.WACHTWOORD})")
        for speler in spelers:
            wie = f"{speler.naam}, {speler.partij}. {speler.uitleg}"
            self.stdout.write(f"  {speler.gebruikersnaam:<{breed}}  {wie}")
        self.stdout.flush()

    def _stop_alles(self) -> None:
        """Ask, wait, and then end every process group; a second Ctrl-C skips the waiting."""
        for sein in SEINEN:
            signal.signal(sein, self._haast)
        for kind in self.kinderen:
            if kind.proces.poll() is None:
                kind.proces.terminate()
        einde = time.monotonic() + UITLOOP
        while not self.haast and time.monotonic() < einde:
            if all(kind.proces.poll() is not None for kind in self.kinderen):
                break
            time.sleep(0.05)
        for kind in self.kinderen:
            _dood_groep(kind.proces.pid)
            kind.proces.wait()
        self.kinderen.clear()
        if self.register:
            self._schrijf_op()
        services.stop()

    def _haast(self, sein: int, frame: FrameType | None) -> None:
        self.haast = True


def _stop(sein: int, frame: FrameType | None) -> None:
    services.onthoud_onderbreking(sein)
    raise Stop


def _vereis_ongestoord() -> None:
    """Stop after all when the exception for a signal was dropped (`services.onderbreek`)."""
    if services.onderbroken():
        raise Stop


def _geboren(pid: int) -> float | None:
    """When this process began, which tells it from a later one with the same number."""
    try:
        return float(psutil.Process(pid).create_time())
    except psutil.Error:
        return None


def _dood_groep(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _bezet(poort: int) -> bool:
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the web server does
        try:
            s.bind((ADRES, poort))
        except OSError:
            return True
    return False


def _antwoordt(poort: int) -> bool:
    verbinding = http.client.HTTPConnection(ADRES, poort, timeout=5)
    try:
        verbinding.request("GET", "/")
        return verbinding.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        verbinding.close()
