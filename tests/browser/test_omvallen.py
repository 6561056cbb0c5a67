"""The website is killed while somebody works in it, and started again: nothing is lost, or stored twice."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction

from invoer.eenmalig import AL_VERSTUURD
from invoer.models import Klad
from meldingen.models import Melding, Signaal
from tests.browser.test_bewaren import vul_in
from tests.cast import Cast, Speler
from tests.hulp import meldingen
from tests.hulp.processen import aan_het_werk, gunicorn, val_om, vrije_poort, wacht_op

if TYPE_CHECKING:
    import subprocess

    from playwright.sync_api import BrowserContext, Page

    Website = Callable[[str], AbstractContextManager[subprocess.Popen[bytes]]]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NIEUW, TEKST = "/meldingen/nieuw/", "Getypt voordat de website omviel"
GEWOON, NA_OPSLAAN = "config.wsgi", "tests.browser.omvallen"


@pytest.fixture
def poort() -> int:
    """Where the website is, each time that it is started."""
    return vrije_poort()


@pytest.fixture
def website(poort: int, tmp_path: Path) -> "Website":
    """Starts it, as in production."""

    @contextmanager
    def start(toepassing: str) -> Iterator["subprocess.Popen[bytes]"]:
        log = tmp_path / "log"
        with aan_het_werk(gunicorn(toepassing, poort), log) as proces:
            wacht_op(log, "Booting worker")
            yield proces

    return start


@pytest.fixture
def pagina(poort: int, cast: Cast, venster: "Callable[[Speler, str], BrowserContext]") -> "Page":
    """A browser of the municipality on that website."""
    return venster(cast.gemeente, f"http://127.0.0.1:{poort}").new_page()


def _typ(pagina: "Page", speler: Speler) -> None:
    """Fill in a new melding, and wait until its draft is kept with all that was typed."""
    pagina.goto(NIEUW)
    vul_in(pagina, meldingen.ingevuld(speler) | {"signalen-0-omschrijving": TEKST})
    _wacht(pagina, lambda: TEKST in "".join(klad.inhoud for klad in Klad.objects.all()))


def _verstuur(pagina: "Page") -> None:
    pagina.get_by_role("button", name="Registreer melding").click(no_wait_after=True)


def _zonder_antwoord(pagina: "Page") -> None:
    _wacht(pagina, lambda: pagina.url.startswith("chrome-error:"))


def _open_met_klad(pagina: "Page") -> None:
    pagina.goto(NIEUW)
    assert "Wat u eerder typte, staat er weer in" in pagina.locator("main").inner_text()
    assert pagina.locator("[name=signalen-0-omschrijving]").input_value() == TEKST


def _wacht(pagina: "Page", tot: Callable[[], bool]) -> None:
    einde = time.monotonic() + 30
    while not tot():
        assert time.monotonic() < einde
        pagina.wait_for_timeout(50)


def _slaat_op() -> bool:
    """Whether a request is in the midst of its transaction, held up by a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'relation' AND NOT granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        return bool(cursor.fetchone()[0])


def test_wat_was_getypt_staat_er_weer_en_wordt_een_keer_opgeslagen(
    cast: Cast, pagina: "Page", website: "Website"
) -> None:
    """Killed between typing and saving, and again while it saves."""
    with website(GEWOON) as proces:
        _typ(pagina, cast.gemeente)
        val_om(proces)
    _verstuur(pagina)
    _zonder_antwoord(pagina)
    with website(GEWOON) as proces, transaction.atomic():
        _open_met_klad(pagina)
        connection.cursor().execute("LOCK TABLE meldingen_signaal IN EXCLUSIVE MODE")
        _verstuur(pagina)
        _wacht(pagina, _slaat_op)
        val_om(proces)
        _zonder_antwoord(pagina)
    assert not Melding.objects.exists()
    with website(GEWOON):
        _open_met_klad(pagina)
        _verstuur(pagina)
        pagina.wait_for_url("**/meldingen/")
    assert [s.omschrijving for s in Signaal.objects.all()] == [TEKST]
    assert (Melding.objects.count(), Klad.objects.count()) == (1, 0)


def test_wie_opnieuw_stuurt_wat_al_was_opgeslagen_krijgt_dat_te_horen(
    cast: Cast, pagina: "Page", website: "Website"
) -> None:
    """Killed between storing and answering."""
    with website(NA_OPSLAAN):
        _typ(pagina, cast.gemeente)
        _verstuur(pagina)
        _zonder_antwoord(pagina)
    assert Melding.objects.count() == 1
    with website(GEWOON):
        pagina.reload()
    assert AL_VERSTUURD in pagina.locator("main").inner_text()
    assert (Melding.objects.count(), Klad.objects.count()) == (1, 0)
