"""What the pages show of access that was asked for, or given piece by piece."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from convenant.models import Partij
from gedeeld.actor import Actor
from gedeeld.bladeren import VOORUIT
from register.models import SoortGegeven
from register.schermen import mag_weten_wie

from ..deelname.models import Deelnameverzoek
from ..dossier.models import Casus
from ..rules import mag_voeren, ziet_geboortedatum
from .models import Verstrekking
from .querysets import toestemmers

STANDEN: dict[str, str] = {
    Verstrekking.Stand.WACHT: "let_op",
    Verstrekking.Stand.STRAKS: "actief",
    Verstrekking.Stand.VERSTREKT: "klaar",
}


def op_de_casus(casus: Casus, actor: Actor) -> dict[str, Any]:
    """The parts of the page of a casus: requests for its secretary, disclosures for its readers."""
    rijen = casus.verstrekkingen.met_stand(actor.vandaag).select_related("partij")
    verzoeken: list[Deelnameverzoek] = []
    if mag_voeren(actor):
        verzoeken = list(casus.deelnameverzoeken.select_related("partij", "gebruiker"))
    return {
        "verzoeken": verzoeken,
        "verstrekkingen": [(rij, *_stand(rij)) for rij in rijen],
    }


def _stand(verstrekking: Any) -> tuple[str, str]:
    """The state as (kind, words) for the component `status`."""
    stand = Verstrekking.Stand(verstrekking.stand)
    return STANDEN.get(stand, "neutraal"), stand.label


def te_antwoorden(verstrekking: Verstrekking, actor: Actor) -> QuerySet[Partij]:
    """The parties whose answer is awaited today."""
    gegeven = verstrekking.toestemmingen.values("partij")
    return toestemmers(verstrekking.casus_id, actor.vandaag).exclude(pk__in=gegeven)


def verstrekking(casus: Casus, rij: Any, actor: Actor) -> dict[str, Any]:
    """One disclosure (`met_stand`), for who reads the casus."""
    kleur, stand = _stand(rij)
    wacht = rij.stand == Verstrekking.Stand.WACHT and not casus.stilstand
    open_bij = list(te_antwoorden(rij, actor)) if wacht else []
    voert = mag_voeren(actor) and not casus.stilstand
    return {
        "casus": casus,
        "verstrekking": rij,
        "kleur": kleur,
        "stand": stand,
        "gegevens": _regels(rij, ziet_geboortedatum(casus.persoon, actor)),
        "antwoorden": rij.toestemmingen.select_related("partij"),
        "open_bij": open_bij,
        "antwoordt": actor.vertegenwoordigt and any(p.pk in actor.partijen for p in open_bij),
        "legt_vast": voert and bool(open_bij),
        "maakt_rond": voert and wacht and not open_bij,
        "wie_weet_wat": rij.bericht_van_intrekking and mag_weten_wie(casus.bestand, actor),
        "trekt_in": mag_voeren(actor)
        and Verstrekking.objects.in_te_trekken(actor.vandaag).filter(pk=rij.pk).exists(),
        "intrekken": intrekken(rij, actor.vandaag)[0],
    }


def intrekken(rij: Any, dag: date) -> tuple[str, list[str]]:
    """The button that recalls a disclosure (`met_stand`), and what it does."""
    if not Verstrekking.objects.te_lezen_geweest(dag).filter(pk=rij.pk).exists():
        return "Intrekken", ["De partner krijgt deze gegevens niet."]
    leest = rij.stand == Verstrekking.Stand.VERSTREKT
    gevolgen = [
        f"De partner ziet deze gegevens {'vanaf nu' if leest else 'al'} niet meer.",
        "De partner krijgt bericht dat hij moet vernietigen wat hij overnam.",
    ]
    if not rij.partij.doet_mee(dag):
        gevolgen.append("De partner kan dat bericht nu niet lezen. Laat het hem ook zelf weten.")
    return "Intrekken" if leest else "Alsnog intrekken", gevolgen


def verstrekt(actor: Actor, casus_id: UUID) -> list[tuple[Verstrekking, list[tuple[str, ...]]]]:
    """What was disclosed to the actor's party in a casus, from the disclosure's own rows only."""
    rijen = Verstrekking.objects.visible_to(actor).filter(casus=casus_id)
    return [(rij, _regels(rij)) for rij in rijen.prefetch_related("gegevens")]


def _regels(verstrekking: Verstrekking, geboortedatum: bool = True) -> list[tuple[str, ...]]:
    """Rows of the component `gegevens`.

    Args:
        geboortedatum: whether the reader sees that as well (`ziet_geboortedatum`).
    """
    return [
        (
            gegeven.label,
            gegeven.inhoud
            if geboortedatum or gegeven.soort != SoortGegeven.GEBOORTEDATUM
            else "Alleen voor de kernpartijen",
            gegeven.bron,
            gegeven.grondslag,
        )
        for gegeven in verstrekking.gegevens.all()
    ]


def dossiers_met_verstrekking(actor: Actor) -> list[Casus]:
    """Each casus, by key and number, of which something was disclosed to an external partner."""
    rijen = Verstrekking.objects.visible_to(actor).order_by("-gevraagd_op", "pk")
    paren = rijen.values_list("casus_id", "nummer").distinct()[:VOORUIT]
    return [Casus(pk=pk, nummer=nummer) for pk, nummer in paren]
