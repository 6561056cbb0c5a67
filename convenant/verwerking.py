"""Who runs the system for the core parties, and what people write in the register of what is processed (AVG 28, 30)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require, vereis_dagen, vereis_tekst

from . import rules
from .decisions import eigen_convenant, mag_beheren
from .models import Convenant, Registertekst, Verwerkersovereenkomst

VOORAF = timedelta(days=90)  # a new agreement takes time
# What holds of this application wherever it runs; who keeps the register adds what holds here.
BEVEILIGING = (
    "Persoonsgegevens staan versleuteld in de database, per soort dossier met een eigen sleutel. Toegang volgt "
    "uit het convenant en uit wie aan een dossier meedoet, en wordt op twee plaatsen bewaakt: in de toepassing en in "
    "de database. Ieder werkt met een eigen account. Wie iets leest of verandert, staat in een logboek."
)
DOORGIFTE = "Er gaan geen gegevens naar een land buiten de Europese Economische Ruimte."


def mag_register_bijhouden(actor: Actor | None) -> bool:
    """Whether the actor keeps the register: the secretaries, and the administrator (MC 4, 5)."""
    return actor is not None and (
        mag_beheren(actor) or actor.voert_weegploeg_uit or actor.voert_casusoverleg_uit
    )


@transaction.atomic
def leg_verwerker_vast(
    *,
    actor: Actor,
    naam: str,
    document: str,
    dekt: str,
    van: date,
    subverwerkers: str = "",
    tot: date | None = None,
) -> Verwerkersovereenkomst:
    """Record the agreement with who runs the system as processor (AVG 28, PB 3.3).

    Args:
        document: where it stands.
        dekt: what the processor does.
        subverwerkers: whom it lets do part of that, in words.
        tot: first day on which it does not hold; None without an end.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: the days do not fit, or one with this processor runs in that time.
    """
    require(mag_beheren(actor), "Alleen de beheerder legt een verwerker vast.")
    convenant = eigen_convenant(actor)
    vereis_tekst(naam=naam, document=document, dekt=dekt)
    if tot and tot <= van:
        raise NietMogelijk({"tot": "Deze dag moet na de eerste dag liggen."})
    vereis_dagen(actor.vandaag, komend={"van": van, "tot": tot})
    er_al = convenant.verwerkers.filter(naam__iexact=naam.strip()).values_list("van", "tot")
    if any(rules.overlappen((van, tot), ander) for ander in er_al):
        raise NietMogelijk({"van": "In die tijd loopt al een overeenkomst met deze verwerker."})
    return Verwerkersovereenkomst.objects.create(
        convenant=convenant,
        naam=naam,
        document=document,
        dekt=dekt,
        subverwerkers=subverwerkers,
        van=van,
        tot=tot,
    )


@transaction.atomic
def beeindig_verwerker(pk: UUID, *, actor: Actor) -> Verwerkersovereenkomst:
    """It runs the system no longer, from today on.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: it has ended already.
    """
    require(mag_beheren(actor), "Alleen de beheerder beëindigt een verwerkersovereenkomst.")
    convenant = eigen_convenant(actor)
    rij: Verwerkersovereenkomst = convenant.verwerkers.select_for_update().get(pk=pk)
    if rules.voorbij(rij.van, rij.tot, actor.vandaag):
        raise NietMogelijk("Dit is al beëindigd.")
    rij.tot = max(actor.vandaag, rij.van)
    rij.save(update_fields=["tot"])
    return rij


@transaction.atomic
def schrijf_register(
    *,
    actor: Actor,
    beveiliging: str,
    doorgifte: str,
    dpia_document: str = "",
    dpia_op: date | None = None,
    dpia_volgende_op: date | None = None,
) -> Registertekst:
    """Write what the register says in words, and that somebody looked at it today (AVG 30, MC 4).

    Args:
        dpia_document, dpia_op, dpia_volgende_op: where the assessment of AVG 35 is, when it was adopted
            and by when the next one is; all three or none.

    Raises:
        Geweigerd: the actor does not keep it.
        NietMogelijk: one of the texts is empty, or what is said of the assessment is not whole.
    """
    require(mag_register_bijhouden(actor), "De uitvoerder houdt het register bij.")
    convenant = eigen_convenant(actor)
    vereis_tekst(beveiliging=beveiliging, doorgifte=doorgifte)
    _vereis_dpia(dpia_document, dpia_op, dpia_volgende_op, actor.vandaag)
    rij, _ = Registertekst.objects.update_or_create(
        convenant=convenant,
        defaults={
            "beveiliging": beveiliging,
            "doorgifte": doorgifte,
            "nagekeken_op": actor.vandaag,
            "dpia_document": dpia_document,
            "dpia_op": dpia_op,
            "dpia_volgende_op": dpia_volgende_op,
        },
    )
    return rij


def _vereis_dpia(document: str, op: date | None, volgende: date | None, vandaag: date) -> None:
    if not (document.strip() or op or volgende):
        return
    vereis_tekst(dpia_document=document)
    if op is None:
        raise NietMogelijk({"dpia_op": "Vul in wanneer de DPIA is vastgesteld."})
    if volgende is None or volgende <= op:
        raise NietMogelijk({"dpia_volgende_op": "Kies een dag na die van de DPIA."})
    vereis_dagen(vandaag, gedaan={"dpia_op": op}, komend={"dpia_volgende_op": volgende})


# Reading ----------------------------------------------------------------------------------------
def verwerkers(actor: Actor) -> QuerySet[Verwerkersovereenkomst]:
    """The processors of the actor's covenant; who is one today first."""
    rijen: Any = Verwerkersovereenkomst.objects.filter(convenant=actor.convenant_id)
    geordend: QuerySet[Verwerkersovereenkomst] = rijen.order_by(
        F("tot").desc(nulls_first=True), "naam"
    )
    return geordend


