"""The three terms of article 13, and on what ground a file leaves. No database here."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import TextChoices

from . import rules


class Grond(TextChoices):
    """Why a file leaves the active environment, in the order in which the jobs take it.

    A file is taken on the first ground that is due: what must be destroyed is not archived first.
    """

    ZES_MAANDEN = (
        "zes_maanden",
        "Zes maanden na het besluit om niet te agenderen (artikel 13 lid 3)",
    )
    VIJF_JAAR = "vijf_jaar", "Vijf jaar na de laatste verwerking (artikel 13 lid 1)"
    EEN_JAAR = "een_jaar", "Een jaar na de laatste verwerking (artikel 13 lid 2)"

    @property
    def termijn(self) -> relativedelta:
        """The term, in calendar months or years."""
        return _TERMIJNEN[self]

    def einde(self, begin: date) -> date:
        """The last day of a term that began on a day."""
        return begin + self.termijn

    @property
    def vernietigt(self) -> bool:
        """Whether the file is destroyed; if not, it moves to the archive."""
        return self != Grond.EEN_JAAR

    @property
    def gaat_voor(self) -> "list[Grond]":
        """Grounds that take a file before this one does."""
        return list(Grond)[: list(Grond).index(self)]


_TERMIJNEN = {
    Grond.ZES_MAANDEN: rules.NIET_GEAGENDEERD,
    Grond.VIJF_JAAR: rules.BEWAREN,
    Grond.EEN_JAAR: rules.ARCHIEF,
}
