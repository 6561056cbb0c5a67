"""The login trail: what stands in it, who reads it, and that nobody changes it (ASVS 16.3.1)."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from mensen.models import Gebruiker, Inlog
from register.muur import als
from tests.cast import WACHTWOORD, Browser, Cast, Speler, maak_speler
from tests.mensen.test_op_slot import probeer
from tests.mensen.test_tweede_stap import STAP, inloggen, stel_app_in

BLAD = "/beveiliging/inloggen/"
S = Inlog.Soort
HIER = "198.51.100.23"


@pytest.fixture
def lid(cast: Cast) -> Speler:
    speler = maak_speler("spoorlid", cast.politie.partij)
    Gebruiker.objects.filter(pk=speler.gebruiker.pk).update(tweede_stap_sinds=None)
    return speler


def gezien(client: Client, **filter_: str) -> list[tuple[str, str]]:
    """What the page shows: whose account and what, the oldest first."""
    antwoord = client.get(BLAD, filter_)
    assert antwoord.status_code == 200
    rijen = [
        (r.gebruiker.username if r.gebruiker else "", r.soort) for r in antwoord.context["pagina"]
    ]
    return rijen[::-1]


def van_lid(cast: Cast) -> list[str]:
    return [soort for wie, soort in gezien(cast.fg.client) if wie == "spoorlid"]


@pytest.mark.clausule("BEV-logging", "inzien")
def test_inloggen_mislukken_en_uitloggen_staan_erin(cast: Cast, lid: Speler) -> None:
    client, _ = inloggen(lid, Browser(REMOTE_ADDR=HIER))
    stel_app_in(client)
    client.post("/uitloggen/")
    probeer("spoorlid", HIER)
    tweede, _ = inloggen(lid)
    tweede.post(STAP, {"code": "000000"})
    assert van_lid(cast) == [
        *(S.INGELOGD, S.STAP_INGESTELD, S.UITGELOGD, S.MISLUKT, S.STAP_MISLUKT),
    ]
    blad = cast.fg.client.get(BLAD).content.decode()
    for tekst in ("Wachtwoord klopte niet", HIER, "spoorlid", "Tweede stap ingesteld"):
        assert tekst in blad
    assert gezien(cast.fg.client, mis="on")[-2:] == [
        ("spoorlid", S.MISLUKT),
        ("spoorlid", S.STAP_MISLUKT),
    ]


@pytest.mark.clausule("BEV-logging", "geweigerd")
@pytest.mark.clausule("BEV-toegangscontrole", "blokkade")
def test_op_slot_staat_erin_ook_van_een_naam_die_niet_bestaat(cast: Cast) -> None:
    geheim = "mijn-echte-wachtwoord-in-het-verkeerde-veld"
    for _ in range(6):
        probeer(geheim, "198.51.100.77")
    eerst = [soort for wie, soort in gezien(cast.fg.client) if not wie]
    assert eerst[-6:] == [S.MISLUKT] * 5 + [S.OP_SLOT]
    blad = cast.fg.client.get(BLAD).content.decode()
    assert geheim not in blad
    assert "Een naam die niet bestaat" in blad


def test_wat_er_verandert_aan_inloggen_staat_erin(cast: Cast, lid: Speler) -> None:
    client, _ = inloggen(lid)
    stel_app_in(client)
    nieuw = {"password1": "kraanvogel-sneeuwschuiver-anijs", "oldpassword": WACHTWOORD}
    client.post("/wachtwoord/", nieuw | {"password2": nieuw["password1"]})
    client.post("/tweede-stap/codes/nieuw/")
    Authenticator.objects.create(user=lid.gebruiker, type="webauthn", data={"name": "x"})
    app = Authenticator.objects.get(user=lid.gebruiker, type="totp")
    client.post(reverse("stap_verwijderen", args=[app.pk]))
    for daad in ("tweede_stap", "wachtwoord"):
        cast.beheerder.client.post(reverse(f"mensen:account_{daad}", args=[lid.gebruiker.pk]))
    assert van_lid(cast)[1:] == [
        *(S.STAP_INGESTELD, S.WACHTWOORD, S.CODES, S.STAP_VERWIJDERD),
        *(S.STAP_GEWIST, S.WACHTWOORD_GEGEVEN),
    ]
    assert "Door beheerder" in cast.fg.client.get(BLAD).content.decode()


@pytest.mark.clausule("BEV-logging", "inzien")
def test_ieder_ziet_zijn_eigen_regels_en_de_toezichthouder_die_van_zijn_convenant(
    cast: Cast,
) -> None:
    for naam in ("politie", "elders", "beheerder", "bestaat-niet"):
        probeer(naam, "198.51.100.99")
    assert cast.beheerder.client.get(BLAD).status_code == 404
    assert {wie for wie, _ in gezien(cast.politie.client)} == {"politie"}
    assert {wie for wie, _ in gezien(cast.elders.client)} == {"elders"}
    assert {wie for wie, _ in gezien(cast.fg.client)} == {"politie", "beheerder", ""}
    with als(cast.fg.actor):  # the second wall says the same
        assert {r.gebruiker.username if r.gebruiker else "" for r in Inlog.objects.all()} == {
            "politie",
            "beheerder",
            "",
        }
    with als(cast.politie.actor):
        assert {r.gebruiker.username for r in Inlog.objects.all() if r.gebruiker} == {"politie"}
    with als(None):
        assert not Inlog.objects.exists()


@pytest.mark.clausule("BEV-logging", "inzien")
@pytest.mark.parametrize("opdracht", ["DELETE FROM", "UPDATE"])
def test_niemand_verandert_het(cast: Cast, opdracht: str) -> None:
    probeer("politie", HIER)
    zet = " SET soort = 'ingelogd'" if opdracht == "UPDATE" else ""
    with (
        als(cast.fg.actor),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"{opdracht} mensen_inlog{zet}")


def test_de_lijst_kost_even_veel_vragen_met_een_en_met_dertig_regels(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    probeer("politie", HIER)
    client = cast.fg.client
    client.get(BLAD)
    aantal = []
    for _ in range(2):
        with django_assert_max_num_queries(60) as vragen:
            client.get(BLAD)
        aantal.append(len(vragen))
        for _ in range(24):
            Inlog.objects.create(soort=S.MISLUKT, gebruiker=cast.om.gebruiker)
    assert aantal[0] == aantal[1]
