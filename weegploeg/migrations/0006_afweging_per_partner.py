"""Why each partner is chosen, and whether the Raad was involved before (PB 3.4)."""

from django.db import migrations, models

import gedeeld.fields


class Migration(migrations.Migration):
    dependencies = [
        ("weegploeg", "0005_bevestigen_en_bezwaar"),
    ]

    operations = [
        migrations.AddField(
            model_name="gekozenpartner",
            name="al_betrokken",
            field=models.BooleanField(null=True, verbose_name="was de Raad al betrokken"),
        ),
        migrations.AddField(
            model_name="gekozenpartner",
            name="noodzaak",
            field=gedeeld.fields.VersleuteldeTekst(null=True, verbose_name="noodzaak"),
        ),
        migrations.AddField(
            model_name="gekozenpartner",
            name="proportionaliteit",
            field=gedeeld.fields.VersleuteldeTekst(null=True, verbose_name="proportionaliteit"),
        ),
        migrations.AddField(
            model_name="gekozenpartner",
            name="rol",
            field=models.CharField(
                choices=[
                    ("deelnemer", "Deelnemer met een rol in het plan"),
                    ("adviseur", "Adviseur zonder identiteit"),
                ],
                default="deelnemer",
                max_length=40,
                verbose_name="hoe",
            ),
        ),
        migrations.AddField(
            model_name="gekozenpartner",
            name="subsidiariteit",
            field=gedeeld.fields.VersleuteldeTekst(null=True, verbose_name="subsidiariteit"),
        ),
    ]
