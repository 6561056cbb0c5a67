"""Sessions: how long, where they are kept, and ending one's own (ASVS 7.2.2, 7.3.1, 7.3.2, 7.4.1, 7.5.2)."""

import json
import re
import time
from datetime import timedelta

import pytest
from django.conf import settings as instellingen
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mensen import accounts
from mensen.models import Inlog, Sessie
from mensen.sessieopslag import BEGONNEN, SessionStore, gehasht
from tests.cast import WACHTWOORD, Browser, Cast
from tests.config.test_instellingen import _start, goed  # noqa: F401  a fixture

BLAD = "/sessies/"


def sleutel(client: Client) -> str:
    return client.cookies[instellingen.SESSION_COOKIE_NAME].value


def eerder_begonnen(client: Client, uren: float) -> None:
    sessie = client.session
    sessie[BEGONNEN] = time.time() - uren * 3600
    sessie.save()


@pytest.mark.clausule("BEV-toegangscontrole", "sessie")
def test_na_een_kwartier_zonder_klik_is_de_sessie_om(cast: Cast) -> None:
    client = cast.gemeente.client
    client.get("/")
    einde = Sessie.objects.get(session_key=gehasht(sleutel(client))).expire_date
    assert timedelta(minutes=13) < einde - timezone.now() <= timedelta(minutes=15)
    assert 'data-sessie="900"' in client.get("/").content.decode()
    Sessie.objects.update(expire_date=timezone.now())
    assert client.get("/")["Location"].startswith("/inloggen/")


@pytest.mark.clausule("BEV-toegangscontrole", "sessie")
def test_acht_uur_na_het_inloggen_is_de_sessie_om_wat_iemand_ook_doet(cast: Cast) -> None:
    client = cast.gemeente.client
    eerder_begonnen(client, 7.9)
    blad = client.get("/").content.decode()
    over = re.search(r'data-sessie-over="(\d+)"', blad)
    assert over
    assert 300 < int(over[1]) <= 360
    eerder_begonnen(client, 8.01)
    assert client.get("/weegploeg/")["Location"].startswith("/inloggen/?next=/weegploeg/")
    assert not Sessie.objects.filter(gebruiker=cast.gemeente.gebruiker).exists()
    assert Inlog.objects.filter(soort="uitgelogd", gebruiker=cast.gemeente.gebruiker).exists()


def test_een_sessie_zonder_begin_bestaat_niet(cast: Cast) -> None:
    client = cast.gemeente.client
    sessie = client.session
    del sessie[BEGONNEN]
    sessie.save()
    assert client.get("/")["Location"].startswith("/inloggen/")


@pytest.mark.clausule("BEV-toegangscontrole", "sessie")
def test_wie_de_tabel_leest_kan_er_niet_mee_inloggen(cast: Cast) -> None:
    client = cast.gemeente.client
    client.get("/")
    with connection.cursor() as cursor:
        for tabel in ("mensen_sessie", "django_session"):
            cursor.execute(f"SELECT t::text FROM {tabel} t")
            assert not any(sleutel(client) in rij for (rij,) in cursor.fetchall()), tabel
    rij = Sessie.objects.get(session_key=gehasht(sleutel(client)))
    dief = Browser()
    dief.cookies[instellingen.SESSION_COOKIE_NAME] = rij.session_key
    assert dief.get("/")["Location"].startswith("/inloggen/")
    assert client.get("/").status_code == 200


def test_inloggen_en_uitloggen_wisselen_de_sleutel(cast: Cast) -> None:
    client = Browser()
    client.get("/inloggen/")
    velden = {"login": "om", "password": WACHTWOORD}
    client.post("/inloggen/", velden)
    eerste = sleutel(client)
    assert SessionStore(eerste).exists(eerste)
    client.post("/uitloggen/")
    assert not SessionStore(eerste).exists(eerste)
    client.post("/inloggen/", velden)
    assert sleutel(client) != eerste


def test_wie_opnieuw_zegt_wie_hij_is_krijgt_een_andere_sleutel(cast: Cast) -> None:
    """ASVS 7.2.4: who had the key of before has nothing."""
    client = cast.om.client
    eerste = sleutel(client)
    client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})
    assert sleutel(client) != eerste
    assert not SessionStore(eerste).exists(eerste)
    assert client.get("/").status_code == 200


def test_een_sleutel_is_niet_te_raden() -> None:
    """ASVS 7.2.3: at least 128 bits, and each another."""
    sleutels = {SessionStore()._get_new_session_key() for _ in range(100)}
    assert len(sleutels) == 100
    for een in sleutels:
        assert re.fullmatch(r"[a-z0-9]{32}", een)  # 32 times 5.17 bits


# One's own ------------------------------------------------------------------------------------
def test_ieder_ziet_zijn_eigen_sessies_en_kan_ze_beeindigen(cast: Cast) -> None:
    hier, daar, ander = cast.om.client, cast.om.client, cast.politie.client
    for client in (hier, daar, ander):
        assert client.get("/").status_code == 200
    blad = hier.get(BLAD).content.decode()
    assert blad.count("Ingelogd op") == 2
    assert blad.count("Dit is waar u nu werkt") == 1
    weg = re.findall(r'name="sessie"\s+value="(\w+)"', blad)
    assert weg == [gehasht(sleutel(daar))]
    # That of somebody else is not there.
    hier.post(BLAD, {"sessie": gehasht(sleutel(ander))})
    assert ander.get("/").status_code == 200
    assert hier.post(BLAD, {"sessie": weg[0]})["Location"] == BLAD
    assert daar.get("/")["Location"].startswith("/inloggen/")
    assert hier.get("/").status_code == 200
    assert [rij.soort for rij in Inlog.objects.filter(gebruiker=cast.om.gebruiker)] == [
        "sessie_beeindigd"
    ]
    assert "al weg" in hier.post(BLAD, {"sessie": weg[0]}, follow=True).content.decode()


def test_een_sessie_van_voor_een_ander_wachtwoord_staat_er_niet(cast: Cast) -> None:
    oud = cast.om.client
    accounts.Accounts().set_password(cast.om.gebruiker, "kraanvogel-sneeuwschuiver-anijs")
    assert cast.om.client.get(BLAD).content.decode().count("Ingelogd op") == 1
    assert oud.get("/").status_code == 302


# Cookies --------------------------------------------------------------------------------------
def test_in_productie_zet_alleen_deze_website_het_koekje(goed: dict[str, str]) -> None:  # noqa: F811
    namen = (
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
    )
    namen += (
        "SESSION_COOKIE_PATH",
        "SESSION_COOKIE_DOMAIN",
        "CSRF_COOKIE_PATH",
        "CSRF_COOKIE_DOMAIN",
    )
    lees = "import json; from django.conf import settings as s; "
    lees += f"print(json.dumps([getattr(s, n) for n in {namen!r}]))"
    uit = _start(goed | {"DJANGO_SETTINGS_MODULE": "config.settings"}, "-c", lees)
    assert json.loads(uit.stdout) == [
        *("__Host-sessie", "__Host-csrf", True, True),
        *("/", None, "/", None),
    ]
