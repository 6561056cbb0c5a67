"""What must be recorded before the police give data on Wpg 18.2 or 20 (WPG 2, MC 6 b)."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require, vereis_dagen, vereis_tekst

from . import rules
from .decisions import eigen_convenant, mag_beheren, vereis_model
from .gegevens import Gegeven
from .models import (
    ARTIKELEN_20,
    BesluitArtikel20,
    Grondslag,
    Ontvanger,
    Partij,
    SoortPartij,
    Waarborg,
)

GEEN_WAARBORG = (
    "Op artikel 18 lid 2 Wpg kan dit niet: van dit college is niet vastgelegd dat het maatregelen nam over "
    "doel en bewaren."
)
NIET_GENOEMD = (
    "Op artikel 20 Wpg kan dit niet: geen besluit van de korpschef noemt {namen} voor gegevens van artikel "
    "{artikel}."
)
BEHEERDER = "Alleen de beheerder legt dit vast."


# Recording --------------------------------------------------------------------------------------
@transaction.atomic
def leg_waarborg_vast(*, actor: Actor, partij: Partij, van: date, document: str) -> Waarborg:
    """Record that the college of a municipality took its measures on purpose and retention (WPG 2 b).

    Args:
        van: the day on which it took them.
        document: where they stand.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: the party is no municipality, the day is to come, or it is recorded already.
    """
    require(mag_beheren(actor), BEHEERDER)
    convenant = eigen_convenant(actor)
    vereis_tekst(document=document)
    vereis_dagen(actor.vandaag, gedaan={"van": van})
    gemeente = convenant.partijen.filter(pk=partij.pk, soort=SoortPartij.GEMEENTE).first()
    if gemeente is None:
        raise NietMogelijk({"partij": "Kies een gemeente van dit convenant."})
    if Waarborg.objects.op(actor.vandaag).filter(partij=gemeente).exists():
        raise NietMogelijk({"partij": "Van dit college is dit al vastgelegd. Beëindig dat eerst."})
    return Waarborg.objects.create(partij=gemeente, van=van, document=document)


@transaction.atomic
def leg_besluit_vast(
    *,
    actor: Actor,
    document: str,
    genomen_op: date,
    instanties: Collection[Partij],
    artikelen: Collection[str],
    gegevens: str,
    van: date,
    tot: date | None = None,
) -> BesluitArtikel20:
    """Record a decision of the korpschef on Wpg 20: to whom, and which data (MC 6 b).

    Args:
        document: where it stands.
        instanties: the parties and partners that it names.
        artikelen: under which the police process the data that it describes, of 8 and 13.
        gegevens: that description.
        tot: first day on which it does not hold; None without an end.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: it names nobody, or no article that this ground can hold, or a day does not fit.
    """
    require(mag_beheren(actor), BEHEERDER)
    convenant = eigen_convenant(actor)
    vereis_tekst(document=document, gegevens=gegevens)
    vereis_dagen(actor.vandaag, gedaan={"genomen_op": genomen_op}, komend={"van": van, "tot": tot})
    if tot and tot <= van:
        raise NietMogelijk({"tot": "Deze dag moet na de eerste dag liggen."})
    if van < genomen_op:
        raise NietMogelijk({"van": "Toen was dit besluit nog niet genomen."})
    genoemd = list(te_noemen(convenant.pk).filter(pk__in=[partij.pk for partij in instanties]))
    if not genoemd or len(genoemd) != len(instanties):
        raise NietMogelijk({"instanties": "Kies instanties van dit convenant."})
    if not artikelen or not set(artikelen) <= set(ARTIKELEN_20):
        raise NietMogelijk({"artikelen": "Kies artikel 8, artikel 13 of beide."})
    rij = BesluitArtikel20.objects.create(
        convenant=convenant,
        document=document,
        genomen_op=genomen_op,
        artikelen=sorted(artikelen),
        gegevens=gegevens,
        van=van,
        tot=tot,
    )
    rij.instanties.set(genoemd)
    return rij


@transaction.atomic
def beeindig(rijen: "QuerySet[Any]", pk: UUID, *, actor: Actor) -> Any:
    """It does not hold from today on; what was given on it stays.

    Args:
        rijen: `waarborgen` or `besluiten` of the actor's covenant.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: it has ended already.
    """
    require(mag_beheren(actor), "Alleen de beheerder beëindigt dit.")
    eigen_convenant(actor)
    rij = rijen.select_for_update(of=("self",)).get(pk=pk)
    if rules.voorbij(rij.van, rij.tot, actor.vandaag):
        raise NietMogelijk("Dit is al beëindigd.")
    rij.tot = max(actor.vandaag, rij.van)
    rij.save(update_fields=["tot"])
    return rij


# Reading ----------------------------------------------------------------------------------------
def waarborgen(actor: Actor) -> QuerySet[Waarborg]:
    """The measures of each college under the actor's covenant."""
    rijen: QuerySet[Waarborg] = Waarborg.objects.filter(partij__convenant=actor.convenant_id)
    return rijen.select_related("partij")


