"""When the jobs work: each hour, after the last day, and not on a day that the clock made up (MC 13)."""

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from celery.schedules import crontab
from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from casusoverleg.dossier.models import Casus
from config.celery import app
from gedeeld.actor import Actor
from meldingen.models import Melding
from register.muur import als
from retention import klok, tasks
from retention.models import Archiefstuk, Ronde, Vernietiging
from tests.cast import Cast
from tests.hulp import oud, vandaag, verlopen

TIEN_JAAR, VIJF_JAAR = relativedelta(years=10), relativedelta(years=5)
DAG = timedelta(days=1)
PAGINA = "retention:klok"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def ronde(dag: date) -> Ronde:
    """The jobs worked on a day."""
    return Ronde.objects.create(dag=dag, begonnen_op=timezone.now(), door="vernietig_na_vijf_jaar")


def alle_taken() -> None:
    tasks.vernietig_na_zes_maanden()
    tasks.vernietig_na_vijf_jaar()
    tasks.archiveer_na_een_jaar()


def zet_klok(monkeypatch: pytest.MonkeyPatch, verschil: timedelta) -> None:
    """The clock of this machine jumps; that of the database does not."""
    echt = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: echt() + verschil)


# Each hour, also in the nights that the clock is changed ------------------------------------------
def rondes(begin: datetime, uren: int) -> dict[str, list[datetime]]:
    """When beat rings for each job from a moment on, by the schedule of the settings."""
    nu = [begin]
    uit: dict[str, list[datetime]] = {}
    for regel in settings.CELERY_BEAT_SCHEDULE.values():
        if not str(regel["task"]).startswith("retention.tasks."):
            continue
        schema: Any = regel["schedule"]
        assert isinstance(schema, crontab)
        schema.app, schema.nowfun = app, lambda: nu[0].astimezone(AMSTERDAM)
        laatst, gebeld = begin, []
        for minuut in range(60 * uren):
            nu[0] = begin + timedelta(minutes=minuut)
            if schema.is_due(laatst).is_due:
                laatst = nu[0]
                gebeld.append(nu[0])
        uit[str(regel["task"])] = gebeld
    return uit


@pytest.mark.clausule("RET-automatisch", "dagelijks")
@pytest.mark.clausule("RET-kalender", "laatste-dag")
@pytest.mark.parametrize("nacht", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 29)])
def test_de_taken_lopen_elk_uur_ook_als_de_klok_verspringt(nacht: date) -> None:
    begin = datetime(nacht.year, nacht.month, nacht.day, tzinfo=AMSTERDAM).astimezone(UTC)
    gebeld = rondes(begin - timedelta(minutes=50), 12)
    assert len(gebeld) == 8
    for taak, momenten in gebeld.items():
        eerste = next(m for m in momenten if timezone.localdate(m, AMSTERDAM) == nacht)
        assert eerste - begin < timedelta(minutes=30), taak
        stappen = [na - voor for voor, na in itertools.pairwise(momenten)]
        assert max(stappen) <= timedelta(hours=2), taak
        assert len(momenten) >= 11, taak


# The clock jumped ----------------------------------------------------------------------------------
@pytest.fixture
def dossiers(cast: Cast) -> Cast:
    """Three files of which the last day is over by the clock of today, and one that stays."""
    oud.casus(cast, verlopen(VIJF_JAAR))
    oud.dossier(cast, verlopen(relativedelta(years=1)))
    oud.melding(cast, verlopen(relativedelta(months=6)))
    oud.casus(cast, vandaag(), nummer="C-2026-0002")
    return cast


def staan_er_nog() -> bool:
    return (Casus.objects.count(), Melding.objects.count()) == (2, 1) and not (
        Vernietiging.objects.exists() or Archiefstuk.objects.exists()
    )


@pytest.mark.clausule("RET-automatisch", "hervat")
@pytest.mark.parametrize("dagen", [0, 1, 7])
def test_een_storing_van_een_week_vraagt_niemand_iets(dossiers: Cast, dagen: int) -> None:
    ronde(vandaag() - dagen * DAG)
    alle_taken()
    assert Vernietiging.objects.count() == 2
    assert Archiefstuk.objects.count() == 1
    alle_taken()
    assert Ronde.objects.filter(dag=vandaag()).count() == 1


