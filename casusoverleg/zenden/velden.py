"""What is done with each field of a sending to another municipality (WV 4)."""

from gedeeld.afschrift import Publiek, datum
from gedeeld.velden import IEDEREEN, Soort, Veld, naw, verklaar

from ..velden import SUBJECT, gegeven_velden
from .models import Zending, Zendingantwoord, Zendinginhoud, Zendingsignaal

ZENDINGEN = "Gegevens voor andere gemeenten"
MEE = "Signalen en andere gegevens"
# The core parties answer for it, and the subject is told; other parties of the casus are not.
NIET_DEELNEMERS = IEDEREEN - {Publiek.CASUSPARTIJ}

verklaar(
    Zending,
    Veld("nummer"),
    Veld(
        "aan",
        ZENDINGEN,
        lambda rij: rij.aan.naam,
        lambda rij: _zending(rij),
        aan=NIET_DEELNEMERS,
        grondslag=lambda rij: str(rij.grondslag),
    ),
    Veld("feiten", ZENDINGEN, "Uit welke feiten dat blijkt", aan=NIET_DEELNEMERS),
    Veld("reden", ZENDINGEN, "Waarom niet", aan=NIET_DEELNEMERS),
    # Told with it.
    *(Veld(naam) for naam in ("band", "grondslag", "soorten", "signalen", "bijdragen")),
    Veld("gemaakt_op"),
    *(Veld(naam) for naam in ("aangeboden_op", "laatste_dag", "uitkomst", "beeindigd_op")),
    soort=Soort.AFSPRAKEN,
)

# The copy: for who gives it and who gets it, and in no transcript of the casus, which has the data itself.
verklaar(
    Zendinginhoud,
    Veld("zending"),
    *naw(SUBJECT),
    Veld("toelichting", SUBJECT, "Toelichting van de gemeente"),
)

verklaar(
    Zendingsignaal,
    Veld("zending"),
    *gegeven_velden(MEE, "Gegeven"),
    Veld("gericht_op"),  # told with its kind
    Veld("waargenomen_op", MEE, "Gezien of gehoord op"),
    bron=lambda rij: rij.partij.naam,
    grondslag=lambda rij: rij.gronden,
)

verklaar(
    Zendingantwoord,
    Veld("zending"),
    *(Veld(naam) for naam in ("partij", "akkoord", "reden", "door", "op")),
)


def _zending(rij: Zending) -> str:
    antwoorden = [antwoord for antwoord in rij.antwoorden.all() if antwoord.op]
    eens = ", ".join(antwoord.partij.naam for antwoord in antwoorden if antwoord.akkoord)
    geweigerd = [
        f"Geweigerd door {antwoord.partij.naam} op {datum(antwoord.op)}: {antwoord.reden}"
        for antwoord in antwoorden
        if not antwoord.akkoord
    ]
    regels = [
        rij.get_band_display(),
        f"Soort gegevens: {', '.join(rij.soort_labels).lower()}",
        f"Vastgelegd op {datum(rij.gemaakt_op)}",
        f"Gegeven op {datum(rij.aangeboden_op)}" if rij.aangeboden_op else "",
        f"Toestemming van: {eens}" if eens else "",
        *geweigerd,
        f"{rij.get_uitkomst_display()} op {datum(rij.beeindigd_op)}" if rij.uitkomst else "",
    ]
    return "\n".join(filter(None, regels))
