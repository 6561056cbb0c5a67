"""Who informs the subject, and on which day, stands in fields of the plan (PB 4.4)."""

import django.db.models.deletion
from django.db import migrations, models

import gedeeld.fields


class Migration(migrations.Migration):
    dependencies = [
        ("casusoverleg", "0024_zending_bijdragen"),
        ("convenant", "0011_dpia"),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="informeert",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="convenant.partij",
                verbose_name="welke partij informeert de betrokkene",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="informeert_wie",
            field=gedeeld.fields.VersleuteldeRegel(
                blank=True,
                default=None,
                null=True,
                verbose_name="welke persoon of functie doet dat",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="informeren_op",
            field=models.DateField(blank=True, null=True, verbose_name="op welke dag"),
        ),
        migrations.AlterField(
            model_name="plan",
            name="informeren",
            field=gedeeld.fields.VersleuteldeTekst(
                blank=True, default="", verbose_name="hoe informeert u de betrokkene"
            ),
        ),
    ]
