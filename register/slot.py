"""A decision and the cases that it holds: locked until its transaction ends, derived once before that.

The lock is on the case and not on a row: whoever changes one of its files waits for whoever changes
another, so two acts on one case never wait for each other crosswise. It needs no row to be visible.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import connection, transaction


@dataclass
class Wijziging:
    """What one decision touched.

    Args:
        zaken: cases that are locked, and whose files are derived anew when it is through.
        klok: file -> the day of its last processing, for what the decision did to it (MC 13.1).
        buiten: case -> the day on which its data went outside the core parties (AVG 14.3 c).
        toegestaan: restricted files of which this is the one act that was allowed (AVG 18.2).
        personen: files whose subject became known or changed, or from which somebody was excluded.
    """

    zaken: set[UUID] = field(default_factory=set)
    klok: dict[UUID, date] = field(default_factory=dict)
    buiten: dict[UUID, date] = field(default_factory=dict)
    toegestaan: set[UUID] = field(default_factory=set)
    personen: set[UUID] = field(default_factory=set)


_lopend: ContextVar[Wijziging | None] = ContextVar("wijziging", default=None)


class BuitenBesluit(Exception):
    """A file was to be changed outside a decision (`register.afleiden.besluit`)."""


def lopend() -> Wijziging:
    """The decision that is being taken.

    Raises:
        BuitenBesluit: there is none.
    """
    wijziging = _lopend.get()
    if wijziging is None:
        raise BuitenBesluit
    return wijziging


def is_lopend() -> bool:
    """Whether a decision is being taken: one inside it derives nothing by itself."""
    return _lopend.get() is not None


@contextmanager
def open_wijziging() -> Iterator[Wijziging]:
    """A transaction in which cases can be locked."""
    wijziging = Wijziging()
    teken = _lopend.set(wijziging)
    try:
        with transaction.atomic():
            yield wijziging
    finally:
        _lopend.reset(teken)


@contextmanager
def open_deel() -> Iterator[None]:
    """A part of the decision that is being taken: when it is undone, so are its locks and its clock."""
    wijziging = lopend()
    eerder = deepcopy(wijziging)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        vars(wijziging).update(vars(eerder))
        raise


def neem(zaak: UUID) -> None:
    """Lock a case until the end of the transaction; nothing when this decision holds it already.

    Raises:
        BuitenBesluit: as for `lopend`.
    """
    wijziging = lopend()
    if zaak not in wijziging.zaken:
        houd_vast(zaak)
        wijziging.zaken.add(zaak)


def houd_vast(zaak: UUID) -> None:
    """Lock a case until the end of the transaction, without deciding on it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s::text, 0))", [str(zaak)])


def probeer(zaken: Iterable[UUID]) -> set[UUID]:
    """Lock those cases that nobody holds, for a job that comes back later.

    Returns:
        Those that this decision holds now.

    Raises:
        BuitenBesluit: as for `lopend`.
    """
    wijziging, gevraagd = lopend(), set(zaken)
    nieuw = sorted(gevraagd - wijziging.zaken)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT zaak FROM unnest(%s::uuid[]) zaak"
            " WHERE pg_try_advisory_xact_lock(hashtextextended(zaak::text, 0))",
            [nieuw],
        )
        wijziging.zaken.update(zaak for (zaak,) in cursor.fetchall())
    return gevraagd & wijziging.zaken
