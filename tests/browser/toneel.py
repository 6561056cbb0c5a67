"""The application in a browser, and what a person does there."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

KERN = ("Gemeente Venlo", "Openbaar Ministerie Limburg", "Politie Limburg")


@dataclass
class Toneel:
    """The application in a browser: one window for each player."""

    browser: "Browser"
    adres: str
    afdruk: Callable[["Page", str], Path]
    script: bool = True  # whether the browser runs it
    vensters: dict[str, "Page"] = field(default_factory=dict)

    def als(self, wie: str) -> "Page":
        """The window of a player; logs in with one click the first time."""
        if wie not in self.vensters:
            context = self.browser.new_context(
                base_url=self.adres,
                locale="nl-NL",
                viewport={"width": 1280, "height": 900},
                java_script_enabled=self.script,
            )
            pagina = context.new_page()
            pagina.set_default_timeout(8000)
            pagina.goto("/demo/")
            pagina.locator("form", has=pagina.locator(f"[value='{wie}']")).locator(
                "button"
            ).first.click()
            assert pagina.locator("h1").inner_text() == "Werklijst"
            self.vensters[wie] = pagina
        return self.vensters[wie]

    def bewaar(self, wie: str, naam: str) -> None:
        """Keep a picture of what a player sees, wide and as on a telephone."""
        pagina = self.vensters[wie]
        self.afdruk(pagina, naam)
        pagina.set_viewport_size({"width": 390, "height": 844})
        breedte = pagina.evaluate("document.documentElement.scrollWidth")
        assert breedte <= 390, f"{naam} schuift opzij: {breedte}"
        self.afdruk(pagina, f"{naam}-smal")
        pagina.set_viewport_size({"width": 1280, "height": 900})


def vul(pagina: "Page", **velden: str | bool) -> None:
    """Fill in form fields by their name."""
    for sleutel, waarde in velden.items():
        naam = sleutel.replace("__", "-")
        veld = pagina.locator(f"[name='{naam}']")
        if isinstance(waarde, bool):
            veld.first.set_checked(waarde)
        elif veld.first.evaluate("e => e.tagName") == "SELECT":
            veld.select_option(waarde)
        elif veld.first.get_attribute("type") in ("radio", "checkbox"):
            pagina.locator(f"[name='{naam}'][value='{waarde}']").check()
        else:
            veld.fill(waarde)


def knop(pagina: "Page", tekst: str) -> None:
    """Press a button that a person sees."""
    pagina.get_by_role("button", name=tekst, exact=True).click()
    pagina.wait_for_load_state()


def verstuur(pagina: "Page") -> None:
    """Press the button at the end of the only form, and wait for the page that answers.

    A click returns when the answer begins; what is read at once may be of a page still empty.
    """
    pagina.locator("main form button[type=submit]").last.click()
    pagina.wait_for_load_state()


def lees_en_bevestig(pagina: "Page") -> None:
    """On the page that says what will happen: do it."""
    assert pagina.locator("h1").inner_text() == "Dit gebeurt er"
    pagina.locator("main button[name=gevolgen]").click()
    pagina.wait_for_load_state()


def ga(pagina: "Page", tekst: str) -> None:
    """Follow the first link with this text."""
    pagina.get_by_role("link", name=re.compile(tekst)).first.click()
    pagina.wait_for_load_state()


def kies(pagina: "Page", naam: str, tekst: str) -> None:
    """Choose from a list by a part of the text."""
    waarde = pagina.locator(f"[name={naam}] option", has_text=tekst).first.get_attribute("value")
    pagina.locator(f"[name={naam}]").select_option(waarde)


def kies_kernpartijen(pagina: "Page", *namen: str) -> None:
    """Tick the core parties that agreed."""
    for naam in namen or KERN:
        pagina.get_by_label(naam, exact=True).check()


def status(pagina: "Page", pad: str) -> int:
    """The status of a page for this player."""
    antwoord: Response | None = pagina.goto(pad)
    assert antwoord is not None
    return antwoord.status


def dag(verschil: int = 0) -> str:
    """A day relative to today, as a date field wants it."""
    return (timezone.localdate() + timedelta(days=verschil)).isoformat()
