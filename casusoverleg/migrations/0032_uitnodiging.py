"""Who is let in is invited, and takes part once it accepts (PB 4.2). Who takes part already did accept."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

import gedeeld.fields
from gedeeld.migratie import Gegevens


def vul(apps: Any, schema_editor: Any) -> None:
    """Nobody was asked before: who was let in took part from that day."""
    apps.get_model("casusoverleg", "Deelname").objects.update(aanvaard_op=F("van"))


class Migration(migrations.Migration):
    dependencies = [
        ("casusoverleg", "0031_overleg"),
        ("register", "0001_rollen"),
    ]

    operations = [
        migrations.AddField(
            model_name="deelname",
            name="aanvaard_op",
            field=models.DateField(editable=False, null=True, verbose_name="aangenomen op"),
        ),
        migrations.AddField(
            model_name="partijvraag",
            name="deelname",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="uitnodigingen",
                to="casusoverleg.deelname",
            ),
        ),
        migrations.AddField(
            model_name="partijvraag",
            name="hoe",
            field=models.CharField(
                blank=True,
                choices=[
                    ("brief", "Met een brief"),
                    ("mail", "Met een e-mail"),
                    ("verslag", "In het overleg: het staat in het verslag"),
                ],
                default="",
                max_length=40,
                verbose_name="hoe antwoordde deze partij",
            ),
        ),
        migrations.AddField(
            model_name="partijvraag",
            name="wie",
            field=gedeeld.fields.VersleuteldeRegel(
                blank=True, null=True, verbose_name="wie van deze partij antwoordde"
            ),
        ),
        migrations.AlterField(
            model_name="partijvraag",
            name="soort",
            field=models.CharField(
                choices=[
                    ("verkennen", "Eén keer kijken of de partij een rol heeft"),
                    ("advies", "Advies zonder te weten om wie het gaat"),
                    ("eigen", "Bericht en advies over wat de partij zelf inbracht"),
                    ("uitnodiging", "Uitnodiging om mee te doen"),
                ],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="partijvraag",
            constraint=models.CheckConstraint(
                condition=Q(soort="uitnodiging", deelname__isnull=False)
                | (~Q(soort="uitnodiging") & Q(deelname__isnull=True)),
                name="uitnodiging_is_voor_een_deelname",
            ),
        ),
        # Grants are set after all migrations (`register.beleid`): in a new installation there are none yet.
        migrations.RunSQL(
            "GRANT SELECT, UPDATE ON casusoverleg_deelname TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(vul),
    ]
