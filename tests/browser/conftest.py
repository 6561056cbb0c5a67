"""What the tests in a browser share."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from pytest_django import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer

    # Models: not before Django is set up.
    from tests.browser.toneel import Toneel
    from tests.cast import Speler


@pytest.fixture
def venster(
    browser: "Browser", live_server: "LiveServer"
) -> Iterator[Callable[..., "BrowserContext"]]:
    """A browser in which a player is logged in, on the server of the tests or another."""
    open_: list[BrowserContext] = []

    def maak(speler: "Speler", adres: str = live_server.url) -> "BrowserContext":
        context = browser.new_context(base_url=adres, locale="nl-NL")
        context.set_default_timeout(8000)
        naam = settings.SESSION_COOKIE_NAME
        sessie = speler.client.cookies[naam].value
        context.add_cookies([{"name": naam, "value": sessie, "url": adres}])
        open_.append(context)
        return context

    yield maak
    for context in open_:
        context.close()


@pytest.fixture
def toneel(
    request: pytest.FixtureRequest,
    browser: "Browser",
    live_server: "LiveServer",
    schermafdruk: Callable[["Page", str], Path],
    settings: Settings,
) -> Iterator["Toneel"]:
    """The covenant and the accounts of the demo, without its stories, on the server of the tests.

    With the parameter False the browser runs no script.
    """
    # Models, not before Django is set up.
    from convenant import laden
    from convenant.models import Convenant
    from gereedschap import demo, verhaal
    from tests.browser.toneel import Toneel

    settings.DEMO, settings.ROOT_URLCONF = True, "gereedschap.urls"
    laden.laad([str(verhaal.FIXTURES / naam) for naam in verhaal.BESTANDEN])
    for convenant in Convenant.objects.all():
        verhaal.laat_politie_geven(convenant)
    for speler in demo.spelers():
        verhaal.maak_account(speler)
    toneel = Toneel(browser, live_server.url, schermafdruk, script=getattr(request, "param", True))
    yield toneel
    for wie, pagina in toneel.vensters.items():
        schermafdruk(pagina, f"einde-{wie}")  # where each player stood when it ended, or failed
        pagina.context.close()
