"""Incidents: reported by anybody, assessed by the core parties within 72 hours, and whom they touched (AVG 33, 34)."""

from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from beveiliging.incidenten import decisions
from beveiliging.incidenten.rules import resterend
from beveiliging.models import Beoordeling, Getroffen, Incident, Meldafspraak
from beveiliging.tasks import ruim_incidenten_op
from config.werk import werklijst
from gedeeld import getoond
from gedeeld.weigering import Geweigerd
from register.models import Inzage
from register.muur import als
from tests.cast import Cast, Speler
from tests.hulp import casussen, incidenten, weegploeg
from tests.hulp.incidenten import afspraak, beoordeeld, gemeld, ingevuld, klaar, oordeel
from tests.privacy_rights.pdf_tekst import pdf_tekst

LIJST, MELDEN = "/beveiliging/incidenten/", "/beveiliging/incidenten/melden/"
PDF, AFSPRAKEN = f"{LIJST}pdf/", f"{LIJST}afspraken/"
BEOORDELEN = {
    "uitvoerder",
    "uitvoerder_weegploeg",
    "uitvoerder_casusoverleg",
    "gemeente",
    "politie",
    "om",
}
UUR = timedelta(hours=1)


def _adres(rij: Incident, wat: str = "") -> str:
    return reverse(f"beveiliging:incident{wat and '_'}{wat}", args=[rij.pk])


def _blad(lid: Speler, adres: str) -> str:
    antwoord = lid.client.get(adres)
    assert antwoord.status_code == 200
    return str(antwoord.content.decode())


def _wat(lid: Speler) -> list[str]:
    """What stands on somebody's worklist about incidents."""
    return [werk.wat for werk in werklijst(lid.actor).rijen if werk.soort == "incident"]


# Reporting --------------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-incidenten", "register")
def test_iedereen_meldt_een_incident_uit_het_menu_en_leest_zijn_eigen_melding(cast: Cast) -> None:
    nu = timezone.now()
    gemeld_door = 0
    for naam, lid in cast.allen.items():
        if naam == "elders":
            continue
        assert any(punt["url"] == LIJST for punt in lid.client.get("/").context["navigatie"])
        gemeente = (
            lid.partij.pk
            if naam in ("maastricht", "uitvoerder_maastricht")
            else cast.gemeente.partij.pk
        )
        antwoord = lid.client.post(MELDEN, ingevuld(cast, nu - UUR, gemeente=gemeente))
        assert antwoord.status_code == 302, (naam, antwoord.context["form"].errors)
        rij = Incident.objects.first()
        assert rij is not None
        assert rij.melder == lid.gebruiker
        assert "Ik kreeg een uitnodiging" in _blad(lid, _adres(rij))
        assert rij.nummer in _blad(lid, LIJST)
        gemeld_door += 1
    assert gemeld_door == len(cast.allen) - 1


def test_een_melding_zegt_wat_er_ontbreekt_en_houdt_wat_is_getypt(cast: Cast) -> None:
    straks = timezone.now() + 3 * UUR
    client = cast.rvdk.client
    assert set(client.post(MELDEN, {}).context["form"].errors) == {
        "gemeente", "soort", "gemerkt_op", "gemerkt_om", "gegevens", "wat",
    }  # fmt: skip
    antwoord = client.post(MELDEN, ingevuld(cast, straks))
    assert antwoord.context["form"].errors.keys() & {"gemerkt_om", "gemerkt_op"}
    assert "Ik kreeg een uitnodiging" in antwoord.content.decode()
    vreemd = ingevuld(cast, timezone.now() - UUR, gemeente=cast.elders.partij.pk)
    assert "gemeente" in client.post(MELDEN, vreemd).context["form"].errors
    assert not Incident.objects.exists()


def test_wie_voor_een_gemeente_werkt_meldt_over_die_gemeente(cast: Cast) -> None:
    veld = cast.uitvoerder.client.get(MELDEN).context["form"].fields["gemeente"]
    assert [partij.pk for partij in veld.queryset] == [cast.gemeente.partij.pk]
    veld = cast.extern.client.get(MELDEN).context["form"].fields["gemeente"]
    assert {partij.pk for partij in veld.queryset} == {
        cast.gemeente.partij.pk,
        cast.maastricht.partij.pk,
    }


