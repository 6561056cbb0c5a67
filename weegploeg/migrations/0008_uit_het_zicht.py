"""Files on which there is no casusoverleg go out of sight, but for who has to tell a reporter (PB 3.4 ad 2)."""

from typing import Any

from django.db import migrations

from gedeeld.migratie import Gegevens


def verberg(apps: Any, schema_editor: Any) -> None:
    """What the release derives from then on of each such file (`WeegploegBestand.kringen`)."""
    dossiers = apps.get_model("weegploeg", "WeegploegDossier").objects
    inbrengen = apps.get_model("weegploeg", "Inbreng").objects
    rijen = apps.get_model("register", "Dossier").objects
    for dossier in dossiers.filter(stand="niet_geagendeerd").only("houder"):
        open_ = inbrengen.filter(dossier=dossier, melder_bekend=True, teruggekoppeld_op=None)
        leden = {
            f"weegploeg van partij {partij}" for partij in open_.values_list("partij", flat=True)
        }
        rijen.filter(pk=dossier.pk).update(kring=dossier.houder, afmakers=sorted(leden))


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0004_afmakers"),
        ("weegploeg", "0007_bewaren_tot"),
    ]
    operations = [
        # Grants are set after all migrations (`register.beleid`): in a new installation there are none yet.
        migrations.RunSQL(
            "GRANT SELECT, UPDATE ON register_dossier TO casusoverleg_systeem;"
            " GRANT SELECT ON weegploeg_weegploegdossier, weegploeg_inbreng TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(verberg),
    ]
