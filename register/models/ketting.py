"""What proves that a row of a log is still there and still says what it said (ADR 30). Nothing on a person."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from gedeeld.rij import Rij

TABEL = 63  # characters of a name in PostgreSQL


def als_sleutel(pk: uuid.UUID | int) -> uuid.UUID:
    """The key of a row as a link names it: of a number a UUID that says nothing else."""
    return pk if isinstance(pk, uuid.UUID) else uuid.UUID(int=pk)


class Schakel(models.Model):
    """A link of the chain over the logs: which rows of one log it holds, and what their content comes to.

    Rows are only added, by the one job that makes the chain. `merk` covers all of the link and the `merk` of the link
    before, so nothing in between can be changed, left out or put in.
    """

    nummer = models.PositiveBigIntegerField(primary_key=True)
    tabel = models.CharField(max_length=TABEL)
    # The columns that it covers, in their order: a later release may have more.
    kolommen = ArrayField(models.CharField(max_length=TABEL))
    rijen: "models.Field[list[uuid.UUID], list[uuid.UUID]]" = ArrayField(models.UUIDField())
    merken = models.BinaryField()  # of each row, one after the other
    oudste = models.DateTimeField()  # from which the term of its oldest row runs
    # When its last row was written; None in a link of before this was kept.
    nieuwste = models.DateTimeField(null=True)
    gemaakt_op = models.DateTimeField(db_index=True)
    vorige = models.BinaryField(unique=True)
    merk = models.BinaryField()
    handtekening = models.BinaryField()

    class Meta:
        default_permissions = ()
        ordering = ["nummer"]

    def __str__(self) -> str:
        return f"Schakel {self.nummer}"


class Opruiming(Rij):
    """Rows of a log in the chain that the one job removed, as their term was over; a log itself, in the chain too."""

    tabel = models.CharField(max_length=TABEL)
    rijen: "models.Field[list[uuid.UUID], list[uuid.UUID]]" = ArrayField(models.UUIDField())
    geschreven_op = models.DateTimeField(editable=False)

    class Meta:
        default_permissions = ()
        indexes = [GinIndex(fields=["rijen"], name="opruiming_van_rij")]

    def __str__(self) -> str:
        return f"Opruiming {self.pk}"
