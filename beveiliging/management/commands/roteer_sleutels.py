"""`manage.py roteer_sleutels`: everything under the newest key, while people work."""

import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from beveiliging.roteren import over, roteer
from register.sleutels import vergeet_oude

RONDES = 20  # rows that somebody holds come in a later one
WACHT = 3  # seconds between two


class Command(BaseCommand):
    help = (
        "Versleutelt alles onder de nieuwste sleutel, en zegt of er onder een oude nog iets staat. U kunt dit"
        " onderbreken en opnieuw beginnen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether the database forgets the old keys."""
        parser.add_argument(
            "--oude-weg",
            action="store_true",
            help="vergeet daarna de oude sleutels, zodat u ze uit de set kunt halen; als eigenaar",
        )

    def handle(self, *, oude_weg: bool, **_opties: object) -> None:
        """Print how many, and the names of tables; no file.

        Raises:
            CommandError: code 1 when something is left under another key; code 2 as for `vergeet_oude`.
        """
        for ronde in range(RONDES):
            if ronde:
                time.sleep(WACHT)
            uitslag = roteer()
            self.stdout.write(f"{uitslag.gedaan} opnieuw versleuteld.")
            rest = over()
            if not rest or (uitslag.onleesbaar and not uitslag.gedaan):
                break
        for naam, aantal in rest.items():
            self.stdout.write(f"{naam}: {aantal} nog niet onder de nieuwste sleutel.")
        for kolom in sorted(set(uitslag.onleesbaar)):
            self.stdout.write(f"{kolom}: {uitslag.onleesbaar.count(kolom)} niet te lezen.")
        if rest:
            raise CommandError("Nog niet alles staat onder de nieuwste sleutel.")
        self.stdout.write("Alles staat onder de nieuwste sleutel. Onder een oude staat niets meer.")
        if oude_weg:
            weg = vergeet_oude()
            self.stdout.write(f"Oude sleutels vergeten van: {', '.join(weg) or 'niets'}.")
