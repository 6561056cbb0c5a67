"""Lays the catalogue of clauses beside what proves and serves them: tests, pages, commands and jobs.

A clause is proved part by part: a test names the part that it proves.
"""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management import get_commands
from django.urls import URLPattern, URLResolver, get_resolver

from config.celery import app

CATALOGUS = Path("fixtures/clausules.yaml")
# What the help of the application shows (`config.hulp.verantwoording`): production has no tests to read.
BEWAARD = Path("fixtures/verantwoording.json")
VELDEN = {"id", "bron", "aard", "tekst", "bediend_door", "delen"}
DEELVELDEN = {"sleutel", "tekst"}
SLEUTEL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
AARDEN = ("gegeven", "toegang", "stap", "termijn", "document", "plicht", "verbod")


@dataclass
class Deel:
    """One thing that a clause requires, with the tests that prove it."""

    sleutel: str
    tekst: str
    tests: list[str] = field(default_factory=list)


@dataclass
class Clausule:
    """One requirement of the sources, in its parts (`delen`), and what serves it (`bediend_door`)."""

    id: str
    bron: str
    aard: str
    tekst: str
    delen: list[Deel]
    bediend_door: list[str] = field(default_factory=list)

    @property
    def onbewezen(self) -> list[Deel]:
        """The parts that no test names."""
        return [deel for deel in self.delen if not deel.tests]

    def deel(self, sleutel: str | None) -> Deel | None:
        """The part with this key; without a key the part of a clause that has but one."""
        if sleutel is None:
            return self.delen[0] if len(self.delen) == 1 else None
        return next((deel for deel in self.delen if deel.sleutel == sleutel), None)


@dataclass
class Verantwoording:
    """All clauses in the order of the catalogue, and what does not add up."""

    clausules: list[Clausule]
    fouten: list[str]

    @property
    def delen(self) -> list[tuple[Clausule, Deel]]:
        """Every part, with its clause."""
        return [(clausule, deel) for clausule in self.clausules for deel in clausule.delen]

    @property
    def zonder_test(self) -> list[tuple[Clausule, Deel]]:
        """The parts that no test names."""
        return [(clausule, deel) for clausule, deel in self.delen if not deel.tests]

    @property
    def onbediend(self) -> list[Clausule]:
        """Clauses for which there is no page, command or job yet."""
        return [clausule for clausule in self.clausules if not clausule.bediend_door]

    @property
    def bewaard(self) -> str:
        """What is kept of it, a line for each clause."""
        regels = (json.dumps(asdict(rij), ensure_ascii=False) for rij in self.clausules)
        return "[\n" + ",\n".join(regels) + "\n]\n"

    def als_dict(self) -> dict[str, Any]:
        """Plain data, in a fixed order."""
        return {
            "clausules": [asdict(clausule) for clausule in self.clausules],
            "delen": len(self.delen),
            "delen_met_test": len(self.delen) - len(self.zonder_test),
            "zonder_test": [f"{clausule.id} {deel.sleutel}" for clausule, deel in self.zonder_test],
            "onbediend": [clausule.id for clausule in self.onbediend],
            "fouten": self.fouten,
        }


def verantwoord(basis: Path | None = None) -> Verantwoording:
    """Read catalogue and tests, and check that every name in them exists.

    A test that names an unknown part is a fault, and so is one that names a clause of several
    parts without saying which.

    Args:
        basis: folder that holds `fixtures/` and `tests/`; the project's own when left out.
    """
    basis = basis or settings.BASE_DIR
    fouten: list[str] = []
    clausules = {c.id: c for c in _catalogus(basis / CATALOGUS, fouten)}
    for test, (clausule_id, sleutel) in _gemerkt(basis, fouten):
        gevonden = clausules.get(clausule_id)
        deel = gevonden.deel(sleutel) if gevonden else None
        if deel:
            deel.tests.append(test)
        elif not gevonden:
            fouten.append(f"{test}: clausule {clausule_id} staat niet in de catalogus.")
        elif sleutel is None:
            fouten.append(
                f"{test}: clausule {clausule_id} heeft {len(gevonden.delen)} delen; "
                "noem het deel dat deze test bewijst."
            )
        else:
            fouten.append(f"{test}: clausule {clausule_id} heeft geen deel {sleutel}.")
    bekend = _diensten()
    for clausule in clausules.values():
        fouten += [
            f"{clausule.id}: {naam} is geen pagina, opdracht of taak."
            for naam in clausule.bediend_door
            if naam not in bekend
        ]
    return Verantwoording(list(clausules.values()), fouten)


