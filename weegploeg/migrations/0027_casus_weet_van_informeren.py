"""A casus that runs knows since when informing is done or need not be: what the weegploeg's file said (PB 4.4)."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from gedeeld.migratie import Gegevens


def _vul(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    casussen = apps.get_model("casusoverleg", "Casus").objects.exclude(stand="afgesloten")
    dossiers = apps.get_model("weegploeg", "WeegploegDossier").objects
    besluiten = apps.get_model("weegploeg", "Informatiebesluit").objects
    for zaak in casussen.values_list("zaak", flat=True):
        dossier = dossiers.filter(zaak=zaak).only("pk", "geinformeerd_op").first()
        if dossier is None:
            continue
        af_op = dossier.geinformeerd_op
        if af_op is None:
            rijen = besluiten.filter(dossier=dossier.pk, vastlegging__vervangen_door=None)
            laatste = rijen.order_by("-besloten_op", "-pk").select_related("grond").first()
            if (
                laatste
                and not laatste.informeren
                and laatste.grond
                and laatste.grond.eindigt_plicht
            ):
                af_op = laatste.besloten_op
        if af_op:
            casussen.filter(zaak=zaak).update(informeren_af_op=af_op)


class Migration(migrations.Migration):
    dependencies = [
        ("casusoverleg", "0016_plan"),
        ("weegploeg", "0026_band"),
        ("register", "0001_rollen"),
    ]

    operations = [
        # Grants are set after all migrations (`register.beleid`): in a new installation there are none yet.
        migrations.RunSQL(
            "GRANT SELECT, UPDATE ON casusoverleg_casus TO casusoverleg_systeem;"
            " GRANT SELECT ON register_dossier, weegploeg_weegploegdossier,"
            " weegploeg_informatiebesluit, weegploeg_vastlegging, convenant_uitzonderingsgrond"
            " TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(_vul),
    ]
