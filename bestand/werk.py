"""What waits for somebody: each app offers its own, the worklist shows them together."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Werk:
    """One thing to do.

    Args:
        nummer: the file's number; never a name.
        wat: what to do, in a few Dutch words.
        url: where to do it.
        uiterlijk: the last day, or None when no term runs.
        soort: kind of file, in one Dutch word.
    """

    nummer: str
    wat: str
    url: str
    uiterlijk: date | None = None
    soort: str = ""
