"""Acts on duties and on the security plan (MC 15.2, 15.3)."""

from datetime import date

from django.db import transaction
from django.utils.formats import date_format

from convenant.verwerking import mag_register_bijhouden
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require, vereis_dagen, vereis_tekst

from .models import Planonderdeel, Uitvoering
from .register import SOORTEN, laatst_gedaan, mag_vastleggen


@transaction.atomic
def leg_plicht_vast(
    plicht: str,
    *,
    actor: Actor,
    volgende_op: date,
    gedaan_op: date | None = None,
    document: str = "",
    uitkomst: str = "",
) -> Uitvoering:
    """Record that a duty was done, or only when it will be.

    Args:
        volgende_op: by when it is due again; no later than its time allows after it was done, or after today.
        gedaan_op: None where it is planned and not done.
        document: where the report is; needed for what was done.
        uitkomst: what came of it, in a few words without names.

    Raises:
        Geweigerd: the actor does not do it and keeps no registers.
        NietMogelijk: the days do not fit, or there is no report.
    """
    require(mag_vastleggen(actor, plicht))
    vereis_dagen(
        actor.vandaag, gedaan={"gedaan_op": gedaan_op}, komend={"volgende_op": volgende_op}
    )
    if gedaan_op:
        vereis_tekst(document=document)
        eerder = laatst_gedaan(actor.convenant_id).get(plicht)
        if eerder and eerder.gedaan_op and gedaan_op < eerder.gedaan_op:
            dag = date_format(eerder.gedaan_op, "j F Y")
            raise NietMogelijk(
                {"gedaan_op": f"Dit is al gedaan op {dag}. Kies die dag of een latere."}
            )
    elif document.strip() or uitkomst.strip():
        raise NietMogelijk({"gedaan_op": "Vul ook in wanneer dit is gedaan."})
    grens = (gedaan_op or actor.vandaag) + SOORTEN[plicht].tijd
    if volgende_op > grens:
        zin = f"Dit moet elk jaar. Kies een dag tot en met {date_format(grens, 'j F Y')}."
        raise NietMogelijk({"volgende_op": zin})
    if volgende_op <= (gedaan_op or actor.vandaag):
        raise NietMogelijk({"volgende_op": "Kies een latere dag."})
    assert actor.gebruiker_id
    assert actor.convenant_id
    return Uitvoering.objects.create(
        convenant_id=actor.convenant_id,
        plicht=plicht,
        gedaan_op=gedaan_op,
        volgende_op=volgende_op,
        document=document,
        uitkomst=uitkomst,
        vastgelegd_op=actor.nu,
        door_id=actor.gebruiker_id,
    )


@transaction.atomic
def stel_onderdeel_vast(
    onderdeel: str, *, actor: Actor, tekst: str, vastgesteld_op: date, document: str = ""
) -> Planonderdeel:
    """Record what the security plan says under one heading (MC 15.2). What it said before stays.

    Args:
        vastgesteld_op: when the controllers adopted it.
        document: where it is worked out; empty where this is all.

    Raises:
        Geweigerd: the actor keeps no registers.
        NietMogelijk: there is no text, or the day is still to come.
    """
    require(mag_register_bijhouden(actor), "De uitvoerder houdt het beveiligingsplan bij.")
    vereis_tekst(tekst=tekst)
    vereis_dagen(actor.vandaag, gedaan={"vastgesteld_op": vastgesteld_op})
    assert actor.gebruiker_id
    assert actor.convenant_id
    return Planonderdeel.objects.create(
        convenant_id=actor.convenant_id,
        onderdeel=onderdeel,
        tekst=tekst,
        document=document,
        vastgesteld_op=vastgesteld_op,
        vastgelegd_op=actor.nu,
        door_id=actor.gebruiker_id,
    )
