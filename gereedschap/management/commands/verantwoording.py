"""`manage.py verantwoording`: which part of a clause is proved by which tests, and served by what."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gereedschap.verantwoording import BEWAARD, Verantwoording, verantwoord


class Command(BaseCommand):
    """Print the account; fail when it names something that is not there."""

    help = "Laat zien welk deel van een clausule door welke tests wordt bewezen, en wat nog mist."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--bewaar",
            action="store_true",
            help=f"schrijf {BEWAARD}, dat de hulp van de toepassing toont",
        )
        parser.add_argument("--json", action="store_true", help="uitvoer voor een programma")
        parser.add_argument(
            "--map", type=Path, default=None, help="map met fixtures/ en tests/ (standaard: deze)"
        )

    def handle(self, *args: Any, **opties: Any) -> None:
        """Exit 1 on an unknown clause or part in a test, or on a page, command or job that is not there."""
        verantwoording = verantwoord(opties["map"])
        if opties["bewaar"]:
            (settings.BASE_DIR / BEWAARD).write_text(verantwoording.bewaard, "utf-8")
        elif opties["json"]:
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
            for deel in clausule.delen:
                self.stdout.write(f"  - {deel.sleutel}: {deel.tekst}")
                for test in deel.tests:
                    self.stdout.write(f"      {test}")
            if clausule.onbewezen:
                namen = ", ".join(deel.sleutel for deel in clausule.onbewezen)
                self.stdout.write(f"  niemand bewijst: {namen}")
        self.stdout.write("")
        zonder, delen = verantwoording.zonder_test, len(verantwoording.delen)
        self.stdout.write(f"Delen met een test: {delen - len(zonder)} van {delen}")
        onbediend = ", ".join(clausule.id for clausule in verantwoording.onbediend) or "geen"
        self.stdout.write(
            f"Zonder pagina of taak ({len(verantwoording.onbediend)} van "
            f"{len(verantwoording.clausules)}): {onbediend}"
        )
