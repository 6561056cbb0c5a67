"""`manage.py verantwoording`: on the project itself, and on small folders with something wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from gereedschap.verantwoording import BEWAARD, verantwoord

DEEL = "{sleutel: eerst, tekst: Eerst iets.}"
CLAUSULE = (
    "  - {{id: {id}, bron: MC 1, aard: gegeven, tekst: Iets., bediend_door: [{door}], "
    "delen: [{delen}]}}\n"
)
AANTAL_DELEN = 529  # what the sources ask, also what is not there yet
TEST = """\
import pytest
pytestmark = [pytest.mark.clausule("A-een")]

@pytest.mark.clausule("A-twee", "eerst")
@pytest.mark.clausule("A-een")
def test_beide(): ...

class TestGroep:
    pytestmark = pytest.mark.clausule("A-twee", "daarna")
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
    """`A-twee` has three parts, of which the tests name two."""
    twee = ", ".join(DEEL.replace("eerst", naam) for naam in ("eerst", "daarna", "nooit"))
    return [
        CLAUSULE.format(id=f"A-{naam}", door=door, delen=twee if naam == "twee" else DEEL)
        for naam in ("een", "twee", "drie")
    ]


def gelezen(basis: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    call_command("verantwoording", "--json", map=basis)
    return dict(json.loads(capsys.readouterr().out))


def per_deel(alles: dict[str, Any]) -> dict[str, list[str]]:
    return {f"{c['id']} {d['sleutel']}": d["tests"] for c in alles["clausules"] for d in c["delen"]}


def test_van_dit_project_klopt_elke_naam(capsys: pytest.CaptureFixture[str]) -> None:
    """No test names an unknown clause or part, and no clause an unknown page, command or job."""
    call_command("verantwoording", "--json")
    eerst = capsys.readouterr().out
    call_command("verantwoording", "--json")
    assert capsys.readouterr().out == eerst
    alles = json.loads(eerst)
    assert alles["fouten"] == []
    per_id = {c["id"]: c for c in alles["clausules"]}
    assert len(per_id) == 149
    assert alles["delen"] == sum(len(c["delen"]) for c in alles["clausules"]) == AANTAL_DELEN
    tests = per_deel(alles)
    assert any("test_laden.py::" in test for test in tests["CON-partijen casuspartijen"])
    assert alles["delen_met_test"] == len([namen for namen in tests.values() if namen])
    assert alles["zonder_test"] == [deel for deel, namen in tests.items() if not namen]
    assert per_id["RET-vijf-jaar"]["bediend_door"]
    assert alles["onbediend"] == [per_id["BEV-versleuteling"]["id"]]


def test_leesbaar_in_een_venster(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verantwoording")
    regels = capsys.readouterr().out.splitlines()
    assert "CON-partijen  (MC Partijen, PB 2, gegeven)" in regels
    assert any(regel.startswith("  - casuspartijen: ") for regel in regels)
    assert any(regel.startswith("Delen met een test: ") for regel in regels)
    assert any(regel.startswith("Zonder pagina of taak (") for regel in regels)


def test_alle_manieren_van_merken_tellen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    naam = "tests/diep/test_iets.py::"
    alles = gelezen(maak(tmp_path, *drie()), capsys)
    assert per_deel(alles) == {
        "A-een eerst": [
            f"{naam}test_beide",
            f"{naam}TestGroep::test_in_groep",
            f"{naam}test_met_parameter",
        ],
        "A-twee eerst": [f"{naam}test_beide"],
        "A-twee daarna": [f"{naam}TestGroep::test_in_groep"],
        "A-twee nooit": [],
        "A-drie eerst": [f"{naam}test_met_parameter"],
    }
    assert (alles["delen"], alles["delen_met_test"]) == (5, 4)
    assert alles["zonder_test"] == ["A-twee nooit"]


def test_per_clausule_staat_welk_deel_niemand_bewijst(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verantwoording", map=maak(tmp_path, *drie()))
    uit = capsys.readouterr().out
    assert uit.count("niemand bewijst:") == 1
    assert "niemand bewijst: nooit\nA-drie" in uit
    assert "Delen met een test: 4 van 5" in uit


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
    alles = gelezen(maak(tmp_path, *drie(f'"{door}"')), capsys)
    assert [c["bediend_door"] for c in alles["clausules"]] == [[door]] * 3


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
        (drie(), TEST.replace('"A-twee", "eerst"', '"A-twee", deel'), "voluit"),
        (drie(), TEST.replace('"A-twee", "eerst"', '"A-twee", "eerst", "nog"'), "voluit"),
        (drie(), TEST.replace('"daarna"', '"later"'), "clausule A-twee heeft geen deel later"),
        (drie(), TEST.replace(', "daarna"', ""), "clausule A-twee heeft 3 delen; noem het deel"),
        (
            [drie()[0].replace("sleutel: eerst", "sleutel: Eerst"), *drie()[1:]],
            TEST,
            "sleutel Eerst",
        ),
        ([drie()[0].replace("Eerst iets.", '""'), *drie()[1:]], TEST, "velden van een deel"),
        ([drie()[0].replace(DEEL, f"{DEEL}, {DEEL}"), *drie()[1:]], TEST, "deel eerst komt twee"),
        ([drie()[0].replace(DEEL, ""), *drie()[1:]], TEST, r"\(A-een\): de velden"),
    ],
)
def test_wat_niet_bestaat_is_een_fout(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], clausules: list[str], test: str, zin: str
) -> None:
    with pytest.raises(CommandError, match=zin):
        call_command("verantwoording", map=maak(tmp_path, *clausules, test=test))


def test_wat_de_hulp_toont_is_wat_er_nu_is(settings: Any) -> None:
    """Production has no tests to read: it shows what was kept."""
    bewaard = (settings.BASE_DIR / BEWAARD).read_text("utf-8")
    assert bewaard == verantwoord().bewaard, "Draai: manage.py verantwoording --bewaar"
