"""The manuals: each picture is one that the command takes, and each word on a button is there."""

import re

from django.conf import settings

from gereedschap.beelden import BEELDEN, MAP
from gereedschap.demo import spelers

BLADEN = sorted((settings.BASE_DIR / "docs" / "handleiding").glob("*.md"))
MEEST = 2_000_000  # bytes of all pictures together
# Words in bold that are no word of the application.
GEEN_SCHERM = {"Inloggen.", "Een nummer is genoeg.", "Wat u niet ziet, is er voor u niet."}


def test_elk_beeld_in_een_handleiding_wordt_door_de_opdracht_gemaakt() -> None:
    genoemd = [
        naam for blad in BLADEN for naam in re.findall(r"\(beelden/(.+)\.png\)", blad.read_text())
    ]
    assert sorted(genoemd) == sorted(beeld.naam for beeld in BEELDEN)
    bestanden = sorted((settings.BASE_DIR / MAP).iterdir())
    assert bestanden == sorted(settings.BASE_DIR / beeld.bestand for beeld in BEELDEN)
    assert sum(pad.stat().st_size for pad in bestanden) < MEEST
    assert {beeld.wie for beeld in BEELDEN} <= {speler.gebruikersnaam for speler in spelers()}


def test_elk_woord_op_een_knop_of_in_het_menu_staat_in_de_toepassing() -> None:
    """A manual that names a button which was renamed sends somebody looking for nothing."""
    bronnen = [*settings.BASE_DIR.glob("templates/**/*.html")]
    for app in settings.INSTALLED_APPS:
        bronnen += (settings.BASE_DIR / app).rglob("*.py")
    bronnen += (settings.BASE_DIR / "config").rglob("*.py")
    alles = "\n".join(pad.read_text("utf-8") for pad in bronnen)
    genoemd = {
        " ".join(woord.split())
        for blad in BLADEN
        for woord in re.findall(r"\*\*(.+?)\*\*", blad.read_text(), re.S)
    }
    assert len(genoemd) > 30
    weg = {woord for woord in genoemd - GEEN_SCHERM if woord.rstrip(".") not in alles}
    assert weg == set()
