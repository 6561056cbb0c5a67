"""A log says what failed and where, in which request or task; and no name, whatever process wrote it."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import redis

from config.lokaal import LOKAAL
from gedeeld import serverlog
from tests.config.stuk import NAAM, SOORTEN, breek_taak
from tests.conftest import ALS_TOEPASSING, BASIS, DATABASE, adres
from tests.hulp.processen import aan_het_werk, gunicorn, vrije_poort, wacht_op

FOUTEN = {
    "tekst": r"\[LookupError in tests/config/stuk\.py:\d+\]",
    "waarde": r"\[DataError door InvalidTextRepresentation in tests/config/stuk\.py:\d+ en ",
    "rij": r"\[IntegrityError door CheckViolation in tests/config/stuk\.py:\d+ en ",
}

# What beat says of a job that it cannot send, of one without a next turn, and at its end.
VAN_BEAT = [
    rf"ERROR celery\.beat - .*\[SchedulingError door {soort} in tests/config/stuk\.py:\d+"
    for soort in ("LookupError", "DataError", "IntegrityError")
] + [r"ERROR celery\.beat - .*\[LookupError in tests/config/stuk\.py:\d+\]"]
EINDE = [
    rf"CRITICAL {wie} - .*\[LookupError in tests/config/stuk\.py:\d+\]"
    for wie in (r"celery\.beat", r"casusoverleg\.proces")
]


def zegt_waar_en_niet_wat(tekst: str, kenmerk: str) -> None:
    for soort in SOORTEN:
        assert re.search(rf"ERROR .*{kenmerk}.*{FOUTEN[soort]}", tekst), (soort, tekst)
    assert NAAM not in tekst


@pytest.fixture
def web(db: None, tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A gunicorn on the application, with a page that breaks: its port and its log."""
    poort, log = vrije_poort(), tmp_path / "log"
    with aan_het_werk(gunicorn("tests.config.stuk", poort), log, STUK="web"):
        wacht_op(log, "Booting worker")
        yield poort, log


def stuur(
    poort: int, soort: str, pad: str, inhoud: str = "", **koppen: str
) -> tuple[int, str, str]:
    einde = time.monotonic() + 30
    while True:
        verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=20)
        try:
            vorm = {"Content-Type": "application/x-www-form-urlencoded"} | koppen
            verbinding.request(soort, pad, inhoud, vorm)
            antwoord = verbinding.getresponse()
            kenmerk = antwoord.getheader("X-Verzoek") or ""
            return antwoord.status, kenmerk, antwoord.read().decode()
        except ConnectionError:
            if time.monotonic() > einde:
                raise
            time.sleep(0.05)
        finally:
            verbinding.close()


def test_de_website_schrijft_geen_naam(web: tuple[int, Path]) -> None:
    poort, log = web
    for soort in SOORTEN:
        status, kenmerk, pagina = stuur(
            poort, "POST", "/stuk/", urlencode({"soort": soort, "naam": NAAM})
        )
        assert (status, NAAM in pagina) == (500, False)
        assert f"nummer aan uw beheerder: {kenmerk}" in pagina
        regel = wacht_op(log, rf"{kenmerk} .*{FOUTEN[soort]}")
        zin = re.search(rf".*ERROR django\.request {kenmerk} .* stuk {FOUTEN[soort]}.*", regel)
        assert zin, regel
    stuur(poort, "GET", f"/{NAAM}/?q={NAAM}")
    stuur(poort, "GET", "/", Host=f"{NAAM}.example")
    with socket.create_connection(("127.0.0.1", poort)) as rauw:
        rauw.sendall(f"GET / HTTP/1.1\r\n{NAAM} {NAAM}: x\r\n\r\n".encode())
        rauw.recv(1000)
    tekst = wacht_op(log, "DisallowedHost", r"WARNING gunicorn.error")
    zegt_waar_en_niet_wat(tekst, "stuk")
    assert "gunicorn/arbiter.py" in tekst
    assert "Booting worker with pid: " in tekst


def test_een_taak_laat_geen_naam_achter_in_log_of_wachtrij(
    db: None, celery_worker_proces: object, celery_log: Path
) -> None:
    for soort in SOORTEN:
        breek_taak.delay(soort, naam=NAAM)
    tekst = wacht_op(celery_log, *FOUTEN.values())
    zegt_waar_en_niet_wat(tekst, r"tests\.config\.stuk\.breek_taak\[[0-9a-f-]{36}\]")
    klant = redis.Redis.from_url(os.environ["REDIS_URL"])
    try:
        einde = time.monotonic() + 10
        while klant.hlen("unacked") and time.monotonic() < einde:
            time.sleep(0.05)
        assert not [
            sleutel for sleutel in klant.scan_iter() if NAAM.encode() in _waarde(klant, sleutel)
        ]
    finally:
        klant.close()


def test_wat_de_taken_op_hun_tijd_start_schrijft_geen_naam(db: None, tmp_path: Path) -> None:
    """A job that beat cannot send, one of which it cannot say when, and what ends it."""
    opdracht = ["celery", "-A", "tests.config.stuk", "beat", "-l", "debug", "--pidfile="]
    opdracht += ["-s", str(tmp_path / "rooster")]
    for stuk, zinnen in (("beat", VAN_BEAT), ("klok", EINDE)):
        log = tmp_path / stuk
        with aan_het_werk(opdracht, log, STUK=stuk):
            tekst = wacht_op(log, *zinnen)
        assert [zin for zin in zinnen if not re.search(zin, tekst)] == [], tekst
        assert NAAM not in log.read_text(errors="replace")


def _waarde(klant: redis.Redis, sleutel: bytes) -> bytes:
    lees = {
        b"string": lambda: klant.get(sleutel),
        b"list": lambda: klant.lrange(sleutel, 0, -1),
        b"hash": lambda: klant.hgetall(sleutel),
        b"set": lambda: klant.smembers(sleutel),
        b"zset": lambda: klant.zrange(sleutel, 0, -1),
    }
    return str(lees.get(klant.type(sleutel), str)()).encode()


def test_een_opdracht_die_breekt_schrijft_geen_naam(db: None) -> None:
    for soort in ("tekst", "rij"):
        uit = subprocess.run(
            [sys.executable, "manage.py", "shell", "-v0", "-c",
             f"from tests.config import stuk; stuk.breek({soort!r})"],
            cwd=BASIS,
            env=os.environ | {"DATABASE_URL": adres(DATABASE, ALS_TOEPASSING)},
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        assert uit.returncode == 1
        assert re.search(rf"CRITICAL casusoverleg\.proces .*{FOUTEN[soort]}", uit.stderr), uit
        assert NAAM not in uit.stdout + uit.stderr


def test_de_server_van_de_tests_schreef_geen_naam() -> None:
    """After the processes above; the settings themselves: test_services and test_controle."""
    if (log := LOKAAL / "postgres-test.log").exists():
        assert NAAM not in log.read_text(errors="replace")


@pytest.mark.parametrize("waar", ["docker-compose.yml", "docs/beheer.md"])
def test_overal_staat_wat_postgresql_mag_schrijven(waar: str) -> None:
    tekst = (BASIS / waar).read_text()
    for naam, waarde in serverlog.INSTELLINGEN.items():
        assert re.search(rf"\b{naam}\s?=\s?'?{re.escape(waarde)}\b", tekst), naam
