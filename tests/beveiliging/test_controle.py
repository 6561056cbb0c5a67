"""The check on access: drift is found and put right, and the second wall is looked at itself."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from io import StringIO
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from beveiliging import controle
from beveiliging.tasks import MuurKapot, controleer_toegang
from casusoverleg.dossier.models import Casus
from gedeeld.termijnen import Grond
from privacy_rights import beperken
from register import afleiden, beleid
from register.kringen import Kring
from register.models import Beperking, Dossier
from register.muur import ROL_APP, ROL_SYSTEEM
from tests.cast import Cast
from tests.hulp import casussen, dossiers, verzoeken
from tests.toegang.muren import als_eigenaar

DAG = timedelta(days=1)


def neem_rol(rol: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {rol}")


@pytest.fixture
def als_toepassing(cast: Cast) -> Iterator[None]:
    """As a process of the application connects: by itself it has no powers of the system."""
    neem_rol(ROL_APP)
    yield
    neem_rol(ROL_SYSTEEM)


def draai(*opties: str) -> tuple[str, str]:
    """What the command prints, and why it failed; run as the application does."""
    uit = StringIO()
    neem_rol(ROL_APP)
    try:
        call_command("controleer_toegang", *opties, stdout=uit)
    except CommandError as fout:
        return uit.getvalue(), f"{fout.returncode} {fout}"
    finally:
        neem_rol(ROL_SYSTEEM)
    return uit.getvalue(), ""


def bewaard(zaak: Casus) -> afleiden.Vervolg:
    """All that is stored of a file beside its facts."""
    rij = Dossier.objects.get(pk=zaak.pk)
    return afleiden.opgeslagen(rij, afleiden.vervolg([rij])[rij.pk].rij)


# Drift -------------------------------------------------------------------------------------------
def in_de_rij(**anders: Any) -> Callable[[Casus, Cast], None]:
    def breek(zaak: Casus, cast: Cast) -> None:
        Dossier.objects.filter(pk=zaak.pk).update(**anders)

    return breek


def kring_van_elders(zaak: Casus, cast: Cast) -> None:
    Dossier.objects.filter(pk=zaak.pk).update(kring=Kring.WEEGPLOEG.van(cast.elders.partij.pk))


def recht_weg(zaak: Casus, cast: Cast) -> None:
    zaak.rechten.get(group=cast.rvdk.partij.groep).delete()


def recht_vreemd(zaak: Casus, cast: Cast) -> None:
    van = zaak.rechten.get(group=cast.rvdk.partij.groep)
    Dossier.objects.get(pk=zaak.pk).rechten.create(
        group=cast.elders.partij.groep, permission=van.permission, van=van.van, reden=van.reden
    )


def recht_langer(zaak: Casus, cast: Cast) -> None:
    zaak.rechten.filter(group=cast.rvdk.partij.groep).update(tot=timezone.localdate() + 9999 * DAG)


def termijn_weg(zaak: Casus, cast: Cast) -> None:
    zaak.termijnen.get(grond=Grond.VIJF_JAAR).delete()


def termijn_later(zaak: Casus, cast: Cast) -> None:
    zaak.termijnen.filter(grond=Grond.EEN_JAAR).update(tot=F("tot") + DAG)


def termijn_van_een_ander(zaak: Casus, cast: Cast) -> None:
    zaak.termijnen.filter(grond=Grond.VIJF_JAAR).update(houder="van niemand")


def termijn_vreemd(zaak: Casus, cast: Cast) -> None:
    vandaag = timezone.localdate()
    zaak.termijnen.create(grond=Grond.NIET_GEAGENDEERD, van=vandaag - DAG, tot=vandaag)


def taak_weg(zaak: Casus, cast: Cast) -> None:
    taak = zaak.taken.first()
    assert taak
    taak.delete()


def taak_voor_een_ander(zaak: Casus, cast: Cast) -> None:
    taak = zaak.taken.first()
    assert taak
    taak.aan = Kring.VERTEGENWOORDIGERS.van(cast.elders.partij.pk)
    taak.save()


def taak_dubbel(zaak: Casus, cast: Cast) -> None:
    taak = zaak.taken.first()
    assert taak
    taak.pk, taak.rij = uuid4(), uuid4()
    taak.save(force_insert=True)


@pytest.mark.clausule("BEV-test", "beproefd")
@pytest.mark.parametrize(
    ("breek", "zin"),
    [
        (kring_van_elders, "kring klopt niet"),
        (in_de_rij(houder=""), "houder klopt niet"),
        (in_de_rij(begonnen_op=date(2020, 1, 1)), "begonnen_op klopt niet"),
        (recht_weg, "rechten: 0 te veel, 1 te weinig"),
        (recht_vreemd, "rechten: 1 te veel, 0 te weinig"),
        (recht_langer, "rechten: 1 te veel, 1 te weinig"),
        (termijn_weg, "termijnen: 0 te veel, 1 te weinig"),
        (termijn_later, "termijnen: 1 te veel, 1 te weinig"),
        (termijn_van_een_ander, "termijnen: 1 te veel, 1 te weinig"),
        (termijn_vreemd, "termijnen: 1 te veel, 0 te weinig"),
        (taak_weg, "taken: 0 te veel, 1 te weinig"),
        (taak_voor_een_ander, "taken: 1 te veel, 1 te weinig"),
        (taak_dubbel, "taken: 1 te veel, 0 te weinig"),
    ],
)
def test_elke_afwijking_wordt_gevonden_en_hersteld(cast: Cast, breek: Any, zin: str) -> None:
    zaak, ander = (casussen.casus(cast, cast.rvdk.partij) for _ in range(2))
    goed = bewaard(zaak)
    breek(zaak, cast)
    fout = bewaard(zaak)
    assert fout != goed
    tekst, waarom = draai()
    assert f"{zaak.nummer}: {zin}\n" in tekst
    assert ander.nummer not in tekst
    assert waarom == "1 Herstel de rechten met --herstel."
    assert bewaard(zaak) == fout  # it only looked
    tekst, waarom = draai("--herstel")
    assert (zaak.nummer in tekst, waarom) == (True, "")
    assert bewaard(zaak) == goed
    for opties in ([], ["--herstel"]):  # and a second time there is nothing
        tekst, waarom = draai(*opties)
        assert "Alle rechten volgen uit de feiten." in tekst
        assert waarom == ""


@pytest.mark.clausule("BEV-test", "beproefd")
@pytest.mark.clausule("RVB-beperking", "getoond")
@pytest.mark.parametrize("beperkt", [True, False])
def test_een_dossier_dat_anders_beperkt_is_dan_besloten_wordt_gevonden_en_hersteld(
    cast: Cast, beperkt: bool
) -> None:
    zaak, ander = casussen.casus(cast), casussen.casus(cast)
    casussen.laat_deelnemen(zaak, cast, cast.reclassering.partij)
    goed = bewaard(zaak)
    if beperkt:
        beperken.beperk(
            zaak,
            actor=cast.uitvoerder.actor,
            grond="juistheid",
            herzien_op=timezone.localdate() + DAG,
        )
        goed = bewaard(zaak)
    Casus.objects.filter(pk=zaak.pk).update(beperkt=not beperkt)
    tekst, waarom = draai()
    assert f"{zaak.nummer}: beperkt klopt niet\n" in tekst
    assert ander.nummer not in tekst
    assert waarom
    assert draai("--herstel")[1] == ""
    zaak.refresh_from_db()
    assert zaak.beperkt is beperkt
    assert bewaard(zaak) == goed
    assert "Alle rechten volgen uit de feiten." in draai()[0]


@pytest.mark.clausule("RVB-beperking", "getoond")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("beperkt", [True, False])
def test_herstellen_haalt_geen_besluit_over_een_beperking_in(cast: Cast, beperkt: bool) -> None:
    """The check came by while the secretary was deciding, on a file that differed already."""
    zaak, actor = casussen.casus(cast), cast.uitvoerder.actor
    herzien_op = timezone.localdate() + DAG
    if not beperkt:
        beperken.beperk(zaak, actor=actor, grond="juistheid", herzien_op=herzien_op)
    Casus.objects.filter(pk=zaak.pk).update(beperkt=beperkt)
    besloten, klaar = Event(), Event()

    def besluit() -> None:
        with transaction.atomic():
            if beperkt:
                beperken.beperk(zaak, actor=actor, grond="juistheid", herzien_op=herzien_op)
            else:
                beperken.hef_op(zaak, actor=actor, verteld_op=timezone.localdate())
            besloten.set()
            assert klaar.wait(30)
        connection.close()

    with ThreadPoolExecutor(1) as draad:
        taak = draad.submit(besluit)
        try:
            assert besloten.wait(30)
            controle.verschillen(herstel=True)
        finally:
            klaar.set()
        taak.result()
    zaak.refresh_from_db()
    assert zaak.beperkt is beperkt is Beperking.lopend(dossier_id=zaak.pk).exists()
    assert controle.verschillen(herstel=False) == []


def test_een_beperking_op_een_soort_die_er_geen_kent_wordt_niet_gevolgd(cast: Cast) -> None:
    verzoek = verzoeken.verzoek(cast)
    Beperking.objects.create(
        dossier_id=verzoek.pk,
        grond="juistheid",
        sinds=timezone.now(),
        door=cast.uitvoerder.gebruiker,
        herzien_op=timezone.localdate() + DAG,
    )
    assert controle.verschillen(herstel=True) == []
    verzoek.refresh_from_db()
    assert not verzoek.beperkt


@pytest.mark.clausule("BEV-test", "beproefd")
def test_alle_soorten_kloppen_en_niemand_wordt_bij_naam_genoemd(cast: Cast) -> None:
    alles = dossiers.van_elke_soort(cast)
    assert draai()[1] == ""
    for dossier in alles.values():
        Dossier.objects.filter(pk=dossier.pk).update(houder="")
    tekst, waarom = draai()
    assert waarom
    assert all(dossier.nummer in tekst for dossier in alles.values())
    for naam in ("Kanarie", "kanarie", "Politie", "Uitvoerder", "uitvoerder"):
        assert naam not in tekst


def test_een_dossier_dat_intussen_weg_is_houdt_niets_op(cast: Cast) -> None:
    zaken = [casussen.casus(cast) for _ in range(2)]
    for zaak in zaken:
        zaak.termijnen.all().delete()
    eerste, laatste = sorted(zaken, key=lambda zaak: zaak.pk)
    bezig = afleiden.verschillen(herstel=True)
    assert next(bezig).dossier.pk == eerste.pk
    laatste.delete()
    assert list(bezig) == []


# The wall ----------------------------------------------------------------------------------------
def test_elke_tabel_met_rijbeveiliging_wordt_nagekeken(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity"
            " AND relnamespace = 'public'::regnamespace ORDER BY 1"
        )
        namen = [naam for (naam,) in cursor.fetchall()]
    # A log outside the wall has it to keep its term.
    assert controle.beschermde_tabellen() == [n for n in namen if n != "auditlog_logentry"]


@pytest.mark.clausule("BEV-test", "beproefd")
def test_de_muur_staat(cast: Cast, als_toepassing: None) -> None:
    assert controle.gebreken() == []


@pytest.mark.clausule("BEV-test", "beproefd")
@pytest.mark.parametrize(
    ("opdracht", "zin"),
    [
        ("ALTER TABLE casusoverleg_casus DISABLE ROW LEVEL SECURITY", "geen rijbeveiliging die"),
        ("ALTER TABLE casusoverleg_casus NO FORCE ROW LEVEL SECURITY", "geen rijbeveiliging die"),
        (f"GRANT TRUNCATE ON casusoverleg_casus TO {ROL_APP}", "in één keer worden geleegd"),
        (
            f"CREATE POLICY lek ON casusoverleg_casus FOR SELECT TO {ROL_APP} USING (true)",
            "toont rijen terwijl er niemand handelt",
        ),
    ],
)
def test_een_gat_in_de_muur_wordt_gevonden(cast: Cast, opdracht: str, zin: str) -> None:
    casussen.casus(cast)
    with door_de_eigenaar(opdracht):
        tekst, waarom = draai("--herstel")
    assert "Tabel casusoverleg_casus" in tekst
    assert zin in tekst
    assert "rijbeveiliging" in waarom


@contextmanager
def door_de_eigenaar(opdracht: str) -> Iterator[None]:
    """The database after its owner did this; it is undone at the end."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL ROLE NONE")
            cursor.execute(opdracht)
        neem_rol(ROL_APP)
        yield
        transaction.set_rollback(True)


