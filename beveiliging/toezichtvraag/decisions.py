"""The data protection officer opens one file with a reason, for some hours; its core parties hear of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from convenant.models import Partij
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require
from register.afleiden import besluit
from register.models import Dossier, Inzage, Toezichtvraag, uitgesloten
from register.muur import als

from ..events import gebeurd

DUUR = timedelta(
    hours=24
)  # ours: long enough for one question, and the next one says its reason anew
TAAK = "toezichtvraag"
ONBEKEND = "Er is geen dossier met dit nummer waarop u toezicht houdt. Kijk het nummer na."


def zoek(request: HttpRequest, nummer: str, actor: Actor, reden: str) -> Dossier | None:
    """The file with this number, if the officer's own party reads it by role; each try stands in the read log.

    A party's officer looks at what that party is the controller of (AVG 38.2). The answer is the same for a
    file that is not his, from which he is excluded, or that is not there.

    Args:
        reden: one of `Toezichtvraag.Reden`, for the log: the question itself goes with the file.

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
        reden=reden,
    )
    return dossier


def _houdt_toezicht(actor: Actor, dossier: Dossier) -> bool:
    if dossier.partij.convenant_id != actor.convenant_id:
        return False
    if uitgesloten(actor).filter(dossier=dossier.pk).exists():
        return False
    soort = dossier.bestand
    feiten = soort.door_rol(soort.met_feiten.get(pk=dossier.pk))
    lezen = [feit.groep_id for feit in feiten if feit.geldt(actor.vandaag)]
    return Partij.objects.filter(pk__in=actor.partijen, groep__in=lezen).exists()


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
            dossier=vers,
            door_id=actor.gebruiker_id,
            partij_id=actor.partij_id,
            reden=reden,
            van=actor.nu,
            tot=actor.nu + DUUR,
        )
        gebeurd(vers, "onderzocht", actor=actor)
        return vraag


def lopend(actor: Actor) -> Any:
    """The questions for which the officer reads a file now; none for who is none."""
    rijen = Toezichtvraag.objects.van(actor).exclude(
        dossier__in=uitgesloten(actor).values("dossier")
    )
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


def vragen_over(dossier: Dossier, actor: Actor) -> list[Toezichtvraag]:
    """Who of supervision opened a file, when and why, for who reads it by role; the latest first.

    A party that was let in answers for none of it: why it was opened is not hers to know.
    """
    if not actor.kringen & {dossier.kring, dossier.houder, *dossier.afmakers}:
        return []
    with als(Actor.systeem(TAAK)):
        rijen = Toezichtvraag.objects.filter(dossier=dossier.pk)
        return list(rijen.select_related("door"))
