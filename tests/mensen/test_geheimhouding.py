"""Nobody sees anything before he confirms the text of secrecy that holds (MC 14, 18.2)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convenant import decisions, geheimhouding
from convenant.geheimhouding import GEHEIMHOUDING
from convenant.models import Bevestigtekst, Partij
from gedeeld.actor import Actor, Rol
from gedeeld.weigering import Geweigerd, NietMogelijk
from mensen import geheimhouding as bevestigen
from mensen import rollen, vertegenwoordigen
from mensen.models import Bevestiging, Gebruiker
from tests.cast import (
    BEGIN,
    WACHTWOORD,
    Cast,
    Speler,
    bevestig_teksten,
    bevestigd,
    maak_convenant,
    maak_speler,
    met_tweede_stap,
)
from tests.hulp.casussen import casus

BLAD, TEKSTEN, NIEUW = (
    "/geheimhouding/",
    "/convenant/geheimhouding/",
    "/convenant/geheimhouding/nieuw/",
)
VANDAAG = timezone.localdate()
MORGEN = VANDAAG + timedelta(days=1)
VINK = "Zet een vinkje"


def html(client: Client, url: str) -> str:
    antwoord = client.get(url)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def nieuwe_tekst(cast: Cast, tekst: str = "Zwijg.", vanaf: Any = VANDAAG) -> Bevestigtekst:
    return geheimhouding.publiceer(actor=cast.beheerder.actor, tekst=tekst, vanaf=vanaf)


def bevestigd_door(speler: Speler) -> Any:
    """What this player confirmed of secrecy."""
    return Bevestiging.objects.filter(gebruiker=speler.gebruiker, tekst__soort="geheimhouding")


def sleutel(cast: Cast) -> int:
    """The key of the first text of the covenant."""
    return cast.convenant.bevestigteksten.get(soort="geheimhouding", versie=1).pk


@pytest.fixture
def nieuweling(cast: Cast) -> Speler:
    """A colleague of the police who has confirmed the guidelines, and not yet the secrecy."""
    gebruiker = Gebruiker.objects.create_user("nieuw", password=WACHTWOORD)
    rij = rollen.vertegenwoordig(gebruiker, cast.politie.partij, Rol.VERTEGENWOORDIGER, van=BEGIN)
    speler = Speler(gebruiker, rij)
    tekst = cast.convenant.bevestigteksten.get(soort="richtlijnen")
    bevestigen.bevestig(actor=speler.actor, tekst_id=tekst.pk)
    return speler


@pytest.fixture
def kaal(cast: Cast) -> dict[str, Speler]:
    """A covenant without any text, with its administrator and a member."""
    convenant = maak_convenant("kaal", cast.kader)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role none")
        cursor.execute(
            "delete from convenant_bevestigtekst where convenant_id = %s", [convenant.pk]
        )
        cursor.execute("set local role casusoverleg_app")
    gemeente = decisions.maak_partij(
        convenant, naam="Gemeente Kaal", soort=cast.gemeente.partij.soort, vanaf=BEGIN
    )
    return {
        "beheerder": maak_speler("kaalbeheer", gemeente, Rol.BEHEERDER),
        "lid": maak_speler("kaallid", gemeente),
        "fg": maak_speler("kaalfg", gemeente, Rol.TOEZICHTHOUDER),
    }


# Confirming -----------------------------------------------------------------------------------
@pytest.mark.clausule("CON-geheimhouding-blijft", "tonen")
@pytest.mark.clausule("CON-geheimhouding-blijft", "bevestigen")
def test_eerst_bevestigen_en_dan_door_naar_waar_je_heen_ging(
    cast: Cast, nieuweling: Speler
) -> None:
    zaak, client = casus(cast), Client()
    blad = reverse("casusoverleg:casus", args=[zaak.pk])
    client.post(reverse("account_login"), {"login": "nieuw", "password": WACHTWOORD})
    met_tweede_stap(client)
    for url in ("/", "/weegploeg/", blad, "/convenant/"):
        assert client.get(url)["Location"].startswith(BLAD)
    eerst = client.get(f"{blad}?page=2", follow=True)
    assert "schade" in eerst.content.decode()
    form = eerst.context["form"]
    velden = {naam: form[naam].value() for naam in ("tekst", "volgende")}
    assert velden["volgende"] == f"{blad}?page=2"
    geen = client.post(BLAD, velden)
    assert geen.status_code == 200
    assert VINK in geen.content.decode()
    assert velden["volgende"] in geen.content.decode()
    assert client.get(blad).status_code == 302
    assert client.post(BLAD, velden | {"akkoord": "on"})["Location"] == f"{blad}?page=2"
    assert client.get(blad).status_code == 200


@pytest.mark.clausule("CON-geheimhouding-blijft", "tonen")
@pytest.mark.clausule("CON-geheimhouding-blijft", "bevestigen")
@pytest.mark.parametrize("wie", sorted(set(Cast.__annotations__) - {"convenant", "kader"}))
def test_een_nieuwe_versie_sluit_elke_open_sessie_tot_er_is_bevestigd(cast: Cast, wie: str) -> None:
    client = cast.allen[wie].client
    assert client.get("/").status_code == 200
    nieuwe_tekst(cast, "Zwijg, versie twee.")
    if wie == "elders":  # another covenant has a text of its own
        assert client.get("/").status_code == 200
        return
    assert client.get("/")["Location"] == "/geheimhouding/?volgende=%2F"
    assert client.post("/convenant/toegang/nieuw/")["Location"] == BLAD
    assert "Zwijg, versie twee." in html(client, BLAD)
    bevestig_teksten(client)
    assert client.get("/").status_code == 200


@pytest.mark.clausule("CON-geheimhouding-blijft", "bevestigen")
def test_een_versie_die_morgen_begint_geldt_morgen(cast: Cast) -> None:
    nieuwe_tekst(cast, vanaf=MORGEN)
    assert cast.om.client.get("/").status_code == 200
    rij = cast.om.keuze
    vandaag = vertegenwoordigen.te_bevestigen(rij)
    morgen = vertegenwoordigen.te_bevestigen(rij, timezone.now() + timedelta(days=1))
    assert [(tekst.soort, tekst.versie) for tekst in vandaag] == [
        ("geheimhouding", 1),
        ("richtlijnen", 1),
    ]
    assert [tekst.versie for tekst in morgen] == [2, 1]
    assert vertegenwoordigen.mag_werken(rij, vandaag)
    assert not vertegenwoordigen.mag_werken(rij, morgen)


@pytest.mark.clausule("CON-geheimhouding-blijft", "bevestigen")
def test_wie_een_oude_versie_bevestigt_leest_eerst_de_nieuwe(cast: Cast) -> None:
    client, oud = cast.om.client, sleutel(cast)
    nieuwe_tekst(cast, "Zwijg, versie twee.")
    antwoord = client.post(BLAD, {"akkoord": "on", "tekst": oud}, follow=True)
    assert "intussen veranderd" in antwoord.content.decode()
    assert "Zwijg, versie twee." in antwoord.content.decode()
    assert client.get("/").status_code == 302
    for tekst in ("", "x", "-1", "99999999999999999999"):
        client.post(BLAD, {"akkoord": "on", "tekst": tekst})
        assert client.get("/").status_code == 302


@pytest.mark.clausule("CON-geheimhouding-blijft", "bevestigen")
def test_wie_onder_twee_convenanten_werkt_bevestigt_alleen_de_tekst_die_hij_las(
    cast: Cast, nieuweling: Speler
) -> None:
    """Two tabs: the text of one covenant is open while the other was chosen meanwhile."""
    elders = rollen.vertegenwoordig(
        nieuweling.gebruiker, cast.elders.partij, Rol.VERTEGENWOORDIGER, van=BEGIN
    )
    client = nieuweling.client
    eerste_tab = client.get(BLAD).context["form"]["tekst"].value()
    client.post("/vertegenwoordiging/", {"vertegenwoordiging": str(elders.pk)})
    antwoord = client.post(BLAD, {"akkoord": "on", "tekst": eerste_tab}, follow=True)
    assert "u koos een andere partij" in antwoord.content.decode()
    assert not bevestigd_door(nieuweling).exists()
    bevestig_teksten(client)
    rij = bevestigd_door(nieuweling).get()
    assert rij.tekst.convenant == cast.elders.partij.convenant


def test_het_formulier_draagt_zijn_eigen_bewijs(cast: Cast, nieuweling: Speler) -> None:
    """As a browser sends it: with the token that stands in the form."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(nieuweling.gebruiker)
    met_tweede_stap(client)
    blad = html(client, BLAD)
    form = blad[blad.index("co-formulier") : blad.index("Bevestigen")]
    gevonden = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert gevonden
    velden = {"akkoord": "on", "tekst": str(sleutel(cast))}
    assert client.post(BLAD, velden).status_code == 403
    velden["csrfmiddlewaretoken"] = gevonden[1]
    assert client.post(BLAD, velden)["Location"] == "/"


