"""Who decides and signs for a governing body: recorded, on one day one, and ended (MC 4, Awb 10)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from convenant import mandaat
from convenant.models import Mandaat, Partij
from gedeeld.weigering import Geweigerd, NietMogelijk
from tests.cast import BEGIN, Cast

VANDAAG = timezone.localdate()
MORGEN = VANDAAG + timedelta(days=1)
VELDEN = {
    "orgaan": "korpschef",
    "functie": "hoofd Integriteit",
    "besluit": "Mandaatbesluit 12",
    "bezwaar": "Postbus 99, Utrecht",
    "van": VANDAAG.isoformat(),
    "tot": "",
}


def leg_vast(cast: Cast, partij: Partij, **anders: Any) -> Any:
    adres = reverse("convenant:mandaat_nieuw", args=[partij.pk])
    return cast.beheerder.client.post(adres, VELDEN | anders)


@pytest.mark.clausule("BEV-mandaat", "vastgelegd")
@pytest.mark.parametrize(
    ("wie", "orgaan", "namens"),
    [
        ("politie", "korpschef", "de korpschef"),
        ("om", "officier", "de officier van justitie"),
        ("gemeente", "burgemeester", "de burgemeester van Venlo"),
    ],
)
def test_wie_voor_een_bestuursorgaan_beslist_staat_op_de_pagina_van_het_convenant(
    cast: Cast, wie: str, orgaan: str, namens: str
) -> None:
    assert leg_vast(cast, cast.allen[wie].partij, orgaan=orgaan).status_code == 302
    pagina = " ".join(cast.rvdk.client.get("/convenant/mandaten/").content.decode().split())
    for tekst in (f"Namens {namens}", "hoofd Integriteit", "Mandaatbesluit 12", "Postbus 99"):
        assert tekst in pagina
    wijzigingen = cast.fg.client.get("/convenant/wijzigingen/").content.decode()
    assert "Toegevoegd: mandaat" in wijzigingen


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("orgaan", "college", "Deze keuze is er niet"),
        ("orgaan", "", "nog niet ingevuld"),
        ("functie", "", "nog niet ingevuld"),
        ("besluit", "", "nog niet ingevuld"),
        ("bezwaar", "", "nog niet ingevuld"),
        ("van", "ooit", "hele datum"),
        ("tot", VANDAAG.isoformat(), "na de eerste dag"),
    ],
)
def test_een_mandaat_met_een_fout_wordt_niet_vastgelegd(
    cast: Cast, veld: str, waarde: str, zin: str
) -> None:
    politie = cast.politie.partij
    antwoord = leg_vast(cast, politie, **{veld: waarde})
    assert zin in " ".join(antwoord.context["form"].errors[veld])
    assert not politie.mandaten.exists()
    assert leg_vast(cast, politie).status_code == 302


def test_op_een_dag_geldt_er_een_per_bestuursorgaan(cast: Cast) -> None:
    venlo = cast.gemeente.partij
    tweede = leg_vast(cast, venlo, orgaan="college")
    assert "Beëindig dat eerst" in tweede.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandaat.objects.create(
            partij=venlo, orgaan="college", functie="x", besluit="x", bezwaar="x", van=MORGEN
        )
    assert leg_vast(cast, venlo, orgaan="burgemeester").status_code == 302
    # The college answers for the municipality's data; while it gave no mandate the mayor's is borne.
    geldend = mandaat.geldend(venlo, VANDAAG)
    assert geldend is not None
    assert geldend.orgaan == "college"
    einde = reverse("convenant:mandaat_einde", args=[geldend.pk])
    assert (
        "geen brief meer uit namens het college"
        in cast.beheerder.client.get(einde).content.decode()
    )
    assert cast.beheerder.client.post(einde).status_code == 302
    assert "al beëindigd" in cast.beheerder.client.post(einde).content.decode()
    over = mandaat.geldend(venlo, VANDAAG)
    assert over is not None
    assert over.orgaan == "burgemeester"
    assert leg_vast(cast, venlo, orgaan="college").status_code == 302


@pytest.mark.parametrize("leeg", ["functie", "besluit", "bezwaar"])
def test_de_database_weigert_een_half_mandaat(cast: Cast, leeg: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandaat.objects.update(**{leeg: ""})
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandaat.objects.update(tot=BEGIN - timedelta(days=1))


def test_alleen_een_kernpartij_en_alleen_de_beheerder(cast: Cast) -> None:
    assert leg_vast(cast, cast.rvdk.partij).status_code == 404
    assert leg_vast(cast, cast.elders.partij, orgaan="college").status_code == 404
    velden: dict[str, Any] = VELDEN | {"van": VANDAAG, "tot": None}
    with pytest.raises(Geweigerd):
        mandaat.leg_vast(cast.politie.partij, actor=cast.uitvoerder.actor, **velden)
    with pytest.raises(NietMogelijk):
        mandaat.leg_vast(cast.om.partij, actor=cast.beheerder.actor, **velden)
