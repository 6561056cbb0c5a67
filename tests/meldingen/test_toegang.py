"""Who sees which melding, who handles it, and how the reporter is shielded."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gedeeld.weigering import Geweigerd, NietMogelijk
from meldingen import decisions, rules
from meldingen.models import Melderinzage, Melding
from mensen.models import Vertegenwoordiging
from register.models import Inzage
from tests.cast import Cast, Speler
from tests.hulp.meldingen import maak_melding

LEZERS = {"uitvoerder", "uitvoerder_weegploeg", "gemeente", "politie", "om"}
SECRETARISSEN = {"uitvoerder", "uitvoerder_weegploeg"}
# For a melding of the municipality, and for one of the police about the same municipality.
BEHANDELAARS = {"gemeente": SECRETARISSEN | {"gemeente"}, "politie": SECRETARISSEN | {"politie"}}
INBRENGERS = {"gemeente": SECRETARISSEN | {"gemeente"}, "politie": {"politie"}}
DOORGEVERS = {"gemeente": SECRETARISSEN | {"gemeente"}, "politie": set[str]()}
WIE_MAG = {
    "melding": {"gemeente": LEZERS, "politie": LEZERS},
    "melder": {"gemeente": LEZERS, "politie": LEZERS},
    "wijzigen": BEHANDELAARS,
    "signaal": BEHANDELAARS,
    "geen_actie": BEHANDELAARS,
    "inbrengen": INBRENGERS,
    "doorgeven": DOORGEVERS,
}


def pad(naam: str, melding: Melding) -> str:
    return reverse(f"meldingen:{naam}", args=[melding.pk])


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
        for lijst, vraag in (
            (Melding.objects.te_behandelen_door(actor), rules.behandelt),
            (Melding.objects.in_te_brengen_door(actor), rules.mag_inbrengen),
            (Melding.objects.door_te_geven_door(actor), rules.mag_doorgeven),
        ):
            assert lijst.exists() == vraag(actor, melding)
            assert leest or not vraag(actor, melding)
    assert not Melding.objects.visible_to(None).exists()
    assert not Melding.objects.te_behandelen_door(None).exists()
    assert not Melding.objects.in_te_brengen_door(None).exists()


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
    verwacht = {wie: {venlo} for wie in LEZERS} | {
        "politie": {venlo, zuid},
        "om": {venlo, zuid},
        "maastricht": {zuid},
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
    client = cast.om.client
    assert client.get(pad("melding", melding)).status_code == 200
    Vertegenwoordiging.objects.filter(gebruiker=cast.om.gebruiker).update(tot=timezone.localdate())
    assert client.get(pad("melding", melding)).status_code == 302  # nothing left to choose from


@pytest.fixture
def melding(cast: Cast) -> Melding:
    """A melding of the municipality, by name."""
    return maak_melding(cast)


def _toont_melder(speler: Speler, melding: Melding) -> bool:
    pagina = speler.client.get(pad("melding", melding)).content.decode()
    return "Tante Zeldzaam" in pagina or "06-00000001" in pagina


def test_de_melder_is_alleen_te_zien_voor_wie_de_melding_behandelt(
    cast: Cast, melding: Melding
) -> None:
    zien = {wie for wie in LEZERS if _toont_melder(cast.allen[wie], melding)}
    assert zien == BEHANDELAARS["gemeente"]


def test_een_ander_ziet_de_melder_na_een_reden_en_dat_wordt_vastgelegd(
    cast: Cast, melding: Melding
) -> None:
    client = cast.politie.client
    assert "Zeldzaam" not in client.get(pad("melder", melding)).content.decode()
    leeg = client.post(pad("melder", melding), {"reden": "  "})
    assert "Schrijf op waarom u de melder nodig hebt." in leeg.content.decode()
    assert "Zeldzaam" not in leeg.content.decode()
    assert not Inzage.objects.filter(soort="melder").exists()
    klok = melding.laatste_verwerking_op

    antwoord = client.post(pad("melder", melding), {"reden": "Bedreiging van de melder."})

    assert "Tante Zeldzaam" in antwoord.content.decode()
    inzage = Inzage.objects.get(soort="melder")
    assert (inzage.gebruiker, inzage.pseudoniem) == (cast.politie.gebruiker, melding.pseudoniem)
    assert Melderinzage.objects.get().reden == "Bedreiging van de melder."
    assert (
        "Bedreiging van de melder."
        in cast.gemeente.client.get(pad("melding", melding)).content.decode()
    )
    assert "Bedreiging" not in cast.om.client.get(pad("melding", melding)).content.decode()
    assert not _toont_melder(cast.politie, melding)
    melding.refresh_from_db()
    assert melding.laatste_verwerking_op == klok


def test_van_een_melding_die_u_niet_ziet_vraagt_u_de_melder_niet(
    cast: Cast, melding: Melding
) -> None:
    with pytest.raises(Geweigerd):
        decisions.bekijk_melder(melding, actor=cast.maastricht.actor, reden="Nieuwsgierig")
    with pytest.raises(NietMogelijk, match="Vul dit in"):
        decisions.bekijk_melder(melding, actor=cast.politie.actor, reden=" ")
    assert not Melderinzage.objects.exists()


def test_van_een_anonieme_melding_is_er_geen_melder_te_zien(cast: Cast) -> None:
    melding = maak_melding(cast, anoniem=True)
    antwoord = cast.politie.client.post(pad("melder", melding), {"reden": "Nodig."})
    assert antwoord.url == pad("melding", melding)
    assert not Inzage.objects.filter(soort="melder").exists()


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
    klaar = maak_melding(cast, cast.politie, ontvangen_op=vandaag - timedelta(days=90))
    cast.politie.client.post(pad("geen_actie", klaar), {"gesprek": "Besproken."})

    def gezien(vraag: str) -> list[Melding]:
        return list(cast.gemeente.client.get(f"/meldingen/{vraag}").context["pagina"])

    assert gezien("") == [oud, jong, klaar]
    assert gezien("?stand=geen_actie") == [klaar]
    assert gezien("?van=eigen") == [oud, jong]
    assert gezien("?stand=onzin&van=x") == [oud, jong, klaar]
    leeg = cast.gemeente.client.get("/meldingen/?stand=doorgegeven").content.decode()
    assert "Geen meldingen met dit filter." in leeg
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
