"""What is done with each field of a comment on minutes, in whichever file it stands."""

from typing import Any

from gedeeld.afschrift import Publiek, Sectie, datum
from gedeeld.velden import Soort, Veld, sectie, verklaar

from .models import Opmerking

OPMERKINGEN = "Opmerkingen bij verslagen"


def _label(rij: Any) -> str:
    return f"Bij het verslag van {datum(rij.overleg.dag)}"


verklaar(
    Opmerking,
    *(Veld(naam) for naam in ("overleg", "gebruiker", "partij", "op")),
    Veld("tekst", OPMERKINGEN, _label),
    bron=lambda rij: str(rij.partij.naam),
    soort=Soort.WEGING,
)


def opmerkingen(dossier: Any, publiek: Publiek) -> Sectie:
    """What was said about a file on the draft minutes of the meetings in which it was discussed."""
    rijen = Opmerking.objects.filter(dossier=dossier.pk).select_related("overleg", "partij")
    return sectie(OPMERKINGEN, rijen, publiek)
