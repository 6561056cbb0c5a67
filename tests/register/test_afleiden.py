"""What follows from facts is asked for all files of a kind at once."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from register.afleiden import vervolg
from register.models import Dossier
from tests.cast import Cast
from tests.hulp import casussen, meldingen, verzoeken, weegploeg


def casus(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij, cast.reclassering.partij)
    casussen.verstrekking(zaak, cast)


MAKERS: dict[str, Callable[[Cast], object]] = {
    "melding": meldingen.maak_melding,
    "in weging": weegploeg.in_weging,
    "geagendeerd": weegploeg.geagendeerd,
    "casus": casus,
    "verzoek": verzoeken.verzoek,
}


@pytest.mark.parametrize("soort", MAKERS)
def test_vier_dossiers_kosten_evenveel_vragen_als_een(cast: Cast, soort: str) -> None:
    def vragen() -> int:
        rijen = list(Dossier.objects.all())
        with CaptureQueriesContext(connection) as gevangen:
            assert len(vervolg(rijen)) == len(rijen)
        return len(gevangen)

    MAKERS[soort](cast)
    een = vragen()
    for _ in range(3):
        MAKERS[soort](cast)
    assert vragen() == een