@pytest.mark.parametrize(
    ("laatste", "zin"),
    [
        (lambda: vandaag() - TIEN_JAAR, "meer dan een week na"),
        (lambda: vandaag() - 8 * DAG, "meer dan een week na"),
        (lambda: vandaag() + DAG, "vóór"),
    ],
)
def test_een_klok_die_versprong_vernietigt_niets_tot_iemand_het_bevestigt(
    dossiers: Cast, laatste: Callable[[], date], zin: str
) -> None:
    """Ten years ahead or a day back, seen from the last day on which the jobs worked."""
    ronde(laatste())
    for taak in (
        tasks.vernietig_na_zes_maanden, tasks.vernietig_na_vijf_jaar, tasks.archiveer_na_een_jaar
    ):  # fmt: skip
        with pytest.raises(klok.KlokOnzeker, match=zin):
            taak()
    with pytest.raises(CommandError, match=zin) as fout:
        call_command("bewaartermijnen")
    assert fout.value.returncode == 2
    assert staan_er_nog()

    client = dossiers.beheerder.client
    (werk,) = [
        w for w in client.get(reverse("werklijst")).context["lijst"].rijen if "kloppen" in w.wat
    ]
    pagina = client.get(werk.url)
    assert zin in pagina.content.decode()
    assert ("Dossiers die dan worden vernietigd", "2") in pagina.context["gegevens"]
    for velden in (
        {"aantal": "3"},
        {"aantal": ""},
        {"aantal": "2", "dag": (vandaag() - DAG).isoformat()},
    ):
        fout_ = client.post(werk.url, {"dag": vandaag().isoformat(), **velden})
        assert fout_.context["form"].errors, velden
    assert staan_er_nog()
    with pytest.raises(klok.KlokOnzeker):
        tasks.vernietig_na_vijf_jaar()

    assert client.post(werk.url, {"dag": vandaag().isoformat(), "aantal": "2"}).status_code == 302
    rij = Ronde.objects.first()
    assert rij
    assert (rij.dag, rij.aantal, rij.gebruiker) == (vandaag(), 2, dossiers.beheerder.gebruiker)
    alle_taken()
    assert Vernietiging.objects.count() == 2
    assert Archiefstuk.objects.count() == 1
    assert "De dag klopt." in client.get(werk.url).content.decode()


