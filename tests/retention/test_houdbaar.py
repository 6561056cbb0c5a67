"""Logs, drafts, notices, requests and statements have terms of their own, and are kept to them (AVG 5.1 e)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from auditlog.models import LogEntry
from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from convenant.models import Convenant
from gedeeld.termijnen import Grond
from mensen.models import Inlog
from register import beleid
from register.houdbaar import Houdbaar, termijnen, van
from register.models import Dossier, Gebeurtenis, Inzage
from retention import tasks
from retention.klok import KlokOnzeker
from retention.models import Raadpleging, Ronde, Vernietiging
from tests.cast import Cast
from tests.hulp import meldingen, oud, vandaag, verlopen

VIJF_JAAR = relativedelta(years=5)
# A log that has no term, and why not.
ZONDER_TERMIJN = {
    "mensen_bevestiging": "dat iemand de geheimhouding bevestigde, geldt zolang het account er is",
    "convenant_bevestigtekst": "een tekst en geen log: ieder bevestigt haar",
    "beveiliging_planonderdeel": "wat het beveiligingsplan zegt, geldt zolang het convenant loopt",
    "register_schakel": "bewijst dat de logboeken heel zijn, ook van regels die er niet meer zijn",
    "register_opruiming": "zegt welke regels van een log weg zijn, zodat niemand er stil een weghaalt",
    "beveiliging_uitvoering": "dat een plicht is gedaan, blijft als verantwoording",
}


# One row of each log, of a moment ------------------------------------------------------------------
def _inzage(cast: Cast, op: datetime) -> Any:
    return Inzage.objects.create(
        tijdstip=op,
        bestand="casusoverleg.casus",
        pseudoniem=uuid4(),
        soort="pagina",
        toegestaan=True,
    )


def _gebeurtenis(cast: Cast, op: datetime, pseudoniem: Any = None) -> Any:
    return Gebeurtenis.objects.create(
        tijdstip=op, bestand="casusoverleg.casus", pseudoniem=pseudoniem or uuid4(),
        nummer="C-2020-0009", soort="casusoverleg.geopend", namens="Gemeente Venlo",
    )  # fmt: skip


def _wijziging(cast: Cast, op: datetime) -> Any:
    rij = LogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(Convenant), object_pk="1", action=1,
        object_repr="Convenant",
    )  # fmt: skip
    return _gedateerd(rij, "timestamp", op)


def _raadpleging(cast: Cast, op: datetime) -> Any:
    return Raadpleging.objects.create(
        tijdstip=op, pseudoniem=uuid4(), nummer="C-2020-0009", gebruiker=cast.om.gebruiker,
        namens="OM Limburg", reden="nieuwe_signalen",
    )  # fmt: skip


def _inlog(cast: Cast, op: datetime) -> Any:
    return Inlog.objects.create(tijdstip=op, gebruiker=cast.om.gebruiker, soort="ingelogd")


def _ronde(cast: Cast, op: datetime) -> Any:
    return Ronde.objects.create(dag=op.date(), begonnen_op=op, door="test")


def _verklaring(cast: Cast, op: datetime) -> Any:
    return Vernietiging.objects.create(
        soort="casusoverleg.casus", dossier_id=uuid4(), nummer="C-2020-0009", aantallen={},
        grond=Grond.VIJF_JAAR, termijn_van=op.date() - VIJF_JAAR, termijn_tot=op.date(),
        vernietigd_op=op, door="test", groepen=[cast.gemeente.partij.groep_id],
    )  # fmt: skip


def _gedateerd(rij: Any, kolom: str, op: datetime) -> Any:
    """With a moment that the table fills in itself: made anew, because nobody may change it."""
    setattr(rij, kolom, op)
    rij.pk = None
    rij._state.adding = True
    rij.save()
    return rij


MAKERS: dict[str, Callable[..., Any]] = {
    "register_inzage": _inzage,
    "register_gebeurtenis": _gebeurtenis,
    "auditlog_logentry": _wijziging,
    "mensen_inlog": _inlog,
    "retention_raadpleging": _raadpleging,
    "retention_ronde": _ronde,
    "retention_vernietiging": _verklaring,
}


def _is_er(rij: Any, termijn: Houdbaar) -> bool:
    """Whether it stands there as it was made."""
    nu = type(rij).objects.filter(pk=rij.pk).first()
    return nu is not None and (not termijn.leeg or bool(getattr(nu, termijn.leeg)))


# -----------------------------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-bewaring-logs", "vastgelegd")
def test_elk_log_heeft_een_termijn_en_een_taak() -> None:
    logs = {naam for naam, tabel in beleid.tabellen().items() if tabel.mag == beleid.BIJSCHRIJVEN}
    met = {rij.tabel for rij in termijnen() if van(rij.tabel)}
    assert logs - met == ZONDER_TERMIJN.keys()
    assert met == MAKERS.keys()
    # And so have drafts, notices, requests and what was sent; each job is one that runs by itself.
    anders = {rij.tabel for rij in termijnen()} - met
    assert anders >= {
        "invoer_klad", "invoer_verzonden", "meldingen_concept", "register_bericht",
        "register_kennisgeving", "privacy_rights_verzoek",
    }  # fmt: skip
    from config.celery import app

    rooster = {rij["task"] for rij in app.conf.beat_schedule.values()}
    assert {rij.taak for rij in termijnen()} <= rooster
    namen = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert {rij.tabel for rij in termijnen()} <= namen


@pytest.mark.clausule("BEV-bewaring-logs", "vastgelegd")
def test_op_een_pagina_staat_hoe_lang_alles_blijft(cast: Cast) -> None:
    url = reverse("retention:eigen_termijnen")
    mag = {"uitvoerder", "uitvoerder_weegploeg", "gemeente", "politie", "om", "fg", "maastricht",
           "uitvoerder_maastricht", "elders"}  # fmt: skip
    for naam, lid in cast.allen.items():
        antwoord = lid.client.get(url)
        assert (antwoord.status_code == 200) == (naam in mag), naam
        if naam in mag:
            blad = antwoord.content.decode()
            for rij in termijnen():
                assert rij.wat in blad
            assert "5 jaar na het lezen" in blad
            assert "90 dagen na het nieuws" in blad


@pytest.mark.clausule("BEV-bewaring-logs", "gehouden")
@pytest.mark.parametrize("tabel", sorted(MAKERS))
def test_wat_ouder_is_gaat_weg_en_wat_jonger_is_blijft(cast: Cast, tabel: str) -> None:
    termijn, nu = van(tabel), timezone.now()
    assert termijn
    oud_, jong = (
        MAKERS[tabel](cast, nu - termijn.na - marge)
        for marge in (timedelta(days=2), -timedelta(days=2))
    )
    _ronde(cast, nu)  # the jobs worked today
    tasks.houd_termijnen()
    assert not _is_er(oud_, termijn)
    assert _is_er(jong, termijn)


@pytest.mark.clausule("BEV-bewaring-logs", "gehouden")
@pytest.mark.parametrize("tabel", sorted(MAKERS))
def test_voor_die_dag_haalt_ook_een_taak_er_niets_uit(cast: Cast, tabel: str) -> None:
    termijn = van(tabel)
    assert termijn
    rij = MAKERS[tabel](cast, timezone.now() - termijn.na + timedelta(days=2))
    doe = f"UPDATE {tabel} SET {termijn.leeg} = ''" if termijn.leeg else f"DELETE FROM {tabel}"
    with connection.cursor() as cursor:  # as a job of the system
        cursor.execute(doe)
    assert _is_er(rij, termijn)


def test_wat_er_in_een_dossier_gebeurde_blijft_zolang_het_er_is(cast: Cast) -> None:
    melding = meldingen.maak_melding(cast)
    lang = timezone.now() - relativedelta(years=6)
    rij = _gebeurtenis(cast, lang, melding.pseudoniem)
    tasks.houd_termijnen()
    assert Gebeurtenis.objects.filter(pk=rij.pk).exists()
    Dossier.objects.filter(pk=melding.pk).delete()
    tasks.houd_termijnen()
    assert not Gebeurtenis.objects.filter(pk=rij.pk).exists()


@pytest.mark.clausule("BEV-bewaring-logs", "gehouden")
def test_met_een_klok_die_versprong_gaat_er_niets_weg(cast: Cast) -> None:
    Ronde.objects.create(
        dag=vandaag() - relativedelta(years=10), begonnen_op=timezone.now(), door="test"
    )
    rij = _raadpleging(cast, timezone.now() - relativedelta(years=6))
    with pytest.raises(KlokOnzeker):
        tasks.houd_termijnen()
    assert Raadpleging.objects.filter(pk=rij.pk).exists()


# The statement -------------------------------------------------------------------------------------
@pytest.mark.clausule("RET-verantwoording", "nummer-weg")
def test_na_vijf_jaar_noemt_een_verklaring_geen_nummer_meer(cast: Cast) -> None:
    lang, kort = (
        _verklaring(cast, timezone.now() - VIJF_JAAR - marge)
        for marge in (timedelta(days=1), -timedelta(days=1))
    )
    tasks.houd_termijnen()
    lang.refresh_from_db()
    kort.refresh_from_db()
    assert (lang.nummer, kort.nummer) == ("", "C-2020-0009")
    assert lang.grond == Grond.VIJF_JAAR  # the rest stays
    blad = cast.uitvoerder.client.get(reverse("retention:vernietigd")).content.decode()
    assert blad.count("C-2020-0009") == 1
    assert "Na vijf jaar weg" in blad


@pytest.mark.clausule("RET-verantwoording", "selectielijst")
def test_in_de_verklaring_staat_de_categorie_van_de_selectielijst(cast: Cast) -> None:
    url, lijst = reverse("convenant:selectielijst"), "Selectielijst 2020, resultaat 12.3"
    assert cast.uitvoerder.client.get(url).status_code == 404
    leeg = cast.beheerder.client.post(url, {"selectielijst": ""})
    assert set(leeg.context["form"].errors) == {"selectielijst"}
    oud.casus(cast, verlopen(VIJF_JAAR))
    call_command("bewaartermijnen")
    assert cast.beheerder.client.post(url, {"selectielijst": lijst}).status_code == 302
    oud.casus(cast, verlopen(VIJF_JAAR), nummer="C-2020-0002")
    call_command("bewaartermijnen")
    assert [rij.selectielijst for rij in Vernietiging.objects.order_by("nummer")] == ["", lijst]
    blad = cast.uitvoerder.client.get(reverse("retention:vernietigd")).content.decode()
    assert f"Selectielijst: {lijst}" in blad
    assert "Selectielijst: niet vastgelegd" in blad
    assert lijst in cast.beheerder.client.get(reverse("convenant:overzicht")).content.decode()
