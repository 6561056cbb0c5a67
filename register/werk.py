"""What waits for somebody: each app offers its own, the worklist shows them together."""

from dataclasses import dataclass
from datetime import date

from .models import Dossier

PAST = 100  # things to do that fit on the worklist
# What each app offers of one kind, the most urgent first: one more than fits, so that the worklist
# knows that there is more. The database finds them, so that a hundred thousand files cost nothing.
GENOEG = PAST + 1


@dataclass(frozen=True)
class Werk:
    """One thing to do.

    Args:
        dossier: the file, as far as this actor knows it: for an external partner its key and number;
            None for what is about no file.
        wat: what to do, in a few Dutch words.
        url: where to do it.
        uiterlijk: the last day, or None when no term runs.
        soort: kind of file, in one Dutch word.
    """

    dossier: Dossier | None
    wat: str
    url: str
    uiterlijk: date | None = None
    soort: str = ""

    @property
    def nummer(self) -> str:
        """The file's number; never a name."""
        return self.dossier.nummer if self.dossier else ""