def dpia_nodig(convenant_id: UUID, dag: date) -> date | None:
    """By when the effects on people are assessed anew, once that is near; None while it is not (BEV-dpia)."""
    rijen = Registertekst.objects.filter(convenant=convenant_id)
    volgende = rijen.values_list("dpia_volgende_op", flat=True).first()
    return volgende if volgende and volgende <= dag + VOORAF else None


def loopt_af(rij: Verwerkersovereenkomst, dag: date) -> bool:
    """Whether it ends soon, so that somebody must agree on a new one."""
    return rij.tot is not None and dag < rij.tot <= dag + VOORAF


def opvolger_nodig(actor: Actor) -> list[Verwerkersovereenkomst]:
    """Those that end soon while no next one with the same processor is recorded."""
    rijen = list(verwerkers(actor))
    return [
        rij
        for rij in rijen
        if loopt_af(rij, actor.vandaag)
        and not any(
            ander.naam.casefold() == rij.naam.casefold() and rij.tot and ander.van >= rij.tot
            for ander in rijen
        )
    ]


def zonder_overeenkomst(convenant_id: UUID | None, dag: date) -> list[str]:
    """Processors whose agreement is over while no new one runs."""
    rijen = Verwerkersovereenkomst.objects.filter(convenant=convenant_id)
    lopend = {naam.casefold() for naam in rijen.niet_voorbij(dag).values_list("naam", flat=True)}
    namen = rijen.filter(tot__lte=dag).values_list("naam", flat=True)
    return sorted({naam for naam in namen if naam.casefold() not in lopend})


def registertekst(convenant: Convenant) -> Registertekst:
    """What the register says in words; what holds everywhere, while nobody wrote any."""
    return Registertekst.objects.filter(convenant=convenant).first() or Registertekst(
        convenant=convenant, beveiliging=BEVEILIGING, doorgifte=DOORGIFTE
    )
