"""What each answer says to a browser and to a machine: headers, security.txt, and whether a process is ready."""

import http.client
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from config import toestand
from config.koppen import KOPPEN
from tests.cast import Cast
from tests.hulp.processen import aan_het_werk, gunicorn, vrije_poort, wacht_op
from tests.toegang import matrix


def test_elk_antwoord_zet_uit_wat_geen_pagina_gebruikt(cast: Cast) -> None:
    for client, pad in (
        (Client(), "/inloggen/"),
        (Client(), "/static/thema/casusoverleg.css"),
        (cast.om.client, "/"),
        (cast.om.client, "/bestaat-niet/"),
    ):
        antwoord: Any = client.get(pad)
        if antwoord.streaming:  # a file: it is closed when all of it was read
            assert b"".join(antwoord)
        for naam, waarde in KOPPEN.items():
            assert antwoord.headers[naam] == waarde, (pad, naam)
        assert antwoord.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    for wat in ("camera=()", "geolocation=()", "microphone=()"):
        assert wat in KOPPEN["Permissions-Policy"]


# Of the policy of what a browser loads: nothing from elsewhere, and nobody shows a page inside another.
LAADT = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:",
    "font-src": "'self'", "connect-src": "'self'", "form-action": "'self'", "base-uri": "'none'",
    "frame-ancestors": "'none'",
}  # fmt: skip


def test_wat_een_browser_mag_laden_en_wie_een_pagina_mag_insluiten(cast: Cast) -> None:
    """ASVS 3.4.2 to 3.4.6, 4.1.1 and 14.2.3."""
    for client, pad in ((Client(), "/inloggen/"), (cast.om.client, "/"), (cast.om.client, "/nee/")):
        antwoord = client.get(pad)
        delen = antwoord["Content-Security-Policy"].split("; ")
        assert dict(deel.split(" ", 1) for deel in delen) == LAADT, pad
        assert antwoord["X-Content-Type-Options"] == "nosniff"
        assert antwoord["Referrer-Policy"] == "same-origin"
        assert antwoord["X-Frame-Options"] == "DENY"
        assert antwoord["Content-Type"] == "text/html; charset=utf-8"
        assert "Access-Control-Allow-Origin" not in antwoord


def test_trace_geeft_niets_terug() -> None:
    """ASVS 13.4.4: no page takes part in it."""
    request = RequestFactory().trace("/")
    assert len(matrix.views()) > 100
    for naam, view in matrix.views().items():
        assert view(request, **dict.fromkeys(matrix.plekken(naam))).status_code == 405, naam


@pytest.mark.django_db
def test_een_wachtwoord_is_niet_te_lezen_en_mag_worden_geplakt(cast: Cast) -> None:
    """ASVS 6.2.6 and 6.2.7: fields that a browser and a password manager know, without a script on them."""
    for client, pad, soorten in (
        (Client(), "/inloggen/", ["current-password"]),
        (cast.om.client, "/wachtwoord/", ["current-password", "new-password", "new-password"]),
    ):
        velden = re.findall(r"<input[^>]*type=\"password\"[^>]*>", client.get(pad).content.decode())
        assert [re.findall(r'autocomplete="([^"]+)"', veld) for veld in velden] == [
            [soort] for soort in soorten
        ]
        assert not any("onpaste" in veld or "maxlength" in veld for veld in velden)


@pytest.mark.django_db
def test_een_antwoord_zegt_niet_door_welke_software_het_komt(tmp_path: Path) -> None:
    poort, log = vrije_poort(), tmp_path / "log"
    with aan_het_werk(gunicorn("config.wsgi", poort), log):
        wacht_op(log, "Listening at")
        verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=20)
        with closing(verbinding):
            verbinding.request("GET", "/gezond/")
            antwoord = verbinding.getresponse()
            antwoord.read()
        assert antwoord.status == 200
        assert antwoord.getheader("Server") is None
        assert antwoord.getheader("Permissions-Policy")


@pytest.mark.django_db
def test_security_txt_zegt_waar_iemand_een_zwakke_plek_meldt(settings: Any) -> None:
    assert Client().get("/.well-known/security.txt").status_code == 404
    settings.BEVEILIGINGSCONTACT = "mailto:veilig@casusoverleg.example"
    antwoord = Client().get("/.well-known/security.txt")
    assert antwoord["Content-Type"].startswith("text/plain")
    regels = dict(regel.split(": ", 1) for regel in antwoord.content.decode().splitlines())
    assert regels["Contact"] == "mailto:veilig@casusoverleg.example"
    tot = timezone.datetime.fromisoformat(regels["Expires"])
    assert 100 < (tot - timezone.now()).days < 365  # RFC 9116: less than a year


@pytest.mark.django_db
def test_een_proces_zegt_of_het_klaar_is_en_wat_er_mist(
    settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    antwoord = Client().get("/klaar/")
    assert (antwoord.status_code, antwoord.content) == (200, b"klaar")
    settings.REDIS_URL = f"redis://127.0.0.1:{vrije_poort()}"
    antwoord = Client().get("/klaar/")  # pages work without the queue
    assert (antwoord.status_code, antwoord.content) == (200, b"klaar zonder wachtrij")
    settings.STORAGES = {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    settings.STATIC_ROOT = tmp_path
    monkeypatch.setattr(toestand, "_migraties", lambda: False)
    antwoord = Client().get("/klaar/")
    assert (antwoord.status_code, antwoord.content) == (503, b"migraties bestanden")
