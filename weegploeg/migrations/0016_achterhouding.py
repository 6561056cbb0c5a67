"""The police or the OM says that it holds something back, and never what (MvT 4.4)."""

import django.db.models.deletion
from django.db import migrations, models

import gedeeld.rij


class Migration(migrations.Migration):
    dependencies = [
        ("convenant", "0005_voor_een_casus"),
        ("weegploeg", "0015_controle"),
    ]

    operations = [
        migrations.CreateModel(
            name="Achterhouding",
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
                ("op", models.DateField(verbose_name="vastgelegd op")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="achterhoudingen",
                        to="weegploeg.weegploegdossier",
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
                "ordering": ["op", "partij__naam"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier", "partij", "op"),
                        name="een_achterhouding_per_partij_per_dag",
                    )
                ],
            },
        ),
    ]
