"""Too many wrong tries: whose log-in is shut, for how long, and whose is not (ASVS 6.3.1)."""

from ipaddress import ip_network
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.core.internal import ratelimit
from django.test import Client, RequestFactory
from pytest_django import Settings

from gedeeld import adres
from mensen.accounts import Accounts
from mensen.models import Inlog
from register.models import Inzage
from tests.cast import WACHTWOORD, Cast, Speler, maak_speler

OP_SLOT = "Inloggen is even op slot"
PROXY = "192.0.2.1"


@pytest.fixture
def lid(cast: Cast) -> Speler:
    return maak_speler("opslot", cast.politie.partij)


@pytest.fixture
def bureau(request: pytest.FixtureRequest) -> Any:
    """An address that no other test has: tries are counted for a day."""
    nummer = iter(range(1, 250))
    begin = f"10.{sum(map(ord, request.node.name)) % 250}.{id(request) // 4096 % 250}"
    return lambda: f"{begin}.{next(nummer)}"


def probeer(naam: str, van: str, wachtwoord: str = "fout-fout-fout-fout", **kop: str) -> Any:
    velden = {"login": naam, "password": wachtwoord}
    return Client(REMOTE_ADDR=van, **kop).post("/inloggen/", velden)


@pytest.mark.clausule("BEV-toegangscontrole", "blokkade")
def test_na_vijf_verkeerde_pogingen_gaat_het_op_slot_ook_voor_het_goede_wachtwoord(
    lid: Speler, bureau: Any
) -> None:
    hier = bureau()
    for _ in range(5):
        assert probeer("opslot", hier).status_code == 200
    for wachtwoord in ("fout-fout-fout-fout", WACHTWOORD):
        antwoord = probeer("OpSlot", hier, wachtwoord)
        assert antwoord.status_code == 429
        assert OP_SLOT in antwoord.content.decode()
        assert "no-store" in antwoord["Cache-Control"]


@pytest.mark.clausule("BEV-toegangscontrole", "blokkade")
def test_wie_niet_bestaat_gaat_ook_op_slot(cast: Cast, bureau: Any) -> None:
    """So that it does not tell which accounts there are."""
    hier, daar = bureau(), bureau()
    maak_speler("bestaat", cast.politie.partij)
    echt, nooit = (
        [probeer(naam, plek).status_code for _ in range(7)]
        for naam, plek in (("bestaat", hier), ("bestaat.niet", daar))
    )
    assert echt == nooit == [200] * 5 + [429] * 2


@pytest.mark.clausule("BEV-toegangscontrole", "blokkade")
def test_een_ander_achter_dezelfde_aansluiting_en_de_eigenaar_elders_kunnen_door(
    cast: Cast, lid: Speler, bureau: Any
) -> None:
    hier = bureau()
    for _ in range(30):
        probeer("opslot", hier)
    assert probeer("om", hier, WACHTWOORD).status_code == 302
    assert probeer("opslot", hier, WACHTWOORD).status_code == 429
    assert probeer("opslot", bureau(), WACHTWOORD).status_code == 302


