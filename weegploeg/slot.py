"""Lock and permit: how an act on a file of the weegploeg begins."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from convenant.decisions import kernpartijen_van
from convenant.models import Partij
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk

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


def vereis_kernpartijen(dossier: WeegploegDossier, partijen: Collection[Partij], dag: date) -> None:
    """The weegploeg decides, never its secretary: all three core parties, today (PB 3.3).

    Raises:
        NietMogelijk: it is not these three.
    """
    genoemd = {partij.pk for partij in partijen}
    kern = kernpartijen_van(dossier.gemeente_id, dag)
    if genoemd != {partij.pk for partij in kern}:
        namen = ", ".join(partij.naam for partij in kern)
        raise NietMogelijk(
            {"partijen": f"Alle drie de kernpartijen moeten het eens zijn: {namen}."}
        )
