"""The second wall, declared: under which file the rows of a table hang, or who else sees them (ADR 9).

Each app says it in its `policies.py`, one line for each table. After every migrate the policies and
grants of all tables are compiled from these declarations (`zet`), under names that say what they are.
A table that nobody declared cannot be read at all. `afwijkingen` compiles them anew, on a scratch copy
of each table, and compares.

A policy hides rows, not columns: what only some readers of a row may see stands in a row of its own.
No policy reads its own table.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection, models, transaction

from .houdbaar import Houdbaar, van
from .muur import ROL_APP, ROL_SYSTEEM

LEZEN, TOEVOEGEN, WIJZIGEN, VERWIJDEREN = "SELECT", "INSERT", "UPDATE", "DELETE"
ALLES = (LEZEN, TOEVOEGEN, WIJZIGEN, VERWIJDEREN)
BIJSCHRIJVEN = (LEZEN, TOEVOEGEN)  # a log: what stands there stays


# Conditions ----------------------------------------------------------------------------------------
def instelling(naam: str, soort: str) -> str:
    """A setting of the transaction, read once for a query; null when nobody acts."""
    return f"(SELECT nullif(current_setting('casusoverleg.{naam}', true), '')::{soort})"


def rij_van(naam: str, soort: str) -> str:
    """A setting that holds several values, as an array that is read once for a query."""
    waarde = f"nullif(current_setting('casusoverleg.{naam}', true), '')"
    # Cast outside the sub-select: ANY would else compare with its rows.
    return f"(SELECT string_to_array({waarde}, ','))::{soort}[]"


def bestaat(rij: str) -> str:
    """Whether there is such a row, looked up by index for each row that is asked about.

    A scalar sub-select: of EXISTS PostgreSQL can make a hash of everything that the actor may read.
    "Is not null" is a test that it expects nearly every row to pass. That is so, because each query
    asked for what the actor may see already; so it plans as if there were no policy.
    """
    return f"(SELECT true FROM {rij} LIMIT 1) IS NOT NULL"


def heeft_recht(dossier: str, recht: str) -> str:
    """Whether the actor's party holds a grant on a file that the actor can use today.

    Args:
        dossier: expression with its key.
        recht: codename.
    """
    dag = instelling("dag", "date")
    return bestaat(
        f"""register_recht r WHERE r.content_object_id = {dossier}
        AND r.group_id = {instelling("groep", "int")}
        AND r.permission_id = {instelling(recht, "int")}
        AND r.van <= {dag} AND coalesce(r.tot, 'infinity') > {dag}
        AND (r.vermelding_id IS NULL OR r.vermelding_id = ANY ({rij_van("vermeldingen", "bigint")}))
        AND r.content_object_id NOT IN ({UITGESLOTEN})"""
    )


UITGESLOTEN = f"""SELECT u.dossier_id FROM register_uitsluiting u
        WHERE u.gebruiker_id = {instelling("gebruiker", "uuid")} AND u.opgeheven_op IS NULL"""


def leest_dossier(sleutel: str) -> str:
    """Whether the actor reads a file as a whole: the row of the register is there.

    Args:
        sleutel: expression with its key.
    """
    return bestaat(f"register_dossier d WHERE d.id = {sleutel}")


# The one file that the data protection officer reads; its row is there for as long as that lasts.
ONDERZOEKT = instelling("onderzoekt", "uuid")


def leest_door_rol(sleutel: str) -> str:
    """Whether the actor reads a file by role: a core party or its secretary, also to finish something, or the
    data protection officer for a supervisory question; and no party that was let in.

    Args:
        sleutel: expression with its key.
    """
    kringen = rij_van("kringen", "text")
    return bestaat(
        f"""register_dossier d WHERE d.id = {sleutel}
        AND (d.kring = ANY ({kringen}) OR d.houder = ANY ({kringen})
             OR d.afmakers::text[] && {kringen} OR d.id = {ONDERZOEKT})"""
    )


IEMAND = f"{instelling('gebruiker', 'uuid')} IS NOT NULL"
IK = f"gebruiker_id = {instelling('gebruiker', 'uuid')}"


# Declarations --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Regel:
    """One policy for users.

    Args:
        naam: what it says, in a few words with underscores.
        waar: the condition; columns of the table are written as `{t}.naam`.
        wat: the commands that it is for; it may not be empty.
    """

    naam: str
    waar: str
    wat: tuple[str, ...] = ALLES


@dataclass(frozen=True)
class Tabel:
    """What is declared of one table.

    Args:
        regels: None for a table without row-level security.
        mag: the commands that the application is granted.
        reden: why a table stands outside the wall; a stranger must be able to accept it.
        rol: of a table in a schema of its own: the one role that reaches it, for users and for jobs.
    """

    naam: str
    regels: tuple[Regel, ...] | None
    mag: tuple[str, ...] = ALLES
    reden: str = ""
    rol: str = ""


_TABELLEN: dict[str, Tabel] = {}


def _naam(tabel: type[models.Model] | str) -> str:
    return tabel if isinstance(tabel, str) else tabel._meta.db_table


def _zet(tabel: Tabel) -> None:
    assert tabel.naam not in _TABELLEN, f"{tabel.naam} staat twee keer in het beleid"
    _TABELLEN[tabel.naam] = tabel


def ommuurd(tabel: type[models.Model] | str, *regels: Regel, mag: tuple[str, ...] = ALLES) -> None:
    """Rows of this table are there for users by these policies, and for jobs of the system."""
    _zet(Tabel(_naam(tabel), regels, mag))


def bij_dossier(
    *tabellen: type[models.Model], kolom: str = "dossier_id", mag: tuple[str, ...] = ALLES
) -> None:
    """Rows of these tables are there for who reads the file that they bear the key of."""
    for tabel in tabellen:
        regel = Regel("leest_het_dossier", leest_dossier(f"{{t}}.{kolom}"))
        ommuurd(tabel, regel, mag=mag)


def bij_twee_dossiers(*tabellen: type[models.Model], kolom: str = "ander_id") -> None:
    """Rows of these tables are there for who reads both the file that they hang on and another one."""
    for tabel in tabellen:
        waar = f"{leest_dossier('{t}.dossier_id')} AND {leest_dossier('{t}.' + kolom)}"
        ommuurd(tabel, Regel("leest_beide_dossiers", waar))


def bij_rij(
    tabel: type[models.Model], ouder: type[models.Model], kolom: str, sleutel: str = "id"
) -> None:
    """Rows of a table between others are there when the row is that they hang on."""
    waar = bestaat(f"{ouder._meta.db_table} o WHERE o.{sleutel} = {{t}}.{kolom}")
    ommuurd(tabel, Regel(f"ziet_{ouder._meta.model_name}", waar))


def in_een_eigen_schema(naam: str, rol: str, *regels: Regel) -> None:
    """Rows of this table are there for users and jobs by these policies, and only through functions of a role.

    Args:
        naam: with its schema.
        rol: the one role that reaches it.
    """
    _zet(Tabel(naam, regels, rol=rol))


def regel_erbij(naam: str, regel: Regel) -> None:
    """A table of a lower app is there for more people by a rule of a higher one, which it cannot name."""
    tabel = _TABELLEN[naam]
    _TABELLEN[naam] = replace(tabel, regels=(*(tabel.regels or ()), regel))


def vrij(*tabellen: type[models.Model] | str, reden: str, mag: tuple[str, ...] = ALLES) -> None:
    """These tables stand outside the wall: nothing on a subject is in them."""
    for tabel in tabellen:
        _zet(Tabel(_naam(tabel), None, mag, reden))


def tabellen() -> dict[str, Tabel]:
    """What is declared, by table; without those in a schema of their own."""
    return {naam: tabel for naam, tabel in _TABELLEN.items() if not tabel.rol}


# Compiling -----------------------------------------------------------------------------------------
def beleid(tabel: Tabel, op: str = "") -> Iterator[str]:
    """The statements that make the policies of a walled table.

    Args:
        op: the table as SQL, where that is not this one itself.
    """
    t, kort = op or _sql(tabel.naam), tabel.naam.rpartition(".")[2]
    if termijn := _termijn(tabel):
        yield f"CREATE POLICY systeem ON {t} FOR SELECT TO {ROL_SYSTEEM} USING (true)"
        yield f"CREATE POLICY systeem_insert ON {t} FOR INSERT TO {ROL_SYSTEEM} WITH CHECK (true)"
        voorbij = termijn.voorbij.format(t=tabel.naam)
        if leeg := termijn.leeg:
            daarna = f"USING ({voorbij}) WITH CHECK ({voorbij} AND {leeg} = '')"
            yield f"CREATE POLICY verlopen ON {t} FOR UPDATE TO {ROL_SYSTEEM} {daarna}"
        else:
            yield f"CREATE POLICY verlopen ON {t} FOR DELETE TO {ROL_SYSTEEM} USING ({voorbij})"
    elif not tabel.rol:
        yield f"CREATE POLICY systeem ON {t} TO {ROL_SYSTEEM} USING (true) WITH CHECK (true)"
    buiten = (Regel("iedereen", "true", BIJSCHRIJVEN),) if tabel.regels is None else ()
    for regel in tabel.regels or buiten:
        waar = regel.waar.replace("{t}", kort)
        for opdracht in ("ALL",) if regel.wat == ALLES else regel.wat:
            deel = f"WITH CHECK ({waar})" if opdracht == TOEVOEGEN else f"USING ({waar})"
            einde = "" if opdracht == "ALL" else f"_{opdracht.lower()}"
            wie = tabel.rol or ROL_APP
            yield f"CREATE POLICY {regel.naam}{einde} ON {t} FOR {opdracht} TO {wie} {deel}"


def zet() -> None:
    """Make policies and grants in the database what is declared; by its owner."""
    with transaction.atomic(), connection.cursor() as cursor:
        for naam in _in_de_database(cursor):
            _zet_tabel(cursor, naam, _TABELLEN.get(naam))
        # A backup reads them; a column of its own counts without.
        cursor.execute(f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {ROL_APP}")


def _sql(naam: str) -> str:
    """A table by its name, and its schema where that is not the common one."""
    schema, _, tabel = naam.rpartition(".")
    return f"{schema or 'public'}.{connection.ops.quote_name(tabel)}"


def _zet_tabel(cursor: Any, naam: str, tabel: Tabel | None) -> None:
    t = _sql(naam)
    muur = "ENABLE" if _heeft_muur(tabel) else "DISABLE"
    cursor.execute(f"ALTER TABLE {t} {muur} ROW LEVEL SECURITY")
    cursor.execute(f"ALTER TABLE {t} {'' if _heeft_muur(tabel) else 'NO '}FORCE ROW LEVEL SECURITY")
    cursor.execute("SELECT polname FROM pg_policy WHERE polrelid = %s::regclass", [t])
    for (oud,) in cursor.fetchall():
        cursor.execute(f"DROP POLICY {connection.ops.quote_name(oud)} ON {t}")
    cursor.execute(f"REVOKE ALL ON {t} FROM PUBLIC, {ROL_APP}, {ROL_SYSTEEM}")
    if tabel is None:
        return
    # The role of the jobs has what that of users has; and of a log what is past its term.
    cursor.execute(f"GRANT {', '.join(tabel.mag)} ON {t} TO {tabel.rol or ROL_APP}")
    if termijn := _termijn(tabel):
        wat = f"UPDATE ({termijn.leeg})" if termijn.leeg else VERWIJDEREN
        cursor.execute(f"GRANT {wat} ON {t} TO {ROL_SYSTEEM}")
    if _heeft_muur(tabel):
        for opdracht in beleid(tabel):
            cursor.execute(opdracht)


def _termijn(tabel: Tabel) -> Houdbaar | None:
    """Of a log: the term after which the one job may remove its rows (`register.houdbaar`)."""
    return van(tabel.naam) if tabel.mag == BIJSCHRIJVEN else None


def _rechten(tabel: Tabel | None) -> list[str]:
    """Who may do what with a table, as PostgreSQL says it."""
    if tabel is None:
        return []
    uit = [f"{tabel.rol or ROL_APP} {wat}" for wat in tabel.mag]
    if termijn := _termijn(tabel):
        uit.append(f"{ROL_SYSTEEM} {WIJZIGEN if termijn.leeg else VERWIJDEREN}")
    return sorted(uit)


def _heeft_muur(tabel: Tabel | None) -> bool:
    """Whether PostgreSQL asks policies of it: also of a log outside the wall, to keep its term."""
    return tabel is None or tabel.regels is not None or _termijn(tabel) is not None


def _in_de_database(cursor: Any) -> list[str]:
    """Each table of ours; with its schema where that is not the common one."""
    cursor.execute(
        "SELECT CASE schemaname WHEN 'public' THEN '' ELSE schemaname || '.' END || tablename"
        " FROM pg_tables WHERE schemaname = 'public' OR schemaname = ANY (%s) ORDER BY 1",
        [[naam.rpartition(".")[0] for naam in _TABELLEN if "." in naam]],
    )
    return [naam for (naam,) in cursor.fetchall()]


# Whether it is so ----------------------------------------------------------------------------------
STAAT = """
    SELECT k.relrowsecurity, k.relforcerowsecurity,
           array(SELECT a.grantee::regrole::text || ' ' || a.privilege_type
                        || CASE WHEN a.is_grantable THEN ' *' ELSE '' END
                   FROM (SELECT k.relacl AS acl
                          UNION ALL
                         SELECT attacl FROM pg_attribute WHERE attrelid = k.oid) r,
                        aclexplode(r.acl) a
                  WHERE a.grantee <> k.relowner ORDER BY 1)
      FROM pg_class k WHERE k.oid = %s::regclass"""
# Views, and tables elsewhere: they are read with the powers of their owner.
ANDERS = """
    SELECT relname FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm', 'f') ORDER BY 1"""
