"""`manage.py controleer_toegang`: does what is stored follow the facts, and does the second wall stand?"""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from beveiliging.controle import gebreken, verschillen


class Command(BaseCommand):
    help = "Vergelijkt de rechten op elk dossier met de feiten, en controleert de rijbeveiliging."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to put right what differs."""
        parser.add_argument(
            "--herstel", action="store_true", help="herstel de rechten die van de feiten afwijken"
        )

    def handle(self, *, herstel: bool, **_opties: object) -> None:
        """Print file numbers and keys of parties, no names.

        Raises:
            CommandError: code 1 when something is wrong that was not put right.
        """
        rijen, fouten = verschillen(herstel=herstel), gebreken()
        for rij in rijen:
            self.stdout.write(rij)
        self.stdout.write(_uitslag(len(rijen), herstel=herstel))
        for zin in fouten:
            self.stdout.write(zin)
        if fouten:
            raise CommandError("De rijbeveiliging van de database klopt niet.")
        self.stdout.write("De rijbeveiliging van de database klopt.")
        if settings.PRODUCTIE and not settings.KETTING_MAP:
            self.stdout.write(
                "Let op: CASUSOVERLEG_KETTING_MAP ontbreekt. De kop van de ketting over de logboeken staat "
                "dan alleen in het log van de processen."
            )
        if rijen and not herstel:
            raise CommandError("Herstel de rechten met --herstel.")


def _uitslag(aantal: int, *, herstel: bool) -> str:
    if not aantal:
        return "Alle rechten volgen uit de feiten."
    return f"{aantal} afwijkingen{' hersteld' if herstel else ' gevonden'}."
