from django.apps import AppConfig


class OverlegConfig(AppConfig):
    name = "overleg"
    verbose_name = "Overleg"

    def ready(self) -> None:
        """The agenda follows the facts of files, jobs show the timeline too, and a file says who was there."""
        from register.afleiden import VOLGERS

        from . import besproken, events  # noqa: F401
        from .agenda import volg

        VOLGERS.append(volg)