def zonder_waarborg(actor: Actor) -> QuerySet[Partij]:
    """The municipalities whose college did nothing of the kind today, or of which nobody recorded it."""
    nu = Waarborg.objects.op(actor.vandaag).values("partij")
    rijen: QuerySet[Partij] = Partij.objects.op(actor.vandaag).filter(
        ~Q(pk__in=nu), convenant=actor.convenant_id, soort=SoortPartij.GEMEENTE
    )
    return rijen


def besluiten(actor: Actor) -> QuerySet[BesluitArtikel20]:
    """The decisions of the korpschef under the actor's covenant."""
    rijen: QuerySet[BesluitArtikel20] = BesluitArtikel20.objects.filter(
        convenant=actor.convenant_id
    )
    return rijen.prefetch_related("instanties")


def te_noemen(convenant_id: UUID | None) -> QuerySet[Partij]:
    """Whom such a decision can name: everybody but the police themselves."""
    rijen: QuerySet[Partij] = Partij.objects.filter(convenant=convenant_id)
    return rijen.exclude(soort=SoortPartij.POLITIE)


def beschreven(convenant_id: UUID | None, op: date) -> list[str]:
    """Which data the decisions describe that hold on a day."""
    rijen = BesluitArtikel20.objects.op(op).filter(convenant=convenant_id)
    return list(rijen.values_list("gegevens", flat=True))


# What a ground asks -----------------------------------------------------------------------------
def vereis_voorwaarden(
    velden: Mapping[str, Any], gemeente: Partij, op: date, *, had: Any = None
) -> None:
    """Refuse new police data in a file of this municipality while a condition is not recorded.

    Args:
        velden: an item by field name.
        had: the item as it stands: what rests on a ground already stays.

    Raises:
        NietMogelijk: on Wpg 18.2 the model does not hold between the three, or the college took no
            measures (WPG 2); on Wpg 20 no decision names who reads it for such data (MC 6 b).
    """
    grond, artikel = velden.get("grondslag"), velden.get("wpg_artikel", "")
    if grond and grond.ontvanger == Ontvanger.COLLEGE and not _rust_al(had, "grondslag", grond):
        vereis_model(grond, gemeente.pk, op)
        if not Waarborg.objects.op(op).filter(partij=gemeente).exists():
            raise NietMogelijk({"grondslag": GEEN_WAARBORG})
    om = [partij for partij in gemeente.kern if partij.soort == SoortPartij.OM]
    for veld, lezers in (("grondslag", [gemeente]), ("grondslag_om", om)):
        if _rust_al(had, veld, velden.get(veld)) and had and had.wpg_artikel == artikel:
            continue
        if zin := _fout_in_besluit(velden.get(veld), artikel, lezers, op):
            raise NietMogelijk({veld: zin})


def vereis_genoemd(
    gegevens: Collection[Gegeven], lezers: Collection[Partij], op: date, *, veld: str = ""
) -> None:
    """Refuse that somebody gets items on Wpg 20 whom no decision names for them (MC 6 b).

    Raises:
        NietMogelijk: at this field, or of the whole.
    """
    for gegeven in gegevens:
        zin = _fout_in_besluit(gegeven.grondslag, gegeven.wpg_artikel, lezers, op)
        if zin:
            raise NietMogelijk({veld: zin} if veld else zin)


def _rust_al(had: Any, veld: str, grond: Grondslag | None) -> bool:
    return grond is not None and getattr(had, f"{veld}_id", None) == grond.pk


def _fout_in_besluit(
    grond: Grondslag | None, artikel: str, lezers: Collection[Partij], op: date
) -> str:
    """Why these do not get data on this ground; empty when they do, or when it is another ground."""
    if grond is None or grond.ontvanger != Ontvanger.SAMENWERKINGSVERBAND:
        return ""
    rijen = BesluitArtikel20.objects.op(op).filter(artikelen__contains=[artikel])
    genoemd = set(rijen.values_list("instanties", flat=True))
    namen = sorted(partij.naam for partij in lezers if partij.pk not in genoemd)
    return NIET_GENOEMD.format(namen=", ".join(namen), artikel=artikel) if namen else ""
