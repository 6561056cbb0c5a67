"""Who runs the system, and the register of what is processed (AVG 28, 30; MC 4)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from convenant.models import Doel, Grondslag, Mandaat, Verwerkersovereenkomst
from gedeeld.termijnen import Grond
from mensen.werk import werk
from register.registry import bestanden
from tests.cast import Cast, Speler
from tests.privacy_rights.pdf_tekst import pdf_tekst

REGISTER, OVERZICHT = "/beveiliging/register/", "/convenant/"
PDF, BIJHOUDEN = f"{REGISTER}pdf/", "/convenant/register/bijhouden/"
NIEUW = "/convenant/verwerker/nieuw/"
VANDAAG = timezone.localdate()
LEZERS = {"uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg", "gemeente", "politie", "om",
          "maastricht", "uitvoerder_maastricht", "beheerder", "fg", "elders"}  # fmt: skip
HOUDEN_BIJ = {"uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg",
              "uitvoerder_maastricht", "beheerder"}  # fmt: skip


def _blad(lid: Speler, adres: str) -> str:
    antwoord = lid.client.get(adres)
    assert antwoord.status_code == 200
    return str(antwoord.content.decode()).replace("&#x27;", "'").replace("&amp;", "&")


def _papier(lid: Speler) -> str:
    """The text of the register on paper, on one line."""
    return " ".join(pdf_tekst(lid.client.get(PDF).content).split())


def _overeenkomst(**anders: Any) -> dict[str, Any]:
    velden = {
        "naam": "Rekencentrum Ver",
        "document": "VO-2026-11",
        "dekt": "Beheert de servers.",
        "subverwerkers": "Kluis BV, voor reservekopieën.",
        "van": VANDAAG.isoformat(),
        "tot": "",
    }
    return velden | anders


# The register -----------------------------------------------------------------------------------
@pytest.mark.clausule("CON-verantwoordelijke", "register")
def test_het_register_zegt_wat_artikel_30_vraagt_en_volgt_uit_wat_er_is(cast: Cast) -> None:
    blad = _blad(cast.politie, REGISTER)
    for partij in cast.kern:
        assert f"{partij.naam}: {partij.contact}" in blad
    for tekst in (cast.convenant.contact, cast.convenant.fg_contact):
        assert tekst in blad
    for doel in Doel:
        assert doel.label in blad
    for grond in Grond:
        assert grond.label in blad
    soorten = [bestand.verzameling[1:] for bestand in bestanden() if bestand.app != "retention"]
    assert len(soorten) == 4
    for soort in soorten:
        assert soort in blad
    for tekst in ("iemand die mogelijk radicaliseert", "gezondheid", "signalen", "GGZ Maasoever"):
        assert tekst in blad
    mandaat = Mandaat.objects.get(partij=cast.gemeente.partij)
    assert f"{mandaat.functie} ({mandaat.besluit})" in blad
    assert "Wie de weegploeg om nadere duiding vraagt" in blad
    assert "30 dagen nadat het is gemaakt" in blad
    assert "Reclasseringsregeling 1995 artikel 8" in blad
    Grondslag.objects.filter(code="reclassering-8").update(laatste_dag=VANDAAG - timedelta(days=1))
    cast.extern.partij.bijlage1.update(tot=VANDAAG)
    blad = _blad(cast.politie, REGISTER)
    assert "Reclasseringsregeling 1995 artikel 8" not in blad
    assert "GGZ Maasoever" not in blad
    assert "Gemeente Elders" not in blad


@pytest.mark.clausule("CON-verantwoordelijke", "register")
def test_de_uitvoerder_houdt_het_register_bij_en_de_kernpartijen_lezen_het(cast: Cast) -> None:
    lezen = {
        naam for naam, lid in cast.allen.items() if lid.client.get(REGISTER).status_code == 200
    }
    assert lezen == LEZERS
    houden = {
        naam for naam, lid in cast.allen.items() if lid.client.get(BIJHOUDEN).status_code == 200
    }
    assert houden == HOUDEN_BIJ
    assert "nog niet nagekeken" in _blad(cast.om, REGISTER)
    goed = {"beveiliging": "Alles achter slot.", "doorgifte": "Nergens heen."}
    for naam in LEZERS - HOUDEN_BIJ:
        assert cast.allen[naam].client.post(BIJHOUDEN, goed).status_code == 404
    client = cast.uitvoerder.client
    assert set(client.post(BIJHOUDEN, {}).context["form"].errors) == {"beveiliging", "doorgifte"}
    assert client.post(BIJHOUDEN, goed).status_code == 302
    for lid in (cast.om, cast.fg):
        blad = _blad(lid, REGISTER)
        for tekst in ("Alles achter slot.", "Nergens heen.", "De uitvoerder keek het na op"):
            assert tekst in blad
    assert "Alles achter slot." not in _blad(cast.elders, REGISTER)
    assert "Toegevoegd: register van verwerkingen" in _blad(cast.fg, "/convenant/wijzigingen/")


@pytest.mark.clausule("CON-verantwoordelijke", "afdrukken")
def test_het_register_is_af_te_drukken(cast: Cast) -> None:
    antwoord = cast.om.client.get(PDF)
    assert antwoord["Content-Type"] == "application/pdf"
    assert f"register-van-verwerkingen-{VANDAAG:%Y-%m-%d}.pdf" in antwoord["Content-Disposition"]
    assert b"pdfuaid" in antwoord.content  # a screen reader finds its headings and lists
    assert b"/StructTreeRoot" in antwoord.content
    papier = _papier(cast.om)
    for kop in ("Wie is verantwoordelijk", "Doelen", "Hoe lang", "Beveiliging", "Verwerkers"):
        assert kop in papier
    for partij in cast.kern:
        assert partij.naam in papier
    assert f'href="{PDF}"' in _blad(cast.om, REGISTER)
    for lid in (cast.rvdk, cast.extern, cast.behandelaar):
        assert lid.client.get(PDF).status_code == 404


@pytest.mark.clausule("BEV-dpia", "vastgelegd")
@pytest.mark.clausule("BEV-dpia", "volgende")
def test_de_dpia_staat_in_het_register_met_de_dag_van_de_volgende(cast: Cast) -> None:
    assert "Er is nog geen DPIA vastgelegd." in _blad(cast.om, REGISTER)
    client = cast.uitvoerder.client
    goed = {
        "beveiliging": "Achter slot.",
        "doorgifte": "Nergens heen.",
        "dpia_document": "Z-2026-118",
        "dpia_op": VANDAAG - timedelta(days=900),
        "dpia_volgende_op": VANDAAG + timedelta(days=60),
    }
    for anders, veld in (
        ({"dpia_document": ""}, "dpia_document"),
        ({"dpia_op": ""}, "dpia_op"),
        ({"dpia_op": VANDAAG + timedelta(days=1)}, "dpia_op"),
        ({"dpia_volgende_op": ""}, "dpia_volgende_op"),
        ({"dpia_volgende_op": goed["dpia_op"]}, "dpia_volgende_op"),
    ):
        antwoord = client.post(BIJHOUDEN, goed | anders)
        assert set(antwoord.context["form"].errors) == {veld}
    assert client.post(BIJHOUDEN, goed).status_code == 302
    for waar in (_blad(cast.fg, REGISTER), _papier(cast.om)):
        assert "Z-2026-118" in waar
        assert "De volgende is er uiterlijk op" in waar
    (taak,) = [rij for rij in werk(cast.beheerder.actor) if "DPIA" in rij.wat]
    assert taak.uiterlijk == goed["dpia_volgende_op"]
    goed["dpia_volgende_op"] = VANDAAG + timedelta(days=400)
    assert client.post(BIJHOUDEN, goed).status_code == 302
    assert not [rij for rij in werk(cast.beheerder.actor) if "DPIA" in rij.wat]


# Who runs the system ------------------------------------------------------------------------------
@pytest.mark.clausule("CON-verwerker")
def test_de_overeenkomst_met_wie_het_systeem_draait_ligt_vast(cast: Cast) -> None:
    assert "geen verwerker vastgelegd" in _blad(cast.om, OVERZICHT)
    assert "geen verwerker vastgelegd" in _blad(cast.om, REGISTER)
    beheer = cast.beheerder.client
    for naam in ("uitvoerder", "gemeente", "fg"):
        assert cast.allen[naam].client.post(NIEUW, _overeenkomst()).status_code == 404
    for veld, waarde in (
        ("naam", ""),
        ("document", ""),
        ("dekt", " "),
        ("tot", VANDAAG.isoformat()),
    ):
        antwoord = beheer.post(NIEUW, _overeenkomst(**{veld: waarde}))
        assert set(antwoord.context["form"].errors) == {veld}
    assert beheer.post(NIEUW, _overeenkomst()).status_code == 302
    assert set(beheer.post(NIEUW, _overeenkomst()).context["form"].errors) == {"van"}
    for adres in (OVERZICHT, REGISTER):
        blad = _blad(cast.om, adres)
        for tekst in ("Rekencentrum Ver", "VO-2026-11", "Beheert de servers.", "Kluis BV"):
            assert tekst in blad
        assert "Rekencentrum Ver" not in _blad(cast.elders, adres)
    assert "Rekencentrum Ver" in _papier(cast.om)


@pytest.mark.clausule("CON-verwerker")
@pytest.mark.parametrize("adres", [OVERZICHT, REGISTER])
def test_een_overeenkomst_die_voorbij_is_valt_op(cast: Cast, adres: str) -> None:
    cast.beheerder.client.post(NIEUW, _overeenkomst())
    rij = Verwerkersovereenkomst.objects.get()
    einde = reverse("convenant:verwerker_einde", args=[rij.pk])
    assert cast.gemeente.client.post(einde).status_code == 404
    assert "is voorbij" not in _blad(cast.om, adres)
    assert cast.beheerder.client.post(einde).status_code == 302
    assert "De overeenkomst met Rekencentrum Ver is voorbij." in _blad(cast.om, adres)
    assert "al beëindigd" in cast.beheerder.client.post(einde).content.decode()
    cast.beheerder.client.post(NIEUW, _overeenkomst(document="VO-2026-12"))
    assert "is voorbij" not in _blad(cast.om, adres)


def test_voor_het_einde_staat_het_op_de_werklijst_van_de_beheerder(cast: Cast) -> None:
    einde = VANDAAG + timedelta(days=80)
    cast.beheerder.client.post(NIEUW, _overeenkomst(tot=einde.isoformat()))
    (taak,) = [rij for rij in werk(cast.beheerder.actor) if "verwerkersovereenkomst" in rij.wat]
    assert taak.uiterlijk == einde - timedelta(days=1)
    assert not [rij for rij in werk(cast.uitvoerder.actor) if "verwerkers" in rij.wat]
    cast.beheerder.client.post(NIEUW, _overeenkomst(van=einde.isoformat(), document="Volgende"))
    assert not [rij for rij in werk(cast.beheerder.actor) if "verwerkers" in rij.wat]
