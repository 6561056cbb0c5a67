"""What is done with each field of a melding (MC 7.1, 7.2; MvT 5.1, 5.2)."""

from convenant.velden import KERN, let_op_politie, signaal_velden
from gedeeld.afschrift import LetOp, Publiek, datum
from gedeeld.velden import Soort, Veld, Vergeten, naw, verklaar

from .models import Doorgifte, Melding, Signaal

PERSOON, MELDING, SIGNALEN = "Over wie het gaat", "De melding", "Signalen"
AFHANDELING = "Afhandeling"
# Of the transcripts only: on the page a card of its own shows the reporter.
MELDER = "Melder"
SUBJECT = frozenset({Publiek.BETROKKENE})
VERHUIST = Vergeten.BIJ_INBRENGEN

verklaar(
    Melding,
    *naw(PERSOON, vergeten=VERHUIST),
    Veld("ontvangen_op", MELDING, "Ontvangen op"),
    Veld("ontvanger", MELDING, "Ontvangen door", lambda rij: rij.ontvanger.naam),
    # That somebody told it says who in a small circle: for the subject a third person's data.
    Veld("herkomst", MELDING, "Bron", derden=True),
    Veld("anoniem", MELDER, "Melder", lambda rij: _melder(rij), aan=SUBJECT, derden=True),
    Veld(
        "melder_naam",
        MELDER,
        "Melder",
        lambda rij: _melder(rij) if rij.anoniem else rij.melder_naam or _melder(rij),
        aan=KERN,
        derden=True,
        verzwegen=True,
        vergeten=VERHUIST,
    ),
    Veld(
        "melder_contact",
        MELDER,
        "Contact met de melder",
        aan=KERN,
        derden=True,
        vergeten=VERHUIST,
    ),
    Veld("hulptraject", MELDING, "Lopend hulptraject", vergeten=VERHUIST),
    Veld(
        "terrorisme",
        MELDING,
        "Terroristische activiteiten",
        lambda rij: _terrorisme(rij),
        let_op=LetOp.POLITIE,
        vergeten=VERHUIST,
    ),
    Veld("politie_ingelicht", vergeten=VERHUIST),  # the same sentence says it
    Veld("stand", AFHANDELING, "Stand", soort=Soort.AFSPRAKEN),
    Veld("dossier_nummer", AFHANDELING, "Weegploegdossier", soort=Soort.AFSPRAKEN),
    Veld("gesprek", AFHANDELING, "Gesprek met de melder", derden=True, vergeten=VERHUIST),
    soort=Soort.GEDRAG,
)

verklaar(
    Signaal,
    *signaal_velden(SIGNALEN),
    bron=lambda rij: rij.partij.naam,
    grondslag=lambda rij: rij.gronden,
    soort=Soort.GEDRAG,
    let_op=let_op_politie,
)

verklaar(
    Doorgifte,
    Veld("aan"),
    Veld(
        "gegevens",
        AFHANDELING,
        lambda rij: f"Doorgegeven op {datum(rij.op)}",
        lambda rij: f"{rij.aan}: {rij.gegevens}",
    ),
    Veld("noodzaak", AFHANDELING, "Waarom nodig"),
    Veld("op"),
    soort=Soort.AFSPRAKEN,
)


def _melder(rij: Melding) -> str:
    """The reporter without a name, as the subject may read it."""
    if not rij.heeft_melder:
        return "Geen: eigen gegevens"
    return "Anoniem" if rij.anoniem else "Bekend bij de partij die de melding ontving"


def _terrorisme(rij: Melding) -> str:
    zin = "Ja. De politie is ingelicht en de melder is verwezen."
    return zin if rij.terrorisme else ""
