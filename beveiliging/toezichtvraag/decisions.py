"""The data protection officer opens one file with a reason, for some hours; its core parties hear of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require
from register.afleiden import besluit
from register.models import Dossier, Inzage, Toezichtvraag
from register.muur import als

from ..events import gebeurd

DUUR = timedelta(
    hours=24
)  # ours: long enough for one question, and the next one says its reason anew
TAAK = "toezichtvraag"
ONBEKEND = "Er is geen dossier met dit nummer waarop u toezicht houdt. Kijk het nummer na."


def zoek(request: HttpRequest, nummer: str, actor: Actor) -> Dossier | None:
    """The file with this number, if the officer's own party answers for it; each try stands in the read log.

    A party's officer looks at what that party is the controller of (AVG 38.2). It is the same work, and the
    same answer, whether there is such a file or not.

    Raises:
        Geweigerd: the actor is no data protection officer.
        LogboekDicht: the try can't be written.
    """
    require(actor.is_fg)
    with als(Actor.systeem(TAAK)):
        gevonden = Dossier.objects.filter(nummer=nummer).select_related("partij__convenant").first()
        dossier = gevonden if gevonden and _houdt_toezicht(actor, gevonden) else None
    Inzage.gevraagd(
        request,
        dossier.dossiersoort if dossier else "beveiliging.toezichtvraag",
        nummer,
        dossier.pk if dossier else None,
        soort=Inzage.Soort.TOEZICHT,
    )
    return dossier


def _houdt_toezicht(actor: Actor, dossier: Dossier) -> bool:
    if dossier.partij.convenant_id != actor.convenant_id:
        return False
    soort = dossier.bestand
    rij = soort.met_feiten.get(pk=dossier.pk)
    return actor.partij_id in {partij.pk for partij in soort.kernpartijen(rij)}


@besluit
def open_dossier(dossier: Dossier | None, *, actor: Actor, reden: str) -> Toezichtvraag:
    """Let the officer read one file from now on, for `DUUR`; who reads it by role hears that.

    Args:
        dossier: what `zoek` found.
        reden: one of `Toezichtvraag.Reden`.

    Raises:
        Geweigerd: the actor is no data protection officer.
        NietMogelijk: there is no such file, or no such reason.
    """
    require(actor.is_fg)
    if dossier is None:
        raise NietMogelijk({"nummer": ONBEKEND})
    if reden not in Toezichtvraag.Reden.values:
        raise NietMogelijk({"reden": "Kies een van de redenen."})
    with als(Actor.systeem(TAAK)):
        vers = Dossier.objects.lock(dossier)
        require(_houdt_toezicht(actor, vers))
        assert actor.gebruiker_id
        vraag: Toezichtvraag = Toezichtvraag.objects.create(
            dossier=vers, door_id=actor.gebruiker_id, reden=reden, van=actor.nu, tot=actor.nu + DUUR
        )
        gebeurd(vers, "onderzocht", actor=actor)
        return vraag


def lopend(actor: Actor) -> Any:
    """The questions for which the officer reads a file now; none for who is none."""
    rijen = Toezichtvraag.objects.van(actor)
    return rijen if actor.is_fg else rijen.none()


def met_nummer(vragen: Iterable[Toezichtvraag]) -> list[tuple[Toezichtvraag, str]]:
    """The same, each with the number of its file."""
    vragen = list(vragen)
    with als(Actor.systeem(TAAK)):
        dossiers = Dossier.objects.in_bulk([vraag.dossier_id for vraag in vragen])
    return [(vraag, dossiers[vraag.dossier_id].nummer) for vraag in vragen]


def onderzoeker(vraag: Toezichtvraag, actor: Actor) -> Actor:
    """The officer, as he reads the one file of his question and no other."""
    return replace(actor, onderzoekt=vraag.dossier_id)


def vragen_over(dossier: Dossier) -> list[Toezichtvraag]:
    """Who of supervision opened a file, when and why, for who reads it; the latest first."""
    with als(Actor.systeem(TAAK)):
        rijen = Toezichtvraag.objects.filter(dossier=dossier.pk)
        return list(rijen.select_related("door"))
