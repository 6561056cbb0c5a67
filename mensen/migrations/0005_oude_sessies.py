"""Sessions of before stood under the key that a browser has: they end with the upgrade."""

from django.db import migrations

from gedeeld.migratie import Gegevens


def ruim_op(apps, schema_editor):
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("mensen", "0004_sessie"),
        ("sessions", "0001_initial"),
        ("register", "0001_rollen"),
    ]

    operations = [
        # Grants are set after all migrations (`register.beleid`): in a new installation there are none yet.
        migrations.RunSQL(
            "GRANT SELECT, DELETE ON django_session TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(ruim_op, terug=Gegevens.noop),
    ]
