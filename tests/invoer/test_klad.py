"""What is typed is kept for who typed it, in his role, on the page of the form, until it is saved."""

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from beveiliging import decisions as beveiliging
from gedeeld.actor import Rol
from invoer.eenmalig import AL_VERSTUURD
from invoer.klad import MEESTE_KLADJES
from invoer.models import Klad
from invoer.tasks import ruim_invoer_op
from meldingen.forms import MEESTE_SIGNALEN
from mensen import rollen
from mensen.models import Sessie
from register.models import Dossier
from tests.cast import BEGIN, WACHTWOORD, Cast, Speler, bevestigd, met_tweede_stap
from tests.hulp import casussen, meldingen
from tests.hulp.gegevens import vandaag

TEKST = "Getypt en nog niet bewaard"
KIEZEN = reverse_lazy("vertegenwoordiging")


def _bewaar(client: Client, plek: str, **velden: str) -> None:
    antwoord = client.post("/klad/", {"plek": plek, **velden})
    assert antwoord.status_code == 204


def _klad(client: Client, plek: str) -> list[list[str]]:
    """What the page of a form gives back."""
    gevonden = re.search(
        r'<script id="klad"[^>]*>(.*?)</script>', client.get(plek).content.decode()
    )
    klad: list[list[str]] = json.loads(gevonden[1]) if gevonden else []
    return klad


def _pad(cast: Cast) -> str:
    return reverse("meldingen:wijzigen", args=[meldingen.maak_melding(cast).pk])


def test_een_klad_komt_terug_op_hetzelfde_formulier_en_op_geen_ander(cast: Cast) -> None:
    client, pad = cast.gemeente.client, _pad(cast)
    _bewaar(client, pad, straat=TEKST, csrfmiddlewaretoken="x", getoond="straat=ab")
    assert _klad(cast.gemeente.client, pad) == [["straat", TEKST], ["getoond", "straat=ab"]]
    assert _klad(client, _pad(cast)) == []


def test_het_formulier_heeft_plek_voor_elk_signaal_in_het_klad(cast: Cast) -> None:
    client, pad = cast.gemeente.client, "/meldingen/nieuw/"
    _bewaar(client, pad, **{f"signalen-{n}-omschrijving": TEKST for n in range(3)})
    pagina = client.get(pad).content.decode()
    assert 'name="signalen-2-omschrijving"' in pagina
    assert 'name="signalen-TOTAL_FORMS" value="3"' in pagina
    _bewaar(client, pad, **{f"signalen-{n}-omschrijving": TEKST for n in range(300)})
    assert f'name="signalen-{MEESTE_SIGNALEN}-omschrijving"' not in client.get(pad).content.decode()


def test_een_klad_is_van_een_persoon_in_een_rol(cast: Cast) -> None:
    pad = _pad(cast)
    _bewaar(cast.gemeente.client, pad, straat=TEKST)
    assert _klad(cast.uitvoerder.client, pad) == []
    rij = rollen.vertegenwoordig(
        cast.gemeente.gebruiker, cast.gemeente.partij, Rol.UITVOERDER, van=BEGIN
    )
    ander = bevestigd(Speler(cast.gemeente.gebruiker, rij))
    assert _klad(ander.client, pad) == []
    assert _klad(cast.gemeente.client, pad)


def test_wie_de_pagina_niet_meer_mag_openen_krijgt_ook_geen_klad(cast: Cast) -> None:
    melding = meldingen.maak_melding(cast)
    client, pad = cast.gemeente.client, reverse("meldingen:wijzigen", args=[melding.pk])
    _bewaar(client, pad, straat=TEKST)
    beveiliging.sluit_uit(
        melding, actor=cast.uitvoerder.actor, gebruiker=cast.gemeente.gebruiker, reden="familie"
    )
    antwoord = client.get(pad)
    assert antwoord.status_code == 404
    assert TEKST not in antwoord.content.decode()


def test_opslaan_of_weggooien_haalt_het_klad_weg(cast: Cast) -> None:
    client, pad = cast.gemeente.client, "/meldingen/nieuw/"
    _bewaar(client, pad, achternaam=TEKST)
    client.post(pad, meldingen.ingevuld(cast.gemeente) | {"ontvangen_op": ""})
    assert _klad(client, pad)  # refused: not saved yet
    client.post(pad, meldingen.ingevuld(cast.gemeente))
    assert not Klad.objects.exists()
    _bewaar(client, pad, achternaam=TEKST)
    _bewaar(client, pad, weg="ja")
    assert not Klad.objects.exists()


def test_een_klad_dat_na_het_opslaan_aankomt_is_weg_en_zegt_niets(cast: Cast) -> None:
    client, pad, sleutel = cast.gemeente.client, "/meldingen/nieuw/", str(uuid4())
    naar = client.post(pad, meldingen.ingevuld(cast.gemeente) | {"eenmalig": sleutel})["Location"]
    client.get(naar)
    _bewaar(client, pad, achternaam=TEKST, eenmalig=sleutel)
    assert not Klad.objects.exists()
    assert AL_VERSTUURD not in client.get(naar).content.decode()


