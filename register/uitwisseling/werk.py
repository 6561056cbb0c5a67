"""What of notices stands on the worklist: of who is told, and of who keeps the file."""

from django.db.models import Q
from django.urls import reverse

from gedeeld.actor import Actor

from ..models import Kennisgeving
from ..ontvangers import naam
from ..werk import GENOEG, Werk

WAT = {
    Kennisgeving.Wat.VERBETERD: "Gegevens die u kreeg zijn verbeterd",
    Kennisgeving.Wat.BEPERKT: "Gegevens die u kreeg mag u nu niet gebruiken",
    Kennisgeving.Wat.ONBEPERKT: "Gegevens die u kreeg mag u weer gebruiken",
    Kennisgeving.Wat.VERNIETIGD: "Gegevens die u kreeg zijn vernietigd",
    Kennisgeving.Wat.INGETROKKEN: "Gegevens die u kreeg zijn ingetrokken: vernietig ze",
}

KORT = {
    Kennisgeving.Wat.VERBETERD: "verbeterd",
    Kennisgeving.Wat.BEPERKT: "beperkt",
    Kennisgeving.Wat.ONBEPERKT: "vrijgegeven",
    Kennisgeving.Wat.VERNIETIGD: "vernietigd",
    Kennisgeving.Wat.INGETROKKEN: "ingetrokken",
}


def werk(actor: Actor) -> list[Werk]:
    """Notices to confirm; and for who keeps a file whom he has to tell himself, and who did not confirm in time."""
    rijen = Kennisgeving.objects.select_related("ontvanger")
    te_laat = Q(op__lt=actor.vandaag - Kennisgeving.TERMIJN)
    eigen = rijen.voor(actor)[:GENOEG]
    andere = rijen.van_houder(actor).open().filter(Q(aan="") | te_laat)[:GENOEG]
    return [
        *(_werk(rij, WAT[Kennisgeving.Wat(rij.wat)], "lezen") for rij in eigen),
        *(_werk(rij, _te_vertellen(rij), "vastleggen") for rij in andere),
    ]


def _te_vertellen(rij: Kennisgeving) -> str:
    wie = naam(rij.ontvanger, rij.naar)
    if rij.aan:
        return f"Vraag na bij {wie}: een bericht over gegevens is nog niet bevestigd"
    return f"Laat {wie} weten dat gegevens zijn {KORT[Kennisgeving.Wat(rij.wat)]}"


def _werk(rij: Kennisgeving, wat: str, pagina: str) -> Werk:
    dossier = rij.als_dossier
    return Werk(
        dossier,
        wat if dossier else f"{wat} ({rij.nummer})",
        reverse(f"uitwisseling:{pagina}", args=[rij.pk]),
        rij.uiterlijk,
        "kennisgeving",
    )
