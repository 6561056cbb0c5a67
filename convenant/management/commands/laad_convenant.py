"""`manage.py laad_convenant FILE [FILE ...]`: covenants, referentiekader and legal grounds."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from convenant import laden


class Command(BaseCommand):
    """Load files, all or nothing (see `convenant.laden.laad`)."""

    help = "Laadt convenanten, het referentiekader en de wettelijke gronden uit YAML-bestanden."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestanden", nargs="+", metavar="BESTAND")

    def handle(self, *args: Any, bestanden: list[str], **opties: Any) -> None:
        """Say what changed, or all that is wrong with file, line and field."""
        try:
            tellingen = laden.laad(bestanden)
        except laden.LaadFout as fout:
            aantal = len(fout.fouten)
            kop = f"Er is niets geladen: {aantal} {'fout' if aantal == 1 else 'fouten'}."
            raise CommandError(f"{kop}\n{fout}") from fout
        for telling in tellingen:
            self.stdout.write(
                f"{telling.bestand}: {telling.nieuw} toegevoegd, {telling.gewijzigd} gewijzigd."
            )
