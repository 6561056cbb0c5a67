"""The log pages of the supervisor: what was read and done, by whom, and never what a file says."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casusoverleg.dossier.models import Casus
from convenant import decisions
from gedeeld.actor import Actor, Rol
from mensen import rollen
from register.events import leg_vast
from register.models import Gebeurtenis, Inzage
from tests.cast import BEGIN, Cast, maak_speler
from tests.hulp.casussen import casus

INZAGE, GEDAAN = "/beveiliging/", "/beveiliging/wijzigingen/"
VANDAAG = timezone.localdate()
# Whose rows there are after the fixture `zaak`.
ANDEREN = {INZAGE: {"politie", "extern", "maastricht"}, GEDAAN: {"uitvoerder"}}


@pytest.fixture
def zaak(cast: Cast) -> Casus:
    """A file that the police read, and that the external partner and Maastricht asked for in vain."""
    zaak = casus(cast)
    blad = reverse("casusoverleg:casus", args=[zaak.pk])
    assert cast.politie.client.get(blad).status_code == 200
    for lid in (cast.extern, cast.maastricht):
        assert lid.client.get(blad).status_code == 404
    return zaak


def rijen(client: Client, url: str) -> list[tuple[str, str, bool | None]]:
    """What a log shows: user, number, and whether it was allowed."""
    antwoord = client.get(url)
    assert antwoord.status_code == 200
    return [
        (r.gebruiker.username if r.gebruiker else "", r.nummer, getattr(r, "toegestaan", None))
        for r in antwoord.context["pagina"]
    ]


@pytest.mark.clausule("BEV-logging", "inzien")
def test_alleen_de_toezichthouder_leest_wat_een_ander_deed(cast: Cast, zaak: Casus) -> None:
    for url in (INZAGE, GEDAAN):
        gezien = {}
        for naam, speler in cast.allen.items():
            if naam == "beheerder":
                assert speler.client.get(url).status_code == 404
            else:
                gezien[naam] = {rij[0] for rij in rijen(speler.client, url)}
        assert gezien.pop("fg") - {"beheerder"} == ANDEREN[url]
        assert all(wie <= {cast.allen[n].gebruiker.username} for n, wie in gezien.items())


@pytest.mark.clausule("BEV-logging", "lezen")
@pytest.mark.clausule("BEV-logging", "geweigerd")
def test_lezen_en_geweigerde_pogingen_staan_in_het_logboek(cast: Cast, zaak: Casus) -> None:
    assert set(rijen(cast.fg.client, INZAGE)) == {
        ("politie", zaak.nummer, True),
        ("extern", "", False),
        ("maastricht", "", False),
    }
    blad = cast.fg.client.get(INZAGE).content.decode()
    for tekst in ("Politie Limburg", "GGZ Maasoever", "Geweigerd", zaak.nummer):
        assert tekst in blad


@pytest.mark.clausule("BEV-logging", "geweigerd")
def test_een_geweigerde_pagina_zonder_dossier_staat_er_in_gewone_woorden(cast: Cast) -> None:
    for naam in ("privacy_rights:lijst", "beveiliging:rechten"):
        assert cast.extern.client.get(reverse(naam)).status_code == 404
    assert cast.extern.client.get("/bestaat-niet/").status_code == 404
    blad = cast.fg.client.get(INZAGE).content.decode()
    assert "Pagina van Rechten van betrokkenen" in blad
    assert "Pagina van Beveiliging" in blad
    assert "privacy_rights:lijst" not in blad


@pytest.mark.clausule("BEV-versleuteling", "pseudoniem")
def test_het_logboek_toont_geen_inhoud(cast: Cast, zaak: Casus) -> None:
    inhoud = cast.politie.client.get(reverse("casusoverleg:casus", args=[zaak.pk])).content
    assert b"Kanarie" in inhoud  # it could leak
    for url in (INZAGE, GEDAAN):
        blad = cast.fg.client.get(url).content.decode().lower()
        assert zaak.nummer.lower() in blad
        assert "kanarie" not in blad
        assert "wouter" not in blad


@pytest.mark.clausule("BEV-logging", "inzien")
def test_filters(cast: Cast, zaak: Casus) -> None:
    fg, politie = cast.fg.client, cast.politie.gebruiker
    assert {r[0] for r in rijen(fg, f"{INZAGE}?geweigerd=on")} == {"extern", "maastricht"}
    assert {r[0] for r in rijen(fg, f"{INZAGE}?gebruiker={politie.pk}")} == {"politie"}
    assert rijen(fg, f"{INZAGE}?gebruiker={politie.pk}&geweigerd=on") == []
    assert len(rijen(fg, f"{INZAGE}?van={VANDAAG}&tot={VANDAAG}")) == 3
    assert rijen(fg, f"{INZAGE}?tot={VANDAAG - timedelta(days=1)}") == []
    assert rijen(fg, f"{INZAGE}?van={VANDAAG + timedelta(days=1)}") == []
    assert (
        "Er is niets gevonden" in fg.get(f"{INZAGE}?geweigerd=on&tot=2020-01-01").content.decode()
    )


@pytest.mark.clausule("BEV-logging", "inzien")
def test_een_lijst_is_een_regel_die_opengaat(cast: Cast) -> None:
    zaken = [casus(cast) for _ in range(3)]
    assert cast.politie.client.get(reverse("casusoverleg:lijst")).status_code == 200
    assert Inzage.objects.count() == 3
    for client in (cast.fg.client, cast.politie.client):
        antwoord = client.get(INZAGE)
        assert len(antwoord.context["pagina"]) == 1
        blad = antwoord.content.decode()
        assert "<summary>3 dossiers samen</summary>" in blad
        assert {zaak.nummer for zaak in zaken} == {
            nummer for nummer in (zaak.nummer for zaak in zaken) if f"<li>{nummer}</li>" in blad
        }


@pytest.mark.clausule("BEV-logging", "inzien")
def test_filter_op_dossier_en_op_hoe_het_is_gezien(cast: Cast) -> None:
    een, twee = casus(cast), casus(cast)
    client, fg = cast.politie.client, cast.fg.client
    client.get(reverse("casusoverleg:lijst"))
    client.get(reverse("casusoverleg:casus", args=[een.pk]))
    assert len(rijen(fg, INZAGE)) == 2
    assert [r[1] for r in rijen(fg, f"{INZAGE}?hoe=geopend")] == [een.nummer]
    assert len(rijen(fg, f"{INZAGE}?hoe=lijst")) == 1
    assert [r[1] for r in rijen(fg, f"{INZAGE}?nummer={een.nummer.lower()}")] == [een.nummer] * 2
    assert [r[1] for r in rijen(fg, f"{INZAGE}?nummer={twee.nummer}")] == [twee.nummer]
    assert rijen(fg, f"{INZAGE}?nummer={twee.nummer}&hoe=geopend") == []
    assert {r[1] for r in rijen(fg, f"{GEDAAN}?nummer={twee.nummer}")} == {twee.nummer}


@pytest.mark.clausule("BEV-logging", "inzien")
def test_wat_buiten_werktijd_is_gelezen_valt_op(cast: Cast, zaak: Casus) -> None:
    """By the hours that the administrator set, at the clock of this country, summer and winter."""
    fg, uren = cast.fg.client, {"werk_van": "08:30", "werk_tot": "17:00"}
    cast.beheerder.client.post("/convenant/werktijd/", {"werkdagen": [1, 2, 3, 4], **uren})
    wanneer = {  # in UTC
        datetime(2026, 1, 12, 7, 29, tzinfo=UTC): True,  # a Monday, 8:29
        datetime(2026, 1, 12, 7, 30, tzinfo=UTC): False,
        datetime(2026, 7, 13, 6, 30, tzinfo=UTC): False,  # 8:30 in summer
        datetime(2026, 7, 13, 15, 0, tzinfo=UTC): True,  # 17:00
        datetime(2026, 1, 16, 10, 0, tzinfo=UTC): True,  # a Friday
    }
    regel = Inzage.objects.filter(toegestaan=True).values(
        "gebruiker_id", "convenant_id", "bestand", "pseudoniem", "nummer", "soort", "toegestaan"
    )[0]
    Inzage.objects.bulk_create(Inzage(**regel, tijdstip=moment) for moment in wanneer)
    antwoord = fg.get(f"{INZAGE}?buiten=on&tot=2026-10-01")
    gezien = {rij.tijdstip for rij in antwoord.context["pagina"]}
    assert gezien == {moment for moment, buiten in wanneer.items() if buiten}
    blad = fg.get(f"{INZAGE}?tot=2026-10-01").content.decode()
    assert blad.count("Buiten werktijd") == 3
    assert "Maandag, dinsdag, woensdag, donderdag, van 08:30 tot 17:00 uur" in (
        fg.get("/convenant/").content.decode()
    )


@pytest.mark.parametrize(
    ("anders", "veld", "zin"),
    [
        ({"werkdagen": []}, "werkdagen", "nog niet ingevuld"),
        ({"werkdagen": ["8"]}, "werkdagen", "Deze keuze is er niet"),
        ({"werk_van": "acht"}, "werk_van", "Vul een tijd in"),
        ({"werk_tot": "07:00"}, "werk_tot", "later zijn dan het begin"),
    ],
)
def test_een_werktijd_met_een_fout_blijft_zoals_hij_was(
    cast: Cast, anders: dict[str, Any], veld: str, zin: str
) -> None:
    velden = {"werkdagen": [1], "werk_van": "08:00", "werk_tot": "18:00"} | anders
    antwoord = cast.beheerder.client.post("/convenant/werktijd/", velden)
    assert zin in " ".join(antwoord.context["form"].errors[veld])
    cast.convenant.refresh_from_db()
    assert cast.convenant.werkdagen == [1, 2, 3, 4, 5]


def test_velden_staan_er_in_woorden(cast: Cast, zaak: Casus) -> None:
    namen = ["geboortedatum", "straat", "geen_veld"]
    soort = Gebeurtenis.objects.filter(nummer=zaak.nummer).first().soort
    leg_vast(zaak, soort, actor=cast.uitvoerder.actor, velden=namen)
    blad = cast.fg.client.get(GEDAAN).content.decode()
    assert "Gewijzigd: geboortedatum, straat en huisnummer, geen veld" in blad


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        ("van=gisteren", "hele datum"),
        ("van=2026-02-01&tot=2026-01-01", "vóór de eerste dag"),
        (f"gebruiker={uuid.UUID(int=1)}", "Deze keuze is er niet"),
    ],
)
def test_een_fout_filter_zegt_wat_er_mis_is(cast: Cast, zaak: Casus, vraag: str, zin: str) -> None:
    antwoord = cast.fg.client.get(f"{INZAGE}?{vraag}")
    assert zin in antwoord.content.decode()
    assert not antwoord.context["pagina"]


@pytest.mark.clausule("BEV-logging", "inzien")
def test_een_ander_convenant_heeft_een_eigen_logboek(cast: Cast, zaak: Casus) -> None:
    """Also for an account that works under both, and for a party of the same name."""
    elders = decisions.maak_partij(
        cast.elders.partij.convenant, naam="Politie Limburg", soort="politie", vanaf=BEGIN
    )
    rollen.vertegenwoordig(cast.politie.gebruiker, elders, Rol.VERTEGENWOORDIGER, van=BEGIN)
    ander = maak_speler("fg-elders", cast.elders.partij, Rol.TOEZICHTHOUDER).client
    assert rijen(ander, INZAGE) == []
    assert rijen(ander, GEDAAN) == []
    blad = reverse("casusoverleg:casus", args=[zaak.pk])
    assert cast.elders.client.get(blad).status_code == 404
    assert rijen(ander, INZAGE) == [("elders", "", False)]
    assert "maastricht" not in ander.get(INZAGE).content.decode()
    assert "elders" not in {r[0] for r in rijen(cast.fg.client, INZAGE)}


@pytest.mark.clausule("BEV-logging", "inzien")
def test_gebeurtenissen_ook_van_taken_van_het_systeem(cast: Cast, zaak: Casus) -> None:
    eerst = rijen(cast.fg.client, GEDAAN)
    assert {r[1] for r in eerst} == {zaak.nummer}
    soort = Gebeurtenis.objects.filter(nummer=zaak.nummer).first().soort
    leg_vast(zaak, soort, actor=Actor.systeem("archief"))
    na = rijen(cast.fg.client, GEDAAN)
    assert [r for r in na if r[0] == ""] == [("", zaak.nummer, None)]
    assert len(na) == len(eerst) + 1
    assert "Een taak van het systeem" in cast.fg.client.get(GEDAAN).content.decode()


def test_bladeren_en_even_veel_vragen_met_een_en_dertig_rijen(cast: Cast, zaak: Casus) -> None:
    fg, blad = cast.fg.client, reverse("casusoverleg:casus", args=[zaak.pk])

    def vragen(url: str) -> int:
        fg.get(url)
        with CaptureQueriesContext(connection) as gevangen:
            assert fg.get(url).status_code == 200
        return len(gevangen)

    eerst = [vragen(f"{INZAGE}?geweigerd=on"), vragen(GEDAAN)]
    client = cast.maastricht.client
    for _ in range(30):
        client.get(blad)
        casus(cast)
    assert [vragen(f"{INZAGE}?geweigerd=on"), vragen(GEDAAN)] == eerst
    assert Inzage.objects.filter(toegestaan=False).count() == 32
    assert len(rijen(fg, f"{INZAGE}?geweigerd=on")) == 25
    volgende = fg.get(f"{INZAGE}?geweigerd=on").context["pagina"].volgende
    assert volgende.startswith("?geweigerd=on&na=")
    assert len(rijen(fg, INZAGE + volgende)) == 7
