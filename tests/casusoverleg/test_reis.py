"""The subject: who it is, and whether he left or came back, since when and what shows it (MC 1 i, j, k)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from casusoverleg import decisions
from casusoverleg.dossier.models import Casus, Reis
from gedeeld.afschrift import Publiek
from gedeeld.weigering import Geweigerd, NietMogelijk
from register.models import Bericht
from register.registry import bestand_van_rij
from tests.cast import Cast
from tests.hulp import casussen, vandaag, weegploeg

WEG, TERUG = "Zilvermeeuw zag een foto uit Syrië", "Zilvermeeuw is weer gezien bij zijn ouders"


def _url(casus: Casus) -> str:
    return reverse("casusoverleg:reis", args=[casus.pk])


def _leg_vast(cast: Cast, casus: Casus, wat: str, sinds: date, reden: str) -> Any:
    band = "verbleef" if wat == "uitreiziger" else "verblijft"
    velden = {"bijzonderheid": wat, "sinds": sinds.isoformat(), "reden": reden, "band": band}
    return cast.uitvoerder_casusoverleg.client.post(_url(casus), velden)


def _pagina(speler: Any, casus: Casus) -> str:
    url = reverse("casusoverleg:casus", args=[casus.pk])
    return " ".join(speler.client.get(url).content.decode().split())


@pytest.mark.clausule("DEF-subject", "persoon")
def test_op_de_pagina_staat_over_wie_het_gaat(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    casus = Casus.objects.get(zaak=dossier.zaak)
    for url in (bestand_van_rij(dossier).url(dossier), bestand_van_rij(casus).url(casus)):
        secties = cast.om.client.get(url).context["secties"]["subject"]
        regels = {regel.label: regel.waarde for regel in secties.regels}
        assert regels["Naam"] == dossier.persoon.naam


@pytest.mark.clausule("DEF-subject", "uitreiziger")
@pytest.mark.clausule("DEF-subject", "terugkeerder")
def test_uitgereisd_en_daarna_teruggekeerd_met_dag_en_reden(cast: Cast) -> None:
    casus = casussen.casus(cast, cast.rvdk.partij)
    speler, weg = cast.uitvoerder_casusoverleg, vandaag() - timedelta(days=40)
    assert _url(casus) in _pagina(speler, casus)
    assert _leg_vast(cast, casus, "uitreiziger", weg, WEG).status_code == 302
    casus.refresh_from_db()
    assert casus.bijzonderheid == "uitreiziger"
    assert "Uitreiziger, sinds" in _pagina(cast.politie, casus)
    assert _leg_vast(cast, casus, "terugkeerder", vandaag(), TERUG).status_code == 302
    casus.refresh_from_db()
    assert casus.bijzonderheid == "terugkeerder"
    for lezer in (speler, cast.om, cast.rvdk):
        blad = _pagina(lezer, casus)
        assert blad.index("Uitreiziger, sinds") < blad.index("Terugkeerder, sinds")
        assert WEG in blad
        assert TERUG in blad
        assert "Uitreis of terugkeer van het subject vastgelegd" in blad
    afschrift = bestand_van_rij(casus).afschrift(casus, Publiek.BETROKKENE)
    teksten = [regel.waarde for deel in afschrift.secties for regel in deel.regels]
    assert {WEG, TERUG} <= set(teksten)
    assert Bericht.objects.filter(wat="casusoverleg.reis_vastgelegd").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT reden FROM casusoverleg_reis")
        assert "Zilvermeeuw" not in str(cursor.fetchall())


@pytest.mark.clausule("DEF-subject", "terugkeerder")
def test_het_bleek_geen_van_beide(cast: Cast) -> None:
    casus = casussen.casus(cast, cast.rvdk.partij)
    _leg_vast(cast, casus, "terugkeerder", vandaag(), TERUG)
    assert _leg_vast(cast, casus, "", vandaag(), "Het was zijn broer").status_code == 302
    casus.refresh_from_db()
    assert casus.bijzonderheid == ""
    assert "Geen uitreiziger of terugkeerder, sinds" in _pagina(cast.om, casus)


@pytest.mark.clausule("DEF-subject", "uitreiziger")
@pytest.mark.parametrize(
    ("wat", "dagen", "reden", "veld"),
    [
        ("uitreiziger", 0, "Nog eens", "bijzonderheid"),
        ("terugkeerder", -5, TERUG, "sinds"),
        ("terugkeerder", 1, TERUG, "sinds"),
        ("terugkeerder", 0, " ", "reden"),
        ("op vakantie", 0, TERUG, "bijzonderheid"),
    ],
)
def test_wat_niet_kan_wordt_bij_het_veld_geweigerd(
    cast: Cast, wat: str, dagen: int, reden: str, veld: str
) -> None:
    casus = casussen.casus(cast)
    _leg_vast(cast, casus, "uitreiziger", vandaag(), WEG)
    antwoord = _leg_vast(cast, casus, wat, vandaag() + timedelta(days=dagen), reden)
    assert list(antwoord.context["form"].errors) == [veld]
    assert Reis.objects.count() == 1


def test_alleen_de_uitvoerder_legt_het_vast_en_een_externe_partner_leest_het_niet(
    cast: Cast,
) -> None:
    casus = casussen.met_plan(cast, cast.extern.partij)
    _leg_vast(cast, casus, "uitreiziger", vandaag(), WEG)
    for wie in (cast.politie, cast.extern, cast.gemeente):
        assert wie.client.get(_url(casus)).status_code == 404
        with pytest.raises(Geweigerd):
            decisions.leg_reis_vast(
                casus,
                actor=wie.actor,
                bijzonderheid="",
                sinds=vandaag(),
                reden="Nee",
                band="verblijft",
            )
    blad = cast.extern.client.get(reverse("casusoverleg:plan", args=[casus.pk])).content.decode()
    assert "Zilvermeeuw" not in blad
    assert "itreiziger" not in blad


def test_in_een_gesloten_casus_verandert_het_niet_meer(cast: Cast) -> None:
    casus = casussen.afgesloten(cast)
    with pytest.raises(NietMogelijk, match="afgesloten"):
        decisions.leg_reis_vast(
            casus,
            actor=cast.uitvoerder.actor,
            bijzonderheid="uitreiziger",
            sinds=vandaag(),
            reden=WEG,
            band="verbleef",
        )


@pytest.mark.clausule("DEF-achterblijver", "gezin")
@pytest.mark.parametrize("wat", ["terugkeerder", ""])
def test_wie_terug_is_liet_niemand_achter(cast: Cast, wat: str) -> None:
    """They stand in the casus of somebody who left, and of nobody else (MC 10.2 g; WV 2.4)."""
    casus = casussen.casus(cast)
    _leg_vast(cast, casus, "uitreiziger", vandaag(), WEG)
    derde = decisions.voeg_derde_toe(
        casus,
        actor=cast.uitvoerder.actor,
        soort="achterblijver",
        doel="netwerk",
        naam="Moeder Zilvermeeuw",
        noodzaak="Wil hulp",
    )
    antwoord = _leg_vast(cast, casus, wat, vandaag(), TERUG)
    assert list(antwoord.context["form"].errors) == ["bijzonderheid"]
    assert "Er staan nog achterblijvers" in antwoord.content.decode()
    assert "Zilvermeeuw" not in str(antwoord.context["form"].errors)
    assert Reis.objects.count() == 1
    weg = reverse("casusoverleg:derde_verwijderen", args=[casus.pk, derde.pk])
    assert cast.uitvoerder.client.post(weg).status_code == 302
    assert _leg_vast(cast, casus, wat, vandaag(), TERUG).status_code == 302
