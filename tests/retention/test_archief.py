"""The archive: a real move, lossless, for core parties with a reason (MC 13.2)."""

import json
from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.core import serializers
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from gedeeld.actor import Actor
from gedeeld.afschrift import Publiek
from gedeeld.termijnen import Grond
from gedeeld.weigering import Geweigerd, NietMogelijk
from register import registry
from register.afleiden import wijziging
from register.models import Dossier, Gebeurtenis, Inzage, Kennisgeving, Uitwisseling
from register.muur import als
from register.uitwisseling.melden import geef_kennis
from register.uitwisseling.vastleggen import leg_uitwisseling_vast
from retention import decisions
from retention.models import Archiefstuk, Raadpleging, Vernietiging
from retention.rijen import Rijen
from tests.cast import Cast
from tests.hulp import oud, vandaag, verlopen
from weegploeg.models import WeegploegDossier

EEN_JAAR, VIJF_JAAR = relativedelta(years=1), relativedelta(years=5)
BLIJVEND = ("weegploeg.weegploegdossier", "casusoverleg.casus")
ARCHIEF = ("gemeente", "politie", "om", "uitvoerder", "uitvoerder_weegploeg")


def archiveer(dossier: Dossier) -> Archiefstuk:
    (stuk,) = decisions.archiveer([dossier.pk], actor=Actor.systeem("test"), peildatum=vandaag())
    return stuk


@pytest.mark.clausule("RET-archief", "een-jaar")
@pytest.mark.parametrize("soort", BLIJVEND)
def test_na_een_jaar_staat_het_dossier_alleen_nog_in_het_archief(cast: Cast, soort: str) -> None:
    dossier = oud.MAKERS[soort](cast, verlopen(EEN_JAAR))
    rijen = Rijen([dossier], met_register=False)
    assert all(model._base_manager.exists() for model in rijen.data)
    call_command("bewaartermijnen")
    for model in rijen.data:
        assert not model._base_manager.exists(), model
    stuk = Archiefstuk.objects.get()
    assert (stuk.pk, stuk.nummer, stuk.dossiersoort) == (dossier.pk, dossier.nummer, soort)
    assert stuk.pseudoniem == dossier.pseudoniem
    assert stuk.laatste_verwerking_op == verlopen(EEN_JAAR)
    assert not type(dossier)._default_manager.visible_to(cast.gemeente.actor).exists()  # type: ignore[attr-defined]


@pytest.mark.clausule("RET-archief", "een-jaar")
@pytest.mark.parametrize("soort", BLIJVEND)
def test_het_archief_verliest_niets(cast: Cast, soort: str) -> None:
    dossier = oud.MAKERS[soort](cast, verlopen(EEN_JAAR))
    voor, rij_voor = _alles(dossier), _rij(dossier)
    stuk = archiveer(dossier)
    assert _rij(dossier) == rij_voor
    for rij in serializers.deserialize("python", json.loads(stuk.inhoud)["rijen"]):
        rij.save()
    assert _alles(type(dossier)._default_manager.get(pk=stuk.pk)) == voor
    assert sum(stuk.aantallen.values()) == len(voor)


def _alles(dossier: Dossier) -> list[tuple[str, dict[str, Any]]]:
    """Each row with each field, as Python sees it."""
    rijen = [
        (
            model._meta.label,
            {v.attname: getattr(rij, v.attname) for v in model._meta.local_concrete_fields},
        )
        for model in Rijen([dossier], met_register=False)._tabellen
        for rij in model._base_manager.order_by("pk")
    ]
    return sorted(rijen, key=lambda rij: rij[0])


def _rij(dossier: Dossier) -> dict[str, Any]:
    """Its row of the register, apart from what says that it is in the archive, and who reads that."""
    rij = Dossier.objects.filter(pk=dossier.pk).values().get()
    anders = {"gearchiveerd_op", "kring", "houder"}
    return {naam: waarde for naam, waarde in rij.items() if naam not in anders}


@pytest.mark.clausule("RET-archief", "alleen-kernpartijen")
def test_het_afschrift_in_het_archief_is_dat_van_de_dag_ervoor(cast: Cast) -> None:
    casus = oud.casus(cast, verlopen(EEN_JAAR))
    verwacht = {p: oud.bestand(casus).afschrift(casus, p) for p in decisions.PUBLIEKEN}
    stuk = archiveer(casus)
    archief = registry.bestand("retention.archiefstuk")
    assert {p: archief.afschrift(stuk, p) for p in decisions.PUBLIEKEN} == verwacht
    assert archief.persoon(stuk) == oud.PERSOON
    with pytest.raises(Geweigerd):
        archief.afschrift(stuk, Publiek.EXTERN)


