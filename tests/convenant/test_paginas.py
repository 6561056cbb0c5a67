"""The covenant's pages, for each of the cast, and what the administrator does on them."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from convenant import decisions
from convenant.models import TAKEN, Bijlage1, Geheimhoudingsverklaring, Partij, SoortPartij
from gedeeld.actor import Rol
from gedeeld.weigering import NietMogelijk
from mensen import rollen
from mensen.models import Gebruiker, Vertegenwoordiging
from tests.cast import (
    BEGIN,
    Cast,
    Speler,
    bevestig_rol,
    bevestig_teksten,
    maak_speler,
    met_tweede_stap,
)
from tests.hulp import bijlage1, weegploeg
from tests.hulp.bijlage1 import besluitvelden
from tests.hulp.casussen import casus

OVERZICHT = "/convenant/"
VANDAAG = timezone.localdate()
PARTNER = {
    "naam": "Jeugdhulp De Sluis",
    "contact": "regie@jeugdhulp-desluis.example",
    "reden": "Hulp in het gezin.",
    "van": VANDAAG.isoformat(),
    "getekend_op": VANDAAG.isoformat(),
    "getekend_door": "bestuurder",
    "geldig_tot": (VANDAAG + timedelta(days=365)).isoformat(),
}


def partner(cast: Cast) -> dict[str, Any]:
    return PARTNER | besluitvelden(cast.beheerder.actor)


def html(client: Client, url: str) -> str:
    antwoord = client.get(url)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def rol(speler: Speler) -> dict[str, str]:
    """The form that gives a new colleague of this player's party a seat."""
    return {
        "gebruiker": "nieuw",
        "partij": str(speler.partij.pk),
        "rol": Rol.VERTEGENWOORDIGER,
        "van": VANDAAG.isoformat(),
        "tot": "",
        "reden": "Nieuw lid van de weegploeg.",
    }


# Who reads what -------------------------------------------------------------------------------
LEZEN = {"overzicht", "bijlage1", "procesbeschrijving", "referentiekader", "mandaten"}
SCHRIJVEN = {
    "publicatie",
    "bijlage1_nieuw",
    "bijlage1_einde",
    "bijlage1_besluit",
    "verklaring",
    "mandaat_nieuw",
    "mandaat_einde",
    "opzegging_nieuw",
    "partij_nieuw",
    "partij_wijzigen",
    "werktijd",
    "rol_toekennen",
    "account_nieuw",
    "account_wachtwoord",
    "account_uit",
    "account_aan",
    "geheimhoudingstekst_nieuw",
    "richtlijnen_nieuw",
}
TOEGANG = LEZEN | {"toegang"}
BEHEER = SCHRIJVEN | {"accounts", "rol_intrekken"}
# They may refuse a role that waits. This one works already: they go back with a sentence.
WEIGEREN = {
    "uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg", "gemeente", "politie", "om",
    "maastricht", "uitvoerder_maastricht",
}  # fmt: skip
TOEZICHT = TOEGANG | {
    *("geheimhoudingsteksten", "geheimhoudingstekst", "richtlijnen", "richtlijnen_versie"),
}
MAG: dict[str, set[str]] = {
    "uitvoerder": TOEGANG,
    "uitvoerder_weegploeg": TOEGANG,
    "uitvoerder_casusoverleg": TOEGANG,
    "gemeente": TOEGANG,
    "politie": TOEGANG,
    "om": TOEGANG,
    "rvdk": LEZEN,
    "reclassering": LEZEN,
    "extern": LEZEN,
    "maastricht": TOEGANG,
    "uitvoerder_maastricht": TOEGANG,
    "behandelaar": LEZEN,
    "beheerder": TOEZICHT | BEHEER,
    "fg": TOEZICHT,
    "elders": TOEGANG,
}


