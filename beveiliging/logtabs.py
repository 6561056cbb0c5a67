"""The tabs of the log's pages: of the supervisor's log, and of one's own."""

from typing import Any

from django.urls import reverse

from gedeeld.actor import ActorRequest

# Title of each page: of the supervisor's log, and of one's own; None where there is none.
TITELS: dict[str, tuple[str, str | None]] = {
    "beveiliging:logboek": ("Wie keek waar", "Wat ik heb bekeken"),
    "beveiliging:wijzigingen": ("Wat is er gedaan", "Wat ik heb gedaan"),
    "beveiliging:inloggen": ("Wie logde in", "Wanneer ik inlogde"),
    "beveiliging:steekproeven": ("Steekproeven", None),
    "beveiliging:toezichtvragen": ("Eén dossier", None),
}
ALLEEN_FG = "beveiliging:toezichtvragen"


def tabs(request: ActorRequest) -> list[dict[str, Any]]:
    """The pages of the log that are there for this actor."""
    eigen = not request.actor.houdt_toezicht
    return [
        {"label": titels[eigen], "url": reverse(naam), "actief": request.path == reverse(naam)}
        for naam, titels in TITELS.items()
        if titels[eigen] and (naam != ALLEEN_FG or request.actor.is_fg)
    ]
