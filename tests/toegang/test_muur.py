"""The wall in PostgreSQL: every table stands behind it or says why not; without an actor, no rows (ADR 9)."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from casusoverleg.models import Casus
from gedeeld.actor import Actor
from gereedschap import services
from mensen.middleware import ActorMiddleware
from mensen.sessie import FACTOR
from mensen.vertegenwoordigen import te_bevestigen
from register import beleid
from register.grants import LEZEN, permissie
from register.models import Dossier, Inzage, Recht
from register.muur import ROL_APP, ROL_SYSTEEM, als
from tests.cast import Cast
from tests.conftest import ALS_TOEPASSING, BASIS, DATABASE, adres
from tests.hulp import casussen
from tests.toegang.muren import als_eigenaar, ommuurd
from tests.toegang.toneel import Toneel


def _tabellen() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        return {naam for (naam,) in cursor.fetchall()}


# Coverage --------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
def test_elke_tabel_staat_achter_de_muur_of_heeft_een_reden() -> None:
    verklaard = beleid.tabellen()
    assert verklaard.keys() == _tabellen()
    assert {naam for naam, tabel in verklaard.items() if tabel.regels is not None} == set(ommuurd())
    for naam, tabel in verklaard.items():
        assert bool(tabel.reden) == (tabel.regels is None), naam
    redenen = {tabel.reden for tabel in verklaard.values() if tabel.reden}
    assert all(len(reden) > 15 and reden.endswith((".", ")")) for reden in redenen), redenen
    assert beleid.afwijkingen() == []


@pytest.mark.django_db
@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
def test_een_tabel_die_niemand_noemde_is_van_niemand() -> None:
    with als_eigenaar(), connection.cursor() as cursor:
        cursor.execute("create table vergeten as select 'kanarie' as zin")
        cursor.execute(f"grant select on vergeten to {ROL_APP}")
        beleid.zet()
    assert "vergeten" in ommuurd()
    for actor in (None, Actor.systeem("proef")):
        with pytest.raises(DatabaseError, match="permission denied"), als(actor):
            connection.cursor().execute("select * from vergeten")


@pytest.mark.django_db
@pytest.mark.clausule("BEV-test", "beproefd")
@pytest.mark.parametrize(
    ("opdracht", "zin"),
    [
        ("create table vergeten (n int)", "Tabel vergeten heeft geen rijbeveiliging"),
        (
            "create policy open on register_taak using (true)",
            "Tabel register_taak heeft andere regels",
        ),
        (
            "alter policy leest_het_dossier on casusoverleg_casus using (true)",
            "Tabel casusoverleg_casus heeft andere regels",
        ),
        (
            "drop policy aan_de_actor_select on register_taak",
            "Tabel register_taak heeft andere regels",
        ),
        (
            "alter table register_dossier no force row level security",
            "Tabel register_dossier heeft geen rijbeveiliging die altijd geldt",
        ),
        (
            "grant update on register_inzage to casusoverleg_app",
            "Tabel register_inzage geeft andere bevoegdheden",
        ),
        (
            "grant select on register_recht to public",
            "Tabel register_recht geeft andere bevoegdheden",
        ),
    ],
)
def test_wat_anders_is_dan_verklaard_valt_op(opdracht: str, zin: str) -> None:
    with als_eigenaar(), connection.cursor() as cursor:
        cursor.execute(opdracht)
    assert any(gevonden.startswith(zin) for gevonden in beleid.afwijkingen())
    with als_eigenaar():
        beleid.zet()
    if "vergeten" not in opdracht:
        assert beleid.afwijkingen() == []


@pytest.mark.django_db
@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
def test_elke_muur_geldt_ook_voor_de_eigenaar_en_heeft_beleid_voor_beide_rollen() -> None:
    verklaard = beleid.tabellen()
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, c.relforcerowsecurity, array(select distinct r::regrole::text"
            " from pg_policy p, unnest(p.polroles) r where p.polrelid = c.oid order by 1)"
            " from pg_class c where c.relrowsecurity and c.relnamespace = 'public'::regnamespace"
        )
        ommuurde = cursor.fetchall()
        assert len(ommuurde) > 30
        for tabel, gedwongen, rollen in ommuurde:
            assert gedwongen, tabel
            assert verklaard[tabel].regels or verklaard[tabel].mag == beleid.BIJSCHRIJVEN, tabel
            # Of what only jobs read there is no rule for users, and so no row.
            gebruikers = [] if verklaard[tabel].regels == () else [ROL_APP]
            assert rollen == [*gebruikers, ROL_SYSTEEM], tabel


@pytest.mark.django_db
def test_geen_tabel_met_versleutelde_kolommen_staat_buiten_de_muur() -> None:
    versleuteld = {
        model._meta.db_table
        for model in apps.get_models()
        if any(type(veld).__module__ == "gedeeld.fields" for veld in model._meta.fields)
    }
    assert len(versleuteld) > 10
    # The filters that a user keeps for himself, on his account: colleagues read his name in that row, so there is
    # no wall around it, and no page opens them but his own.
    assert versleuteld - ommuurd_of_niemand() == {"mensen_gebruiker"}


def ommuurd_of_niemand() -> set[str]:
    """Walled tables, and the one with encrypted columns that says nothing on any subject."""
    # The signed statement of secrecy of a partner: the administrator keeps it, before any file.
    return {*ommuurd(), "convenant_verklaringsdocument"}


@pytest.mark.django_db
def test_geen_beleid_geldt_voor_iedereen_en_geen_rol_gaat_om_de_muur_heen() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_policy where 0 = any(polroles)")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "select rolname from pg_roles where rolname in (%s, %s, %s)"
            " and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)",
            [ROL_APP, ROL_SYSTEEM, services.WEB],
        )
        assert cursor.fetchall() == []
        cursor.execute("select viewname from pg_views where schemaname = 'public'")
        assert cursor.fetchall() == []  # a view would read with the powers of its owner
        cursor.execute(
            "select proname from pg_proc join pg_namespace n on n.oid = pronamespace"
            " where n.nspname = 'public' and prosecdef"
        )
        assert cursor.fetchall() == []


# No actor, no rows -----------------------------------------------------------------------------
def _telling(cursor: Any) -> dict[str, int]:
    uit = {}
    for tabel in ommuurd():
        cursor.execute(f"select count(*) from {tabel}")
        uit[tabel] = cursor.fetchone()[0]
    return uit


@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
def test_zonder_actor_zijn_er_geen_rijen(toneel: Toneel) -> None:
    toneel.cast.politie.client.get(reverse("casusoverleg:lijst"))  # fills the read log
    with connection.cursor() as cursor:
        leeg = {tabel for tabel, aantal in _telling(cursor).items() if not aantal}
        assert not leeg, "het toneel vult niet elke tabel"
        with als(None):
            assert set(_telling(cursor).values()) == {0}


def _rol_van_de_inlog(adres: str) -> str:
    """The address of the login role that the running application uses."""
    delen = urlsplit(adres)
    return urlunsplit(delen._replace(netloc=f"{services.WEB}@{delen.netloc.rpartition('@')[2]}"))


EIGEN_SERVER = pytest.mark.skipif(
    "DATABASE_OWNER_URL" not in os.environ, reason="de inlogrol is alleen op de eigen server zeker"
)


@EIGEN_SERVER
@pytest.mark.django_db(transaction=True)
@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
def test_zonder_actor_geen_rijen_op_een_verse_verbinding_in_de_worker_en_in_de_shell(
    toneel: Toneel, celery_worker_proces: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    tabellen = ommuurd()
    assert len(tabellen) > 30
    for waar in (adres(DATABASE, ALS_TOEPASSING), _rol_van_de_inlog(adres(DATABASE))):
        with psycopg.connect(waar) as vers:
            for tabel in tabellen:
                assert vers.execute(f"select count(*) from {tabel}").fetchone() == (0,), tabel
    from tests.toegang.taken import tel

    uit = tmp_path / "telling"
    tel.delay(str(uit))
    einde = timezone.now().timestamp() + 20
    while not uit.exists() and timezone.now().timestamp() < einde:
        time.sleep(0.05)
    assert uit.read_text() == "0"
    shell = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c",
         "from tests.toegang.muren import tel_alles; print(tel_alles())"],
        cwd=BASIS,
        env=os.environ | {"DATABASE_URL": adres(DATABASE, ALS_TOEPASSING)},
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    assert shell.stdout.strip().splitlines()[-1] == "0"


# The runtime roles -----------------------------------------------------------------------------
VERBODEN = [
    "alter table casusoverleg_casus disable row level security",
    "alter table casusoverleg_casus no force row level security",
    "drop policy systeem on casusoverleg_casus",
    "create policy open on casusoverleg_casus using (true)",
    "truncate casusoverleg_casus cascade",
    "alter role casusoverleg_web bypassrls",
    "grant casusoverleg_eigenaar to casusoverleg_web",
    "set role casusoverleg_eigenaar",
    "set session authorization casusoverleg_eigenaar",
    "create function lek() returns int language sql as 'select 1'",
    "update register_inzage set nummer = ''",
    "delete from convenant_bevestigtekst",
    "update register_gebeurtenis set namens = ''",
]


@EIGEN_SERVER
@pytest.mark.django_db
@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
@pytest.mark.parametrize("rol", [ROL_APP, ROL_SYSTEEM])
@pytest.mark.parametrize("opdracht", VERBODEN)
def test_de_toepassing_kan_de_muur_niet_slopen(rol: str, opdracht: str) -> None:
    with psycopg.connect(_rol_van_de_inlog(adres(DATABASE))) as web:
        web.execute(f"set role {rol}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute(opdracht)


@EIGEN_SERVER
@pytest.mark.django_db
def test_row_security_off_geeft_een_fout_en_geen_rijen() -> None:
    with psycopg.connect(_rol_van_de_inlog(adres(DATABASE))) as web:
        web.execute("set row_security = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute("select * from casusoverleg_casus")


@pytest.mark.parametrize(
    "opdracht",
    [
        "update {t} set tot = null",
        "update {t} set van = '2000-01-01'",
        "delete from {t}",
    ],
)
def test_een_gebruiker_verandert_niet_wat_is_afgeleid(toneel: Toneel, opdracht: str) -> None:
    for tabel in AFGELEID:
        for speler in toneel.cast.allen.values():
            with als(speler.actor), connection.cursor() as cursor:
                cursor.execute(opdracht.format(t=tabel))
                assert cursor.rowcount == 0, (tabel, speler.gebruiker.username)


# What follows from the facts of a file; the system alone writes it.
AFGELEID = ["register_recht", "register_termijn", "register_taak"]


def test_een_gebruiker_geeft_zichzelf_geen_recht(toneel: Toneel) -> None:
    dossier = toneel.casussen["actief"].pk
    for speler in toneel.cast.allen.values():
        actor = speler.actor
        rij = [actor.groep_id, permissie(LEZEN), dossier]
        with pytest.raises(DatabaseError, match="row-level security"), als(actor):
            connection.cursor().execute(
                "insert into register_recht"
                " (group_id, permission_id, content_object_id, van, reden)"
                " values (%s, %s, %s, '2020-01-01', '')",
                rij,
            )


def test_een_gebruiker_begint_geen_dossier_van_een_kring_waarin_hij_niet_staat(
    toneel: Toneel,
) -> None:
    rij = Dossier.objects.get(pk=toneel.casussen["actief"].pk)
    kring = rij.kring.replace(str(rij.partij_id), str(toneel.cast.maastricht.partij.pk))
    for speler in (toneel.cast.gemeente, toneel.cast.reclassering, toneel.cast.extern):
        nieuw = Dossier(nummer="C-1999-0001", partij_id=rij.partij_id, kring=kring, houder=kring)
        nieuw.dossiersoort, nieuw.begonnen_op = rij.dossiersoort, rij.begonnen_op
        nieuw.laatste_verwerking_op = rij.begonnen_op
        with pytest.raises(DatabaseError, match="row-level security"), als(speler.actor):
            nieuw.save()


def test_een_gebruiker_heft_geen_uitsluiting_op(toneel: Toneel) -> None:
    with als(toneel.uitgesloten.actor), connection.cursor() as cursor:
        cursor.execute("select count(*) from register_uitsluiting")
        assert cursor.fetchone()[0] > 0
        cursor.execute("update register_uitsluiting set opgeheven_op = now()")
        assert cursor.rowcount == 0
        cursor.execute("delete from register_uitsluiting")
        assert cursor.rowcount == 0


@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
def test_een_half_ingestelde_actor_leest_niets(toneel: Toneel) -> None:
    """No person: no files, or who is excluded would read. No covenant: no logs."""

    def telt(actor: Actor, leeg: str, tabel: str) -> int:
        with als(actor), connection.cursor() as cursor:
            if leeg:
                cursor.execute("select set_config(%s, '', true)", [f"casusoverleg.{leeg}"])
            cursor.execute(f"select count(*) from {tabel}")
            return int(cursor.fetchone()[0])

    for tabel in ("casusoverleg_casus", "weegploeg_signaal", "retention_archiefstuk"):
        assert telt(toneel.cast.om.actor, "", tabel) > 0
        assert telt(toneel.cast.om.actor, "gebruiker", tabel) == 0
    for tabel in ("register_inzage", "register_gebeurtenis"):
        assert telt(toneel.cast.fg.actor, "", tabel) > 0
        assert telt(toneel.cast.fg.actor, "convenant", tabel) == 0


# The setting does not leak ---------------------------------------------------------------------
@contextmanager
def _kale_verbinding() -> Iterator[Any]:
    """The connection of the web as it is between two requests: the runtime role, no settings."""
    with connection.cursor() as cursor:
        cursor.execute(f"set role {ROL_APP}")
        try:
            yield cursor
        finally:
            cursor.execute(f"set role {ROL_SYSTEEM}")


def _ziet_niets(cursor: Any) -> bool:
    cursor.execute("select current_user::text, current_setting('casusoverleg.groep', true)")
    rol, groep = cursor.fetchone()
    return rol == ROL_APP and not groep and set(_telling(cursor).values()) == {0}


@pytest.mark.django_db(transaction=True)
@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
def test_na_een_verzoek_ziet_dezelfde_verbinding_niets_meer(toneel: Toneel) -> None:
    politie, elders = toneel.cast.politie.client, toneel.cast.elders.client
    pad = reverse("casusoverleg:casus", args=[toneel.casussen["actief"].pk])
    with _kale_verbinding() as cursor:
        for client, code in ((politie, 200), (elders, 404), (politie, 200)):
            assert client.get(pad).status_code == code
            assert _ziet_niets(cursor)


@pytest.mark.django_db(transaction=True)
def test_na_een_fout_in_een_verzoek_ziet_dezelfde_verbinding_niets_meer(toneel: Toneel) -> None:
    def stuk(request: Any) -> HttpResponse:
        assert Casus.objects.exists()
        raise RuntimeError("midden in een verzoek")

    verzoek = RequestFactory().get("/")
    verzoek.user = toneel.cast.politie.gebruiker
    verzoek.actor = toneel.cast.politie.actor  # type: ignore[attr-defined]
    verzoek.resolver_match = None
    verzoek.keuze = toneel.cast.politie.keuze  # type: ignore[attr-defined]
    verzoek.mag_werken, verzoek.teksten = True, te_bevestigen(verzoek.keuze)  # type: ignore[attr-defined]
    verzoek.session = {FACTOR: True}  # type: ignore[assignment]
    with _kale_verbinding() as cursor:
        with pytest.raises(RuntimeError):
            ActorMiddleware(lambda r: HttpResponse()).process_view(verzoek, stuk, (), {})
        assert _ziet_niets(cursor)


def test_binnen_een_ander_herstelt_de_buitenste_zich(toneel: Toneel) -> None:
    buiten = toneel.cast.politie.actor
    with als(buiten):
        aantal = Casus.objects.count()
        with als(None):
            assert not Casus.objects.exists()
        assert Casus.objects.count() == aantal > 0
        with pytest.raises(ValueError, match="fout"), als(Actor.systeem("proef")):
            raise ValueError("fout")
        assert Casus.objects.count() == aantal


# The price -------------------------------------------------------------------------------------
def test_een_pagina_vindt_de_rechten_met_een_index(cast: Cast) -> None:
    casus = maak_veel_casussen(cast, 3000)
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("set local role none")
        cursor.execute(
            "analyze register_dossier, casusoverleg_casus, register_recht, register_uitsluiting"
        )
    for speler in (cast.politie, cast.reclassering):
        actor = speler.actor
        zichtbaar = Casus.objects.visible_to(actor)
        een = [Casus.objects.filter(pk=casus.pk), zichtbaar.filter(pk=casus.pk)]
        with als(actor):
            assert zichtbaar.count() in (3000 + 1, 30)
            for vraag in (*een, zichtbaar.order_by("-nummer")[:25]):
                plan = vraag.explain()
                assert "Seq Scan on register_recht" not in plan, plan
                if vraag in een:
                    # A table without rows costs nothing to read through.
                    leeg = r"Seq Scan on register_(uitsluiting|toezichtvraag)"
                    assert "Seq Scan" not in re.sub(leeg, "", plan), plan


def maak_veel_casussen(cast: Cast, aantal: int) -> Casus:
    """Files of the same municipality, quickly; two other parties hold grants, one of them on all."""
    casus = casussen.casus(cast)
    with connection.cursor() as cursor:
        sleutels = [uuid4() for _ in range(aantal)]
        for model, vast in (
            (Dossier, {"id": "t.pk", "nummer": "'C-1999-' || t.n", "pseudoniem": "t.pk"}),
            (Casus, {"dossier_id": "t.pk"}),
        ):
            tabel = model._meta.db_table
            kolommen = [veld.column for veld in model._meta.local_concrete_fields]
            waarden = ", ".join(vast.get(kolom, f'oud."{kolom}"') for kolom in kolommen)
            cursor.execute(
                f"insert into {tabel} ({', '.join(map(connection.ops.quote_name, kolommen))}) select {waarden} from {tabel} oud,"
                " unnest(%s::uuid[]) with ordinality as t(pk, n)"
                f" where oud.{model._meta.pk.column} = %s",
                [sleutels, casus.pk],
            )
    recht = {"permission_id": permissie(LEZEN), "van": casus.geopend_op}
    Recht.objects.bulk_create(
        Recht(content_object_id=pk, group_id=partij.groep_id, **recht)
        for partij, deel in ((cast.rvdk.partij, 1), (cast.reclassering.partij, 100))
        for pk in sleutels[::deel]
    )
    return casus


def test_de_client_van_een_test_krijgt_rijen_en_een_onbekende_niet(toneel: Toneel) -> None:
    """What stands above would pass with an empty database as well: here is the other side."""
    pad = reverse("casusoverleg:casus", args=[toneel.casussen["actief"].pk])
    assert toneel.cast.politie.client.get(pad).status_code == 200
    assert Client().get(pad).status_code == 302
    assert Inzage.objects.filter(
        pseudoniem=toneel.casussen["actief"].pseudoniem, toegestaan=True
    ).exists()
