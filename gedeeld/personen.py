"""Who a file is about, and how that person is found although the name is stored encrypted."""

import base64
import hashlib
import hmac
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any, TypedDict, cast

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.formats import date_format

from .afschrift import datum
from .fields import VersleuteldeDatum, VersleuteldeRegel
from .namen import Klanken, achternaam, klank, voornaam
from .rules import geboortedatum_kan, leeftijd, periode
from .weigering import NIET_TE_LEZEN, OntsleutelFout

# What a person is found by: who changes it changes whom a file is about.
WIE = ("voornamen", "tussenvoegsel", "achternaam", "geboortedatum", "geboren_ongeveer")
# What the age follows from.
GEBOORTE = frozenset({"geboortedatum", "geboren_ongeveer", "rekendatum"})
KAN_NIET = "Controleer de geboortedatum: deze kan niet kloppen."
GEEN_PERIODE = "Vul een jaar in, of een maand en een jaar: 1998 of 04-1998."


class Naw(TypedDict, total=False):
    """Name, address and birth date by field of `PersoonVelden`, from a form to the next file."""

    voornamen: str
    tussenvoegsel: str
    achternaam: str
    straat: str
    postcode: str
    woonplaats: str
    geboortedatum: date | None
    geboren_ongeveer: str
    rekendatum: date | None


# How a record knows the year of a birth: as part of a whole date, or no more than that.
HEEL, DEEL = "jaar", "ongeveer"


