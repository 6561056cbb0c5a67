"""`manage.py terugzetten`: put a backup back in an empty database."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from beveiliging.kopie import KopieFout, zet_datasleutels_terug, zet_terug

DATABASE = (
    "Teruggezet. Doe nu: migrate, terugzetten met de nieuwste kopie van de datasleutels, controleer_toegang en"
    " bewaartermijnen. Wat na deze kopie is vernietigd, is terug. Ook accounts en rollen die na deze kopie zijn"
    " beëindigd, werken weer: zie docs/draaien.md voor u de toepassing start."
)
DOSSIERS = (
    "Datasleutels van {} dossiers teruggezet. Van {} dossiers is er geen: wat daarin staat gaat niet open. Zijn die"
    " na de kopie van de database vernietigd? Dan hoort dat zo: zie docs/draaien.md."
)


class Command(BaseCommand):
    help = (
        "Zet een reservekopie terug in de lege database van DATABASE_URL, als de eigenaar daarvan."
    )
    requires_migrations_checks = False
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which backup, and what opens it."""
        parser.add_argument("bestand", type=Path, help="de reservekopie")
        parser.add_argument(
            "--datasleutels",
            action="store_true",
            help="de reservekopie is van de sleutels van de dossiers; doe dit na die van de database",
        )
        parser.add_argument(
            "--sleutel", type=Path, required=True, help="bestand met de geheime sleutel"
        )

    def handle(
        self, *, bestand: Path, sleutel: Path, datasleutels: bool, **_opties: object
    ) -> None:
        """Put it back, and say what comes next.

        Raises:
            CommandError: nothing was put back.
        """
        for pad in (bestand, sleutel):
            if not pad.is_file():
                raise CommandError(f"Het bestand {pad} is er niet.")
        try:
            if datasleutels:
                self.stdout.write(DOSSIERS.format(*zet_datasleutels_terug(bestand, sleutel)))
            else:
                zet_terug(bestand, sleutel)
                self.stdout.write(DATABASE)
        except KopieFout as fout:
            raise CommandError(str(fout)) from fout
