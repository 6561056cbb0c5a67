"""Who had a version of the plan before a newer one replaced it (MC 9.3, 10.5)."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casusoverleg", "0025_wie_informeert"),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="gold_voor",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), default=list, editable=False, size=None
            ),
        ),
    ]