def urls(cast: Cast) -> dict[str, str]:
    """Every page of the covenant, with keys of the covenant of Limburg."""
    sleutels: dict[str, Any] = {
        "bijlage1_einde": Bijlage1.objects.get().pk,
        "bijlage1_besluit": Bijlage1.objects.get().pk,
        "verklaring": cast.extern.partij.pk,
        "mandaat_nieuw": cast.maastricht.partij.pk,
        "mandaat_einde": cast.maastricht.partij.mandaten.get().pk,
        "opzegging_nieuw": cast.maastricht.partij.pk,
        "partij_wijzigen": cast.maastricht.partij.pk,
        "rol_intrekken": cast.politie.vertegenwoordiging.pk,
        "account_wachtwoord": cast.politie.gebruiker.pk,
        "account_uit": cast.politie.gebruiker.pk,
        "account_aan": cast.politie.gebruiker.pk,
        "geheimhoudingstekst": 1,
        "richtlijnen_versie": 1,
    }
    return {
        naam: _adres(naam, [sleutels[naam]] if naam in sleutels else [])
        for naam in TOEZICHT | BEHEER
    }


def _adres(naam: str, args: list[Any]) -> str:
    """Pages of the covenant and of its people stand side by side."""
    van_mensen = naam.startswith(("account", "rol_", "toegang", "geheimhouding", "richtlijnen"))
    return reverse(f"{'mensen' if van_mensen else 'convenant'}:{naam}", args=args)


@pytest.mark.clausule("BEV-beheerder", "inrichten")
@pytest.mark.clausule("CON-bijlage2", "procesbeschrijving")
@pytest.mark.clausule("CON-bijlage2", "referentiekader")
@pytest.mark.parametrize("wie", sorted(MAG))
def test_wie_welke_pagina_kan_openen(cast: Cast, wie: str) -> None:
    """Both ways in, GET and POST; what a role may not do is not there."""
    assert set(MAG) == set(cast.allen)
    client = cast.allen[wie].client
    paginas = urls(cast)
    terug = {"rol_intrekken"} if wie in WEIGEREN else set()
    assert {n for n, url in paginas.items() if client.get(url).status_code == 200} == MAG[wie]
    assert {n for n, url in paginas.items() if client.get(url).status_code == 302} == terug
    assert {n for n, url in paginas.items() if client.get(url).status_code == 404} == (
        set(paginas) - MAG[wie] - terug
    )
    if wie != "beheerder":
        assert {client.post(paginas[naam]).status_code for naam in SCHRIJVEN} == {404}


@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
def test_de_beheerder_komt_in_geen_enkel_dossier(cast: Cast) -> None:
    zaak = casus(cast)
    lijst, blad = reverse("casusoverleg:lijst"), reverse("casusoverleg:casus", args=[zaak.pk])
    assert zaak.nummer in html(cast.politie.client, lijst)
    assert zaak.nummer in html(cast.politie.client, blad)
    for lid in (cast.beheerder, cast.fg):
        assert zaak.nummer not in lid.client.get(lijst).content.decode()
        assert lid.client.get(blad).status_code == 404
        for ander in ("meldingen:lijst", "weegploeg:lijst"):
            assert lid.client.get(reverse(ander)).status_code == 404


@pytest.mark.clausule("CON-regio", "meer-convenanten")
def test_een_ander_convenant_is_er_niet(cast: Cast) -> None:
    bladen = [html(cast.elders.client, urls(cast)[naam]) for naam in ("overzicht", "toegang")]
    for naam in ("Gemeente Venlo", "Politie Limburg", "GGZ Maasoever", "Gemeente Maastricht"):
        assert not any(naam in blad for blad in bladen)
    client = maak_speler("beheer2", cast.elders.partij, Rol.BEHEERDER).client
    paginas = urls(cast)
    for naam in (
        *("bijlage1_einde", "bijlage1_besluit", "verklaring", "opzegging_nieuw", "rol_intrekken"),
        *("mandaat_nieuw", "mandaat_einde"),
    ):
        assert client.get(paginas[naam]).status_code == 404
    assert "Gemeente Venlo" not in html(client, paginas["rol_toekennen"])


# What it says ---------------------------------------------------------------------------------
@pytest.mark.clausule("CON-taken", "vastgelegd")
def test_partijen_staan_bij_hun_wettelijke_taak(cast: Cast) -> None:
    blad = html(cast.rvdk.client, OVERZICHT)
    for soort, taak in TAKEN.items():
        if soort == SoortPartij.MINISTER:  # of the bill only
            continue
        assert taak.replace("'", "&#x27;") in blad
    for lid in ("gemeente", "maastricht", "politie", "om", "rvdk", "reclassering"):
        assert cast.allen[lid].partij.naam in blad


