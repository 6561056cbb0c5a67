"""Where the data keys of files are kept: a schema and a role of their own (ADR 31).

The schema stands outside the migrations: the regular backup leaves it out, so who puts that back makes
it anew by migrating. Nobody but its role reads the table, and nobody can be that role: the application
calls two functions that act as it. Its policies show what stands in `register.policies`. The foreign key
lets a key go with the row of its file, whoever deletes that.
"""

import secrets
from uuid import UUID

from django.db import connection, transaction

from gedeeld import datasleutels
from gedeeld.actor import Actor

from .muur import ROL_APP, als

SCHEMA, ROL = "sleutels", "casusoverleg_sleutels"
TABEL = f"{SCHEMA}.datasleutel"
LENGTE = 32  # bytes

# By who migrates, each time. The owner may take the role, to make what is its own, and inherits nothing.
RICHT_IN = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROL}') THEN
        CREATE ROLE {ROL} NOLOGIN;
    END IF;
    IF current_setting('server_version_num')::int < 160000 THEN
        IF NOT pg_has_role(CURRENT_USER, '{ROL}', 'MEMBER') THEN
            EXECUTE format('GRANT {ROL} TO %I', CURRENT_USER);
        END IF;
    ELSIF NOT pg_has_role(CURRENT_USER, '{ROL}', 'SET') THEN
        EXECUTE format('GRANT {ROL} TO %I WITH SET TRUE, INHERIT FALSE', CURRENT_USER);
    END IF;
    -- By it the policies of the register hold here too.
    IF NOT pg_has_role('{ROL}', '{ROL_APP}', 'MEMBER') THEN
        GRANT {ROL_APP} TO {ROL};
    END IF;
END $$;
CREATE SCHEMA IF NOT EXISTS {SCHEMA};
GRANT USAGE ON SCHEMA {SCHEMA} TO {ROL_APP};
GRANT USAGE, CREATE ON SCHEMA {SCHEMA} TO {ROL};
CREATE TABLE IF NOT EXISTS {TABEL} (
    dossier_id uuid PRIMARY KEY
        REFERENCES public.register_dossier ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    kluis text NOT NULL,
    sleutel text NOT NULL
);
"""
FUNCTIES = f"""
CREATE OR REPLACE FUNCTION {SCHEMA}.geef(dossiers uuid[]) RETURNS SETOF {TABEL}
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    RETURN QUERY SELECT * FROM {TABEL} d WHERE d.dossier_id = ANY (dossiers);
END $$;
-- A key that is there is never written over: what is under it would be lost.
CREATE OR REPLACE FUNCTION {SCHEMA}.bewaar(dossiers uuid[], kluizen text[], teksten text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO {TABEL} SELECT * FROM unnest(dossiers, kluizen, teksten) ON CONFLICT DO NOTHING;
END $$;
-- The same key, wrapped anew; not when somebody else did so meanwhile.
CREATE OR REPLACE FUNCTION {SCHEMA}.verpak(dossiers uuid[], eerder text[], kluizen text[], teksten text[])
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    UPDATE {TABEL} d SET kluis = n.kluis, sleutel = n.sleutel
      FROM unnest(dossiers, eerder, kluizen, teksten) n (dossier_id, eerder, kluis, sleutel)
     WHERE d.dossier_id = n.dossier_id AND d.sleutel = n.eerder;
END $$;
REVOKE ALL ON FUNCTION {SCHEMA}.geef, {SCHEMA}.bewaar, {SCHEMA}.verpak FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {SCHEMA}.geef, {SCHEMA}.bewaar, {SCHEMA}.verpak TO {ROL_APP};
"""


def richt_in() -> None:
    """Make what is not there yet, and the functions anew; by who migrates."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('register_dossier'), current_setting('role')")
        dossiers, rol = cursor.fetchone()
        if dossiers is None:  # of a migration on the way
            return
        cursor.execute(RICHT_IN)
        cursor.execute("SELECT set_config('role', %s, true)", [ROL])
        cursor.execute(FUNCTIES)
        cursor.execute("SELECT set_config('role', %s, true)", [rol])


def is_ingericht() -> bool:
    """Whether this database was migrated since it was made or put back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [TABEL])
        return bool(cursor.fetchone()[0])


def maak(dossier: UUID, kluis: str) -> None:
    """The data key of a file that is begun now, in one transaction with its row."""
    with als(Actor.systeem("datasleutel")):  # who begins a file may read its key, and write none
        datasleutels.bewaar([datasleutels.pak_in(dossier, kluis, secrets.token_bytes(LENGTE))])
        rijen = datasleutels.rijen([dossier])
    datasleutels.bos().leg(*rijen)


def verpak(dossiers: list[UUID], kluis: str) -> None:
    """Wrap the keys of files by the key of another kind: what they open is that from now on."""
    eerder = datasleutels.rijen(dossiers)
    datasleutels.verpak([(rij, datasleutels.anders_verpakt(rij, kluis)) for rij in eerder])
