"""A text that people confirmed stays as it was (MC 14)."""

from django.db import migrations

SQL = "REVOKE UPDATE, DELETE ON convenant_geheimhoudingstekst FROM casusoverleg_app;"


class Migration(migrations.Migration):
    dependencies = [("convenant", "0001_initial"), ("register", "0001_rollen")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
