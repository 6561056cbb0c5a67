from django.apps import AppConfig


class MeldingenConfig(AppConfig):
    name = "meldingen"
    verbose_name = "Meldingen"

    def ready(self) -> None:
        """Register the meldingen (design idea 4)."""
        from register.registry import registreer

        from . import vergelijken  # noqa: F401  so that their pages are there
        from .bestand import MeldingBestand

        registreer(MeldingBestand())
