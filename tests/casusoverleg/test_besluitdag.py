"""What people decide on who takes part and who has the lead bears the day on which they did (MC 13.3, PB 3.3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from register.models import Gebeurtenis
from tests.cast import Cast
from tests.hulp import casussen, vandaag

DAG = timedelta(days=1)
TOEN = vandaag() - 3 * DAG


def _zaak(cast: Cast) -> Casus:
    """A casus of ten days ago in which the reclassering takes part."""
    zaak = casussen.casus(cast, cast.reclassering.partij)
    Casus.objects.filter(pk=zaak.pk).update(geopend_op=vandaag() - 10 * DAG)
    return zaak


def _doe(cast: Cast, zaak: Casus, naam: str, *args: Any, **velden: Any) -> dict[str, Any]:
    """Send a form of the secretary; the fields with an error."""
    adres = reverse(f"casusoverleg:{naam}", args=[zaak.pk, *args])
    antwoord = cast.uitvoerder.client.post(adres, velden)
    return {} if antwoord.status_code == 302 else dict(antwoord.context["form"].errors)


def _dag_van(zaak: Casus, soort: str) -> Any:
    rijen = Gebeurtenis.van(zaak).filter(soort=f"casusoverleg.{soort}").order_by("tijdstip")
    return rijen.values_list("genomen_op", flat=True).last()


@pytest.mark.clausule("WEE-datum", "dag")
def test_toelaten_en_laten_gaan_dragen_de_dag_van_het_besluit(cast: Cast) -> None:
    zaak = _zaak(cast)
    velden = {"partij": cast.extern.partij.pk, "rol": "deelnemer", "waarvoor": "uitvoering"}
    velden |= {"reden": "Behandelt"}
    for dag in (vandaag() + DAG, vandaag() - 11 * DAG):
        assert set(_doe(cast, zaak, "deelname", **velden, besloten_op=dag)) == {"besloten_op"}
    assert _doe(cast, zaak, "deelname", **velden, besloten_op=TOEN) == {}
    rij = casussen.deelname(zaak, cast.extern.partij)
    assert (rij.besloten_op, rij.van) == (TOEN, vandaag())  # no access in the past
    assert _dag_van(zaak, "deelname_begonnen") == TOEN
    casussen.allen_doen_mee(zaak, cast)

    weg = {"reden": "Klaar"}
    for dag in (vandaag() + DAG, vandaag() - 11 * DAG):
        assert set(_doe(cast, zaak, "deelname_beeindigen", rij.pk, **weg, op=dag)) == {"op"}
    assert _doe(cast, zaak, "deelname_beeindigen", rij.pk, **weg, op=TOEN) == {}
    rij.refresh_from_db()
    assert (rij.einde_besloten_op, rij.tot) == (TOEN, vandaag())  # until now it could read
    assert _dag_van(zaak, "deelname_beeindigd") == TOEN
    blad = cast.gemeente.client.get(reverse("casusoverleg:casus", args=[zaak.pk])).text
    assert "Beëindigd bij besluit van" in blad


@pytest.mark.clausule("WEE-datum", "dag")
@pytest.mark.clausule("CAS-casusregisseur")
def test_wie_eerder_casusregisseur_was_blijft_te_zien_met_de_dagen(cast: Cast) -> None:
    zaak = _zaak(cast)
    gemeente, reclassering = cast.gemeente.partij, cast.reclassering.partij
    for dag in (vandaag() + DAG, vandaag() - 11 * DAG):
        assert set(_doe(cast, zaak, "regisseur", partij=gemeente.pk, op=dag)) == {"op"}
    eerst = vandaag() - 8 * DAG
    assert _doe(cast, zaak, "regisseur", partij=gemeente.pk, op=eerst) == {}
    assert _doe(cast, zaak, "regisseur", partij=gemeente.pk, op=TOEN) == {}  # the same again
    te_vroeg = vandaag() - 9 * DAG
    assert set(_doe(cast, zaak, "regisseur", partij=reclassering.pk, op=te_vroeg)) == {"op"}
    assert _doe(cast, zaak, "regisseur", partij=reclassering.pk, op=TOEN) == {}
    assert _dag_van(zaak, "regisseur_aangewezen") == TOEN
    rij = casussen.deelname(zaak, reclassering)
    assert _doe(cast, zaak, "deelname_beeindigen", rij.pk, reden="Klaar") == {}
    dagen = [(regie.partij, regie.van, regie.tot) for regie in zaak.regies.all()]
    assert dagen == [(gemeente, eerst, TOEN), (reclassering, TOEN, vandaag())]
    for lid in (cast.gemeente, cast.uitvoerder, cast.om):
        blad = lid.client.get(reverse("casusoverleg:casus", args=[zaak.pk])).text
        deel = blad.partition("Eerder casusregisseur")[2].partition("</ul>")[0]
        assert gemeente.naam in deel
        assert reclassering.naam in deel
