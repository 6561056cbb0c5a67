"""`manage.py reservekopie`: an encrypted backup of the database."""

import os
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from beveiliging.kopie import KopieFout, maak

VOOR = "CASUSOVERLEG_KOPIE_VOOR"


class Command(BaseCommand):
    help = f"Maakt een versleutelde reservekopie van de database, voor de sleutels in {VOOR}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where it comes."""
        parser.add_argument("map", type=Path, help="map waarin het bestand komt")

    def handle(self, *, map: Path, **_opties: object) -> None:
        """Write it and print its path.

        Raises:
            CommandError: it was not made.
        """
        if not map.is_dir():
            raise CommandError(f"De map {map} is er niet.")
        voor = os.environ.get(VOOR, "").split()
        try:
            bestand = maak(map, voor, timezone.now())
        except KopieFout as fout:
            raise CommandError(str(fout)) from fout
        self.stdout.write(f"Reservekopie gemaakt: {bestand}")
