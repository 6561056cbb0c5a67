"""The meeting for somebody's calendar: when and where, how many files, and no name of a subject (RFC 5545)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from .models import Overleg, Stand

ZONE = ZoneInfo("Europe/Amsterdam")
# A calendar asks for an address of who organises; there is none to write to.
GEEN_ADRES = "invalid:nomail"


def ics(overleg: Overleg, *, aantal: int | None, nu: datetime) -> bytes:
    """A file that puts the meeting in a calendar, moves it there, or takes it out.

    The key stays and the number goes up with each change, so that a calendar knows it again.

    Args:
        aantal: of the files on the agenda that the actor sees; None where it is not said.
    """
    weg = overleg.stand == Stand.AFGELAST
    agenda = Calendar()
    agenda.add("prodid", "-//Casusoverleg//NL")
    agenda.add("version", "2.0")
    agenda.add("method", "CANCEL" if weg else "PUBLISH")
    punt = Event()
    punt.add("uid", f"{overleg.pk}@casusoverleg")
    punt.add("sequence", overleg.versie)
    punt.add("dtstamp", nu)
    punt.add("dtstart", datetime.combine(overleg.dag, overleg.begin, ZONE))
    punt.add("dtend", datetime.combine(overleg.dag, overleg.eind, ZONE))
    punt.add("summary", f"Overleg {overleg.get_soort_display().lower()}")
    punt.add("location", overleg.plaats)
    hoeveel = "" if aantal is None else f"{dossiers(aantal)} "
    punt.add("description", f"{hoeveel}De agenda staat in de toepassing.")
    punt.add("status", "CANCELLED" if weg else "CONFIRMED")
    organisator = vCalAddress(GEEN_ADRES)
    organisator.params["cn"] = vText(overleg.partij.naam)
    punt.add("organizer", organisator)
    agenda.add_component(punt)
    agenda.add_missing_timezones()
    return bytes(agenda.to_ical())


def dossiers(aantal: int) -> str:
    """How many files are on the agenda, as a sentence."""
    if aantal == 0:
        return "Op de agenda staat nog geen dossier."
    return f"Op de agenda {'staat 1 dossier' if aantal == 1 else f'staan {aantal} dossiers'}."
