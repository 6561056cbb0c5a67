"""Bodies that join a meeting as general expert, and never get personal data (MvT 2.3; ADR 21)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Lower

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require, vereis_dagen, vereis_tekst

from . import rules
from .decisions import eigen_convenant, mag_beheren, weiger_satelliet
from .models import Convenant, Satelliet


@transaction.atomic
def neem_op(
    *, actor: Actor, naam: str, deskundigheid: str, contact: str, van: date, tot: date | None = None
) -> Satelliet:
    """Record a general expert, who can be invited for general matters of a meeting (MvT 2.3).

    Args:
        deskundigheid: what it knows about, in general.
        tot: first day on which it is none any more.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: it takes part in the covenant or stands in annex 1, or the days do not fit.
    """
    require(mag_beheren(actor), "Alleen de beheerder legt een satellietpartner vast.")
    convenant = eigen_convenant(actor)
    vereis_tekst(naam=naam, deskundigheid=deskundigheid, contact=contact)
    if van < convenant.in_werking_op:
        raise NietMogelijk({"van": "Toen was het convenant nog niet in werking."})
    if tot and tot <= van:
        raise NietMogelijk({"tot": "Deze dag moet na de eerste dag liggen."})
    vereis_dagen(actor.vandaag, komend={"van": van, "tot": tot})
    weiger_satelliet(convenant, naam, van, tot)
    # Who reads files reads no less as expert: the two never meet in one body.
    if _doet_mee(convenant, naam, van, tot):
        raise NietMogelijk({"naam": f"{naam} staat al in dit convenant of in bijlage 1."})
    return Satelliet.objects.create(
        convenant=convenant,
        naam=naam,
        deskundigheid=deskundigheid,
        contact=contact,
        van=van,
        tot=tot,
    )


@transaction.atomic
def beeindig(satelliet_id: object, *, actor: Actor) -> Satelliet:
    """It is no expert of this covenant from today on.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: it has ended already.
    """
    require(mag_beheren(actor), "Alleen de beheerder beëindigt een satellietpartner.")
    convenant = eigen_convenant(actor)
    rij: Satelliet = convenant.satellieten.select_for_update().get(pk=satelliet_id)
    if rules.voorbij(rij.van, rij.tot, actor.vandaag):
        raise NietMogelijk("Dit is al beëindigd.")
    rij.tot = max(actor.vandaag, rij.van)
    rij.save(update_fields=["tot"])
    return rij


def _doet_mee(convenant: Convenant, naam: str, van: date, tot: date | None) -> bool:
    """Whether a party with this name takes part in that time; an external partner by its entries."""
    partij = convenant.partijen.filter(naam__iexact=naam.strip()).first()
    if partij is None:
        return False
    tijden = [(partij.vanaf, partij.tot)]
    if partij.extern:
        tijden = list(partij.bijlage1.values_list("van", "tot"))
    return any(rules.overlappen((van, tot), ander) for ander in tijden)


def van_convenant(actor: Actor) -> Any:
    """Those of the actor's covenant; who is one today first."""
    rijen = Satelliet.objects.filter(convenant=actor.convenant_id)
    return rijen.order_by(F("tot").desc(nulls_first=True), Lower("naam"))
