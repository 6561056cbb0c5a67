"""The duty to inform, from the facts of a file: one answer for the list, the page and the worklist (MC 11)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .. import rules
from ..models import Informatiebesluit, WeegploegDossier


class Stand(StrEnum):
    """Where the duty stands."""

    LOOPT = "loopt"
    UITGESTELD = "uitgesteld"
    HOEFT_NIET = "hoeft_niet"
    GEDAAN = "gedaan"


@dataclass(frozen=True)
class Plicht:
    """The duty to inform in one file. It says days, and nobody has to know which day it is today.

    Args:
        stand: one of `Stand`.
        dag: the last day to inform, the day to look again, or the day on which it was done; None
            where it need not be done.
        gemist: the last day, where that had passed before it was put off, ended or done: what came
            after it cures nothing.
        want: why it need not be done.
        onder: the part of AVG 14.3 that the last day follows from.
    """

    stand: Stand
    dag: date | None = None
    gemist: date | None = None
    want: str = ""
    onder: str = "a"

    @property
    def uiterlijk(self) -> date | None:
        """The day after which it is late; None when nothing is to be done any more."""
        open_ = self.stand in (Stand.LOOPT, Stand.UITGESTELD)
        return self.gemist or self.dag if open_ else None


def geldend(dossier: WeegploegDossier) -> list[Informatiebesluit]:
    """What was decided on informing, the last one first; without wrong entries that were replaced."""
    rijen = dossier.informatiebesluiten.all()
    return [rij for rij in rijen if not rij.vastlegging.is_vervangen]


def plicht(dossier: WeegploegDossier) -> Plicht:
    """Where the duty to inform stands (AVG 14.3, 14.5; UAVG 41.1).

    It runs to the earliest of the three days of AVG 14.3. Put off in time it is not late before the day to look again; put off after the last day it is.

    Args:
        dossier: from `met_feiten`, `met_inhoud` or `met_lijst`, so that each table is asked once.
    """
    grens, onder = rules.informeren_uiterlijk(
        dossier.verkregen_op, dossier.contact_op, dossier.naar_buiten_op
    )
    besluiten = geldend(dossier)
    gemist = None
    for besluit in reversed(besluiten):
        if besluit.besloten_op > grens:
            gemist = gemist or grens
        grens = max(grens, besluit.heroverwegen_op or grens)
    if gedaan := dossier.geinformeerd_op:
        gemist = gemist or (grens if gedaan > grens else None)
        return Plicht(Stand.GEDAAN, gedaan, gemist, onder=onder)
    laatste = besluiten[0] if besluiten else None
    if laatste and laatste.hoeft_niet:
        return Plicht(Stand.HOEFT_NIET, None, gemist, laatste.want, onder)
    if laatste and laatste.heroverwegen_op:
        return Plicht(Stand.UITGESTELD, laatste.heroverwegen_op, gemist, onder=onder)
    return Plicht(Stand.LOOPT, grens, gemist, onder=onder)