@pytest.mark.clausule("CON-inwerking", "datum")
@pytest.mark.clausule("CON-evaluatie")
@pytest.mark.clausule("CON-publicatie")
def test_hoofd_van_het_convenant(cast: Cast) -> None:
    blad = html(cast.om.client, OVERZICHT)
    assert "1 maart 2019" in blad
    assert "1 maart 2021" in blad  # two years later
    assert "te laat" in blad
    assert "Vindplaats nog niet vastgelegd" in blad
    client = cast.beheerder.client
    velden = {
        "staatscourant": "Stcrt. 2020, 4321",
        "gepubliceerd_op": "2020-02-03",
        "geevalueerd_op": "2021-03-15",
    }
    assert client.post("/convenant/bijwerken/", velden).status_code == 302
    blad = html(cast.om.client, OVERZICHT)
    assert "Stcrt. 2020, 4321" in blad
    assert "15 maart 2021" in blad
    assert "te laat" not in blad


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("gepubliceerd_op", "", "samen in"),
        ("gepubliceerd_op", (VANDAAG + timedelta(days=1)).isoformat(), "moet nog komen"),
        ("geevalueerd_op", "2019-01-01", "na de inwerkingtreding"),
        ("geevalueerd_op", "ooit", "hele datum"),
    ],
)
def test_publicatie_met_een_fout_bewaart_niets(
    cast: Cast, veld: str, waarde: str, zin: str
) -> None:
    velden = {"staatscourant": "Stcrt. 1", "gepubliceerd_op": "2020-02-03"} | {veld: waarde}
    blad = cast.beheerder.client.post("/convenant/bijwerken/", velden).content.decode()
    assert zin in blad
    assert 'value="Stcrt. 1"' in blad
    cast.convenant.refresh_from_db()
    assert cast.convenant.staatscourant == ""


@pytest.mark.clausule("CON-bijlage2", "procesbeschrijving")
@pytest.mark.clausule("CON-bijlage2", "referentiekader")
def test_bijlage_2_en_3_zijn_te_lezen(cast: Cast) -> None:
    assert "De weegploeg weegt" in html(cast.extern.client, "/convenant/bijlage-2/")
    kader = html(cast.extern.client, "/convenant/bijlage-3/")
    for rij in [*cast.kader.fasen.all(), *cast.kader.ontwikkelgebieden.all()]:
        assert rij.naam in kader


def test_zonder_werkend_convenant_is_er_niets_te_doen(cast: Cast) -> None:
    client = cast.gemeente.client
    assert client.get("/weegploeg/").status_code == 200
    cast.convenant.beeindigd_op = VANDAAG
    cast.convenant.save()
    for url in ("/weegploeg/", OVERZICHT):
        antwoord = client.get(url)
        assert antwoord.status_code == 302
        assert antwoord["Location"] == reverse("vertegenwoordiging")


# Parties --------------------------------------------------------------------------------------
ERBIJ = {
    "soort": "gemeente",
    "naam": "Gemeente Mook en Middelaar",
    "contact": "veiligheid@mook.example",
    "gemeentecode": "0944",
    "naam_landelijk": "Mook en Middelaar",
    "vanaf": VANDAAG.isoformat(),
}


@pytest.mark.clausule("BEV-beheerder", "inrichten")
def test_een_partij_treedt_toe_en_haar_mensen_wachten_op_een_tweede(cast: Cast) -> None:
    client = cast.beheerder.client
    assert "Partij toevoegen" in html(client, OVERZICHT)
    assert client.post("/convenant/partij/nieuw/", ERBIJ).status_code == 302
    partij = Partij.objects.get(naam=ERBIJ["naam"])
    assert (partij.gemeentecode, partij.naam_landelijk) == ("0944", "Mook en Middelaar")
    assert partij.doet_mee(VANDAAG)
    blad = html(client, OVERZICHT)
    assert "Mook en Middelaar, code 0944" in blad
    assert "Toegevoegd: partij" in blad
    assert not Vertegenwoordiging.objects.filter(partij=partij).exists()


