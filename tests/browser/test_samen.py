"""Two people who change one plan at the same time."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from casusoverleg.plan.models import Plan
from tests.cast import Cast, Speler
from tests.hulp import casussen

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EEN = "Hij heeft werk, en ziet zijn oude vrienden niet meer"
TWEE = "Hij heeft werk.\nZijn moeder weet wie zij kan bellen"


def _opslaan(pagina: "Page") -> None:
    pagina.get_by_role("button", name="Doel opslaan").click()
    pagina.wait_for_load_state()


def test_twee_mensen_wijzigen_een_plan_en_de_tweede_kiest(
    cast: Cast,
    venster: Callable[[Speler], "BrowserContext"],
    schermafdruk: Callable[["Page", str], Path],
) -> None:
    """Without our script, and on a telephone too."""
    casus = casussen.casus(cast)
    casussen.concept(casus, cast, cast.gemeente.partij)
    pad = reverse("casusoverleg:plan_wijzigen", args=[casus.pk])
    een = venster(cast.uitvoerder).new_page()
    context = venster(cast.uitvoerder_casusoverleg)
    context.route("**/*.js", lambda verzoek: verzoek.abort())
    twee = context.new_page()
    for pagina, tekst in ((een, EEN), (twee, TWEE)):
        pagina.goto(pad)
        pagina.locator("[name=doel]").fill(tekst)
    _opslaan(een)
    _opslaan(twee)
    keuze = twee.get_by_role("group", name="Twee keer ingevuld: welke is goed?")
    zichtbaar = keuze.inner_text()
    assert "Wat u invulde" in zichtbaar
    assert "Wat intussen is opgeslagen" in zichtbaar
    assert EEN in zichtbaar
    assert all(regel in zichtbaar for regel in TWEE.splitlines())
    assert "Gemeente Venlo wijzigde het plan het laatst" in zichtbaar
    assert keuze.get_by_label("Bewaar wat in het veld staat").is_checked()
    assert twee.locator("[name=doel]").input_value() == TWEE
    schermafdruk(twee, "samen-breed")
    twee.set_viewport_size({"width": 390, "height": 844})
    assert twee.evaluate("document.documentElement.scrollWidth") <= 390
    schermafdruk(twee, "samen-smal")
    keuze.get_by_label("Neem over wat is opgeslagen").check()
    _opslaan(twee)
    assert Plan.objects.get().doel == EEN
    # And the other way round: of both texts one.
    een.goto(pad)
    twee.goto(pad)
    een.locator("[name=doel]").fill("Nog anders")
    twee.locator("[name=doel]").fill(TWEE)
    _opslaan(een)
    _opslaan(twee)
    twee.locator("[name=doel]").fill(f"Nog anders. {TWEE}")
    _opslaan(twee)
    assert Plan.objects.get().doel.splitlines() == f"Nog anders. {TWEE}".splitlines()
