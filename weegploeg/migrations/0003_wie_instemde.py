"""What was logged before: the parties that agreed are kept, and that nobody wrote down who spoke."""

from datetime import date, datetime, time
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

from gedeeld.migratie import Gegevens


def vul(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Each decision gets what it was logged with: its parties, without a name."""
    Vastlegging: Any = apps.get_model("weegploeg", "Vastlegging")
    Spreker: Any = apps.get_model("weegploeg", "Spreker")
    for naam, dag in (("Besluit", "genomen_op"), ("Informatiebesluit", "besloten_op")):
        model: Any = apps.get_model("weegploeg", naam)
        for besluit in model.objects.only("pk", "dossier_id", dag):
            vastlegging = Vastlegging.objects.create(
                dossier_id=besluit.dossier_id,
                vastgelegd_op=_middag(getattr(besluit, dag)),  # the moment is in the change log
            )
            model.objects.filter(pk=besluit.pk).update(vastlegging=vastlegging)
            for partij in besluit.partijen.values_list("pk", flat=True):
                Spreker.objects.create(
                    dossier_id=besluit.dossier_id, vastlegging=vastlegging, partij_id=partij
                )


def _middag(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time(12)))


class Migration(migrations.Migration):
    dependencies = [
        ("weegploeg", "0002_vastlegging"),
        ("register", "0001_rollen"),
    ]

    operations = [
        # Grants are set after all migrations (`register.beleid`): in a new installation there are none yet.
        migrations.RunSQL(
            "GRANT SELECT, INSERT, UPDATE ON weegploeg_vastlegging, weegploeg_spreker,"
            " weegploeg_besluit, weegploeg_besluit_partijen, weegploeg_informatiebesluit,"
            " weegploeg_informatiebesluit_partijen TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(vul),
    ]
