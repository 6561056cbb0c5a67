"""What was decided on a file after it went to the archive stands beside it (MC 8.2 f)."""

from django.db import migrations

import gedeeld.fields


class Migration(migrations.Migration):
    dependencies = [
        ("retention", "0002_grond_afgerond"),
    ]

    operations = [
        migrations.AddField(
            model_name="archiefstuk",
            name="erbij",
            field=gedeeld.fields.VersleuteldeTekst(editable=False, null=True),
        ),
    ]
