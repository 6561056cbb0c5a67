"""Who asks: a user acting for one party in one convenant, now (MC 8.4, 10.4); and in which capacity."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from .weigering import Geweigerd


class Rol(models.TextChoices):
    """What somebody does under a covenant (MC 1 l and m, 12.1, 15.2 b)."""

    VERTEGENWOORDIGER = "vertegenwoordiger", "Vertegenwoordiger"
    UITVOERDER = "uitvoerder", "Uitvoerder weegploeg en casusoverleg"
    UITVOERDER_WEEGPLOEG = "uitvoerder_weegploeg", "Uitvoerder weegploeg"
    UITVOERDER_CASUSOVERLEG = "uitvoerder_casusoverleg", "Uitvoerder casusoverleg"
    BEHANDELAAR = "behandelaar", "Behandelaar van verzoeken"
    BEHEERDER = "beheerder", "Beheerder"
    TOEZICHTHOUDER = "toezichthouder", "Toezichthouder"
    FG = "fg", "Functionaris gegevensbescherming"


class Hoedanigheid(models.TextChoices):
    """In which capacity somebody acts: the columns of the access table (design, section 3)."""

    UITVOERDER_WEEGPLOEG = "uitvoerder_weegploeg", "Uitvoerder weegploeg"
    WEEGPLOEGLID = "weegploeglid", "Lid van de weegploeg"
    UITVOERDER_CASUSOVERLEG = "uitvoerder_casusoverleg", "Uitvoerder casusoverleg"
    CASUSPARTIJ = "casuspartij", "Casuspartij"
    EXTERN = "extern", "Externe casuspartner"
    BEHANDELAAR = "behandelaar", "Behandelaar van verzoeken"
    BEHEERDER = "beheerder", "Beheerder"
    TOEZICHTHOUDER = "toezichthouder", "Toezichthouder"
    FG = "fg", "Functionaris gegevensbescherming"


WEEGPLOEG = frozenset({Hoedanigheid.UITVOERDER_WEEGPLOEG, Hoedanigheid.WEEGPLOEGLID})


SECRETARISSEN = frozenset({Hoedanigheid.UITVOERDER_WEEGPLOEG, Hoedanigheid.UITVOERDER_CASUSOVERLEG})


# Who is appointed for a municipality, in the name of its core parties (MC 1 l, 5, 12.1); what a
# representative is depends on the party.
_HOEDANIGHEDEN: dict[Rol, tuple[Hoedanigheid, ...]] = {
    Rol.UITVOERDER: (Hoedanigheid.UITVOERDER_WEEGPLOEG, Hoedanigheid.UITVOERDER_CASUSOVERLEG),
    Rol.UITVOERDER_WEEGPLOEG: (Hoedanigheid.UITVOERDER_WEEGPLOEG,),
    Rol.UITVOERDER_CASUSOVERLEG: (Hoedanigheid.UITVOERDER_CASUSOVERLEG,),
    Rol.BEHANDELAAR: (Hoedanigheid.BEHANDELAAR,),
}
AANGESTELD = frozenset(_HOEDANIGHEDEN)
# An auditor, or the data protection officer (AVG 38): both read the log, the second one file as well.
TOEZICHT = frozenset({Hoedanigheid.TOEZICHTHOUDER, Hoedanigheid.FG})


_ZONDER_DOSSIERS: dict[Rol, Hoedanigheid] = {
    Rol.BEHEERDER: Hoedanigheid.BEHEERDER,
    Rol.TOEZICHTHOUDER: Hoedanigheid.TOEZICHTHOUDER,
    Rol.FG: Hoedanigheid.FG,
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
    """Somebody acting under a covenant, or a named job of the system.

    Who represents a party acts for that one. Who is appointed for municipalities, as a secretary is,
    has no party: in each file he acts for the municipality whose file it is.

    Args:
        rol: None for a job of the system.
        gemeenten: key -> name of the municipalities that somebody is appointed for; else empty.
        werkgebied: these, or those whose files a core party answers for; else empty.
        groep_id: the party's group, to which object permissions are given; None for who has no party.
        partij_naam: of the party; of who is appointed the municipality, or how many.
        kringen: names of the circles in which somebody stands, who reads files by role.
        adressen: these, and those of the people of his party: for whom a task is.
        vermeldingen: keys of the entries of annex 1 that hold for an external partner today.
        nu: the moment of acting, aware; decisions take their date from it.
        onderzoekt: key of the one file that the data protection officer is reading; only on that page.
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
    gemeenten: Mapping[UUID, str] = field(default_factory=dict, hash=False)
    werkgebied: Mapping[UUID, str] = field(default_factory=dict, hash=False)
    convenant_id: UUID | None = None
    convenant_naam: str = ""
    kernpartij: bool = False
    extern: bool = False
    kringen: frozenset[str] = frozenset()
    adressen: frozenset[str] = frozenset()
    vermeldingen: frozenset[int] = frozenset()
    onderzoekt: UUID | None = None
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
    def partijen(self) -> frozenset[UUID]:
        """The parties that he acts for: his own, or the municipalities that he is appointed for."""
        return frozenset(self.gemeenten) | frozenset(filter(None, [self.partij_id]))

    def partij_in(self, gemeente_id: UUID) -> UUID:
        """For which party he acts in a file of a municipality.

        Raises:
            Geweigerd: for none.
        """
        partij = gemeente_id if gemeente_id in self.gemeenten else self.partij_id
        if partij is None:
            raise Geweigerd("Dit dossier is niet van een gemeente waarvoor u werkt.")
        return partij

    def namens(self, partij_id: UUID | None) -> str:
        """The name of the party for which he acts in a file of this party, for a log."""
        return (partij_id and self.gemeenten.get(partij_id)) or self.partij_naam or self.naam

    def gemeente_van(self, partij_id: UUID) -> str:
        """The name of a municipality, for who works for several; else empty: there is but one."""
        return self.werkgebied.get(partij_id, "") if len(self.werkgebied) > 1 else ""

    def alleen_voor(self, gemeente_id: UUID) -> Self:
        """The same person, as far as he works for one of his municipalities.

        Args:
            gemeente_id: key of one for which he is appointed.
        """
        einde = f" {gemeente_id}"  # of the names of its circles (`register.kringen`)
        een = {gemeente_id: self.gemeenten[gemeente_id]}
        return replace(
            self,
            gemeenten=een,
            werkgebied=een,
            kringen=frozenset(kring for kring in self.kringen if kring.endswith(einde)),
            adressen=frozenset(kring for kring in self.adressen if kring.endswith(einde)),
        )

    @property
    def partijnamen(self) -> str:
        """The names of the parties that he acts for, for a log of what is about no file."""
        return ", ".join(self.gemeenten.values()) or self.partij_naam

    @property
    def werkt_met_dossiers(self) -> bool:
        """Whether this is somebody whose work is in files, of whatever kind."""
        return self.rol is not None and self.rol not in _ZONDER_DOSSIERS

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
        """Whether this is a supervisor of a covenant (MC 15.2 e)."""
        return bool(self.hoedanigheden & TOEZICHT)

    @property
    def is_fg(self) -> bool:
        """Whether this is the data protection officer, who may open one file with a reason (AVG 38.2)."""
        return Hoedanigheid.FG in self.hoedanigheden


class ActorRequest(HttpRequest):
    """A request of a user who acts for a party. For type checkers: the views take this."""

    user: Any
    actor: Actor
