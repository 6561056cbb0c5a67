"""Who is let in is invited, and takes part once it accepts under its own account (PB 4.2; MC 10.4, 10.5)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from casusoverleg.models import Deelname, Partijvraag
from register.models import Gebeurtenis
from register.muur import als
from register.werk import werk
from tests.cast import Cast, Speler
from tests.hulp import casussen, vandaag, weegploeg

DAG = timedelta(days=1)


def _adres(naam: str, zaak: Casus, *args: Any) -> str:
    return reverse(f"casusoverleg:{naam}", args=[zaak.pk, *args])


def _bladzij(rij: Partijvraag) -> str:
    return reverse("casusoverleg:partijvraag", args=[rij.pk])


def _uitgenodigd(cast: Cast, wie: str) -> tuple[Casus, Partijvraag, Speler]:
    """A casus with an adopted plan, and a party that was invited and did not answer."""
    lid = getattr(cast, wie)
    zaak = casussen.met_plan(cast)
    casussen.nodig_uit(zaak, cast, lid.partij)
    return zaak, zaak.partijvragen.get(), lid


@pytest.mark.clausule("CAS-samenstelling", "aannemen")
@pytest.mark.clausule("CAS-toegang-partij", "meedoen")
@pytest.mark.parametrize("wie", ["reclassering", "extern"])
def test_wie_is_uitgenodigd_leest_niets_van_de_casus_tot_zij_zelf_aanneemt(
    cast: Cast, wie: str
) -> None:
    zaak, rij, lid = _uitgenodigd(cast, wie)
    assert [taak.url for taak in werk(lid.actor)] == [_bladzij(rij)]
    tekst = lid.client.get(_bladzij(rij)).content.decode()
    assert "Uitnodiging voor een casusoverleg" in tekst
    for nooit in (zaak.nummer, str(zaak.pk), "Kanarie", "KANARIE"):
        assert nooit not in tekst, nooit
    dicht = ("casus", "plan", "bijdrage", "afgewogen", "plan_pdf", "geboortedatum")
    for pagina in dicht:
        assert lid.client.get(_adres(pagina, zaak)).status_code == 404, pagina
    assert zaak.nummer not in lid.client.get(reverse("casusoverleg:lijst")).text
    with als(lid.actor):
        assert not Casus._base_manager.exists()
        assert not Deelname._base_manager.exists()
        assert list(Partijvraag._base_manager.values_list("pk", flat=True)) == [rij.pk]
    antwoord = {"uitkomst": "doet_mee", "op": vandaag()}
    assert lid.client.post(_bladzij(rij), antwoord).status_code == 302
    assert lid.client.get(_adres("plan", zaak)).status_code == 200
    heel = lid.client.get(_adres("casus", zaak)).status_code == 200
    assert heel is (wie == "reclassering")
    assert lid.client.get(_bladzij(rij)).status_code == 404
    soort = "casusoverleg.uitnodiging_aangenomen"
    door = Gebeurtenis.van(zaak).filter(soort=soort).values_list("gebruiker", flat=True)
    assert list(door) == [lid.gebruiker.pk]


@pytest.mark.clausule("CAS-samenstelling", "aannemen")
@pytest.mark.parametrize("wie", ["reclassering", "extern"])
def test_wie_weigert_zegt_wanneer_en_waarom_en_leest_niets(cast: Cast, wie: str) -> None:
    zaak, rij, lid = _uitgenodigd(cast, wie)
    nee = {"uitkomst": "gaat_weg", "op": vandaag()}
    assert set(lid.client.post(_bladzij(rij), nee).context["form"].errors) == {"antwoord"}
    straks = nee | {"antwoord": "Geen plaats", "op": vandaag() + DAG}
    assert set(lid.client.post(_bladzij(rij), straks).context["form"].errors) == {"op"}
    assert lid.client.post(_bladzij(rij), nee | {"antwoord": "Geen plaats"}).status_code == 302
    for pagina in (_bladzij(rij), _adres("plan", zaak), _adres("casus", zaak)):
        assert lid.client.get(pagina).status_code == 404
    assert werk(lid.actor) == []
    for ziet in (cast.uitvoerder, cast.gemeente):
        tekst = ziet.client.get(_adres("casus", zaak)).content.decode()
        assert "Doet niet mee" in tekst
        assert "Geen plaats" in tekst
    soort = "casusoverleg.uitnodiging_afgeslagen"
    assert Gebeurtenis.van(zaak).filter(soort=soort, gebruiker=lid.gebruiker.pk).exists()
    assert casussen.deelname(zaak, lid.partij).aanvaard_op is None
    casussen.nodig_uit(zaak, cast, lid.partij)  # it can be asked once more


def test_wat_anders_is_geantwoord_legt_de_uitvoerder_vast_met_wie_wanneer_en_hoe(
    cast: Cast,
) -> None:
    zaak, rij, lid = _uitgenodigd(cast, "reclassering")
    adres = _adres("antwoord_vastleggen", zaak, rij.pk)
    velden = {"uitkomst": "doet_mee", "op": vandaag(), "wie": "Teamleider", "hoe": "brief"}
    for ander in (cast.gemeente, lid, cast.extern, cast.maastricht):
        assert ander.client.get(adres).status_code == 404
    for veld in ("wie", "hoe", "op", "uitkomst"):
        fouten = cast.uitvoerder.client.post(adres, velden | {veld: ""}).context["form"].errors
        assert set(fouten) == {veld}
    assert cast.uitvoerder.client.post(adres, velden).status_code == 302
    assert lid.client.get(_adres("casus", zaak)).status_code == 200
    tekst = cast.gemeente.client.get(_adres("casus", zaak)).content.decode()
    assert "Teamleider, met een brief" in tekst


def test_de_dag_van_het_antwoord_geeft_geen_toegang_in_het_verleden(cast: Cast) -> None:
    zaak, rij, lid = _uitgenodigd(cast, "reclassering")
    Partijvraag.objects.update(gevraagd_op=vandaag() - 5 * DAG)
    Casus.objects.update(geopend_op=vandaag() - 9 * DAG)
    velden = {"uitkomst": "doet_mee", "op": vandaag() - 2 * DAG}
    assert lid.client.post(_bladzij(rij), velden).status_code == 302
    deelname = casussen.deelname(zaak, lid.partij)
    assert (deelname.aanvaard_op, deelname.van) == (vandaag() - 2 * DAG, vandaag())
    soort = "casusoverleg.uitnodiging_aangenomen"
    assert Gebeurtenis.van(zaak).get(soort=soort).genomen_op == vandaag() - 2 * DAG


@pytest.mark.clausule("CAS-samenstelling", "aannemen")
def test_ook_wie_de_weegploeg_koos_neemt_eerst_aan(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast, partners=[casussen.partner(cast.reclassering.partij)])
    zaak = Casus.objects.get(zaak=dossier.zaak)
    assert cast.reclassering.client.get(_adres("casus", zaak)).status_code == 404
    ja = {"uitkomst": "doet_mee", "op": vandaag()}
    assert cast.reclassering.client.post(_bladzij(zaak.partijvragen.get()), ja).status_code == 302
    assert cast.reclassering.client.get(_adres("casus", zaak)).status_code == 200


def test_wie_zelf_vroeg_wordt_niet_nog_eens_gevraagd(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    casussen.vraag_deelname(zaak, cast.reclassering)
    casussen.nodig_uit(zaak, cast, cast.reclassering.partij)
    assert not zaak.partijvragen.exists()
    assert cast.reclassering.client.get(_adres("casus", zaak)).status_code == 200


def test_zonder_antwoord_hoort_de_uitvoerder_dat_en_eindigt_de_uitnodiging_met_de_deelname(
    cast: Cast,
) -> None:
    zaak, rij, lid = _uitgenodigd(cast, "reclassering")
    adres = _adres("antwoord_vastleggen", zaak, rij.pk)
    na = cast.uitvoerder.op(rij.lezen_tot)
    assert adres not in {taak.url for taak in werk(cast.uitvoerder.actor)}
    assert adres in {taak.url for taak in werk(na)}
    deelname = casussen.deelname(zaak, lid.partij)
    einde = _adres("deelname_beeindigen", zaak, deelname.pk)
    assert cast.uitvoerder.client.post(einde, {"reden": "Geen antwoord"}).status_code == 302
    assert lid.client.get(_bladzij(rij)).status_code == 404
    assert adres not in {taak.url for taak in werk(na)}
