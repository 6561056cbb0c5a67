"""A casus is there for who reads the file; its adopted plan also for external partners (MC 10.4, 10.5)."""

from register.beleid import (
    LEZEN,
    TOEVOEGEN,
    UITGESLOTEN,
    Regel,
    bestaat,
    bij_dossier,
    heeft_recht,
    instelling,
    leest_dossier,
    ommuurd,
    rij_van,
)

from .deelname.models import Deelname, Deelnameverzoek, Vangnet
from .dossier.models import Afsluitadvies, Bijdrage, Brief, Casus, Controle, Derde, Signaal, Weging
from .plan.models import Maatregel, Plan, Voortgang
from .verstrekking.models import Toestemming, Verstrekking, VerstrektGegeven

bij_dossier(Casus, Brief, Controle)
bij_dossier(
    Signaal,
    Weging,
    Deelname,
    Deelnameverzoek,
    Vangnet,
    Derde,
    Afsluitadvies,
    Toestemming,
    kolom="casus_id",
)

LEEST = Regel("leest_het_dossier", leest_dossier("{t}.casus_id"))
LEEST_PLAN = heeft_recht("{t}.casus_id", "plan_lezen")
PARTIJEN = rij_van("partijen", "uuid")
PARTIJ = f"{{t}}.partij_id = ANY ({PARTIJEN})"
# Adopted versions, for who carries them out and reads no more than that; and the concept, for who was
# asked to help to draw it up.
ommuurd(
    Plan,
    LEEST,
    Regel("vastgesteld_plan", f"{{t}}.status = 'vastgesteld' AND {LEEST_PLAN}", (LEZEN,)),
    Regel(
        "voorgelegd_concept",
        f"{{t}}.status = 'concept' AND {{t}}.voorgelegd_aan && {PARTIJEN} AND {LEEST_PLAN}",
        (LEZEN,),
    ),
)
PLAN = bestaat("casusoverleg_plan p WHERE p.id = {t}.plan_id")
ommuurd(Maatregel, LEEST, Regel("van_het_plan", f"{LEEST_PLAN} AND {PLAN}", (LEZEN,)))
# What it brought in itself, for who reads no more than the plan.
ommuurd(
    Bijdrage,
    LEEST,
    Regel("van_de_eigen_partij", f"{LEEST_PLAN} AND {PARTIJ}", (LEZEN, TOEVOEGEN)),
)
MAATREGEL = bestaat(
    "casusoverleg_maatregel m WHERE m.keten = {t}.keten AND m.casus_id = {t}.casus_id"
)
ommuurd(
    Voortgang,
    LEEST,
    Regel("van_een_maatregel", f"{LEEST_PLAN} AND {MAATREGEL}", (LEZEN,)),
    # Each party reports on its own measures; the secretary, who reads the file, on all.
    Regel("van_de_eigen_partij", f"{LEEST_PLAN} AND {MAATREGEL} AND {PARTIJ}", (TOEVOEGEN,)),
)

EIGEN = f"{PARTIJ} AND {{t}}.volledig_op IS NOT NULL"
DAG = instelling("dag", "date")
# What was disclosed to an external partner: complete, running, and while it may read the plan.
VERSTREKT = f"""{EIGEN} AND {{t}}.ingetrokken_op IS NULL AND {{t}}.beeindigd_op IS NULL
      AND {{t}}.van <= {DAG} AND coalesce({{t}}.tot, 'infinity') > {DAG} AND {LEEST_PLAN}"""
# The notice that it was recalled, until the partner marks it as read; nothing of its content.
INGETROKKEN = f"""{EIGEN} AND {{t}}.ingetrokken_op >= {{t}}.van AND {{t}}.gelezen_op IS NULL
      AND {{t}}.casus_id NOT IN ({UITGESLOTEN})"""
ommuurd(
    Verstrekking,
    LEEST,
    Regel("aan_de_eigen_partij", f"({VERSTREKT}) OR ({INGETROKKEN})", (LEZEN,)),
)
NIET_INGETROKKEN = bestaat(
    "casusoverleg_verstrekking v WHERE v.id = {t}.verstrekking_id AND v.ingetrokken_op IS NULL"
)
ommuurd(VerstrektGegeven, LEEST, Regel("wat_verstrekt_is", NIET_INGETROKKEN, (LEZEN,)))
