from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("retention", "0010_toezicht"),
    ]

    operations = [
        migrations.AddField(
            model_name="vernietiging",
            name="gemeente",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
    ]
