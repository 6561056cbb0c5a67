"""What narrows the lists of casus, and of plans."""

from typing import Any

from django.db.models import Exists, OuterRef

from convenant.models import KERN, SoortPartij
from gedeeld.actor import ActorRequest
from register.filters import DossierFilter

from .deelname.models import Deelname
from .dossier.models import Casus


class CasusFilter(DossierFilter):
    """Casus by which kind of party takes part besides the core parties, or directs it."""

    STANDEN = Casus.Stand.choices
    REGIE = "regie"

    def __init__(self, request: ActorRequest) -> None:
        super().__init__(request)
        partijen = [(s.value, s.label) for s in SoortPartij if s not in KERN]
        keuzes = [(self.REGIE, "Wij zijn casusregisseur"), *partijen]
        self._bied_aan("partij", "Partij", "Alle partijen", keuzes)
        self.order_fields(["gemeente", "stand", "partij"])

    def filter(self, rijen: Any) -> Any:
        """As for each list of files."""
        rijen, partij = super().filter(rijen), self.gekozen.get("partij")
        if partij == self.REGIE:
            return rijen.filter(regisseur__in=sorted(self.actor.partijen))
        if partij:
            deelnames = Deelname.objects.werkend(self.actor.vandaag).filter(partij__soort=partij)
            return rijen.filter(Exists(deelnames.filter(casus=OuterRef("pk"))))
        return rijen


class PlanFilter(DossierFilter):
    """Plans, of whose casus an external partner knows nothing else."""

    GEMEENTE = ""
    DOSSIER = "casus"
    BEGONNEN = ""
