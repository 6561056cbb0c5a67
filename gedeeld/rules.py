"""Terms of the covenant as pure functions. Months are calendar months, never a day too long."""

from datetime import date

from dateutil.relativedelta import relativedelta

ARCHIEF = relativedelta(years=1)  # MC 13.2
BEWAREN = relativedelta(years=5)  # MC 13.1
NIET_GEAGENDEERD = relativedelta(months=6)  # MC 13.3
NA_DUIDING = relativedelta(weeks=4)  # ours: the weegploeg decides after the last answer
# Ours as well: whatever was asked or decided, data on whom nobody put on the agenda live no longer.
UITERSTE = relativedelta(months=12)
NA_BESLUIT = relativedelta(weeks=8)
LEVENSDUUR = relativedelta(years=120)


def laatste_dag(laatste_verwerking: date) -> date:
    """The last day on which the data are kept (MC 13.1); they go when it is over."""
    return laatste_verwerking + BEWAREN


def vergeten_op(besluit: date) -> date:
    """The last day for data on somebody who was not put on the agenda (MC 13.3)."""
    return besluit + NIET_GEAGENDEERD


def leeftijd(geboren: date, op: date) -> int:
    """Age in whole years on a day; somebody born on 29 February turns on 1 March."""
    return op.year - geboren.year - ((op.month, op.day) < (geboren.month, geboren.day))


def meerderjarig_op(geboren: date) -> date:
    """The day on which somebody turns 18."""
    if (geboren.month, geboren.day) == (2, 29):
        return date(geboren.year + 18, 3, 1)
    return geboren.replace(year=geboren.year + 18)


def geboortedatum_kan(geboren: date, op: date) -> bool:
    """Whether somebody who is alive on a day can have this birth date."""
    return op - LEVENSDUUR <= geboren <= op
