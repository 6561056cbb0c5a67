"""A request is there for who handles those of the party that received it (MC 12.1)."""

from register.beleid import bij_dossier

from .models import Verzoek

bij_dossier(Verzoek)
