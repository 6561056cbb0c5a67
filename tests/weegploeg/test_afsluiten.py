"""The end of the approach, recorded in both files (MC 8.2 f, 9.4)."""

from typing import Any

import pytest
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from register.werk import werk
from tests.cast import Cast
from tests.hulp import weegploeg
from weegploeg.models import Besluit, WeegploegDossier


def _url(dossier: WeegploegDossier) -> str:
    return reverse("weegploeg:afsluiten", args=[dossier.pk])


def _besluit(cast: Cast, **anders: Any) -> dict[str, Any]:
    vast = {"keuze": "plan_afsluiten", "argumenten": "Het is klaar"}
    if anders.get("keuze") != "plan_voortzetten":
        vast["niet_af"] = "De coach gaat vrijwillig door"  # nobody said that it is done
    return {**vast, **weegploeg.wie_sprak(cast), **anders}


@pytest.mark.clausule("WEE-plan-afgesloten")
@pytest.mark.clausule("WEE-inhoud", "plan-afgesloten")
@pytest.mark.clausule("WEE-afweging", "alle-drie")
def test_de_drie_kernpartijen_sluiten_af_in_beide_dossiers(cast: Cast) -> None:
    dossier = weegploeg.met_advies(cast)
    client = cast.uitvoerder_weegploeg.client
    assert "Leg het besluit over afsluiten vast" in {w.wat for w in werk(cast.uitvoerder.actor)}
    twee = [p.pk for p in cast.kern[1:]]
    fout = client.post(_url(dossier), _besluit(cast, partijen=twee))
    assert "Alle drie de kernpartijen" in fout.content.decode()
    assert Casus.objects.get().stand == Casus.Stand.ADVIES_AFSLUITEN
    assert client.post(_url(dossier), _besluit(cast)).status_code == 302
    dossier.refresh_from_db()
    assert dossier.stand == WeegploegDossier.Stand.PLAN_AFGESLOTEN
    assert Casus.objects.get().stand == Casus.Stand.AFGESLOTEN
    assert dossier.besluiten.first().uitkomst == Besluit.Uitkomst.PLAN_AFSLUITEN


@pytest.mark.clausule("CAS-afsluiten", "alleen-kernpartijen")
def test_de_kernpartijen_kunnen_het_advies_naast_zich_neerleggen(cast: Cast) -> None:
    dossier = weegploeg.met_advies(cast)
    antwoord = cast.uitvoerder.client.post(_url(dossier), _besluit(cast, keuze="plan_voortzetten"))
    assert antwoord.status_code == 302
    dossier.refresh_from_db()
    assert dossier.stand == WeegploegDossier.Stand.GEAGENDEERD
    assert Casus.objects.get().stand == Casus.Stand.ACTIEF
    assert dossier.besluiten.first().uitkomst == Besluit.Uitkomst.PLAN_VOORTZETTEN


@pytest.mark.clausule("CAS-afsluiten", "advies")
def test_kernpartijen_lezen_het_advies_en_alleen_de_secretaris_legt_vast(cast: Cast) -> None:
    dossier = weegploeg.met_advies(cast)
    for speler in (cast.gemeente, cast.politie, cast.om):
        tekst = speler.client.get(_url(dossier)).content.decode()
        assert "De doelen zijn gehaald" in tekst
        assert 'name="keuze"' not in tekst
        assert speler.client.post(_url(dossier), _besluit(cast)).status_code == 404
    assert Casus.objects.get().stand == Casus.Stand.ADVIES_AFSLUITEN


@pytest.mark.clausule("CAS-afsluiten", "advies")
def test_zonder_advies_wordt_er_niet_afgesloten(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    antwoord = cast.uitvoerder.client.post(_url(dossier), _besluit(cast), follow=True)
    assert "past niet meer bij de stand" in antwoord.content.decode()
    assert dossier.besluiten.count() == 1


def test_wie_afsluit_weet_dat_de_casus_het_besluit_leest(cast: Cast) -> None:
    tekst = cast.uitvoerder.client.get(_url(weegploeg.met_advies(cast))).content.decode()
    assert "Deelnemers aan de casus lezen dit." in tekst
    assert "Schrijf niets op uit politiegegevens van artikel 9 of 10." in tekst
