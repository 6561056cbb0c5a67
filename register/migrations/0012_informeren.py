"""When data of a case first went outside the core parties: the duty to inform follows from it (AVG 14.3 c)."""

from typing import Any

from django.db import migrations, models
from django.db.models import Min, Q

from gedeeld.migratie import Gegevens

VOOR_DE_AANPAK = ("doorgifte", "verstrekking", "overdracht", "plan", "vraag", "verkennen")
KERN = ("gemeente", "politie", "om")


def vul(apps: Any, schema_editor: Any) -> None:
    """From what the ledger holds."""
    buiten = Q(aan=None) | Q(soort="overdracht") | ~Q(aan__soort__in=KERN)
    rijen = apps.get_model("register", "Uitwisseling").objects.filter(
        buiten, soort__in=VOOR_DE_AANPAK
    )
    dossiers = apps.get_model("register", "Dossier").objects
    eerste = rijen.order_by().values_list("dossier__zaak").annotate(Min("op"))
    for zaak, dag in list(eerste):
        dossiers.filter(zaak=zaak).update(naar_buiten_op=dag)


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0011_ingetrokken"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="naar_buiten_op",
            field=models.DateField(editable=False, null=True),
        ),
        # Grants are set after all migrations (`register.beleid`): in a new installation there are none yet.
        migrations.RunSQL(
            "GRANT SELECT ON register_uitwisseling, convenant_partij TO casusoverleg_systeem;"
            " GRANT SELECT, UPDATE ON register_dossier TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(vul),
    ]
