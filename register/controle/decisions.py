"""Recording that a file was checked."""

from datetime import date
from typing import Any

from django.utils.formats import date_format

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, vereis_dagen
from register.afleiden import besluit

from .events import gebeurd
from .models import ControleVelden
from .soorten import controles_van

ZIN = "Dit doet de uitvoerder die dit dossier bijhoudt."
NIET_MEER = "Dit dossier wordt niet meer gebruikt. Een controle hoeft dan niet."


@besluit
def leg_controle_vast(
    dossier: Any, *, actor: Actor, op: date, aangepast: bool, wat: str
) -> ControleVelden:
    """Record that the data were checked on being right and complete (MC 8.3, 10.3).

    Args:
        op: the day on which it was done.
        aangepast: whether something was changed.
        wat: what was looked at and changed; may be empty when nothing was changed.

    Raises:
        Geweigerd: the actor does not keep this file.
        NietMogelijk: nobody works with it any more, it takes no changes, the day cannot be, or it is
            not said what was changed.
    """
    controles = controles_van(dossier._meta.app_label)
    assert controles is not None  # a page of a check is there for no other kind of file
    rijen = type(dossier).objects
    vers = rijen.neem(dossier, lambda rij: controles.mag(actor) and rijen.ziet(actor, rij), ZIN)
    if not controles.bezig(vers):
        raise NietMogelijk(NIET_MEER)
    vereis_dagen(actor.vandaag, gedaan={"op": op})
    begin = vers.bestand.begonnen_op(vers)
    if op < begin:
        zin = f"Kies een dag vanaf {date_format(begin, 'j F Y')}: toen begon dit dossier."
        raise NietMogelijk({"op": zin})
    if aangepast and not wat.strip():
        raise NietMogelijk({"wat": "Schrijf op wat er is aangepast."})
    rij: ControleVelden = controles.model.objects.create(
        dossier=vers, op=op, door_id=actor.gebruiker_id, aangepast=aangepast, wat=wat
    )
    gebeurd(vers, "vastgelegd", actor=actor, op=op)
    return rij
