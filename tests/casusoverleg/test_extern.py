"""What an external partner does and reads in a casus besides its measures (MC 1 c, 10.5)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casusoverleg.dossier.models import Bijdrage, Casus
from casusoverleg.plan import decisions as plannen
from casusoverleg.plan.models import Maatregel, Plan
from register.models import Gebeurtenis
from register.muur import als
from tests.cast import Cast, Speler, grondslag
from tests.hulp import casussen, gegevens


def url(naam: str, *args: Any) -> str:
    return reverse(f"casusoverleg:{naam}", args=args)


def lees(client: Client, naam: str, zaak: Casus) -> str:
    """A page that opens, or nothing."""
    antwoord = client.get(url(naam, zaak.pk), follow=True)
    return antwoord.content.decode() if antwoord.status_code == 200 else ""


def bijdrage(**anders: Any) -> dict[str, Any]:
    return {
        **gegevens.AARD,
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
    plannen.stel_plan_vast(plan, actor=cast.uitvoerder.actor)
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
