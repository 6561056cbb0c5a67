"""Who hears that somebody may not read a file: who keeps it, and never who it is about (WEE-toegang)."""

from register.berichten import Hoort, houder

HOORT: dict[str, Hoort | str] = {
    "uitgesloten": Hoort("Iemand is uitgesloten van dit dossier.", houder),
    "opgeheven": Hoort("De uitsluiting van iemand is opgeheven.", houder),
}
