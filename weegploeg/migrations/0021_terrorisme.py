"""What was done about a melding on terrorism moves along into the weegploeg's file (MvT 5.1)."""

from django.db import migrations, models

import gedeeld.fields


class Migration(migrations.Migration):
    dependencies = [
        ("weegploeg", "0020_vergelijking"),
    ]

    operations = [
        migrations.AddField(
            model_name="inbreng",
            name="melder_onbereikbaar",
            field=models.BooleanField(
                default=False, verbose_name="de anonieme melder was niet te bereiken"
            ),
        ),
        migrations.AddField(
            model_name="inbreng",
            name="melder_verwezen_op",
            field=models.DateField(
                blank=True, null=True, verbose_name="melder naar de politie verwezen op"
            ),
        ),
        migrations.AddField(
            model_name="inbreng",
            name="politie_functie",
            field=gedeeld.fields.VersleuteldeRegel(
                blank=True,
                help_text="Bijvoorbeeld: wijkagent of meldkamer. Een naam is niet nodig.",
                null=True,
                verbose_name="functie van wie u bij de politie sprak",
            ),
        ),
        migrations.AddField(
            model_name="inbreng",
            name="politie_ingelicht",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="inbreng",
            name="politie_ingelicht_door",
            field=gedeeld.fields.VersleuteldeRegel(
                null=True, verbose_name="wie van uw organisatie lichtte de politie in"
            ),
        ),
        migrations.AddField(
            model_name="inbreng",
            name="politie_ingelicht_op",
            field=models.DateField(null=True, verbose_name="politie ingelicht op"),
        ),
        migrations.AddField(
            model_name="inbreng",
            name="terrorisme",
            field=models.BooleanField(
                default=False,
                help_text="Licht dan meteen de politie in en verwijs de melder naar de politie. Bij de melding legt u vast wanneer.",
                verbose_name="het gaat om terroristische activiteiten",
            ),
        ),
    ]
