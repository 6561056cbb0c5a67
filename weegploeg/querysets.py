"""Weegploeg files: read by the core parties of that file and nobody else (MC 8.4)."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery

from casusoverleg.dossier.models import Casus
from gedeeld.actor import Actor
from gedeeld.fields import zonder_inhoud
from gedeeld.relaties import overkant
from register.grants import BESLUIT_LEZEN, VRAAG_LEZEN
from register.models import Beperking, Dossier, DossierQuerySet, toegelaten


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
        rijen = rijen.met_kern().prefetch_related("gewogen_door")
        namen = (
            "inbrengen",
            "besluiten",
            "signalen",
            "wegingen",
            "bezwaren",
            "standpunten",
            "controles",
        )
        sprekers = Prefetch(
            "vastleggingen__sprekers",
            zonder_inhoud(overkant(self._rijen("vastleggingen").model, "sprekers").objects.all()),
        )
        vastleggingen = Prefetch(
            "vastleggingen", self._vastleggingen().select_related("vervangen_door")
        )
        return rijen.prefetch_related(
            *map(self._feiten, namen),
            self._vragen(),
            self._informeren(),
            vastleggingen,
            sprekers,
        )

    def met_inhoud(self) -> Self:
        """With all that the page of one file shows, and its transcripts say."""
        rijen = self.met_lopende_casus().met_kern()
        return rijen.select_related(
            "partij__convenant__referentiekader",
            "ontvangst__van",
            "ontvangst__grondslag",
            "heractivering",
        ).prefetch_related(
            "gewogen_door",
            Prefetch("inbrengen", self._rijen("inbrengen").select_related("partij")),
            "inbrengen__melderinzagen__gebruiker",
            Prefetch(
                "vastleggingen",
                self._vastleggingen().select_related(
                    "besluit__vastlegging__vervangen_door",
                    "informatiebesluit",
                    "vervangt__besluit",
                    "vervangt__informatiebesluit",
                    "vervangen_door",
                    "overleg",
                ),
            ),
            "vastleggingen__sprekers__partij",
            "vastleggingen__sprekers__gebruiker",
            "vastleggingen__besluit__partners__partij",
            Prefetch("standpunten", self._rijen("standpunten").select_related("partij")),
            Prefetch("achterhoudingen", self._rijen("achterhoudingen").select_related("partij")),
            Prefetch("doorgiften", self._rijen("doorgiften").select_related("grondslag")),
            Prefetch("bezwaren", self._rijen("bezwaren").select_related("partij", "vastlegging")),
            Prefetch(
                "signalen",
                self._rijen("signalen").select_related(
                    *("partij", "grondslag", "grondslag_om", "inbreng"),
                    *("plaatsing__ontwikkelgebied", "plaatsing__in_fase", "plaatsing__partij"),
                    "plaatsing__door",
                ),
            ),
            Prefetch(
                "wegingen",
                self._rijen("wegingen").select_related("ontwikkelgebied__kader", "in_fase"),
            ),
            Prefetch(
                "plaatsingen",
                self._rijen("plaatsingen").select_related("ontwikkelgebied__kader", "in_fase"),
            ),
            Prefetch(
                "duidingsvragen",
                self._rijen("duidingsvragen").select_related(
                    "partij", "vermelding", "grondslag", "grondslag_om", "gesteld"
                ),
            ),
            "brieven",
            Prefetch("controles", self._rijen("controles").select_related("door")),
            Prefetch("correcties", self._rijen("correcties").select_related("partij")),
            "vergelijkingen",
            Prefetch(
                "informatiebesluiten",
                self._rijen("informatiebesluiten").select_related(
                    "grond", "vastlegging__vervangen_door"
                ),
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
        """With the stored terms, and what the duty to inform follows from."""
        return self.prefetch_related("termijnen", self._feiten("inbrengen"), self._informeren())

    def _feiten(self, naam: str) -> Any:
        return Prefetch(naam, zonder_inhoud(self._rijen(naam)))

    def _vastleggingen(self) -> Any:
        """With the day on which the minutes were approved that it stands in; None as long as they were not."""
        rijen = self._rijen("vastleggingen")
        return rijen.annotate(verslag_vastgesteld_op=F("overleg__vastgesteld_op"))

    def _vragen(self) -> Any:
        """With to whom they are, and by which number that party knows them."""
        rijen = zonder_inhoud(self._rijen("duidingsvragen"))
        return Prefetch("duidingsvragen", rijen.select_related("partij", "vermelding", "gesteld"))

    def _informeren(self) -> Any:
        rijen = zonder_inhoud(self._rijen("informatiebesluiten"))
        return Prefetch(
            "informatiebesluiten", rijen.select_related("grond", "vastlegging__vervangen_door")
        )


class VastleggingQuerySet(models.QuerySet[Any]):
    """What was logged."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Of files that the actor reads, and of those of which his party has yet to confirm it."""
        if actor is None:
            return self.none()
        # By key: who confirms has no row of the file, so nothing may be joined to it.
        heel = overkant(self.model, "dossier").objects.visible_to(actor).values("pk")
        return self.filter(
            Q(dossier_id__in=heel) | Q(dossier_id__in=toegelaten(actor, BESLUIT_LEZEN))
        )


class PartnervraagQuerySet(models.QuerySet[Any]):
    """Questions to a party, as that party reads them."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Those of files that the actor reads, and those to his own party while it may read them."""
        if actor is None:
            return self.none()
        # By key: who is asked has no row of the file, so nothing may be joined to it.
        heel = overkant(self.model, "dossier").objects.visible_to(actor).values("pk")
        eigen = Q(partij__in=actor.partijen, dossier_id__in=toegelaten(actor, VRAAG_LEZEN))
        return self.filter(Q(dossier_id__in=heel) | eigen)

    def eigen(self, actor: Actor) -> Self:
        """Those to the actor's own party, when he speaks for it."""
        return self.visible_to(actor).filter(
            partij=actor.partij_id if actor.vertegenwoordigt else None
        )
