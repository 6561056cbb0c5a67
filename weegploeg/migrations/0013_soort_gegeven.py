"""Of what kind an item is: of what stands there nobody recorded it, and of the OM that is said too (MC 1 h, 6 a)."""

from typing import Any

import django.contrib.postgres.fields
from django.db import migrations, models

from gedeeld.migratie import Gegevens


def vul(apps: Any, schema_editor: Any) -> None:
    """Data of the OM: nobody recorded which of the two they are."""
    rijen = apps.get_model("weegploeg", "Signaal").objects
    rijen.filter(partij__soort="om").update(om_soort="onbekend")


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0001_rollen"),
        ("convenant", "0005_voor_een_casus"),
        ("weegploeg", "0012_brief"),
    ]

    operations = [
        migrations.AddField(
            model_name="signaal",
            name="aard",
            field=models.CharField(
                choices=[
                    ("feit", "Feit: zelf gezien of gehoord"),
                    ("mening", "Mening"),
                    ("horen_zeggen", "Van horen zeggen"),
                    ("onbekend", "Niet vastgelegd"),
                ],
                default="onbekend",
                help_text="Schrijf zo veel mogelijk op wat iemand zelf zag of hoorde, wie dat was en wanneer.||Een signaal is een feitelijke gedraging (artikel 1 onder h van het convenant). Is het een mening, of van horen zeggen, dan moet dat te zien zijn.",
                max_length=40,
                verbose_name="wat voor uitspraak is dit",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="signaal",
            name="gericht_op",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("radicalisering", "Radicalisering"),
                        ("extremisme", "Extremisme"),
                        ("uitreizen", "Uitreizen"),
                        ("terugkeer", "Terugkeer"),
                    ],
                    max_length=40,
                ),
                default=list,
                help_text="Kijk in het referentiekader. U kunt er meer kiezen.||Een signaal kan volgens het referentiekader wijzen op radicalisering, extremisme, uitreizen of terugkeer (artikel 1 onder h van het convenant).",
                size=None,
                verbose_name="waarop kan dit gedrag wijzen",
            ),
        ),
        migrations.AddField(
            model_name="signaal",
            name="om_soort",
            field=models.CharField(
                blank=True,
                choices=[
                    ("strafvorderlijk", "Strafvorderlijke gegevens"),
                    ("justitieel", "Justitiële gegevens"),
                    ("onbekend", "Niet vastgelegd"),
                ],
                default="",
                help_text="Strafvorderlijke gegevens komen uit een strafzaak, justitiële uit de justitiële documentatie.||Voor beide gelden eigen regels (artikel 6 onder a van het convenant, memorie van toelichting 4.4).",
                max_length=40,
                verbose_name="wat voor gegevens van het OM zijn dit",
            ),
        ),
        migrations.AddField(
            model_name="signaal",
            name="onzeker",
            field=models.BooleanField(
                default=False,
                help_text="Wees dan terughoudend: geef alleen wat niet kan wachten.||Is de uitkomst van een strafrechtelijk onderzoek nog onzeker, dan vraagt het geven van gegevens meer terughoudendheid (memorie van toelichting 4.4).",
                verbose_name="de uitkomst van het onderzoek is nog onzeker",
            ),
        ),
        # Grants are set after all migrations (`register.beleid`): in a new installation there are none yet.
        migrations.RunSQL(
            "GRANT SELECT, UPDATE ON weegploeg_signaal TO casusoverleg_systeem;"
            " GRANT SELECT ON convenant_partij TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(vul),
        migrations.AddConstraint(
            model_name="signaal",
            constraint=models.CheckConstraint(
                condition=models.Q(("aard__in", ["feit", "mening", "horen_zeggen", "onbekend"])),
                name="gegeven_heeft_aard_in_weegploegsignaal",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("om_soort", ""), ("onzeker", False)),
                    models.Q(
                        ("grondslag_om__isnull", True),
                        ("om_soort__in", ["strafvorderlijk", "justitieel", "onbekend"]),
                        ("wpg_artikel", ""),
                    ),
                    _connector="OR",
                ),
                name="omgegeven_is_heel_in_weegploegsignaal",
            ),
        ),
    ]
