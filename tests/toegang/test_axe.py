"""Each page as axe-core reads it: what it can find of WCAG 2.2 A and AA is not there.

It finds about half of what can be wrong; what it does not, stands in the accessibility statement.
"""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from tests.toegang.test_formulieren import _paginas
from tests.toegang.toneel import Toneel

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

ADRES = "http://testserver"
AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
NORM = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
KIJK = """async norm => {
    const uit = await axe.run(document, {runOnly: norm, resultTypes: ["violations"]});
    return uit.violations.map(v => [v.id, v.nodes.map(n => [n.target.join(" "), n.failureSummary])]);
}"""


class _Venster:
    """A browser that shows what a client of the tests was given: it stands in the transaction of the test."""

    def __init__(self, pagina: "Page") -> None:
        self.pagina, self.html = pagina, b""
        pagina.route("**/*", self._antwoord)

    def _antwoord(self, route: "Route") -> None:
        pad = urlsplit(route.request.url).path
        if route.request.is_navigation_request():
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
        elif bestand := finders.find(pad.removeprefix(settings.STATIC_URL)):
            route.fulfill(path=bestand)
        else:
            route.fulfill(status=404)

    def bekijk(self, pad: str, html: bytes) -> list[Any]:
        """What axe finds on a page."""
        self.html = html
        self.pagina.goto(f"{ADRES}{pad}")
        self.pagina.evaluate(AXE.read_text())
        gevonden: list[Any] = self.pagina.evaluate(KIJK, NORM)
        return gevonden


@pytest.mark.browser
@pytest.mark.timeout(900)
def test_axe_vindt_op_geen_pagina_iets(toneel: Toneel, browser: "Browser") -> None:
    antwoorden = [(regel, pad, client.get(pad)) for regel, client, pad in _paginas(toneel)]
    paginas = [
        (regel.naam, pad, antwoord.content)
        for regel, pad, antwoord in antwoorden
        if antwoord.headers["Content-Type"].startswith("text/html")
    ]
    assert len(paginas) > 150
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    venster = _Venster(context.new_page())
    fout = [
        f"{naam}: {wat} {waar}"
        for naam, pad, inhoud in paginas
        for wat, plekken in venster.bekijk(pad, inhoud)
        for waar in plekken
    ]
    context.close()
    assert not fout, "\n".join(fout)
