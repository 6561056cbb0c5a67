"""In production the application refuses to start on nonsense, with a sentence and without a secret."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from config import sleutels

GOED = {
    "CASUSOVERLEG_OMGEVING": "productie",
    "DATABASE_URL": "postgresql://web:geheim-wachtwoord@db.example/casusoverleg",
    "REDIS_URL": "redis://redis.example/0",
    "CASUSOVERLEG_HOSTS": "casus.example",
    "DJANGO_SECRET_KEY": "x" * 60,
}


def _start(omgeving: dict[str, str], *opdracht: str) -> "subprocess.CompletedProcess[str]":
    schoon = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, *(opdracht or ("manage.py", "check"))],
        cwd=settings.BASE_DIR,
        env=schoon | omgeving,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def goed() -> dict[str, str]:
    return {**GOED, "CASUSOVERLEG_SLEUTELS": json.dumps(sleutels.maak())}


def test_met_alles_start_het(goed: dict[str, str]) -> None:
    uit = _start(goed)
    assert uit.returncode == 0, uit.stderr


def test_de_verbinding_zet_jit_uit_en_een_grens_en_houdt_wat_het_adres_vraagt(
    goed: dict[str, str],
) -> None:
    lees = "from config.settings import DATABASES as d; print(d['default']['OPTIONS']['options'])"
    for vraag, opties in (
        ("", "-c jit=off -c statement_timeout=30s"),
        (
            "?options=-c%20statement_timeout%3D5000",
            "-c jit=off -c statement_timeout=30s -c statement_timeout=5000",
        ),
    ):
        anders = {"DATABASE_URL": GOED["DATABASE_URL"] + vraag}
        assert _start(goed | anders, "-c", lees).stdout.strip() == opties


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "postgresql://web@db.example/casusoverleg"),
        ("DATABASE_URL", "sqlite:///geheim-wachtwoord"),
        ("DATABASE_URL", "postgresql://web:geheim-wachtwoord@db.example:poort/casusoverleg"),
        ("REDIS_URL", ""),
        ("REDIS_URL", "onzin"),
        ("CASUSOVERLEG_HOSTS", ""),
        ("CASUSOVERLEG_HOSTS", " , "),
        ("CASUSOVERLEG_HOSTS", "*"),
        ("DJANGO_SECRET_KEY", ""),
        ("DJANGO_SECRET_KEY", "geheim-wachtwoord"),
        ("CASUSOVERLEG_SLEUTELS", ""),
        ("CASUSOVERLEG_SLEUTELS", "{}"),
        ("CASUSOVERLEG_OMGEVING", "prod"),
    ],
)
def test_onzin_wordt_geweigerd_met_een_zin(goed: dict[str, str], naam: str, waarde: str) -> None:
    uit = _start({**goed, naam: waarde})
    assert uit.returncode == 2
    assert uit.stderr.strip().count("\n") == 0, uit.stderr  # one sentence, no traceback
    assert "sleutel" in uit.stderr.lower() or naam in uit.stderr
    assert "geheim-wachtwoord" not in uit.stdout + uit.stderr
