"""Each outcome is one row: what it says is what the process allows and what the pages offer."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.hulp import weegploeg
from weegploeg.besluit.uitkomsten import UITKOMSTEN, Uitkomst, mogelijk
from weegploeg.models import Besluit, WeegploegDossier


def test_elke_uitkomst_is_een_rij() -> None:
    eigen_pagina = {"vernietigen", "bewaren", "gehandhaafd"}
    assert [rij.soort for rij in UITKOMSTEN] == [
        soort for soort in Besluit.Uitkomst if soort not in eigen_pagina
    ]


@pytest.mark.parametrize("rij", UITKOMSTEN, ids=lambda rij: rij.soort.value)
def test_elke_rij_is_een_stap_van_het_proces(rij: Uitkomst) -> None:
    assert rij.van == rij.naar or (rij.van, rij.naar) in WeegploegDossier.OVERGANGEN
    assert reverse(f"weegploeg:{rij.daarna}", args=["00000000-0000-0000-0000-000000000000"])


@pytest.mark.clausule("WEE-drie-opties", "casusoverleg")
@pytest.mark.clausule("WEE-drie-opties", "geen-casusoverleg")
@pytest.mark.clausule("WEE-drie-opties", "nadere-duiding")
def test_de_pagina_biedt_precies_de_uitkomsten_van_deze_stand(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    pad = reverse("weegploeg:besluiten", args=[dossier.pk])
    tabs = cast.uitvoerder.client.get(pad).context["tabs"]
    uitkomsten = mogelijk(WeegploegDossier.Stand.IN_WEGING)
    assert [tab["url"] for tab in tabs] == [f"?uitkomst={naam}" for naam in uitkomsten]
    assert len(tabs) == 3
    for naam, rij in uitkomsten.items():
        form = cast.uitvoerder.client.get(f"{pad}?uitkomst={naam}").context["form"]
        assert type(form) is rij.formulier
