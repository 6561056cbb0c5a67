"""Pages of a list that look no further than a reader does.

A full count of a hundred thousand rows, each of which PostgreSQL looks up in the permissions, takes
longer than the page itself (docs/metingen.md). Every row can be reached by leafing on.
"""

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGINA = 25
VOORUIT = 100  # rows from the page that is asked for: what comes after them is "more"
VERSTE = 4000  # the last page that can be asked for


class Bladeren(Paginator):  # type: ignore[type-arg]  # no generic at run time
    """Django's paginator, that looks a piece ahead instead of counting.

    It asks for the keys of that piece, and then for the rows of one page: what is shown beside a row
    is looked up for those only.

    Args:
        begin: how many rows come before the page that is asked for.
    """

    object_list: "QuerySet[Any, Any]"

    def __init__(self, rijen: "QuerySet[Any, Any]", begin: int) -> None:
        super().__init__(rijen, PER_PAGINA)
        self.begin = begin

    @cached_property
    def _vooruit(self) -> list[Any]:
        """What comes from the page that is asked for, one more than is looked ahead."""
        return self._stuk(self.begin, self.begin + VOORUIT + 1)

    def _stuk(self, van: int, tot: int) -> list[Any]:
        return list(self.object_list.values_list("pk", flat=True)[van:tot])

    def page(self, number: int | str) -> "Page[Any]":
        """One page."""
        nummer = self.validate_number(number)
        van = (nummer - 1) * PER_PAGINA
        stuk = self._vooruit[:PER_PAGINA]
        if van != self.begin:  # the list is shorter than somebody thought
            stuk = self._stuk(van, van + PER_PAGINA)
        return Page(self.object_list.filter(pk__in=stuk), nummer, self)

    @cached_property
    def count(self) -> int:
        """How many there are, as far as it looked."""
        if self.begin and not self._vooruit:
            return self.object_list[: self.begin].count()
        return self.begin + min(len(self._vooruit), VOORUIT)

    @property
    def meer(self) -> bool:
        """Whether there are more than that."""
        return len(self._vooruit) > VOORUIT

    @property
    def gevonden(self) -> str:
        """How many there are, in words."""
        return f"Meer dan {self.count}" if self.meer else str(self.count)


def begin_van(request: HttpRequest) -> int:
    """How many rows come before the page that this request asks for."""
    nummer = request.GET.get("page", "")
    bladzij = int(nummer) if nummer.isdecimal() and len(nummer) < 6 else 1
    return (min(max(bladzij, 1), VERSTE) - 1) * PER_PAGINA


def blader(request: HttpRequest, rijen: "QuerySet[Any, Any]") -> "Page[Any]":
    """The page of a list that this request asks for; the last one when it is not there."""
    begin = begin_van(request)
    return Bladeren(rijen, begin).get_page(begin // PER_PAGINA + 1)
