"""The second wall of meetings: flat conditions, since a policy that asks its own table never ends (ADR 9)."""

from gedeeld.rules import BEWAREN
from register.beleid import (
    IEMAND,
    IK,
    LEZEN,
    TOEVOEGEN,
    Regel,
    bestaat,
    heeft_recht,
    instelling,
    ommuurd,
    rij_van,
)
from register.houdbaar import houdbaar

from .models import Agendapunt, Erbij, Genodigde, Opmerking, Overleg

KRINGEN = rij_van("kringen", "text")
# As `querysets.lezer` writes it, for each party that the actor acts for; read once for a query.
_PARTIJEN = "string_to_array(nullif(current_setting('casusoverleg.partijen', true), ''), ',')"
ZELF = (
    f"(SELECT array(SELECT {instelling('gebruiker', 'text')} || ' ' || p"
    f" FROM unnest({_PARTIJEN}) p))::varchar[]"
)
HOUDT = f"{{t}}.houder = ANY ({KRINGEN}) AND {IEMAND}"
ZIET = f"({{t}}.kring = ANY ({KRINGEN}) OR {{t}}.houder = ANY ({KRINGEN}) OR {{t}}.lezers && {ZELF}) AND {IEMAND}"
houdbaar(
    Overleg,
    "Een overleg: wanneer, wie er was en de algemene punten",
    BEWAREN,
    "na die dag",
    taak="retention.tasks.vernietig_overleggen",
)
ommuurd(Overleg, Regel("ziet", ZIET, (LEZEN,)), Regel("houdt", HOUDT))

_VAN_DIT = "overleg_overleg o WHERE o.id = {t}.overleg_id"
ZIET_OVERLEG = bestaat(_VAN_DIT)
HOUDT_OVERLEG = bestaat(f"{_VAN_DIT} AND o.houder = ANY ({KRINGEN})")
# What lies in the archive is read there, with a reason (MC 13.2), and in no meeting.
_DOSSIER = bestaat("register_dossier d WHERE d.id = {t}.dossier_id AND d.gearchiveerd_op IS NULL")
LEEST = f"({{t}}.dossier_id IS NULL OR {_DOSSIER})"
LEEST_PLAN = heeft_recht("{t}.dossier_id", "plan_lezen")
ommuurd(
    Agendapunt,
    Regel("ziet_overleg_en_dossier", f"{ZIET_OVERLEG} AND ({LEEST} OR {LEEST_PLAN})", (LEZEN,)),
    Regel("houdt_overleg_en_leest_dossier", f"{HOUDT_OVERLEG} AND {LEEST}"),
)
IN_DE_KRING = bestaat(f"{_VAN_DIT} AND (o.kring = ANY ({KRINGEN}) OR o.houder = ANY ({KRINGEN}))")
ZELF_OF_GAST = f"({{t}}.{IK} OR {{t}}.gebruiker_id IS NULL)"
ommuurd(
    Genodigde,
    Regel("in_de_kring_of_zelf", f"{IN_DE_KRING} OR ({ZELF_OF_GAST} AND {ZIET_OVERLEG})", (LEZEN,)),
    Regel("houdt_overleg", HOUDT_OVERLEG),
)
ommuurd(
    Erbij,
    Regel("ziet_overleg_en_dossier", f"{ZIET_OVERLEG} AND {_DOSSIER}", (LEZEN,)),
    Regel("houdt_overleg_en_leest_dossier", f"{HOUDT_OVERLEG} AND {_DOSSIER}"),
)
EIGEN = f"{{t}}.{IK} AND {ZIET_OVERLEG} AND ({LEEST} OR {LEEST_PLAN})"
ommuurd(
    Opmerking,
    Regel("ziet_overleg_en_dossier", f"{ZIET_OVERLEG} AND {LEEST}", (LEZEN,)),
    Regel("eigen", EIGEN, (LEZEN, TOEVOEGEN)),
)
