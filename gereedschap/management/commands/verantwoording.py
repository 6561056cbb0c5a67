"""`manage.py verantwoording`: which clause is proved by which tests, and served by what."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gereedschap.verantwoording import Clausule, Verantwoording, verantwoord


class Command(BaseCommand):
    """Print the account; fail when it names something that is not there."""

    help = "Laat zien welke clausule door welke tests en pagina's wordt gedragen, en wat nog mist."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="uitvoer voor een programma")
        parser.add_argument(
            "--map", type=Path, default=None, help="map met fixtures/ en tests/ (standaard: deze)"
        )

    def handle(self, *args: Any, **opties: Any) -> None:
        """Exit 1 on an unknown id in a test, or on a page, command or job that does not exist."""
        verantwoording = verantwoord(opties["map"])
        if opties["json"]:
            self.stdout.write(json.dumps(verantwoording.als_dict(), ensure_ascii=False, indent=2))
        else:
            self._schrijf(verantwoording)
        if verantwoording.fouten:
            raise CommandError("\n".join(verantwoording.fouten))

    def _schrijf(self, verantwoording: Verantwoording) -> None:
        for clausule in verantwoording.clausules:
            self.stdout.write(f"{clausule.id}  ({clausule.bron}, {clausule.aard})")
            self.stdout.write(f"  {clausule.tekst}")
            self.stdout.write(f"  door:  {', '.join(clausule.bediend_door) or 'nog niets'}")
            self.stdout.write(f"  tests: {len(clausule.tests) or 'nog geen'}")
            for test in clausule.tests:
                self.stdout.write(f"    {test}")
        self.stdout.write("")
        self._som("Zonder test", verantwoording.zonder_test, verantwoording)
        self._som("Zonder pagina of taak", verantwoording.onbediend, verantwoording)

    def _som(self, kop: str, rijen: list[Clausule], alles: Verantwoording) -> None:
        namen = ", ".join(clausule.id for clausule in rijen) or "geen"
        self.stdout.write(f"{kop} ({len(rijen)} van {len(alles.clausules)}): {namen}")
