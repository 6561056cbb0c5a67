"""A partner that no list foresaw, for one casus: the administrator's part (VNG; MC 1 c).

The core parties of the casus decide; its secretary asks from the casus, where the need stands encrypted
(`casusoverleg.deelname.vangnet`). The administrator sees which organisation it is and which decision,
and no casus: he adds the signed statement, and with it the entry of annex 1. Nothing here says which
casus it is: that stands in the casus alone, so neither learns what he may not. It rests on an entry of
annex 1 and never on the bill (MvT 2.3).
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require, vereis_dagen, vereis_tekst

from .bijlage1 import (
    Kernbesluit,
    bewaar_besluit,
    leg_verklaring_vast,
    maak_partner,
    vereis_verklaring,
)
from .decisions import eigen_convenant, mag_beheren, weiger_satelliet
from .models import Bijlage1, Partij, Partneraanvraag

ALLEEN_BEHEER = "Alleen de beheerder past bijlage 1 aan."


def vraag(
    gemeente: Partij,
    *,
    actor: Actor,
    naam: str,
    contact: str,
    reden: str,
    tot: date,
    besluit: Kernbesluit,
) -> Partneraanvraag:
    """Ask for an entry of annex 1 that holds for one casus; the caller permitted it, and keeps that casus.

    Args:
        gemeente: whose casus it is: she, police and OM decide.
        reden: what the partner can do, in general: it stands in annex 1.
        tot: first day on which the entry no longer holds.

    Raises:
        NietMogelijk: it can be let in without this, is a satelliet, or decision or day does not fit.
    """
    vereis_tekst(naam=naam, contact=contact, reden=reden)
    if tot <= actor.vandaag:
        raise NietMogelijk({"tot": "Kies een dag na vandaag."})
    vereis_dagen(actor.vandaag, komend={"tot": tot})
    weiger_satelliet(gemeente.convenant, naam, actor.vandaag, tot)
    partij = gemeente.convenant.partijen.filter(naam__iexact=naam).first()
    # Whether it stands there for another casus is not said here: the secretary may not know.
    if partij and (
        not partij.extern or partij.bijlage1.algemeen().niet_voorbij(actor.vandaag).exists()
    ):
        zin = f"{naam} staat al in dit convenant of in bijlage 1. Laat de partner gewoon toe."
        raise NietMogelijk({"naam": zin})
    return Partneraanvraag.objects.create(
        convenant_id=gemeente.convenant_id,
        naam=naam,
        contact=contact,
        reden=reden,
        tot=tot,
        besluit=bewaar_besluit(besluit, actor=actor, kern=gemeente.weegploeg),
        gevraagd_op=actor.vandaag,
    )


@transaction.atomic
def bevestig(
    aanvraag_id: UUID,
    *,
    actor: Actor,
    getekend_op: date,
    getekend_door: str,
    geldig_tot: date,
    document: bytes | None = None,
) -> Bijlage1:
    """Enter the partner in annex 1 for the one casus, from today, with its signed statement (MC 14.2).

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: it was answered already, its time is over, or the statement does not fit.
    """
    aanvraag = _open_aanvraag(aanvraag_id, actor)
    vandaag = actor.vandaag
    if aanvraag.tot <= vandaag:
        raise NietMogelijk("De tijd die de kernpartijen afspraken is voorbij. Wijs de vraag af.")
    weiger_satelliet(aanvraag.convenant, aanvraag.naam, vandaag, aanvraag.tot)
    vereis_verklaring(actor, getekend_op, geldig_tot, begin=vandaag)
    partij = aanvraag.convenant.partijen.filter(naam__iexact=aanvraag.naam).first()
    if partij and not partij.extern:
        raise NietMogelijk(
            f"{aanvraag.naam} is intussen partij bij het convenant. Wijs de vraag af."
        )
    partij = maak_partner(
        aanvraag.convenant, partij, naam=aanvraag.naam, contact=aanvraag.contact, van=vandaag
    )
    leg_verklaring_vast(
        partij,
        getekend_op=getekend_op,
        getekend_door=getekend_door,
        geldig_tot=geldig_tot,
        document=document,
    )
    aanvraag.vermelding = Bijlage1.objects.create(
        partij=partij,
        reden=aanvraag.reden,
        van=vandaag,
        tot=aanvraag.tot,
        besluit=aanvraag.besluit,
        een_casus=True,
    )
    aanvraag.beantwoord_op = vandaag
    aanvraag.save(update_fields=["vermelding", "beantwoord_op"])
    return aanvraag.vermelding


@transaction.atomic
def wijs_af(aanvraag_id: UUID, *, actor: Actor, afwijzing: str) -> Partneraanvraag:
    """Do not enter it, such as while there is no signed statement.

    Args:
        afwijzing: why not; the secretary reads it.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: it was answered already, or it does not say why.
    """
    aanvraag = _open_aanvraag(aanvraag_id, actor)
    vereis_tekst(afwijzing=afwijzing)
    aanvraag.afwijzing, aanvraag.beantwoord_op = afwijzing, actor.vandaag
    aanvraag.save(update_fields=["afwijzing", "beantwoord_op"])
    return aanvraag


def _open_aanvraag(pk: UUID, actor: Actor) -> Partneraanvraag:
    require(mag_beheren(actor), ALLEEN_BEHEER)
    eigen_convenant(actor)
    rij: Partneraanvraag | None = (
        te_beantwoorden(actor).select_for_update(of=("self",)).filter(pk=pk).first()
    )
    if rij is None:
        raise NietMogelijk("Deze vraag is al beantwoord.")
    return rij


def te_beantwoorden(actor: Actor) -> QuerySet[Partneraanvraag]:
    """What waits for the administrator of this covenant; for others there is nothing."""
    rijen: QuerySet[Partneraanvraag] = Partneraanvraag.objects.filter(
        convenant=actor.convenant_id if mag_beheren(actor) else None, beantwoord_op=None
    )
    return rijen.select_related("convenant", "besluit")
