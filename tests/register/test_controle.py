"""The periodic check of a file: who records it, when the next is due, and where that stands (MC 8.3, 10.3)."""

from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from casusoverleg.models import Controle as CasusControle
from gedeeld.afschrift import Publiek
from gedeeld.weigering import NietMogelijk
from overleg.models import Overleg
from overleg.tasks import vul_agendas
from privacy_rights import beperken
from register.afleiden import verschillen
from register.controle.decisions import leg_controle_vast
from register.herleiden import herleid
from register.models import Bericht, Gebeurtenis, Taak
from register.registry import bestand
from tests.cast import Cast, Speler
from tests.config.test_werklijst import lijst
from tests.hulp import casussen, overleggen, vandaag, weegploeg
from weegploeg.models import Controle

WAT = "Kijk de gegevens na"
HALF_JAAR = relativedelta(months=6)
TEKST = "Adres vergeleken met de BRP. De straat was oud."
VIER_WEKEN = timedelta(weeks=4)


def _url(dossier: Any) -> str:
    return reverse("controle:nieuw", args=[dossier._meta.app_label, dossier.pk])


def _leg_vast(speler: Speler, dossier: Any, **anders: Any) -> Any:
    return speler.client.post(_url(dossier), {"op": vandaag().isoformat(), **anders})


def _pagina(speler: Speler, dossier: Any) -> str:
    url = bestand(dossier._meta.label_lower).url(dossier)
    return " ".join(speler.client.get(url).content.decode().split())


def _staat_op(speler: Speler, dag: date | None = None) -> list[tuple[str, date]]:
    """Checks on somebody's list, on a day: number and last day."""
    actor = speler.op(dag) if dag else speler.actor
    rijen = Taak.objects.voor(actor).filter(soort__endswith=".controle")
    return list(rijen.order_by("nummer").values_list("nummer", "uiterlijk"))


def _dag(dag: date) -> str:
    maanden = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"]  # fmt: skip
    return f"{dag.day} {maanden[dag.month - 1]} {dag.year}"


def _zaak(dossier: Any) -> Any:
    return Casus.objects.get(zaak=dossier.zaak)


# Who records it --------------------------------------------------------------------------------------
@pytest.mark.clausule("WEE-controle", "vastgelegd")
def test_de_uitvoerder_van_de_weegploeg_legt_een_controle_vast(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    speler = cast.uitvoerder_weegploeg
    assert _url(dossier) in _pagina(speler, dossier)
    blad = speler.client.get(_url(dossier)).content.decode()
    assert reverse("weegploeg:subject", args=[dossier.pk]) in blad  # where it is put right
    assert _leg_vast(speler, dossier, aangepast="on", wat=TEKST).status_code == 302
    rij = Controle.objects.get()
    assert (rij.op, rij.door, rij.aangepast, rij.wat) == (vandaag(), speler.gebruiker, True, TEKST)
    for lezer in (speler, cast.om):
        blad = _pagina(lezer, dossier)
        assert TEKST in blad
        assert "Gegevens nagekeken op juistheid en volledigheid" in blad
        assert speler.gebruiker.naam in blad


@pytest.mark.clausule("CAS-controle", "vastgelegd")
def test_de_uitvoerder_van_het_casusoverleg_legt_een_controle_vast(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.rvdk.partij)
    speler = cast.uitvoerder_casusoverleg
    assert reverse("casusoverleg:analyse", args=[zaak.pk]) in (
        speler.client.get(_url(zaak)).content.decode()
    )
    assert _leg_vast(speler, zaak, wat=TEKST).status_code == 302
    rij = CasusControle.objects.get()
    assert (rij.op, rij.door, rij.aangepast) == (vandaag(), speler.gebruiker, False)
    assert TEKST in _pagina(cast.politie, zaak)
    assert "Er is niets aangepast" in _pagina(cast.rvdk, zaak)
    assert speler.gebruiker.naam not in str(
        bestand("casusoverleg.casus").afschrift(zaak, Publiek.BETROKKENE).als_dict()
    )


@pytest.mark.clausule("WEE-controle", "vastgelegd")
@pytest.mark.clausule("CAS-controle", "vastgelegd")
def test_voor_een_ander_is_de_pagina_er_niet(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    zaak = casussen.met_plan(cast, cast.extern.partij, cast.rvdk.partij)
    van_de_weegploeg = {"uitvoerder", "uitvoerder_weegploeg"}
    van_de_casus = {"uitvoerder", "uitvoerder_casusoverleg"}
    for over, wie in ((dossier, van_de_weegploeg), (zaak, van_de_casus)):
        opent = set()
        for naam, speler in cast.allen.items():
            status = speler.client.get(_url(over)).status_code
            assert status in (200, 404)
            opent |= {naam} if status == 200 else set()
            if status == 404:
                assert _leg_vast(speler, over, wat=TEKST).status_code == 404, naam
        assert opent == wie
    assert not Controle.objects.exists()
    assert not CasusControle.objects.exists()


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"op": (vandaag() + timedelta(days=1)).isoformat()}, "op"),
        ({"op": (vandaag() - timedelta(days=31)).isoformat()}, "op"),
        ({"op": ""}, "op"),
        ({"aangepast": "on"}, "wat"),
        ({"aangepast": "on", "wat": "  "}, "wat"),
    ],
)
def test_wat_niet_kan_staat_bij_het_veld(cast: Cast, velden: dict[str, str], veld: str) -> None:
    dossier = weegploeg.geagendeerd(cast, op=vandaag() - timedelta(days=30))
    antwoord = _leg_vast(cast.uitvoerder, dossier, **velden)
    assert list(antwoord.context["form"].errors) == [veld]
    assert not Controle.objects.exists()
    eerste = (vandaag() - timedelta(days=30)).isoformat()
    assert _leg_vast(cast.uitvoerder, dossier, op=eerste).status_code == 302


