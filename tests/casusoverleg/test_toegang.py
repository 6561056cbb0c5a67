"""Who sees what of a casus: every role, every page, in every state (MC 10.4, 10.5)."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casusoverleg import decisions
from casusoverleg.bestand import CasusBestand
from casusoverleg.deelname import decisions as deelnemen
from casusoverleg.dossier.models import Casus
from casusoverleg.overdracht import Partner
from casusoverleg.plan import decisions as plannen
from casusoverleg.plan.models import Plan
from casusoverleg.urls import urlpatterns
from gedeeld.afschrift import Publiek, datum
from gedeeld.weigering import Geweigerd
from register.models import Gebeurtenis, Inzage
from register.muur import als
from register.werk import werk
from tests.cast import Cast, Speler, grondslag
from tests.hulp import bijlage1, casussen, jaren_geleden, vandaag, weegploeg
from weegploeg.models import WeegploegDossier

# page -> who may open it when everybody that can take part does
LEZERS = {
    "uitvoerder",
    "uitvoerder_weegploeg",
    "uitvoerder_casusoverleg",
    "gemeente",
    "politie",
    "om",
    "rvdk",
    "reclassering",
}
SCHRIJVERS = {"uitvoerder", "uitvoerder_casusoverleg"}
MAG = {
    "casus": LEZERS,
    "geboortedatum": {"rvdk", "reclassering"},
    "plan": LEZERS | {"extern"},
    "plan_versie": LEZERS,
    "plan_pdf": LEZERS,
    "doorgaan": {"uitvoerder", "uitvoerder_weegploeg"},
    "stil_gezien": {"uitvoerder", "uitvoerder_weegploeg"},
    "oordeel": set(),  # nothing was laid before anybody
    "herinneren": SCHRIJVERS | {"reclassering"},  # the casusregisseur
    "afzien": (LEZERS | {"extern"})
    - {"uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg"},
    "afzien_beeindigen": {"politie"},
    "derde_elders": LEZERS,
    "bijdrage": (LEZERS | {"extern"}) - {"uitvoerder_weegploeg"},
    "bijdrage_verbeteren": {"reclassering"},
    "afgewogen": (LEZERS | {"extern"})
    - {"uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg"},
    "concept": set(),  # it was laid before nobody
    "voortgang": SCHRIJVERS | {"politie"},
    "voortgang_extern": SCHRIJVERS | {"extern"},
    "verstrekking": LEZERS,
    "verstrekt": {"extern"},
    "gelezen": (LEZERS | {"extern"})
    - {"uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg"},
    "zending": LEZERS - {"rvdk", "reclassering"},
    # Who is asked takes no part: see `test_partijvraag`.
    "advies_vragen": set(),
    "partijvraag": set(),
    "partijvraag_stoppen": set(),
} | dict.fromkeys(
    [
        "persoon",
        "band",
        "reis",
        "deelname",
        "deelname_beeindigen",
        "beroepsgeheim",
        "afspraak",
        "verkennen",
        "eigen_gegevens",
        "vangnet",
        "vangnet_gezien",
        "regisseur",
        "analyse",
        "derde",
        "derde_verwijderen",
        "plan_wijzigen",
        "maatregel_toevoegen",
        "maatregel_wijzigen",
        "maatregel_schrappen",
        "voorleggen",
        "vaststellen",
        "bespreken",
        "advies",
        "adviesvraag",
        "gebied",
        "advies_antwoord",
        "informeeradvies",
        "nieuwe_versie",
        "verzoek_afwijzen",
        "verstrekken",
        "zenden",
        "zending_intrekken",
        "toestemming_vastleggen",
        "antwoord_vastleggen",
        "verstrekking_rond",
        "verstrekking_intrekken",
    ],
    SCHRIJVERS,
)


def open_zaak(cast: Cast) -> Casus:
    """Everybody takes part; an adopted plan and a concept with canaries; everything is filled in."""
    actor = cast.uitvoerder.actor
    zaak = casussen.met_plan(
        cast, cast.rvdk.partij, cast.reclassering.partij, cast.extern.partij, wie="Vaste medewerker"
    )
    decisions.leg_analyse_vast(zaak, actor=actor, analyse="KANARIE-analyse")
    deelnemen.wijs_regisseur_aan(zaak, actor=actor, partij=cast.reclassering.partij)
    casussen.breng_in(
        zaak,
        actor=cast.reclassering.actor,
        omschrijving="KANARIE-bijdrage",
        aard="feit",
        werk="toezicht",
        grondslag=grondslag("reclassering-8"),
        noodzaak="KANARIE-nodig",
    )
    decisions.voeg_derde_toe(
        zaak,
        actor=actor,
        soort="netwerk",
        doel="netwerk",
        naam="KANARIE-derde",
        adres="KANARIE-adres",
        gegevens="KANARIE-gegevens",
        noodzaak="KANARIE-waarom",
    )
    concept = plannen.maak_nieuwe_versie(zaak, actor=actor)
    plannen.wijzig_plan(
        concept, actor=actor, doelen=["a"], doel="KANARIE-concept", informeren="KANARIE-informeren"
    )
    casussen.maatregel_van(
        concept,
        cast,
        cast.om.partij,
        omschrijving="KANARIE-maatregel",
        bevoegdheid="KANARIE-bevoegdheid",
        wie="KANARIE-wie",
    )
    zaak.refresh_from_db()
    return zaak


def adressen(zaak: Casus, cast: Cast) -> dict[str, str]:
    """Every page of a casus."""
    concept = zaak.plannen.get(status=Plan.Status.CONCEPT)
    maatregel = concept.maatregelen.filter(partij=cast.om.partij).get().pk
    casussen.vraag_deelname(zaak, casussen.tweede_partner(cast))
    gegeven = casussen.verstrekt(zaak, cast)
    afzien = casussen.vraag_af_te_zien(zaak, cast.politie, cast.extern.partij)
    zending = casussen.gezonden(zaak, cast)
    paginas = ("verstrekking", "toestemming_vastleggen", "verstrekking_rond")
    extra = {
        **{naam: [gegeven.pk] for naam in (*paginas, "verstrekking_intrekken")},
        **{naam: [zending.pk] for naam in ("zending", "zending_intrekken")},
        "verzoek_afwijzen": [zaak.deelnameverzoeken.get().pk],
        "plan_versie": [1],
        "gebied": [1],
        "deelname_beeindigen": [casussen.deelname(zaak, cast.extern.partij).pk],
        "beroepsgeheim": [casussen.deelname(zaak, cast.extern.partij).pk],
        "advies_vragen": [casussen.deelname(zaak, cast.rvdk.partij).pk],
        "partijvraag_stoppen": [uuid.uuid4()],
        "antwoord_vastleggen": [zaak.partijvragen.filter(soort="uitnodiging").first().pk],
        "vangnet_gezien": [casussen.vangnet_geweigerd(zaak, cast).pk],
        "bijdrage_verbeteren": [zaak.bijdragen.get().pk],
        "derde_verwijderen": [zaak.derden.get().pk],
        "derde_elders": [zaak.derden.get().pk],
        "maatregel_wijzigen": [maatregel],
        "maatregel_schrappen": [maatregel],
        "advies_antwoord": [casussen.vraag_advies(zaak, cast).pk],
        "herinneren": [casussen.keten(zaak, cast.politie.partij)],
        "afzien": [casussen.keten(zaak, cast.politie.partij)],
        "afzien_beeindigen": [afzien.pk],
        "voortgang": [casussen.keten(zaak, cast.politie.partij)],
        "voortgang_extern": [casussen.keten(zaak, cast.extern.partij)],
    }
    return {
        naam: reverse(
            f"casusoverleg:{naam.removesuffix('_extern')}", args=[zaak.pk, *extra.get(naam, [])]
        )
        for naam in MAG
        if naam != "partijvraag"
    } | {
        "partijvraag": reverse("casusoverleg:partijvraag", args=[uuid.uuid4()]),
    }


def opent(client: Client, naam: str, adres: str) -> bool:
    antwoord = client.get(adres)
    if antwoord.status_code == 405:  # a button without a page: press it
        antwoord = client.post(adres)
    assert antwoord.status_code in (200, 302, 404), (naam, antwoord.status_code)
    return antwoord.status_code != 404


def test_de_tabel_noemt_elke_pagina() -> None:
    assert {p.name for p in urlpatterns} - {"lijst", "meedoen"} == set(MAG) - {"voortgang_extern"}


@pytest.mark.clausule("CAS-toegang-partij", "meedoen")
@pytest.mark.clausule("CAS-toegang-extern", "plan")
@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
@pytest.mark.clausule("CAS-autorisatie", "geven")
def test_elke_rol_opent_precies_zijn_eigen_paginas(cast: Cast) -> None:
    zaak = open_zaak(cast)
    paginas = adressen(zaak, cast)
    for naam, lid in cast.allen.items():
        client = lid.client
        open_ = {pagina for pagina, adres in paginas.items() if opent(client, pagina, adres)}
        assert open_ == {pagina for pagina, wie in MAG.items() if naam in wie}, naam


@pytest.mark.clausule("CAS-toegang-partij", "meedoen")
@pytest.mark.clausule("BEV-logging", "geweigerd")
def test_wie_niet_meedoet_vindt_niets_en_de_poging_staat_in_het_log(cast: Cast) -> None:
    zaak = casussen.met_plan(cast)
    kern = LEZERS - {"rvdk", "reclassering"}
    for naam, lid in cast.allen.items():
        client = lid.client
        voor = Inzage.objects.filter(toegestaan=False).count()
        adres = reverse("casusoverleg:casus", args=[zaak.pk])
        bestaat_niet = client.get(reverse("casusoverleg:casus", args=[uuid.uuid4()]))
        antwoord = client.get(adres)
        geweigerd = Inzage.objects.filter(toegestaan=False).count() - voor
        lijst = client.get(reverse("casusoverleg:lijst")).content.decode()
        assert (antwoord.status_code == 200) == (naam in kern), naam
        assert (zaak.nummer in lijst) == (naam in kern), naam
        if naam not in kern:
            assert antwoord.content == bestaat_niet.content
            assert "Kanarie" not in lijst
            assert geweigerd == 2
        assert Inzage.objects.filter(pseudoniem=zaak.pseudoniem, gebruiker=lid.gebruiker).exists()


def test_schrijven_zonder_recht_verandert_niets(cast: Cast) -> None:
    zaak = open_zaak(cast)
    actor = cast.politie.actor
    for besluit in (
        lambda: decisions.leg_analyse_vast(zaak, actor=actor, analyse="x"),
        lambda: plannen.maak_nieuwe_versie(zaak, actor=cast.uitvoerder_weegploeg.actor),
        lambda: deelnemen.laat_deelnemen(
            zaak, actor=cast.reclassering.actor, partner=Partner(cast.rvdk.partij, "x")
        ),
        lambda: casussen.breng_in(
            zaak,
            actor=cast.uitvoerder_weegploeg.actor,
            omschrijving="x",
            aard="feit",
            grondslag=grondslag("avg-6-1-e"),
            noodzaak="x",
        ),
        lambda: plannen.meld_voortgang(
            zaak,
            casussen.keten(zaak, cast.politie.partij),
            actor=cast.om.actor,
            stand="klaar",
            resultaat="x",
        ),
        lambda: decisions.adviseer_afsluiten(
            zaak, actor=cast.maastricht.actor, **casussen.evaluatie(zaak)
        ),
    ):
        with pytest.raises(Geweigerd):
            besluit()
    zaak.refresh_from_db()
    assert (zaak.analyse, zaak.stand) == ("KANARIE-analyse", "actief")


# Ends ------------------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-autorisatie", "intrekken")
@pytest.mark.clausule("CAS-toegang-partij", "meedoen")
def test_einde_van_deelname_werkt_meteen_in_de_open_sessie(cast: Cast) -> None:
    zaak = open_zaak(cast)
    for lid, pagina in ((cast.reclassering, "casus"), (cast.extern, "plan"), (cast.rvdk, "casus")):
        client, adres = lid.client, reverse(f"casusoverleg:{pagina}", args=[zaak.pk])
        assert client.get(adres).status_code == 200
        rij = casussen.deelname(zaak, lid.partij)
        deelnemen.beeindig_deelname(zaak, rij, actor=cast.uitvoerder.actor, reden="Klaar")
        assert client.get(adres).status_code == 404
        assert zaak.nummer not in client.get(reverse("casusoverleg:lijst")).content.decode()
        assert werk(lid.actor) == []


@pytest.mark.clausule("DEF-extern", "bijlage1")
@pytest.mark.clausule("CON-geheimhouding", "geldig")
@pytest.mark.parametrize("einde", ["bijlage1", "geheimhouding"])
def test_einde_van_bijlage_1_of_geheimhouding_werkt_meteen_in_de_open_sessie(
    cast: Cast, einde: str
) -> None:
    zaak = open_zaak(cast)
    client, adres = cast.extern.client, reverse("casusoverleg:plan", args=[zaak.pk])
    assert client.get(adres).status_code == 200
    if einde == "bijlage1":
        bijlage1.beeindig(cast.beheerder.actor, cast.extern.partij)
    else:
        cast.extern.partij.geheimhouding.update(geldig_tot=vandaag())
    antwoord = client.get(adres)
    assert antwoord.status_code == 302  # nobody to act for: no file, only the choice of a party
    assert "Kanarie" not in client.get(adres, follow=True).content.decode()


@pytest.mark.clausule("CAS-toegang-partij", "na-sluiten")
@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
def test_na_het_vastleggen_van_de_sluiting_lezen_alleen_de_kernpartijen(cast: Cast) -> None:
    zaak = casussen.met_advies(cast, cast.reclassering.partij, cast.extern.partij)
    plan, heel = (reverse(f"casusoverleg:{naam}", args=[zaak.pk]) for naam in ("plan", "casus"))
    lezen = ((cast.extern, plan), (cast.reclassering, heel))
    clients = [(lid, lid.client, adres) for lid, adres in lezen]
    assert {client.get(adres).status_code for _, client, adres in clients} == {200}
    decisions.sluit_af(
        zaak.zaak, actor=cast.uitvoerder.actor, besluit="Klaar.", niet_af="Loopt vanzelf door"
    )
    for lid, client, adres in clients:
        assert client.get(adres).status_code == 404
        assert zaak.nummer not in client.get(reverse("casusoverleg:lijst")).content.decode()
        with als(lid.actor):
            assert not Plan._base_manager.exists()
    for speler in (cast.uitvoerder, cast.uitvoerder_casusoverleg, cast.om):
        assert speler.client.get(heel).status_code == 200


def _sluit(cast: Cast, zaak: Casus, **velden: object) -> str:
    """What the secretary reads after he logged that the core parties close the approach."""
    dossier = WeegploegDossier.objects.get(zaak=zaak.zaak)
    post = {
        "keuze": "plan_afsluiten",
        "argumenten": "De doelen zijn gehaald.",
        **weegploeg.wie_sprak(cast),
    }
    if velden.get("keuze") != "plan_voortzetten":
        post["niet_af"] = "De coach gaat vrijwillig door."  # nobody said that it is done
    adres = reverse("weegploeg:afsluiten", args=[dossier.pk])
    antwoord = cast.uitvoerder.client.post(adres, post | velden, follow=True)
    return antwoord.content.decode()


@pytest.mark.clausule("CAS-toegang-partij", "latere-dag")
def test_het_besluit_kan_een_latere_dag_noemen(cast: Cast) -> None:
    zaak = Casus.objects.get(zaak=weegploeg.met_advies(cast).zaak)
    for lid in (cast.reclassering, cast.extern):
        casussen.laat_deelnemen(zaak, cast, lid.partij)
    tot = vandaag() + relativedelta(months=2)
    bladen = [
        ({"toegang_tot": vandaag(), "toegang_reden": "Overdracht."}, "Kies een dag na vandaag"),
        (
            {"toegang_tot": tot + relativedelta(months=2), "toegang_reden": "Overdracht."},
            "Kies een dag na vandaag",
        ),
        ({"toegang_tot": tot}, "Schrijf op waarom zij de casus nog moeten lezen."),
        ({"toegang_reden": "Overdracht."}, "Vul in tot welke dag zij de casus nog lezen."),
        (
            {"keuze": "plan_voortzetten", "toegang_tot": tot, "toegang_reden": "Overdracht."},
            "Laat dit leeg als de aanpak doorgaat.",
        ),
    ]
    for velden, zin in bladen:
        assert zin in _sluit(cast, zaak, **velden)
    assert "vastgelegd dat de aanpak wordt afgesloten" in _sluit(
        cast, zaak, toegang_tot=tot, toegang_reden="Overdracht aan de wijkteams."
    )
    adres = reverse("casusoverleg:casus", args=[zaak.pk])
    pagina = cast.reclassering.client.get(adres).content.decode()
    assert "Overdracht aan de wijkteams." in pagina
    assert cast.extern.client.get(reverse("casusoverleg:plan", args=[zaak.pk])).status_code == 200
    for lid in (cast.reclassering, cast.extern):
        for dag, leest in ((tot - timedelta(days=1), True), (tot, False)):
            assert Plan.objects.visible_to(lid.op(dag)).exists() == leest


@pytest.mark.clausule("WEE-rvdk-minderjarig", "achttien")
def test_de_raad_is_weg_op_de_achttiende_verjaardag(cast: Cast) -> None:
    morgen = vandaag() + timedelta(days=1)
    geboren = morgen.replace(year=morgen.year - 18)
    zaak = casussen.casus(cast, cast.rvdk.partij, naw={"geboortedatum": geboren})
    assert casussen.deelname(zaak, cast.rvdk.partij).tot == morgen
    assert cast.rvdk.client.get(reverse("casusoverleg:casus", args=[zaak.pk])).status_code == 200
    assert zaak in Casus.objects.visible_to(cast.rvdk.op(vandaag()))
    for later in (0, 1, 365):
        actor = cast.rvdk.op(morgen + timedelta(days=later))
        assert not Plan.objects.visible_to(actor).exists()
        assert not Casus.objects.visible_to(actor).exists()
    assert zaak in Casus.objects.visible_to(cast.politie.op(morgen))


@pytest.mark.clausule("WEE-rvdk-minderjarig", "volwassene")
@pytest.mark.clausule("WEE-rvdk-minderjarig", "achttien")
def test_na_correctie_van_de_geboortedatum_loopt_de_deelname_tot_de_nieuwe_dag(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.rvdk.partij, naw={"geboortedatum": jaren_geleden(16)})
    client, adres = cast.rvdk.client, reverse("casusoverleg:casus", args=[zaak.pk])
    persoon = reverse("casusoverleg:persoon", args=[zaak.pk])
    jonger = jaren_geleden(10)
    velden = {"achternaam": "Kanarie", "reden": "Verkeerd overgenomen"}
    cast.uitvoerder.client.post(persoon, velden | {"geboortedatum": jonger})
    assert casussen.deelname(zaak, cast.rvdk.partij).tot == jonger.replace(year=jonger.year + 18)
    assert client.get(adres).status_code == 200
    cast.uitvoerder.client.post(
        persoon, velden | {"geboortedatum": jaren_geleden(18), "raad_stopt": "on"}
    )
    assert client.get(adres).status_code == 404


@pytest.mark.clausule("WEE-rvdk-minderjarig", "volwassene")
def test_een_datum_die_de_raad_buitensluit_zegt_dat_eerst_en_kan_dezelfde_dag_terug(
    cast: Cast,
) -> None:
    minderjarig, volwassen = jaren_geleden(16), jaren_geleden(30)
    zaak = casussen.casus(cast, cast.rvdk.partij, naw={"geboortedatum": minderjarig})
    persoon = reverse("casusoverleg:persoon", args=[zaak.pk])

    def corrigeer(**velden: Any) -> Any:
        vast = {"achternaam": "Kanarie", "reden": "Verkeerd overgenomen"}
        return cast.uitvoerder.client.post(persoon, vast | velden)

    def raad_leest() -> bool:
        adres = reverse("casusoverleg:casus", args=[zaak.pk])
        return cast.rvdk.client.get(adres).status_code == 200  # type: ignore[no-any-return]

    einde = casussen.deelname(zaak, cast.rvdk.partij).tot
    for velden in ({"geboortedatum": volwassen}, {"geboren_ongeveer": str(minderjarig.year - 2)}):
        antwoord = corrigeer(**velden)
        assert "leest de casus dan meteen niet meer" in str(antwoord.context["form"].errors)
        assert raad_leest()
    assert corrigeer(geboortedatum=volwassen, raad_stopt="on").status_code == 302
    assert not raad_leest()
    assert corrigeer(geboortedatum=minderjarig).status_code == 302
    assert raad_leest()
    assert casussen.deelname(zaak, cast.rvdk.partij).tot == einde
    # The next day it does not: then the Raad is let in anew.
    corrigeer(geboortedatum=volwassen, raad_stopt="on")
    zaak.deelnames.update(tot=vandaag() - timedelta(days=1), van=vandaag() - timedelta(days=9))
    corrigeer(geboortedatum=minderjarig)
    assert not raad_leest()


@pytest.mark.clausule("WEE-rvdk-modus", "adviseur")
def test_de_raad_als_adviseur_ziet_niets(cast: Cast) -> None:
    zaak = casussen.met_plan(cast)
    casussen.laat_deelnemen(zaak, cast, cast.rvdk.partij, rol="adviseur")
    client = cast.rvdk.client
    for pagina in ("casus", "plan"):
        assert client.get(reverse(f"casusoverleg:{pagina}", args=[zaak.pk])).status_code == 404
    assert zaak.nummer not in client.get(reverse("casusoverleg:lijst")).content.decode()
    lezer = cast.gemeente.client.get(reverse("casusoverleg:casus", args=[zaak.pk]))
    assert "Adviseur zonder identiteit" in lezer.content.decode()


@pytest.mark.clausule("WEE-rvdk-modus", "partij")
def test_de_raad_doet_mee_als_partij_met_een_rol_en_licht_het_subject_in(cast: Cast) -> None:
    zaak = casussen.casus(cast, naw={"geboortedatum": jaren_geleden(16)})
    bladzij = reverse("casusoverleg:casus", args=[zaak.pk])
    velden = {
        "partij": cast.rvdk.partij.pk,
        "rol": "deelnemer",
        "waarvoor": "uitvoering",
        "grond_rvdk": "ontwikkeling",
    }
    adres = reverse("casusoverleg:deelname", args=[zaak.pk])
    zonder = cast.uitvoerder.client.post(adres, velden | {"reden": ""})
    assert set(zonder.context["form"].errors) == {"reden"}
    assert cast.rvdk.client.get(bladzij).status_code == 404
    goed = velden | {"reden": "Onderzoekt de opvoeding"}
    assert cast.uitvoerder.client.post(adres, goed).status_code == 302
    casussen.allen_doen_mee(zaak, cast)
    for lid in (cast.rvdk, cast.gemeente):
        tekst = lid.client.get(bladzij).content.decode()
        assert "Onderzoekt de opvoeding" in tekst
        assert "De Raad licht het subject in." in tekst


# What an external partner sees -----------------------------------------------------------------
@pytest.mark.clausule("CAS-toegang-extern", "plan")
@pytest.mark.clausule("CAS-toegang-extern", "voortgang")
@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
def test_de_externe_partner_ziet_het_vastgestelde_plan_en_verder_niets(cast: Cast) -> None:
    zaak = open_zaak(cast)
    client = cast.extern.client
    for naam in ("politie", "extern"):
        lid = getattr(cast, naam)
        plannen.meld_voortgang(
            zaak,
            casussen.keten(zaak, lid.partij),
            actor=lid.actor,
            stand="loopt",
            resultaat=f"Meldt {naam}",
        )
    adres = reverse("casusoverleg:plan", args=[zaak.pk])
    keten = casussen.keten(zaak, cast.extern.partij)
    pagina = client.get(adres).content.decode()
    for tekst in (
        "Wouter van Kanarie",
        "Werk en rust",
        "De wijkagent, in mei",
        "Zorg bieden",
        "Gesprekken door Politie Limburg",
        "Gesprekken door GGZ Maasoever",
        "Meldt politie",
        "Meldt extern",
        "Voortgang melden",
    ):
        assert tekst in pagina
    alles = pagina
    for ander in (
        reverse("casusoverleg:lijst"),
        reverse("casusoverleg:voortgang", args=[zaak.pk, keten]),
        reverse("werklijst"),
    ):
        alles += client.get(ander).content.decode()
    assert "KANARIE" not in alles
    for verborgen in (
        "W-2026-0001",
        "terugkeerder",
        "Terugkeerder",
        str(zaak.zaak),
        "1:255",
    ):
        assert verborgen not in alles
    lezer = cast.reclassering.client.get(reverse("casusoverleg:casus", args=[zaak.pk]))
    for kanarie in (
        "analyse",
        "bijdrage",
        "nodig",
        "derde",
        "adres",
        "gegevens",
        "waarom",
        "signaal",
        "noodzaak",
        "weging",
        "duiding",
        "straat",
        "plaats",
        "reden",
    ):
        assert f"KANARIE-{kanarie}" in lezer.content.decode()


@pytest.mark.clausule("CAS-toegang-extern", "plan")
def test_zonder_vastgesteld_plan_ziet_de_externe_partner_niets(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    plan = casussen.concept(zaak, cast, cast.extern.partij)
    client, adres = cast.extern.client, reverse("casusoverleg:plan", args=[zaak.pk])
    assert client.get(adres).status_code == 404
    assert zaak.nummer not in client.get(reverse("casusoverleg:lijst")).content.decode()
    casussen.stel_vast(plan, actor=cast.uitvoerder.actor)
    assert client.get(adres).status_code == 200
    assert zaak.nummer in client.get(reverse("casusoverleg:lijst")).content.decode()


@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
def test_de_externe_partner_meldt_alleen_bij_eigen_maatregelen(cast: Cast) -> None:
    zaak = open_zaak(cast)
    client = cast.extern.client
    velden = {"stand": "loopt", "resultaat": "Gestart"}
    andere = reverse(
        "casusoverleg:voortgang", args=[zaak.pk, casussen.keten(zaak, cast.politie.partij)]
    )
    assert client.post(andere, velden).status_code == 404
    assert not zaak.voortgang.exists()
    eigen = reverse(
        "casusoverleg:voortgang", args=[zaak.pk, casussen.keten(zaak, cast.extern.partij)]
    )
    assert client.post(eigen, velden).status_code == 302
    assert zaak.voortgang.get().partij == cast.extern.partij


# Transcript ------------------------------------------------------------------------------------
def _regels(zaak: Casus, publiek: Publiek) -> list[tuple[str, bool]]:
    afschrift = CasusBestand().afschrift(zaak, publiek)
    return [
        (f"{r.label} {r.waarde} {r.bron} {r.grondslag}", r.derden)
        for s in afschrift.secties
        for r in s.regels
    ]


def test_het_afschrift_voor_de_betrokkene_merkt_wat_over_anderen_gaat(cast: Cast) -> None:
    zaak = open_zaak(cast)
    regels = _regels(zaak, Publiek.BETROKKENE)
    eigen = " ".join(tekst for tekst, derden in regels if not derden)
    anderen = " ".join(tekst for tekst, derden in regels if derden)
    for tekst in (
        "KANARIE-signaal",
        "Politie Limburg",
        "Wpg artikel 20",
        "KANARIE-analyse",
        "KANARIE-bijdrage",
        "Werk en rust",
        "KANARIE-concept",
    ):
        assert tekst in eigen
    for tekst in ("KANARIE-derde", "KANARIE-adres", "KANARIE-gegevens", "KANARIE-wie"):
        assert tekst in anderen
        assert tekst not in eigen


def test_het_afschrift_voor_een_externe_partner_bevat_alleen_het_plan(cast: Cast) -> None:
    zaak = open_zaak(cast)
    tekst = " ".join(tekst for tekst, _ in _regels(zaak, Publiek.EXTERN))
    assert "KANARIE" not in tekst
    assert "Werk en rust" in tekst
    for publiek in (Publiek.KERNPARTIJ, Publiek.CASUSPARTIJ):
        heel = " ".join(tekst for tekst, _ in _regels(zaak, publiek))
        assert "KANARIE-derde" in heel
        assert "KANARIE-signaal" in heel


def test_de_kernpartijen_van_de_casus_zijn_gemeente_politie_en_om(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    assert set(CasusBestand().kernpartijen(zaak)) == set(cast.kern)


# Lists and work --------------------------------------------------------------------------------
def test_het_werk_noemt_wat_er_wacht_en_nooit_een_naam(cast: Cast) -> None:
    zonder = casussen.casus(cast)
    concept = casussen.casus(cast)
    casussen.concept(concept, cast)
    laat = casussen.met_plan(cast, cast.extern.partij, tot=vandaag() - timedelta(days=3))
    advies = casussen.met_advies(cast)
    for zaak in (laat, advies):
        casussen.gelezen(zaak, cast)
    vraag = (laat.nummer, "Vraag naar een maatregel die te laat is")
    regie = "Wijs een casusregisseur aan"
    zonder_regie = {(zaak.nummer, regie) for zaak in (zonder, concept, laat)}
    verwacht = {
        "uitvoerder": {
            (zonder.nummer, "Plan maken"),
            (concept.nummer, "Plan afmaken en vaststellen"),
            vraag,
            *zonder_regie,
        },
        "uitvoerder_weegploeg": set(),  # the decision on closing stands with the weegploeg's file
        "uitvoerder_casusoverleg": {
            (zonder.nummer, "Plan maken"),
            (concept.nummer, "Plan afmaken en vaststellen"),
            vraag,
            *zonder_regie,
        },
        "politie": {(laat.nummer, "Voortgang van uw maatregel melden")},
        "extern": {(laat.nummer, "Voortgang van uw maatregel melden")},
    }
    for naam, lid in cast.allen.items():
        rijen = werk(lid.actor)
        assert {(rij.nummer, rij.wat) for rij in rijen} == verwacht.get(naam, set()), naam
        for rij in rijen:
            assert lid.client.get(rij.url).status_code == 200
    assert werk(cast.extern.actor)[0].uiterlijk == vandaag() - timedelta(days=3)


def _vragen(client: Client, adres: str) -> int:
    with CaptureQueriesContext(connection) as gevangen:
        assert client.get(adres).status_code == 200
    return len(gevangen)


def test_de_lijst_kost_evenveel_vragen_voor_1_en_30(cast: Cast) -> None:
    adres = reverse("casusoverleg:lijst")
    clients = [lid.client for lid in (cast.uitvoerder, cast.reclassering, cast.extern)]

    def vragen() -> list[int]:
        return [_vragen(client, adres) for client in clients]

    casussen.met_plan(cast, cast.reclassering.partij, cast.extern.partij)
    vragen()
    een = vragen()
    for _ in range(29):
        casussen.met_plan(cast, cast.reclassering.partij, cast.extern.partij)
    assert vragen() == een
    for client in clients:
        eerste = client.get(adres).context["pagina"]
        tweede = client.get(adres + eerste.volgende).context["pagina"]
        assert (len(eerste), len(tweede)) == (25, 5)


def test_een_casus_kost_evenveel_vragen_bij_1_en_30_maatregelen(cast: Cast) -> None:
    actor, client = cast.uitvoerder.actor, cast.uitvoerder.client
    een = casussen.met_plan(cast, cast.extern.partij)
    dertig = casussen.casus(cast, cast.extern.partij)
    plan = casussen.concept(dertig, cast, *[cast.politie.partij] * 30)
    casussen.stel_vast(plan, actor=actor)
    for maatregel in plan.maatregelen.all():
        plannen.meld_voortgang(
            dertig, maatregel.keten, actor=actor, stand="loopt", resultaat="Bezig"
        )
    for naam in ("casus", "plan"):
        adres_een, adres_dertig = (
            reverse(f"casusoverleg:{naam}", args=[zaak.pk]) for zaak in (een, dertig)
        )
        client.get(adres_een)
        client.get(adres_dertig)
        assert _vragen(client, adres_dertig) == _vragen(client, adres_een), naam


# Words of a concept, and the weegploeg's file --------------------------------------------------
@pytest.mark.clausule("CAS-toegang-extern", "voortgang")
def test_voortgang_noemt_de_maatregel_zoals_die_is_vastgesteld(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij, omschrijving="Afgesproken gesprekken")
    actor = cast.uitvoerder.actor
    for lid in (cast.politie, cast.extern):
        keten = casussen.keten(zaak, lid.partij)
        plannen.meld_voortgang(zaak, keten, actor=lid.actor, stand="loopt", resultaat="Bezig")
    concept = plannen.maak_nieuwe_versie(zaak, actor=actor)
    for maatregel in concept.maatregelen.all():
        plannen.wijzig_maatregel(
            maatregel, actor=actor, partij=maatregel.partij, omschrijving="KANARIE-concept"
        )

    def voortgang(publiek: Publiek) -> str:
        secties = CasusBestand().afschrift(zaak, publiek).secties
        return " ".join(r.waarde for s in secties if s.titel == "Voortgang" for r in s.regels)

    adres = reverse("casusoverleg:plan", args=[zaak.pk])
    pagina = cast.extern.client.get(adres).content.decode()
    assert "KANARIE" not in pagina
    assert "Bij de maatregel: Afgesproken gesprekken" in pagina
    assert "KANARIE" not in " ".join(tekst for tekst, _ in _regels(zaak, Publiek.EXTERN))
    for publiek in Publiek:
        assert voortgang(publiek).count("Bij de maatregel: Afgesproken gesprekken") == 2
        assert "KANARIE" not in voortgang(publiek)

    # Adopted without the measure of the police: its progress stays, in the words that were agreed.
    plannen.schrap_maatregel(
        concept.maatregelen.get(partij=cast.politie.partij), actor=cast.uitvoerder.actor
    )
    casussen.stel_vast(concept, actor=actor)
    assert "KANARIE-concept" in cast.extern.client.get(adres).content.decode()
    assert "Afgesproken" not in cast.extern.client.get(adres).content.decode()
    assert voortgang(Publiek.EXTERN).count("Bij de maatregel: KANARIE-concept") == 1
    heel = voortgang(Publiek.KERNPARTIJ)
    assert "Bij de maatregel: KANARIE-concept" in heel
    assert "Bij de maatregel: Afgesproken gesprekken" in heel


@pytest.mark.clausule("WEE-toegang", "geen-casuspartij")
@pytest.mark.clausule("WEE-toegang", "geen-extern")
def test_alleen_de_kernpartijen_lezen_het_nummer_van_het_weegploegdossier(cast: Cast) -> None:
    zaak = open_zaak(cast)
    paginas = adressen(zaak, cast)
    kern = {"uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg"}
    kern |= {"gemeente", "politie", "om"}
    for naam, lid in cast.allen.items():
        client = lid.client
        leesbaar = [adres for pagina, adres in paginas.items() if pagina != "plan_pdf"]
        alles = "".join(client.get(adres).content.decode() for adres in leesbaar)
        assert (zaak.weegploeg_nummer in alles) == (naam in kern), naam
    for publiek, staat_erin in (
        (Publiek.KERNPARTIJ, True),
        (Publiek.BETROKKENE, True),
        (Publiek.CASUSPARTIJ, False),
        (Publiek.EXTERN, False),
    ):
        tekst = " ".join(tekst for tekst, _ in _regels(zaak, publiek))
        assert (zaak.weegploeg_nummer in tekst) == staat_erin, publiek


# The birth date --------------------------------------------------------------------------------
GEBOREN = date(1990, 5, 17)


def _blad(speler: Speler, zaak: Casus) -> str:
    return speler.client.get(reverse("casusoverleg:casus", args=[zaak.pk])).content.decode()


def _controleer(speler: Speler, zaak: Casus, geboren: date) -> str:
    adres = reverse("casusoverleg:geboortedatum", args=[zaak.pk])
    return speler.client.post(adres, {"geboortedatum": geboren}, follow=True).content.decode()


@pytest.mark.clausule("CAS-toegang-partij", "geboortedatum")
def test_de_laatste_dag_van_de_raad_verraadt_de_geboortedatum_niet(cast: Cast) -> None:
    """The Raad takes part until the 18th birthday: that day tells when the subject was born (PB 3.4)."""
    zaak = casussen.casus(cast, cast.rvdk.partij, cast.reclassering.partij)
    adres = reverse("casusoverleg:casus", args=[zaak.pk])
    deelname = casussen.deelname(zaak, cast.rvdk.partij)
    assert deelname.tot_meerderjarig

    def leest(speler: Speler) -> bool:
        return f"Tot {datum(deelname.tot)}" in speler.client.get(adres).content.decode()

    def staat_in(publiek: Publiek) -> bool:
        regels = _regels(Casus.objects.get(pk=zaak.pk), publiek)
        return datum(deelname.tot) in " ".join(tekst for tekst, _ in regels)

    assert leest(cast.reclassering)  # of a minor it reads the birth date as well
    assert not staat_in(Publiek.CASUSPARTIJ)  # but what is on paper, stays when he grew up
    zaak.geboortedatum = jaren_geleden(18) - timedelta(days=3)
    zaak.save(update_fields=["geboortedatum"])
    van, deelname.tot = vandaag() - timedelta(days=60), vandaag() - timedelta(days=3)
    zaak.deelnames.filter(pk=deelname.pk).update(van=van, tot=deelname.tot)
    for speler, ziet in ((cast.politie, True), (cast.uitvoerder, True), (cast.reclassering, False)):
        assert leest(speler) is ziet, speler
    for publiek in (Publiek.KERNPARTIJ, Publiek.BETROKKENE, Publiek.CASUSPARTIJ):
        assert staat_in(publiek) is (publiek != Publiek.CASUSPARTIJ), publiek
    # A day that was agreed is nobody's birthday, and everybody who takes part reads it.
    zaak.deelnames.filter(pk=deelname.pk).update(afgesproken_tot=deelname.tot)
    assert leest(cast.reclassering)
    assert staat_in(Publiek.CASUSPARTIJ)


@pytest.mark.clausule("CAS-toegang-partij", "geboortedatum")
def test_de_geboortedatum_van_een_volwassene_zien_alleen_kernpartijen(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij, naw={"geboortedatum": GEBOREN})
    adres = reverse("casusoverleg:geboortedatum", args=[zaak.pk])
    for speler in (cast.uitvoerder, cast.uitvoerder_casusoverleg, cast.gemeente, cast.politie):
        assert "17 mei 1990" in _blad(speler, zaak)
        assert adres not in _blad(speler, zaak)
        assert speler.client.get(adres).status_code == 404
    assert "1990" not in _blad(cast.reclassering, zaak)
    casussen.laat_deelnemen(zaak, cast, cast.extern.partij)
    rij = casussen.verstrekt(zaak, cast, "geboortedatum")
    verstrekking = reverse("casusoverleg:verstrekking", args=[zaak.pk, rij.pk])
    assert "1990" in cast.gemeente.client.get(verstrekking).content.decode()
    blad = cast.reclassering.client.get(verstrekking).content.decode()
    assert "1990" not in blad
    assert "Alleen voor de kernpartijen" in blad
    assert adres in _blad(cast.reclassering, zaak)


@pytest.mark.clausule("CAS-toegang-partij", "geboortedatum")
def test_van_een_minderjarige_ziet_een_casuspartij_hem_tot_de_dag_van_achttien(cast: Cast) -> None:
    morgen = vandaag() + timedelta(days=1)
    for dag, ziet in ((morgen, True), (vandaag(), False)):
        geboren = dag - relativedelta(years=18)
        zaak = casussen.casus(cast, cast.reclassering.partij, naw={"geboortedatum": geboren})
        assert (str(geboren.year) in _blad(cast.reclassering, zaak)) == ziet


@pytest.mark.clausule("CAS-toegang-partij", "toets-geboorte")
def test_een_casuspartij_hoort_of_haar_datum_klopt_en_dat_wordt_vastgelegd(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij, naw={"geboortedatum": GEBOREN})
    klok = zaak.laatste_verwerking_op
    assert "in de casus staat deze geboortedatum niet" in _controleer(
        cast.reclassering, zaak, date(1990, 5, 18)
    )
    assert "deze geboortedatum is dezelfde" in _controleer(cast.reclassering, zaak, GEBOREN)
    _controleer(cast.reclassering, zaak, GEBOREN)
    assert "3 keer op een dag" in _controleer(cast.reclassering, zaak, GEBOREN)
    soort = "casusoverleg.geboortedatum_gecontroleerd"
    rijen = Gebeurtenis.van(zaak).filter(soort=soort)
    assert {rij.gebruiker for rij in rijen} == {cast.reclassering.gebruiker}
    assert rijen.count() == 3
    zaak.refresh_from_db()
    assert zaak.laatste_verwerking_op == klok
    zonder = casussen.casus(cast, cast.rvdk.partij)
    assert (
        cast.reclassering.client.post(
            reverse("casusoverleg:geboortedatum", args=[zonder.pk]), {"geboortedatum": GEBOREN}
        ).status_code
        == 404
    )
