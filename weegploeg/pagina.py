"""What the page of a weegploeg file shows: its transcript, and what this actor can do with it."""

from typing import Any

from django.urls import reverse

from gedeeld.actor import Actor
from gedeeld.afschrift import Publiek, Sectie
from gedeeld.lijst import Knop
from gedeeld.velden import sectie
from register.brieven.pagina import deel
from register.controle.pagina import deel as controledeel
from register.correctie.pagina import bij_rijen
from register.taken import op_pagina
from register.vergelijken.facts import bekend

from . import rules, velden
from .afronden.facts import afgerond
from .inbreng.pagina import signalen
from .informeren.facts import plicht
from .models import Gedeeld, WeegploegDossier
from .taken import taken
from .verslag import besluitrijen
from .weging.pagina import bord, geplaatst, referentiekader, vorig_overleg

Stand = WeegploegDossier.Stand


def dossier(dossier: Any, actor: Actor, casus: Any) -> dict[str, Any]:
    """Everything on the page of one file (`met_inhoud`).

    Args:
        casus: the casus that came from it, when the actor sees it.
    """
    dossier.gewogen = bool(dossier.wegingen.all())
    for inbreng in dossier.inbrengen.all():
        inbreng.eigen = inbreng.partij_id in actor.partijen
    eigen_taken, bruikbaar = op_pagina(taken(dossier), dossier, actor), not dossier.stilstand
    bij = bij_rijen(dossier, actor, _te_verbeteren(dossier, actor, casus))
    plaatst = bruikbaar and dossier.is_open and rules.mag_plaatsen(actor)
    rijen = geplaatst(dossier, actor, plaatst=plaatst)
    volgende = eigen_taken[0] if eigen_taken else None
    besluit = bruikbaar and rules.mag_besluiten(actor)
    return {
        "volgende": volgende,
        "taken": eigen_taken[1:],
        "actie": Knop(volgende.wat, volgende.url) if volgende and not volgende.direct else None,
        "tweede": _naar_casus(casus),
        "stappen": _stappen(dossier),
        "zonder_besluit": dossier.dagen_zonder_besluit(actor.vandaag),
        "plicht": plicht(dossier),
        "contact_url": besluit and not dossier.geinformeerd_op and _url("contact", dossier),
        "secties": _secties(dossier),
        "acties": _acties(dossier, actor),
        "inbrengen": dossier.inbrengen.all(),
        "bord": bord(dossier, rijen, bij),
        "kader": referentiekader(dossier),
        "geplaatst": rijen,
        "vorig_overleg": vorig_overleg(dossier, actor.vandaag),
        "bord_getekend": any(rij.plaatsing for rij in rijen),
        "bord_open": plaatst and not all(rij.plaatsing for rij in rijen),
        "weeg_tekst": "Wegen" if dossier.is_open else "Weging verbeteren",
        "vastleggingen": {str(rij.pk) for rij in dossier.vastleggingen.all()},
        "bij_rijen": bij,
        "te_delen": _te_delen(dossier) if besluit else set(),
        "onbeantwoord": {str(v.pk) for v in dossier.duidingsvragen.all() if v.open},
        "legt_antwoord_vast": besluit and dossier.stand == Stand.NADERE_DUIDING,
        "bekend": bekend(dossier, actor),
        "brieven": deel(dossier, actor),
        "controle": controledeel(dossier, actor, Publiek.KERNPARTIJ),
        "mag_wegen": bruikbaar and rules.mag_wegen(actor),
    }


def _secties(dossier: Any) -> dict[str, Sectie]:
    kern = Publiek.KERNPARTIJ
    return {
        "subject": sectie(velden.SUBJECT, [dossier], kern),
        "doel": sectie(velden.DOEL, [dossier], kern),
        "signalen": signalen(dossier.signalen.all()),
        "achtergehouden": sectie(velden.ACHTERGEHOUDEN, dossier.achterhoudingen.all(), kern),
        "doorgegeven": sectie(velden.DOORGEGEVEN, dossier.doorgiften.all(), kern),
        "teruggehaald": sectie(velden.TERUGGEHAALD, velden.heractivering(dossier), kern),
        "ontvangen": sectie(velden.ONTVANGEN, velden.ontvangst(dossier), kern),
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
        "doorgegeven": (
            dossier.partij_id in actor.partijen
            and dossier.stand in WeegploegDossier.NEEMT_IN
            and any(rij.partij_id == dossier.partij_id for rij in dossier.inbrengen.all()),
            Knop("Doorgeven", _url("doorgeven", dossier)),
        ),
        "subject": (besluit, Knop("Wijzigen", _url("subject", dossier), "pencil")),
        "doel": (besluit, Knop("Vastleggen", _url("doel", dossier), "pencil")),
        "bewaren": (
            besluit and afgerond(dossier),
            Knop("Anders besluiten over bewaren", _url("bewaren", dossier), "gavel"),
        ),
        "standpunten": (
            besluit and dossier.is_open,
            Knop("Standpunten vragen", _url("standpunten_vragen", dossier)),
        ),
        "vragen": (
            besluit and dossier.stand == Stand.NADERE_DUIDING,
            Knop("Nog een vraag stellen", _url("vragen_erbij", dossier)),
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


def _te_verbeteren(dossier: Any, actor: Actor, casus: Any) -> dict[str, str]:
    """Where a row is put right that this actor may put right, by its key (MC 8.3)."""
    if dossier.beperkt:
        return {}
    uit = {
        str(rij.pk): reverse("weegploeg:signaal_verbeteren", args=[dossier.pk, rij.pk])
        for rij in dossier.signalen.all()
        if rules.mag_wegen(actor)
        and rij.partij_id in actor.partijen
        # The copy in the casus would have to say the same, and that may only be kept now (AVG 18).
        and not (rij.gedeeld == Gedeeld.JA and casus is not None and casus.beperkt)
    }
    if rules.mag_besluiten(actor):
        uit |= {
            str(rij.pk): reverse("weegploeg:antwoord_verbeteren", args=[dossier.pk, rij.pk])
            for rij in dossier.duidingsvragen.all()
            if rij.beantwoord_op
        }
    return uit


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
