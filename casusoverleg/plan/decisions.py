"""The plan of a casus: concept, measures, versions and progress (MC 1 e, 9.3, 9.4)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from convenant.models import Partij, SoortPartij
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, dag_van_besluit, require, vereis_dagen, vereis_tekst
from overleg.models import Overleg
from register.afleiden import besluit
from register.events import vereis_ongewijzigd, wijzigingen
from register.models import SoortGegeven, Uitwisseling
from register.muur import als
from register.uitwisseling.vastleggen import leg_uitwisseling_vast

from ..deelname.decisions import partijen_in, vereis_deelnemer
from ..dossier.models import Casus, Doel
from ..events import PLAN, gebeurd
from ..rules import fouten_in_maatregel, mag_voeren, mag_voortgang_melden
from ..slot import te_voeren
from ..vergadering import plaats_in
from .facts import bedenkingen
from .models import Maatregel, Plan, Voortgang
from .slot import neem_mee

NIET_VOORGELEGD = "Leg het concept eerst voor. Dan kan elke partij zeggen of zij het eens is."
NIET_ALLEN_EENS = (
    "Niet elke partij is het eens met deze tekst. Schrijf op waarom u het plan toch vaststelt."
)
ANDER_PLAN = "Er is intussen een ander plan vastgesteld. Lees eerst wat er nu staat."


@besluit
def maak_plan(
    casus: Casus,
    *,
    actor: Actor,
    doelen: Sequence[str],
    doel: str,
    informeren: str = "",
    informeert: Partij | None = None,
    informeert_wie: str | None = None,
    informeren_op: date | None = None,
) -> Plan:
    """Make the first concept of the plan (MC 1 e, 9.3).

    Args:
        doelen: aims of MC 3, letters a to f.
        informeren: how the subject is informed (PB 4.4).
        informeert: which party does that, or with `informeert_wie` which person or function.
        informeren_op: on which day.

    Raises:
        NietMogelijk: there is a plan already, it has no aim of MC 3 or no goal, or who informs the
            subject takes no part, or has no day that can be.
    """
    casus = te_voeren(casus, actor)
    _controleer_plan(doelen, doel)
    _controleer_informeren(casus, actor.vandaag, informeert, informeert_wie, informeren_op)
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
        informeert=informeert,
        informeert_wie=informeert_wie or None,
        informeren_op=informeren_op,
    )
    gebeurd(casus, "plan_gemaakt", actor=actor)
    return plan


def _controleer_plan(doelen: Sequence[str], doel: str) -> None:
    if not doelen or not set(doelen) <= set(Doel.values):
        raise NietMogelijk({"doelen": "Kies een of meer doelen van artikel 3."})
    vereis_tekst(doel=doel)


def _controleer_informeren(
    casus: Casus, vandaag: date, partij: Partij | None, wie: str | None, op: date | None
) -> None:
    """Who informs the subject takes part, and does it on a day: the one is not said without the other."""
    if partij:
        vereis_deelnemer(casus, partij, vandaag, veld="informeert")
    iemand = partij or (wie or "").strip()
    if op and not iemand:
        raise NietMogelijk({"informeert": "Kies welke partij dit doet, of vul in wie."})
    if iemand and op is None:
        raise NietMogelijk({"informeren_op": "Vul in op welke dag de betrokkene bericht krijgt."})
    if op and op < casus.geopend_op:
        raise NietMogelijk({"informeren_op": "Deze dag ligt voor het begin van de casus."})
    vereis_dagen(vandaag, komend={"informeren_op": op})


@besluit
def wijzig_plan(
    plan: Plan,
    *,
    actor: Actor,
    doelen: Sequence[str],
    doel: str,
    informeren: str = "",
    informeert: Partij | None = None,
    informeert_wie: str | None = None,
    informeren_op: date | None = None,
    gelezen: int | None = None,
) -> Plan:
    """Change the concept (MC 9.3); see `maak_plan`.

    Args:
        gelezen: version that was shown (`register.events.wijzigingen` of `events.PLAN`).

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: the plan was adopted, somebody else changed it just now, it has no aim of MC 3
            or no goal, a measure serves an aim that goes, or as for `maak_plan`.
    """
    plan = _concept(plan, actor)
    vereis_ongewijzigd(plan.casus, gelezen, *PLAN)
    _controleer_plan(doelen, doel)
    _controleer_informeren(plan.casus, actor.vandaag, informeert, informeert_wie, informeren_op)
    if weg := plan.maatregelen.exclude(doel__in=["", *doelen]).first():
        raise NietMogelijk(
            {
                "doelen": f"Bij “{weg.get_doel_display()}” hoort nog een maatregel. Pas die eerst aan."
            }
        )
    velden: dict[str, Any] = {
        "doelen": list(doelen),
        "doel": doel,
        "informeren": informeren,
        "informeert": informeert,
        "informeert_wie": informeert_wie or None,
        "informeren_op": informeren_op,
    }
    gewijzigd = _zet(plan, velden)
    if gewijzigd:
        plan.save(update_fields=gewijzigd)
        gebeurd(plan.casus, "plan_gewijzigd", actor=actor, velden=gewijzigd)
    return plan


def _zet(rij: Plan | Maatregel, velden: Mapping[str, Any]) -> list[str]:
    """Set fields; give the names of those that changed. No text says as much as an empty one."""
    gewijzigd = [
        veld for veld, waarde in velden.items() if (getattr(rij, veld) or "") != (waarde or "")
    ]
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
            lacks its text, its ground, an aim of the plan, or days that can be, or waits for itself.
    """
    plan = _concept(plan, actor)
    vereis_deelnemer(plan.casus, partij, actor.vandaag, veld="partij")
    maatregel = Maatregel(casus=plan.casus, plan=plan, partij=partij, **velden)
    _controleer_maatregel(maatregel, actor.vandaag)
    maatregel.save()
    gebeurd(plan.casus, "maatregel_toegevoegd", actor=actor)
    _kondig_aan(maatregel, actor)
    return maatregel


