"""Pages of a list, by key: each begins at the row where the one before it ended.

By number a row that somebody handled meanwhile would move the rest up, and the reader would miss one.
And a full count of a hundred thousand rows, each of which PostgreSQL looks up in the permissions,
takes longer than the page itself (docs/metingen.md): a list looks no further than a reader does.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from operator import or_
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Expression, OrderBy
from django.http import HttpRequest

PER_PAGINA = 25
VOORUIT = 100  # rows of which a first page says whether they are there: what comes after is "more"
NA, VOOR = "na", "voor"  # names in an address: the row after which, or before which, a page begins


@dataclass(frozen=True)
class Bladzij:
    """One page of a list, for `componenten/paginering.html`.

    Args:
        gevonden: how many rows there are, in words; empty on a page that is not the first.
        vorige, volgende: addresses of the pages beside it, empty where there is none.
        eerste: address of the first page, empty on that page.
    """

    rijen: list[Any]
    gevonden: str = ""
    vorige: str = ""
    volgende: str = ""
    eerste: str = ""

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rijen)

    def __len__(self) -> int:
        return len(self.rijen)


def blader(request: HttpRequest, rijen: "QuerySet[Any, Any]") -> Bladzij:
    """The page that this request asks for; the first one when it is not there.

    It asks for the keys of a piece, and then for the rows of one page: what is shown beside a row is
    looked up for those only.

    Args:
        rijen: in an order that ends at something unique.
    """
    volgorde = _volgorde(rijen)
    namen = [f"_plaats{nummer}" for nummer in range(len(volgorde))]
    gezocht = rijen.annotate(
        **{naam: deel.expression for naam, deel in zip(namen, volgorde, strict=True)}
    )
    terug = VOOR in request.GET
    begin = _lees(gezocht, namen, request.GET.get(VOOR if terug else NA, ""))
    if begin is None:
        return _bladzij(request, rijen, _stuk(gezocht, namen, VOORUIT), eerste=True)
    voorbij = gezocht.filter(_voorbij(namen, volgorde, begin, terug=terug))
    stuk = _stuk(voorbij.reverse() if terug else voorbij, namen, PER_PAGINA)
    if not stuk or (terug and len(stuk) <= PER_PAGINA):  # what is left fits on the first page
        return _bladzij(request, rijen, _stuk(gezocht, namen, VOORUIT), eerste=True)
    return _bladzij(request, rijen, stuk, terug=terug)


def _bladzij(
    request: HttpRequest,
    rijen: "QuerySet[Any, Any]",
    stuk: list[tuple[Any, ...]],
    *,
    eerste: bool = False,
    terug: bool = False,
) -> Bladzij:
    """The page that a piece begins with: its rows, and the way to the pages beside it."""
    hier, meer = stuk[:PER_PAGINA], len(stuk) > PER_PAGINA
    if terug:
        hier.reverse()
    waarden = {rij.pk: rij for rij in rijen.filter(pk__in=[sleutel for sleutel, *_ in hier])}
    return Bladzij(
        rijen=[waarden[sleutel] for sleutel, *_ in hier if sleutel in waarden],
        gevonden=_gevonden(len(stuk)) if eerste else "",
        vorige=_adres(request, VOOR, hier[0]) if not eerste else "",
        volgende=_adres(request, NA, hier[-1]) if meer or terug else "",
        eerste=_adres(request) if not eerste else "",
    )


def _gevonden(aantal: int) -> str:
    return f"Meer dan {VOORUIT}" if aantal > VOORUIT else str(aantal)


def _stuk(rijen: "QuerySet[Any, Any]", namen: list[str], aantal: int) -> list[tuple[Any, ...]]:
    """Keys and places of so many rows, and of one more where there is one."""
    return list(rijen.values_list("pk", *namen)[: aantal + 1])


# The order of a list ---------------------------------------------------------------------------
def _volgorde(rijen: "QuerySet[Any, Any]") -> list[OrderBy]:
    """What the rows are ordered by, each part with its direction and where no value stands."""
    delen = rijen.query.order_by or rijen.model._meta.ordering
    return [_deel(deel) for deel in delen]


def _deel(deel: Any) -> OrderBy:
    if isinstance(deel, str):
        return OrderBy(F(deel.removeprefix("-")), descending=deel.startswith("-"))
    if isinstance(deel, OrderBy):
        return deel
    assert isinstance(deel, Expression)
    return OrderBy(deel)


def _voorbij(
    namen: Sequence[str], volgorde: Sequence[OrderBy], begin: Sequence[Any], *, terug: bool
) -> Q:
    """What comes after a place in the order; with `terug` what comes before it."""
    gelijk, keuzes = Q(), []
    for naam, deel, waarde in zip(namen, volgorde, begin, strict=True):
        keuzes.append(gelijk & _later(naam, deel, waarde, terug=terug))
        gelijk &= Q(**{f"{naam}__isnull": True}) if waarde is None else Q(**{naam: waarde})
    return reduce(or_, keuzes)


def _later(naam: str, deel: OrderBy, waarde: Any, *, terug: bool) -> Q:
    """What one part of the order puts after a value. PostgreSQL takes no value for the largest."""
    dalend = deel.descending != terug
    leeg_eerst = deel.nulls_first or (deel.descending and not deel.nulls_last)
    leeg_later = Q(**{f"{naam}__isnull": True})
    if waarde is None:
        return ~leeg_later if leeg_eerst != terug else Q(pk__in=[])
    later = Q(**{f"{naam}__{'lt' if dalend else 'gt'}": waarde})
    return later | leeg_later if bool(leeg_eerst) == terug else later


# The place in an address -----------------------------------------------------------------------
def _geheim() -> AESSIV:
    """The same place is the same text each time, so that two pages with the same rows are the same."""
    return AESSIV(sha256(f"bladeren {settings.SECRET_KEY}".encode()).digest())


def _adres(request: HttpRequest, naam: str = "", rij: Sequence[Any] = ()) -> str:
    """This list at another page, with its filter as it is.

    The place is encrypted: it may be a name, and nobody needs to make one up.
    """
    vraag = request.GET.copy()
    for oud in (NA, VOOR):
        vraag.pop(oud, None)
    if naam:
        waarden = [waarde if waarde is None else str(waarde) for waarde in rij[1:]]
        plaats = _geheim().encrypt(json.dumps(waarden).encode(), None)
        vraag[naam] = urlsafe_b64encode(plaats).decode()
    return f"?{vraag.urlencode()}"


def _lees(rijen: "QuerySet[Any, Any]", namen: Sequence[str], tekst: str) -> list[Any] | None:
    """The place that an address names; None where it names none of this list."""
    try:
        waarden = json.loads(_geheim().decrypt(urlsafe_b64decode(tekst), None))
        velden = [rijen.query.annotations[naam].output_field for naam in namen]
        return [
            None if waarde is None else veld.to_python(waarde)
            for veld, waarde in zip(velden, waarden, strict=True)
        ]
    except (InvalidTag, ValidationError, ValueError):
        return None