@pytest.mark.clausule("BEV-versleuteling", "versleuteld")
def test_in_de_tabel_van_het_archief_staat_niets_leesbaars(cast: Cast) -> None:
    casus = oud.casus(cast, verlopen(EEN_JAAR))
    sleutels = set(casus.zoeksleutels)
    stuk = archiveer(casus)
    with connection.cursor() as cursor:
        cursor.execute("SELECT retention_archiefstuk::text FROM retention_archiefstuk")
        rij = cursor.fetchone()[0].lower()
    assert oud.KANARIE not in rij
    assert "wouter" not in rij
    assert not sleutels & set(stuk.zoeksleutels)  # a key of its own: no joining of dumps


@pytest.mark.clausule("RVB-gevonden", "archief")
@pytest.mark.clausule("RET-archief", "alleen-kernpartijen")
def test_wie_zoekt_op_persoon_vindt_het_archief_via_het_register(cast: Cast) -> None:
    stuk = archiveer(oud.casus(cast, verlopen(EEN_JAAR)))
    gevonden = {
        lid: [
            rij.pk
            for soort in registry.bestanden()
            for rij in soort.zoek(oud.PERSOON).visible_to(speler.actor)
        ]
        for lid, speler in cast.allen.items()
    }
    assert gevonden == {lid: [stuk.pk] if lid in ARCHIEF else [] for lid in cast.allen}


# Who consults ------------------------------------------------------------------------------------
def raadpleeg(client: Client, stuk: Archiefstuk, **velden: str) -> Any:
    return client.post(reverse("retention:archiefstuk", args=[stuk.pk]), velden)


@pytest.mark.clausule("RET-archief", "alleen-kernpartijen")
@pytest.mark.clausule("RET-kernpartij-raadplegen", "vastgelegd")
def test_alleen_kernpartijen_raadplegen_het_archief(cast: Cast) -> None:
    casus = oud.casus(cast, verlopen(EEN_JAAR))
    stuk = archiveer(casus)
    lijst, stukpagina, casuspagina = (
        reverse("retention:archief"),
        reverse("retention:archiefstuk", args=[stuk.pk]),
        f"/casusoverleg/{casus.pk}/",
    )
    for naam, lid in cast.allen.items():
        client, mag = lid.client, naam in ARCHIEF
        assert client.get(casuspagina).status_code == 404, naam
        assert client.get(stukpagina).status_code == (200 if mag else 404), naam
        antwoord = raadpleeg(client, stuk, reden="nieuwe_signalen")
        assert antwoord.status_code == (200 if mag else 404), naam
        assert (b"kanarie vloog" in antwoord.content) == mag, naam
        op_de_lijst = client.get(lijst)
        assert (b"C-2020-0001" in op_de_lijst.content) == mag, naam
        assert b"Kanarie" not in op_de_lijst.content
    assert Raadpleging.objects.count() == len(ARCHIEF)
    weigeringen = Inzage.objects.filter(bestand="retention.archiefstuk", toegestaan=False)
    assert weigeringen.count() == 2 * (len(cast.allen) - len(ARCHIEF))


def _gewisseld(cast: Cast, casus: Casus) -> None:
    """Another municipality got it, and was told since that it was restricted."""
    with wijziging():
        leg_uitwisseling_vast(
            casus,
            Uitwisseling.Soort.OVERDRACHT,
            actor=cast.uitvoerder.actor,
            grond="Wetsvoorstel artikel 4",
            aan=cast.maastricht.partij,
            gegevens=["signalen"],
        )
        geef_kennis(casus, Kennisgeving.Wat.BEPERKT, actor=cast.uitvoerder.actor)


