"""Pages of a list that never count further than a reader does.

A full count of a hundred thousand rows, each of which PostgreSQL looks up in the permissions, takes
longer than the page itself (docs/metingen.md).
"""

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

HOOGSTENS = 1000  # rows that are counted, and that can be reached by leafing
PER_PAGINA = 25


class Bladeren(Paginator):  # type: ignore[type-arg]  # no generic at run time
    """Django's paginator, with an end to its counting."""

    @cached_property
    def _geteld(self) -> int:
        """How many there are, or one more than is counted."""
        if not isinstance(self.object_list, QuerySet):
            return len(self.object_list)
        rijen = self.object_list.order_by()
        if not rijen.query.combinator:
            rijen = rijen.values("pk")  # Django would count what is shown beside each row as well
        return rijen[: HOOGSTENS + 1].count()

    @cached_property
    def count(self) -> int:
        """How many there are, as far as they are counted."""
        return min(self._geteld, HOOGSTENS)

    @property
    def meer(self) -> bool:
        """Whether there are more than that."""
        return self._geteld > HOOGSTENS


def blader(request: HttpRequest, rijen: Any) -> "Page[Any]":
    """The page of a list that this request asks for; the nearest one when it is not there."""
    return Bladeren(rijen, PER_PAGINA).get_page(request.GET.get("page"))
