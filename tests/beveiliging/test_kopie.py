"""A backup is encrypted, and put back in an empty database the application runs on it again (PB 6.1)."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pyrage
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from gereedschap import services
from register.models import Dossier
from tests.cast import Cast
from tests.conftest import ALS_TOEPASSING, DATABASE, adres
from tests.hulp import oud, vandaag

LEEG = f"{DATABASE}_terug"
KANARIE = oud.KANARIE.encode()


@pytest.fixture(autouse=True)
def programmas(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's programs of the version that runs."""
    monkeypatch.setenv("PATH", f"{services.programmas()}:{os.environ['PATH']}")


@pytest.fixture
def sleutel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The private key, of which the public one is in the environment."""
    wie = pyrage.x25519.Identity.generate()
    monkeypatch.setenv("CASUSOVERLEG_KOPIE_VOOR", str(wie.to_public()))
    pad = tmp_path / "sleutel.txt"
    pad.write_text(f"# bewaar dit apart\n{wie}\n")
    return pad


@pytest.fixture
def leeg() -> Iterator[str]:
    """The address of an empty database, as its owner."""
    with psycopg.connect(adres("postgres"), autocommit=True) as baas:
        baas.execute(f"create database {LEEG}")
        try:
            yield adres(LEEG)
        finally:
            baas.execute(f"drop database {LEEG} with (force)")


def _opdracht(url: str, *woorden: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", *woorden],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url, "DATABASE_OWNER_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )


def _tabellen(url: str) -> dict[str, int]:
    """Every table with how many rows the jobs see in it."""
    with psycopg.connect(url) as verbinding:
        verbinding.execute(f"set role {services.SYSTEEM}")
        namen = [
            naam
            for (naam,) in verbinding.execute(
                "select tablename from pg_tables where schemaname = 'public' order by 1"
            )
        ]
        return {
            naam: verbinding.execute(f'select count(*) from "{naam}"').fetchone()[0]  # type: ignore[index]
            for naam in namen
        }


@pytest.mark.timeout(300)
@pytest.mark.clausule("BEV-herstel", "geoefend")
@pytest.mark.django_db(transaction=True)
def test_na_terugzetten_is_alles_er_en_staat_de_muur(
    cast: Cast, tmp_path: Path, sleutel: Path, leeg: str
) -> None:
    zaak, dossier = oud.casus(cast, vandaag()), oud.dossier(cast, vandaag())
    weg = oud.dossier(cast, vandaag(), nummer="W-2026-9999")
    assert cast.uitvoerder.client.get("/").status_code == 200  # somebody is logged in
    call_command("reservekopie", str(tmp_path))
    (bestand,) = tmp_path.glob("*.dump.age")
    inhoud = bestand.read_bytes()
    assert KANARIE not in inhoud
    assert zaak.nummer.encode() not in inhoud
    assert bestand.stat().st_mode & 0o077 == 0

    terug = _opdracht(leeg, "terugzetten", str(bestand), "--sleutel", str(sleutel))
    assert terug.returncode == 0, terug.stderr
    with psycopg.connect(leeg) as verbinding:  # no data key, and not even their table
        assert verbinding.execute("select to_regnamespace('sleutels')").fetchone() == (None,)
    was, nu = _tabellen(adres(DATABASE)), _tabellen(leeg)
    assert was.pop("mensen_sessie") > nu.pop("mensen_sessie") == 0
    assert nu == was
    assert nu["casusoverleg_casus"] == 1

    # What was destroyed since has no key in the newest backup of those.
    Dossier.objects.get(pk=weg.pk).delete()
    _veroudert(tmp_path)
    call_command("reservekopie", str(tmp_path), "--datasleutels")
    jong, bestand = sorted(tmp_path.glob("datasleutels-*.age"))  # that of 31 days ago is gone
    jong.unlink()
    assert bestand.stat().st_mode & 0o077 == 0
    terugzetten = ("terugzetten", str(bestand), "--datasleutels", "--sleutel", str(sleutel))
    assert _opdracht(leeg, "migrate").returncode == 0
    terug = _opdracht(leeg, *terugzetten)
    assert "van 2 dossiers teruggezet. Van 1 dossiers is er geen" in terug.stdout, terug.stderr
    assert "heeft al datasleutels" in _opdracht(leeg, *terugzetten).stderr

    # With its keys it works, behind both walls: what a user sees follows from the facts.
    als_toepassing = adres(LEEG, ALS_TOEPASSING)
    controle = _opdracht(als_toepassing, "controleer_toegang")
    assert controle.returncode == 0, controle.stdout + controle.stderr
    assert "De rijbeveiliging van de database klopt." in controle.stdout
    lees = (
        "from weegploeg.models import WeegploegDossier as W; from register.muur import als;"
        "from gedeeld.actor import Actor\n"
        "with als(Actor.systeem('toegang')):"
        f" rijen = [W.objects.get(pk=pk) for pk in ('{dossier.pk}', '{weg.pk}')]"
        "; print([rij.is_leesbaar for rij in rijen], rijen[0].voornamen)"
    )
    gelezen = _opdracht(als_toepassing, "shell", "-v", "0", "-c", lees)
    assert gelezen.stdout.splitlines()[-1] == f"[True, False] {dossier.voornamen}", gelezen.stderr


def _veroudert(map_: Path) -> None:
    """Backups of data keys of 31 and 29 days ago, and files that are none."""
    for dagen in (31, 29):
        moment = timezone.now() - timedelta(days=dagen)
        (map_ / f"datasleutels-{moment:%Y-%m-%dT%H%M%SZ}.age").touch()


@pytest.mark.clausule("BEV-herstel", "geoefend")
@pytest.mark.django_db(transaction=True)
def test_met_een_andere_sleutel_of_een_half_bestand_verandert_er_niets(
    cast: Cast, tmp_path: Path, sleutel: Path, leeg: str
) -> None:
    oud.casus(cast, vandaag())
    call_command("reservekopie", str(tmp_path))
    (bestand,) = tmp_path.glob("*.dump.age")
    half, vreemd = tmp_path / "half.age", tmp_path / "vreemd.txt"
    half.write_bytes(bestand.read_bytes()[:-200])
    vreemd.write_text(str(pyrage.x25519.Identity.generate()))
    geen = tmp_path / "geen.txt"
    geen.write_text("iets anders")
    for kopie, bij, zin in (
        (bestand, vreemd, "Terugzetten is mislukt en er is niets veranderd"),
        (half, sleutel, "Terugzetten is mislukt en er is niets veranderd"),
        (bestand, geen, "bevat geen geheime sleutel"),
        (tmp_path / "weg.age", sleutel, "is er niet"),
    ):
        terug = _opdracht(leeg, "terugzetten", str(kopie), "--sleutel", str(bij))
        assert terug.returncode == 1
        assert zin in terug.stderr
        assert "Traceback" not in terug.stderr
        assert _tabellen(leeg) == {}
    vol = _opdracht(adres(DATABASE), "terugzetten", str(bestand), "--sleutel", str(sleutel))
    assert "Deze database is niet leeg" in vol.stderr


def test_zonder_sleutel_of_map_komt_er_geen_bestand(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CASUSOVERLEG_KOPIE_VOOR", raising=False)
    for voor, waar, zin in (
        ("", tmp_path, "Zeg voor welke openbare sleutel"),
        ("geen-sleutel", tmp_path, "geen openbare sleutel van age"),
        ("x", tmp_path / "weg", "is er niet"),
    ):
        monkeypatch.setenv("CASUSOVERLEG_KOPIE_VOOR", voor)
        with pytest.raises(CommandError, match=zin):
            call_command("reservekopie", str(waar))
    wie = str(pyrage.x25519.Identity.generate().to_public())
    monkeypatch.setenv("CASUSOVERLEG_KOPIE_VOOR", wie)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="Installeer de client van PostgreSQL"):
        call_command("reservekopie", str(tmp_path))
    # What fails half way leaves nothing behind.
    nep = tmp_path / "pg_dump"
    nep.write_text("#!/bin/sh\necho half\nexit 1\n")
    nep.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    with pytest.raises(CommandError, match="maakte de reservekopie niet af"):
        call_command("reservekopie", str(tmp_path))
    assert {pad.name for pad in tmp_path.iterdir()} == {"pg_dump"}


@pytest.mark.clausule("BEV-herstel", "beschreven")
def test_reservekopie_en_terugzetten_zijn_beschreven() -> None:
    tekst = (Path(settings.BASE_DIR) / "docs" / "draaien.md").read_text()
    deel = tekst.split("## Backups")[1].split("\n## ")[0]
    for woord in (
        "manage.py reservekopie",
        "manage.py terugzetten",
        "CASUSOVERLEG_KOPIE_VOOR",
        "CASUSOVERLEG_SLEUTELS",
        "migrate",
        "controleer_toegang",
        "bewaartermijnen",
    ):
        assert woord in deel, woord
