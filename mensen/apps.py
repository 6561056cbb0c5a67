from django.apps import AppConfig


class MensenConfig(AppConfig):
    name = "mensen"
    verbose_name = "Mensen en rollen"

    def ready(self) -> None:
        """Log changes of accounts and roles (MC 15.2 c)."""
        from convenant.wijzigingen import declareer

        from . import factoren, models, sessie, spoor  # noqa: F401  what they do when allauth says so

        rol = ["gebruiker", "partij", "rol", "van", "tot"]
        rol += [
            "toegekend_door",
            "bevestigd_op",
            "bevestigd_door",
            "nagekeken_op",
            "nagekeken_door",
        ]
        declareer(models.Vertegenwoordiging, "partij__convenant", velden=rol)
        # Never the password itself; that a new one was given shows in the moment.
        account = ["username", "is_active", "tijdelijk_wachtwoord_sinds", "tweede_stap_sinds"]
        declareer(models.Gebruiker, "convenant", velden=account)
