"""What the parties said of a version of the plan (MC 9.3)."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from convenant.models import Partij, SoortPartij
from register.events import wijzigingen

from ..deelname.decisions import partijen_in
from ..events import PLAN
from .models import Plan


def te_horen(plan: Plan, dag: date) -> QuerySet[Partij]:
    """The parties that say of a concept whether they agree: those that take part and read it."""
    leest_niet = Q(soort=SoortPartij.EXTERN) & ~Q(pk__in=plan.voorgelegd_aan)
    return partijen_in(plan.casus, dag).exclude(leest_niet)


def laatste_oordelen(plan: Plan) -> list[Any]:
    """The last word of each party on this version, and whether the text is another one since."""
    laatste: dict[UUID, Any] = {
        rij.partij_id: rij for rij in plan.oordelen.select_related("partij")
    }
    nu = wijzigingen(plan.casus, *PLAN) if plan.status == Plan.Status.CONCEPT else None
    for rij in laatste.values():
        rij.eerder = nu is not None and rij.over < nu
    return sorted(laatste.values(), key=lambda rij: str(rij.partij.naam))


def bedenkingen(plan: Plan, dag: date) -> list[str]:
    """Who does not agree with a concept as it stands now, or did not say so, each in a sentence."""
    oordelen = {rij.partij_id: rij for rij in laatste_oordelen(plan)}
    zinnen = [
        (partij.naam, _bedenking(oordelen.get(partij.pk)))
        for partij in te_horen(plan, dag).order_by("naam")
    ]
    return [f"{naam} {zin}" for naam, zin in zinnen if zin]


def _bedenking(oordeel: Any) -> str:
    if oordeel is None:
        return "zei nog niet wat zij van dit concept vindt."
    if not oordeel.eens:
        tekst = " Dat ging over een eerdere tekst." if oordeel.eerder else ""
        return f"is het niet eens, of heeft een opmerking.{tekst}"
    return "was het eens met een eerdere tekst." if oordeel.eerder else ""
