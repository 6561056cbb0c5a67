"""What a form on who takes part begins with."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ..dossier.models import Casus


def gevraagd(casus: Casus, vraag: Mapping[str, str]) -> dict[str, Any]:
    """Values to begin the admission form with, from the request to take part that it answers.

    Args:
        vraag: `request.GET`, with the key of the request under `verzoek`.
    """
    try:
        sleutel = UUID(vraag.get("verzoek", ""))
    except ValueError:
        return {}
    verzoek = casus.deelnameverzoeken.open().filter(pk=sleutel).first()
    return {"partij": verzoek.partij_id, "reden": verzoek.reden} if verzoek else {}
