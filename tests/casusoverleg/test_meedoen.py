"""Taking part from a day until a day, and asking for it without learning anything (PB 4.2, 4.3)."""

import re
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
from casusoverleg.deelname.models import Deelnameverzoek
from casusoverleg.deelname.vragen import PER_DAG
from casusoverleg.dossier.models import Casus
from convenant.decisions import maak_partij
from convenant.models import SoortPartij
from gedeeld.afschrift import Publiek
from gedeeld.weigering import NietMogelijk
from register.herleiden import herleid_dossier
from register.models import NERGENS, Gebeurtenis, Inzage
from register.nummers import nieuw_nummer
from register.werk import werk
from tests.cast import BEGIN, Cast, Speler, maak_speler
from tests.hulp import casussen, jaren_geleden, vandaag

VANDAAG = vandaag()
DAG = timedelta(days=1)
MEEDOEN = reverse("casusoverleg:meedoen")


def adres(naam: str, zaak: Casus, *args: Any) -> str:
    return reverse(f"casusoverleg:{naam}", args=[zaak.pk, *args])


def toelaten(cast: Cast, zaak: Casus, **velden: Any) -> dict[str, list[str]]:
    """Send the admission form; give its errors."""
    begin = {
        "partij": cast.reclassering.partij.pk,
        "rol": "deelnemer",
        "waarvoor": "uitvoering",
        "reden": "Houdt toezicht",
    }
    antwoord = cast.uitvoerder.client.post(adres("deelname", zaak), begin | velden)
    return {} if antwoord.status_code == 302 else dict(antwoord.context["form"].errors)


@pytest.mark.clausule("DEF-extern", "nodig")
def test_een_externe_partner_doet_alleen_mee_als_het_plan_hem_nodig_heeft(cast: Cast) -> None:
    zaak, ggz = casussen.casus(cast), cast.extern.partij
    for leeg in ("", "   "):
        assert set(toelaten(cast, zaak, partij=ggz.pk, reden=leeg)) == {"reden"}
        with pytest.raises(NietMogelijk, match="welke rol"):
            casussen.laat_deelnemen(zaak, cast, ggz, reden=leeg)
    assert not zaak.deelnames.exists()
    assert cast.extern.client.get(adres("plan", zaak)).status_code == 404
    assert toelaten(cast, zaak, partij=ggz.pk, reden="Behandelt wat het plan noemt") == {}
    pagina = cast.gemeente.client.get(adres("casus", zaak)).content.decode()
    assert "Behandelt wat het plan noemt" in pagina


