"""Lock and permit: how an act on a casus begins."""

from gedeeld.actor import Actor
from gedeeld.weigering import require

from .models import Casus

UITVOERDER = "Dit doet de uitvoerder van het casusoverleg."


def te_voeren(casus: Casus, actor: Actor, *, ook_stil: bool = False) -> Casus:
    """Lock the casus and permit its secretary.

    Args:
        ook_stil: also while it is closed or restricted, for what takes access away.
    """
    casus = Casus.objects.lock(casus, ook_stil=ook_stil)
    require(Casus.objects.written_by(actor).filter(pk=casus.pk).exists(), UITVOERDER)
    return casus
