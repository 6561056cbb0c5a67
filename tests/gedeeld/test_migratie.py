"""A migration that changes rows does so as the system: the owner of the tables sees no rows."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import dedent, indent

import pytest
from django.apps import apps
from django.core.checks import CheckMessage
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.writer import OperationWriter
from pytest_django import Settings

from casusoverleg.dossier.models import Casus
from gedeeld import migratie
from register import muur
from tests import hulp
from tests.cast import Cast
from tests.toegang.muren import als_eigenaar, ommuurd

OUD = date(2020, 1, 1)
NAAM = "9999_proef"
KOP = """
from django.db import migrations
from gedeeld.migratie import Gegevens

def verouder(apps, schema_editor):
    casussen = apps.get_model("casusoverleg", "Casus").objects
    assert {casus.achternaam for casus in casussen.all()} <= {"Kanarie"}  # decrypted
    casussen.update(laatste_verwerking_op="2020-01-01")

def verleng(apps, schema_editor):
    apps.get_model("casusoverleg", "Casus").objects.update(laatste_verwerking_op="2021-01-01")

def mislukt(apps, schema_editor):
    verouder(apps, schema_editor)
    raise ValueError("proef")

# Only the owner may do this: the role is set back.
NA = migrations.RunSQL("COMMENT ON TABLE casusoverleg_casus IS 'proef'", "SELECT 1")
"""
Uitgave = Callable[..., None]


@pytest.fixture
def uitgave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Uitgave:
    """A release with one more migration in the app casusoverleg: the real ones and this one."""
    (vorige,) = MigrationLoader(None).graph.leaf_nodes("casusoverleg")
    pakket = f"migraties_{tmp_path.name}".replace("-", "_")
    echt = Path(apps.get_app_config("casusoverleg").path) / "migrations"
    map_ = tmp_path / pakket
    map_.mkdir()
    (map_ / "__init__.py").write_text(f"__path__.append({str(echt)!r})\n")
    monkeypatch.syspath_prepend(tmp_path)

    def maak(stappen: str, *, atomair: bool = True) -> None:
        (map_ / f"{NAAM}.py").write_text(
            f"{KOP}\nclass Migration(migrations.Migration):\n    atomic = {atomair}\n"
            f"    dependencies = [{vorige!r}]\n    operations = [\n"
            f"{indent(dedent(stappen), ' ' * 8)}\n    ]\n"
        )
        sys.modules.pop(f"{pakket}.{NAAM}", None)
        settings.MIGRATION_MODULES = {"casusoverleg": pakket}

    return maak


@pytest.fixture
def casussen(cast: Cast) -> list[Casus]:
    """Two files, behind the wall, changed today."""
    assert "casusoverleg_casus" in ommuurd()
    return [hulp.casussen.casus(cast), hulp.casussen.casus(cast)]


def _migreer(naam: str = NAAM, *, zonder_controle: bool = False) -> None:
    """As in production: by the command, by the owner of the tables."""
    with als_eigenaar():
        try:
            call_command("migrate", "casusoverleg", naam, verbosity=0, skip_checks=zonder_controle)
        finally:
            assert _rol() == "none"


def _rol() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('role')")
        return str(cursor.fetchone()[0])


def _dagen() -> set[date]:
    dagen = list(Casus.objects.values_list("laatste_verwerking_op", flat=True))
    assert len(dagen) == 2
    return set(dagen)


def _toegepast() -> bool:
    return ("casusoverleg", NAAM) in MigrationRecorder(connection).applied_migrations()


# Changing rows ------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_een_kale_RunPython_verandert_niets_en_zegt_niets(
    casussen: list[Casus], uitgave: Uitgave
) -> None:
    uitgave("migrations.RunPython(verouder)")
    _migreer(zonder_controle=True)
    assert _toegepast()  # the trap: it is done, and nothing was
    assert OUD not in _dagen()


@pytest.mark.django_db
def test_gegevens_verandert_elke_rij_heen_en_terug_en_geeft_de_rol_terug(
    casussen: list[Casus], uitgave: Uitgave
) -> None:
    uitgave("NA,\nGegevens(verouder, verleng),\nNA,")
    _migreer()
    assert _toegepast()
    assert _dagen() == {OUD}
    ((_, vorige),) = MigrationLoader(None).graph.nodes["casusoverleg", NAAM].dependencies
    _migreer(vorige)
    assert not _toegepast()
    assert _dagen() == {date(2021, 1, 1)}


@pytest.mark.django_db
def test_een_functie_die_mislukt_verandert_niets_en_geeft_de_rol_terug(
    casussen: list[Casus], uitgave: Uitgave
) -> None:
    uitgave("Gegevens(mislukt)")
    with als_eigenaar():
        with pytest.raises(ValueError, match="proef"):
            call_command("migrate", "casusoverleg", NAAM, verbosity=0)
        assert _rol() == "none"
    assert not _toegepast()
    assert OUD not in _dagen()


@pytest.mark.django_db
def test_wie_de_uitzondering_opvangt_is_weer_eigenaar(casussen: list[Casus]) -> None:
    def mislukt(*_: object) -> None:
        assert Casus.objects.update(laatste_verwerking_op=OUD) == 2
        raise ValueError

    with als_eigenaar(), connection.schema_editor() as bouwer:
        staat = MigrationLoader(None).project_state()
        with pytest.raises(ValueError):  # noqa: PT011
            migratie.Gegevens(mislukt).database_forwards("casusoverleg", bouwer, staat, staat)
        assert _rol() == "none"
    assert OUD not in _dagen()


@pytest.mark.django_db
def test_zonder_transactie_is_er_geen_rol(casussen: list[Casus], uitgave: Uitgave) -> None:
    uitgave("Gegevens(verouder)", atomair=False)
    with pytest.raises(SystemCheckError, match=f"casusoverleg.{NAAM} .*atomic = False"):
        _migreer()
    with als_eigenaar(), pytest.raises(CommandError, match="atomic = False"):
        call_command("migrate", "casusoverleg", NAAM, verbosity=0)  # that check was passed over
    assert not _toegepast()
    assert OUD not in _dagen()


# The check ----------------------------------------------------------------------------------------
GEWEIGERD = [
    "migrations.RunPython(verouder)",
    "migrations.RunPython(migrations.RunPython.noop)",
    "Gegevens(verouder),\nmigrations.RunPython(verouder)",
    "migrations.SeparateDatabaseAndState([migrations.RunPython(verouder)])",
    "migrations.RunSQL('update casusoverleg_casus set beperkt = true')",
    "migrations.RunSQL('UPDATE ONLY public.\"casusoverleg_casus\" AS c\\n SET beperkt = true')",
    "migrations.RunSQL([('UPDATE casusoverleg_casus SET beperkt = %s', [True])])",
    "migrations.RunSQL(['SELECT 1', 'DELETE FROM casusoverleg_casus'])",
    "migrations.RunSQL('SELECT 1', 'INSERT  INTO casusoverleg_casus (id) VALUES (1)')",
    "migrations.RunSQL('DO $$ BEGIN UPDATE casusoverleg_casus SET beperkt = true; END $$')",
    "migrations.RunSQL('CREATE FUNCTION f() RETURNS int AS $$ SELECT 1 $$ LANGUAGE sql;"
    " DELETE FROM casusoverleg_casus')",
    "migrations.RunSQL('WITH w AS (DELETE FROM casusoverleg_casus RETURNING id) SELECT 1')",
]
GOED = [
    "Gegevens(verouder)",
    "migrations.RunSQL(migrations.RunSQL.noop)",
    "migrations.RunSQL('GRANT SELECT, INSERT, UPDATE, DELETE ON casusoverleg_casus TO iemand;"
    " REVOKE UPDATE (beperkt), DELETE ON casusoverleg_casus FROM iemand')",
    "migrations.RunSQL('CREATE POLICY p ON casusoverleg_casus FOR UPDATE TO iemand USING (true)')",
    "migrations.RunSQL('ALTER TABLE x ADD FOREIGN KEY (y) REFERENCES z ON UPDATE SET NULL"
    " ON DELETE SET NULL, ALTER y SET NOT NULL')",
    "migrations.RunSQL('CREATE TRIGGER t BEFORE INSERT OR UPDATE ON x EXECUTE FUNCTION f()')",
    "migrations.RunSQL('CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $x$"
    " BEGIN INSERT INTO y VALUES (1); UPDATE y SET z = 1; END $x$')",
]


@pytest.mark.django_db
@pytest.mark.parametrize("stappen", GEWEIGERD)
def test_wat_als_eigenaar_wijzigt_wordt_genoemd_voor_er_iets_gebeurt(
    uitgave: Uitgave, stappen: str
) -> None:
    uitgave(stappen)
    for opdracht in (lambda: call_command("check"), _migreer):
        with pytest.raises(SystemCheckError, match=f"casusoverleg.{NAAM} wijzigt rijen"):
            opdracht()
    assert not _toegepast()


@pytest.mark.parametrize("stappen", GOED)
def test_wat_geen_rijen_wijzigt_mag(uitgave: Uitgave, stappen: str) -> None:
    uitgave(stappen)
    call_command("check")


def test_de_migraties_van_het_huis_zijn_goed_en_die_van_een_ander_blijven_van_hem() -> None:
    stappen = {
        (app, type(stap))
        for (app, _), gemaakt in MigrationLoader(None).disk_migrations.items()
        for stap in gemaakt.operations
    }
    assert ("register", RunSQL) in stappen
    assert ("contenttypes", RunPython) in stappen
    assert migratie.controleer_migraties() == []


def test_de_controle_kijkt_naar_elke_app_van_het_huis(monkeypatch: pytest.MonkeyPatch) -> None:
    bekeken: set[str] = set()

    def kijk(gemaakt: Migration, _: object) -> list[CheckMessage]:
        bekeken.add(gemaakt.app_label)
        return []

    monkeypatch.setattr(migratie, "_bezwaren", kijk)
    migratie.controleer_migraties()
    gemigreerd = {app for app, _ in MigrationLoader(None).disk_migrations}
    van_een_ander = {app.label for app in apps.get_app_configs() if "site-packages" in app.path}
    assert "convenant" in bekeken
    assert bekeken == gemigreerd - van_een_ander


# The operation ------------------------------------------------------------------------------------
def voorbeeld(*_: object) -> None:
    """A function that a migration file can name."""


def test_samenvoegen_schrijft_gegevens_weer_als_gegevens() -> None:
    tekst, imports = OperationWriter(
        migratie.Gegevens(voorbeeld, voorbeeld, elidable=True)
    ).serialize()
    assert "gedeeld.migratie.Gegevens(" in tekst
    assert [deel.split("=")[0].strip() for deel in tekst.splitlines()[1:-1]] == [
        "functie",
        "terug",
        "elidable",
    ]
    assert "import gedeeld.migratie" in imports


def test_de_rol_is_die_van_de_muur() -> None:
    assert migratie.ROL_SYSTEEM == muur.ROL_SYSTEEM
