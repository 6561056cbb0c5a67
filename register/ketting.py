"""The chain over the logs: no row of them is changed or goes away unseen, not by their owner either (ADR 30).

A job puts what was written since the last time in links, each of which bears the mark of the one before.
A mark is keyed, and each link is signed, with keys that the database does not have. So who can
change a row there cannot make a chain that fits it; and who has the keys as well meets the heads that were kept
elsewhere. Writing a log waits for none of this.
"""

import hashlib
import hmac
import json
import logging
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import connection
from django.utils import timezone

from gedeeld.actor import Actor

from .houdbaar import termijnen
from .models import Opruiming, Schakel, als_sleutel
from .muur import als

TAAK = "schakelen"
SAMEN = 1000  # rows: a link is read and written in one go
DEEL = 20  # links in one transaction
MERK = 16  # bytes of the mark of one row
BEGIN = bytes(32)  # what the first link bears for the one before
# A transaction that wrote a row and is not through yet is looked for again for so long.
SPELING = timedelta(days=1)
# A row that no link holds is a gap by then: the job runs every five minutes.
OPEN = timedelta(hours=1)
# By then a head was kept: it is written at each hour.
KOP_OUD = timedelta(days=2)
NOOIT = datetime(1970, 1, 1, tzinfo=UTC)
SLOT = 7_305_191_101  # of this job alone; who writes a log takes none
STEMPEL = "stempel"  # the trigger by which a row gets the moment of the database
logger = logging.getLogger("casusoverleg.ketting")


# Keys ------------------------------------------------------------------------------------------------
@cache
def _leid_af(wortel: str, waarvoor: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=waarvoor).derive(wortel.encode())


def _sleutel(waarvoor: bytes) -> bytes:
    """One for each purpose, from the key of the register that no rotation changes."""
    return _leid_af(settings.SLEUTELS["register"]["zoeken"], waarvoor)


def _hand() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_sleutel(b"ketting: handtekening"))


def openbaar() -> str:
    """By which who has no other key checks the signature of a link; hexadecimal."""
    return _hand().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


# Logs ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Log:
    """A log that is in the chain.

    Args:
        moment: the column from which its term runs.
        na: that term; None where its rows stay.
        kolommen: its columns, in their order.
        pk: the type of its key.
    """

    tabel: str
    moment: str
    na: relativedelta | None
    kolommen: list[str]
    pk: str

    def rijen(self, waar: str, waarden: Sequence[Any], kolommen: Sequence[str]) -> list[Any]:
        """Key, moment from which its term runs, and each column as text, of some rows.

        Args:
            waar: condition on `t`, and what comes after it.
        """
        tekst = ", ".join(f"{_naam(kolom)}::text" for kolom in kolommen)
        vraag = f"SELECT id, {_naam(self.moment)}, {tekst} FROM {_naam(self.tabel)} t {waar}"  # noqa: S608
        with connection.cursor() as cursor:
            # As text a moment depends on these; a mark must come out the same in years.
            cursor.execute("SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'")
            cursor.execute(vraag, waarden)
            uit: list[Any] = cursor.fetchall()
            return uit

    @property
    def sleutel(self) -> str:
        """Expression with the key of a row of `t`, as a link names it."""
        return "t.id" if self.pk == "uuid" else "lpad(to_hex(t.id), 32, '0')::uuid"

    @property
    def in_geen_schakel(self) -> str:
        """Condition on a row of `t`; takes the table, and from when the links that are looked at were made."""
        schakels = (
            "SELECT unnest(rijen) AS rij FROM register_schakel WHERE tabel = %s AND gemaakt_op > %s"
        )
        return f"NOT EXISTS (SELECT FROM ({schakels}) g WHERE g.rij = {self.sleutel})"

    def pk_van(self, sleutel: UUID) -> Any:
        """The other way round."""
        return sleutel if self.pk == "uuid" else sleutel.int

    def merk(self, kolommen: Sequence[str], waarden: Sequence[str | None]) -> bytes:
        """The mark of a row, keyed: from a row that is gone nobody can guess what it said."""
        inhoud = json.dumps([self.tabel, list(zip(kolommen, waarden, strict=True))])
        return hmac.digest(_sleutel(b"ketting: regel"), inhoud.encode(), "sha256")[:MERK]