def _catalogus(pad: Path, fouten: list[str]) -> Iterator[Clausule]:
    gezien: set[str] = set()
    for nummer, rij in enumerate(yaml.safe_load(pad.read_text())["clausules"], 1):
        naam = f"{pad.name}, clausule {nummer} ({rij.get('id', 'zonder id')})"
        verplicht = VELDEN - {"bediend_door"}
        if set(rij) - VELDEN or not all(rij.get(veld) for veld in verplicht):
            fouten.append(f"{naam}: de velden zijn {', '.join(sorted(VELDEN))}.")
        elif rij["id"] in gezien:
            fouten.append(f"{naam}: dit id komt twee keer voor.")
        elif rij["aard"] not in AARDEN:
            fouten.append(f"{naam}: aard is een van {', '.join(AARDEN)}.")
        elif fout := _fout_in_delen(rij["delen"]):
            fouten.append(f"{naam}: {fout}")
        else:
            gezien.add(rij["id"])
            yield Clausule(**rij | {"delen": [Deel(**deel) for deel in rij["delen"]]})


def _fout_in_delen(delen: list[dict[str, str]]) -> str:
    """What is wrong with the parts of one clause, if anything."""
    for deel in delen:
        if set(deel) != DEELVELDEN or not all(deel.values()):
            return f"de velden van een deel zijn {', '.join(sorted(DEELVELDEN))}."
        if not SLEUTEL.fullmatch(deel["sleutel"]):
            return f"sleutel {deel['sleutel']} heeft meer dan kleine letters, cijfers en streepjes."
    sleutels = [deel["sleutel"] for deel in delen]
    dubbel = next((naam for naam in sleutels if sleutels.count(naam) > 1), None)
    return f"deel {dubbel} komt twee keer voor." if dubbel else ""


def _diensten() -> set[str]:
    """Every name by which something can serve a clause."""
    app.loader.import_default_modules()
    return {*_paginas(get_resolver()), *get_commands(), *app.tasks}


def _paginas(resolver: URLResolver, ruimte: str = "") -> Iterator[str]:
    for patroon in resolver.url_patterns:
        if isinstance(patroon, URLResolver):
            onder = f"{ruimte}{patroon.namespace}:" if patroon.namespace else ruimte
            yield from _paginas(patroon, onder)
        elif isinstance(patroon, URLPattern) and patroon.name:
            yield f"{ruimte}{patroon.name}"


# Marks in tests -------------------------------------------------------------------------------
Merk = tuple[str, str | None]  # the id of a clause and the key of its part


def _gemerkt(basis: Path, fouten: list[str]) -> Iterator[tuple[str, Merk]]:
    """Each test with each part that it names, by reading the files: nothing is run."""
    for pad in sorted((basis / "tests").rglob("test_*.py")):
        naam = pad.relative_to(basis).as_posix()
        boom = ast.parse(pad.read_text(), filename=naam)
        yield from _in_blok(boom.body, naam, [], fouten)


def _in_blok(
    blok: list[ast.stmt], naam: str, geerfd: list[Merk], fouten: list[str]
) -> Iterator[tuple[str, Merk]]:
    """The tests of a module or class; its `pytestmark` holds for all of them."""
    for zin in blok:
        if isinstance(zin, ast.Assign) and any(
            isinstance(doel, ast.Name) and doel.id == "pytestmark" for doel in zin.targets
        ):
            geerfd = [*geerfd, *_merken(zin.value, naam, fouten)]
    for zin in blok:
        if not isinstance(zin, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        test = f"{naam}::{zin.name}"
        eigen = [m for versiering in zin.decorator_list for m in _merken(versiering, test, fouten)]
        alle = list(dict.fromkeys([*geerfd, *eigen]))
        if isinstance(zin, ast.ClassDef):
            yield from _in_blok(zin.body, test, alle, fouten)
        elif zin.name.startswith("test"):
            yield from ((test, merk) for merk in alle)


def _merken(uitdrukking: ast.expr, plaats: str, fouten: list[str]) -> Iterator[Merk]:
    """The clause and part in every `pytest.mark.clausule(...)` inside an expression."""
    for knoop in ast.walk(uitdrukking):
        if not (isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Attribute)):
            continue
        if knoop.func.attr != "clausule":
            continue
        match [arg.value if isinstance(arg, ast.Constant) else None for arg in knoop.args]:
            case [str(clausule_id)]:
                yield clausule_id, None
            case [str(clausule_id), str(sleutel)]:
                yield clausule_id, sleutel
            case _:
                fouten.append(f"{plaats}: schrijf het id van de clausule en haar deel voluit.")
