"""What each participant read stands in the ledger of the casus, also of before that was written (AVG 15.1 c, 19)."""

from typing import Any

from django.db import migrations

from gedeeld.migratie import Gegevens


def vul(apps: Any, schema_editor: Any) -> None:
    """Of a party of the covenant what the casus holds; of an external partner the plan stands there already."""
    model = {naam: apps.get_model("casusoverleg", naam).objects for naam in SOORTEN.values()}
    deelnames = apps.get_model("casusoverleg", "Deelname").objects.filter(rol="deelnemer")
    for deelname in deelnames.exclude(partij__soort="extern").only("casus", "partij", "van", "tot"):
        gegevens, stukken = ["naam_adres"], []
        if deelname.tot and deelname.tot <= deelname.van:
            continue
        for soort, naam in SOORTEN.items():
            rijen = model[naam].filter(casus=deelname.casus_id)
            if naam == "Bijdrage":
                rijen = rijen.filter(voor="casus")
                if deelname.tot:
                    rijen = rijen.filter(gegeven_op__lt=deelname.tot)
            if naam in ("Bijdrage", "Signaal"):
                rijen = rijen.exclude(partij=deelname.partij_id)
            if sleutels := list(rijen.values_list("pk", flat=True)):
                gegevens.append(soort)
                stukken += sleutels
        apps.get_model("register", "Uitwisseling").objects.create(
            dossier_id=deelname.casus_id,
            soort="deelname",
            aan_id=deelname.partij_id,
            gegevens=gegevens,
            grond="Convenant, artikel 10 lid 4",
            op=deelname.van,
            stukken=stukken,
            achteraf=True,
        )


SOORTEN = {"signalen": "Signaal", "weging": "Weging", "partijen": "Bijdrage", "derden": "Derde"}


class Migration(migrations.Migration):
    dependencies = [
        ("casusoverleg", "0034_regie_sinds"),
        ("register", "0028_deelname"),
    ]

    operations = [
        # Grants are set after all migrations (`register.beleid`): in a new installation there are none yet.
        migrations.RunSQL(
            "GRANT SELECT ON casusoverleg_deelname, casusoverleg_signaal, casusoverleg_weging,"
            " casusoverleg_bijdrage, casusoverleg_derde, convenant_partij TO casusoverleg_systeem;"
            " GRANT SELECT, INSERT ON register_uitwisseling TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(vul),
    ]