@pytest.mark.parametrize(
    ("anders", "veld", "zin"),
    [
        ({"soort": "politie"}, "soort", "Deze keuze is er niet"),
        ({"soort": "extern"}, "soort", "Deze keuze is er niet"),
        ({"naam": "gemeente venlo"}, "naam", "staat al in dit convenant"),
        ({"gemeentecode": ""}, "gemeentecode", "vier cijfers"),
        ({"gemeentecode": "94"}, "gemeentecode", "vier cijfers"),
        ({"soort": "reclassering"}, "gemeentecode", "alleen in bij een gemeente"),
        ({"vanaf": "2019-02-28"}, "vanaf", "nog niet in werking"),
        ({"contact": ""}, "contact", "nog niet ingevuld"),
    ],
)
def test_een_partij_met_een_fout_komt_er_niet_bij(
    cast: Cast, anders: dict[str, str], veld: str, zin: str
) -> None:
    aantal = Partij.objects.count()
    antwoord = cast.beheerder.client.post("/convenant/partij/nieuw/", ERBIJ | anders)
    assert zin in " ".join(antwoord.context["form"].errors[veld])
    assert Partij.objects.count() == aantal


def test_de_beheerder_wijzigt_het_contact_van_een_partij(cast: Cast) -> None:
    client = cast.beheerder.client
    for partij in (cast.maastricht.partij, cast.om.partij, cast.extern.partij):
        pad = reverse("convenant:partij_wijzigen", args=[partij.pk])
        assert pad in html(client, OVERZICHT)
        code = {"gemeentecode": "0935"} if partij.is_gemeente else {}
        velden = {"contact": f"Postbus 7 {partij}", **code, "naam": "Iets anders"}
        assert client.post(pad, velden).status_code == 302
        partij.refresh_from_db()
        assert partij.contact == f"Postbus 7 {partij}"
        assert partij.naam != "Iets anders"
    assert "(contact" in html(client, OVERZICHT)  # who changed it, and not what it says
    ander = reverse("convenant:partij_wijzigen", args=[cast.gemeente.partij.pk])
    antwoord = client.post(ander, {"contact": "x", "gemeentecode": "0935"})
    assert "al van een andere gemeente" in " ".join(antwoord.context["form"].errors["gemeentecode"])
    elders = reverse("convenant:partij_wijzigen", args=[cast.elders.partij.pk])
    assert client.get(elders).status_code == 404


# Annex 1 --------------------------------------------------------------------------------------
@pytest.mark.clausule("CON-bijlage1", "vooraf")
def test_partner_toevoegen(cast: Cast) -> None:
    assert (
        cast.beheerder.client.post("/convenant/bijlage-1/nieuw/", partner(cast)).status_code == 302
    )
    partij = Partij.objects.get(naam=PARTNER["naam"])
    assert partij.extern
    assert partij.doet_mee(VANDAAG)
    blad = html(cast.extern.client, OVERZICHT)
    assert PARTNER["naam"] in blad
    assert PARTNER["reden"] in blad


@pytest.mark.clausule("CON-geheimhouding", "getekend")
@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("naam", "", "Dit is nog niet ingevuld"),
        ("naam", "ggz maasoever", "staat al in dit convenant"),
        ("naam", "Politie Limburg", "staat al in dit convenant"),
        ("reden", "", "Dit is nog niet ingevuld"),
        ("van", "morgen", "hele datum"),
        ("van", "2019-02-28", "nog niet in werking"),
        ("getekend_op", "", "Dit is nog niet ingevuld"),
        ("getekend_op", (VANDAAG + timedelta(days=1)).isoformat(), "moet nog komen"),
        ("geldig_tot", VANDAAG.isoformat(), "al verlopen"),
    ],
)
def test_partner_met_een_fout_verandert_niets(cast: Cast, veld: str, waarde: str, zin: str) -> None:
    eerst = (Partij.objects.count(), Bijlage1.objects.count())
    client = cast.beheerder.client
    antwoord = client.post("/convenant/bijlage-1/nieuw/", partner(cast) | {veld: waarde})
    assert antwoord.status_code == 200
    assert zin in " ".join(antwoord.context["form"].errors[veld])
    assert zin in antwoord.content.decode()
    assert f'value="{PARTNER["contact"]}"' in antwoord.content.decode()  # kept
    assert (Partij.objects.count(), Bijlage1.objects.count()) == eerst
    assert client.post("/convenant/bijlage-1/nieuw/", partner(cast)).status_code == 302


