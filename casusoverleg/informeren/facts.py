"""Whether the subject was informed, and when the casusoverleg looks again (PB 4.4)."""

from datetime import date

from gedeeld.afschrift import datum

from ..dossier.models import Casus
from .decisions import OPNIEUW


def opnieuw_op(casus: Casus) -> date | None:
    """The day on which the casusoverleg looks again whether it can be done; None when it was done."""
    if casus.informeren_af_op:
        return None
    laatste = casus.informeeradviezen.first()
    return laatste.volgende if laatste else casus.geopend_op + OPNIEUW


def hoe_het_staat(casus: Casus) -> str:
    """The same, in a sentence that stands on the casus as long as it was not done."""
    dag = opnieuw_op(casus)
    if dag is None:
        return ""
    opnieuw = f" Op {datum(dag)} bekijkt het casusoverleg dit opnieuw." if casus.loopt else ""
    return f"De betrokkene is nog niet geïnformeerd.{opnieuw}"
