"""Annex 1 is a decision of the core parties, and prints as it holds on a day (MC 1 c, PB 2)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from convenant import decisions
from convenant.models import Bijlage1, Partij, SoortPartij
from tests.cast import BEGIN, Cast
from tests.hulp import bijlage1
from tests.hulp.bijlage1 import KENMERK, besluitvelden
from tests.privacy_rights.pdf_tekst import pdf_tekst

NIEUW, BLAD, PDF = (
    "/convenant/bijlage-1/nieuw/",
    "/convenant/bijlage-1/",
    "/convenant/bijlage-1/pdf/",
)
VANDAAG = timezone.localdate()
DAG = timedelta(days=1)
NAAM = "Jeugdhulp De Sluis"


def ingevuld(cast: Cast, **anders: Any) -> dict[str, Any]:
    velden = {
        "naam": NAAM,
        "contact": "Mevrouw Kanarie, regie@jeugdhulp-desluis.example",
        "reden": "Hulp in het gezin.",
        "van": VANDAAG.isoformat(),
        "getekend_op": VANDAAG.isoformat(),
        "getekend_door": "bestuurder",
        "geldig_tot": (VANDAAG + 365 * DAG).isoformat(),
    }
    return velden | besluitvelden(cast.beheerder.actor) | anders


def tekst(dag: date) -> str:
    return date_format(dag, "j F Y")


# The decision ---------------------------------------------------------------------------------
@pytest.mark.clausule("CON-bijlage1", "kernpartijen")
def test_een_vermelding_zegt_wie_wanneer_en_waar_besloot(cast: Cast) -> None:
    gisteren = (VANDAAG - DAG).isoformat()
    assert (
        cast.beheerder.client.post(NIEUW, ingevuld(cast, besloten_op=gisteren)).status_code == 302
    )
    besluit = Bijlage1.objects.get(partij__naam=NAAM).besluit
    assert besluit is not None
    assert {partij.naam for partij in besluit.partijen.all()} == {
        "Gemeente Venlo", "Gemeente Maastricht", "Politie Limburg", "OM Limburg",
    }  # fmt: skip
    for lid in (cast.gemeente, cast.fg, cast.extern):
        blad = lid.client.get("/convenant/").content.decode()
        assert f"Besloten op {tekst(VANDAAG - DAG)} door " in blad
        assert KENMERK in blad


@pytest.mark.clausule("CON-bijlage1", "kernpartijen")
@pytest.mark.parametrize("wie", ["gemeente", "maastricht", "politie", "om"])
def test_zonder_een_kernpartij_is_er_geen_besluit(cast: Cast, wie: str) -> None:
    """Of each municipality too: annex 1 is of the whole covenant."""
    weg, client = cast.allen[wie].partij, cast.beheerder.client
    velden = ingevuld(cast)
    velden["besloten_door"].remove(str(weg.pk))
    einde = reverse("convenant:bijlage1_einde", args=[cast.extern.partij.bijlage1.get().pk])
    for adres in (NIEUW, einde):
        antwoord = client.post(adres, velden)
        assert f"{weg.naam} ontbreekt nog" in antwoord.content.decode()
    assert not Partij.objects.filter(naam=NAAM).exists()
    assert cast.extern.partij.doet_mee(VANDAAG)
    assert client.post(einde, besluitvelden(cast.beheerder.actor)).status_code == 302
    assert not cast.extern.partij.doet_mee(VANDAAG)


@pytest.mark.clausule("CON-bijlage1", "kernpartijen")
@pytest.mark.parametrize("wie", ["rvdk", "extern", "elders"])
def test_wie_geen_kernpartij_van_dit_convenant_is_besluit_niet_mee(cast: Cast, wie: str) -> None:
    velden = ingevuld(cast)
    velden["besloten_door"] = [*velden["besloten_door"], str(cast.allen[wie].partij.pk)]
    antwoord = cast.beheerder.client.post(NIEUW, velden)
    assert "Deze keuze is er niet" in " ".join(antwoord.context["form"].errors["besloten_door"])
    assert cast.beheerder.client.post(NIEUW, ingevuld(cast)).status_code == 302


@pytest.mark.clausule("CON-bijlage1", "vooraf")
@pytest.mark.clausule("CON-bijlage1", "kernpartijen")
@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("besloten_op", (VANDAAG + DAG).isoformat(), "moet nog komen"),
        ("besloten_op", "", "Dit is nog niet ingevuld"),
        ("besloten_door", [], "Vink aan wie heeft besloten"),
        ("kenmerk", "", "Dit is nog niet ingevuld"),
    ],
)
def test_een_besluit_dat_niet_past_zet_niemand_in_bijlage_1(
    cast: Cast, veld: str, waarde: Any, zin: str
) -> None:
    antwoord = cast.beheerder.client.post(NIEUW, ingevuld(cast, **{veld: waarde}))
    assert zin in " ".join(antwoord.context["form"].errors[veld])
    assert not Partij.objects.filter(naam=NAAM).exists()
    assert cast.beheerder.client.post(NIEUW, ingevuld(cast)).status_code == 302


@pytest.mark.clausule("CON-bijlage1", "vooraf")
def test_de_kernpartijen_beslissen_voor_de_vermelding_begint(cast: Cast) -> None:
    client, gisteren = cast.beheerder.client, (VANDAAG - DAG).isoformat()
    antwoord = client.post(NIEUW, ingevuld(cast, van=gisteren))
    assert "beslissen vooraf" in antwoord.content.decode()
    assert not Partij.objects.filter(naam=NAAM).exists()
    velden = ingevuld(cast, van=gisteren, besloten_op=gisteren)
    assert client.post(NIEUW, velden).status_code == 302


@pytest.mark.clausule("CON-bijlage1", "kernpartijen")
def test_wie_later_kernpartij_werd_besloot_niet_mee(cast: Cast) -> None:
    nieuw = decisions.maak_partij(
        cast.convenant, naam="Gemeente Roermond", soort=SoortPartij.GEMEENTE, vanaf=VANDAAG
    )
    velden, gisteren = ingevuld(cast), (VANDAAG - DAG).isoformat()
    assert str(nieuw.pk) in velden["besloten_door"]
    antwoord = cast.beheerder.client.post(NIEUW, velden | {"besloten_op": gisteren})
    assert "Toen nog niet of niet meer: Gemeente Roermond" in antwoord.content.decode()
    velden["besloten_door"].remove(str(nieuw.pk))
    assert (
        "Gemeente Roermond ontbreekt" in cast.beheerder.client.post(NIEUW, velden).content.decode()
    )
    velden["besloten_op"] = gisteren
    assert cast.beheerder.client.post(NIEUW, velden).status_code == 302


@pytest.mark.clausule("CON-bijlage1", "kernpartijen")
def test_van_wat_er_al_stond_is_het_besluit_later_vast_te_leggen(cast: Cast) -> None:
    rij = cast.extern.partij.bijlage1.get()
    client, besluit = cast.beheerder.client, besluitvelden(cast.beheerder.actor)
    adres = reverse("convenant:bijlage1_besluit", args=[rij.pk])
    assert (
        "Besluit van de kernpartijen: niet vastgelegd" in client.get("/convenant/").content.decode()
    )
    assert (
        "ontbre"
        in client.post(
            adres, besluit | {"besloten_door": besluit["besloten_door"][:1]}
        ).content.decode()
    )
    assert client.post(adres, besluit | {"besloten_op": "2021-05-04"}).status_code == 302
    rij.refresh_from_db()
    assert rij.besluit is not None
    assert rij.besluit.genomen_op == date(2021, 5, 4)
    assert "kernpartijen: niet vastgelegd" not in client.get("/convenant/").content.decode()
    assert client.get(adres).status_code == 404  # a decision is not replaced
    assert client.post(adres, besluit).status_code == 404


# On paper -------------------------------------------------------------------------------------
@pytest.mark.clausule("CON-bijlage1", "begin-einde")
def test_bijlage_1_op_een_dag_op_het_scherm_en_op_papier(cast: Cast) -> None:
    """Of each day what held then; never a person or an address."""
    cast.beheerder.client.post(NIEUW, ingevuld(cast))
    bijlage1.beeindig(cast.beheerder.actor, cast.extern.partij)
    bladen = {}
    for dag in (VANDAAG - DAG, VANDAAG):
        scherm = cast.rvdk.client.get(BLAD, {"op": dag.isoformat()}).content.decode()
        pdf = cast.rvdk.client.get(PDF, {"op": dag.isoformat()})
        assert pdf["Content-Type"] == "application/pdf"
        assert f"bijlage-1-{dag.isoformat()}.pdf" in pdf["Content-Disposition"]
        assert b"pdfuaid" in pdf.content
        papier = " ".join(pdf_tekst(pdf.content).split())
        for blad in (scherm, papier):
            assert f"Bijlage 1 op {tekst(dag)}" in blad
            assert f"Gemaakt op {tekst(VANDAAG)}" in blad
            assert "Kanarie" not in blad
            assert "postbus" not in blad
        bladen[dag] = papier
    gisteren, nu = bladen[VANDAAG - DAG], bladen[VANDAAG]
    assert "GGZ Maasoever" in gisteren
    assert "Niet vastgelegd" in gisteren
    assert f"Getekend op {tekst(BEGIN)}" in gisteren
    assert NAAM not in gisteren
    assert "GGZ Maasoever" not in nu
    for deel in (NAAM, "Hulp in het gezin.", KENMERK, "Geen einde afgesproken", tekst(VANDAAG)):
        assert deel in nu


def test_op_een_dag_zonder_partners_staat_dat_er(cast: Cast) -> None:
    leeg = (BEGIN - 900 * DAG).isoformat()
    assert "staat er geen partner" in cast.om.client.get(BLAD, {"op": leeg}).content.decode()
    assert "staat er geen partner" in pdf_tekst(cast.om.client.get(PDF, {"op": leeg}).content)
    assert "hele datum" in cast.om.client.get(BLAD, {"op": "ooit"}).content.decode()
    assert cast.om.client.get(PDF, {"op": "ooit"}).status_code == 404


def test_een_ander_convenant_staat_er_niet_op(cast: Cast) -> None:
    papier = pdf_tekst(cast.elders.client.get(PDF).content)
    assert "GGZ Maasoever" not in papier
    assert "GGZ Maasoever" in pdf_tekst(cast.om.client.get(PDF).content)
