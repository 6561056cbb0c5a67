"""A form that is sent twice does its work once."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from beveiliging import decisions as beveiliging
from invoer.eenmalig import AL_VERSTUURD
from invoer.models import Verzonden
from invoer.tasks import ruim_invoer_op
from meldingen.models import Melding, Signaal
from register.models import Dossier
from tests.cast import Cast
from tests.hulp import meldingen
from tests.hulp import verzoeken as hulp

NIEUW = "/meldingen/nieuw/"


def velden(inhoud: bytes) -> dict[str, str]:
    """The hidden fields of a page, as a browser sends them back."""
    gevonden = re.findall(
        r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', inhoud.decode()
    )
    return dict(gevonden)


def melding(cast: Cast, client: Client) -> dict[str, Any]:
    """A melding as it is filled in on the page that this client was shown."""
    return velden(client.get(NIEUW).content) | meldingen.ingevuld(cast.gemeente)


def test_dezelfde_melding_twee_keer_versturen_maakt_er_een(cast: Cast) -> None:
    client = cast.gemeente.client
    gegevens = melding(cast, client)
    eerste, tweede = (client.post(NIEUW, gegevens) for _ in range(2))
    gemaakt = Melding.objects.get()
    assert Signaal.objects.count() == 1
    assert (tweede.status_code, tweede["Location"]) == (302, eerste["Location"])
    pagina = client.get(tweede["Location"]).content.decode()
    assert AL_VERSTUURD in pagina
    assert f"Open {gemaakt.nummer}" in pagina


def test_een_formulier_dat_is_geweigerd_gaat_nog_een_keer(cast: Cast) -> None:
    client = cast.gemeente.client
    gegevens = melding(cast, client)
    assert client.post(NIEUW, gegevens | {"ontvangen_op": ""}).status_code == 200
    client.post(NIEUW, gegevens)
    assert Melding.objects.count() == 1


def test_de_sleutel_van_een_ander_zegt_niets(cast: Cast) -> None:
    """Neither of another user, nor of the same one in another role."""
    client = cast.gemeente.client
    gegevens = melding(cast, client)
    client.post(NIEUW, gegevens)
    antwoord = cast.uitvoerder.client.post(NIEUW, gegevens, follow=True)
    assert AL_VERSTUURD not in antwoord.content.decode()
    assert Melding.objects.count() == 2


def test_een_nieuw_formulier_maakt_een_nieuwe_melding(cast: Cast) -> None:
    client = cast.gemeente.client
    for _ in range(2):
        client.post(NIEUW, melding(cast, client))
    assert Melding.objects.count() == 2


def test_een_signaal_en_een_verzoek_komen_er_ook_een_keer(cast: Cast) -> None:
    bestaand, client = meldingen.maak_melding(cast), cast.gemeente.client
    pad = reverse("meldingen:signaal", args=[bestaand.pk])
    signaal = {
        naam: getattr(waarde, "pk", waarde)
        for naam, waarde in meldingen.een_signaal(cast.gemeente).items()
        if waarde is not None
    }
    gegevens = velden(client.get(pad).content) | signaal
    for _ in range(2):
        assert client.post(pad, gegevens).status_code == 302
    assert Signaal.objects.count() == 2  # with the one that was there
    client = cast.behandelaar.client
    gegevens = velden(client.get("/verzoeken/nieuw/").content) | hulp.ingevuld()
    for _ in range(2):
        assert client.post("/verzoeken/nieuw/", gegevens).status_code == 302
    assert hulp.Verzoek.objects.count() == 1


def test_wie_is_uitgesloten_krijgt_hetzelfde_antwoord(cast: Cast) -> None:
    """Of a person that he may not read on he finds neither the first nor the second answer different."""
    eerste = meldingen.maak_melding(cast)
    beveiliging.sluit_uit(
        eerste,
        actor=cast.uitvoerder.actor,
        gebruiker=cast.gemeente.gebruiker,
        reden="familie",
    )
    client = cast.gemeente.client
    gegevens = melding(cast, client)
    antwoorden = [client.post(NIEUW, gegevens) for _ in range(2)]
    gemaakt = Melding.objects.exclude(pk=eerste.pk).get()
    assert {antwoord["Location"] for antwoord in antwoorden} == {"/meldingen/"}
    assert f"Open {gemaakt.nummer}" in client.get("/meldingen/").content.decode()
    assert client.get(reverse("meldingen:melding", args=[gemaakt.pk])).status_code == 404
    assert Verzonden.objects.get().dossier_id == gemaakt.pk


@pytest.mark.django_db(transaction=True)
def test_twee_keer_op_hetzelfde_moment_maakt_er_een(cast: Cast) -> None:
    """The second waits for the first: here until that is through, and then gets its answer."""
    client = cast.gemeente.client
    gegevens = melding(cast, client)
    rol = cast.gemeente.vertegenwoordiging

    def verstuur(_nr: int) -> Any:
        ander = Client()
        ander.cookies.update(client.cookies)
        try:
            return ander.post(NIEUW, gegevens)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as draden, transaction.atomic():
        # Somebody holds the key: the first waits for him, and the second for the first.
        Verzonden.objects.create(
            sleutel=gegevens["eenmalig"], gebruiker=cast.gemeente.gebruiker, rol=rol
        )
        beide = draden.map(verstuur, range(2))
        einde = time.monotonic() + 10
        while not _wachtend() and time.monotonic() < einde:
            time.sleep(0.02)
        wachtend = _wachtend()
        transaction.set_rollback(True)
    assert wachtend == 1
    assert [antwoord.status_code for antwoord in beide] == [302, 302]
    assert Melding.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("naam", ["meldingen:nieuw", "zoeken"])
def test_niemand_wacht_op_een_collega_op_dezelfde_pagina(cast: Cast, naam: str) -> None:
    """The form of one waits for what somebody holds of him; that of a colleague goes through."""
    pad, eerste, tweede = reverse(naam), cast.gemeente, cast.uitvoerder
    zoekt = {"voornamen": "Sami", "achternaam": "El Kanarie", "reden": "juist"}
    clients = [eerste.client, tweede.client]
    gegevens = [
        velden(client.get(pad).content)
        | (meldingen.ingevuld(eerste) if naam == "meldingen:nieuw" else zoekt)
        for client in clients
    ]

    def verstuur(nr: int) -> Any:
        ander = Client()
        ander.cookies.update(clients[nr].cookies)
        try:
            return ander.post(pad, gegevens[nr])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as draden, transaction.atomic():
        Verzonden.objects.create(
            sleutel=gegevens[0]["eenmalig"],
            gebruiker=eerste.gebruiker,
            rol=eerste.vertegenwoordiging,
        )
        wacht = draden.submit(verstuur, 0)
        einde = time.monotonic() + 10
        while not _houdt() and time.monotonic() < einde:
            time.sleep(0.02)
        assert _houdt()
        try:
            assert draden.submit(verstuur, 1).result(timeout=10).status_code == 302
            assert not wacht.done()
        finally:
            transaction.set_rollback(True)
    assert wacht.result().status_code == 302


def _houdt() -> bool:
    """Whether a request holds the address that it sends to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        return bool(cursor.fetchone()[0])


def _wachtend() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        return int(cursor.fetchone()[0])


def test_wat_is_verstuurd_blijft_een_dag_en_gaat_mee_met_het_dossier(cast: Cast) -> None:
    gemaakt = meldingen.maak_melding(cast)
    eigen = {
        "gebruiker": cast.gemeente.gebruiker,
        "rol": cast.gemeente.vertegenwoordiging,
    }
    for uren in (23, 25):
        rij = Verzonden.objects.create(sleutel=uuid4(), dossier_id=gemaakt.pk, **eigen)
        Verzonden.objects.filter(pk=rij.pk).update(op=timezone.now() - timedelta(hours=uren))
    ruim_invoer_op()
    assert Verzonden.objects.count() == 1
    Dossier.objects.filter(pk=gemaakt.pk).delete()
    assert not Verzonden.objects.exists()
