from django.apps import AppConfig


class OverlegConfig(AppConfig):
    name = "overleg"
    verbose_name = "Overleg"

    def ready(self) -> None:
        """The agenda follows the facts of files, and jobs show the timeline too."""
        from register.afleiden import VOLGERS

        from . import events  # noqa: F401
        from .agenda import volg

        VOLGERS.append(volg)
