"""Holds what stands in a file against its schema."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from .lezen import Fout, LaadFout, lees, regel
from .vorm import SCHEMAS, Schema

GEWOON = {f"tag:yaml.org,2002:{t}" for t in ("str", "int", "float", "bool", "null", "timestamp")}
NIETS = "tag:yaml.org,2002:null"


@dataclass
class Blok:
    """One checked mapping: its values, and the line of each of its keys (`""` is its own)."""

    bestand: str
    veld: str
    regels: dict[str, int]
    waarden: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, naam: str) -> Any:
        return self.waarden.get(naam)

    def regel(self, naam: str) -> int:
        """The line of one of its keys, or its own when that is not there."""
        return self.regels.get(naam, self.regels[""])

    def pad(self, naam: str) -> str:
        """Where one of its keys stands in the file."""
        return f"{self.veld}.{naam}" if self.veld and naam else self.veld or naam

    def fout(self, naam: str, zin: str) -> Fout:
        """An error at one of its keys."""
        return Fout(self.bestand, self.regel(naam), self.pad(naam), zin)

    def gevuld(self, *namen: str) -> dict[str, Any]:
        """The values that the file gives: what it leaves empty is left as it is."""
        return {naam: self[naam] for naam in namen if self[naam] not in ("", None)}

    def gevuld_behalve(self, *namen: str) -> dict[str, Any]:
        """All of those but these; the lists and mappings below it are no values."""
        eigen = (n for n, waarde in self.waarden.items() if not isinstance(waarde, list | Blok))
        return self.gevuld(*(naam for naam in eigen if naam not in namen))


def lees_blok(bestand: str) -> tuple[str, Blok, list[Fout]]:
    """The kind of a file, its content, and all that is wrong in it.

    Raises:
        LaadFout: it is no such file.
    """
    knoop = lees(bestand)
    soort = next((w for s, w in knoop.value if s.value == "soort"), None)
    if soort is None or soort.value not in SCHEMAS:
        zin = f"Kies een soort bestand: {', '.join(SCHEMAS)}."
        raise LaadFout([Fout(bestand, regel(soort or knoop), "soort", zin)])
    knoop.value = [(s, w) for s, w in knoop.value if s.value != "soort"]
    controle = _Controle(bestand)
    blok = controle.blok(knoop, SCHEMAS[soort.value], "")
    return soort.value, blok, controle.fouten


class _Controle:
    """Makes a `Blok` of each mapping of one file, and notes all that is wrong in `fouten`."""

    def __init__(self, bestand: str) -> None:
        self.bestand = bestand
        self.fouten: list[Fout] = []

    def blok(self, knoop: yaml.Node, schema: Schema, veld: str) -> Blok:
        """Check a mapping against its schema."""
        blok = Blok(self.bestand, veld, {"": regel(knoop)})
        if not isinstance(knoop, yaml.MappingNode):
            self.fouten.append(blok.fout("", "Hier horen regels als 'naam: waarde'."))
            return blok
        begin = len(self.fouten)
        gegeven = self._sleutels(knoop, schema, blok)
        self._waarden(gegeven, schema, blok, begin)
        for naam, onder in schema.blokken.items():
            if naam in gegeven:
                blok.waarden[naam] = self.blok(gegeven[naam], onder, blok.pad(naam))
            else:
                self.fouten.append(blok.fout(naam, "Dit onderdeel ontbreekt."))
        for naam, onder in schema.lijsten.items():
            leeg = naam in schema.mag_leeg
            blok.waarden[naam] = self._lijst(gegeven.get(naam), onder, blok, naam, leeg)
        return blok

    def _sleutels(
        self, knoop: yaml.MappingNode, schema: Schema, blok: Blok
    ) -> dict[str, yaml.Node]:
        gegeven: dict[str, yaml.Node] = {}
        for sleutel, waarde in knoop.value:
            naam = sleutel.value if isinstance(sleutel, yaml.ScalarNode) else ""
            if naam in gegeven or naam not in schema.namen:
                wat = "staat er twee keer" if naam in gegeven else "ken ik niet"
                zin = f"Dit veld {wat}. Hier kan staan: {', '.join(schema.namen)}."
                self.fouten.append(Fout(self.bestand, regel(sleutel), blok.pad(naam[:60]), zin))
                continue
            blok.regels[naam] = regel(sleutel)
            gegeven[naam] = waarde
        return gegeven

    def _waarden(
        self, gegeven: dict[str, yaml.Node], schema: Schema, blok: Blok, begin: int
    ) -> None:
        """The scalars, by the form; of a field that is wrong already (from `begin`) no more is said."""
        kaal = {n: w for n, w in gegeven.items() if n in schema.vorm.base_fields}
        tekst = {n: t for n, w in kaal.items() if (t := self._tekst(w, blok, n)) is not None}
        al_fout = {fout.veld for fout in self.fouten[begin:]}
        vorm = schema.vorm(tekst)
        for naam, zinnen in vorm.errors.items():
            if blok.pad(naam) not in al_fout:
                self.fouten.extend(blok.fout(naam, str(zin)) for zin in zinnen)
        blok.waarden = vorm.cleaned_data

    def _tekst(self, waarde: yaml.Node, blok: Blok, naam: str) -> str | None:
        """A scalar as it was written, so that `nee` stays text; None where there is none."""
        if not isinstance(waarde, yaml.ScalarNode) or waarde.tag not in GEWOON:
            self.fouten.append(blok.fout(naam, "Hier hoort één waarde, geen lijst of groep."))
            return None
        return None if waarde.tag == NIETS else waarde.value

    def _lijst(
        self, knoop: yaml.Node | None, schema: Schema, blok: Blok, naam: str, leeg: bool
    ) -> list[Blok]:
        if knoop is None and leeg:
            return []
        if not isinstance(knoop, yaml.SequenceNode) or not (knoop.value or leeg):
            self.fouten.append(blok.fout(naam, "Hier hoort een lijst, met een streepje per regel."))
            return []
        rijen = [self.blok(w, schema, f"{naam}[{n}]") for n, w in enumerate(knoop.value, 1)]
        for sleutel in schema.uniek:
            self.fouten += dubbel(rijen, sleutel)
        return rijen


def dubbel(rijen: Iterable[Blok], sleutel: str) -> Iterator[Fout]:
    """Items that bear the same name as one before them, capitals aside."""
    gezien: dict[str, int] = {}
    for rij in rijen:
        waarde = str(rij[sleutel] or "").casefold()
        if waarde and waarde in gezien:
            yield rij.fout(sleutel, f"Dit staat ook al op regel {gezien[waarde]}.")
        elif waarde:
            gezien[waarde] = rij.regel(sleutel)
