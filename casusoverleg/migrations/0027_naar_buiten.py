"""What stood before these days were kept: who took part got data, and who did not accept an offer has none.

The duty to inform runs to the first day on which somebody who is no core party got data (AVG 14.3 c).
"""

from typing import Any

from django.db import migrations
from django.db.models import Min, Q

from gedeeld.migratie import Gegevens


def vul(apps: Any, schema_editor: Any) -> None:
    """The first day on which somebody took part, and what was refused, lapsed or still waits."""
    dossiers = apps.get_model("register", "Dossier").objects
    deelnames = apps.get_model("casusoverleg", "Deelname").objects.filter(rol="deelnemer")
    eerste = deelnames.order_by().values_list("casus__zaak").annotate(Min("van"))
    for zaak, dag in list(eerste):
        later = Q(naar_buiten_op=None) | Q(naar_buiten_op__gt=dag)
        dossiers.filter(later, zaak=zaak).update(naar_buiten_op=dag)
    zendingen = apps.get_model("casusoverleg", "Zending").objects
    niet = list(zendingen.exclude(uitkomst="aangenomen").values_list("nummer", flat=True))
    rijen = apps.get_model("register", "Uitwisseling").objects.filter(soort="overdracht")
    rijen.filter(nummer__in=niet).update(aangenomen=False)


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0014_uitstel"),
        ("casusoverleg", "0026_eerdere_versies"),
    ]

    operations = [
        # Grants are set after all migrations (`register.beleid`): in a new installation there are none yet.
        migrations.RunSQL(
            "GRANT SELECT ON casusoverleg_casus, casusoverleg_deelname, casusoverleg_zending"
            " TO casusoverleg_systeem;"
            " GRANT SELECT, UPDATE ON register_dossier, register_uitwisseling TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(vul),
        migrations.AlterModelOptions(
            name="deelname",
            options={"default_permissions": (), "ordering": ["partij__naam", "van", "pk"]},
        ),
    ]
