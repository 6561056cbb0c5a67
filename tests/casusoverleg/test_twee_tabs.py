"""What somebody else changed since a page was read is neither overwritten nor decided on."""

import re

import pytest
from django.urls import reverse

from casusoverleg import decisions
from casusoverleg.plan import decisions as plannen
from casusoverleg.plan.models import Plan
from tests.cast import Cast
from tests.hulp import casussen
from tests.hulp.gegevens import vandaag


def _gelezen(inhoud: bytes) -> str:
    gevonden = re.search(r'name="gelezen" value="(\d+)"', inhoud.decode())
    assert gevonden
    return gevonden[1]


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
