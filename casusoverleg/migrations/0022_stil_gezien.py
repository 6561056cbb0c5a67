"""Somebody put away the warning that a silent casus goes to the archive (MC 13.2)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casusoverleg", "0021_vangnet_gezien"),
    ]

    operations = [
        migrations.AddField(
            model_name="casus",
            name="stil_gezien_op",
            field=models.DateField(editable=False, null=True),
        ),
    ]
