"""The data protection officer opens one file with a reason: that one, for a day, and its core parties see it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from beveiliging.toezichtvraag import decisions
from gedeeld.actor import Rol
from gedeeld.weigering import Geweigerd
from register.models import Dossier, Inzage, Toezichtvraag
from register.muur import als
from tests.cast import Cast, Speler, maak_speler
from tests.hulp import casussen, dossiers, meldingen
from tests.toegang import matrix

VRAGEN = reverse("beveiliging:toezichtvragen")


def vraag(client: Client, nummer: str, reden: str = "klacht") -> HttpResponse:
    return client.post(VRAGEN, {"nummer": nummer, "reden": reden}, follow=True)


def gesteld(cast: Cast, dossier: Dossier, fg: Speler | None = None) -> Toezichtvraag:
    return decisions.open_dossier(dossier, actor=(fg or cast.fg).actor, reden="klacht")


def adres(rij: Toezichtvraag) -> str:
    return reverse("beveiliging:toezichtvraag", args=[rij.pk])


@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
def test_de_fg_leest_elk_soort_dossier_van_de_eigen_organisatie(cast: Cast) -> None:
    for soort, dossier in dossiers.van_elke_soort(cast).items():
        antwoord = vraag(cast.fg.client, dossier.nummer.lower())
        assert antwoord.status_code == 200, soort
        afschrift = antwoord.context["afschrift"]
        assert afschrift.nummer == dossier.nummer, soort
        assert any(sectie.regels for sectie in afschrift.secties), soort
        regels = Inzage.objects.filter(soort="toezicht", nummer=dossier.nummer, toegestaan=True)
        assert regels.count() == 2, soort  # asked for it, and read it


def test_hij_ziet_ook_wie_er_gegevens_uit_kreeg(cast: Cast) -> None:
    """A table whose policy asks by which role one reads the file."""
    zaak = casussen.met_plan(cast, cast.rvdk.partij, cast.extern.partij)
    casussen.verstrekt(zaak, cast, "naam")
    with als(decisions.onderzoeker(gesteld(cast, zaak), cast.fg.actor)):
        assert Dossier.objects.get().uitwisselingen.exists()


def test_een_nummer_dat_niet_van_hem_is_lijkt_op_geen_nummer(cast: Cast) -> None:
    van_politie = meldingen.maak_melding(cast, cast.politie)
    ander = maak_speler("fgm", cast.maastricht.partij, Rol.FG)
    elders = maak_speler("fge", cast.elders.partij, Rol.FG)
    zaak = casussen.met_plan(cast, cast.rvdk.partij)

    def zonder(antwoord: HttpResponse, nummer: str) -> str:
        return matrix.zonder_token(antwoord.content).replace(nummer, "X")

    for speler, nummer in (
        (cast.fg, van_politie.nummer),
        (ander, zaak.nummer),
        (elders, zaak.nummer),
    ):
        echt, geen = vraag(speler.client, nummer), vraag(speler.client, "C-2026-222222")
        assert echt.status_code == geen.status_code == 200
        assert decisions.ONBEKEND in echt.content.decode()
        assert zonder(echt, nummer) == zonder(geen, "C-2026-222222")
        assert nummer in echt.content.decode()  # what was typed is kept
    assert Inzage.objects.filter(soort="toezicht", toegestaan=False).count() == 6
    assert not Inzage.objects.filter(soort="toezicht", toegestaan=True).exists()
    with als(dossiers.systeem()):
        assert not Toezichtvraag.objects.exists()


def test_alleen_de_fg_en_geen_andere_toezichthouder(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.rvdk.partij)
    rij = gesteld(cast, zaak)
    auditor = maak_speler("auditor", cast.gemeente.partij, Rol.TOEZICHTHOUDER)
    collega = maak_speler("fg2", cast.gemeente.partij, Rol.FG)
    spelers = {naam: lid for naam, lid in cast.allen.items() if naam != "fg"} | {"auditor": auditor}
    for naam, speler in spelers.items():
        assert speler.client.get(VRAGEN).status_code == 404, naam
        assert vraag(speler.client, zaak.nummer).status_code == 404, naam
        assert speler.client.get(adres(rij)).status_code == 404, naam
        with pytest.raises(Geweigerd):
            decisions.open_dossier(zaak, actor=speler.actor, reden="klacht")
    assert collega.client.get(adres(rij)).status_code == 404  # each asks his own question
    assert auditor.client.get(reverse("beveiliging:logboek")).status_code == 200
    assert VRAGEN not in auditor.client.get(reverse("beveiliging:logboek")).content.decode()
    assert VRAGEN in cast.fg.client.get(reverse("beveiliging:logboek")).content.decode()


def test_er_gaat_niets_anders_open_en_hij_schrijft_niets(cast: Cast) -> None:
    zaak, ander = casussen.met_plan(cast, cast.rvdk.partij), dossiers.keten(cast)
    rij = gesteld(cast, zaak)
    client = cast.fg.client
    assert client.get(adres(rij)).status_code == 200
    for naam in ("casusoverleg:casus", "casusoverleg:plan"):
        assert client.get(reverse(naam, args=[zaak.pk])).status_code == 404
    assert client.get(dossiers.adres("toegang", zaak)).status_code == 404
    assert client.get(reverse("casusoverleg:lijst")).status_code == 404
    with als(cast.fg.actor):
        assert not Dossier.objects.exists()
    onderzoeker = decisions.onderzoeker(rij, cast.fg.actor)
    with als(onderzoeker):
        assert list(Dossier.objects.values_list("pk", flat=True)) == [zaak.pk]
        assert not type(ander.dossier).objects.exists()
        assert not Dossier.objects.filter(pk=zaak.pk).update(nummer="X")


def test_het_einde_staat_vast_in_beide_muren(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.rvdk.partij)
    rij = gesteld(cast, zaak)
    assert rij.tot - rij.van == decisions.DUUR
    nu = timezone.now()
    with als(dossiers.systeem()):
        Toezichtvraag.objects.update(van=nu - decisions.DUUR, tot=nu - timedelta(seconds=1))
    assert cast.fg.client.get(adres(rij)).status_code == 404
    with als(decisions.onderzoeker(rij, cast.fg.actor)):
        assert not Dossier.objects.exists()


def test_de_muur_van_de_database_vraagt_zelf_of_er_een_vraag_is(cast: Cast) -> None:
    """Who made the first wall believe that he investigates sees nothing, and gives himself no question."""
    zaak = casussen.met_plan(cast, cast.rvdk.partij)
    nu = timezone.now()
    eigen: dict[str, Any] = {"dossier_id": zaak.pk, "reden": "klacht", "van": nu}
    rij = Toezichtvraag(door=cast.fg.gebruiker, tot=nu + timedelta(hours=1), **eigen)
    with als(decisions.onderzoeker(rij, cast.fg.actor)):
        assert not Dossier.objects.exists()
        with pytest.raises(Error), transaction.atomic():
            rij.save(force_insert=True)
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from register_dossier")
            assert cursor.fetchone() == (0,)


def test_de_kernpartijen_zien_wie_het_opende_wanneer_en_waarom(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.rvdk.partij)
    cast.politie.client.get(reverse("casusoverleg:casus", args=[zaak.pk]))
    gesteld(cast, zaak)
    zin = "De functionaris gegevensbescherming opende een dossier, met een reden."
    for speler in (cast.politie, cast.om, cast.gemeente, cast.uitvoerder_casusoverleg):
        assert zin in speler.client.get("/").content.decode()
        blad = speler.client.get(dossiers.adres("toegang", zaak)).content.decode()
        assert "Een klacht over dit dossier" in blad
        assert cast.fg.gebruiker.naam in blad
        dossier = speler.client.get(reverse("casusoverleg:casus", args=[zaak.pk])).content.decode()
        assert "Geopend door de functionaris gegevensbescherming" in dossier
    for speler in (cast.maastricht, cast.extern, cast.fg):
        assert zin not in speler.client.get("/").content.decode()


def test_lezen_voor_toezicht_verlengt_geen_termijn(cast: Cast) -> None:
    stuk = dossiers.gearchiveerd(cast, "casusoverleg.casus")
    with als(dossiers.systeem()):
        eerder = Dossier.objects.get(pk=stuk.pk).laatste_verwerking_op
    vraag(cast.fg.client, stuk.nummer)
    with als(dossiers.systeem()):
        assert Dossier.objects.get(pk=stuk.pk).laatste_verwerking_op == eerder


def test_zonder_reden_gaat_er_niets_open(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.rvdk.partij)
    for reden in ("", "zomaar"):
        antwoord = vraag(cast.fg.client, zaak.nummer, reden)
        assert antwoord.context["form"].errors.keys() == {"reden"}
    with als(dossiers.systeem()):
        assert not Toezichtvraag.objects.exists()
