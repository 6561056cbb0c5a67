"""A task is not for who did himself what is to be confirmed (PB 3.3)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0009_verkennen"),
    ]

    operations = [
        migrations.AddField(
            model_name="taak",
            name="niet_voor",
            field=models.UUIDField(null=True),
        ),
    ]
