"""The check on what is derived, and whether the second wall stands (BEV-test, ADR 9)."""

from typing import Any

from django.conf import settings
from django.db import connection

from gedeeld import serverlog
from register import beleid, ketting
from register.afleiden import verschillen as van_elk_dossier
from register.muur import ROL_SYSTEEM, als


def verschillen(*, herstel: bool) -> list[str]:
    """Compare what is stored of every file (its row, grants and terms) with what its facts lead to.

    Args:
        herstel: whether to put right what differs.

    Returns:
        A sentence for each file that differs: by number, no names of people.
    """
    return [
        f"{verschil.dossier.nummer}: {verschil.zin}"
        for verschil in van_elk_dossier(herstel=herstel)
    ]


# The second wall ---------------------------------------------------------------------------------
EIGENAARS = """
    SELECT DISTINCT r.rolname, r.rolsuper, pg_has_role(r.oid, %s, 'USAGE')
      FROM pg_class k JOIN pg_roles r ON r.oid = k.relowner
     WHERE k.relnamespace = 'public'::regnamespace AND k.relkind = 'r' ORDER BY 1"""
STEMPELS = """
    SELECT l.naam FROM unnest(%s::text[]) AS l(naam)
     WHERE NOT EXISTS (
        SELECT FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
         WHERE t.tgrelid = to_regclass(l.naam) AND t.tgname = %s AND t.tgenabled = 'O'
           AND t.tgtype = 7 AND t.tgqual IS NULL -- before each row that is inserted, always
           AND regexp_replace(btrim(f.prosrc, E' \n'), '\\s+', ' ', 'g') = %s)"""
STEMPEL_DOET = "BEGIN NEW.geschreven_op := clock_timestamp(); RETURN NEW; END"
# What else could change a row that is written, or keep it away.
BIJ_EEN_LOG = """
    SELECT DISTINCT l.naam FROM unnest(%s::text[]) AS l(naam)
     WHERE EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = to_regclass(l.naam)
                      AND NOT t.tgisinternal AND t.tgname <> %s)
        OR EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = to_regclass(l.naam)) ORDER BY 1"""
ROL = """
    SELECT rolsuper, rolbypassrls, pg_has_role(oid, %s, 'USAGE')
      FROM pg_roles WHERE rolname = current_user"""
TABELLEN = """
    SELECT t.naam, pg_has_role(k.relowner, 'USAGE'), has_table_privilege(k.oid, 'TRUNCATE')
      FROM unnest(%s::text[]) AS t(naam) JOIN pg_class k ON k.oid = to_regclass(t.naam)"""


def beschermde_tabellen() -> list[str]:
    """Every table that is declared to stand behind the second wall."""
    return sorted(t.naam for t in beleid.tabellen().values() if t.regels is not None)


def gebreken() -> list[str]:
    """What is wrong with the second wall, in sentences; nothing when it stands.

    Asked of the role with which this process connected, outside `muur.als`.
    """
    return [
        *_gebreken_van_de_rol(),
        *_gebreken_van_de_eigenaar(),
        *_gebreken_van_de_logs(),
        *_gebreken_van_het_serverlog(),
        *beleid.afwijkingen(),
        *_gebreken_van_de_tabellen(),
        *_zichtbaar_voor_niemand(),
    ]


def _gebreken_van_de_rol() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(ROL, [ROL_SYSTEEM])
        superuser, voorbij, systeem = cursor.fetchone()
    zinnen = (
        (superuser, "De rol van de toepassing is superuser."),
        (voorbij, "De rol van de toepassing gaat voorbij aan de rijbeveiliging (BYPASSRLS)."),
        (systeem, f"De rol van de toepassing heeft vanzelf de rechten van {ROL_SYSTEEM}."),
    )
    return [zin for waar, zin in zinnen if waar]


def _gebreken_van_de_eigenaar() -> list[str]:
    """Who migrates sees no rows, but for a role that he takes: on PostgreSQL 15 a plain grant gives it to him."""
    with connection.cursor() as cursor:
        cursor.execute(EIGENAARS, [ROL_SYSTEEM])
        rijen = cursor.fetchall()
    uit = []
    for naam, superuser, systeem in rijen:
        if superuser:
            uit.append(f"De eigenaar van de tabellen ({naam}) is superuser.")
        elif systeem:
            uit.append(
                f"De eigenaar van de tabellen ({naam}) heeft vanzelf de rechten van {ROL_SYSTEEM}: "
                f"ALTER ROLE {naam} NOINHERIT."
            )
    return uit


def _gebreken_van_de_logs() -> list[str]:
    """A row of a log bears the moment of the database, whatever was sent, and nothing else changes it (ADR 30)."""
    logs = [log.tabel for log in ketting.logs()]
    with connection.cursor() as cursor:
        cursor.execute(STEMPELS, [logs, ketting.STEMPEL, STEMPEL_DOET])
        uit = [
            f"Tabel {naam} krijgt het moment niet van de database." for (naam,) in cursor.fetchall()
        ]
        cursor.execute(BIJ_EEN_LOG, [logs, ketting.STEMPEL])
        uit += [
            f"Tabel {naam} heeft een trigger of regel die er niet hoort."
            for (naam,) in cursor.fetchall()
        ]
    if settings.KETTING_MAP and not settings.KETTING_MAP.is_dir():
        uit.append("De map met de koppen van de ketting is er niet.")
    return uit


def _gebreken_van_het_serverlog() -> list[str]:
    """Each role may read these settings, and none but a superuser may change them."""
    namen = list(serverlog.INSTELLINGEN)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY (%s)", [namen])
        return serverlog.afwijkingen(dict(cursor.fetchall()))


def _gebreken_van_de_tabellen() -> list[str]:
    uit = []
    with connection.cursor() as cursor:
        cursor.execute(TABELLEN, [beschermde_tabellen()])
        for naam, eigenaar, truncate in cursor.fetchall():
            zinnen = (
                (eigenaar, "is van de rol van de toepassing"),
                (truncate, "kan door de toepassing in één keer worden geleegd"),
            )
            uit += [f"Tabel {naam} {zin}." for waar, zin in zinnen if waar]
    return uit


def _zichtbaar_voor_niemand() -> list[str]:
    """The proof of the pudding: without an actor no table shows a row."""
    with als(None), connection.cursor() as cursor:
        return [
            f"Tabel {tabel} toont rijen terwijl er niemand handelt."
            for tabel in beschermde_tabellen()
            if _heeft_rijen(cursor, tabel)
        ]


def _heeft_rijen(cursor: Any, tabel: str) -> bool:
    naam = connection.ops.quote_name(tabel)
    cursor.execute(f"SELECT EXISTS (SELECT FROM {naam})")  # noqa: S608  a table of our own
    return bool(cursor.fetchone()[0])
