"""Who may ask, and until when an answer may take: pure functions."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import TextChoices

from gedeeld.actor import SECRETARISSEN, Actor, Hoedanigheid
from gedeeld.werkdagen import werkdag

ANTWOORD = timedelta(weeks=4)  # MC 12.3
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

    @property
    def artikel(self) -> str:
        """As a letter says it."""
        return f"Uw verzoek is {self.label.lower()} (artikel 12 lid 5 AVG)."


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


def antwoord_uiterlijk(ontvangen_op: date) -> date:
    """The last day for an answer: four weeks after receipt (MC 12.3, 12.5)."""
    return werkdag(ontvangen_op + ANTWOORD)


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
