"""Each core party gives its view before the weegploeg decides (PB 3.2)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from register.werk import werk
from tests.cast import Cast, Speler
from tests.hulp import weegploeg
from tests.hulp.gegevens import vandaag
from weegploeg.models import Standpunt, WeegploegDossier

WAT = "Geef het standpunt van uw partij"


def _pad(dossier: WeegploegDossier, naam: str = "standpunt") -> str:
    return reverse(f"weegploeg:{naam}", args=[dossier.pk])


def _vraag(cast: Cast, dossier: WeegploegDossier, dagen: int = 5) -> Any:
    dag = (vandaag() + timedelta(days=dagen)).isoformat()
    return cast.uitvoerder.client.post(_pad(dossier, "standpunten_vragen"), {"uiterlijk": dag})


def _geef(lid: Speler, dossier: WeegploegDossier, tekst: str = "Kanarie: casuswaardig") -> Any:
    return lid.client.post(_pad(dossier), {"tekst": tekst}, follow=True)


def _wacht(lid: Speler) -> dict[str, Any]:
    return {taak.wat: taak.uiterlijk for taak in werk(lid.actor)}


def test_elke_kernpartij_geeft_haar_standpunt_met_een_laatste_dag(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    assert _vraag(cast, dossier, -1).status_code == 200
    assert not Standpunt.objects.exists()
    assert _vraag(cast, dossier).status_code == 302
    for lid in (cast.gemeente, cast.politie, cast.om):
        assert _wacht(lid)[WAT] == vandaag() + timedelta(days=5)
    assert WAT not in _wacht(cast.uitvoerder)
    _geef(cast.politie, dossier, " ")
    assert WAT in _wacht(cast.politie)
    _geef(cast.politie, dossier)
    assert WAT not in _wacht(cast.politie)
    assert WAT in _wacht(cast.om)
    for lid in (cast.gemeente, cast.om, cast.uitvoerder):
        pagina = lid.client.get(_pad(dossier, "dossier")).content.decode()
        assert "Kanarie: casuswaardig" in pagina
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(tekst, ' ') FROM weegploeg_standpunt")
        assert "Kanarie" not in cursor.fetchone()[0]


def test_na_het_besluit_verandert_een_standpunt_niet_meer(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    _vraag(cast, dossier)
    _geef(cast.politie, dossier)
    _geef(cast.politie, dossier, "Toch niet")
    weegploeg.agendeer(cast, dossier)
    for lid in (cast.politie, cast.om):
        assert "heeft al besloten" in _geef(lid, dossier, "Te laat").content.decode()
        assert WAT not in _wacht(lid)
    assert (
        "heeft al besloten"
        in cast.uitvoerder.client.post(
            _pad(dossier, "standpunten_vragen"), {"uiterlijk": vandaag()}, follow=True
        ).content.decode()
    )
    assert {rij.tekst for rij in Standpunt.objects.all()} == {"Toch niet", ""}


@pytest.mark.parametrize("wie", ["uitvoerder", "maastricht", "reclassering"])
def test_een_ander_geeft_geen_standpunt(cast: Cast, wie: str) -> None:
    dossier = weegploeg.in_weging(cast)
    _vraag(cast, dossier)
    speler = cast.allen[wie]
    assert speler.client.post(_pad(dossier), {"tekst": "Nee"}).status_code == 404
    if wie != "uitvoerder":
        assert speler.client.get(_pad(dossier, "standpunten_vragen")).status_code == 404
    _geef(cast.om, dossier)
    assert Standpunt.objects.exclude(gegeven_op=None).get().gegeven_door == cast.om.gebruiker
