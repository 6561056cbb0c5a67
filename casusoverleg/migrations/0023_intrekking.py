"""That a partner was told of a recall stands with the other notices of the casus (MC 10.5, 12.6)."""

from typing import Any

from django.db import migrations
from django.db.models import F

from gedeeld.migratie import Gegevens


def vul(apps: Any, schema_editor: Any) -> None:
    """Each recall of what a partner could read becomes a notice, with who read it and when.

    Who read it stands in the log. Where that does not tell any more, the partner confirms it again.
    """
    rijen = apps.get_model("casusoverleg", "Verstrekking").objects
    gelezen = apps.get_model("register", "Gebeurtenis").objects
    for rij in rijen.filter(volledig_op__isnull=False, ingetrokken_op__gte=F("van")).iterator():
        dossier = apps.get_model("register", "Dossier").objects.get(pk=rij.casus_id)
        door = None
        if rij.gelezen_op:
            door = gelezen.filter(
                soort="casusoverleg.intrekking_gelezen",
                pseudoniem=dossier.pseudoniem,
                tijdstip__date=rij.gelezen_op,
                namens=rij.partij.naam,
            ).first()
        apps.get_model("register", "Kennisgeving").objects.create(
            dossier=dossier,
            dossiersoort=dossier.dossiersoort,
            pseudoniem=dossier.pseudoniem,
            nummer=rij.nummer,
            van_id=dossier.partij_id,
            houder=dossier.houder,
            aan=f"vertegenwoordigers {rij.partij_id}",
            ontvanger_id=rij.partij_id,
            wat="ingetrokken",
            soort="verstrekking",
            gegevens=sorted(rij.soorten),
            gekregen_op=max(rij.volledig_op, rij.van),
            op=rij.ingetrokken_op,
            bevestigd_op=rij.gelezen_op if door else None,
            bevestigd_door_id=door.gebruiker_id if door else None,
        )
    # A task of a kind that is no more would stop the worklist of who has it.
    apps.get_model("register", "Taak").objects.filter(soort="casusoverleg.ingetrokken").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0011_ingetrokken"),
        ("casusoverleg", "0022_stil_gezien"),
    ]

    operations = [
        # Grants are set after all migrations (`register.beleid`): in a new installation there are none yet.
        migrations.RunSQL(
            "GRANT SELECT ON casusoverleg_verstrekking, convenant_partij, register_dossier,"
            " register_gebeurtenis TO casusoverleg_systeem;"
            " GRANT SELECT, INSERT ON register_kennisgeving TO casusoverleg_systeem;"
            " GRANT SELECT, DELETE ON register_taak TO casusoverleg_systeem",
            migrations.RunSQL.noop,
        ),
        Gegevens(vul),
        migrations.RemoveField(model_name="verstrekking", name="gelezen_op"),
    ]
