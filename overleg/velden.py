"""What is done with each field of what a meeting says of a file, in whichever file it stands."""

from typing import Any

from gedeeld.afschrift import Publiek, Sectie, datum
from gedeeld.velden import Soort, Veld, sectie, verklaar

from .models import Erbij, Opmerking

OPMERKINGEN = "Opmerkingen bij verslagen"
INBRENG = "Ingebracht in een overleg"


def _label(rij: Any) -> str:
    return f"Bij het verslag van {datum(rij.overleg.dag)}"


verklaar(
    Opmerking,
    *(Veld(naam) for naam in ("overleg", "gebruiker", "partij", "op")),
    Veld("tekst", OPMERKINGEN, _label),
    bron=lambda rij: str(rij.partij.naam),
    soort=Soort.WEGING,
)
verklaar(
    Erbij,
    *(Veld(naam) for naam in ("overleg", "punt", "gebruiker", "partij", "aanwezig")),
    Veld("inbreng", INBRENG, lambda rij: f"In het overleg van {datum(rij.overleg.dag)}"),
    bron=lambda rij: str(rij.partij.naam),
    soort=Soort.WEGING,
)


def inbreng(dossier: Any, publiek: Publiek) -> Sectie:
    """What each brought in about a file in the meetings in which it was discussed."""
    rijen = Erbij.objects.filter(dossier=dossier.pk, inbreng__isnull=False)
    return sectie(INBRENG, rijen.select_related("overleg", "partij"), publiek)


def opmerkingen(dossier: Any, publiek: Publiek) -> Sectie:
    """What was said about a file on the draft minutes of the meetings in which it was discussed."""
    rijen = Opmerking.objects.filter(dossier=dossier.pk).select_related("overleg", "partij")
    return sectie(OPMERKINGEN, rijen, publiek)
