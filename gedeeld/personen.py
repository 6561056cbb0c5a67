"""Who a file is about, and how that person is found although the name is stored encrypted."""

import base64
import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, cast

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from .fields import VersleuteldeDatum, VersleuteldeRegel

# Spellings that one name is written in: Mohammed/Mohamed/Muhamad, Khaled/Chalid, Thijs/Tijs.
_KLANKEN = (
    (r"ij|y", "i"),
    (r"ph", "f"),
    (r"kh|ch|gh|q", "k"),
    (r"th", "t"),
    (r"dh", "d"),
    (r"sj|sh|sch", "s"),
    (r"ck|c", "k"),
    (r"ou|oe|oo|o", "u"),
    (r"ie|ee|e", "i"),
    (r"aa", "a"),
    (r"[vw]", "f"),
    (r"z", "s"),
    (r"h", ""),
    (r"(.)\1+", r"\1"),
)
# Letters that Unicode does not take apart into a plain letter and a mark.
_LATIJN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
# Written as part of the surname or apart from it, and often left out.
_VOORVOEGSELS = {"van", "de", "den", "der", "ten", "ter", "het", "el", "al", "ben", "bin"}


class Naw(TypedDict, total=False):
    """Name, address and birth date by field of `PersoonVelden`, from a form to the next file."""

    voornamen: str
    tussenvoegsel: str
    achternaam: str
    straat: str
    postcode: str
    woonplaats: str
    geboortedatum: date | None


@dataclass(frozen=True)
class Persoon:
    """The identity of one natural person, as far as it is known.

    Args:
        voornamen, tussenvoegsel, achternaam: as written; a part may be empty.
        geboortedatum: None when unknown.
    """

    voornamen: str
    tussenvoegsel: str
    achternaam: str
    geboortedatum: date | None = None

    @property
    def naam(self) -> str:
        """The name in one line."""
        return " ".join(filter(None, [self.voornamen, self.tussenvoegsel, self.achternaam]))

    def is_een_ander(self, ander: "Persoon") -> bool:
        """Whether this is somebody else for certain: both birth dates are known and differ."""
        data = {self.geboortedatum, ander.geboortedatum}
        return None not in data and len(data) == 2

    def zoeksleutels(self, kluis: str) -> list[str]:
        """Keyed hashes to keep with a record of this person (MvT 5.2).

        Keys of two kinds of file never agree, so a stolen dump of one can't be joined to another.

        Args:
            kluis: app label of the kind of file, one of `settings.SLEUTELS`.
        """
        voor, achter, letter = self._klanken
        kenmerken = {
            *self._met_datum,
            *_kenmerk("naam", achter, voor),
            *_kenmerk("letter", achter, letter),
            *_kenmerk("achter", achter),
            *(_kenmerk("initiaal", achter, letter) if len(voor) == 1 else ()),
            *(_kenmerk("kaal", achter) if not voor else ()),
            *(_kenmerk("roepnaam", voor) if not achter else ()),
        }
        return sorted(_sleutel(kluis, kenmerk) for kenmerk in kenmerken)

    def zoekvragen(self, kluis: str) -> list[str]:
        """Keyed hashes of which a record has one when it may be about this person.

        What is known on both sides must agree: names that sound alike; an initial with a first
        name; a surname alone with any first name; and a birth date with one of the names.
        """
        voor, achter, letter = self._klanken
        if not achter:
            vragen = _kenmerk("roepnaam", voor)
        elif not voor:
            vragen = _kenmerk("achter", achter)
        else:
            naam = _kenmerk("letter", achter, letter) if len(voor) == 1 else ()
            vragen = (
                *(naam or _kenmerk("naam", achter, voor)),
                *_kenmerk("initiaal", achter, letter),
                *_kenmerk("kaal", achter),
            )
        return sorted(_sleutel(kluis, kenmerk) for kenmerk in {*vragen, *self._met_datum})

    @property
    def _klanken(self) -> tuple[str, str, str]:
        voor = klank(self.voornamen.strip().split(" ")[0])
        return voor, klank(_kern(self.achternaam)), voor[:1]

    @property
    def _met_datum(self) -> tuple[str, ...]:
        voor, achter, _ = self._klanken
        geboren = self.geboortedatum.isoformat() if self.geboortedatum else ""
        return (*_kenmerk("geboren", achter, geboren), *_kenmerk("voor", voor, geboren))


