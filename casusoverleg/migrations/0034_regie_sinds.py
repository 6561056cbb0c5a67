"""Who has the lead stands in its history as well (PB 4.2).

Apart from the migration that makes the table: a key into a table is checked as its owner, who sees no rows.
"""

from typing import Any

from django.db import migrations
from django.utils import timezone

from gedeeld.migratie import Gegevens


def vul(apps: Any, schema_editor: Any) -> None:
    """Who has the lead has it since the day on which that was last recorded."""
    dossiers = apps.get_model("register", "Dossier").objects
    gebeurtenissen = apps.get_model("register", "Gebeurtenis").objects
    for casus in (
        apps.get_model("casusoverleg", "Casus")
        .objects.exclude(regisseur=None)
        .only("pk", "regisseur")
    ):
        pseudoniem = dossiers.values_list("pseudoniem", flat=True).get(pk=casus.pk)
        rij = (
            gebeurtenissen.filter(pseudoniem=pseudoniem, soort="casusoverleg.regisseur_aangewezen")
            .order_by("tijdstip")
            .last()
        )
        apps.get_model("casusoverleg", "Regie").objects.create(
            casus_id=casus.pk,
            partij_id=casus.regisseur_id,
            van=timezone.localdate(rij.tijdstip) if rij else None,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("casusoverleg", "0033_regie"),
        ("register", "0025_uitstel_na_een_weigering"),
    ]

    operations = [
        # Grants are set after all migrations (`register.beleid`): in a new installation there are none yet.
        migrations.RunSQL(
            "GRANT SELECT ON casusoverleg_casus, register_dossier, register_gebeurtenis TO casusoverleg_systeem;"
            " GRANT SELECT, INSERT ON casusoverleg_regie TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(vul),
    ]
