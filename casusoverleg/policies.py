"""A casus is there for who reads the file; its adopted plan also for external partners (MC 10.4, 10.5)."""

from register import datasleutels
from register.beleid import (
    LEZEN,
    TOEVOEGEN,
    UITGESLOTEN,
    Regel,
    bestaat,
    bij_dossier,
    heeft_recht,
    instelling,
    leest_door_rol,
    leest_dossier,
    ommuurd,
    regel_erbij,
    rij_van,
)
from register.kringen import Kring

from .advies.models import Adviesvraag
from .deelname.models import Afspraak, Deelname, Deelnameverzoek, Regie, Vangnet
from .dossier.models import (
    Afloop,
    Afsluitadvies,
    Afweging,
    Band,
    Bijdrage,
    Brief,
    Casus,
    Controle,
    Correctie,
    Derde,
    Doelevaluatie,
    Gebiedsanalyse,
    Reis,
    Signaal,
    Voortzetting,
    Weging,
)
from .informeren.models import Informeeradvies
from .partijvraag.models import Partijvraag
from .plan.models import Afzien, Maatregel, Oordeel, Plan, Voortgang
from .verstrekking.models import Toestemming, Verstrekking, VerstrektGegeven
from .zenden.models import Zending, Zendingantwoord, Zendinginhoud, Zendingsignaal

bij_dossier(Casus, Brief, Controle)
# What it said before is for the core parties alone (MC 10.3).
ommuurd(Correctie, Regel("leest_door_rol", leest_door_rol("{t}.dossier_id")))
bij_dossier(
    Signaal,
    Weging,
    Deelname,
    Deelnameverzoek,
    Regie,
    Vangnet,
    Afspraak,
    Derde,
    Band,
    Reis,
    Adviesvraag,
    Afloop,
    Doelevaluatie,
    Gebiedsanalyse,
    Informeeradvies,
    Voortzetting,
    Afsluitadvies,
    Toestemming,
    kolom="casus_id",
)


LEEST = Regel("leest_het_dossier", leest_dossier("{t}.casus_id"))
LEEST_PLAN = heeft_recht("{t}.casus_id", "plan_lezen")
PARTIJEN = rij_van("partijen", "uuid")
PARTIJ = f"{{t}}.partij_id = ANY ({PARTIJEN})"
# The adopted version, for who carries it out and reads no more than that, and those that held for him
# before; and the concept, for who was asked to help to draw it up.
ommuurd(
    Plan,
    LEEST,
    Regel("vastgesteld_plan", f"{{t}}.status = 'vastgesteld' AND {LEEST_PLAN}", (LEZEN,)),
    Regel(
        "vervangen_plan",
        f"{{t}}.status = 'vervangen' AND {{t}}.gold_voor && {PARTIJEN} AND {LEEST_PLAN}",
        (LEZEN,),
    ),
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
    Regel(
        "leest_het_dossier",
        f"{leest_dossier('{t}.casus_id')} AND ({{t}}.voor = 'casus' OR {PARTIJ}"
        f" OR {leest_door_rol('{t}.casus_id')})",
    ),
    Regel("van_de_eigen_partij", f"{LEEST_PLAN} AND {PARTIJ}", (LEZEN, TOEVOEGEN)),
)
ommuurd(
    Afweging,
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
# Its own word, for who reads no more of it than the plan.
ommuurd(
    Oordeel,
    LEEST,
    Regel("van_de_eigen_partij", f"{LEEST_PLAN} AND {PARTIJ}", (LEZEN, TOEVOEGEN)),
)
# For who asked and who was asked, whatever else they read (MvT 2.1).
ommuurd(
    Afzien,
    Regel(
        "vroeg_of_is_gevraagd",
        f"({leest_dossier('{t}.casus_id')} OR {LEEST_PLAN})"
        f" AND ({PARTIJ} OR {{t}}.gevraagd && {PARTIJEN})",
    ),
)

# What a party is asked, while it may read that: its own questions, and nothing else of the casus.
# What one of them is told of its own data may be for the core parties alone.
ommuurd(
    Partijvraag,
    Regel(
        "leest_het_dossier",
        f"{leest_dossier('{t}.casus_id')} AND ({{t}}.soort <> 'eigen' OR {PARTIJ}"
        f" OR {leest_door_rol('{t}.casus_id')})",
    ),
    Regel(
        "aan_de_eigen_partij",
        f"{PARTIJ} AND {{t}}.gevraagd_op <= {instelling('dag', 'date')}"
        f" AND {{t}}.lezen_tot > {instelling('dag', 'date')}"
        f" AND {heeft_recht('{t}.casus_id', 'vraag_lezen')}",
        (LEZEN,),
    ),
)

DAG = instelling("dag", "date")
# What was disclosed to an external partner: complete, running, and while it may read the plan.
VERSTREKT = f"""{PARTIJ} AND {{t}}.volledig_op IS NOT NULL
      AND {{t}}.ingetrokken_op IS NULL AND {{t}}.beeindigd_op IS NULL AND {{t}}.van <= {DAG} AND coalesce({{t}}.tot, 'infinity') > {DAG} AND {LEEST_PLAN}"""
ommuurd(Verstrekking, LEEST, Regel("aan_de_eigen_partij", VERSTREKT, (LEZEN,)))
NIET_INGETROKKEN = bestaat(
    "casusoverleg_verstrekking v WHERE v.id = {t}.verstrekking_id AND v.ingetrokken_op IS NULL"
)
ommuurd(VerstrektGegeven, LEEST, Regel("wat_verstrekt_is", NIET_INGETROKKEN, (LEZEN,)))

# What goes to another municipality: for who answers for the casus; and, while it is offered, for the
# secretary of the weegploeg there, who reads nothing else of the casus (WV 4).
DOOR_ROL = Regel("leest_door_rol", leest_door_rol("{t}.casus_id"))
KRING = f"'{Kring.UITVOERDER_WEEGPLOEG.value} ' || {{t}}.aan_id::text = ANY ({rij_van('kringen', 'text')})"
AANGEBODEN = f"""{{t}}.aangeboden_op IS NOT NULL AND {{t}}.uitkomst = '' AND {{t}}.laatste_dag >= {DAG}
      AND {KRING} AND {{t}}.casus_id NOT IN ({UITGESLOTEN})"""
ommuurd(Zending, DOOR_ROL, Regel("aan_de_andere_gemeente", AANGEBODEN, (LEZEN,)))
VAN_EEN_ZENDING = bestaat("casusoverleg_zending z WHERE z.id = {t}.zending_id")
for kopie in (Zendinginhoud, Zendingsignaal):
    ommuurd(kopie, DOOR_ROL, Regel("van_een_zending", VAN_EEN_ZENDING, (LEZEN,)))
ommuurd(Zendingantwoord, DOOR_ROL)
ZENDING = bestaat("casusoverleg_zending z WHERE z.casus_id = {t}.dossier_id")
regel_erbij(datasleutels.TABEL, Regel("ziet_zending", ZENDING, (LEZEN,)))
