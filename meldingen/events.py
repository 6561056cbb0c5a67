"""What can happen to a melding, in the sentences of its timeline. No event holds personal data."""

from register.events import declareer

from .berichten import HOORT

gebeurd = declareer(
    "meldingen",
    hoort=HOORT,
    geregistreerd="Melding geregistreerd",
    gewijzigd="Melding gewijzigd",
    politie_ingelicht="Politie ingelicht over terroristische activiteiten",
    melder_verwezen="Melder naar de politie verwezen",
    melder_onbereikbaar="De anonieme melder was niet te bereiken voor een verwijzing naar de politie",
    signaal_toegevoegd="Signaal toegevoegd",
    signaal_gewijzigd="Signaal gewijzigd",
    ingebracht="Ingebracht in de weegploeg",
    doorgegeven="Doorgegeven aan een andere instantie",
    alleen_doorgegeven="Afgehandeld: alleen doorgegeven",
    dubbel="Afgehandeld: dubbel van een andere melding",
    geen_actie="Afgehandeld: geen aanleiding voor actie",
)

# What makes a melding that somebody read an older one.
WIJZIGING = ("meldingen.gewijzigd",)
