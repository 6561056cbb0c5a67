"""What was destroyed stands in a book outside the database, and goes again after a restore (RET-volledig)."""

import json
import logging
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import CommandError, call_command
from django.db import transaction

from casusoverleg.models import Casus
from config import start
from gedeeld.actor import Actor
from gedeeld.termijnen import Grond
from privacy_rights import beperken
from register.models import Dossier
from retention import boek, tasks
from retention.decisions import verwerk
from retention.models import Vernietiging
from tests.cast import Cast
from tests.hulp import oud
from tests.hulp.gegevens import vandaag

VIJF_JAAR = relativedelta(years=5, days=1)


@pytest.fixture
def map_(tmp_path: Path, settings: Any) -> Path:
    """Where the book is kept."""
    settings.VERNIETIGD_MAP = tmp_path
    return tmp_path


def _vernietig() -> None:
    verwerk(Grond.VIJF_JAAR, actor=Actor.systeem("test"), peildatum=vandaag())


def _hersteld(zaak: Casus) -> None:
    """Destroy a file, write it down, and put back the database of before: the book alone knows it."""
    punt = transaction.savepoint()
    _vernietig()
    assert not Dossier.objects.filter(pk=zaak.pk).exists()
    tasks.houd_boek_bij()
    transaction.savepoint_rollback(punt)
    assert Dossier.objects.filter(pk=zaak.pk).exists()


@pytest.mark.clausule("RET-volledig", "reservekopie")
def test_wat_na_de_reservekopie_is_vernietigd_gaat_opnieuw(
    cast: Cast, map_: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    zaak, blijft = oud.casus(cast, vandaag() - VIJF_JAAR), oud.dossier(cast, vandaag())
    nummer = zaak.nummer
    _hersteld(zaak)
    # Nothing starts on such a database.
    with caplog.at_level(logging.CRITICAL), pytest.raises(SystemExit) as einde:
        start.vereis_niets_terug()
    assert (einde.value.code, start.TERUG in caplog.text) == (start.NIET_GESTART, True)
    call_command("speel_vernietigingen_na")
    assert nummer in capsys.readouterr().out
    assert not Dossier.objects.filter(pk=zaak.pk).exists()
    assert Dossier.objects.filter(pk=blijft.pk).exists()
    verklaring = Vernietiging.objects.get(dossier_id=zaak.pk)
    assert (verklaring.grond, verklaring.door) == (Grond.VIJF_JAAR, "speel_vernietigingen_na")
    assert boek.terug(map_) == {}
    call_command("speel_vernietigingen_na")  # once more does nothing
    assert "0 van 0" in capsys.readouterr().out


@pytest.mark.clausule("RET-volledig", "reservekopie")
def test_ook_wat_in_de_kopie_nog_is_beperkt_gaat_opnieuw(cast: Cast, map_: Path) -> None:
    """The backup is older than the destruction: the restriction was lifted since."""
    zaak = oud.casus(cast, vandaag() - VIJF_JAAR)
    _hersteld(zaak)
    herzien = vandaag() + timedelta(days=30)
    beperken.beperk(zaak, actor=cast.uitvoerder.actor, grond="juistheid", herzien_op=herzien)
    call_command("speel_vernietigingen_na")
    assert not Dossier.objects.filter(pk=zaak.pk).exists()


def test_het_boek_zegt_niets_over_iemand_en_elke_regel_staat_er_een_keer(
    cast: Cast, map_: Path
) -> None:
    zaak = oud.casus(cast, vandaag() - VIJF_JAAR)
    sleutel, nummer, naam = zaak.pk, zaak.nummer, zaak.persoon.achternaam
    _vernietig()
    for _ in range(2):
        tasks.houd_boek_bij()
    (pad,) = map_.iterdir()
    tekst = pad.read_text()
    assert tekst.count("\n") == 1
    for geheim in (str(sleutel), sleutel.hex, nummer, naam):
        assert geheim not in tekst


def test_een_regel_die_half_is_geschreven_komt_er_opnieuw_in(cast: Cast, map_: Path) -> None:
    oud.casus(cast, vandaag() - VIJF_JAAR)
    _vernietig()
    tasks.houd_boek_bij()
    (pad,) = map_.iterdir()
    heel = pad.read_text()
    pad.write_text(heel[: len(heel) // 2])  # the power went
    tasks.houd_boek_bij()
    assert list(boek.lees(map_)) == [boek.Regel(**json.loads(heel))]


def test_zonder_plek_is_er_geen_boek_en_zegt_de_opdracht_dat(settings: Any) -> None:
    settings.VERNIETIGD_MAP = None
    tasks.houd_boek_bij()
    with pytest.raises(CommandError, match="Waar staat het boek"):
        call_command("speel_vernietigingen_na", map=None)


def test_een_database_zonder_wat_in_het_boek_staat_start_gewoon(cast: Cast, map_: Path) -> None:
    zaak: UUID = oud.casus(cast, vandaag() - VIJF_JAAR).pk
    _vernietig()
    tasks.houd_boek_bij()
    assert not Dossier.objects.filter(pk=zaak).exists()
    assert boek.terug(map_) == {}
