"""Sensitive data say why they are needed and on which exception; in each file, at the page where they go in."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from convenant.models import Grondslag
from convenant.uitzonderingen import DEKT, Categorie, Uitzondering, te_kiezen
from gedeeld.weigering import NietMogelijk
from meldingen import decisions
from meldingen.models import Melding
from tests.cast import Cast, grondslag
from tests.hulp import casussen, gegevens, vandaag, weegploeg
from tests.hulp.meldingen import een_signaal, ingevuld, maak_melding

NIEUW = "/meldingen/nieuw/"
OPENBAAR, VERBAND, WET = "uavg-22-2-d", "uavg-33-1-b", "wv-3-1"


def velden(cast: Cast, bijzonder: list[str], uitzonderingen: list[str]) -> dict[str, Any]:
    return ingevuld(cast.gemeente) | {
        "signalen-0-bijzonder": bijzonder,
        "signalen-0-uitzonderingen": uitzonderingen,
        "signalen-0-noodzaak": "Zonder dit is het niet te duiden.",
    }


@pytest.mark.clausule("MEL-bijzonder", "uitzondering")
def test_een_melding_zegt_op_welke_uitzondering_iets_gevoeligs_rust(cast: Cast) -> None:
    client = cast.gemeente.client
    for bijzonder, uitzonderingen in (
        (["religie"], []),
        (["religie"], [VERBAND]),  # that is for criminal data
        (["religie", "strafrecht"], [OPENBAAR]),
        ([], [OPENBAAR]),
        (["gezondheid"], ["uavg-30-2-b"]),  # of the reclassering and the Raad
        (["religie"], ["avg-9"]),
    ):
        antwoord = client.post(NIEUW, velden(cast, bijzonder, uitzonderingen))
        assert list(antwoord.context["form"].signalen[0].errors) == ["uitzonderingen"], bijzonder
    assert not Melding.objects.exists()
    client.post(NIEUW, velden(cast, ["religie", "strafrecht"], [OPENBAAR, VERBAND]))
    melding = Melding.objects.get()
    pagina = client.get(reverse("meldingen:melding", args=[melding.pk])).content.decode()
    for zin in ("artikel 22 lid 2 onder d UAVG", "artikel 33 lid 1 onder b UAVG"):
        assert zin in pagina
    # It moves along.
    dossier = decisions.breng_in(melding, actor=cast.gemeente.actor)
    adres = reverse("weegploeg:dossier", args=[dossier.pk])
    assert "artikel 33 lid 1 onder b UAVG" in cast.om.client.get(adres).content.decode()


@pytest.mark.clausule("MEL-bijzonder", "uitzondering")
def test_artikel_3_van_het_wetsvoorstel_geldt_vanaf_zijn_dag(cast: Cast) -> None:
    client = cast.gemeente.client
    wet = Grondslag.objects.create(
        code="wv-5-1", soort_partij="gemeente", wet="Wet (wetsvoorstel)", artikel="artikel 5 lid 1",
        omschrijving="x", geldig_vanaf=vandaag() + timedelta(days=1),
    )  # fmt: skip
    op_de_wet = {"signalen-0-grondslag": str(wet.pk)}
    assert WET not in client.get(NIEUW).content.decode()
    post = velden(cast, ["religie"], [WET])
    te_vroeg = client.post(NIEUW, post | op_de_wet).context["form"].signalen[0].errors
    assert set(te_vroeg) == {"grondslag", "uitzonderingen"}
    wet.geldig_vanaf = vandaag()
    wet.save()
    # Another ground is of no task of that law.
    fout = client.post(NIEUW, post).context["form"].signalen[0].errors
    assert list(fout) == ["uitzonderingen"]
    assert client.post(NIEUW, post | op_de_wet).status_code == 302
    assert Melding.objects.get().signalen.get().uitzonderingen == [WET]


@pytest.mark.clausule("MEL-bijzonder", "uitzondering")
def test_ook_bij_de_weegploeg_en_in_de_casus(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    post = {
        **gegevens.SOORT,
        "omschrijving": "Draagt nu een symbool.",
        "grondslag": str(grondslag("avg-6-1-e").pk),
        "bijzonder": ["politiek"],
        "noodzaak": "Hierom gaat het.",
    }
    client, adres = cast.gemeente.client, reverse("weegploeg:signaal", args=[dossier.pk])
    assert list(client.post(adres, post).context["form"].errors) == ["uitzonderingen"]
    assert client.post(adres, post | {"uitzonderingen": [OPENBAAR]}).status_code == 302
    zaak = casussen.casus(cast)
    adres = reverse("casusoverleg:bijdrage", args=[zaak.pk])
    post |= gegevens.INBRENG
    assert list(client.post(adres, post).context["form"].errors) == ["uitzonderingen"]
    mis = client.post(adres, post | {"uitzonderingen": [VERBAND]})
    assert list(mis.context["form"].errors) == ["uitzonderingen"]
    assert client.post(adres, post | {"uitzonderingen": [OPENBAAR]}).status_code == 302
    assert zaak.bijdragen.get().uitzonderingen == [OPENBAAR]


@pytest.mark.clausule("MEL-bijzonder", "andere-niet")
def test_ook_het_besluit_weigert_andere_soorten_van_artikel_9(cast: Cast) -> None:
    signaal = een_signaal(
        cast.gemeente, bijzonder=["genetisch"], noodzaak="x", uitzonderingen=[OPENBAAR]
    )
    with pytest.raises(NietMogelijk, match="Andere bijzondere gegevens"):
        maak_melding(cast, signalen=[signaal])


def test_wat_er_al_stond_verhuist_zoals_het_is_en_wie_het_verbetert_kiest(cast: Cast) -> None:
    melding = maak_melding(cast)
    melding.signalen.update(bijzonder=["religie"])  # recorded before it was asked
    signaal = melding.signalen.get()
    signaal.noodzaak = "Nodig."
    signaal.save()
    client = cast.gemeente.client
    pagina = client.get(reverse("meldingen:melding", args=[melding.pk])).content.decode()
    assert "Niet vastgelegd" in pagina
    adres = reverse("meldingen:signaal_wijzigen", args=[melding.pk, signaal.pk])
    post = {
        **gegevens.SOORT,
        "omschrijving": "Zei iets anders.",
        "grondslag": str(signaal.grondslag_id),
        "bijzonder": ["religie"],
        "noodzaak": "Nodig.",
    }
    assert list(client.post(adres, post).context["form"].errors) == ["uitzonderingen"]
    dossier = decisions.breng_in(melding, actor=cast.gemeente.actor)
    assert dossier.signalen.get().uitzonderingen == []


def test_elke_categorie_heeft_een_uitzondering_en_elke_uitzondering_een_categorie() -> None:
    assert set(DEKT) == set(Uitzondering)
    for soort in ("gemeente", "politie", "om", "rvdk", "reclassering", "extern"):
        kan = [naam for naam, _ in te_kiezen(soort, wet=False)]
        assert frozenset[Categorie]().union(*(DEKT[naam] for naam in kan)) == set(Categorie)
        assert WET not in kan
