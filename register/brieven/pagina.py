"""What the page of a file shows of its letters: those there are, and those that can be begun now."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from gedeeld.actor import Actor

from .soorten import brieven_van


@dataclass(frozen=True)
class Regel:
    """One letter, for who may read it."""

    titel: str
    over: str
    stand: str
    dag: Any
    url: str


@dataclass(frozen=True)
class TeMaken:
    """A letter that can be begun: by a button."""

    titel: str
    over: str
    url: str


@dataclass(frozen=True)
class Deel:
    """The part of the page."""

    regels: list[Regel]
    te_maken: list[TeMaken]


def deel(dossier: Any, actor: Actor) -> Deel:
    """Of a file that the actor reads."""
    app = dossier._meta.app_label
    brieven = brieven_van(app)
    if brieven is None:
        return Deel([], [])
    regels, bezig = [], set()
    for brief in brieven.model.objects.filter(dossier=dossier.pk):
        soort = brieven.soorten[brief.soort]
        rij = soort.van(dossier, brief.rij)
        if brief.definitief_op is None:
            bezig.add((brief.soort, brief.rij))
        if rij is None or not soort.mag(actor, dossier, rij):
            continue
        dag = brief.verstuurd_op or brief.definitief_op or brief.gemaakt_op
        url = reverse("brieven:brief", args=[app, dossier.pk, brief.pk])
        regels.append(Regel(soort.titel, soort.over(rij), brief.stand, dag, url))
    te_maken = [
        TeMaken(
            soort.titel,
            soort.over(rij),
            reverse("brieven:nieuw", args=[app, dossier.pk, soort.naam, rij.pk]),
        )
        for soort in brieven.soorten.values()
        if soort.ook_stil or not dossier.beperkt
        for rij in soort.rijen(dossier)
        if soort.mag(actor, dossier, rij) and (soort.naam, rij.pk) not in bezig
    ]
    return Deel(regels, te_maken)
