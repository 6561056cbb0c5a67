"""Where an item stands among those that an actor sees, and what the screen says of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gedeeld.actor import ActorRequest
from register.registry import heel_afschrift

from .. import rules, schermen
from ..models import Agendapunt, Overleg, Stand


@dataclass(frozen=True)
class Plaats:
    """One item, with its neighbours."""

    punt: Agendapunt
    nummer: int
    aantal: int
    vorige: Agendapunt | None
    volgende: Agendapunt | None


def zichtbaar(request: ActorRequest, overleg: Overleg) -> list[Agendapunt]:
    """The items that the actor sees, in order."""
    punten = list(overleg.punten.visible_to(request.actor).filter(afgevoerd=False))
    for punt in punten:
        punt.overleg = overleg
    return punten


def plaats_van(punten: list[Agendapunt], pk: UUID) -> Plaats | None:
    """Where the item with this key stands; None where it is not among them."""
    for nr, punt in enumerate(punten):
        if punt.pk == pk:
            vorige = punten[nr - 1] if nr else None
            volgende = punten[nr + 1] if nr + 1 < len(punten) else None
            return Plaats(punt, nr + 1, len(punten), vorige, volgende)
    return None


def kop(request: ActorRequest, overleg: Overleg, plaats: Plaats) -> dict[str, Any]:
    """Inputs of `overleg/_plaats.html`."""
    return {
        "overleg": overleg,
        "titel": schermen.titel(overleg),
        "plaats": plaats,
        "houdt": rules.houdt(request.actor, overleg),
    }


def naast_besluit(request: ActorRequest, overleg: Overleg, dossier: Any) -> dict[str, Any]:
    """What stands beside the form on which a decision is logged while the meeting goes on.

    Nothing where it is not going on, the file is not on its agenda, or a guest is there.

    Args:
        dossier: read by the actor, from `met_inhoud`.
    """
    punten = zichtbaar(request, overleg)
    punt = next((punt for punt in punten if punt.dossier_id == dossier.pk), None)
    if punt is None or overleg.stand != Stand.BEZIG or overleg.gasten.exists():
        return {}
    plaats = plaats_van(punten, punt.pk)
    assert plaats
    afschrift = heel_afschrift(dossier, dossier.bestand.publiek(request.actor))
    return kop(request, overleg, plaats) | {"afschrift": afschrift}


def ernaast(
    request: ActorRequest, overleg: Overleg | None, dossier: Any
) -> Callable[[], dict[str, Any]]:
    """The same for a page with a heading of its own (`register.schermen.formulier`), asked when it is shown.

    Args:
        overleg: None where no meeting goes on.
    """

    def inhoud() -> dict[str, Any]:
        if overleg is None:
            return {}
        heel = dossier.bestand.met_inhoud.visible_to(request.actor).get(pk=dossier.pk)
        naast = naast_besluit(request, overleg, heel)
        return naast | {"vergadering": naast.pop("titel")} if naast else {}

    return inhoud
