"""How the signals stand on a page."""

from collections.abc import Iterable

from gedeeld.afschrift import Publiek, Sectie
from gedeeld.velden import sectie

from .. import velden
from ..models import Signaal


def signalen(rijen: Iterable[Signaal]) -> Sectie:
    """Signals, as the weegploeg reads them on each of its pages."""
    return sectie(velden.SIGNALEN, rijen, Publiek.KERNPARTIJ)
