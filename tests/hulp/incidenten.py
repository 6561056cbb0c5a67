"""Incidents in each state, through the decisions."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from beveiliging.incidenten import decisions
from beveiliging.incidenten.rules import Oordeel
from beveiliging.models import Incident, Meldafspraak
from tests.cast import Cast, Speler


def gemeld(
    cast: Cast, door: Speler, *, uren: int = 1, wat: str = "Er lag een lijst bij de printer."
) -> Incident:
    """Reported now, and noticed so many hours ago; about files of Venlo."""
    return decisions.meld(
        actor=door.actor,
        gemeente=cast.gemeente.partij,
        soort=Incident.Soort.GEZIEN,
        gegevens=[Incident.Gegevens.WIE],
        gemerkt_op=timezone.now() - timedelta(hours=uren),
        wat=wat,
    )


def oordeel(**anders: Any) -> Oordeel:
    """A breach with a risk, of which nothing else is said."""
    return Oordeel(**{"datalek": True, "risico": "risico", "waarom": "Namen zijn gezien."} | anders)


def klaar(**anders: Any) -> Oordeel:
    """All that must be said before it can be closed."""
    velden: dict[str, Any] = {
        "ap_gemeld_op": timezone.now() - timedelta(minutes=1),
        "betrokkene": "geen_hoog_risico",
        "betrokkene_reden": "De lijst lag er een uur.",
        "maatregelen": "De printer vraagt nu een pas.",
    }
    return oordeel(**velden | anders)


def beoordeeld(rij: Incident, cast: Cast, **anders: Any) -> Incident:
    """Assessed by the secretary of Venlo."""
    decisions.beoordeel(rij, actor=cast.uitvoerder.actor, oordeel=oordeel(**anders))
    return Incident.objects.get(pk=rij.pk)


def afspraak(cast: Cast, **anders: Any) -> Meldafspraak:
    """An agreement that holds from today."""
    dag = cast.uitvoerder.actor.vandaag
    velden: dict[str, Any] = {
        "wie": "Elke partij",
        "aan": "de uitvoerder, telefoon 077 000 00 00",
        "hoe": "Bel eerst.",
        "uren": 4,
        "van": dag,
        "herzien_op": dag + timedelta(days=365),
    }
    return decisions.leg_afspraak_vast(actor=cast.uitvoerder.actor, **velden | anders)


def ingevuld(cast: Cast, gemerkt: datetime, **anders: Any) -> dict[str, Any]:
    """What somebody fills in to report one."""
    hier = timezone.localtime(gemerkt)
    velden: dict[str, Any] = {
        "gemeente": cast.gemeente.partij.pk,
        "soort": "gezien",
        "gemerkt_op": hier.date().isoformat(),
        "gemerkt_om": f"{hier:%H:%M}",
        "gegevens": ["wie", "casus"],
        "wat": "Ik kreeg een uitnodiging voor een overleg waar ik niet bij hoor.",
    }
    return velden | anders
