"""What every page shows around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from gedeeld.actor import Actor


def kader(request: HttpRequest) -> dict[str, Any]:
    """Navigation, identity and theme. Only links to pages that hold something for this actor."""
    actor: Actor | None = getattr(request, "actor", None)
    return {
        "demo": settings.DEMO,
        "thema_css": settings.THEMA_CSS,
        "navigatie": navigatie(actor, request.path) if actor else [],
        "aantal_vertegenwoordigingen": len(getattr(request, "vertegenwoordigingen", [])),
    }


def navigatie(actor: Actor, pad: str) -> list[dict[str, Any]]:
    """The main navigation of an actor.

    Args:
        pad: path of the page that is shown, to mark where the user is.
    """
    uitvoerder = actor.voert_weegploeg_uit or actor.voert_casusoverleg_uit
    in_overleg = actor.groep_id is not None
    rijen = [
        (True, "Werklijst", "werklijst", "list-todo"),
        (actor.in_weegploeg, "Meldingen", "meldingen:lijst", "inbox"),
        (actor.in_weegploeg, "Weegploeg", "weegploeg:lijst", "scale"),
        (in_overleg, "Plannen" if actor.extern else "Casusoverleg", "casusoverleg:lijst", "users"),
        (uitvoerder, "Verzoeken", "privacy_rights:lijst", "mail-question"),
        (
            actor.in_weegploeg or actor.houdt_toezicht,
            "Bewaartermijnen",
            "retention:overzicht",
            "archive",
        ),
        # Who sees no terms can consult the archived requests.
        (uitvoerder and not actor.in_weegploeg, "Archief", "retention:archief", "archive"),
        (True, "Convenant", "convenant:overzicht", "scroll-text"),
        (actor.houdt_toezicht, "Logboek", "beveiliging:logboek", "shield-check"),
        (in_overleg, "Mijn logboek", "beveiliging:logboek", "history"),
    ]
    zichtbaar = [rij for rij in rijen if rij[0]]
    # Where the user is: the most specific address, of all that stand in his menu.
    hier = max((_past(naam, pad) for _, _, naam, _ in zichtbaar), key=len)
    return [
        {
            "label": label,
            "url": reverse(naam),
            "icoon": icoon,
            "actief": bool(hier) and _past(naam, pad) == hier,
            "aantal": None,
        }
        for _, label, naam, icoon in zichtbaar
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
        elders.append(reverse("beveiliging:rechten"))
    return max((plek for plek in (begin, *elders) if pad.startswith(plek)), key=len, default="")
