"""Of which work data of the reclassering are: of what stands there nobody recorded it (MC 6 e)."""

from typing import Any

from django.db import migrations, models

from gedeeld.migratie import Gegevens


def vul(apps: Any, schema_editor: Any) -> None:
    """What a reclassering party gave: nobody recorded for which of its kinds of work."""
    rijen = apps.get_model("weegploeg", "Duidingsvraag").objects
    gegeven = rijen.filter(partij__soort="reclassering", grondslag__isnull=False)
    gegeven.update(werk="onbekend")


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0001_rollen"),
        ("convenant", "0005_voor_een_casus"),
        ("weegploeg", "0013_soort_gegeven"),
    ]

    operations = [
        migrations.AddField(
            model_name="duidingsvraag",
            name="werk",
            field=models.CharField(
                blank=True,
                choices=[
                    ("toezicht", "Toezicht en begeleiding"),
                    ("voorlichting", "Voorlichting en advies aan justitie"),
                    ("taakstraf", "Taakstraf"),
                    ("onbekend", "Niet vastgelegd"),
                ],
                default="",
                help_text="De reclassering geeft gegevens alleen voor een van deze drie taken.||Dat staat in artikel 6 onder e van het convenant.",
                max_length=40,
                verbose_name="bij welk werk van de reclassering hoort dit",
            ),
        ),
        # Grants are set after all migrations (`register.beleid`): in a new installation there are none yet.
        migrations.RunSQL(
            "GRANT SELECT, UPDATE ON weegploeg_duidingsvraag TO casusoverleg_systeem;"
            " GRANT SELECT ON convenant_partij TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(vul),
        migrations.AddConstraint(
            model_name="duidingsvraag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("werk", ""),
                    models.Q(
                        ("werk__in", ["toezicht", "voorlichting", "taakstraf", "onbekend"]),
                        ("wpg_artikel", ""),
                    ),
                    _connector="OR",
                ),
                name="werk_is_van_reclassering_in_duidingsvraag",
            ),
        ),
    ]
