from django.apps import AppConfig


class WeegploegConfig(AppConfig):
    name = "weegploeg"
    verbose_name = "Weegploeg"

    def ready(self) -> None:
        """Register the weegploeg's file (design idea 4) and make its events known."""
        from register.registry import registreer

        from . import brieven, controle, correctie, events, vergelijken  # noqa: F401  jobs show the timeline too
        from .bestand import WeegploegBestand

        registreer(WeegploegBestand())