REGELS, MAG = "heeft andere regels", "geeft andere bevoegdheden"


@pytest.mark.clausule("BEV-test", "beproefd")
@pytest.mark.parametrize(
    ("opdracht", "zinnen"),
    [
        ("DROP POLICY leest_select ON register_dossier", {f"register_dossier {REGELS}"}),
        ("DROP POLICY systeem ON register_taak", {f"register_taak {REGELS}"}),
        (
            f"CREATE POLICY erbij ON register_taak FOR SELECT TO {ROL_APP} USING (false)",
            {f"register_taak {REGELS}"},
        ),
        (
            "ALTER POLICY aan_de_actor_select ON register_taak USING (true)",
            {f"register_taak {REGELS}"},
        ),
        ("ALTER POLICY systeem ON register_taak TO PUBLIC", {f"register_taak {REGELS}"}),
        ("CREATE POLICY erbij ON convenant_partij USING (true)", {f"convenant_partij {REGELS}"}),
        (f"GRANT DELETE ON register_inzage TO {ROL_APP}", {f"register_inzage {MAG}"}),
        ("GRANT SELECT ON register_taak TO PUBLIC", {f"register_taak {MAG}"}),
        (f"GRANT SELECT ON register_taak TO {ROL_SYSTEEM}", {f"register_taak {MAG}"}),
        (
            f"GRANT SELECT ON register_taak TO {ROL_APP} WITH GRANT OPTION",
            {f"register_taak {MAG}"},
        ),
        (
            f"GRANT UPDATE (namens) ON register_gebeurtenis TO {ROL_APP}",
            {f"register_gebeurtenis {MAG}"},
        ),
        (f"REVOKE INSERT ON register_inzage FROM {ROL_APP}", {f"register_inzage {MAG}"}),
        ("CREATE TABLE nieuw (naam text)", {"nieuw heeft geen rijbeveiliging"}),
        (
            f"CREATE TABLE nieuw (naam text); GRANT SELECT ON nieuw TO {ROL_APP}",
            {"nieuw heeft geen rijbeveiliging", f"nieuw {MAG}"},
        ),
        ("CREATE VIEW nieuw AS SELECT * FROM register_dossier", {"nieuw"}),
        ("CREATE MATERIALIZED VIEW nieuw AS SELECT * FROM register_dossier", {"nieuw"}),
        ("ALTER TABLE register_taak RENAME TO weg", {"weg", "register_taak staat in het beleid"}),
    ],
)
def test_elke_afwijking_van_het_beleid_wordt_gevonden(
    cast: Cast, opdracht: str, zinnen: set[str]
) -> None:
    with door_de_eigenaar(opdracht):
        gevonden = beleid.afwijkingen()
    for zin in zinnen:
        assert any(regel.startswith(f"Tabel {zin}") for regel in gevonden), gevonden
    tabellen = {zin.split()[0] for zin in zinnen}
    assert {regel.split()[1] for regel in gevonden} == tabellen


