"""The plan of a casus: concept, measures, versions and progress (MC 1 e, 9.3, 9.4)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from convenant.models import Partij, SoortPartij
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, dag_van_besluit, require, vereis_tekst
from register.afleiden import besluit
from register.events import vereis_ongewijzigd
from register.muur import als

from ..deelname.decisions import partijen_in, vereis_deelnemer
from ..dossier.models import Casus
from ..events import PLAN, gebeurd
from ..rules import fouten_in_maatregel, mag_voeren, mag_voortgang_melden
from ..slot import te_voeren
from .models import Doel, Maatregel, Plan, Voortgang
from .slot import neem_mee

ANDER_PLAN = "Er is intussen een ander plan vastgesteld. Lees eerst wat er nu staat."


@besluit
def maak_plan(
    casus: Casus, *, actor: Actor, doelen: Sequence[str], doel: str, informeren: str = ""
) -> Plan:
    """Make the first concept of the plan (MC 1 e, 9.3).

    Args:
        doelen: aims of MC 3, letters a to f.
        informeren: who informs the subject, and when (PB 4.4).

    Raises:
        NietMogelijk: there is a plan already, or it has no aim of MC 3 or no goal.
    """
    casus = te_voeren(casus, actor)
    _controleer_plan(doelen, doel)
    if casus.plannen.exists():
        raise NietMogelijk("Er is al een plan. Maak een nieuwe versie om het te wijzigen.")
    plan = Plan.objects.create(
        casus=casus,
        nummer=casus.nummer,
        subject=casus.persoon.naam,
        versie=1,
        doelen=list(doelen),
        doel=doel,
        informeren=informeren,
    )
    gebeurd(casus, "plan_gemaakt", actor=actor)
    return plan


def _controleer_plan(doelen: Sequence[str], doel: str) -> None:
    if not doelen or not set(doelen) <= set(Doel.values):
        raise NietMogelijk({"doelen": "Kies een of meer doelen van artikel 3."})
    vereis_tekst(doel=doel)


@besluit
def wijzig_plan(
    plan: Plan,
    *,
    actor: Actor,
    doelen: Sequence[str],
    doel: str,
    informeren: str = "",
    gelezen: int | None = None,
) -> Plan:
    """Change the concept (MC 9.3).

    Args:
        gelezen: version that was shown (`register.events.wijzigingen` of `events.PLAN`).

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: the plan was adopted, somebody else changed it just now, or it has no aim of
            MC 3 or no goal.
    """
    plan = _concept(plan, actor)
    vereis_ongewijzigd(plan.casus, gelezen, *PLAN)
    _controleer_plan(doelen, doel)
    gewijzigd = _zet(plan, {"doelen": list(doelen), "doel": doel, "informeren": informeren})
    if gewijzigd:
        plan.save(update_fields=gewijzigd)
        gebeurd(plan.casus, "plan_gewijzigd", actor=actor, velden=gewijzigd)
    return plan


def _zet(rij: Plan | Maatregel, velden: Mapping[str, Any]) -> list[str]:
    """Set fields; give the names of those that changed."""
    gewijzigd = [veld for veld, waarde in velden.items() if getattr(rij, veld) != waarde]
    for veld in gewijzigd:
        setattr(rij, veld, velden[veld])
    return gewijzigd


@besluit
def voeg_maatregel_toe(plan: Plan, *, actor: Actor, partij: Partij, **velden: Any) -> Maatregel:
    """Write down what a party announces it will, or will not, do (MC 1 e, 10.2 e; MvT 2.1).

    Args:
        velden: other fields of `Maatregel`, by name.

    Raises:
        NietMogelijk: the plan was adopted, the party takes no part in the casus, or the measure
            lacks its text, its ground, or days that can be.
    """
    plan = _concept(plan, actor)
    vereis_deelnemer(plan.casus, partij, actor.vandaag, veld="partij")
    maatregel = Maatregel(casus=plan.casus, plan=plan, partij=partij, **velden)
    _controleer_maatregel(maatregel, actor.vandaag)
    maatregel.save()
    gebeurd(plan.casus, "maatregel_toegevoegd", actor=actor)
    return maatregel


def _controleer_maatregel(maatregel: Maatregel, vandaag: date) -> None:
    vereis_tekst(omschrijving=maatregel.omschrijving, bevoegdheid=maatregel.bevoegdheid)
    geopend_op = maatregel.casus.geopend_op
    if fouten := fouten_in_maatregel(
        maatregel.van, maatregel.tot, geopend_op=geopend_op, vandaag=vandaag
    ):
        raise NietMogelijk(fouten)


@besluit
def wijzig_maatregel(
    maatregel: Maatregel, *, actor: Actor, partij: Partij, **velden: Any
) -> Maatregel:
    """Change a measure of the concept; see `voeg_maatregel_toe`."""
    plan = _concept(maatregel.plan, actor)
    vereis_deelnemer(plan.casus, partij, actor.vandaag, veld="partij")
    actueel: Maatregel | None = plan.maatregelen.filter(pk=maatregel.pk).first()
    if actueel is None:
        raise NietMogelijk("Deze maatregel is net geschrapt.")
    gewijzigd = _zet(actueel, {"partij": partij, **velden})
    _controleer_maatregel(actueel, actor.vandaag)
    if gewijzigd:
        actueel.gelezen_op = None  # nobody read these words
        actueel.save(update_fields=[*gewijzigd, "gelezen_op"])
        gebeurd(plan.casus, "maatregel_gewijzigd", actor=actor, velden=gewijzigd)
    return actueel


@besluit
def schrap_maatregel(maatregel: Maatregel, *, actor: Actor) -> None:
    """Take a measure out of the concept; earlier versions keep it (MC 9.3)."""
    plan = _concept(maatregel.plan, actor)
    plan.maatregelen.filter(pk=maatregel.pk).delete()
    gebeurd(plan.casus, "maatregel_geschrapt", actor=actor)


@besluit
def leg_voor(
    plan: Plan, *, actor: Actor, partijen: Collection[Partij], gelezen: int | None = None
) -> Plan:
    """Lay the concept before the meeting, and before the partners that help to draw it up (MC 1 c, 9.3).

    Who takes part reads it anyhow and hears of it. An external partner reads the concept only when it is
    named here, and what is changed in it afterwards; it stops when the plan is adopted, when it is laid
    before others, and with its participation.

    Args:
        partijen: the external partners that help to draw it up.
        gelezen: version that was shown (`register.events.wijzigingen` of `events.PLAN`).

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: the plan was adopted, somebody else changed it just now, or one of them is no
            external partner that takes part.
    """
    plan = _concept(plan, actor)
    vereis_ongewijzigd(plan.casus, gelezen, *PLAN)
    sleutels = sorted(partij.pk for partij in partijen)
    binnen = mee_op_te_stellen(plan.casus, actor.vandaag).filter(pk__in=sleutels)
    if len(binnen) != len(sleutels):
        raise NietMogelijk({"partijen": "Een van deze partners doet niet meer mee. Kies opnieuw."})
    plan.voorgelegd_aan = sleutels
    plan.save(update_fields=["voorgelegd_aan"])
    gebeurd(plan.casus, "plan_voorgelegd", actor=actor, over=plan)
    return plan


def mee_op_te_stellen(casus: Casus, dag: date) -> QuerySet[Partij]:
    """The external partners that take part on a day: the concept can be laid before them."""
    return partijen_in(casus, dag).filter(soort=SoortPartij.EXTERN)


@besluit
def stel_plan_vast(
    plan: Plan, *, actor: Actor, gelezen: int | None = None, op: date | None = None
) -> Plan:
    """The casusoverleg adopts the plan (MC 9.3). From here on this version never changes.

    Args:
        gelezen: version that was shown (`register.events.wijzigingen` of `events.PLAN`): what nobody
            read cannot be adopted.
        op: the day on which the casusoverleg adopted it; today without it.

    Raises:
        NietMogelijk: it has no aim or no measure, or a party in it takes part no longer.
    """
    plan = _concept(plan, actor)
    vereis_ongewijzigd(plan.casus, gelezen, *PLAN)
    dag = dag_van_besluit(op, vandaag=actor.vandaag, vanaf=_vanaf(plan), veld="vastgesteld_op")
    if not plan.doelen or not plan.maatregelen.exists():
        raise NietMogelijk("Een plan heeft ten minste één doel en één maatregel.")
    afwezig = plan.maatregelen.exclude(partij__in=partijen_in(plan.casus, actor.vandaag)).first()
    if afwezig:
        raise NietMogelijk(
            f"{afwezig.partij.naam} doet niet meer mee. Pas de maatregel van deze partij aan."
        )
    plan.casus.plannen.filter(status=Plan.Status.VASTGESTELD).update(status=Plan.Status.VERVANGEN)
    plan.status, plan.vastgesteld_op = Plan.Status.VASTGESTELD, dag
    plan.save(update_fields=["status", "vastgesteld_op"])
    gebeurd(plan.casus, "plan_vastgesteld", actor=actor, op=dag)
    return plan


def _vanaf(plan: Plan) -> date:
    """A version is adopted after the one before it, and in a casus that was there."""
    eerder = plan.casus.plannen.exclude(vastgesteld_op=None).order_by("-vastgesteld_op").first()
    return eerder.vastgesteld_op if eerder else plan.casus.geopend_op


@besluit
def maak_nieuwe_versie(casus: Casus, *, actor: Actor) -> Plan:
    """Begin a new version from the adopted plan; progress stays with each measure (MC 9.3).

    Raises:
        NietMogelijk: there is no adopted plan, or there is a concept already.
    """
    casus = te_voeren(casus, actor)
    if casus.plannen.filter(status=Plan.Status.CONCEPT).exists():
        raise NietMogelijk("Er is al een concept. Werk daarin verder.")
    oud: Plan | None = casus.plannen.filter(status=Plan.Status.VASTGESTELD).first()
    if oud is None:
        raise NietMogelijk("Er is nog geen vastgesteld plan.")
    nieuw = Plan.objects.create(
        casus=casus,
        nummer=casus.nummer,
        subject=casus.persoon.naam,
        versie=oud.versie + 1,
        doelen=oud.doelen,
        doel=oud.doel,
        informeren=oud.informeren,
    )
    for maatregel in oud.maatregelen.all():
        velden = {
            v.attname: v.value_from_object(maatregel) for v in maatregel._meta.concrete_fields
        }
        del velden["id"]  # a new row: what is encrypted is bound to the row that it stands in
        Maatregel.objects.create(**velden | {"plan_id": nieuw.pk})
    gebeurd(casus, "nieuwe_versie", actor=actor)
    return nieuw


@besluit
def meld_voortgang(
    casus: Casus, keten: UUID, *, actor: Actor, stand: str, resultaat: str
) -> Voortgang:
    """A party says what became of its measure, or the secretary notes it (MC 9.4).

    Args:
        keten: the measure, through all versions of the plan.
        stand: one of `Voortgang.Stand`.

    Raises:
        Geweigerd: it is another party's measure.
        NietMogelijk: the measure is not in the adopted plan, the casus was closed, or it does not
            say how it stands or what happened.
    """
    with als(Actor.systeem("voortgang")):  # an external partner does not read the casus (MC 10.5)
        casus = Casus.objects.lock(casus)
    casus.vereis_beweging()
    maatregel = Maatregel.objects.geldend().filter(casus=casus, keten=keten).first()
    if maatregel is None:
        raise NietMogelijk("Deze maatregel staat niet in het vastgestelde plan.")
    zichtbaar = Plan.objects.visible_to(actor).filter(pk=maatregel.plan_id).exists()
    require(
        zichtbaar and mag_melden(actor, maatregel),
        "U meldt alleen de voortgang van maatregelen van uw eigen organisatie.",
    )
    if stand not in Voortgang.Stand.values:
        raise NietMogelijk({"stand": "Kies hoe het met de maatregel staat."})
    vereis_tekst(resultaat=resultaat)
    vandaag = casus.voortgang.filter(keten=keten, stand=stand, op=actor.vandaag)
    if any(rij.resultaat == resultaat for rij in vandaag):
        raise NietMogelijk("Dit is vandaag al gemeld.")
    voortgang = Voortgang.objects.create(
        casus=casus,
        keten=keten,
        partij_id=maatregel.partij_id,
        stand=stand,
        resultaat=resultaat,
        op=actor.vandaag,
    )
    gebeurd(casus, "voortgang_gemeld", actor=actor)
    return voortgang


@besluit
def lees(casus: Casus, *, actor: Actor, plan: str | None = None) -> None:
    """A party says that it read what it takes part in, and its measures (PB 4.2, MC 9.3).

    Reading is no processing: no clock moves. Saying it twice is saying it once.

    Args:
        plan: key of the adopted plan that was shown, empty where none was; None: not from a page.

    Raises:
        Geweigerd: the actor does not represent a party that reads the casus or its plan.
        NietMogelijk: the casus takes no changes, or another plan was adopted meanwhile.
    """
    casus = neem_mee(casus, actor, mag=actor.vertegenwoordigt)
    with als(Actor.systeem("gelezen")):
        geldend = Plan.objects.geldend().filter(casus=casus).first()
    if plan not in (None, str(geldend.pk) if geldend else ""):
        raise NietMogelijk(ANDER_PLAN)
    wat = {"partij__in": actor.partijen, "gelezen_op": None}
    with als(Actor.systeem("gelezen")):  # who reads only the plan changes nothing in it
        rijen = casus.deelnames.filter(**wat, van__lte=actor.vandaag)
        gelezen = rijen.update(gelezen_op=actor.vandaag)
        maatregelen = Maatregel.objects.geldend().filter(casus=casus, **wat)
        gelezen += maatregelen.update(gelezen_op=actor.vandaag)
    if gelezen:
        gebeurd(casus, "gelezen", actor=actor)


def mag_melden(actor: Actor, maatregel: Maatregel) -> bool:
    """Whether the actor reports on this measure, in a casus whose plan it sees (MC 9.4).

    The secretary of the weegploeg alone only reads.
    """
    eigen = maatregel.partij_id in actor.partijen
    return mag_voortgang_melden(actor) and (eigen or mag_voeren(actor))


def _concept(plan: Plan, actor: Actor) -> Plan:
    """Lock the casus and permit a change of this version, which is still a concept."""
    casus = te_voeren(plan.casus, actor)
    plan = casus.plannen.get(pk=plan.pk)
    plan.casus = casus
    if plan.status != Plan.Status.CONCEPT:
        raise NietMogelijk(
            "Dit plan is vastgesteld en verandert niet meer. Maak een nieuwe versie."
        )
    return plan
