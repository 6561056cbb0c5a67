"""The guidelines for safe working: each user confirms them, again at each new version (MC 15.4)."""

import importlib
from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convenant.geheimhouding import RICHTLIJNEN
from convenant.models import Bevestigtekst, Convenant
from gedeeld.actor import Rol
from mensen import rollen
from mensen.lezers import mensen_van
from mensen.models import Bevestiging, Gebruiker
from tests.cast import BEGIN, Cast, Speler, bevestigd

BLAD, TEKSTEN, NIEUW = "/richtlijnen/", "/convenant/richtlijnen/", "/convenant/richtlijnen/nieuw/"
GEHEIM = "/geheimhouding/"
VANDAAG = timezone.localdate()


@pytest.fixture
def nieuweling(cast: Cast) -> Speler:
    """A colleague of the police who has confirmed nothing."""
    gebruiker = Gebruiker.objects.create_user("nieuw", tweede_stap_sinds=timezone.now())
    rij = rollen.vertegenwoordig(gebruiker, cast.politie.partij, Rol.VERTEGENWOORDIGER, van=BEGIN)
    return Speler(gebruiker, rij)


def bevestig(client: Client, pad: str) -> str:
    form = client.get(pad).context["form"]
    velden = {naam: form[naam].value() for naam in ("tekst", "volgende")}
    return str(client.post(pad, velden | {"akkoord": "on"})["Location"])


def namen(cast: Cast) -> set[str]:
    """Who acts for the police, as the pages on readers say."""
    politie = cast.politie.partij
    return {mens.gebruiker.username for mens in mensen_van([politie], VANDAAG)[politie.pk]}


def schrijf(cast: Cast, tekst: str, vanaf: object = VANDAAG) -> None:
    antwoord = cast.beheerder.client.post(NIEUW, {"tekst": tekst, "vanaf": str(vanaf)})
    assert antwoord["Location"] == TEKSTEN


@pytest.mark.clausule("BEV-richtlijnen", "bevestigen")
def test_wie_de_richtlijnen_niet_bevestigt_komt_niet_verder(cast: Cast, nieuweling: Speler) -> None:
    client = nieuweling.client
    assert client.get("/weegploeg/")["Location"].startswith(GEHEIM)
    assert bevestig(client, f"{GEHEIM}?volgende=/weegploeg/") == "/weegploeg/"
    for pad in ("/", "/weegploeg/", "/convenant/"):
        assert client.get(pad)["Location"].startswith(BLAD), pad
    verder = client.get("/weegploeg/")["Location"]
    blad = client.get(verder).content.decode()
    assert "Zo werkt u hier veilig" in blad
    assert "Ik werk volgens deze richtlijnen" in blad
    geen = client.post(BLAD, {"tekst": client.get(BLAD).context["form"]["tekst"].value()})
    assert "Zet een vinkje als u volgens deze richtlijnen werkt" in geen.content.decode()
    assert "nieuw" not in namen(cast)
    assert client.get("/").status_code == 302
    assert bevestig(client, verder) == "/weegploeg/"
    assert client.get("/weegploeg/").status_code == 200
    assert "nieuw" in namen(cast)


@pytest.mark.clausule("BEV-richtlijnen", "bevestigen")
def test_het_een_bevestigen_is_het_ander_niet(cast: Cast, nieuweling: Speler) -> None:
    """Who sends the key of one text to the page of the other confirms that one alone."""
    client = nieuweling.client
    geheim = client.get(GEHEIM).context["form"]["tekst"].value()
    client.post(BLAD, {"akkoord": "on", "tekst": geheim})
    soorten = Bevestiging.objects.filter(gebruiker=nieuweling.gebruiker)
    assert set(soorten.values_list("tekst__soort", flat=True)) == {"geheimhouding"}
    assert client.get("/")["Location"].startswith(BLAD)


