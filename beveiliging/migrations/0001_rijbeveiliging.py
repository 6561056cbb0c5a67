"""The second wall: which rows PostgreSQL shows to whom (ADR 9; MC 8.4, 10.4, 10.5, 13.2).

One line for each table with personal data. Row-level security is enabled and forced, so a table
without a policy shows nothing, to its owner neither. The settings of the transaction that say who
acts are set by `register.muur.als`; jobs of the system take the role `casusoverleg_systeem`.

A file's row is there when the actor's party holds an object permission on it that the actor's
capacity can use, on this day, and the actor is not excluded in person. It is a look-up by index for
each row that a query touches. An array of all keys that an actor may read is far slower for who reads
many files, because each query would build it anew (docs/metingen.md).
"""

from django.db import migrations

APP, SYSTEEM = "casusoverleg_app", "casusoverleg_systeem"


def instelling(naam: str, soort: str) -> str:
    """A setting of the transaction; null when nobody acts."""
    return f"(SELECT nullif(current_setting('casusoverleg.{naam}', true), '')::{soort})"


def sleutels(naam: str) -> str:
    """A setting that holds numbers, as an array that is read once for a query."""
    return (
        f"((SELECT string_to_array(nullif(current_setting('casusoverleg.{naam}', true), ''), ','))"
        "::int[])"
    )


def bestaat(rij: str) -> str:
    """Whether there is such a row, looked up by index for each row that is asked about.

    A scalar sub-select: of EXISTS PostgreSQL can make a hash of everything that the actor may read.
    "Is not null" is a test that it expects nearly every row to pass. That is so, because each query
    asked for what the actor may see already; so it plans as if there were no policy.
    """
    return f"(SELECT true FROM {rij} LIMIT 1) IS NOT NULL"


def leest(rechten: str, dossier: str, soort: str = "lezen") -> str:
    """Whether the actor reads a file.

    Args:
        rechten: table with the object permissions of its kind.
        dossier: expression with its key.
        soort: the whole file (`lezen`), or the adopted plan only (`plan_lezen`).
    """
    # "+ 0" says that this is looked at in the index, not looked up: PostgreSQL reckons a look-up for
    # each of ten keys, finds that dear, and goes through all that the party reads, for each row.
    recht = f"""{rechten} r
        WHERE r.content_object_id = {dossier}
          AND r.group_id = {instelling("groep", "int")}
          AND r.permission_id + 0 = ANY ({sleutels(soort)})
          AND r.van <= {instelling("dag", "date")}
          AND coalesce(r.tot, 'infinity') > {instelling("dag", "date")}
          AND current_setting('casusoverleg.gebruiker', true) <> ''
          AND r.content_object_id NOT IN (SELECT u.dossier_id FROM register_uitsluiting u
            WHERE u.gebruiker_id = {instelling("gebruiker", "uuid")} AND u.opgeheven_op IS NULL)"""
    return bestaat(recht)


def onder(ouder: str, kolom: str) -> str:
    """Whether the row that this one hangs below is there for the actor."""
    return bestaat(f"{ouder} o WHERE o.id = {kolom}")


CASUS, WEEGPLOEG = "casusoverleg_casusrecht", "weegploeg_weegploegrecht"
MELDING, VERZOEK, ARCHIEF = (
    "meldingen_meldingrecht",
    "privacy_rights_verzoekrecht",
    "retention_archiefrecht",
)
SOORTEN = (CASUS, WEEGPLOEG, MELDING, VERZOEK, ARCHIEF)


def leest_het_dossier(sleutel: str) -> str:
    """Whether the actor reads the file with a key, of whatever kind it is."""
    return " OR ".join(f"({leest(rechten, sleutel)})" for rechten in SOORTEN)


IEMAND = f"{instelling('groep', 'int')} IS NOT NULL"

