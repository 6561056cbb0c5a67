"""What was logged at once, and who spoke for each core party (PB 3.2, 3.3)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gedeeld.fields
import gedeeld.rij


class Migration(migrations.Migration):
    dependencies = [
        ("convenant", "0002_opzegging"),
        ("weegploeg", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Vastlegging",
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
                (
                    "wijze",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("overleg", "In een overleg"),
                            ("schriftelijk", "In een schriftelijke ronde"),
                        ],
                        max_length=40,
                        verbose_name="waar besloten",
                    ),
                ),
                ("vastgelegd_op", models.DateTimeField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vastleggingen",
                        to="weegploeg.weegploegdossier",
                    ),
                ),
                (
                    "vastgelegd_door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["-vastgelegd_op", "-pk"], "default_permissions": ()},
        ),
        migrations.CreateModel(
            name="Spreker",
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
                (
                    "naam",
                    gedeeld.fields.VersleuteldeRegel(
                        blank=True, default="", verbose_name="wie sprak"
                    ),
                ),
                ("gemachtigd", models.BooleanField(default=False, verbose_name="gemachtigd")),
                ("antwoord_op", models.DateField(null=True, verbose_name="antwoord op")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="weegploeg.weegploegdossier",
                    ),
                ),
                (
                    "gebruiker",
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
                (
                    "vastlegging",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sprekers",
                        to="weegploeg.vastlegging",
                    ),
                ),
            ],
            options={
                "ordering": ["partij__naam"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("vastlegging", "partij"), name="een_spreker_per_kernpartij"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gebruiker__isnull", True), ("gemachtigd", True), _connector="OR"
                        ),
                        name="wie_spreekt_is_gemachtigd",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="besluit",
            name="vastlegging",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="besluit",
                to="weegploeg.vastlegging",
            ),
        ),
        migrations.AddField(
            model_name="informatiebesluit",
            name="vastlegging",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="informatiebesluit",
                to="weegploeg.vastlegging",
            ),
        ),
    ]
