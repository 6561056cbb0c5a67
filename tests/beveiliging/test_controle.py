"""The check on access: drift is found and put right, and the second wall is looked at itself."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib import import_module
from io import StringIO
from threading import Event
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from beveiliging import controle
from beveiliging.tasks import MuurKapot, controleer_toegang
from casusoverleg.models import Casus
from convenant.models import Partij
from privacy_rights import beperken
from register.models import Beperking
from register.muur import ROL_APP, ROL_SYSTEEM
from register.toegang import controleer
from tests.cast import Cast
from tests.hulp import casussen, dossiers, verzoeken

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


def rechten(zaak: Casus) -> set[Any]:
    return set(zaak.rechten.values_list("group_id", "permission_id", "van", "tot"))


# Drift -------------------------------------------------------------------------------------------
def weg(zaak: Casus, cast: Cast) -> Partij:
    zaak.rechten.filter(group=cast.om.partij.groep).delete()
    return cast.om.partij


def vreemd(zaak: Casus, cast: Cast) -> Partij:
    rij = zaak.rechten.get(group=cast.politie.partij.groep)
    rij.pk, rij.group = None, cast.elders.partij.groep
    rij.save()
    return cast.elders.partij


def einde(zaak: Casus, cast: Cast) -> Partij:
    zaak.rechten.filter(group=cast.om.partij.groep).update(tot=timezone.localdate() + DAG)
    return cast.om.partij


@pytest.mark.clausule("BEV-test")
@pytest.mark.parametrize("breek", [weg, vreemd, einde])
def test_elke_afwijking_wordt_gevonden_en_hersteld(cast: Cast, breek: Any) -> None:
    zaak, ander = casussen.casus(cast), casussen.casus(cast)
    goed = rechten(zaak)
    partij = breek(zaak, cast)
    fout = rechten(zaak)
    assert fout != goed
    tekst, waarom = draai()
    assert zaak.nummer in tekst
    assert str(partij.pk) in tekst
    assert ander.nummer not in tekst
    assert waarom == "1 Herstel de rechten met --herstel."
    assert rechten(zaak) == fout  # it only looked
    tekst, waarom = draai("--herstel")
    assert (zaak.nummer in tekst, waarom) == (True, "")
    assert rechten(zaak) == goed
    for opties in ([], ["--herstel"]):  # and a second time there is nothing
        tekst, waarom = draai(*opties)
        assert "Alle rechten volgen uit de feiten." in tekst
        assert waarom == ""


@pytest.mark.clausule("BEV-test")
@pytest.mark.clausule("RVB-beperking")
@pytest.mark.parametrize("beperkt", [True, False])
def test_een_dossier_dat_anders_beperkt_is_dan_besloten_wordt_gevonden_en_hersteld(
    cast: Cast, beperkt: bool
) -> None:
    zaak, ander = casussen.casus(cast), casussen.casus(cast)
    casussen.laat_deelnemen(zaak, cast, cast.reclassering.partij)
    goed = rechten(zaak)
    if beperkt:
        beperken.beperk(
            zaak,
            actor=cast.uitvoerder.actor,
            grond="juistheid",
            herzien_op=timezone.localdate() + DAG,
        )
        goed = rechten(zaak)
    Casus.objects.filter(pk=zaak.pk).update(beperkt=not beperkt)
    tekst, waarom = draai()
    assert f"{zaak.nummer}: {'niet' if beperkt else 'wel'} beperkt, anders dan besloten" in tekst
    assert ander.nummer not in tekst
    assert waarom
    assert draai("--herstel")[1] == ""
    zaak.refresh_from_db()
    assert zaak.beperkt is beperkt
    assert rechten(zaak) == goed
    assert "Alle rechten volgen uit de feiten." in draai()[0]


@pytest.mark.clausule("RVB-beperking")
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


@pytest.mark.clausule("RVB-beperking")
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


@pytest.mark.clausule("BEV-test")
def test_alle_soorten_kloppen_en_niemand_wordt_bij_naam_genoemd(cast: Cast) -> None:
    alles = dossiers.van_elke_soort(cast)
    assert draai()[1] == ""
    for dossier in alles.values():
        type(dossier)._base_manager.get(pk=dossier.pk).rechten.all().delete()  # type: ignore[attr-defined]
    tekst, waarom = draai()
    assert waarom
    assert all(dossier.nummer in tekst for dossier in alles.values())
    for naam in ("Kanarie", "kanarie", "Politie", "Uitvoerder", "uitvoerder"):
        assert naam not in tekst


def test_een_dossier_dat_intussen_weg_is_houdt_niets_op(cast: Cast) -> None:
    zaken = [casussen.casus(cast) for _ in range(2)]
    for zaak in zaken:
        zaak.rechten.all().delete()
    eerste, laatste = sorted(zaken, key=lambda zaak: zaak.pk)
    bezig = controleer(herstel=True)
    assert next(bezig).dossier == eerste
    laatste.delete()
    assert {afwijking.dossier for afwijking in bezig} == {eerste}


# The wall ----------------------------------------------------------------------------------------
def test_elke_tabel_van_de_rijbeveiliging_wordt_nagekeken() -> None:
    beleid = import_module("beveiliging.migrations.0001_rijbeveiliging").BELEID
    assert controle.beschermde_tabellen() == sorted({tabel for tabel, *_ in beleid})


@pytest.mark.clausule("BEV-test")
def test_de_muur_staat(cast: Cast, als_toepassing: None) -> None:
    assert controle.gebreken() == []


@pytest.mark.clausule("BEV-test")
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
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL ROLE NONE")
            cursor.execute(opdracht)
        tekst, waarom = draai("--herstel")
        transaction.set_rollback(True)
    assert "Tabel casusoverleg_casus" in tekst
    assert zin in tekst
    assert "rijbeveiliging" in waarom


@pytest.mark.clausule("BEV-test")
@pytest.mark.parametrize(
    ("rol", "zin"),
    [(ROL_SYSTEEM, "heeft vanzelf de rechten"), ("NONE", "is van de rol van de toepassing")],
)
def test_een_rol_met_te_veel_macht_wordt_gevonden(cast: Cast, rol: str, zin: str) -> None:
    neem_rol(rol)
    fouten = controle.gebreken()
    neem_rol(ROL_SYSTEEM)
    assert any(zin in fout for fout in fouten), fouten


# The job -----------------------------------------------------------------------------------------
def test_de_dagelijkse_taak_herstelt_en_zegt_wat_zij_vond(
    cast: Cast, als_toepassing: None, caplog: Any
) -> None:
    neem_rol(ROL_SYSTEEM)
    zaak = casussen.casus(cast)
    weg(zaak, cast)
    neem_rol(ROL_APP)
    with caplog.at_level(logging.WARNING):
        controleer_toegang()
    assert [
        zaak.nummer in regel and str(cast.om.partij.pk) in regel for regel in caplog.messages
    ] == [True]
    caplog.clear()
    controleer_toegang()
    assert caplog.messages == []


def test_de_dagelijkse_taak_mislukt_als_de_muur_niet_staat(cast: Cast) -> None:
    with pytest.raises(MuurKapot):
        controleer_toegang()  # as the tests connect: with the powers of the system


def test_het_schema_noemt_de_controle(settings: Any) -> None:
    taken = {regel["task"] for regel in settings.CELERY_BEAT_SCHEDULE.values()}
    assert controleer_toegang.name in taken
