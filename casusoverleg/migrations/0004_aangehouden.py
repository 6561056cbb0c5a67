"""While a core party objects to a decision of the weegploeg nobody is let into the casus (PB 3.3)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casusoverleg", "0003_concept_voorleggen"),
    ]

    operations = [
        migrations.AddField(
            model_name="casus",
            name="aangehouden_op",
            field=models.DateField(editable=False, null=True),
        ),
    ]
