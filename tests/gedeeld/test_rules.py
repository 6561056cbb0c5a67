"""Calendar terms: never a day later than the maximum."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedeeld import rules
from gedeeld.termijnen import Grond

DAGEN = st.dates(date(2000, 1, 1), date(2080, 12, 31))


@pytest.mark.clausule("RET-kalender", "maanden")
@pytest.mark.parametrize(
    ("besluit", "uiterlijk"),
    [
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 1, 15), date(2026, 7, 15)),
    ],
)
def test_zes_maanden_zijn_kalendermaanden(besluit: date, uiterlijk: date) -> None:
    assert rules.vergeten_op(besluit) == uiterlijk


@pytest.mark.clausule("RET-kalender", "schrikkeldag")
def test_een_jaar_na_schrikkeldag_is_achtentwintig_februari() -> None:
    assert Grond.EEN_JAAR.einde(date(2024, 2, 29)) == date(2025, 2, 28)
    assert rules.laatste_dag(date(2024, 2, 29)) == date(2029, 2, 28)


@pytest.mark.clausule("RET-kalender", "nooit-later")
@given(DAGEN)
def test_de_termijn_is_nooit_langer_dan_de_kalender(dag: date) -> None:
    assert (rules.vergeten_op(dag) - dag).days <= 184
    archief = Grond.EEN_JAAR.einde(dag)
    assert (archief - dag).days <= 366
    assert dag < rules.vergeten_op(dag) < archief < rules.laatste_dag(dag)


@given(DAGEN)
def test_meerderjarig_op_de_dag_waarop_iemand_achttien_is(geboren: date) -> None:
    dag = rules.meerderjarig_op(geboren)
    assert rules.leeftijd(geboren, dag) == 18
    assert rules.leeftijd(geboren, date.fromordinal(dag.toordinal() - 1)) == 17
