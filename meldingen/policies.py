"""Everything of a melding is there for who reads the melding (MC 8.4)."""

from register.beleid import bij_dossier

from .models import Doorgifte, Melding, Signaal

bij_dossier(Melding)
bij_dossier(Signaal, Doorgifte, kolom="melding_id")
