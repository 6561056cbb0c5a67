"""A melding that was entered twice ends as the double of the other (AVG 5.1 d)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("convenant", "0007_minister"),
        ("meldingen", "0006_terrorisme"),
        ("register", "0006_brief"),
    ]

    operations = [
        migrations.AddField(
            model_name="melding",
            name="dubbel_van",
            field=models.CharField(blank=True, default="", editable=False, max_length=20),
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
                    ("dubbel", "Dubbel van een andere melding"),
                ],
                default="nieuw",
                editable=False,
                max_length=40,
                verbose_name="stand",
            ),
        ),
        migrations.AddConstraint(
            model_name="melding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stand", "dubbel"), models.Q(("dubbel_van", ""), _negated=True)),
                    models.Q(models.Q(("stand", "dubbel"), _negated=True), ("dubbel_van", "")),
                    _connector="OR",
                ),
                name="alleen_een_dubbele_melding_noemt_de_andere",
            ),
        ),
    ]
