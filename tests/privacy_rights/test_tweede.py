"""An earlier request of the same person and kind is pointed out: whether this one repeats it is asked (PB 5.4)."""

import pytest
from django.utils.html import strip_tags

from beveiliging import decisions as beveiliging
from privacy_rights import decisions
from privacy_rights.models import Verzoek
from tests.cast import Cast
from tests.hulp.verzoeken import ingevuld, pad, verzoek

WAS_ER_AL = "Er was al zo'n verzoek"


@pytest.mark.clausule("RVB-welk", "herhaling")
@pytest.mark.parametrize("stand", ["open", "gestopt"])
def test_bij_binnenkomst_staat_vast_of_het_een_eerder_verzoek_herhaalt(
    cast: Cast, stand: str
) -> None:
    eerste, client = verzoek(cast), cast.behandelaar.client
    if stand == "gestopt":
        decisions.trek_in(eerste, actor=cast.uitvoerder.actor, reden="Wil het niet meer")
    antwoord = client.post(pad("nieuw"), ingevuld(woonplaats="Getypt"))
    pagina = antwoord.content.decode().replace("&#x27;", "'")
    assert WAS_ER_AL in pagina
    assert pad("verzoek", eerste) in pagina
    assert "Getypt" in pagina
    assert Verzoek.objects.count() == 1
    client.post(pad("nieuw"), ingevuld() | {"herhaalt": str(eerste.pk)})
    tweede = Verzoek.objects.exclude(pk=eerste.pk).get()
    assert tweede.herhaalt == eerste
    assert f"Herhaalt een eerder verzoek {eerste.nummer}" in " ".join(
        strip_tags(client.get(pad("verzoek", tweede)).content.decode()).split()
    )
    client.post(pad("nieuw"), ingevuld() | {"herhaalt": "nee"})
    assert Verzoek.objects.filter(herhaalt=None).count() == 2


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
