"""A notice can say that what somebody was given is recalled (MC 10.5, 12.6)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0010_taak_niet_voor"),
    ]

    operations = [
        migrations.AlterField(
            model_name="kennisgeving",
            name="wat",
            field=models.CharField(
                choices=[
                    ("verbeterd", "Verbeterd"),
                    ("beperkt", "Beperkt"),
                    ("onbeperkt", "Niet meer beperkt"),
                    ("vernietigd", "Vernietigd"),
                    ("ingetrokken", "Ingetrokken"),
                ],
                max_length=40,
            ),
        ),
    ]
