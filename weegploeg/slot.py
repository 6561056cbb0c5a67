"""Lock and permit: how an act on a file of the weegploeg begins."""

from collections.abc import Callable
from typing import Any

from gedeeld.actor import Actor

from . import rules
from .models import WeegploegDossier


def neem(
    dossier: WeegploegDossier, actor: Actor, mag: Callable[[Actor], bool]
) -> Any:  # a WeegploegDossier; querysets of files are typed Any
    """Lock the file and permit the actor.

    Args:
        mag: the rule that permits, one of `rules`.

    Raises:
        Geweigerd: the rule refuses, or the file is not for this actor.
        NietMogelijk: the file is gone, or takes no changes.
    """
    return WeegploegDossier.objects.neem(
        dossier,
        lambda vers: mag(actor) and WeegploegDossier.objects.ziet(actor, vers),
        "De uitvoerder van de weegploeg legt dit vast."
        if mag is rules.mag_besluiten
        else "Dit doet een lid van deze weegploeg.",
    )
