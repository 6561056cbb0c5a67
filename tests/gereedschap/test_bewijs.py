"""`manage.py bewijs`, on a small project of its own with a rule, its tests and proofs of it."""

import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from gereedschap import bewijs

CLAUSULES = """\
soort: clausules
clausules:
  - id: TST-termijn
    bron: MC 1
    aard: termijn
    tekst: Een termijn.
    delen:
      - {sleutel: weken, tekst: Vier weken.}
      - {sleutel: naam, tekst: Een naam.}
      - {sleutel: leeg, tekst: Niemand bewijst dit.}
"""
REGELS = """\
WEKEN = 4
NAAM = "termijn"
"""
TESTS = """\
import pytest
from regels import NAAM, WEKEN

@pytest.mark.clausule("TST-termijn", "weken")
def test_vier_weken():
    assert WEKEN == 4

@pytest.mark.clausule("TST-termijn", "naam")
def test_er_is_een_naam():
    assert NAAM
"""
PYTEST = """\
[pytest]
addopts = -p no:django -p no:xdist
pythonpath = .
markers = clausule
"""
GOED = ("weken", "WEKEN = 4", "WEKEN = 5")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for naam, tekst in {
        "fixtures/clausules.yaml": CLAUSULES,
        "regels.py": REGELS,
        "tests/test_regels.py": TESTS,
        "pytest.ini": PYTEST,
    }.items():
        (tmp_path / naam).parent.mkdir(exist_ok=True)
        (tmp_path / naam).write_text(tekst)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "-A"], cwd=tmp_path, check=True)
    return tmp_path


def bewijzen(project: Path, *rijen: tuple[str, str, str], bestand: str = "regels.py") -> None:
    tekst = "soort: bewijzen\nbewijzen:\n"
    for deel, uit, wordt in rijen:
        tekst += f"  - clausule: TST-termijn\n    deel: {deel}\n    bestand: {bestand}\n"
        tekst += f"    uit: '{uit}'\n    in: '{wordt}'\n"
    (project / "fixtures" / "bewijs.yaml").write_text(tekst)


def draai(project: Path, *keuze: str) -> str:
    """The report, also when something was not proved; that the project itself stays as it was."""
    try:
        call_command("bewijs", *keuze, map=project)
    finally:
        assert (project / "regels.py").read_text() == REGELS
    return (project / "docs" / "bewijs.md").read_text()


def test_een_verandering_die_een_test_merkt_is_een_bewijs(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bewijzen(project, GOED)
    verslag = draai(project)
    assert "| `TST-termijn:weken` | regels.py: `WEKEN = 4` → `WEKEN = 5` | 1 | bewezen" in verslag
    assert "`test_vier_weken`" in verslag
    assert "Van de 3 delen hebben er 2 een test. Er zijn 1 bewijzen, waarvan 1 bewezen." in verslag
    assert verslag.endswith("zonder bewijs (1)\n\n- `TST-termijn:naam`\n")
    assert str(project) not in verslag
    assert "TST-termijn:weken: bewezen door tests/test_regels.py::" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rij", "uitkomst"),
    [
        (("naam", 'NAAM = "termijn"', 'NAAM = "iets anders"'), "niet gemerkt"),
        (("weken", "WEKEN = 6", "WEKEN = 5"), "verouderd"),  # it is not there
        (("weken", "N", "M"), "verouderd"),  # it is there more than once
        (("weken", "WEKEN = 4", "WEKEN = 4"), "verouderd"),
        (("maanden", "WEKEN = 4", "WEKEN = 5"), "verouderd"),  # the clause has no such part
        (("leeg", "WEKEN = 4", "WEKEN = 5"), "geen test"),
        (("weken", "WEKEN = 4", "WEKEN = ("), "stuk"),  # nothing was asked: it does not import
    ],
)
def test_wat_niet_is_bewezen_wordt_gezegd(
    project: Path, rij: tuple[str, str, str], uitkomst: str
) -> None:
    bewijzen(project, rij)
    with pytest.raises(CommandError, match=rf"Niet bewezen: TST-termijn:{rij[0]} \({uitkomst}\)$"):
        draai(project)
    verslag = (project / "docs" / "bewijs.md").read_text()
    assert f"| {uitkomst} |" in verslag
    assert "Er zijn 1 bewijzen, waarvan 0 bewezen." in verslag


def test_een_bestand_dat_weg_is_maakt_het_bewijs_verouderd(project: Path) -> None:
    bewijzen(project, GOED, bestand="weg.py")
    with pytest.raises(CommandError, match="verouderd"):
        draai(project)


def test_een_test_die_toch_al_valt_bewijst_niets(project: Path) -> None:
    (project / "tests" / "test_regels.py").write_text(TESTS.replace("== 4", "== 9"))
    bewijzen(project, GOED)
    with pytest.raises(CommandError, match="stuk"):
        draai(project)


def test_een_keuze_laat_de_andere_regels_van_het_verslag_staan(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    naam = ("naam", 'NAAM = "termijn"', 'NAAM = ""')
    bewijzen(project, GOED, naam)
    verslag = draai(project, "TST-termijn:weken")
    assert "nog niet beproefd" in verslag
    assert draai(project, "TST-termijn:naam").count("| bewezen: ") == 2
    assert capsys.readouterr().out.count(": bewezen door") == 2
    bewijzen(project, naam)  # the other was taken away, and so is its row
    assert "TST-termijn:weken: bewezen" not in draai(project, "TST")
    with pytest.raises(CommandError, match="Voor RET is er geen bewijs"):
        draai(project, "RET")


@pytest.mark.parametrize(
    ("rij", "zin"),
    [
        ("{clausule: TST-termijn, deel: weken, bestand: regels.py}", "de velden zijn"),
        (
            '{clausule: TST-termijn, deel: weken, bestand: regels.py, uit: "A\\nB", in: "C\\nD"}',
            "niet meer dan één regel",
        ),
    ],
)
def test_een_bewijs_dat_niet_goed_is_opgeschreven(project: Path, rij: str, zin: str) -> None:
    (project / "fixtures" / "bewijs.yaml").write_text(f"bewijzen:\n  - {rij}\n")
    with pytest.raises(CommandError, match=f"bewijs 1: .*{zin}"):
        draai(project)


def test_elk_bewijs_van_dit_project_vindt_zijn_regel() -> None:
    """A proof whose line changed proves nothing; `make bewijs` itself takes hours."""
    basis = settings.BASE_DIR
    oud = [
        rij.naam
        for rij in bewijs.lees(basis)
        if not (basis / rij.bestand).exists()
        or rij.pas_toe((basis / rij.bestand).read_text()) is None
    ]
    assert oud == []
