"""Whether who was offered data took them: till then it holds nothing (WV 4)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0012_informeren"),
    ]

    operations = [
        migrations.AddField(
            model_name="uitwisseling",
            name="aangenomen",
            field=models.BooleanField(default=True),
        ),
    ]
