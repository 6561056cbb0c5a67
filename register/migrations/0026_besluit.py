from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0025_uitstel_na_een_weigering"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="dossier",
            options={
                "default_permissions": (),
                "permissions": [
                    ("lezen", "Leest het dossier"),
                    ("plan_lezen", "Leest het vastgestelde plan"),
                    ("vraag_lezen", "Leest vragen aan de eigen partij"),
                    ("besluit_lezen", "Leest besluiten die de eigen partij nog niet bevestigde"),
                ],
                "verbose_name": "dossier",
            },
        ),
    ]
