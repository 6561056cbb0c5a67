"""Logging in, and choosing for whom one works."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from config import teller
from convenant.models import Convenant
from gedeeld.actor import Rol
from gereedschap import services
from mensen import rollen
from mensen.models import Vertegenwoordiging
from tests.cast import BEGIN, WACHTWOORD, Cast, maak_speler, met_tweede_stap

VRIJ = {
    "account_login",
    "account_logout",
    "mfa_authenticate",
    "beveiligingscontact",
    "gezond",
    "klaar",
    "toegankelijkheid",
}


def _alle_urls() -> list[URLPattern]:
    def loop(patronen: list[URLPattern | URLResolver]) -> list[URLPattern]:
        urls: list[URLPattern] = []
        for patroon in patronen:
            if isinstance(patroon, URLResolver):
                urls += loop(patroon.url_patterns)
            else:
                urls.append(patroon)
        return urls

    return loop(get_resolver().url_patterns)


@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
def test_zonder_inloggen_opent_geen_enkele_pagina() -> None:
    urls = _alle_urls()
    assert len(urls) > 20
    open_ = {url.name for url in urls if not getattr(url.callback, "login_required", True)}
    assert open_ == VRIJ


@pytest.mark.django_db
def test_wie_niet_is_ingelogd_gaat_naar_het_inlogscherm() -> None:
    antwoord = Client().get(reverse("werklijst"))
    assert antwoord.status_code == 302
    assert antwoord["Location"].startswith(reverse("account_login"))


def test_inloggen_met_naam_en_wachtwoord(cast: Cast) -> None:
    client = Client()
    fout = client.post(reverse("account_login"), {"login": "gemeente", "password": "fout"})
    assert fout.status_code == 200
    goed = client.post(reverse("account_login"), {"login": "gemeente", "password": WACHTWOORD})
    assert goed.status_code == 302
    met_tweede_stap(client)
    assert "Gemeente Venlo" in client.get(reverse("werklijst")).content.decode()


def test_niemand_kan_zelf_een_account_maken(db: None) -> None:
    assert Client().get("/accounts/signup/").status_code == 404
    assert "account_signup" not in {url.name for url in _alle_urls()}


def test_wie_voor_twee_partijen_werkt_kiest_en_kan_wisselen(cast: Cast) -> None:
    speler = maak_speler("dubbel", cast.gemeente.partij)
    tweede = rollen.vertegenwoordig(
        speler.gebruiker, cast.maastricht.partij, Rol.VERTEGENWOORDIGER, van=timezone.localdate()
    )
    client = Client()
    client.force_login(speler.gebruiker)
    met_tweede_stap(client)
    assert client.get(reverse("werklijst"))["Location"] == reverse("vertegenwoordiging")
    client.post(reverse("vertegenwoordiging"), {"vertegenwoordiging": str(tweede.pk)})
    pagina = client.get(reverse("werklijst")).content.decode()
    assert "Gemeente Maastricht" in pagina
    assert reverse("vertegenwoordiging") in pagina


def test_een_vertegenwoordiging_van_een_ander_kan_niet_worden_gekozen(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.maastricht.gebruiker)
    met_tweede_stap(client)
    andere = Vertegenwoordiging.objects.get(gebruiker=cast.gemeente.gebruiker)
    client.post(reverse("vertegenwoordiging"), {"vertegenwoordiging": str(andere.pk)})
    assert "Gemeente Venlo" not in client.get(reverse("werklijst")).content.decode()


@pytest.mark.clausule("BEV-toekennen", "meteen-weg")
def test_een_vertegenwoordiging_die_eindigt_is_meteen_weg_in_een_open_sessie(cast: Cast) -> None:
    client = cast.gemeente.client
    assert client.get(reverse("werklijst")).status_code == 200
    Vertegenwoordiging.objects.filter(pk=cast.gemeente.vertegenwoordiging.pk).update(
        tot=timezone.localdate()
    )
    assert client.get(reverse("werklijst"))["Location"] == reverse("vertegenwoordiging")
    assert client.get(reverse("weegploeg:lijst"))["Location"] == reverse("vertegenwoordiging")


@pytest.mark.clausule("CON-inwerking", "niets-eerder")
def test_onder_een_convenant_dat_niet_in_werking_is_gaat_niets_open(cast: Cast) -> None:
    client = cast.gemeente.client
    morgen = timezone.localdate() + timedelta(days=1)
    Convenant.objects.filter(code="limburg").update(in_werking_op=morgen)
    assert client.get(reverse("weegploeg:lijst"))["Location"] == reverse("vertegenwoordiging")


@pytest.mark.clausule("BEV-toekennen", "meteen-weg")
def test_een_keuze_die_eindigt_wordt_nooit_vanzelf_een_andere(cast: Cast) -> None:
    lid = maak_speler("tweerollen", cast.gemeente.partij)
    rollen.vertegenwoordig(lid.gebruiker, cast.elders.partij, Rol.VERTEGENWOORDIGER, van=BEGIN)
    client = lid.client
    assert client.get("/meldingen/nieuw/").status_code == 200
    rollen.trek_in(lid.vertegenwoordiging.pk, actor=cast.beheerder.actor, reden="weg")
    antwoord = client.post("/meldingen/nieuw/", {"achternaam": "Kanarie"})
    assert (antwoord.status_code, antwoord["Location"]) == (302, "/vertegenwoordiging/")


# Valkey away ------------------------------------------------------------------------------------
def test_zonder_valkey_komt_iedereen_binnen_en_blijft_het_slot_op_veel_pogingen(
    cast: Cast, settings: Any, tmp_path: Path, monkeypatch: Any, caplog: Any
) -> None:
    valkey = services.Valkey(tmp_path / "valkey", snel=True)
    valkey.gebruik()
    default = settings.CACHES["default"] | {"LOCATION": valkey.adres()}
    settings.CACHES = {"default": default}
    monkeypatch.setattr(teller, "_weg_tot", 0.0)
    teller.LocMemCache("zonder-valkey", {}).clear()
    try:
        assert _log_in("gemeente").status_code == 302
        assert caplog.records == []
    finally:
        valkey.laat_los()
        valkey.wis()
    assert _log_in("gemeente").status_code == 302
    assert "pogingen om in te loggen tellen nu per proces" in caplog.text
    tegengehouden = [_log_in("politie", "fout") for _ in range(12)][-1]
    assert "op slot" in tegengehouden.content.decode()
    assert _log_in("politie").status_code != 302  # the right one is not told from a wrong one
    assert len([zin for zin in caplog.messages if "Valkey" in zin]) == 1


def _log_in(naam: str, wachtwoord: str = WACHTWOORD) -> HttpResponse:
    antwoord: HttpResponse = Client().post(
        reverse("account_login"), {"login": naam, "password": wachtwoord}
    )
    return antwoord
