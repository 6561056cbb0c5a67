"""Numbers of files: drawn, short, and a slip shows (design, 4)."""

import re
from itertools import pairwise

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from register.nummers import LENGTE, TEKENS, _controleteken, klopt, nieuw_nummer
from tests.cast import Cast
from tests.hulp.meldingen import maak_melding

GETROKKEN = st.text(TEKENS, min_size=LENGTE, max_size=LENGTE)


def _nummer(letter: str, jaar: int, getrokken: str) -> str:
    return f"{letter}-{jaar}-{getrokken}{_controleteken(letter, str(jaar), getrokken)}"


def test_een_nummer_telt_niets(cast: Cast) -> None:
    """Who sees two of them does not learn how much there is in between."""
    nummers = [maak_melding(cast).nummer for _ in range(20)]
    assert len(set(nummers)) == 20
    assert nummers != sorted(nummers)
    for nummer in nummers:
        assert re.fullmatch(r"M-20\d\d-[2-9A-Z]{6}", nummer)
        assert klopt(nummer)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_sequences where schemaname = 'public'")
        assert "nummerreeks" not in str(cursor.fetchall())


def test_een_nummer_heeft_geen_letter_die_op_een_cijfer_lijkt(cast: Cast) -> None:
    """B is read as 8, G as 6, S as 5 and Z as 2; numbers from before keep them and stay right."""
    getrokken = "".join(nieuw_nummer("W", 2026)[7:] for _ in range(100))
    assert not set(getrokken) & set("BGSZIOLU01")
    assert len(set(getrokken)) > 20
    assert klopt(_nummer("W", 2026, "BGSZ2"))


def test_een_nummer_dat_er_al_is_wordt_opnieuw_getrokken(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    bezet = maak_melding(cast).nummer
    letters = iter(bezet[7:12] + "22222")
    monkeypatch.setattr("register.nummers.secrets.choice", lambda _: next(letters))
    assert nieuw_nummer("M", int(bezet[2:6])) == _nummer("M", int(bezet[2:6]), "22222")


@given(GETROKKEN, st.sampled_from("CMVW"), st.integers(2026, 2099))
def test_een_schrijffout_valt_op(getrokken: str, letter: str, jaar: int) -> None:
    goed = _nummer(letter, jaar, getrokken)
    assert klopt(goed)
    begin, rest = goed[:7], goed[7:]
    for plaats, teken in enumerate(rest):
        for ander in set(TEKENS) - {teken}:
            assert not klopt(begin + rest[:plaats] + ander + rest[plaats + 1 :])
    for plaats, (een, twee) in enumerate(pairwise(rest)):
        if een != twee:
            assert not klopt(begin + rest[:plaats] + twee + een + rest[plaats + 2 :])
    assert not klopt(_nummer(letter, jaar + 1, getrokken)[:7] + rest)
