"""A core party confirms what was logged, or objects to it (PB 3.3)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gedeeld.fields
import gedeeld.rij


class Migration(migrations.Migration):
    dependencies = [
        ("convenant", "0002_opzegging"),
        ("overleg", "0001_initial"),
        ("weegploeg", "0004_elk_besluit_is_vastgelegd"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Bezwaar",
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
                ("reden", gedeeld.fields.VersleuteldeTekst(verbose_name="waarom bezwaar")),
                ("gemaakt_op", models.DateTimeField()),
                ("beeindigd_op", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["gemaakt_op", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="spreker",
            name="bevestigd_door",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="spreker",
            name="bevestigd_op",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="vastlegging",
            name="overleg",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="overleg.overleg",
            ),
        ),
        migrations.AddConstraint(
            model_name="spreker",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("bevestigd_door__isnull", True), ("bevestigd_op__isnull", True)),
                    models.Q(("bevestigd_door__isnull", False), ("bevestigd_op__isnull", False)),
                    _connector="OR",
                ),
                name="wie_een_besluit_bevestigt_is_bekend",
            ),
        ),
        migrations.AddField(
            model_name="bezwaar",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bezwaren",
                to="weegploeg.weegploegdossier",
            ),
        ),
        migrations.AddField(
            model_name="bezwaar",
            name="gemaakt_door",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="bezwaar",
            name="ingetrokken_door",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="bezwaar",
            name="opgelost_met",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="loste_op",
                to="weegploeg.vastlegging",
            ),
        ),
        migrations.AddField(
            model_name="bezwaar",
            name="partij",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="convenant.partij"
            ),
        ),
        migrations.AddField(
            model_name="bezwaar",
            name="vastlegging",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bezwaren",
                to="weegploeg.vastlegging",
            ),
        ),
        migrations.AddConstraint(
            model_name="bezwaar",
            constraint=models.UniqueConstraint(
                condition=models.Q(("beeindigd_op__isnull", True)),
                fields=("vastlegging", "partij"),
                name="een_lopend_bezwaar_per_partij",
            ),
        ),
        migrations.AddConstraint(
            model_name="bezwaar",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("beeindigd_op__isnull", True),
                        ("ingetrokken_door__isnull", True),
                        ("opgelost_met__isnull", True),
                    ),
                    models.Q(
                        ("beeindigd_op__isnull", False),
                        ("ingetrokken_door__isnull", False),
                        ("opgelost_met__isnull", True),
                    ),
                    models.Q(
                        ("beeindigd_op__isnull", False),
                        ("ingetrokken_door__isnull", True),
                        ("opgelost_met__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="een_bezwaar_eindigt_door_intrekken_of_een_nieuw_besluit",
            ),
        ),
    ]
