"""What a request is, when it comes in, and for whom it is (PB 5.4, MC 12.5)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from convenant.models import Partij
from gedeeld.afschrift import datum
from privacy_rights import decisions
from privacy_rights.models import Verzoek, Verzoekbrief
from register.werk import werk
from tests.cast import Cast, Speler
from tests.hulp.gegevens import vandaag
from tests.hulp.verzoeken import een_casus, ingevuld, met_identiteit, pad, verzoek
from tests.privacy_rights.pdf_tekst import pdf_tekst

DAG = timedelta(days=1)


def _nieuw(cast: Cast, **velden: Any) -> Any:
    return cast.behandelaar.client.post(pad("nieuw"), ingevuld(**velden))


def _fouten(cast: Cast, **velden: Any) -> set[str]:
    return set(_nieuw(cast, **velden).context["form"].errors)


def _blad(speler: Speler, dossier: Verzoek) -> str:
    return " ".join(speler.client.get(pad("verzoek", dossier)).content.decode().split())


def _taken(speler: Speler, dossier: Verzoek) -> dict[str, Any]:
    return {t.wat: t.uiterlijk for t in werk(speler.actor) if t.nummer == dossier.nummer}


# What it is -----------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-soorten", "rectificatie")
@pytest.mark.clausule("RVB-soorten", "wissen")
@pytest.mark.clausule("RVB-soorten", "beperking")
@pytest.mark.clausule("RVB-soorten", "bezwaar")
@pytest.mark.clausule("RVB-soorten", "klacht")
@pytest.mark.parametrize("soort", ["correctie", "wissen", "beperking", "bezwaar", "klacht"])
def test_de_persoon_kan_meer_vragen_dan_inzage(cast: Cast, soort: str) -> None:
    een_casus(cast)
    assert _nieuw(cast, soort=soort).status_code == 302
    rij = Verzoek.objects.get()
    decisions.stel_identiteit_vast(rij, actor=cast.uitvoerder.actor, hoe="bewijs", op=vandaag())
    afhandelen = pad("afhandelen", rij)
    assert afhandelen in _blad(cast.uitvoerder, rij)
    form = cast.uitvoerder.client.get(afhandelen).context["form"]
    assert [naam for naam in form.fields if naam.startswith("bij_")]  # the files on this person
    velden = {
        "beantwoord_op": vandaag(),
        "uitkomst": "deels",
        "kenmerk": "B-7",
        "besluit_reden": "x",
    }
    assert cast.uitvoerder.client.post(afhandelen, velden).status_code == 302
    assert rij.get_soort_display() in _blad(cast.uitvoerder, rij)


@pytest.mark.clausule("RVB-verzoek", "geen-waarom")
def test_niemand_vraagt_waarom_iemand_inzage_wil(cast: Cast) -> None:
    for veld in ("gevraagd", "gevraagd_reden"):
        assert _fouten(cast, soort="inzage", **{veld: "Hij vertrouwt ons niet"}) == {veld}
    assert not Verzoek.objects.exists()
    assert _nieuw(cast).status_code == 302
    assert Verzoek.objects.get().gevraagd == ""


@pytest.mark.clausule("RVB-verzoek", "correctie-wat")
def test_een_verzoek_om_verbetering_zegt_wat_en_waarom(cast: Cast) -> None:
    assert _fouten(cast, soort="correctie", gevraagd="") == {"gevraagd"}
    assert _fouten(cast, soort="correctie", gevraagd_reden="") == {"gevraagd_reden"}
    assert _fouten(cast, soort="wissen", gevraagd="Over W-2026-7K4Q9P") == {"gevraagd"}
    wat, waarom = "Haal weg dat ik op de foto sta", "Ik was die dag op mijn werk"
    assert _nieuw(cast, soort="correctie", gevraagd=wat, gevraagd_reden=waarom).status_code == 302
    blad = _blad(cast.behandelaar, Verzoek.objects.get())
    assert wat in blad
    assert waarom in blad


@pytest.mark.clausule("RVB-verzoek", "gevaarlijke-ouder")
def test_een_ouder_die_deel_is_van_het_gevaar_krijgt_niets(cast: Cast) -> None:
    naam = {"indiener_naam": "KANARIE-ouder", "indiener_contact": "Postbus 5"}
    kind = {"geboortedatum": vandaag() - timedelta(days=15 * 365)}
    een_casus(cast, **kind)
    rij = met_identiteit(cast, indiener="ouder", **naam, **kind)
    velden = {
        "waarom": "ouder",
        "in_brief": "Wij geven u niets.",
        "volledig": "Deel van het gevaar",
    }
    client = cast.uitvoerder.client
    assert client.post(pad("weigeren", rij), velden).status_code == 302
    tekst = pdf_tekst(client.get(pad("pdf", rij)).content)
    assert "artikel 41 lid 1 onder i UAVG" in " ".join(tekst.split())
    assert "gevaar" not in tekst
    zelf = met_identiteit(cast)
    fout = client.post(pad("weigeren", zelf), velden)
    assert set(fout.context["form"].errors) == {"waarom"}


# For whom it is -------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-welk", "soort")
@pytest.mark.clausule("RVB-doorzenden", "regime")
@pytest.mark.clausule("RVB-doorzenden", "meteen")
@pytest.mark.clausule("RVB-doorzenden", "zes-weken")
@pytest.mark.clausule("RVB-doorzenden", "bericht")
@pytest.mark.parametrize(
    ("regime", "naar", "weken"),
    [
        ("wpg", "politie", 6),
        ("wjsg", "om", 6),
        ("woo", "de afdeling die Woo-verzoeken behandelt", 4),
        ("awb", "wie bij de gemeente bezwaarschriften behandelt", 12),
    ],
)
def test_wat_voor_een_ander_is_gaat_meteen_door(
    cast: Cast, regime: str, naar: str, weken: int
) -> None:
    assert _fouten(cast, regime="") == {"regime"}
    dag = {"besluit_van": vandaag()} if regime == "awb" else {}
    assert _nieuw(cast, regime=regime, **dag).status_code == 302
    rij, client = Verzoek.objects.get(), cast.uitvoerder.client
    assert rij.termijn_tot >= rij.ontvangen_op + timedelta(weeks=weken)
    assert rij.termijn_tot < rij.ontvangen_op + timedelta(weeks=weken, days=7)
    taken = _taken(cast.behandelaar, rij)
    assert list(taken) == ["Stuur het verzoek door"]
    assert taken["Stuur het verzoek door"] <= vandaag() + 4 * DAG
    # It is for another: nobody looks anything up for it here.
    for stap in ("identiteit", "verlengen", "zoeken", "afhandelen"):
        assert client.get(pad(stap, rij)).status_code == 302, stap
    assert set(
        client.post(pad("doorzenden", rij), {"op": vandaag() + DAG}).context["form"].errors
    ) == {"op"}
    zelf = {"niet_zelf": "on"} if regime == "awb" else {}
    assert client.post(pad("doorzenden", rij), {"op": vandaag()} | zelf).status_code == 302
    rij.refresh_from_db()
    wie = getattr(cast, naar).partij.naam if naar in ("politie", "om") else naar
    blad = _blad(cast.behandelaar, rij)
    assert wie in blad
    assert list(_taken(cast.behandelaar, rij)) == ["Vertel de persoon wie zijn verzoek beantwoordt"]
    # The person hears it by letter, and then nothing waits any more.
    url = reverse("brieven:nieuw", args=["privacy_rights", rij.pk, "doorzending", rij.pk])
    assert url in blad
    assert client.post(url).status_code == 302
    brief = Verzoekbrief.objects.get()

    def waar(naam: str) -> str:
        return reverse(f"brieven:{naam}", args=["privacy_rights", rij.pk, brief.pk])

    assert client.post(waar("definitief")).status_code == 302
    tekst = " ".join(pdf_tekst(client.get(waar("pdf")).content).split())
    for staat in ("Uw verzoek is doorgezonden", wie, "Namens het college", rij.persoon.naam):
        assert staat in tekst
    # When bezwaar is decided is not counted from receipt (Awb 7:10).
    assert ("uiterlijk op" in tekst) == (regime != "awb")
    assert client.post(waar("verstuurd"), {"op": vandaag(), "wijze": "post"}).status_code == 302
    assert _taken(cast.behandelaar, rij) == {}
    assert "Een ander beantwoordt dit verzoek" in _blad(cast.behandelaar, rij)


@pytest.mark.clausule("RVB-welk", "soort")
@pytest.mark.clausule("RVB-doorzenden", "regime")
def test_een_bezwaarschrift_gaat_naar_wie_niet_zelf_besloot(cast: Cast) -> None:
    assert _fouten(cast, regime="awb") == {"besluit_van"}
    assert _fouten(cast, regime="wpg", besluit_van=vandaag()) == {"besluit_van"}
    assert _fouten(cast, regime="awb", besluit_van=vandaag() + DAG) == {"besluit_van"}
    assert _nieuw(cast, regime="awb", besluit_van=vandaag() - 150 * DAG).status_code == 302
    rij, client = Verzoek.objects.get(), cast.uitvoerder.client
    assert rij.termijn_tot >= rij.ontvangen_op + timedelta(weeks=6)
    assert "later dan zes weken na het besluit" in _blad(cast.behandelaar, rij)
    fout = client.post(pad("doorzenden", rij), {"op": vandaag()})
    assert fout.context["form"].errors == {"niet_zelf": [decisions.NIET_ZELF]}
    velden = {"op": vandaag(), "niet_zelf": "on"}
    assert client.post(pad("doorzenden", rij), velden).status_code == 302
    assert "artikel 7:10 Awb" not in _blad(cast.behandelaar, rij)  # first the person hears of it
    decisions.vertel_doorzending(rij, actor=cast.uitvoerder.actor, op=vandaag())
    assert "artikel 7:10 Awb" in _blad(cast.behandelaar, rij)


@pytest.mark.clausule("RVB-welk", "soort")
def test_onder_welke_wet_het_valt_kan_nog_worden_verbeterd(cast: Cast) -> None:
    rij, client = verzoek(cast), cast.behandelaar.client
    assert pad("wet", rij) in _blad(cast.behandelaar, rij)
    fout = client.post(pad("wet", rij), {"regime": "awb"})
    assert set(fout.context["form"].errors) == {"besluit_van"}
    assert client.post(pad("wet", rij), {"regime": "wpg"}).status_code == 302
    rij.refresh_from_db()
    assert rij.kan_doorzenden
    assert rij.termijn_tot >= rij.ontvangen_op + timedelta(weeks=6)
    assert client.post(pad("wet", rij), {"regime": "avg"}).status_code == 302
    ander = verzoek(cast)
    velden = {"verlenging_reden": "Veel", "verlenging_meegedeeld_op": vandaag()}
    assert client.post(pad("verlengen", ander), velden).status_code == 302
    assert client.get(pad("wet", ander)).status_code == 302  # the person was told a day
    decisions.stel_identiteit_vast(rij, actor=cast.uitvoerder.actor, hoe="bewijs", op=vandaag())
    # Something was done with it.
    assert client.get(pad("wet", rij)).status_code == 302
    fout = client.post(pad("wet", rij), {"regime": "wpg"})
    assert decisions.AL_VERDER in fout.content.decode()
    assert pad("wet", rij) not in _blad(cast.behandelaar, rij)
    rij.refresh_from_db()
    assert rij.regime == "avg"


def test_ook_als_de_politie_niet_meer_meedoet_gaat_het_door(cast: Cast) -> None:
    rij = verzoek(cast, regime="wpg")
    Partij.objects.filter(pk=cast.politie.partij.pk).update(tot=vandaag())
    assert cast.uitvoerder.client.post(pad("doorzenden", rij), {"op": vandaag()}).status_code == 302
    rij.refresh_from_db()
    assert (rij.doorgezonden_aan, rij.naar_wie) == (None, "de politie")


@pytest.mark.clausule("RVB-termijn", "bericht")
def test_dat_het_langer_duurt_staat_in_een_brief_met_de_reden_en_de_dag(cast: Cast) -> None:
    rij, client = met_identiteit(cast), cast.uitvoerder.client
    url = reverse("brieven:nieuw", args=["privacy_rights", rij.pk, "verlenging", rij.pk])
    assert url not in _blad(cast.uitvoerder, rij)
    velden = {"verlenging_reden": "Er zijn veel gegevens.", "verlenging_meegedeeld_op": vandaag()}
    assert client.post(pad("verlengen", rij), velden).status_code == 302
    rij.refresh_from_db()
    assert url in _blad(cast.uitvoerder, rij)
    assert client.post(url).status_code == 302
    plek = ["privacy_rights", rij.pk, Verzoekbrief.objects.get().pk]
    assert client.post(reverse("brieven:definitief", args=plek)).status_code == 302
    pdf = client.get(reverse("brieven:pdf", args=plek)).content
    tekst = " ".join(pdf_tekst(pdf).split())
    for staat in ("Er zijn veel gegevens.", datum(rij.verlengd_tot), "artikel 12 lid 3 AVG"):
        assert staat in tekst
    gedaan = {"op": vandaag(), "wijze": "post"}
    assert client.post(reverse("brieven:verstuurd", args=plek), gedaan).status_code == 302
    assert url not in _blad(cast.uitvoerder, rij)


# What was decided is done ---------------------------------------------------------------------
@pytest.mark.clausule("RVB-uitvoeren", "vier-weken")
def test_wat_is_besloten_is_binnen_vier_weken_uitgevoerd_of_valt_op(cast: Cast) -> None:
    zaak = een_casus(cast)
    rij, client = met_identiteit(cast, soort="correctie"), cast.uitvoerder.client
    velden = {
        "beantwoord_op": vandaag(),
        "uitkomst": "ja",
        "kenmerk": "B-7",
        f"bij_{zaak.pk}": "Verbeter het adres",
        f"waarom_{zaak.pk}": "onjuist",
    }
    assert client.post(pad("afhandelen", rij), velden).status_code == 302
    taken = _taken(cast.uitvoerder, rij)
    assert vandaag() + timedelta(weeks=4) <= taken["Voer het besluit op een verzoek uit"]
    assert taken["Voer het besluit op een verzoek uit"] < vandaag() + timedelta(weeks=5)
    uitvoering = rij.uitvoeringen.get()
    url = reverse("privacy_rights:uitvoeren", args=[rij.pk, uitvoering.pk])
    blad = _blad(cast.uitvoerder, rij)
    assert url in blad
    assert "Verbeter het adres" in blad
    assert cast.behandelaar.client.get(url).status_code == 404  # reads no casus
    assert _taken(cast.behandelaar, rij) == {}  # and does not learn that there is one
    assert set(client.post(url, {"op": vandaag() + DAG}).context["form"].errors) == {"op"}
    assert client.post(url, {"op": vandaag()}).status_code == 302
    assert _taken(cast.uitvoerder, rij) == {}
    assert "Nog uit te voeren" not in _blad(cast.uitvoerder, rij)


@pytest.mark.parametrize(
    ("soort", "waar"),
    [
        ("wissen", lambda zaak: reverse("retention:wissen", args=[zaak.pk])),
        ("beperking", lambda zaak: reverse("beperking:beperken", args=["casusoverleg", zaak.pk])),
        ("bezwaar", lambda zaak: reverse("casusoverleg:casus", args=[zaak.pk])),
    ],
)
def test_van_het_verzoek_gaat_men_naar_waar_het_wordt_uitgevoerd(
    cast: Cast, soort: str, waar: Callable[[Casus], str]
) -> None:
    zaak = een_casus(cast)
    rij, client = met_identiteit(cast, soort=soort), cast.uitvoerder.client
    velden = {"beantwoord_op": vandaag(), "uitkomst": "ja", f"bij_{zaak.pk}": "Dat doen wij"}
    assert client.post(pad("afhandelen", rij), velden).status_code == 302
    adres = waar(zaak)
    assert adres in _blad(cast.uitvoerder, rij)
    assert client.get(adres).status_code == 200
    assert adres not in _blad(cast.behandelaar, rij)


def test_wat_al_is_uitgevoerd_wacht_nergens_op(cast: Cast) -> None:
    zaak = een_casus(cast)
    rij = met_identiteit(cast, soort="correctie")
    velden = {
        "beantwoord_op": vandaag(),
        "uitkomst": "ja",
        "kenmerk": "B-9",
        f"bij_{zaak.pk}": "Adres verbeterd",
        f"waarom_{zaak.pk}": "onjuist",
        f"klaar_{zaak.pk}": "on",
    }
    assert cast.uitvoerder.client.post(pad("afhandelen", rij), velden).status_code == 302
    assert _taken(cast.uitvoerder, rij) == {}
