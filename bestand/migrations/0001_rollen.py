"""The role the application runs as: it reads and writes rows, and owns, alters and truncates nothing."""

from django.db import migrations

SQL = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'casusoverleg_app') THEN
        CREATE ROLE casusoverleg_app NOLOGIN;
    END IF;
    -- The owner may take the role, so that tests can run as the application does. Before
    -- PostgreSQL 16 a membership always allows that; since then it is said apart.
    IF current_setting('server_version_num')::int < 160000 THEN
        IF NOT pg_has_role(CURRENT_USER, 'casusoverleg_app', 'MEMBER') THEN
            EXECUTE format('GRANT casusoverleg_app TO %I', CURRENT_USER);
        END IF;
    ELSIF NOT pg_has_role(CURRENT_USER, 'casusoverleg_app', 'SET') THEN
        EXECUTE format('GRANT casusoverleg_app TO %I WITH SET TRUE', CURRENT_USER);
    END IF;
END $$;
GRANT USAGE ON SCHEMA public TO casusoverleg_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO casusoverleg_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO casusoverleg_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO casusoverleg_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO casusoverleg_app;
"""


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
