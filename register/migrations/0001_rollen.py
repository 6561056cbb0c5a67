"""The roles the application runs as: they read and write rows, and own, alter and truncate nothing.

`casusoverleg_app` acts for users and meets the policies of every table; `casusoverleg_systeem` does
the same for jobs of the system, for which the policies are open (`register.muur`). What they may do
with which table is compiled after each migrate (`register.beleid`): of a table that nobody declared,
nothing.
"""

from django.db import migrations

SQL = """
DO $$
DECLARE rol text;
BEGIN
    FOREACH rol IN ARRAY ARRAY['casusoverleg_app', 'casusoverleg_systeem'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = rol) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', rol);
        END IF;
        -- The owner may take the role, so that tests can run as the application does. Before
        -- PostgreSQL 16 a membership always allows that; since then it is said apart.
        IF current_setting('server_version_num')::int < 160000 THEN
            IF NOT pg_has_role(CURRENT_USER, rol, 'MEMBER') THEN
                EXECUTE format('GRANT %I TO %I', rol, CURRENT_USER);
            END IF;
        ELSIF NOT pg_has_role(CURRENT_USER, rol, 'SET') THEN
            EXECUTE format('GRANT %I TO %I WITH SET TRUE, INHERIT FALSE', rol, CURRENT_USER);
        END IF;
    END LOOP;
    IF NOT pg_has_role('casusoverleg_systeem', 'casusoverleg_app', 'MEMBER') THEN
        GRANT casusoverleg_app TO casusoverleg_systeem;
    END IF;
END $$;
GRANT USAGE ON SCHEMA public TO casusoverleg_app;
"""


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