@pytest.mark.clausule("CON-bijlage1", "begin-einde")
@pytest.mark.clausule("DEF-extern", "bijlage1")
def test_een_beeindigde_partner_verliest_zijn_open_sessie_meteen(cast: Cast) -> None:
    partner, beheer = cast.extern.client, cast.beheerder.client
    einde = urls(cast)["bijlage1_einde"]
    assert partner.get("/casusoverleg/").status_code == 200
    assert "ziet vanaf nu niets meer" in html(beheer, einde)
    assert partner.get("/casusoverleg/").status_code == 200  # looking at the question ends nothing
    besluit = besluitvelden(cast.beheerder.actor)
    assert beheer.post(einde, besluit).status_code == 302
    for url in ("/casusoverleg/", OVERZICHT, "/"):
        antwoord = partner.get(url)
        assert antwoord.status_code == 302
        assert antwoord["Location"] == reverse("vertegenwoordiging")
    tweede = beheer.post(einde, besluit)
    assert "al beëindigd" in tweede.content.decode()
    assert f"Beëindigd op {date_format(VANDAAG, 'j F Y')}" in html(cast.fg.client, OVERZICHT)


@pytest.mark.clausule("CON-bijlage1", "begin-einde")
def test_een_partner_kan_terugkomen(cast: Cast) -> None:
    bijlage1.beeindig(cast.beheerder.actor, cast.extern.partij)
    velden = partner(cast) | {"naam": "GGZ Maasoever"}
    assert cast.beheerder.client.post("/convenant/bijlage-1/nieuw/", velden).status_code == 302
    assert Partij.objects.filter(naam="GGZ Maasoever").count() == 1
    assert cast.extern.client.get("/casusoverleg/").status_code == 200


@pytest.mark.clausule("CON-bijlage1", "begin-einde")
def test_een_vermelding_die_voor_haar_eerste_dag_is_beeindigd_is_voorbij(cast: Cast) -> None:
    client, nieuw = cast.beheerder.client, "/convenant/bijlage-1/nieuw/"
    straks = partner(cast) | {"van": (VANDAAG + timedelta(days=20)).isoformat()}
    assert client.post(nieuw, straks).status_code == 302
    rij = Bijlage1.objects.get(partij__naam=PARTNER["naam"])
    bijlage1.beeindig(cast.beheerder.actor, rij.partij)
    assert "Nooit begonnen" in html(cast.fg.client, OVERZICHT)
    with pytest.raises(NietMogelijk, match="al beëindigd"):
        bijlage1.beeindig(cast.beheerder.actor, rij.partij)
    assert client.post(nieuw, partner(cast)).status_code == 302
    assert Partij.objects.get(pk=rij.partij_id).doet_mee(VANDAAG)


@pytest.mark.clausule("CON-geheimhouding", "geldig")
def test_zonder_geldige_verklaring_ziet_een_partner_niets(cast: Cast) -> None:
    partner = cast.extern.client
    assert partner.get("/casusoverleg/").status_code == 200
    Geheimhoudingsverklaring.objects.update(geldig_tot=VANDAAG)
    assert partner.get("/casusoverleg/").status_code == 302
    assert "Verklaring niet geldig" in html(cast.uitvoerder.client, OVERZICHT)
    url = urls(cast)["verklaring"]
    velden = {veld: PARTNER[veld] for veld in ("getekend_op", "getekend_door", "geldig_tot")}
    fout = cast.beheerder.client.post(url, velden | {"geldig_tot": VANDAAG.isoformat()})
    assert "al verlopen" in fout.content.decode()
    assert partner.get("/casusoverleg/").status_code == 302
    assert cast.beheerder.client.post(url, velden).status_code == 302
    assert partner.get("/casusoverleg/").status_code == 200
    assert Geheimhoudingsverklaring.objects.count() == 2  # the old one stays


