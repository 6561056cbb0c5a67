"""Everything of a melding is there for who reads the melding (MC 8.4)."""

from register.beleid import bij_dossier

from .models import Doorgifte, Melderinzage, Melding, Signaal

bij_dossier(Melding)
bij_dossier(Signaal, Melderinzage, Doorgifte, kolom="melding_id")
