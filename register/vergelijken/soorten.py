"""Which kinds of file are compared, and with which; an app declares its own."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from gedeeld.actor import Actor
from gedeeld.lijst import Knop

from .models import VergelijkingVelden


@dataclass(frozen=True)
class Vervolg:
    """What can be done once it is known that two files are about one person.

    Args:
        knop: leads to it; None where it is done elsewhere, or cannot be done.
    """

    zin: str
    knop: Knop | None = None


@dataclass(frozen=True)
class Vergelijkingen:
    """The comparisons of one kind of file.

    Args:
        model: where they stand.
        met: apps of the files beside which one is laid, such that its own readers may know of them. Of a
            kind that is not among them the row stands with that other file.
        mag: whether an actor who reads this file says of it whether it is the same person.
        verder: what follows when it is, of a file and the other one, for an actor.
    """

    model: type[VergelijkingVelden]
    met: Collection[str]
    mag: Callable[[Actor, Any], bool]
    verder: Callable[[Any, Any, Actor], Vervolg]


_VERGELIJKINGEN: dict[str, Vergelijkingen] = {}


def declareer(app: str, vergelijkingen: Vergelijkingen) -> None:
    """Make known how the files of an app are compared."""
    _VERGELIJKINGEN[app] = vergelijkingen


def soorten() -> dict[str, Vergelijkingen]:
    """All of them, by app."""
    return dict(_VERGELIJKINGEN)


def op_volgorde(een: Any, ander: Any) -> tuple[Any, Any]:
    """Of two files first the one on which a choice hangs: `een`, unless its readers may not know of the other."""
    past = hangt_aan(een._meta.app_label, ander._meta.app_label)
    return (een, ander) if past else (ander, een)


def hangt_aan(app: str, andere: str) -> bool:
    """Whether a choice on files of these two apps can hang on the first."""
    return andere in _VERGELIJKINGEN[app].met
