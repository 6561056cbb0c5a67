"""`manage.py reservekopie`: an encrypted backup of the database, or of the data keys of its files."""

import os
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from beveiliging.kopie import KopieFout, maak, maak_van_datasleutels

VOOR = "CASUSOVERLEG_KOPIE_VOOR"


class Command(BaseCommand):
    help = f"Maakt een versleutelde reservekopie van de database, voor de sleutels in {VOOR}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where it comes, and of what."""
        parser.add_argument("map", type=Path, help="map waarin het bestand komt")
        parser.add_argument(
            "--datasleutels",
            action="store_true",
            help="van de sleutels van de dossiers; vernietigt in deze map wat ouder is dan dertig dagen",
        )

    def handle(self, *, map: Path, datasleutels: bool, **_opties: object) -> None:
        """Write it and print its path.

        Raises:
            CommandError: it was not made.
        """
        if not map.is_dir():
            raise CommandError(f"De map {map} is er niet.")
        voor = os.environ.get(VOOR, "").split()
        try:
            bestand = (maak_van_datasleutels if datasleutels else maak)(map, voor, timezone.now())
        except KopieFout as fout:
            raise CommandError(str(fout)) from fout
        self.stdout.write(f"Reservekopie gemaakt: {bestand}")
