"""With what a melding is compared, and what follows when it is one person (MvT 5.2)."""

from typing import Any

from django.urls import reverse

from gedeeld.actor import Actor
from gedeeld.lijst import Knop
from register.vergelijken.soorten import Vergelijkingen, Vervolg, declareer

from . import rules
from .bestand import neemt_in
from .models import Melding, Vergelijking


def _mag(actor: Actor, melding: Any) -> bool:
    return rules.behandelt(actor, melding) and melding.is_nieuw


def _verder(melding: Any, ander: Any, actor: Actor) -> Vervolg:
    if not _mag(actor, melding):
        return Vervolg(f"{melding.nummer} is al afgehandeld. U hoeft niets meer te doen.")
    if isinstance(ander, Melding):
        return _met_melding(melding, ander, actor)
    if not neemt_in(ander, melding):
        return Vervolg(
            f"In {ander.nummer} komt niets meer bij. Brengt u deze melding in, dan begint een nieuw dossier."
        )
    naar = reverse("meldingen:inbrengen", args=[melding.pk]) + f"?dossier={ander.pk}"
    return Vervolg(
        f"Breng melding {melding.nummer} in bij dossier {ander.nummer}.",
        Knop(f"Breng in bij {ander.nummer}", naar),
    )


def _met_melding(melding: Any, ander: Any, actor: Actor) -> Vervolg:
    if not _mag(actor, ander) or melding.partij_id != ander.partij_id:
        return Vervolg(
            f"{melding.nummer} en {ander.nummer} komen niet in één dossier: een van beide is al afgehandeld, "
            "of hoort bij een andere gemeente."
        )
    naar = reverse("meldingen:samen_inbrengen", args=[melding.pk, ander.pk])
    return Vervolg(
        "Horen beide meldingen bij de weegploeg? Breng ze dan in één dossier in.",
        Knop("Breng beide in", naar),
    )


declareer(
    "meldingen",
    Vergelijkingen(Vergelijking, met=("meldingen", "weegploeg"), mag=_mag, verder=_verder),
)
