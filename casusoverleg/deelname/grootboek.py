"""What a participant comes to read stands in the ledger of the casus, also when it has left (AVG 15.1 c, 19; MC 12.6)."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from gedeeld.actor import Actor
from gedeeld.rules import MEERDERJARIG
from register.models import SoortGegeven, Uitwisseling
from register.muur import als
from register.uitwisseling.vastleggen import leg_uitwisseling_vast

from ..dossier.models import Casus
from .models import Deelname

DEELNAME = Uitwisseling.Soort.DEELNAME
TAAK = "grootboek"


def leg_deelname_vast(casus: Casus, deelname: Deelname, *, actor: Actor) -> None:
    """A party begins to read its share: the whole casus, or of an external partner the adopted plan.

    A partner that takes part before there is a plan gets nothing yet (MC 10.5).
    """
    partij = deelname.partij
    wat = list(_plan(casus) if partij.extern else _alles(casus, partij.pk, deelname.van))
    if partij.extern and not wat:
        return
    leg_uitwisseling_vast(
        casus,
        DEELNAME,
        actor=actor,
        grond=f"Convenant, artikel 10 lid {5 if partij.extern else 4}",
        aan=partij,
        gegevens=dict.fromkeys([SoortGegeven.NAAM_ADRES, *(soort for soort, _ in wat)]),
        stukken=[stuk for _, stuk in wat if stuk],
        op=deelname.van,
    )


def lezen_ook(casus: Casus, soort: str, rij: Any = None, *, dag: date) -> None:
    """Who takes part, now or later, reads this as well from here on; who brought it in knew it.

    Args:
        soort: one of `SoortGegeven`.
        rij: the row of the casus, where it is one.
    """
    van = getattr(rij, "partij_id", None)
    with als(Actor.systeem(TAAK)):  # who brings something in does not read the ledger
        doen_mee = casus.deelnames.niet_voorbij(dag).filter(
            rol=Deelname.Rol.DEELNEMER, aanvaard_op__isnull=False
        )
        partijen = [deelname.partij for deelname in doen_mee.select_related("partij")]
        lezers = [partij.pk for partij in partijen if not partij.extern and partij.pk != van]
        for regel in _laatste(casus, lezers):
            regel.gegevens = list(dict.fromkeys([*regel.gegevens, soort]))
            regel.stukken = list(dict.fromkeys([*regel.stukken, *([rij.pk] if rij else [])]))
            regel.save(update_fields=["gegevens", "stukken"])


def begon_niet(casus: Casus, deelname: Deelname, dag: date) -> None:
    """A participation ended before its first day: nothing went to the party."""
    if deelname.van > dag:
        casus.uitwisselingen.filter(soort=DEELNAME, aan=deelname.partij_id, op__gt=dag).delete()


def _laatste(casus: Casus, partijen: list[UUID]) -> list[Uitwisseling]:
    """Of each party the line of its last time."""
    rijen = casus.uitwisselingen.filter(soort=DEELNAME, aan__in=partijen).order_by("op", "pk")
    return list({rij.aan_id: rij for rij in rijen}.values())


def _plan(casus: Casus) -> Iterator[tuple[str, UUID | None]]:
    for plan in casus.plannen.filter(status="vastgesteld"):
        yield SoortGegeven.PLAN, plan.pk


def _alles(casus: Casus, partij: UUID, dag: date) -> Iterator[tuple[str, UUID | None]]:
    """All of it but what only the core parties read, and what the party itself brought in."""
    if casus.persoon.jonger_dan(MEERDERJARIG, dag) is True:
        yield SoortGegeven.GEBOORTEDATUM, None
    if casus.analyse:
        yield SoortGegeven.ANALYSE, None
    for soort, rijen in (
        (SoortGegeven.SIGNALEN, casus.signalen.exclude(partij=partij)),
        (SoortGegeven.WEGING, casus.wegingen.all()),
        (SoortGegeven.PARTIJEN, casus.bijdragen.filter(voor="casus").exclude(partij=partij)),
        (SoortGegeven.DERDEN, casus.derden.all()),
    ):
        for sleutel in rijen.values_list("pk", flat=True):
            yield soort, sleutel
    yield from _plan(casus)
