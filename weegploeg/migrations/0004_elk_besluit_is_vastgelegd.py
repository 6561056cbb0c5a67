"""Each decision hangs on what was logged; the parties that agreed stand there."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("weegploeg", "0003_wie_instemde")]

    operations = [
        migrations.AlterField(
            model_name="besluit",
            name="vastlegging",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="besluit",
                to="weegploeg.vastlegging",
            ),
        ),
        migrations.AlterField(
            model_name="informatiebesluit",
            name="vastlegging",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="informatiebesluit",
                to="weegploeg.vastlegging",
            ),
        ),
        migrations.RemoveField(model_name="besluit", name="partijen"),
        migrations.RemoveField(model_name="informatiebesluit", name="partijen"),
    ]
