"""Statements and consultations can only grow: the runtime role may neither change nor delete them."""

from django.db import migrations

SQL = (
    "REVOKE UPDATE, DELETE ON retention_vernietiging, retention_raadpleging FROM casusoverleg_app;"
)


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0003_logs_alleen_toevoegen"),
        ("retention", "0001_initial"),
    ]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
