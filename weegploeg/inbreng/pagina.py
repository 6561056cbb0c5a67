"""How the signals stand on a page."""

from collections.abc import Iterable
from itertools import groupby

from gedeeld.afschrift import Publiek, Regel, Sectie
from gedeeld.velden import sectie

from .. import velden
from ..models import Signaal

ONBEKEND = "Onbekend. Weeg dat mee: niemand kan navragen wat de melder zag of hoorde."


def signalen(rijen: Iterable[Signaal]) -> Sectie:
    """Signals, as the weegploeg reads them on each of its pages; of which the reporter is not known (MvT 5.1)."""
    rijen = list(rijen)
    uit = sectie(velden.SIGNALEN, rijen, Publiek.KERNPARTIJ)
    onbekend = {str(rij.pk): n for n, rij in enumerate(rijen, 1) if rij.inbreng.anoniem}
    regels: list[Regel] = []
    for sleutel, eigen in groupby(uit.regels, key=lambda regel: regel.rij):
        regels += eigen
        if n := onbekend.get(sleutel):
            regels.append(Regel(f"Signaal {n}: melder", ONBEKEND, rij=sleutel))
    return Sectie(uit.titel, regels)
