"""Everything of a weegploeg file is there for who reads that file (MC 8.4); a question also for who is asked."""

from register.beleid import (
    LEZEN,
    Regel,
    bij_dossier,
    bij_twee_dossiers,
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
    Correctie,
    Doorgifte,
    Duidingsvraag,
    GekozenPartner,
    Heractivering,
    Inbreng,
    Informatiebesluit,
    Melderinzage,
    Ontvangst,
    Partnervraag,
    Plaatsing,
    Signaal,
    Spreker,
    Standpunt,
    Vastlegging,
    Vergelijking,
    WeegploegDossier,
    Weging,
)

bij_dossier(
    WeegploegDossier,
    Achterhouding,
    Brief,
    Controle,
    Correctie,
    Doorgifte,
    Inbreng,
    Heractivering,
    Melderinzage,
    Ontvangst,
    Plaatsing,
    Signaal,
    Weging,
    Standpunt,
    Duidingsvraag,
)
bij_dossier(WeegploegDossier.gewogen_door.through, kolom="weegploegdossier_id")
bij_twee_dossiers(Vergelijking)

# What was logged is there also for a core party that has yet to say whether it is so (PB 3.3, 3.4 ad 2).
for tabel in (Vastlegging, Spreker, Bezwaar, Besluit, GekozenPartner, Informatiebesluit):
    ommuurd(
        tabel,
        Regel("leest_het_dossier", leest_dossier("{t}.dossier_id")),
        Regel("bevestigt_nog", heeft_recht("{t}.dossier_id", "besluit_lezen"), (LEZEN,)),
    )

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
