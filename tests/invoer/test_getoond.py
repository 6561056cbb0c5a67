"""What somebody else stored since a form was opened is not overwritten; every form: `test_formulieren`."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from meldingen.models import Melding, Signaal
from register import slot
from tests.cast import Cast
from tests.hulp import casussen, meldingen, verzoeken
from tests.hulp.formulieren import Formulier, lees
from tests.hulp.gegevens import vandaag

NIETS_GETOOND = {"getoond": ""}


def _pad(signaal: Signaal) -> str:
    return reverse("meldingen:signaal_wijzigen", args=[signaal.melding_id, signaal.pk])


def _formulier(client: Client, pad: str, veld: str) -> Formulier:
    return next(f for f in lees(client.get(pad).content) if veld in f.namen)


def _stuur(client: Client, pad: str, formulier: Formulier, **anders: str) -> Any:
    return client.post(
        pad,
        urlencode(formulier.gegevens(**anders), doseq=True),
        content_type="application/x-www-form-urlencoded",
    )


def test_een_formulier_dat_niet_zegt_wat_het_toonde_overschrijft_niets(cast: Cast) -> None:
    melding = meldingen.maak_melding(cast)
    client, pad = cast.gemeente.client, reverse("meldingen:wijzigen", args=[melding.pk])
    formulier = _formulier(client, pad, "achternaam")
    antwoord = _stuur(client, pad, formulier, achternaam="Getypt", **NIETS_GETOOND)
    assert "Nu staat er: El Kanarie" in antwoord.content.decode()
    assert 'value="Getypt"' in antwoord.content.decode()
    assert Melding.objects.get().achternaam == "El Kanarie"


def test_wie_het_wijzigde_staat_erbij(cast: Cast) -> None:
    signaal = meldingen.maak_melding(cast).signalen.get()
    eerste, tweede = cast.gemeente.client, cast.uitvoerder.client
    oud = _formulier(tweede, _pad(signaal), "omschrijving")
    _stuur(eerste, _pad(signaal), _formulier(eerste, _pad(signaal), "omschrijving"),
           omschrijving="Van de eerste")  # fmt: skip
    antwoord = _stuur(tweede, _pad(signaal), oud, omschrijving="Van de tweede")
    assert "Gemeente Venlo wijzigde dit dossier het laatst" in antwoord.content.decode()


def test_een_ander_veld_van_de_eerste_staat_de_tweede_in_de_weg(cast: Cast) -> None:
    """The second form holds the old value of a field that he never touched."""
    melding = meldingen.maak_melding(cast)
    client, pad = cast.gemeente.client, reverse("meldingen:wijzigen", args=[melding.pk])
    oud = _formulier(client, pad, "achternaam")
    _stuur(client, pad, _formulier(client, pad, "achternaam"), woonplaats="Roermond")
    assert _stuur(client, pad, oud, straat="Nieuwstraat 1").status_code == 200
    assert Melding.objects.get().woonplaats == "Roermond"


@pytest.mark.django_db(transaction=True)
def test_op_hetzelfde_moment_wint_er_een(cast: Cast) -> None:
    """Both looked at the same values; the one that comes second is held against what the first stored."""
    signaal = meldingen.maak_melding(cast).signalen.get()
    client, pad = cast.gemeente.client, _pad(signaal)
    open_ = [_formulier(client, pad, "omschrijving") for _ in range(2)]

    def verstuur(nr: int) -> int:
        try:
            status: int = _stuur(client, pad, open_[nr], omschrijving=f"Nummer {nr}").status_code
        finally:
            connection.close()
        return status

    with ThreadPoolExecutor(2) as draden, slot.open_wijziging():
        slot.neem(signaal.melding.zaak)  # the first waits at its decision, the second behind it
        beide = draden.map(verstuur, range(2))
        einde = time.monotonic() + 10
        while _wachtend() < 2 and time.monotonic() < einde:
            time.sleep(0.02)
    assert sorted(beide) == [200, 302]


def _wachtend() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        return int(cursor.fetchone()[0])


def test_keuzes_voor_een_brief_worden_niet_overschreven(cast: Cast) -> None:
    """Found only after a search, so not among the pages of the access table."""
    verzoek = verzoeken.gezocht(cast)
    client, pad = cast.uitvoerder.client, verzoeken.pad("controleren", verzoek)
    oud = _formulier(client, pad, "vernietigd")
    _stuur(client, pad, _formulier(client, pad, "vernietigd"), vernietigd="Van de eerste")
    antwoord = _stuur(client, pad, oud, vernietigd="Van de tweede")
    assert "Nu staat er: Van de eerste" in antwoord.content.decode()
    assert "Van de tweede" in antwoord.content.decode()


def test_een_besluit_op_wat_niemand_las_wordt_niet_genomen(cast: Cast) -> None:
    casus = casussen.casus(cast)
    casussen.concept(casus, cast, cast.gemeente.partij)
    url = reverse("casusoverleg:vaststellen", args=[casus.pk])
    antwoord = cast.uitvoerder.client.post(url, {"vastgesteld_op": vandaag(), "gelezen": ""})
    assert "Iemand anders heeft dit net gewijzigd" in antwoord.content.decode()
