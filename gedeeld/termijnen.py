"""The terms of article 13, and on what ground a file leaves. No database here."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import TextChoices

from . import rules


class Grond(TextChoices):
    """Why a file leaves the active environment, in the order in which the jobs take it.

    A file is taken on the first ground that is due: what must be destroyed is not archived first.
    """

    GEWIST = "gewist", "Besloten om te vernietigen op verzoek van de betrokkene (artikel 17 AVG)"
    ONRECHTMATIG = (
        "onrechtmatig",
        "Besloten om te vernietigen wat onrechtmatig werd bewaard (artikel 17 lid 1 onder d AVG)",
    )
    NIET_GEAGENDEERD = (
        "niet_geagendeerd",
        "Zes maanden na het besluit om niet te agenderen (artikel 13 lid 3)",
    )
    AFGEROND = (
        "afgerond",
        "Op de dag die de kernpartijen kozen toen alles was afgerond (artikel 13 lid 3)",
    )
    NIET_BESLOTEN = (
        "niet_besloten",
        "Zes maanden na het oudste signaal nam de weegploeg nog geen besluit",
    )
    NADERE_DUIDING = (
        "nadere_duiding",
        "Vier weken na de laatste dag voor nadere duiding was er nog geen besluit",
    )
    NIET_INGEBRACHT = (
        "niet_ingebracht",
        "Zes maanden na ontvangst van een melding die niet naar de weegploeg ging",
    )
    NIEMAND = (
        "niemand",
        "Een verzoek dat een andere gemeente doorgaf, en dat hier over niemand gaat",
    )
    VERHUISD = "verhuisd", "Zes maanden na ontvangst van een melding die naar de weegploeg ging"
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

    @classmethod
    def van_lid_3(cls) -> "list[Grond]":
        """Those of who was not put on the agenda, or not yet (MC 13.3): one for each starting point."""
        andere = {*cls.om_te_wissen(), cls.VIJF_JAAR, cls.EEN_JAAR}
        return [grond for grond in cls if grond not in andere]

    @classmethod
    def om_te_wissen(cls) -> "list[Grond]":
        """Those on which people decide that a file goes before its term (AVG 17): there are no others."""
        return [cls.GEWIST, cls.ONRECHTMATIG]


_TERMIJNEN = {
    Grond.GEWIST: rules.BEDENKTIJD,
    Grond.ONRECHTMATIG: rules.BEDENKTIJD,
    Grond.NIET_GEAGENDEERD: rules.NIET_GEAGENDEERD,
    Grond.AFGEROND: rules.NIET_GEAGENDEERD,
    Grond.NIET_BESLOTEN: rules.NIET_GEAGENDEERD,
    Grond.NADERE_DUIDING: rules.NA_DUIDING,
    Grond.NIET_INGEBRACHT: rules.NIET_GEAGENDEERD,
    Grond.NIEMAND: relativedelta(),  # the day itself: the first run after it
    Grond.VERHUISD: rules.NIET_GEAGENDEERD,
    Grond.VIJF_JAAR: rules.BEWAREN,
    Grond.EEN_JAAR: rules.ARCHIEF,
}
