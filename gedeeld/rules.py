"""Terms of the covenant as pure functions. Months are calendar months, never a day too long."""

import re
from calendar import monthrange
from datetime import date

from dateutil.relativedelta import relativedelta

ARCHIEF = relativedelta(years=1)  # MC 13.2
BEWAREN = relativedelta(years=5)  # MC 13.1
NIET_GEAGENDEERD = relativedelta(months=6)  # MC 13.3
NA_DUIDING = relativedelta(weeks=4)  # ours: the weegploeg decides after the last answer
# Ours as well: whatever was asked or decided, data on whom nobody put on the agenda live no longer.
UITERSTE = relativedelta(months=12)
NA_BESLUIT = relativedelta(weeks=8)
# Ours: what is destroyed does not come back, so a decision to erase can be withdrawn for a week.
BEDENKTIJD = relativedelta(days=7)
# Ours, as long as nobody planned otherwise: a weegploeg and a casusoverleg meet every month.
VERGADERT = relativedelta(days=30)
TIEN_JAAR = relativedelta(years=10)  # ours: further back or ahead somebody mistyped the year
MEERDERJARIG = 18  # years
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


def periode(tekst: str) -> tuple[date, date] | None:
    """The first and the last day that a year, or a month and year, can mean: 1998, 4-1998, 1998-04.

    Returns:
        None when it is neither.
    """
    gevonden = re.fullmatch(r"(?:(\d{1,2})[-/ ])?(\d{4})", tekst.strip()) or re.fullmatch(
        r"(?P<jaar>\d{4})-(?P<maand>\d{1,2})", tekst.strip()
    )
    if gevonden is None:
        return None
    delen = gevonden.groupdict()
    maand, jaar = (delen["maand"], delen["jaar"]) if delen else gevonden.groups()
    eerste, laatste = (int(maand), int(maand)) if maand else (1, 12)
    if not (1 <= eerste <= 12 and int(jaar)):
        return None
    return date(int(jaar), eerste, 1), date(int(jaar), laatste, monthrange(int(jaar), laatste)[1])


def fout_in_waarneming(gezien: date | None, *, geboren: date | None, ontvangen: date) -> str:
    """Why a behaviour can't be of a day, as a sentence; empty when it can, or when no day is given.

    Args:
        gezien: the day on which it was seen or heard.
        geboren: the first day on which the subject can be born; None when that is not known.
        ontvangen: the day on which the party got to know it.
    """
    if gezien and gezien > ontvangen:
        return "Deze dag ligt na de dag waarop u dit hoorde. Het is dan nog niet gebeurd."
    if gezien and gezien < (geboren or ontvangen - LEVENSDUUR):
        return "Deze dag ligt voor de geboorte van deze persoon."
    return ""


def fout_in_gedaan(dag: date, vandaag: date) -> str:
    """Why something cannot have been done on a day, as a sentence; empty when it can."""
    if dag > vandaag:
        return "Deze dag moet nog komen."
    if dag < vandaag - TIEN_JAAR:
        return "Deze dag ligt meer dan tien jaar terug. Controleer het jaar."
    return ""


def fout_in_komend(dag: date, vandaag: date) -> str:
    """Why nothing can begin or end on a day, as a sentence; empty when it can."""
    if dag > vandaag + TIEN_JAAR:
        return "Deze dag ligt meer dan tien jaar vooruit. Controleer het jaar."
    return ""
