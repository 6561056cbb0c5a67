"""When a file is checked again, and the task that follows from it (MC 8.3, 10.3)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from gedeeld.rules import VERGADERT
from register.taken import Wachtend

from .soorten import controles_van

VOORAF = timedelta(weeks=4)  # so long before its last day a check stands on the worklist


def volgende(dossier: Any) -> date | None:
    """The last day of the next check: so many months after the last one, or after the file began.

    None when nobody works with it any more, or when it is destroyed by then (MC 13.3).
    """
    controles = controles_van(dossier._meta.app_label)
    if controles is None or not controles.bezig(dossier):
        return None
    begin = dossier.bestand.begonnen_op(dossier)
    laatste: date = max((rij.op for rij in dossier.controles.all()), default=begin)
    dag = laatste + relativedelta(months=dossier.partij.convenant.controle_maanden)
    kort = dossier.bestand.korte_looptijd(dossier)
    return None if kort and kort.tot <= dag else dag


def taken(dossier: Any) -> Iterator[Wachtend]:
    """The check, for who keeps the file; from `met_feiten` or `met_inhoud`."""
    if dag := volgende(dossier):
        aan = dossier.bestand.houder.van(dossier.partij_id)
        yield Wachtend(f"{dossier._meta.app_label}.controle", aan, dag - VOORAF, uiterlijk=dag)


def te_bespreken(dossier: Any, dag: date) -> bool:
    """Whether a check is due before the meeting that follows on the one of this day."""
    uiterlijk = volgende(dossier)
    return uiterlijk is not None and uiterlijk < dag + VERGADERT
