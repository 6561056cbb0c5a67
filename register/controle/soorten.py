"""Which kinds of file are checked, and how; an app declares its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from gedeeld.actor import Actor
from register import taken

from .models import ControleVelden


@dataclass(frozen=True)
class Controles:
    """The checks of one kind of file.

    Args:
        model: where they stand.
        mag: whether an actor who reads the file checks it: its secretary.
        bezig: whether a file is still worked with, so that it is checked.
        verbeteren: where its data are put right: in words -> name of a page, with after a `#` the
            part of it.
    """

    model: type[ControleVelden]
    mag: Callable[[Actor], bool]
    bezig: Callable[[Any], bool]
    verbeteren: Mapping[str, str]


_CONTROLES: dict[str, Controles] = {}


def declareer(app: str, controles: Controles) -> None:
    """Make known how the files of an app are checked, and the task that asks for it."""
    _CONTROLES[app] = controles
    taken.declareer(
        app,
        controle=taken.Soort(
            "Kijk de gegevens na op juistheid en volledigheid",
            lambda dossier, _: reverse("controle:nieuw", args=[app, dossier]),
            "De gegevens worden op vaste tijden nagekeken. Pas aan wat niet klopt.",
        ),
    )


def controles_van(app: str) -> Controles | None:
    """How the files of an app are checked; None where they are not."""
    return _CONTROLES.get(app)
