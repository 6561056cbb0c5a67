"""A melding is passed on for a named task, on a ground; of what was recorded before, neither was asked (WV 5.1)."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import gedeeld.fields


class Migration(migrations.Migration):
    dependencies = [
        ("convenant", "0006_controle"),
        ("meldingen", "0003_soort_gegeven"),
    ]

    operations = [
        migrations.AddField(
            model_name="doorgifte",
            name="grondslag",
            field=models.ForeignKey(
                help_text="De grond moet gelden op de dag waarop u het doorgaf.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="convenant.grondslag",
                verbose_name="wettelijke grondslag",
            ),
        ),
        migrations.AddField(
            model_name="doorgifte",
            name="samen_met",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="doorgifte",
            name="signalen",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="doorgifte",
            name="taak",
            field=gedeeld.fields.VersleuteldeTekst(
                help_text="Bijvoorbeeld: toezicht op schoolbezoek.||Doorgeven mag voor zover het nodig is voor de taak van de ander (wetsvoorstel artikel 5).",
                null=True,
                verbose_name="welke taak van die instantie heeft dit nodig",
            ),
        ),
        migrations.AlterField(
            model_name="doorgifte",
            name="aan",
            field=gedeeld.fields.VersleuteldeRegel(
                help_text="De naam van de organisatie, niet van een persoon. Dat kan ook een afdeling van uw gemeente zijn.",
                verbose_name="aan welke instantie",
            ),
        ),
        migrations.AlterField(
            model_name="doorgifte",
            name="gegevens",
            field=gedeeld.fields.VersleuteldeTekst(
                help_text="Wat geeft u door? Noem ook wat niet in een signaal staat, zoals naam of adres.",
                verbose_name="welke gegevens",
            ),
        ),
        migrations.AlterField(
            model_name="doorgifte",
            name="noodzaak",
            field=gedeeld.fields.VersleuteldeTekst(
                help_text="Geef alleen door wat die instantie voor die taak nodig heeft.",
                verbose_name="waarom heeft die instantie dit nodig",
            ),
        ),
        migrations.AlterField(
            model_name="melding",
            name="stand",
            field=models.CharField(
                choices=[
                    ("nieuw", "Nieuw"),
                    ("ingebracht", "Ingebracht in de weegploeg"),
                    ("doorgegeven", "Afgedaan: alleen doorgegeven"),
                    ("geen_actie", "Geen aanleiding voor actie"),
                ],
                default="nieuw",
                editable=False,
                max_length=40,
                verbose_name="stand",
            ),
        ),
    ]
