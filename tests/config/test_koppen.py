"""What each answer says to a browser and to a machine: headers, security.txt, and whether a process is ready."""

import http.client
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from config import toestand
from config.koppen import KOPPEN
from tests.cast import Cast
from tests.hulp.processen import aan_het_werk, gunicorn, vrije_poort, wacht_op


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
