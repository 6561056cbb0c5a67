"""The core parties suspend the destruction of one file while a complaint or a procedure runs (MC 13.1)."""

from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse

from gedeeld.actor import Actor
from gedeeld.termijnen import Grond
from register.afleiden import leid_af
from register.models import Dossier
from retention import decisions
from retention.models import Vernietiging
from retention.querysets import aan_de_beurt
from tests.cast import Cast
from tests.hulp import weegploeg
from tests.hulp.gegevens import vandaag

DAG = timedelta(days=1)


def _pad(dossier: Any, naam: str = "opschorten") -> str:
    return reverse(f"retention:{naam}", args=[dossier.pk])


def _velden(cast: Cast, dossier: Any, **anders: Any) -> dict[str, Any]:
    kern = dossier.bestand.kernpartijen(dossier)
    return {
        "reden": "bezwaar",
        "tot": vandaag() + 60 * DAG,
        "besloten_door": [str(partij.pk) for partij in kern],
        "besloten_op": vandaag(),
        "kenmerk": "Z-2026-77",
        **anders,
    }


def _ronde(peildatum: Any) -> None:
    actor = Actor.systeem("test")
    for grond in Grond.van_lid_3():
        decisions.verwerk(grond, actor=actor, peildatum=peildatum)


@pytest.mark.clausule("RET-opschorten", "uitstel")
def test_wat_is_uitgesteld_wordt_niet_vernietigd_tot_de_dag_voorbij_is(cast: Cast) -> None:
    op = vandaag() - relativedelta(months=6, days=3)
    dossier = weegploeg.niet_geagendeerd(cast, op=op, anoniem=True)
    client = cast.uitvoerder.client
    toegang = reverse("beveiliging:toegang", args=["weegploeg", dossier.pk])
    assert _pad(dossier) in client.get(toegang).content.decode()
    tot = vandaag() + 60 * DAG
    assert client.post(_pad(dossier), _velden(cast, dossier)).status_code == 302
    for blad in (toegang, reverse("weegploeg:dossier", args=[dossier.pk])):
        assert "Er loopt een bezwaar tegen een besluit" in client.get(blad).content.decode()
    for dag in (vandaag(), tot):
        _ronde(dag)
        assert Dossier.objects.filter(pk=dossier.pk).exists(), dag
    _ronde(tot + DAG)
    assert not Dossier.objects.filter(pk=dossier.pk).exists()
    assert Vernietiging.objects.get(dossier_id=dossier.pk).grond == Grond.NIET_GEAGENDEERD


@pytest.mark.clausule("RET-opschorten", "reden-einde")
def test_uitstel_heeft_een_reden_een_einde_en_een_besluit_van_alle_drie(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    client = cast.uitvoerder.client
    twee = _velden(cast, dossier)["besloten_door"][:2]
    for anders, veld in (
        ({"reden": ""}, "reden"),
        ({"tot": ""}, "tot"),
        ({"tot": vandaag()}, "tot"),
        ({"tot": vandaag() + relativedelta(years=1) + DAG}, "tot"),
        ({"besloten_door": twee}, "besloten_door"),
        ({"besloten_op": vandaag() + DAG}, "besloten_op"),
        ({"kenmerk": ""}, "kenmerk"),
        ({"kenmerk": "Z" * 61}, "kenmerk"),
    ):
        antwoord = client.post(_pad(dossier), _velden(cast, dossier, **anders))
        assert set(antwoord.context["form"].errors) == {veld}
    dossier.refresh_from_db()
    assert dossier.opgeschort_tot is None
    assert client.post(_pad(dossier), _velden(cast, dossier)).status_code == 302
    dossier.refresh_from_db()
    assert (dossier.opgeschort_om, dossier.opgeschort_besluit) == ("bezwaar", "Z-2026-77")


@pytest.mark.clausule("RET-opschorten", "uitstel")
def test_is_de_procedure_voorbij_dan_gaat_het_dossier(cast: Cast) -> None:
    op = vandaag() - relativedelta(months=6, days=3)
    dossier = weegploeg.niet_geagendeerd(cast, op=op, anoniem=True)
    klok_voor = Dossier.objects.get(pk=dossier.pk).laatste_verwerking_op
    client = cast.uitvoerder.client
    assert client.post(_pad(dossier), _velden(cast, dossier)).status_code == 302
    assert client.post(_pad(dossier, "uitstel_opheffen")).status_code == 302
    assert Dossier.objects.get(pk=dossier.pk).laatste_verwerking_op == klok_voor
    nog_eens = client.post(_pad(dossier, "uitstel_opheffen"), follow=True)
    assert "is niet uitgesteld" in nog_eens.content.decode()
    _ronde(vandaag())  # until the end of the day, so that what a request keeps can follow on it
    assert Dossier.objects.filter(pk=dossier.pk).exists()
    _ronde(vandaag() + DAG)
    assert not Dossier.objects.filter(pk=dossier.pk).exists()


def test_alleen_wie_het_dossier_bijhoudt_legt_dit_vast(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    for naam, lid in cast.allen.items():
        mag = naam in ("uitvoerder", "uitvoerder_weegploeg")
        for pagina in ("opschorten", "uitstel_opheffen"):
            antwoord = lid.client.get(_pad(dossier, pagina))
            assert (antwoord.status_code != 404) == mag, (naam, pagina)
    dossier.refresh_from_db()
    assert dossier.opgeschort_tot is None


@pytest.mark.clausule("RET-opschorten", "uitstel")
def test_wie_niet_is_geagendeerd_gaat_niet_naar_het_archief_omdat_het_is_uitgesteld(
    cast: Cast,
) -> None:
    """There it would be kept five years (ADR 12): it waits, and goes when the suspension is over."""
    lang = vandaag() - relativedelta(years=1, days=3)
    dossier = weegploeg.niet_geagendeerd(cast, op=lang, anoniem=True)
    Dossier.objects.filter(pk=dossier.pk).update(laatste_verwerking_op=lang)
    leid_af(dossier)
    assert cast.uitvoerder.client.post(_pad(dossier), _velden(cast, dossier)).status_code == 302
    rijen = aan_de_beurt(vandaag()).filter(dossier=dossier.pk)
    assert not rijen.exists()
    assert cast.uitvoerder.client.post(_pad(dossier, "uitstel_opheffen")).status_code == 302
    morgen = aan_de_beurt(vandaag() + DAG).filter(dossier=dossier.pk)
    assert [termijn.grond for termijn in morgen] == [Grond.NIET_GEAGENDEERD]
