from django.apps import AppConfig


class BeveiligingConfig(AppConfig):
    name = "beveiliging"
    verbose_name = "Beveiliging"

    def ready(self) -> None:
        """Make the events of access known: the timeline of every file shows them."""
        from . import events  # noqa: F401
