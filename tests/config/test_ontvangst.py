"""What says that it is written otherwise than our pages are gets an answer, and no error."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import WACHTWOORD, Cast

URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
DEEL = '--x\r\nContent-Disposition: form-data; name="login"\r\n\r\ngemeente\r\n--x--\r\n'


@pytest.mark.parametrize("charset", ["rot13", "hex", "idna", "utf-16", "latin-1"])
@pytest.mark.parametrize("soort", [URLENCODED, MULTIPART])
def test_wat_in_een_ander_schrift_zegt_te_zijn_wordt_geweigerd(
    cast: Cast, soort: str, charset: str
) -> None:
    inhoud = DEEL if soort == MULTIPART else "login=gemeente"
    for client, pad in ((Client(), "/inloggen/"), (cast.gemeente.client, "/meldingen/?stand=x")):
        client.raise_request_exception = False
        for methode in ("POST", "GET"):
            antwoord: Any = client.generic(methode, pad, inhoud, f"{soort}; charset={charset}")
            assert antwoord.status_code == 400
            assert "De pagina kon uw verzoek niet lezen" in antwoord.content.decode()


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8"])
def test_wat_geschreven_is_als_onze_paginas_gaat_door(cast: Cast, charset: str) -> None:
    velden = f"login=gemeente&password={WACHTWOORD}"
    soort = f"{URLENCODED}; charset={charset}"
    antwoord: Any = Client().generic("POST", "/inloggen/", velden, soort)
    assert antwoord.status_code == 302
