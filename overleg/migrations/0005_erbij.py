"""Who was there when a file was discussed, and what each brought in (PB 4.3)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gedeeld.fields
import gedeeld.rij


class Migration(migrations.Migration):
    dependencies = [
        ("convenant", "0010_verwerking"),
        ("overleg", "0004_niet_besproken"),
        ("register", "0010_taak_niet_voor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Erbij",
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
                ("aanwezig", models.BooleanField()),
                (
                    "inbreng",
                    gedeeld.fields.VersleuteldeTekst(null=True, verbose_name="wat bracht hij in"),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.dossier",
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "overleg",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="overleg.overleg",
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
                (
                    "punt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="erbij",
                        to="overleg.agendapunt",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("punt", "gebruiker", "partij"), name="een_keer_erbij_per_punt"
                    )
                ],
            },
        ),
    ]
