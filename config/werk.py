"""The worklist: what every app offers an actor, what is late or due by law first; and how much, for the menu."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from beveiliging.werk import werk as beveiliging
from gedeeld.actor import Actor, Rol
from meldingen.werk import werk as concepten
from mensen.werk import werk as rollen
from overleg.werk import werk as overleggen
from privacy_rights.werk import werk as te_late_verzoeken
from register.models import Dossier, Taak
from register.uitwisseling.werk import werk as kennisgevingen
from register.werk import BINNENKORT, PAST, Werk
from register.werk import werk as taken
from retention.werk import werk as bewaartermijnen

LEEG = {
    str(Rol.BEHEERDER): "U beheert partijen, bijlage 1, accounts en rollen. Ga naar Convenant.",
    str(Rol.TOEZICHTHOUDER): "U houdt toezicht. Ga naar Logboek of Bewaartermijnen.",
    str(Rol.FG): "U houdt toezicht. Ga naar Logboek of Bewaartermijnen.",
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
        rijen: as many as fit, in their order; all that is due by law among them.
        meer: whether there is more.
        vandaag: the day by which they are grouped.
        aantallen: how many of it are tasks, for the menu (`aantallen`).
    """

    rijen: list[Werk]
    meer: bool
    vandaag: date
    aantallen: dict[str, str]

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


def werklijst(actor: Actor, soort: str = "") -> Werklijst:
    """What waits for an actor.

    Args:
        soort: in files of this kind alone (`Bestand.soort`).

    What has no term comes after the next two weeks: a plan to make or a consent to give does not fall
    off a full list because of what is due in months. That a file is destroyed soon stands at what is
    to be done in it, and on a line of its own only where nothing is.
    """
    vandaag, wachtend = actor.vandaag, taken(actor, soort)
    met_taak = {werk.dossier for werk in wachtend}
    verdwijnt = [werk for werk in bewaartermijnen(actor) if werk.dossier not in met_taak]
    rijen = sorted(
        [
            *wachtend,
            *verdwijnt,
            *kennisgevingen(actor),
            *rollen(actor),
            *overleggen(actor),
            *concepten(actor),
            *te_late_verzoeken(actor),
            *beveiliging(actor),
        ],
        key=lambda werk: (
            not werk.dringend(vandaag),
            werk.uiterlijk or vandaag + BINNENKORT,
            werk.nummer,
            werk.wat,
        ),
    )
    if soort:
        rijen = [werk for werk in rijen if werk.dossier and werk.dossier.dossiersoort == soort]
    apps = [werk.dossier.bestand.app if werk.dossier else "" for werk in wachtend[:PAST]]
    passen = max(PAST, sum(werk.dringend(vandaag) for werk in rijen))
    return Werklijst(rijen[:passen], len(rijen) > passen, vandaag, _tel(apps))


def aantallen(actor: Actor) -> dict[str, str]:
    """How many tasks wait for an actor: on the worklist, and of those in each app with files.

    One query for each page, so it reads the tasks alone, and no more than fit on the worklist.
    """
    rijen = Taak.objects.voor(actor).values_list("dossiersoort", "dossier__gearchiveerd_op")
    return _tel([_app(*rij) for rij in rijen[:PAST]])


def _app(soort: str, gearchiveerd_op: date | None) -> str:
    """Where the file of a task is: what was archived is in the archive, not with its kind."""
    return Dossier(dossiersoort=soort, gearchiveerd_op=gearchiveerd_op).bestand.app if soort else ""


def _tel(apps: Collection[str]) -> dict[str, str]:
    """From the app where the file of each is; empty for what is about no file."""
    if len(apps) == PAST:  # there may be more, and how all of it is divided nobody knows
        return {"werklijst": f"{PAST - 1}+"}
    delen = Counter(app for app in apps if app)
    return {naam: str(n) for naam, n in (("werklijst", len(apps)), *delen.items()) if n}
