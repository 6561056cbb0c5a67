"""The logs are in the chain: what is changed, put in or taken away afterwards is seen, and by whom does not matter."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from auditlog.models import LogEntry
from dateutil.relativedelta import relativedelta
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from beveiliging import tasks
from beveiliging.controle import gebreken
from mensen.models import Inlog
from register import ketting
from register.models import Gebeurtenis, Inzage, Opruiming, Schakel
from register.muur import als
from retention import tasks as retention
from retention.klok import begin_ronde
from tests.cast import Cast
from tests.conftest import DATABASE, adres
from tests.hulp import dossiers
from tests.toegang.muren import als_eigenaar

LOGS = {
    *("register_inzage", "register_gebeurtenis", "mensen_inlog", "auditlog_logentry"),
    *("retention_raadpleging", "register_opruiming"),
}


def inzage(**anders: object) -> Inzage:
    return Inzage.objects.create(
        bestand="casusoverleg.casus", pseudoniem=uuid4(), nummer="C-2020-0009", soort="pagina",
        toegestaan=True, **anders,
    )  # fmt: skip


def breuken(map_: Path | None = None) -> list[str]:
    return ketting.controleer(map_).breuken


@contextmanager
def zonder_muur(*tabellen: str) -> Iterator[None]:
    """What the owner of the tables can do, who runs the database."""
    with als_eigenaar(), connection.cursor() as cursor:
        for tabel in tabellen:
            cursor.execute(f"alter table {tabel} disable row level security")
            cursor.execute(f"alter table {tabel} disable trigger user")
        yield


@pytest.fixture
def regels(cast: Cast) -> list[Inzage]:
    """Some rows of the read log in a chain that is whole, beside all that making the cast wrote."""
    rijen = [inzage() for _ in range(5)]
    ketting.schakel_aan()
    assert breuken() == []
    return rijen


@pytest.mark.clausule("BEV-logging", "inzien")
def test_elk_log_zit_in_de_ketting_en_elke_regel_een_keer(cast: Cast) -> None:
    assert {log.tabel for log in ketting.logs()} == LOGS
    rij = inzage()
    assert LogEntry.objects.exists()
    aantal = ketting.schakel_aan()
    with als(dossiers.systeem()):
        geschakeld = [pk for schakel in Schakel.objects.all() for pk in schakel.rijen]
        alle = sum(model.objects.count() for model in (Inzage, Gebeurtenis, Inlog, LogEntry))
    assert len(geschakeld) == len(set(geschakeld)) == aantal == alle
    assert rij.pk in geschakeld
    assert ketting.schakel_aan() == 0
    inzage()
    assert ketting.schakel_aan() == 1
    assert breuken() == []


@pytest.mark.clausule("BEV-logging", "inzien")
@pytest.mark.parametrize(
    ("opdracht", "zin"),
    [
        ("update register_inzage set nummer = 'C-2020-0001' where id = '{pk}'", "is gewijzigd"),
        ("update register_inzage set gebruiker_id = null, toegestaan = false where id = '{pk}'", "is gewijzigd"),
        ("update register_inzage set tijdstip = tijdstip - interval '1 day' where id = '{pk}'", "is gewijzigd"),
        ("delete from register_inzage where id = '{pk}'", "is weg"),
    ],
)  # fmt: skip
def test_wat_de_eigenaar_wijzigt_of_weghaalt_valt_op(
    regels: list[Inzage], opdracht: str, zin: str
) -> None:
    pk = regels[2].pk
    with zonder_muur("register_inzage"), connection.cursor() as cursor:
        cursor.execute(opdracht.format(pk=pk))
    (breuk,) = breuken()
    assert breuk.startswith("Schakel ")
    assert breuk.endswith(f"regel {pk} van register_inzage {zin}.")
    with pytest.raises(CommandError, match=f"regel {pk} van register_inzage {zin}"):
        call_command("controleer_log")


@pytest.mark.clausule("BEV-logging", "inzien")
@pytest.mark.parametrize(
    ("opdracht", "zin"),
    [
        ("update register_schakel set rijen = rijen[2:], merken = substr(merken, 17) where nummer = {n}", "Schakel {n} is gewijzigd of vervangen."),
        ("update register_schakel set gemaakt_op = gemaakt_op + interval '1 day' where nummer = {n}", "Schakel {n} is gewijzigd of vervangen."),
        ("update register_schakel set handtekening = merk || merk where nummer = {n}", "Schakel {n} is gewijzigd of vervangen."),
        ("delete from register_schakel where nummer = {n}", "Schakel {n} is er niet."),
    ],
)  # fmt: skip
def test_ook_aan_de_ketting_zelf_komt_niemand_ongemerkt(
    regels: list[Inzage], opdracht: str, zin: str
) -> None:
    inzage()
    ketting.schakel_aan()
    with als(dossiers.systeem()):
        nummer = Schakel.objects.filter(tabel="register_inzage").first().nummer
    with zonder_muur("register_schakel"), connection.cursor() as cursor:
        cursor.execute(opdracht.format(n=nummer))
    assert breuken()[0] == zin.format(n=nummer)


def test_een_regel_die_later_is_ingevoegd_met_een_eerder_moment_valt_op(
    regels: list[Inzage],
) -> None:
    with zonder_muur("register_inzage"), connection.cursor() as cursor:
        cursor.execute(
            "insert into register_inzage select gen_random_uuid(), r.* from (select tijdstip, partij,"
            " convenant_id, bestand, pseudoniem, nummer, soort, toegestaan, blik, aantal, van_adres,"
            " gebruiker_id, now() - interval '2 days', reden from register_inzage limit 1) r"
        )
    ketting.schakel_aan()
    (breuk,) = breuken()
    assert breuk.endswith("van register_inzage staat in geen schakel.")


@pytest.mark.clausule("BEV-logging", "inzien")
def test_een_ketting_die_is_ingekort_past_niet_op_wat_elders_is_bewaard(
    regels: list[Inzage], tmp_path: Path, settings: Any
) -> None:
    settings.KETTING_MAP = tmp_path
    inzage()
    ketting.schakel_aan()
    tasks.controleer_log()
    (kop,) = tmp_path.iterdir()
    inhoud = json.loads(kop.read_text())
    assert inhoud["openbare_sleutel"] == ketting.openbaar()
    tasks.controleer_log()  # once an hour
    assert list(tmp_path.iterdir()) == [kop]
    assert breuken(tmp_path) == []
    with zonder_muur("register_schakel", "register_inzage"), connection.cursor() as cursor:
        cursor.execute(
            "with weg as (delete from register_schakel where nummer ="
            " (select max(nummer) from register_schakel) returning rijen)"
            " delete from register_inzage where id in (select unnest(rijen) from weg)"
        )
    assert breuken() == []  # by itself it is whole
    assert breuken(tmp_path) == [
        f"De ketting past niet op {kop.name}: schakel {inhoud['nummer']} is weg of anders."
    ]
    with pytest.raises(tasks.LogGebroken):
        tasks.controleer_log()


@pytest.mark.clausule("BEV-logging", "inzien")
def test_ook_van_een_gebroken_ketting_wordt_de_kop_bewaard(
    regels: list[Inzage], tmp_path: Path, settings: Any
) -> None:
    """What comes after a break, or after a backup that was put back, is held to a head as well."""
    settings.KETTING_MAP = tmp_path
    with zonder_muur("register_inzage"), connection.cursor() as cursor:
        cursor.execute("update register_inzage set nummer = 'X' where id = %s", [regels[0].pk])
    with pytest.raises(tasks.LogGebroken):
        tasks.controleer_log()
    (kop,) = tmp_path.iterdir()
    assert json.loads(kop.read_text())["openbare_sleutel"] == ketting.openbaar()


def test_de_taak_die_schakelt_bewaart_ook_de_kop(
    regels: list[Inzage], tmp_path: Path, settings: Any
) -> None:
    """Not that of the night: until there is a head the owner can make the links of today anew."""
    settings.KETTING_MAP = tmp_path
    tasks.schakel_logs_aan()
    (kop,) = tmp_path.glob("kop-*.json")
    with als(dossiers.systeem()):
        assert json.loads(kop.read_text())["nummer"] == Schakel.objects.count()
    settings.KETTING_MAP = tmp_path / "weg"
    rij = inzage()
    tasks.schakel_logs_aan()  # that the folder is away keeps no row out of the chain
    with als(dossiers.systeem()):
        assert Schakel.objects.filter(rijen__contains=[rij.pk]).exists()


def test_koppen_van_voor_een_teruggezette_kopie_tellen_niet(
    regels: list[Inzage], tmp_path: Path, settings: Any
) -> None:
    vandaag = timezone.localdate()
    eerder = timezone.now() - timedelta(days=3)
    kop = tmp_path / f"kop-{eerder:%Y-%m-%d}.json"
    kop.write_text(json.dumps({"nummer": 9999, "merk": "00", "gemaakt_op": eerder.isoformat()}))
    assert len(breuken(tmp_path)) == 1
    call_command("controleer_log", koppen=tmp_path, vanaf=vandaag)
    with pytest.raises(CommandError, match="schakel 9999 is weg of anders"):
        call_command("controleer_log", koppen=tmp_path, vanaf=vandaag - timedelta(days=3))
    settings.KETTING_MAP, settings.KETTING_VANAF = tmp_path, vandaag
    tasks.controleer_log()


def test_een_map_zonder_koppen_is_niet_heel(
    regels: list[Inzage], tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    weg = "De map met de koppen van de ketting is er niet."
    assert breuken(tmp_path / "weg") == [weg]
    settings.KETTING_MAP = tmp_path / "weg"
    assert weg in gebreken()
    assert breuken(tmp_path) == []  # the chain is of today
    half = tmp_path / "kop-2026-01-01.json"
    half.write_text('{"nummer": 1, "me')
    assert breuken(tmp_path) == [f"De kop {half.name} is niet te lezen."]
    half.unlink()
    over_drie_dagen = timezone.now() + timedelta(days=3)
    monkeypatch.setattr(ketting, "_nu", lambda: over_drie_dagen)
    assert breuken(tmp_path) == ["Van de laatste twee dagen is geen kop van de ketting bewaard."]


def test_wat_lang_bleef_liggen_wordt_niet_overgeslagen(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a long standstill there is more than fits in one transaction, and it is older than a day."""
    monkeypatch.setattr(ketting, "SAMEN", 2)
    monkeypatch.setattr(ketting, "DEEL", 2)
    for _ in range(9):
        inzage()
    with zonder_muur("register_inzage"), connection.cursor() as cursor:
        cursor.execute(
            "update register_inzage set geschreven_op = geschreven_op - interval '2 days'"
        )
    ketting.schakel_aan()
    with als(dossiers.systeem()):
        geschakeld = {pk for s in Schakel.objects.filter(tabel="register_inzage") for pk in s.rijen}
        assert geschakeld == set(Inzage.objects.values_list("pk", flat=True))
    assert breuken() == []