def test_de_tekst_is_versleuteld_en_staat_in_geen_adres_of_logboek(cast: Cast) -> None:
    rij = beoordeeld(gemeld(cast, cast.rvdk, wat="KANARIE"), cast, waarom="KANARIE")
    with connection.cursor() as cursor:
        for tabel in ("beveiliging_incident", "beveiliging_beoordeling"):
            cursor.execute(f"select t::text from {tabel} t")
            rijen = cursor.fetchall()
            assert rijen
            assert "KANARIE" not in str(rijen)
    assert "KANARIE" not in str(rij)
    _blad(cast.om, _adres(rij))
    laatste = Inzage.objects.first()
    assert laatste is not None
    assert (laatste.bestand, laatste.nummer) == ("beveiliging.incident", rij.nummer)
    assert rij.nummer in _blad(cast.fg, "/beveiliging/")


# Who sees it ------------------------------------------------------------------------------------
def test_wie_meldde_leest_niet_wat_anderen_ervan_vonden(cast: Cast) -> None:
    rij = beoordeeld(gemeld(cast, cast.rvdk), cast, waarom="KANARIE-oordeel")
    assert "KANARIE" not in _blad(cast.rvdk, _adres(rij))
    assert "Gemeld" in _blad(cast.rvdk, _adres(rij))
    assert "In behandeling" in _blad(cast.om, _adres(rij))
    for naam in (*BEOORDELEN, "fg"):
        assert "KANARIE-oordeel" in _blad(cast.allen[naam], _adres(rij)), naam
    for naam, lid in cast.allen.items():
        if naam not in BEOORDELEN | {"fg", "rvdk"}:
            assert lid.client.get(_adres(rij)).status_code == 404, naam
            assert rij.nummer not in _blad(lid, LIJST), naam


def test_ook_de_database_toont_het_alleen_aan_wie_het_mag(cast: Cast) -> None:
    rij = beoordeeld(gemeld(cast, cast.rvdk), cast)
    Getroffen.objects.create(
        incident=rij, nummer="W", lezer=cast.om.gebruiker, namens="x",
        eerst=rij.gemeld_op, laatst=rij.gemeld_op, keer=1,
    )  # fmt: skip
    for naam, lid in cast.allen.items():
        with als(lid.actor):
            ziet = naam in BEOORDELEN | {"fg"}
            assert Incident.objects.exists() is (ziet or naam == "rvdk"), naam
            assert Beoordeling.objects.exists() is ziet, naam
            assert Getroffen.objects.exists() is ziet, naam
    for lid in (cast.rvdk, cast.fg, cast.beheerder):
        with als(lid.actor):
            assert not Incident.objects.update(afgesloten_op=timezone.now())
    velden = {"op": timezone.now(), "namens": "x", "datalek": False, "waarom": "x"}
    with pytest.raises(DatabaseError), transaction.atomic(), als(cast.fg.actor):
        Beoordeling.objects.create(incident=rij, door=cast.fg.gebruiker, **velden)
    van_een_ander = _velden(rij) | {"melder": cast.rvdk.gebruiker, "nummer": "I-2026-ABCDEF"}
    with pytest.raises(DatabaseError), transaction.atomic(), als(cast.om.actor):
        Incident.objects.create(**van_een_ander)
    with als(cast.uitvoerder.actor):
        assert not Incident.objects.all().delete()[0]


def _velden(rij: Incident) -> dict[str, Any]:
    namen = ("convenant", "gemeente", "namens", "gemeld_op", "gemerkt_op", "soort", "gegevens", "wat",
             "ap_uiterlijk")  # fmt: skip
    return {naam: getattr(rij, naam) for naam in namen}


def test_alleen_wie_voor_de_dossiers_verantwoordelijk_is_beoordeelt(cast: Cast) -> None:
    rij = gemeld(cast, cast.rvdk)
    for naam, lid in cast.allen.items():
        mag = naam in BEOORDELEN
        for wat in ("beoordelen", "afsluiten"):
            assert (lid.client.get(_adres(rij, wat)).status_code == 200) is mag, (naam, wat)
        if not mag:
            with pytest.raises(Geweigerd):
                decisions.beoordeel(rij, actor=lid.actor, oordeel=oordeel())
            with pytest.raises(Geweigerd):
                decisions.sluit_af(rij, actor=lid.actor)


# Assessing --------------------------------------------------------------------------------------
def _ingevuld(**anders: Any) -> dict[str, Any]:
    return {"datalek": "ja", "risico": "risico", "waarom": "Namen zijn gezien."} | anders


