"""A process with other keys than those of its database does not start, whatever process it is."""

import copy
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse

from config import sleutels
from config.start import NIET_GESTART
from register.models import Sleutelproef
from register.sleutels import VerkeerdeSleutels, legt_vast, vul_aan
from tests.cast import Cast
from tests.conftest import ALS_TOEPASSING, BASIS, DATABASE, adres
from tests.hulp import meldingen

Set = dict[str, Any]
OPDRACHT = ("manage.py", "clearsessions")  # touches data, and is not ours
WEB = ("-m", "gunicorn", "config.wsgi", "-b", "127.0.0.1:0", "--no-control-socket")
PROCESSEN = {
    "web": (*WEB, "--log-level", "warning"),
    "worker": ("-m", "celery", "-A", "config", "worker", "-c", "1", "--without-gossip"),
    "beat": ("-m", "celery", "-A", "config", "beat", "-s", "{map}/rooster", "--pidfile="),
    "migrate": ("manage.py", "migrate", "-v0"),
    "opdracht": OPDRACHT,
}
Gestart = subprocess.Popen[str]


@pytest.fixture
def goed(db: None) -> Set:
    """The keys of the test database, to change."""
    return copy.deepcopy(settings.SLEUTELS)


def start(opdracht: tuple[str, ...], set_: Set, database: str = "") -> Gestart:
    """A process with these keys; as the owner of the tables only when it migrates."""
    opties = "" if "migrate" in opdracht else ALS_TOEPASSING
    waar = database or adres(DATABASE, opties)
    omgeving = {"DATABASE_URL": waar, "CASUSOVERLEG_SLEUTELS": json.dumps(set_)}
    omgeving |= {"DATABASE_OWNER_URL": waar, "CASUSOVERLEG_OMGEVING": "test"}
    return subprocess.Popen(
        [sys.executable, *opdracht],
        cwd=BASIS,
        env=os.environ | omgeving,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def zegt(proces: Gestart) -> str:
    """What a process said that ended by itself."""
    try:
        uit, _ = proces.communicate(timeout=60)
    finally:
        proces.kill()
    return uit


def weigert(proces: Gestart, *zinnen: str) -> None:
    uit = zegt(proces)
    assert proces.returncode not in (0, -9), uit
    assert "Er is niets gestart en niets geschreven" in uit
    assert all(zin in uit for zin in zinnen), uit
    assert not [s for s in alle_sleutels(settings.SLEUTELS) if s in uit]


def alle_sleutels(set_: Set) -> list[str]:
    return [s for kluis in set_.values() for s in (*kluis["velden"], kluis["zoeken"])]


@contextmanager
def rauw() -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(adres(DATABASE), autocommit=True) as verbinding:
        yield verbinding


def test_een_nieuwe_database_onthoudt_elke_sleutel_en_geen_sleutel(db: None) -> None:
    rijen = Sleutelproef.objects.values_list("kluis", "soort", "proef")
    assert {(kluis, soort) for kluis, soort, _ in rijen} == {
        (kluis, soort) for kluis in sleutels.KLUIZEN for soort in ("velden", "zoeken")
    }
    proeven = "".join(proef for *_, proef in rijen)
    assert not [s for s in alle_sleutels(settings.SLEUTELS) if s.rstrip("=") in proeven]


def door_de_deur(set_: Set, database: str = "") -> None:
    """A new connection of this process with these keys."""
    nieuw = connection.copy()
    if database:
        nieuw.settings_dict = nieuw.settings_dict | {"NAME": database}
    with override_settings(SLEUTELS=set_):
        try:
            nieuw.ensure_connection()
        finally:
            assert not (nieuw.connection and sys.exc_info()[0]), "de verbinding bleef open"
            nieuw.close()


def anders(set_: Set, kluis: str, deel: str) -> Set:
    return set_ | {kluis: set_[kluis] | {deel: sleutels.maak()[kluis][deel]}}  # type: ignore[literal-required]


def test_een_verbinding_met_andere_sleutels_komt_er_niet(goed: Set, db: None) -> None:
    door_de_deur(goed)
    # A release that was put back has fewer kinds of file.
    door_de_deur({kluis: goed[kluis] for kluis in ("meldingen", "weegploeg")})
    vers: Set = dict(sleutels.maak())
    verruild = goed | {"meldingen": goed["weegploeg"], "weegploeg": goed["meldingen"]}
    omgekeerd = goed["retention"]["zoeken"], goed["retention"]["velden"][0]
    binnen = goed | {"retention": {"velden": [omgekeerd[0]], "zoeken": omgekeerd[1]}}
    for set_, zin in (
        (vers, "alle sleutels"),
        (verruild, "meldingen (velden), meldingen (zoeken), weegploeg (velden), weegploeg"),
        (binnen, "retention (velden), retention (zoeken)."),
        (anders(goed, "meldingen", "zoeken"), "Anders of weg: meldingen (zoeken)."),
        (anders(goed, "retention", "velden"), "Anders of weg: retention (velden)."),
        (goed | {"nieuw": vers["retention"]}, "nog geen sleutels van: nieuw."),
    ):
        with pytest.raises(VerkeerdeSleutels, match=re.escape(zin)):
            door_de_deur(set_)
    with legt_vast("kluizen", "sleutels"):  # to add is not to replace
        for deel in ("velden", "zoeken"):
            with pytest.raises(VerkeerdeSleutels, match=rf"Anders of weg: meldingen \({deel}\)"):
                door_de_deur(anders(goed, "meldingen", deel))


def test_een_database_die_van_geen_sleutels_weet_is_leeg_of_wordt_geweigerd(
    goed: Set, db: None
) -> None:
    with rauw() as baas:
        baas.execute(f"create database {DATABASE}_leeg")
        try:
            door_de_deur(goed, f"{DATABASE}_leeg")
            with psycopg.connect(adres(f"{DATABASE}_leeg"), autocommit=True) as leeg:
                leeg.execute("create table register_dossier (id uuid)")
            with pytest.raises(VerkeerdeSleutels, match="van een oudere versie"):
                door_de_deur(goed, f"{DATABASE}_leeg")
        finally:
            baas.execute(f"drop database {DATABASE}_leeg with (force)")


def test_geen_proces_start_en_niets_wordt_geschreven(goed: Set, tmp_path: Any) -> None:
    verkeerd = {
        "web": (dict(sleutels.maak()), "alle sleutels"),
        "worker": (
            goed | {"meldingen": goed["weegploeg"], "weegploeg": goed["meldingen"]},
            ": meldingen (velden), meldingen (zoeken), weegploeg",
        ),
        "beat": (anders(goed, "convenant", "velden"), ": convenant (velden)."),
        "migrate": (anders(goed, "retention", "velden"), ": retention (velden)."),
        "opdracht": (anders(goed, "privacy_rights", "zoeken"), ": privacy_rights (zoeken)."),
    }
    assert verkeerd.keys() == PROCESSEN.keys()
    with rauw() as baas:
        baas.execute(
            "insert into mensen_sessie (session_key, session_data, expire_date) values ('oud', '', '2020-01-01')"
        )
        try:
            for naam, (set_, zin) in verkeerd.items():
                opdracht = tuple(deel.format(map=tmp_path) for deel in PROCESSEN[naam])
                weigert(start(opdracht, set_), zin, "Zet de bewaarde set terug")
            (over,) = baas.execute("select count(*) from mensen_sessie").fetchone() or (0,)
            assert over == 1
        finally:
            baas.execute("delete from mensen_sessie where session_key = 'oud'")


def test_zonder_database_start_de_website_niet(goed: Set, tmp_path: Any) -> None:
    """It would take in what people type, and not know under which keys."""
    uit = zegt(proces := start(PROCESSEN["web"], goed, f"postgresql://web@/weg?host={tmp_path}"))
    assert proces.returncode == NIET_GESTART, uit
    assert "Niet gestart: geen database. [OperationalError" in uit


def test_een_sleutel_om_te_vernieuwen_wordt_vastgelegd_en_moet_er_dan_zijn(goed: Set) -> None:
    erbij = copy.deepcopy(goed)
    erbij["weegploeg"]["velden"].insert(0, sleutels._nieuw())
    with rauw() as baas:
        (laatste,) = baas.execute("select max(id) from register_sleutelproef").fetchone() or (0,)
        try:
            weigert(
                start(OPDRACHT, erbij), "niet kent, bij: weegploeg.", "migrate --nieuwe-sleutels"
            )
            vast = start(("manage.py", "migrate", "-v0", "--nieuwe-sleutels"), erbij)
            assert (zegt(vast), vast.returncode) == ("", 0)
            door_de_deur(erbij)
            weigert(start(OPDRACHT, goed), "Anders of weg: weegploeg (velden).")
        finally:
            baas.execute("delete from register_sleutelproef where id > %s", [laatste])


def test_de_pagina_over_gezondheid_kijkt_steeds_opnieuw(db: None, settings: Any) -> None:
    """The database under a running process may be another one than at its start."""
    assert Client().get(reverse("gezond")).content == b"goed"
    settings.SLEUTELS = anders(settings.SLEUTELS, "retention", "zoeken")
    antwoord = Client().get(reverse("gezond"))
    assert (antwoord.status_code, antwoord.content) == (503, b"sleutels")


def test_een_kluis_zonder_proef_krijgt_er_geen_als_haar_gegevens_niet_opengaan(
    cast: Cast, settings: Any
) -> None:
    """A database that lost its proofs is not given those of whatever keys come along."""
    meldingen.maak_melding(cast)
    eigen = settings.SLEUTELS["meldingen"]
    with connection.cursor() as cursor:
        cursor.execute("set local role none")
        cursor.execute("delete from register_sleutelproef where kluis = 'meldingen'")
        settings.SLEUTELS = anders(settings.SLEUTELS, "meldingen", "velden")
        with (
            legt_vast("kluizen"),
            pytest.raises(VerkeerdeSleutels, match=r"meldingen \(velden\)"),
            transaction.atomic(),
        ):
            vul_aan()
        settings.SLEUTELS = settings.SLEUTELS | {"meldingen": eigen}
        with legt_vast("kluizen"):
            vul_aan()
