"""What is done with each field of a melding (MC 7.1, 7.2; MvT 5.1, 5.2)."""

from convenant.velden import (
    KERN,
    doorgifte_velden,
    let_op_politie,
    signaal_velden,
    terrorisme_velden,
)
from gedeeld.afschrift import Publiek
from gedeeld.velden import Soort, Veld, Vergeten, naw, verklaar
from register.vergelijken.velden import verklaar_vergelijkingen

from .models import Doorgifte, Melding, Signaal, Vergelijking

PERSOON, MELDING, SIGNALEN = "Over wie het gaat", "De melding", "Signalen"
AFHANDELING, DOORGEGEVEN = "Afhandeling", "Doorgegeven"
# Of the transcripts only: on the page a card of its own shows the reporter.
MELDER = "Melder"
SUBJECT = frozenset({Publiek.BETROKKENE})
VERHUIST = Vergeten.BIJ_INBRENGEN

verklaar(
    Melding,
    *naw(PERSOON, vergeten=VERHUIST),
    Veld("ontvangen_op", MELDING, "Ontvangen op"),
    Veld("ontvanger", MELDING, "Ontvangen door", lambda rij: rij.ontvanger.naam),
    # That somebody told it says who in a small circle: for the subject a third person's data. Own
    # systems are nobody.
    Veld("herkomst", MELDING, "Bron", derden=lambda rij: rij.heeft_melder),
    Veld(
        "anoniem",
        MELDER,
        "Melder",
        lambda rij: _melder(rij),
        aan=SUBJECT,
        derden=lambda rij: rij.heeft_melder,
    ),
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
    Veld(
        "wil_onbekend",
        MELDER,
        "Wens van de melder",
        lambda rij: "Wil niet bij naam worden genoemd" if rij.wil_onbekend else "",
        aan=KERN,
        derden=True,
    ),
    Veld("hulptraject", MELDING, "Lopend hulptraject", vergeten=VERHUIST),
    *terrorisme_velden(MELDING, vergeten=VERHUIST),
    Veld("stand", AFHANDELING, "Stand", soort=Soort.AFSPRAKEN),
    Veld("dubbel_van", AFHANDELING, "Dubbel van", soort=Soort.AFSPRAKEN),
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
    *doorgifte_velden(DOORGEGEVEN, lambda rij: rij.melding.signalen.all(), eigen=True),
    grondslag=lambda rij: rij.grond,
    soort=Soort.AFSPRAKEN,
)

verklaar_vergelijkingen(Vergelijking)


def _melder(rij: Melding) -> str:
    """The reporter without a name, as the subject may read it."""
    if not rij.heeft_melder:
        return "Geen: eigen gegevens"
    return "Anoniem" if rij.anoniem else "Bekend bij de partij die de melding ontving"
