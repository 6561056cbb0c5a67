from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "retention"
    verbose_name = "Bewaren en vernietigen"

    def ready(self) -> None:
        """Register the archive (design idea 4)."""
        from register.registry import registreer

        from .bestand import ArchiefBestand

        registreer(ArchiefBestand(), archief=True)
