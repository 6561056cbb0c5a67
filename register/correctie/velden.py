"""What is done with each field of an earlier value, whatever kind of file it stood in."""

from django.utils import timezone

from convenant.velden import KERN
from gedeeld.afschrift import LetOp, Publiek, datum
from gedeeld.velden import Soort, Veld, verklaar

from .models import CorrectieVelden

CORRECTIES = "Wat er eerder stond"
AAN = frozenset({Publiek.KERNPARTIJ, Publiek.BETROKKENE})


def verklaar_correcties(model: type[CorrectieVelden]) -> None:
    """Say it of the earlier values of one kind of file."""
    verklaar(
        model,
        # The subject's own, and free text: who answers him looks whether another person is named in it.
        Veld("oud", CORRECTIES, _label, afwegen=True, aan=AAN),
        Veld("oud_kern", CORRECTIES, _label, lambda rij: rij.oud_kern or "", aan=KERN),
        Veld("reden", CORRECTIES, "Waarom aangepast", afwegen=True, aan=AAN),
        *(Veld(naam) for naam in ("van", "politie", "partij", "door", "op")),
        bron=lambda rij: rij.partij.naam,
        soort=Soort.GEDRAG,
        let_op=lambda rij: LetOp.POLITIE if rij.politie else "",
    )


def _label(rij: CorrectieVelden) -> str:
    return f"Tot {datum(timezone.localdate(rij.op))}"