# Files with their permissions: read and changed by who reads them; begun by anybody with a party; removed by jobs only.
DOSSIERS = {
    "meldingen_melding": MELDING,
    "weegploeg_weegploegdossier": WEEGPLOEG,
    "casusoverleg_casus": CASUS,
    "privacy_rights_verzoek": VERZOEK,
}
# What hangs below a file: the table, with the column that leads to the file.
ONDER_MELDING = ("signaal", "melderinzage", "doorgifte")
ONDER_WEEGPLOEG = ("inbreng", "signaal", "weging", "besluit", "duidingsvraag", "informatiebesluit")
ONDER_CASUS = (
    "signaal",
    "weging",
    "deelname",
    "deelnameverzoek",
    "bijdrage",
    "derde",
    "afsluitadvies",
    "verstrekking",
)
RIJEN = {
    **{f"meldingen_{t}": leest(MELDING, f"meldingen_{t}.melding_id") for t in ONDER_MELDING},
    **{f"weegploeg_{t}": leest(WEEGPLOEG, f"weegploeg_{t}.dossier_id") for t in ONDER_WEEGPLOEG},
    **{f"casusoverleg_{t}": leest(CASUS, f"casusoverleg_{t}.casus_id") for t in ONDER_CASUS},
    "weegploeg_melderinzage": onder("weegploeg_inbreng", "inbreng_id"),
    "weegploeg_gekozenpartner": onder("weegploeg_besluit", "besluit_id"),
    "weegploeg_besluit_partijen": onder("weegploeg_besluit", "besluit_id"),
    "weegploeg_informatiebesluit_partijen": onder(
        "weegploeg_informatiebesluit", "informatiebesluit_id"
    ),
}
# Adopted versions, for who carries them out and reads no more than that.
PLAN_EXTERN = "casusoverleg_plan.status = 'vastgesteld' AND " + leest(
    CASUS, "casusoverleg_plan.casus_id", "plan_lezen"
)
VAN_EEN_MAATREGEL = """casusoverleg_maatregel m JOIN casusoverleg_plan p ON p.id = m.plan_id
        WHERE m.keten = casusoverleg_voortgang.keten
          AND p.casus_id = casusoverleg_voortgang.casus_id"""
VOORTGANG_EXTERN = (
    f"{leest(CASUS, 'casusoverleg_voortgang.casus_id', 'plan_lezen')}"
    f" AND {bestaat(VAN_EEN_MAATREGEL)}"
)
MAATREGEL_HEEL = bestaat(
    "casusoverleg_plan p"
    f" WHERE p.id = casusoverleg_maatregel.plan_id AND {leest(CASUS, 'p.casus_id')}"
)
VERSTREKKING_HEEL = bestaat(
    f"casusoverleg_verstrekking v WHERE v.id = verstrekking_id AND {leest(CASUS, 'v.casus_id')}"
)
EIGEN_PARTIJ = f"""partij_id = (SELECT p.id FROM convenant_partij p
        WHERE p.groep_id = {instelling("groep", "int")})"""
# What was disclosed to an external partner: complete, running, and while it may read the plan.
VERSTREKT = f"""{EIGEN_PARTIJ} AND volledig_op IS NOT NULL
      AND ingetrokken_op IS NULL AND beeindigd_op IS NULL
      AND casusoverleg_verstrekking.van <= {instelling("dag", "date")}
      AND coalesce(casusoverleg_verstrekking.tot, 'infinity') > {instelling("dag", "date")}
      AND {leest(CASUS, "casusoverleg_verstrekking.casus_id", "plan_lezen")}"""
# The notice that it was recalled, until the partner marks it as read; nothing of its content.
INGETROKKEN = f"""{EIGEN_PARTIJ} AND volledig_op IS NOT NULL
      AND ingetrokken_op >= casusoverleg_verstrekking.van AND gelezen_op IS NULL"""
EIGEN_GROEP = f"group_id = {instelling('groep', 'int')}"
TOEZICHT = (
    f"({instelling('toezicht', 'text')} = 'ja'"
    f" AND coalesce(convenant_id, {instelling('convenant', 'uuid')})"
    f" = {instelling('convenant', 'uuid')})"
)
IK = f"gebruiker_id = {instelling('gebruiker', 'uuid')}"
# What the actor did himself, under the covenant of today, to a file whose number he was shown. An act
# may touch a file that its actor does not see, and a question does not say whether there was anything.
GETOOND = f"""register_inzage i WHERE i.{IK} AND i.toegestaan AND i.soort <> 'vraag'
        AND i.nummer = register_gebeurtenis.nummer"""
ZELF_GEDAAN = f"""({IEMAND} AND {IK} AND convenant_id = {instelling("convenant", "uuid")}
      AND soort <> 'casusoverleg.deelname_gevraagd' AND {bestaat(GETOOND)})"""
GELEZEN = " OR ".join(
    [
        TOEZICHT,  # one look-up at most comes before six
        ZELF_GEDAAN,
        leest_het_dossier("register_gebeurtenis.bestand_id"),
        f"({leest(CASUS, 'register_gebeurtenis.bestand_id', 'plan_lezen')})",
    ]
)
ZICHTBARE_GROEPEN = f"""ARRAY(SELECT p.groep_id FROM convenant_partij p
        WHERE p.groep_id = {instelling("groep", "int")}
           OR ({instelling("toezicht", "text")} = 'ja'
               AND p.convenant_id = {instelling("convenant", "uuid")}))"""
