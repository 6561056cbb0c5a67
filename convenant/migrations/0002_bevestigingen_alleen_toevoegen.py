"""A text that people confirmed stays as it was, and so does that they confirmed it (MC 14)."""

from django.db import migrations

SQL = """
REVOKE UPDATE, DELETE ON convenant_geheimhoudingstekst, convenant_bevestiging
    FROM casusoverleg_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("convenant", "0001_initial"),
        ("bestand", "0001_rollen"),
    ]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
