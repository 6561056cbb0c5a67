"""Everything of a weegploeg file is there for who reads that file (MC 8.4); a question also for who is asked."""

from register.beleid import (
    LEZEN,
    Regel,
    bij_dossier,
    heeft_recht,
    leest_dossier,
    ommuurd,
    rij_van,
)

from .models import (
    Achterhouding,
    Besluit,
    Bezwaar,
    Brief,
    Controle,
    Duidingsvraag,
    GekozenPartner,
    Inbreng,
    Informatiebesluit,
    Melderinzage,
    Partnervraag,
    Signaal,
    Spreker,
    Standpunt,
    Vastlegging,
    WeegploegDossier,
    Weging,
)

bij_dossier(
    WeegploegDossier,
    Achterhouding,
    Brief,
    Controle,
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

# What a party is asked, while it may read that (PB 3.4 ad 3): its own questions, and nothing else of the file.
EIGEN = f"{{t}}.partij_id = ANY ({rij_van('partijen', 'uuid')})"
ommuurd(
    Partnervraag,
    Regel("leest_het_dossier", leest_dossier("{t}.dossier_id")),
    Regel(
        "aan_de_eigen_partij",
        f"{EIGEN} AND {heeft_recht('{t}.dossier_id', 'vraag_lezen')}",
        (LEZEN,),
    ),
)
