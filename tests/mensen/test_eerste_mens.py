"""The first people of a covenant: by whoever runs the application (docs/beheer.md, ADR 11)."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from gedeeld.actor import Rol
from mensen.models import Gebruiker, Vertegenwoordiging
from tests.cast import Cast


def _maak(*woorden: str) -> str:
    uit = StringIO()
    call_command("eerste_mens", *woorden, stdout=uit)
    return uit.getvalue().strip()


@pytest.fixture
def zonder_beheerder(cast: Cast) -> Cast:
    """A covenant in which nobody gives roles any more."""
    Vertegenwoordiging.objects.filter(rol=Rol.BEHEERDER).update(bevestigd_op=None)
    return cast


@pytest.mark.clausule("BEV-toekennen", "wijze")
def test_waar_iemand_rollen_geeft_en_een_ander_bevestigt_gaat_het_zo_niet(cast: Cast) -> None:
    aantal = Gebruiker.objects.count()
    with pytest.raises(CommandError, match="Maak het account op de pagina Accounts"):
        _maak("eerste", "Mira van Loon", "beheerder", cast.gemeente.partij.naam)
    assert Gebruiker.objects.count() == aantal


@pytest.mark.clausule("BEV-toekennen", "wijze")
def test_de_eerste_beheerder_logt_in_en_kiest_eerst_een_eigen_wachtwoord(
    zonder_beheerder: Cast,
) -> None:
    gemeente = zonder_beheerder.gemeente.partij
    wachtwoord = _maak("eerste", "Mira van Loon", "beheerder", gemeente.naam)
    client = Client()
    velden = {"login": "eerste", "password": wachtwoord}
    antwoord = client.post(reverse("account_login"), velden, follow=True)
    assert "wachtwoord" in antwoord.content.decode()
    assert (
        client.get(reverse("mensen:accounts")).status_code == 302
    )  # first a password of one's own
    rij = Gebruiker.objects.get(username="eerste")
    assert rij.tijdelijk_wachtwoord_sinds is not None
    rol = rij.vertegenwoordigingen.get()
    assert (rol.partij, rol.rol, rol.bevestigd_op is None) == (gemeente, "beheerder", False)


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        (("een mens", "Naam", "beheerder", "Gemeente Venlo"), "zonder spaties"),
        (("iemand", "Naam", "beheerder", "Gemeente Nergens"), "geen partij"),
        (("iemand", "Naam", "uitvoerder", "Politie Limburg"), "Kies de gemeente"),
    ],
)
def test_wat_niet_kan_zegt_een_zin_en_laat_niets_achter(
    zonder_beheerder: Cast, woorden: tuple[str, ...], zin: str
) -> None:
    cast = zonder_beheerder
    namen = {
        "Gemeente Venlo": cast.gemeente.partij.naam,
        "Politie Limburg": cast.politie.partij.naam,
    }
    aantal = Gebruiker.objects.count()
    with pytest.raises(CommandError, match=zin):
        _maak(*(namen.get(woord, woord) for woord in woorden))
    assert Gebruiker.objects.count() == aantal