@pytest.mark.clausule("BEV-incidenten", "datalek")
def test_er_staat_of_het_een_datalek_is_en_waarom(cast: Cast) -> None:
    rij = gemeld(cast, cast.rvdk)
    client = cast.uitvoerder.client
    adres = _adres(rij, "beoordelen")
    assert set(client.post(adres, {}).context["form"].errors) == {"datalek", "waarom"}
    fout = client.post(adres, _ingevuld(risico="")).context["form"].errors
    assert set(fout) == {"risico"}
    fout = client.post(adres, _ingevuld(datalek="nee")).context["form"].errors
    assert set(fout) == {"risico"}
    assert client.post(adres, _ingevuld(datalek="nee", risico="")).status_code == 302
    blad = _blad(cast.fg, _adres(rij))
    assert "Datalek" in blad
    assert "Namen zijn gezien." in blad
    assert not Incident.objects.get().wacht_op_de_ap
    # Somebody sees it otherwise: what was said before stays.
    assert client.post(adres, _ingevuld(waarom="Toch wel.")).status_code == 302
    blad = _blad(cast.fg, _adres(rij))
    for zin in ("Toch wel.", "Namen zijn gezien.", "Eerdere beoordeling"):
        assert zin in blad
    assert Beoordeling.objects.count() == 2


@pytest.mark.clausule("BEV-incidenten", "ap-72")
def test_de_72_uur_lopen_vanaf_het_merken_en_staan_op_de_werklijst(cast: Cast) -> None:
    vers = gemeld(cast, cast.rvdk, uren=1)
    assert vers.ap_uiterlijk == vers.gemerkt_op + timedelta(hours=72)
    assert "nog 70 uur" in _blad(cast.uitvoerder, _adres(vers))
    taak = f"Beoordeel een incident: {vers.nummer}"
    assert _wat(cast.uitvoerder) == _wat(cast.uitvoerder_casusoverleg) == [taak]
    assert _wat(cast.om) == _wat(cast.fg) == _wat(cast.rvdk) == _wat(cast.maastricht) == []
    # The last day: the core parties see it as well; and after it the supervisor.
    Incident.objects.all().delete()
    bijna = gemeld(cast, cast.rvdk, uren=49)
    assert _wat(cast.om) == _wat(cast.gemeente) == [f"Beoordeel een incident: {bijna.nummer}"]
    assert _wat(cast.fg) == []
    Incident.objects.all().delete()
    laat = gemeld(cast, cast.rvdk, uren=75)
    assert _wat(cast.fg) == [
        f"De 72 uur zijn voorbij: vraag waarom dit niet bij de AP is: {laat.nummer}"
    ]
    assert "3 uur te laat" in _blad(cast.fg, LIJST)
    assert "De 72 uur voor de AP zijn voorbij." in _blad(cast.om, _adres(laat))
    (werk,) = [rij for rij in werklijst(cast.uitvoerder.actor).rijen if rij.soort == "incident"]
    assert werk.wettelijk
    assert werk.uiterlijk == timezone.localdate(laat.ap_uiterlijk)


@pytest.mark.clausule("BEV-incidenten", "ap-72")
def test_gemeld_bij_de_ap_met_dag_en_tijd_of_er_staat_waarom_niet(cast: Cast) -> None:
    rij = gemeld(cast, cast.rvdk, uren=80)
    adres, client = _adres(rij, "beoordelen"), cast.uitvoerder.client
    nu = timezone.localtime()
    fouten = (
        ({"ap_op": nu.date()}, "ap_om"),
        ({"ap_om": "10:00"}, "ap_op"),
        ({"ap_kenmerk": "AP-1"}, "ap_op"),
        ({"ap_op": nu.date() + timedelta(days=1), "ap_om": "10:00"}, "ap_op"),
        ({"ap_op": nu.date() - timedelta(days=9), "ap_om": "10:00"}, "ap_op"),
        ({"ap_op": nu.date(), "ap_om": f"{nu:%H:%M}"}, "ap_reden"),
    )
    for velden, veld in fouten:
        assert set(client.post(adres, _ingevuld(**velden)).context["form"].errors) == {veld}, velden
    gemeld_bij = {"ap_op": nu.date(), "ap_om": f"{nu:%H:%M}", "ap_kenmerk": "AP-2026-1"}
    assert (
        client.post(adres, _ingevuld(**gemeld_bij, ap_reden="De uitvoerder was ziek.")).status_code
        == 302
    )
    blad = _blad(cast.om, _adres(rij))
    for zin in ("AP-2026-1", "De uitvoerder was ziek."):
        assert zin in blad
    assert not Incident.objects.get().wacht_op_de_ap
    assert _wat(cast.om) == []
    assert _wat(cast.uitvoerder) == [f"Handel een incident af: {rij.nummer}"]
    # Not at all, with the reason; without one it goes on waiting.
    ander = gemeld(cast, cast.rvdk)
    beoordeeld(ander, cast)
    assert f"Meld een datalek bij de AP, of leg vast waarom niet: {ander.nummer}" in _wat(
        cast.uitvoerder
    )
    beoordeeld(ander, cast, ap_reden="De gemeente Maastricht meldde het.")
    assert not Incident.objects.get(pk=ander.pk).wacht_op_de_ap