@pytest.mark.clausule("BEV-toegangscontrole", "blokkade")
def test_wie_blijft_proberen_wacht_steeds_langer(
    lid: Speler, bureau: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After five tries five minutes, after ten an hour, after twenty a day."""
    hier, klok = bureau(), SimpleNamespace(nu=1_900_000_000.0)
    monkeypatch.setattr(
        ratelimit,
        "time",
        SimpleNamespace(time=lambda: klok.nu, sleep=lambda _: None, monotonic=lambda: 0.0),
    )

    def tot_slot() -> int:
        keer = 0
        while probeer("opslot", hier).status_code == 200:
            keer += 1
        return keer

    wachttijden = []
    assert tot_slot() == 5
    for minuten in (5, 55, 5, 55, 5):
        klok.nu += minuten * 60 + 1
        wachttijden.append(tot_slot())
    assert wachttijden == [5, 5, 5, 0, 0]
    klok.nu += 23 * 3600
    assert tot_slot() == 5


def test_wie_goed_inlogt_telt_niet_mee(lid: Speler, bureau: Any) -> None:
    hier = bureau()
    for _ in range(12):
        assert probeer("opslot", hier, WACHTWOORD).status_code == 302


def test_ook_het_wachtwoord_in_een_open_sessie_gaat_op_slot(lid: Speler) -> None:
    client = lid.client
    antwoorden = [client.post("/bent-u-dit/", {"password": "fout"}) for _ in range(6)]
    assert [a.status_code for a in antwoorden] == [200] * 5 + [429]
    assert OP_SLOT in antwoorden[-1].content.decode()


# Proxies --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("via", "onderweg", "adres_van"),
    [
        (PROXY, "203.0.113.5", "203.0.113.5"),
        (PROXY, "6.6.6.6, 203.0.113.5", "203.0.113.5"),  # what a browser invents stands before
        (PROXY, "203.0.113.5, 10.1.2.3", "203.0.113.5"),  # two proxies
        (PROXY, "", PROXY),
        (PROXY, "onzin", PROXY),
        (PROXY, "6.6.6.6, onzin", PROXY),
        ("203.0.113.9", "6.6.6.6", "203.0.113.9"),  # no proxy of ours
        (PROXY, "10.1.2.3, 10.1.2.4", "10.1.2.3"),
        ("::ffff:192.0.2.1", "2001:db8::5", "2001:db8::5"),
        ("", "203.0.113.5", "203.0.113.5"),  # a socket
        ("", "", None),
    ],
)
def test_van_welk_adres_iemand_komt(
    settings: Settings, via: str, onderweg: str, adres_van: str | None
) -> None:
    settings.PROXIES = [adres.ip_network("192.0.2.1"), adres.ip_network("10.0.0.0/8")]
    request = RequestFactory().get("/", REMOTE_ADDR=via, HTTP_X_FORWARDED_FOR=onderweg)
    assert adres.van(request) == adres_van
    assert Accounts(request).get_client_ip(request) == (adres_van or "onbekend")


def test_zonder_proxy_gelooft_niemand_een_kop(settings: Settings) -> None:
    settings.PROXIES = []
    for via, verwacht in (("203.0.113.9", "203.0.113.9"), ("", None)):
        request = RequestFactory().get("/", REMOTE_ADDR=via, HTTP_X_FORWARDED_FOR="6.6.6.6")
        assert adres.van(request) == verwacht


def test_van_ipv6_telt_de_aansluiting() -> None:
    een, twee, ander = (
        adres.aansluiting(RequestFactory().get("/", REMOTE_ADDR=a))
        for a in ("2001:db8:1:1::5", "2001:db8:1:1:ffff::6", "2001:db8:1:2::5")
    )
    assert een == twee != ander


@pytest.mark.clausule("BEV-toegangscontrole", "blokkade")
def test_achter_een_proxy_telt_ieder_voor_zich(
    cast: Cast, lid: Speler, settings: Settings, bureau: Any
) -> None:
    settings.PROXIES = [adres.ip_network(PROXY)]
    een, twee = bureau(), bureau()
    for _ in range(6):
        antwoord = probeer("opslot", PROXY, HTTP_X_FORWARDED_FOR=f"6.6.6.6, {een}")
    assert antwoord.status_code == 429
    goed = probeer("opslot", PROXY, WACHTWOORD, HTTP_X_FORWARDED_FOR=twee)
    assert goed.status_code == 302
    lid.client.get("/convenant/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=een)
    lid.client.get("/weegploeg/nooit/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=een)
    assert {rij.van_adres for rij in Inzage.objects.filter(gebruiker=lid.gebruiker)} <= {een}


def test_het_wachtwoord_van_nu_raden_telt_ook(lid: Speler, bureau: Any) -> None:
    """Whoever holds an open session finds no other place to guess the password."""
    hier, client = bureau(), lid.client
    client.defaults["REMOTE_ADDR"] = hier
    nieuw = {"password1": "een-ander-lang-wachtwoord", "password2": "een-ander-lang-wachtwoord"}
    for _ in range(5):
        antwoord = client.post("/wachtwoord/", nieuw | {"oldpassword": "fout-fout-fout-fout"})
        assert antwoord.status_code == 200
    assert Inlog.objects.filter(gebruiker=lid.gebruiker, soort="mislukt").count() == 5
    dicht = client.post("/wachtwoord/", nieuw | {"oldpassword": WACHTWOORD})
    assert dicht.status_code == 429
    assert probeer(lid.gebruiker.username, hier, WACHTWOORD).status_code == 429  # counted as one


@pytest.mark.parametrize(
    ("geschreven", "adres_"),
    [
        ("203.0.113.7:51234", "203.0.113.7"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
    ],
)
def test_een_proxy_die_de_poort_erbij_schrijft_wordt_gelezen(
    settings: Settings, geschreven: str, adres_: str
) -> None:
    settings.PROXIES = [ip_network(f"{PROXY}/32")]
    verzoek = RequestFactory().get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=geschreven)
    assert adres.van(verzoek) == adres_
