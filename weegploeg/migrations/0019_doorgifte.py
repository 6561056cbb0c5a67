"""What the municipality passed on before it was brought in moves along (MvT 5.2)."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import gedeeld.fields
import gedeeld.rij


class Migration(migrations.Migration):
    dependencies = [
        ("convenant", "0006_controle"),
        ("weegploeg", "0018_doel_en_verblijf"),
    ]

    operations = [
        migrations.CreateModel(
            name="Doorgifte",
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
                    "aan",
                    gedeeld.fields.VersleuteldeRegel(
                        help_text="De naam van de organisatie, niet van een persoon. Dat kan ook een afdeling van uw gemeente zijn.",
                        verbose_name="aan welke instantie",
                    ),
                ),
                (
                    "taak",
                    gedeeld.fields.VersleuteldeTekst(
                        help_text="Bijvoorbeeld: toezicht op schoolbezoek.||Doorgeven mag voor zover het nodig is voor de taak van de ander (wetsvoorstel artikel 5).",
                        null=True,
                        verbose_name="welke taak van die instantie heeft dit nodig",
                    ),
                ),
                (
                    "gegevens",
                    gedeeld.fields.VersleuteldeTekst(
                        help_text="Wat geeft u door? Noem ook wat niet in een signaal staat, zoals naam of adres.",
                        verbose_name="welke gegevens",
                    ),
                ),
                (
                    "noodzaak",
                    gedeeld.fields.VersleuteldeTekst(
                        help_text="Geef alleen door wat die instantie voor die taak nodig heeft.",
                        verbose_name="waarom heeft die instantie dit nodig",
                    ),
                ),
                ("op", models.DateField(verbose_name="doorgegeven op")),
                (
                    "signalen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                (
                    "samen_met",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="doorgiften",
                        to="weegploeg.weegploegdossier",
                    ),
                ),
                (
                    "grondslag",
                    models.ForeignKey(
                        help_text="De grond moet gelden op de dag waarop u het doorgaf.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="convenant.grondslag",
                        verbose_name="wettelijke grondslag",
                    ),
                ),
            ],
            options={
                "ordering": ["-op", "-pk"],
                "default_permissions": (),
            },
        ),
    ]