def test_twee_keer_bevestigen_is_een_bevestiging(cast: Cast, nieuweling: Speler) -> None:
    client = nieuweling.client
    for _ in range(2):
        assert client.post(BLAD, {"akkoord": "on", "tekst": sleutel(cast)})["Location"] == "/"
    assert bevestigd_door(nieuweling).count() == 1


@pytest.mark.parametrize(
    "pad", ["https://kwaad.example/", "//kwaad.example", "/\\kwaad.example", "javascript:alert(1)"]
)
def test_bevestigen_stuurt_niemand_naar_buiten(cast: Cast, nieuweling: Speler, pad: str) -> None:
    velden = {"akkoord": "on", "tekst": sleutel(cast), "volgende": pad}
    assert nieuweling.client.post(BLAD, velden)["Location"] == "/"


@pytest.mark.clausule("CON-geheimhouding-blijft", "tonen")
def test_iedereen_kan_de_tekst_en_de_dag_van_bevestigen_teruglezen(cast: Cast) -> None:
    for speler in cast.allen.values():
        blad = html(speler.client, BLAD)
        assert "U hebt dit bevestigd op" in blad
        assert "akkoord" not in blad
        assert f'href="{BLAD}"' in html(speler.client, "/")


def test_uitloggen_en_wisselen_kan_zonder_bevestiging(cast: Cast, nieuweling: Speler) -> None:
    elders = rollen.vertegenwoordig(
        nieuweling.gebruiker, cast.elders.partij, Rol.VERTEGENWOORDIGER, van=BEGIN
    )
    bevestigd(Speler(nieuweling.gebruiker, elders))
    client = nieuweling.client
    assert "Kies een andere partij of rol" in html(client, BLAD)
    client.post("/vertegenwoordiging/", {"vertegenwoordiging": str(elders.pk)})
    assert client.get("/").status_code == 200
    assert nieuweling.client.post("/uitloggen/").status_code == 302


