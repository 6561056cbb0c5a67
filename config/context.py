"""What every page shows around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from gedeeld.actor import Actor
from mensen import sessie
from overleg.werk import menu as overleg_menu
from register import identiteit
from register.registry import Menupunt, bestanden

from .overzicht import tellen
from .werk import aantallen


def kader(request: HttpRequest) -> dict[str, Any]:
    """Navigation, identity and theme. Only links to pages that hold something for this actor.

    The navigation is made when a page shows it: the page of an error asks the database nothing.
    """
    actor: Actor | None = getattr(request, "actor", None)

    def menu() -> list[dict[str, Any]]:
        return navigatie(actor, request.path, aantallen(actor)) if actor else []

    return {
        "demo": settings.DEMO,
        "thema_css": settings.THEMA_CSS,
        "thema_klasse": settings.THEMA_KLASSE,
        # Seconds without a click after which a session ends; nothing for who acts for nobody.
        "sessie": settings.SESSION_COOKIE_AGE if actor else None,
        "sessie_over": sessie.over(request) if actor else None,
        "navigatie": SimpleLazyObject(menu),
        "identiteit": identiteit.van(getattr(request, "dossier", None), actor),
        "aantal_keuzes": len(getattr(request, "keuzes", [])),
    }


def navigatie(actor: Actor, pad: str, wachtend: dict[str, str]) -> list[dict[str, Any]]:
    """The main navigation of an actor.

    Args:
        pad: path of the page that is shown, to mark where the user is.
        wachtend: how many tasks wait, by the part of the menu (`werk.aantallen`).
    """
    punten = [
        Menupunt("Werklijst", "werklijst", "list-todo"),
        *filter(None, (soort.menu(actor) for soort in bestanden())),
        *filter(None, [overleg_menu(actor)]),
        Menupunt("Convenant", "convenant:overzicht", "scroll-text"),
    ]
    punten.append(Menupunt("Incidenten", "beveiliging:incidenten", "triangle-alert"))
    if tellen.mag(actor):
        punten.append(Menupunt("Overzicht", "overzicht:overzicht", "clipboard-check"))
    if actor.houdt_toezicht:
        punten.append(Menupunt("Logboek", "beveiliging:logboek", "shield-check"))
    elif actor.werkt_met_dossiers:
        punten.append(Menupunt("Mijn logboek", "beveiliging:logboek", "history"))
    # Where the user is: the most specific address, of all that stand in his menu.
    hier = max((_past(punt.pagina, pad) for punt in punten), key=len)
    return [
        {
            "label": punt.label,
            "url": reverse(punt.pagina),
            "icoon": punt.icoon,
            "actief": bool(hier) and _past(punt.pagina, pad) == hier,
            "aantal": wachtend.get(punt.pagina.partition(":")[0], ""),
        }
        for punt in punten
    ]


def _past(naam: str, pad: str) -> str:
    """The longest address of a part of the menu that a page lies under; empty when it lies elsewhere.

    The pages on who reads and may use a file lie elsewhere, and belong to the part where the file is.
    """
    begin, app = reverse(naam), naam.partition(":")[0]
    if naam == "werklijst":
        return begin if pad == begin else ""
    elders = [f"{reverse('beveiliging:logboek')}toegang/{app}/", f"/beperking/{app}/"]
    if app == "convenant":
        namen = ("rechten", "register", "plichten", "plan")
        elders += [reverse(f"beveiliging:{naam}") for naam in namen]
    return max((plek for plek in (begin, *elders) if pad.startswith(plek)), key=len, default="")
