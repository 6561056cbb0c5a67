"""What has to be done after "geen casusoverleg", from the facts of a file (PB 3.4 ad 2)."""

from ..informeren.facts import Stand as Informeren
from ..informeren.facts import plicht
from ..models import WeegploegDossier


def afgerond(dossier: WeegploegDossier) -> bool:
    """Whether all three are done: the decision is recorded, each reporter knows it, and so does the subject.

    Or the subject need not know (AVG 14.5 a, c). What was put off is not done.

    Args:
        dossier: from `met_feiten` or `met_inhoud`, so that each table is asked once.
    """
    return (
        dossier.stand == WeegploegDossier.Stand.NIET_GEAGENDEERD
        and all(rij.teruggekoppeld_op or not rij.melder_bekend for rij in dossier.inbrengen.all())
        and plicht(dossier).stand in (Informeren.GEDAAN, Informeren.HOEFT_NIET)
    )
