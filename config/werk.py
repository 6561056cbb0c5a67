"""The worklist: what every app offers an actor, in order of urgency."""

from dataclasses import dataclass
from datetime import date, timedelta

from gedeeld.actor import Actor, Rol
from mensen.werk import werk as rollen
from register.models import Dossier
from register.werk import PAST, Werk
from register.werk import werk as taken
from retention.werk import werk as bewaartermijnen

BRONNEN = (taken, bewaartermijnen, rollen)
BINNENKORT = timedelta(days=14)
LEEG = {
    str(Rol.BEHEERDER): "U beheert partijen, bijlage 1, accounts en rollen. Ga naar Convenant.",
    str(Rol.TOEZICHTHOUDER): "U houdt toezicht. Ga naar Logboek of Bewaartermijnen.",
}


@dataclass(frozen=True)
class Groep:
    """Work of one urgency."""

    titel: str
    rijen: list[Werk]


@dataclass(frozen=True)
class Werklijst:
    """What waits for an actor, the most urgent first.

    Args:
        rijen: as many as fit.
        meer: whether there is more.
        vandaag: the day by which they are grouped.
    """

    rijen: list[Werk]
    meer: bool
    vandaag: date

    @property
    def dossiers(self) -> list[Dossier]:
        """Each file on it, once."""
        return list(dict.fromkeys(werk.dossier for werk in self.rijen if werk.dossier))

    @property
    def groepen(self) -> list[Groep]:
        """Grouped by how soon; empty groups are left out."""
        vandaag, grens = self.vandaag, self.vandaag + BINNENKORT
        met_termijn = [(werk, werk.uiterlijk) for werk in self.rijen if werk.uiterlijk]
        alle = [
            Groep("Te laat", [w for w, dag in met_termijn if dag < vandaag]),
            Groep("Komende twee weken", [w for w, dag in met_termijn if vandaag <= dag <= grens]),
            Groep("Later", [w for w, dag in met_termijn if dag > grens]),
            Groep("Zonder termijn", [w for w in self.rijen if not w.uiterlijk]),
        ]
        return [groep for groep in alle if groep.rijen]


def werklijst(actor: Actor) -> Werklijst:
    """What waits for an actor.

    What has no term comes after the next two weeks: a plan to make or a consent to give does not fall
    off a full list because of what is due in months.
    """
    rijen = sorted(
        (werk for bron in BRONNEN for werk in bron(actor)),
        key=lambda werk: (werk.uiterlijk or actor.vandaag + BINNENKORT, werk.nummer, werk.wat),
    )
    return Werklijst(rijen[:PAST], meer=len(rijen) > PAST, vandaag=actor.vandaag)
