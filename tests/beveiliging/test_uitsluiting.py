"""Who knows the subject does not read the file: at once, everywhere, and in every file of the case."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from beveiliging import decisions
from casusoverleg.plan.models import Plan
from gedeeld.weigering import Geweigerd, NietMogelijk
from mensen.lezers import lezers_van
from mensen.models import Gebruiker
from register.models import Dossier, Gebeurtenis, Inzage, Uitsluiting
from register.muur import als
from register.registry import bestand
from retention.models import Archiefstuk
from tests.cast import Cast, Speler, maak_speler
from tests.hulp import casussen, dossiers, meldingen, oud, verlopen, verzoeken, weegploeg

FAMILIE = Uitsluiting.Reden.FAMILIE
IEMAND_ANDERS = {"voornamen": "Piet", "achternaam": "Roodborst"}


def sluit_uit(dossier: Dossier, door: Speler, wie: Speler | None = None) -> None:
    gebruiker = (wie or door).gebruiker
    decisions.sluit_uit(dossier, actor=door.actor, gebruiker=gebruiker, reden=FAMILIE)


def blad(dossier: Dossier) -> str:
    return bestand(dossier._meta.label_lower).url(dossier)


def ziet(speler: Speler, dossier: Dossier) -> bool:
    """Whether somebody opens the page of a file; both walls must say the same."""
    status = speler.client.get(blad(dossier)).status_code
    open_ = status in (200, 302)  # a melding that was brought in leads to its file
    with als(speler.actor):
        assert type(dossier)._base_manager.filter(pk=dossier.pk).exists() == open_
    return open_


# What it does ------------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-toegang-partij", "zover-nodig")
def test_een_open_pagina_is_meteen_weg_en_lijkt_op_wat_niet_bestaat(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.rvdk.partij)
    client = cast.politie.client
    paginas = [reverse(f"casusoverleg:{naam}", args=[zaak.pk]) for naam in ("casus", "plan")]
    paginas.append(dossiers.adres("toegang", zaak))
    assert [client.get(url).status_code for url in paginas] == [200, 200, 200]
    sluit_uit(zaak, cast.uitvoerder, cast.politie)
    onbekend = client.get(reverse("casusoverleg:casus", args=[uuid.uuid4()]))
    for url in paginas:
        antwoord = client.get(url)
        assert antwoord.status_code == 404
        assert antwoord.content == onbekend.content
    assert Inzage.objects.filter(pseudoniem=zaak.pseudoniem, toegestaan=False).count() == 3
    assert ziet(cast.gemeente, zaak)


@pytest.mark.clausule("WEE-toegang", "zover-nodig")
@pytest.mark.clausule("CAS-toegang-partij", "zover-nodig")
def test_nergens_meer_in_lijst_zoeken_werklijst_of_tellingen(cast: Cast) -> None:
    alles = dossiers.van_elke_soort(cast)
    lijsten = [
        "werklijst", "meldingen:lijst", "weegploeg:lijst", "casusoverleg:lijst", "retention:archief",
        "retention:overzicht", "privacy_rights:lijst",
    ]  # fmt: skip
    client = cast.uitvoerder.client

    def genoemd() -> set[str]:
        tekst = "".join(client.get(reverse(naam)).content.decode() for naam in lijsten)
        return {naam for naam, dossier in alles.items() if dossier.nummer in tekst}

    def gevonden() -> set[str]:
        with als(cast.uitvoerder.actor):
            return {
                naam
                for naam, dossier in alles.items()
                for soort in [bestand(dossier._meta.label_lower)]
                if soort.zoek(soort.persoon(dossier)).visible_to(cast.uitvoerder.actor).exists()
            }

    assert genoemd() == gevonden() == set(alles)
    for dossier in alles.values():
        if dossier.bestand.alle.visible_to(cast.uitvoerder.actor).filter(pk=dossier.pk).exists():
            sluit_uit(dossier, cast.uitvoerder)
    assert genoemd() == gevonden() == set()
    assert not client.get(reverse("meldingen:lijst")).context["pagina"]


def test_ook_de_brief_als_pdf_is_weg(cast: Cast) -> None:
    verzoek = verzoeken.beantwoord(cast)
    pdf = reverse("privacy_rights:pdf", args=[verzoek.pk])
    assert cast.uitvoerder.client.get(pdf).status_code == 200
    sluit_uit(verzoek, cast.uitvoerder_casusoverleg, cast.uitvoerder)
    assert cast.uitvoerder.client.get(pdf).status_code == 404


@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
def test_een_externe_partner_sluit_zichzelf_uit_en_ziet_het_plan_niet_meer(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij)
    client, plan = cast.extern.client, reverse("casusoverleg:plan", args=[zaak.pk])
    url = dossiers.adres("mij_uitsluiten", zaak)
    assert url in client.get(plan).content.decode()
    assert client.get(dossiers.adres("toegang", zaak)).status_code == 404  # the plan is all it sees
    assert client.post(url, {"reden": "werk"}).status_code == 302
    assert client.get(plan).status_code == client.get(url).status_code == 404
    assert zaak.nummer not in client.get(reverse("casusoverleg:lijst")).content.decode()
    with als(cast.extern.actor):
        assert not Plan.objects.exists()


@pytest.mark.clausule("WEE-toegang", "zover-nodig")
def test_wie_de_enige_van_zijn_partij_is_laat_de_partij_zonder_lezer(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    sluit_uit(dossier, cast.om)
    [om] = [
        rij for rij in lezers_van(dossier, timezone.localdate()) if rij.partij == cast.om.partij
    ]
    assert om.mensen == []
    tekst = cast.politie.client.get(dossiers.adres("toegang", dossier)).content.decode()
    assert "Niemand" in tekst
    assert "Familie of huisgenoot" in tekst


@pytest.mark.clausule("RET-volledig", "andere-tabellen")
@pytest.mark.clausule("RET-laatste-verwerking", "niet-techniek")
@pytest.mark.parametrize("soort", oud.SOORTEN[1:])
def test_de_uitsluiting_gaat_mee_naar_het_archief_en_wordt_met_het_dossier_vernietigd(
    cast: Cast, soort: str
) -> None:
    dossier = oud.MAKERS[soort](cast, timezone.localdate() - relativedelta(years=1))
    sluit_uit(dossier, cast.politie)
    laatst = type(dossier)._base_manager.values_list("laatste_verwerking_op", flat=True)
    assert list(laatst) == [dossier.laatste_verwerking_op]  # it is no processing: no longer kept
    morgen = timezone.localdate() + timedelta(days=1)
    call_command("bewaartermijnen", peildatum=morgen.isoformat())
    stuk = Archiefstuk.objects.get(pk=dossier.pk)
    assert not ziet(cast.politie, stuk)
    assert ziet(cast.om, stuk)
    sluit_uit(stuk, cast.uitvoerder_weegploeg, cast.om)
    assert not ziet(cast.om, stuk)
    over = timezone.localdate() + relativedelta(years=5)
    call_command("bewaartermijnen", peildatum=over.isoformat())
    assert not Archiefstuk.objects.exists()
    assert not Uitsluiting.objects.exists()


# One case ----------------------------------------------------------------------------------------
@pytest.mark.clausule("WEE-toegang", "zover-nodig")
@pytest.mark.clausule("CAS-toegang-partij", "zover-nodig")
def test_een_uitsluiting_gaat_mee_van_melding_naar_dossier_naar_casus(cast: Cast) -> None:
    melding = meldingen.maak_melding(cast)
    sluit_uit(melding, cast.uitvoerder_weegploeg)
    dossier = dossiers.ingebracht(cast, melding)
    assert not ziet(cast.uitvoerder_weegploeg, dossier)
    ander = maak_speler("ander", cast.gemeente.partij)
    sluit_uit(dossier, ander)
    assert not ziet(ander, melding)
    _, casus = dossiers.geagendeerd(cast, dossier)
    for speler in (cast.uitvoerder_weegploeg, ander):
        assert not any(ziet(speler, rij) for rij in (melding, dossier, casus))
    assert ziet(cast.gemeente, casus)
    assert Uitsluiting.objects.count() == 6


@pytest.mark.clausule("WEE-toegang", "zover-nodig")
def test_een_melding_die_zich_voegt_bij_een_dossier_deelt_zijn_uitsluitingen(cast: Cast) -> None:
    dossier = dossiers.ingebracht(cast, meldingen.maak_melding(cast))
    ander = maak_speler("ander", cast.gemeente.partij)
    sluit_uit(dossier, ander)
    tweede = meldingen.maak_melding(cast)
    sluit_uit(tweede, cast.uitvoerder_weegploeg)
    dossiers.ingebracht(cast, tweede, dossier=dossier)
    assert not ziet(cast.uitvoerder_weegploeg, dossier)
    assert not ziet(ander, tweede)


@pytest.mark.clausule("WEE-toegang", "zover-nodig")
@pytest.mark.clausule("CAS-toegang-partij", "zover-nodig")
@pytest.mark.parametrize("begin", ["melding", "dossier", "casus"])
def test_wie_van_een_dossier_van_de_zaak_is_uitgesloten_leest_geen_ervan(
    cast: Cast, begin: str
) -> None:
    keten = dossiers.keten(cast)
    alles = [keten.melding, keten.dossier, keten.casus]
    wie = maak_speler("ander", cast.gemeente.partij)
    assert all(ziet(wie, rij) for rij in alles)
    sluit_uit(getattr(keten, begin), cast.uitvoerder, wie)
    assert not any(ziet(wie, rij) for rij in alles)
    andere = dossiers.keten(cast)
    assert not ziet(wie, andere.dossier)  # on the same person
    iemand = dossiers.ingebracht(cast, meldingen.maak_melding(cast, **IEMAND_ANDERS))
    assert ziet(wie, iemand)


@pytest.mark.clausule("WEE-toegang", "zover-nodig")
@pytest.mark.parametrize("begin", [0, 1])
def test_ook_in_het_archief_horen_dossier_en_casus_bij_elkaar(cast: Cast, begin: int) -> None:
    dossier = oud.dossier(cast, verlopen(relativedelta(years=1)))
    casus = oud.casus(cast, verlopen(relativedelta(years=1)), zaak=dossier.zaak)
    call_command("bewaartermijnen")
    stukken = [Archiefstuk.objects.get(pk=pk) for pk in (dossier.pk, casus.pk)]
    sluit_uit(stukken[begin], cast.uitvoerder_weegploeg, cast.om)
    assert not any(ziet(cast.om, stuk) for stuk in stukken)


# Who does it -------------------------------------------------------------------------------------
@pytest.mark.clausule("WEE-toegang", "zover-nodig")
def test_alleen_wie_het_dossier_bijhoudt_sluit_een_ander_uit(cast: Cast) -> None:
    houders = {
        "melding": {"uitvoerder", "uitvoerder_weegploeg"},
        "weegploegdossier": {"uitvoerder", "uitvoerder_weegploeg"},
        "casus": {"uitvoerder", "uitvoerder_casusoverleg"},
        "verzoek": {"uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg"},
        "archief van een casus": {"uitvoerder", "uitvoerder_weegploeg"},
        "archief van een weegploegdossier": {"uitvoerder", "uitvoerder_weegploeg"},
    }
    for naam, dossier in dossiers.van_elke_soort(cast).items():
        ander = {
            "verzoek": cast.uitvoerder_casusoverleg,
            "melding": cast.gemeente,
        }.get(naam, cast.politie)
        mag = set()
        for wie, speler in cast.allen.items():
            if speler == ander:
                continue
            status = speler.client.get(dossiers.adres("uitsluiten", dossier)).status_code
            assert status in (200, 404)
            try:
                sluit_uit(dossier, speler, ander)
            except Geweigerd:
                assert status == 404, (naam, wie)
            else:
                mag.add(wie)
                assert status == 200, (naam, wie)
                Uitsluiting.objects.all().delete()
        assert mag == {wie for wie in houders[naam] if cast.allen[wie] != ander}, naam


@pytest.mark.clausule("WEE-toegang", "zover-nodig")
def test_iemand_uitsluiten_en_weer_toelaten_op_de_pagina(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    client, url = cast.uitvoerder.client, dossiers.adres("uitsluiten", dossier)
    keuzes = {g.username for g in client.get(url).context["form"].fields["gebruiker"].queryset}
    assert keuzes == {"gemeente", "politie", "om", "uitvoerderw"}
    fout = client.post(url, {"gebruiker": cast.rvdk.gebruiker.pk, "reden": ""}).content.decode()
    assert "Dit is nog niet ingevuld" in fout
    assert not Uitsluiting.objects.exists()
    post = {"gebruiker": cast.om.gebruiker.pk, "reden": "bekende"}
    antwoord = client.post(url, post, follow=True)
    assert "Kent de persoon of de familie privé" in antwoord.content.decode()
    assert not ziet(cast.om, dossier)
    rij = dossiers.uitsluiting(dossier)
    assert (rij.gebruiker, rij.door) == (cast.om.gebruiker, cast.uitvoerder.gebruiker)

    terug = dossiers.adres("opheffen", dossier, rij.gebruiker_id)
    assert cast.politie.client.post(terug).status_code == 404
    assert cast.om.client.post(terug).status_code == 404
    assert client.get(terug).status_code == 200
    assert "Niemand is uitgesloten" in client.post(terug, follow=True).content.decode()
    assert ziet(cast.om, dossier)
    assert client.post(terug).status_code == 404  # it is not there any more
    soorten = list(Gebeurtenis.van(dossier).values_list("soort", flat=True)[:2])
    assert soorten == ["beveiliging.opgeheven", "beveiliging.uitgesloten"]
    tekst = client.get(blad(dossier)).content.decode()
    assert "Iemand uitgesloten van dit dossier" in tekst
    assert "Iemand uitgesloten" in cast.fg.client.get("/beveiliging/wijzigingen/").content.decode()


@pytest.mark.clausule("CAS-toegang-partij", "zover-nodig")
def test_iedere_lezer_sluit_zichzelf_uit_en_draait_dat_niet_terug(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.rvdk.partij)
    for speler in (cast.rvdk, cast.om, cast.uitvoerder):
        url = dossiers.adres("mij_uitsluiten", zaak)
        antwoord = speler.client.post(url, {"reden": "familie"}, follow=True)
        assert "U ziet dit dossier niet meer." in antwoord.content.decode()
        assert not ziet(speler, zaak)
        assert speler.client.post(url, {"reden": "familie"}).status_code == 404
        rij = Uitsluiting.objects.get(gebruiker=speler.gebruiker)
        assert (
            speler.client.post(dossiers.adres("opheffen", zaak, rij.gebruiker_id)).status_code
            == 404
        )
        with pytest.raises(Geweigerd):
            decisions.hef_op(rij, actor=speler.actor)
    for speler in (cast.maastricht, cast.beheerder, cast.fg, cast.elders):  # who reads nothing
        assert speler.client.get(dossiers.adres("mij_uitsluiten", zaak)).status_code == 404
        with pytest.raises(Geweigerd):
            sluit_uit(zaak, speler)


def test_er_blijft_altijd_iemand_die_het_dossier_bijhoudt(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    sluit_uit(zaak, cast.uitvoerder)
    url = dossiers.adres("mij_uitsluiten", zaak)
    antwoord = cast.uitvoerder_casusoverleg.client.post(url, {"reden": "familie"})
    assert "niemand meer die dit dossier bijhoudt" in antwoord.content.decode()
    assert ziet(cast.uitvoerder_casusoverleg, zaak)
    sluit_uit(zaak, cast.gemeente)  # who only reads may always


def test_er_blijft_ook_iemand_voor_elk_dossier_dat_erbij_hoort(cast: Cast) -> None:
    keten = dossiers.keten(cast)
    Gebruiker.objects.filter(pk=cast.uitvoerder_weegploeg.gebruiker.pk).update(is_active=False)
    with pytest.raises(NietMogelijk, match="niemand meer"):
        sluit_uit(keten.casus, cast.uitvoerder_casusoverleg, cast.uitvoerder)
    assert not Uitsluiting.objects.exists()


@pytest.mark.clausule("WEE-toegang", "uitvoerder")
def test_opheffen_geldt_voor_wat_de_uitvoerder_zelf_bijhoudt(cast: Cast) -> None:
    """The secretary of the casusoverleg does not open the weegploeg's file to anybody (MC 8.4)."""
    keten = dossiers.keten(cast)
    sluit_uit(keten.dossier, cast.uitvoerder_weegploeg, cast.om)
    decisions.hef_op(dossiers.uitsluiting(keten.casus), actor=cast.uitvoerder_casusoverleg.actor)
    assert ziet(cast.om, keten.casus)
    assert not ziet(cast.om, keten.dossier)
    decisions.hef_op(dossiers.uitsluiting(keten.dossier), actor=cast.uitvoerder_weegploeg.actor)
    assert ziet(cast.om, keten.dossier)


