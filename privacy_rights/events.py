"""What happens to a request, in the sentences of its timeline. No event holds personal data."""

from collections.abc import Iterable

from bestand.access import Actor
from bestand.events import declareer, leg_vast

from .models import Verzoek

declareer(
    "privacy_rights",
    geregistreerd="Verzoek geregistreerd",
    identiteit_vastgesteld="Identiteit vastgesteld",
    verlengd="Termijn verlengd en dat verteld aan de persoon",
    dossiers_gekozen="Gezocht en gekozen welke dossiers over deze persoon gaan",
    gecontroleerd="Overzicht nagekeken",
    beantwoord="Verzoek beantwoord",
    afgehandeld="Verzoek afgehandeld buiten deze toepassing",
    ingetrokken="Verzoek gestopt",
)


def noteer(verzoek: Verzoek, wat: str, *, actor: Actor, velden: Iterable[str] = ()) -> None:
    """Record one of the events above, in the transaction of the change.

    Args:
        wat: name of the event, without the app.
        velden: names of the fields that changed, never their values.
    """
    leg_vast(verzoek, f"privacy_rights.{wat}", actor=actor, velden=velden)
