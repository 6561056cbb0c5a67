"""What somebody else stored since a form was opened is not overwritten; every form: `test_formulieren`."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from meldingen.models import Melding, Signaal
from register import slot
from tests.cast import Cast
from tests.hulp import casussen, meldingen, verzoeken
from tests.hulp.formulieren import open_formulier, stuur
from tests.hulp.gegevens import vandaag

NIETS_GETOOND = {"getoond": ""}


def _pad(signaal: Signaal) -> str:
    return reverse("meldingen:signaal_wijzigen", args=[signaal.melding_id, signaal.pk])


def test_een_formulier_dat_niet_zegt_wat_het_toonde_overschrijft_niets(cast: Cast) -> None:
    melding = meldingen.maak_melding(cast)
    client, pad = cast.gemeente.client, reverse("meldingen:wijzigen", args=[melding.pk])
    formulier = open_formulier(client, pad, "achternaam")
    antwoord = stuur(client, pad, formulier, achternaam="Getypt", **NIETS_GETOOND)
    assert "Nu staat er: El Kanarie" in antwoord.content.decode()
    assert 'value="Getypt"' in antwoord.content.decode()
    assert Melding.objects.get().achternaam == "El Kanarie"


def test_wie_het_wijzigde_staat_erbij(cast: Cast) -> None:
    signaal = meldingen.maak_melding(cast).signalen.get()
    eerste, tweede = cast.gemeente.client, cast.uitvoerder.client
    oud = open_formulier(tweede, _pad(signaal), "omschrijving")
    stuur(eerste, _pad(signaal), open_formulier(eerste, _pad(signaal), "omschrijving"),
           omschrijving="Van de eerste")  # fmt: skip
    antwoord = stuur(tweede, _pad(signaal), oud, omschrijving="Van de tweede")
    assert "Gemeente Venlo wijzigde dit dossier het laatst" in antwoord.content.decode()


def test_een_ander_veld_van_de_eerste_staat_de_tweede_in_de_weg(cast: Cast) -> None:
    """The second form holds the old value of a field that he never touched."""
    melding = meldingen.maak_melding(cast)
    client, pad = cast.gemeente.client, reverse("meldingen:wijzigen", args=[melding.pk])
    oud = open_formulier(client, pad, "achternaam")
    stuur(client, pad, open_formulier(client, pad, "achternaam"), woonplaats="Roermond")
    assert stuur(client, pad, oud, straat="Nieuwstraat 1").status_code == 200
    assert Melding.objects.get().woonplaats == "Roermond"


@pytest.mark.django_db(transaction=True)
def test_op_hetzelfde_moment_wint_er_een(cast: Cast) -> None:
    """Both looked at the same values; the one that comes second is held against what the first stored."""
    signaal = meldingen.maak_melding(cast).signalen.get()
    client, pad = cast.gemeente.client, _pad(signaal)
    open_ = [open_formulier(client, pad, "omschrijving") for _ in range(2)]

    def verstuur(nr: int) -> int:
        try:
            status: int = stuur(client, pad, open_[nr], omschrijving=f"Nummer {nr}").status_code
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
    oud = open_formulier(client, pad, "vernietigd")
    stuur(client, pad, open_formulier(client, pad, "vernietigd"), vernietigd="Van de eerste")
    antwoord = stuur(client, pad, oud, vernietigd="Van de tweede")
    assert "Nu staat er: Van de eerste" in antwoord.content.decode()
    assert "Van de tweede" in antwoord.content.decode()


def test_een_besluit_op_wat_niemand_las_wordt_niet_genomen(cast: Cast) -> None:
    casus = casussen.casus(cast)
    casussen.concept(casus, cast, cast.gemeente.partij)
    url = reverse("casusoverleg:vaststellen", args=[casus.pk])
    antwoord = cast.uitvoerder.client.post(url, {"vastgesteld_op": vandaag(), "gelezen": ""})
    assert "Iemand anders heeft dit net gewijzigd" in antwoord.content.decode()