def test_wat_er_staat_is_versleuteld(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    _leg_vast(cast.uitvoerder, dossier, wat=TEKST)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(c)::text FROM weegploeg_controle c")
        ((rij,),) = cursor.fetchall()
    assert "straat" not in rij


def test_wat_stilstaat_of_klaar_is_wordt_niet_nagekeken(cast: Cast) -> None:
    actor, herzien = cast.uitvoerder.actor, vandaag() + timedelta(days=30)
    beperkt = weegploeg.geagendeerd(cast, op=vandaag() - HALF_JAAR)
    assert [nummer for nummer, _ in _staat_op(cast.uitvoerder_weegploeg)] == [beperkt.nummer]
    beperken.beperk(beperkt, actor=actor, grond="juistheid", herzien_op=herzien)
    dicht = weegploeg.afgesloten(cast, op=vandaag() - HALF_JAAR)
    nee = weegploeg.niet_geagendeerd(cast)
    for dossier in (beperkt, dicht, _zaak(dicht), nee):
        assert _leg_vast(cast.uitvoerder, dossier).status_code in (200, 302)
        with pytest.raises(NietMogelijk):
            leg_controle_vast(dossier, actor=actor, op=vandaag(), aangepast=False, wat="")
        assert _url(dossier) not in _pagina(cast.uitvoerder, dossier)
    assert not Controle.objects.exists()
    assert not CasusControle.objects.exists()
    over = {nummer for nummer, _ in _staat_op(cast.uitvoerder)}
    assert over == {_zaak(beperkt).nummer}  # its casus is another file, and was not restricted


# When the next is due --------------------------------------------------------------------------------
@pytest.mark.clausule("WEE-controle", "dag")
@pytest.mark.clausule("WEE-controle", "vastgelegd")
def test_de_taak_komt_vier_weken_vooraf_gaat_weg_en_komt_terug(cast: Cast) -> None:
    begin = vandaag() - HALF_JAAR + timedelta(days=10)
    dossier = weegploeg.geagendeerd(cast, op=begin)
    uiterlijk = begin + HALF_JAAR
    speler = cast.uitvoerder_weegploeg
    staat = [(dossier.nummer, uiterlijk)]
    assert _staat_op(speler, uiterlijk - VIER_WEKEN - timedelta(days=1)) == []
    assert _staat_op(speler, uiterlijk - VIER_WEKEN) == staat
    assert [rij.nummer for rij in lijst(speler).rijen if rij.wat.startswith(WAT)] == [
        dossier.nummer
    ]
    assert not [rij for rij in lijst(cast.politie).rijen if rij.wat.startswith(WAT)]
    assert f'Volgende controle: uiterlijk <strong class="co-datum">{_dag(uiterlijk)}' in _pagina(
        cast.politie, dossier
    )
    gisteren = vandaag() - timedelta(days=1)
    _leg_vast(speler, dossier, op=gisteren.isoformat())
    assert _staat_op(speler) == []
    daarna = gisteren + HALF_JAAR
    assert _dag(daarna) in _pagina(cast.politie, dossier)
    assert _staat_op(speler, daarna - VIER_WEKEN) == [(dossier.nummer, daarna)]
    assert list(verschillen(herstel=False)) == []


@pytest.mark.clausule("CAS-controle", "vastgelegd")
def test_een_casus_wordt_nagekeken_zolang_hij_loopt(cast: Cast) -> None:
    begin = vandaag() - HALF_JAAR - timedelta(days=3)
    zaak = _zaak(weegploeg.geagendeerd(cast, op=begin))
    speler = cast.uitvoerder_casusoverleg
    assert _staat_op(speler) == [(zaak.nummer, begin + HALF_JAAR)]  # too late, and it stays
    assert _dag(begin + HALF_JAAR) in _pagina(cast.politie, zaak)
    _leg_vast(speler, zaak)
    assert _staat_op(speler) == []
    daarna = vandaag() + HALF_JAAR
    assert _staat_op(speler, daarna) == [(zaak.nummer, daarna)]
    assert _dag(daarna) in _pagina(cast.politie, zaak)


def test_wat_eerder_wordt_vernietigd_wordt_niet_nagekeken(cast: Cast) -> None:
    begin = vandaag() - HALF_JAAR + timedelta(days=10)
    dossier = weegploeg.in_weging(cast, op=begin)
    assert _staat_op(cast.uitvoerder_weegploeg) == []
    assert "wordt vernietigd voordat een controle nodig is" in _pagina(cast.politie, dossier)
    _zet_maanden(cast, 5)
    assert _staat_op(cast.uitvoerder_weegploeg) == [
        (dossier.nummer, begin + relativedelta(months=5))
    ]


# The setting of a covenant ---------------------------------------------------------------------------
MAANDEN = reverse("convenant:controletijd")


def _zet_maanden(cast: Cast, maanden: int) -> None:
    antwoord = cast.beheerder.client.post(MAANDEN, {"controle_maanden": maanden})
    assert antwoord.status_code == 302
    herleid(cast.gemeente.partij.pk)  # what the job does that is rung for


@pytest.mark.clausule("WEE-controle", "dag")
def test_de_beheerder_stelt_in_hoe_vaak(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    dossier = weegploeg.geagendeerd(cast)
    speler = cast.uitvoerder
    assert {dag for _, dag in _staat_op(speler, vandaag() + HALF_JAAR)} == {vandaag() + HALF_JAAR}
    with django_capture_on_commit_callbacks() as bel:
        _zet_maanden(cast, 3)
    assert bel  # each municipality of this covenant
    drie = vandaag() + relativedelta(months=3)
    assert {dag for _, dag in _staat_op(speler, drie)} == {drie}
    assert len(_staat_op(speler, drie)) == 2  # the file and its casus
    for over in (dossier, _zaak(dossier)):
        assert _dag(drie) in _pagina(cast.politie, over)
    assert "Elke 3 maanden" in cast.fg.client.get("/convenant/").content.decode()
    assert "maanden tussen twee controles" in (
        cast.fg.client.get(reverse("convenant:wijzigingen")).content.decode()
    )
    assert list(verschillen(herstel=False)) == []
    cast.elders.partij.convenant.refresh_from_db()
    assert cast.elders.partij.convenant.controle_maanden == 6  # of this covenant alone


def test_van_een_andere_instelling_gaat_geen_taak_af(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    uren = {"werkdagen": [1], "werk_van": "08:00", "werk_tot": "17:00"}
    with django_capture_on_commit_callbacks() as bel:
        assert cast.beheerder.client.post("/convenant/werktijd/", uren).status_code == 302
    werktijd = len(bel)
    with django_capture_on_commit_callbacks() as bel:
        cast.beheerder.client.post(MAANDEN, {"controle_maanden": 4})
    assert len(bel) > werktijd


@pytest.mark.parametrize("maanden", ["0", "13", "", "half"])
def test_minder_dan_een_maand_of_meer_dan_een_jaar_kan_niet(cast: Cast, maanden: str) -> None:
    antwoord = cast.beheerder.client.post(MAANDEN, {"controle_maanden": maanden})
    assert antwoord.context["form"].errors["controle_maanden"]
    cast.convenant.refresh_from_db()
    assert cast.convenant.controle_maanden == 6


# The meeting, and the clock --------------------------------------------------------------------------
def _redenen(overleg: Overleg) -> dict[str, str]:
    return dict(overleg.punten.values_list("nummer", "reden"))


def test_wat_voor_het_volgende_overleg_moet_staat_op_de_agenda(cast: Cast) -> None:
    begin = vandaag() - HALF_JAAR + timedelta(days=30)  # due 23 days after a meeting in a week
    dossier = weegploeg.geinformeerd(cast, weegploeg.geagendeerd(cast, op=begin))
    later = weegploeg.geinformeerd(cast, weegploeg.geagendeerd(cast))
    overleg = overleggen.overleg(cast, cast.politie)
    casusoverleg = overleggen.overleg(cast, cast.politie, soort="casusoverleg")
    vul_agendas()
    assert _redenen(overleg) == {dossier.nummer: "controle"}
    # That there is no plan yet is a better reason.
    assert _redenen(casusoverleg) == {_zaak(dossier).nummer: "nieuw", _zaak(later).nummer: "nieuw"}
    _leg_vast(cast.uitvoerder, dossier)
    assert _redenen(overleg) == {}


def test_een_casus_met_een_plan_komt_voor_de_controle(cast: Cast) -> None:
    zaak = casussen.met_plan(cast)
    overleg = overleggen.overleg(cast, cast.politie, soort="casusoverleg")
    vul_agendas()
    assert _redenen(overleg) == {}
    _zet_maanden(cast, 1)
    vul_agendas()
    assert _redenen(overleg) == {zaak.nummer: "controle"}


@pytest.mark.clausule("RET-laatste-verwerking", "niet-controle")
def test_een_controle_verlengt_niets_en_vraagt_niemand_iets(cast: Cast) -> None:
    lang = vandaag() - relativedelta(months=7)
    dossier = weegploeg.geagendeerd(cast, op=lang)
    zaak = _zaak(dossier)
    Bericht.objects.all().delete()
    for over in (dossier, zaak):
        assert _leg_vast(cast.uitvoerder, over, aangepast="on", wat=TEKST).status_code == 302
        over.refresh_from_db()
        assert over.laatste_verwerking_op == lang
        assert Gebeurtenis.van(over).filter(soort="controle.vastgelegd").count() == 1
    assert not Bericht.objects.exists()
    assert set(dossier.termijnen.values_list("van", flat=True)) == {lang}


@pytest.mark.clausule("RVB-overzicht", "begrijpelijk")
def test_de_betrokkene_leest_dat_er_is_nagekeken(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    _leg_vast(cast.uitvoerder, dossier, aangepast="on", wat=TEKST)
    vers = bestand("weegploeg.weegploegdossier").met_inhoud.get(pk=dossier.pk)
    eigen = bestand("weegploeg.weegploegdossier").afschrift(vers, Publiek.BETROKKENE)
    (deel,) = [sectie for sectie in eigen.secties if sectie.titel == "Controles"]
    assert [regel.waarde for regel in deel.regels] == [
        _dag(vandaag()),
        "Er is iets aangepast",
        TEKST,
    ]
