"""Annex 1: which external partners can be invited, by decision of the core parties (MC 1 c, PB 2).

They decide together, and beforehand; the administrator only enters what they decided.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.formats import date_format

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require, vereis_dagen, vereis_tekst

from . import documenten, rules
from .decisions import (
    eigen_convenant,
    maak_partij,
    mag_beheren,
    mag_wijzigingen_lezen,
    weiger_satelliet,
)
from .models import (
    KERN,
    Bijlage1,
    Bijlage1Besluit,
    Convenant,
    Geheimhoudingsverklaring,
    Partij,
    PartijQuerySet,
    SoortPartij,
    Verklaringsdocument,
)

NIET_VASTGELEGD = "Niet vastgelegd"
ALLEEN_EEN_CASUS = "Geldt voor één casus (artikel 1 onder c). Het beroepsgeheim van deze partner blijft zoals het is."


@dataclass(frozen=True)
class Kernbesluit:
    """What the core parties decided, as the administrator enters it.

    Args:
        partijen: who decided.
        genomen_op: the day on which they did.
        document: reference of the decision in the document system of a municipality.
    """

    partijen: Collection[Partij]
    genomen_op: date
    document: str


def beslissers(convenant_id: UUID | None) -> PartijQuerySet:
    """Who decides on annex 1 of a covenant: its core parties, each municipality too (MC 1 c, m)."""
    rijen: PartijQuerySet = Partij.objects.filter(convenant=convenant_id, soort__in=KERN)
    return rijen


def bewaar_besluit(
    besluit: Kernbesluit, *, actor: Actor, kern: PartijQuerySet, uiterlijk: date | None = None
) -> Bijlage1Besluit:
    """Keep a decision of the core parties, in a covenant that the caller has locked.

    Args:
        kern: who has to decide; of these all that are a party on the day of the decision.
        uiterlijk: the last day on which it can have been taken, where it is one beforehand.

    Raises:
        NietMogelijk: the day does not fit, a core party is missing, or there is no reference.
    """
    dag = besluit.genomen_op
    vereis_dagen(actor.vandaag, gedaan={"besloten_op": dag})
    vereis_tekst(kenmerk=besluit.document)
    if uiterlijk and dag > uiterlijk:
        zin = "De kernpartijen beslissen vooraf: uiterlijk op de eerste dag van de vermelding."
        raise NietMogelijk({"besloten_op": zin})
    allen, samen = set(kern.op(dag)), set(besluit.partijen)
    if not allen:
        raise NietMogelijk({"besloten_op": "Toen was het convenant nog niet in werking."})
    if weg := allen - samen:
        raise NietMogelijk(
            {"besloten_door": f"Alle kernpartijen beslissen samen. {_wie(weg)} nog."}
        )
    if extra := samen - allen:
        raise NietMogelijk({"besloten_door": f"Toen nog niet of niet meer: {_namen(extra)}."})
    rij = Bijlage1Besluit.objects.create(genomen_op=dag, document=besluit.document)
    rij.partijen.set(samen)
    return rij


def _namen(partijen: Collection[Partij]) -> str:
    return ", ".join(sorted(partij.naam for partij in partijen))


def _wie(partijen: Collection[Partij]) -> str:
    werkwoord = "ontbreekt" if len(partijen) == 1 else "ontbreken"
    return f"{_namen(partijen)} {werkwoord}"


@transaction.atomic
def neem_op(
    *,
    actor: Actor,
    naam: str,
    contact: str,
    reden: str,
    van: date,
    besluit: Kernbesluit,
    getekend_op: date,
    getekend_door: str,
    geldig_tot: date,
    tot: date | None = None,
    document: bytes | None = None,
) -> Bijlage1:
    """Enter an external partner in annex 1, with its statement of secrecy (MC 1 c, 14.2; PB 2).

    Args:
        van: first day on which it can be invited.
        besluit: of all core parties, taken on that day or before it.
        tot: first day on which it no longer can; None without an end agreed beforehand.
        getekend_door: function of the signer, no name.
        document: the signed statement: PDF, JPEG or PNG.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: the partner stands in annex 1 already, or decision, dates or document do not fit.
    """
    require(mag_beheren(actor), "Alleen de beheerder past bijlage 1 aan.")
    convenant = eigen_convenant(actor)
    if van < convenant.in_werking_op:
        raise NietMogelijk({"van": "Toen was het convenant nog niet in werking."})
    if tot and tot <= van:
        raise NietMogelijk({"tot": "Deze dag moet na de eerste dag liggen."})
    vereis_dagen(actor.vandaag, komend={"van": van, "tot": tot})
    vereis_verklaring(actor, getekend_op, geldig_tot, begin=van)
    partij = convenant.partijen.filter(naam__iexact=naam).first()
    if partij and (not partij.extern or _er_al_in(partij, van, tot)):
        raise NietMogelijk({"naam": f"{naam} staat al in dit convenant."})
    weiger_satelliet(convenant, naam, van, tot)
    genomen = bewaar_besluit(besluit, actor=actor, kern=beslissers(convenant.pk), uiterlijk=van)
    partij = maak_partner(convenant, partij, naam=naam, contact=contact, van=van)
    leg_verklaring_vast(
        partij,
        getekend_op=getekend_op,
        getekend_door=getekend_door,
        geldig_tot=geldig_tot,
        document=document,
    )
    return Bijlage1.objects.create(partij=partij, reden=reden, van=van, tot=tot, besluit=genomen)


def maak_partner(
    convenant: Convenant, er_al: Partij | None, *, naam: str, contact: str, van: date
) -> Partij:
    """The partner as party: a new one, or the one that stood in annex 1 before."""
    if er_al is None:
        return maak_partij(
            convenant, naam=naam, soort=SoortPartij.EXTERN, vanaf=van, contact=contact
        )
    er_al.contact, er_al.vanaf = contact, min(van, er_al.vanaf)
    er_al.save(update_fields=["contact", "vanaf"])
    return er_al


def _er_al_in(partij: Partij, van: date, tot: date | None) -> bool:
    """Whether an entry holds on some day of a period; `tot` None: without an end."""
    rijen = partij.bijlage1.niet_voorbij(van)
    return (rijen.filter(van__lt=tot) if tot else rijen).exists()


@transaction.atomic
def leg_besluit_vast(vermelding_id: int, *, actor: Actor, besluit: Kernbesluit) -> Bijlage1:
    """Record by which decision an entry stands in annex 1, where that was not said before (MC 1 c).

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: it is said already, or the decision does not fit.
    """
    require(mag_beheren(actor), "Alleen de beheerder past bijlage 1 aan.")
    convenant = eigen_convenant(actor)
    vermelding = _vermelding(vermelding_id, convenant)
    if vermelding.besluit_id:
        raise NietMogelijk("Bij deze vermelding staat al een besluit.")
    vermelding.besluit = bewaar_besluit(besluit, actor=actor, kern=beslissers(convenant.pk))
    vermelding.save(update_fields=["besluit"])
    return vermelding


@transaction.atomic
def beeindig(vermelding_id: int, *, actor: Actor, besluit: Kernbesluit) -> Bijlage1:
    """End an entry of annex 1 today: the partner sees nothing from this moment on (MC 1 c).

    Args:
        besluit: of all core parties.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: the entry has ended already, or the decision does not fit.
    """
    require(mag_beheren(actor), "Alleen de beheerder past bijlage 1 aan.")
    convenant = eigen_convenant(actor)
    vermelding = _vermelding(vermelding_id, convenant)
    if rules.voorbij(vermelding.van, vermelding.tot, actor.vandaag):
        raise NietMogelijk("Deze vermelding is al beëindigd.")
    vermelding.einde_besluit = bewaar_besluit(besluit, actor=actor, kern=kern_van(vermelding))
    vermelding.tot = max(actor.vandaag, vermelding.van)
    vermelding.save(update_fields=["tot", "einde_besluit"])
    return vermelding


def kern_van(vermelding: Bijlage1) -> PartijQuerySet:
    """Who decides on an entry: the core parties, and of one for one casus those of that casus."""
    rijen = beslissers(vermelding.partij.convenant_id)
    if vermelding.een_casus and vermelding.besluit:
        rijen = rijen.filter(pk__in=vermelding.besluit.partijen.values("pk"))
    return rijen


def _vermelding(pk: int, convenant: Convenant) -> Bijlage1:
    rij: Bijlage1 = Bijlage1.objects.select_for_update().get(pk=pk, partij__convenant=convenant)
    return rij


# Statements of secrecy ------------------------------------------------------------------------
@transaction.atomic
def vernieuw_verklaring(
    partij: Partij,
    *,
    actor: Actor,
    getekend_op: date,
    getekend_door: str,
    geldig_tot: date,
    document: bytes | None = None,
) -> Geheimhoudingsverklaring:
    """Record a new statement of secrecy of an external partner; the old ones stay (PB 2, MC 14.2).

    Args:
        document: the signed statement: PDF, JPEG or PNG.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: the dates or the document do not fit.
    """
    require(mag_beheren(actor), "Alleen de beheerder legt een verklaring vast.")
    eigen_convenant(actor)
    partij = Partij.objects.select_for_update().get(
        pk=partij.pk, convenant=actor.convenant_id, soort=SoortPartij.EXTERN
    )
    vereis_verklaring(actor, getekend_op, geldig_tot, begin=actor.vandaag)
    return leg_verklaring_vast(
        partij,
        getekend_op=getekend_op,
        getekend_door=getekend_door,
        geldig_tot=geldig_tot,
        document=document,
    )


def leg_verklaring_vast(
    partij: Partij,
    *,
    getekend_op: date,
    getekend_door: str,
    geldig_tot: date,
    document: bytes | None,
) -> Geheimhoudingsverklaring:
    verklaring = partij.geheimhouding.create(
        getekend_op=getekend_op, getekend_door=getekend_door, geldig_tot=geldig_tot
    )
    if document is not None:
        soort = documenten.soort_van(document)
        Verklaringsdocument.objects.create(verklaring=verklaring, soort=soort, inhoud=document)
    return verklaring


def vereis_verklaring(actor: Actor, getekend_op: date, geldig_tot: date, *, begin: date) -> None:
    vereis_dagen(
        actor.vandaag, gedaan={"getekend_op": getekend_op}, komend={"geldig_tot": geldig_tot}
    )
    if geldig_tot <= max(getekend_op, begin, actor.vandaag):
        raise NietMogelijk(
            {
                "geldig_tot": "De verklaring is dan al verlopen. Vraag de partner een nieuwe te tekenen."
            }
        )


# Reading --------------------------------------------------------------------------------------
def leesbaar(actor: Actor) -> QuerySet[Bijlage1]:
    """The entries of the actor's covenant, with their decisions; what holds first.

    That some partner was let into one casus is for who decided it, enters or supervises it, and for
    the partner: the others would learn that there is a casus that needs it.
    """
    rijen: QuerySet[Bijlage1] = Bijlage1.objects.filter(partij__convenant=actor.convenant_id)
    if not mag_wijzigingen_lezen(actor):
        besloot_mee = Bijlage1Besluit.partijen.through.objects.filter(partij__in=actor.partijen)
        rijen = rijen.filter(
            Q(een_casus=False)
            | Q(partij__in=actor.partijen)
            | Q(besluit__in=besloot_mee.values("bijlage1besluit"))
        )
    return rijen.select_related("partij", "besluit", "einde_besluit").order_by(
        F("tot").desc(nulls_first=True), "partij__naam"
    )


def afdruk(actor: Actor, dag: date) -> dict[str, Any]:
    """Annex 1 as it holds on a day, in words, for a page and for paper: no people, no addresses.

    Of the day that is asked for: who stood in it then, and the statement in force on that day.
    """
    geldig = Geheimhoudingsverklaring.objects.filter(getekend_op__lte=dag, geldig_tot__gt=dag)
    rijen = leesbaar(actor).filter(pk__in=Bijlage1.objects.op(dag).values("pk"))
    rijen = rijen.order_by("partij__naam", "van").prefetch_related(
        "besluit__partijen",
        Prefetch("partij__geheimhouding", geldig.order_by("-geldig_tot"), to_attr="geldig"),
    )
    return {
        "titel": f"Bijlage 1 op {_dag(dag)}",
        "convenant": actor.convenant_naam,
        "gemaakt": f"Gemaakt op {_dag(actor.vandaag)}",
        "koppen": ["Partner", "Waarvoor", "Begin", "Einde", "Besluit", "Geheimhouding"],
        "rijen": [_regel(rij) for rij in rijen],
        "leeg": "Op deze dag staat er geen partner in bijlage 1.",
    }


def _regel(rij: Bijlage1) -> list[str]:
    verklaring = next(iter(rij.partij.geldig), None)  # type: ignore[attr-defined]  # prefetched
    geheim = (
        f"Getekend op {_dag(verklaring.getekend_op)}" if verklaring else "Geen geldige verklaring"
    )
    if verklaring:
        geheim += f", geldig tot {_dag(verklaring.geldig_tot)}"
    einde = _dag(rij.tot) if rij.tot else "Geen einde afgesproken"
    besluit = rij.besluit.in_woorden if rij.besluit else NIET_VASTGELEGD
    waarvoor = f"{rij.reden} {ALLEEN_EEN_CASUS}" if rij.een_casus else rij.reden
    return [rij.partij.naam, waarvoor, _dag(rij.van), einde, besluit, geheim]


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")


def taak_van(partij: Partij) -> str:
    """What a party is for: one of the covenant as article 2 says it, a partner as annex 1 does."""
    if not partij.extern:
        return partij.taak
    vermeldingen = sorted(partij.bijlage1.all(), key=lambda rij: rij.van)
    return vermeldingen[-1].reden if vermeldingen else ""
