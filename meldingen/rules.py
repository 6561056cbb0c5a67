"""Who handles a melding, and what must hold for what stands in it. No database."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta

from gedeeld.actor import Actor
from gedeeld.personen import fouten_in_persoon
from gedeeld.rules import fout_in_gedaan, vergeten_op
from weegploeg.rules import heeft_melder

if TYPE_CHECKING:
    from .models import Melding

# Ours: the month to inform the subject runs from the day of receipt (AVG 14.3), so half of it is left
# for the weegploeg.
BEHANDELEN = relativedelta(days=14)


def mag_registreren(actor: Actor) -> bool:
    """Whether the actor registers meldingen: members and secretary of a weegploeg (MC 7.1)."""
    return actor.in_weegploeg


def behandelt(actor: Actor, melding: "Melding") -> bool:
    """Whether the actor handles this melding: only who works in a weegploeg for the party that
    received it (MC 7.1, 7.2). To others it is not there: in the weegploeg they read what is brought in.
    """
    return actor.in_weegploeg and melding.ontvanger_id in actor.partijen


def mag_doorgeven(actor: Actor, melding: "Melding") -> bool:
    """Whether the actor may pass it on: only a melding that the municipality received (WV 5.1)."""
    return behandelt(actor, melding) and melding.ontvanger_id == melding.partij_id


def fouten_in_melding(gegevens: Mapping[str, Any], vandaag: date) -> dict[str, str]:
    """What can't stand in a melding, as field name -> Dutch sentence.

    Args:
        gegevens: values by field name; a name that is missing is not judged.
        vandaag: the day of registering or changing.
    """
    fouten = fouten_in_persoon(gegevens, vandaag)
    ontvangen = gegevens.get("ontvangen_op")
    if ontvangen and (zin := fout_in_gedaan(ontvangen, vandaag)):
        fouten["ontvangen_op"] = zin
    elif ontvangen and vergeten_op(ontvangen) < vandaag:
        fouten["ontvangen_op"] = (
            "Deze melding is ouder dan zes maanden. Het systeem zou haar meteen vernietigen, "
            "dus u kunt haar niet meer registreren."
        )
    return fouten | _fouten_in_melder(gegevens)


def fouten_in_politie(
    *,
    ontvangen_op: date,
    vandaag: date,
    ingelicht_op: date | None,
    verwezen_op: date | None,
    onbereikbaar: bool,
    anoniem: bool,
    heeft_melder: bool,
) -> dict[str, str]:
    """What can't be said of how the police heard, as field name -> Dutch sentence (MvT 5.1).

    Args:
        anoniem, heeft_melder: of the melding.
    """
    dagen = {"politie_ingelicht_op": ingelicht_op, "melder_verwezen_op": verwezen_op}
    past_niet = "Kies een dag vanaf de ontvangst van de melding tot en met vandaag."
    fouten = {
        veld: past_niet for veld, dag in dagen.items() if dag and not ontvangen_op <= dag <= vandaag
    }
    if verwezen_op and not heeft_melder:
        fouten["melder_verwezen_op"] = "Laat dit leeg: er is geen melder."
    if onbereikbaar and not anoniem:
        fouten["melder_onbereikbaar"] = "Dit geldt alleen voor een anonieme melder."
    elif onbereikbaar and verwezen_op:
        fouten["melder_onbereikbaar"] = "Kies één van beide: verwezen, of niet te bereiken."
    return fouten


MELDER = ("anoniem", "melder_naam", "melder_contact", "wil_onbekend")


def _fouten_in_melder(gegevens: Mapping[str, Any]) -> dict[str, str]:
    """Anonymous, or by name with a way to reach the reporter: one of the two (MvT 5.1)."""
    if not heeft_melder(gegevens.get("herkomst")):
        leeg = "Laat dit leeg: bij een signaal uit eigen systemen is er geen melder."
        return {veld: leeg for veld in MELDER if gegevens.get(veld)}
    if gegevens.get("anoniem"):
        if gegevens.get("melder_naam") or gegevens.get("melder_contact"):
            return {"anoniem": "Kies één van beide: een anonieme melder, of naam en contact."}
        if gegevens.get("wil_onbekend"):
            return {"wil_onbekend": "Laat dit leeg: van een anonieme melder is er geen naam."}
        return {}
    fouten = {}
    if not gegevens.get("melder_naam"):
        fouten["melder_naam"] = "Vul de naam van de melder in, of vink anoniem aan."
    if not gegevens.get("melder_contact"):
        fouten["melder_contact"] = "Vul in hoe u de melder bereikt, of vink anoniem aan."
    return fouten
