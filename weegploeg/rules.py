"""Terms and predicates of the weegploeg, as pure functions."""

from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from convenant.models import POLITIE_EN_OM
from gedeeld.actor import Actor
from gedeeld.rules import UITERSTE

INFORMEREN = relativedelta(months=1)  # AVG 14.3 a, MC 11.2
ANTWOORDEN = relativedelta(weeks=4)  # what a partner gets to answer when nobody says otherwise
HEROVERWEGEN = relativedelta(months=6)  # "not yet" ends with its ground (MC 11.5): look in time
EIGEN = "eigen"  # of `models.Herkomst`
WAARSCHUWEN = relativedelta(days=14)  # how long before that month ends the reminder begins

ZONDER_BESLUIT = timedelta(days=30)  # ours, as they meet every month: then a file stands out


def mag_besluiten(actor: Actor) -> bool:
    """Whether the actor logs what the weegploeg decided: its secretary only (WEE-afweging)."""
    return actor.voert_weegploeg_uit


def mag_bevestigen(actor: Actor) -> bool:
    """Whether the actor confirms for his party what was logged, or objects: its own member (PB 3.3)."""
    return actor.in_weegploeg and actor.vertegenwoordigt


def mag_achterhouden(actor: Actor) -> bool:
    """Whether the actor says that his party holds something back: a member of the police or the OM (MvT 4.4)."""
    return mag_bevestigen(actor) and actor.partij_soort in POLITIE_EN_OM


def mag_plaatsen(actor: Actor) -> bool:
    """Whether the actor places a signal in the referentiekader: a member for a core party (MC 7.3)."""
    return mag_bevestigen(actor)


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


class Informeermoment(NamedTuple):
    """The last day to inform, and the part of AVG 14.3 that makes it so: a, b or c."""

    dag: date
    onder: str


def informeren_uiterlijk(
    verkregen_op: date, contact_op: date | None = None, naar_buiten_op: date | None = None
) -> Informeermoment:
    """The earliest of the three last days to inform (AVG 14.3, MC 11.2).

    Args:
        verkregen_op: the day of the earliest data: one month after it.
        contact_op: the first contact with the subject; None as long as there was none.
        naar_buiten_op: the first time that data went outside the core parties; None likewise.
    """
    dagen = {"a": verkregen_op + INFORMEREN, "b": contact_op, "c": naar_buiten_op}
    return min(Informeermoment(dag, onder) for onder, dag in dagen.items() if dag)


def uiterste(verkregen: date) -> date:
    """The day after which data on whom nobody put on the agenda are gone in any case (MC 13.3).

    Args:
        verkregen: the day of the earliest data.
    """
    return verkregen + UITERSTE
