"""The secretary saw that a partner was not entered for his casus (VNG)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casusoverleg", "0020_eigen_gegevens"),
    ]

    operations = [
        migrations.AddField(
            model_name="vangnet",
            name="afwijzing_gezien_op",
            field=models.DateField(null=True),
        ),
    ]
