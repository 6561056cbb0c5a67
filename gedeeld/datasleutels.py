"""The data key of each file: under it stand the values of its rows, and with the file it goes (ADR 31).

It is kept in a schema of its own, wrapped by a key of the settings: that of the kind of file. Only two
functions of the database reach it, of which the one that gives shows what the second wall shows
(`register.datasleutels`). What was looked up is kept in a ring, for one actor in one transaction.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any, NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection

from .zegel import ontzegel, verzegel

GEEF = "SELECT dossier_id, kluis, sleutel FROM sleutels.geef(%s::uuid[])"
BEWAAR = "SELECT sleutels.bewaar(%s::uuid[], %s::text[], %s::text[])"
VERPAK = "SELECT sleutels.verpak(%s::uuid[], %s::text[], %s::text[], %s::text[])"


class Verpakt(NamedTuple):
    """What is stored: the key of a file, wrapped by that of a kind of file."""

    dossier: UUID
    kluis: str
    sleutel: str


def rijen(dossiers: Collection[UUID | str]) -> list[Verpakt]:
    """What is stored for these files, as far as it is there for who acts."""
    with connection.cursor() as cursor:
        cursor.execute(GEEF, [list(dossiers)])
        return [Verpakt(*rij) for rij in cursor.fetchall()]


def bewaar(nieuw: Collection[Verpakt]) -> None:
    """Store keys of files that have none; for a job of the system."""
    if nieuw:
        with connection.cursor() as cursor:
            cursor.execute(BEWAAR, [list(deel) for deel in zip(*nieuw, strict=True)])


def verpak(paren: Collection[tuple[Verpakt, Verpakt]]) -> None:
    """Store the same keys wrapped anew, as it was and as it is now; for a job of the system."""
    if paren:
        rijen = [(nu.dossier, was.sleutel, nu.kluis, nu.sleutel) for was, nu in paren]
        with connection.cursor() as cursor:
            cursor.execute(VERPAK, [list(deel) for deel in zip(*rijen, strict=True)])


def pak_in(dossier: UUID, kluis: str, sleutel: bytes) -> Verpakt:
    """The key of a file, wrapped by the newest of a kind of file."""
    tekst = verzegel(settings.SLEUTELS[kluis]["velden"][0], _kolom(kluis), dossier.bytes, sleutel)
    return Verpakt(dossier, kluis, tekst)


def pak_uit(rij: Verpakt) -> bytes | None:
    """The key of a file; None when no key of the settings opens it."""
    sleutels = settings.SLEUTELS[rij.kluis]["velden"] if rij.kluis in settings.SLEUTELS else []
    return ontzegel(sleutels, _kolom(rij.kluis), rij.dossier.bytes, rij.sleutel)


def anders_verpakt(rij: Verpakt, kluis: str) -> Verpakt:
    """The same key, wrapped by the newest of a kind of file; as it was when it does not open."""
    sleutel = pak_uit(rij)
    return pak_in(rij.dossier, kluis, sleutel) if sleutel else rij


def _kolom(kluis: str) -> str:
    return f"{kluis}.datasleutel"


class Bos:
    """The ring of one actor in one transaction.

    A value knows the ring of who read its row, so that it opens under that wall, and no other, also
    when somebody else holds the row. All files of which a value was read are looked up at once.

    Args:
        als: in whose name is asked, where that is not who acts when a value is opened.
    """

    def __init__(self, als: Callable[[], AbstractContextManager[Any]] | None = None) -> None:
        self._als = als
        self._sloten: dict[str, AESGCM | None] = {}
        self._gelezen: set[str] = set()

    def lees(self, dossier: str) -> None:
        """A value of this file was read."""
        if dossier not in self._sloten:
            self._gelezen.add(dossier)

    def geef(self, dossier: str) -> AESGCM | None:
        """The key of a file, in hexadecimals; None when there is none for this actor."""
        if dossier not in self._sloten:
            self.haal([dossier])
        return self._sloten[dossier]

    def haal(self, dossiers: Iterable[str]) -> None:
        """Look keys up in one question; also where there is nothing to look up, for who may not know that."""
        gevraagd, self._gelezen = self._gelezen | set(dossiers), set()
        with self._als() if self._als and _bos.get() is not self else nullcontext():
            gevonden = rijen(gevraagd)
        self._sloten |= dict.fromkeys(gevraagd)
        self.leg(*gevonden)

    def leg(self, *gevonden: Verpakt) -> None:
        """Keep what was looked up, or is begun now."""
        for rij in gevonden:
            sleutel = pak_uit(rij)
            self._sloten[rij.dossier.hex] = AESGCM(sleutel) if sleutel else None


class _Los(Bos):
    """Outside an actor nothing is kept: there is no end at which it would be forgotten."""

    def lees(self, dossier: str) -> None: ...

    def leg(self, *gevonden: Verpakt) -> None: ...

    def geef(self, dossier: str) -> AESGCM | None:
        return (_bos.get() if _bos.get() is not self else Bos()).geef(dossier)


_LOS = _Los()
_bos: ContextVar[Bos] = ContextVar("bos", default=_LOS)


def bos() -> Bos:
    """The ring of who acts now."""
    return _bos.get()


@contextmanager
def nieuwe_bos(als: Callable[[], AbstractContextManager[Any]]) -> Iterator[None]:
    """A ring for one actor in one transaction, that is empty at first."""
    teken = _bos.set(Bos(als))
    try:
        yield
    finally:
        _bos.reset(teken)
