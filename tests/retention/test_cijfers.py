"""Figures survive: sums of nobody, without the small ones (RET-verantwoording)."""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from register.muur import als
from retention.cijfers import afgerond, duur
from retention.models import Cijfer
from tests.cast import Cast
from tests.hulp import oud, vandaag, verlopen

URL = reverse("retention:cijfers")
EEN_JAAR, HALF_JAAR = relativedelta(years=1), relativedelta(months=6)


def _groepen(cast: Cast) -> dict[str, Any]:
    return {groep.titel: groep for groep in cast.fg.client.get(URL).context["groepen"]}


def test_aantallen_blijven_als_de_dossiers_weg_zijn(cast: Cast) -> None:
    begin = verlopen(HALF_JAAR)
    for nr in range(8):
        oud.melding(cast, begin, nummer=f"M-2020-{nr:04d}")
    oud.dossier(cast, begin, stand="niet_geagendeerd")
    call_command("bewaartermijnen")
    groepen = _groepen(cast)
    meldingen = groepen[f"Melding, begonnen in {begin.year}"]
    assert meldingen.aantal == "10"  # eight
    assert [n for _, n in meldingen.uitkomsten] == ["10"]
    assert sorted(n for _, n in meldingen.duren) == ["0", "0", "0", "0", "10"]
    dossier = groepen[f"Weegploegdossier, begonnen in {begin.year}"]
    assert (dossier.aantal, dossier.uitkomsten, dossier.duren) == ("minder dan 5", [], [])
    blad = cast.fg.client.get(URL).content.decode()
    assert "-2020-" not in blad
    assert oud.KANARIE not in blad.lower()


def test_wie_naar_het_archief_gaat_telt_een_keer(cast: Cast) -> None:
    begin = verlopen(EEN_JAAR)
    for nr in range(5):
        oud.casus(cast, begin, nummer=f"C-2020-{nr:04d}")
    call_command("bewaartermijnen")
    assert sum(Cijfer.objects.values_list("aantal", flat=True)) == 5
    call_command("bewaartermijnen", peildatum=str(vandaag() + relativedelta(years=5)))
    assert sum(Cijfer.objects.values_list("aantal", flat=True)) == 5
    (groep,) = _groepen(cast).values()
    assert groep.uitkomsten == [("Afgesloten", "5")]


def test_alleen_de_toezichthouder_van_het_convenant_leest_ze(cast: Cast) -> None:
    oud.melding(cast, verlopen(HALF_JAAR))
    call_command("bewaartermijnen")
    for naam, lid in cast.allen.items():
        assert (lid.client.get(URL).status_code == 200) == (naam == "fg"), naam
        with als(lid.actor):  # PostgreSQL says the same
            assert Cijfer.objects.exists() == (naam == "fg"), naam


@given(st.integers(0, 5000))
def test_een_klein_aantal_staat_er_niet_en_volgt_nergens_uit(aantal: int) -> None:
    tekst = afgerond(aantal)
    if 0 < aantal < 5:
        assert tekst == "minder dan 5"
    else:
        assert int(tekst) % 5 == 0
        assert abs(int(tekst) - aantal) <= 2


def test_een_doorlooptijd_valt_in_een_klasse() -> None:
    begin = date(2026, 1, 31)
    dagen = {
        begin: "maand",
        date(2026, 2, 28): "maand",
        date(2026, 3, 1): "kwartaal",
        date(2026, 7, 31): "half_jaar",
        date(2027, 1, 31): "jaar",
        date(2027, 2, 1): "langer",
    }
    assert {dag: duur(begin, dag).value for dag in dagen} == dagen
