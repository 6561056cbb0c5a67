"""Confirming a notice: by who was told, or recorded for somebody who has no account here."""

from datetime import date
from typing import Any

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require, vereis_dagen, vereis_tekst
from register.afleiden import besluit

from ..models import Kennisgeving
from ..muur import als
from .events import gebeurd
from .melden import TAAK

AL = "Dit bericht is al bevestigd."
ZIN = "Dit doet de uitvoerder die het dossier bijhoudt."


@besluit
def bevestig(rij: Kennisgeving, *, actor: Actor) -> Kennisgeving:
    """Who got the data says that it read the notice and did what it asks (MC 12.6, AVG 19).

    Raises:
        NietMogelijk: there is no such notice for this actor, or it was confirmed already.
    """
    # A receiver need not read the file, and changes nothing in it.
    with als(Actor.systeem(TAAK)):
        vers = _neem(Kennisgeving.objects.voor(actor), rij)
        _zet(vers, actor, op=actor.vandaag)
        if vers.dossier:
            gebeurd(vers.dossier, "bevestigd", actor=actor)
    return vers


@besluit
def leg_bevestiging_vast(
    rij: Kennisgeving, *, actor: Actor, op: date, hoe: str, wie: str
) -> Kennisgeving:
    """Record that who has no account here let know that it was done: who, when and how.

    Args:
        hoe: one of `Kennisgeving.Hoe`.
        wie: who of the receiver it was.

    Raises:
        Geweigerd: the actor does not keep the file.
        NietMogelijk: it was confirmed already, the day cannot be, or it does not say who and how.
    """
    with als(Actor.systeem(TAAK)):
        houdt = Kennisgeving.objects.van_houder(actor)
        require(houdt.filter(pk=rij.pk).exists(), ZIN)
        vers = _neem(houdt.open(), rij)
        vereis_dagen(actor.vandaag, gedaan={"op": op})
        if op < vers.op:
            raise NietMogelijk({"op": "Toen was dit bericht er nog niet."})
        if hoe not in Kennisgeving.Hoe.values:
            raise NietMogelijk({"hoe": "Kies hoe het is bevestigd."})
        vereis_tekst(wie=wie)
        _zet(vers, actor, op=op, hoe=hoe, wie=wie)
        if vers.dossier:
            gebeurd(vers.dossier, "bevestiging_vastgelegd", actor=actor, op=op)
    return vers


def _neem(rijen: Any, rij: Kennisgeving) -> Kennisgeving:
    vers: Kennisgeving | None = rijen.select_for_update(of=("self",)).filter(pk=rij.pk).first()
    if vers is None:
        raise NietMogelijk(AL)
    return vers


def _zet(rij: Kennisgeving, actor: Actor, *, op: date, hoe: str = "", wie: str = "") -> None:
    rij.bevestigd_op, rij.bevestigd_door_id = op, actor.gebruiker_id
    rij.hoe, rij.wie = hoe, wie or None
    rij.save(update_fields=["bevestigd_op", "bevestigd_door", "hoe", "wie"])
