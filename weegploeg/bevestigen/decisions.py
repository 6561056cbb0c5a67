"""Confirm what was logged, or object to it (PB 3.3). Silence blocks nothing, and consents to nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require, vereis_tekst
from register.afleiden import besluit
from register.muur import als

from .. import rules
from ..bezwaar import open_bezwaren, zeg_de_casus
from ..events import gebeurd
from ..models import Bezwaar, Spreker, Vastlegging, WeegploegDossier

TAAK = "bevestigen"
MAG_NIET = "Dit doet een lid van deze weegploeg."
ZELF = "U legde dit besluit zelf vast, in welke rol ook. Een ander lid van uw partij bevestigt het."
VERVANGEN = "Dit besluit is vervangen. Bekijk het nieuwe besluit."


@besluit
def bevestig(vastlegging: Vastlegging, *, actor: Actor) -> Spreker:
    """A core party confirms, under the own account, that this is what was decided.

    Raises:
        Geweigerd: the actor is no member of this weegploeg.
        NietMogelijk: he logged it himself, his party confirmed it or objects to it, or it was replaced.
    """
    with _neem(vastlegging, actor) as (dossier, vastlegging, spreker):
        if actor.gebruiker_id == vastlegging.vastgelegd_door_id:
            raise NietMogelijk(ZELF)
        if spreker.bevestigd_op:
            raise NietMogelijk("Uw partij heeft dit besluit al bevestigd.")
        if _eigen_bezwaar(vastlegging, spreker) is not None:
            raise NietMogelijk("Uw partij maakt bezwaar. Trek dat eerst in.")
        spreker.bevestigd_op, spreker.bevestigd_door_id = actor.nu, actor.gebruiker_id
        spreker.save(update_fields=["bevestigd_op", "bevestigd_door"])
    gebeurd(dossier, "besluit_bevestigd", actor=actor)
    return spreker


@besluit
def maak_bezwaar(vastlegging: Vastlegging, *, actor: Actor, reden: str) -> Bezwaar:
    """A core party objects: what was not done yet waits, and the file is discussed again.

    Args:
        reden: why; the others read it, and it stands in the minutes.

    Raises:
        Geweigerd: the actor is no member of this weegploeg.
        NietMogelijk: there is no reason, his party objects already, or it was replaced.
    """
    with _neem(vastlegging, actor) as (dossier, vastlegging, spreker):
        vereis_tekst(reden=reden)
        if _eigen_bezwaar(vastlegging, spreker) is not None:
            raise NietMogelijk("Uw partij maakt al bezwaar tegen dit besluit.")
        assert actor.gebruiker_id  # a member has an account
        bezwaar = Bezwaar.objects.create(
            dossier=dossier,
            vastlegging=vastlegging,
            partij=spreker.partij,
            reden=reden,
            gemaakt_op=actor.nu,
            gemaakt_door_id=actor.gebruiker_id,
        )
        spreker.bevestigd_op = spreker.bevestigd_door = None  # it does not hold both
        spreker.save(update_fields=["bevestigd_op", "bevestigd_door"])
    gebeurd(dossier, "bezwaar_gemaakt", actor=actor)
    zeg_de_casus(dossier, actor)
    return bezwaar


@besluit
def trek_bezwaar_in(vastlegging: Vastlegging, *, actor: Actor) -> Bezwaar:
    """The party that objected does so no longer.

    Raises:
        Geweigerd: the actor is no member of this weegploeg.
        NietMogelijk: his party does not object.
    """
    with _neem(vastlegging, actor) as (dossier, vastlegging, spreker):
        bezwaar = _eigen_bezwaar(vastlegging, spreker)
        if bezwaar is None:
            raise NietMogelijk("Uw partij maakt geen bezwaar tegen dit besluit.")
        bezwaar.beeindigd_op, bezwaar.ingetrokken_door_id = actor.nu, actor.gebruiker_id
        bezwaar.save(update_fields=["beeindigd_op", "ingetrokken_door"])
    gebeurd(dossier, "bezwaar_ingetrokken", actor=actor)
    zeg_de_casus(dossier, actor)
    return bezwaar


@contextmanager
def _neem(vastlegging: Vastlegging, actor: Actor) -> Iterator[tuple[Any, Vastlegging, Spreker]]:
    """The file, locked, with what was logged and the row of the actor's own party in it.

    As a job of the system, after it permitted: who confirms may read no more of the file than the decision.
    """
    with als(Actor.systeem(TAAK)):
        dossier = WeegploegDossier.objects.lock(WeegploegDossier(pk=vastlegging.dossier_id))
    leest = Vastlegging.objects.visible_to(actor).filter(pk=vastlegging.pk)
    require(rules.mag_bevestigen(actor) and leest.exists(), MAG_NIET)
    dossier.vereis_beweging()
    with als(Actor.systeem(TAAK)):
        vers = dossier.vastleggingen.get(pk=vastlegging.pk)
        if vers.is_vervangen:
            raise NietMogelijk(VERVANGEN)
        spreker = vers.sprekers.filter(partij=actor.partij_id).first()
        if spreker is None:
            raise NietMogelijk("Uw partij nam niet deel aan dit besluit.")
        yield dossier, vers, spreker


def _eigen_bezwaar(vastlegging: Vastlegging, spreker: Spreker) -> Bezwaar | None:
    eigen = {"vastlegging": vastlegging, "partij": spreker.partij_id}
    return open_bezwaren(vastlegging.dossier).filter(**eigen).first()