@pytest.mark.clausule("RVB-ontvangers", "uit-verstrekkingen")
@pytest.mark.clausule("RET-archief", "alleen-kernpartijen")
def test_ook_in_het_archief_staat_wie_wat_kreeg_voor_wie_het_raadpleegt(cast: Cast) -> None:
    casus = oud.casus(cast, verlopen(EEN_JAAR))
    Uitwisseling.objects.filter(dossier=casus.pk).delete()
    _gewisseld(cast, casus)
    Dossier.objects.filter(pk=casus.pk).update(laatste_verwerking_op=verlopen(EEN_JAAR))
    stuk = archiveer(casus)
    woorden = ("Gemeente Maastricht", "Wetsvoorstel artikel 4", "Nog niet bevestigd")
    url = reverse("retention:archiefstuk", args=[stuk.pk])
    for naam, lid in cast.allen.items():
        mag = naam in ARCHIEF
        zonder_reden = lid.client.get(url).content.decode()
        antwoord = raadpleeg(lid.client, stuk, reden="klacht_of_verzoek")
        assert antwoord.status_code == (200 if mag else 404), naam
        blad = antwoord.content.decode()
        for woord in woorden:
            assert (woord in blad) == mag, (naam, woord)
            assert woord not in zonder_reden or woord == "Gemeente Maastricht", naam
        # Who keeps the file records there as well that a receiver confirmed it.
        assert ("Bevestiging vastleggen" in blad) == (naam == "uitvoerder"), naam
        with als(lid.actor):  # the second wall
            assert Uitwisseling.objects.filter(dossier=stuk.pk).exists() == mag, naam
            # The notice as well who got it, and who kept the casus and sees to it that all are told.
            elders = ("maastricht", "uitvoerder_maastricht", "uitvoerder_casusoverleg")
            hoort = naam in (*ARCHIEF, *elders)
            assert Kennisgeving.objects.filter(dossier=stuk.pk).exists() == hoort, naam
    lezingen = Inzage.objects.filter(soort="archief", toegestaan=True, pseudoniem=stuk.pseudoniem)
    assert lezingen.count() == len(ARCHIEF)


@pytest.mark.clausule("RET-kernpartij-raadplegen", "aanleiding")
@pytest.mark.clausule("RET-kernpartij-raadplegen", "vastgelegd")
def test_zonder_reden_gaat_het_archief_niet_open(cast: Cast) -> None:
    stuk = archiveer(oud.casus(cast, verlopen(EEN_JAAR)))
    client = cast.politie.client
    for velden, zin in (
        ({}, "Kies waarom u dit dossier raadpleegt."),
        ({"reden": "nieuwsgierig"}, "Kies een van de twee redenen."),
    ):
        antwoord = raadpleeg(client, stuk, **velden)
        assert zin in antwoord.content.decode()
        assert oud.KANARIE not in antwoord.content.decode().lower()
    assert not Raadpleging.objects.exists()
    assert not Inzage.objects.filter(soort="archief").exists()

    antwoord = raadpleeg(client, stuk, reden="klacht_of_verzoek")
    assert "kanarie vloog" in antwoord.content.decode()
    assert "Kanariegeel" not in antwoord.content.decode().split("</title>")[0]
    rij = Raadpleging.objects.get()
    assert (rij.pseudoniem, rij.nummer, rij.reden) == (
        stuk.pseudoniem,
        stuk.nummer,
        "klacht_of_verzoek",
    )
    assert (rij.gebruiker, rij.namens) == (cast.politie.gebruiker, cast.politie.partij.naam)
    assert Inzage.objects.get(soort="archief", toegestaan=True).pseudoniem == stuk.pseudoniem


@pytest.mark.clausule("RET-laatste-verwerking", "niet-lezen")
@pytest.mark.clausule("RET-laatste-verwerking", "niet-archief")
@pytest.mark.clausule("RET-kernpartij-raadplegen", "verlengt-niet")
def test_raadplegen_en_archiveren_verlengen_de_termijn_niet(cast: Cast) -> None:
    stuk = archiveer(oud.casus(cast, verlopen(EEN_JAAR)))
    voor = stuk.laatste_dag
    raadpleeg(cast.om.client, stuk, reden="nieuwe_signalen")
    stuk.refresh_from_db()
    assert stuk.laatste_dag == voor == verlopen(EEN_JAAR) + VIJF_JAAR


def test_de_taak_laat_een_gebeurtenis_na_en_geen_gegevens(cast: Cast) -> None:
    casus = oud.casus(cast, verlopen(EEN_JAAR))
    archiveer(casus)
    gebeurtenis = Gebeurtenis.objects.get(pseudoniem=casus.pseudoniem)
    assert (gebeurtenis.soort, gebeurtenis.namens) == ("retention.gearchiveerd", "test")


def test_een_gebruiker_archiveert_en_vernietigt_niet(cast: Cast) -> None:
    casus = oud.casus(cast, verlopen(VIJF_JAAR))
    for lid in cast.allen.values():
        with pytest.raises(Geweigerd):
            decisions.archiveer([casus.pk], actor=lid.actor, peildatum=vandaag())
        with pytest.raises(Geweigerd):
            decisions.vernietig(
                [casus.pk], grond=Grond.VIJF_JAAR, actor=lid.actor, peildatum=vandaag()
            )
    assert Casus.objects.count() == 1


