"""Who asks, and the one door through which a file is reached.

An `Actor` is a user acting for one party in one convenant, now (MC 8.4, 10.4). Facts about the
party decide which object permissions its group holds (`bestand.toegang`). `visible_to(actor)` reads
them, and so does PostgreSQL a second time (`bestand.muur`); no actor, no rows.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Self, TypeVar
from uuid import UUID

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest
from django.utils import timezone
from guardian.models import GroupObjectPermissionBase

M = TypeVar("M", bound=models.Model)
QS = TypeVar("QS", bound="models.QuerySet[Any]")


class Geweigerd(PermissionDenied):
    """The actor may not do this. The sentence is for a caseworker."""


class NietMogelijk(ValidationError):
    """The act does not fit the state or the facts. The sentence is for a caseworker."""


class Onvindbaar(Http404):
    """A file that is not there, or not for this actor; the middleware logs the attempt.

    Args:
        model: the kind of file.
        pk: the key asked for.
    """

    def __init__(self, model: type[models.Model], pk: UUID) -> None:
        super().__init__()
        self.bestand = model._meta.label_lower
        self.bestand_id = pk


class StaatStil(Exception):
    """A form was asked for on a file that takes no changes now; the answer is the file itself.

    Args:
        dossier: the file.
    """

    def __init__(self, dossier: Any) -> None:
        super().__init__()
        self.dossier = dossier


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
        nu: the moment of acting, aware; decisions take their date from it.
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


def require(mag: bool, zin: str = "U mag dit niet doen.") -> None:
    """Refuse unless `mag`.

    Raises:
        Geweigerd: with the sentence given.
    """
    if not mag:
        raise Geweigerd(zin)


def vereis_tekst(**velden: str) -> None:
    """Refuse texts that are empty, each at its field.

    Raises:
        NietMogelijk: with a sentence for every empty one.
    """
    leeg = {veld: "Vul dit in." for veld, tekst in velden.items() if not tekst.strip()}
    if leeg:
        raise NietMogelijk(leeg)


def met_recht(qs: QS, actor: Actor | None, *rechten: str) -> QS:
    """The rows of a file's table that the actor reads by one of these object permissions."""
    return qs.filter(pk__in=te_lezen(qs.model, actor, *rechten))


def te_lezen(
    model: type[models.Model], actor: Actor | None, *rechten: str
) -> "models.QuerySet[Any, Any]":
    """Keys of the files of a kind that the actor reads by one of these object permissions.

    The party must hold it on this day, the actor's capacity must be one that uses it, and the actor
    must not be excluded from the file in person.

    Args:
        rechten: codenames of the kind of file.
    """
    rijen: models.QuerySet[Any] = rechtenmodel(model)._default_manager.none()
    bruikbaar = bruikbare_rechten(model, actor, *rechten) if actor else []
    if actor and bruikbaar:
        geldend = rechtenmodel(model)._default_manager.op(actor.vandaag)
        rijen = geldend.filter(
            ~Q(Exists(_uitsluitingen(actor))),
            group_id=actor.groep_id,
            permission_id__in=bruikbaar,
        )
    return rijen.values("content_object_id")


def bruikbare_rechten(model: type[models.Model], actor: Actor, *rechten: str) -> list[int]:
    """Keys of the object permissions on a kind of file that the actor's capacity can use.

    Args:
        rechten: codenames; all of the kind when none is named.
    """
    from .registry import bestand

    if actor.groep_id is None or actor.gebruiker_id is None:
        return []
    wie = bestand(model._meta.label_lower).rechten
    return [permissie(model, naam) for naam in (rechten or wie) if wie[naam] & actor.hoedanigheden]


@cache
def permissie(model: type[models.Model], naam: str) -> int:
    """Key of the permission with this codename on a kind of file; it never changes."""
    return Permission.objects.get(
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
        codename=naam,
    ).pk


def _uitsluitingen(actor: Actor) -> "models.QuerySet[Any]":
    """Of the file of an object permission."""
    from .models import Uitsluiting

    # By `exists`: of "not in" PostgreSQL expects that it takes away half of all files.
    return Uitsluiting.objects.filter(
        dossier_id=OuterRef("content_object_id"),
        gebruiker=actor.gebruiker_id,
        opgeheven_op=None,
    )


def haal(
    request: HttpRequest, zichtbaar: "models.QuerySet[M]", pk: UUID, *, soort: str = "pagina"
) -> M:
    """The one door to a file: what the actor may not see does not exist, and each look is logged.

    Args:
        zichtbaar: a queryset that began at `.visible_to(request.actor)`.
        pk: the key asked for.
        soort: kind of reading, one of `Inzage.Soort`.

    Raises:
        Onvindbaar: it is not there, or not for this actor.
    """
    from .models import Inzage

    gevonden = zichtbaar.filter(pk=pk).first()
    if gevonden is None:
        raise Onvindbaar(zichtbaar.model, pk)
    Inzage.gelezen(request, [gevonden], soort)
    return gevonden


def haal_om_te_wijzigen(request: HttpRequest, zichtbaar: "models.QuerySet[M]", pk: UUID) -> M:
    """As `haal`, for a page that changes a file.

    Raises:
        Onvindbaar: as for `haal`.
        StaatStil: as for `weiger_stil`.
    """
    dossier = haal(request, zichtbaar, pk)
    weiger_stil(request, dossier)
    return dossier


def weiger_stil(request: HttpRequest, dossier: Any) -> None:
    """Open no form on a file that takes no changes.

    What is posted goes on to the decision, which refuses it at the form and keeps what was typed.

    Raises:
        StaatStil: it takes none.
    """
    if request.method != "POST" and dossier.stilstand:
        raise StaatStil(dossier)


def rechtenmodel(model: type[models.Model]) -> Any:
    """The table with a file's group permissions: a direct foreign key, so that it dies with it."""
    for relatie in model._meta.related_objects:
        kandidaat = relatie.related_model
        if isinstance(kandidaat, type) and issubclass(kandidaat, GroupObjectPermissionBase):
            return kandidaat
    raise TypeError(f"{model.__name__} heeft geen rechtentabel.")
