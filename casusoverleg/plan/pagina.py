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

from ..dossier.models import Casus, Doel
from ..rules import TE_LEZEN, mag_herinneren, mag_voeren
from .decisions import mag_melden
from .facts import laatste_oordelen
from .models import Afzien, Maatregel, Plan, Voortgang
from .tijdbalk import tijdbalk
from .verschil import verschillen

STANDEN: dict[str, str] = {
    Voortgang.Stand.GEPLAND: "neutraal",
    Voortgang.Stand.LOOPT: "actief",
    Voortgang.Stand.KLAAR: "klaar",
    Voortgang.Stand.GESTOPT: "neutraal",
    Voortgang.Stand.KAN_NIET: "neutraal",
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
    na: str
    afzien: list[Any]
    afzien_url: str
    herinner_url: str

    @property
    def doel(self) -> str:
        """The aim under which it stands."""
        return self.maatregel.get_doel_display() or "Nog geen doel gekozen"


def maatregelen(
    casus: Casus, plan: Plan, actor: Actor, *, alleen_eigen: bool = False
) -> list[MaatregelRij]:
    """Measures of a version by aim, those of the actor's own party first."""
    afzien = _afzien(casus, actor)
    woorden = {rij.keten: rij.omschrijving for rij in plan.maatregelen.all()}
    gemeld: dict[UUID, list[Voortgang]] = defaultdict(list)
    for rij in casus.voortgang.all():
        gemeld[rij.keten].append(rij)
    rijen = plan.maatregelen.met_stand(actor.vandaag).select_related("partij")
    if alleen_eigen:
        rijen = rijen.filter(partij__in=actor.partijen)
    geldend = plan.status == Plan.Status.VASTGESTELD and casus.loopt
    beweegt = casus.loopt and not casus.stilstand
    herinnert = geldend and beweegt and mag_herinneren(actor, casus.regisseur_id)

    def bij(naam: str, rij: Maatregel, mag: bool) -> str:
        return reverse(f"casusoverleg:{naam}", args=[casus.pk, rij.keten]) if mag else ""

    def van_een_ander(rij: Any) -> bool:
        """Whether it is to be done, by another party."""
        af = not rij.wordt_genomen or rij.stand in Voortgang.AF
        return not af and rij.partij_id not in actor.partijen

    return [
        MaatregelRij(
            maatregel=rij,
            kleur=STANDEN.get(rij.stand, "neutraal"),
            stand=_stand(rij),
            te_laat=rij.te_laat and geldend,
            klaar=not geldend or rij.stand in Voortgang.AF or not rij.wordt_genomen,
            voortgang=gemeld[rij.keten],
            meld_url=bij("voortgang", rij, geldend and beweegt and mag_melden(actor, rij)),
            af=rij.stand in Voortgang.AF,
            na=woorden.get(rij.na, ""),
            afzien=afzien[rij.keten],
            afzien_url=bij(
                "afzien",
                rij,
                beweegt
                and plan.status != Plan.Status.VERVANGEN
                and actor.vertegenwoordigt
                and van_een_ander(rij),
            ),
            herinner_url=bij(
                "herinneren",
                rij,
                herinnert and van_een_ander(rij) and rij.herinnerd_op != actor.vandaag,
            ),
        )
        for rij in sorted(rijen, key=lambda rij: (rij.doel, rij.partij_id not in actor.partijen))
    ]


def _afzien(casus: Casus, actor: Actor) -> dict[UUID, list[Any]]:
    """By measure the requests to refrain that concern the actor's party, with who asked and who was asked."""
    uit: dict[UUID, list[Any]] = defaultdict(list)
    rijen = Afzien.objects.visible_to(actor).lopend(actor.vandaag).filter(casus=casus.pk)
    for rij in rijen.select_related("partij"):
        rij.namen = list(Partij.objects.filter(pk__in=rij.gevraagd).values_list("naam", flat=True))
        if rij.partij_id in actor.partijen:
            rij.beeindig_url = reverse("casusoverleg:afzien_beeindigen", args=[casus.pk, rij.pk])
        uit[rij.keten].append(rij)
    return uit


def _stand(maatregel: Any) -> str:
    if not maatregel.wordt_genomen:
        return "Wordt niet genomen"
    return Voortgang.Stand(maatregel.stand).label if maatregel.stand else "Nog niets gemeld"


def plan(casus: Casus, plan: Plan | None, actor: Actor) -> dict[str, Any]:
    """One version of the plan, with its progress while it is the adopted one."""
    plannen = list(casus.plannen.all())
    voert = mag_voeren(actor) and not casus.stilstand
    rijen = maatregelen(casus, plan, actor) if plan else []
    vorige = next((p for p in plannen if plan and p.versie == plan.versie - 1), None)
    return {
        "casus": casus,
        "plan": plan,
        "status": {"concept": "let_op", "vastgesteld": "klaar"}.get(
            plan.status if plan else "", "neutraal"
        ),
        "doelen": [Doel(doel).label for doel in plan.doelen] if plan else [],
        "maatregelen": rijen,
        "aantal_te_laat": sum(rij.te_laat for rij in rijen),
        "rijk": [rij for rij in rijen if rij.maatregel.instantie],
        "regie": mag_herinneren(actor, casus.regisseur_id) and not casus.stilstand,
        "tijdbalk": tijdbalk(rijen, actor.vandaag),
        "verschillen": verschillen(vorige, plan) if plan and vorige else None,
        "vorige": vorige,
        "oordelen": laatste_oordelen(plan) if plan else [],
        "oordeel_url": reverse("casusoverleg:oordeel", args=[casus.pk])
        if plan and te_beoordelen(casus, plan, actor)
        else "",
        "versies": plannen,
        "concept": next((p for p in plannen if p.status == Plan.Status.CONCEPT), None),
        "geldend": plan is not None and plan.status == Plan.Status.VASTGESTELD,
        "voert": voert,
        "te_lezen": te_lezen(casus.pk, actor),
        "vandaag": actor.vandaag,
    }


def te_beoordelen(casus: Casus, plan: Plan, actor: Actor) -> bool:
    """Whether the actor's party can say what it thinks of this version."""
    ligt_voor = plan.status == Plan.Status.CONCEPT and plan.voorgelegd is not None
    return ligt_voor and actor.vertegenwoordigt and not casus.stilstand


def concept(casus: Casus, concept: Plan | None, form: BaseForm, actor: Actor) -> dict[str, Any]:
    """The editor of the concept."""
    rijen = maatregelen(casus, concept, actor) if concept else []
    return {
        "casus": casus,
        "plan": concept,
        "form": form,
        "maatregelen": rijen,
        "oordelen": laatste_oordelen(concept) if concept else [],
        "voorgelegd": Partij.objects.filter(pk__in=concept.voorgelegd_aan) if concept else (),
        "vast_te_stellen": bool(
            concept
            and concept.doelen
            and rijen
            and concept.voorgelegd is not None
            and not casus.stilstand
        ),
        "terug": pagina_van(casus, "plan"),
    }