@dataclass(frozen=True)
class Persoon:
    """The identity of one natural person, as far as it is known.

    Args:
        voornamen, tussenvoegsel, achternaam: as written; a part may be empty.
        geboortedatum: None when unknown, or known in part.
        geboren_ongeveer: the year, or month and year, of a birth date that is known in part.
        rekendatum: the birth date that people chose to reckon the age with, where it is not known.
    """

    voornamen: str
    tussenvoegsel: str
    achternaam: str
    geboortedatum: date | None = None
    geboren_ongeveer: str = ""
    rekendatum: date | None = None

    @property
    def naam(self) -> str:
        """The name in one line."""
        return " ".join(filter(None, [self.voornamen, self.tussenvoegsel, self.achternaam]))

    @property
    def geboren(self) -> str:
        """The birth date as far as it is known, in words; empty when it is not."""
        if self.geboortedatum or not self.periode:
            return datum(self.geboortedatum)
        eerste, laatste = self.periode
        return date_format(eerste, "F Y" if eerste.month == laatste.month else "Y")

    @property
    def periode(self) -> tuple[date, date] | None:
        """The first and last day on which this person can be born; None when nothing is known."""
        if self.geboortedatum:
            return self.geboortedatum, self.geboortedatum
        return periode(self.geboren_ongeveer)

    @property
    def geboren_vanaf(self) -> date | None:
        """The first day on which this person can be born; None when nothing is known."""
        return self.periode[0] if self.periode else None

    @property
    def leeftijd_vanaf(self) -> date | None:
        """The earliest birth date to reckon the age with: the real one, the chosen one, or of the period."""
        return self.geboortedatum or self.rekendatum or self.geboren_vanaf

    def jonger_dan(self, jaren: int, op: date) -> bool | None:
        """Whether this person is younger on a day; None when people have to decide that first.

        Args:
            jaren: age in whole years.
        """
        data = [self.rekendatum] if self.rekendatum and not self.geboortedatum else self.periode
        uitkomsten = {leeftijd(dag, op) < jaren for dag in data or ()}
        return uitkomsten.pop() if len(uitkomsten) == 1 else None

    def is_een_ander(self, ander: "Persoon") -> bool:
        """Whether this is somebody else for certain: what is known of both births differs."""
        if not self.periode or not ander.periode:
            return False
        return self.periode[1] < ander.periode[0] or ander.periode[1] < self.periode[0]

    def lijkt_op(self, ander: "Persoon") -> bool:
        """Of somebody who was found (`zoekvragen`): whether that is this person, without a look at it.

        Who is found has at least one name that may be this one; with two birth dates that are known and
        equal that is enough. Without them the names must sound alike: to be found is not enough to be
        taken for the same (ADR 19).
        """
        if self.is_een_ander(ander):
            return False
        if self.geboortedatum and ander.geboortedatum:
            return True
        if all((self._voor, self._achter, ander._voor, ander._achter)):
            return _zelfde(self._achter, ander._achter) and _zelfde(self._voor, ander._voor)
        return _zelfde(self._achter or self._voor, ander._achter or ander._voor)

    def zoeksleutels(self, kluis: str) -> list[str]:
        """Keyed hashes to keep with a record of this person (MvT 5.2).

        Keys of two kinds of file never agree, so a stolen dump of one can't be joined to another.

        Args:
            kluis: app label of the kind of file, one of `settings.SLEUTELS`.
        """
        voor, achter = self._voor, self._achter
        kenmerken = {
            *_paren("naam", achter.ruim, voor.ruim),
            *_paren("letter", achter.ruim, voor.letters),
            *_paren("achter", achter.ruim),
            *(_paren("initiaal", achter.ruim, voor.letters) if voor.initialen else ()),
            *(_paren("een", achter.ruim | voor.ruim) if not (voor and achter) else ()),
            *self._met_datum(),
            *self._met_jaar(HEEL if self.geboortedatum else DEEL),
        }
        return sorted(zoeksleutel(kluis, kenmerk) for kenmerk in kenmerken)

    def zoekvragen(self, kluis: str) -> list[str]:
        """Keyed hashes of which a record has one when it may be about this person.

        What is known on both sides must agree: names that may be one name, also when first name and
        surname changed places; an initial with a first name; one name alone with either of them; a
        surname alone with any first name; and a birth date with one of the names.
        """
        return sorted(zoeksleutel(kluis, vraag) for vraag in self._vragen)

    # Each kind of file is asked with keys of its own; what they are made of is the same.
    @cached_property
    def _vragen(self) -> set[str]:
        voor, achter = self._voor, self._achter
        vragen = {*_paren("een", achter.ruim | voor.ruim), *self._met_datum()}
        vragen |= self._met_jaar(DEEL) if self.geboortedatum else self._met_jaar(HEEL, DEEL)
        if not (voor and achter):
            vragen |= _paren("achter", achter.ruim | voor.ruim)
        else:
            vragen |= _paren("naam", achter.ruim, voor.ruim) | _paren(
                "naam", voor.ruim, achter.ruim
            )
            vragen |= _paren("initiaal", achter.ruim, voor.letters)
        if voor.initialen:
            vragen |= _paren("letter", achter.ruim, voor.letters)
        return vragen

    @cached_property
    def _voor(self) -> Klanken:
        return voornaam(self.voornamen)

    @cached_property
    def _achter(self) -> Klanken:
        return achternaam(self.tussenvoegsel, self.achternaam)

    def _met_datum(self) -> set[str]:
        geboren = [self.geboortedatum.isoformat()] if self.geboortedatum else []
        namen = {"geboren": self._achter.ruim, "voor": self._voor.ruim}
        return {k for soort, klanken in namen.items() for k in _paren(soort, klanken, geboren)}

    def _met_jaar(self, *soorten: str) -> set[str]:
        """By the year of birth: where one of the two dates is known in part (`HEEL`, `DEEL`)."""
        jaar = [str(self.periode[0].year)] if self.periode else []
        namen = self._achter.ruim | self._voor.ruim
        return {k for soort in soorten for k in _paren(soort, namen, jaar)}


def fouten_in_persoon(naw: Mapping[str, Any], vandaag: date) -> dict[str, str]:
    """What can't be the name and birth of somebody, as field name -> Dutch sentence; for every file.

    Somebody with one name has it in either field, and of a birth date a part may be known, or nothing.

    Args:
        naw: values by field name; what is missing is taken as not known.
        vandaag: the day on which it is recorded.
    """
    fouten = {}
    namen = {veld: naw.get(veld) or "" for veld in ("achternaam", "voornamen")}
    if not "".join(namen.values()).strip():
        fouten["achternaam"] = "Vul een achternaam of een voornaam in. Eén naam is genoeg."
    else:
        zin = "Schrijf hier de naam in letters."
        fouten |= {v: zin for v, naam in namen.items() if naam.strip() and not klank(naam)}
    return fouten | _fouten_in_geboorte(naw, vandaag)


