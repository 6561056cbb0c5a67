"""The archive is read by its core parties and written by jobs; its accounts only grow (MC 13)."""

from dateutil.relativedelta import relativedelta

from register.beleid import (
    BIJSCHRIJVEN,
    IEMAND,
    LEZEN,
    TOEVOEGEN,
    Regel,
    bestaat,
    instelling,
    leest_dossier,
    ommuurd,
    rij_van,
)
from register.houdbaar import houdbaar
from register.kringen import Kring

from .models import Archiefstuk, Cijfer, Raadpleging, Ronde, Vernietiging, Vervroeging

ommuurd(Archiefstuk, Regel("leest_het_dossier", leest_dossier("{t}.dossier_id"), (LEZEN,)))
# Sums, for the supervisor of that covenant; the page that shows them leaves the small ones out (`cijfers`).
TOEZICHT = f"""{instelling("toezicht", "text")} = 'ja'
    AND {{t}}.convenant_id = {instelling("convenant", "uuid")}"""
ommuurd(Cijfer, Regel("toezicht_op_het_convenant", TOEZICHT, (LEZEN,)))
ommuurd(Vervroeging, Regel("leest_het_dossier", leest_dossier("{t}.dossier_id"), (LEZEN,)))
VAN_EEN_DOSSIER = bestaat("register_dossier d WHERE d.pseudoniem = {t}.pseudoniem")
ommuurd(
    Raadpleging,
    Regel("leest_het_dossier", VAN_EEN_DOSSIER, BIJSCHRIJVEN),
    mag=BIJSCHRIJVEN,
)
GROEPEN = f"""ARRAY(SELECT p.groep_id FROM convenant_partij p
        WHERE '{Kring.UITVOERDER_WEEGPLOEG} ' || p.id = ANY ({rij_van("kringen", "text")})
           OR ({instelling("toezicht", "text")} = 'ja'
               AND p.convenant_id = {instelling("convenant", "uuid")}))"""
ommuurd(
    Vernietiging,
    # Expected to hold, as in `bestaat`.
    Regel(
        "secretaris_of_toezicht", f"nullif({{t}}.groepen && {GROEPEN}, false) IS NOT NULL", (LEZEN,)
    ),
    mag=BIJSCHRIJVEN,
)
# On which days the jobs ran says nothing on anybody; but a day that was noted lets them destroy. Jobs note
# it, and a person only in his own name, with the number that he confirmed.
BEVESTIGD = f"{{t}}.gebruiker_id = {instelling('gebruiker', 'uuid')} AND {{t}}.aantal IS NOT NULL"
ommuurd(
    Ronde,
    Regel("wie_is_ingelogd", IEMAND, (LEZEN,)),
    Regel("zelf_bevestigd", BEVESTIGD, (TOEVOEGEN,)),
    mag=BIJSCHRIJVEN,
)

# How long they are kept. What was destroyed can be accounted for as long as complaints can come; then the
# statement says no more of which file it was, and only counts.
VIJF_JAAR = relativedelta(years=5)
houdbaar(
    Raadpleging,
    "Wie het archief las, en waarom",
    VIJF_JAAR,
    "na het lezen",
    kolom="tijdstip",
    in_ketting=True,
)
houdbaar(Ronde, "Op welke dagen de taken liepen", VIJF_JAAR, "na die dag", kolom="begonnen_op")
houdbaar(
    Vernietiging,
    "Het nummer in een verklaring van vernietiging",
    VIJF_JAAR,
    "na het vernietigen",
    kolom="vernietigd_op",
    leeg="nummer",
)
