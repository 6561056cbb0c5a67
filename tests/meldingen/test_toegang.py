"""Who sees which melding, who handles it, and how the reporter is shielded."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meldingen import rules
from meldingen.models import Melding
from mensen.models import Vertegenwoordiging
from register.models import Dossier, Inzage
from register.muur import als
from tests.cast import Cast
from tests.hulp.meldingen import maak_melding

VAN_VENLO = {"uitvoerder", "uitvoerder_weegploeg", "gemeente"}
# Of a melding of the municipality, and of one of the police about the same municipality.
ONTVANGERS = {"gemeente": VAN_VENLO, "politie": {"politie"}}
WIE_MAG = dict.fromkeys(
    ("melding", "wijzigen", "signaal", "geen_actie", "inbrengen"), ONTVANGERS
) | {"doorgeven": {"gemeente": VAN_VENLO, "politie": set[str]()}}


def pad(naam: str, melding: Melding) -> str:
    return reverse(f"meldingen:{naam}", args=[melding.pk])


@pytest.mark.clausule("MEL-via-kernpartij", "niet-eerder")
@pytest.mark.clausule("CON-gemeente-eigen", "andere-gemeente")
@pytest.mark.parametrize("van", ["gemeente", "politie"])
@pytest.mark.parametrize("naam", WIE_MAG)
def test_wie_welke_bladzijde_van_een_melding_vindt(cast: Cast, naam: str, van: str) -> None:
    melding = maak_melding(cast, cast.allen[van])
    verwacht = WIE_MAG[naam][van]
    for methode in ("get", "post"):
        codes = {}
        for wie, speler in cast.allen.items():
            with transaction.atomic():
                codes[wie] = getattr(speler.client, methode)(pad(naam, melding)).status_code
                transaction.set_rollback(True)  # each meets the same melding
        if (naam, methode) == ("melding", "post"):
            assert set(codes.values()) == {405}
            continue
        assert {wie for wie, code in codes.items() if code in (200, 302)} == verwacht
        assert {codes[wie] for wie in codes.keys() - verwacht} == {404}
    assert Client().get(pad(naam, melding)).status_code == 302


@pytest.mark.parametrize("van", ["gemeente", "politie"])
def test_beleid_geeft_in_lijst_en_vraag_hetzelfde_antwoord(cast: Cast, van: str) -> None:
    melding = maak_melding(cast, cast.allen[van])
    for speler in cast.allen.values():
        actor = speler.actor
        leest = Melding.objects.visible_to(actor).exists()
        assert leest == rules.behandelt(actor, melding)
        door = Melding.objects.door_te_geven_door(actor).exists()
        assert door == rules.mag_doorgeven(actor, melding)
    assert not Melding.objects.visible_to(None).exists()


@pytest.mark.clausule("MEL-via-kernpartij", "niet-eerder")
def test_voor_inbrengen_ziet_een_andere_partij_er_niets_van(cast: Cast) -> None:
    melding = maak_melding(cast, cast.politie, achternaam="Roodborst")
    adressen = ("/", "/meldingen/", "/weegploeg/")
    zoek = {"voornamen": melding.voornamen, "achternaam": "Roodborst", "reden": "signaal"}
    for speler in (cast.gemeente, cast.uitvoerder, cast.om):
        client = speler.client
        gevonden = client.post("/zoeken/", zoek, follow=True)
        for pagina in (gevonden, *map(client.get, adressen)):
            assert melding.nummer not in pagina.content.decode()
        with als(speler.actor):
            assert not Dossier.objects.filter(pk=melding.pk).exists()
    cast.politie.client.post(pad("inbrengen", melding), {})
    for speler in (cast.gemeente, cast.uitvoerder, cast.om):
        assert "Roodborst" in speler.client.get("/weegploeg/").content.decode()


def test_verboden_lijkt_op_afwezig_en_beide_worden_vastgelegd(cast: Cast) -> None:
    melding = maak_melding(cast)
    client = cast.maastricht.client
    verboden = client.get(pad("melding", melding))
    weg = client.get(f"/meldingen/{uuid4()}/")
    assert verboden.content == weg.content
    assert Inzage.objects.filter(toegestaan=False, gebruiker=cast.maastricht.gebruiker).count() == 2


@pytest.mark.clausule("CON-gemeente-eigen", "andere-gemeente")
def test_de_lijst_toont_precies_de_eigen_meldingen(cast: Cast) -> None:
    venlo = maak_melding(cast, achternaam="Roodborst")
    zuid = maak_melding(cast, cast.maastricht, achternaam="Roodborst")
    ver = maak_melding(cast, cast.elders, achternaam="Roodborst")
    politie = maak_melding(cast, cast.politie, achternaam="Roodborst")
    verwacht = {wie: {venlo} for wie in VAN_VENLO} | {
        "politie": {politie},
        "maastricht": {zuid},
        "uitvoerder_maastricht": {zuid},
        "elders": {ver},
    }
    for wie, speler in cast.allen.items():
        antwoord = speler.client.get("/meldingen/")
        gezien = set(antwoord.context["pagina"]) if antwoord.status_code == 200 else set()
        assert gezien == verwacht.get(wie, set()), wie
    gelezen = Inzage.objects.filter(soort="lijst", gebruiker=cast.maastricht.gebruiker)
    assert {rij.pseudoniem for rij in gelezen} == {zuid.pseudoniem}


def test_de_toegang_eindigt_met_de_vertegenwoordiging_ook_in_een_open_sessie(cast: Cast) -> None:
    melding = maak_melding(cast)
    client = cast.gemeente.client
    assert client.get(pad("melding", melding)).status_code == 200
    Vertegenwoordiging.objects.filter(gebruiker=cast.gemeente.gebruiker).update(
        tot=timezone.localdate()
    )
    assert client.get(pad("melding", melding)).status_code == 302  # nothing left to choose from


@pytest.fixture
def melding(cast: Cast) -> Melding:
    """A melding of the municipality, by name."""
    return maak_melding(cast)


def test_bladzijden_dragen_geen_naam_in_titel_of_adres(cast: Cast, melding: Melding) -> None:
    for naam in ("melding", "wijzigen", "signaal", "inbrengen", "doorgeven", "geen_actie"):
        pagina = cast.gemeente.client.get(pad(naam, melding)).content.decode()
        titel = pagina.partition("<title>")[2].partition("</title>")[0]
        assert titel.startswith(melding.nummer)
        assert "Kanarie" not in titel


def test_filters_en_volgorde_van_de_lijst(cast: Cast) -> None:
    vandaag = timezone.localdate()
    jong = maak_melding(cast)
    oud = maak_melding(cast, ontvangen_op=vandaag - timedelta(days=40))
    klaar = maak_melding(cast, ontvangen_op=vandaag - timedelta(days=90))
    cast.gemeente.client.post(pad("geen_actie", klaar), {"gesprek": "Besproken."})

    def gezien(vraag: str) -> list[Melding]:
        return list(cast.gemeente.client.get(f"/meldingen/{vraag}").context["pagina"])

    assert gezien("") == [oud, jong, klaar]
    assert gezien("?stand=geen_actie") == [klaar]
    assert gezien("?stand=onzin") == [oud, jong, klaar]
    leeg = cast.gemeente.client.get("/meldingen/?stand=doorgegeven").content.decode()
    assert "Niets gevonden met dit filter." in leeg
    assert "Er zijn geen meldingen." in cast.maastricht.client.get("/meldingen/").content.decode()


def test_een_lijst_van_een_en_van_dertig_vraagt_evenveel(cast: Cast) -> None:
    client = cast.gemeente.client
    maak_melding(cast)
    client.get("/meldingen/")
    with CaptureQueriesContext(connection) as een:
        client.get("/meldingen/")
    for _ in range(29):
        maak_melding(cast)
    with CaptureQueriesContext(connection) as dertig:
        antwoord = client.get("/meldingen/")
    assert len(antwoord.context["pagina"]) == 25
    volgende = antwoord.context["pagina"].volgende
    assert len(client.get(f"/meldingen/{volgende}").context["pagina"]) == 5
    assert len(een) == len(dertig)
