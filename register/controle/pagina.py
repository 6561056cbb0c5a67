"""What the page of a file shows of its checks: those that were done, and the day of the next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from gedeeld.actor import Actor
from gedeeld.afschrift import Publiek, Sectie
from gedeeld.lijst import Knop
from gedeeld.velden import sectie

from .facts import volgende
from .soorten import controles_van
from .velden import CONTROLES


@dataclass(frozen=True)
class Deel:
    """The part of the page.

    Args:
        volgende: the last day of the next check; None when none follows.
        bezig: whether the file is still worked with.
        actie: records a check, for who does that.
    """

    sectie: Sectie
    volgende: date | None
    bezig: bool
    actie: Knop | None


def deel(dossier: Any, actor: Actor, publiek: Publiek) -> Deel:
    """Of a file that the actor reads, as this audience."""
    app = dossier._meta.app_label
    controles = controles_van(app)
    assert controles is not None  # the page of another kind of file has no such part
    rijen = controles.model.objects.filter(dossier=dossier.pk).select_related("door")
    bezig = controles.bezig(dossier)
    actie = None
    if bezig and controles.mag(actor) and not dossier.stilstand:
        actie = Knop("Controle vastleggen", reverse("controle:nieuw", args=[app, dossier.pk]))
    return Deel(sectie(CONTROLES, rijen, publiek), volgende(dossier), bezig, actie)
