"""A version of the plan as plain data for `templates/typst/overleg.typ`: what its reader sees on the page."""

from typing import Any

from gedeeld.actor import Actor
from gedeeld.afschrift import datum
from overleg.stukken import sectie

from .bestand import CasusBestand, plan_sectie, voortgang_sectie
from .dossier.models import Casus
from .plan.models import Plan


def plan(casus: Casus, plan: Plan, actor: Actor) -> dict[str, Any]:
    """One version: aims, measures, what the parties said of it, and of the adopted one its progress.

    Args:
        actor: for whom it is made: his name stands on it.
    """
    publiek = CasusBestand().publiek(actor)
    delen = [plan_sectie(plan, publiek)]
    if plan.status == Plan.Status.VASTGESTELD:
        delen.append(voortgang_sectie(casus, publiek, plan))
    kop = [
        ["Casus", casus.nummer],
        ["Betrokkene", casus.persoon.naam],
        ["Gemeente", casus.gemeente.naam],
        ["Versie", f"{plan.versie} ({plan.get_status_display().lower()})"],
    ]
    if plan.vastgesteld_op:
        kop.append(["Vastgesteld op", datum(plan.vastgesteld_op)])
    if plan.status == Plan.Status.VASTGESTELD and casus.bespreken_op and casus.loopt:
        kop.append(["Volgende bespreking", datum(casus.bespreken_op)])
    return {
        "titel": "Plan van aanpak",
        "kop": kop,
        "inleiding": [],
        "secties": [
            sectie(
                deel.titel,
                regels=[[regel.label, _tekst(regel)] for regel in deel.regels],
                alineas=[] if deel.regels else ["Nog niets."],
            )
            for deel in delen
        ],
        "gemaakt": f"Gemaakt op {datum(actor.vandaag)}. Vertrouwelijk.",
        "voor": f"Afgedrukt door {actor.naam}, {actor.partij_naam}.",
    }


def _tekst(regel: Any) -> str:
    grond = f"Op grond van: {regel.grondslag}" if regel.grondslag else ""
    return ". ".join(filter(None, [regel.waarde, grond]))
