"""Who had the lead of a casus, from when until when, and when a participation was decided on (PB 4.2; MC 13.3)."""

import django.db.models.deletion
from django.db import migrations, models

import gedeeld.rij


class Migration(migrations.Migration):
    dependencies = [
        ("casusoverleg", "0032_uitnodiging"),
        ("convenant", "0014_selectielijst"),
    ]

    operations = [
        migrations.AddField(
            model_name="deelname",
            name="besloten_op",
            field=models.DateField(
                editable=False, null=True, verbose_name="toegelaten bij besluit van"
            ),
        ),
        migrations.AddField(
            model_name="deelname",
            name="einde_besloten_op",
            field=models.DateField(
                editable=False, null=True, verbose_name="beëindigd bij besluit van"
            ),
        ),
        migrations.CreateModel(
            name="Regie",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gedeeld.rij.nieuwe_sleutel,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("van", models.DateField(null=True, verbose_name="vanaf")),
                ("tot", models.DateField(null=True, verbose_name="tot")),
                (
                    "casus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="regies",
                        to="casusoverleg.casus",
                    ),
                ),
                (
                    "partij",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="convenant.partij",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("tot", None)),
                        fields=("casus",),
                        name="een_regie_tegelijk",
                    )
                ],
            },
        ),
    ]
