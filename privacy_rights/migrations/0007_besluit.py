"""A decision on a request has its reason, and the day on which the person got it in a letter."""

from typing import Any

from django.db import migrations, models

import gedeeld.fields
from gedeeld.migratie import Gegevens


def verteld(apps: Any, schema_editor: Any) -> None:
    """Until now a request of another kind than access ended when the letter had gone."""
    verzoeken = apps.get_model("privacy_rights", "Verzoek").objects
    rijen = verzoeken.filter(stand="beantwoord").exclude(soort="inzage")
    rijen.update(besluit_verteld_op=models.F("beantwoord_op"))


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0001_rollen"),
        ("privacy_rights", "0006_besluit_van"),
    ]

    operations = [
        migrations.AddField(
            model_name="verzoek",
            name="besluit_reden",
            field=gedeeld.fields.VersleuteldeTekst(
                blank=True,
                help_text="Nodig als u niet alles doet wat werd gevraagd, en bij elke klacht. De persoon leest dit in de brief. Noem het artikel waarop het steunt, en zeg niets wat u mag achterhouden.||Een weigering is gemotiveerd (artikel 12 lid 4 van het convenant, artikel 12 lid 4 AVG).",
                null=True,
                verbose_name="waarom besluit u dit?",
            ),
        ),
        migrations.AddField(
            model_name="verzoek",
            name="besluit_verteld_op",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="verzoek",
            name="kenmerk",
            field=gedeeld.fields.VersleuteldeRegel(
                blank=True,
                default="",
                help_text="Alleen als de brief uit uw eigen systeem kwam: het nummer daar. Leeg? Dan maakt u de brief hier.||Zo is na te gaan dat er is geantwoord (artikel 12 lid 3 van het convenant).",
                verbose_name="kenmerk van de brief",
            ),
        ),
        migrations.RunSQL(
            "GRANT SELECT, UPDATE ON privacy_rights_verzoek TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(verteld),
    ]
