"""What it leads to that somebody takes part, read from the rows (`gedeeld.gevolgen`)."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.formats import date_format

from convenant.models import Partij
from gedeeld.gevolgen import Gevolg
from register.grants import PLAN_LEZEN, VRAAG_LEZEN
from register.registry import bestand

from ..dossier.models import Casus
from .models import Deelname


def toegang(casus: Any, alleen: Collection[UUID] | None = None) -> Iterator[str]:
    """Who of those that take part reads the casus, from when, and how much of it; and of who is
    invited the same, once it accepts.

    Args:
        alleen: keys of the parties that it is asked of; None for all of them.
    """
    prefetch_related_objects(
        [casus], Prefetch("deelnames", Deelname.objects.select_related("partij", "vermelding"))
    )
    deelnames = [rij for rij in casus.deelnames.all() if alleen is None or rij.partij_id in alleen]
    partijen = {rij.partij.groep_id: rij.partij for rij in deelnames}
    gevraagd = {rij.partij.groep_id for rij in deelnames if rij.uitgenodigd}
    for rij in deelnames:
        if rij.uitgenodigd:
            rij.aanvaard_op = rij.van  # in this sentence alone
    for feit in bestand(casus._meta.label_lower).toelatingen(casus):
        partij = partijen.get(feit.groep_id)
        voorbij = feit.tot and feit.tot <= timezone.localdate()
        if partij and not voorbij and feit.recht != VRAAG_LEZEN:
            wat = "alleen het vastgestelde plan" if feit.recht == PLAN_LEZEN else "de hele casus"
            tot = f" tot {_dag(feit.tot)}" if feit.tot else ""
            als = ", als zij de uitnodiging aanneemt" if feit.groep_id in gevraagd else ""
            yield f"{partij.naam} leest {wat}, vanaf {_dag(feit.van)}{tot}{als}."
    for deelname in deelnames:
        if deelname.rol == Deelname.Rol.ADVISEUR:
            yield f"{deelname.partij.naam} adviseert en krijgt geen toegang."


def van_deelname(casus: Casus, partij: Partij) -> list[Gevolg]:
    """What follows from it that a party takes part from now on."""
    vers = Casus.objects.get(pk=casus.pk)
    vraagt = any(rij.uitgenodigd for rij in vers.deelnames.filter(partij=partij))
    wat = "een uitnodiging, zonder naam van het subject" if vraagt else "dat zij meedoen"
    hoort = f"De mensen van {partij.naam} zien op hun werklijst {wat}."
    return [
        Gevolg("Wie krijgt toegang", list(toegang(vers, [partij.pk]))),
        Gevolg("Wie hoort het", [hoort]),
    ]


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")
