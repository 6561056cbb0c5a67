"""A wrong entry is replaced by a new one with a reason (PB 3.3)."""

import django.db.models.deletion
from django.db import migrations, models

import gedeeld.fields


class Migration(migrations.Migration):
    dependencies = [
        ("weegploeg", "0008_uit_het_zicht"),
    ]

    operations = [
        migrations.AddField(
            model_name="vastlegging",
            name="correctie",
            field=gedeeld.fields.VersleuteldeTekst(
                editable=False, null=True, verbose_name="wat klopte er niet"
            ),
        ),
        migrations.AddField(
            model_name="vastlegging",
            name="vervangt",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="vervangen_door",
                to="weegploeg.vastlegging",
            ),
        ),
        migrations.AlterField(
            model_name="besluit",
            name="uitkomst",
            field=models.CharField(
                choices=[
                    ("casusoverleg", "Casusoverleg"),
                    ("geen_casusoverleg", "Geen casusoverleg"),
                    ("nadere_duiding", "Nadere duiding"),
                    ("plan_afsluiten", "Plan afsluiten"),
                    ("plan_voortzetten", "Plan voortzetten"),
                    ("vernietigen", "Vernietigen"),
                    ("bewaren", "Bewaren tot een dag"),
                    ("gehandhaafd", "Het besluit blijft, na bezwaar"),
                ],
                max_length=40,
                verbose_name="uitkomst",
            ),
        ),
    ]
