"""What the page of a weegploeg file shows: its transcript, and what this actor can do with it."""

from typing import Any

from django.urls import reverse

from gedeeld.actor import Actor
from gedeeld.afschrift import Publiek, Sectie
from gedeeld.lijst import Knop
from gedeeld.velden import sectie
from register.brieven.pagina import deel
from register.controle.pagina import deel as controledeel
from register.taken import op_pagina

from . import rules, velden
from .afronden.facts import afgerond
from .bestand import besluitrijen
from .inbreng.pagina import signalen
from .informeren.facts import plicht
from .models import WeegploegDossier
from .taken import taken
from .weging.pagina import Kader

Stand = WeegploegDossier.Stand


def dossier(dossier: Any, actor: Actor, casus: Any) -> dict[str, Any]:
    """Everything on the page of one file (`met_inhoud`).

    Args:
        casus: the casus that came from it, when the actor sees it.
    """
    wegingen = dossier.wegingen.all()
    dossier.gewogen = bool(wegingen)
    for inbreng in dossier.inbrengen.all():
        inbreng.eigen = inbreng.partij_id in actor.partijen
    eigen_taken, bruikbaar = op_pagina(taken(dossier), dossier, actor), not dossier.beperkt
    volgende = eigen_taken[0] if eigen_taken else None
    besluit = bruikbaar and rules.mag_besluiten(actor)
    return {
        "volgende": volgende,
        "taken": eigen_taken[1:],
        "actie": Knop(volgende.wat, volgende.url) if volgende and not volgende.direct else None,
        "tweede": _naar_casus(casus),
        "stappen": _stappen(dossier),
        "plicht": plicht(dossier),
        "secties": _secties(dossier),
        "acties": _acties(dossier, actor),
        "inbrengen": dossier.inbrengen.all(),
        "bord": Kader(dossier.gemeente.convenant).bord(
            {w.ontwikkelgebied_id: (str(w.in_fase_id or ""), w.toelichting) for w in wegingen}, {}
        ),
        "vastleggingen": {str(rij.pk) for rij in dossier.vastleggingen.all()},
        "te_delen": _te_delen(dossier) if besluit else set(),
        "onbeantwoord": {str(v.pk) for v in dossier.duidingsvragen.all() if v.open},
        "legt_antwoord_vast": besluit and dossier.stand == Stand.NADERE_DUIDING,
        "brieven": deel(dossier, actor),
        "controle": controledeel(dossier, actor, Publiek.KERNPARTIJ),
        "mag_wegen": bruikbaar and rules.mag_wegen(actor) and dossier.is_open,
    }


def _secties(dossier: Any) -> dict[str, Sectie]:
    kern = Publiek.KERNPARTIJ
    return {
        "subject": sectie(velden.SUBJECT, [dossier], kern),
        "signalen": signalen(dossier.signalen.all()),
        "achtergehouden": sectie(velden.ACHTERGEHOUDEN, dossier.achterhoudingen.all(), kern),
        "standpunten": sectie(velden.STANDPUNTEN, dossier.standpunten.all(), kern),
        "besluiten": sectie(velden.BESLUITEN, besluitrijen(dossier), kern),
        "duiding": sectie(velden.DUIDING, dossier.duidingsvragen.all(), kern),
        "informeren": sectie(
            velden.INFORMEREN, [dossier, *dossier.informatiebesluiten.all()], kern
        ),
    }


def _acties(dossier: Any, actor: Actor) -> dict[str, Knop]:
    """What can be done at the head of a part, for this actor in this state."""
    if dossier.beperkt:
        return {}
    besluit = rules.mag_besluiten(actor)
    acties = {
        "signaal": (
            dossier.stand in WeegploegDossier.NEEMT_IN,
            Knop("Eigen signaal toevoegen", _url("signaal", dossier)),
        ),
        "achtergehouden": (
            rules.mag_achterhouden(actor) and dossier.stand in WeegploegDossier.NEEMT_IN,
            Knop("Achterhouden vastleggen", _url("achterhouden", dossier)),
        ),
        "subject": (besluit, Knop("Wijzigen", _url("subject", dossier), "pencil")),
        "bewaren": (
            besluit and afgerond(dossier),
            Knop("Anders besluiten over bewaren", _url("bewaren", dossier), "gavel"),
        ),
        "standpunten": (
            besluit and dossier.is_open,
            Knop("Standpunten vragen", _url("standpunten_vragen", dossier)),
        ),
        "informeren": (
            besluit and not dossier.geinformeerd_op,
            Knop("Besluit vastleggen", _url("informeren", dossier), "gavel"),
        ),
    }
    return {naam: knop for naam, (mag, knop) in acties.items() if mag}


def _te_delen(dossier: Any) -> set[str]:
    """Signals that came in while the casus runs, on which nobody decided yet (MC 8.5)."""
    if dossier.stand != Stand.GEAGENDEERD or dossier.casus_stand is None:
        return set()
    return {str(signaal.pk) for signaal in dossier.signalen.all() if not signaal.gedeeld}


def _url(naam: str, dossier: Any) -> str:
    return reverse(f"weegploeg:{naam}", args=[dossier.pk])


def _naar_casus(casus: Any) -> Knop | None:
    if casus is None:
        return None
    return Knop(f"Naar casus {casus.nummer}", reverse("casusoverleg:casus", args=[casus.pk]))


def _stappen(gevonden: Any) -> list[dict[str, Any]]:
    """Where the file is in the process (PB 3.1)."""
    weegt = gevonden.is_open and not gevonden.gewogen
    besluit = "klaar" if not gevonden.is_open else "straks" if weegt else "nu"
    casus = {
        Stand.GEAGENDEERD: "nu",
        Stand.PLAN_AFGESLOTEN: "klaar",
        Stand.NIET_GEAGENDEERD: "overgeslagen",
    }.get(gevonden.stand, "straks")
    klaar = gevonden.stand == Stand.PLAN_AFGESLOTEN
    return [
        {"label": "Ingebracht", "staat": "klaar", "datum": gevonden.geopend_op},
        {"label": "Wegen", "staat": "nu" if weegt else "klaar"},
        {
            "label": "Besluit",
            "staat": besluit,
            "datum": None if gevonden.is_open else gevonden.besloten_op,
        },
        {"label": "Casusoverleg", "staat": casus},
        {
            "label": "Afgesloten",
            "staat": "klaar" if klaar else "overgeslagen" if casus == "overgeslagen" else "straks",
        },
    ]
