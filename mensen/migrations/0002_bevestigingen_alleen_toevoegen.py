"""That people confirmed a text stays as it was (MC 14)."""

from django.db import migrations

SQL = "REVOKE UPDATE, DELETE ON mensen_bevestiging FROM casusoverleg_app;"


class Migration(migrations.Migration):
    dependencies = [("mensen", "0001_initial"), ("register", "0001_rollen")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
