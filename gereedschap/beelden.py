"""The pictures in the manuals, taken of a demo that runs: so they show what there is."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MAP = Path("docs/handleiding/beelden")
# One screen of a laptop, so that a letter in a manual is still a letter.
SCHERM = {"width": 1120, "height": 760}


@dataclass(frozen=True)
class Beeld:
    """One picture.

    Args:
        wie: account of the demo (`gereedschap.demo`).
        pad: page to open.
        rij: open the first file in the list on that page.
    """

    naam: str
    wie: str
    pad: str
    rij: bool = False

    @property
    def bestand(self) -> Path:
        """Where it is kept."""
        return MAP / f"{self.naam}.png"


# By role: what somebody has to see once to know where he is.
BEELDEN = (
    Beeld("uitvoerder-werklijst", "uitvoerder.venlo", "/"),
    Beeld("uitvoerder-weegploeg", "uitvoerder.venlo", "/weegploeg/", rij=True),
    Beeld("uitvoerder-casus", "uitvoerder.venlo", "/casusoverleg/", rij=True),
    Beeld("gemeente-melding", "gemeente.venlo", "/meldingen/nieuw/"),
    Beeld("politie-weegploeg", "politie.limburg", "/weegploeg/", rij=True),
    Beeld("casuspartij-casus", "reclassering.limburg", "/casusoverleg/", rij=True),
    Beeld("extern-plannen", "extern.ggz", "/casusoverleg/", rij=True),
    Beeld("behandelaar-verzoeken", "behandelaar.venlo", "/verzoeken/"),
    Beeld("beheerder-toegang", "beheerder", "/convenant/toegang/"),
    Beeld("toezichthouder-logboek", "fg", "/beveiliging/"),
    Beeld("toezichthouder-overzicht", "fg", "/overzicht/"),
)


def neem(browser: "Browser", adres: str, basis: Path) -> None:
    """Take all of them.

    Args:
        adres: of a demo that runs, with the data that it begins with.
        basis: folder of the project.
    """
    (basis / MAP).mkdir(parents=True, exist_ok=True)
    for beeld in BEELDEN:
        pagina = browser.new_page(base_url=adres, locale="nl-NL", viewport=SCHERM)  # type: ignore[arg-type]
        _open(pagina, beeld)
        pagina.screenshot(path=basis / beeld.bestand)
        pagina.close()


def _open(pagina: "Page", beeld: Beeld) -> None:
    pagina.goto("/demo/")
    met_naam = pagina.locator(f"[value='{beeld.wie}']")
    pagina.locator("form", has=met_naam).locator("button").first.click()
    pagina.wait_for_url("/")
    pagina.goto(beeld.pad)
    if beeld.rij:
        pagina.locator("a.co-rijlink").first.click()
        pagina.wait_for_load_state()
    # What only the demo has is not in the product.
    pagina.evaluate("document.querySelectorAll('.co-demobalk').forEach((balk) => balk.remove())")
