"""A request of which the last part is held back acts on the facts of when it is whole (MC 8.4, 15.2 c)."""

import re
import socket
import time
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from gedeeld.actor import Rol
from tests.cast import Cast, bevestig_rol
from tests.hulp.meldingen import maak_melding
from tests.mensen.test_rollen import EIGEN, geef_rol, getoond, log_in

pytestmark = pytest.mark.django_db(transaction=True)
WACHTWOORD = "/wachtwoord/"


def houd_open(
    live_server: LiveServer, client: Client, pad: str, velden: dict[str, str]
) -> Callable[[], str]:
    """Begin a POST; what this returns sends the rest of it and gives the answer."""
    pagina = client.get(pad).content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', pagina)
    assert token
    inhoud = urlencode({"csrfmiddlewaretoken": token[1]} | velden).encode()
    adres = urlsplit(live_server.url)
    verbinding = socket.create_connection((adres.hostname, adres.port), timeout=30)
    koekjes = "; ".join(f"{naam}={koekje.value}" for naam, koekje in client.cookies.items())
    kop = [
        f"POST {pad} HTTP/1.1",
        f"Host: {adres.netloc}",
        f"Cookie: {koekjes}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(inhoud)}",
        "Connection: close",
    ]
    verbinding.sendall("\r\n".join([*kop, "", ""]).encode() + inhoud[:5])
    time.sleep(2)  # so that the server has begun; what it waits for is not sent before the answer

    def rest() -> str:
        with verbinding:
            verbinding.sendall(inhoud[5:])
            delen = list(iter(lambda: verbinding.recv(65536), b""))
        return b"".join(delen).decode()

    return rest


@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
def test_wie_een_verzoek_openhoudt_zet_geen_wachtwoord_over_dat_van_een_ander(
    cast: Cast, live_server: LiveServer
) -> None:
    """An administrator begins with the temporary password that he gave; the colleague is quicker."""
    beheer = cast.beheerder.client
    account = {"gebruikersnaam": "jan", "naam": "Jan"}
    tijdelijk = getoond(beheer.post(reverse("mensen:account_nieuw"), account))
    rij = geef_rol(beheer, "jan", cast.gemeente.partij, Rol.UITVOERDER)
    velden = {"oldpassword": tijdelijk, "password1": EIGEN, "password2": EIGEN}
    rest = houd_open(live_server, log_in("jan", tijdelijk), WACHTWOORD, velden)
    van_jan = "jans-eigen-wachtwoord-1"
    velden |= {"password1": van_jan, "password2": van_jan}
    assert log_in("jan", tijdelijk).post(WACHTWOORD, velden).status_code == 302
    assert bevestig_rol(cast.uitvoerder.client, rij).status_code == 302
    rest()
    assert log_in("jan", EIGEN).get(reverse("geheimhouding")).status_code == 302  # not logged in
    assert log_in("jan", van_jan).get(reverse("geheimhouding")).status_code == 200


@pytest.mark.clausule("BEV-toekennen", "meteen-weg")
def test_wie_een_verzoek_openhoudt_leest_niets_nadat_hij_is_uitgezet(
    cast: Cast, live_server: LiveServer
) -> None:
    melding, gemeente = maak_melding(cast), cast.gemeente
    pad = reverse("zoeken")
    namen = ("voornamen", "tussenvoegsel", "achternaam", "geboortedatum")
    velden = {naam: str(getattr(melding, naam) or "") for naam in namen} | {"reden": "juist"}
    assert "?vraag=" in houd_open(live_server, gemeente.client, pad, velden)()
    rest = houd_open(live_server, gemeente.client, pad, velden)
    uit = reverse("mensen:account_uit", args=[gemeente.gebruiker.pk])
    assert cast.beheerder.client.post(uit).status_code == 302
    assert "?vraag=" not in rest()
