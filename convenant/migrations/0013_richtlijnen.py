"""Each covenant that was there gets guidelines for safe working, as a new one does (MC 15.4).

From the day of the upgrade: its users confirm them when they come back. The administrator writes others.
"""

from django.db import migrations
from django.utils import timezone

from gedeeld.migratie import Gegevens

RICHTLIJNEN = """\
Zo werkt u hier veilig (artikel 15 lid 4 van het convenant).

Uw account is van u alleen. U geeft uw wachtwoord, uw passkey en uw codes aan niemand, ook niet aan een beheerder. U kiest \
een wachtwoord dat u nergens anders gebruikt.

U werkt op een apparaat van uw organisatie, met een verbinding die u vertrouwt. U zorgt dat niemand meekijkt. Loopt u weg? \
Dan vergrendelt u uw scherm of logt u uit.

U opent alleen dossiers die u voor uw werk nodig hebt. Alles wat u opent, wordt vastgelegd en gecontroleerd. Kent u de \
persoon van een dossier? Dan meldt u dat en leest u niet verder.

U maakt geen foto's van het scherm en bewaart niets op uw eigen apparaat. Wat u afdrukt, bergt u op en vernietigt u als het \
niet meer nodig is. U mailt geen gegevens uit een dossier.

Krijgt u ander werk of gaat u weg? Dan laat u uw rol beëindigen.

Ziet u iets vreemds, raakt u een apparaat kwijt of ging er iets mis? Meld het meteen. Wacht niet tot u alles zeker weet.
"""


def vul(apps, schema_editor):
    Convenant = apps.get_model("convenant", "Convenant")
    Bevestigtekst = apps.get_model("convenant", "Bevestigtekst")
    # Of a covenant without a text of secrecy the administrator writes both.
    met_tekst = Convenant.objects.filter(bevestigteksten__soort="geheimhouding").distinct()
    Bevestigtekst.objects.bulk_create(
        Bevestigtekst(
            convenant=convenant,
            soort="richtlijnen",
            versie=1,
            tekst=RICHTLIJNEN,
            vanaf=timezone.localdate(),
        )
        for convenant in met_tekst.exclude(bevestigteksten__soort="richtlijnen")
    )


class Migration(migrations.Migration):
    dependencies = [("convenant", "0012_bevestigtekst"), ("register", "0001_rollen")]

    operations = [
        # Grants are set after all migrations (`register.beleid`): in a new installation there are none yet.
        migrations.RunSQL(
            "GRANT SELECT ON convenant_convenant TO casusoverleg_systeem;"
            " GRANT SELECT, INSERT ON convenant_bevestigtekst TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(vul, terug=Gegevens.noop),
    ]
