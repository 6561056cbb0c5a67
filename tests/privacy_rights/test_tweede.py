"""A second open request of the same person and kind is pointed out before it is made."""

import pytest

from beveiliging import decisions as beveiliging
from privacy_rights.models import Verzoek
from tests.cast import Cast
from tests.hulp.verzoeken import ingevuld, pad, verzoek

LOOPT_AL = "Er loopt al zo'n verzoek"


def test_een_tweede_open_verzoek_wordt_gemeld_en_kan_toch(cast: Cast) -> None:
    eerste, client = verzoek(cast), cast.behandelaar.client
    antwoord = client.post(pad("nieuw"), ingevuld(woonplaats="Getypt"))
    pagina = antwoord.content.decode().replace("&#x27;", "'")
    assert LOOPT_AL in pagina
    assert pad("verzoek", eerste) in pagina
    assert "Getypt" in pagina
    assert Verzoek.objects.count() == 1
    client.post(pad("nieuw"), ingevuld(toch="ja"))
    assert Verzoek.objects.count() == 2


@pytest.mark.parametrize(
    "anders",
    [
        {"soort": "klacht"},
        {"geboortedatum": "1990-05-18"},
        {"voornamen": "Karel", "achternaam": "Heel Anders"},
    ],
)
def test_een_ander_verzoek_gaat_zonder_vraag(cast: Cast, anders: dict[str, str]) -> None:
    verzoek(cast)
    assert cast.behandelaar.client.post(pad("nieuw"), ingevuld(**anders)).status_code == 302


def test_wie_het_eerste_niet_mag_lezen_merkt_er_niets_van(cast: Cast) -> None:
    eerste = verzoek(cast)
    beveiliging.sluit_uit(
        eerste,
        actor=cast.uitvoerder.actor,
        gebruiker=cast.behandelaar.gebruiker,
        reden="familie",
    )
    antwoord = cast.behandelaar.client.post(pad("nieuw"), ingevuld())
    assert (antwoord.status_code, antwoord["Location"]) == (302, pad("lijst"))
