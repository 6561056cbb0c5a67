"""The files on a person, and what they say to him row by row (MC 12.3, AVG 15, PB 5.4).

Each step works on what the files say now. Whoever answers has seen exactly what is sent: the
fingerprints tell when a file changed in between.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from gedeeld.actor import Actor
from gedeeld.afschrift import Ontvanger, Publiek, Regel, Sectie
from gedeeld.namen import klank
from gedeeld.personen import Persoon
from gedeeld.velden import sectie
from register import registry
from register.models import Dossier

from . import velden
from .models import Uitvoering, Verzoek


class Gelijkenis(StrEnum):
    """How far the person in a file agrees with the person who asks."""

    ZELFDE = "zelfde"  # name and birth date
    ONZEKER = "onzeker"  # one of them is unknown or written otherwise
    ANDERS = "anders"  # another birth date


@dataclass(frozen=True)
class Kandidaat:
    """A file that was found, and may be about the person who asks.

    Args:
        sleutel: kind of file and key, to choose it by.
    """

    sleutel: str
    bestand: registry.Bestand
    dossier: Dossier
    persoon: Persoon
    adres: str
    gelijkenis: Gelijkenis


@dataclass(frozen=True)
class Rij:
    """One datum of the overview, with a key that follows from what it says.

    Rows around it do not change that key: what was typed for it stays when a file grows.
    """

    sleutel: str
    regel: Regel


@dataclass(frozen=True)
class Deel:
    """A section of a file, as rows."""

    titel: str
    rijen: list[Rij]


@dataclass(frozen=True)
class Stuk:
    """One chosen file, as it would be sent if nothing is left out.

    Args:
        ontvangers: who got data of it.
        verzwijgt: names that the person concerned is never told.
    """

    kandidaat: Kandidaat
    titel: str
    nummer: str
    delen: list[Deel]
    ontvangers: list[Ontvanger]
    verzwijgt: list[str]

    @property
    def rijen(self) -> list[Rij]:
        """All rows of the file."""
        return [rij for deel in self.delen for rij in deel.rijen]


# Search ---------------------------------------------------------------------------------------
def zoek(verzoek: Verzoek, actor: Actor, *, erbij: Iterable[str] = ()) -> list[Kandidaat]:
    """Every file of this municipality that the actor may see and that may be about this person (PB 5.4).

    Not of another one that he is secretary of: each answers for its own files (AVG 26).
    Names are found by sound, so another person can turn up: somebody has to choose.

    Args:
        erbij: keys of `Kandidaat` that somebody added by number.
    """
    soorten = registry.bestanden()
    personen = verzoek.personen
    toegevoegd = [sleutel.partition(":")[2] for sleutel in erbij]
    gevonden = [
        _kandidaat(bestand, dossier, personen)
        for bestand, rijen in zip(soorten, registry.zoek(personen, soorten), strict=True)
        for dossier in (rijen | bestand.alle.filter(pk__in=toegevoegd))
        .visible_to(actor)
        .filter(partij=verzoek.partij_id)
        if dossier.pk != verzoek.pk
    ]
    volgorde = list(Gelijkenis)
    return sorted(gevonden, key=lambda k: (volgorde.index(k.gelijkenis), k.dossier.nummer))


def sleutel_van_nummer(verzoek: Verzoek, actor: Actor, nummer: str) -> str | None:
    """The key of the file with this number, if the actor may see it and it can be for this request."""
    rijen = Dossier.objects.visible_to(actor).filter(partij=verzoek.partij_id, nummer=nummer)
    rij = rijen.exclude(pk=verzoek.pk).first()
    return f"{rij.bestand.soort}:{rij.pk}" if rij else None


def _kandidaat(
    bestand: registry.Bestand, dossier: Dossier, gevraagd: Iterable[Persoon]
) -> Kandidaat:
    persoon = bestand.persoon(dossier)
    return Kandidaat(
        sleutel=f"{bestand.soort}:{dossier.pk}",
        bestand=bestand,
        dossier=dossier,
        persoon=persoon,
        adres=getattr(dossier, "adres", ""),
        gelijkenis=min((vergelijk(persoon, een) for een in gevraagd), key=list(Gelijkenis).index),
    )


def vergelijk(een: Persoon, ander: Persoon) -> Gelijkenis:
    """Whether two records are of one person, as far as name and birth date tell."""
    if een.is_een_ander(ander):
        return Gelijkenis.ANDERS
    zelfde_naam = klank(een.naam) == klank(ander.naam)
    return (
        Gelijkenis.ZELFDE
        if zelfde_naam and een.geboortedatum and ander.geboortedatum
        else Gelijkenis.ONZEKER
    )


# Look through ---------------------------------------------------------------------------------
def stukken(gevonden: Iterable[Kandidaat], gekozen: Iterable[str]) -> list[Stuk]:
    """The chosen files as the person concerned may read them, row by row."""
    keuze = set(gekozen)
    return [_stuk(kandidaat) for kandidaat in gevonden if kandidaat.sleutel in keuze]


def _stuk(kandidaat: Kandidaat) -> Stuk:
    dossier = kandidaat.bestand.met_inhoud.get(pk=kandidaat.dossier.pk)
    afschrift = kandidaat.bestand.afschrift(dossier, Publiek.BETROKKENE)
    hoeveelste: Counter[str] = Counter()  # two rows can say the same
    delen = []
    erbij = registry.bijlagen(dossier, Publiek.BETROKKENE)
    for stuk in (*afschrift.secties, *erbij, _uitvoering(dossier)):
        rijen = []
        for regel in stuk.regels:
            zegt = {naam: waarde for naam, waarde in asdict(regel).items() if naam != "afwegen"}
            kenmerk = _vingerafdruk([kandidaat.sleutel, stuk.titel, zegt])
            hoeveelste[kenmerk] += 1
            rijen.append(Rij(_vingerafdruk([kenmerk, hoeveelste[kenmerk]])[:20], regel))
        delen.append(Deel(stuk.titel, rijen))
    return Stuk(
        kandidaat,
        afschrift.titel,
        afschrift.nummer,
        delen,
        afschrift.ontvangers,
        kandidaat.bestand.verzwijgt(dossier),
    )


def _uitvoering(dossier: Dossier) -> Sectie:
    """What was changed in a file after an earlier request of the person."""
    rijen = Uitvoering.objects.filter(bij=dossier.pk).select_related("verzoek__partij")
    return sectie(velden.UITVOERING, rijen, Publiek.BETROKKENE)


def vingerafdruk(inhoud: Iterable[Stuk]) -> str:
    """Changes when any file, or any row of one, does."""
    return _vingerafdruk(
        [[stuk.kandidaat.sleutel, [rij.sleutel for rij in stuk.rijen]] for stuk in inhoud]
    )


def afdruk_van(antwoord: Mapping[str, Any]) -> str:
    """Changes when anything in the letter does."""
    return _vingerafdruk(antwoord)


def _vingerafdruk(inhoud: object) -> str:
    return hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()
