"""Logging in to the demo with one click."""

from django.conf import settings as instellingen
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gereedschap import demo
from tests.cast import Cast, maak_speler


def test_de_demo_login_bestaat_alleen_in_de_demo(cast: Cast, settings: Settings) -> None:
    assert instellingen.DEMO is False
    assert Client().get("/demo/").status_code == 404
    assert Client().post("/demo/", {"gebruiker": "gemeente"}).status_code == 404
    settings.DEMO, settings.ROOT_URLCONF = True, "gereedschap.urls"
    client = Client()
    assert client.get(reverse("demo")).status_code == 200
    assert reverse("demo") in client.get(reverse("account_login")).content.decode()
    # The bar that says so is a landmark of its own.
    assert '<aside class="co-demobalk"' in client.get(reverse("demo")).content.decode()
    assert client.post(reverse("demo"), {"gebruiker": "\x00"}).status_code == 404
    # Only the cast of the demo, also when another account exists.
    assert client.post(reverse("demo"), {"gebruiker": "gemeente"}).status_code == 404
    speler = maak_speler(demo.spelers()[0].gebruikersnaam, cast.gemeente.partij)
    antwoord = client.post(reverse("demo"), {"gebruiker": speler.gebruiker.username})
    assert antwoord["Location"] == reverse("werklijst")