# (table, command, condition): what is not named here is not there for a user.
BELEID = [
    *((tabel, "SELECT", leest(recht, f"{tabel}.id")) for tabel, recht in DOSSIERS.items()),
    *((tabel, "UPDATE", leest(recht, f"{tabel}.id")) for tabel, recht in DOSSIERS.items()),
    *((tabel, "INSERT", IEMAND) for tabel in DOSSIERS),
    *((tabel, "ALL", voorwaarde) for tabel, voorwaarde in RIJEN.items()),
    ("casusoverleg_plan", "ALL", leest(CASUS, "casusoverleg_plan.casus_id")),
    ("casusoverleg_plan", "SELECT", PLAN_EXTERN),
    ("casusoverleg_maatregel", "SELECT", onder("casusoverleg_plan", "plan_id")),
    *(("casusoverleg_maatregel", wat, MAATREGEL_HEEL) for wat in ("INSERT", "UPDATE", "DELETE")),
    ("casusoverleg_voortgang", "ALL", leest(CASUS, "casusoverleg_voortgang.casus_id")),
    ("casusoverleg_voortgang", "SELECT", VOORTGANG_EXTERN),
    ("casusoverleg_voortgang", "INSERT", VOORTGANG_EXTERN),
    ("casusoverleg_verstrekking", "SELECT", f"({VERSTREKT}) OR ({INGETROKKEN})"),
    ("casusoverleg_verstrektgegeven", "ALL", VERSTREKKING_HEEL),
    (
        "casusoverleg_verstrektgegeven",
        "SELECT",
        bestaat(
            "casusoverleg_verstrekking v WHERE v.id = verstrekking_id AND v.ingetrokken_op IS NULL"
        ),
    ),
    ("casusoverleg_toestemming", "ALL", VERSTREKKING_HEEL),
    # The archive and the permissions themselves: read by users, written by jobs.
    ("retention_archiefstuk", "SELECT", leest(ARCHIEF, "retention_archiefstuk.id")),
    ("retention_raadpleging", "ALL", leest(ARCHIEF, "retention_raadpleging.archiefstuk_id")),
    # As in `bestaat`: expected to hold.
    (
        "retention_vernietiging",
        "SELECT",
        f"nullif(groepen && {ZICHTBARE_GROEPEN}, false) IS NOT NULL",
    ),
    *((tabel, "SELECT", EIGEN_GROEP) for tabel in (CASUS, WEEGPLOEG, MELDING, VERZOEK, ARCHIEF)),
    # Who is excluded sees that here, because the conditions above ask it; others do not.
    ("register_uitsluiting", "SELECT", IK),
    # Who reads a file sees why it is restricted; jobs write that.
    ("register_beperking", "SELECT", leest_het_dossier("register_beperking.dossier_id")),
    # The logs: added to by everybody; read by who did it, by the supervisor, on a file's own page.
    ("register_inzage", "INSERT", "true"),
    ("register_inzage", "SELECT", f"{IK} OR {TOEZICHT}"),
    ("register_gebeurtenis", "INSERT", "true"),
    ("register_gebeurtenis", "SELECT", GELEZEN),
]


def opdrachten() -> list[str]:
    """The statements, a table at a time."""
    uit = []
    for tabel in sorted({tabel for tabel, _, _ in BELEID}):
        uit += [
            f"ALTER TABLE {tabel} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {tabel} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY systeem ON {tabel} TO {SYSTEEM} USING (true) WITH CHECK (true)",
        ]
    for nummer, (tabel, opdracht, voorwaarde) in enumerate(BELEID):
        deel = "WITH CHECK" if opdracht == "INSERT" else "USING"
        uit.append(
            f"CREATE POLICY gebruiker_{opdracht.lower()}_{nummer} ON {tabel}"
            f" FOR {opdracht} TO {APP} {deel} ({voorwaarde})"
        )
    return uit


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0003_logs_alleen_toevoegen"),
        ("convenant", "0002_teksten_alleen_toevoegen"),
        ("meldingen", "0001_initial"),
        ("weegploeg", "0001_initial"),
        ("casusoverleg", "0001_initial"),
        ("privacy_rights", "0001_initial"),
        ("retention", "0002_alleen_toevoegen"),
    ]
    operations = [migrations.RunSQL(opdrachten(), migrations.RunSQL.noop)]
