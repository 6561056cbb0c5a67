"""`manage.py controleer_log`: is every row of the logs still there, as it was written?"""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from register.ketting import controleer, openbaar

GETOOND = 20  # sentences: after the first the rest follows from it, or shows how much it is


class Command(BaseCommand):
    help = "Controleert of geen regel van de logboeken is gewijzigd, weggehaald of later ingevoegd."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the heads of the chain were kept."""
        parser.add_argument(
            "--koppen",
            type=Path,
            default=settings.KETTING_MAP,
            help="map met de koppen van de ketting (standaard: CASUSOVERLEG_KETTING_MAP)",
        )

        parser.add_argument(
            "--vanaf",
            type=date.fromisoformat,
            default=settings.KETTING_VANAF,
            metavar="DAG",
            help="koppen van voor deze dag (jjjj-mm-dd) tellen niet, want toen is een kopie teruggezet "
            "(standaard: CASUSOVERLEG_KETTING_VANAF)",
        )

    def handle(self, *, koppen: Path | None, vanaf: date | None, **_opties: object) -> None:
        """Print how much was looked at, or the first broken row: keys, no content.

        Raises:
            CommandError: code 1 when the chain is broken, or the heads are not there.
        """
        if koppen and not koppen.is_dir():
            raise CommandError(f"De map {koppen} is er niet.")
        uitkomst = controleer(koppen, vanaf)
        self.stdout.write(f"{uitkomst.schakels} schakels, {uitkomst.rijen} regels.")
        if uitkomst.breuken:
            meer = len(uitkomst.breuken) - GETOOND
            einde = [f"En nog {meer}."] if meer > 0 else []
            raise CommandError("\n".join([*uitkomst.breuken[:GETOOND], *einde]))
        self.stdout.write(f"De logboeken zijn heel. Openbare sleutel van de ketting: {openbaar()}")
