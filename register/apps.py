from django.apps import AppConfig
from django.core import checks

from gedeeld.migratie import controleer_migraties


class RegisterConfig(AppConfig):
    name = "register"
    verbose_name = "Register"

    def ready(self) -> None:
        """Refuse a migration that would change nothing, before any is applied."""
        checks.register(controleer_migraties)