@pytest.mark.parametrize("verschil", [timedelta(days=3653), -DAG, timedelta(hours=2)])
def test_wat_de_database_tegenspreekt_is_geen_dag(
    dossiers: Cast, verschil: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can confirm it either: first one of the two clocks is put right."""
    ronde(vandaag())
    zet_klok(monkeypatch, verschil)
    with pytest.raises(klok.KlokOnzeker, match="verschillen"):
        alle_taken()
    with pytest.raises(CommandError, match="verschillen"):
        call_command("bewaartermijnen", bevestig=2)
    assert staan_er_nog()


def test_na_een_sprong_vooruit_gaat_het_terug_ook_niet_vanzelf_verder(dossiers: Cast) -> None:
    """Somebody confirmed a wrong day; the clock is put right. The day after that needs nobody."""
    ronde(vandaag() + DAG)
    actor = Actor.systeem("proef")
    with pytest.raises(klok.KlokOnzeker):
        klok.begin_ronde(actor=actor, dag=vandaag())
    call_command("bewaartermijnen", bevestig=2)
    assert Vernietiging.objects.count() == 2
    assert Ronde.objects.values_list("dag", "door", "aantal").first() == (
        vandaag(), "bewaartermijnen", 2,
    )  # fmt: skip
    for dag in (vandaag() + DAG, vandaag() + 2 * DAG):
        klok.begin_ronde(actor=actor, dag=dag)


def test_een_nieuwe_installatie_begint_zonder_vraag(dossiers: Cast) -> None:
    assert not Ronde.objects.exists()
    alle_taken()
    assert Vernietiging.objects.count() == 2
    assert Ronde.objects.get().dag == vandaag()


def test_ook_een_peildatum_in_het_verleden_gaat_niet_om_de_klok_heen(
    dossiers: Cast, settings: Any
) -> None:
    ronde(vandaag() - TIEN_JAAR)
    settings.OMGEVING = "productie"
    with pytest.raises(CommandError, match="meer dan een week na"):
        call_command("bewaartermijnen", peildatum=vandaag().isoformat())
    assert staan_er_nog()
    call_command("bewaartermijnen", proefdraai=True)
    call_command("bewaartermijnen", bevestig=2)
    assert Vernietiging.objects.count() == 2


@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
def test_alleen_de_beheerder_bevestigt_en_hij_leest_alleen_aantallen(dossiers: Cast) -> None:
    ronde(vandaag() - TIEN_JAAR)
    velden = {"dag": vandaag().isoformat(), "aantal": "2"}
    for naam, lid in dossiers.allen.items():
        if naam == "beheerder":
            pagina = lid.client.get(reverse(PAGINA)).content.decode()
            assert "2020" not in pagina.split("<main")[1]
            continue
        assert lid.client.get(reverse(PAGINA)).status_code == 404, naam
        assert lid.client.post(reverse(PAGINA), velden).status_code == 404, naam
    assert Ronde.objects.count() == 1
    toezicht = dossiers.fg.client.get(reverse("retention:overzicht")).content.decode()
    assert "Er wordt nu niets vernietigd of gearchiveerd." in toezicht


def test_rondes_kunnen_alleen_groeien(cast: Cast) -> None:
    """What is past its term goes: `test_houdbaar`."""
    with (
        connection.cursor() as cursor,
        pytest.raises(Exception, match="permission denied"),
        transaction.atomic(),
    ):
        cursor.execute("UPDATE retention_ronde SET dag = '2036-01-01'")


def test_niemand_noteert_een_ronde_die_hij_niet_bevestigde(cast: Cast) -> None:
    """Who could would let the jobs destroy on a day that nobody looked at."""
    wie, nu = cast.beheerder, timezone.now()
    van_wie = [{"aantal": 3}, {"aantal": 3, "gebruiker": cast.fg.gebruiker}]
    van_wie.append({"gebruiker": wie.gebruiker})  # without a number
    for velden in van_wie:
        with pytest.raises(ProgrammingError), als(wie.actor), transaction.atomic():
            Ronde.objects.create(dag=vandaag() + DAG, begonnen_op=nu, door="x", **velden)
    with als(wie.actor):
        Ronde.objects.create(
            dag=vandaag(), begonnen_op=nu, door="x", gebruiker=wie.gebruiker, aantal=3
        )


# More than anybody expects ------------------------------------------------------------------------
@pytest.mark.clausule("RET-automatisch", "niet-op-hol")
def test_een_ongewoon_groot_deel_gaat_pas_na_bevestiging(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is wrong then: what is destroyed does not come back."""
    monkeypatch.setattr(klok, "GENOEG", 1)
    ronde(vandaag())
    for n in (1, 2):
        oud.casus(cast, verlopen(VIJF_JAAR), nummer=f"C-2020-000{n}")
    with pytest.raises(klok.KlokOnzeker, match="ongewoon groot deel"):
        alle_taken()
    assert not Vernietiging.objects.exists()
    assert Casus.objects.count() == 2
    client, pad = cast.beheerder.client, reverse(PAGINA)
    assert "ongewoon groot deel" in client.get(pad).content.decode()
    toezicht = cast.fg.client.get(reverse("retention:overzicht")).content.decode()
    assert "ongewoon groot deel" in toezicht
    fout = client.post(pad, {"dag": vandaag(), "aantal": 1})
    assert "niet het aantal van nu" in fout.content.decode()
    assert client.post(pad, {"dag": vandaag(), "aantal": 2}).status_code == 302
    alle_taken()
    assert Vernietiging.objects.count() == 2


@pytest.mark.clausule("RET-automatisch", "niet-op-hol")
def test_een_klein_deel_van_veel_dossiers_houdt_niets_op(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(klok, "GENOEG", 0)
    monkeypatch.setattr(klok, "DEEL", 50)
    oud.casus(cast, verlopen(VIJF_JAAR))
    oud.dossier(cast, vandaag())
    alle_taken()
    assert Vernietiging.objects.count() == 1
