"""Who got a version of the plan stands in the ledger of the casus, also of before there was one (AVG 15.1 c, 19)."""

from typing import Any

from django.db import migrations
from django.db.models import Q

from gedeeld.migratie import Gegevens


def vul(apps: Any, schema_editor: Any) -> None:
    """Each adopted version went to who took part on that day, besides the core parties."""
    uitwisselingen = apps.get_model("register", "Uitwisseling").objects
    deelnames = apps.get_model("casusoverleg", "Deelname").objects.select_related("partij")
    plannen = apps.get_model("casusoverleg", "Plan").objects.exclude(vastgesteld_op=None)
    for plan in plannen.only("casus", "vastgesteld_op").iterator():
        op = plan.vastgesteld_op
        toen = deelnames.filter(
            Q(tot=None) | Q(tot__gt=op), casus=plan.casus_id, rol="deelnemer", van__lte=op
        )
        for partij in {rij.partij_id: rij.partij for rij in toen}.values():
            uitwisselingen.create(
                dossier_id=plan.casus_id,
                soort="plan",
                aan=partij,
                gegevens=["plan"],
                grond=f"Convenant, artikel 10 lid {5 if partij.soort == 'extern' else 4}",
                op=op,
                stukken=[plan.pk],
                achteraf=True,
            )


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0007_grootboek"),
        ("casusoverleg", "0014_band"),
    ]

    operations = [
        # Grants are set after all migrations (`register.beleid`): in a new installation there are none yet.
        migrations.RunSQL(
            "GRANT SELECT ON casusoverleg_plan, casusoverleg_deelname, convenant_partij TO casusoverleg_systeem;"
            " GRANT SELECT, INSERT ON register_uitwisseling TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(vul),
    ]
