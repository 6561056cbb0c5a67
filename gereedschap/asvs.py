"""The requirements of OWASP ASVS 5.0 beside the tests that show them: `fixtures/asvs.yaml` and its document."""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import yaml

EISEN = Path("fixtures/asvs.yaml")
DOCUMENT = Path("docs/beveiliging.md")
# The chapters in which level 3 is asked; level 2 in the others.
NIVEAU_3 = ("V6", "V7", "V8", "V14", "V16")
HOOFDSTUKKEN = {
    "V1": "Coderen en schoonmaken van invoer",
    "V2": "Controle van invoer, en de regels van het werk",
    "V3": "Pagina's in de browser",
    "V4": "HTTP en diensten",
    "V5": "Bestanden",
    "V6": "Inloggen",
    "V7": "Sessies",
    "V8": "Wie wat mag",
    "V9": "Bewijzen die zichzelf dragen",
    "V10": "OAuth en OpenID Connect",
    "V11": "Versleuteling",
    "V12": "Beveiligde verbindingen",
    "V13": "Instellingen",
    "V14": "Bescherming van gegevens",
    "V15": "Bouw, en wat van anderen is",
    "V16": "Logboeken en fouten",
    "V17": "WebRTC",
}


class Stand(StrEnum):
    """Whether a requirement is met."""

    VOLDAAN = "voldaan"
    NIET = "niet"
    NVT = "nvt"

    @property
    def woord(self) -> str:
        """As a reader says it."""
        return "n.v.t." if self == type(self).NVT else self.value


@dataclass(frozen=True)
class Eis:
    """One requirement, in our words.

    Args:
        eis: its number, such as V6.2.1.
        tests: `path::name` of those that show it.
    """

    eis: str
    niveau: int
    tekst: str
    stand: Stand
    waarom: str = ""
    tests: list[str] = field(default_factory=list)

    @property
    def hoofdstuk(self) -> str:
        """Its chapter."""
        return self.eis.partition(".")[0]


def lees(basis: Path) -> list[Eis]:
    """All that are asked, in their order.

    Args:
        basis: folder of the project.
    """
    rijen = yaml.safe_load((basis / EISEN).read_text())["eisen"]
    return [Eis(**rij | {"stand": Stand(rij["stand"])}) for rij in rijen]


def fouten(eisen: list[Eis], basis: Path) -> list[str]:
    """What does not add up, in sentences: a test that is not there, a word that is missing, a wrong order."""
    bekend = set(_tests(basis))
    nummers = [eis.eis for eis in eisen]
    op_volgorde = sorted(set(nummers), key=lambda nummer: [*map(int, nummer[1:].split("."))])
    uit = [] if nummers == op_volgorde else ["De eisen staan niet elk één keer op volgorde."]
    for eis in eisen:
        uit += [
            f"{eis.eis}: de test {test} is er niet." for test in eis.tests if test not in bekend
        ]
        if eis.stand == Stand.VOLDAAN and not eis.tests:
            uit.append(f"{eis.eis}: noem een test die het toont.")
        if eis.stand != Stand.VOLDAAN and (eis.tests or not eis.waarom):
            uit.append(f"{eis.eis}: zeg waarom, en noem geen test.")
        if eis.niveau > (3 if eis.hoofdstuk in NIVEAU_3 else 2):
            uit.append(f"{eis.eis}: niveau {eis.niveau} wordt hier niet gevraagd.")
    return uit


def _tests(basis: Path) -> Iterator[str]:
    """Each test by its path and name, by reading the files: nothing is run."""
    for pad in sorted((basis / "tests").rglob("test_*.py")):
        naam = pad.relative_to(basis).as_posix()
        for zin in ast.parse(pad.read_text(), filename=naam).body:
            if isinstance(zin, ast.FunctionDef) and zin.name.startswith("test"):
                yield f"{naam}::{zin.name}"


KOP = """\
# Beveiliging: OWASP ASVS 5.0

Gemaakt door `manage.py asvs` uit `fixtures/asvs.yaml`; verander dit niet met de hand. Van elke eis staat er of de
toepassing eraan voldoet, en welke test dat toont. Gevraagd is niveau 3 voor V6, V7, V8, V14 en V16, en niveau 2 voor de
rest. De eisen staan er in onze woorden; de tekst van OWASP geldt. *Voldaan* is alleen wat een test toont: wat zo is
gebouwd zonder test, staat op *niet*.
"""


def document(eisen: list[Eis]) -> str:
    """The document, as it should be."""
    delen = [KOP, _telling(eisen)]
    for hoofdstuk, titel in HOOFDSTUKKEN.items():
        rijen = [_rij(eis) for eis in eisen if eis.hoofdstuk == hoofdstuk]
        kop = "| eis | niveau | wat | stand | waarom, en welke test |\n|---|---|---|---|---|\n"
        delen.append(f"## {hoofdstuk}. {titel}\n\n{kop}{''.join(rijen)}")
    return "\n".join(delen)


def _telling(eisen: list[Eis]) -> str:
    regels = ["| hoofdstuk | voldaan | niet | n.v.t. |\n|---|---|---|---|\n"]
    for hoofdstuk, titel in [*HOOFDSTUKKEN.items(), ("", "Samen")]:
        tel = Counter(eis.stand for eis in eisen if hoofdstuk in ("", eis.hoofdstuk))
        naam = f"{hoofdstuk}. {titel}" if hoofdstuk else titel
        regels.append(f"| {naam} | {' | '.join(str(tel[stand]) for stand in Stand)} |\n")
    return "".join(regels)


def _rij(eis: Eis) -> str:
    waarom = [f"{eis.waarom.rstrip('.')}."] if eis.waarom else []
    uitleg = " ".join([*waarom, *(f"`{test}`" for test in eis.tests)])
    return f"| {eis.eis} | {eis.niveau} | {eis.tekst} | {eis.stand.woord} | {uitleg} |\n"