# Begin and end ---------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-toegang-partij", "meedoen")
@pytest.mark.clausule("CAS-autorisatie", "geven")
def test_een_deelname_begint_en_eindigt_op_haar_dag(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    lid = cast.reclassering
    assert toelaten(cast, zaak, van=VANDAAG + 7 * DAG, tot=VANDAAG + 14 * DAG) == {}
    casussen.allen_doen_mee(zaak, cast)
    assert lid.client.get(adres("casus", zaak)).status_code == 404
    assert zaak.nummer not in lid.client.get(reverse("casusoverleg:lijst")).content.decode()
    for dagen, ziet in ((0, False), (6, False), (7, True), (13, True), (14, False)):
        gezien = Casus.objects.visible_to(lid.op(VANDAAG + dagen * DAG)).exists()
        assert gezien == ziet, dagen
    pagina = cast.gemeente.client.get(adres("casus", zaak)).content.decode()
    assert "Houdt toezicht" in pagina


def test_een_deelname_begint_niet_in_het_verleden_en_eindigt_na_het_begin(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    assert set(toelaten(cast, zaak, van=VANDAAG - DAG)) == {"van"}
    assert set(toelaten(cast, zaak, van=VANDAAG + DAG, tot=VANDAAG + DAG)) == {"tot"}
    assert set(toelaten(cast, zaak, tot=VANDAAG)) == {"tot"}
    assert not zaak.deelnames.exists()
    assert toelaten(cast, zaak, tot=VANDAAG + DAG) == {}
    assert casussen.deelname(zaak, cast.reclassering.partij).van == VANDAAG


def test_wie_later_begint_wordt_niet_nog_eens_toegelaten(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    assert toelaten(cast, zaak, van=VANDAAG + 7 * DAG) == {}
    assert set(toelaten(cast, zaak)) == {"partij"}
    with pytest.raises(NietMogelijk, match="begint later"):
        casussen.laat_deelnemen(zaak, cast, cast.reclassering.partij)


@pytest.mark.clausule("CAS-samenstelling", "weggaan")
@pytest.mark.clausule("CAS-autorisatie", "intrekken")
def test_een_deelname_die_nog_moet_beginnen_kan_vervallen(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    toelaten(cast, zaak, van=VANDAAG + 7 * DAG)
    rij = casussen.deelname(zaak, cast.reclassering.partij)
    einde = adres("deelname_beeindigen", zaak, rij.pk)
    assert einde in cast.uitvoerder.client.get(adres("casus", zaak)).content.decode()
    assert cast.uitvoerder.client.post(einde, {"reden": "Toch niet"}).status_code == 302
    rij.refresh_from_db()
    assert (rij.tot, rij.reden_einde) == (rij.van, "Toch niet")
    assert not Casus.objects.visible_to(cast.reclassering.op(VANDAAG + 8 * DAG)).exists()
    pagina = cast.uitvoerder.client.get(adres("casus", zaak)).content.decode()
    assert einde not in pagina
    assert "Waarom gestopt: Toch niet" in pagina
    assert toelaten(cast, zaak) == {}


@pytest.mark.clausule("CAS-samenstelling", "reden")
@pytest.mark.clausule("CAS-samenstelling", "weggaan")
def test_de_reden_van_begin_en_einde_staat_in_het_afschrift(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    rij = casussen.deelname(zaak, cast.reclassering.partij)
    deelnemen.beeindig_deelname(zaak, rij, actor=cast.uitvoerder.actor, reden="Toezicht klaar")
    tekst = _afschrift(zaak, Publiek.KERNPARTIJ)
    assert "KANARIE-reden" in tekst
    assert "Waarom gestopt: Toezicht klaar" in tekst


@pytest.mark.clausule("WEE-rvdk-minderjarig", "achttien")
def test_de_raad_stopt_op_de_afgesproken_dag_of_de_achttiende_verjaardag(cast: Cast) -> None:
    jong, raad = jaren_geleden(10), cast.rvdk.partij
    morgen = VANDAAG + DAG
    bijna = date(morgen.year - 18, morgen.month, min(morgen.day, 28))
    for geboren, tot, verwacht in (
        (jong, VANDAAG + 9 * DAG, VANDAAG + 9 * DAG),
        (jong, None, jong.replace(year=jong.year + 18)),
        (bijna, VANDAAG + 90 * DAG, bijna.replace(year=bijna.year + 18)),
    ):
        if verwacht <= VANDAAG:
            continue  # a month that ends tomorrow
        zaak = casussen.casus(cast, naw={"geboortedatum": geboren})
        casussen.laat_deelnemen(zaak, cast, raad, tot=tot)
        assert casussen.deelname(zaak, raad).tot == verwacht
    zaak = casussen.casus(cast, naw={"geboortedatum": bijna})
    with pytest.raises(NietMogelijk, match="meerderjarig"):
        casussen.laat_deelnemen(zaak, cast, raad, van=VANDAAG + 9 * DAG)


def test_na_correctie_houdt_de_raad_de_afgesproken_dag(cast: Cast) -> None:
    zaak = casussen.casus(cast, naw={"geboortedatum": jaren_geleden(16)})
    tot = VANDAAG + 900 * DAG  # later than the birthday
    casussen.laat_deelnemen(zaak, cast, cast.rvdk.partij, tot=tot)
    assert casussen.deelname(zaak, cast.rvdk.partij).tot < tot
    velden = {"achternaam": "Kanarie", "geboortedatum": jaren_geleden(8), "reden": "x"}
    assert cast.uitvoerder.client.post(adres("persoon", zaak), velden).status_code == 302
    assert casussen.deelname(zaak, cast.rvdk.partij).tot == tot


# Asking ----------------------------------------------------------------------------------------
def vraag(client: Client, nummer: str, reden: str = "Wij begeleiden dit gezin") -> str:
    """Ask, and give the page that follows, without what differs for everybody."""
    antwoord = client.post(MEEDOEN, {"nummer": nummer, "reden": reden}, follow=True)
    assert [status for _, status in antwoord.redirect_chain] == [302]
    return zonder_toeval(antwoord.content)


def zonder_toeval(inhoud: bytes) -> str:
    """A page without the tokens that differ at each request, and the seconds that a session has left."""
    toeval = r'\b\w{64}\b|nonce="[^"]*"|name="eenmalig" value="[^"]*"|data-sessie-over="\d+"'
    return re.sub(toeval, "", inhoud.decode())


@pytest.mark.clausule("CAS-samenstelling", "toevoegen")
@pytest.mark.clausule("CAS-autorisatie", "geven")
@pytest.mark.parametrize("wie", ["rvdk", "reclassering", "extern"])
def test_een_partij_zonder_toegang_vraagt_en_wordt_toegelaten(cast: Cast, wie: str) -> None:
    zaak, lid, secretaris = casussen.casus(cast), getattr(cast, wie), cast.uitvoerder.client
    assert MEEDOEN in lid.client.get(reverse("casusoverleg:lijst")).content.decode()
    vraag(lid.client, f" {zaak.nummer.lower()} ", "KANARIE-vraag")
    rij = Deelnameverzoek.objects.get()
    assert (rij.casus, rij.partij, rij.gebruiker) == (zaak, lid.partij, lid.gebruiker)
    assert (rij.reden, rij.antwoord, rij.gevraagd_op) == ("KANARIE-vraag", "", VANDAAG)
    herleid_dossier(zaak.pk)  # the job that the transaction rings for when it ends
    assert "Vraag om mee te doen beantwoorden" in {w.wat for w in werk(cast.uitvoerder.actor)}
    assert "KANARIE-vraag" in secretaris.get(adres("casus", zaak)).content.decode()

    toelaten_url = f"{adres('deelname', zaak)}?verzoek={rij.pk}"
    form = secretaris.get(toelaten_url).context["form"]
    assert (form["partij"].value(), form["reden"].value()) == (lid.partij.pk, "KANARIE-vraag")
    velden = {
        "partij": lid.partij.pk,
        "rol": "deelnemer",
        "waarvoor": "uitvoering",
        "reden": "Nodig",
    }
    if wie == "rvdk":
        velden["grond_rvdk"] = "ontwikkeling"
    assert secretaris.post(toelaten_url, velden).status_code == 302
    rij.refresh_from_db()
    assert (rij.antwoord, rij.beantwoord_op) == ("toegelaten", VANDAAG)
    assert "Vraag om mee te doen beantwoorden" not in {w.wat for w in werk(cast.uitvoerder.actor)}


@pytest.mark.parametrize("verzoek", ["", "7", "kanarie", "00000000-0000-0000-0000-000000000007"])
def test_een_vraag_die_er_niet_is_vult_niets_in(cast: Cast, verzoek: str) -> None:
    zaak = casussen.casus(cast)
    casussen.vraag_deelname(zaak, cast.extern)
    antwoord = cast.uitvoerder.client.get(f"{adres('deelname', zaak)}?verzoek={verzoek}")
    assert antwoord.status_code == 200
    assert not antwoord.context["form"]["partij"].value()


@pytest.mark.clausule("CAS-toegang-partij", "meedoen")
def test_het_casusoverleg_wijst_af_met_een_reden_en_de_vrager_leest_die_niet(cast: Cast) -> None:
    zaak, lid, secretaris = casussen.casus(cast), cast.extern, cast.uitvoerder.client
    voor = lid.client.get(reverse("casusoverleg:lijst")).content
    casussen.vraag_deelname(zaak, lid)
    rij = Deelnameverzoek.objects.get()
    url = adres("verzoek_afwijzen", zaak, rij.pk)
    assert "reden" in secretaris.post(url, {"reden": " "}).context["form"].errors
    assert secretaris.post(url, {"reden": "KANARIE-nee"}).status_code == 302
    assert secretaris.post(url, {"reden": "KANARIE-nee"}).status_code == 404
    rij.refresh_from_db()
    assert (rij.antwoord, rij.antwoord_reden, rij.beantwoord_op) == (
        "afgewezen",
        "KANARIE-nee",
        VANDAAG,
    )
    assert "KANARIE-nee" in secretaris.get(adres("casus", zaak)).content.decode()
    client = lid.client
    client.get(reverse("casusoverleg:lijst"))
    na = client.get(reverse("casusoverleg:lijst")).content
    assert len(na) == len(voor)
    assert b"KANARIE" not in na + client.get(reverse("werklijst")).content
    assert "KANARIE-nee" in _afschrift(zaak, Publiek.BETROKKENE)
    casussen.vraag_deelname(zaak, lid)  # after a refusal a party may ask again
    assert zaak.deelnameverzoeken.open().count() == 1


@pytest.mark.clausule("CAS-toegang-partij", "meedoen")
@pytest.mark.parametrize("wie", ["reclassering", "extern"])
def test_het_antwoord_is_gelijk_of_het_nummer_bestaat_of_niet(cast: Cast, wie: str) -> None:
    lid: Speler = getattr(cast, wie)
    bestaat, open_al = casussen.casus(cast), casussen.casus(cast, lid.partij)
    dicht, gevraagd = casussen.afgesloten(cast), casussen.casus(cast)
    straks = casussen.casus(cast)
    casussen.laat_deelnemen(straks, cast, lid.partij, van=VANDAAG + DAG)
    casussen.vraag_deelname(gevraagd, lid)
    nummers = [z.nummer for z in (bestaat, open_al, dicht, gevraagd, straks)] + [
        nieuw_nummer("C", 2031)
    ]
    client = lid.client
    antwoorden, vragen = set(), set()
    Casus.objects.update(laatste_verwerking_op=VANDAAG - DAG)
    for nummer in nummers:
        with CaptureQueriesContext(connection) as gevangen:
            client.post(MEEDOEN, {"nummer": nummer, "reden": "Wij begeleiden dit gezin"})
        antwoorden.add(zonder_toeval(client.get(reverse("casusoverleg:lijst")).content))
        vragen.add(len(gevangen))
    assert len(antwoorden) == 1
    assert len(vragen) == 1
    assert set(Deelnameverzoek.objects.values_list("casus", flat=True)) == {
        bestaat.pk,
        gevraagd.pk,
    }
    pogingen = Inzage.objects.filter(soort="vraag")
    verwacht = [(nummer, nummer == bestaat.nummer) for nummer in nummers]
    verwacht.append((gevraagd.nummer, True))  # the first time, above
    assert sorted(pogingen.values_list("nummer", "toegestaan")) == sorted(verwacht)
    assert pogingen.filter(pseudoniem=NERGENS).count() == 5
    soort = "casusoverleg.deelname_gevraagd"
    assert Gebeurtenis.objects.filter(soort=soort).count() == 2


@pytest.mark.clausule("RET-laatste-verwerking", "beslissing")
@pytest.mark.parametrize("antwoord", ["toelaten", "afwijzen"])
def test_een_vraag_verlengt_de_bewaartermijn_niet_en_het_antwoord_wel(
    cast: Cast, antwoord: str
) -> None:
    zaak, lid = casussen.casus(cast), cast.reclassering
    toen = VANDAAG - 90 * DAG

    def laatst() -> date:
        return Casus.objects.values_list("laatste_verwerking_op", flat=True).get(pk=zaak.pk)

    Casus.objects.update(laatste_verwerking_op=toen)
    vraag(lid.client, zaak.nummer)
    rij = zaak.deelnameverzoeken.get()
    assert Gebeurtenis.van(zaak).first().soort == "casusoverleg.deelname_gevraagd"
    assert laatst() == toen
    if antwoord == "toelaten":
        assert toelaten(cast, zaak) == {}
    else:
        url = adres("verzoek_afwijzen", zaak, rij.pk)
        assert cast.uitvoerder.client.post(url, {"reden": "Geen rol"}).status_code == 302
    assert laatst() == VANDAAG


def test_een_casus_van_een_ander_convenant_is_er_niet(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    partij = maak_partij(
        cast.elders.partij.convenant,
        naam="Reclassering elders",
        soort=SoortPartij.RECLASSERING,
        vanaf=BEGIN,
    )
    casussen.vraag_deelname(zaak, maak_speler("reclasseringelders", partij))
    assert not Deelnameverzoek.objects.exists()


def test_alleen_een_casusnummer_komt_in_het_leeslog(cast: Cast) -> None:
    for onzin in (
        "Jan de Vries",
        "W-2026-7K4Q9D",
        "C-2026-7K4Q95",
        "C-2026-K74Q94",
        "C-2026-1",
        "'; drop table",
        "C-2026-00010001000",
    ):
        antwoord = cast.extern.client.post(MEEDOEN, {"nummer": onzin, "reden": "x"})
        assert set(antwoord.context["form"].errors) == {"nummer"}
    leeg = cast.extern.client.post(MEEDOEN, {"nummer": "C-2026-7K4Q94", "reden": " "})
    assert set(leeg.context["form"].errors) == {"reden"}
    assert not Inzage.objects.filter(soort="vraag").exists()


def test_een_gebruiker_vraagt_ten_hoogste_tien_keer_per_dag(cast: Cast) -> None:
    zaak, client = casussen.casus(cast), cast.extern.client
    for _ in range(PER_DAG):
        vraag(client, nieuw_nummer("C", 2030))
    antwoord = client.post(MEEDOEN, {"nummer": zaak.nummer, "reden": "Nu wel"})
    assert "Probeer het morgen opnieuw" in antwoord.content.decode()
    assert not Deelnameverzoek.objects.exists()
    vraag(cast.reclassering.client, zaak.nummer)  # somebody else can
    assert Deelnameverzoek.objects.count() == 1


@pytest.mark.clausule("CAS-autorisatie", "geven")
def test_wie_niet_vraagt_of_niet_beslist_vindt_de_pagina_niet(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    casussen.vraag_deelname(zaak, cast.extern)
    url = adres("verzoek_afwijzen", zaak, Deelnameverzoek.objects.get().pk)
    for naam, lid in cast.allen.items():
        mag = 200 if naam in ("rvdk", "reclassering", "extern") else 404
        assert lid.client.get(MEEDOEN).status_code == mag, naam
        mag = 200 if naam in ("uitvoerder", "uitvoerder_casusoverleg") else 404
        assert lid.client.get(url).status_code == mag, naam
        pagina = lid.client.get(adres("casus", zaak)).content.decode()
        assert ("KANARIE-vraag" in pagina) == (mag == 200), naam


def test_na_afsluiten_wacht_er_geen_vraag_meer(cast: Cast) -> None:
    zaak = casussen.met_advies(cast)
    casussen.vraag_deelname(zaak, cast.extern)
    decisions.sluit_af(
        zaak.zaak, actor=cast.uitvoerder.actor, besluit="Eens", niet_af="Loopt vanzelf door"
    )
    assert werk(cast.uitvoerder.actor) == []
    url = adres("verzoek_afwijzen", zaak, Deelnameverzoek.objects.get().pk)
    antwoord = cast.uitvoerder.client.get(url, follow=True)
    assert antwoord.redirect_chain == [(adres("casus", zaak), 302)]
    assert f"{zaak.nummer} is afgesloten." in antwoord.content.decode()
    assert cast.uitvoerder.client.post(url, {"reden": "x"}).status_code == 404


# Small things ----------------------------------------------------------------------------------
def test_het_menu_van_een_externe_partner_noemt_plannen(cast: Cast) -> None:
    for lid, woord in ((cast.extern, "Plannen"), (cast.reclassering, "Casussen")):
        menu = lid.client.get(reverse("werklijst")).context["navigatie"]
        assert woord in [punt["label"] for punt in menu]


def test_een_klare_maatregel_biedt_melden_niet_meer_aan(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij)
    keten = casussen.keten(zaak, cast.extern.partij)
    client = cast.extern.client
    assert "Voortgang melden" in client.get(adres("plan", zaak)).content.decode()
    velden = {"stand": "klaar", "resultaat": "Afgerond"}
    url = adres("voortgang", zaak, keten)
    assert client.post(url, velden).status_code == 302
    pagina = client.get(adres("plan", zaak)).content.decode()
    assert "Voortgang melden" not in pagina
    assert "Toch nog iets melden" in pagina
    assert client.post(url, velden | {"resultaat": "Nazorg"}).status_code == 302


def test_twee_keer_drukken_meldt_en_voegt_een_keer_toe(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij)
    voortgang = adres("voortgang", zaak, casussen.keten(zaak, cast.extern.partij))
    melding = {"stand": "loopt", "resultaat": "Gesprek gehad"}
    derde = {"soort": "netwerk", "doel": "invloed", "naam": "Oom Piet", "noodzaak": "Heeft invloed"}
    for client, url, velden, zin, rijen in (
        (cast.extern.client, voortgang, melding, "vandaag al gemeld", zaak.voortgang),
        (cast.uitvoerder.client, adres("derde", zaak), derde, "al in de casus", zaak.derden),
    ):
        assert client.post(url, velden).status_code == 302
        antwoord = client.post(url, velden)
        assert zin in antwoord.content.decode()
        assert rijen.count() == 1


def _afschrift(zaak: Casus, publiek: Publiek) -> str:
    secties = CasusBestand().afschrift(zaak, publiek).secties
    return " ".join(regel.waarde for sectie in secties for regel in sectie.regels)