@pytest.mark.clausule("BEV-test", "beproefd")
@pytest.mark.parametrize(
    ("rol", "zin"),
    [(ROL_SYSTEEM, "heeft vanzelf de rechten"), ("NONE", "is van de rol van de toepassing")],
)
def test_een_rol_met_te_veel_macht_wordt_gevonden(cast: Cast, rol: str, zin: str) -> None:
    neem_rol(rol)
    fouten = controle.gebreken()
    neem_rol(ROL_SYSTEEM)
    assert any(zin in fout for fout in fouten), fouten


@pytest.mark.parametrize(
    ("opdracht", "zin"),
    [
        ("grant casusoverleg_systeem to casusoverleg_eigenaar with inherit true", "ALTER ROLE casusoverleg_eigenaar NOINHERIT"),
        ("alter table register_inzage disable trigger stempel", "Tabel register_inzage krijgt het moment niet"),
        ("create or replace function stempel() returns trigger language plpgsql as 'begin return new; end'", "Tabel mensen_inlog krijgt het moment niet"),
        ("create or replace function stempel() returns trigger language plpgsql as 'BEGIN NEW.geschreven_op := clock_timestamp(); NEW.toegestaan := true; RETURN NEW; END'", "Tabel register_inzage krijgt het moment niet"),
        ("create trigger zz before insert on register_inzage for each row execute function stempel()", "Tabel register_inzage heeft een trigger of regel die er niet hoort"),
        ("create rule weg as on insert to mensen_inlog do instead nothing", "Tabel mensen_inlog heeft een trigger of regel die er niet hoort"),
    ],
)  # fmt: skip
def test_wat_de_eigenaar_zichzelf_toestond_wordt_gevonden(
    cast: Cast, als_toepassing: None, opdracht: str, zin: str
) -> None:
    with als_eigenaar(), connection.cursor() as cursor:
        cursor.execute(opdracht)
    neem_rol(ROL_APP)
    assert any(zin in fout for fout in controle.gebreken())


