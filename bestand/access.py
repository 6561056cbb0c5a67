"""Who asks, and the one door through which a file is reached.

An `Actor` is a user acting for one party in one convenant, now (MC 8.4, 10.4). Facts about the
party decide which object permissions its group holds; `projecteer` writes them in the transaction
that changes the fact. `visible_to(actor)` reads them; no actor, no rows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self, TypeVar
from uuid import UUID

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from guardian.models import GroupObjectPermissionBase

M = TypeVar("M", bound=models.Model)
Q = TypeVar("Q", bound="models.QuerySet[Any]")


class Geweigerd(PermissionDenied):
    """The actor may not do this. The sentence is for a caseworker."""


class NietMogelijk(ValidationError):
    """The act does not fit the state or the facts. The sentence is for a caseworker."""


class Rol(models.TextChoices):
    """What a representative does for the party (MC 1 l and m, 15.2 b)."""

    VERTEGENWOORDIGER = "vertegenwoordiger", "Vertegenwoordiger"
    UITVOERDER = "uitvoerder", "Uitvoerder weegploeg en casusoverleg"
    UITVOERDER_WEEGPLOEG = "uitvoerder_weegploeg", "Uitvoerder weegploeg"
    UITVOERDER_CASUSOVERLEG = "uitvoerder_casusoverleg", "Uitvoerder casusoverleg"
    BEHEERDER = "beheerder", "Beheerder"
    TOEZICHTHOUDER = "toezichthouder", "Toezichthouder"


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

    @classmethod
    def systeem(cls, naam: str, nu: datetime | None = None) -> Self:
        """A job of the system, by name. It reads no file through `visible_to`."""
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
    def voert_weegploeg_uit(self) -> bool:
        """Whether this is the secretary of the weegploeg (MC 5, 8.1)."""
        return self.kernpartij and self.rol in (Rol.UITVOERDER, Rol.UITVOERDER_WEEGPLOEG)

    @property
    def voert_casusoverleg_uit(self) -> bool:
        """Whether this is the secretary of the casusoverleg (MC 5, 10.1)."""
        return self.kernpartij and self.rol in (Rol.UITVOERDER, Rol.UITVOERDER_CASUSOVERLEG)

    @property
    def vertegenwoordigt(self) -> bool:
        """Whether this person speaks for the party in a meeting."""
        return self.rol == Rol.VERTEGENWOORDIGER

    @property
    def in_weegploeg(self) -> bool:
        """Whether this is a member or the secretary of a weegploeg (MC 1 m, 8.4)."""
        return self.kernpartij and (self.vertegenwoordigt or self.voert_weegploeg_uit)


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


def met_recht(qs: Q, actor: Actor | None, *rechten: str) -> Q:
    """The rows of a file's table on which the actor's party holds one of the object permissions."""
    if actor is None or actor.groep_id is None:
        return qs.none()
    rijen = _rechtenmodel(qs.model)._default_manager.filter(
        group_id=actor.groep_id, permission__codename__in=rechten
    )
    return qs.filter(pk__in=rijen.values("content_object_id"))


def projecteer(dossier: models.Model, rechten: Mapping[int, Iterable[str]]) -> None:
    """Make the object permissions on a file what the facts say (design idea 2).

    Args:
        rechten: group id -> codenames of the file's model. A group that is not named holds none.
    """
    model = _rechtenmodel(type(dossier))
    ids = dict(
        Permission.objects.filter(
            content_type__app_label=dossier._meta.app_label,
            content_type__model=dossier._meta.model_name,
        ).values_list("codename", "pk")
    )
    gewenst = {(groep, ids[naam]) for groep, namen in rechten.items() for naam in namen}
    rijen = model._default_manager.filter(content_object=dossier)
    aanwezig = {(rij.group_id, rij.permission_id): rij.pk for rij in rijen}
    rijen.filter(pk__in=[pk for sleutel, pk in aanwezig.items() if sleutel not in gewenst]).delete()
    model._default_manager.bulk_create(
        model(content_object=dossier, group_id=groep, permission_id=recht)
        for groep, recht in sorted(gewenst - aanwezig.keys())
    )


def groepen_met_recht(dossier: models.Model, *rechten: str) -> set[int]:
    """Ids of the groups that hold one of the permissions on this file."""
    rijen = _rechtenmodel(type(dossier))._default_manager.filter(
        content_object=dossier, permission__codename__in=rechten
    )
    return set(rijen.values_list("group_id", flat=True))


def haal(
    request: HttpRequest, zichtbaar: "models.QuerySet[M]", pk: UUID, *, soort: str = "pagina"
) -> M:
    """The one door to a file: what the actor may not see does not exist, and each try is logged.

    Args:
        zichtbaar: a queryset that began at `.visible_to(request.actor)`.
        pk: the key asked for.
        soort: kind of reading, one of `Inzage.Soort`.

    Raises:
        Http404: it is not there, or not for this actor.
    """
    from .models import Inzage

    gevonden = zichtbaar.filter(pk=pk).first()
    if gevonden is None:
        Inzage.geweigerd(request, zichtbaar.model, pk)
        raise Http404
    Inzage.gelezen(request, [gevonden], soort)
    return gevonden


def _rechtenmodel(model: type[models.Model]) -> Any:
    """The table with a file's group permissions: a direct foreign key, so that it dies with it."""
    for relatie in model._meta.related_objects:
        kandidaat = relatie.related_model
        if isinstance(kandidaat, type) and issubclass(kandidaat, GroupObjectPermissionBase):
            return kandidaat
    raise TypeError(f"{model.__name__} heeft geen rechtentabel.")
