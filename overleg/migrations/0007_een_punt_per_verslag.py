from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("overleg", "0006_verslag_op_de_agenda"),
        ("register", "0028_deelname"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="agendapunt",
            constraint=models.UniqueConstraint(
                fields=("overleg", "verslag"), name="een_punt_per_verslag"
            ),
        ),
    ]