def test_wie_het_niet_leest_wordt_niet_uitgesloten_en_een_reden_bestaat(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    with pytest.raises(NietMogelijk, match="al niet"):
        sluit_uit(dossier, cast.uitvoerder, cast.rvdk)
    with pytest.raises(NietMogelijk, match="redenen"):
        decisions.sluit_uit(
            dossier, actor=cast.uitvoerder.actor, gebruiker=cast.om.gebruiker, reden="zomaar"
        )


def test_een_gebruiker_schrijft_zelf_niet_in_de_tabel(cast: Cast) -> None:
    """Users have no right on the table: only the decisions write there."""
    dossier = weegploeg.in_weging(cast)
    sluit_uit(dossier, cast.om)
    with als(cast.om.actor):
        assert Uitsluiting.objects.update(opgeheven_op=timezone.now()) == 0
        assert Uitsluiting.objects.all().delete()[0] == 0
    with als(cast.politie.actor):
        assert not Uitsluiting.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twee_keer_tegelijk_uitsluiten_geeft_een_uitsluiting(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)

    def doe(door: Speler) -> Any:
        try:
            sluit_uit(dossier, door, cast.om)
        except NietMogelijk as fout:
            return str(fout)
        finally:
            connection.close()
        return "gelukt"

    with ThreadPoolExecutor(4) as draden:
        wie = [cast.uitvoerder, cast.uitvoerder_weegploeg] * 2
        uitkomsten = sorted(draden.map(doe, wie))
    assert uitkomsten.count("gelukt") == 1, uitkomsten
    assert Uitsluiting.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twee_uitvoerders_sluiten_elkaar_niet_tegelijk_uit(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)

    def doe(paar: tuple[Speler, Speler]) -> str:
        try:
            sluit_uit(dossier, *paar)
        except (NietMogelijk, Geweigerd) as fout:
            return type(fout).__name__
        finally:
            connection.close()
        return "gelukt"

    een, ander = cast.uitvoerder, cast.uitvoerder_weegploeg
    with ThreadPoolExecutor(2) as draden:
        uitkomsten = list(draden.map(doe, [(een, ander), (ander, een)]))
    assert uitkomsten.count("gelukt") == 1, uitkomsten


def test_lezen_van_de_pagina_door_een_browser_zonder_keuze(cast: Cast) -> None:
    """Nobody reaches it without a representation."""
    zaak = casussen.casus(cast)
    assert Client().get(dossiers.adres("toegang", zaak)).status_code == 302
