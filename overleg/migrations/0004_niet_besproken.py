"""What was not discussed stays with its meeting, and is taken along once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("overleg", "0003_plan"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendapunt",
            name="doorgeschoven",
            field=models.BooleanField(default=False),
        ),
    ]
