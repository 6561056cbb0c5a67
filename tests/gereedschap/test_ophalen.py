"""Fetching packages says how far it is, and what went wrong."""

import sys

import pytest

from gereedschap import ophalen

HAALT = "import sys\nfor n in range(20): print('Collecting pakket' + str(n))\nprint('mis'); sys.exit({code})"


def test_ophalen_zegt_hoe_ver_het_is(capsys: pytest.CaptureFixture[str]) -> None:
    ophalen.step(1, "pakketten ophalen.")
    code = ophalen.fetch([sys.executable, "-c", HAALT.format(code=0)], r"Collecting (\w+)", 20)
    uit, fout = capsys.readouterr()
    regels = uit.splitlines()
    assert code == 0
    assert regels[0] == "Stap 1 van 5: pakketten ophalen."
    assert regels[1:] == [f"  {n} van 20 pakketten" for n in range(2, 21, 2)]
    assert fout == ""


def test_wat_er_misging_staat_er(capsys: pytest.CaptureFixture[str]) -> None:
    code = ophalen.fetch([sys.executable, "-c", HAALT.format(code=3)], r"Collecting (\w+)", 20)
    assert code == 3
    assert capsys.readouterr().err == "mis\n"
