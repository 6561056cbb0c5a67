"""What the tests in a browser share."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext
    from pytest_django.live_server_helper import LiveServer

    from tests.cast import Speler  # models: not before Django is set up


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
