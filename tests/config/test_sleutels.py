"""A set of keys is only ever added to: what a key encrypted opens with no other."""

import json
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from config import sleutels
from tests.config.test_instellingen import GOED, _start

Set = dict[str, Any]
COMMANDO = ("-m", "config.sleutels")


def _heel() -> Set:
    """A complete set, with an older key and with an app of another release."""
    heel: Set = dict(sleutels.maak())
    heel["meldingen"]["velden"].append(sleutels._nieuw())
    heel["een_andere_uitgave"] = {"velden": [sleutels._nieuw()], "anders": {"é": 1}}
    return heel


def _zonder_kluis(s: Set) -> None:
    del s["retention"]


def _zonder_velden(s: Set) -> None:
    del s["weegploeg"]["velden"]


def _lege_velden(s: Set) -> None:
    s["weegploeg"]["velden"] = []


def _zonder_zoeken(s: Set) -> None:
    del s["convenant"]["zoeken"]


def _zonder_twee(s: Set) -> None:
    _zonder_kluis(s)
    _zonder_zoeken(s)


def _te_kort(s: Set) -> None:
    s["meldingen"]["velden"][1] = s["meldingen"]["velden"][1][:8]


def _geen_tekst(s: Set) -> None:
    s["retention"]["zoeken"] = None


def _geen_lijst(s: Set) -> None:
    s["retention"]["velden"] = s["retention"]["velden"][0]


def _geen_kluis(s: Set) -> None:
    s["retention"] = s["retention"]["zoeken"]


def _gelijk(s: Set) -> None:
    s["retention"]["zoeken"] = s["meldingen"]["velden"][1]


ONVOLLEDIG: list[tuple[Callable[[Set], None], str]] = [
    (_zonder_kluis, "retention"),
    (_zonder_velden, "weegploeg (velden)"),
    (_lege_velden, "weegploeg (velden)"),
    (_zonder_zoeken, "convenant (zoeken)"),
    (_zonder_twee, "convenant (zoeken), retention"),
    (dict.clear, ", ".join(sleutels.KLUIZEN)),
]
KAPOT: list[tuple[Callable[[Set], None], str]] = [
    (_te_kort, ": meldingen (velden, nummer 2)."),
    (_geen_tekst, ": retention (zoeken)."),
    (_geen_lijst, ": retention (velden)."),
    (_geen_kluis, ": retention."),
    (_gelijk, ": meldingen (velden, nummer 2), retention (zoeken)."),
]


def _sleutels_in(waarde: Any) -> set[str]:
    """Every key in a set, wherever it stands."""
    return set(re.findall(r"[\w=-]{8,}", json.dumps(waarde))) - {
        *sleutels.KLUIZEN,
        "een_andere_uitgave",
    }


def _zonder_sleutels(uit: "subprocess.CompletedProcess[str]", geheim: Set) -> None:
    """One sentence for a person, and no key in it."""
    assert uit.returncode == 2
    assert uit.stderr.strip().count("\n") == 0, uit.stderr
    assert len(_sleutels_in(geheim)) > 5
    assert not [s for s in _sleutels_in(geheim) if s in uit.stdout + uit.stderr]


# Reading ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("breek", "naam"), ONVOLLEDIG)
def test_wat_ontbreekt_wordt_genoemd_en_aangevuld_niet_vervangen(
    breek: Callable[[Set], None], naam: str
) -> None:
    heel = _heel()
    breek(gebroken := json.loads(json.dumps(heel)))
    geweigerd = _start(GOED | {"CASUSOVERLEG_SLEUTELS": json.dumps(gebroken)})
    _zonder_sleutels(geweigerd, heel)
    assert f"ontbreken sleutels: {naam}. Vul de set aan" in geweigerd.stderr

    uit = _start({"CASUSOVERLEG_SLEUTELS": json.dumps(gebroken)}, *COMMANDO)
    assert uit.returncode == 0, uit.stderr
    assert f"Toegevoegd: {naam}." in uit.stderr
    assert not _sleutels_in(json.loads(uit.stdout)) & set(re.findall(r"[\w=-]{8,}", uit.stderr))
    aangevuld = json.loads(uit.stdout)
    _bevat(aangevuld, gebroken)
    assert _start(GOED | {"CASUSOVERLEG_SLEUTELS": uit.stdout}).returncode == 0


def _bevat(nieuw: Any, oud: Any) -> None:
    """All of the old set stands in the new one, in its order; only empty lists were filled."""
    if isinstance(oud, dict):
        assert list(nieuw)[: len(oud)] == list(oud)
        for naam in oud:
            _bevat(nieuw[naam], oud[naam])
    elif oud != []:
        assert nieuw == oud


@pytest.mark.parametrize(("breek", "naam"), KAPOT)
def test_wat_niet_goed_is_wordt_genoemd_en_niet_aangevuld(
    breek: Callable[[Set], None], naam: str
) -> None:
    breek(kapot := _heel())
    _zonder_zoeken(kapot)  # incomplete as well: no reason to print half a set
    omgeving = {"CASUSOVERLEG_SLEUTELS": json.dumps(kapot)}
    for uit in (_start(GOED | omgeving), _start(omgeving, *COMMANDO)):
        _zonder_sleutels(uit, kapot)
        assert naam in uit.stderr
        assert uit.stdout == ""


@pytest.mark.parametrize("tekst", ["{", "[]", '"x"', "[" * 100_000, "sleutel-van-iemand"])
def test_een_onleesbare_set_wordt_geweigerd(tekst: str) -> None:
    for uit in (
        _start(GOED | {"CASUSOVERLEG_SLEUTELS": tekst}),
        _start({"CASUSOVERLEG_SLEUTELS": tekst}, *COMMANDO),
    ):
        _zonder_sleutels(uit, _heel())
        assert "geen leesbare JSON" in uit.stderr
        assert "sleutel-van-iemand" not in uit.stderr
        assert uit.stdout == ""


