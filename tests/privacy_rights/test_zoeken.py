"""A search under every way of writing a name, and a file by its number; "nothing" only when confirmed."""

import pytest
from dateutil.relativedelta import relativedelta

from gedeeld.afschrift import datum
from privacy_rights import brief, decisions
from privacy_rights.models import Verzoek
from retention import tasks as taken
from tests.cast import Cast
from tests.hulp import meldingen, oud, vandaag, verzoeken
from tests.hulp.verzoeken import pad, stuur

WIE = {"voornamen": "Ziyad", "tussenvoegsel": "", "achternaam": "Roodborst", "geboortedatum": None}


@pytest.fixture
def verzoek(cast: Cast) -> Verzoek:
    return verzoeken.met_identiteit(cast)


def gevonden(cast: Cast, verzoek: Verzoek) -> list[str]:
    pagina = cast.uitvoerder.client.get(pad("zoeken", verzoek)).context
    return [kandidaat.dossier.nummer for kandidaat in pagina["gevonden"]]


@pytest.mark.clausule("RVB-gevonden", "niets")
def test_niets_is_pas_een_antwoord_als_iemand_de_schrijfwijzen_bevestigt(
    cast: Cast, verzoek: Verzoek
) -> None:
    client = cast.uitvoerder.client
    antwoord = stuur(client, pad("zoeken", verzoek), bevestigd=None)
    assert list(antwoord.context["form"].errors) == ["bevestigd"]
    assert client.get(pad("controleren", verzoek)).url == pad("zoeken", verzoek)
    stuur(client, pad("schrijfwijze", verzoek), voornamen="Woutèr", achternaam="Kanari")
    assert stuur(client, pad("zoeken", verzoek)).url == pad("controleren", verzoek)
    # Another spelling after that: it has to be confirmed anew.
    stuur(client, pad("schrijfwijze", verzoek), voornamen="Walter", achternaam="Kanarie")
    assert client.get(pad("controleren", verzoek)).url == pad("zoeken", verzoek)
    stuur(client, pad("zoeken", verzoek))
    stuur(client, pad("controleren", verzoek), politie="")
    verzoek.refresh_from_db()
    letter = decisions.te_versturen(verzoek, actor=cast.uitvoerder.actor)
    zinnen = [zin for deel in brief.verstuurd(letter)["informatie"] for zin in deel["alineas"]]
    (op,) = [zin for zin in zinnen if zin.startswith("Wij zochten op de naam")]
    for naam in ("Wouter van Kanarie", "Woutèr Kanari", "Walter Kanarie"):
        assert naam in op


@pytest.mark.clausule("RVB-gevonden", "meldingen")
def test_op_een_andere_schrijfwijze_komt_een_dossier_boven(cast: Cast, verzoek: Verzoek) -> None:
    melding = meldingen.maak_melding(cast, **WIE)
    assert melding.nummer not in gevonden(cast, verzoek)
    naam = {"voornamen": "Ziad", "achternaam": "Roodborst"}
    assert stuur(cast.uitvoerder.client, pad("schrijfwijze", verzoek), **naam).status_code == 302
    assert melding.nummer in gevonden(cast, verzoek)
    twee = stuur(cast.uitvoerder.client, pad("schrijfwijze", verzoek), **naam)
    assert "al gezocht" in str(twee.context["form"].errors)
    leeg = stuur(cast.uitvoerder.client, pad("schrijfwijze", verzoek), voornamen="...")
    assert leeg.context["form"].errors


def test_een_dossier_komt_erbij_op_nummer_en_een_verborgen_nummer_lijkt_er_niet_te_zijn(
    cast: Cast, verzoek: Verzoek
) -> None:
    eigen = meldingen.maak_melding(cast, **WIE)
    ander = meldingen.maak_melding(cast, cast.maastricht, **WIE)
    van_politie = meldingen.maak_melding(cast, cast.politie, **WIE)
    client = cast.uitvoerder.client
    zinnen = {
        str(stuur(client, pad("toevoegen", verzoek), nummer=nummer).context["form"].errors)
        for nummer in (ander.nummer, van_politie.nummer, "M-2026-22222X")
    }
    assert len(zinnen) == 1
    assert gevonden(cast, verzoek) == []
    stuur(client, pad("toevoegen", verzoek), nummer=f" {eigen.nummer.lower()} ")
    assert gevonden(cast, verzoek) == [eigen.nummer]
    stuur(client, pad("zoeken", verzoek), dossiers=[f"meldingen.melding:{eigen.pk}"])
    verzoek.refresh_from_db()
    assert verzoek.nummers == [eigen.nummer]


@pytest.mark.clausule("RVB-gevonden", "vernietigd")
def test_wie_het_nummer_van_een_vernietigd_dossier_noemt_leest_wanneer(
    cast: Cast, verzoek: Verzoek
) -> None:
    weg = oud.melding(cast, vandaag() - relativedelta(years=1))
    van_maastricht = oud.melding(
        cast,
        vandaag() - relativedelta(years=1),
        ontvanger=cast.maastricht.partij,
        nummer="M-2024-KANARI",
    )
    taken.vernietig_na_zes_maanden()
    client = cast.uitvoerder.client
    # Of another municipality it is as if there never was one.
    ander = stuur(client, pad("toevoegen", verzoek), nummer=van_maastricht.nummer)
    assert "Wij vinden geen dossier van uw gemeente" in str(ander.context["form"].errors)
    stuur(client, pad("toevoegen", verzoek), nummer=f" {weg.nummer.lower()}")
    zin = f"{weg.nummer} is vernietigd op {datum(vandaag())}."
    assert zin in client.get(pad("zoeken", verzoek)).content.decode()
    stuur(client, pad("zoeken", verzoek))
    stuur(client, pad("controleren", verzoek), politie="")
    verzoek.refresh_from_db()
    letter = brief.verstuurd(decisions.te_versturen(verzoek, actor=cast.uitvoerder.actor))
    vernietigd = f"U noemde nummer {weg.nummer}. Een dossier met dat nummer is vernietigd op"
    assert f"{vernietigd} {datum(vandaag())}." in str(letter)
    # A number that nobody named is told to nobody.
    assert van_maastricht.nummer not in str(letter)
