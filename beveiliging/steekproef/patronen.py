"""What stands out in some days of the read log (MC 15.2 f). It is no judgement: each can have a good reason.

That somebody reads a file of a person who bears his own name is not looked for: it would tell the supervisor,
who reads no file, what the person in it is called.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef
from django.db.models.functions import TruncHour

from convenant.models import Convenant
from gedeeld.actor import Actor
from overleg.models import Agendapunt
from register.models import NERGENS, Gebeurtenis, Inzage, Taak
from register.muur import als

from ..querysets import Uitkomst, buiten_werktijd, inzage

VEEL = 15  # files that one person opens within an hour
ROND = timedelta(
    days=1
)  # who reads for his work does something in the file on the day itself or the next
OM_EEN_OVERLEG = timedelta(days=7)  # before or after a meeting a file is read
TOON = 25
IN_EEN_LIJST = (Inzage.Soort.LIJST, Inzage.Soort.ZOEKEN, Inzage.Soort.BERICHT)


@dataclass(frozen=True)
class Patroon:
    """One thing that stands out: for whom, and how often.

    Args:
        rijen: name of the account, and how often.
    """

    naam: str
    uitleg: str
    rijen: list[tuple[str, int]]


def in_dagen(actor: Actor, van: date, tot: date) -> Any:
    """What somebody opened, or tried to, on these days; not what a list showed beside it."""
    rijen = inzage(actor).filter(tijdstip__date__gte=van, tijdstip__date__lte=tot)
    return rijen.exclude(soort__in=IN_EEN_LIJST).filter(gebruiker__isnull=False)


def patronen(actor: Actor, van: date, tot: date) -> list[Patroon]:
    """What stands out on these days in the log that the actor reads."""
    assert actor.convenant_id
    convenant = Convenant.objects.get(pk=actor.convenant_id)
    rijen = in_dagen(actor, van, tot).order_by()
    gezien = rijen.filter(uitkomst=Uitkomst.GEZIEN).exclude(pseudoniem=NERGENS)
    per_uur = gezien.values("gebruiker__username", uur=TruncHour("tijdstip"))
    per_uur = per_uur.annotate(n=Count("pseudoniem", distinct=True)).filter(n__gte=VEEL)
    return [
        Patroon(
            "Veel dossiers in korte tijd",
            f"{VEEL} of meer in een uur",
            [(rij["gebruiker__username"], rij["n"]) for rij in per_uur.order_by("-n")[:TOON]],
        ),
        Patroon("Buiten werktijd", convenant.werktijd, _tel(buiten_werktijd(gezien, convenant))),
        Patroon(
            "Geweigerd",
            "Iets geprobeerd wat er niet was, of niet voor deze gebruiker",
            _tel(rijen.filter(uitkomst=Uitkomst.GEWEIGERD)),
        ),
        Patroon(
            "Zonder aanleiding gelezen",
            "Geen overleg binnen een week, geen taak die wacht, en niets gedaan in het dossier",
            _zonder_aanleiding(gezien),
        ),
    ]


def _tel(rijen: Any) -> list[tuple[str, int]]:
    geteld = rijen.values("gebruiker__username").annotate(n=Count("pk")).order_by("-n")[:TOON]
    return [(rij["gebruiker__username"], rij["n"]) for rij in geteld]


def _zonder_aanleiding(rijen: Any) -> list[tuple[str, int]]:
    """Files that somebody read while nothing there asked for it; by user how many."""
    zelfde = {"pseudoniem": OuterRef("pseudoniem")}
    gedaan = Gebeurtenis.objects.filter(
        **zelfde,
        gebruiker=OuterRef("gebruiker"),
        tijdstip__gte=OuterRef("tijdstip") - ROND,
        tijdstip__lte=OuterRef("tijdstip") + ROND,
    )
    besproken = Agendapunt.objects.filter(
        **zelfde,
        overleg__dag__gte=OuterRef("tijdstip") - OM_EEN_OVERLEG,
        overleg__dag__lte=OuterRef("tijdstip") + OM_EEN_OVERLEG,
    )
    met = rijen.annotate(wie=F("gebruiker__username"))
    # A meeting and a task are there for who takes part; the supervisor sees neither.
    with als(Actor.systeem("steekproef")):
        zonder = met.filter(
            ~Exists(gedaan), ~Exists(besproken), ~Exists(Taak.objects.filter(**zelfde))
        )
        geteld = zonder.values("wie").annotate(n=Count("pseudoniem", distinct=True))
        return [(rij["wie"], rij["n"]) for rij in geteld.order_by("-n")[:TOON]]
