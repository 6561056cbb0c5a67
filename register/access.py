"""The one door through which a file is reached, and the files that an actor reads (MC 8.4, 10.4)."""

from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from guardian.models import GroupObjectPermissionBase

from gedeeld.actor import Actor
from gedeeld.weigering import Onvindbaar, StaatStil

M = TypeVar("M", bound=models.Model)
QS = TypeVar("QS", bound="models.QuerySet[Any]")


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
