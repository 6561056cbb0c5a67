"""What a form on who takes part begins with."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ..dossier.models import Casus


def gevraagd(casus: Casus, vraag: Mapping[str, str]) -> dict[str, Any]:
    """Values to begin the admission form with: of a request to take part, of a party that
    looked and has a role, or of an unforeseen partner.

    Args:
        vraag: `request.GET`, with the key of the one under `verzoek`, `partijvraag` or `vangnet`.
    """
    if verzoek := _rij(casus.deelnameverzoeken.open(), vraag.get("verzoek", "")):
        return {"partij": verzoek.partij_id, "reden": verzoek.reden}
    wil = casus.partijvragen.filter(uitkomst="doet_mee", afgehandeld_op=None)
    if rij := _rij(wil, vraag.get("partijvraag", "")):
        return {"partij": rij.partij_id, "reden": rij.antwoord}
    met = casus.vangnetten.filter(aanvraag__vermelding__isnull=False)
    if rij := _rij(met.select_related("aanvraag__vermelding"), vraag.get("vangnet", "")):
        vermelding = rij.aanvraag.vermelding
        return {"partij": vermelding.partij_id, "reden": rij.noodzaak, "tot": vermelding.tot}
    return {}


def _rij(rijen: Any, sleutel: str) -> Any:
    """The row with this key, if it is one; else None."""
    try:
        return rijen.filter(pk=UUID(sleutel)).first()
    except ValueError:
        return None
