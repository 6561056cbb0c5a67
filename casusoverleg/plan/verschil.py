"""What changed between two versions of a plan, in words (MC 9.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gedeeld.afschrift import datum

from ..dossier.models import Doel
from .models import Maatregel, Plan


@dataclass(frozen=True)
class Verschil:
    """One thing that differs; `was` is empty of what came, and `nu` of what went.

    Args:
        waar: the plan itself, or a measure by its party.
        wat: what differs.
    """

    waar: str
    wat: str
    was: str = ""
    nu: str = ""


VAN_PLAN = {
    "doel": "Wat het plan wil bereiken",
    "doelen": "Doelen",
    "wie_informeert": "Wie de betrokkene informeert, en wanneer",
}
VAN_MAATREGEL = {
    "partij": "Partij",
    "wie": "Uitvoering door",
    "omschrijving": "Maatregel",
    "bevoegdheid": "Op grond van",
    "wordt_genomen": "Wordt genomen",
    "doel": "Doel",
    "van": "Van",
    "tot": "Tot en met",
    "prioriteit": "Prioriteit",
    "blijkt_uit": "Dat het werkt, blijkt uit",
    "instantie": "Instantie van het Rijk",
}


def verschillen(oud: Plan, nieuw: Plan) -> list[Verschil]:
    """What `nieuw` says otherwise than `oud`: the plan, and each measure through both versions."""
    return [
        *_rij("Het plan", VAN_PLAN, oud, nieuw),
        *_maatregelen(
            {rij.keten: rij for rij in oud.maatregelen.select_related("partij")},
            {rij.keten: rij for rij in nieuw.maatregelen.select_related("partij")},
        ),
    ]


def _maatregelen(oud: dict[Any, Maatregel], nieuw: dict[Any, Maatregel]) -> Iterator[Verschil]:
    for keten, rij in nieuw.items():
        naam = f"Maatregel van {rij.partij.naam}"
        if keten not in oud:
            yield Verschil(naam, "Nieuwe maatregel", nu=rij.omschrijving)
        else:
            yield from _rij(naam, VAN_MAATREGEL, oud[keten], rij)
    for keten, rij in oud.items():
        if keten not in nieuw:
            yield Verschil(
                f"Maatregel van {rij.partij.naam}", "Vervallen maatregel", was=rij.omschrijving
            )


def _rij(waar: str, velden: dict[str, str], oud: Any, nieuw: Any) -> Iterator[Verschil]:
    for veld, wat in velden.items():
        was, nu = _zegt(oud, veld), _zegt(nieuw, veld)
        if was != nu:
            yield Verschil(waar, wat, was or "Niets", nu or "Niets")


def _zegt(rij: Any, veld: str) -> str:
    waarde = getattr(rij, veld)
    match veld:
        case "doelen":
            return ", ".join(Doel(doel).label for doel in waarde)
        case "doel" if isinstance(rij, Maatregel):
            return str(rij.get_doel_display())
        case "partij":
            return str(waarde.naam)
        case "wordt_genomen":
            return "Ja" if waarde else "Nee"
        case "van" | "tot":
            return datum(waarde)
        case "prioriteit":
            return str(rij.get_prioriteit_display())
    return waarde or ""
