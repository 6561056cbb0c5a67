"""Terms and predicates of the weegploeg, as pure functions."""

from datetime import date

from dateutil.relativedelta import relativedelta

from convenant.models import POLITIE_EN_OM
from gedeeld.actor import Actor
from gedeeld.rules import UITERSTE

INFORMEREN = relativedelta(months=1)  # AVG 14.3 a, MC 11.2
ANTWOORDEN = relativedelta(weeks=4)  # what a partner gets to answer when nobody says otherwise
HEROVERWEGEN = relativedelta(months=6)  # "not yet" ends with its ground (MC 11.5): look in time
EIGEN = "eigen"  # of `models.Herkomst`
WAARSCHUWEN = relativedelta(days=14)  # how long before that month ends the reminder begins


def mag_besluiten(actor: Actor) -> bool:
    """Whether the actor logs what the weegploeg decided: its secretary only (WEE-afweging)."""
    return actor.voert_weegploeg_uit


def mag_bevestigen(actor: Actor) -> bool:
    """Whether the actor confirms for his party what was logged, or objects: its own member (PB 3.3)."""
    return actor.in_weegploeg and actor.vertegenwoordigt


def mag_achterhouden(actor: Actor) -> bool:
    """Whether the actor says that his party holds something back: a member of the police or the OM (MvT 4.4)."""
    return mag_bevestigen(actor) and actor.partij_soort in POLITIE_EN_OM


def mag_wegen(actor: Actor) -> bool:
    """Whether the actor weighs and adds signals: members of the weegploeg and its secretary (MC 7.3)."""
    return actor.in_weegploeg


def mag_antwoorden(actor: Actor) -> bool:
    """Whether the actor answers what his party is asked: who represents it (PB 3.4 ad 3)."""
    return actor.vertegenwoordigt


def heeft_melder(herkomst: str | None) -> bool:
    """Whether somebody reported it: a signal from own systems has no reporter (PB 2, MC 7.1).

    Args:
        herkomst: one of `models.Herkomst`; None where it is not filled in.
    """
    return herkomst != EIGEN


def informeren_uiterlijk(verkregen_op: date) -> date:
    """The last day to inform: one month after the data were obtained (AVG 14.3 a, MC 11.2)."""
    return verkregen_op + INFORMEREN


def uiterste(verkregen: date) -> date:
    """The day after which data on whom nobody put on the agenda are gone in any case (MC 13.3).

    Args:
        verkregen: the day of the earliest data.
    """
    return verkregen + UITERSTE