def test_een_gewone_partij_heeft_geen_verklaring_en_geen_vermelding(cast: Cast) -> None:
    url = reverse("convenant:verklaring", args=[cast.rvdk.partij.pk])
    assert cast.beheerder.client.get(url).status_code == 404
    url = reverse("convenant:opzegging_nieuw", args=[cast.extern.partij.pk])
    assert cast.beheerder.client.get(url).status_code == 404


# Roles ----------------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-toekennen", "vastgelegd")
@pytest.mark.clausule("BEV-toekennen", "meteen-weg")
@pytest.mark.clausule("BEV-toekennen", "wijze")
def test_een_rol_toekennen_en_intrekken(cast: Cast) -> None:
    Gebruiker.objects.create_user("nieuw", first_name="Nina")
    nieuw = Client()
    nieuw.force_login(Gebruiker.objects.get(username="nieuw"))
    met_tweede_stap(nieuw)
    beheer = cast.beheerder.client
    assert nieuw.get("/weegploeg/").status_code == 302
    assert beheer.post("/convenant/toegang/nieuw/", rol(cast.politie)).status_code == 302
    rij = Vertegenwoordiging.objects.get(gebruiker__username="nieuw")
    assert nieuw.get("/weegploeg/")["Location"] == "/vertegenwoordiging/"
    bevestig_rol(cast.om.client, rij)
    assert nieuw.get("/weegploeg/")["Location"].startswith("/geheimhouding/")
    bevestig_teksten(nieuw)
    assert nieuw.get("/weegploeg/").status_code == 200
    assert "Nieuw lid van de weegploeg." in html(cast.fg.client, "/convenant/toegang/")
    einde = reverse("mensen:rol_intrekken", args=[rij.pk])
    assert "nog niet ingevuld" in beheer.post(einde, {"reden": ""}).content.decode()
    assert nieuw.get("/weegploeg/").status_code == 200
    assert beheer.post(einde, {"reden": "Andere baan."}).status_code == 302
    assert nieuw.get("/weegploeg/").status_code == 302  # in the session that was open
    assert "Andere baan." in html(cast.fg.client, "/convenant/toegang/")
    assert "al beëindigd" in beheer.post(einde, {"reden": "x"}).content.decode()


@pytest.mark.clausule("BEV-toekennen", "wijze")
@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("gebruiker", "wie-is-dit", "geen account"),
        ("gebruiker", "beheerder", "uzelf geen rol"),
        ("gebruiker", "politie", "heeft deze rol al"),
        ("rol", "keizer", "Deze keuze is er niet"),
        ("van", (VANDAAG - timedelta(days=1)).isoformat(), "is voorbij"),
        ("tot", VANDAAG.isoformat(), "na de begindag"),
        ("reden", "", "nog niet ingevuld"),
        ("partij", "00000000-0000-0000-0000-000000000000", "Deze keuze is er niet"),
    ],
)
def test_een_rol_met_een_fout_wordt_niet_toegekend(
    cast: Cast, veld: str, waarde: str, zin: str
) -> None:
    Gebruiker.objects.create_user("nieuw")
    beheer, eerst = cast.beheerder.client, Vertegenwoordiging.objects.count()
    antwoord = beheer.post("/convenant/toegang/nieuw/", rol(cast.politie) | {veld: waarde})
    assert antwoord.status_code == 200
    assert zin in " ".join(antwoord.context["form"].errors[veld])
    assert Vertegenwoordiging.objects.count() == eerst
    assert beheer.post("/convenant/toegang/nieuw/", rol(cast.politie)).status_code == 302


