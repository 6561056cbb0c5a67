"""The archive is read by its core parties and written by jobs; its accounts only grow (MC 13)."""

from register.beleid import (
    BIJSCHRIJVEN,
    LEZEN,
    Regel,
    bestaat,
    instelling,
    leest_dossier,
    ommuurd,
    rij_van,
    vrij,
)

from .models import Archiefstuk, Raadpleging, Ronde, Vernietiging

ommuurd(Archiefstuk, Regel("leest_het_dossier", leest_dossier("{t}.dossier_id"), (LEZEN,)))
VAN_EEN_DOSSIER = bestaat("register_dossier d WHERE d.pseudoniem = {t}.pseudoniem")
ommuurd(
    Raadpleging,
    Regel("leest_het_dossier", VAN_EEN_DOSSIER, BIJSCHRIJVEN),
    mag=BIJSCHRIJVEN,
)
GROEPEN = f"""ARRAY(SELECT p.groep_id FROM convenant_partij p
        WHERE p.id = ANY ({rij_van("partijen", "uuid")})
           OR ({instelling("toezicht", "text")} = 'ja'
               AND p.convenant_id = {instelling("convenant", "uuid")}))"""
ommuurd(
    Vernietiging,
    # Expected to hold, as in `bestaat`.
    Regel("eigen_of_toezicht", f"nullif({{t}}.groepen && {GROEPEN}, false) IS NOT NULL", (LEZEN,)),
    mag=BIJSCHRIJVEN,
)
vrij(
    Ronde,
    reden="Op welke dagen de taken van artikel 13 liepen: alleen dagen en aantallen.",
    mag=BIJSCHRIJVEN,
)
