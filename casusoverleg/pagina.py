"""What the pages of the casusoverleg show: from rows to the words and buttons of one actor."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.urls import reverse

from convenant.models import Ontwikkelgebied
from gedeeld.actor import Actor
from gedeeld.afschrift import Publiek
from register.models import Gebeurtenis

from .bestand import CasusBestand, subject_regels
from .models import Casus, Deelname, Doel, Maatregel, Plan, Voortgang
from .pagina_toegang import op_de_casus, verstrekt
from .plannen import mag_melden
from .rules import mag_inbrengen, mag_vastleggen, mag_voeren

STATUS: dict[str, str] = {
    Casus.Stand.ACTIEF: "actief",
    Casus.Stand.ADVIES_AFSLUITEN: "let_op",
    Casus.Stand.AFGESLOTEN: "klaar",
}
STANDEN: dict[str, str] = {
    Voortgang.Stand.LOOPT: "actief",
    Voortgang.Stand.KLAAR: "klaar",
    Voortgang.Stand.GESTOPT: "neutraal",
}
TIJDLIJN = 12  # events on the page of one casus


def url_casus(casus: Casus, deel: str = "") -> str:
    """The page of a casus, at one of its sections."""
    anker = f"#{deel}" if deel else ""
    return reverse("casusoverleg:casus", args=[casus.pk]) + anker


# List ------------------------------------------------------------------------------------------
@dataclass
class Rij:
    """One casus in the list."""

    casus: Casus
    url: str
    soort: str
    te_laat: int = 0
    termijn: date | None = None
    regisseur: str | None = None


def rijen(casussen: Iterable[Any], actor: Actor) -> list[Rij]:
    """Rows of the list (`met_regisseur`), with the measures that are overdue and the next term.

    An external partner is told about its own measures only.
    """
    route = "casusoverleg:plan" if actor.extern else "casusoverleg:casus"
    uit = {
        casus.pk: Rij(
            casus,
            reverse(route, args=[casus.pk]),
            STATUS[casus.fase],
            regisseur=getattr(casus, "regisseur_nu", None),
        )
        for casus in casussen
    }
    maatregelen = Maatregel.objects.geldend().filter(casus__in=uit)
    if actor.extern:
        maatregelen = maatregelen.filter(partij=actor.partij_id)
    lopend = maatregelen.met_stand(actor.vandaag).filter(wordt_genomen=True)
    for casus_id, tot, stand, te_laat in lopend.values_list("casus", "tot", "stand", "te_laat"):
        rij = uit[casus_id]
        rij.te_laat += te_laat
        af = stand in Voortgang.AF or not rij.casus.loopt
        if not af and (rij.termijn is None or tot < rij.termijn):
            rij.termijn = tot
    return list(uit.values())


# Casus -----------------------------------------------------------------------------------------
def casus(casus: Any, actor: Actor) -> dict[str, Any]:
    """Everything on the page of one casus (`met_regisseur`)."""
    plannen = list(casus.plannen.all())
    geldend = next((p for p in plannen if p.status == Plan.Status.VASTGESTELD), None)
    concept = next((p for p in plannen if p.status == Plan.Status.CONCEPT), None)
    voert = mag_voeren(actor) and not casus.stilstand
    deelnames = list(casus.deelnames.select_related("partij", "vermelding"))
    gebeurtenissen = Gebeurtenis.van(casus)[:TIJDLIJN]
    return {
        "casus": casus,
        "status": STATUS[casus.fase],
        "meta": _meta(casus, actor),
        "regisseur": casus.regisseur_nu,
        "stappen": _stappen(casus, geldend),
        "actie": _actie(casus, actor, geldend, concept),
        "voert": voert,
        "brengt_in": mag_inbrengen(actor) and not casus.stilstand,
        "trekt_in": mag_voeren(actor),
        "wacht_op_besluit": casus.fase == Casus.Stand.ADVIES_AFSLUITEN and not casus.stilstand,
        "legt_besluit_vast": mag_vastleggen(actor),
        "subject": subject_regels(
            casus, Publiek.KERNPARTIJ if actor.kernpartij else Publiek.CASUSPARTIJ
        ),
        "signalen": casus.signalen.select_related("partij", "grondslag"),
        "bord": _bord(casus),
        "kernpartijen": casus.kernpartijen,
        "deelnames": [(rij, _loopt(rij, actor.vandaag)) for rij in deelnames],
        "bijdragen": casus.bijdragen.select_related("partij", "grondslag"),
        "derden": casus.derden.all(),
        "plan": geldend,
        "concept": concept,
        "doelen": [Doel(doel).label for doel in geldend.doelen] if geldend else [],
        "maatregelen": maatregelen(casus, geldend, actor) if geldend else [],
        "adviezen": casus.adviezen.all(),
        "tijdlijn": [
            {"titel": g.zin, "moment": g.tijdstip, "wie": g.namens} for g in gebeurtenissen
        ],
        "vandaag": actor.vandaag,
        **op_de_casus(casus, actor),
    }


def _loopt(deelname: Deelname, op: date) -> bool:
    """Whether there is an end to give it: it runs, or begins later."""
    return deelname.einde is None or deelname.einde > max(op, deelname.van)


def _meta(casus: Any, actor: Actor) -> list[tuple[str, str]]:
    meta = [("", casus.gemeente.naam), ("Casusregisseur", casus.regisseur_nu or "nog niemand")]
    if actor.kernpartij:  # the weegploeg's file is theirs (MC 8.4)
        meta.append(("Uit weegploegdossier", casus.herkomst_nummer))
    return meta


def _stappen(casus: Casus, geldend: Plan | None) -> list[dict[str, Any]]:
    dicht = not casus.loopt
    klaar = [True, bool(casus.analyse), bool(geldend), dicht, dicht]
    datums = [casus.geopend_op, None, geldend and geldend.vastgesteld_op, None, casus.afgesloten_op]
    labels = ["Geopend", "Analyse", "Plan", "Uitvoering", "Afgesloten"]
    nu = klaar.index(False) if False in klaar else -1
    return [
        {
            "label": label,
            "datum": datum,
            "staat": "klaar" if af else "nu" if nummer == nu else "straks",
        }
        for nummer, (label, af, datum) in enumerate(zip(labels, klaar, datums, strict=True))
    ]


def _actie(
    casus: Casus, actor: Actor, geldend: Plan | None, concept: Plan | None
) -> dict[str, str] | None:
    """The one thing to do next, for this actor in this state."""

    def naar(naam: str, tekst: str, icoon: str) -> dict[str, str]:
        url = reverse(f"casusoverleg:{naam}", args=[casus.pk])
        return {"url": url, "tekst": tekst, "icoon": icoon}

    if mag_voeren(actor) and not casus.stilstand:
        if not casus.analyse and not geldend:
            return naar("analyse", "Analyse vastleggen", "notebook-pen")
        if concept:
            return naar("plan_wijzigen", "Plan afmaken", "file-pen")
        if not geldend:
            return naar("plan_wijzigen", "Plan maken", "file-plus")
    if geldend:
        return naar("plan", "Plan en voortgang", "list-checks")
    if not casus.stilstand and not actor.kernpartij:
        return naar("bijdrage", "Gegeven inbrengen", "plus")
    return None


def _bord(casus: Casus) -> dict[str, Any]:
    """The referentiekader as the weegploeg weighed it, to read (MC 10.2 d)."""
    kader = casus.gemeente.convenant.referentiekader
    wegingen = {w.ontwikkelgebied_id: w for w in casus.wegingen.all()}
    groepen: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for gebied in kader.ontwikkelgebieden.all():
        weging = wegingen.get(gebied.pk)
        groepen[Ontwikkelgebied.Gebied(gebied.gebied).label].append(
            {
                "sleutel": gebied.pk,
                "naam": gebied.naam,
                "fase": weging.in_fase_id if weging else None,
                "toelichting": weging.toelichting if weging else "",
            }
        )
    return {
        "fasen": [{"waarde": fase.pk, "naam": fase.naam} for fase in kader.fasen.all()],
        "groepen": [{"naam": naam, "gebieden": gebieden} for naam, gebieden in groepen.items()],
        "gewogen": bool(wegingen),
    }


# Plan ------------------------------------------------------------------------------------------
@dataclass
class MaatregelRij:
    """One measure with what became of it, and whether this actor reports on it."""

    maatregel: Maatregel
    soort: str
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
        rijen = rijen.filter(partij=actor.partij_id)
    geldend = plan.status == Plan.Status.VASTGESTELD and casus.loopt
    return [
        MaatregelRij(
            maatregel=rij,
            soort=STANDEN.get(rij.stand, "neutraal"),
            stand=_stand(rij),
            te_laat=rij.te_laat and geldend,
            klaar=not geldend or rij.stand in Voortgang.AF or not rij.wordt_genomen,
            voortgang=gemeld[rij.keten],
            meld_url=reverse("casusoverleg:voortgang", args=[casus.pk, rij.keten])
            if geldend and not casus.stilstand and mag_melden(actor, rij)
            else "",
            af=rij.stand in Voortgang.AF,
        )
        for rij in sorted(rijen, key=lambda rij: rij.partij_id != actor.partij_id)
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
        "vast_te_stellen": bool(concept and concept.doelen and rijen and not casus.stilstand),
        "terug": url_casus(casus, "plan"),
    }


def extern(plan: Plan, actor: Actor) -> dict[str, Any]:
    """The page of an external partner: its own measures, and the transcript made for it (MC 10.5)."""
    casus = plan.kaart
    afschrift = CasusBestand().afschrift(casus, Publiek.EXTERN)
    return {
        "pk": casus.pk,
        "nummer": plan.nummer,
        "naam": afschrift.secties[0].regels[0].waarde,
        "secties": afschrift.secties[1:],
        "eigen": maatregelen(casus, plan, actor, alleen_eigen=True),
        "verstrekt": verstrekt(actor, casus.pk),
        "vandaag": actor.vandaag,
    }
