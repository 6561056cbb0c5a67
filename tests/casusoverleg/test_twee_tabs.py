"""What somebody else changed since a page was read is neither overwritten nor decided on."""

import re

import pytest
from django.urls import reverse

from casusoverleg import decisions
from casusoverleg.plan import decisions as plannen
from casusoverleg.plan.models import Plan
from tests.cast import Cast
from tests.hulp import casussen
from tests.hulp.formulieren import lees
from tests.hulp.gegevens import vandaag


def _gelezen(inhoud: bytes) -> str:
    gevonden = re.search(r'name="gelezen" value="(\d+)"', inhoud.decode())
    assert gevonden
    return gevonden[1]


def velden_bij(inhoud: bytes, adres: str) -> dict[str, list[str]]:
    """What a browser sends to an address, from the form for it on a page."""
    return next(f for f in lees(inhoud) if f.eigen.get("action") == adres).gegevens()


@pytest.mark.clausule("CAS-plan-vaststellen", "vaststellen")
def test_een_plan_dat_niemand_las_wordt_niet_vastgesteld(cast: Cast) -> None:
    casus = casussen.casus(cast)
    plan = casussen.concept(casus, cast, cast.gemeente.partij)
    client, actor = cast.uitvoerder.client, cast.uitvoerder.actor
    url = reverse("casusoverleg:vaststellen", args=[casus.pk])
    gelezen = _gelezen(client.get(url).content)
    plannen.wijzig_plan(plan, actor=actor, doelen=["b"], doel="Onbesproken")
    antwoord = client.post(url, {"gelezen": gelezen, "vastgesteld_op": vandaag()}, follow=True)
    assert "Iemand anders heeft dit net gewijzigd" in antwoord.content.decode()
    assert Plan.objects.get().status == Plan.Status.CONCEPT
    nieuw = _gelezen(client.get(url).content)
    client.post(url, {"gelezen": nieuw, "vastgesteld_op": vandaag()})
    assert Plan.objects.get().status == Plan.Status.VASTGESTELD


def test_een_oud_tabblad_overschrijft_de_analyse_niet(cast: Cast) -> None:
    casus = casussen.casus(cast)
    client = cast.uitvoerder.client
    url = reverse("casusoverleg:analyse", args=[casus.pk])
    gelezen = _gelezen(client.get(url).content)
    decisions.leg_analyse_vast(casus, actor=cast.uitvoerder.actor, analyse="De nieuwe tekst")
    antwoord = client.post(url, {"analyse": "Mijn oude tekst", "gelezen": gelezen})
    casus.refresh_from_db()
    assert casus.analyse == "De nieuwe tekst"
    assert "Mijn oude tekst" in antwoord.content.decode()  # what was typed is kept
    assert "Iemand anders" in antwoord.content.decode()
    client.post(url, {"analyse": "Samen", "gelezen": _gelezen(antwoord.content)})
    casus.refresh_from_db()
    assert casus.analyse == "Samen"


@pytest.mark.parametrize("naam", ["casus", "plan"])
def test_wie_een_ouder_plan_voor_zich_had_las_het_nieuwe_niet(cast: Cast, naam: str) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    client, url = cast.reclassering.client, reverse("casusoverleg:gelezen", args=[zaak.pk])
    oud = velden_bij(client.get(reverse(f"casusoverleg:{naam}", args=[zaak.pk])).content, url)
    plan = casussen.concept(zaak, cast, cast.reclassering.partij)
    plannen.stel_plan_vast(plan, actor=cast.uitvoerder.actor)
    antwoord = client.post(url, oud, follow=True)
    assert "intussen een ander plan" in antwoord.content.decode()
    assert plan.maatregelen.get().gelezen_op is None
    pagina = client.get(reverse(f"casusoverleg:{naam}", args=[zaak.pk]))
    client.post(url, velden_bij(pagina.content, url))
    assert plan.maatregelen.get().gelezen_op == vandaag()
