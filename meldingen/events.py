"""What can happen to a melding."""

from collections.abc import Iterable

from gedeeld.actor import Actor
from register.events import leg_vast
from register.zinnen import declareer

from .models import Melding

declareer(
    "meldingen",
    geregistreerd="Melding geregistreerd",
    gewijzigd="Melding gewijzigd",
    politie_ingelicht="Politie ingelicht en melder naar de politie verwezen",
    signaal_toegevoegd="Signaal toegevoegd",
    signaal_gewijzigd="Signaal gewijzigd",
    ingebracht="Ingebracht in de weegploeg",
    doorgegeven="Doorgegeven aan een andere instantie",
    geen_actie="Afgehandeld: geen aanleiding voor actie",
)


def geregistreerd(melding: Melding, *, actor: Actor) -> None:
    """A core party registered it (MC 7.1)."""
    leg_vast(melding, "meldingen.geregistreerd", actor=actor)


def gewijzigd(melding: Melding, *, actor: Actor, velden: Iterable[str]) -> None:
    """Its own fields were corrected or completed."""
    leg_vast(melding, "meldingen.gewijzigd", actor=actor, velden=velden)


def politie_ingelicht(melding: Melding, *, actor: Actor) -> None:
    """The police were told and the reporter referred to them (MvT 5.1)."""
    leg_vast(melding, "meldingen.politie_ingelicht", actor=actor)


def signaal_toegevoegd(melding: Melding, *, actor: Actor) -> None:
    """One more factual behaviour."""
    leg_vast(melding, "meldingen.signaal_toegevoegd", actor=actor)


def signaal_gewijzigd(melding: Melding, *, actor: Actor, velden: Iterable[str]) -> None:
    """A signal was corrected or completed."""
    leg_vast(melding, "meldingen.signaal_gewijzigd", actor=actor, velden=velden)


def ingebracht(melding: Melding, *, actor: Actor) -> None:
    """Its content moved to the weegploeg's file (MC 7.2)."""
    leg_vast(melding, "meldingen.ingebracht", actor=actor)


def doorgegeven(melding: Melding, *, actor: Actor) -> None:
    """Passed on to a body whose task needs it (WV 5.1)."""
    leg_vast(melding, "meldingen.doorgegeven", actor=actor)


def geen_actie(melding: Melding, *, actor: Actor) -> None:
    """No reason to act (MvT 5.2)."""
    leg_vast(melding, "meldingen.geen_actie", actor=actor)


# What makes a melding that somebody read an older one.
WIJZIGING = ("meldingen.gewijzigd",)
