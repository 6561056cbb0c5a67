"""The three jobs: what is due and when, by command and by worker; whole files or nothing (MC 13)."""

import os
import signal
import subprocess
import sys
import time
from calendar import isleap
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from threading import Event
from typing import Any

import psycopg
import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.formats import date_format
from hypothesis import example, given
from hypothesis import strategies as st

from casusoverleg.dossier.models import Afsluitadvies, Casus
from config.celery import app
from convenant.models import Uitzonderingsgrond
from gedeeld import rules as termijnen
from gedeeld.actor import Actor
from gedeeld.bericht import Bericht
from gedeeld.termijnen import Grond
from meldingen.decisions import breng_in
from meldingen.models import Melding
from register import events, registry
from register.afleiden import leid_af, wijziging
from register.feiten import Looptijd
from register.models import Dossier, Gebeurtenis
from retention import decisions, querysets, tasks
from retention.models import Archiefstuk, Raadpleging, Ronde, Vernietiging
from retention.rijen import Rijen
from tests.cast import Cast
from tests.conftest import ALS_TEST, ALS_TOEPASSING, BASIS, DATABASE, adres
from tests.hulp import meldingen, oud, vandaag, verlopen, weegploeg
from tests.retention.test_niets_over import hele_database
from weegploeg.informeren import decisions as informeren
from weegploeg.models import Spreker, WeegploegDossier

ZES_MAANDEN, EEN_JAAR, VIJF_JAAR = (
    relativedelta(months=6),
    relativedelta(years=1),
    relativedelta(years=5),
)
NU = relativedelta()
DAG = timedelta(days=1)
# Days on which months differ: the end of a month, and the leap day.
MOEILIJK = (date(2025, 8, 31), date(2024, 2, 29), date(2025, 3, 15))


def draai(peildatum: date | None = None, **opties: Any) -> str:
    uit = StringIO()
    if peildatum:
        opties["peildatum"] = peildatum.isoformat()
    call_command("bewaartermijnen", stdout=uit, **opties)
    return uit.getvalue()


def niet_geagendeerd(cast: Cast, besloten: date) -> WeegploegDossier:
    return oud.dossier(cast, besloten, stand="niet_geagendeerd")


# The calendar ------------------------------------------------------------------------------------
@pytest.mark.clausule("RET-kalender", "nooit-later")
@given(begin=st.dates(date(1990, 1, 1), date(2200, 1, 1)), grond=st.sampled_from(list(Grond)))
@example(begin=date(2025, 8, 31), grond=Grond.NIET_GEAGENDEERD)
@example(begin=date(2024, 2, 29), grond=Grond.EEN_JAAR)
@example(begin=date(2024, 2, 29), grond=Grond.VIJF_JAAR)
def test_termijnen_en_regels_rekenen_gelijk(begin: date, grond: Grond) -> None:
    regel = {
        **dict.fromkeys(Grond.van_lid_3(), termijnen.vergeten_op),
        **dict.fromkeys(Grond.om_te_wissen(), lambda dag: dag + timedelta(weeks=1)),
        Grond.NIEMAND: lambda dag: dag,
        Grond.NADERE_DUIDING: lambda dag: dag + timedelta(weeks=4),
        Grond.VIJF_JAAR: termijnen.laatste_dag,
        Grond.EEN_JAAR: lambda dag: dag + relativedelta(years=1),
    }[grond]
    assert Looptijd(grond, begin).tot == grond.einde(begin) == regel(begin)
    if grond not in {Grond.NADERE_DUIDING, *Grond.om_te_wissen()}:
        assert regel(begin).day <= begin.day  # never a day later than the maximum


