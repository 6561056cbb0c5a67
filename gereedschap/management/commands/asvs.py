"""`manage.py asvs`: writes docs/beveiliging.md from fixtures/asvs.yaml."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gereedschap import asvs


class Command(BaseCommand):
    """Write the document; fail when the list names something that is not there."""

    help = f"Maakt {asvs.DOCUMENT} uit {asvs.EISEN}."
    requires_system_checks = ()

    def handle(self, *args: Any, **opties: Any) -> None:
        """Exit 1 on a test that is not there, or a requirement without a reason."""
        eisen = asvs.lees(settings.BASE_DIR)
        if zinnen := asvs.fouten(eisen, settings.BASE_DIR):
            raise CommandError("\n".join(zinnen))
        (settings.BASE_DIR / asvs.DOCUMENT).write_text(asvs.document(eisen))
        self.stdout.write(f"{asvs.DOCUMENT}: {len(eisen)} eisen.")