@pytest.mark.parametrize("meer", [{"straat": TEKST}, {"weg": "ja"}])
def test_een_klad_van_een_adres_dat_niet_kan_is_geen_fout(cast: Cast, meer: dict[str, str]) -> None:
    antwoord = cast.gemeente.client.post("/klad/", {"plek": "/x\0/", **meer})
    assert antwoord.status_code == 404
    assert not Klad.objects.exists()


@pytest.mark.clausule("BEV-versleuteling", "versleuteld")
def test_een_klad_staat_nergens_leesbaar_en_geen_wachtwoord_komt_erin(cast: Cast) -> None:
    _bewaar(cast.gemeente.client, _pad(cast), straat=TEKST, password="geheim-woord")
    with connection.cursor() as cursor:
        cursor.execute("SELECT k::text FROM invoer_klad k")
        rauw = str(cursor.fetchall())
    assert TEKST not in rauw
    assert "geheim-woord" not in Klad.objects.get().inhoud


def test_een_klad_gaat_na_een_dag_met_het_dossier_en_met_de_rol(cast: Cast) -> None:
    melding = meldingen.maak_melding(cast)
    pad, client = reverse("meldingen:wijzigen", args=[melding.pk]), cast.gemeente.client
    _bewaar(client, pad, straat=TEKST)
    Dossier.objects.filter(pk=melding.pk).delete()
    assert not Klad.objects.exists()
    _bewaar(client, "/meldingen/nieuw/", straat=TEKST)
    Klad.objects.update(op=timezone.now() - timedelta(hours=25))
    ruim_invoer_op()
    assert not Klad.objects.exists()
    _bewaar(client, "/meldingen/nieuw/", straat=TEKST)
    ruim_invoer_op()
    assert Klad.objects.exists()
    rij = cast.gemeente.vertegenwoordiging
    type(rij).objects.filter(pk=rij.pk).update(tot=vandaag())
    ruim_invoer_op()
    assert not Klad.objects.exists()


def test_van_te_veel_kladjes_gaat_het_oudste_weg(cast: Cast) -> None:
    """Also what he searched by is kept, under a drawn key: that counts apart."""
    client, ander = cast.gemeente.client, cast.politie.client
    _bewaar(ander, "/oudste/", a=TEKST)
    _bewaar(client, "zoeken", a=TEKST)
    for nummer in range(MEESTE_KLADJES):
        _bewaar(client, f"/{nummer}/", a=TEKST)
    _bewaar(client, "/0/", a="Nog eens getypt")
    plekken = Klad.objects.values_list("plek", flat=True)
    assert len(plekken) == MEESTE_KLADJES + 2
    _bewaar(client, "/nieuw/", a=TEKST)
    assert len(plekken.all()) == MEESTE_KLADJES + 2
    assert {"/0/", "/2/", "/nieuw/", "/oudste/", "zoeken"} <= set(plekken.all())
    assert "/1/" not in plekken.all()


@pytest.mark.django_db(transaction=True)
def test_wie_typt_wacht_niet_op_het_klad_van_een_ander(cast: Cast) -> None:
    """Somebody else's waits for the file that it is about, which a job is at work in."""
    pad, eerste, tweede = _pad(cast), cast.gemeente.client, cast.uitvoerder.client

    def bewaar(client: Client, plek: str) -> None:
        try:
            _bewaar(client, plek, a=TEKST)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as draden, transaction.atomic():
        list(Dossier.objects.select_for_update(of=("self",)))
        wacht = draden.submit(bewaar, eerste, pad)
        einde = time.monotonic() + 10
        while not _iemand_wacht() and time.monotonic() < einde:
            time.sleep(0.02)
        draden.submit(bewaar, tweede, "/meldingen/nieuw/").result(timeout=10)
        assert not wacht.done()
    wacht.result(timeout=10)
    assert Klad.objects.count() == 2


def _iemand_wacht() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'"
        )
        return bool(cursor.fetchone()[0])


def test_wie_niet_is_ingelogd_of_voor_niemand_werkt_bewaart_niets(cast: Cast) -> None:
    assert Client().post("/klad/", {"plek": "/", "a": TEKST}).status_code == 302
    assert not Klad.objects.exists()


