"""From the files on a person to the overview that is sent (MC 12.3, AVG 15, PB 5.4).

Search, look through, compose: each step works on what the files say now. Whoever answers has seen
exactly what is sent: the fingerprints tell when a file changed in between.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self

from django.utils.formats import date_format

from convenant.models import KERN, Convenant, Partij, Uitzonderingsgrond
from gedeeld.actor import Actor
from gedeeld.afschrift import Afschrift, Publiek, Regel
from gedeeld.personen import Persoon, klank
from register import registry
from register.models import Dossier

from .models import Verzoek
from .rules import Indiener
from .vast import VAST

# Nobody's data about somebody else (AVG 15.4); the subject is told that something was left out.
DERDEN = (
    "Gegevens over andere personen zijn weggelaten, om hun rechten te beschermen"
    " (artikel 15 lid 4 AVG en artikel 41 lid 1 onder i UAVG)."
)


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
    """One datum of the overview, with a key that follows from what it says."""

    sleutel: str
    regel: Regel


@dataclass(frozen=True)
class Deel:
    """A section of a file, as rows."""

    titel: str
    rijen: list[Rij]


@dataclass(frozen=True)
class Stuk:
    """One chosen file, as it would be sent if nothing is left out."""

    kandidaat: Kandidaat
    titel: str
    nummer: str
    delen: list[Deel]

    @property
    def rijen(self) -> list[Rij]:
        """All rows of the file."""
        return [rij for deel in self.delen for rij in deel.rijen]


@dataclass(frozen=True)
class Weglating:
    """Why a datum is left out.

    Args:
        grond: code of an `Uitzonderingsgrond`.
        reden: for the own record; it is not sent.
    """

    grond: str
    reden: str


@dataclass(frozen=True)
class Concept:
    """The choices so far. It holds personal data: kept encrypted on the request.

    Args:
        gevonden: keys of all files that were found, so that a new one is noticed.
        dossiers: keys of those that are about this person.
        gezien: fingerprint of the rows that were looked through; empty until then.
        weglaten: row -> why it is left out.
        opnemen: row about somebody else -> how that person was asked, so that it is sent.
        ontvangers: who got the data.
        vernietigd: what is known of data that were destroyed earlier.
    """

    gevonden: list[str]
    dossiers: list[str]
    gezien: str = ""
    weglaten: dict[str, Weglating] = field(default_factory=dict)
    opnemen: dict[str, str] = field(default_factory=dict)
    ontvangers: list[str] = field(default_factory=list)
    vernietigd: str = ""

    def als_tekst(self) -> str:
        """JSON, to be encrypted."""
        return json.dumps(asdict(self))

    @classmethod
    def van(cls, verzoek: Verzoek) -> Self | None:
        """The choices on a request, or None when nobody has searched yet."""
        if not verzoek.concept:
            return None
        inhoud = json.loads(verzoek.concept)
        inhoud["weglaten"] = {rij: Weglating(**w) for rij, w in inhoud["weglaten"].items()}
        return cls(**inhoud)


# Search ---------------------------------------------------------------------------------------
def zoek(verzoek: Verzoek, actor: Actor) -> list[Kandidaat]:
    """Every file that the actor may see and that may be about this person (PB 5.4).

    Names are found by sound, so another person can turn up: somebody has to choose.
    """
    soorten = registry.bestanden()
    gevonden = [
        _kandidaat(bestand, dossier, verzoek.persoon)
        for bestand, rijen in zip(soorten, registry.zoek(verzoek.persoon, soorten), strict=True)
        for dossier in rijen.visible_to(actor)
        if dossier.pk != verzoek.pk
    ]
    volgorde = list(Gelijkenis)
    return sorted(gevonden, key=lambda k: (volgorde.index(k.gelijkenis), k.dossier.nummer))


def _kandidaat(bestand: registry.Bestand, dossier: Dossier, gevraagd: Persoon) -> Kandidaat:
    persoon = bestand.persoon(dossier)
    return Kandidaat(
        sleutel=f"{bestand.soort}:{dossier.pk}",
        bestand=bestand,
        dossier=dossier,
        persoon=persoon,
        adres=getattr(dossier, "adres", ""),
        gelijkenis=vergelijk(persoon, gevraagd),
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
    delen, nummer = [], 0
    for sectie in afschrift.secties:
        rijen = []
        for regel in sectie.regels:
            nummer += 1  # two rows can say the same
            kenmerk = [kandidaat.sleutel, nummer, sectie.titel, asdict(regel)]
            rijen.append(Rij(_vingerafdruk(kenmerk)[:20], regel))
        delen.append(Deel(sectie.titel, rijen))
    return Stuk(kandidaat, afschrift.titel, afschrift.nummer, delen)


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


def ontvangers(partij: Partij, inhoud: Iterable[Stuk], op: date) -> list[str]:
    """Who got the data, as far as the files tell: the core parties, and each party named in them.

    Args:
        partij: the party that answers.
        op: day on which the core parties are looked up.
    """
    if not (inhoud := list(inhoud)):
        return []
    rijen = Partij.objects.filter(convenant=partij.convenant_id).op(op).order_by("naam")
    genoemd = {
        tekst
        for stuk in inhoud
        for rij in stuk.rijen
        for tekst in (rij.regel.bron, rij.regel.waarde, rij.regel.label)
    }
    kern = [p.naam for p in rijen if p.soort in KERN[1:]]
    # A source can bear an address: "Politie Limburg, postbus 1".
    namen = [
        p.naam for p in rijen if any(f"{tekst},".startswith(f"{p.naam},") for tekst in genoemd)
    ]
    return _uniek([partij.naam, *kern, *namen])


# Compose --------------------------------------------------------------------------------------
def stel_op(verzoek: Verzoek, concept: Concept, inhoud: list[Stuk], op: date) -> dict[str, Any]:
    """The answer as plain data: what is sent, and under `intern` what is kept beside it.

    Args:
        inhoud: the chosen files, as they are now.
        op: date of the letter.
    """
    dossiers, weg = [], []
    for stuk in inhoud:
        secties = []
        for deel in stuk.delen:
            regels = [r.regel for r in deel.rijen if _gaat_mee(r, concept)]
            weg += [
                _weggelaten(stuk, deel, r, concept) for r in deel.rijen if not _gaat_mee(r, concept)
            ]
            if regels:
                secties.append({"titel": deel.titel, "regels": [_kaal(regel) for regel in regels]})
        dossiers.append({"titel": _hoofd(stuk.titel), "nummer": stuk.nummer, "secties": secties})
    return {
        "titel": "Overzicht van uw gegevens",
        "nummer": verzoek.nummer,
        "datum": date_format(op, "j F Y"),
        "afzender": verzoek.partij.naam,
        "aan": _aan(verzoek),
        "inleiding": _inleiding(verzoek, dossiers),
        "dossiers": dossiers,
        "informatie": _informatie(verzoek.partij, concept, dossiers, _gronden(weg)),
        "intern": {"weggelaten": weg},
    }


def verstuurd(antwoord: Mapping[str, Any]) -> dict[str, Any]:
    """The part of an answer that was sent."""
    return {sleutel: deel for sleutel, deel in antwoord.items() if sleutel != "intern"}


def _gaat_mee(rij: Rij, concept: Concept) -> bool:
    if rij.regel.derden:
        return rij.sleutel in concept.opnemen
    return rij.sleutel not in concept.weglaten


def _kaal(regel: Regel) -> dict[str, str]:
    return {
        "label": regel.label,
        "waarde": regel.waarde,
        "bron": regel.bron,
        "grondslag": regel.grondslag,
    }


def _weggelaten(stuk: Stuk, deel: Deel, rij: Rij, concept: Concept) -> dict[str, str]:
    keuze = concept.weglaten.get(rij.sleutel)
    return {
        "nummer": stuk.nummer,
        "waar": f"{deel.titel}: {rij.regel.label}" if not rij.regel.derden else deel.titel,
        "grond": keuze.grond if keuze else "",
        "reden": keuze.reden if keuze else "Gaat over een andere persoon.",
    }


def _gronden(weg: list[dict[str, str]]) -> list[str]:
    """For the letter: on which grounds something was left out, and not what (PB 5.4)."""
    codes = {w["grond"] for w in weg if w["grond"]}
    zinnen = [
        f"Een deel van uw gegevens is weggelaten op grond van {grond.artikel}"
        f" ({grond.omschrijving})."
        for grond in Uitzonderingsgrond.objects.filter(code__in=codes)
    ]
    return zinnen + [DERDEN] * any(not w["grond"] for w in weg)


def _aan(verzoek: Verzoek) -> list[str]:
    if verzoek.indiener == Indiener.ZELF:
        plaats = " ".join(filter(None, [verzoek.postcode, verzoek.woonplaats]))
        return _uniek([verzoek.persoon.naam, verzoek.straat, plaats])
    namens = f"{Indiener(verzoek.indiener).label} van {verzoek.persoon.naam}"
    return _uniek([verzoek.indiener_naam, namens, verzoek.indiener_contact])


def _inleiding(verzoek: Verzoek, dossiers: list[dict[str, Any]]) -> list[str]:
    wie = "u" if verzoek.indiener == Indiener.ZELF else verzoek.persoon.naam
    begin = (
        f"Op {date_format(verzoek.ontvangen_op, 'j F Y')} kregen wij de vraag welke gegevens wij"
        f" over {wie} verwerken. Dit is het antwoord. Het is gratis."
    )
    if not dossiers:
        return [
            begin,
            f"Wij hebben gezocht in al onze bestanden. Wij verwerken geen gegevens over {wie}."
            " Alleen dit verzoek zelf bewaren wij.",
        ]
    aantal = "een dossier" if len(dossiers) == 1 else f"{len(dossiers)} dossiers"
    return [
        begin,
        f"Wij verwerken gegevens over {wie} in {aantal}. Hieronder staat wat daarin staat. Bij elk"
        " gegeven staat van welke partij het komt en op welke wet dat steunt, als dat bekend is.",
        "Ook dit verzoek en dit antwoord bewaren wij.",
    ]


def _informatie(
    partij: Partij, concept: Concept, dossiers: list[dict[str, Any]], gronden: list[str]
) -> list[dict[str, Any]]:
    convenant = partij.convenant
    soorten = _uniek(s["titel"] for dossier in dossiers for s in dossier["secties"])
    delen = [
        _info("Wat wij weglieten", gronden) if gronden else None,
        _info("Gegevens die al vernietigd zijn", [concept.vernietigd])
        if concept.vernietigd
        else None,
        _info("Soorten gegevens", ["Wij verwerken deze soorten gegevens:"], soorten)
        if soorten
        else None,
        _info("Wie de gegevens kreeg", ["Deze partijen kregen gegevens:"], concept.ontvangers)
        if concept.ontvangers
        else None,
        *_vast(convenant, partij),
    ]
    return [deel for deel in delen if deel]


def _info(kop: str, alineas: list[str], punten: list[str] | None = None) -> dict[str, Any]:
    return {"kop": kop, "alineas": alineas, "punten": punten or []}


def _vast(convenant: Convenant, partij: Partij) -> list[dict[str, Any]]:
    """What every answer says, with the names of who gives it."""
    namen = {
        "partij": partij.naam,
        "convenant": convenant.naam,
        "contact": convenant.contact,
        "fg": convenant.fg_contact,
    }
    return [
        _info(deel.kop, [alinea.format(**namen) for alinea in deel.alineas], list(deel.punten))
        for deel in VAST
    ]


def _hoofd(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def _uniek(waarden: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, waarden)))


def als_afschriften(antwoord: Mapping[str, Any]) -> list[Afschrift]:
    """The files in an answer that was sent, as transcripts again."""
    return [Afschrift.uit_dict(dict(dossier)) for dossier in antwoord["dossiers"]]
