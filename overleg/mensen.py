"""Who can be invited: people who act on that day, for the parties whose meeting it is (PB 3.2, 4.2)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from convenant.models import Partij
from gedeeld.actor import Hoedanigheid
from mensen.lezers import Mens, mensen_van
from register.registry import bestanden

from .models import Overleg, Soort
from .querysets import lezer

SPREEKT = frozenset({Hoedanigheid.WEEGPLOEGLID, Hoedanigheid.CASUSPARTIJ, Hoedanigheid.EXTERN})


@dataclass(frozen=True)
class Kandidaat:
    """Somebody who can be invited, for a party."""

    mens: Mens
    partij: Partij

    @property
    def sleutel(self) -> str:
        """How a form and the meeting name him."""
        return lezer(self.mens.gebruiker.pk, self.partij.pk)

    @property
    def naam(self) -> str:
        """With his party."""
        return f"{self.mens.naam}, {self.partij.naam}"


def kandidaten(overleg: Overleg) -> list[Kandidaat]:
    """Who speaks for the core parties; in a casusoverleg also for who takes part in a casus on the agenda."""
    partijen = _partijen(overleg, overleg.dag)
    mensen = mensen_van(partijen, overleg.dag)
    return [
        Kandidaat(mens, partij)
        for partij in partijen
        for mens in mensen[partij.pk]
        if mens.hoedanigheden & SPREEKT
    ]


def _partijen(overleg: Overleg, dag: date) -> list[Partij]:
    kern = list(overleg.partij.weegploeg.doet_mee_op(dag).order_by("naam"))
    if overleg.soort == Soort.WEEGPLOEG:
        return kern
    anderen: set[Any] = set()
    for soort in bestanden():
        if soort.vergadert == overleg.soort:
            sleutels = overleg.punten.filter(afgevoerd=False).values("dossier")
            for dossier in soort.model._default_manager.filter(pk__in=sleutels):
                anderen.update(soort.deelnemers(dossier, dag))
    rest = Partij.objects.doet_mee_op(dag).filter(pk__in=anderen - {p.pk for p in kern})
    return [*kern, *rest.order_by("naam")]
