"""What it leads to that somebody takes part, read from the rows (`gedeeld.gevolgen`)."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from convenant.models import Partij
from gedeeld.gevolgen import Gevolg
from register.grants import PLAN_LEZEN, VRAAG_LEZEN
from register.registry import bestand

from ..dossier.models import Casus
from .models import Deelname


def toegang(casus: Any, alleen: Collection[UUID] | None = None) -> Iterator[str]:
    """Who of those that take part reads the casus, from when, and how much of it.

    Args:
        alleen: keys of the parties that it is asked of; None for all of them.
    """
    deelnames = casus.deelnames.select_related("partij")
    partijen = {
        rij.partij.groep_id: rij.partij
        for rij in deelnames
        if alleen is None or rij.partij_id in alleen
    }
    for feit in bestand(casus._meta.label_lower).toelatingen(casus):
        partij = partijen.get(feit.groep_id)
        voorbij = feit.tot and feit.tot <= timezone.localdate()
        if partij and not voorbij and feit.recht != VRAAG_LEZEN:
            wat = "alleen het vastgestelde plan" if feit.recht == PLAN_LEZEN else "de hele casus"
            tot = f" tot {_dag(feit.tot)}" if feit.tot else ""
            yield f"{partij.naam} leest {wat}, vanaf {_dag(feit.van)}{tot}."
    for deelname in deelnames.filter(rol=Deelname.Rol.ADVISEUR):
        if deelname.partij.groep_id in partijen:
            yield f"{deelname.partij.naam} adviseert en krijgt geen toegang."


def van_deelname(casus: Casus, partij: Partij) -> list[Gevolg]:
    """What follows from it that a party takes part from now on."""
    vers = Casus.objects.get(pk=casus.pk)
    hoort = f"De mensen van {partij.naam} zien op hun werklijst dat zij meedoen."
    return [
        Gevolg("Wie krijgt toegang", list(toegang(vers, [partij.pk]))),
        Gevolg("Wie hoort het", [hoort]),
    ]


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")