# Also of a table that may not be read: LIKE would ask for that.
KOLOMMEN = """
    SELECT string_agg(format('%%I %%s', attname, format_type(atttypid, atttypmod)), ', ' ORDER BY attnum)
      FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"""
POLICIES = """
    SELECT polname, polcmd::text, polpermissive, polroles::regrole[]::text,
           pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
      FROM pg_policy WHERE polrelid = %s::regclass ORDER BY 1"""


def afwijkingen() -> list[str]:
    """How policies and grants in the database differ from what is declared, in sentences.

    The declarations are compiled anew on an empty copy of each table, which only this connection
    sees and which is gone at the end.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        uit = [
            f"Tabel {naam} {zin}."
            for naam in _in_de_database(cursor)
            for zin in _afwijkingen_van(cursor, naam, _TABELLEN.get(naam))
        ]
        uit += [
            f"Tabel {naam} staat in het beleid en niet in de database."
            for naam in sorted(_TABELLEN.keys() - set(_in_de_database(cursor)))
        ]
        cursor.execute(ANDERS)
        uit += [f"Tabel {naam} is geen tabel van het beleid." for (naam,) in cursor.fetchall()]
    return uit


def _afwijkingen_van(cursor: Any, naam: str, tabel: Tabel | None) -> Iterator[str]:
    t = _sql(naam)
    cursor.execute(STAAT, [t])
    aan, gedwongen, rechten = cursor.fetchone()
    muur = _heeft_muur(tabel)
    if (aan, gedwongen) != (muur, muur):
        yield f"heeft {'geen' if muur else 'wel'} rijbeveiliging die altijd geldt"
    if rechten != _rechten(tabel):
        yield "geeft andere bevoegdheden dan in het beleid staan"
    cursor.execute(POLICIES, [t])
    if cursor.fetchall() != (_opnieuw(cursor, tabel) if tabel and muur else []):
        yield "heeft andere regels dan in het beleid staan"


def _opnieuw(cursor: Any, tabel: Tabel) -> list[Any]:
    """The policies of a table as PostgreSQL reads their declaration now."""
    t = f"pg_temp.{connection.ops.quote_name(tabel.naam.rpartition('.')[2])}"
    punt = transaction.savepoint()
    cursor.execute(KOLOMMEN, [_sql(tabel.naam)])
    cursor.execute(f"CREATE TABLE {t} ({cursor.fetchone()[0]})")
    for opdracht in beleid(tabel, t):
        cursor.execute(opdracht)
    cursor.execute(POLICIES, [t])
    rijen: list[Any] = cursor.fetchall()
    transaction.savepoint_rollback(punt)
    return rijen
