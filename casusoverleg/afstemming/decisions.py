"""What parties say to each other on a plan: whether they agree, a reminder, a request to refrain (MvT 2.1).

The casusoverleg as a whole decides on no measure: it puts what parties do in tune with each other.
"""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from convenant.models import Partij
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require, vereis_dagen, vereis_tekst
from register.afleiden import besluit
from register.events import vereis_ongewijzigd, wijzigingen
from register.muur import als

from ..deelname.decisions import partijen_in
from ..dossier.models import Casus
from ..events import PLAN, gebeurd
from ..plan.models import Afzien, Maatregel, Oordeel, Plan, Voortgang
from ..plan.slot import neem_mee
from ..rules import mag_herinneren

EEN_DAG = timedelta(days=1)
EIGEN_PARTIJ = "U spreekt alleen voor uw eigen organisatie."


@besluit
def geef_oordeel(
    casus: Casus, *, actor: Actor, eens: bool, opmerking: str = "", gelezen: int | None = None
) -> Oordeel:
    """A party says that it agrees with the concept, or what it remarks (MC 9.3).

    Args:
        gelezen: version that was shown (`register.events.wijzigingen` of `events.PLAN`).

    Raises:
        Geweigerd: the actor represents no party that reads this concept.
        NietMogelijk: nothing was laid before, the concept changed just now, who does not agree says
            not why, or the party said the same of this text already.
    """
    casus = neem_mee(casus, actor, mag=actor.vertegenwoordigt, zin=EIGEN_PARTIJ)
    plan = Plan.objects.visible_to(actor).concept().filter(casus=casus).first()
    if plan is None or plan.voorgelegd is None:
        raise NietMogelijk("Er ligt nu geen concept voor.")
    with als(Actor.systeem("oordeel")):  # an external partner reads no events of the casus
        vereis_ongewijzigd(casus, gelezen, *PLAN)
        over = wijzigingen(casus, *PLAN)
    if not eens:
        vereis_tekst(opmerking=opmerking)
    eigen = actor.partij_in(casus.partij_id)
    vorige = plan.oordelen.filter(partij=eigen).last()
    if vorige and (vorige.eens, vorige.opmerking, vorige.over) == (eens, opmerking, over):
        raise NietMogelijk("Dit hebt u al vastgelegd.")
    oordeel: Oordeel = plan.oordelen.create(
        casus=casus, partij_id=eigen, eens=eens, opmerking=opmerking, op=actor.vandaag, over=over
    )
    gebeurd(casus, "oordeel_gegeven", actor=actor)
    return oordeel


@besluit
def herinner(casus: Casus, keten: UUID, *, actor: Actor) -> Maatregel:
    """The casusregisseur reminds a party of its measure, without a word on what it is (PB 4.2, 4.4).

    Raises:
        Geweigerd: the actor is not the casusregisseur, nor the secretary.
        NietMogelijk: the measure asks for nothing, or the party was reminded today.
    """
    casus = neem_mee(casus, actor, mag=True)
    require(
        mag_herinneren(actor, casus.regisseur_id), "Alleen de casusregisseur herinnert partijen."
    )
    maatregel: Maatregel | None = (
        Maatregel.objects.niet_af().filter(casus=casus, keten=keten).first()
    )
    if maatregel is None:
        raise NietMogelijk("Deze maatregel vraagt niets meer van de partij.")
    if maatregel.herinnerd_op == actor.vandaag:
        raise NietMogelijk("Deze partij is vandaag al herinnerd aan deze maatregel.")
    maatregel.herinnerd_op = actor.vandaag
    with als(Actor.systeem("herinnering")):  # an adopted plan is changed by nobody
        maatregel.save(update_fields=["herinnerd_op"])
    gebeurd(casus, "herinnerd", actor=actor, over=maatregel)
    return maatregel