# The job -----------------------------------------------------------------------------------------
def test_de_dagelijkse_taak_herstelt_en_zegt_wat_zij_vond(
    cast: Cast, als_toepassing: None, caplog: Any
) -> None:
    neem_rol(ROL_SYSTEEM)
    zaak = casussen.casus(cast, cast.rvdk.partij)
    goed = bewaard(zaak)
    for breek in (kring_van_elders, recht_weg, termijn_weg, taak_weg):
        breek(zaak, cast)
    neem_rol(ROL_APP)
    with caplog.at_level(logging.WARNING):
        controleer_toegang()
    weinig = "0 te veel, 1 te weinig"
    zin = f"kring klopt niet; rechten: {weinig}; termijnen: {weinig}; taken: {weinig}"
    assert caplog.messages == [f"Hersteld: {zaak.nummer}: {zin}"]
    neem_rol(ROL_SYSTEEM)
    assert bewaard(zaak) == goed
    neem_rol(ROL_APP)
    caplog.clear()
    controleer_toegang()
    assert caplog.messages == []


def test_de_dagelijkse_taak_mislukt_als_de_muur_niet_staat(cast: Cast) -> None:
    with pytest.raises(MuurKapot):
        controleer_toegang()  # as the tests connect: with the powers of the system


def test_het_schema_noemt_de_controle(settings: Any) -> None:
    taken = {regel["task"] for regel in settings.CELERY_BEAT_SCHEDULE.values()}
    assert controleer_toegang.name in taken


def test_een_rij_in_het_register_zonder_dossier_valt_op(cast: Cast) -> None:
    """No job sees it, so that it would never be destroyed: people look at it."""
    zaak = casussen.casus(cast)
    with connection.cursor() as cursor:
        for tabel in ("signaal", "weging", "band"):
            cursor.execute(f"DELETE FROM casusoverleg_{tabel}")
        cursor.execute("DELETE FROM casusoverleg_casus")
    for herstel in (False, True):
        (verschil,) = afleiden.verschillen(herstel=herstel)
        assert verschil.dossier.pk == zaak.pk
        assert verschil.zin == "het dossier zelf is er niet"