def logs() -> list[Log]:
    """Every log that is in the chain, as it is in the database now."""
    met_termijn = [_log(rij.tabel, rij.kolom, rij.na) for rij in termijnen() if rij.in_ketting]
    # What was removed from them stays: it says why a row is gone.
    return [*met_termijn, _log(Opruiming._meta.db_table, "geschreven_op", None)]


def _log(tabel: str, moment: str, na: relativedelta | None) -> Log:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname, format_type(atttypid, null) FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
            [tabel],
        )
        soorten = dict(cursor.fetchall())
    return Log(tabel, moment, na, list(soorten), soorten["id"])


def _naam(naam: str) -> str:
    return connection.ops.quote_name(naam)


# Linking ---------------------------------------------------------------------------------------------
def schakel_aan() -> int:
    """Put what no link holds in the chain yet, in every log; somebody else at it already is enough.

    Returns:
        How many rows.
    """
    aantal = 0
    for log in logs():
        while rijen := _schakel_deel_aan(log):
            aantal += rijen
    return aantal


def _schakel_deel_aan(log: Log) -> int:
    """Some links of one log, in a transaction of their own."""
    with als(Actor.systeem(TAAK)):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SLOT])
            if not cursor.fetchone()[0]:
                return 0
        rijen = _open_rijen(log)
        laatste = Schakel.objects.only("nummer", "merk").order_by("-nummer").first()
        nummer, vorige = (laatste.nummer, bytes(laatste.merk)) if laatste else (0, BEGIN)
        for begin in range(0, len(rijen), SAMEN):
            nummer += 1
            schakel = _schakel(log, nummer, vorige, rijen[begin : begin + SAMEN])
            schakel.save(force_insert=True)
            vorige = bytes(schakel.merk)
            # Where the lines of the processes are kept, so is the head of the chain.
            logger.info("ketting: schakel %d, merk %s", nummer, vorige.hex())
        return len(rijen)


def _open_rijen(log: Log) -> list[Any]:
    """Rows that no link holds: written since the last link of this log, or then not through yet."""
    schakels = Schakel.objects.filter(tabel=log.tabel).order_by("-nummer")
    laatst = schakels.values_list("nieuwste", "gemaakt_op").first()
    # By what was written and not by the hour of the job: of what waited longer than a day no row is passed over.
    sinds = (laatst[0] or laatst[1]) - SPELING if laatst else NOOIT
    waar = f"WHERE t.geschreven_op > %s AND {log.in_geen_schakel}"
    vraag = f"{waar} ORDER BY t.geschreven_op, t.id LIMIT {DEEL * SAMEN}"
    return log.rijen(vraag, [sinds, log.tabel, sinds], log.kolommen)


def _schakel(log: Log, nummer: int, vorige: bytes, rijen: Sequence[Any]) -> Schakel:
    schakel = Schakel(
        nummer=nummer,
        tabel=log.tabel,
        kolommen=log.kolommen,
        rijen=[als_sleutel(pk) for pk, *_ in rijen],
        merken=b"".join(log.merk(log.kolommen, waarden) for _, _, *waarden in rijen),
        oudste=min(moment for _, moment, *_ in rijen),
        nieuwste=max(_geschreven_op(log, waarden) for _, _, *waarden in rijen),
        gemaakt_op=_nu(),
        vorige=vorige,
    )
    schakel.merk = _merk(schakel)
    schakel.handtekening = _hand().sign(schakel.merk)
    return schakel


def _geschreven_op(log: Log, waarden: Sequence[str]) -> datetime:
    return datetime.fromisoformat(waarden[log.kolommen.index("geschreven_op")])


def _merk(schakel: Schakel) -> bytes:
    """What all of a link comes to, with the mark of the link before."""
    delen = [
        schakel.nummer,
        schakel.tabel,
        list(schakel.kolommen),
        [rij.hex for rij in schakel.rijen],
        bytes(schakel.merken).hex(),
        schakel.oudste.astimezone(UTC).isoformat(),
        schakel.gemaakt_op.astimezone(UTC).isoformat(),
        bytes(schakel.vorige).hex(),
    ]
    if schakel.nieuwste:
        delen.append(schakel.nieuwste.astimezone(UTC).isoformat())
    return hashlib.sha256(json.dumps(delen).encode()).digest()


