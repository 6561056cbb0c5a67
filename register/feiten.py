"""What the facts of a file lead to, as values: grants and terms. Each kind of file says its own."""

from dataclasses import dataclass
from datetime import date

from convenant.models import Bijlage1
from gedeeld.termijnen import Grond


@dataclass(frozen=True)
class Feit:
    """Why a party reads one file.

    Args:
        groep_id: the party's group.
        recht: codename of the object permission, or of what the archive opens (`Bestand.rechten`).
        van: first day.
        tot: first day without; None as long as nothing ends it.
        reden: the fact in a Dutch sentence, with its article.
        vermelding: the entry of annex 1 under which an external partner was let in.
    """

    groep_id: int
    recht: str
    van: date
    tot: date | None
    reden: str
    vermelding: Bijlage1 | None = None

    @property
    def einde(self) -> date | None:
        """The first day without: its own, or that of the entry of annex 1, whichever comes first."""
        eindes = (self.tot, self.vermelding and self.vermelding.tot)
        return min((dag for dag in eindes if dag), default=None)

    @property
    def leeg(self) -> bool:
        """Whether it ended before it began."""
        return self.tot is not None and self.tot <= self.van

    def geldt(self, dag: date) -> bool:
        """Whether it gives access on a day."""
        return self.van <= dag and (self.einde is None or dag < self.einde)


@dataclass(frozen=True)
class Looptijd:
    """A term of a file that runs: on which ground, from which day.

    Args:
        uiterste: a day on which it ends at the latest.
    """

    grond: Grond
    van: date
    uiterste: date = date.max

    @property
    def tot(self) -> date:
        """The last day."""
        return min(self.grond.einde(self.van), self.uiterste)
