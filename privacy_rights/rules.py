"""Who may ask, and until when an answer may take: pure functions."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import TextChoices

from gedeeld.actor import SECRETARISSEN, Actor, Hoedanigheid
from gedeeld.werkdagen import werkdag

ANTWOORD = timedelta(weeks=4)  # MC 12.3
# Of what another answers: police and OM get six weeks (Wpg 25, Wjsg 18 and 39i), bezwaar too (Awb 7:10).
ANDER_REGIME = {
    "wpg": timedelta(weeks=6),
    "wjsg": timedelta(weeks=6),
    "woo": timedelta(weeks=4),
    "awb": timedelta(weeks=6),
}
BEZWAAR = timedelta(weeks=6)  # to lodge it, from the day after the decision (Awb 6:7)
BEZWAAR_RUIM = timedelta(
    weeks=9
)  # longer than it can take with post and days on which nobody works
POST = timedelta(weeks=1)  # Awb 6:9 lid 2
UITVOEREN = timedelta(weeks=4)  # MC 12.6
VERLENGING = relativedelta(months=2)  # PB 5.4 fase 4, AVG 12.3
VERZOEKEN = SECRETARISSEN | {Hoedanigheid.BEHANDELAAR}
ZELFSTANDIG = 16  # years: from this age somebody asks without a legal representative (MC 12.1)


class Indiener(TextChoices):
    """Who brings a request (MC 12.1, PB 5.4 fase 2)."""

    ZELF = "zelf", "De persoon zelf"
    OUDER = "ouder", "Ouder of voogd"
    CURATOR = "curator", "Curator of mentor"
    GEMACHTIGDE = "gemachtigde", "Gemachtigde (geen advocaat)"
    ADVOCAAT = "advocaat", "Advocaat"


class Weigering(TextChoices):
    """Why a request for access itself is refused, without a search (AVG 12 lid 5, PB 5.4)."""

    ONGEGROND = "ongegrond", "Kennelijk ongegrond"
    BUITENSPORIG = "buitensporig", "Buitensporig"
    OUDER = "ouder", "De ouder die vraagt, is deel van het gevaar voor de minderjarige"

    @property
    def artikel(self) -> str:
        """As a letter says it; it does not say what is known, nor that anything is."""
        if self == Weigering.OUDER:
            return (
                "Wij moeten de rechten van anderen beschermen. Daarom geven wij op dit verzoek niets"
                " (artikel 41 lid 1 onder i UAVG)."
            )
        return f"Uw verzoek is {self.label.lower()} (artikel 12 lid 5 AVG)."


class Waarom(TextChoices):
    """Why data are corrected; an opinion is not, but gets the person's own view beside it (MC 12.5)."""

    ONJUIST = "onjuist", "Het klopt niet: de feiten zijn anders"
    ONVOLLEDIG = "onvolledig", "Het is niet compleet voor dit doel"
    NIET_TER_ZAKE = "niet_ter_zake", "Het doet niet ter zake voor dit doel"
    ONRECHTMATIG = "onrechtmatig", "Het mocht hier niet staan"
    MENING = (
        "mening",
        "Het is een mening van een beroepskracht: de eigen kijk van de persoon komt erbij",
    )


KENMERK = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]*")


def is_kenmerk(tekst: str) -> bool:
    """Whether this can be the number of a letter in somebody's own system, or is empty: no words."""
    return not tekst or KENMERK.fullmatch(tekst) is not None


# Whoever may not ask without a paper that shows it.
MET_MACHTIGING = (Indiener.GEMACHTIGDE, Indiener.CURATOR)


def behandelt_verzoeken(actor: Actor | None) -> bool:
    """Whether requests are this actor's work: the secretary's, and who was appointed for them (MC 12.1)."""
    return actor is not None and bool(actor.hoedanigheden & VERZOEKEN)


def zoekt_en_beantwoordt(actor: Actor | None) -> bool:
    """Whether the actor searches the files and answers: he reads of every kind of them (PB 5.4).

    The secretary of the casusoverleg alone sees no melding and no weegploeg file (MC 8.4). A melding
    that police or OM received is theirs alone until it is brought in: the letter says so.
    """
    return actor is not None and actor.voert_weegploeg_uit


def antwoord_uiterlijk(
    ontvangen_op: date, regime: str = "avg", besluit_van: date | None = None
) -> date:
    """The last day for an answer: four weeks after receipt (MC 12.3, 12.5), or what another law gives.

    Args:
        regime: one of `Verzoek.Regime`.
        besluit_van: day of the decision that a bezwaarschrift is about: the six weeks for that begin
            when the term to lodge it is over (Awb 7:10).
    """
    van = max(bezwaar_uiterlijk(besluit_van), ontvangen_op) if besluit_van else ontvangen_op
    return werkdag(van + ANDER_REGIME.get(regime, ANTWOORD))


def bezwaar_uiterlijk(besluit_van: date) -> date:
    """The last day to lodge a bezwaarschrift against a decision of that day (Awb 6:7)."""
    return werkdag(besluit_van + BEZWAAR)


def bezwaar_binnen(besluit_van: date) -> date:
    """The day by which a bezwaarschrift that was in time has come in: a week later by post (Awb 6:9)."""
    return bezwaar_uiterlijk(besluit_van) + POST


def uitvoeren_uiterlijk(besloten_op: date) -> date:
    """The last day to carry out a decision to correct, complete, erase or restrict (MC 12.6)."""
    return werkdag(besloten_op + UITVOEREN)


def doorzenden_uiterlijk(ontvangen_op: date) -> date:
    """At once: the first working day after receipt (PB 5.4)."""
    return werkdag(ontvangen_op + timedelta(days=1))


def verlengd_uiterlijk(ontvangen_op: date) -> date:
    """The last day for an answer after an extension (AVG 12.3)."""
    return werkdag(ontvangen_op + ANTWOORD + VERLENGING)


def wie_mag_vragen(
    indiener: str, jong: bool | None, *, machtiging_gezien: bool
) -> tuple[str, str] | None:
    """Why this request cannot be taken from whoever brings it (MC 12.1, PB 5.4 fase 2).

    Args:
        indiener: one of `Indiener`.
        jong: whether the person concerned is younger than `ZELFSTANDIG` on the day of receipt; None
            when the birth date does not tell.
        machtiging_gezien: a signed authorisation, or the court's order, was seen.

    Returns:
        The field and the sentence, or None when nothing stands in the way.
    """
    if jong is None and indiener in (Indiener.ZELF, Indiener.OUDER):
        return (
            "rekendatum",
            "Is deze persoon 16 jaar of ouder? Dat is niet zeker. Vul de geboortedatum in, of kies hier"
            " zelf een datum om mee te rekenen.",
        )
    if indiener == Indiener.ZELF and jong:
        return (
            "indiener",
            "Deze persoon is jonger dan 16 jaar. Het verzoek moet van een ouder of voogd komen.",
        )
    if indiener == Indiener.OUDER and not jong and not machtiging_gezien:
        return (
            "machtiging_gezien_op",
            "Deze persoon is 16 jaar of ouder. Een ouder kan alleen vragen met een machtiging die"
            " deze persoon zelf heeft ondertekend.",
        )
    if indiener == Indiener.GEMACHTIGDE and not machtiging_gezien:
        return (
            "machtiging_gezien_op",
            "Een gemachtigde die geen advocaat is, heeft een ondertekende machtiging nodig.",
        )
    if indiener == Indiener.CURATOR and not machtiging_gezien:
        return (
            "machtiging_gezien_op",
            "Bekijk eerst de uitspraak van de rechter over de curatele of het mentorschap.",
        )
    return None
