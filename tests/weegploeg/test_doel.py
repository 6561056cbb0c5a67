"""Which aim of the cooperation a file serves, and where the person stays (MC 3)."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from convenant.gegevens import BLIJFT_ACHTER
from convenant.models import Doel
from gedeeld.weigering import NietMogelijk
from tests.cast import Cast
from tests.hulp import weegploeg
from weegploeg.besluit import decisions as besluiten
from weegploeg.models import Verblijf, WeegploegDossier

BEIDE = ["minderjarigen", "samenleving"]
NOG_NIET = "Nog niet vastgelegd"


def _besluit(cast: Cast, dossier: WeegploegDossier, **anders: Any) -> Any:
    """The secretary sends decision 1 for a casusoverleg."""
    velden = {
        "argumenten": "Omdat het nodig is",
        "signalen": [rij.pk for rij in dossier.signalen.exclude(BLIJFT_ACHTER)],
        **weegploeg.wie_sprak(cast),
        **weegploeg.DOEL,
        **anders,
    }
    pad = reverse("weegploeg:besluiten", args=[dossier.pk]) + "?uitkomst=casusoverleg"
    return cast.uitvoerder.client.post(pad, velden)


def _dossier(cast: Cast, dossier: WeegploegDossier, wie: str = "om") -> str:
    pad = reverse("weegploeg:dossier", args=[dossier.pk])
    return str(cast.allen[wie].client.get(pad).content.decode())


@pytest.mark.clausule("CON-doelgroep", "doel")
@pytest.mark.parametrize("doelen", [["samenleving"], ["minderjarigen"], BEIDE])
def test_wie_agendeert_zegt_welk_doel_dit_dient(cast: Cast, doelen: list[str]) -> None:
    dossier = weegploeg.gewogen(cast)
    assert NOG_NIET in _dossier(cast, dossier)
    antwoord = _besluit(cast, dossier, doelen=[])
    assert set(antwoord.context["form"].errors) == {"doelen"}
    antwoord = _besluit(cast, dossier, doelen=["nieuwsgierig"])
    assert set(antwoord.context["form"].errors) == {"doelen"}
    with pytest.raises(NietMogelijk, match="welk doel"):
        besluiten.leg_doel_vast(
            dossier, actor=cast.uitvoerder.actor, **{**weegploeg.DOEL, "doelen": []}
        )
    assert not Casus.objects.exists()
    assert _besluit(cast, dossier, doelen=doelen).status_code == 302
    dossier.refresh_from_db()
    assert sorted(dossier.doelen) == doelen
    pagina = _dossier(cast, dossier)
    assert NOG_NIET not in pagina
    for doel in Doel:
        assert (doel.label.split(" beperken")[0].replace("'", "&#x27;") in pagina) == (
            doel in doelen
        )


@pytest.mark.clausule("CON-doelgroep", "nederland")
def test_wie_agendeert_zegt_dat_de_persoon_in_nederland_verblijft_of_is_uitgereisd(
    cast: Cast,
) -> None:
    dossier = weegploeg.gewogen(cast)
    for verkeerd in ("", "elders"):
        antwoord = _besluit(cast, dossier, verblijf=verkeerd)
        assert set(antwoord.context["form"].errors) == {"verblijf"}
    antwoord = _besluit(
        cast, dossier, verblijf="uitreiziger", band="gaat"
    )  # then the casus says so as well
    assert set(antwoord.context["form"].errors) == {"verblijf"}
    antwoord = _besluit(cast, dossier, bijzonderheid="uitreiziger")
    assert set(antwoord.context["form"].errors) == {"verblijf"}
    assert not Casus.objects.exists()
    ander = weegploeg.gewogen(cast)
    assert _besluit(cast, dossier).status_code == 302
    assert Verblijf.NEDERLAND.label in _dossier(cast, dossier)
    op_reis = {"verblijf": "uitreiziger", "bijzonderheid": "uitreiziger", "band": "verbleef"}
    assert _besluit(cast, ander, **op_reis).status_code == 302
    assert Verblijf.UITREIZIGER.label in _dossier(cast, ander)


@pytest.mark.clausule("CON-doelgroep", "doel")
@pytest.mark.clausule("CON-doelgroep", "nederland")
def test_van_een_dossier_van_voor_deze_vraag_legt_de_uitvoerder_het_alsnog_vast(
    cast: Cast,
) -> None:
    dossier = weegploeg.geagendeerd(cast)
    WeegploegDossier.objects.filter(pk=dossier.pk).update(doelen=[], verblijf="", band="")
    assert _dossier(cast, dossier).count(NOG_NIET) == 3
    pad = reverse("weegploeg:doel", args=[dossier.pk])
    for wie in ("gemeente", "politie", "uitvoerder_casusoverleg", "maastricht", "beheerder"):
        assert cast.allen[wie].client.get(pad).status_code == 404
        assert cast.allen[wie].client.post(pad, weegploeg.DOEL).status_code == 404
    client = cast.uitvoerder.client
    assert f'href="{pad}"' in _dossier(cast, dossier, "uitvoerder")
    assert set(client.post(pad, {}).context["form"].errors) == set(weegploeg.DOEL)
    assert client.post(pad, {**weegploeg.DOEL, "doelen": BEIDE}).status_code == 302
    assert NOG_NIET not in _dossier(cast, dossier)
    assert client.get(pad).context["form"].initial == {**weegploeg.DOEL, "doelen": BEIDE}


def test_de_casus_krijgt_er_niets_van(cast: Cast) -> None:
    """Article 10.2 does not name them."""
    weegploeg.geagendeerd(cast)
    casus = Casus.objects.get()
    pad = reverse("casusoverleg:casus", args=[casus.pk])
    pagina = cast.uitvoerder.client.get(pad).content.decode()
    assert Verblijf.NEDERLAND.label not in pagina
    assert "Doel van de samenwerking" not in pagina


@pytest.mark.parametrize("fout", [{"doelen": ["iets"]}, {"verblijf": "elders"}])
def test_de_database_neemt_niets_anders_aan(cast: Cast, fout: dict[str, Any]) -> None:
    dossier = weegploeg.gewogen(cast)
    with (
        pytest.raises(IntegrityError, match="doel_en_verblijf_van_het_convenant"),
        transaction.atomic(),
    ):
        WeegploegDossier.objects.filter(pk=dossier.pk).update(**fout)
