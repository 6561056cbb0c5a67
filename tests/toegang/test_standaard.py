"""The comparison with a stock Django admin still runs, and both sides of it are the same list."""

import pytest
from django.db import connection

from tests.cast import Cast
from tests.toegang.meet_standaard import (
    LEEST_ALLES,
    LIJSTEN,
    VEEL,
    WEINIG,
    WIE,
    Uitslag,
    Vraag,
    dossiers,
    onze,
    oordeel,
    standaard,
)
from tests.toegang.muren import als_eigenaar, breek_tweede_muur
from tests.toegang.standaard import geef_rechten
from tests.toegang.vul import controleer_steekproef, vul

AANTALLEN = {"gemeente": 2, LEEST_ALLES: 40}  # of 40: more than a page, and 1 in 31


@pytest.fixture
def gevuld(db: None) -> Cast:
    """The files of a measurement."""
    return vul(AANTALLEN[LEEST_ALLES])


def test_wat_gemeten_wordt_is_wat_de_toepassing_maakt(gevuld: Cast) -> None:
    controleer_steekproef(AANTALLEN[LEEST_ALLES])


def _alle_dossiers(vraag: Vraag) -> list[str]:
    """Those on both pages; a list that has one gives that again for the second."""
    return list(dict.fromkeys([*dossiers(vraag(1)), *dossiers(vraag(2))]))


def test_beide_kanten_tonen_dezelfde_dossiers_in_dezelfde_volgorde(gevuld: Cast) -> None:
    ons, hun = {}, {}
    for lijst in LIJSTEN:
        for wie in WIE:
            with onze(lijst, getattr(gevuld, wie)) as vraag:
                ons[lijst, wie] = _alle_dossiers(vraag)
    breek_tweede_muur()
    with als_eigenaar(), connection.cursor() as cursor:
        geef_rechten(cursor)
    for lijst, wie in ons:
        with standaard(lijst, getattr(gevuld, wie)) as vraag:
            hun[lijst, wie] = _alle_dossiers(vraag)
    for (lijst, wie), gevonden in ons.items():
        # Of meldingen who received it; of the weegploeg's file not who is done with it.
        if lijst.onze in ("meldingen:lijst", "weegploeg:lijst"):
            assert 0 < len(gevonden) < AANTALLEN[LEEST_ALLES], wie
        else:
            assert len(gevonden) == AANTALLEN[wie], lijst
    assert hun == ons


LIJST, LEEST_EEN_DEEL = ("lijst", LEEST_ALLES), ("lijst", "gemeente")
BELOFTEN = (
    "At 1,000 files no list is slower than stock",
    "At 100,000 files 20 times as fast for who reads all",
)


@pytest.mark.parametrize(
    ("uitslag", "uitkomsten"),
    [
        ({LIJST: {WEINIG: (10, 10), VEEL: (10, 200)}}, ("holds", "holds")),
        (
            {LIJST: {WEINIG: (11, 10), VEEL: (10, 199)}},
            ("does not hold for lijst politie", "does not hold for lijst politie"),
        ),
        (
            {LEEST_EEN_DEEL: {WEINIG: (11, 10), VEEL: (10, 10)}},
            ("does not hold for lijst gemeente", "holds"),
        ),
        ({LIJST: {200: (10, 10)}}, ("not measured", "not measured")),
    ],
)
def test_het_oordeel_noemt_elke_lijst_die_een_belofte_breekt(
    uitslag: Uitslag, uitkomsten: tuple[str, str]
) -> None:
    assert oordeel(uitslag) == [
        f"{wat}: {uitkomst}" for wat, uitkomst in zip(BELOFTEN, uitkomsten, strict=True)
    ]