@pytest.mark.clausule("BEV-richtlijnen", "nieuwe-versie")
@pytest.mark.parametrize("wie", sorted(set(Cast.__annotations__) - {"convenant", "kader"}))
def test_een_nieuwe_versie_vraagt_iedereen_opnieuw(cast: Cast, wie: str) -> None:
    client = cast.allen[wie].client
    assert client.get("/").status_code == 200
    schrijf(cast, "Versie twee: let extra op.")
    if wie == "elders":  # another covenant has guidelines of its own
        assert client.get("/").status_code == 200
        return
    assert client.get("/")["Location"].startswith(BLAD)
    assert "let extra op" in client.get(BLAD).content.decode()
    assert "U hebt dit bevestigd" in client.get(GEHEIM).content.decode()
    bevestig(client, BLAD)
    assert client.get("/").status_code == 200


@pytest.mark.clausule("BEV-richtlijnen", "nieuwe-versie")
def test_een_versie_die_morgen_begint_vraagt_vandaag_niets(cast: Cast) -> None:
    schrijf(cast, "Morgen anders.", VANDAAG + timedelta(days=1))
    assert cast.om.client.get("/").status_code == 200
    assert "Begint nog" in cast.fg.client.get(TEKSTEN).content.decode()


@pytest.mark.clausule("BEV-richtlijnen", "bevestigen")
def test_beheerder_en_toezichthouder_zien_wie_het_nog_niet_deed(
    cast: Cast, nieuweling: Speler
) -> None:
    for lid in (cast.beheerder, cast.fg):
        assert lid.client.get(f"{TEKSTEN}1/").content.decode().count("Nog niet bevestigd") == 1
    assert cast.fg.client.get(f"{TEKSTEN}2/").status_code == 404
    assert cast.fg.client.get(NIEUW).status_code == 404
    assert cast.politie.client.get(TEKSTEN).status_code == 404


def test_de_versies_van_de_ene_tekst_tellen_niet_mee_bij_de_andere(cast: Cast) -> None:
    schrijf(cast, "Versie twee.")
    versies = cast.convenant.bevestigteksten.order_by("soort", "versie")
    assert list(versies.values_list("soort", "versie")) == [
        ("geheimhouding", 1),
        ("richtlijnen", 1),
        ("richtlijnen", 2),
    ]
    bevestigd(cast.fg)
    assert "Versie 2" not in cast.fg.client.get("/convenant/geheimhouding/").content.decode()
    pad = reverse("mensen:richtlijnen_versie", args=[2])
    assert "Versie twee." in cast.fg.client.get(pad).content.decode()


@pytest.mark.clausule("BEV-richtlijnen", "bevestigen")
def test_ieder_leest_ze_terug(cast: Cast) -> None:
    for speler in cast.allen.values():
        assert "U hebt dit bevestigd op" in speler.client.get(BLAD).content.decode()
        assert f'href="{BLAD}"' in speler.client.get("/").content.decode()


def test_wie_de_toepassing_al_had_krijgt_een_eerste_tekst(cast: Cast) -> None:
    """A covenant of an earlier release: from the day of the upgrade."""
    migratie = importlib.import_module("convenant.migrations.0013_richtlijnen")
    assert migratie.RICHTLIJNEN == RICHTLIJNEN
    eerder = Convenant.objects.create(
        code="eerder",
        naam="Eerder",
        regio="Eerder",
        in_werking_op=BEGIN,
        referentiekader=cast.kader,
    )
    eerder.bevestigteksten.create(versie=1, tekst="Zwijg.", vanaf=BEGIN)
    leeg = Convenant.objects.create(
        code="leeg", naam="Leeg", regio="Leeg", in_werking_op=BEGIN, referentiekader=cast.kader
    )
    aantal = Bevestigtekst.objects.count()
    for _ in range(2):
        migratie.vul(apps, None)
    assert Bevestigtekst.objects.count() == aantal + 1
    nieuw = eerder.bevestigteksten.get(soort="richtlijnen")
    assert (nieuw.tekst, nieuw.vanaf) == (RICHTLIJNEN, VANDAAG)
    assert not leeg.bevestigteksten.exists()
