"""`manage.py demo` as a user meets it: start, stop, start again, and everything that goes wrong."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from gereedschap import services

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession

BASIS = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.timeout(300)


class Demo:
    """A demo with data of its own, started as a terminal would: in one process group."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.poort = services.vrije_poort()
        self.proces: subprocess.Popen[str] | None = None

    def start(self, *opties: str) -> "subprocess.Popen[str]":
        weg = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "CASUSOVERLEG_WACHTRIJ", "PORT")
        omgeving = {n: w for n, w in os.environ.items() if n not in weg}
        omgeving |= {"CASUSOVERLEG_LOKAAL": str(self.map), "PYTHONUNBUFFERED": "1"}
        self.proces = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--poort", str(self.poort), *opties],
            cwd=BASIS,
            env=omgeving,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        return self.proces

    def wacht(self) -> str:
        """Wait until it says that it runs; what it said until then."""
        assert self.proces
        assert self.proces.stdout
        gezegd = ""
        for regel in self.proces.stdout:
            gezegd += regel
            if regel.startswith("Inloggen kan als"):
                return gezegd
        raise AssertionError(gezegd)

    def stop(self, sein: int) -> tuple[int, str]:
        """Send a signal to the whole group, as Ctrl-C does; exit code and last words."""
        assert self.proces
        os.killpg(self.proces.pid, sein)
        return self.einde()

    def einde(self) -> tuple[int, str]:
        assert self.proces
        gezegd, _ = self.proces.communicate(timeout=90)
        return self.proces.returncode, gezegd

    def antwoordt(self, pad: str = "/") -> bool:
        verbinding = http.client.HTTPConnection("127.0.0.1", self.poort, timeout=10)
        try:
            verbinding.request("GET", pad)
            return verbinding.getresponse().status < 400
        except OSError:
            return False
        finally:
            verbinding.close()

    def kinderen(self) -> list[int]:
        return [pid for pid, _ in json.loads((self.map / "demo.json").read_text())]

    def levend(self) -> list[str]:
        """Every process that belongs to this demo: by its folder or its port."""
        gevonden = []
        for proces in psutil.process_iter():
            try:
                tekst = " ".join([*proces.cmdline(), *proces.environ().values()])
                if proces.status() == psutil.STATUS_ZOMBIE or proces.pid == os.getpid():
                    continue
            except psutil.Error:
                continue
            if str(self.map) in tekst:
                gevonden.append(" ".join(proces.cmdline()))
        return gevonden

    def niets_over(self) -> bool:
        einde = time.monotonic() + 5
        while self.levend():
            assert time.monotonic() < einde, self.levend()
            time.sleep(0.1)
        return True

    def ruim_op(self) -> None:
        if self.proces and self.proces.poll() is None:
            self.stop(signal.SIGTERM)
        if self.proces and self.proces.stdout:
            self.proces.stdout.close()
        for pid in self.kinderen() if (self.map / "demo.json").exists() else []:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
        services.Postgres(self.map / "postgres").ruim_op()
        services.Valkey(self.map / "valkey").ruim_op()


class Opgehaald:
    """What goes over the wire to a browser: for each address its kind, and bytes with the headers."""

    def __init__(self, netwerk: "CDPSession") -> None:
        self.stuk: dict[str, tuple[str, int]] = {}
        self._bezig: dict[str, tuple[str, str]] = {}
        netwerk.on("Network.responseReceived", self._antwoord)
        netwerk.on("Network.loadingFinished", self._klaar)

    def _antwoord(self, bericht: dict[str, Any]) -> None:
        antwoord = bericht["response"]
        self._bezig[bericht["requestId"]] = (antwoord["url"], antwoord["mimeType"])

    def _klaar(self, bericht: dict[str, Any]) -> None:
        url, soort = self._bezig.pop(bericht["requestId"], ("", ""))
        if url and bericht["encodedDataLength"]:  # zero is what the browser had kept
            self.stuk[url] = (soort, int(bericht["encodedDataLength"]))

    def soorten(self) -> list[str]:
        return [soort for soort, _ in self.stuk.values()]