def test_zonder_vertegenwoordiging_is_er_niets_te_bevestigen(cast: Cast) -> None:
    client = Client()
    client.force_login(Gebruiker.objects.create_user("niemand"))
    met_tweede_stap(client)
    assert client.get(BLAD)["Location"] == "/vertegenwoordiging/"
    assert Client().get(BLAD)["Location"].startswith("/inloggen/")


@pytest.mark.clausule("CON-geheimhouding-blijft", "bevestigen")
def test_een_bevestiging_en_een_tekst_staan_vast(cast: Cast) -> None:
    for tabel in ("mensen_bevestiging", "convenant_bevestigtekst"):
        for opdracht in (f"DELETE FROM {tabel}", f"UPDATE {tabel} SET id = id"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(opdracht)


def test_een_taak_van_het_systeem_bevestigt_niets(cast: Cast) -> None:
    with pytest.raises(Geweigerd):
        bevestigen.bevestig(actor=Actor.systeem("taak"), tekst_id=sleutel(cast))


# A covenant without a text --------------------------------------------------------------------
@pytest.mark.clausule("CON-geheimhouding-blijft", "bevestigen")
def test_zonder_tekst_werkt_niemand_en_schrijft_de_beheerder_hem_eerst(
    cast: Cast, kaal: dict[str, Speler]
) -> None:
    beheer, lid = kaal["beheerder"].client, kaal["lid"].client
    for client in (lid, kaal["fg"].client):
        assert client.get("/")["Location"].startswith(BLAD)
        assert "De beheerder doet dat eerst" in html(client, BLAD)
        assert client.get(NIEUW).status_code == 302
        client.post(BLAD, {"akkoord": "on", "tekst": sleutel(cast)})
        assert client.get("/").status_code == 302
    for url in ("/", "/convenant/", "/convenant/accounts/"):
        assert beheer.get(url)["Location"] == NIEUW
    assert "Er is nog geen tekst" in html(beheer, TEKSTEN)
    assert "artikel 14" in html(beheer, NIEUW)  # starts from the standard text
    velden = {"tekst": GEHEIMHOUDING, "vanaf": VANDAAG.isoformat()}
    assert beheer.post(NIEUW, velden).status_code == 302
    # Then the guidelines, that the covenant has not either.
    richtlijnen = "/convenant/richtlijnen/nieuw/"
    assert beheer.get("/")["Location"].startswith(BLAD)
    beheer.post(BLAD, {"akkoord": "on", "tekst": beheer.get(BLAD).context["form"]["tekst"].value()})
    for url in ("/", "/convenant/", "/convenant/accounts/"):
        assert beheer.get(url)["Location"] == richtlijnen
    assert lid.get("/")["Location"].startswith(BLAD)
    assert "artikel 15 lid 4" in html(beheer, richtlijnen)
    assert beheer.post(richtlijnen, {"tekst": "Pas op.", "vanaf": VANDAAG}).status_code == 302
    for client in (beheer, lid):
        assert client.get("/").status_code == 302
        bevestig_teksten(client)
        assert client.get("/").status_code == 200


# Publishing -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("tekst", "", "nog niet ingevuld"),
        ("tekst", "   ", "nog niet ingevuld"),
        ("vanaf", "", "nog niet ingevuld"),
        ("vanaf", "ooit", "hele datum"),
        ("vanaf", (VANDAAG - timedelta(days=1)).isoformat(), "is voorbij"),
    ],
)
def test_een_nieuwe_tekst_met_een_fout_verandert_niets(
    cast: Cast, veld: str, waarde: str, zin: str
) -> None:
    client, goed = cast.beheerder.client, {"tekst": "Zwijg.", "vanaf": VANDAAG.isoformat()}
    antwoord = client.post(NIEUW, goed | {veld: waarde})
    assert zin in " ".join(antwoord.context["form"].errors[veld])
    assert cast.convenant.bevestigteksten.filter(soort="geheimhouding").count() == 1
    assert client.post(NIEUW, goed).status_code == 302


