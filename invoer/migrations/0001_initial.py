import uuid

import django.contrib.messages.storage.cookie
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gedeeld.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("mensen", "0001_initial"),
        ("register", "0002_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Klad",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("op", models.DateTimeField(auto_now_add=True, db_index=True)),
                ("plek", models.CharField(max_length=200)),
                ("inhoud", gedeeld.fields.VersleuteldeTekst()),
                (
                    "dossier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.dossier",
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rol",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="mensen.vertegenwoordiging",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gebruiker", "rol", "plek"), name="een_klad_per_formulier"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Verzonden",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("op", models.DateTimeField(auto_now_add=True, db_index=True)),
                ("sleutel", models.UUIDField(editable=False)),
                ("naar", models.CharField(default="", max_length=200)),
                (
                    "zinnen",
                    models.JSONField(
                        decoder=django.contrib.messages.storage.cookie.MessageDecoder,
                        default=list,
                        encoder=django.contrib.messages.storage.cookie.MessageEncoder,
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.dossier",
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rol",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="mensen.vertegenwoordiging",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sleutel", "gebruiker", "rol"), name="een_formulier_gaat_een_keer"
                    )
                ],
            },
        ),
    ]
