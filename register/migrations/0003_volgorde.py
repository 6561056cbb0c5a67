"""What the worklist shows is found in its order, also by who reads the files of many municipalities."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

from gedeeld.migratie import Gegevens


def zet_houder(apps: Any, schema_editor: Any) -> None:
    """Each term bears who keeps its file, as the row of that file says."""
    dossiers = apps.get_model("register", "Dossier").objects.filter(pk=OuterRef("dossier"))
    termijnen = apps.get_model("register", "Termijn").objects
    termijnen.update(houder=Subquery(dossiers.values("houder")))


class Migration(migrations.Migration):
    dependencies = [("register", "0002_initial")]

    operations = [
        migrations.AddField(
            model_name="termijn",
            name="houder",
            field=models.CharField(default="", editable=False, max_length=70),
            preserve_default=False,
        ),
        # Grants are set after all migrations (`register.beleid`): in a new installation there are none yet.
        migrations.RunSQL(
            "GRANT SELECT, UPDATE ON register_termijn TO casusoverleg_systeem;"
            " GRANT SELECT ON register_dossier TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(zet_houder, lambda *_: None),
        migrations.RemoveIndex(model_name="termijn", name="termijn_op_dag"),
        migrations.AddIndex(
            model_name="termijn",
            index=models.Index(
                fields=["tot", "van", "id", "houder"],
                include=["grond", "dossier"],
                name="termijn_op_dag",
            ),
        ),
        migrations.RemoveIndex(model_name="taak", name="taak_op_dag"),
        migrations.AddIndex(
            model_name="taak",
            index=models.Index(fields=["uiterlijk", "nummer", "id", "aan"], name="taak_op_dag"),
        ),
        migrations.AddIndex(
            model_name="bericht",
            index=models.Index(fields=["-gemaakt_op", "-id", "aan"], name="bericht_nieuwste"),
        ),
    ]