def test_aan_de_beurt_is_wat_uit_de_feiten_volgt(cast: Cast) -> None:
    """What the jobs read is stored; the facts say the same of every kind, ground and day."""
    begin = date(2025, 8, 31)
    for n, dag in enumerate((begin, begin + timedelta(days=40))):
        oud.melding(cast, dag, nummer=f"M-2025-{n:04d}")
        for stand in ("in_weging", "niet_geagendeerd", "plan_afgesloten"):
            oud.dossier(cast, dag, stand=stand, nummer=f"W-2025-{n}{stand[:3]}")
        oud.casus(cast, dag, nummer=f"C-2025-{n:04d}")
    laat = WeegploegDossier.objects.filter(stand="in_weging").first()
    assert laat
    laat.inbrengen.update(ontvangen_op=begin + timedelta(days=90))
    leid_af(laat)
    lopend = {
        dossier.nummer: {t.grond: t.tot for t in soort.looptijden(dossier)}
        for soort in registry.bestanden()
        for dossier in soort.met_feiten
    }
    gezien = set()
    for dagen in (*range(150, 330, 10), *range(360, 380), *range(1820, 1830)):
        dag = begin + timedelta(days=dagen)
        for grond in Grond:
            verwacht = {
                nummer
                for nummer, eindes in lopend.items()
                if eindes.get(grond, date.max) < dag
                and not any(
                    eindes.get(eerder, date.max) < dag
                    for eerder in list(Grond)[: list(Grond).index(grond)]
                )
            }
            rijen = querysets.aan_de_beurt(dag, [grond])
            assert {rij.dossier.nummer for rij in rijen} == verwacht, (grond, dag)
            gezien |= verwacht
    assert len(gezien) == 10


@pytest.mark.clausule("RET-kalender", "maanden")
@pytest.mark.clausule("RET-kalender", "schrikkeldag")
def test_de_voorbeelden_van_de_kalender() -> None:
    assert termijnen.vergeten_op(date(2025, 8, 31)) == date(2026, 2, 28)
    assert Grond.EEN_JAAR.einde(date(2024, 2, 29)) == date(2025, 2, 28)
    assert not isleap(2025)


# Each ground and kind, around the day ------------------------------------------------------------
def ingebracht(cast: Cast, *, op: date) -> Dossier:
    """A melding whose content moved to the weegploeg on the day it came."""
    melding = meldingen.maak_melding(cast, op=op)
    breng_in(melding, actor=cast.gemeente.op(op))
    return melding


def wacht_op_antwoord(cast: Cast, *, op: date) -> Dossier:
    """The school may answer until the six months are over."""
    return weegploeg.nadere_duiding(cast, op=op, uiterlijk=op + ZES_MAANDEN)


@pytest.mark.clausule("RET-zes-maanden", "na-besluit")
@pytest.mark.clausule("RET-zes-maanden", "zonder-besluit")
@pytest.mark.clausule("RET-zes-maanden", "duiding")
@pytest.mark.clausule("RET-kalender", "laatste-dag")
@pytest.mark.parametrize("begin", MOEILIJK)
@pytest.mark.parametrize(
    ("maak", "grond", "van", "duur"),
    [
        (weegploeg.niet_geagendeerd, Grond.NIET_GEAGENDEERD, NU, ZES_MAANDEN),
        (weegploeg.gewogen, Grond.NIET_BESLOTEN, NU, ZES_MAANDEN),
        (wacht_op_antwoord, Grond.NADERE_DUIDING, ZES_MAANDEN, relativedelta(weeks=4)),
        (meldingen.maak_melding, Grond.NIET_INGEBRACHT, NU, ZES_MAANDEN),
        (ingebracht, Grond.VERHUISD, NU, ZES_MAANDEN),
    ],
)
def test_wie_niet_op_de_agenda_kwam_is_na_de_laatste_dag_weg(
    cast: Cast,
    maak: Callable[..., Dossier],
    grond: Grond,
    van: relativedelta,
    duur: relativedelta,
    begin: date,
) -> None:
    """By the decisions that people take; the last day is one to work on."""
    dossier = maak(cast, op=begin)
    dag = begin + van + duur
    draai(dag)
    assert type(dossier)._default_manager.exists()
    draai(dag + DAG)
    assert not type(dossier)._default_manager.exists()
    verklaring = Vernietiging.objects.get(soort=dossier._meta.label_lower)
    assert (verklaring.grond, verklaring.termijn_van) == (grond, begin + van)
    assert verklaring.termijn_tot == dag
    assert not Archiefstuk.objects.exists()


