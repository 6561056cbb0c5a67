"""Circles: who reads a file by role, and for whom a task is (MC 8.4, 10.4; ADR 10, 14).

A file bears the name of one circle that reads it and of one that keeps it. In which circles somebody
stands is made from facts at each request, so it ends at the minute, and no file is touched when a
fact about a party or a person changes.
"""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from convenant.models import Partij, SoortPartij
from gedeeld.actor import WEEGPLOEG, Hoedanigheid


class Kring(StrEnum):
    """Kinds of circle, each of one party: the municipality concerned, or who received a request."""

    WEEGPLOEG = "weegploeg"  # members and secretaries of the weegploeg of a municipality
    UITVOERDER_WEEGPLOEG = "uitvoerder weegploeg"
    UITVOERDER_CASUSOVERLEG = "uitvoerder casusoverleg"
    VERZOEKEN = "verzoeken"  # the secretaries of the party that received a request
    # Of these no file is read by role: they are the people of one party, for whom tasks are.
    WEEGPLOEG_VAN_PARTIJ = "weegploeg van partij"
    UITVOERDER_VAN_PARTIJ = "uitvoerder van partij"
    VERTEGENWOORDIGERS = "vertegenwoordigers"

    def van(self, partij_id: UUID) -> str:
        """The name of the circle of a party."""
        return f"{self.value} {partij_id}"


# Capacities -> the kinds of circle in which somebody then stands, for each municipality that the
# party is a core party of.
_VAN_EEN_GEMEENTE: dict[Kring, frozenset[Hoedanigheid]] = {
    Kring.WEEGPLOEG: WEEGPLOEG,
    Kring.UITVOERDER_WEEGPLOEG: frozenset({Hoedanigheid.UITVOERDER_WEEGPLOEG}),
    Kring.UITVOERDER_CASUSOVERLEG: frozenset({Hoedanigheid.UITVOERDER_CASUSOVERLEG}),
}
_VERZOEKEN = frozenset({Hoedanigheid.UITVOERDER_WEEGPLOEG, Hoedanigheid.UITVOERDER_CASUSOVERLEG})
_VAN_DE_PARTIJ: dict[Kring, frozenset[Hoedanigheid]] = {
    Kring.WEEGPLOEG_VAN_PARTIJ: WEEGPLOEG,
    Kring.UITVOERDER_VAN_PARTIJ: frozenset({Hoedanigheid.UITVOERDER_WEEGPLOEG}),
    Kring.VERTEGENWOORDIGERS: frozenset(
        {Hoedanigheid.WEEGPLOEGLID, Hoedanigheid.CASUSPARTIJ, Hoedanigheid.EXTERN}
    ),
}


def hoedanigheden_in(kring: str) -> frozenset[Hoedanigheid]:
    """In which capacities somebody stands in a circle."""
    soort = Kring(kring.rpartition(" ")[0])
    return _VERZOEKEN if soort == Kring.VERZOEKEN else _VAN_EEN_GEMEENTE[soort]


def kringen(
    hoedanigheden: frozenset[Hoedanigheid], partij: Partij, gemeenten: Iterable[UUID]
) -> frozenset[str]:
    """The circles in which somebody stands who acts for a party.

    Args:
        gemeenten: keys of the municipalities of which the party is a core party (`gemeenten_van`).
    """
    uit = {
        kring.van(gemeente)
        for kring, wie in _VAN_EEN_GEMEENTE.items()
        if wie & hoedanigheden
        for gemeente in gemeenten
    }
    if hoedanigheden & _VERZOEKEN:
        uit.add(Kring.VERZOEKEN.van(partij.pk))
    return frozenset(uit)


def kringen_van_partij(hoedanigheden: frozenset[Hoedanigheid], partij: Partij) -> frozenset[str]:
    """The circles of people of one party in which somebody stands who acts for it."""
    return frozenset(
        kring.van(partij.pk) for kring, wie in _VAN_DE_PARTIJ.items() if wie & hoedanigheden
    )


def alle_kringen_van(partij: Partij) -> list[str]:
    """All circles of people of one party."""
    return [kring.van(partij.pk) for kring in _VAN_DE_PARTIJ]


def gemeenten_van(partij: Partij) -> list[UUID]:
    """Keys of the municipalities whose files a core party answers for (MC 1 m, PB 3.2); else none."""
    if partij.is_gemeente:
        return [partij.pk]
    if not partij.kernpartij:
        return []
    rijen = Partij.objects.filter(convenant=partij.convenant_id, soort=SoortPartij.GEMEENTE)
    return list(rijen.values_list("pk", flat=True))