@pytest.mark.clausule("BEV-incidenten", "subject")
def test_er_staat_of_de_betrokkene_het_hoort_en_waarom_niet(cast: Cast) -> None:
    rij = gemeld(cast, cast.rvdk)
    adres, client = _adres(rij, "beoordelen"), cast.uitvoerder.client
    vandaag = timezone.localdate()
    fouten = (
        ({"betrokkene": "geinformeerd"}, "betrokkene_op"),
        ({"betrokkene_op": vandaag}, "betrokkene"),
        (
            {"betrokkene": "geinformeerd", "betrokkene_op": vandaag - timedelta(days=9)},
            "betrokkene_op",
        ),
        ({"betrokkene": "onleesbaar"}, "betrokkene_reden"),
        (
            {"betrokkene": "uitzondering", "betrokkene_reden": "x", "betrokkene_op": vandaag},
            "betrokkene_op",
        ),
        (
            {"betrokkene": "geen_hoog_risico", "betrokkene_reden": "x", "risico": "hoog"},
            "betrokkene",
        ),
    )
    for velden, veld in fouten:
        assert set(client.post(adres, _ingevuld(**velden)).context["form"].errors) == {veld}, velden
    assert (
        client.post(
            adres, _ingevuld(betrokkene="uitzondering", betrokkene_reden="Het onderzoek loopt.")
        ).status_code
        == 302
    )
    blad = _blad(cast.fg, _adres(rij))
    for zin in ("artikel 41 UAVG", "Het onderzoek loopt."):
        assert zin in blad
    assert (
        client.post(adres, _ingevuld(betrokkene="geinformeerd", betrokkene_op=vandaag)).status_code
        == 302
    )
    assert "De betrokkene heeft het gehoord" in _blad(cast.om, _adres(rij))


@pytest.mark.clausule("BEV-incidenten", "register")
def test_een_incident_sluit_pas_als_alles_is_gezegd_en_verandert_dan_niet_meer(cast: Cast) -> None:
    rij = gemeld(cast, cast.rvdk)
    client, adres = cast.uitvoerder.client, _adres(rij, "afsluiten")
    assert "Beoordeel het incident eerst." in client.post(adres).content.decode()
    beoordeeld(rij, cast)
    blad = client.post(adres).content.decode()
    for zin in ("of waarom niet", "of de betrokkene dit hoort", "welke maatregelen"):
        assert zin in blad
    assert not Incident.objects.get().afgesloten_op
    decisions.beoordeel(rij, actor=cast.om.actor, oordeel=klaar())
    assert client.post(adres).status_code == 302
    assert "Afgesloten" in _blad(cast.rvdk, _adres(rij))
    assert _wat(cast.uitvoerder) == []
    antwoord = client.post(_adres(rij, "beoordelen"), _ingevuld())
    assert "al afgesloten" in antwoord.content.decode()
    assert "al afgesloten" in client.post(adres).content.decode()
    assert Beoordeling.objects.count() == 2


def test_twee_mensen_beoordelen_het_tegelijk_en_de_tweede_ziet_dat(cast: Cast) -> None:
    rij = beoordeeld(gemeld(cast, cast.rvdk), cast)
    adres = _adres(rij, "beoordelen")
    client = cast.om.client
    form = client.get(adres).context["form"]
    beoordeeld(rij, cast, waarom="Iemand anders was eerder.")
    antwoord = client.post(adres, _ingevuld() | {getoond.NAAM: getoond.in_een_regel(form)})
    assert antwoord.status_code == 200
    assert Beoordeling.objects.count() == 2


