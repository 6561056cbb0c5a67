"""A wrong entry is put right by a new one with a reason; nothing is overwritten (PB 3.3).

And what the core parties decide on an objection: that what was logged stays.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, vereis_tekst
from overleg.models import Overleg
from register.afleiden import besluit

from .. import rules
from ..bezwaar import los_op, open_bezwaren
from ..events import gebeurd
from ..models import (
    Besluit,
    GekozenPartner,
    Informatiebesluit,
    Spreker,
    Vastlegging,
    WeegploegDossier,
)
from ..slot import neem
from ..vastleggen import WieSprak, dag_van, leg_vast

Stand, Uitkomst = WeegploegDossier.Stand, Besluit.Uitkomst
VERVANGEN = "Dit besluit is al vervangen. Bekijk het nieuwe besluit."
ELDERS = "Dit besluit is hier niet te corrigeren. Leg zo nodig een nieuw besluit vast."
NIETS_BESLOTEN = (
    "Hier is geen besluit om te corrigeren. Leg vast wat de weegploeg wel heeft besloten."
)
CASUS_LOOPT = (
    "Er loopt een casus. De weg is nu: het casusoverleg adviseert om af te sluiten, en de drie"
    " kernpartijen besluiten daarover."
)
GEDAAN = (
    "Dit is niet terug te draaien: het subject of een melder is al ingelicht, of een partner gaf al"
    " antwoord."
)
# The outcomes that lead back to weighing -> the state in which the file is then.
TERUG = {
    Uitkomst.GEEN_CASUSOVERLEG: Stand.NIET_GEAGENDEERD,
    Uitkomst.NADERE_DUIDING: Stand.NADERE_DUIDING,
}
# What closes a plan stands in the casus too, and what is kept or destroyed has days of its own.
TE_CORRIGEREN = (*TERUG, Uitkomst.CASUSOVERLEG, Uitkomst.GEHANDHAAFD)


def waarom_niet_te_corrigeren(vastlegging: Vastlegging) -> str:
    """Why day, place, arguments and speakers cannot be put right here, as a sentence; empty when they can."""
    if vastlegging.is_vervangen:
        return VERVANGEN
    if vastlegging.herroept:
        return NIETS_BESLOTEN
    genomen, _ = _delen(vastlegging)
    return ELDERS if genomen and genomen.uitkomst not in TE_CORRIGEREN else ""


def waarom_niet_terug(dossier: Any, vastlegging: Vastlegging) -> str:
    """Why the file cannot go back to weighing, as a sentence; empty when it can."""
    genomen = getattr(vastlegging, "besluit", None)
    if genomen is None or vastlegging.is_vervangen:
        return VERVANGEN if vastlegging.is_vervangen else "Dit is geen besluit over de casus."
    if genomen.uitkomst == Uitkomst.CASUSOVERLEG:
        return CASUS_LOOPT
    if TERUG.get(genomen.uitkomst) != dossier.stand:
        return "De weegploeg heeft daarna opnieuw besloten."
    verteld = dossier.geinformeerd_op or dossier.inbrengen.exclude(teruggekoppeld_op=None).exists()
    beantwoord = dossier.duidingsvragen.exclude(beantwoord_op=None).exists()
    return GEDAAN if verteld or beantwoord else ""


@besluit
def corrigeer(
    vastlegging: Vastlegging,
    *,
    actor: Actor,
    correctie: str,
    sprekers: Collection[WieSprak],
    argumenten: str = "",
    op: date | None = None,
    overleg: Overleg | None = None,
) -> Vastlegging:
    """Put right the day, the place, the arguments or who spoke; the outcome stays, terms follow the day.

    Args:
        correctie: what was wrong.
        argumenten: of decision 1; not asked where that was not logged with it.
        op, overleg: as for `vastleggen.dag_van`.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: it was replaced already, it stands in the casus too, nothing was decided in it, or
            the entry cannot be.
    """
    dossier, oud = _neem(vastlegging, actor)
    vereis_tekst(correctie=correctie)
    if zin := waarom_niet_te_corrigeren(oud):
        raise NietMogelijk(zin)
    genomen, informeren = _delen(oud)
    dag = dag_van(dossier, sprekers, op, actor=actor, vanaf=dossier.verkregen_op, overleg=overleg)
    nieuw = leg_vast(dossier, sprekers, actor=actor, overleg=overleg)
    nieuw.vervangt, nieuw.correctie = oud, correctie
    nieuw.save(update_fields=["vervangt", "correctie"])
    if genomen:
        vereis_tekst(argumenten=argumenten)
        anders = {"vastlegging": nieuw, "argumenten": argumenten, "genomen_op": dag}
        kopie = Besluit.objects.create(**_inhoud(genomen) | anders)
        for partner in genomen.partners.all():
            GekozenPartner.objects.create(**_inhoud(partner) | {"besluit": kopie})
        if dossier.besloten_op == genomen.genomen_op:
            dossier.besloten_op = dag
            dossier.save(update_fields=["besloten_op"])
    if informeren:
        anders = {"vastlegging": nieuw, "besloten_op": dag}
        Informatiebesluit.objects.create(**_inhoud(informeren) | anders)
    los_op(nieuw, actor=actor, ook=oud)
    gebeurd(dossier, "besluit_gecorrigeerd", actor=actor, op=dag)
    return nieuw


@besluit
def herroep(vastlegging: Vastlegging, *, actor: Actor, correctie: str) -> Vastlegging:
    """This was not decided so: the file is weighed again, as long as nothing was done that cannot be undone.

    Each core party is asked whether that is so, as of a decision (PB 3.3): it confirms, or objects.

    Args:
        correctie: what was wrong.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: a casus runs, somebody was told, or a partner answered.
    """
    dossier, oud = _neem(vastlegging, actor)
    vereis_tekst(correctie=correctie)
    if zin := waarom_niet_terug(dossier, oud):
        raise NietMogelijk(zin)
    nieuw = leg_vast(dossier, (), actor=actor)
    nieuw.vervangt, nieuw.correctie, nieuw.wijze = oud, correctie, ""
    nieuw.save(update_fields=["vervangt", "correctie", "wijze"])
    for spreker in oud.sprekers.all():  # nobody spoke this time; each party says whether it is so
        Spreker.objects.create(dossier=dossier, vastlegging=nieuw, partij=spreker.partij)
    dossier.duidingsvragen.filter(beantwoord_op=None).delete()  # nobody is to answer them
    dossier.besloten_op = dossier.bewaren_tot = None
    dossier.move_to(Stand.IN_WEGING, "besloten_op", "bewaren_tot")
    los_op(nieuw, actor=actor, ook=oud)
    gebeurd(dossier, "besluit_herroepen", actor=actor)
    return nieuw


@besluit
def handhaaf(
    vastlegging: Vastlegging,
    *,
    actor: Actor,
    argumenten: str,
    sprekers: Collection[WieSprak],
    op: date | None = None,
    overleg: Overleg | None = None,
) -> Vastlegging:
    """The three core parties talked about an objection, and what was logged stays.

    Args:
        op, overleg: as for `vastleggen.dag_van`.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: nobody objects to it, or not all three agreed.
    """
    dossier, oud = _neem(vastlegging, actor)
    if not open_bezwaren(dossier).filter(vastlegging=oud).exists():
        raise NietMogelijk("Tegen dit besluit maakt niemand bezwaar.")
    vereis_tekst(argumenten=argumenten)
    dag = dag_van(dossier, sprekers, op, actor=actor, vanaf=oud.dag, overleg=overleg)
    nieuw = leg_vast(dossier, sprekers, actor=actor, overleg=overleg)
    Besluit.objects.create(
        dossier=dossier,
        vastlegging=nieuw,
        uitkomst=Uitkomst.GEHANDHAAFD,
        argumenten=argumenten,
        genomen_op=dag,
    )
    los_op(nieuw, actor=actor, ook=oud)
    gebeurd(dossier, "besluit_gehandhaafd", actor=actor, op=dag)
    return nieuw


def _neem(vastlegging: Vastlegging, actor: Actor) -> tuple[Any, Vastlegging]:
    dossier = neem(vastlegging.dossier, actor, rules.mag_besluiten)
    vers: Vastlegging = dossier.vastleggingen.get(pk=vastlegging.pk)
    if vers.is_vervangen:
        raise NietMogelijk(VERVANGEN)
    return dossier, vers


def _delen(vastlegging: Vastlegging) -> tuple[Besluit | None, Informatiebesluit | None]:
    return getattr(vastlegging, "besluit", None), getattr(vastlegging, "informatiebesluit", None)


def _inhoud(rij: Any) -> dict[str, Any]:
    """What a row says, to say it once more in another."""
    return {
        veld.name: getattr(rij, veld.name)
        for veld in rij._meta.concrete_fields
        if not veld.primary_key
    }
