from django.apps import AppConfig


class ConvenantConfig(AppConfig):
    name = "convenant"
    verbose_name = "Convenant"

    def ready(self) -> None:
        """Log changes of the facts that give access (MC 15.2 c); named fields only."""
        from auditlog.registry import auditlog

        from . import models

        for model, velden in (
            (
                models.Convenant,
                [
                    "naam",
                    "in_werking_op",
                    "beeindigd_op",
                    "staatscourant",
                    "gepubliceerd_op",
                    "geevalueerd_op",
                ],
            ),
            (models.Partij, ["naam", "soort", "vanaf", "opgezegd_op", "tot"]),
            (models.Bijlage1, ["partij", "van", "tot"]),
            (models.Geheimhoudingsverklaring, ["partij", "getekend_op", "geldig_tot"]),
            (
                models.Vertegenwoordiging,
                [
                    *("gebruiker", "partij", "rol", "van", "tot"),
                    *("toegekend_door", "bevestigd_op", "bevestigd_door"),
                ],
            ),
            (models.Geheimhoudingstekst, ["convenant", "versie", "vanaf"]),
            # Never the password itself; that a new one was given shows in the moment.
            (
                models.Gebruiker,
                ["username", "is_active", "tijdelijk_wachtwoord_sinds"],
            ),
        ):
            auditlog.register(model, include_fields=velden)