def test_het_schema_van_auditlog_is_dat_waar_de_kolom_bij_past() -> None:
    """Its table bears a column that its model does not know.

    A newer version that migrates can change a column that a link names: then every row before it would be said to
    be changed. Look what it does, and only then write its name here.
    """
    bladen = MigrationLoader(connection).graph.leaf_nodes("auditlog")
    assert bladen == [("auditlog", "0017_add_actor_email")]


def test_zonder_de_sleutels_maakt_niemand_een_ketting_die_past(
    regels: list[Inzage], settings: Any
) -> None:
    """Who has the whole database and no key of it."""
    with als(dossiers.systeem()):
        schakels = Schakel.objects.count()
    echt = settings.SLEUTELS
    settings.SLEUTELS = {**echt, "register": {**echt["register"], "zoeken": "x" * 44}}
    assert len(breuken()) >= schakels
    settings.SLEUTELS = echt
    assert breuken() == []


# Its own term ------------------------------------------------------------------------------------
def test_wat_na_zijn_termijn_weggaat_breekt_niets(cast: Cast) -> None:
    oud = [inzage(tijdstip=timezone.now() - relativedelta(years=5, days=2)) for _ in range(3)]
    jong = inzage()
    ketting.schakel_aan()
    _houd_termijnen()
    with als(dossiers.systeem()):
        assert set(Inzage.objects.values_list("pk", flat=True)) == {jong.pk}
        opgeruimd = Opruiming.objects.get(tabel="register_inzage")
    assert set(opgeruimd.rijen) == {rij.pk for rij in oud}
    assert breuken() == []
    ketting.schakel_aan()
    assert breuken() == []
    with zonder_muur("register_opruiming"), connection.cursor() as cursor:
        cursor.execute("update register_opruiming set rijen = rijen[2:]")
    assert len(breuken()) == 2  # what was written down of it, and a row that is gone without a word


