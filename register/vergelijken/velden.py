"""What is done with each field of a comparison, whatever kind of file it hangs on."""

from gedeeld.afschrift import Publiek, datum
from gedeeld.velden import Soort, Veld, verklaar

from .models import VergelijkingVelden

VERGELEKEN = "Vergeleken met andere dossiers"
# Of the overview for the subject only. Who reads one file need not read the other: his page shows of the
# comparisons those of which he reads both files.
SUBJECT = frozenset({Publiek.BETROKKENE})


def verklaar_vergelijkingen(model: type[VergelijkingVelden]) -> None:
    """Say it of the comparisons of one kind of file."""
    verklaar(
        model,
        # Which other file it was says that there is one, maybe about somebody else.
        Veld("ander"),
        Veld("keuze", VERGELEKEN, "Uitkomst", aan=SUBJECT),
        # When it is somebody else, it may be told here who that is.
        Veld("reden", VERGELEKEN, "Waarom", aan=SUBJECT, afwegen=True),
        Veld("door"),
        Veld("op", VERGELEKEN, "Vergeleken op", lambda rij: datum(rij.op.date()), aan=SUBJECT),
        soort=Soort.IDENTITEIT,
    )
