"""The main job by the keyboard alone: each stop is seen, large enough, and not behind what stays in view."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.toneel import Toneel, dag

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(300),
]

MEESTE = 150  # stops on one page
# Of the element that has the focus: what is wrong for who sees where he is.
MIS = """() => {
  const hier = document.activeElement, vak = hier.getBoundingClientRect();
  const stijl = getComputedStyle(hier);
  if (vak.width < 1 || vak.height < 1) return "niet te zien";
  const inTekst = hier.matches("a") && stijl.display === "inline";
  const klein = vak.width < 24 || vak.height < 24;
  const vinkje = hier.matches("[type=checkbox], [type=radio]");
  if (klein && !inTekst && !vinkje) return `te klein: ${vak.width} bij ${vak.height}`;
  const balk = document.querySelector(".co-wat")?.getBoundingClientRect();
  if (balk && balk.top <= 1 && vak.bottom <= balk.bottom && !hier.closest(".co-wat, .co-nav"))
    return "achter de balk";
  if (vak.bottom < 0 || vak.top > innerHeight) return "buiten beeld";
  return "";
}"""


class Handen:
    """Somebody who has no mouse."""

    def __init__(self, pagina: "Page") -> None:
        self.pagina = pagina

    def tot(self, doel: "Locator") -> None:
        """Go on with Tab until something has the focus."""
        for _ in range(MEESTE):
            if doel.evaluate("e => e === document.activeElement"):
                return
            self.pagina.keyboard.press("Tab")
            self._is_te_zien()
        raise AssertionError(f"niet te bereiken met Tab: {doel}")

    def _is_te_zien(self) -> None:
        """The page may still be on its way to what has the focus."""
        for _ in range(20):
            mis = self.pagina.evaluate(MIS)
            if not mis:
                return
            self.pagina.wait_for_timeout(50)
        raise AssertionError((mis, self.pagina.evaluate("document.activeElement.outerHTML")))

    def typ(self, naam: str, tekst: str) -> None:
        """Type in a field, by its name."""
        self.tot(self.pagina.locator(f"[name='{naam}']").first)
        self.pagina.keyboard.type(tekst)

    def datum(self, naam: str, dag_: str) -> None:
        """Type a day: in the order of the browser, which is that of the machine."""
        jaar, maand, nr = dag_.split("-")
        veld = self.pagina.locator(f"[name='{naam}']")
        self.typ(naam, f"{nr}{maand}{jaar}")
        if veld.input_value() != dag_:
            for _ in range(2):
                self.pagina.keyboard.press("ArrowLeft")
            self.pagina.keyboard.type(f"{maand}{nr}{jaar}")
        assert veld.input_value() == dag_

    def kies(self, naam: str, waarde: str) -> None:
        """Choose in a list: with an arrow to the next."""
        lijst = self.pagina.locator(f"[name='{naam}']")
        self.tot(lijst)
        for _ in range(lijst.locator("option").count()):
            if lijst.input_value() == waarde:
                return
            self.pagina.keyboard.press("ArrowDown")
        raise AssertionError(f"{naam} heeft geen {waarde}")

    def zet(self, naam: str, waarde: str) -> None:
        """Choose one of some round buttons: Tab goes to the first of them, an arrow to the next."""
        groep = self.pagina.locator(f"[name='{naam}']")
        self.tot(groep.first)
        self.pagina.keyboard.press("Space")
        for _ in range(groep.count()):
            if self.pagina.evaluate("document.activeElement.value") == waarde:
                return
            self.pagina.keyboard.press("ArrowDown")
        raise AssertionError(f"{naam} heeft geen {waarde}")

    def druk(self, doel: "Locator") -> None:
        """Press a link or a button, and wait for the page that answers."""
        self.tot(doel)
        with self.pagina.expect_navigation():
            self.pagina.keyboard.press("Enter")

    def toets(self, toets: str) -> None:
        """Press a key that leads to another page, when its script is there."""
        self.pagina.wait_for_load_state()
        with self.pagina.expect_navigation():
            self.pagina.keyboard.press(toets)

    def knop(self, tekst: str) -> None:
        """Press a button."""
        self.druk(self.pagina.locator("main").get_by_role("button", name=tekst, exact=True))

    def link(self, tekst: str) -> None:
        """Follow a link."""
        self.druk(self.pagina.locator("main").get_by_role("link", name=tekst).first)


def test_van_melding_tot_weging_zonder_muis(toneel: Toneel) -> None:
    pagina = toneel.als("gemeente.venlo")
    handen = Handen(pagina)
    handen.toets("d")  # the dark button of the worklist: register a melding
    assert pagina.url.endswith("/meldingen/nieuw/")
    handen.typ("voornamen", "Mousa")
    handen.typ("achternaam", "Vogelsang")
    handen.datum("ontvangen_op", dag(-1))
    handen.knop("Registreer melding")
    # What is wrong has the focus, and its first line leads to the field.
    assert pagina.evaluate("document.activeElement.matches('[data-foutoverzicht]')")
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("Enter")
    assert pagina.evaluate("document.activeElement.closest('.co-veld, .co-formulier') !== null")
    handen = Handen(pagina)
    handen.kies("herkomst", "naasten")
    handen.typ("melder_naam", "Grootvader Piet Vogelzang")
    handen.typ("melder_contact", "06-00000011")
    handen.typ("signalen-0-omschrijving", "Hij vertelde dat hij een reis voorbereidt.")
    handen.zet("signalen-0-aard", "feit")
    handen.tot(pagina.locator("[name='signalen-0-gericht_op'][value=uitreizen]"))
    pagina.keyboard.press("Space")
    handen.datum("signalen-0-waargenomen_op", dag(-2))
    handen.knop("Registreer melding")
    handen.link("Open M-")
    nummer = pagina.locator(".co-wat .co-nummer").inner_text()
    handen.link("Breng in")
    handen.knop("Breng in")
    assert "/weegploeg/" in pagina.url
    dossier = pagina.locator(".co-wat .co-nummer").inner_text()
    handen.toets("d")
    assert pagina.url.endswith("/wegen/")
    # By its number from anywhere; a key puts the cursor in the field.
    pagina.keyboard.press("/")
    assert pagina.evaluate("document.activeElement.id") == "zoek"
    pagina.keyboard.type(dossier)
    handen.toets("Enter")
    assert pagina.locator(".co-wat .co-nummer").inner_text() == dossier
    assert nummer != dossier
    handen.toets("w")
    assert pagina.locator("h1").inner_text() == "Werklijst"


def test_toetsen_gaan_uit_en_weer_aan(toneel: Toneel) -> None:
    pagina = toneel.als("uitvoerder.venlo")
    handen = Handen(pagina)
    handen.toets("?")
    assert pagina.locator("h1").inner_text() == "Toetsen"
    handen.tot(pagina.locator("[data-toetsen]"))
    pagina.keyboard.press("Enter")
    assert pagina.locator("[data-toetsen-stand]").inner_text().startswith("De toetsen staan uit")
    adres = pagina.url
    pagina.keyboard.press("w")
    pagina.keyboard.press("/")
    assert pagina.evaluate("document.activeElement.id") != "zoek"
    assert pagina.url == adres
    pagina.keyboard.press("Enter")  # the switch still has the focus
    handen.toets("w")
    assert pagina.locator("h1").inner_text() == "Werklijst"


def test_een_formulier_begint_bij_het_eerste_lege_veld(toneel: Toneel) -> None:
    pagina = toneel.als("uitvoerder.venlo")
    pagina.goto("/zoeken/")
    assert pagina.evaluate("document.activeElement.name") == "voornamen"
    pagina.locator("#zoek").fill("Mohammed el Amrani")
    pagina.locator("#zoek").press("Enter")
    pagina.wait_for_load_state()
    assert pagina.locator("main [name=achternaam]").input_value() == "el Amrani"
    pagina.wait_for_function("document.activeElement.name === 'tussenvoegsel'")
