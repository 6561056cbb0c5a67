"""In which meeting the casusoverleg decided something, and what its minutes tell of a casus (PB 4.3)."""

from copy import copy
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gedeeld.actor import Actor
from gedeeld.afschrift import Regel
from gedeeld.rij import Rij, gemaakt_op
from gedeeld.weigering import NietMogelijk
from overleg.models import Overleg, Soort
from overleg.vergaderen.decisions import leg_besluit_bij

from .dossier.models import Casus

# What of a row came later, by the day on which it did.
_LATER: dict[str, dict[str, tuple[str, ...]]] = {
    "Afsluitadvies": {"besloten_op": ("besluit", "niet_af")},
    "Partijvraag": {
        "beantwoord_op": ("uitkomst", "antwoord", "wie", "hoe"),
        "afgehandeld_op": ("reden",),
    },
    "Deelname": {"tot": ("reden_einde", "einde_besloten_op"), "aanvaard_op": ("aanvaard_op",)},
}


def plaats_in(
    casus: Casus, overleg: Overleg | None, op: date | None, *, actor: Actor
) -> tuple[date | None, Overleg | None]:
    """The day of a decision and the meeting in which it was taken, where that is known.

    Args:
        casus: locked.
        overleg: the one in which it is logged; None for that of the day, in which the casus was discussed.
        op: the day; that of the meeting goes before it.

    Raises:
        NietMogelijk: that meeting is not of this casusoverleg, or its minutes were approved.
    """
    if overleg is None:
        return op, _van_de_dag(casus, op or actor.vandaag)
    eigen = overleg.soort == Soort.CASUSOVERLEG and overleg.partij_id == casus.partij_id
    if not eigen or overleg.afgelast_op or overleg.dag > actor.vandaag:
        raise NietMogelijk("Kies een overleg van dit casusoverleg dat is begonnen.")
    leg_besluit_bij(overleg, actor=actor, dossier=casus)
    return overleg.dag, overleg


def _van_de_dag(casus: Casus, dag: date) -> Overleg | None:
    """The meeting of a day in which it was discussed, as long as its minutes are open."""
    gevonden: Overleg | None = (
        Overleg.objects.filter(
            soort=Soort.CASUSOVERLEG,
            partij=casus.partij_id,
            dag=dag,
            afgelast_op=None,
            vastgesteld_op=None,
            punten__dossier=casus.pk,
            punten__besproken_op__isnull=False,
            punten__afgevoerd=False,
        )
        .order_by("-begin")
        .first()
    )
    return gevonden


def hoort_bij(rij: Any, overleg: Overleg, dag: date | None, sinds: datetime | None = None) -> bool:
    """Whether the minutes of a meeting tell a row: it was decided there, or nobody knows where and on that day.

    Args:
        dag: on which it was decided.
        sinds: when that was logged; None: when the row was made.
    """
    if getattr(rij, "overleg_id", None) is not None:
        return bool(rij.overleg_id == overleg.pk)
    moment = overleg.moment
    return dag == overleg.dag and (moment is None or (sinds or gemaakt_op(rij.pk)) <= moment)


def zoals_toen(rij: Rij, overleg: Overleg) -> Any:
    """A row as it was when the minutes were approved: without what was answered or ended after that day."""
    if overleg.moment is None:
        return rij
    dag, toen = timezone.localdate(overleg.moment), rij
    for kolom, velden in _LATER.get(type(rij).__name__, {}).items():
        wanneer = getattr(rij, kolom)
        if wanneer is None or wanneer <= dag or not any(getattr(rij, veld) for veld in velden):
            continue
        toen = copy(toen)
        for veld in velden:
            setattr(toen, veld, None if type(rij)._meta.get_field(veld).null else "")
        setattr(toen, kolom, getattr(rij, "afgesproken_tot", None) if kolom == "tot" else None)
    return toen


def later_gewijzigd(rijen: list[tuple[str, Rij]], overleg: Overleg) -> list[Regel]:
    """Where to read what came after the approval, and not what.

    Args:
        rijen: with what each is called.
    """
    return [
        Regel(wat, "Dit is na dit verslag veranderd. Zie de casus.")
        for wat, rij in rijen
        if zoals_toen(rij, overleg) is not rij
    ]
