"""What the page of a file says at rows that were put right, or can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from gedeeld.actor import Actor

from .models import CorrectieVelden
from .soorten import correcties_van


@dataclass(frozen=True)
class BijRij:
    """What stands below one row.

    Args:
        rij: its key.
        laatste: its last correction; None where there is none, or the actor does not read it.
        eerder: where what it said before is read.
        verbeter: where the actor puts it right; empty for who does not.
    """

    rij: str
    laatste: CorrectieVelden | None = None
    eerder: str = ""
    verbeter: str = ""


def bij_rijen(
    dossier: Any, actor: Actor, te_verbeteren: Mapping[str, str] | None = None
) -> list[BijRij]:
    """Of each row that was put right, or that this actor can put right.

    Args:
        te_verbeteren: where, by key of the row.
    """
    verbeter, laatste = te_verbeteren or {}, _laatste(dossier, actor)
    app = dossier._meta.app_label
    return [
        BijRij(
            rij,
            laatste.get(rij),
            reverse("correctie:eerder", args=[app, dossier.pk, rij]) if rij in laatste else "",
            verbeter.get(rij, ""),
        )
        for rij in {**laatste, **verbeter}
    ]


def _laatste(dossier: Any, actor: Actor) -> dict[str, CorrectieVelden]:
    correcties = correcties_van(dossier._meta.app_label)
    if correcties is None or not correcties.mag(actor):
        return {}
    uit: dict[str, CorrectieVelden] = {}
    rijen = correcties.model.objects.filter(dossier=dossier.pk).select_related("partij")
    for rij in rijen.defer("oud", "oud_kern", "reden"):
        uit.setdefault(str(rij.van), rij)
    return uit
