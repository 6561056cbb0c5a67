"""Who sees a request: who handles those of the party that received it (MC 12.1)."""

from datetime import date
from typing import Self

from django.db.models import Q
from django.db.models.functions import Coalesce

from register.models import DossierQuerySet

UITERLIJK = Coalesce("verlengd_tot", "termijn_tot")


class VerzoekQuerySet(DossierQuerySet):
    """Requests of persons concerned."""

    def open(self) -> Self:
        """Those that still wait for an answer: also a decision of which the letter has not gone."""
        return self.filter(self._wacht())

    def klaar(self) -> Self:
        """Those that are over, the latest first."""
        return self.exclude(self._wacht()).order_by("-laatste_verwerking_op", "nummer")

    def _wacht(self) -> Q:
        besloten = Q(stand=self.model.Stand.BEANTWOORD, besluit_verteld_op=None)
        return Q(stand__in=self.model.OPEN) | besloten & ~Q(soort=self.model.Soort.INZAGE)

    def voorbij(self, dag: date) -> Self:
        """Those whose last day has passed on a day."""
        return self.alias(uiterlijk=UITERLIJK).filter(uiterlijk__lt=dag)

    def op_termijn(self) -> Self:
        """What must be answered first comes first."""
        return self.order_by(UITERLIJK, "nummer")
