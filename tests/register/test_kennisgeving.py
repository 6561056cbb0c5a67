"""Who got data of a file is told when they change, and confirms it; and who sees who knows what (MC 12.6, AVG 19)."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from beveiliging.decisions import sluit_uit
from casusoverleg.models import Casus
from casusoverleg.plan import decisions as plannen
from config.werk import werklijst
from meldingen import decisions as meldingbesluiten
from overleg.vergaderen import decisions as vergaderen
from privacy_rights import beperken
from register.afleiden import wijziging
from register.models import Kennisgeving, Uitsluiting, Uitwisseling
from register.muur import als
from register.uitwisseling.melden import ruim_op
from register.uitwisseling.vastleggen import leg_uitwisseling_vast
from tests.cast import Cast, Speler
from tests.hulp import casussen, meldingen, oud, overleggen, verlopen, weegploeg
from tests.hulp.gegevens import vandaag
from weegploeg.models import WeegploegDossier

OUD, NIEUW = "Droeg een vlag op school", "Droeg een vlag op straat"
VERBETERD = "Gegevens die u kreeg zijn verbeterd"
Soort = Uitwisseling.Soort


def _wacht(speler: Speler) -> list[tuple[str, str]]:
    """What of notices waits for somebody: in words, and where."""
    rijen = werklijst(speler.actor).rijen
    return [(werk.wat, werk.url) for werk in rijen if werk.soort == "kennisgeving"]


def _bladzij(speler: Speler, dossier: Any) -> str:
    url = reverse("uitwisseling:wie_weet_wat", args=[dossier._meta.app_label, dossier.pk])
    return " ".join(speler.client.get(url).content.decode().split())


def _geagendeerd(cast: Cast) -> tuple[WeegploegDossier, Casus]:
    """A file with a signal of which a casus has a copy, and an external partner that takes part in it."""
    dossier = weegploeg.geagendeerd(cast, signalen=[weegploeg.signaal(tekst=OUD)])
    zaak = Casus.objects.get(zaak=dossier.zaak)
    casussen.laat_deelnemen(zaak, cast, cast.extern.partij)
    return dossier, zaak


def _naar_maastricht(cast: Cast, dossier: Any, *stukken: Any) -> Uitwisseling:
    """Another municipality got this file."""
    with wijziging():
        return leg_uitwisseling_vast(
            dossier,
            Soort.OVERDRACHT,
            actor=cast.uitvoerder.actor,
            grond="Wetsvoorstel artikel 4",
            aan=cast.maastricht.partij,
            gegevens=["signalen"],
            stukken=stukken,
        )


# Corrected -----------------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-ontvangers", "bericht")
@pytest.mark.clausule("RVB-uitvoeren", "partijen")
@pytest.mark.clausule("CAS-doorverstrekking", "vastgelegd")
def test_een_verbeterd_signaal_bereikt_de_casus_de_partner_en_de_andere_gemeente(
    cast: Cast,
) -> None:
    dossier, zaak = _geagendeerd(cast)
    signaal, kopie = dossier.signalen.get(), zaak.signalen.get()
    casussen.verstrekt(zaak, cast, f"signaal:{kopie.pk}")
    _naar_maastricht(cast, dossier, signaal)
    for speler in (cast.uitvoerder_casusoverleg, cast.maastricht, cast.extern):
        assert _wacht(speler) == []
    weegploeg.verbeter(signaal, cast.gemeente, omschrijving=NIEUW)

    kopie.refresh_from_db()
    assert kopie.omschrijving == NIEUW
    [(wat, url)] = _wacht(cast.uitvoerder_casusoverleg)
    assert wat == VERBETERD
    tekst = cast.uitvoerder_casusoverleg.client.get(url).content.decode()
    assert zaak.nummer in tekst
    assert "of het plan nog klopt" in tekst
    assert any("ingetrokken" in w.wat for w in werklijst(cast.extern.actor).rijen)
    [(wat, url)] = _wacht(cast.maastricht)
    assert wat == VERBETERD
    tekst = cast.maastricht.client.get(url).content.decode()
    assert "Gemeente Venlo" in tekst
    for geheim in (OUD, NIEUW, "Verzonnen", zaak.nummer):
        assert geheim not in tekst
    assert [n for n, lid in cast.allen.items() if (VERBETERD, url) in _wacht(lid)] == [
        "maastricht",
        "uitvoerder_maastricht",
    ]

    assert "Nog niet bevestigd" in _bladzij(cast.politie, dossier)
    assert cast.maastricht.client.post(url).status_code == 302
    assert _wacht(cast.maastricht) == []
    assert cast.maastricht.client.get(url).status_code == 404  # it was confirmed
    rij = Kennisgeving.objects.get(ontvanger=cast.maastricht.partij)
    assert (rij.bevestigd_op, rij.bevestigd_door) == (vandaag(), cast.maastricht.gebruiker)
    assert "Bevestigd op" in _bladzij(cast.politie, dossier)


@pytest.mark.clausule("RVB-ontvangers", "uit-verstrekkingen")
def test_wie_het_verbeterde_niet_kreeg_hoort_niets(cast: Cast) -> None:
    ander = weegploeg.signaal(tekst="Iets anders")
    dossier = weegploeg.in_weging(cast, signalen=[weegploeg.signaal(tekst=OUD), ander])
    eerste, tweede = sorted(dossier.signalen.all(), key=lambda rij: rij.omschrijving != OUD)
    _naar_maastricht(cast, dossier, tweede)
    weegploeg.verbeter(eerste, cast.gemeente, omschrijving=NIEUW)
    assert _wacht(cast.maastricht) == []
    weegploeg.verbeter(tweede, cast.gemeente, omschrijving=NIEUW)
    assert [wat for wat, _ in _wacht(cast.maastricht)] == [VERBETERD]


@pytest.mark.clausule("RVB-ontvangers", "bericht")
@pytest.mark.clausule("MEL-doorgeven", "aan-wie")
def test_wie_geen_account_heeft_hoort_het_van_de_uitvoerder_die_dat_vastlegt(cast: Cast) -> None:
    melding = meldingen.maak_melding(cast)
    meldingen.geef_door(melding, cast.gemeente, aan="Stichting Zilvermeeuw")
    dossier = meldingbesluiten.breng_in(melding, actor=cast.gemeente.actor)
    weegploeg.verbeter(dossier.signalen.first(), cast.gemeente, noodzaak="Anders")
    [(wat, url)] = _wacht(cast.uitvoerder_weegploeg)
    assert wat == "Laat Stichting Zilvermeeuw weten dat gegevens zijn verbeterd"
    assert _wacht(cast.politie) == []
    assert cast.politie.client.get(url).status_code == 404
    client, velden = cast.uitvoerder_weegploeg.client, {"op": vandaag().isoformat()}
    fout = client.post(url, velden | {"hoe": "telefoon"})
    assert fout.context["form"].errors.keys() == {"wie"}
    vroeg = {"op": (vandaag() - timedelta(days=1)).isoformat(), "hoe": "post", "wie": "J. Merel"}
    assert client.post(url, vroeg).context["form"].errors.keys() == {"op"}
    assert client.post(url, velden | {"hoe": "telefoon", "wie": "J. Merelhof"}).status_code == 302
    rij = Kennisgeving.objects.get(naar__isnull=False)
    assert (rij.hoe, rij.wie, rij.bevestigd_door) == (
        "telefoon",
        "J. Merelhof",
        cast.uitvoerder_weegploeg.gebruiker,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM register_kennisgeving t")
        rauw = str(cursor.fetchall())
    assert "Merelhof" not in rauw
    assert "Zilvermeeuw" not in rauw
    assert _wacht(cast.uitvoerder_weegploeg) == []
    assert "aan de telefoon" in _bladzij(cast.uitvoerder_weegploeg, dossier)


@pytest.mark.clausule("RVB-uitvoeren", "partijen")
def test_wat_na_vier_weken_niet_is_bevestigd_valt_op(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    _naar_maastricht(cast, dossier, *dossier.signalen.all())
    weegploeg.verbeter(dossier.signalen.get(), cast.gemeente, omschrijving=NIEUW)
    assert _wacht(cast.uitvoerder_weegploeg) == []
    Kennisgeving.objects.update(op=vandaag() - timedelta(weeks=4))
    assert _wacht(cast.uitvoerder_weegploeg) == []
    Kennisgeving.objects.update(op=vandaag() - timedelta(weeks=4, days=1))
    [(wat, _)] = _wacht(cast.uitvoerder_weegploeg)
    assert "Gemeente Maastricht" in wat
    te_laat = werklijst(cast.uitvoerder_weegploeg.actor).groepen[0]
    assert te_laat.titel == "Te laat"
    assert wat in [werk.wat for werk in te_laat.rijen]
    assert "Niet bevestigd voor" in _bladzij(cast.uitvoerder_weegploeg, dossier)


@pytest.mark.clausule("RVB-ontvangers", "bericht")
def test_wie_de_naam_kreeg_hoort_dat_die_is_verbeterd(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.extern.partij)
    vraag = dossier.duidingsvragen.get()
    velden = {k: v or "" for k, v in dossier.naw.items()} | {"achternaam": "Anders", "reden": "x"}
    adres = reverse("weegploeg:subject", args=[dossier.pk])
    assert cast.uitvoerder.client.post(adres, velden).status_code == 302
    [(wat, url)] = _wacht(cast.extern)
    assert wat == VERBETERD
    # By the number of the question; that of the file is for the core parties (PB 3.4 ad 3).
    tekst = cast.extern.client.get(url).content.decode()
    assert vraag.gesteld.nummer in tekst
    assert dossier.nummer not in tekst
    assert "Anders" not in tekst


# Restricted ----------------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-ontvangers", "bericht")
def test_ieder_die_iets_kreeg_hoort_dat_een_dossier_is_beperkt_en_niet_meer(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    casussen.verstrekt(zaak, cast, "naam")
    _naar_maastricht(cast, zaak)
    laatst, actor = zaak.laatste_verwerking_op, cast.uitvoerder.actor
    morgen = vandaag() + timedelta(days=1)
    beperken.beperk(zaak, actor=actor, grond="juistheid", herzien_op=morgen)
    for speler in (cast.extern, cast.maastricht):
        assert [wat for wat, _ in _wacht(speler)] == [
            "Gegevens die u kreeg mag u nu niet gebruiken"
        ]
    beperken.hef_op(zaak, actor=actor, verteld_op=vandaag())
    assert sorted(Kennisgeving.objects.values_list("wat", flat=True)) == [
        *("beperkt", "beperkt", "onbeperkt", "onbeperkt"),
    ]
    zaak.refresh_from_db()
    assert zaak.laatste_verwerking_op == laatst


# Destroyed -----------------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-ontvangers", "bericht")
@pytest.mark.clausule("RET-volledig", "andere-tabellen")
def test_dat_een_dossier_is_vernietigd_hoort_wie_het_kreeg_zonder_inhoud(cast: Cast) -> None:
    dossier = oud.dossier(cast, verlopen(relativedelta(months=6)), stand="niet_geagendeerd")
    pk, nummer = dossier.pk, dossier.nummer
    Uitwisseling.objects.filter(dossier=pk).delete()
    for aan, naar in ((cast.maastricht.partij, None), (None, "Stichting Zilvermeeuw")):
        Uitwisseling.objects.create(
            dossier_id=pk, soort=Soort.DOORGIFTE, aan=aan, naar=naar, grond="-", op=vandaag()
        )
    call_command("bewaartermijnen")
    assert not WeegploegDossier.objects.filter(pk=pk).exists()
    assert not Uitwisseling.objects.exists()
    [(wat, url)] = _wacht(cast.maastricht)
    assert wat == f"Gegevens die u kreeg zijn vernietigd ({nummer})"
    assert "Vernietig wat u overnam" in cast.maastricht.client.get(url).content.decode()
    assert cast.maastricht.client.post(url).status_code == 302
    [(wat, url)] = _wacht(cast.uitvoerder_weegploeg)
    assert wat.startswith("Laat Stichting Zilvermeeuw weten dat gegevens zijn vernietigd")
    velden = {"op": vandaag().isoformat(), "hoe": "post", "wie": "J. Merelhof"}
    assert cast.uitvoerder_weegploeg.client.post(url, velden).status_code == 302
    assert {(rij.dossier_id, rij.pseudoniem) for rij in Kennisgeving.objects.all()} == {
        (None, None)
    }
    ruim_op()
    assert Kennisgeving.objects.count() == 2
    voorbij = vandaag() - relativedelta(years=1, days=1)
    Kennisgeving.objects.update(op=voorbij, bevestigd_op=voorbij)
    ruim_op()
    assert not Kennisgeving.objects.exists()


# The plan and the minutes --------------------------------------------------------------------------
@pytest.mark.clausule("RVB-ontvangers", "uit-verstrekkingen")
def test_elke_vastgestelde_versie_van_het_plan_staat_in_het_grootboek(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij, cast.reclassering.partij)
    kregen = {cast.extern.partij.pk, cast.reclassering.partij.pk}
    eerste = zaak.uitwisselingen.filter(soort=Soort.PLAN)
    assert {rij.aan_id for rij in eerste} == kregen
    plan = plannen.maak_nieuwe_versie(zaak, actor=cast.uitvoerder.actor)
    assert eerste.count() == 2
    casussen.stel_vast(plan, actor=cast.uitvoerder.actor)
    assert {rij.aan_id for rij in eerste.filter(stukken=[plan.pk])} == kregen
    assert "Plan, versie 2" in _bladzij(cast.om, zaak)


@pytest.mark.clausule("RVB-ontvangers", "uit-verstrekkingen")
def test_wie_het_verslag_krijgt_en_erbij_was_staat_op_de_pagina(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    ander = casussen.casus(cast, cast.rvdk.partij, cast.extern.partij)
    wie = (cast.politie, cast.reclassering, cast.rvdk)
    overleg = overleggen.geweest(cast, "bezig", zaak, ander, soort="casusoverleg", mensen=wie)
    overleg.punten.update(besproken_op=timezone.now())
    vergaderen.sluit(overleg, actor=cast.uitvoerder.actor)
    # Of the other casus of that meeting: who was invited, and takes part in it.
    for dossier, lid, niet in (
        (zaak, cast.reclassering, cast.rvdk),
        (ander, cast.rvdk, cast.extern),
    ):
        [rij] = dossier.uitwisselingen.filter(soort=Soort.VERSLAG)
        assert rij.aan == lid.partij
        blad = _bladzij(cast.uitvoerder_casusoverleg, dossier)
        assert f"{lid.gebruiker.naam}, {lid.partij.naam}" in blad
        assert f"{cast.politie.gebruiker.naam}, {cast.politie.partij.naam}" in blad
        assert niet.gebruiker.naam not in blad


# Who sees it ---------------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
def test_ieder_ziet_alleen_zijn_eigen_bericht_ook_in_de_database(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij, cast.reclassering.partij)
    _naar_maastricht(cast, zaak)
    sluit_uit(
        zaak, actor=cast.uitvoerder.actor, gebruiker=cast.om.gebruiker,
        reden=Uitsluiting.Reden.FAMILIE,
    )  # fmt: skip
    morgen = vandaag() + timedelta(days=1)
    beperken.beperk(zaak, actor=cast.uitvoerder.actor, grond="juistheid", herzien_op=morgen)
    partijen = {rij.ontvanger for rij in Kennisgeving.objects.all()}
    assert partijen == {cast.extern.partij, cast.reclassering.partij, cast.maastricht.partij}
    alle = [cast.extern, cast.reclassering, cast.maastricht]
    for lid in (*alle, cast.om, cast.rvdk, cast.elders, cast.beheerder, cast.fg):
        eigen = {lid.partij} if lid in alle else set()
        with als(lid.actor):
            assert {rij.ontvanger for rij in Kennisgeving.objects.all()} == eigen, lid.gebruiker
            assert not Uitwisseling.objects.exists()
    with als(cast.politie.actor):
        assert {rij.ontvanger for rij in Kennisgeving.objects.all()} == partijen
        assert Uitwisseling.objects.count() == 4


@pytest.mark.clausule("WEE-toegang", "geen-casuspartij")
def test_een_brief_zonder_gegevens_staat_niet_op_de_pagina(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    Uitwisseling.objects.create(dossier=dossier, soort=Soort.BRIEF, grond="", op=vandaag())
    assert "Er gingen geen gegevens uit dit dossier naar een ander." in _bladzij(cast.om, dossier)
    _naar_maastricht(cast, dossier, *dossier.signalen.all())
    blad = _bladzij(cast.om, dossier)
    for deel in ("Gemeente Maastricht", "Signalen", "Signaal 1", "Wetsvoorstel artikel 4"):
        assert deel in blad
    assert "Brief" not in blad


@pytest.mark.clausule("RVB-ontvangers", "uit-verstrekkingen")
def test_wie_een_plan_kreeg_voor_er_een_grootboek_was_staat_er_alsnog_in(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij, cast.reclassering.partij)
    rijen = zaak.uitwisselingen.filter(soort=Soort.PLAN)
    velden = ("aan", "gegevens", "grond", "op", "stukken")
    toen = sorted(map(str, rijen.values_list(*velden)))
    assert len(toen) == 2
    rijen.delete()
    import_module("casusoverleg.migrations.0015_grootboek").vul(apps, None)
    assert sorted(map(str, rijen.values_list(*velden))) == toen
    assert {rij.achteraf for rij in rijen} == {True}
    assert "Later opgenomen uit het dossier" in _bladzij(cast.om, zaak)