# Whom it touched --------------------------------------------------------------------------------
def test_de_toezichthouder_vult_uit_het_logboek_aan_wie_welk_dossier_zag(cast: Cast) -> None:
    dossier, zaak = weegploeg.in_weging(cast), casussen.casus(cast, cast.rvdk.partij)
    cast.om.client.get(reverse("weegploeg:dossier", args=[dossier.pk]))
    cast.om.client.get(reverse("weegploeg:dossier", args=[dossier.pk]))
    cast.rvdk.client.get(reverse("casusoverleg:casus", args=[zaak.pk]))
    rij = gemeld(cast, cast.extern)
    adres, client = _adres(rij, "nagaan"), cast.fg.client
    vandaag = timezone.localdate()
    dagen = {"van": vandaag, "tot": vandaag}
    assert "Kies een gebruiker" in client.post(adres, dagen).content.decode()
    om = {"gebruiker": cast.om.gebruiker.pk} | dagen
    fout = client.post(adres, om | {"tot": vandaag - timedelta(days=1)}).context["form"].errors
    assert set(fout) == {"tot"}
    assert set(client.post(adres, dagen | {"nummer": "W-2026-AAAAAA"}).context["form"].errors) == {
        "nummer"
    }
    for _ in range(2):  # what is there already is not added again
        assert client.post(adres, om).status_code == 302
    (gevonden,) = Getroffen.objects.all()
    assert (gevonden.nummer, gevonden.lezer, gevonden.keer) == (
        dossier.nummer,
        cast.om.gebruiker,
        2,
    )
    assert client.post(adres, dagen | {"nummer": zaak.nummer.lower()}).status_code == 302
    assert {rij.lezer for rij in Getroffen.objects.filter(nummer=zaak.nummer)} >= {
        cast.rvdk.gebruiker
    }
    blad = _blad(cast.uitvoerder, _adres(rij))
    assert dossier.nummer in blad
    assert dossier.nummer not in _blad(cast.extern, _adres(rij))
    for naam, lid in cast.allen.items():
        if naam != "fg":
            assert lid.client.get(adres).status_code == 404, naam