@besluit
def vraag_af_te_zien(
    casus: Casus,
    keten: UUID,
    *,
    actor: Actor,
    partijen: Collection[Partij],
    reden: str,
    tot: date,
) -> Afzien:
    """A party asks others to refrain from a measure for now (MvT 2.1).

    Args:
        keten: the measure, through all versions of the plan.
        partijen: who are asked.
        tot: the last day of the request.

    Raises:
        Geweigerd: the actor represents no party that reads this plan.
        NietMogelijk: the measure is not in a plan that he reads or is done, nobody is asked, one of
            them takes no part, there is no reason, the day has passed, or it was asked already.
    """
    casus = neem_mee(casus, actor, mag=actor.vertegenwoordigt, zin=EIGEN_PARTIJ)
    plannen = Plan.objects.visible_to(actor).exclude(status=Plan.Status.VERVANGEN)
    if not Maatregel.objects.filter(casus=casus, plan__in=plannen, keten=keten).exists():
        raise NietMogelijk("Deze maatregel staat niet meer in het plan.")
    laatste = casus.voortgang.filter(keten=keten).first()
    if laatste and laatste.stand in Voortgang.AF:
        raise NietMogelijk("Deze maatregel is al klaar of gestopt.")
    eigen = actor.partij_in(casus.partij_id)
    mogelijk = set(te_vragen(casus, actor).values_list("pk", flat=True))
    gevraagd = sorted(partij.pk for partij in partijen)
    if not gevraagd or eigen in gevraagd or not mogelijk.issuperset(gevraagd):
        raise NietMogelijk({"partijen": "Kies een of meer andere partijen die meedoen."})
    vereis_tekst(reden=reden)
    if tot < actor.vandaag:
        raise NietMogelijk({"tot": "Deze dag is al voorbij."})
    vereis_dagen(actor.vandaag, komend={"tot": tot})
    eerder = Afzien.objects.lopend(actor.vandaag).filter(casus=casus, keten=keten, partij=eigen)
    if any((rij.gevraagd, rij.tot) == (gevraagd, tot) for rij in eerder):
        raise NietMogelijk("Dit hebt u al gevraagd.")
    rij: Afzien = Afzien.objects.create(
        casus=casus,
        keten=keten,
        partij_id=eigen,
        gevraagd=gevraagd,
        reden=reden,
        op=actor.vandaag,
        tot=tot,
    )
    gebeurd(casus, "afgestemd", actor=actor, over=rij)
    return rij


def te_vragen(casus: Casus, actor: Actor) -> QuerySet[Partij]:
    """The other parties that can be asked to refrain: who takes part.

    An external partner does not read who that is: for him those with a measure in a plan that he reads.
    """
    if not actor.extern:
        return partijen_in(casus, actor.vandaag).exclude(pk__in=actor.partijen)
    plannen = Plan.objects.visible_to(actor).exclude(status=Plan.Status.VERVANGEN)
    plannen = plannen.filter(casus=casus.pk)
    eigen = Maatregel.objects.filter(plan__in=plannen).values("partij")
    return Partij.objects.filter(pk__in=eigen).exclude(pk__in=actor.partijen)


@besluit
def beeindig_afzien(rij: Afzien, *, actor: Actor) -> Afzien:
    """The party needs its request no longer: yesterday was its last day (MvT 2.1).

    Raises:
        Geweigerd: another party asked it.
        NietMogelijk: it is over already.
    """
    casus = neem_mee(rij.casus, actor, mag=actor.vertegenwoordigt, zin=EIGEN_PARTIJ)
    actueel: Afzien | None = Afzien.objects.visible_to(actor).filter(pk=rij.pk).first()
    require(actueel is not None and actueel.partij_id in actor.partijen, EIGEN_PARTIJ)
    assert actueel is not None
    if actueel.tot < actor.vandaag:
        raise NietMogelijk("Dit verzoek is al voorbij.")
    actueel.tot = actor.vandaag - EEN_DAG
    actueel.save(update_fields=["tot"])
    gebeurd(casus, "afgestemd", actor=actor, over=actueel)
    return actueel
