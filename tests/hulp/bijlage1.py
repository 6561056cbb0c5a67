"""Annex 1 as the core parties decide on it, in tests that are about something else."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from convenant import bijlage1
from convenant.bijlage1 import Kernbesluit
from convenant.models import Bijlage1, Partij, PartijQuerySet
from gedeeld.actor import Actor

KENMERK = "Z-2026-04417"


def kernbesluit(
    actor: Actor, dag: date | None = None, kern: PartijQuerySet | None = None
) -> Kernbesluit:
    """Of all core parties of the actor's covenant, on a day; today unless said.

    Args:
        kern: who decides instead, as those of one casus.
    """
    dag = dag or timezone.localdate()
    allen = bijlage1.beslissers(actor.convenant_id) if kern is None else kern
    return Kernbesluit(list(allen.op(dag)), dag, KENMERK)


def besluitvelden(actor: Actor, kern: PartijQuerySet | None = None) -> dict[str, Any]:
    """The same in a form."""
    besluit = kernbesluit(actor, kern=kern)
    return {
        "besloten_door": [str(partij.pk) for partij in besluit.partijen],
        "besloten_op": besluit.genomen_op.isoformat(),
        "kenmerk": besluit.document,
    }


def neem_op(actor: Actor, naam: str, van: date | None = None) -> Bijlage1:
    """Enter a partner, with a statement of a year."""
    vandaag = actor.vandaag
    return bijlage1.neem_op(
        actor=actor,
        naam=naam,
        contact="Postbus 1",
        reden="Behandelt",
        van=van or vandaag,
        besluit=kernbesluit(actor, vandaag),
        getekend_op=vandaag,
        getekend_door="directeur",
        geldig_tot=vandaag + timedelta(days=365),
    )


def beeindig(actor: Actor, partij: Partij) -> Bijlage1:
    """End the one entry that the partner has."""
    vermelding = partij.bijlage1.get()
    return bijlage1.beeindig(vermelding.pk, actor=actor, besluit=kernbesluit(actor, actor.vandaag))
