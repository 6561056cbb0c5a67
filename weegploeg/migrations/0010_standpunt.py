"""What each core party thinks before the weegploeg decides (PB 3.2)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gedeeld.fields
import gedeeld.rij


class Migration(migrations.Migration):
    dependencies = [
        ("convenant", "0004_satelliet"),
        ("weegploeg", "0009_herstel"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Standpunt",
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
                ("gevraagd_op", models.DateField()),
                ("uiterlijk", models.DateField(verbose_name="uiterlijk op")),
                (
                    "tekst",
                    gedeeld.fields.VersleuteldeTekst(
                        blank=True, default="", verbose_name="standpunt"
                    ),
                ),
                ("gegeven_op", models.DateTimeField(null=True)),
                ("besloten_op", models.DateTimeField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standpunten",
                        to="weegploeg.weegploegdossier",
                    ),
                ),
                (
                    "gegeven_door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "ordering": ["gevraagd_op", "partij__naam"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("besloten_op__isnull", True)),
                        fields=("dossier", "partij"),
                        name="een_gevraagd_standpunt_per_partij",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gegeven_door__isnull", True), ("gegeven_op__isnull", True)),
                            models.Q(
                                ("gegeven_door__isnull", False), ("gegeven_op__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="wie_een_standpunt_geeft_is_bekend",
                    ),
                ],
            },
        ),
    ]