def _kondig_aan(maatregel: Maatregel, actor: Actor) -> None:
    """A measure of a body of the state can cut across the approach: the casusregisseur hears of it (VNG)."""
    if maatregel.instantie:
        gebeurd(maatregel.casus, "rijk_aangekondigd", actor=actor)


def _controleer_maatregel(maatregel: Maatregel, vandaag: date) -> None:
    vereis_tekst(omschrijving=maatregel.omschrijving, bevoegdheid=maatregel.bevoegdheid)
    if maatregel.doel not in maatregel.plan.doelen:
        raise NietMogelijk({"doel": "Kies bij welk doel van dit plan deze maatregel hoort."})
    if _wacht_op_zichzelf(maatregel):
        raise NietMogelijk({"na": "Deze maatregelen wachten dan op elkaar. Kies een andere."})
    geopend_op = maatregel.casus.geopend_op
    if fouten := fouten_in_maatregel(
        maatregel.van, maatregel.tot, geopend_op=geopend_op, vandaag=vandaag
    ):
        raise NietMogelijk(fouten)


def _wacht_op_zichzelf(maatregel: Maatregel) -> bool:
    """Whether the measures that must be done first lead back to this one, or to one that is not there."""
    na = dict(maatregel.plan.maatregelen.values_list("keten", "na"))
    gezien, volgende = {maatregel.keten}, maatregel.na
    while volgende:
        if volgende in gezien or volgende not in na:
            return True
        gezien.add(volgende)
        volgende = na[volgende]
    return False


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
    actueel.plan, eerder = plan, actueel.instantie
    gewijzigd = _zet(actueel, {"partij": partij, **velden})
    _controleer_maatregel(actueel, actor.vandaag)
    if gewijzigd:
        actueel.gelezen_op = None  # nobody read these words
        actueel.save(update_fields=[*gewijzigd, "gelezen_op"])
        gebeurd(plan.casus, "maatregel_gewijzigd", actor=actor, velden=gewijzigd)
    if actueel.instantie != eerder:
        _kondig_aan(actueel, actor)
    return actueel


@besluit
def schrap_maatregel(maatregel: Maatregel, *, actor: Actor) -> None:
    """Take a measure out of the concept; earlier versions keep it (MC 9.3).

    Raises:
        NietMogelijk: the plan was adopted, or another measure waits for this one.
    """
    plan = _concept(maatregel.plan, actor)
    if plan.maatregelen.filter(na=maatregel.keten).exists():
        raise NietMogelijk("Een andere maatregel begint pas na deze. Pas die eerst aan.")
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
    plan.voorgelegd_aan, plan.voorgelegd = sleutels, wijzigingen(plan.casus, *PLAN)
    plan.save(update_fields=["voorgelegd_aan", "voorgelegd"])
    gebeurd(plan.casus, "plan_voorgelegd", actor=actor, over=plan)
    return plan


def mee_op_te_stellen(casus: Casus, dag: date) -> QuerySet[Partij]:
    """The external partners that take part on a day: the concept can be laid before them."""
    return partijen_in(casus, dag).filter(soort=SoortPartij.EXTERN)


