"""Lock and permit: how an act on a casus begins."""

from gedeeld.actor import Actor

from .dossier.models import Casus
from .rules import mag_voeren

UITVOERDER = "Dit doet de uitvoerder van het casusoverleg."


def te_voeren(casus: Casus, actor: Actor, *, ook_stil: bool = False) -> Casus:
    """Lock the casus and permit its secretary.

    Args:
        ook_stil: also while it is closed or restricted, for what takes access away.
    """
    genomen: Casus = Casus.objects.neem(
        casus,
        lambda vers: mag_voeren(actor) and Casus.objects.ziet(actor, vers),
        UITVOERDER,
        ook_stil=ook_stil,
    )
    return genomen


def om_te_verbeteren(casus: Casus, actor: Actor) -> Casus:
    """As `te_voeren`, for what is not right: also once the casus is closed (MC 12.5)."""
    genomen = te_voeren(casus, actor, ook_stil=True)
    genomen.vereis_te_verbeteren()
    return genomen
