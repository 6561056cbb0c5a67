"""What the pages of a plan show: from rows to the words and buttons of one actor."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.urls import reverse

from convenant.models import Partij
from gedeeld.actor import Actor
from register.models import Taak
from register.schermen import pagina_van

from ..dossier.models import Casus
from ..rules import TE_LEZEN, mag_voeren
from .decisions import mag_melden
from .models import Doel, Maatregel, Plan, Voortgang

STANDEN: dict[str, str] = {
    Voortgang.Stand.LOOPT: "actief",
    Voortgang.Stand.KLAAR: "klaar",
    Voortgang.Stand.GESTOPT: "neutraal",
}


def te_lezen(casus_id: UUID, actor: Actor) -> bool:
    """Whether the actor's party has yet to say that it read what it takes part in, or its measures."""
    eigen: bool = Taak.objects.voor(actor).filter(dossier=casus_id, soort__in=TE_LEZEN).exists()
    return eigen


# Plan ------------------------------------------------------------------------------------------
@dataclass
class MaatregelRij:
    """One measure with what became of it, and whether this actor reports on it."""

    maatregel: Maatregel
    kleur: str
    stand: str
    te_laat: bool
    klaar: bool
    voortgang: list[Voortgang]
    meld_url: str
    af: bool


def maatregelen(
    casus: Casus, plan: Plan, actor: Actor, *, alleen_eigen: bool = False
) -> list[MaatregelRij]:
    """Measures of a version, those of the actor's own party first."""
    gemeld: dict[UUID, list[Voortgang]] = defaultdict(list)
    for rij in casus.voortgang.all():
        gemeld[rij.keten].append(rij)
    rijen = plan.maatregelen.met_stand(actor.vandaag).select_related("partij")
    if alleen_eigen:
        rijen = rijen.filter(partij__in=actor.partijen)
    geldend = plan.status == Plan.Status.VASTGESTELD and casus.loopt
    return [
        MaatregelRij(
            maatregel=rij,
            kleur=STANDEN.get(rij.stand, "neutraal"),
            stand=_stand(rij),
            te_laat=rij.te_laat and geldend,
            klaar=not geldend or rij.stand in Voortgang.AF or not rij.wordt_genomen,
            voortgang=gemeld[rij.keten],
            meld_url=reverse("casusoverleg:voortgang", args=[casus.pk, rij.keten])
            if geldend and not casus.stilstand and mag_melden(actor, rij)
            else "",
            af=rij.stand in Voortgang.AF,
        )
        for rij in sorted(rijen, key=lambda rij: rij.partij_id not in actor.partijen)
    ]


def _stand(maatregel: Any) -> str:
    if not maatregel.wordt_genomen:
        return "Wordt niet genomen"
    return Voortgang.Stand(maatregel.stand).label if maatregel.stand else "Nog niets gemeld"


def plan(casus: Casus, plan: Plan | None, actor: Actor) -> dict[str, Any]:
    """One version of the plan, with its progress while it is the adopted one."""
    plannen = list(casus.plannen.all())
    voert = mag_voeren(actor) and not casus.stilstand
    rijen = maatregelen(casus, plan, actor) if plan else []
    return {
        "casus": casus,
        "plan": plan,
        "status": {"concept": "let_op", "vastgesteld": "klaar"}.get(
            plan.status if plan else "", "neutraal"
        ),
        "doelen": [Doel(doel).label for doel in plan.doelen] if plan else [],
        "maatregelen": rijen,
        "aantal_te_laat": sum(rij.te_laat for rij in rijen),
        "versies": plannen,
        "concept": next((p for p in plannen if p.status == Plan.Status.CONCEPT), None),
        "geldend": plan is not None and plan.status == Plan.Status.VASTGESTELD,
        "voert": voert,
        "te_lezen": te_lezen(casus.pk, actor),
        "vandaag": actor.vandaag,
    }


def concept(casus: Casus, concept: Plan | None, form: BaseForm, actor: Actor) -> dict[str, Any]:
    """The editor of the concept."""
    rijen = maatregelen(casus, concept, actor) if concept else []
    return {
        "casus": casus,
        "plan": concept,
        "form": form,
        "maatregelen": rijen,
        "voorgelegd": Partij.objects.filter(pk__in=concept.voorgelegd_aan) if concept else (),
        "vast_te_stellen": bool(concept and concept.doelen and rijen and not casus.stilstand),
        "terug": pagina_van(casus, "plan"),
    }
