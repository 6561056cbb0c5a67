"""Processes of the application beside that of the tests, as in production: on the test database."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ALS_TOEPASSING, BASIS, DATABASE, adres


def vrije_poort() -> int:
    """A port that nobody listens at."""
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        return int(vrij.getsockname()[1])


def gunicorn(toepassing: str, poort: int) -> list[str]:
    """The command that serves an application."""
    waar = f"127.0.0.1:{poort}"
    return ["gunicorn", toepassing, "-b", waar, "--threads", "2", "--no-control-socket"]


@contextmanager
def aan_het_werk(
    opdracht: list[str], log: Path, **omgeving: str
) -> Iterator["subprocess.Popen[bytes]"]:
    """A process with all that it starts; it sees what is committed.

    Args:
        opdracht: module and arguments.
        log: what it writes.
    """
    omgeving |= {"DATABASE_URL": adres(DATABASE, ALS_TOEPASSING)}
    with log.open("wb") as uit:
        proces = subprocess.Popen(
            [sys.executable, "-m", *opdracht],
            cwd=BASIS,
            env=os.environ | omgeving,
            stdin=subprocess.DEVNULL,
            stdout=uit,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield proces
    finally:
        proces.terminate()
        proces.wait(20)


def val_om(proces: "subprocess.Popen[bytes]") -> None:
    """Kill it with all that it started, as when memory runs out: nothing is finished or closed."""
    os.killpg(proces.pid, signal.SIGKILL)
    proces.wait(20)


def wacht_op(log: Path, *patronen: str) -> str:
    """The log once it says all this."""
    einde = time.monotonic() + 30
    while time.monotonic() < einde:
        tekst = log.read_text(errors="replace")
        if all(re.search(patroon, tekst) for patroon in patronen):
            break
        time.sleep(0.05)
    return tekst
