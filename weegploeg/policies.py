"""Everything of a weegploeg file is there for who reads that file (MC 8.4)."""

from register.beleid import bij_dossier, bij_rij

from .models import (
    Besluit,
    Duidingsvraag,
    GekozenPartner,
    Inbreng,
    Informatiebesluit,
    Melderinzage,
    Signaal,
    WeegploegDossier,
    Weging,
)

bij_dossier(
    WeegploegDossier,
    Inbreng,
    Melderinzage,
    Signaal,
    Weging,
    Besluit,
    GekozenPartner,
    Duidingsvraag,
    Informatiebesluit,
)
bij_dossier(WeegploegDossier.gewogen_door.through, kolom="weegploegdossier_id")
bij_rij(Besluit.partijen.through, Besluit, "besluit_id")
bij_rij(Informatiebesluit.partijen.through, Informatiebesluit, "informatiebesluit_id")
