"""Who decides and signs for the governing body of a core party (MC 4, Awb 10:3, 10:10)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require, vereis_dagen, vereis_tekst

from . import rules
from .decisions import eigen_convenant, mag_beheren
from .models import ORGANEN, Mandaat, Partij


@transaction.atomic
def leg_vast(
    partij: Partij,
    *,
    actor: Actor,
    orgaan: str,
    functie: str,
    besluit: str,
    bezwaar: str,
    van: date,
    tot: date | None = None,
) -> Mandaat:
    """Record a mandate of a core party; an earlier one of the same body is ended first.

    Args:
        orgaan: one of `Mandaat.Orgaan` that decides for this kind of party.
        functie: who decides and signs: a function, no name.
        besluit: reference of the decision that gives the mandate.
        bezwaar: where bezwaar goes, by post or on the web.
        tot: first day on which it does not hold; None without an end.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: the body is not this party's, a day does not fit, or one runs in that time.
    """
    require(mag_beheren(actor), "Alleen de beheerder legt een mandaat vast.")
    eigen_convenant(actor)
    partijen: QuerySet[Partij] = Partij.objects.select_for_update()
    partij = partijen.get(pk=partij.pk, convenant=actor.convenant_id)
    if orgaan not in ORGANEN.get(partij.soort, ()):
        raise NietMogelijk({"orgaan": f"Dit orgaan beslist niet voor {partij}."})
    vereis_tekst(functie=functie, besluit=besluit, bezwaar=bezwaar)
    if tot and tot <= van:
        raise NietMogelijk({"tot": "Deze dag moet na de eerste dag liggen."})
    vereis_dagen(actor.vandaag, komend={"van": van, "tot": tot})
    _vereis_vrij(partij, orgaan, van, tot)
    rijen: Any = partij.mandaten
    rij: Mandaat = rijen.create(
        orgaan=orgaan, functie=functie, besluit=besluit, bezwaar=bezwaar, van=van, tot=tot
    )
    return rij


def _vereis_vrij(partij: Partij, orgaan: str, van: date, tot: date | None) -> None:
    """No two mandates of one body on one day: a letter bears one function and one address."""
    er_al = partij.mandaten.filter(orgaan=orgaan).values_list("van", "tot")
    if any(rules.overlappen((van, tot), ander) for ander in er_al):
        zin = "In die tijd geldt al een mandaat van dit bestuursorgaan. Beëindig dat eerst."
        raise NietMogelijk({"van": zin})


@transaction.atomic
def beeindig(mandaat_id: int, *, actor: Actor) -> Mandaat:
    """End a mandate today: from now on no letter bears it.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: it has ended already.
    """
    require(mag_beheren(actor), "Alleen de beheerder beëindigt een mandaat.")
    eigen_convenant(actor)
    rij: Mandaat = Mandaat.objects.select_for_update().get(
        pk=mandaat_id, partij__convenant=actor.convenant_id
    )
    if rules.voorbij(rij.van, rij.tot, actor.vandaag):
        raise NietMogelijk("Dit mandaat is al beëindigd.")
    rij.tot = max(actor.vandaag, rij.van)
    rij.save(update_fields=["tot"])
    return rij


def geldend(partij: Partij, op: date) -> Mandaat | None:
    """The mandate under which a party's letters are sent on a day; None while none is recorded.

    Where college and mayor both gave one, the college's: it answers for the municipality's data.
    """
    volgorde = list(ORGANEN.get(partij.soort, ()))
    rijen: list[Mandaat] = list(partij.mandaten.op(op).select_related("partij"))
    return min(rijen, key=lambda rij: volgorde.index(rij.orgaan), default=None)  # type: ignore[arg-type]


def van_convenant(actor: Actor) -> QuerySet[Mandaat]:
    """All mandates under the actor's covenant, of each party the last one first."""
    rijen: QuerySet[Mandaat] = Mandaat.objects.filter(partij__convenant=actor.convenant_id)
    return rijen.select_related("partij")
