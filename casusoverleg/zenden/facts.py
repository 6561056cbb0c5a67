"""What waits for whom in a sending (WV 4)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from register.kringen import Kring
from register.taken import Wachtend

EEN_DAG = timedelta(days=1)


def taken(casus: Any) -> Iterator[Wachtend]:
    """The answer of who gave a signal, and then that of the other municipality.

    That one knows the number of the sending, and not that of the casus.
    """
    for rij in casus.zendingen.all():
        if not rij.loopt:
            continue
        begin, dagen = rij.aangeboden_op or rij.gemaakt_op, _dagen(rij.laatste_dag, rij.pk)
        if rij.aangeboden_op:
            aan = Kring.UITVOERDER_WEEGPLOEG.van(rij.aan_id)
            yield Wachtend("weegploeg.aanbod", aan, begin, nummer=rij.nummer, **dagen)
            continue
        for antwoord in rij.antwoorden.all():
            if antwoord.op is None:
                leden = Kring.VERTEGENWOORDIGERS.van(antwoord.partij_id)
                yield Wachtend("casusoverleg.zending", leden, begin, **dagen)


def _dagen(laatste_dag: date, rij: UUID) -> dict[str, Any]:
    return {"tot": laatste_dag + EEN_DAG, "uiterlijk": laatste_dag, "rij": rij}
