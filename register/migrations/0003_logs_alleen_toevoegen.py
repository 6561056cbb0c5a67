"""The logs can only grow: the runtime role may neither change nor delete what stands in them."""

from django.db import migrations

SQL = """
REVOKE UPDATE, DELETE ON register_inzage, register_gebeurtenis, auditlog_logentry
    FROM casusoverleg_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0002_initial"),
        ("auditlog", "0001_initial"),
    ]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