@besluit
def stel_plan_vast(
    plan: Plan,
    *,
    actor: Actor,
    gelezen: int | None = None,
    op: date | None = None,
    volgende: date | None = None,
    waarom_toch: str = "",
    overleg: Overleg | None = None,
) -> Plan:
    """The casusoverleg adopts the plan (MC 9.3). From here on this version never changes.

    Args:
        gelezen: version that was shown (`register.events.wijzigingen` of `events.PLAN`): what nobody
            read cannot be adopted.
        op: the day on which the casusoverleg adopted it; today without it.
        volgende: the day on which it talks over how the plan goes (MC 9.4).
        waarom_toch: why it is adopted although a party does not agree with this text, or did not say so;
            kept only then.
        overleg: the meeting in which it did, as for `vergadering.plaats_in`.

    Raises:
        NietMogelijk: it has no aim or no measure, a measure serves no aim, a party in it takes part no
            longer, that next day is not after today, it was never laid before the meeting, or not
            all parties agree and nobody says why it is adopted all the same.
    """
    plan = _concept(plan, actor)
    vereis_ongewijzigd(plan.casus, gelezen, *PLAN)
    op, waar = plaats_in(plan.casus, overleg, op, actor=actor)
    dag = dag_van_besluit(op, vandaag=actor.vandaag, vanaf=_vanaf(plan), veld="vastgesteld_op")
    _vereis_volgende(volgende, actor.vandaag)
    if not plan.doelen or not plan.maatregelen.exists():
        raise NietMogelijk("Een plan heeft ten minste één doel en één maatregel.")
    mee = partijen_in(plan.casus, actor.vandaag)
    afwezig = plan.maatregelen.exclude(partij__in=mee).first()
    if afwezig:
        raise NietMogelijk(
            f"{afwezig.partij.naam} doet niet meer mee. Pas de maatregel van deze partij aan."
        )
    if plan.informeert and not mee.filter(pk=plan.informeert.pk).exists():
        raise NietMogelijk(
            f"{plan.informeert.naam} doet niet meer mee. Kies wie de betrokkene informeert."
        )
    if plan.maatregelen.filter(doel="").exists():
        raise NietMogelijk("Kies bij elke maatregel bij welk doel die hoort. Er mist er nog een.")
    plan.waarom_toch = _vereis_gehoord(plan, waarom_toch, actor.vandaag)
    had_het = list(mee_op_te_stellen(plan.casus, actor.vandaag).values_list("pk", flat=True))
    plan.casus.plannen.filter(status=Plan.Status.VASTGESTELD).update(
        status=Plan.Status.VERVANGEN, gold_voor=had_het
    )
    plan.status, plan.vastgesteld_op = Plan.Status.VASTGESTELD, dag
    plan.overleg, plan.vastgelegd_op = waar, actor.nu
    plan.save(update_fields=["status", "vastgesteld_op", "waarom_toch", "overleg", "vastgelegd_op"])
    _leg_in_het_grootboek(plan, actor=actor)
    plan.casus.bespreken_op = volgende
    plan.casus.save(update_fields=["bespreken_op"])
    gebeurd(plan.casus, "plan_vastgesteld", actor=actor, op=dag)
    return plan


def _vereis_gehoord(plan: Plan, waarom_toch: str, vandaag: date) -> str | None:
    """Why a plan is adopted on which the parties do not agree; None when they all do (MC 9.3)."""
    if plan.voorgelegd is None:
        raise NietMogelijk(NIET_VOORGELEGD)
    if not bedenkingen(plan, vandaag):
        return None
    if not waarom_toch.strip():
        raise NietMogelijk({"waarom_toch": NIET_ALLEN_EENS})
    return waarom_toch


def _leg_in_het_grootboek(plan: Plan, *, actor: Actor) -> None:
    """Who takes part besides the core parties reads it from here on: who comes later, by joining."""
    kern = [partij.pk for partij in plan.casus.kernpartijen]
    for partij in partijen_in(plan.casus, actor.vandaag).exclude(pk__in=kern):
        leg_uitwisseling_vast(
            plan.casus,
            Uitwisseling.Soort.PLAN,
            actor=actor,
            grond=f"Convenant, artikel 10 lid {5 if partij.extern else 4}",
            aan=partij,
            gegevens=[SoortGegeven.PLAN],
            stukken=[plan],
        )


@besluit
def bespreek_voortgang(
    casus: Casus,
    *,
    actor: Actor,
    op: date | None,
    volgende: date | None = None,
    overleg: Overleg | None = None,
) -> Casus:
    """The casusoverleg followed how the plan goes, and the plan stays as it is (MC 9.4).

    Args:
        op: the day of the meeting; None when only the next one is chosen.
        volgende: the day on which it does so again; None: it is chosen later.
        overleg: the meeting in which it did, as for `vergadering.plaats_in`.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: there is no adopted plan, the day cannot be, the next one is not after today, or
            neither is given.
    """
    casus = te_voeren(casus, actor)
    plan = casus.plannen.filter(status=Plan.Status.VASTGESTELD).first()
    if plan is None:
        raise NietMogelijk("Er is nog geen vastgesteld plan.")
    if overleg is not None:
        op, _ = plaats_in(casus, overleg, op, actor=actor)
    if op is None and volgende is None:
        raise NietMogelijk(
            {"volgende": "Kies een dag, of vul in wanneer de voortgang is besproken."}
        )
    if op:
        op = dag_van_besluit(op, vandaag=actor.vandaag, vanaf=plan.vastgesteld_op, veld="op")
    _vereis_volgende(volgende, actor.vandaag)
    casus.bespreken_op = volgende
    casus.save(update_fields=["bespreken_op"])
    gebeurd(casus, "voortgang_besproken" if op else "bespreekdag_gekozen", actor=actor, op=op)
    return casus


def _vereis_volgende(dag: date | None, vandaag: date) -> None:
    if dag and dag <= vandaag:
        raise NietMogelijk({"volgende": "Kies een dag na vandaag."})
    vereis_dagen(vandaag, komend={"volgende": dag})


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
        informeert=oud.informeert,
        informeert_wie=oud.informeert_wie,
        informeren_op=oud.informeren_op,
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