def test_getypte_tekst_bij_een_stap_die_niet_meer_past_wordt_getoond(cast: Cast) -> None:
    melding = meldingen.maak_melding(cast)
    meldingen.decisions.handel_af_zonder_actie(melding, actor=cast.gemeente.actor, gesprek="Gezegd")
    antwoord = cast.gemeente.client.post(
        reverse("meldingen:doorgeven", args=[melding.pk]),
        {"gegevens": TEKST, "aan": "Veilig Thuis"},
    )
    tekst = antwoord.content.decode()
    assert "De melding is al afgehandeld." in tekst or "de melding is al afgehandeld." in tekst
    assert TEKST in tekst
    assert reverse("meldingen:melding", args=[melding.pk]) in tekst


# The session ------------------------------------------------------------------------------------
def test_de_tijd_telt_vanaf_de_laatste_klik(cast: Cast) -> None:
    client = cast.gemeente.client
    bijna_om = timezone.now() + timedelta(minutes=1)
    Sessie.objects.update(expire_date=bijna_om)
    client.get("/meldingen/")
    nu = Sessie.objects.latest("expire_date").expire_date
    assert bijna_om + timedelta(minutes=13) < nu <= timezone.now() + timedelta(minutes=15)


def test_na_een_verlopen_sessie_zegt_het_inlogscherm_wat_er_gebeurde(cast: Cast) -> None:
    client = cast.gemeente.client
    _bewaar(client, "/meldingen/nieuw/", achternaam=TEKST)
    Sessie.objects.all().delete()
    antwoord: Any = client.post("/meldingen/nieuw/", {"achternaam": TEKST}, follow=True)
    assert "U bent uitgelogd" in antwoord.content.decode()
    assert "is een dag bewaard" in antwoord.content.decode()
    assert "U bent uitgelogd" not in Client().get("/", follow=True).content.decode()
    assert _klad(cast.gemeente.client, "/meldingen/nieuw/")


@pytest.fixture
def dubbel(cast: Cast) -> Speler:
    """The representative of Venlo in a second role, that of its secretary."""
    van = cast.gemeente
    rij = rollen.vertegenwoordig(van.gebruiker, van.partij, Rol.UITVOERDER, van=BEGIN)
    return bevestigd(Speler(van.gebruiker, rij))


def _kies_na_inloggen(pad: str, rol: Speler) -> tuple[Client, str]:
    """Log in from the page of a form and choose a role: the browser, and where it goes."""
    client = Client()
    velden = {"login": rol.gebruiker.username, "password": WACHTWOORD, "next": pad}
    verder = client.post("/inloggen/", velden)["Location"]
    kiezen = met_tweede_stap(client).get(verder)
    assert kiezen["Location"] == KIEZEN
    assert "Kies dezelfde rol" in client.get(KIEZEN).content.decode()
    keuze = {"vertegenwoordiging": str(rol.vertegenwoordiging.pk)}
    naar: str = client.post(KIEZEN, keuze)["Location"]
    assert client.get(naar).status_code == 200
    assert (
        client.post(KIEZEN, keuze)["Location"] == "/"
    )  # who changes later goes on from the worklist
    return client, naar


def test_wie_een_rol_kiest_gaat_verder_in_het_formulier_waarin_hij_typte(
    cast: Cast, dubbel: Speler
) -> None:
    pad = reverse("meldingen:wijzigen", args=[meldingen.maak_melding(cast).pk])
    _bewaar(cast.gemeente.client, pad, straat=TEKST)
    client, naar = _kies_na_inloggen(pad, cast.gemeente)
    assert naar == pad
    assert _klad(client, pad) == [["straat", TEKST]]


def test_wie_een_andere_rol_kiest_begint_op_de_werklijst(cast: Cast, dubbel: Speler) -> None:
    pad = _pad(cast)
    _bewaar(cast.gemeente.client, pad, straat=TEKST)
    assert _kies_na_inloggen(pad, dubbel)[1] == "/"
    assert _kies_na_inloggen("/meldingen/nieuw/", cast.gemeente)[1] == "/"  # he typed nothing there


@pytest.mark.parametrize("pad", ["https://kwaad.example/", "//kwaad.example/", "/\\kwaad.example"])
def test_een_rol_kiezen_stuurt_niemand_naar_buiten(cast: Cast, dubbel: Speler, pad: str) -> None:
    _bewaar(cast.gemeente.client, pad, straat=TEKST)
    client = Client()
    client.force_login(dubbel.gebruiker)
    met_tweede_stap(client)
    client.get(pad)
    keuze = {"vertegenwoordiging": str(cast.gemeente.vertegenwoordiging.pk)}
    assert (
        client.post(f"{KIEZEN}?next={pad}&volgende={pad}", keuze | {"next": pad})["Location"] == "/"
    )


def test_de_pagina_bij_een_oud_token_raadt_niets_aan_dat_tekst_wist(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies.update(cast.gemeente.client.cookies)
    pad = reverse("casusoverleg:analyse", args=[casussen.casus(cast).pk])
    tekst = client.post(pad, {"analyse": TEKST}).content.decode()
    assert "ververs de pagina" not in tekst
    assert f'href="{pad}"' in tekst