def test_alleen_de_beheerder_legt_een_tekst_vast(cast: Cast) -> None:
    for wie, speler in cast.allen.items():
        if wie != "beheerder":
            with pytest.raises(Geweigerd):
                geheimhouding.publiceer(actor=speler.actor, tekst="x", vanaf=VANDAAG)
    with pytest.raises(NietMogelijk):
        nieuwe_tekst(cast, " ")


@pytest.mark.clausule("CON-geheimhouding-blijft", "bevestigen")
def test_beheerder_en_toezichthouder_zien_wie_wat_heeft_bevestigd(
    cast: Cast, nieuweling: Speler
) -> None:
    for lid in (cast.beheerder, cast.fg):
        blad = html(lid.client, f"{TEKSTEN}1/")
        assert blad.count("Nog niet bevestigd") == 1
        assert blad.index("nieuw") < blad.index("politie")
        assert "elders" not in blad
    nieuwe_tekst(cast, vanaf=MORGEN)
    blad = html(cast.fg.client, TEKSTEN)
    for woord in ("Versie 1", "Geldt nu", "Versie 2", "Begint nog"):
        assert woord in blad
    assert "geldt nog niet" in html(cast.fg.client, f"{TEKSTEN}2/")
    assert cast.fg.client.get(f"{TEKSTEN}3/").status_code == 404
    nieuwe_tekst(cast)
    bevestigd(cast.fg)
    blad = html(cast.fg.client, TEKSTEN)
    assert "Vervangen" in blad
    assert "Toegevoegd: tekst om te bevestigen" in html(cast.fg.client, "/convenant/")
    # Who left stays on the list of what he confirmed.
    Gebruiker.objects.filter(pk=cast.om.gebruiker.pk).update(is_active=False)
    assert ">om<" in html(cast.fg.client, f"{TEKSTEN}1/").replace("\n", "").replace(" ", "")
    assert ">om<" not in html(cast.fg.client, f"{TEKSTEN}3/").replace("\n", "").replace(" ", "")


def test_een_ander_convenant_heeft_eigen_teksten(cast: Cast) -> None:
    nieuwe_tekst(cast, "Alleen Limburg.")
    beheer = maak_speler("beheer2", cast.elders.partij, Rol.BEHEERDER).client
    assert beheer.get(f"{TEKSTEN}2/").status_code == 404
    assert "Alleen Limburg." not in html(beheer, NIEUW)


def test_een_tekst_kost_even_veel_vragen_met_een_en_met_dertig_namen(cast: Cast) -> None:
    client, url = cast.beheerder.client, f"{TEKSTEN}1/"

    def vragen() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(url).status_code == 200
        return len(gevangen)

    eerst = vragen()
    for nummer in range(30):
        maak_speler(f"lid{nummer}", cast.politie.partij)
    assert vragen() == eerst
    assert "?na=" in html(client, url)


def test_de_tekst_kost_een_vraag(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as gevangen:
        vertegenwoordigen.te_bevestigen(cast.om.keuze)
    assert len(gevangen) == 1


@pytest.mark.clausule("CON-geheimhouding-blijft", "na-vertrek")
def test_wie_vertrekt_houdt_de_plicht_en_dat_staat_vast(cast: Cast) -> None:
    vertrekt = cast.reclassering
    toen = bevestigd_door(vertrekt).get()
    Partij.objects.filter(pk=vertrekt.partij.pk).update(tot=timezone.localdate())
    nu = bevestigd_door(vertrekt).get()
    assert (nu.tekst, nu.op) == (toen.tekst, toen.op)
    pad = reverse("mensen:geheimhoudingstekst", args=[nu.tekst.versie])
    pagina = cast.fg.client.get(pad).content.decode()
    assert "als uw organisatie niet meer meedoet" in pagina
    assert vertrekt.gebruiker.naam in pagina