def test_een_dossier_van_een_andere_gemeente_komt_er_niet_bij(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    cast.om.client.get(reverse("weegploeg:dossier", args=[dossier.pk]))
    rij = decisions.meld(
        actor=cast.om.actor, gemeente=cast.maastricht.partij, soort="gezien", gegevens=["wie"],
        gemerkt_op=timezone.now() - UUR, wat="x",
    )  # fmt: skip
    vandaag = timezone.localdate()
    velden = {"gebruiker": cast.om.gebruiker.pk, "van": vandaag, "tot": vandaag}
    assert cast.fg.client.post(_adres(rij, "nagaan"), velden).status_code == 302
    assert not Getroffen.objects.exists()


# The register on paper --------------------------------------------------------------------------
@pytest.mark.clausule("BEV-incidenten", "register")
def test_het_register_is_af_te_drukken_en_dat_staat_in_het_logboek(cast: Cast) -> None:
    rij = beoordeeld(gemeld(cast, cast.rvdk), cast)
    decisions.beoordeel(rij, actor=cast.om.actor, oordeel=klaar())
    elders = decisions.meld(
        actor=cast.maastricht.actor, gemeente=cast.maastricht.partij, soort="weg", gegevens=["wie"],
        gemerkt_op=timezone.now() - UUR, wat="Alleen voor Maastricht.",
    )  # fmt: skip
    antwoord = cast.om.client.get(PDF)
    assert antwoord["Content-Type"] == "application/pdf"
    papier = " ".join(pdf_tekst(antwoord.content).split())
    for zin in (
        rij.nummer,
        "Er lag een lijst",
        "Namen zijn gezien.",
        "De printer vraagt nu een pas.",
    ):
        assert zin in papier
    assert elders.nummer in papier  # the OM is a core party there as well
    papier = " ".join(pdf_tekst(cast.uitvoerder.client.get(PDF).content).split())
    assert rij.nummer in papier
    assert elders.nummer not in papier
    assert Inzage.objects.filter(soort=Inzage.Soort.PDF, nummer=rij.nummer).count() == 2
    assert cast.rvdk.client.get(PDF).status_code == 404
    assert cast.beheerder.client.get(PDF).status_code == 404


# Agreements on reporting ------------------------------------------------------------------------
@pytest.mark.clausule("BEV-meldafspraken", "wie-hoe")
def test_per_convenant_staat_wie_aan_wie_meldt_hoe_en_binnen_welke_tijd(cast: Cast) -> None:
    vandaag = timezone.localdate()
    nieuw = f"{AFSPRAKEN}nieuw/"
    goed = {"wie": "Elke partij", "aan": "De uitvoerder", "hoe": "Bel eerst.", "uren": 4,
            "van": vandaag, "herzien_op": vandaag + timedelta(days=20)}  # fmt: skip
    client = cast.uitvoerder.client
    assert set(client.post(nieuw, {}).context["form"].errors) == set(goed)
    for fout in ({"uren": 0}, {"uren": 73}, {"herzien_op": vandaag}):
        assert set(client.post(nieuw, goed | fout).context["form"].errors) == set(fout), fout
    assert client.post(nieuw, goed).status_code == 302
    for lid in (cast.extern, cast.fg, cast.beheerder, cast.maastricht):
        blad = _blad(lid, AFSPRAKEN)
        for zin in ("Elke partij", "De uitvoerder", "Bel eerst.", "4 uur"):
            assert zin in blad
    assert "Bel eerst." not in _blad(cast.elders, AFSPRAKEN)
    opnieuw = "Bekijk opnieuw wie een incident aan wie meldt"
    assert opnieuw in [werk.wat for werk in werklijst(cast.beheerder.actor).rijen]
    assert opnieuw not in [werk.wat for werk in werklijst(cast.om.actor).rijen]
    rij = Meldafspraak.objects.get()
    einde = reverse("beveiliging:afspraak_einde", args=[rij.pk])
    assert client.post(einde).status_code == 302
    assert "al beëindigd" in client.post(einde).content.decode()
    assert opnieuw not in [werk.wat for werk in werklijst(cast.beheerder.actor).rijen]
    assert cast.elders.client.get(einde).status_code == 404


@pytest.mark.clausule("BEV-meldafspraken", "bij-incident")
def test_de_afspraken_staan_waar_iemand_meldt(cast: Cast) -> None:
    assert "nog niet afgesproken" in _blad(cast.extern, MELDEN)
    afspraak(cast)
    for lid in (cast.extern, cast.rvdk, cast.beheerder):
        blad = _blad(lid, MELDEN)
        for zin in ("Elke partij", "telefoon 077 000 00 00", "binnen 4 uur"):
            assert zin in blad
    Meldafspraak.objects.update(tot=timezone.localdate())
    assert "077 000" not in _blad(cast.extern, MELDEN)


# How long ---------------------------------------------------------------------------------------
def test_vijf_jaar_na_het_afsluiten_is_een_incident_weg(cast: Cast) -> None:
    rijen = [beoordeeld(gemeld(cast, cast.rvdk), cast) for _ in range(3)]
    vijf = timezone.now() - relativedelta(years=5)
    for rij, dagen in zip(rijen[:2], (1, -1), strict=True):
        Incident.objects.filter(pk=rij.pk).update(afgesloten_op=vijf - timedelta(days=dagen))
    ruim_incidenten_op()
    assert set(Incident.objects.values_list("pk", flat=True)) == {rijen[1].pk, rijen[2].pk}
    assert Beoordeling.objects.count() == 2


def test_wat_in_de_tabel_niet_kan(cast: Cast) -> None:
    rij = gemeld(cast, cast.rvdk)
    for velden in ({"ap_uiterlijk": timezone.now()}, {"gemerkt_op": timezone.now() + UUR}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Incident.objects.filter(pk=rij.pk).update(**velden)


def test_hoe_lang_nog_in_woorden() -> None:
    nu = timezone.now()
    assert resterend(nu + timedelta(hours=70, minutes=5), nu) == "nog 70 uur"
    assert resterend(nu + timedelta(minutes=40), nu) == "nog 40 minuten"
    assert resterend(nu - timedelta(hours=3), nu) == "3 uur te laat"


def test_een_lijst_van_incidenten_kost_even_veel_vragen(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    incidenten.beoordeeld(gemeld(cast, cast.rvdk), cast)
    cast.om.client.get(LIJST)
    with django_assert_max_num_queries(40) as een:
        cast.om.client.get(LIJST)
    for _ in range(20):
        beoordeeld(gemeld(cast, cast.rvdk), cast)
    with django_assert_max_num_queries(len(een.captured_queries)):
        cast.om.client.get(LIJST)
