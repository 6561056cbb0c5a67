"""`manage.py speel_vernietigingen_na`: destroy once more what a restored backup brought back (RET-volledig)."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gedeeld.actor import Actor
from retention import boek
from retention.decisions import BLOK, vernietig_opnieuw

TAAK = "speel_vernietigingen_na"


class Command(BaseCommand):
    """Read the book of destructions, and destroy each file of it that is here."""

    help = "Vernietigt opnieuw wat met een reservekopie terugkwam."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the book is."""
        parser.add_argument(
            "--map",
            type=Path,
            default=settings.VERNIETIGD_MAP,
            help="map met het boek (standaard: CASUSOVERLEG_VERNIETIGD_MAP)",
        )

    def handle(self, *, map: Path | None, **_opties: object) -> None:
        """Print file numbers, no names. A run that was broken off is taken up by the next one.

        Raises:
            CommandError: there is no book, or a file was in use.
        """
        if map is None or not map.is_dir():
            raise CommandError(
                "Waar staat het boek? Zet CASUSOVERLEG_VERNIETIGD_MAP, of geef --map."
            )
        terug = boek.terug(map)
        sleutels, weg = list(terug), 0
        for begin in range(0, len(sleutels), BLOK):
            deel = {pk: terug[pk] for pk in sleutels[begin : begin + BLOK]}
            for rij in vernietig_opnieuw(deel, actor=Actor.systeem(TAAK)):
                self.stdout.write(f"  {rij.nummer} opnieuw vernietigd")
                weg += 1
        self.stdout.write(f"{weg} van {len(sleutels)} dossiers uit het boek vernietigd.")
        if weg < len(sleutels):
            raise CommandError("Niet alles is weg: een dossier was in gebruik. Doe dit opnieuw.")