@pytest.mark.clausule("RET-archief", "een-jaar")
@pytest.mark.clausule("RET-vijf-jaar")
@pytest.mark.clausule("RET-kalender", "laatste-dag")
@pytest.mark.parametrize("begin", MOEILIJK)
def test_na_een_jaar_archief_en_na_vijf_jaar_vernietigd(cast: Cast, begin: date) -> None:
    """A plan that was closed: the file of the weegploeg and the casus, each in its own piece."""
    dossiers = [weegploeg.afgesloten(cast, op=begin), Casus.objects.get()]

    def bestaat() -> list[bool]:
        return [type(dossier)._default_manager.exists() for dossier in dossiers]

    draai(begin + EEN_JAAR)
    assert bestaat() == [True, True]
    draai(begin + EEN_JAAR + DAG)
    assert bestaat() == [False, False]
    bewaard = [stuk.laatste_dag for stuk in Archiefstuk.objects.all()]
    assert bewaard == [begin + VIJF_JAAR] * 2
    draai(begin + VIJF_JAAR)
    assert Archiefstuk.objects.count() == 2
    draai(begin + VIJF_JAAR + DAG)
    assert not Archiefstuk.objects.exists()
    verklaringen = Vernietiging.objects.all()
    assert {v.soort for v in verklaringen} == {d._meta.label_lower for d in dossiers}
    assert {(v.grond, v.termijn_tot) for v in verklaringen} == {
        (Grond.VIJF_JAAR, begin + VIJF_JAAR)
    }


@pytest.mark.parametrize("dagen", [0, 1, 400])
@pytest.mark.parametrize("maak", [oud.dossier, oud.casus, niet_geagendeerd, oud.melding])
def test_een_dag_te_laat_wordt_alsnog_ingehaald(
    cast: Cast, maak: Callable[[Cast, date], Dossier], dagen: int
) -> None:
    dossier = maak(cast, verlopen(VIJF_JAAR) - timedelta(days=dagen))
    draai()
    assert not type(dossier)._default_manager.exists()
    assert not Archiefstuk.objects.exists()  # straight out: it is not archived first
    assert Vernietiging.objects.count() == 1


@pytest.mark.clausule("RET-zes-maanden", "na-besluit")
@pytest.mark.clausule("RET-zes-maanden", "zonder-besluit")
@pytest.mark.parametrize(
    ("stand", "blijft"),
    [("niet_geagendeerd", False), ("in_weging", False), ("plan_afgesloten", True)],
)
def test_de_zes_maanden_lopen_alleen_zonder_casusoverleg(
    cast: Cast, stand: str, blijft: bool
) -> None:
    oud.dossier(cast, verlopen(ZES_MAANDEN), stand=stand)
    draai()
    assert WeegploegDossier.objects.exists() == blijft


@pytest.mark.clausule("RET-laatste-verwerking", "verandering")
def test_de_termijn_loopt_vanaf_de_laatste_verwerking(cast: Cast) -> None:
    casus = oud.casus(cast, verlopen(EEN_JAAR))
    Casus.objects.filter(pk=casus.pk).update(laatste_verwerking_op=vandaag() - timedelta(days=1))
    leid_af(casus)
    draai()
    assert Casus.objects.exists()