def test_een_naam_die_er_twee_keer_staat_laat_geen_sleutel_vallen() -> None:
    heel = _heel()
    tekst = (
        json.dumps(heel)[:-1] + ', "retention": ' + json.dumps(sleutels.maak()["retention"]) + "}"
    )
    assert set(json.loads(tekst)) == set(heel)  # JSON itself drops the first, without a word
    for uit in (
        _start(GOED | {"CASUSOVERLEG_SLEUTELS": tekst}),
        _start({"CASUSOVERLEG_SLEUTELS": tekst}, *COMMANDO),
    ):
        _zonder_sleutels(uit, heel)
        assert uit.stdout == ""


def test_wat_deze_uitgave_niet_kent_wordt_overgeslagen() -> None:
    heel = _heel() | {"nog_een": "anders"}
    assert set(sleutels.lees(json.dumps(heel))) == set(sleutels.KLUIZEN)


# The command --------------------------------------------------------------------------------------
def test_een_volledige_set_komt_er_precies_zo_uit() -> None:
    heel = _heel()
    uit = _start({"CASUSOVERLEG_SLEUTELS": json.dumps(heel, indent=1)}, *COMMANDO)
    assert (uit.returncode, uit.stdout) == (0, json.dumps(heel) + "\n")
    assert "niets toegevoegd" in uit.stderr


def test_zonder_set_komt_er_een_verse_met_een_waarschuwing() -> None:
    een, twee = _start({}, *COMMANDO), _start({}, *COMMANDO)
    assert een.returncode == twee.returncode == 0
    assert _start(GOED | {"CASUSOVERLEG_SLEUTELS": een.stdout}).returncode == 0
    assert not _sleutels_in(json.loads(een.stdout)) & _sleutels_in(json.loads(twee.stdout))
    assert "nieuwe set" in een.stderr


@pytest.mark.parametrize(
    ("omgeving", "erbij"), [({"CASUSOVERLEG_SLEUTELS": " "}, ()), ({}, ("sleutels.json",))]
)
def test_een_vergissing_geeft_geen_verse_set(omgeving: dict[str, str], erbij: tuple[str]) -> None:
    uit = _start(omgeving, *COMMANDO, *erbij)
    _zonder_sleutels(uit, _heel())
    assert uit.stdout == ""
    assert "CASUSOVERLEG_SLEUTELS" in uit.stderr


# The file of a demo or test -----------------------------------------------------------------------
def test_een_bestand_wordt_op_zijn_plaats_aangevuld(tmp_path: Path) -> None:
    pad = tmp_path / "sleutels.json"
    oud = _heel()
    _zonder_twee(oud)
    pad.write_text(json.dumps(oud))
    gelezen = sleutels.lees_of_maak(pad)
    nieuw = json.loads(pad.read_text())
    _bevat(nieuw, oud)
    assert gelezen == {naam: nieuw[naam] for naam in sleutels.KLUIZEN}
    assert stat.S_IMODE(pad.stat().st_mode) == 0o600
    assert {p.name for p in tmp_path.iterdir()} == {"sleutels.json", "sleutels.deur"}

    bewaard, moment = pad.read_bytes(), pad.stat().st_ino
    assert sleutels.lees_of_maak(pad) == gelezen
    assert (pad.read_bytes(), pad.stat().st_ino) == (bewaard, moment)  # not written again


def test_een_bestand_dat_niet_goed_is_blijft_zoals_het_is(tmp_path: Path) -> None:
    pad = tmp_path / "sleutels.json"
    kapot = _heel()
    _zonder_kluis(kapot)
    _te_kort(kapot)
    for tekst in (json.dumps(kapot), "", "{"):
        pad.write_text(tekst)
        with pytest.raises(sleutels.SleutelFout, match=re.escape(str(pad))):
            sleutels.lees_of_maak(pad)
        assert pad.read_text() == tekst


def test_wie_halverwege_werd_afgebroken_houdt_niemand_tegen(tmp_path: Path) -> None:
    pad = tmp_path / "sleutels.json"
    pad.with_suffix(".vers").write_text('{"meldingen": {"vel')
    assert sleutels.lees_of_maak(pad) == sleutels.lees_of_maak(pad)


TEGELIJK = """
import json, sys
from pathlib import Path
from config import sleutels
print("klaar", flush=True)
sys.stdin.readline()
print(json.dumps(sleutels.lees_of_maak(Path(sys.argv[1]))))
"""


@pytest.mark.parametrize("bestaat", [False, True])
def test_wie_tegelijk_maakt_of_aanvult_krijgt_dezelfde_sleutels(
    tmp_path: Path, bestaat: bool
) -> None:
    pad = tmp_path / "map" / "sleutels.json"
    oud = _heel()
    if bestaat:
        _zonder_twee(oud)
        pad.parent.mkdir()
        pad.write_text(json.dumps(oud))
    processen = [
        subprocess.Popen(
            [sys.executable, "-c", TEGELIJK, str(pad)],
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    for proces in processen:
        assert proces.stdout
        assert proces.stdout.readline() == "klaar\n"
    for proces in processen:
        assert proces.stdin
        proces.stdin.write("\n")
        proces.stdin.flush()
    sets = {proces.communicate(timeout=30)[0] for proces in processen}
    assert {proces.returncode for proces in processen} == {0}
    assert len(sets) == 1
    if bestaat:
        _bevat(json.loads(pad.read_text()), oud)
