"""Who hears that somebody may not read a file, or that the data protection officer does: never who it is about."""

from datetime import date
from typing import Any

from register.berichten import Hoort, door_rol, houder
from register.models import Dossier


def elke_lezer_door_rol(dossier: Dossier, over: Any, dag: date) -> list[str]:
    """Also who reads the file to finish something in it."""
    return [*door_rol(dossier, over, dag), *dossier.afmakers]


HOORT: dict[str, Hoort | str] = {
    "uitgesloten": Hoort("Iemand is uitgesloten van dit dossier.", houder),
    "opgeheven": Hoort("De uitsluiting van iemand is opgeheven.", houder),
    "onderzocht": Hoort(
        "De functionaris gegevensbescherming opende een dossier, met een reden.",
        elke_lezer_door_rol,
    ),
}
