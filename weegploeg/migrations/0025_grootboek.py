"""To which body something was passed on stands in the ledger of the file as well (AVG 15.1 c, 19)."""

from typing import Any

from django.db import migrations

from gedeeld.migratie import Gegevens
from gedeeld.weigering import OntsleutelFout


def vul(apps: Any, schema_editor: Any) -> None:
    """The name of that body; what does not open stays without."""
    uitwisselingen = apps.get_model("register", "Uitwisseling").objects
    for doorgifte in apps.get_model("weegploeg", "Doorgifte").objects.iterator():
        rijen = uitwisselingen.filter(
            dossier=doorgifte.dossier_id, soort="doorgifte", stukken__contains=[doorgifte.pk]
        )
        for rij in rijen:
            try:
                rij.naar = doorgifte.aan
            except OntsleutelFout:
                continue
            rij.save(update_fields=["naar"])


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0007_grootboek"),
        ("weegploeg", "0024_wat_hoort_bij_een_antwoord"),
    ]

    operations = [
        # Grants are set after all migrations (`register.beleid`): in a new installation there are none yet.
        migrations.RunSQL(
            "GRANT SELECT ON weegploeg_doorgifte TO casusoverleg_systeem;"
            " GRANT SELECT, UPDATE ON register_uitwisseling TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(vul),
    ]
