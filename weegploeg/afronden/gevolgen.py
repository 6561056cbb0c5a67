"""What it leads to that a file is destroyed or kept, read from the rows (`gedeeld.gevolgen`)."""

from typing import Any

from django.utils.formats import date_format

from gedeeld.gevolgen import Gevolg

from ..informeren.gevolgen import NAKIJKEN
from ..models import WeegploegDossier


def van_bewaren(dossier: Any) -> list[Gevolg]:
    """What follows from what was just logged in this file."""
    vers = WeegploegDossier.objects.met_feiten().get(pk=dossier.pk)
    dag = date_format(vers.laatste_dag, "j F Y")
    return [
        Gevolg(
            "Wat er met dit dossier gebeurt",
            [
                f"Het blijft tot en met {dag}. Daarna wordt het vernietigd, met alles wat erin staat."
            ],
        ),
        Gevolg("Wie kijkt dit na", [NAKIJKEN]),
    ]
