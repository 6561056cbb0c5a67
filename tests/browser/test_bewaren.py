"""What loses or doubles work in a browser: a session that ended, a second tab, a double click."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from invoer.models import Klad
from meldingen.models import Melding
from mensen.models import Sessie
from mensen.sessie import FACTOR
from mensen.sessieopslag import SessionStore
from tests.cast import WACHTWOORD, Cast, Speler
from tests.hulp import meldingen

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page
    from pytest_django import Settings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEKST = "Woont nu aan de Getypte Kade 12"


def _typ(pagina: "Page", pad: str) -> None:
    """Type in the street and wait until the draft is kept."""
    pagina.goto(pad)
    with pagina.expect_response("**/klad/") as bewaard:
        pagina.locator("[name=straat]").fill(TEKST)
    assert bewaard.value.status == 204


def tweede_stap_gezet(pagina: "Page") -> None:
    """As if who logged in took the second step; how that goes in a browser is tried in `test_passkey`."""
    koekjes = {koek["name"]: koek["value"] for koek in pagina.context.cookies()}
    sessie = SessionStore(koekjes[settings.SESSION_COOKIE_NAME])
    sessie[FACTOR] = True
    sessie.save()


def vul_in(pagina: "Page", velden: dict[str, Any]) -> None:
    """Type and choose in a form, as far as it has these fields."""
    for naam, waarde in velden.items():
        veld = pagina.locator(f"[name='{naam}']")
        if not veld.count() or veld.first.get_attribute("type") == "hidden":
            continue
        soort = veld.first.evaluate("v => v.type")
        if soort in ("radio", "checkbox"):
            pagina.locator(f"[name='{naam}'][value='{waarde}']").check()
        elif soort.startswith("select"):
            veld.select_option(str(waarde))
        else:
            veld.fill(str(waarde))


def test_na_een_verlopen_sessie_staat_de_tekst_er_weer(
    cast: Cast, venster: Callable[[Speler], "BrowserContext"]
) -> None:
    melding = meldingen.maak_melding(cast)
    pad = reverse("meldingen:wijzigen", args=[melding.pk])
    pagina = venster(cast.gemeente).new_page()
    _typ(pagina, pad)
    Sessie.objects.all().delete()
    pagina.locator("main form.co-formulier button[type=submit]").click()
    assert "U bent uitgelogd" in pagina.locator("main").inner_text()
    pagina.locator("[name=login]").fill(cast.gemeente.gebruiker.username)
    pagina.locator("[name=password]").fill(WACHTWOORD)
    pagina.get_by_role("button", name="Inloggen").click()
    pagina.wait_for_url("**/bent-u-dit/**")
    tweede_stap_gezet(pagina)
    pagina.goto(pad)
    assert pagina.locator("[name=straat]").input_value() == TEKST
    assert "Wat u eerder typte, staat er weer in" in pagina.locator("main").inner_text()
    pagina.locator("main form.co-formulier button[type=submit]").click()
    pagina.wait_for_url(lambda adres: not adres.endswith(pad))
    assert Melding.objects.get().straat == TEKST
    assert not Klad.objects.exists()


def test_wat_na_het_einde_van_de_sessie_is_getypt_heet_niet_bewaard(
    cast: Cast, venster: Callable[[Speler], "BrowserContext"]
) -> None:
    pagina = venster(cast.gemeente).new_page()
    _typ(pagina, reverse("meldingen:wijzigen", args=[meldingen.maak_melding(cast).pk]))
    Sessie.objects.all().delete()
    pagina.locator("[name=straat]").fill("Na het einde getypt")
    pagina.get_by_role("button", name="Log in").wait_for()
    assert "Wat u het laatst typte, is niet bewaard." in pagina.locator("main").inner_text()
    gevraagd: list[str] = []
    pagina.on("dialog", lambda vraag: (gevraagd.append(vraag.type), vraag.dismiss()))
    pagina.get_by_role("button", name="Log in").click()
    pagina.wait_for_timeout(300)
    assert gevraagd == ["beforeunload"]


def test_een_tweede_tab_overschrijft_niets_en_een_gewijzigd_formulier_vraagt_eerst(
    cast: Cast, venster: Callable[[Speler], "BrowserContext"]
) -> None:
    melding = meldingen.maak_melding(cast)
    pad = reverse("meldingen:wijzigen", args=[melding.pk])
    context = venster(cast.gemeente)
    eerste, tweede = context.new_page(), context.new_page()
    for pagina, straat in ((eerste, "Eerste straat 1"), (tweede, "Tweede straat 2")):
        pagina.goto(pad)
        pagina.locator("[name=straat]").fill(straat)
    gevraagd: list[str] = []
    tweede.on("dialog", lambda vraag: (gevraagd.append(vraag.type), vraag.dismiss()))
    tweede.get_by_role("link", name="Meldingen").first.click()
    tweede.wait_for_timeout(300)
    assert gevraagd == ["beforeunload"]
    for pagina in (eerste, tweede):
        pagina.locator("main form.co-formulier button[type=submit]").click()
        pagina.wait_for_load_state()
    assert "Nu staat er: Eerste straat 1" in tweede.locator("main").inner_text()
    assert tweede.locator("[name=straat]").input_value() == "Tweede straat 2"
    assert Melding.objects.get().straat == "Eerste straat 1"


def test_twee_keer_klikken_registreert_een_melding(
    cast: Cast, venster: Callable[[Speler], "BrowserContext"]
) -> None:
    """Without our script: the guard of a browser is none."""
    context = venster(cast.gemeente)
    context.route("**/*.js", lambda verzoek: verzoek.abort())
    pagina = context.new_page()
    pagina.goto("/meldingen/nieuw/")
    vul_in(pagina, meldingen.ingevuld(cast.gemeente))
    pagina.get_by_role("button", name="Registreer melding").dblclick(no_wait_after=True)
    pagina.wait_for_url("**/meldingen/")
    pagina.wait_for_load_state()
    assert Melding.objects.count() == 1


def test_vijf_minuten_voor_het_einde_vraagt_de_pagina_of_er_iemand_is(
    cast: Cast, venster: Callable[[Speler], "BrowserContext"], settings: "Settings"
) -> None:
    settings.SESSION_COOKIE_AGE = 4  # seconds: half of it is warned of
    pagina = venster(cast.gemeente).new_page()
    pagina.goto("/meldingen/")
    Sessie.objects.update(expire_date=timezone.now() + timedelta(seconds=30))
    knop = pagina.get_by_role("button", name="Blijf ingelogd")
    knop.wait_for()
    with pagina.expect_response("**/klad/") as gevraagd:
        knop.click()
    assert gevraagd.value.status == 204
    knop.wait_for(state="detached")
