"""A passkey in a real browser, with a device of its own: set up, and logged in with (ASVS 6.3.3)."""

from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator

from mensen.models import Gebruiker
from tests.cast import WACHTWOORD, Cast, Speler, maak_speler

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
APPARAAT = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def _log_in(page: "Page", speler: Speler) -> None:
    page.goto("/inloggen/")
    page.fill("[name=login]", speler.gebruiker.username)
    page.fill("[name=password]", WACHTWOORD)
    page.click("main button[type=submit]")


@pytest.mark.clausule("BEV-toegangscontrole", "tweede-factor")
def test_een_passkey_instellen_en_ermee_inloggen(
    browser: "Browser", live_server: "LiveServer", cast: Cast
) -> None:
    lid = maak_speler("metpasskey", cast.politie.partij)
    Gebruiker.objects.filter(pk=lid.gebruiker.pk).update(tweede_stap_sinds=None)
    context = browser.new_context(base_url=live_server.url, locale="nl-NL")
    context.set_default_timeout(8000)
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": APPARAAT})
    _log_in(page, lid)
    page.wait_for_url("**/tweede-stap/")
    page.get_by_role("link", name="Een passkey instellen").click()
    page.fill("[name=name]", "Laptop van het werk")
    page.get_by_role("button", name="Passkey instellen").click()
    page.wait_for_url("**/tweede-stap/codes/")
    page.goto("/tweede-stap/")
    assert "Laptop van het werk" in page.inner_text("main")
    assert Authenticator.objects.filter(user=lid.gebruiker, type="webauthn").count() == 1
    # The same device again is no second one.
    page.goto("/tweede-stap/passkey/")
    page.get_by_role("button", name="Passkey instellen").click()
    page.wait_for_selector("text=Deze passkey hebt u al ingesteld")
    context.clear_cookies()
    _log_in(page, lid)
    page.wait_for_url("**/inloggen/stap/")
    page.get_by_role("button", name="Passkey gebruiken").click()
    page.wait_for_url(f"{live_server.url}/")
    assert "Werklijst" in page.inner_text("main")
    context.close()