@pytest.fixture(scope="module")
def gevuld(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Data of a demo that was started once; the tests here start it again."""
    demo = Demo(tmp_path_factory.mktemp("demo") / "lokaal")
    yield demo
    demo.ruim_op()


@pytest.fixture
def demo(gevuld: Demo) -> Iterator[Demo]:
    yield gevuld
    gevuld.ruim_op()


def test_demo_start_laat_accounts_zien_en_ctrl_c_laat_niets_achter(demo: Demo) -> None:
    demo.start()
    gezegd = demo.wacht()
    assert f"http://127.0.0.1:{demo.poort}/" in gezegd
    assert demo.antwoordt("/demo/")
    assert len(demo.kinderen()) == 3
    assert len(demo.levend()) >= 6  # postgres, valkey, web, worker, schedule, itself
    code, slot = demo.stop(signal.SIGINT)
    assert code == 0
    assert "De gegevens zijn bewaard" in slot
    assert demo.niets_over()


@pytest.mark.browser
def test_een_eerste_blik_is_klein_en_een_tweede_haalt_niets_opnieuw(
    demo: Demo, browser: "Browser"
) -> None:
    """What the browser fetches of the worklist and of a file of the weegploeg, each as a first page."""
    demo.start()
    demo.wacht()
    adressen = [f"http://127.0.0.1:{demo.poort}/"]
    for adres in adressen:
        context = browser.new_context(locale="nl-NL")
        pagina = context.new_page()
        pagina.goto(f"http://127.0.0.1:{demo.poort}/demo/")
        pagina.locator("form", has=pagina.locator("[value='uitvoerder.venlo']")).locator(
            "button"
        ).click()
        if len(adressen) == 1:
            adressen.append(
                pagina.locator("main a[href^='/weegploeg/']").first.evaluate("a => a.href")
            )
        netwerk = context.new_cdp_session(pagina)
        netwerk.send("Network.enable")
        netwerk.send("Network.clearBrowserCache")
        eerste = Opgehaald(netwerk)
        pagina.goto(adres, wait_until="networkidle")
        assert {"text/html", "text/css", "image/svg+xml", "font/woff2"} <= set(eerste.soorten())
        zonder_letters = {url: n for url, (soort, n) in eerste.stuk.items() if "font" not in soort}
        # Two thirds is the worklist of a secretary with some thirty tasks and news of five files.
        assert sum(zonder_letters.values()) <= 120_000, zonder_letters
        tweede = Opgehaald(netwerk)
        pagina.goto(adres, wait_until="networkidle")
        assert list(tweede.stuk) == [adres]
        context.close()


def test_de_tweede_start_is_snel_en_sigterm_stopt_ook_alles(demo: Demo) -> None:
    begin = time.monotonic()
    demo.start()
    demo.wacht()
    assert time.monotonic() - begin < 30
    assert demo.proces
    demo.proces.send_signal(signal.SIGTERM)
    code, _ = demo.einde()
    assert code == 0
    assert demo.niets_over()


def test_twee_keer_ctrl_c_laat_ook_niets_achter(demo: Demo) -> None:
    demo.start()
    demo.wacht()
    assert demo.proces
    os.killpg(demo.proces.pid, signal.SIGINT)
    time.sleep(0.3)
    code, _ = demo.stop(signal.SIGINT)
    assert code == 0
    assert demo.niets_over()


@pytest.mark.parametrize("wachttijd", [0.5, 1.5, 3.0])
def test_ctrl_c_tijdens_het_starten_laat_niets_achter(demo: Demo, wachttijd: float) -> None:
    demo.start()
    time.sleep(wachttijd)
    demo.stop(signal.SIGINT)
    assert demo.niets_over()


def test_een_bezette_poort_geeft_een_zin_en_code_2(demo: Demo) -> None:
    with socket.create_server(("127.0.0.1", demo.poort)):
        demo.start()
        code, gezegd = demo.einde()
    assert code == 2
    assert f"Poort {demo.poort} is al in gebruik" in gezegd
    assert "Traceback" not in gezegd
    assert demo.niets_over()


def test_valt_een_onderdeel_weg_dan_stopt_alles_met_code_1(demo: Demo) -> None:
    demo.start()
    demo.wacht()
    _, worker, _ = demo.kinderen()
    os.kill(worker, signal.SIGKILL)
    code, gezegd = demo.einde()
    assert code == 1
    assert "want de worker is gestopt" in gezegd
    assert demo.niets_over()


def test_valt_postgresql_weg_dan_stopt_alles_met_code_1(demo: Demo) -> None:
    demo.start()
    demo.wacht()
    pid = (demo.map / "postgres" / "postmaster.pid").read_text().split()[0]
    os.kill(int(pid), signal.SIGKILL)
    code, gezegd = demo.einde()
    assert code == 1
    assert "want PostgreSQL antwoordt niet meer" in gezegd
    assert demo.niets_over()


def test_na_kill_9_start_de_demo_opnieuw_op_dezelfde_poort(demo: Demo) -> None:
    demo.start()
    demo.wacht()
    oud = demo.kinderen()
    assert demo.proces
    demo.proces.kill()
    demo.proces.communicate()
    assert any(psutil.pid_exists(pid) for pid in oud)
    demo.start()
    demo.wacht()
    assert demo.antwoordt()
    assert not set(oud) & set(demo.kinderen())
    code, _ = demo.stop(signal.SIGINT)
    assert code == 0
    assert demo.niets_over()


def test_een_tweede_demo_en_leegmaken_worden_geweigerd_zolang_de_eerste_draait(demo: Demo) -> None:
    demo.start()
    demo.wacht()
    ander = Demo(demo.map)
    ander.start()
    code, gezegd = ander.einde()
    assert code == 2
    assert gezegd.endswith("De demo draait al in een ander venster.\n")
    ander.start("--leeg")
    code, gezegd = ander.einde()
    assert code == 2
    assert "nog in gebruik" in gezegd
    assert demo.antwoordt()


def test_leeg_begint_opnieuw(demo: Demo) -> None:
    kenmerk = demo.map / "postgres" / "kenmerk"
    kenmerk.touch()
    demo.start("--leeg")
    gezegd = demo.wacht()
    assert re.search(r"klaar in \d+ s", gezegd)
    assert not kenmerk.exists()
    demo.stop(signal.SIGINT)
    assert demo.niets_over()