def _fouten_in_geboorte(naw: Mapping[str, Any], vandaag: date) -> dict[str, str]:
    geboren, ongeveer = naw.get("geboortedatum"), naw.get("geboren_ongeveer") or ""
    reken, deel = naw.get("rekendatum"), periode(ongeveer)
    fouten = {}
    if geboren and not geboortedatum_kan(geboren, vandaag):
        fouten["geboortedatum"] = KAN_NIET
    if geboren and ongeveer:
        fouten["geboren_ongeveer"] = "Laat dit leeg: u vulde de hele geboortedatum in."
    elif ongeveer and deel is None:
        fouten["geboren_ongeveer"] = GEEN_PERIODE
    elif deel and (deel[0] > vandaag or not geboortedatum_kan(min(deel[1], vandaag), vandaag)):
        fouten["geboren_ongeveer"] = KAN_NIET
    if geboren and reken:
        fouten["rekendatum"] = "Laat dit leeg: de echte geboortedatum is bekend."
    elif reken and not geboortedatum_kan(reken, vandaag):
        fouten["rekendatum"] = KAN_NIET
    elif reken and deel and not deel[0] <= reken <= deel[1]:
        fouten["rekendatum"] = "Kies een dag in het jaar of de maand die u invulde."
    return fouten


def _zelfde(een: Klanken, ander: Klanken) -> bool:
    """Whether two names sound alike, or one is an initial of the other."""
    if een.initialen or ander.initialen:
        return not een.letters.isdisjoint(ander.letters)
    return not een.nauw.isdisjoint(ander.nauw)


def _paren(soort: str, *delen: Iterable[str]) -> set[str]:
    """Features to hash: each combination of the parts, and none where a part is not known."""
    return {":".join((soort, *combinatie)) for combinatie in product(*delen)}


def zoeksleutel(kluis: str, kenmerk: str) -> str:
    """The keyed hash of one feature, as it is kept with a record.

    Args:
        kluis: app label of the kind of file, one of `settings.SLEUTELS`.
    """
    geheim = base64.urlsafe_b64decode(settings.SLEUTELS[kluis]["zoeken"])
    return hmac.digest(geheim, kenmerk.encode(), hashlib.sha256).hex()[:32]


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
    geboren_ongeveer = VersleuteldeRegel(
        "geboortejaar, of maand en jaar",
        max_length=10,
        blank=True,
        default="",
        help_text="Alleen als u de hele datum niet weet. Bijvoorbeeld 1998 of 04-1998."
        "||Zo blijven mensen met dezelfde naam uit elkaar, en is bekend of de regels over "
        "minderjarigen gelden (procesbeschrijving 3.4).",
    )
    rekendatum = VersleuteldeDatum(
        "geboortedatum om de leeftijd mee te berekenen",
        null=True,
        blank=True,
        help_text="Alleen als de echte datum niet bekend is en de leeftijd ertoe doet.||U kiest dan zelf"
        " met welke geboortedatum wordt gerekend, bijvoorbeeld voor de regels over minderjarigen. Wie dat"
        " koos en wanneer, wordt vastgelegd.",
    )
    zoeksleutels = ArrayField(models.CharField(max_length=32), default=list, editable=False)

    class Meta:
        abstract = True
        indexes = [GinIndex(fields=["zoeksleutels"], name="%(class)s_zoeksleutels")]

    NAW = tuple(Naw.__annotations__)

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the search keys in step with the name; who saves something else reads no name."""
        velden = cast("Collection[str] | None", kwargs.get("update_fields"))
        if velden is None or not set(self.NAW).isdisjoint(velden):
            self.zoeksleutels = self.persoon.zoeksleutels(self._meta.app_label)
            if velden is not None:
                kwargs["update_fields"] = {*velden, "zoeksleutels"}
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def persoon(self) -> Persoon:
        """The subject as a value."""
        velden = (veld.name for veld in fields(Persoon))
        return Persoon(**{veld: getattr(self, veld) for veld in velden})

    @property
    def is_leesbaar(self) -> bool:
        """Whether it can be read who it is about: else a page says that it cannot."""
        try:
            return bool(self.persoon)
        except OntsleutelFout:
            return False

    @property
    def getoonde_naam(self) -> str:
        """The name for a page, or that it cannot be read."""
        return self.persoon.naam if self.is_leesbaar else NIET_TE_LEZEN

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