def _nu() -> datetime:
    """The time of the database, to which the rows of the logs are stamped too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
        return moment


# Heads that are kept elsewhere -----------------------------------------------------------------------
def bewaar_kop(map_: Path, op: datetime) -> Path | None:
    """Write the head of the chain in a folder, once an hour; there it is compared with ever after.

    Args:
        map_: elsewhere than the database, where who keeps that cannot write.

    Returns:
        The file; None when there is no chain yet, or that hour has its head.

    Raises:
        OSError: the folder is away, or takes no file.
    """
    with als(Actor.systeem(TAAK)):
        schakel = Schakel.objects.order_by("-nummer").first()
    pad = map_ / f"kop-{op.astimezone(UTC):%Y-%m-%dT%H}.json"
    if schakel is None or pad.exists():
        return None
    inhoud = {
        "nummer": schakel.nummer,
        "merk": bytes(schakel.merk).hex(),
        "gemaakt_op": schakel.gemaakt_op.isoformat(),
        "handtekening": bytes(schakel.handtekening).hex(),
        "openbare_sleutel": openbaar(),
    }
    # Whole or not at all: who reads it need not ask whether the machine stopped halfway.
    half = map_ / f".{pad.name}.{os.getpid()}"
    half.write_text(json.dumps(inhoud, indent=1))
    half.rename(pad)
    return pad


# Whether it is whole ---------------------------------------------------------------------------------
@dataclass
class Uitkomst:
    """What came of looking at the whole chain.

    Args:
        breuken: sentences, the first broken place first; no content of a row.
    """

    schakels: int
    rijen: int
    breuken: list[str]


def controleer(koppen: Path | None = None, vanaf: date | None = None) -> Uitkomst:
    """Look at each link and each row of every log, and at the heads that were kept.

    Args:
        koppen: folder of `bewaar_kop`.
        vanaf: the day after a backup was put back: heads of before it tell of the chain that is gone.
    """
    with als(Actor.systeem(TAAK)):
        with connection.cursor() as cursor:
            cursor.execute(
                "SET LOCAL statement_timeout = '1h'"
            )  # it may walk through millions of rows
        return _Controle().doe(koppen, vanaf)


class _Controle:
    def __init__(self) -> None:
        self.logs = {log.tabel: log for log in logs()}
        self.nu = _nu()
        self.begonnen_op: datetime | None = None
        self.merken: dict[int, str] = {}
        self.gevonden: Counter[str] = (
            Counter()
        )  # rows of each log that a link holds, and that are there
        self.rijen = 0

    def doe(self, koppen: Path | None, vanaf: date | None) -> Uitkomst:
        breuken = [*self._schakels(), *self._zonder_schakel()]
        if koppen:
            breuken += self._koppen(koppen, vanaf)
        return Uitkomst(len(self.merken), self.rijen, breuken)

    def _schakels(self) -> Iterator[str]:
        vorige, nummer = BEGIN, 0
        for schakel in Schakel.objects.order_by("nummer").iterator(chunk_size=DEEL):
            nummer += 1
            if schakel.nummer != nummer:
                yield f"Schakel {nummer} is er niet."
                nummer = schakel.nummer
            elif bytes(schakel.vorige) != vorige or not _echt(schakel):
                yield f"Schakel {nummer} is gewijzigd of vervangen."
            vorige = bytes(schakel.merk)
            self.merken[nummer] = vorige.hex()
            self.begonnen_op = self.begonnen_op or schakel.gemaakt_op
            yield from self._rijen(schakel)

    def _rijen(self, schakel: Schakel) -> Iterator[str]:
        log = self.logs.get(schakel.tabel)
        if log is None or not set(schakel.kolommen) <= set(log.kolommen):
            yield f"Schakel {schakel.nummer}: een kolom van {schakel.tabel} is er niet meer."
            return
        merken, weg = bytes(schakel.merken), []
        gevonden = {
            als_sleutel(pk): waarden
            for pk, _, *waarden in log.rijen(
                "WHERE t.id = ANY (%s)",
                [[log.pk_van(rij) for rij in schakel.rijen]],
                schakel.kolommen,
            )
        }
        for plaats, rij in enumerate(schakel.rijen):
            merk = merken[plaats * MERK : (plaats + 1) * MERK]
            if rij not in gevonden:
                weg.append(rij)
            elif not hmac.compare_digest(log.merk(schakel.kolommen, gevonden[rij]), merk):
                yield _zin(schakel, log, rij, "is gewijzigd")
        self.rijen += len(gevonden)
        self.gevonden[log.tabel] += len(gevonden)
        for rij in self._zonder_reden_weg(schakel, log, weg):
            yield _zin(schakel, log, rij, "is weg")

    def _zonder_reden_weg(self, schakel: Schakel, log: Log, weg: list[UUID]) -> list[UUID]:
        """Those that the one job did not remove after their term."""
        if not weg or log.na is None:
            return weg
        vanaf = schakel.oudste + log.na
        with connection.cursor() as cursor:
            cursor.execute(OPGERUIMD, [log.tabel, weg, vanaf, _nu(), weg])
            opgeruimd = {rij for (rij,) in cursor.fetchall()}
        return [rij for rij in weg if rij not in opgeruimd]

    def _zonder_schakel(self) -> Iterator[str]:
        """A row that was put in later with an earlier moment, or that the job did not reach."""
        for log in self.logs.values():
            t = _naam(log.tabel)
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {t}")  # noqa: S608  a table of our own
                if cursor.fetchone()[0] <= self.gevonden[log.tabel]:
                    continue
                cursor.execute(
                    f"SELECT id FROM {t} t WHERE t.geschreven_op < %s AND {log.in_geen_schakel} LIMIT 10",  # noqa: S608
                    [self.nu - OPEN, log.tabel, NOOIT],
                )
                for (pk,) in cursor.fetchall():
                    yield f"Regel {pk} van {log.tabel} staat in geen schakel."

    def _koppen(self, map_: Path, vanaf: date | None) -> Iterator[str]:
        """The chain went on from each head that was kept: else it was cut short, or made anew."""
        if not map_.is_dir():
            yield "De map met de koppen van de ketting is er niet."
            return
        laatste = NOOIT
        for pad in sorted(map_.glob("kop-*.json")):
            try:
                kop = json.loads(pad.read_text())
                nummer, merk, op = (
                    kop["nummer"],
                    kop["merk"],
                    datetime.fromisoformat(kop["gemaakt_op"]),
                )
                geschreven = datetime.fromisoformat(pad.stem.removeprefix("kop-"))
            except (OSError, ValueError, KeyError, TypeError):
                yield f"De kop {pad.name} is niet te lezen."
                continue
            laatste = max(laatste, geschreven.replace(tzinfo=UTC))
            if (vanaf is None or timezone.localdate(op) >= vanaf) and self.merken.get(
                nummer
            ) != merk:
                yield f"De ketting past niet op {pad.name}: schakel {nummer} is weg of anders."
        # An empty folder says nothing: it can be another one than that in which they are kept.
        oud = self.begonnen_op is not None and self.begonnen_op < self.nu - timedelta(days=1)
        if oud and laatste < self.nu - KOP_OUD:
            yield "Van de laatste twee dagen is geen kop van de ketting bewaard."


OPGERUIMD = """
    SELECT rij FROM register_opruiming o, unnest(o.rijen) rij
     WHERE o.tabel = %s AND o.rijen && %s::uuid[] AND o.geschreven_op BETWEEN %s AND %s
       AND rij = ANY (%s)"""


def _zin(schakel: Schakel, log: Log, rij: UUID, wat: str) -> str:
    return f"Schakel {schakel.nummer}: regel {log.pk_van(rij)} van {log.tabel} {wat}."


def _echt(schakel: Schakel) -> bool:
    if _merk(schakel) != bytes(schakel.merk):
        return False
    try:
        _hand().public_key().verify(bytes(schakel.handtekening), bytes(schakel.merk))
    except InvalidSignature:
        return False
    return True
