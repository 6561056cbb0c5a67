"""What goes with the ground of an answer; of what stands there nobody recorded it (WV 3, WPG 2, MvT 4.4)."""

import django.contrib.postgres.fields
from django.db import migrations, models

import gedeeld.fields


class Migration(migrations.Migration):
    dependencies = [
        ("convenant", "0010_verwerking"),
        ("weegploeg", "0023_uitzondering"),
    ]

    operations = [
        migrations.AddField(
            model_name="duidingsvraag",
            name="noodzaak",
            field=gedeeld.fields.VersleuteldeTekst(
                blank=True,
                help_text="Verplicht als het om bijzondere of strafrechtelijke gegevens gaat.",
                null=True,
                verbose_name="waarom is dit nodig",
            ),
        ),
        migrations.AddField(
            model_name="duidingsvraag",
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
            model_name="duidingsvraag",
            name="onzeker",
            field=models.BooleanField(
                default=False,
                help_text="Wees dan terughoudend: geef alleen wat niet kan wachten.||Is de uitkomst van een strafrechtelijk onderzoek nog onzeker, dan vraagt het geven van gegevens meer terughoudendheid (memorie van toelichting 4.4).",
                verbose_name="de uitkomst van het onderzoek is nog onzeker",
            ),
        ),
        migrations.AddField(
            model_name="duidingsvraag",
            name="uitzonderingen",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        (
                            "uavg-22-2-d",
                            "De persoon heeft dit kennelijk zelf openbaar gemaakt (artikel 22 lid 2 onder d UAVG)",
                        ),
                        (
                            "uavg-22-2-b",
                            "Nodig voor een vitaal belang, en toestemming vragen kan niet (artikel 22 lid 2 onder b UAVG)",
                        ),
                        (
                            "uavg-22-2-a",
                            "De persoon gaf uitdrukkelijk toestemming (artikel 22 lid 2 onder a UAVG)",
                        ),
                        (
                            "uavg-25-a",
                            "Onvermijdelijk om vast te stellen wie het is (artikel 25 onder a UAVG)",
                        ),
                        (
                            "uavg-30-2-b",
                            "Nodig voor de wettelijke taak van de reclassering of de Raad (artikel 30 lid 2 onder b UAVG)",
                        ),
                        (
                            "uavg-30-3-a",
                            "Nodig voor zorg of maatschappelijke dienstverlening (artikel 30 lid 3 onder a UAVG)",
                        ),
                        (
                            "wpg-5",
                            "Onvermijdelijk, in aanvulling op andere politiegegevens (artikel 5 Wpg)",
                        ),
                        (
                            "uavg-32-c",
                            "Strafrechtelijk: de persoon heeft dit kennelijk zelf openbaar gemaakt (artikel 32 onder c UAVG)",
                        ),
                        (
                            "uavg-33-1-a",
                            "Strafrechtelijk: gekregen op de Wpg of de Wjsg (artikel 33 lid 1 onder a UAVG)",
                        ),
                        (
                            "uavg-33-1-b",
                            "Strafrechtelijk: nodig voor een publiekrechtelijk samenwerkingsverband, met waarborgen (artikel 33 lid 1 onder b UAVG)",
                        ),
                        (
                            "wv-3-1",
                            "Artikel 3 lid 1 van de Wet persoonsgerichte aanpak (wetsvoorstel)",
                        ),
                        (
                            "wv-3-2",
                            "Strafrechtelijk: artikel 3 lid 2 van de Wet persoonsgerichte aanpak (wetsvoorstel)",
                        ),
                    ],
                    max_length=40,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="op welke uitzondering rust dit",
            ),
        ),
        migrations.AddField(
            model_name="duidingsvraag",
            name="wpg_doel",
            field=models.CharField(
                blank=True,
                choices=[
                    ("a", "a. Risico's voor de samenleving beperken"),
                    ("b", "b. Zorg bieden aan de betrokkene"),
                    ("c", "c. Risico's voor de ontwikkeling van minderjarigen beperken"),
                ],
                default="",
                max_length=1,
                verbose_name="doel van de verstrekking (Wpg 18 lid 2)",
            ),
        ),
        migrations.AddField(
            model_name="duidingsvraag",
            name="wpg_geen_bezwaar",
            field=models.BooleanField(
                default=False,
                verbose_name="het opsporingsbelang verzet zich niet tegen dit gegeven (Wpg 18 lid 2)",
            ),
        ),
        migrations.AddField(
            model_name="duidingsvraag",
            name="wpg_overleg",
            field=gedeeld.fields.VersleuteldeTekst(
                blank=True, null=True, verbose_name="overleg met de bevoegd functionaris en het OM"
            ),
        ),
        migrations.AddConstraint(
            model_name="duidingsvraag",
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
                name="omgegeven_is_heel_in_duidingsvraag",
            ),
        ),
    ]
