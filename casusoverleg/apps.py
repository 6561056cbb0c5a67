from django.apps import AppConfig


class CasusoverlegConfig(AppConfig):
    name = "casusoverleg"
    verbose_name = "Casusoverleg"

    def ready(self) -> None:
        """Register the casus file (design idea 4)."""
        from register.registry import registreer

        from .bestand import CasusBestand

        registreer(CasusBestand())
