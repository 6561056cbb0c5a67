"""`manage.py eerste_mens`: an account with a role, where no administrator can make one yet."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from convenant.models import Partij
from gedeeld.actor import Actor, Rol
from gedeeld.weigering import NietMogelijk
from mensen.accounts import maak_eerste
from register.muur import als

TAAK = "eerste_mens"


class Command(BaseCommand):
    """Make one account and give it a role that works at once (MC 15.2 c, ADR 11).

    For a new covenant, and for one in which nobody is left who can confirm a role. A second one is needed
    before anybody can give roles on the pages.
    """

    help = "Maakt een account met een rol, voor een convenant dat nog geen beheerder heeft."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("gebruikersnaam")
        parser.add_argument("naam", help="zoals collega's deze persoon noemen")
        parser.add_argument("rol", choices=Rol.values)
        parser.add_argument(
            "partij", help="de naam van de partij, zoals die in het convenant staat"
        )

    def handle(
        self, *args: Any, gebruikersnaam: str, naam: str, rol: str, partij: str, **opties: Any
    ) -> None:
        """Print the temporary password: it is shown once and kept nowhere."""
        actor = Actor.systeem(TAAK)
        with als(actor):
            gevonden = list(Partij.objects.op(actor.vandaag).filter(naam=partij))
            if len(gevonden) != 1:
                raise CommandError(
                    f"Er is {'meer dan een' if gevonden else 'geen'} partij met de naam {partij}."
                )
            try:
                wachtwoord = maak_eerste(
                    actor=actor,
                    partij=gevonden[0],
                    rol=Rol(rol),
                    gebruikersnaam=gebruikersnaam,
                    naam=naam,
                )
            except NietMogelijk as fout:
                raise CommandError("\n".join(fout.messages)) from fout
        self.stdout.write(wachtwoord)
