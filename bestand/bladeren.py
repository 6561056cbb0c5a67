"""Pages of a list that count no further than a reader looks ahead.

A full count of a hundred thousand rows, each of which PostgreSQL looks up in the permissions, takes
longer than the page itself (docs/metingen.md). Every row can be reached by leafing on.
"""

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGINA = 25
VOORUIT = 200  # rows that are counted from the page that is asked for
VERSTE = 4000  # the last page that can be asked for


class Bladeren(Paginator):  # type: ignore[type-arg]  # no generic at run time
    """Django's paginator, with an end to its counting.

    Args:
        begin: how many rows come before the page that is asked for.
    """

    def __init__(self, rijen: Any, begin: int) -> None:
        super().__init__(rijen, PER_PAGINA)
        self.begin = begin

    @cached_property
    def _vanaf(self) -> int:
        """How many there are from the page that is asked for, or one more than is counted."""
        return self._tel(self.begin, self.begin + VOORUIT + 1)

    def _tel(self, van: int, tot: int) -> int:
        rijen = self.object_list
        if not isinstance(rijen, QuerySet):
            return len(rijen[van:tot])
        rijen = rijen.order_by()
        if not rijen.query.combinator:
            rijen = rijen.values("pk")  # Django would count what is shown beside each row as well
        return rijen[van:tot].count()

    @cached_property
    def count(self) -> int:
        """How many there are, as far as they are counted."""
        if self.begin and not self._vanaf:  # the list is shorter than somebody thought
            return self._tel(0, self.begin)
        return self.begin + min(self._vanaf, VOORUIT)

    @property
    def meer(self) -> bool:
        """Whether there are more than that."""
        return self._vanaf > VOORUIT

    @property
    def gevonden(self) -> str:
        """How many there are, in words."""
        return f"Meer dan {self.count}" if self.meer else str(self.count)


def begin_van(request: HttpRequest) -> int:
    """How many rows come before the page that this request asks for."""
    nummer = request.GET.get("page", "")
    bladzij = int(nummer) if nummer.isdecimal() and len(nummer) < 6 else 1
    return (min(max(bladzij, 1), VERSTE) - 1) * PER_PAGINA


def blader(request: HttpRequest, rijen: Any) -> "Page[Any]":
    """The page of a list that this request asks for; the last one when it is not there."""
    begin = begin_van(request)
    return Bladeren(rijen, begin).get_page(begin // PER_PAGINA + 1)
