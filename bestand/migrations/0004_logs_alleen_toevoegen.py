"""The logs can only grow: the runtime role may neither change nor delete what stands in them."""

from django.db import migrations

SQL = "REVOKE UPDATE, DELETE ON bestand_inzage, bestand_gebeurtenis FROM casusoverleg_app;"


class Migration(migrations.Migration):
    dependencies = [("bestand", "0003_initial")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
