"""What the pages show of a sending to another municipality (WV 4)."""

from typing import Any

from gedeeld.actor import Actor
from gedeeld.afschrift import Publiek, Sectie
from gedeeld.velden import sectie

from ..dossier.models import Casus
from ..rules import mag_voeren
from ..velden import SUBJECT
from .models import Zending, Zendingantwoord
from .velden import MEE

KLEUREN: dict[str, str] = {Zending.Uitkomst.AANGENOMEN: "klaar"}


def op_de_casus(casus: Casus, actor: Actor) -> dict[str, Any]:
    """The part of the page of a casus; nothing for who is no core party."""
    rijen = Zending.objects.visible_to(actor).filter(casus=casus.pk).select_related("aan")
    return {"zendingen": [(rij, *_stand(rij)) for rij in rijen], "ziet_zendingen": actor.kernpartij}


def _stand(zending: Zending) -> tuple[str, str]:
    """The state as (kind, words) for the component `status`."""
    if zending.uitkomst:
        return KLEUREN.get(zending.uitkomst, "neutraal"), zending.get_uitkomst_display()
    if zending.aangeboden_op:
        return "actief", "Wacht op antwoord van de gemeente"
    return "let_op", "Wacht op toestemming"


def zending(casus: Casus, rij: Zending, actor: Actor) -> dict[str, Any]:
    """One sending, for a core party or secretary of the casus."""
    kleur, stand = _stand(rij)
    antwoorden = list(rij.antwoorden.select_related("partij"))
    return {
        "casus": casus,
        "zending": rij,
        "kleur": kleur,
        "stand": stand,
        "secties": inhoud(rij),
        "antwoorden": antwoorden,
        "antwoordt": not casus.stilstand and _antwoordt(rij, antwoorden, actor),
        "trekt_in": mag_voeren(actor) and rij.loopt,
        "vandaag": actor.vandaag,
    }


def _antwoordt(rij: Zending, antwoorden: list[Zendingantwoord], actor: Actor) -> bool:
    """Whether the actor's own party is asked."""
    wacht = any(
        antwoord.op is None and antwoord.partij_id in actor.partijen for antwoord in antwoorden
    )
    return actor.vertegenwoordigt and rij.loopt and rij.laatste_dag >= actor.vandaag and wacht


def inhoud(rij: Zending) -> list[Sectie]:
    """The copy as a transcript, for who gives it and for who gets it; empty once it is gone."""
    bij = ("partij", "grondslag", "grondslag_om")
    personen = [rij.inhoud] if hasattr(rij, "inhoud") else []
    secties = [
        sectie(SUBJECT, personen, Publiek.KERNPARTIJ),
        sectie(MEE, rij.kopieen.select_related(*bij), Publiek.KERNPARTIJ),
    ]
    return [deel for deel in secties if deel.regels]
