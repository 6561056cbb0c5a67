"""What a row below a file has: a key that is known before it is saved, in order of creation."""

import secrets
import time
from datetime import UTC, datetime
from threading import Lock
from uuid import UUID

from django.db import models

_slot = Lock()
_laatste = 0


def nieuwe_sleutel() -> UUID:
    """A UUID of version 7 (RFC 9562): greater than each that this process made before.

    It begins with the time, in milliseconds and 1/4096 parts of one; the rest is random. So rows in
    order of their keys stand in the order in which they were made, as numbers from a sequence do.
    """
    global _laatste
    with _slot:
        _laatste = tijd = max(time.time_ns() * 4096 // 1_000_000, _laatste + 1)
    begin = (tijd >> 12) << 16 | 7 << 12 | tijd & 0xFFF
    return UUID(int=begin << 64 | 0b10 << 62 | secrets.randbits(62))


def gemaakt_op(sleutel: UUID) -> datetime:
    """When a row was made, from its key (`nieuwe_sleutel`)."""
    return datetime.fromtimestamp((sleutel.int >> 80) / 1000, UTC)


class Rij(models.Model):
    """One row. Encrypted columns are bound to its key, so that does not come from the database."""

    id = models.UUIDField(primary_key=True, default=nieuwe_sleutel, editable=False)

    class Meta:
        abstract = True
