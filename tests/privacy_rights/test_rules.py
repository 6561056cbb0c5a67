"""Terms, and who may ask."""

from datetime import date, timedelta

import holidays
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from gedeeld.personen import Persoon
from gedeeld.werkdagen import bekend_tot, loopt_af, werkdag
from privacy_rights.rules import (
    ZELFSTANDIG,
    Indiener,
    antwoord_uiterlijk,
    verlengd_uiterlijk,
    wie_mag_vragen,
)

DAGEN = st.dates(date(2019, 3, 1), date(2100, 12, 31))
GEBOREN = date(2000, 6, 15)
# Art. 3 Algemene termijnenwet; the two Sundays among the library's days change nothing.
ATW = {
    "Nieuwjaarsdag",
    "Goede Vrijdag",
    "Eerste paasdag",
    "Tweede paasdag",
    "Koningsdag",
    "Bevrijdingsdag",
    "Hemelvaartsdag",
    "Eerste Pinksterdag",
    "Tweede Pinksterdag",
    "Eerste Kerstdag",
    "Tweede Kerstdag",
}


@pytest.mark.clausule("RVB-termijn", "vier-weken")
@pytest.mark.clausule("RVB-termijn", "werkdag")
@settings(deadline=None)  # the first date of a year reckons its holidays
@given(DAGEN)
def test_het_antwoord_is_op_een_werkdag_en_nooit_eerder_dan_vier_weken(ontvangen: date) -> None:
    vier_weken = ontvangen + timedelta(weeks=4)
    uiterlijk = antwoord_uiterlijk(ontvangen)
    assert uiterlijk >= vier_weken
    assert werkdag(uiterlijk) == uiterlijk
    assert uiterlijk.weekday() < 5
    # No further than needed: every day skipped is one on which nobody works.
    overgeslagen = [vier_weken + timedelta(days=n) for n in range((uiterlijk - vier_weken).days)]
    assert all(werkdag(dag) != dag for dag in overgeslagen)


@pytest.mark.clausule("RVB-termijn", "verlengen")
@settings(deadline=None)  # the first date of a year reckons its holidays
@given(DAGEN)
def test_verlengen_geeft_twee_maanden_na_de_vier_weken(ontvangen: date) -> None:
    einde = ontvangen + timedelta(weeks=4) + relativedelta(months=2)
    assert einde <= verlengd_uiterlijk(ontvangen) == werkdag(einde)


@pytest.mark.clausule("RVB-termijn", "werkdag")
@pytest.mark.parametrize(
    ("dag", "werkdag_erna"),
    [
        (date(2026, 1, 1), date(2026, 1, 5)),  # Nieuwjaarsdag, and by decree the Friday after it
        (date(2026, 4, 3), date(2026, 4, 7)),  # Goede Vrijdag to tweede Paasdag
        (date(2026, 4, 27), date(2026, 4, 28)),  # Koningsdag
        (date(2026, 5, 5), date(2026, 5, 6)),  # Bevrijdingsdag, each year
        (date(2026, 5, 14), date(2026, 5, 18)),  # Hemelvaartsdag, and by decree the Friday after it
        (date(2026, 5, 23), date(2026, 5, 26)),  # Saturday before Pinksteren
        (date(2026, 12, 25), date(2026, 12, 28)),  # both Kerstdagen and a weekend
        (
            date(2027, 5, 5),
            date(2027, 5, 10),
        ),  # Bevrijdingsdag, Hemelvaartsdag, the Friday by decree
        (date(2028, 4, 28), date(2028, 5, 1)),  # by decree, the day after Koningsdag
        (date(2026, 4, 2), date(2026, 4, 2)),  # Thursday before Goede Vrijdag
    ],
)
def test_een_feestdag_schuift_op_zoals_de_algemene_termijnenwet_zegt(
    dag: date, werkdag_erna: date
) -> None:
    assert werkdag(dag) == werkdag_erna


def test_een_jaar_voor_de_laatste_gelijkgestelde_dagen_op_zijn_komt_er_een_waarschuwing() -> None:
    einde = bekend_tot()
    assert (einde.month, einde.day) == (12, 31)
    assert not loopt_af(einde - relativedelta(years=1))
    assert loopt_af(einde - relativedelta(years=1) + timedelta(days=1))


def test_de_bibliotheek_kent_precies_de_feestdagen_van_de_wet() -> None:
    dagen = holidays.country_holidays(
        "NL", years=range(2019, 2101), categories=("public", "optional"), language="nl"
    )
    assert {naam.casefold() for naam in dagen.values()} == {naam.casefold() for naam in ATW}


@pytest.mark.clausule("RVB-wie", "subject")
@pytest.mark.clausule("RVB-wie", "onder-16")
@pytest.mark.clausule("RVB-wie", "ouder-16")
@pytest.mark.clausule("RVB-wie", "gemachtigde")
@pytest.mark.parametrize(
    ("indiener", "leeftijd", "machtiging", "mag"),
    [
        ("zelf", 15, False, False),
        ("zelf", 16, False, True),
        ("ouder", 15, False, True),
        ("ouder", 16, False, False),
        ("ouder", 16, True, True),
        ("curator", 30, False, False),
        ("curator", 30, True, True),
        ("gemachtigde", 30, False, False),
        ("gemachtigde", 30, True, True),
        ("advocaat", 30, False, True),
    ],
)
def test_wie_mag_vragen(indiener: str, leeftijd: int, machtiging: bool, mag: bool) -> None:
    jong = Persoon("Jan", "", "Vink", GEBOREN).jonger_dan(
        ZELFSTANDIG, GEBOREN + relativedelta(years=leeftijd)
    )
    bezwaar = wie_mag_vragen(Indiener(indiener), jong, machtiging_gezien=machtiging)
    assert (bezwaar is None) == mag


@pytest.mark.clausule("RVB-wie", "onder-16")
def test_op_de_dag_voor_de_zestiende_verjaardag_vraagt_nog_een_ouder() -> None:
    persoon, dag = Persoon("Jan", "", "Vink", GEBOREN), GEBOREN + relativedelta(years=16)
    assert persoon.jonger_dan(ZELFSTANDIG, dag) is False
    assert persoon.jonger_dan(ZELFSTANDIG, dag - timedelta(days=1)) is True


@pytest.mark.clausule("RVB-wie", "onder-16")
@pytest.mark.parametrize("indiener", ["zelf", "ouder"])
def test_wie_niet_weet_of_iemand_zestien_is_beslist_dat_eerst(indiener: str) -> None:
    bezwaar = wie_mag_vragen(indiener, None, machtiging_gezien=False)
    assert bezwaar is not None
    assert bezwaar[0] == "rekendatum"
    assert wie_mag_vragen("advocaat", None, machtiging_gezien=False) is None
