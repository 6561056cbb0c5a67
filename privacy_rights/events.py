"""What happens to a request, in the sentences of its timeline. No event holds personal data."""

from collections.abc import Iterable

from gedeeld.actor import Actor
from register.events import leg_vast
from register.models import Dossier
from register.zinnen import declareer

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
    beperkt="Gebruik van de gegevens beperkt",
    beperking_bekeken="Beperking opnieuw bekeken: zij blijft",
    beperking_opgeheven="Beperking opgeheven",
)

# What a form about the restriction of a file was made from (`register.events.wijzigingen`).
BEPERKING = (
    "privacy_rights.beperkt",
    "privacy_rights.beperking_bekeken",
    "privacy_rights.beperking_opgeheven",
)


def noteer(verzoek: Verzoek, wat: str, *, actor: Actor, velden: Iterable[str] = ()) -> None:
    """Record one of the events above, in the transaction of the change.

    Args:
        wat: name of the event, without the app.
        velden: names of the fields that changed, never their values.
    """
    leg_vast(verzoek, f"privacy_rights.{wat}", actor=actor, velden=velden)


def beperkt(dossier: Dossier, *, actor: Actor) -> None:
    """A file may only be kept from now on (AVG 18.1). No processing, so no term moves (MC 13.1)."""
    leg_vast(dossier, "privacy_rights.beperkt", actor=actor, klok=False)


def beperking_bekeken(dossier: Dossier, *, actor: Actor, velden: Iterable[str]) -> None:
    """Somebody looked again, and it stays so.

    Args:
        velden: names of the fields of the restriction that changed.
    """
    naam = "privacy_rights.beperking_bekeken"
    leg_vast(dossier, naam, actor=actor, velden=velden, klok=False)


def beperking_opgeheven(dossier: Dossier, *, actor: Actor) -> None:
    """It may be used again (AVG 18.3)."""
    leg_vast(dossier, "privacy_rights.beperking_opgeheven", actor=actor, klok=False)
