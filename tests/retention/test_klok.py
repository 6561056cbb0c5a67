"""The weegploeg's file lives as long as its casus, whatever goes first (MC 13.1)."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import CommandError, call_command
from django.db import connection

from register.afleiden import leid_af
from retention.models import Archiefstuk, Vernietiging
from tests.cast import Cast
from tests.hulp import oud, verlopen

EEN_JAAR, VIJF_JAAR = relativedelta(years=1), relativedelta(years=5)


def dossier_en_casus(cast: Cast, gewogen: date, casus_laatst: date) -> None:
    """A weegploeg file and the casus that came from it, with a clock of its own each."""
    dossier = oud.dossier(cast, gewogen)
    oud.casus(cast, casus_laatst, zaak=dossier.zaak)
    leid_af(dossier)


@pytest.mark.clausule("RET-laatste-verwerking", "verandering")
def test_weegploegdossier_en_casus_gaan_samen_met_dezelfde_klok(cast: Cast) -> None:
    laatst = verlopen(EEN_JAAR)
    dossier_en_casus(cast, laatst - VIJF_JAAR, laatst)
    call_command("bewaartermijnen")
    assert not Vernietiging.objects.exists()
    stukken = dict(Archiefstuk.objects.values_list("nummer", "laatste_verwerking_op"))
    assert stukken == {"W-2020-0001": laatst, "C-2020-0001": laatst}


@pytest.mark.clausule("RET-laatste-verwerking", "verandering")
def test_een_weegploegdossier_dat_later_gaat_houdt_de_klok_van_de_casus(cast: Cast) -> None:
    laatst = verlopen(EEN_JAAR)
    dossier_en_casus(cast, laatst - VIJF_JAAR, laatst)
    with connection.cursor() as cursor:  # cannot be read in the first night
        cursor.execute("SELECT duiding FROM weegploeg_weegploegdossier")
        (goed,) = cursor.fetchone()
        cursor.execute("UPDATE weegploeg_weegploegdossier SET duiding = 'onzin'")
    with pytest.raises(CommandError, match="1 dossiers zijn niet gelukt"):
        call_command("bewaartermijnen")
    assert list(Archiefstuk.objects.values_list("nummer", flat=True)) == ["C-2020-0001"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE weegploeg_weegploegdossier SET duiding = %s", [goed])

    call_command("bewaartermijnen")

    assert not Vernietiging.objects.exists()
    stukken = dict(Archiefstuk.objects.values_list("nummer", "laatste_verwerking_op"))
    assert stukken == {"W-2020-0001": laatst, "C-2020-0001": laatst}


@pytest.mark.clausule("RET-laatste-verwerking", "verandering")
def test_een_weegploegdossier_waarvan_de_casus_is_vernietigd_volgt_op_dezelfde_dag(
    cast: Cast,
) -> None:
    laatst = verlopen(VIJF_JAAR)
    dossier_en_casus(cast, laatst - timedelta(days=90), laatst)
    call_command("bewaartermijnen")
    termijnen = dict(Vernietiging.objects.values_list("nummer", "termijn_van"))
    assert termijnen == {"W-2020-0001": laatst, "C-2020-0001": laatst}
