"""`manage.py laad_demo`: covenants, accounts and invented people, in an empty database."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from convenant.models import Convenant
from gereedschap import verhaal


class Command(BaseCommand):
    """Load the demo once; a database that holds a covenant is left as it is."""

    help = "Laadt de demo: convenanten, accounts en verzonnen mensen. Alleen in een lege database."

    def handle(self, *args: Any, **opties: Any) -> None:
        """Load, or say that there is nothing to load."""
        if Convenant.objects.exists():
            self.stdout.write("Er staan al gegevens in de database. Die blijven zoals ze zijn.")
            return
        aantal = verhaal.laad(vandaag=timezone.localdate())
        self.stdout.write(f"De demo is geladen: {aantal} verzonnen mensen.")
