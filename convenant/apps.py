from django.apps import AppConfig


class ConvenantConfig(AppConfig):
    name = "convenant"
    verbose_name = "Convenant"

    def ready(self) -> None:
        """Log changes of the facts that give access (MC 15.2 c)."""
        from . import models
        from .wijzigingen import declareer

        convenant = ["naam", "in_werking_op", "beeindigd_op", "staatscourant", "gepubliceerd_op"]
        convenant += [
            "geevalueerd_op",
            "werkdagen",
            "werk_van",
            "werk_tot",
            "controle_maanden",
            "selectielijst",
        ]
        declareer(models.Convenant, "pk", velden=convenant)
        partij = ["naam", "soort", "contact", "gemeentecode", "naam_landelijk", "vanaf", "tot"]
        declareer(models.Partij, "convenant", velden=partij)
        opzegging = ["partij", "ontvangen_op", "vastgelegd_door", "bevestigd_op", "bevestigd_door"]
        opzegging += ["ingetrokken_op"]
        declareer(models.Opzegging, "partij__convenant", velden=opzegging)
        mandaat = ["partij", "orgaan", "functie", "besluit", "bezwaar", "van", "tot"]
        declareer(models.Mandaat, "partij__convenant", velden=mandaat)
        bijlage1 = ["partij", "van", "tot", "besluit", "einde_besluit", "een_casus"]
        declareer(models.Bijlage1, "partij__convenant", velden=bijlage1)
        satelliet = ["naam", "deskundigheid", "contact", "van", "tot"]
        declareer(models.Satelliet, "convenant", velden=satelliet)
        declareer(models.Waarborg, "partij__convenant", velden=["partij", "van", "document", "tot"])
        verwerker = ["naam", "document", "dekt", "subverwerkers", "van", "tot"]
        declareer(models.Verwerkersovereenkomst, "convenant", velden=verwerker)
        register = ["beveiliging", "doorgifte", "nagekeken_op"]
        register += ["dpia_document", "dpia_op", "dpia_volgende_op"]
        declareer(models.Registertekst, "convenant", velden=register)
        artikel20 = ["document", "genomen_op", "artikelen", "van", "tot"]
        declareer(models.BesluitArtikel20, "convenant", velden=artikel20)
        verklaring = ["partij", "getekend_op", "geldig_tot"]
        declareer(models.Geheimhoudingsverklaring, "partij__convenant", velden=verklaring)
        tekst = ["convenant", "soort", "versie", "vanaf"]
        declareer(models.Bevestigtekst, "convenant", velden=tekst)
