"""Reads a YAML file into nodes, which know their line.

Nothing but scalars, lists and mappings is read, and no value is turned into an object.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml

GROOTSTE = 256 * 1024  # bytes; the Limburg covenant takes 6 kB
DIEPSTE = 8  # levels; a covenant has four


@dataclass(frozen=True)
class Fout:
    """What is wrong in a file, and where."""

    bestand: str
    regel: int
    veld: str
    zin: str

    def __str__(self) -> str:
        return f"{self.bestand}, regel {self.regel}, {self.veld or 'bestand'}: {self.zin}"


class LaadFout(Exception):
    """Nothing was loaded. `fouten` names everything that is wrong, in the order of the files."""

    def __init__(self, fouten: list[Fout]) -> None:
        super().__init__("\n".join(str(fout) for fout in fouten))
        self.fouten = fouten


def lees(bestand: str) -> yaml.MappingNode:
    """The mapping that a file holds.

    Raises:
        LaadFout: it holds none; of such a file one thing is said.
    """
    try:
        knoop = _knoop(bestand)
    except OSError:
        raise _fout(bestand, 1, "Dit bestand is er niet of mag niet gelezen worden.") from None
    except UnicodeDecodeError:
        raise _fout(bestand, 1, "Dit is geen tekstbestand in UTF-8.") from None
    except yaml.MarkedYAMLError as fout:
        plek = fout.problem_mark or fout.context_mark
        raise _fout(bestand, _op(plek), "Hier klopt de YAML-opmaak niet.") from None
    except yaml.YAMLError:
        raise _fout(bestand, 1, "Hier staat een teken dat niet in YAML mag.") from None
    if knoop is None:
        raise _fout(bestand, 1, "Dit bestand is leeg.")
    if not isinstance(knoop, yaml.MappingNode):
        raise _fout(bestand, regel(knoop), "Begin met regels als 'soort: convenant'.")
    return knoop


def regel(knoop: yaml.Node) -> int:
    """The line on which it begins."""
    return _op(knoop.start_mark)


def _knoop(bestand: str) -> yaml.Node | None:
    with Path(bestand).open("rb") as stroom:
        ruw = stroom.read(GROOTSTE + 1)
    if len(ruw) > GROOTSTE:
        raise _fout(bestand, 1, f"Dit bestand is te groot: meer dan {GROOTSTE // 1024} kB.")
    tekst = ruw.decode("utf-8-sig")
    _vereis_eenvoud(bestand, tekst)
    return yaml.compose(tekst, Loader=yaml.SafeLoader)


def _vereis_eenvoud(bestand: str, tekst: str) -> None:
    """Refuse aliases, of which a few lines unfold into gigabytes, and what is too deep."""
    diepte = 0
    for deel in yaml.parse(tekst, Loader=yaml.SafeLoader):
        diepte += isinstance(deel, yaml.CollectionStartEvent)
        diepte -= isinstance(deel, yaml.CollectionEndEvent)
        if diepte > DIEPSTE:
            raise _fout(bestand, _op(deel.start_mark), "Dit bestand heeft te veel niveaus.")
        if isinstance(deel, yaml.AliasEvent):
            zin = "Verwijzingen (* en &) zijn hier niet toegestaan. Schrijf de waarde uit."
            raise _fout(bestand, _op(deel.start_mark), zin)


def _op(plek: object) -> int:
    return int(getattr(plek, "line", 0)) + 1


def _fout(bestand: str, op_regel: int, zin: str) -> LaadFout:
    return LaadFout([Fout(bestand, op_regel, "", zin)])
