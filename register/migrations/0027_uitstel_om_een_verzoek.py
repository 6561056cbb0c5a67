from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0026_besluit"),
    ]

    operations = [
        migrations.AlterField(
            model_name="dossier",
            name="opgeschort_om",
            field=models.CharField(
                choices=[
                    ("klacht", "Er loopt een klacht"),
                    ("bezwaar", "Er loopt een bezwaar tegen een besluit"),
                    ("beroep", "Er loopt een beroep bij de rechter"),
                    ("procedure", "Er loopt een andere procedure"),
                    ("weigering", "Tegen een weigering kan nog bezwaar komen"),
                    ("verzoek", "Er loopt een verzoek van de betrokkene"),
                ],
                db_default="",
                default="",
                editable=False,
                max_length=40,
            ),
        ),
    ]
