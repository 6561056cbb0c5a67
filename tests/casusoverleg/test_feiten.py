"""Taking part follows the facts of the covenant: annex 1, secrecy, notice, the day (MC 1 c, 18.2; PB 3.4)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casusoverleg import decisions
from casusoverleg.bestand import CasusBestand
from casusoverleg.deelname import decisions as deelnemen
from casusoverleg.dossier.models import Casus
from casusoverleg.plan.models import Plan
from convenant.bijlage1 import vernieuw_verklaring
from convenant.models import Bijlage1, Geheimhoudingsverklaring, Partij
from gedeeld.afschrift import Publiek, datum
from gedeeld.weigering import NietMogelijk
from register.afleiden import leid_af
from tests.cast import BEGIN, Cast
from tests.hulp import bijlage1, casussen, dossiers, jaren_geleden, vandaag

VANDAAG = vandaag()
DAG = timedelta(days=1)


def adres(naam: str, zaak: Casus, *args: Any) -> str:
    return reverse(f"casusoverleg:{naam}", args=[zaak.pk, *args])


def lees(client: Client, naam: str, zaak: Casus) -> str:
    return client.get(adres(naam, zaak)).content.decode()


def keuzes(cast: Cast, naam: str, zaak: Casus) -> set[str]:
    """The parties that a form of the secretary offers."""
    form = cast.uitvoerder.client.get(adres(naam, zaak)).context["form"]
    return {partij.naam for partij in form.fields["partij"].queryset}


def lezers(cast: Cast, zaak: Casus) -> set[str]:
    antwoord = cast.gemeente.client.get(dossiers.adres("toegang", zaak))
    return {lezer.naam for lezer in antwoord.context["lezers"]}


# Parties that act ------------------------------------------------------------------------------
def _zonder_vermelding(partij: Partij) -> None:
    partij.bijlage1.update(tot=VANDAAG)


def _vermelding_straks(partij: Partij) -> None:
    partij.bijlage1.update(van=VANDAAG + DAG)


def _verklaring_verlopen(partij: Partij) -> None:
    partij.geheimhouding.update(geldig_tot=VANDAAG)


def _verklaring_straks(partij: Partij) -> None:
    partij.geheimhouding.update(getekend_op=VANDAAG + DAG)


def _dubbel(partij: Partij) -> None:
    Bijlage1.objects.create(partij=partij, reden="Weer", van=BEGIN)
    Geheimhoudingsverklaring.objects.create(
        partij=partij, getekend_op=BEGIN, getekend_door="x", geldig_tot=VANDAAG + DAG
    )


def _opgezegd(partij: Partij) -> None:
    Partij.objects.filter(convenant=partij.convenant, soort="reclassering").update(tot=VANDAAG)


def _convenant_voorbij(partij: Partij) -> None:
    type(partij.convenant).objects.filter(pk=partij.convenant_id).update(beeindigd_op=VANDAAG)


def _convenant_straks(partij: Partij) -> None:
    type(partij.convenant).objects.filter(pk=partij.convenant_id).update(
        in_werking_op=VANDAAG + DAG
    )


@pytest.mark.clausule("DEF-extern", "bijlage1")
@pytest.mark.clausule("CON-geheimhouding", "geldig")
@pytest.mark.parametrize(
    "feit",
    [
        lambda partij: None,
        _zonder_vermelding,
        _vermelding_straks,
        _verklaring_verlopen,
        _verklaring_straks,
        _dubbel,
        _opgezegd,
        _convenant_voorbij,
        _convenant_straks,
    ],
)
def test_alle_partijen_tegelijk_geeft_hetzelfde_als_partij_voor_partij(
    cast: Cast, feit: Callable[[Partij], None]
) -> None:
    feit(cast.extern.partij)
    for dag in (BEGIN - DAG, BEGIN, VANDAAG - DAG, VANDAAG, VANDAAG + DAG, VANDAAG + 365 * DAG):
        een_voor_een = [p for p in Partij.objects.select_related("convenant") if p.doet_mee(dag)]
        assert list(Partij.objects.doet_mee_op(dag)) == een_voor_een, dag


def test_toelaten_kost_evenveel_vragen_bij_1_en_10_partners(cast: Cast) -> None:
    zaak, client = casussen.casus(cast), cast.uitvoerder.client

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(adres("deelname", zaak)).status_code == 200
        return len(gevangen)

    vragen()
    een = vragen()
    for nummer in range(9):
        bijlage1.neem_op(cast.beheerder.actor, f"Zorg {nummer}")
    assert vragen() == een
    assert len(keuzes(cast, "deelname", zaak)) == 12


@pytest.mark.clausule("CON-geheimhouding", "geldig")
def test_wie_nu_niet_kan_meedoen_wordt_geen_maatregel_gegeven_en_leest_niet(cast: Cast) -> None:
    ggz, reclassering = cast.extern.partij, cast.reclassering.partij
    zaak = casussen.casus(cast, ggz, reclassering)
    plan = casussen.concept(zaak, cast, ggz)
    for tonen in (keuzes(cast, "maatregel_toevoegen", zaak), lezers(cast, zaak)):
        assert {ggz.naam, reclassering.naam} <= tonen
    _verklaring_verlopen(ggz)
    Partij.objects.filter(pk=reclassering.pk).update(tot=VANDAAG)
    kern = {partij.naam for partij in cast.kern}
    assert keuzes(cast, "maatregel_toevoegen", zaak) == kern
    assert keuzes(cast, "regisseur", zaak) == kern
    assert lezers(cast, zaak) == kern
    with pytest.raises(NietMogelijk):
        casussen.maatregel_van(plan, cast, ggz)
    antwoord = cast.uitvoerder.client.post(
        adres("vaststellen", zaak), {"vastgesteld_op": VANDAAG}, follow=True
    )
    assert "doet niet meer mee" in antwoord.content.decode()


@pytest.mark.clausule("CON-geheimhouding", "geldig")
def test_een_vernieuwde_verklaring_geeft_het_plan_terug(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij)
    client = cast.extern.client
    _verklaring_verlopen(cast.extern.partij)
    assert client.get(adres("plan", zaak)).status_code == 302
    casussen.laat_deelnemen(
        zaak, cast, cast.reclassering.partij
    )  # rights are written anew meanwhile
    vernieuw_verklaring(
        cast.extern.partij,
        actor=cast.beheerder.actor,
        getekend_op=VANDAAG,
        getekend_door="directeur",
        geldig_tot=VANDAAG + 365 * DAG,
    )
    assert "Wouter van Kanarie" in lees(client, "plan", zaak)


def _uit_en_weer_in_bijlage_1(cast: Cast, van: date = VANDAAG) -> None:
    """The partner leaves annex 1 today and is entered again."""
    partij = cast.extern.partij
    bijlage1.beeindig(cast.beheerder.actor, partij)
    bijlage1.neem_op(cast.beheerder.actor, partij.naam, van)


@pytest.mark.clausule("DEF-extern", "bijlage1")
@pytest.mark.clausule("CON-bijlage1", "begin-einde")
@pytest.mark.parametrize("dagen", [10, 0])
def test_wie_terugkomt_in_bijlage_1_wordt_opnieuw_toegelaten(cast: Cast, dagen: int) -> None:
    """Also when it was let in, left and came back on one day."""
    ggz = cast.extern.partij
    zaak = casussen.met_plan(cast, ggz)
    zaak.deelnames.update(van=VANDAAG - dagen * DAG)
    client = cast.extern.client
    assert client.get(adres("plan", zaak)).status_code == 200
    _uit_en_weer_in_bijlage_1(cast)
    assert ggz.doet_mee(VANDAAG)
    assert client.get(adres("plan", zaak)).status_code == 404
    assert zaak.nummer not in client.get(reverse("casusoverleg:lijst")).content.decode()
    assert ggz.naam not in lezers(cast, zaak)
    assert ggz.naam in keuzes(cast, "deelname", zaak)

    velden = {
        "partij": ggz.pk,
        "rol": "deelnemer",
        "waarvoor": "uitvoering",
        "reden": "Behandelt weer",
    }
    assert cast.uitvoerder.client.post(adres("deelname", zaak), velden).status_code == 302
    assert client.get(adres("plan", zaak)).status_code == 404
    casussen.allen_doen_mee(zaak, cast)
    assert client.get(adres("plan", zaak)).status_code == 200
    assert [rij.tot for rij in zaak.deelnames.order_by("pk")] == [VANDAAG, None]
    weg, nieuw = zaak.deelnames.order_by("pk")
    assert (weg.vermelding.tot, nieuw.vermelding.tot) == (VANDAAG, None)


@pytest.mark.clausule("CON-bijlage1", "begin-einde")
@pytest.mark.clausule("CAS-samenstelling", "weggaan")
def test_de_casus_zegt_op_welke_dag_een_partner_bijlage_1_verliet(cast: Cast) -> None:
    ggz, toen = cast.extern.partij, VANDAAG - 3 * DAG
    zaak = casussen.casus(cast, ggz)
    zaak.deelnames.update(van=VANDAAG - 10 * DAG)
    einde = adres("deelname_beeindigen", zaak, casussen.deelname(zaak, ggz).pk)
    secretaris = cast.uitvoerder.client

    def regel() -> str:
        zaken = CasusBestand().afschrift(zaak, Publiek.KERNPARTIJ).secties
        return next(r.waarde for s in zaken for r in s.regels if r.label == ggz.naam)

    def knop() -> bool:
        return einde in secretaris.get(adres("casus", zaak)).content.decode()

    assert knop()
    assert " tot " not in regel()
    ggz.bijlage1.update(tot=toen)
    assert f"tot {datum(toen)}" in regel()
    assert not knop()
    Bijlage1.objects.create(partij=ggz, reden="Weer", van=VANDAAG)
    velden = {"partij": ggz.pk, "rol": "deelnemer", "waarvoor": "uitvoering", "reden": "Weer nodig"}
    assert secretaris.post(adres("deelname", zaak), velden).status_code == 302
    oud, _ = zaak.deelnames.order_by("pk")
    assert (oud.tot, oud.reden_einde) == (toen, "De partij stond niet meer in bijlage 1.")


@pytest.mark.clausule("CON-bijlage1", "begin-einde")
def test_een_deelname_die_later_begint_vervalt_als_de_partner_bijlage_1_verlaat(cast: Cast) -> None:
    ggz, over = cast.extern.partij, VANDAAG + 7 * DAG
    zaak = casussen.met_plan(cast)
    velden = {
        "partij": ggz.pk,
        "rol": "deelnemer",
        "waarvoor": "uitvoering",
        "reden": "Behandelt",
        "van": over,
    }
    secretaris = cast.uitvoerder.client
    assert secretaris.post(adres("deelname", zaak), velden).status_code == 302
    casussen.allen_doen_mee(zaak, cast)
    assert Plan.objects.visible_to(cast.extern.op(over)).exists()
    _uit_en_weer_in_bijlage_1(cast, van=VANDAAG + DAG)
    assert not Plan.objects.visible_to(cast.extern.op(over)).exists()

    # Let in anew, under the entry that holds on its first day, once that has come.
    ggz.bijlage1.filter(tot=None).update(van=VANDAAG)
    assert not Plan.objects.visible_to(cast.extern.op(over)).exists()
    assert secretaris.post(adres("deelname", zaak), velden).status_code == 302
    casussen.allen_doen_mee(zaak, cast)
    assert Plan.objects.visible_to(cast.extern.op(over)).exists()
    oud, nieuw = zaak.deelnames.order_by("pk")
    assert (oud.tot, nieuw.tot) == (oud.van, None)
    assert nieuw.vermelding == ggz.bijlage1.get(tot=None)


@pytest.mark.clausule("CON-bijlage1", "begin-einde")
def test_een_partner_begint_niet_op_een_dag_waarop_hij_niet_in_bijlage_1_staat(cast: Cast) -> None:
    ggz, over = cast.extern.partij, VANDAAG + 7 * DAG
    zaak, secretaris = casussen.casus(cast), cast.uitvoerder.client
    ggz.bijlage1.update(tot=over)
    velden = {
        "partij": ggz.pk,
        "rol": "deelnemer",
        "waarvoor": "uitvoering",
        "reden": "Behandelt",
        "van": over,
    }
    antwoord = secretaris.post(adres("deelname", zaak), velden)
    assert set(antwoord.context["form"].errors) == {"van"}
    assert not zaak.deelnames.exists()
    # A next entry is known already: the participation is under that one.
    volgende = Bijlage1.objects.create(partij=ggz, reden="Vervolg", van=over)
    assert secretaris.post(adres("deelname", zaak), velden).status_code == 302
    assert zaak.deelnames.get().vermelding == volgende


@pytest.mark.clausule("DEF-extern", "bijlage1")
def test_een_externe_partner_zonder_vermelding_leest_niets(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij, cast.reclassering.partij)
    assert casussen.deelname(zaak, cast.reclassering.partij).vermelding is None
    assert cast.extern.client.get(adres("plan", zaak)).status_code == 200
    zaak.deelnames.update(vermelding=None)
    leid_af(zaak)
    assert cast.extern.client.get(adres("plan", zaak)).status_code == 404
    assert cast.reclassering.client.get(adres("plan", zaak)).status_code == 200
    kan = {partij.naam for partij in deelnemen.partijen_in(zaak, VANDAAG)}
    assert cast.extern.partij.naam not in kan
    assert cast.reclassering.partij.naam in kan


# The casusregisseur ----------------------------------------------------------------------------
def _raad_als_regisseur(cast: Cast, geboren: date) -> Casus:
    zaak = casussen.casus(cast, cast.rvdk.partij, naw={"geboortedatum": geboren})
    deelnemen.wijs_regisseur_aan(zaak, actor=cast.uitvoerder.actor, partij=cast.rvdk.partij)
    return zaak


def _toont_raad_als_regisseur(cast: Cast, zaak: Casus) -> set[bool]:
    """Whether page, list and transcript name the Raad as casusregisseur."""
    client, naam = cast.gemeente.client, cast.rvdk.partij.naam
    zaak = Casus.objects.get(pk=zaak.pk)
    afschrift = CasusBestand().afschrift(zaak, Publiek.KERNPARTIJ)
    regels = [r.waarde for s in afschrift.secties for r in s.regels if r.label == "Casusregisseur"]
    [rij] = client.get(reverse("casusoverleg:lijst")).context["lijst"].rijen
    return {
        ("Casusregisseur", naam) in client.get(adres("casus", zaak)).context["meta"],
        naam in dict(rij.cellen)["Casusregisseur"].tekst,
        naam in regels,
    }


@pytest.mark.clausule("WEE-rvdk-minderjarig", "volwassene")
@pytest.mark.clausule("CAS-casusregisseur")
def test_na_correctie_van_de_geboortedatum_is_de_raad_geen_regisseur_meer(cast: Cast) -> None:
    zaak = _raad_als_regisseur(cast, jaren_geleden(16))
    assert _toont_raad_als_regisseur(cast, zaak) == {True}
    persoon = {"achternaam": "Kanarie", "geboortedatum": jaren_geleden(18), "raad_stopt": "on"}
    persoon["reden"] = "x"
    cast.uitvoerder.client.post(adres("persoon", zaak), persoon)
    assert _toont_raad_als_regisseur(cast, zaak) == {False}
    assert "nog niemand" in lees(cast.uitvoerder.client, "casus", zaak)


@pytest.mark.clausule("CAS-casusregisseur")
def test_als_de_dag_van_de_raad_voorbij_is_is_hij_geen_regisseur_meer(cast: Cast) -> None:
    zaak = _raad_als_regisseur(cast, jaren_geleden(16))
    zaak.deelnames.update(van=VANDAAG - 9 * DAG, tot=VANDAAG)
    assert _toont_raad_als_regisseur(cast, zaak) == {False}

    casussen.laat_deelnemen(
        zaak, cast, cast.rvdk.partij
    )  # let in anew, the lead does not come along
    assert cast.rvdk.partij.naam in lezers(cast, zaak)
    assert _toont_raad_als_regisseur(cast, zaak) == {False}


@pytest.mark.clausule("CAS-casusregisseur")
def test_een_kernpartij_is_regisseur_zonder_deelname(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    post = {"partij": cast.politie.partij.pk}
    assert cast.uitvoerder.client.post(adres("regisseur", zaak), post).status_code == 302
    assert cast.politie.partij.naam in lees(cast.om.client, "casus", zaak)
    lijst = cast.om.client.get(reverse("casusoverleg:lijst"))
    [rij] = lijst.context["lijst"].rijen
    assert dict(rij.cellen)["Casusregisseur"].tekst == cast.politie.partij.naam


def test_in_een_gesloten_casus_begint_niemand_meer(cast: Cast) -> None:
    zaak, straks = casussen.met_plan(cast), vandaag() + timedelta(days=10)
    casussen.laat_deelnemen(zaak, cast, cast.reclassering.partij, van=straks)
    daarna = cast.reclassering.op(straks + timedelta(days=1))
    assert Casus.objects.visible_to(daarna).exists()
    decisions.adviseer_afsluiten(zaak, actor=cast.uitvoerder.actor, **casussen.evaluatie(zaak))
    decisions.sluit_af(
        zaak.zaak, actor=cast.uitvoerder.actor, besluit="x", niet_af="Loopt vanzelf door"
    )
    assert not Casus.objects.visible_to(daarna).exists()
    [deelname] = zaak.deelnames.all()
    assert deelname.reden_einde == "De casus is afgesloten."
