"""Weegploeg files: read by the core parties of that file and nobody else (MC 8.4)."""

from typing import Self

from django.db.models import Exists, OuterRef, Prefetch, Subquery

from casusoverleg.dossier.models import Casus
from gedeeld.fields import zonder_inhoud
from register.models import Beperking, Dossier, DossierQuerySet


class WeegploegQuerySet(DossierQuerySet):
    """Weegploeg files."""

    def met_feiten(self) -> Self:
        """With what its terms and tasks follow from; without the texts: nothing is decrypted.

        With `casus_verwerkt`, the last processing of the casus that came from it.
        """
        # By its row of the register: that stays when the casus moves to the archive first.
        casussen = Dossier.objects.filter(
            zaak=OuterRef("zaak"), dossiersoort=Casus._meta.label_lower
        ).order_by("-laatste_verwerking_op")
        rijen = self.met_lopende_casus().annotate(
            casus_verwerkt=Subquery(casussen.values("laatste_verwerking_op")[:1])
        )
        return rijen.prefetch_related(
            *(
                Prefetch(naam, zonder_inhoud(self._rijen(naam)))
                for naam in (
                    "inbrengen",
                    "besluiten",
                    "signalen",
                    "wegingen",
                    "duidingsvragen",
                    "informatiebesluiten",
                )
            )
        )

    def met_inhoud(self) -> Self:
        """With all that the page of one file shows, and its transcripts say."""
        rijen = self.met_lopende_casus().select_related("partij__convenant__referentiekader")
        return rijen.prefetch_related(
            Prefetch("inbrengen", self._rijen("inbrengen").select_related("partij")),
            "inbrengen__melderinzagen__gebruiker",
            Prefetch("besluiten", self._rijen("besluiten")),
            "besluiten__partijen",
            "besluiten__partners__partij",
            Prefetch(
                "signalen", self._rijen("signalen").select_related("partij", "grondslag", "inbreng")
            ),
            Prefetch(
                "wegingen", self._rijen("wegingen").select_related("ontwikkelgebied", "in_fase")
            ),
            "duidingsvragen",
            Prefetch(
                "informatiebesluiten", self._rijen("informatiebesluiten").select_related("grond")
            ),
        )

    def met_lopende_casus(self) -> Self:
        """With `casus_stand`: that of the casus that came from it, while that still takes signals.

        Whether it is restricted is asked of the fact: its row may be derived after this file.
        """
        beperkt = Exists(Beperking.lopend(dossier=OuterRef("pk")))
        casussen = Casus.objects.filter(~beperkt, zaak=OuterRef("zaak"), stand__in=Casus.LOPEND)
        return self.annotate(casus_stand=Subquery(casussen.order_by("pk").values("stand")[:1]))

    def met_lijst(self) -> Self:
        """With `verkregen` (date of the earliest data) and the stored terms."""
        eerste = self._rijen("inbrengen").filter(dossier=OuterRef("pk")).order_by("ontvangen_op")
        rijen = self.annotate(verkregen=Subquery(eerste.values("ontvangen_op")[:1]))
        return rijen.prefetch_related("termijnen")
