"""What the topics of this app keep; each has its own models."""

from .incidenten.models import Beoordeling, Getroffen, Incident, Meldafspraak
from .plichten.models import Planonderdeel, Uitvoering

__all__ = [
    "Beoordeling",
    "Getroffen",
    "Incident",
    "Meldafspraak",
    "Planonderdeel",
    "Uitvoering",
]