def test_raadplegen_via_de_functie_vraagt_ook_om_het_recht(cast: Cast) -> None:
    stuk = archiveer(oud.casus(cast, verlopen(EEN_JAAR)))
    with pytest.raises(Geweigerd):
        decisions.raadpleeg(stuk, actor=cast.maastricht.actor, reden="nieuwe_signalen")


@pytest.mark.clausule("RET-kernpartij-raadplegen", "vastgelegd")
@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE retention_raadpleging SET nummer = ''",
        "DELETE FROM retention_vernietiging",
        "UPDATE retention_vernietiging SET door = ''",
    ],
)
def test_raadplegingen_en_verklaringen_kunnen_alleen_groeien(cast: Cast, opdracht: str) -> None:
    """But for what is past its term: `test_houdbaar`."""
    with (
        connection.cursor() as cursor,
        pytest.raises(Exception, match="permission denied"),
        transaction.atomic(),
    ):
        cursor.execute(opdracht)


@pytest.mark.clausule("RET-kernpartij-raadplegen", "aanleiding")
def test_via_de_functie_telt_alleen_een_reden_die_bestaat(cast: Cast) -> None:
    stuk = archiveer(oud.casus(cast, verlopen(EEN_JAAR)))
    with pytest.raises(NietMogelijk):
        decisions.raadpleeg(stuk, actor=cast.om.actor, reden="Kanarie wil het weten")
    assert not Raadpleging.objects.exists()


@pytest.mark.clausule("RET-archief", "alleen-kernpartijen")
def test_een_weegploegdossier_in_het_archief_noemt_de_melder_voor_niemand(cast: Cast) -> None:
    dossier = oud.dossier(cast, verlopen(EEN_JAAR))
    inbreng = dossier.inbrengen.get()
    inbreng.melder_naam, inbreng.melder_contact = "Kanarie Melder", "kanarie@example.org"
    inbreng.save()
    stuk = archiveer(dossier)
    gelezen = set()
    for naam, lid in cast.allen.items():
        antwoord = raadpleeg(lid.client, stuk, reden="nieuwe_signalen")
        tekst = antwoord.content.decode()
        assert "Kanarie Melder" not in tekst, naam
        assert "kanarie@example.org" not in tekst, naam
        if "zag een kanarie" in tekst:
            gelezen.add(naam)
    assert gelezen == set(ARCHIEF)


def test_het_archief_weet_welke_vorm_de_rijen_hebben(cast: Cast) -> None:
    stuk = archiveer(oud.casus(cast, verlopen(EEN_JAAR)))
    laatste = {app: naam for app, naam in MigrationLoader(connection).graph.leaf_nodes()}  # noqa: C416
    migraties = json.loads(stuk.inhoud)["migraties"]
    assert migraties == laatste
    assert "casusoverleg" in migraties


# Pages -------------------------------------------------------------------------------------------
def test_wat_eraan_komt_toont_alleen_eigen_dossiers(cast: Cast) -> None:
    oud.casus(cast, vandaag() - EEN_JAAR + timedelta(days=27))
    oud.dossier(cast, vandaag() - relativedelta(months=6), stand="niet_geagendeerd")
    oud.dossier(
        cast,
        vandaag() - EEN_JAAR + timedelta(days=29),
        nummer="W-2020-0009",
        stand="plan_afgesloten",
    )
    for naam, lid in cast.allen.items():
        antwoord = lid.client.get(reverse("retention:overzicht"))
        mag = naam in (*ARCHIEF, "fg", "maastricht", "uitvoerder_maastricht", "elders")
        assert antwoord.status_code == (200 if mag else 404), naam
        tekst = antwoord.content.decode()
        for nummer in ("C-2020-0001", "W-2020-0001"):
            assert (nummer in tekst) == (naam in ARCHIEF), naam
        assert "W-2020-0009" not in tekst
        assert oud.KANARIE not in tekst.lower()


