"""`manage.py verantwoording`: on the project itself, and on small folders with something wrong."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

CLAUSULE = (
    "  - {{id: {id}, bron: MC 1, aard: gegeven, tekst: Iets., bediend_door: [{door}], "
    "delen: [{{sleutel: eerst, tekst: Eerst iets.}}]}}\n"
)
TEST = """\
import pytest
pytestmark = [pytest.mark.clausule("A-een")]

@pytest.mark.clausule("A-twee")
@pytest.mark.clausule("A-een")
def test_beide(): ...

class TestGroep:
    pytestmark = pytest.mark.clausule("A-twee")
    def test_in_groep(self): ...
    def hulp(self): ...

@pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.clausule("A-drie"))])
def test_met_parameter(x): ...

@pytest.fixture
def iets(): ...
"""


def maak(basis: Path, *clausules: str, test: str = TEST) -> Path:
    (basis / "fixtures").mkdir()
    (basis / "tests" / "diep").mkdir(parents=True)
    (basis / "fixtures" / "clausules.yaml").write_text(
        "soort: clausules\nclausules:\n" + "".join(clausules)
    )
    (basis / "tests" / "diep" / "test_iets.py").write_text(test)
    return basis


def drie(door: str = "werklijst") -> list[str]:
    return [CLAUSULE.format(id=f"A-{naam}", door=door) for naam in ("een", "twee", "drie")]


def uitkomst(basis: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, list[str]]:
    call_command("verantwoording", "--json", map=basis)
    gelezen = json.loads(capsys.readouterr().out)
    return {c["id"]: c["tests"] for c in gelezen["clausules"]}


def test_van_dit_project_klopt_elke_naam(capsys: pytest.CaptureFixture[str]) -> None:
    """No test names an unknown clause, and no clause an unknown page, command or job."""
    call_command("verantwoording", "--json")
    eerst = capsys.readouterr().out
    call_command("verantwoording", "--json")
    assert capsys.readouterr().out == eerst
    gelezen = json.loads(eerst)
    assert gelezen["fouten"] == []
    per_id = {c["id"]: c for c in gelezen["clausules"]}
    assert len(per_id) == 149
    assert any("test_laden.py::" in test for test in per_id["CON-partijen"]["tests"])
    assert per_id["RET-vijf-jaar"]["bediend_door"]
    assert per_id["CON-satelliet"]["id"] in gelezen["onbediend"]


def test_leesbaar_in_een_venster(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verantwoording")
    regels = capsys.readouterr().out.splitlines()
    assert "CON-partijen  (MC Partijen, PB 2, gegeven)" in regels
    assert any(regel.startswith("Zonder test (") for regel in regels)
    assert any(regel.startswith("Zonder pagina of taak (") for regel in regels)


def test_alle_manieren_van_merken_tellen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    naam = "tests/diep/test_iets.py::"
    assert uitkomst(maak(tmp_path, *drie()), capsys) == {
        "A-een": [
            f"{naam}test_beide",
            f"{naam}TestGroep::test_in_groep",
            f"{naam}test_met_parameter",
        ],
        "A-twee": [f"{naam}test_beide", f"{naam}TestGroep::test_in_groep"],
        "A-drie": [f"{naam}test_met_parameter"],
    }


@pytest.mark.parametrize(
    "door",
    [
        "convenant:overzicht",
        "laad_convenant",
        "werklijst",
        "retention.tasks.vernietig_na_vijf_jaar",
        "weegploeg:dossier",
    ],
)
def test_pagina_opdracht_en_taak_bestaan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], door: str
) -> None:
    assert set(uitkomst(maak(tmp_path, *drie(f'"{door}"')), capsys)) == {
        "A-een",
        "A-twee",
        "A-drie",
    }


@pytest.mark.parametrize(
    ("clausules", "test", "zin"),
    [
        (drie()[:2], TEST, "clausule A-drie staat niet in de catalogus"),
        (drie('"convenant:weg"'), TEST, "A-een: convenant:weg is geen pagina"),
        (drie("retention.tasks.weg"), TEST, "retention.tasks.weg is geen pagina"),
        ([*drie(), drie()[0]], TEST, r"clausule 4 \(A-een\): dit id komt twee keer voor"),
        ([*drie(), "  - {id: A-vier, tekst: x}\n"], TEST, r"clausule 4 \(A-vier\): de velden"),
        ([drie()[0].replace("gegeven", "soep"), *drie()[1:]], TEST, "aard is een van"),
        (drie(), TEST.replace('"A-drie"', "naam"), "voluit"),
    ],
)
def test_wat_niet_bestaat_is_een_fout(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], clausules: list[str], test: str, zin: str
) -> None:
    with pytest.raises(CommandError, match=zin):
        call_command("verantwoording", map=maak(tmp_path, *clausules, test=test))
