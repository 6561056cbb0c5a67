"""What a decision on informing leads to, read from the rows it made (`gedeeld.gevolgen`)."""

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format

from gedeeld.gevolgen import Gevolg

from ..models import WeegploegDossier
from .facts import Stand, geldend, plicht

NAKIJKEN = "Elke kernpartij krijgt dit besluit op haar werklijst, om het te bevestigen of om bezwaar te maken."


def van_informeren(dossier: Any) -> list[Gevolg]:
    """What follows from what was just logged on informing alone."""
    vers = WeegploegDossier.objects.met_feiten().get(pk=dossier.pk)
    return [
        Gevolg("Wie wordt geïnformeerd", list(wie_het_hoort(vers))),
        Gevolg("Wie kijkt dit na", [NAKIJKEN]),
    ]


def wie_het_hoort(dossier: Any) -> Iterator[str]:
    """Who is told, in sentences: the subject, and who reported it."""
    stand, besluit = plicht(dossier), next(iter(geldend(dossier)), None)
    if stand.stand == Stand.GEDAAN:
        return
    if besluit is not None and besluit.informeren:
        yield f"{besluit.get_wie_display()}. Zo is het afgesproken: {besluit.afspraak}"
    elif stand.stand == Stand.HOEFT_NIET:
        yield f"Niemand. Informeren hoeft niet, want {stand.want}."
    elif stand.stand == Stand.UITGESTELD and stand.dag:
        yield f"Nog niemand. De weegploeg bekijkt dit opnieuw op {date_format(stand.dag, 'j F Y')}."
    elif stand.dag and (stand.onder == "c" or not dossier.is_open):
        yield f"Daarover is nog niet besloten. Dat moet uiterlijk op {date_format(stand.dag, 'j F Y')}."
    if stand.onder == "c" and stand.stand == Stand.LOOPT and stand.dag:
        yield (
            "Een ander dan de kernpartijen krijgt gegevens. Het subject moet daarom uiterlijk op"
            f" {date_format(stand.dag, 'j F Y')} geïnformeerd zijn, of u legt eerst vast waarom nog niet"
            " (artikel 14 lid 3 onder c AVG)."
        )
    if dossier.stand == WeegploegDossier.Stand.NIET_GEAGENDEERD:
        for inbreng in dossier.inbrengen.select_related("partij"):
            if inbreng.melder_bekend and not inbreng.teruggekoppeld_op:
                yield f"De melder: {inbreng.partij.naam} vertelt dat er geen casusoverleg komt."
