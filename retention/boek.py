"""The book of destructions, outside the database: after a restore it says what must go once more (RET-volledig).

A line for each file that was destroyed: on which ground, when, and the file by a keyed hash of its key. Lines are only
added. A backup that is put back brings files back that went since; the book knows them and the database does not.
"""

import hmac
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection

from gedeeld.actor import Actor
from register.models import Dossier
from register.muur import als

from .models import Vernietiging

TAAK = "boek"
SLOT = 7_305_191_102  # one job at a time writes in it


@dataclass(frozen=True)
class Regel:
    """One destruction, of nobody: without the keys of the application it says not even of which file.

    Args:
        dossier: keyed hash of the key of the file, hexadecimal.
        soort: kind of file.
        grond: one of `Grond`.
        van, tot: the term that was over, as days (ISO 8601).
        op: the moment of it, likewise.
    """

    dossier: str
    soort: str
    grond: str
    van: str
    tot: str
    op: str


def werk_bij(map_: Path) -> int:
    """Write down each destruction that the book does not have yet; how many that were.

    What it has is read from the book itself: a book that was away, or was begun anew, is whole again after this.
    """
    with als(Actor.systeem(TAAK)), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SLOT])
        bekend = {regel.dossier for regel in lees(map_)}
        nieuw = [
            regel
            for rij in Vernietiging.objects.order_by("vernietigd_op").iterator()
            if (regel := _regel(rij)).dossier not in bekend
        ]
        if nieuw:
            _schrijf(map_, nieuw)
    return len(nieuw)


def lees(map_: Path) -> Iterator[Regel]:
    """The lines of the book; one that was broken off while it was written is written again."""
    for pad in sorted(map_.glob("vernietigd-*.jsonl")):
        for tekst in pad.read_text().splitlines():
            try:
                yield Regel(**json.loads(tekst))
            except (ValueError, TypeError):
                continue


def terug(map_: Path) -> dict[UUID, Regel]:
    """The files that are here and by the book were destroyed, by their key."""
    with als(Actor.systeem(TAAK)):
        hier = {_merk(pk) for pk in Vernietiging.objects.values_list("dossier_id", flat=True)}
        meer = {regel.dossier: regel for regel in lees(map_) if regel.dossier not in hier}
        if not meer:
            return {}
        sleutels = Dossier.objects.values_list("pk", flat=True)
        return {pk: meer[merk] for pk in sleutels if (merk := _merk(pk)) in meer}


def _regel(rij: Vernietiging) -> Regel:
    return Regel(
        _merk(rij.dossier_id),
        rij.soort,
        rij.grond,
        rij.termijn_van.isoformat(),
        rij.termijn_tot.isoformat(),
        rij.vernietigd_op.isoformat(),
    )


def _merk(dossier: UUID) -> str:
    """By the key of the register that no rotation changes: the book is read for as long as there are backups."""
    sleutel = settings.SLEUTELS["register"]["zoeken"].encode()
    return hmac.digest(sleutel, b"vernietigd:" + dossier.bytes, sha256).hex()


def _schrijf(map_: Path, regels: Iterable[Regel]) -> None:
    """Add lines, and be sure that they are on the disk."""
    per_jaar: dict[str, list[str]] = {}
    for regel in regels:
        per_jaar.setdefault(regel.op[:4], []).append(json.dumps(asdict(regel)))
    for jaar, teksten in per_jaar.items():
        pad = map_ / f"vernietigd-{jaar}.jsonl"
        half = pad.exists() and not pad.read_bytes().endswith(b"\n")
        with pad.open("a") as bestand:
            bestand.write("\n" * half + "\n".join(teksten) + "\n")
            bestand.flush()
            os.fsync(bestand.fileno())
