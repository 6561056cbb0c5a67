"""Who asks: a user acting for one party in one convenant, now (MC 8.4, 10.4); and in which capacity."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.http import HttpRequest
from django.utils import timezone


class Rol(models.TextChoices):
    """What a representative does for the party (MC 1 l and m, 15.2 b)."""

    VERTEGENWOORDIGER = "vertegenwoordiger", "Vertegenwoordiger"
    UITVOERDER = "uitvoerder", "Uitvoerder weegploeg en casusoverleg"
    UITVOERDER_WEEGPLOEG = "uitvoerder_weegploeg", "Uitvoerder weegploeg"
    UITVOERDER_CASUSOVERLEG = "uitvoerder_casusoverleg", "Uitvoerder casusoverleg"
    BEHEERDER = "beheerder", "Beheerder"
    TOEZICHTHOUDER = "toezichthouder", "Toezichthouder"


class Hoedanigheid(models.TextChoices):
    """In which capacity somebody acts: the columns of the access table (design, section 3)."""

    UITVOERDER_WEEGPLOEG = "uitvoerder_weegploeg", "Uitvoerder weegploeg"
    WEEGPLOEGLID = "weegploeglid", "Lid van de weegploeg"
    UITVOERDER_CASUSOVERLEG = "uitvoerder_casusoverleg", "Uitvoerder casusoverleg"
    CASUSPARTIJ = "casuspartij", "Casuspartij"
    EXTERN = "extern", "Externe casuspartner"
    BEHEERDER = "beheerder", "Beheerder"
    TOEZICHTHOUDER = "toezichthouder", "Toezichthouder"


WEEGPLOEG = frozenset({Hoedanigheid.UITVOERDER_WEEGPLOEG, Hoedanigheid.WEEGPLOEGLID})


SECRETARISSEN = frozenset({Hoedanigheid.UITVOERDER_WEEGPLOEG, Hoedanigheid.UITVOERDER_CASUSOVERLEG})


# Secretaries work for a core party (MC 5); what a representative is depends on the party.
_HOEDANIGHEDEN: dict[Rol, tuple[Hoedanigheid, ...]] = {
    Rol.UITVOERDER: (Hoedanigheid.UITVOERDER_WEEGPLOEG, Hoedanigheid.UITVOERDER_CASUSOVERLEG),
    Rol.UITVOERDER_WEEGPLOEG: (Hoedanigheid.UITVOERDER_WEEGPLOEG,),
    Rol.UITVOERDER_CASUSOVERLEG: (Hoedanigheid.UITVOERDER_CASUSOVERLEG,),
}


_ZONDER_DOSSIERS: dict[Rol, Hoedanigheid] = {
    Rol.BEHEERDER: Hoedanigheid.BEHEERDER,
    Rol.TOEZICHTHOUDER: Hoedanigheid.TOEZICHTHOUDER,
}


def hoedanigheden(rol: Rol | None, *, kernpartij: bool, extern: bool) -> frozenset[Hoedanigheid]:
    """In which capacities a role for a kind of party acts; none for a job of the system."""
    if rol is None:
        return frozenset()
    if rol in _ZONDER_DOSSIERS:
        return frozenset({_ZONDER_DOSSIERS[rol]})
    if rol == Rol.VERTEGENWOORDIGER:
        if kernpartij:
            return frozenset({Hoedanigheid.WEEGPLOEGLID})
        return frozenset({Hoedanigheid.EXTERN if extern else Hoedanigheid.CASUSPARTIJ})
    return frozenset(_HOEDANIGHEDEN[rol] if kernpartij else ())


@dataclass(frozen=True)
class Actor:
    """Somebody acting for a party, or a named job of the system.

    Args:
        rol: None for a job of the system.
        groep_id: the party's group, to which object permissions are given; None opens no file.
        kringen: names of the circles in which somebody stands, who reads files by role.
        adressen: these, and those of the people of his party: for whom a task is.
        vermeldingen: keys of the entries of annex 1 that hold for an external partner today.
        nu: the moment of acting, aware; decisions take their date from it.
        heeft_rol_nog: asks anew whether this role still holds, for a decision that waited for a lock.
    """

    naam: str
    nu: datetime
    rol: Rol | None = None
    gebruiker_id: UUID | None = None
    groep_id: int | None = None
    partij_id: UUID | None = None
    partij_naam: str = ""
    partij_soort: str = ""
    convenant_id: UUID | None = None
    convenant_naam: str = ""
    kernpartij: bool = False
    extern: bool = False
    kringen: frozenset[str] = frozenset()
    adressen: frozenset[str] = frozenset()
    vermeldingen: frozenset[int] = frozenset()
    heeft_rol_nog: Callable[[], bool] = field(default=lambda: True, compare=False, repr=False)

    @classmethod
    def systeem(cls, naam: str, nu: datetime | None = None) -> Self:
        """A job of the system, by name.

        `visible_to` shows it nothing; inside `muur.als` its own queries meet no policies.
        """
        return cls(naam=naam, nu=nu or timezone.now())

    @property
    def vandaag(self) -> date:
        """The day of acting in the Netherlands."""
        return timezone.localdate(self.nu)

    @property
    def rol_label(self) -> str:
        """The role in words."""
        return self.rol.label if self.rol else "Systeem"

    @property
    def is_systeem(self) -> bool:
        """Whether this is a job and not a person."""
        return self.rol is None

    @property
    def hoedanigheden(self) -> frozenset[Hoedanigheid]:
        """In which capacities this person acts."""
        return hoedanigheden(self.rol, kernpartij=self.kernpartij, extern=self.extern)

    @property
    def voert_weegploeg_uit(self) -> bool:
        """Whether this is the secretary of the weegploeg (MC 5, 8.1)."""
        return Hoedanigheid.UITVOERDER_WEEGPLOEG in self.hoedanigheden

    @property
    def voert_casusoverleg_uit(self) -> bool:
        """Whether this is the secretary of the casusoverleg (MC 5, 10.1)."""
        return Hoedanigheid.UITVOERDER_CASUSOVERLEG in self.hoedanigheden

    @property
    def vertegenwoordigt(self) -> bool:
        """Whether this person speaks for the party in a meeting."""
        return self.rol == Rol.VERTEGENWOORDIGER

    @property
    def in_weegploeg(self) -> bool:
        """Whether this is a member or the secretary of a weegploeg (MC 1 m, 8.4)."""
        return bool(self.hoedanigheden & WEEGPLOEG)

    @property
    def houdt_toezicht(self) -> bool:
        """Whether this is the supervisor of a covenant (MC 15.2 e)."""
        return Hoedanigheid.TOEZICHTHOUDER in self.hoedanigheden


class ActorRequest(HttpRequest):
    """A request of a user who acts for a party. For type checkers: the views take this."""

    user: Any
    actor: Actor