def _kenmerk(soort: str, *delen: str) -> tuple[str, ...]:
    """A feature to hash, or nothing when a part of it is unknown."""
    return (":".join((soort, *delen)),) if all(delen) else ()


def plat(tekst: str) -> str:
    """A text without case, accents and line breaks, to look for exact words in it."""
    letters = unicodedata.normalize("NFKD", tekst.casefold().translate(_LATIJN))
    zonder = "".join(teken for teken in letters if not unicodedata.combining(teken))
    return " ".join(zonder.split())


def naamdelen(naam: str) -> list[str]:
    """The words of a name that tell who it is, first name first: "jan", "berg" of Jan van den Berg."""
    return [woord for woord in plat(naam).split() if woord not in _VOORVOEGSELS]


def klank(naam: str) -> str:
    """A name without accents, case, punctuation and the usual differences in spelling."""
    letters = unicodedata.normalize("NFKD", naam.casefold().translate(_LATIJN)).casefold()
    latijn = re.sub(r"[^a-z]", "", letters)
    if not latijn:  # another script: as it is written, without vowel signs and punctuation
        return "".join(teken for teken in letters if unicodedata.category(teken)[0] == "L")
    letters = latijn
    for patroon, vervanging in _KLANKEN:
        letters = re.sub(patroon, vervanging, letters)
    return letters


def _kern(achternaam: str) -> str:
    woorden = re.split(r"[\s'-]+", achternaam.strip())
    while len(woorden) > 1 and woorden[0].casefold() in _VOORVOEGSELS:
        woorden = woorden[1:]
    return " ".join(woorden)


def _sleutel(kluis: str, kenmerk: str) -> str:
    geheim = base64.urlsafe_b64decode(settings.SLEUTELS[kluis]["zoeken"])
    return hmac.new(geheim, kenmerk.encode(), hashlib.sha256).hexdigest()[:32]


class PersoonVelden(models.Model):
    """Name, address and place of the subject (MC 8.2 a, 10.2 a); the birth date for age rules only.

    No BSN, no photo: there is no column for them.
    """

    voornamen = VersleuteldeRegel("voornamen", blank=True, default="")
    tussenvoegsel = VersleuteldeRegel("tussenvoegsel", max_length=30, blank=True, default="")
    achternaam = VersleuteldeRegel("achternaam", blank=True, default="")
    straat = VersleuteldeRegel("straat en huisnummer", blank=True, default="")
    postcode = VersleuteldeRegel("postcode", max_length=10, blank=True, default="")
    woonplaats = VersleuteldeRegel("woonplaats", max_length=100, blank=True, default="")
    geboortedatum = VersleuteldeDatum(
        "geboortedatum",
        null=True,
        blank=True,
        help_text="Alleen als u die weet.||De datum is nodig voor de regels over minderjarigen.",
    )
    zoeksleutels = ArrayField(models.CharField(max_length=32), default=list, editable=False)

    class Meta:
        abstract = True
        indexes = [GinIndex(fields=["zoeksleutels"], name="%(class)s_zoeksleutels")]

    NAW = tuple(Naw.__annotations__)

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the search keys in step with the name."""
        self.zoeksleutels = self.persoon.zoeksleutels(self._meta.app_label)
        velden = kwargs.get("update_fields")
        if velden is not None:
            kwargs["update_fields"] = {*velden, "zoeksleutels"}  # type: ignore[misc]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def persoon(self) -> Persoon:
        """The subject as a value."""
        return Persoon(self.voornamen, self.tussenvoegsel, self.achternaam, self.geboortedatum)

    @property
    def naw(self) -> Naw:
        """What is known of the subject, to hand over to the next file."""
        return cast("Naw", {veld: getattr(self, veld) for veld in self.NAW})

    def neem_over(self, naw: Naw) -> list[str]:
        """Take over what is given, and say by name which fields differ from what stood there."""
        anders = {veld: w for veld, w in naw.items() if getattr(self, veld) != w}
        for veld, waarde in anders.items():
            setattr(self, veld, waarde)
        return list(anders)

    @property
    def adres(self) -> str:
        """The address in one line."""
        plaats = " ".join(filter(None, [self.postcode, self.woonplaats]))
        return ", ".join(filter(None, [self.straat, plaats]))