@pytest.mark.clausule("RET-laatste-verwerking", "verandering")
def test_het_weegploegdossier_wacht_op_zijn_casus(cast: Cast) -> None:
    dossier = oud.dossier(cast, vandaag() - EEN_JAAR - timedelta(days=9))
    oud.casus(cast, vandaag() - EEN_JAAR, zaak=dossier.zaak)
    leid_af(dossier)
    draai()
    assert not Archiefstuk.objects.exists()
    draai(vandaag() + DAG)
    assert Archiefstuk.objects.count() == 2


# The statement, and nothing else -----------------------------------------------------------------
@pytest.mark.clausule("RET-verantwoording", "aantallen")
@pytest.mark.parametrize("via_archief", [False, True])
def test_in_een_blok_telt_elke_verklaring_de_rijen_van_haar_eigen_dossier(
    cast: Cast, via_archief: bool
) -> None:
    laatst = verlopen(EEN_JAAR if via_archief else VIJF_JAAR)
    een, twee = oud.casus(cast, laatst), oud.casus(cast, laatst, nummer="C-2020-0002")
    ander = oud.dossier(cast, laatst, partij=cast.maastricht.partij)
    Afsluitadvies.objects.create(casus=twee, evaluatie="Nog een", gegeven_op=laatst)
    Spreker.objects.filter(dossier=ander).first().delete()
    alle = {dossier.pk: dossier for dossier in (een, twee, ander)}
    aantallen = {pk: Rijen([rij], met_register=True).aantallen[pk] for pk, rij in alle.items()}
    assert aantallen[een.pk] != aantallen[twee.pk]
    if via_archief:
        decisions.verwerk(Grond.EEN_JAAR, actor=Actor.systeem("test"), peildatum=vandaag())
        assert Archiefstuk.objects.count() == 3
    dag = vandaag() + relativedelta(years=4 if via_archief else 0)
    uitkomst = decisions.verwerk(Grond.VIJF_JAAR, actor=Actor.systeem("test"), peildatum=dag)
    assert (len(uitkomst.gedaan), uitkomst.mislukt) == (3, [])
    verklaringen = {rij.dossier_id: rij for rij in Vernietiging.objects.all()}
    assert {pk: rij.aantallen for pk, rij in verklaringen.items()} == aantallen
    for pk, rij in verklaringen.items():
        kern = alle[pk].partij.weegploeg.values_list("groep", flat=True)
        assert rij.groepen == sorted(kern)
    assert verklaringen[een.pk].groepen != verklaringen[ander.pk].groepen


@pytest.mark.clausule("RET-verantwoording", "verklaring")
@pytest.mark.clausule("RET-verantwoording", "aantallen")
@pytest.mark.clausule("RET-verantwoording", "grond")
@pytest.mark.clausule("RET-verantwoording", "wie")
@pytest.mark.clausule("RET-verantwoording", "termijnen")
def test_de_verklaring_zegt_wat_waarom_en_door_wie(cast: Cast) -> None:
    casus = oud.casus(cast, verlopen(VIJF_JAAR))
    pk = casus.pk
    draai()
    verklaring = Vernietiging.objects.get()
    assert (verklaring.nummer, verklaring.dossier_id) == ("C-2020-0001", pk)
    assert verklaring.aantallen["casusoverleg.casus"] == 1
    assert verklaring.aantallen["casusoverleg.maatregel"] == 1
    assert not [label for label in verklaring.aantallen if label.startswith("register.")]
    assert verklaring.door == "bewaartermijnen"
    assert verklaring.gemeente == cast.gemeente.partij.naam
    tekst = cast.fg.client.get("/bewaartermijnen/vernietigd/").content.decode()
    for deel in (
        "C-2020-0001",
        cast.gemeente.partij.naam,
        "maatregel: 1",
        "artikel 13 lid 1",
        "door bewaartermijnen",
        *(date_format(dag, "j F Y") for dag in (verklaring.termijn_van, verklaring.termijn_tot)),
    ):
        assert deel in tekst
    gebeurtenissen = Gebeurtenis.objects.filter(pseudoniem=casus.pseudoniem)
    assert gebeurtenissen.filter(soort="retention.vernietigd").count() == 1


