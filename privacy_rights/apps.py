from django.apps import AppConfig


class PrivacyRightsConfig(AppConfig):
    name = "privacy_rights"
    verbose_name = "Rechten van betrokkenen"

    def ready(self) -> None:
        """Register the requests: they are a kind of file as well (design idea 4)."""
        from register.registry import BIJLAGEN, registreer

        from . import brieven  # noqa: F401  its letters
        from .bestand import VerzoekBestand
        from .velden import zienswijzen

        registreer(VerzoekBestand())
        BIJLAGEN.append(zienswijzen)
