"""`manage.py migrate`, that also writes down which keys belong to the database."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate

from register.sleutels import KLUIZEN, SLEUTELS, legt_vast


class Command(migrate.Command):
    """As Django's own; see `register.sleutels`."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether keys may be added of kinds of file that the database knows."""
        super().add_arguments(parser)
        parser.add_argument(
            "--nieuwe-sleutels",
            action="store_true",
            help="leg ook sleutels vast die u hebt toegevoegd; die moeten er dan altijd zijn",
        )

    def handle(self, *args: Any, nieuwe_sleutels: bool = False, **opties: Any) -> None:
        """Migrate; the signal after it adds what is new (`register.apps`)."""
        with legt_vast(KLUIZEN, *([SLEUTELS] if nieuwe_sleutels else [])):
            super().handle(*args, **opties)
