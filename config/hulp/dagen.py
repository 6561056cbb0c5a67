"""The first day of somebody, for each role: ordinary pages, from `fixtures/hulp/eerste-dag.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

import yaml
from django.conf import settings

from convenant.models import SoortPartij
from gedeeld.actor import Actor, Rol

BESTAND = settings.BASE_DIR / "fixtures" / "hulp" / "eerste-dag.yaml"


@dataclass(frozen=True)
class Stap:
    """One thing to do or to know.

    Args:
        pagina: name of the page where it is done; empty for what is done on no one page.
        niet_voor: roles that have this day without this step.
        knop: what the link to it says.
    """

    kop: str
    tekst: str
    pagina: str = ""
    knop: str = ""
    niet_voor: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dag:
    """A first day.

    Args:
        sleutel: in its address.
        kern: what this role does, in a sentence or two.
        nooit: what this role never sees or does.
    """

    sleutel: str
    titel: str
    kern: str
    stappen: tuple[Stap, ...]
    nooit: str


@cache
def dagen() -> Mapping[str, Dag]:
    """All first days, by key, in the order of the file."""
    rijen = yaml.safe_load(BESTAND.read_text("utf-8"))["dagen"]
    alle = (Dag(**rij | {"stappen": tuple(Stap(**s) for s in rij["stappen"])}) for rij in rijen)
    return MappingProxyType({dag.sleutel: dag for dag in alle})


# Of who is appointed, or sees no files; a representative has the day of his kind of party.
_PER_ROL = {
    Rol.UITVOERDER: "uitvoerder",
    Rol.UITVOERDER_WEEGPLOEG: "uitvoerder",
    Rol.UITVOERDER_CASUSOVERLEG: "uitvoerder",
    Rol.BEHANDELAAR: "behandelaar",
    Rol.BEHEERDER: "beheerder",
    Rol.TOEZICHTHOUDER: "toezichthouder",
    Rol.FG: "toezichthouder",
}


def dag_van(actor: Actor) -> Dag:
    """The first day of who asks, with the steps that are his."""
    dag = dagen()[_sleutel(actor)]
    return replace(dag, stappen=tuple(s for s in dag.stappen if actor.rol not in s.niet_voor))


def _sleutel(actor: Actor) -> str:
    if actor.rol in _PER_ROL:
        return _PER_ROL[actor.rol]
    if actor.in_weegploeg:
        return "gemeente" if actor.partij_soort == SoortPartij.GEMEENTE else "politie-en-om"
    return "externe-partner" if actor.extern else "casuspartij"
