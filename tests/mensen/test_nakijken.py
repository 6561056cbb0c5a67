"""Each quarter somebody looks whether access is still needed, and that is recorded (MC 15.2 f)."""

from datetime import timedelta
from typing import Any

import pytest
from auditlog.models import LogEntry
from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gedeeld.actor import Rol
from mensen import nakijken
from mensen.models import Vertegenwoordiging
from tests.cast import Cast, maak_speler
from tests.hulp import vandaag

TAAK = "Kijk na wie toegang nog nodig heeft"
PAD = "mensen:nakijken"


def _rollen(cast: Cast, *anders: Any) -> list[Any]:
    beheerder = cast.beheerder.gebruiker.pk
    rijen = nakijken.rollen_van(cast.convenant.pk, vandaag())
    return [rij.pk for rij in rijen if rij.gebruiker_id != beheerder]


def _bevestigd(dagen: int) -> None:
    moment = timezone.now() - timedelta(days=dagen)
    Vertegenwoordiging.objects.update(bevestigd_op=moment)


@pytest.mark.clausule("BEV-controle", "nagekeken")
def test_na_een_kwartaal_wacht_het_op_de_beheerder_en_wat_hij_nakeek_is_vastgelegd(
    cast: Cast,
) -> None:
    client = cast.beheerder.client
    _bevestigd(1)
    assert TAAK not in client.get("/").content.decode()
    _bevestigd(100)
    assert TAAK in client.get("/").content.decode()
    blad = client.get(reverse(PAD)).content.decode()
    assert "Te laat" in blad
    assert "toen de rol werd bevestigd" in blad
    klaar = client.post(reverse(PAD), {"rollen": _rollen(cast)}, follow=True)
    assert f"Vastgelegd: {len(_rollen(cast))} rollen nagekeken." in klaar.content.decode()
    rij = cast.politie.vertegenwoordiging
    rij.refresh_from_db()
    assert (rij.nagekeken_op, rij.nagekeken_door) == (vandaag(), cast.beheerder.gebruiker)
    assert f"door {cast.beheerder.gebruiker.naam}" in klaar.content.decode()
    # Who looked at which role, and when, stands in the log of changes as well.
    vast = LogEntry.objects.get_for_object(rij).filter(changes__has_key="nagekeken_op")
    assert vast.count() == 1
    # His own role still waits for another administrator.
    assert TAAK in client.get("/").content.decode()
    tweede = maak_speler("beheerder2", cast.beheerder.partij, Rol.BEHEERDER)
    eigen = cast.beheerder.vertegenwoordiging.pk
    assert tweede.client.post(reverse(PAD), {"rollen": [eigen]}).status_code == 302
    assert TAAK not in client.get("/").content.decode()


def test_de_dag_komt_een_kwartaal_na_de_laatste_keer(cast: Cast) -> None:
    rij = cast.politie.vertegenwoordiging
    Vertegenwoordiging.objects.exclude(pk=rij.pk).update(tot=vandaag())
    toen = vandaag() - relativedelta(months=2)
    Vertegenwoordiging.objects.filter(pk=rij.pk).update(
        nagekeken_op=toen, nagekeken_door=cast.beheerder.gebruiker
    )
    assert nakijken.eerste_dag(cast.convenant.pk, vandaag()) == toen + relativedelta(months=3)
    Vertegenwoordiging.objects.update(tot=vandaag())
    assert nakijken.eerste_dag(cast.convenant.pk, vandaag()) is None


def test_wat_niet_kan_staat_op_de_pagina_en_er_is_niets_gedaan(cast: Cast) -> None:
    client, eigen = cast.beheerder.client, cast.beheerder.vertegenwoordiging.pk
    elders = cast.elders.vertegenwoordiging.pk
    for rollen, zin in (
        ([], "Vink aan wie zijn toegang nog nodig heeft."),
        ([*_rollen(cast), eigen], nakijken.EIGEN),
        ([elders], "Een van deze rollen is er niet meer."),
        (["x"], "Een van deze rollen is er niet meer."),
    ):
        antwoord = client.post(reverse(PAD), {"rollen": rollen})
        assert zin in antwoord.content.decode()
        assert not Vertegenwoordiging.objects.filter(nagekeken_op__isnull=False).exists()


def test_alleen_de_beheerder_kijkt_na_en_niemand_zijn_eigen_rol(cast: Cast) -> None:
    for ander in (cast.uitvoerder, cast.gemeente, cast.fg, cast.behandelaar):
        assert ander.client.post(reverse(PAD), {"rollen": _rollen(cast)}).status_code == 404
    rij = cast.politie.vertegenwoordiging
    rijen = Vertegenwoordiging.objects.filter(pk=rij.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rijen.update(nagekeken_op=vandaag(), nagekeken_door=rij.gebruiker)
