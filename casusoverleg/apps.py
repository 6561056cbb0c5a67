from django.apps import AppConfig
from django.db.models.signals import post_save


class CasusoverlegConfig(AppConfig):
    name = "casusoverleg"
    verbose_name = "Casusoverleg"

    def ready(self) -> None:
        """Register the casus file (design idea 4)."""
        from convenant.models import Partneraanvraag
        from register.registry import registreer

        from . import brieven, controle, correctie  # noqa: F401  its letters and checks
        from .bestand import CasusBestand
        from .tasks import aanvraag_beantwoord

        registreer(CasusBestand())
        post_save.connect(aanvraag_beantwoord, sender=Partneraanvraag)
