"""Everything of a melding is there for who reads the melding (MC 8.4); with what it was compared, for who reads both.

Of a melding that somebody is writing his party sees that there is one, and he alone what it says.
"""

from dateutil.relativedelta import relativedelta

from register.beleid import (
    Regel,
    bestaat,
    bij_dossier,
    bij_twee_dossiers,
    instelling,
    ommuurd,
    rij_van,
)
from register.houdbaar import houdbaar
from register.kringen import Kring

from .models import Concept, Conceptinhoud, Doorgifte, Melding, Signaal, Vergelijking

bij_dossier(Melding)
bij_dossier(Signaal, Doorgifte, kolom="melding_id")
bij_twee_dossiers(Vergelijking)

EIGEN_PARTIJ = (
    f"('{Kring.WEEGPLOEG_VAN_PARTIJ} ' || {{t}}.partij_id) = ANY ({rij_van('kringen', 'text')})"
)
ommuurd(Concept, Regel("van_de_eigen_partij", EIGEN_PARTIJ))
houdbaar(
    Concept,
    "Een melding die iemand nog schrijft",
    relativedelta(days=30),
    "nadat hij begon, en nooit langer dan een melding",
    taak="retention.tasks.vernietig_wat_geen_dossier_is",
)
VAN_MIJ = bestaat(
    "meldingen_concept c WHERE c.id = {t}.concept_id"
    f" AND c.schrijver_id = {instelling('gebruiker', 'uuid')}"
)
ommuurd(Conceptinhoud, Regel("van_de_schrijver", VAN_MIJ))
