"""The text of secrecy becomes one of two kinds of text that each user confirms (MC 14, 15.4)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("convenant", "0011_dpia"), ("mensen", "0003_inlog")]

    operations = [
        migrations.RenameModel("Geheimhoudingstekst", "Bevestigtekst"),
        migrations.AlterModelOptions(
            name="bevestigtekst",
            options={"ordering": ["-versie"], "verbose_name": "tekst om te bevestigen"},
        ),
        migrations.AlterField(
            model_name="bevestigtekst",
            name="convenant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bevestigteksten",
                to="convenant.convenant",
            ),
        ),
        migrations.AddField(
            model_name="bevestigtekst",
            name="soort",
            field=models.CharField(
                choices=[("geheimhouding", "Geheimhouding"), ("richtlijnen", "Richtlijnen")],
                default="geheimhouding",
                max_length=40,
                verbose_name="soort",
            ),
        ),
        migrations.RemoveConstraint("bevestigtekst", "een_geheimhoudingstekst_per_versie"),
        migrations.AddConstraint(
            "bevestigtekst",
            models.UniqueConstraint(
                fields=["convenant", "soort", "versie"], name="een_tekst_per_soort_en_versie"
            ),
        ),
    ]
