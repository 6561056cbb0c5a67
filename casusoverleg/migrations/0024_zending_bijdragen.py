"""What core parties brought in can go to another municipality as well (WV 4)."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casusoverleg", "0023_intrekking"),
    ]

    operations = [
        migrations.AddField(
            model_name="zending",
            name="bijdragen",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), default=list, size=None
            ),
        ),
    ]
