"""What an external partner does and reads in a casus besides its measures (MC 1 c, 10.5)."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import resolve, reverse

from casusoverleg.deelname import decisions as deelnemen
from casusoverleg.dossier.models import Bijdrage, Casus
from casusoverleg.plan import decisions as plannen
from casusoverleg.plan.models import Maatregel, Plan
from register.models import Gebeurtenis, Inzage
from register.muur import als
from tests.cast import Cast, Speler, grondslag
from tests.casusoverleg.test_toegang import open_zaak
from tests.hulp import casussen, gegevens, overleggen
from tests.hulp.formulieren import open_formulier, stuur
from tests.privacy_rights.pdf_tekst import pdf_tekst


def url(naam: str, *args: Any) -> str:
    return reverse(f"casusoverleg:{naam}", args=args)


def lees(client: Client, naam: str, zaak: Casus) -> str:
    """A page that opens, or nothing."""
    antwoord = client.get(url(naam, zaak.pk), follow=True)
    return antwoord.content.decode() if antwoord.status_code == 200 else ""


def bijdrage(**anders: Any) -> dict[str, Any]:
    return {
        **gegevens.INBRENG,
        "omschrijving": "Komt elke week",
        "grondslag": grondslag("avg-6-1-e-extern").pk,
        "noodzaak": "Voor de begeleiding",
    } | anders


@pytest.fixture
def tweede(cast: Cast) -> Speler:
    return casussen.tweede_partner(cast)


@pytest.fixture
def zaak(cast: Cast, tweede: Speler) -> Casus:
    """Two external partners and a casuspartij take part; nothing was adopted yet."""
    zaak = casussen.casus(cast, cast.extern.partij, tweede.partij, cast.reclassering.partij)
    casussen.concept(zaak, cast, cast.extern.partij)
    return zaak


def leg_voor(cast: Cast, zaak: Casus, *partijen: Any) -> None:
    velden = {"partijen": [partij.pk for partij in partijen]}
    antwoord = cast.uitvoerder.client.post(url("voorleggen", zaak.pk), velden)
    assert antwoord.status_code == 302, antwoord.context["form"].errors


@pytest.mark.clausule("CAS-toegang-extern", "concept")
def test_wie_het_plan_helpt_opstellen_leest_het_concept_tot_het_vaststaat(
    cast: Cast, zaak: Casus, tweede: Speler
) -> None:
    extern, ander = cast.extern.client, tweede.client
    assert not lees(extern, "concept", zaak)
    leg_voor(cast, zaak, cast.extern.partij)
    for naam in ("plan", "concept"):
        assert "Werk en rust" in lees(extern, naam, zaak)
        assert not lees(ander, naam, zaak)
    assert zaak.nummer in lees_lijst(extern)
    assert zaak.nummer not in lees_lijst(ander)
    plan = zaak.plannen.get()
    casussen.stel_vast(plan, actor=cast.uitvoerder.actor)
    assert not lees(extern, "concept", zaak)
    assert "Uw maatregelen" in lees(extern, "plan", zaak)
    nieuw = plannen.maak_nieuwe_versie(zaak, actor=cast.uitvoerder.actor)
    assert not lees(extern, "concept", zaak)  # a new version is laid before it anew
    leg_voor(cast, zaak, cast.extern.partij)
    plannen.wijzig_plan(nieuw, actor=cast.uitvoerder.actor, doelen=["a"], doel="Anders")
    assert "Anders" in lees(extern, "concept", zaak)
    assert "Anders" not in lees(extern, "plan", zaak)
    leg_voor(cast, zaak)
    assert not lees(extern, "concept", zaak)


def lees_lijst(client: Client) -> str:
    return client.get(url("lijst")).content.decode()


@pytest.mark.clausule("CAS-toegang-extern", "concept")
def test_ook_de_database_toont_het_concept_alleen_aan_wie_het_is_voorgelegd(
    cast: Cast, zaak: Casus, tweede: Speler
) -> None:
    def ziet(speler: Any) -> tuple[int, int]:
        with als(speler.actor):
            return Plan.objects.count(), Maatregel.objects.count()

    assert ziet(cast.extern) == (0, 0)
    leg_voor(cast, zaak, cast.extern.partij)
    assert ziet(cast.extern) == (1, zaak.plannen.get().maatregelen.count())
    assert ziet(tweede) == (0, 0)


def test_een_concept_gaat_naar_niemand_die_niet_meedoet(cast: Cast, zaak: Casus) -> None:
    pad = url("voorleggen", zaak.pk)
    for partij in (cast.reclassering.partij, cast.rvdk.partij):
        antwoord = cast.uitvoerder.client.post(pad, {"partijen": [partij.pk]})
        assert "partijen" in antwoord.context["form"].errors
    assert not zaak.plannen.get().voorgelegd_aan


def test_wie_meedoet_hoort_dat_het_concept_is_voorgelegd(
    cast: Cast, zaak: Casus, tweede: Speler
) -> None:
    leg_voor(cast, zaak, cast.extern.partij)
    zin = "U kunt het concept van het plan lezen."
    for speler in (cast.extern, cast.reclassering, cast.politie):
        assert zin in speler.client.get(reverse("werklijst")).content.decode()
    assert zin not in tweede.client.get(reverse("werklijst")).content.decode()


@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
def test_de_externe_partner_brengt_zelf_in_en_leest_alleen_wat_van_haar_is(
    cast: Cast, zaak: Casus
) -> None:
    extern, pad = cast.extern.client, url("bijdrage", zaak.pk)
    assert extern.get(pad).status_code == 404  # it reads nothing of this casus yet
    leg_voor(cast, zaak, cast.extern.partij)
    cast.reclassering.client.post(
        pad,
        bijdrage(omschrijving="KANARIE", werk="toezicht", grondslag=grondslag("reclassering-8").pk),
    )
    fout = extern.post(pad, bijdrage(noodzaak=" "))
    assert set(fout.context["form"].errors) == {"noodzaak"}
    assert "Komt elke week" in fout.content.decode()
    na = extern.post(pad, bijdrage(), follow=True)
    assert na.redirect_chain
    assert na.status_code == 200
    for naam in ("plan", "concept"):
        pagina = lees(extern, naam, zaak)
        assert "Komt elke week" in pagina
        assert "KANARIE" not in pagina
    assert "Komt elke week" in cast.politie.client.get(url("casus", zaak.pk)).content.decode()
    with als(cast.extern.actor):
        assert Bijdrage.objects.get().omschrijving == "Komt elke week"
    assert Gebeurtenis.van(zaak).first().namens == cast.extern.partij.naam
    leg_voor(cast, zaak)
    assert extern.post(pad, bijdrage(omschrijving="Te laat")).status_code == 404
    assert zaak.bijdragen.count() == 2


# All that he can reach ---------------------------------------------------------------------------
# Every page that leads on from his worklist: his own account, the covenant and its sources, and of this casus the plan, its
# measures, what he brings in, what was disclosed and the meeting.
ZIJN_WERELD = {
    "casusoverleg:afgewogen",
    "casusoverleg:bijdrage",
    "casusoverleg:bijdrage_verbeteren",
    "casusoverleg:lijst",
    "casusoverleg:meedoen",
    "casusoverleg:plan",
    "casusoverleg:verstrekt",
    "casusoverleg:voortgang",
    "overleg:agenda_pdf",
    "overleg:ics",
    "overleg:lijst",
    "overleg:opmerking",
    "overleg:overleg",
    "overleg:uitnodiging_pdf",
    "overleg:verslag",
    "overleg:verslag_pdf",
    "weegploeg:vragen",  # what is asked of his organisation itself
}
EIGEN = {"convenant", "mensen", "beveiliging", "bronnen", "hulp"}


def loop(client: Client) -> dict[str, str]:
    """Every page that he reaches by a link, by address."""
    uit: dict[str, str] = {}
    te_gaan = [reverse("werklijst")]
    while te_gaan:
        pad = te_gaan.pop()
        if pad in uit:
            continue
        antwoord = client.get(pad, follow=True)
        assert antwoord.status_code == 200, pad
        inhoud = antwoord.content
        tekst = pdf_tekst(inhoud) if inhoud.startswith(b"%PDF") else inhoud.decode()
        uit[pad] = tekst
        for href in re.findall(r'href="([^"]+)"', tekst):
            deel = urlsplit(unescape(href))
            if deel.path.startswith("/") and not deel.path.startswith(("/static/", "/uitloggen/")):
                te_gaan.append(deel.path)
    return uit


@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
def test_de_hele_wereld_van_een_externe_partner(cast: Cast) -> None:
    zaak = open_zaak(cast)
    casussen.breng_in(
        zaak,
        actor=cast.extern.actor,
        omschrijving="Bracht ik zelf in",
        aard="feit",
        grondslag=grondslag("avg-6-1-e-extern"),
        noodzaak="Voor de begeleiding",
    )
    casussen.verstrekt(zaak, cast, "naam")
    mensen = (cast.extern, cast.gemeente)
    overleggen.geweest(cast, "verslag", zaak, soort="casusoverleg", mensen=mensen)
    wereld = loop(cast.extern.client)
    namen = {resolve(pad).view_name for pad in wereld}
    van_dossiers = {naam for naam in namen if ":" in naam and naam.split(":")[0] not in EIGEN}
    assert van_dossiers - ZIJN_WERELD == set()
    assert ZIJN_WERELD - van_dossiers == set()
    alles = "".join(wereld.values())
    for gezien in ("Wouter van Kanarie", "Gesprekken door GGZ Maasoever", "Bracht ik zelf in"):
        assert gezien in alles
    assert "KANARIE" not in alles
    assert zaak.weegploeg_nummer not in alles


@pytest.mark.clausule("CAS-toegang-partij", "na-sluiten")
def test_na_het_sluiten_leest_hij_nog_en_wordt_hem_niets_meer_gevraagd(cast: Cast) -> None:
    zaak = casussen.met_advies(cast, cast.extern.partij)
    casussen.breng_in(
        zaak,
        actor=cast.extern.actor,
        omschrijving="Bracht ik zelf in",
        aard="feit",
        grondslag=grondslag("avg-6-1-e-extern"),
        noodzaak="Voor de begeleiding",
    )
    verbeteren = url("bijdrage_verbeteren", zaak.pk, zaak.bijdragen.get().pk)
    te_doen = [
        url("bijdrage", zaak.pk),
        url("afgewogen", zaak.pk),
        url("voortgang", zaak.pk, casussen.keten(zaak, cast.extern.partij)),
    ]
    voor = lees(cast.extern.client, "plan", zaak)
    assert [pad for pad in te_doen if f'href="{pad}"' not in voor] == []
    tot = gegevens.vandaag() + timedelta(days=30)
    casussen.sluit(zaak, cast, toegang_tot=tot, toegang_reden="Overdracht")
    na = lees(cast.extern.client, "plan", zaak)
    assert "Bracht ik zelf in" in na
    assert [pad for pad in te_doen if f'href="{pad}"' in na] == []
    assert f'href="{verbeteren}"' in na  # what is not right, is put right all the same (MC 12.5)
    form = open_formulier(cast.extern.client, verbeteren, "reden")
    velden = {"omschrijving": "Zo klopt het", "reden": "Verkeerd onthouden"}
    assert stuur(cast.extern.client, verbeteren, form, **velden).status_code == 302
    assert zaak.bijdragen.get().omschrijving == "Zo klopt het"


# Earlier versions ----------------------------------------------------------------------------------
def _nieuwe_versie(cast: Cast, zaak: Casus, doel: str) -> Plan:
    actor = cast.uitvoerder.actor
    plan = plannen.maak_nieuwe_versie(zaak, actor=actor)
    plannen.wijzig_plan(plan, actor=actor, doelen=["a", "e"], doel=doel)
    return casussen.stel_vast(plan, actor=actor)


def _versie(speler: Speler, zaak: Casus, versie: int) -> str:
    antwoord = speler.client.get(url("plan_versie", zaak.pk, versie))
    return antwoord.content.decode() if antwoord.status_code == 200 else ""


def _ziet(speler: Speler) -> set[int]:
    """The versions that both walls show; they say the same."""
    with als(speler.actor):
        muur = set(Plan.objects.values_list("versie", flat=True))
    assert muur == set(Plan.objects.visible_to(speler.actor).values_list("versie", flat=True))
    return muur


@pytest.mark.clausule("CAS-toegang-extern", "eerder")
def test_een_externe_partner_leest_terug_wat_gold_toen_hij_meedeed(
    cast: Cast, zaak: Casus, tweede: Speler
) -> None:
    """The convenant gives it the plan (MC 10.5), of which each adopted version stays to be read (MC 9.3).

    So it reads each version that it had: the ones that held while it took part, and only while it does.
    What held before it came it never had, and does not need for its part now.
    """
    casussen.stel_vast(zaak.plannen.get(), actor=cast.uitvoerder.actor)
    _nieuwe_versie(cast, zaak, "Het tweede doel")
    deelname = casussen.deelname(zaak, tweede.partij)
    deelnemen.beeindig_deelname(zaak, deelname, actor=cast.uitvoerder.actor, reden="Klaar")
    _nieuwe_versie(cast, zaak, "Het derde doel")
    assert _ziet(cast.extern) == {1, 2, 3}
    pagina = lees(cast.extern.client, "plan", zaak)
    assert "Het derde doel" in pagina
    for versie in (1, 2):
        assert url("plan_versie", zaak.pk, versie) in pagina
    assert "Werk en rust" in _versie(cast.extern, zaak, 1)
    assert "Het tweede doel" in _versie(cast.extern, zaak, 2)
    # Who left reads nothing; who came back reads what holds now, and what he had.
    assert _ziet(tweede) == set()
    assert not _versie(tweede, zaak, 1)
    casussen.laat_deelnemen(zaak, cast, tweede.partij)
    assert _ziet(tweede) == {1, 3}
    assert not _versie(tweede, zaak, 2)
    # It took no part in a concept, and a concept is no earlier version.
    concept = plannen.maak_nieuwe_versie(zaak, actor=cast.uitvoerder.actor)
    assert not _versie(cast.extern, zaak, concept.versie)


@pytest.mark.clausule("CAS-toegang-extern", "eerder")
def test_wie_later_komt_leest_geen_versie_van_daarvoor(cast: Cast) -> None:
    zaak = casussen.met_plan(cast)
    _nieuwe_versie(cast, zaak, "Het tweede doel")
    casussen.laat_deelnemen(zaak, cast, cast.extern.partij)
    assert _ziet(cast.extern) == {2}
    assert not _versie(cast.extern, zaak, 1)
    assert "Eerdere versies" not in lees(cast.extern.client, "plan", zaak)
    voor = Inzage.objects.filter(toegestaan=False).count()
    _versie(cast.extern, zaak, 1)
    assert Inzage.objects.filter(toegestaan=False).count() == voor + 1
