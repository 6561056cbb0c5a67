"""The data protection officer opens one file with a reason: that one, for a day, and its core parties see it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from beveiliging.toezichtvraag import decisions
from casusoverleg.models import Deelname
from gedeeld.actor import Rol
from gedeeld.weigering import Geweigerd
from mensen.rollen import vertegenwoordig
from register.models import Bericht, Dossier, Inzage, Toezichtvraag, Uitsluiting
from register.muur import als
from register.nummers import TEKENS, klopt, nieuw_nummer
from retention.models import Raadpleging
from tests.cast import BEGIN, Cast, Speler, maak_speler
from tests.hulp import casussen, dossiers, meldingen, weegploeg
from tests.toegang import matrix

VRAGEN = reverse("beveiliging:toezichtvragen")
GEEN = next(nummer for teken in TEKENS if klopt(nummer := f"C-2026-22222{teken}"))  # of no file


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
        echt, geen = vraag(speler.client, nummer), vraag(speler.client, GEEN)
        assert echt.status_code == geen.status_code == 200
        assert decisions.ONBEKEND in echt.content.decode()
        assert zonder(echt, nummer) == zonder(geen, GEEN)
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


def test_in_zijn_naam_neemt_geen_tabel_een_rij_aan(cast: Cast) -> None:
    """A table of the file opens for all that its reader may do, so also for writing."""
    zaak = casussen.met_plan(cast, cast.rvdk.partij)
    onderzoeker = decisions.onderzoeker(gesteld(cast, zaak), cast.fg.actor)
    daden: list[Callable[[], object]] = [
        lambda: Deelname.objects.all().delete(),
        lambda: Deelname.objects.update(van=timezone.localdate()),
        lambda: Deelname.objects.bulk_create([Deelname(casus_id=zaak.pk, van=BEGIN)]),
        lambda: Dossier.objects.update(nummer="X"),
    ]
    for daad in daden:
        with pytest.raises(Error, match="read-only transaction"), als(onderzoeker):
            daad()
    with als(onderzoeker):
        assert Deelname.objects.exists()
    with als(dossiers.systeem()):  # and it ends with his name
        assert Deelname.objects.all().update(van=timezone.localdate())


def test_wie_twee_organisaties_dient_leest_voor_elk_op_een_eigen_vraag(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.rvdk.partij)
    rij = gesteld(cast, zaak)
    ook = Speler(
        cast.fg.gebruiker,
        vertegenwoordig(cast.fg.gebruiker, cast.maastricht.partij, Rol.FG, van=BEGIN),
    )
    assert ook.client.get(adres(rij)).status_code == 404
    assert zaak.nummer not in ook.client.get(VRAGEN).content.decode()
    with als(decisions.onderzoeker(rij, ook.actor)), connection.cursor() as cursor:
        cursor.execute("select count(*) from register_dossier")  # the second wall by itself
        assert cursor.fetchone() == (0,)
    assert cast.fg.client.get(adres(rij)).status_code == 200


def test_wat_geen_nummer_is_komt_niet_in_het_leeslog(cast: Cast) -> None:
    for getypt in ("Wouter Kanarie", "C-2026-222222X", f"{GEEN[:-2]}{GEEN[-1]}{GEEN[-1]}W"):
        antwoord = vraag(cast.fg.client, getypt)
        assert antwoord.context["form"].errors.keys() == {"nummer"}
        assert getypt in antwoord.content.decode()
    assert not Inzage.objects.filter(soort="toezicht").exists()
    zaak = casussen.met_plan(cast, cast.rvdk.partij)
    assert vraag(cast.fg.client, f" {zaak.nummer.lower()} ").context["nummer"] == zaak.nummer


def test_wie_is_uitgesloten_vindt_het_niet_ook_niet_halverwege(cast: Cast) -> None:
    """The same person knew the subject in another role, or came to know it."""
    zaak = casussen.met_plan(cast, cast.rvdk.partij)
    rij = gesteld(cast, zaak)
    client = cast.fg.client
    with als(dossiers.systeem()):
        Uitsluiting.objects.create(
            dossier_id=zaak.pk, gebruiker=cast.fg.gebruiker, reden="kent", door=cast.fg.gebruiker,
            sinds=timezone.now(),
        )  # fmt: skip
    assert client.get(adres(rij)).status_code == 404
    assert zaak.nummer not in client.get(VRAGEN).content.decode()
    assert decisions.ONBEKEND in vraag(client, zaak.nummer).content.decode()
    with pytest.raises(Geweigerd):
        gesteld(cast, zaak)
    with als(dossiers.systeem()):
        assert Toezichtvraag.objects.count() == 1


def test_wat_een_partij_niet_meer_leest_leest_haar_fg_ook_niet(cast: Cast) -> None:
    """After "no casusoverleg" only the municipality keeps the file (procesbeschrijving 3.4)."""
    stuk = weegploeg.zonder_taak(cast)
    fg_politie = maak_speler("fgp", cast.politie.partij, Rol.FG)
    assert decisions.ONBEKEND in vraag(fg_politie.client, stuk.nummer).content.decode()
    assert vraag(cast.fg.client, stuk.nummer).context["nummer"] == stuk.nummer


def test_ook_wie_nog_iets_moet_afmaken_hoort_ervan(cast: Cast) -> None:
    stuk = weegploeg.niet_geagendeerd(cast)
    with als(dossiers.systeem()):
        afmakers = set(Dossier.objects.get(pk=stuk.pk).afmakers)
    assert afmakers
    gesteld(cast, stuk)
    with als(dossiers.systeem()):
        gehoord = set(
            Bericht.objects.filter(wat="beveiliging.onderzocht").values_list("aan", flat=True)
        )
    assert afmakers < gehoord


@pytest.mark.clausule("BEV-logging", "inzien")
def test_de_reden_blijft_in_het_leeslog(cast: Cast) -> None:
    """The question goes with the file; the log of who reads it stays, and its supervisor reads the reason there."""
    stuk = dossiers.gearchiveerd(cast, "casusoverleg.casus", nummer=nieuw_nummer("C", 2020))
    vraag(cast.fg.client, stuk.nummer, "autoriteit")
    assert set(Inzage.objects.filter(soort="toezicht").values_list("reden", flat=True)) == {
        "autoriteit"
    }
    logboek = cast.fg.client.get(reverse("beveiliging:logboek")).content.decode()
    assert "Een vraag van de Autoriteit Persoonsgegevens" in logboek
    with als(dossiers.systeem()):
        raadpleging = Raadpleging.objects.get()
    assert (raadpleging.nummer, raadpleging.reden) == (stuk.nummer, "toezicht")
    assert (raadpleging.gebruiker, raadpleging.namens) == (
        cast.fg.gebruiker,
        cast.gemeente.partij.naam,
    )


def test_het_einde_staat_vast_in_beide_muren(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.rvdk.partij)
    rij = gesteld(cast, zaak)
    assert rij.tot - rij.van == decisions.DUUR
    voorbij = timezone.now() - timedelta(hours=1)  # before the transaction of this test began
    with als(dossiers.systeem()):
        Toezichtvraag.objects.update(van=voorbij - decisions.DUUR, tot=voorbij)
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
    # Who was let in answers for none of it.
    blad = cast.rvdk.client.get(dossiers.adres("toegang", zaak))
    assert blad.status_code == 200
    assert "Een klacht over dit dossier" not in blad.content.decode()
    for speler in (cast.maastricht, cast.extern, cast.fg):
        assert zin not in speler.client.get("/").content.decode()


def test_lezen_voor_toezicht_verlengt_geen_termijn(cast: Cast) -> None:
    stuk = dossiers.gearchiveerd(cast, "casusoverleg.casus", nummer=nieuw_nummer("C", 2020))
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
