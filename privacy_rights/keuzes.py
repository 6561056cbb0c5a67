"""What of the files found is sent, what is not, and why: the choices on a request (UAVG 41, PB 5.4)."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from typing import Any, Self

from .models import Verzoek
from .overzicht import Rij, Stuk

# What a controller weighs before it leaves something out (UAVG 41 lid 2), as a letter says it.
FACTOREN = {
    "a": "waarvoor wij de gegevens gebruiken",
    "b": "om welke soorten gegevens het gaat",
    "c": "hoeveel wij niet geven, en voor hoelang",
    "d": "hoe de gegevens zijn beschermd tegen misbruik",
    "e": "welke partijen verantwoordelijk zijn",
    "f": "hoe lang de gegevens worden bewaard",
    "g": "welke risico's er zijn voor uw rechten en voor die van anderen",
    "h": "of u mag weten dat wij iets niet geven",
}
# The reasons that one letter can have: each is for as many rows as one likes.
REDENEN = ("1", "2", "3")
ANDEREN = "41-1-i"
# To begin with; it does not say whether there are any.
OVER_ANDEREN = (
    "Gegevens over andere personen geven wij niet. Zij moeten erop kunnen rekenen dat wij die"
    " beschermen."
)


@dataclass(frozen=True)
class Weglating:
    """Why something is left out: said once, for all that it is chosen for.

    Args:
        grond: code of an `Uitzonderingsgrond`.
        factoren: letters of `FACTOREN`: what was weighed.
        in_brief: the reason as the person concerned reads it, as far as UAVG 41 lid 1 allows.
        volledig: the full reason, for bezwaar and court; it is never sent.
        namen: who it is about, so that these names are found elsewhere too.
    """

    grond: str
    factoren: list[str]
    in_brief: str
    volledig: str
    namen: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Weg:
    """What of one row is left out.

    Args:
        reden: number of the `Weglating`.
        delen: passages, as they stand there; none for the whole row.
    """

    reden: str
    delen: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Keuzes:
    """What was chosen for the rows of a letter.

    Args:
        redenen: number -> why something is left out.
        weg: row -> what of it is left out.
        mee: row about somebody else -> who was asked, and what the answer was; row to weigh -> nothing
            more. Without it such a row stays behind.
        blijft: row -> why a name or text that is left out elsewhere may stay there.
        politie: who of the police was asked about police data that are sent, and when.
        vernietigd: what is known of data that were destroyed earlier.
        genoemd: number of a file that the person named -> the day on which it was destroyed.
    """

    redenen: dict[str, Weglating] = field(default_factory=dict)
    weg: dict[str, Weg] = field(default_factory=dict)
    mee: dict[str, str] = field(default_factory=dict)
    blijft: dict[str, str] = field(default_factory=dict)
    politie: str = ""
    vernietigd: str = ""
    genoemd: dict[str, str] = field(default_factory=dict)

    def aangevuld(self, rijen: Iterable[Rij]) -> Self:
        """With what nobody chose yet: a row about somebody else stays behind, on a ground to complete."""
        nieuw = [
            rij.sleutel
            for rij in rijen
            if rij.regel.derden and rij.sleutel not in self.weg.keys() | self.mee.keys()
        ]
        passend = (nr for nr, reden in self.redenen.items() if reden.grond == ANDEREN)
        leeg = (nr for nr in REDENEN if nr not in self.redenen)
        nr = next(chain(passend, leeg), None)
        if nr is None or not nieuw:
            return self
        reden = self.redenen.get(nr, Weglating(ANDEREN, [], OVER_ANDEREN, ""))
        return replace(
            self,
            redenen=self.redenen | {nr: reden},
            weg=self.weg | {sleutel: Weg(nr) for sleutel in nieuw},
        )

    @classmethod
    def uit_dict(cls, inhoud: dict[str, Any]) -> Self:
        """The choices that `asdict` gave."""
        return cls(
            redenen={nr: Weglating(**reden) for nr, reden in inhoud["redenen"].items()},
            weg={rij: Weg(**weg) for rij, weg in inhoud["weg"].items()},
            mee=inhoud["mee"],
            blijft=inhoud["blijft"],
            politie=inhoud["politie"],
            vernietigd=inhoud["vernietigd"],
            genoemd=inhoud.get("genoemd", {}),
        )

    @property
    def gebruikt(self) -> dict[str, Weglating]:
        """The reasons that a row was left out for, by number."""
        nummers = sorted({weg.reden for weg in self.weg.values()})
        return {nr: self.redenen[nr] for nr in nummers if nr in self.redenen}


@dataclass(frozen=True)
class Concept:
    """How far an answer is. It holds personal data: kept encrypted, in a row beside the request.

    Args:
        gevonden: keys of all files that were found, so that a new one is noticed.
        dossiers: keys of those that are about this person.
        gezien: fingerprint of the rows that were looked through; empty until then.
        toegevoegd: keys of files that somebody added by their number, because no name found them.
        bevestigd: somebody said that all ways of writing the name were tried, and nothing is there.
    """

    gevonden: list[str]
    dossiers: list[str]
    gezien: str = ""
    keuzes: Keuzes = field(default_factory=Keuzes)
    toegevoegd: list[str] = field(default_factory=list)
    bevestigd: bool = False

    @property
    def is_gekozen(self) -> bool:
        """Whether somebody chose: files, or that there are none."""
        return bool(self.dossiers) or self.bevestigd

    def als_tekst(self) -> str:
        """JSON, to be encrypted."""
        return json.dumps(asdict(self))

    @classmethod
    def van(cls, verzoek: Verzoek) -> Self | None:
        """The choices on a request, or None when nobody has searched yet."""
        if not verzoek.concept:
            return None
        inhoud = json.loads(verzoek.concept)
        inhoud["keuzes"] = Keuzes.uit_dict(inhoud["keuzes"])
        return cls(**inhoud)

    def keuzes_voor(self, stukken: list[Stuk]) -> Keuzes:
        """What was chosen, and what there is to begin with for rows that came since."""
        return self.keuzes.aangevuld(rij for stuk in stukken for rij in stuk.rijen)
