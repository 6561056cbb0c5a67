"""Everything of a weegploeg file is there for who reads that file (MC 8.4)."""

from register.beleid import bij_dossier

from .models import (
    Besluit,
    Bezwaar,
    Duidingsvraag,
    GekozenPartner,
    Inbreng,
    Informatiebesluit,
    Melderinzage,
    Signaal,
    Spreker,
    Standpunt,
    Vastlegging,
    WeegploegDossier,
    Weging,
)

bij_dossier(
    WeegploegDossier,
    Inbreng,
    Melderinzage,
    Signaal,
    Weging,
    Standpunt,
    Vastlegging,
    Spreker,
    Bezwaar,
    Besluit,
    GekozenPartner,
    Duidingsvraag,
    Informatiebesluit,
)
bij_dossier(WeegploegDossier.gewogen_door.through, kolom="weegploegdossier_id")
