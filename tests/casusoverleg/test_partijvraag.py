"""A party looks once whether it has a role, and an adviser advises without identity (MvT 2.3; PB 3.4)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from casusoverleg.models import Partijvraag
from register.models import Gebeurtenis, Inzage, Uitwisseling
from register.muur import als
from register.werk import werk
from tests.cast import Cast, Speler, grondslag
from tests.hulp import casussen, jaren_geleden, vandaag

DAG = timedelta(days=1)


def adres(naam: str, zaak: Casus, *args: Any) -> str:
    return reverse(f"casusoverleg:{naam}", args=[zaak.pk, *args])


def _vraag(cast: Cast, zaak: Casus, partij: Any = None, **anders: Any) -> dict[str, Any]:
    """Ask a party to explore; the errors of the form."""
    velden = {
        "partij": (partij or cast.reclassering.partij).pk,
        "taak": "Toezicht op een taakstraf",
        "vraag": "Heeft u hier een rol?",
        "uiterlijk": vandaag() + 7 * DAG,
    } | anders
    antwoord = cast.uitvoerder.client.post(adres("verkennen", zaak), velden)
    return {} if antwoord.status_code == 302 else dict(antwoord.context["form"].errors)


def _bladzij(rij: Partijvraag) -> str:
    return reverse("casusoverleg:partijvraag", args=[rij.pk])


def _ziet(lid: Speler, rij: Partijvraag, dagen: int = 0) -> tuple[bool, bool]:
    """Whether somebody reads a question, by the first wall and by the second."""
    actor = lid.op(vandaag() + dagen * DAG)
    with als(actor):
        tweede = Partijvraag._base_manager.filter(pk=rij.pk).exists()
    return Partijvraag.objects.eigen(actor).filter(pk=rij.pk).exists(), tweede


# To explore --------------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-verkennen", "leest")
def test_wie_verkent_leest_alleen_over_wie_het_gaat_en_de_vraag(cast: Cast) -> None:
    zaak = casussen.met_plan(cast)
    assert _vraag(cast, zaak) == {}
    rij = zaak.partijvragen.get()
    tekst = cast.reclassering.client.get(_bladzij(rij)).content.decode()
    for gezien in ("Wouter van Kanarie", "Heeft u hier een rol?", "Toezicht op een taakstraf"):
        assert gezien in tekst
    for nooit in (
        zaak.nummer,
        str(zaak.pk),
        "KANARIE-straat",
        "KANARIE-duiding",
        "Gesprekken",
        "Werk en rust",
    ):
        assert nooit not in tekst, nooit
    for pagina in ("casus", "plan", "geboortedatum", "bijdrage"):
        assert cast.reclassering.client.get(adres(pagina, zaak)).status_code == 404
    assert zaak.nummer not in cast.reclassering.client.get(reverse("casusoverleg:lijst")).text
    with als(cast.reclassering.actor):
        assert not Casus._base_manager.exists()
        assert list(Partijvraag._base_manager.values_list("pk", flat=True)) == [rij.pk]
        assert Partijvraag._base_manager.update(uiterlijk=vandaag()) == 0
    gelezen = Inzage.objects.filter(gebruiker=cast.reclassering.gebruiker, nummer=rij.nummer)
    assert set(gelezen.values_list("pseudoniem", flat=True)) == {zaak.pseudoniem}
    for lid in (cast.rvdk, cast.extern, cast.maastricht, cast.beheerder):
        assert lid.client.get(_bladzij(rij)).status_code == 404
        assert _ziet(lid, rij) == (False, False)


@pytest.mark.clausule("CAS-verkennen", "leest")
def test_na_de_laatste_dag_leest_zij_het_niet_meer(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    _vraag(cast, zaak)
    rij = zaak.partijvragen.get()
    for dagen, leest in ((0, True), (7, True), (8, False)):
        assert _ziet(cast.reclassering, rij, dagen) == (leest, leest), dagen
    te_laat = {"uiterlijk"}
    for dag in (-1, 29):
        assert set(_vraag(cast, casussen.casus(cast), uiterlijk=vandaag() + dag * DAG)) == te_laat


@pytest.mark.clausule("CAS-verkennen", "een-keer")
def test_een_partij_van_het_convenant_verkent_een_keer_op_haar_wettelijke_taak(cast: Cast) -> None:
    zaak = casussen.casus(cast, naw={"geboortedatum": jaren_geleden(30)})
    blad = cast.uitvoerder.client.get(adres("verkennen", zaak)).content.decode()
    assert "Beheerst risico" in blad  # what the law gives it, while choosing
    assert "GGZ Maasoever" not in blad
    assert set(_vraag(cast, zaak, cast.extern.partij)) == {"partij"}
    assert set(_vraag(cast, zaak, cast.politie.partij)) == {"partij"}
    assert set(_vraag(cast, zaak, cast.rvdk.partij)) == {"partij"}  # of an adult
    assert set(_vraag(cast, zaak, taak=" ")) == {"taak"}
    assert not zaak.partijvragen.exists()
    assert _vraag(cast, zaak) == {}
    assert set(_vraag(cast, zaak)) == {"partij"}
    assert zaak.partijvragen.count() == 1
    soort = Uitwisseling.Soort.VERKENNEN
    assert zaak.uitwisselingen.filter(soort=soort, aan=cast.reclassering.partij).count() == 1


@pytest.mark.clausule("CAS-verkennen", "uitkomst")
def test_zij_gaat_weg_onder_haar_eigen_account_en_leest_meteen_niets_meer(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    _vraag(cast, zaak)
    rij, client = zaak.partijvragen.get(), cast.reclassering.client
    assert [taak.url for taak in werk(cast.reclassering.actor)] == [_bladzij(rij)]
    assert set(client.post(_bladzij(rij), {}).context["form"].errors) == {"uitkomst"}
    assert client.post(_bladzij(rij), {"uitkomst": "gaat_weg"}).status_code == 302
    assert client.get(_bladzij(rij)).status_code == 404
    assert _ziet(cast.reclassering, rij) == (False, False)
    assert werk(cast.reclassering.actor) == []
    rij.refresh_from_db()
    assert (rij.uitkomst, rij.beantwoord_op) == ("gaat_weg", vandaag())
    soort = "casusoverleg.partijvraag_beantwoord"
    door = Gebeurtenis.van(zaak).filter(soort=soort).values_list("gebruiker", flat=True)
    assert list(door) == [cast.reclassering.gebruiker.pk]
    for lid in (cast.gemeente, cast.uitvoerder):
        tekst = lid.client.get(adres("casus", zaak)).content.decode()
        assert "Wij hebben geen rol en gaan weg" in tekst
    assert set(_vraag(cast, zaak)) == {"partij"}


@pytest.mark.clausule("CAS-verkennen", "uitkomst")
@pytest.mark.clausule("CAS-samenstelling", "toevoegen")
def test_zij_wil_meedoen_en_de_uitvoerder_laat_haar_toe(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    _vraag(cast, zaak)
    rij, client = zaak.partijvragen.get(), cast.reclassering.client
    leeg = client.post(_bladzij(rij), {"uitkomst": "doet_mee", "antwoord": " "})
    assert set(leeg.context["form"].errors) == {"antwoord"}
    antwoord = {"uitkomst": "doet_mee", "antwoord": "Wij houden toezicht"}
    assert client.post(_bladzij(rij), antwoord).status_code == 302
    assert client.get(adres("casus", zaak)).status_code == 404  # the secretary lets it in
    wil_meedoen = adres("casus", zaak) + "#partijvragen"
    assert wil_meedoen in {taak.url for taak in werk(cast.uitvoerder.actor)}
    toelaten = adres("deelname", zaak) + f"?partijvraag={rij.pk}"
    assert toelaten in cast.uitvoerder.client.get(adres("casus", zaak)).content.decode()
    form = cast.uitvoerder.client.get(toelaten).context["form"]
    begin = {"partij": cast.reclassering.partij.pk, "reden": "Wij houden toezicht"}
    assert begin.items() <= form.initial.items()
    velden = begin | {"rol": "deelnemer", "waarvoor": "uitvoering"}
    assert cast.uitvoerder.client.post(toelaten, velden).status_code == 302
    assert client.get(adres("casus", zaak)).status_code == 200
    assert wil_meedoen not in {taak.url for taak in werk(cast.uitvoerder.actor)}
    rij.refresh_from_db()
    assert rij.lezen_tot == vandaag()


@pytest.mark.clausule("CAS-autorisatie", "intrekken")
def test_de_uitvoerder_stopt_de_vraag_en_dan_leest_zij_hem_niet_meer(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    _vraag(cast, zaak)
    rij = zaak.partijvragen.get()
    stoppen = adres("partijvraag_stoppen", zaak, rij.pk)
    assert cast.reclassering.client.get(stoppen).status_code == 404
    leeg = cast.uitvoerder.client.post(stoppen, {"reden": ""})
    assert set(leeg.context["form"].errors) == {"reden"}
    assert cast.uitvoerder.client.post(stoppen, {"reden": "Niet meer nodig"}).status_code == 302
    assert cast.reclassering.client.get(_bladzij(rij)).status_code == 404
    assert _ziet(cast.reclassering, rij) == (False, False)
    assert "Niet meer nodig" in cast.gemeente.client.get(adres("casus", zaak)).content.decode()


def test_na_het_sluiten_leest_niemand_meer_waarnaar_is_gevraagd(cast: Cast) -> None:
    zaak = casussen.met_advies(cast)
    _vraag(cast, zaak)
    rij = zaak.partijvragen.get()
    assert _ziet(cast.reclassering, rij) == (True, True)
    casussen.sluit(zaak, cast)
    assert cast.reclassering.client.get(_bladzij(rij)).status_code == 404
    assert _ziet(cast.reclassering, rij) == (False, False)


def test_de_raad_verkent_niet_meer_als_het_subject_meerderjarig_blijkt(cast: Cast) -> None:
    zaak = casussen.casus(cast, naw={"geboortedatum": jaren_geleden(16)})
    assert _vraag(cast, zaak, cast.rvdk.partij) == {}
    rij = zaak.partijvragen.get()
    assert cast.rvdk.client.get(_bladzij(rij)).status_code == 200
    velden = {"achternaam": "Kanarie", "geboortedatum": jaren_geleden(30), "reden": "x"}
    assert cast.uitvoerder.client.post(adres("persoon", zaak), velden).status_code == 302
    assert cast.rvdk.client.get(_bladzij(rij)).status_code == 404
    assert _ziet(cast.rvdk, rij) == (False, False)


# To advise ---------------------------------------------------------------------------------------
TEKST = "Een jongere van 16 gaat niet meer naar school. Wat kan helpen?"


@pytest.mark.clausule("WEE-rvdk-modus", "adviseur")
def test_de_raad_adviseert_op_een_tekst_die_niet_zegt_om_wie_het_gaat(cast: Cast) -> None:
    zaak = casussen.casus(cast, naw={"geboortedatum": jaren_geleden(16)})
    rij = casussen.laat_deelnemen(zaak, cast, cast.rvdk.partij, rol="adviseur")
    vragen = adres("advies_vragen", zaak, rij.pk)
    assert vragen in cast.uitvoerder.client.get(adres("casus", zaak)).content.decode()
    dag = {"uiterlijk": vandaag() + 7 * DAG}
    for woord in ("Kanarie", zaak.nummer, zaak.straat, zaak.geboortedatum.strftime("%d-%m-%Y")):
        fout = cast.uitvoerder.client.post(vragen, {"vraag": f"{TEKST} {woord}", **dag})
        assert "weet niet om wie het gaat" in str(fout.context["form"].errors["vraag"]), woord
    assert not zaak.partijvragen.exclude(soort="uitnodiging").exists()
    assert cast.uitvoerder.client.post(vragen, {"vraag": TEKST, **dag}).status_code == 302
    gesteld = zaak.partijvragen.get(soort="advies")
    pagina = cast.rvdk.client.get(_bladzij(gesteld)).content.decode()
    assert TEKST in pagina
    for nooit in ("Kanarie", "KANARIE", zaak.nummer, str(zaak.pk)):
        assert nooit not in pagina
    assert cast.rvdk.client.get(adres("casus", zaak)).status_code == 404
    advies = {"antwoord": "Begin bij de ouders"}
    assert cast.rvdk.client.post(_bladzij(gesteld), advies).status_code == 302
    assert "Begin bij de ouders" in cast.gemeente.client.get(adres("casus", zaak)).text
    assert not zaak.uitwisselingen.exists()  # no data went to anybody


def test_alleen_een_adviseur_wordt_om_advies_gevraagd(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij, naw={"geboortedatum": jaren_geleden(16)})
    deelname = casussen.deelname(zaak, cast.reclassering.partij)
    vragen = adres("advies_vragen", zaak, deelname.pk)
    assert cast.uitvoerder.client.get(vragen).status_code == 404
    assert _vraag(cast, zaak, cast.rvdk.partij) == {}
    rij = casussen.laat_deelnemen(zaak, cast, cast.rvdk.partij, rol="adviseur")
    form = {"vraag": TEKST, "uiterlijk": vandaag() + DAG}
    adviseur = adres("advies_vragen", zaak, rij.pk)
    antwoord = cast.uitvoerder.client.post(adviseur, form)
    assert "weet om wie het gaat" in antwoord.content.decode()


# On its own data, also afterwards ----------------------------------------------------------------
@pytest.mark.clausule("CAS-toegang-partij", "eigen-gegevens")
def test_na_het_sluiten_hoort_zij_over_haar_eigen_gegevens_en_geeft_advies(cast: Cast) -> None:
    zaak = casussen.met_advies(cast, cast.reclassering.partij, cast.rvdk.partij)
    bijdrage = casussen.breng_in(
        zaak,
        actor=cast.reclassering.actor,
        omschrijving="Bracht ik zelf in",
        aard="feit",
        werk="toezicht",
        voor="kern",
        grondslag=grondslag("reclassering-8"),
        noodzaak="KANARIE-nodig",
    )
    casussen.sluit(zaak, cast)
    assert cast.reclassering.client.get(adres("casus", zaak)).status_code == 404
    pad = adres("eigen_gegevens", zaak)
    assert pad in cast.uitvoerder.client.get(adres("casus", zaak)).content.decode()
    velden = {
        "bijdrage": bijdrage.pk,
        "vraag": "Dit gegeven wordt verbeterd. Klopt dat?",
        "uiterlijk": vandaag() + 7 * DAG,
    }
    leeg = cast.uitvoerder.client.post(pad, velden | {"vraag": ""})
    assert set(leeg.context["form"].errors) == {"vraag"}
    assert cast.uitvoerder.client.post(pad, velden).status_code == 302
    rij, client = zaak.partijvragen.get(soort="eigen"), cast.reclassering.client
    assert [taak.url for taak in werk(cast.reclassering.actor)] == [_bladzij(rij)]
    assert (
        "Er is een bericht over wat uw organisatie inbracht"
        in client.get(reverse("werklijst")).text
    )
    tekst = client.get(_bladzij(rij)).content.decode()
    assert "Bracht ik zelf in" in tekst
    assert "Dit gegeven wordt verbeterd" in tekst
    for nooit in ("Kanarie", "KANARIE", zaak.nummer, str(zaak.pk)):
        assert nooit not in tekst
    assert cast.rvdk.client.get(_bladzij(rij)).status_code == 404
    assert client.post(_bladzij(rij), {"antwoord": "Ja, het was een maand"}).status_code == 302
    assert "Ja, het was een maand" in cast.om.client.get(adres("casus", zaak)).content.decode()
    assert _ziet(cast.reclassering, rij, 8) == (False, False)


@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
def test_na_het_sluiten_leest_een_externe_partner_alleen_wat_over_haar_eigen_gegevens_wordt_gevraagd(
    cast: Cast,
) -> None:
    zaak = casussen.met_advies(cast, cast.extern.partij)
    bijdrage = casussen.breng_in(
        zaak,
        actor=cast.extern.actor,
        omschrijving="Bracht de partner in",
        aard="feit",
        grondslag=grondslag("avg-6-1-e-extern"),
        noodzaak="KANARIE-nodig",
    )
    casussen.sluit(zaak, cast)
    client = cast.extern.client
    assert client.get(adres("plan", zaak)).status_code == 404
    velden = {"bijdrage": bijdrage.pk, "vraag": "Klopt dit nog?", "uiterlijk": vandaag() + 7 * DAG}
    pad = adres("eigen_gegevens", zaak)
    assert cast.uitvoerder.client.post(pad, velden).status_code == 302
    rij = zaak.partijvragen.get(soort="eigen")
    assert [taak.url for taak in werk(cast.extern.actor)] == [_bladzij(rij)]
    tekst = client.get(_bladzij(rij)).content.decode()
    assert "Bracht de partner in" in tekst
    for nooit in ("Kanarie", "KANARIE", zaak.nummer, str(zaak.pk)):
        assert nooit not in tekst
    assert client.post(_bladzij(rij), {"antwoord": "Nee, niet meer"}).status_code == 302
    assert "Nee, niet meer" in cast.om.client.get(adres("casus", zaak)).content.decode()
    assert client.get(adres("plan", zaak)).status_code == 404


@pytest.mark.clausule("CAS-inbreng-allen", "voor-wie")
def test_een_bericht_over_gegevens_van_de_een_leest_een_ander_in_de_casus_niet(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij, cast.rvdk.partij)
    bijdrage = casussen.breng_in(
        zaak,
        actor=cast.reclassering.actor,
        omschrijving="Alleen voor de kern",
        aard="feit",
        werk="toezicht",
        voor="kern",
        grondslag=grondslag("reclassering-8"),
        noodzaak="Nodig",
    )
    velden = {"bijdrage": bijdrage.pk, "vraag": "Over de kern", "uiterlijk": vandaag()}
    adres_ = adres("eigen_gegevens", zaak)
    assert cast.uitvoerder.client.post(adres_, velden).status_code == 302
    rij = zaak.partijvragen.get(soort="eigen")
    for lid, leest in ((cast.reclassering, True), (cast.om, True), (cast.rvdk, False)):
        assert ("Over de kern" in lid.client.get(adres("casus", zaak)).text) == leest
        with als(lid.actor):
            assert Partijvraag._base_manager.filter(pk=rij.pk).exists() == leest


# Let in for a part in the plan, and not for what it knows ----------------------------------------
@pytest.mark.clausule("CAS-samenstelling", "niet-informatie")
def test_alleen_informatie_hebben_is_geen_reden_om_mee_te_doen(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    velden = {"partij": cast.reclassering.partij.pk, "rol": "deelnemer", "reden": "Weet veel"}
    blad = cast.uitvoerder.client.get(adres("deelname", zaak)).content.decode()
    assert "Beheerst risico" in blad  # the legal task of each party, while choosing
    for waarvoor, zin in (
        ("informatie", "geen reden om mee te doen"),
        ("", "Kies waarvoor deze partij meedoet"),
    ):
        antwoord = cast.uitvoerder.client.post(
            adres("deelname", zaak), velden | {"waarvoor": waarvoor}
        )
        assert zin in str(antwoord.context["form"].errors["waarvoor"])
    assert not zaak.deelnames.exists()
    goed = velden | {"waarvoor": "kennis"}
    assert cast.uitvoerder.client.post(adres("deelname", zaak), goed).status_code == 302
    assert "Om haar kennis" in cast.gemeente.client.get(adres("casus", zaak)).content.decode()
