"""What an act will do is read before it is done (`gedeeld.gevolgen`)."""

from typing import Any

import pytest
from django.http import HttpRequest, QueryDict

from gedeeld.gevolgen import NAAM, EerstLezen, Gevolg, na_lezen

HOORT = Gevolg("Wie hoort het", ["De politie hoort het.", "Het OM hoort het."])
LEEST = Gevolg("Wie krijgt toegang", ["De politie leest het."])


def _doe(gelezen: str, gevolgen: list[Gevolg]) -> object:
    verzoek: Any = HttpRequest()
    verzoek.POST = QueryDict(mutable=True)
    verzoek.POST[NAAM] = gelezen
    return na_lezen(verzoek, lambda: "gedaan", lambda: gevolgen)()


@pytest.mark.django_db
def test_wat_is_gelezen_telt_in_welke_volgorde_ook() -> None:
    with pytest.raises(EerstLezen) as eerst:
        _doe("", [HOORT, LEEST])
    andersom = Gevolg(HOORT.kop, [*reversed(HOORT.zinnen)])
    assert _doe(eerst.value.afdruk, [LEEST, andersom]) == "gedaan"


@pytest.mark.django_db
def test_een_zin_meer_minder_of_onder_een_andere_kop_wordt_eerst_gelezen() -> None:
    with pytest.raises(EerstLezen) as eerst:
        _doe("", [HOORT, LEEST])
    minder = Gevolg(HOORT.kop, HOORT.zinnen[:1])
    verhuisd = Gevolg(HOORT.kop, LEEST.zinnen)
    for anders in ([minder, LEEST], [HOORT], [HOORT, LEEST, HOORT], [HOORT, verhuisd]):
        with pytest.raises(EerstLezen) as opnieuw:
            _doe(eerst.value.afdruk, anders)
        assert opnieuw.value.veranderd
