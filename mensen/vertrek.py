"""A party leaves: what still runs is arranged before its last day (MC 18.2, 18.3).

The covenant goes on for the others as far as its content allows. A municipality that leaves ends its own
weegploeg and no other. Without police or OM no weegploeg is complete, so no file is decided on any
more, and no data are given on Wpg 18.2.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from convenant import opzegging, rules
from convenant.models import Opzegging, Partij
from gedeeld.actor import Actor
from register.models import Dossier
from register.registry import bestanden

EEN_DAG = timedelta(days=1)


def mag_regelen(actor: Actor) -> bool:
    """Whether this is somebody who arranges files: a member or the secretary of a weegploeg, or of a casusoverleg."""
    return actor.in_weegploeg or actor.voert_casusoverleg_uit


def vertrekkend(actor: Actor) -> list[Opzegging]:
    """Notices, also those that wait for a second person, of parties whose files this actor arranges."""
    if not mag_regelen(actor):
        return []
    return [
        rij
        for rij in opzegging.leesbaar(actor)
        if laatste_dag(rij, actor.vandaag) >= actor.vandaag
        and (not rij.partij.is_gemeente or _werkt_voor(actor, rij.partij))
    ]


def _werkt_voor(actor: Actor, gemeente: Partij) -> bool:
    return any(kring.endswith(f" {gemeente.pk}") for kring in actor.kringen)


def laatste_dag(rij: Opzegging, vandaag: date) -> date:
    """The last day on which the party takes part; as long as nobody confirmed it, the earliest that can be."""
    eerste = rij.partij.tot or rules.eindigt_op(rij.ontvangen_op, vandaag)
    return eerste - EEN_DAG


def te_regelen(actor: Actor, partij: Partij) -> "QuerySet[Dossier]":
    """The files that run and that this party is in, as far as this actor reads them, the oldest first."""
    lopend = [
        soort.lopend if partij.kernpartij else soort.lopend_met(partij.pk, actor.vandaag)
        for soort in bestanden()
    ]
    rijen: QuerySet[Dossier] = Dossier.objects.visible_to(actor).filter(
        reduce(or_, (Q(pk__in=soort.values("pk")) for soort in lopend)), gearchiveerd_op=None
    )
    if partij.is_gemeente:
        rijen = rijen.filter(partij=partij.pk)
    return rijen.order_by("begonnen_op", "nummer")


def gevolgen(partij: Partij) -> Iterator[str]:
    """What can be decided after that day, and what cannot, in sentences."""
    if not partij.kernpartij:
        yield f"{partij.naam} leest daarna niets meer. De casussen gaan door zonder deze partij."
        return
    if partij.is_gemeente:
        yield f"De weegploeg van {partij.naam} kan daarna niets meer besluiten."
        yield "De andere gemeenten gaan door, met de politie en het OM."
    else:
        yield "Geen enkele weegploeg is daarna compleet. Er kan niemand meer worden geagendeerd."
        yield "De politie geeft dan geen gegevens meer op artikel 18 lid 2 Wpg."
    yield "Wat er staat, wordt op tijd gearchiveerd en vernietigd. Dat gaat vanzelf."
    yield "Rechten van betrokkenen en de geheimhouding blijven gelden (artikel 14)."
