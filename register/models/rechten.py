"""Which files an actor reads: the first wall (MC 8.4, 10.4, 10.5). PostgreSQL says it a second time.

A file is read by role, when the actor stands in a circle of it, or by a grant to the actor's party;
one file for some hours by the data protection officer; never by who is excluded in person.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from gedeeld.actor import Actor
from register.grants import LEZEN, bruikbaar, permissie

from .aan_het_dossier import Recht, Toezichtvraag, Uitsluiting


def leesbaar(actor: Actor | None, via: str = "") -> Q:
    """What holds for the files that an actor reads as a whole.

    Args:
        via: name of the key to the file, in the table that is asked; empty for a table of files.
    """
    if actor is None or actor.gebruiker_id is None:
        return Q(pk__in=[])
    pad = f"{via}__" if via else ""
    if actor.kringen and not actor.onderzoekt:
        kringen = sorted(actor.kringen)
        wie = (
            Q(**{f"{pad}kring__in": kringen})
            | Q(**{f"{pad}houder__in": kringen})
            | Q(**{f"{pad}afmakers__overlap": kringen})
        )
    else:
        wie = Q(**{f"{pad}pk__in": _bij_naam(actor)})
    # By `exists`: of "not in" PostgreSQL expects that it takes away half of all files.
    return wie & ~Q(Exists(uitgesloten(actor).filter(dossier=OuterRef(via or "pk"))))


def _bij_naam(actor: Actor) -> QuerySet[Any]:
    """Keys of the files that the actor reads without standing in a circle of them."""
    if actor.onderzoekt:
        vraag = Toezichtvraag.objects.van(actor).filter(dossier=actor.onderzoekt)
        return vraag.values("dossier_id")
    return toegelaten(actor, LEZEN)


def toegelaten(actor: Actor | None, recht: str) -> QuerySet[Any]:
    """Keys of the files on which the actor's party holds a grant that the actor can use today."""
    rijen: QuerySet[Any] = Recht.objects.none()
    if actor and recht in bruikbaar(actor):
        rijen = (
            Recht.objects.op(actor.vandaag)
            .filter(
                Q(vermelding=None) | Q(vermelding__in=actor.vermeldingen),
                group_id=actor.groep_id,
                permission_id=permissie(recht),
            )
            .exclude(Exists(uitgesloten(actor).filter(dossier=OuterRef("content_object"))))
        )
    return rijen.values("content_object_id")


def uitgesloten(actor: Actor) -> QuerySet[Uitsluiting]:
    """From which files the actor is excluded in person."""
    return Uitsluiting.objects.filter(gebruiker=actor.gebruiker_id, opgeheven_op=None)
