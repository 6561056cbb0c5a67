from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, post_save
from django.utils.module_loading import autodiscover_modules

from gedeeld.migratie import controleer_migraties


class RegisterConfig(AppConfig):
    name = "register"
    verbose_name = "Register"

    def ready(self) -> None:
        """Read what every app declares of the second wall, and keep the database to it.

        A migration that would change nothing is refused before any is applied. What waits in a file
        follows the facts about its parties, which the covenant keeps and which knows no files.
        """
        from convenant.models import Bijlage1, Convenant, Geheimhoudingsverklaring, Partij

        from . import datasleutels, sleutels, uitsluiten
        from .beleid import zet
        from .tasks import vraag, vraag_voor_gemeenten
        from .vergelijken.facts import zelfde_als

        autodiscover_modules("policies")
        uitsluiten.GEZEGD.append(zelfde_als)

        def na_migrate(**signaal: Any) -> None:
            """Keep the database to what is declared. A flush sends this signal as well, without a plan."""
            if "plan" in signaal:
                datasleutels.richt_in()
                zet()
                sleutels.vul_aan()

        post_migrate.connect(na_migrate, sender=self, weak=False)
        connection_created.connect(sleutels.bij_verbinding)
        checks.register(controleer_migraties)
        for feit in (Partij, Bijlage1, Geheimhoudingsverklaring):
            post_save.connect(vraag, sender=feit)
        post_save.connect(vraag_voor_gemeenten, sender=Convenant)
