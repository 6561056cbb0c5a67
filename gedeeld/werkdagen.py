"""Days on which nobody works, by the Algemene termijnenwet (art. 1 and 3)."""

from datetime import date, timedelta
from functools import cache

import holidays
from dateutil.relativedelta import relativedelta
from django.conf import settings

WAARSCHUWEN = relativedelta(years=1)  # ours: a decree is published long before its days


def werkdag(dag: date) -> date:
    """The day itself, or the next that is no Saturday, Sunday, holiday, or equated with one."""
    while dag.weekday() >= 5 or dag in _vrije_dagen(dag.year):
        dag += timedelta(days=1)
    return dag


def bekend_tot() -> date:
    """The last day of which a decree says whether it is equated with a holiday."""
    return date(max(_gelijkgesteld()).year, 12, 31)


def loopt_af(op: date) -> bool:
    """Whether the table of those days ends within a year."""
    return bekend_tot() < op + WAARSCHUWEN


@cache
def _vrije_dagen(jaar: int) -> frozenset[date]:
    # "optional": Good Friday and 5 May, which art. 3 puts with the others.
    vast = holidays.country_holidays("NL", years=jaar, categories=("public", "optional"))
    return frozenset(vast) | _gelijkgesteld()


@cache
def _gelijkgesteld() -> frozenset[date]:
    regels = (settings.BASE_DIR / "fixtures" / "gelijkgestelde-dagen.csv").read_text().splitlines()
    return frozenset(date.fromisoformat(regel) for regel in regels if regel[:1].isdigit())
