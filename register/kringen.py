"""Circles: who reads a file by role, and for whom a task is (MC 8.4, 10.4; ADR 10, 14).

A file bears the name of one circle that reads it and of one that keeps it. In which circles somebody
stands is made from facts at each request, so it ends at the minute, and no file is touched when a
fact about a party or a person changes.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from uuid import UUID

from convenant.models import Partij, SoortPartij
from gedeeld.actor import SECRETARISSEN, WEEGPLOEG, Hoedanigheid


class Kring(StrEnum):
    """Kinds of circle, each of one party: the municipality concerned, or who received something."""

    WEEGPLOEG = "weegploeg"  # members and secretaries of the weegploeg of a municipality
    UITVOERDER_WEEGPLOEG = "uitvoerder weegploeg"
    UITVOERDER_CASUSOVERLEG = "uitvoerder casusoverleg"
    UITVOERDERS = "uitvoerders"  # of weegploeg and of casusoverleg
    VERZOEKEN = "verzoeken"  # who handles the requests that a municipality received
    # Who works in a weegploeg for one party: of a municipality its secretary as well.
    WEEGPLOEG_VAN_PARTIJ = "weegploeg van partij"
    # Of this one no file is read by role: they are the people of one party, for whom tasks are.
    VERTEGENWOORDIGERS = "vertegenwoordigers"

    def van(self, partij_id: UUID) -> str:
        """The name of the circle of a party."""
        return f"{self.value} {partij_id}"


# The kinds of circle -> the capacities in which somebody stands in them: for each municipality whose
# files his party answers for, or that he is appointed for;
_VAN_EEN_GEMEENTE: dict[Kring, frozenset[Hoedanigheid]] = {
    Kring.WEEGPLOEG: WEEGPLOEG,
    Kring.UITVOERDER_WEEGPLOEG: frozenset({Hoedanigheid.UITVOERDER_WEEGPLOEG}),
    Kring.UITVOERDER_CASUSOVERLEG: frozenset({Hoedanigheid.UITVOERDER_CASUSOVERLEG}),
    Kring.UITVOERDERS: SECRETARISSEN,
    Kring.VERZOEKEN: SECRETARISSEN | {Hoedanigheid.BEHANDELAAR},
}
# for each party that he acts for;
_VAN_EEN_PARTIJ: dict[Kring, frozenset[Hoedanigheid]] = {Kring.WEEGPLOEG_VAN_PARTIJ: WEEGPLOEG}
# and the same, where no file is read by it.
_VOOR_TAKEN: dict[Kring, frozenset[Hoedanigheid]] = {
    Kring.VERTEGENWOORDIGERS: frozenset(
        {Hoedanigheid.WEEGPLOEGLID, Hoedanigheid.CASUSPARTIJ, Hoedanigheid.EXTERN}
    ),
}


def partij_van(kring: str) -> UUID:
    """Key of the party whose circle it is."""
    return UUID(kring.rpartition(" ")[2])


def hoedanigheden_in(kring: str) -> frozenset[Hoedanigheid]:
    """In which capacities somebody stands in a circle."""
    soort = Kring(kring.rpartition(" ")[0])
    return (_VAN_EEN_GEMEENTE | _VAN_EEN_PARTIJ)[soort]


def kringen(
    hoedanigheden: frozenset[Hoedanigheid], partijen: Iterable[UUID], gemeenten: Iterable[UUID]
) -> frozenset[str]:
    """The circles in which somebody stands, who reads files by it.

    Args:
        partijen: keys of the parties that he acts for.
        gemeenten: keys of the municipalities whose files these answer for (`gemeenten_van`).
    """
    return _kringen(_VAN_EEN_GEMEENTE, hoedanigheden, gemeenten) | _kringen(
        _VAN_EEN_PARTIJ, hoedanigheden, partijen
    )


def adressen(hoedanigheden: frozenset[Hoedanigheid], partijen: Iterable[UUID]) -> frozenset[str]:
    """The circles in which somebody stands besides: there are tasks for them, and no files."""
    return _kringen(_VOOR_TAKEN, hoedanigheden, partijen)


def _kringen(
    soorten: Mapping[Kring, frozenset[Hoedanigheid]],
    hoedanigheden: frozenset[Hoedanigheid],
    partijen: Iterable[UUID],
) -> frozenset[str]:
    partijen = list(partijen)
    return frozenset(
        kring.van(partij)
        for kring, wie in soorten.items()
        if wie & hoedanigheden
        for partij in partijen
    )


def alle_kringen_van(partij: Partij) -> list[str]:
    """All circles of people of one party."""
    return [kring.van(partij.pk) for kring in (*_VAN_EEN_PARTIJ, *_VOOR_TAKEN)]


def gemeenten_van(partij: Partij) -> dict[UUID, str]:
    """Key -> name of the municipalities whose files a core party answers for (MC 1 m, PB 3.2); else none."""
    if partij.is_gemeente:
        return {partij.pk: partij.naam}
    if not partij.kernpartij:
        return {}
    rijen = Partij.objects.filter(convenant=partij.convenant_id, soort=SoortPartij.GEMEENTE)
    return dict(rijen.values_list("pk", "naam"))
