"""What the topics of this app keep; each has its own models."""

from .incidenten.models import Beoordeling, Getroffen, Incident, Meldafspraak

__all__ = ["Beoordeling", "Getroffen", "Incident", "Meldafspraak"]
