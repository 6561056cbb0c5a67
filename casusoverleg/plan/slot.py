"""Lock and permit: how an act begins of who reads a casus, or no more of it than the plan."""

from gedeeld.actor import Actor
from gedeeld.weigering import MAG_NIET, require
from register.muur import als

from ..dossier.models import Casus
from .models import Plan


def neem_mee(
    casus: Casus, actor: Actor, *, mag: bool, zin: str = MAG_NIET, om_te_verbeteren: bool = False
) -> Casus:
    """Lock the casus and permit who reads it, or a plan of it (MC 10.4, 10.5).

    Args:
        mag: whether this actor does such a thing at all.
        zin: what who may not reads.
        om_te_verbeteren: also once the casus is closed, for what is not right (MC 12.5).

    Raises:
        Geweigerd: he reads nothing of it, or does no such thing.
        NietMogelijk: the casus is gone, or takes no changes.
    """
    with als(Actor.systeem("meedoen")):  # an external partner does not read the casus (MC 10.5)
        casus = Casus.objects.lock(casus)
    plan = Plan.objects.visible_to(actor).filter(casus=casus)
    require(mag and (Casus.objects.ziet(actor, casus) or plan.exists()), zin)
    if om_te_verbeteren:
        casus.vereis_te_verbeteren()
    else:
        casus.vereis_beweging()
    return casus
