"""Lays the catalogue of clauses beside what proves and serves them: tests, pages, commands and jobs."""

import ast
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
VELDEN = {"id", "bron", "aard", "tekst", "bediend_door", "delen"}
AARDEN = ("gegeven", "toegang", "stap", "termijn", "document", "plicht", "verbod")


@dataclass
class Clausule:
    """One requirement of the sources, with what proves it (`tests`) and serves it (`bediend_door`)."""

    id: str
    bron: str
    aard: str
    tekst: str
    delen: list[dict[str, str]]
    bediend_door: list[str] = field(default_factory=list)
    tests: list[str] = field(default_factory=list)


@dataclass
class Verantwoording:
    """All clauses in the order of the catalogue, and what does not add up."""

    clausules: list[Clausule]
    fouten: list[str]

    @property
    def zonder_test(self) -> list[Clausule]:
        """Clauses that no test names."""
        return [clausule for clausule in self.clausules if not clausule.tests]

    @property
    def onbediend(self) -> list[Clausule]:
        """Clauses for which there is no page, command or job yet."""
        return [clausule for clausule in self.clausules if not clausule.bediend_door]

    def als_dict(self) -> dict[str, Any]:
        """Plain data, in a fixed order."""
        return {
            "clausules": [asdict(clausule) for clausule in self.clausules],
            "zonder_test": [clausule.id for clausule in self.zonder_test],
            "onbediend": [clausule.id for clausule in self.onbediend],
            "fouten": self.fouten,
        }


def verantwoord(basis: Path | None = None) -> Verantwoording:
    """Read catalogue and tests, and check that every name in them exists.

    Args:
        basis: folder that holds `fixtures/` and `tests/`; the project's own when left out.
    """
    basis = basis or settings.BASE_DIR
    fouten: list[str] = []
    clausules = {c.id: c for c in _catalogus(basis / CATALOGUS, fouten)}
    for test, clausule_id in _gemerkt(basis, fouten):
        if clausule_id in clausules:
            clausules[clausule_id].tests.append(test)
        else:
            fouten.append(f"{test}: clausule {clausule_id} staat niet in de catalogus.")
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
        else:
            gezien.add(rij["id"])
            yield Clausule(**rij)


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
def _gemerkt(basis: Path, fouten: list[str]) -> Iterator[tuple[str, str]]:
    """Each test with each clause that it names, by reading the files: nothing is run."""
    for pad in sorted((basis / "tests").rglob("test_*.py")):
        naam = pad.relative_to(basis).as_posix()
        boom = ast.parse(pad.read_text(), filename=naam)
        yield from _in_blok(boom.body, naam, [], fouten)


def _in_blok(
    blok: list[ast.stmt], naam: str, geerfd: list[str], fouten: list[str]
) -> Iterator[tuple[str, str]]:
    """The tests of a module or class; its `pytestmark` holds for all of them."""
    for zin in blok:
        if isinstance(zin, ast.Assign) and any(
            isinstance(doel, ast.Name) and doel.id == "pytestmark" for doel in zin.targets
        ):
            geerfd = [*geerfd, *_ids(zin.value, naam, fouten)]
    for zin in blok:
        if not isinstance(zin, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        test = f"{naam}::{zin.name}"
        eigen = [i for merk in zin.decorator_list for i in _ids(merk, test, fouten)]
        alle = list(dict.fromkeys([*geerfd, *eigen]))
        if isinstance(zin, ast.ClassDef):
            yield from _in_blok(zin.body, test, alle, fouten)
        elif zin.name.startswith("test"):
            yield from ((test, clausule_id) for clausule_id in alle)


def _ids(uitdrukking: ast.expr, plaats: str, fouten: list[str]) -> Iterator[str]:
    """The ids in every `pytest.mark.clausule(...)` inside an expression."""
    for knoop in ast.walk(uitdrukking):
        if not (isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Attribute)):
            continue
        if knoop.func.attr != "clausule":
            continue
        for argument in knoop.args:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value
            else:
                fouten.append(f"{plaats}: schrijf het id van de clausule voluit.")