def test_wie_een_regel_te_vroeg_weghaalt_schrijft_zich_niet_vrij(regels: list[Inzage]) -> None:
    """An owner who also writes down that the row was removed after its term."""
    pk = regels[0].pk
    with zonder_muur("register_inzage", "register_opruiming"), connection.cursor() as cursor:
        cursor.execute("delete from register_inzage where id = %s", [pk])
        cursor.execute(
            "insert into register_opruiming (id, tabel, rijen, geschreven_op)"
            " values (gen_random_uuid(), 'register_inzage', array[%s]::uuid[], now() + interval '6 years')",
            [pk],
        )
    assert f"regel {pk} van register_inzage is weg." in breuken()[0]


def _houd_termijnen() -> None:
    with als(dossiers.systeem()):
        begin_ronde(actor=dossiers.systeem(), dag=timezone.localdate())
    retention.houd_termijnen()


# The time, and who may what ----------------------------------------------------------------------
def test_het_moment_van_een_regel_is_dat_van_de_database(cast: Cast) -> None:
    vroeger = timezone.now() - timedelta(days=400)
    rij = inzage(tijdstip=vroeger, geschreven_op=vroeger)
    with als(dossiers.systeem()):
        assert timezone.now() - Inzage.objects.get(pk=rij.pk).geschreven_op < timedelta(minutes=5)


