"""A party leaves: two people, never on a day that has begun, and back until that day (MC 18.2; ADR 11)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from convenant import opzegging
from convenant.models import Opzegging, Partij
from gedeeld.actor import Rol
from gedeeld.weigering import NietMogelijk
from tests.cast import Cast, Speler, maak_speler

OVERZICHT, WIJZIGINGEN = "/convenant/", "/convenant/wijzigingen/"
VANDAAG = timezone.localdate()
MORGEN = VANDAAG + timedelta(days=1)
OVER_DRIE_MAANDEN = VANDAAG + relativedelta(months=3)


def adres(wat: str, partij: Partij) -> str:
    """The page on the last notice of a party; of a new one on the party itself."""
    van = partij if wat == "nieuw" else partij.opzeggingen.latest("pk")
    return reverse(f"convenant:opzegging_{wat}", args=[van.pk])


def doe(wie: Speler, wat: str, partij: Partij, **velden: Any) -> Any:
    return wie.client.post(adres(wat, partij), velden)


def html(client: Client, url: str) -> str:
    antwoord = client.get(url)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def vers(partij: Partij) -> Partij:
    return Partij.objects.get(pk=partij.pk)


@pytest.fixture
def opgezegd(cast: Cast) -> Partij:
    """The reclassering gave notice today; nobody confirmed it."""
    partij = cast.reclassering.partij
    assert doe(cast.beheerder, "nieuw", partij, op=VANDAAG.isoformat()).status_code == 302
    return partij


# The way ------------------------------------------------------------------------------------------
@pytest.mark.clausule("CON-opzegging", "drie-maanden")
def test_na_drie_maanden_ziet_een_vertrokken_partij_niets(cast: Cast, opgezegd: Partij) -> None:
    assert vers(opgezegd).tot is None  # nothing ends by one person
    assert doe(cast.uitvoerder, "bevestigen", opgezegd).status_code == 302
    assert cast.reclassering.client.get("/casusoverleg/").status_code == 200  # the term still runs
    blad = html(cast.politie.client, OVERZICHT)
    assert f"Eindigt op {date_format(OVER_DRIE_MAANDEN, 'j F Y')}" in blad
    partij = vers(opgezegd)
    assert partij.doet_mee(OVER_DRIE_MAANDEN - timedelta(days=1))
    assert not partij.doet_mee(OVER_DRIE_MAANDEN)
    opnieuw = doe(cast.beheerder, "nieuw", opgezegd, op=VANDAAG.isoformat())
    assert "heeft al opgezegd" in opnieuw.content.decode()


@pytest.mark.clausule("CON-opzegging", "geen-toegang")
@pytest.mark.clausule("CON-opzegging", "anderen")
@pytest.mark.clausule("CON-opzegging", "niet-terug")
def test_een_opzegging_van_lang_geleden_eindigt_morgen_en_de_anderen_gaan_door(cast: Cast) -> None:
    partij = cast.reclassering.partij
    op = (VANDAAG - relativedelta(months=3) - timedelta(days=3)).isoformat()
    doe(cast.beheerder, "nieuw", partij, op=op)
    bevestigen = adres("bevestigen", partij)
    assert f"Vanaf {date_format(MORGEN, 'j F Y')} werkt niemand meer" in html(
        cast.om.client, bevestigen
    )
    doe(cast.om, "bevestigen", partij)
    assert vers(partij).tot == MORGEN
    assert cast.reclassering.client.get("/casusoverleg/").status_code == 200
    Partij.objects.filter(pk=partij.pk).update(tot=VANDAAG)  # the day has come
    assert cast.reclassering.client.get("/casusoverleg/").status_code == 302
    assert cast.rvdk.client.get("/casusoverleg/").status_code == 200


@pytest.mark.parametrize("op", [MORGEN.isoformat(), "2019-01-01", "", "x"])
def test_een_opzegging_heeft_een_goede_dag(cast: Cast, op: str) -> None:
    antwoord = doe(cast.beheerder, "nieuw", cast.maastricht.partij, op=op)
    assert antwoord.status_code == 200
    assert antwoord.context["form"].errors["op"]
    assert not Opzegging.objects.exists()


# Two people ---------------------------------------------------------------------------------------
@pytest.mark.clausule("CON-opzegging", "tweede-persoon")
def test_wie_haar_vastlegde_bevestigt_haar_niet(cast: Cast, opgezegd: Partij) -> None:
    antwoord = doe(cast.beheerder, "bevestigen", opgezegd)
    assert "zelf vastgelegd. Laat een ander" in antwoord.content.decode()
    pad = adres("bevestigen", opgezegd)
    assert "zelf vastgelegd" in cast.beheerder.client.get(pad, follow=True).content.decode()
    assert vers(opgezegd).tot is None
    for door in (None, cast.beheerder.gebruiker):
        with pytest.raises(IntegrityError), transaction.atomic():
            Opzegging.objects.update(bevestigd_op=timezone.now(), bevestigd_door=door)
    tweede = maak_speler("beheer2", cast.gemeente.partij, Rol.BEHEERDER)
    assert doe(tweede, "bevestigen", opgezegd).status_code == 302
    assert vers(opgezegd).tot == OVER_DRIE_MAANDEN


def test_wie_kan_bevestigen_heeft_het_op_zijn_pagina(cast: Cast, opgezegd: Partij) -> None:
    wat = f"Opzegging bevestigen: {opgezegd}"
    assert wat in html(cast.uitvoerder.client, "/")
    assert wat not in html(cast.beheerder.client, "/")
    knop = adres("bevestigen", opgezegd)
    waar = {wie: knop in html(speler.client, OVERZICHT) for wie, speler in cast.allen.items()}
    assert {wie for wie, staat in waar.items() if staat} == {
        "uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg", "gemeente", "politie", "om",
        "maastricht", "uitvoerder_maastricht",
    }  # fmt: skip
    # What may still be a mistake stands only where access is looked after.
    wacht = "Opzegging wacht op bevestiging"
    assert wacht in html(cast.fg.client, OVERZICHT)
    for wie in (cast.rvdk, cast.reclassering, cast.extern):
        assert wacht not in html(wie.client, OVERZICHT)
    doe(cast.uitvoerder, "bevestigen", opgezegd)
    assert wat not in html(cast.uitvoerder.client, "/")
    assert "Opgezegd op" in html(cast.rvdk.client, OVERZICHT)


def test_twee_tegelijk_leggen_een_opzegging_vast(cast: Cast) -> None:
    actor, partij = cast.beheerder.actor, cast.reclassering.partij
    doe(cast.beheerder, "nieuw", partij, op=VANDAAG.isoformat())
    with pytest.raises(NietMogelijk, match="al opgezegd"):
        opzegging.zeg_op(partij, actor=actor, op=VANDAAG)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opzegging.objects.create(
            partij=partij, ontvangen_op=VANDAAG, vastgelegd_door=cast.beheerder.gebruiker
        )


@pytest.mark.django_db(transaction=True)
def test_bevestigen_en_weigeren_tegelijk_wacht_op_elkaar(cast: Cast, opgezegd: Partij) -> None:
    rij = opgezegd.opzeggingen.get()

    def daad(wat: Any, wie: Speler) -> bool:
        try:
            wat(rij.pk, actor=wie.actor)
        except NietMogelijk:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as samen:
        a = samen.submit(daad, opzegging.bevestig, cast.uitvoerder)
        b = samen.submit(daad, opzegging.trek_in, cast.om)
        gedaan = [a.result(), b.result()]
    assert sorted(gedaan) == [False, True]
    bevestigd = gedaan[0]
    assert (vers(opgezegd).tot is not None) == bevestigd
    assert Opzegging.objects.filter(ingetrokken_op=None).exists() == bevestigd


# Back ---------------------------------------------------------------------------------------------
@pytest.mark.clausule("CON-opzegging", "intrekken")
def test_tot_de_dag_trekt_de_beheerder_haar_in(cast: Cast, opgezegd: Partij) -> None:
    doe(cast.uitvoerder, "bevestigen", opgezegd)
    geweigerd = doe(cast.uitvoerder, "intrekken", opgezegd)
    assert "Alleen een beheerder kan haar nu intrekken" in geweigerd.content.decode()
    assert vers(opgezegd).tot == OVER_DRIE_MAANDEN
    assert doe(cast.beheerder, "intrekken", opgezegd).status_code == 302
    partij = vers(opgezegd)
    assert partij.tot is None
    assert partij.doet_mee(OVER_DRIE_MAANDEN)
    assert html(cast.fg.client, WIJZIGINGEN).count("Opzegging: ") >= 3  # all of it stays to be read
    # A notice that was taken back is no notice: the next one is recorded as any other.
    assert doe(cast.beheerder, "nieuw", opgezegd, op=VANDAAG.isoformat()).status_code == 302


@pytest.mark.clausule("CON-opzegging", "intrekken")
@pytest.mark.parametrize(("tot", "kan"), [(VANDAAG, False), (MORGEN, True)])
def test_op_de_dag_zelf_kan_zij_niet_meer_terug(
    cast: Cast, opgezegd: Partij, tot: date, kan: bool
) -> None:
    doe(cast.uitvoerder, "bevestigen", opgezegd)
    Partij.objects.filter(pk=opgezegd.pk).update(tot=tot)
    knop = adres("intrekken", opgezegd)
    assert (knop in html(cast.beheerder.client, OVERZICHT)) == kan
    antwoord = doe(cast.beheerder, "intrekken", opgezegd)
    assert (antwoord.status_code == 302) == kan
    assert ("kan niet meer terug" in antwoord.content.decode()) == (not kan)
    assert vers(opgezegd).tot == (None if kan else tot)


def test_wie_haar_niet_wil_bevestigen_weigert_haar(cast: Cast, opgezegd: Partij) -> None:
    assert doe(cast.om, "intrekken", opgezegd).status_code == 302
    assert vers(opgezegd).tot is None
    for wat in ("bevestigen", "intrekken"):
        assert doe(cast.uitvoerder, wat, opgezegd).status_code == 404
    with pytest.raises(NietMogelijk, match="intussen ingetrokken"):
        opzegging.bevestig(opgezegd.opzeggingen.get().pk, actor=cast.uitvoerder.actor)


@pytest.mark.clausule("CON-opzegging", "tweede-persoon")
def test_wie_een_oude_pagina_open_had_bevestigt_geen_nieuwe_opzegging(
    cast: Cast, opgezegd: Partij
) -> None:
    """It was refused, and recorded anew for another day: he read the first."""
    open_blad = adres("bevestigen", opgezegd)
    doe(cast.om, "intrekken", opgezegd)
    eerder = (VANDAAG - timedelta(days=60)).isoformat()
    assert doe(cast.beheerder, "nieuw", opgezegd, op=eerder).status_code == 302
    assert cast.uitvoerder.client.post(open_blad).status_code == 404
    assert vers(opgezegd).tot is None


def test_wie_al_stopt_zegt_niet_meer_op(cast: Cast) -> None:
    partij = cast.reclassering.partij
    Partij.objects.filter(pk=partij.pk).update(tot=MORGEN)
    antwoord = doe(cast.beheerder, "nieuw", partij, op=VANDAAG.isoformat())
    assert "staat al vast wanneer zij stopt" in antwoord.content.decode()
    assert reverse("convenant:opzegging_nieuw", args=[partij.pk]) not in html(
        cast.beheerder.client, OVERZICHT
    )


def test_een_opzegging_van_een_ander_convenant_is_er_niet(cast: Cast, opgezegd: Partij) -> None:
    vreemd = maak_speler("beheer3", cast.elders.partij, Rol.BEHEERDER)
    for wat in ("nieuw", "bevestigen", "intrekken"):
        for wie in (vreemd, cast.elders, cast.rvdk, cast.fg, cast.extern):
            assert doe(wie, wat, opgezegd, op=VANDAAG.isoformat()).status_code == 404, wat
    assert Opzegging.objects.filter(bevestigd_op=None, ingetrokken_op=None).count() == 1
