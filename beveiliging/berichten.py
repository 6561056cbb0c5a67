"""Who hears that somebody may not read a file, or that the data protection officer does: never who it is about."""

from register.berichten import Hoort, door_rol, houder

HOORT: dict[str, Hoort | str] = {
    "uitgesloten": Hoort("Iemand is uitgesloten van dit dossier.", houder),
    "opgeheven": Hoort("De uitsluiting van iemand is opgeheven.", houder),
    "onderzocht": Hoort(
        "De functionaris gegevensbescherming opende een dossier, met een reden.", door_rol
    ),
}
