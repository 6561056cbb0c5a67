"""What can happen to a weegploeg file. The sentences hold no personal data."""

from collections.abc import Iterable

from gedeeld.actor import Actor
from register.events import leg_vast
from register.zinnen import declareer

from .models import WeegploegDossier

declareer(
    "weegploeg",
    geopend="Dossier geopend met een melding",
    ingebracht="Melding toegevoegd aan het dossier",
    signaal_gedeeld="Signaal doorgegeven aan het casusoverleg",
    signaal_niet_gedeeld="Signaal is niet nodig voor het plan",
    subject_gewijzigd="Gegevens van het subject gewijzigd",
    signaal_toegevoegd="Signaal toegevoegd door een kernpartij",
    gewogen="Signalen gewogen aan de hand van het referentiekader",
    geagendeerd="Besluit: het subject is geagendeerd in het casusoverleg",
    niet_geagendeerd="Besluit: geen casusoverleg",
    duiding_gevraagd="Besluit: nadere duiding gevraagd",
    duiding_ontvangen="Antwoord op een duidingsvraag vastgelegd",
    terug_op_agenda="Terug op de agenda van de weegploeg",
    informeren="Besluit: het subject wordt geïnformeerd",
    nog_niet_informeren="Besluit: het subject wordt nog niet geïnformeerd",
    geinformeerd="Vastgelegd dat het subject is geïnformeerd",
    teruggekoppeld="Besluit teruggekoppeld aan de melder",
    plan_afgesloten="Besluit van de kernpartijen: het plan van aanpak is afgesloten",
    plan_voortgezet="Besluit van de kernpartijen: de aanpak gaat door",
)


def gebeurd(
    dossier: WeegploegDossier, wat: str, *, actor: Actor, velden: Iterable[str] = ()
) -> None:
    """Record one of the events above on a file.

    Args:
        wat: name of a declared event.
        velden: names of the fields that changed, never their values.

    Raises:
        KeyError: no such event.
    """
    leg_vast(dossier, f"weegploeg.{wat}", actor=actor, velden=velden)


# What makes the name and address that somebody read older ones.
SUBJECT = ("weegploeg.subject_gewijzigd",)
