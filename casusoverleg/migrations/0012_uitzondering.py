"""On which exception sensitive data rest; of what stands there nobody recorded it (WV 3)."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casusoverleg", "0011_reis"),
    ]

    operations = [
        migrations.AddField(
            model_name="bijdrage",
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
            model_name="signaal",
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
    ]