@pytest.mark.clausule("RET-verantwoording", "geinformeerd")
@pytest.mark.parametrize("hoe", ["gedaan", "grond", "niet_gedaan", "nooit"])
def test_de_verklaring_zegt_of_het_subject_bericht_had(cast: Cast, hoe: str) -> None:
    toen = verlopen(ZES_MAANDEN) - timedelta(days=40)
    dossier = weegploeg.niet_geagendeerd(cast, op=toen, anoniem=True)
    vast: dict[str, Any] = {"actor": cast.uitvoerder.op(toen), "sprekers": weegploeg.sprekers(cast)}
    if hoe in ("gedaan", "niet_gedaan"):
        informeren.besluit_informeren(dossier, informeren=True, afspraak="Ik bel", **vast)
    if hoe == "gedaan":
        informeren.leg_informeren_vast(dossier, actor=vast["actor"], op=toen, hoe="Gebeld")
    if hoe == "grond":
        grond = Uitzonderingsgrond.objects.get(code="14-5-a")
        zin = "Weet het al"
        informeren.besluit_informeren(dossier, informeren=False, grond=grond, reden=zin, **vast)
    draai()
    assert Vernietiging.objects.get(dossier_id=dossier.pk).bericht == hoe
    tekst = cast.uitvoerder.client.get("/bewaartermijnen/vernietigd/").content.decode()
    assert Bericht(hoe).label in tekst


@pytest.mark.clausule("RET-verantwoording", "geinformeerd")
@pytest.mark.parametrize("alsnog", [False, True])
def test_ook_wat_in_het_archief_lag_zegt_of_het_subject_bericht_had(
    cast: Cast, alsnog: bool
) -> None:
    dossier = oud.dossier(cast, verlopen(EEN_JAAR))
    WeegploegDossier.objects.filter(pk=dossier.pk).update(geinformeerd_op=None)
    draai()
    stuk = Archiefstuk.objects.get(pk=dossier.pk)
    if alsnog:
        decisions.leg_informeren_vast(stuk, actor=cast.uitvoerder.actor, op=vandaag(), hoe="Brief")
    Archiefstuk.objects.filter(pk=stuk.pk).update(laatste_verwerking_op=verlopen(VIJF_JAAR))
    leid_af(stuk)
    draai()
    bericht = Vernietiging.objects.get(dossier_id=dossier.pk).bericht
    assert bericht == (Bericht.GEDAAN if alsnog else Bericht.NIET_GEDAAN)


@pytest.mark.clausule("RET-vijf-jaar")
def test_een_dossier_dat_niet_te_ontsleutelen_is_wordt_ook_vernietigd(cast: Cast) -> None:
    casus = oud.casus(cast, verlopen(VIJF_JAAR))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casusoverleg_casus SET achternaam = straat, \"analyse\" = 'onzin'")
        cursor.execute("UPDATE casusoverleg_signaal SET omschrijving = 'onzin'")
    draai()
    assert not Casus.objects.filter(pk=casus.pk).exists()


@pytest.mark.clausule("RET-volledig", "reservekopie")
@pytest.mark.parametrize("via_archief", [False, True])
def test_wat_met_een_reservekopie_terugkomt_wordt_opnieuw_vernietigd(
    cast: Cast, via_archief: bool
) -> None:
    casus = oud.casus(cast, verlopen(VIJF_JAAR))
    pk, pseudoniem = casus.pk, casus.pseudoniem
    draai()
    eerste = Vernietiging.objects.values().get()

    terug = oud.casus(cast, verlopen(VIJF_JAAR), pk=pk, pseudoniem=pseudoniem)
    assert terug.pk == pk
    if via_archief:
        draai(verlopen(VIJF_JAAR) + EEN_JAAR + DAG)
        assert Archiefstuk.objects.get().pk == pk
    draai()

    assert not Casus.objects.exists()
    assert not Archiefstuk.objects.exists()
    assert Vernietiging.objects.values().get() == eerste
    gebeurtenissen = Gebeurtenis.objects.filter(pseudoniem=pseudoniem)
    assert gebeurtenissen.filter(soort="retention.vernietigd").count() == 2


