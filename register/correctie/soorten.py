"""In which kinds of file earlier values are kept, and who reads them; an app declares its own."""

from collections.abc import Callable
from dataclasses import dataclass

from gedeeld.actor import Actor

from .models import CorrectieVelden


@dataclass(frozen=True)
class Correcties:
    """The earlier values of one kind of file.

    Args:
        model: where they stand.
        mag: whether an actor who reads the file reads them: a core party, or its secretary.
    """

    model: type[CorrectieVelden]
    mag: Callable[[Actor], bool]


_CORRECTIES: dict[str, Correcties] = {}


def declareer(app: str, correcties: Correcties) -> None:
    """Make known where the files of an app keep what they said before."""
    _CORRECTIES[app] = correcties


def correcties_van(app: str) -> Correcties | None:
    """Where the files of an app keep it; None where they do not."""
    return _CORRECTIES.get(app)