@pytest.mark.clausule("RET-verantwoording", "lezers")
def test_een_andere_gemeente_ziet_niets_komen_en_niets_vernietigd(cast: Cast) -> None:
    oud.casus(cast, verlopen(VIJF_JAAR))
    for lid in (cast.maastricht, cast.elders):
        assert "C-2020-0001" not in lid.client.get(reverse("retention:overzicht")).content.decode()
    call_command("bewaartermijnen")
    assert Vernietiging.objects.count() == 1
    pagina = reverse("retention:vernietigd")
    zien = {n for n, lid in cast.allen.items() if b"C-2020-0001" in lid.client.get(pagina).content}
    assert zien == {"uitvoerder", "uitvoerder_weegploeg", "fg"}
    for lid in (cast.gemeente, cast.politie, cast.om):  # members of the same weegploeg
        assert lid.client.get(pagina).status_code == 404
    for naam, lid in cast.allen.items():  # PostgreSQL says the same
        with als(lid.actor):
            assert Vernietiging.objects.exists() == (naam in zien), naam


def _geteld(antwoord: Any) -> dict[Grond, list[int]]:
    """What the supervisor reads: for each ground how many are late and come; each ground has a row."""
    rijen = {naam: aantallen for naam, *aantallen in antwoord.context["rijen"]}
    assert list(rijen) == [grond.label for grond in Grond]
    return {grond: rijen[grond.label] for grond in Grond if any(rijen[grond.label])}


def test_de_toezichthouder_ziet_aantallen_van_het_eigen_convenant(cast: Cast) -> None:
    oud.casus(cast, verlopen(VIJF_JAAR))
    oud.dossier(cast, vandaag() - EEN_JAAR + timedelta(days=3))
    archiveer(oud.casus(cast, verlopen(EEN_JAAR), nummer="C-2020-0002"))
    antwoord = cast.fg.client.get(reverse("retention:overzicht"))
    assert _geteld(antwoord) == {Grond.VIJF_JAAR: [1, 0], Grond.EEN_JAAR: [0, 1]}
    assert antwoord.context["stand"] == [
        ("Dossiers in het archief", "1"), ("Dossiers vernietigd", "0"),
    ]  # fmt: skip
    assert "Er zijn dossiers te laat." in antwoord.content.decode()
    assert "2020" not in antwoord.content.decode().split("<main")[1]
    assert cast.fg.client.get(reverse("retention:archief")).status_code == 404


@pytest.mark.parametrize("pagina", ["overzicht", "archief", "vernietigd"])
def test_een_lange_lijst_kost_evenveel_vragen(
    cast: Cast, pagina: str, django_assert_max_num_queries: Any
) -> None:
    laatst = verlopen(VIJF_JAAR if pagina == "vernietigd" else EEN_JAAR)
    lid = cast.uitvoerder if pagina == "vernietigd" else cast.om
    client, aantallen = lid.client, []
    for begin, eind in ((1, 2), (2, 31)):
        for n in range(begin, eind):
            oud.casus(cast, laatst, nummer=f"C-2020-{n:04d}")
        if pagina != "overzicht":
            call_command("bewaartermijnen")
        with CaptureQueriesContext(
            connection,
        ) as vragen:
            tekst = client.get(reverse(f"retention:{pagina}")).content.decode()
        aantallen.append(len(vragen))
        assert tekst.count("C-2020-") >= min(eind - 1, 25)
    assert aantallen[0] == aantallen[1]


def test_het_toezicht_kost_evenveel_vragen(cast: Cast) -> None:
    client, aantallen = cast.fg.client, []
    for begin, eind in ((1, 2), (2, 31)):
        for n in range(begin, eind):
            oud.casus(cast, vandaag() - EEN_JAAR, nummer=f"C-2020-{n:04d}")
            oud.melding(cast, vandaag() - relativedelta(months=6), nummer=f"M-2020-{n:04d}")
        with CaptureQueriesContext(connection) as vragen:
            antwoord = client.get(reverse("retention:overzicht"))
        aantallen.append(len(vragen))
        n = eind - 1
        assert _geteld(antwoord) == {Grond.NIET_INGEBRACHT: [0, n], Grond.EEN_JAAR: [0, n]}
    assert aantallen[0] == aantallen[1]


def test_de_werklijst_noemt_wat_vernietigd_wordt(cast: Cast) -> None:
    from retention.werk import werk

    oud.dossier(
        cast, vandaag() - relativedelta(months=6) + timedelta(days=5), stand="niet_geagendeerd"
    )
    oud.casus(cast, vandaag() - EEN_JAAR)  # goes to the archive: nothing to do
    gevonden = {n: [w.nummer for w in werk(lid.actor)] for n, lid in cast.allen.items()}
    houders = ("uitvoerder", "uitvoerder_weegploeg")  # who keeps it looks
    assert gevonden == {n: ["W-2020-0001"] if n in houders else [] for n in cast.allen}
    assert WeegploegDossier.objects.exists()