@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
def test_beheer_en_toezicht_gaan_niet_samen_met_dossiers(cast: Cast) -> None:
    """Neither way round, in any covenant, and only with a core party."""
    beheer, url = cast.beheerder.client, "/convenant/toegang/nieuw/"
    for gebruiker, welke in (("fg", Rol.UITVOERDER), ("gemeente", Rol.BEHEERDER)):
        velden = rol(cast.gemeente) | {"gebruiker": gebruiker, "rol": welke}
        assert "ander account" in beheer.post(url, velden).content.decode()
    velden = rol(cast.gemeente) | {"gebruiker": "elders", "rol": Rol.TOEZICHTHOUDER}
    assert "ander account" in beheer.post(url, velden).content.decode()
    Gebruiker.objects.create_user("nieuw")
    velden = rol(cast.extern) | {"rol": Rol.TOEZICHTHOUDER}
    assert "alleen vertegenwoordigers" in beheer.post(url, velden).content.decode()
    assert not Vertegenwoordiging.objects.filter(gebruiker__username="nieuw").exists()
    eigen = reverse("mensen:rol_intrekken", args=[cast.beheerder.vertegenwoordiging.pk])
    assert "andere beheerder" in beheer.post(eigen, {"reden": "x"}).content.decode()


# Log ------------------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-toekennen", "vastgelegd")
def test_wat_de_beheerder_doet_is_te_zien_voor_beheerder_en_toezichthouder(cast: Cast) -> None:
    assert (
        cast.beheerder.client.post("/convenant/bijlage-1/nieuw/", partner(cast)).status_code == 302
    )
    for lid in (cast.beheerder, cast.fg):
        blad = html(lid.client, OVERZICHT)
        assert "Toegevoegd: vermelding in bijlage 1" in blad
        assert "Toegevoegd: geheimhoudingsverklaring" in blad
        assert "Beheerder" in blad[blad.index("Laatste wijzigingen") :]
    for lid in (cast.uitvoerder, cast.extern, cast.elders):
        assert "Laatste wijzigingen" not in html(lid.client, OVERZICHT)


# Lists ----------------------------------------------------------------------------------------
def _vragen(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as vragen:
        assert client.get(url).status_code == 200
    return len(vragen)


def test_lijsten_kosten_even_veel_vragen_met_een_en_met_dertig_rijen(cast: Cast) -> None:
    paginas = (OVERZICHT, "/convenant/toegang/")
    client = cast.beheerder.client
    bijlage1.neem_op(cast.beheerder.actor, "Partner met een besluit")
    eerst = [_vragen(client, url) for url in paginas]
    for nummer in range(30):
        bijlage1.neem_op(cast.beheerder.actor, f"Partner {nummer}")
        gemeente = decisions.maak_partij(
            cast.convenant, naam=f"Gemeente {nummer}", soort=SoortPartij.GEMEENTE, vanaf=BEGIN
        )
        gebruiker = Gebruiker.objects.create_user(f"lid{nummer}")
        rollen.vertegenwoordig(gebruiker, gemeente, Rol.VERTEGENWOORDIGER, van=BEGIN)
    assert [_vragen(client, url) for url in paginas] == eerst
    assert "?na=" in html(client, "/convenant/toegang/")


@pytest.mark.clausule("CON-inwerking", "onbepaald")
@pytest.mark.clausule("CON-verantwoordelijke", "gezamenlijk")
def test_op_de_pagina_staat_hoe_lang_het_loopt_en_wie_samen_verantwoordelijk_zijn(
    cast: Cast,
) -> None:
    for speler in (cast.politie, cast.uitvoerder, cast.reclassering, cast.extern, cast.fg):
        pagina = html(speler.client, OVERZICHT)
        assert "voor onbepaalde tijd" in pagina
        kern = pagina.split('id="kern-kop"')[1].split('id="casus-kop"')[0]
        assert "Zij zijn samen verantwoordelijk voor de gegevens." in kern
        for partij in cast.kern:
            assert partij.naam in kern


@pytest.mark.clausule("CON-taken", "bij-uitnodigen")
def test_wie_een_partij_uitnodigt_leest_daar_haar_taak(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    pad = reverse("weegploeg:besluiten", args=[dossier.pk]) + "?uitkomst=casusoverleg"
    pagina = html(cast.uitvoerder.client, pad)
    assert f"Wettelijke taak: {TAKEN[SoortPartij.RECLASSERING]}" in unescape(pagina)
    vermelding = cast.extern.partij.bijlage1.get()
    assert f"Wettelijke taak: {vermelding.reden}" in unescape(pagina)
