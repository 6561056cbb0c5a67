"""Whether the jobs of article 13 can trust the day: a clock that jumped destroys nothing by itself.

What is destroyed does not come back, so a day that lies too far from the last one on which the jobs
worked is confirmed first, by a person who reads how much would go. So is the first day after the
installation was off for long, or was restored from a backup; and a day on which an unusual share of all
files would go, whatever is wrong then.
"""

from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from convenant.decisions import mag_beheren
from gedeeld.actor import Actor
from gedeeld.termijnen import Grond
from gedeeld.weigering import NietMogelijk, require
from register.models import Dossier
from register.muur import als

from .models import Ronde
from .querysets import aan_de_beurt

SPELING = timedelta(days=7)  # so long the jobs may have been off without anybody being asked
VERSCHIL = timedelta(hours=1)  # between the clocks of two machines that are both right

GENOEG = 100  # so many files in one day surprise nobody
DEEL = 10  # percent of all files: more than that in one day is looked at first
ONGEWOON = "Vandaag zou een ongewoon groot deel van alle dossiers worden vernietigd."


class KlokOnzeker(Exception):
    """The jobs do nothing until somebody looked at the clock; the text is for who keeps the system."""


def laatste() -> Ronde | None:
    """The last day on which the jobs worked, or that was confirmed; None for a new installation."""
    return Ronde.objects.first()


def bezwaar(vandaag: date) -> str:
    """Why the jobs do not trust this day, as a sentence; empty when they do."""
    return klokken_lopen_uiteen() or te_bevestigen(vandaag)


def te_bevestigen(vandaag: date) -> str:
    """Why somebody has to confirm this day, as a sentence that tells no numbers; empty when nobody has to."""
    return sprong(vandaag) or te_veel(vandaag)


def sprong(vandaag: date) -> str:
    """Why this day is to be confirmed, as a sentence; empty when it follows on the last one."""
    vorige = laatste()
    if vorige is None or vorige.dag <= vandaag <= vorige.dag + SPELING:
        return ""
    wanneer = "vóór" if vandaag < vorige.dag else "meer dan een week na"
    return (
        f"Vandaag is volgens de klok {vandaag:%d-%m-%Y}. Dat is {wanneer} de laatste ronde, op"
        f" {vorige.dag:%d-%m-%Y}."
    )


def te_veel(vandaag: date) -> str:
    """That an unusual share of all files would go today, and nobody confirmed so many; else empty."""
    vernietigen = te_doen(vandaag)[0]
    if vernietigen <= GENOEG:
        return ""
    with als(Actor.systeem("klok")):
        alle = Dossier.objects.count()
    bevestigd = Ronde.objects.filter(dag=vandaag, aantal__gte=vernietigen)
    gewoon = vernietigen * 100 <= alle * DEEL
    return "" if gewoon or bevestigd.exists() else ONGEWOON


def klokken_lopen_uiteen() -> str:
    """That this machine and the database do not agree on the time, as a sentence; empty when they do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        verschil = abs(timezone.now() - cursor.fetchone()[0])
    if verschil <= VERSCHIL:
        return ""
    minuten = verschil // timedelta(minutes=1)
    return f"De klok van de toepassing en die van de database verschillen {minuten} minuten."


def begin_ronde(*, actor: Actor, dag: date) -> None:
    """Note that the jobs work on a day.

    Args:
        actor: a job of the system, in whose name this runs (`register.muur.als`).

    Raises:
        KlokOnzeker: the day is not to be trusted.
    """
    if zin := bezwaar(dag):
        raise KlokOnzeker(f"{zin} Er is niets gearchiveerd of vernietigd.")
    vorige = laatste()
    if vorige is None or vorige.dag != dag:
        # Two workers can begin a day at the same time.
        Ronde.objects.bulk_create(
            [Ronde(dag=dag, begonnen_op=timezone.now(), door=actor.naam)], ignore_conflicts=True
        )


def te_doen(dag: date) -> tuple[int, int]:
    """How many files are destroyed on a day, and how many archived: numbers alone."""
    with als(Actor.systeem("klok")):
        vernietigen = [grond for grond in Grond if grond.vernietigt]
        return (
            aan_de_beurt(dag, vernietigen).count(),
            aan_de_beurt(dag, [Grond.EEN_JAAR]).count(),
        )


@transaction.atomic
def bevestig(*, actor: Actor, dag: date, aantal: int) -> Ronde:
    """Confirm that it is the day that the clock says, knowing how much is destroyed then.

    Args:
        actor: an administrator, or a command of who keeps the system.
        dag: the day that was shown.
        aantal: of the files that would be destroyed, as it was shown.

    Raises:
        Geweigerd: the actor is somebody else.
        NietMogelijk: nothing stands still, the clocks differ, or day or number is another by now.
    """
    require(mag_beheren(actor) or actor.is_systeem, "Alleen een beheerder bevestigt de dag.")
    if zin := klokken_lopen_uiteen():
        raise NietMogelijk(f"{zin} Zet eerst de klok goed.")
    if dag != actor.vandaag:
        raise NietMogelijk("De dag is intussen een andere. Kijk opnieuw.")
    if not te_bevestigen(dag):
        raise NietMogelijk("De taken staan niet stil. U hoeft niets te doen.")
    nu, _ = te_doen(dag)
    if aantal != nu:
        raise NietMogelijk({"aantal": f"Dit is niet het aantal van nu. Dat is {nu}."})
    return Ronde.objects.create(
        dag=dag,
        begonnen_op=actor.nu,
        door=actor.naam,
        gebruiker_id=actor.gebruiker_id,
        aantal=aantal,
    )
