"""The worklist: what every app offers an actor, in order of urgency."""

from dataclasses import dataclass
from datetime import date, timedelta

from bestand.access import Actor, Rol
from bestand.werk import Werk
from casusoverleg.werk import werk as casussen
from convenant.werk import werk as rollen
from meldingen.werk import werk as meldingen
from privacy_rights.werk import werk as verzoeken
from retention.werk import werk as bewaartermijnen
from weegploeg.werk import werk as weegploeg

BRONNEN = (meldingen, weegploeg, casussen, verzoeken, bewaartermijnen, rollen)
BINNENKORT = timedelta(days=14)
LEEG = {
    str(Rol.BEHEERDER): "U beheert partijen en bijlage 1. Ga naar Convenant.",
    str(Rol.TOEZICHTHOUDER): "U houdt toezicht. Ga naar Logboek of Bewaartermijnen.",
}


@dataclass(frozen=True)
class Groep:
    """Work of one urgency."""

    titel: str
    rijen: list[Werk]


def groepen(actor: Actor) -> list[Groep]:
    """What waits for an actor, grouped by how soon; empty groups are left out."""
    rijen = sorted(
        (werk for bron in BRONNEN for werk in bron(actor)),
        key=lambda werk: (werk.uiterlijk or date.max, werk.nummer, werk.wat),
    )
    vandaag = actor.vandaag
    grens = vandaag + BINNENKORT
    alle = [
        Groep("Te laat", [w for w in rijen if w.uiterlijk and w.uiterlijk < vandaag]),
        Groep(
            "Komende twee weken",
            [w for w in rijen if w.uiterlijk and vandaag <= w.uiterlijk <= grens],
        ),
        Groep("Later", [w for w in rijen if w.uiterlijk and w.uiterlijk > grens]),
        Groep("Zonder termijn", [w for w in rijen if not w.uiterlijk]),
    ]
    return [groep for groep in alle if groep.rijen]
