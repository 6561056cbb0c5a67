"""A party leaves the covenant: notice, a second person, and back until the day (MC 18.2, 18.3).

The end of a party closes everything for everybody in it, and that of police or OM closes each
weegploeg. So no administrator does it alone, and no party ends on a day that has begun (ADR 11).
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require

from . import rules
from .decisions import eigen_convenant, mag_beheren, mag_bevestigen, mag_toegang_lezen
from .models import Opzegging, Partij

ZELF_VASTGELEGD = "U hebt deze opzegging zelf vastgelegd. Laat een ander haar bevestigen."
AL_BEVESTIGD = "Deze opzegging is al bevestigd."


@transaction.atomic
def zeg_op(partij: Partij, *, actor: Actor, op: date) -> Opzegging:
    """Record that a party leaves the covenant; nothing ends before a second person confirms it (MC 18.2).

    An external partner is no party: its entry of annex 1 is ended instead.

    Args:
        op: the day on which the notice came in, today or before.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: the party gave notice before, or leaves already, or the day does not fit.
    """
    require(mag_beheren(actor), "Alleen de beheerder legt een opzegging vast.")
    partij = _vergrendeld(partij.pk, actor)
    if partij.extern:
        raise NietMogelijk("Een externe partner zegt niet op. Beëindig de vermelding in bijlage 1.")
    if partij.opzeggingen.filter(ingetrokken_op=None).exists():
        raise NietMogelijk("Deze partij heeft al opgezegd.")
    if partij.tot:
        raise NietMogelijk("Voor deze partij staat al vast wanneer zij stopt.")
    if not partij.vanaf <= op <= actor.vandaag:
        zin = "Kies de dag waarop de opzegging binnenkwam: niet later dan vandaag"
        raise NietMogelijk({"op": f"{zin} en niet voordat deze partij meedeed."})
    assert actor.gebruiker_id is not None
    return Opzegging.objects.create(
        partij=partij, ontvangen_op=op, vastgelegd_door_id=actor.gebruiker_id
    )


@transaction.atomic
def bevestig(opzegging_id: int, *, actor: Actor) -> Opzegging:
    """Be the second person of a notice: from three months after it the party has no access (MC 18.2).

    The covenant goes on for the others (MC 18.3).

    Raises:
        Geweigerd: the actor may confirm nothing under this covenant.
        NietMogelijk: it was confirmed or taken back meanwhile, or this actor recorded it.
    """
    require(mag_bevestigen(actor), "Een opzegging bevestigt een uitvoerder of een beheerder.")
    rij, partij = _lopend(opzegging_id, actor)
    if zin := bezwaar(rij, actor):
        raise NietMogelijk(zin)
    rij.bevestigd_op, rij.bevestigd_door_id = actor.nu, actor.gebruiker_id
    rij.save(update_fields=["bevestigd_op", "bevestigd_door"])
    partij.tot = rules.eindigt_op(rij.ontvangen_op, actor.vandaag)
    partij.save(update_fields=["tot"])
    return rij


@transaction.atomic
def trek_in(opzegging_id: int, *, actor: Actor) -> Opzegging:
    """Take a notice back before the party leaves: it stays a party, as if nothing was said (MC 18.2).

    The administrator does so until the day; who may confirm one may refuse it instead.

    Raises:
        Geweigerd: the actor may confirm nothing under this covenant.
        NietMogelijk: the party has left, it was taken back meanwhile, or it is confirmed.
    """
    require(
        mag_bevestigen(actor),
        "Een opzegging trekt de beheerder in, of wie haar niet wil bevestigen.",
    )
    rij, partij = _lopend(opzegging_id, actor)
    if zin := bezwaar_intrekken(rij, actor):
        raise NietMogelijk(zin)
    rij.ingetrokken_op = actor.nu
    rij.save(update_fields=["ingetrokken_op"])
    if rij.bevestigd_op:
        partij.tot = None
        partij.save(update_fields=["tot"])
    return rij


def bezwaar(rij: Opzegging, actor: Actor) -> str:
    """Why this actor, who may confirm, cannot confirm this notice now; empty when he can."""
    if rij.bevestigd_op:
        return AL_BEVESTIGD
    return ZELF_VASTGELEGD if rij.vastgelegd_door_id == actor.gebruiker_id else ""


def bezwaar_intrekken(rij: Opzegging, actor: Actor) -> str:
    """Why this actor, who may confirm, cannot take this notice back now; empty when he can."""
    if rij.bevestigd_op and rij.partij.tot and rij.partij.tot <= actor.vandaag:
        return "Deze partij doet al niet meer mee. De opzegging kan niet meer terug."
    if rij.bevestigd_op and not mag_beheren(actor):
        return "Deze opzegging is bevestigd. Alleen een beheerder kan haar nu intrekken."
    return ""


def lopend(actor: Actor) -> QuerySet[Opzegging]:
    """The notices under the actor's covenant that nobody took back."""
    rijen = Opzegging.objects.filter(partij__convenant=actor.convenant_id, ingetrokken_op=None)
    return rijen.select_related("partij", "vastgelegd_door")


def leesbaar(actor: Actor) -> QuerySet[Opzegging]:
    """The notices that the page of the covenant shows: one that waits only to who sees access."""
    rijen = lopend(actor)
    return rijen if mag_toegang_lezen(actor) else rijen.exclude(bevestigd_op=None)


def te_bevestigen(actor: Actor) -> QuerySet[Opzegging]:
    """The notices that this actor can confirm now: those without `bezwaar`, in one query."""
    if not mag_bevestigen(actor):
        return Opzegging.objects.none()
    return lopend(actor).filter(bevestigd_op=None).exclude(vastgelegd_door=actor.gebruiker_id)


def _vergrendeld(partij_id: UUID, actor: Actor) -> Partij:
    """The party is locked first, so that two acts on one notice wait for each other."""
    eigen_convenant(actor)
    partijen: QuerySet[Partij] = Partij.objects.select_for_update()
    return partijen.get(pk=partij_id, convenant=actor.convenant_id)


def _lopend(opzegging_id: int, actor: Actor) -> tuple[Opzegging, Partij]:
    """This very notice, with its party locked: one that was recorded anew meanwhile is another."""
    partij = _vergrendeld(Opzegging.objects.get(pk=opzegging_id).partij_id, actor)
    rij = partij.opzeggingen.filter(pk=opzegging_id, ingetrokken_op=None).first()
    if rij is None:
        raise NietMogelijk("Deze opzegging is intussen ingetrokken.")
    return rij, partij
