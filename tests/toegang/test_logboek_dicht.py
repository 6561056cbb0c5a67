"""Without a log there is no answer; a reading and its row are committed together (MC 15.2 e)."""

from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from register import schermen
from register.models import Inzage
from tests.cast import Cast
from tests.hulp import casussen, oud
from tests.toegang import matrix
from tests.toegang.matrix import ALTIJD, DOOR, GEDAAN, OPENT, PAST_NIET, regels
from tests.toegang.muren import als_eigenaar
from tests.toegang.test_matrix import _sleutels
from tests.toegang.toneel import Toneel

# Lists with files in them: each visit is a reading.
TOONT_DOSSIERS = {
    "meldingen:lijst", "weegploeg:lijst", "casusoverleg:lijst", "privacy_rights:lijst",
    "retention:archief", "retention:overzicht",
}  # fmt: skip


def sluit_logboek() -> None:
    """Nobody can add to the read log, until the transaction of the test is rolled back."""
    with als_eigenaar(), connection.cursor() as cursor:
        cursor.execute(
            "revoke insert on register_inzage from casusoverleg_app, casusoverleg_systeem"
        )


@pytest.mark.clausule("BEV-logging", "lezen")
@pytest.mark.parametrize("rol", ["uitvoerder", "om", "reclassering", "extern"])
def test_zonder_logboek_geeft_geen_pagina_van_een_dossier_antwoord(
    toneel: Toneel, rol: str
) -> None:
    client = toneel.spelers[rol].client
    sluit_logboek()
    gevraagd = 0
    for regel in regels():
        for stand in regel.standen:
            if stand == ALTIJD:
                continue
            antwoord = matrix.vraag(
                client, regel, matrix.adres(regel, _sleutels(toneel, regel, stand))
            )
            # A meeting is no file: what is read of a file there is logged with that file.
            dicht = antwoord.status_code == 503 or regel.naam.startswith("overleg:")
            assert dicht, (regel.naam, stand)
            assert not toneel.gelekt(matrix.zonder_token(antwoord.content)), (regel.naam, stand)
            gevraagd += regel.verwacht(rol, stand) in (OPENT, GEDAAN, PAST_NIET, DOOR)
    assert gevraagd > 2  # both pages that open and refusals


@pytest.mark.clausule("BEV-logging", "lezen")
def test_zonder_logboek_geeft_geen_lijst_met_dossiers_antwoord(toneel: Toneel) -> None:
    client = toneel.cast.uitvoerder.client
    bijna = timezone.localdate() - relativedelta(months=6) + timedelta(days=7)
    oud.melding(toneel.cast, bijna, nummer="M-2020-0002")  # for the list of what is due
    for naam in TOONT_DOSSIERS:
        assert client.get(reverse(naam)).status_code == 200
    sluit_logboek()
    for naam in TOONT_DOSSIERS:
        antwoord = client.get(reverse(naam))
        assert antwoord.status_code == 503, naam
        assert not toneel.gelekt(antwoord.content.decode()), naam
    gezocht = client.post(
        reverse("zoeken"),
        {"voornamen": "Mohammed", "achternaam": "El Kanarie", "reden": "juist"},
        follow=True,
    )
    assert gezocht.status_code == 503


# One transaction -------------------------------------------------------------------------------
def _stuk(*_: Any, **__: Any) -> HttpResponse:
    raise RuntimeError("na het lezen gaat er iets mis")


@pytest.mark.django_db(transaction=True)
@pytest.mark.clausule("BEV-logging", "lezen")
def test_wie_leest_zonder_antwoord_te_krijgen_staat_niet_in_het_logboek(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    zaak, client = casussen.casus(cast), cast.politie.client
    client.raise_request_exception = False
    pad = reverse("casusoverleg:casus", args=[zaak.pk])
    with monkeypatch.context() as patch:
        patch.setattr(schermen, "render", _stuk)
        antwoord = client.get(pad)
    assert antwoord.status_code == 500
    assert "anarie" not in antwoord.content.decode()
    assert not Inzage.objects.exists()
    assert client.get(pad).status_code == 200
    assert Inzage.objects.get().toegestaan


@pytest.mark.django_db(transaction=True)
@pytest.mark.clausule("BEV-logging", "geweigerd")
def test_een_geweigerde_poging_blijft_staan_na_het_terugdraaien(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    pad = reverse("casusoverleg:casus", args=[zaak.pk])
    assert cast.elders.client.get(pad).status_code == 404
    poging = Inzage.objects.get()
    assert (poging.gebruiker, poging.pseudoniem) == (cast.elders.gebruiker, zaak.pseudoniem)
    assert not poging.toegestaan
    assert not poging.nummer
    # A decision that refuses: what the view had logged before is rolled back, the refusal is not.
    advies = reverse("casusoverleg:advies", args=[zaak.pk])
    assert cast.politie.client.post(advies, {"evaluatie": "x"}).status_code == 404
    assert Inzage.objects.filter(gebruiker=cast.politie.gebruiker).get().toegestaan is False