def test_geen_rol_van_de_toepassing_wijzigt_een_schakel(regels: list[Inzage]) -> None:
    with als(dossiers.systeem()):
        schakel = Schakel.objects.first()
    daden: list[Callable[[], object]] = [
        lambda: Schakel.objects.filter(pk=schakel.pk).update(tabel="x"),
        lambda: Schakel.objects.filter(pk=schakel.pk).delete(),
        lambda: Opruiming.objects.all().delete(),
    ]
    for daad in daden:
        with pytest.raises(Exception, match="permission denied"), als(dossiers.systeem()):
            daad()
    with als(None):
        assert not Schakel.objects.exists()


# All at once -------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_vijftig_schrijvers_tegelijk_wachten_nergens_op() -> None:
    """Somebody is at the chain, and does not get through; they write all the same, and each row gets into one link."""
    schrijvers, elk = 50, 4
    samen = Barrier(schrijvers)

    def schrijf(_nr: int) -> None:
        try:
            samen.wait(60)
            for _ in range(elk):
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute("set local lock_timeout = '1s'")
                    inzage()
        finally:
            connection.close()

    with psycopg.connect(adres(DATABASE)) as ander, ThreadPoolExecutor(schrijvers) as draden:
        ander.execute("select pg_advisory_xact_lock(%s)", [ketting.SLOT])
        list(draden.map(schrijf, range(schrijvers)))
        assert ketting.schakel_aan() == 0  # the other one is at it
    with ThreadPoolExecutor(8) as draden:
        list(draden.map(_verzegel, range(8)))
    with als(dossiers.systeem()):
        geschakeld = [pk for b in Schakel.objects.filter(tabel="register_inzage") for pk in b.rijen]
        assert len(geschakeld) == len(set(geschakeld)) == Inzage.objects.count() == schrijvers * elk
    assert breuken() == []


def _verzegel(_nr: int) -> None:
    try:
        ketting.schakel_aan()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_wie_nog_niet_klaar_was_komt_in_een_later_schakel() -> None:
    with psycopg.connect(adres(DATABASE)) as traag:
        traag.execute("set role casusoverleg_systeem")
        traag.execute(
            "insert into register_inzage (id, tijdstip, partij, bestand, pseudoniem, nummer, soort,"
            " toegestaan, blik, reden) values (gen_random_uuid(), now(), '', 'x', gen_random_uuid(), '', 'pagina',"
            " true, gen_random_uuid(), '')"
        )
        snel = inzage()
        assert ketting.schakel_aan() == 1
    assert ketting.schakel_aan() == 1
    with als(dossiers.systeem()):
        eerste, tweede = Schakel.objects.filter(tabel="register_inzage").order_by("nummer")
    assert eerste.rijen == [snel.pk]
    assert len(tweede.rijen) == 1
    assert breuken() == []