# One file fails ----------------------------------------------------------------------------------
@pytest.mark.clausule("RET-automatisch", "hervat")
@pytest.mark.clausule("RET-volledig", "logs")
def test_een_dossier_dat_mislukt_blijft_heel_en_houdt_de_rest_niet_op(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    stuk = oud.casus(cast, verlopen(EEN_JAAR) - DAG)
    goed = oud.casus(cast, verlopen(EEN_JAAR), nummer="C-2020-0002")
    with connection.cursor() as cursor:  # cannot be read, so it cannot be archived
        cursor.execute(
            "UPDATE casusoverleg_voortgang SET resultaat = 'onzin' WHERE casus_id = %s", [stuk.pk]
        )
    with pytest.raises(CommandError, match="1 dossiers zijn niet gelukt") as fout:
        draai()
    assert fout.value.returncode == 1
    assert list(Casus.objects.values_list("pk", flat=True)) == [stuk.pk]
    assert list(Archiefstuk.objects.values_list("pk", flat=True)) == [goed.pk]
    assert "C-2020-0001 mislukt (OntsleutelFout)" in caplog.text
    assert oud.KANARIE not in caplog.text.lower()
    with pytest.raises(tasks.NietAllesGelukt, match="een_jaar: 1 mislukt"):
        tasks.archiveer_na_een_jaar()


# The command -------------------------------------------------------------------------------------
@pytest.mark.clausule("RET-automatisch", "vooraf")
def test_de_proefdraai_toont_alles_en_verandert_niets(cast: Cast) -> None:
    oud.casus(cast, verlopen(EEN_JAAR))
    oud.dossier(cast, verlopen(VIJF_JAAR))
    oud.melding(cast, verlopen(ZES_MAANDEN))
    voor = sorted(hele_database())
    proef = draai(proefdraai=True)
    assert sorted(hele_database()) == voor
    assert "Dit is een proefdraai: er is niets veranderd." in proef
    echt = draai()
    for nummer in ("C-2020-0001", "W-2020-0001", "M-2020-0001"):
        assert nummer in proef
        assert nummer in echt
    assert proef.count("1 dossier aan de beurt") == 3
    assert echt.count("1 dossier vernietigd") == 2
    assert echt.count("1 dossier gearchiveerd") == 1
    assert oud.KANARIE not in (proef + echt).lower()
    assert draai().count("0 dossiers") == len(Grond)


@pytest.mark.clausule("RET-automatisch", "vooraf")
@pytest.mark.parametrize("omgeving", ["productie", "ontwikkeling"])
def test_vooruit_in_de_tijd_mag_alleen_als_proef(cast: Cast, omgeving: str, settings: Any) -> None:
    oud.casus(cast, vandaag())
    settings.OMGEVING = omgeving
    with pytest.raises(CommandError, match="ligt in de toekomst") as fout:
        draai(vandaag() + VIJF_JAAR + DAG)
    assert fout.value.returncode == 2
    assert Casus.objects.exists()
    assert "C-2020-0001" in draai(vandaag() + VIJF_JAAR + DAG, proefdraai=True)
    assert Casus.objects.exists()
    settings.OMGEVING = "demo"
    draai(vandaag() + VIJF_JAAR + DAG)
    assert not Casus.objects.exists()


@pytest.mark.parametrize("tekst", ["morgen", "31-12-2026", "2026-02-30", ""])
def test_een_slechte_peildatum_geeft_een_zin_en_code_twee(tekst: str) -> None:
    klaar = subprocess.run(
        [sys.executable, "manage.py", "bewaartermijnen", "--peildatum", tekst],
        cwd=BASIS, env=os.environ | {"DATABASE_URL": adres("postgres")}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert klaar.returncode == 2
    assert "De peildatum is geen datum. Schrijf jaar, maand en dag" in klaar.stderr
    assert "Traceback" not in klaar.stderr


# Real processes ----------------------------------------------------------------------------------
def _wacht(klaar: Callable[[], bool], seconden: float = 30) -> None:
    einde = time.monotonic() + seconden
    while not klaar():
        assert time.monotonic() < einde, "duurt te lang"
        time.sleep(0.05)


def _opdracht(log: Path) -> "subprocess.Popen[bytes]":
    with log.open("wb") as uit:
        return subprocess.Popen(
            [sys.executable, "manage.py", "bewaartermijnen"],
            cwd=BASIS,
            env=os.environ | {"DATABASE_URL": adres(DATABASE, ALS_TOEPASSING)},
            stdout=uit,
            stderr=subprocess.STDOUT,
        )


@pytest.mark.django_db(transaction=True)
def test_de_worker_draait_de_drie_taken(
    cast: Cast, celery_worker_proces: "subprocess.Popen[bytes]"
) -> None:
    oud.casus(cast, verlopen(EEN_JAAR))
    oud.dossier(cast, verlopen(VIJF_JAAR))
    oud.melding(cast, verlopen(ZES_MAANDEN))
    for taak in (
        tasks.vernietig_na_zes_maanden, tasks.vernietig_na_vijf_jaar, tasks.archiveer_na_een_jaar
    ):  # fmt: skip
        taak.delay()
        taak.delay()  # beat twice: no harm
    _wacht(Archiefstuk.objects.exists)
    _wacht(lambda: Vernietiging.objects.count() == 2)
    assert not Melding.objects.exists()
    assert not WeegploegDossier.objects.exists()
    assert not Casus.objects.exists()
    assert set(Vernietiging.objects.values_list("door", flat=True)) == {
        "vernietig_na_zes_maanden", "vernietig_na_vijf_jaar",
    }  # fmt: skip
    _wacht(_worker_is_klaar)  # the tables are emptied after this test


def _worker_is_klaar() -> bool:
    """Whether the worker answers that it runs and holds no task any more."""
    kijk = app.control.inspect(timeout=1)
    antwoorden = [kijk.active(), kijk.reserved()]
    return all(antwoorden) and not any(t for deel in antwoorden for t in deel.values())


def test_het_schema_noemt_taken_die_bestaan(settings: Any) -> None:
    from config.celery import app

    app.loader.import_default_modules()
    namen = {regel["task"] for regel in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {n for n in namen if n.startswith("retention.")} == {
        f"retention.tasks.{naam}"
        for naam in (
            "vernietig_na_zes_maanden",
            "vernietig_na_vijf_jaar",
            "vernietig_overleggen",
            "vernietig_wat_geen_dossier_is",
            "archiveer_na_een_jaar",
            "wis_na_besluit",
            "houd_termijnen",
            "houd_boek_bij",
        )
    }
    assert namen <= set(app.tasks)


def test_wat_op_dezelfde_dag_weg_gaat_staat_steeds_in_dezelfde_volgorde(cast: Cast) -> None:
    """What came in on the last days of August goes on the last day of February."""
    for n, dag in enumerate((31, 30, 29, 28)):
        for k in range(2):
            oud.melding(cast, date(2025, 8, dag), nummer=f"M-2025-{n}{k}")
    tot = date(2026, 3, 1)

    def nummers(hoogstens: int) -> list[str]:
        rijen = querysets.komend_voor(cast.gemeente.actor, tot)[:hoogstens]
        return [rij.dossier.nummer for rij in rijen]

    alles = nummers(100)
    assert len(alles) == 8
    for n in range(1, 9):
        assert nummers(n)[:n] == alles[:n]


@pytest.mark.clausule("RET-automatisch", "hervat")
@pytest.mark.django_db(transaction=True)
def test_twee_opdrachten_tegelijk_doen_elk_dossier_een_keer(cast: Cast, tmp_path: Path) -> None:
    for n in range(1, 11):
        oud.casus(cast, verlopen(VIJF_JAAR), nummer=f"C-2020-{n:04d}")
        oud.dossier(cast, verlopen(EEN_JAAR), nummer=f"W-2020-{n:04d}")
    processen = [_opdracht(tmp_path / str(n)) for n in range(2)]
    assert [p.wait(60) for p in processen] == [0, 0]
    assert Vernietiging.objects.count() == 10
    assert Archiefstuk.objects.count() == 10
    assert Gebeurtenis.objects.filter(soort__startswith="retention.").count() == 20
    assert Ronde.objects.count() == 1  # both began this day
    assert not Casus.objects.exists()
    assert not WeegploegDossier.objects.exists()


@pytest.mark.clausule("RET-automatisch", "hervat")
@pytest.mark.django_db(transaction=True)
def test_wie_halverwege_gedood_wordt_laat_hele_dossiers_achter(cast: Cast, tmp_path: Path) -> None:
    eerste = oud.casus(cast, vandaag() - EEN_JAAR - timedelta(days=1))
    tweede = oud.casus(cast, verlopen(EEN_JAAR), nummer="C-2020-0002")
    rijen = Rijen([eerste, tweede], met_register=True).aantallen
    # Somebody holds one row below the second file, so the job stands still inside its transaction:
    # part of both files is deleted, nothing is committed.
    with psycopg.connect(adres(DATABASE, ALS_TEST)) as ander:
        ander.execute(
            "SELECT 1 FROM casusoverleg_voortgang WHERE casus_id = %s FOR UPDATE", [tweede.pk]
        )
        proces = _opdracht(tmp_path / "log")
        _wacht(lambda: _iemand_wacht(ander))
        proces.send_signal(signal.SIGKILL)
        proces.wait()
    assert not Archiefstuk.objects.exists()
    assert set(Casus.objects.values_list("pk", flat=True)) == {eerste.pk, tweede.pk}
    assert Rijen([eerste, tweede], met_register=True).aantallen == rijen

    def opnieuw() -> bool:
        draai()  # the server may still be undoing the first try; then the file is skipped
        return not Casus.objects.exists()

    _wacht(opnieuw)
    assert set(Archiefstuk.objects.values_list("pk", flat=True)) == {eerste.pk, tweede.pk}


def _iemand_wacht(verbinding: "psycopg.Connection[Any]") -> bool:
    rij = verbinding.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()
    return bool(rij and rij[0])


@pytest.mark.clausule("RET-automatisch", "hervat")
@pytest.mark.django_db(transaction=True)
def test_een_dossier_dat_iemand_in_handen_heeft_wordt_overgeslagen(cast: Cast) -> None:
    casus = oud.casus(cast, verlopen(EEN_JAAR))
    bezig, klaar = Event(), Event()

    def wijzig() -> None:
        """That somebody changes the file: the term moves, and the next run leaves it alone."""
        with wijziging():
            dossier = Casus.objects.lock(casus)
            bezig.set()
            assert klaar.wait(30)
            events.leg_vast(dossier, "casusoverleg.analyse_vastgelegd", actor=cast.uitvoerder.actor)
        connection.close()

    with ThreadPoolExecutor(1) as draad:
        taak = draad.submit(wijzig)
        try:
            assert bezig.wait(30)
            assert "0 dossiers gearchiveerd" in draai()
        finally:
            klaar.set()
        taak.result()
    assert "0 dossiers gearchiveerd" in draai()
    assert not decisions.archiveer([casus.pk], actor=Actor.systeem("test"), peildatum=vandaag())
    with wijziging():
        assert Casus.objects.lock(casus) == casus
    assert not Raadpleging.objects.exists()
