"""Each row of a in the chain log bears the moment of the database (ADR 30): a trigger fills it, whatever was sent."""

from django.db import migrations

# The table of auditlog gets the column here: its model does not know it, and needs not.
KOLOM = """
ALTER TABLE auditlog_logentry
    ADD COLUMN IF NOT EXISTS geschreven_op timestamptz NOT NULL DEFAULT statement_timestamp();
CREATE INDEX IF NOT EXISTS logentry_in_de_ketting ON auditlog_logentry USING brin (geschreven_op);
"""
FUNCTIE = """
CREATE OR REPLACE FUNCTION stempel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.geschreven_op := clock_timestamp();
    RETURN NEW;
END $$;
"""
LOGS = (
    "auditlog_logentry",
    "mensen_inlog",
    "register_gebeurtenis",
    "register_inzage",
    "register_opruiming",
    "retention_raadpleging",
)


def trigger(tabel: str) -> str:
    return f"""
DROP TRIGGER IF EXISTS stempel ON {tabel};
CREATE TRIGGER stempel BEFORE INSERT ON {tabel} FOR EACH ROW EXECUTE FUNCTION stempel();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("auditlog", "0017_add_actor_email"),
        ("beveiliging", "0003_steekproef"),
        ("mensen", "0008_stempel"),
        ("register", "0020_ketting"),
        ("retention", "0008_stempel"),
    ]
    operations = [
        migrations.RunSQL(KOLOM, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIE, migrations.RunSQL.noop),
        migrations.RunSQL("".join(map(trigger, LOGS)), migrations.RunSQL.noop),
    ]
