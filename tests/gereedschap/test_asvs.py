"""docs/beveiliging.md: what is asked of security, and the test that shows it."""

from dataclasses import replace

from django.conf import settings

from gereedschap import asvs
from gereedschap.asvs import Stand

AANTAL = 277  # level 3 of V6, V7, V8, V14 and V16, and level 2 of the rest


def test_elke_eis_noemt_een_test_die_er_is_of_zegt_waarom_niet() -> None:
    eisen = asvs.lees(settings.BASE_DIR)
    assert len(eisen) == AANTAL
    assert {eis.hoofdstuk for eis in eisen} == set(asvs.HOOFDSTUKKEN)
    assert asvs.fouten(eisen, settings.BASE_DIR) == []


def test_het_document_is_dat_van_de_lijst() -> None:
    eisen = asvs.lees(settings.BASE_DIR)
    assert (settings.BASE_DIR / asvs.DOCUMENT).read_text() == asvs.document(eisen), (
        "maak het opnieuw: manage.py asvs"
    )


def test_wat_niet_klopt_wordt_genoemd() -> None:
    eis = next(eis for eis in asvs.lees(settings.BASE_DIR) if eis.stand == Stand.VOLDAAN)
    for anders, zin in (
        ({"tests": ["tests/config/test_koppen.py::test_er_is_niets"]}, "is er niet"),
        ({"tests": []}, "noem een test"),
        ({"stand": Stand.NIET, "tests": [], "waarom": ""}, "zeg waarom"),
        ({"stand": Stand.NIET}, "noem geen test"),
        ({"niveau": 3}, "wordt hier niet gevraagd"),
    ):
        (fout,) = asvs.fouten([replace(eis, **anders)], settings.BASE_DIR)  # type: ignore[arg-type]
        assert zin in fout
    assert len(asvs.fouten([eis, eis], settings.BASE_DIR)) == 1
