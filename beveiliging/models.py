"""What the topics of this app keep; each has its own models."""

from .incidenten.models import Beoordeling, Getroffen, Incident, Meldafspraak
from .plichten.models import Planonderdeel, Uitvoering
from .steekproef.models import Bevinding, Steekproef

__all__ = [
    "Beoordeling",
    "Bevinding",
    "Getroffen",
    "Incident",
    "Meldafspraak",
    "Planonderdeel",
    "Steekproef",
    "Uitvoering",
]
