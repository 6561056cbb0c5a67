"""In which meetings a file was discussed, and who was there; meetings stand a floor above, and declare it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from gedeeld.actor import Actor

from ..models import Dossier


@dataclass(frozen=True)
class Aanwezige:
    """Somebody who was there, by name and party, and what he brought in."""

    wie: str
    inbreng: str = ""


@dataclass(frozen=True)
class Bespreking:
    """One meeting.

    Args:
        wat: what kind of meeting.
        aanwezig: who was there for it.
    """

    wat: str
    dag: date
    aanwezig: list[Aanwezige]


Vraag = Callable[[Dossier, Actor], list[Bespreking]]
_VRAGEN: list[Vraag] = []


def declareer(vraag: Vraag) -> None:
    """Make known who tells it: of the meetings that this actor sees."""
    _VRAGEN.append(vraag)


def besprekingen(dossier: Dossier, actor: Actor) -> list[Bespreking]:
    """The meetings in which a file was discussed, as far as the actor sees them, the last first."""
    alle = [rij for vraag in _VRAGEN for rij in vraag(dossier, actor)]
    return sorted(alle, key=lambda rij: rij.dag, reverse=True)
