"""Letters as they read on a telephone."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from register.brieven import decisions
from register.brieven.soorten import brieven_van
from tests.cast import Cast, Speler
from tests.hulp import weegploeg

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMAL = {"width": 390, "height": 844}
LANG = "https://www.kanarie.example/" + "heellangadres" * 8


def test_een_lang_webadres_in_een_brief_schuift_de_bladzijde_niet_opzij(
    cast: Cast, venster: Callable[[Speler], "BrowserContext"]
) -> None:
    dossier = weegploeg.nadere_duiding(cast)
    soorten, actor = brieven_van("weegploeg"), cast.uitvoerder.actor
    assert soorten
    vraag = dossier.duidingsvragen.get()
    brief = decisions.begin(dossier, soorten.soorten["duidingsvraag"], vraag.pk, actor=actor)
    decisions.schrijf(brief, actor=actor, adres="Postbus 1", teksten={"zelf": LANG})
    pagina = venster(cast.uitvoerder).new_page()
    pagina.set_viewport_size(SMAL)  # type: ignore[arg-type]
    pagina.goto(reverse("brieven:brief", args=["weegploeg", dossier.pk, brief.pk]))
    assert LANG in pagina.locator(".co-brief").inner_text()
    assert pagina.evaluate("document.documentElement.scrollWidth") <= SMAL["width"]
