"""`manage.py handleiding`: takes the pictures of the manuals anew, beside a demo that runs."""

import os
import shutil
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gereedschap.beelden import BEELDEN, MAP, neem


class Command(BaseCommand):
    """Take each picture; the demo keeps its data."""

    help = "Maakt de beelden van docs/handleiding opnieuw, van een demo die draait."
    requires_system_checks: Sequence[str] = ()  # type: ignore[assignment]  # it asks the demo alone

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--adres", default="http://127.0.0.1:8000", help="adres van de demo")

    def handle(self, *args: Any, adres: str, **opties: Any) -> None:
        """Write the pictures.

        Raises:
            CommandError: there is no browser, or no demo at that address.
        """
        from playwright.sync_api import Error, sync_playwright

        namen = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
        pad = next((gevonden for naam in namen if naam and (gevonden := shutil.which(naam))), None)
        if pad is None:
            raise CommandError("Geen Chromium gevonden. Installeer chromium.")
        try:
            with sync_playwright() as spelen:
                browser = spelen.chromium.launch(executable_path=pad, args=["--no-sandbox"])
                neem(browser, adres, settings.BASE_DIR)
        except Error as fout:
            raise CommandError(f"Dit lukte niet: {fout.message.splitlines()[0]}") from fout
        self.stdout.write(f"{len(BEELDEN)} beelden in {MAP}.")
