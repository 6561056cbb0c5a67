"""Every municipality of the covenant that holds something answers, and nobody is told which (AVG 26)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from convenant.decisions import maak_partij
from convenant.models import Partij, SoortPartij
from gedeeld.actor import Actor
from gedeeld.termijnen import Grond
from gedeeld.weigering import NietMogelijk
from privacy_rights import decisions, gezamenlijk, tasks
from privacy_rights.models import Brief, Verzoek
from register.models import Dossier, Gebeurtenis
from retention import tasks as bewaren
from retention.decisions import verwerk
from retention.models import Vernietiging
from tests.cast import Cast
from tests.hulp import gegevens, meldingen, vandaag, verzoeken
from tests.hulp.verzoeken import pad, stuur

Stand = Verzoek.Stand


def bij_maastricht(cast: Cast, **anders: Any) -> None:
    """Maastricht holds a melding on the person."""
    verzoeken.een_melding(
        cast,
        cast.maastricht,
        gemeente=cast.maastricht.partij,
        signalen=[meldingen.een_signaal(cast.maastricht, omschrijving="KANARIE-maastricht")],
        **anders,
    )


def doorgegeven(cast: Cast, **anders: Any) -> tuple[Verzoek, Verzoek]:
    """A request that Venlo received, and the same as Maastricht got it."""
    bij_maastricht(cast)
    eerste = verzoeken.met_identiteit(cast, **anders)
    tasks.geef_verzoeken_door()
    eerste.refresh_from_db()
    return eerste, Verzoek.objects.get(doorgegeven_van=eerste)


@pytest.mark.clausule("RVB-gezamenlijk", "doorgeven")
def test_wie_iets_heeft_krijgt_het_verzoek_en_niemand_hoort_wie_dat_is(cast: Cast) -> None:
    eerste, kopie = doorgegeven(cast)
    assert kopie.partij == cast.maastricht.partij
    maastricht = cast.uitvoerder_maastricht.client
    blad = maastricht.get(pad("verzoek", kopie)).content.decode()
    assert "Dit verzoek kwam binnen bij Gemeente Venlo" in blad
    assert kopie.nummer in maastricht.get("/").content.decode()
    # Venlo reads the same whether there is such a municipality or not.
    zonder = verzoeken.met_identiteit(
        cast,
        **gegevens.Persoon(voornamen="Ziyad", geboortedatum=vandaag().replace(year=1980, day=1)),
    )
    tasks.geef_verzoeken_door()
    zonder.refresh_from_db()
    bladen = []
    for rij in (eerste, zonder):
        assert rij.doorgegeven_op
        tekst = cast.uitvoerder.client.get(pad("verzoek", rij)).content.decode()
        assert "Ook gevraagd aan andere gemeenten van het convenant op" in tekst
        assert kopie.nummer not in tekst
        assert "Maastricht" not in tekst
        bladen.append([g.zin for g in Gebeurtenis.van(rij)])
    assert bladen[0] == bladen[1]
    assert cast.uitvoerder.client.get(pad("verzoek", kopie)).status_code == 404
    assert not Verzoek.objects.filter(doorgegeven_van=zonder).exists()
    # And it is nobody's else: not of a municipality that holds nothing, or of another covenant.
    assert Verzoek.objects.exclude(doorgegeven_van=None).count() == 1


@pytest.mark.clausule("RVB-gezamenlijk", "termijn")
def test_termijn_en_identiteit_lopen_vanaf_de_eerste_ontvangst(cast: Cast) -> None:
    toen = vandaag() - timedelta(days=9)
    bij_maastricht(cast)
    eerste = verzoeken.met_identiteit(cast, ontvangen_op=toen)
    later = Actor.systeem("verzoek_doorgeven", timezone.now() + timedelta(days=3))
    gezamenlijk.werk_bij(actor=later)
    kopie = Verzoek.objects.get(doorgegeven_van=eerste)
    for veld in ("ontvangen_op", "termijn_tot", "identiteit_hoe", "identiteit_op"):
        assert getattr(kopie, veld) == getattr(eerste, veld)
    assert kopie.persoon == eerste.persoon
    taak = kopie.taken.get(soort="privacy_rights.identiteit_vastgesteld")
    assert taak.uiterlijk == eerste.termijn_tot
    # The identity stands, so it can be searched and answered at once.
    zoeken = cast.uitvoerder_maastricht.client.get(pad("zoeken", kopie))
    assert zoeken.status_code == 200
    assert [k.dossier.partij for k in zoeken.context["gevonden"]] == [cast.maastricht.partij]


def test_een_tweede_keer_doorgeven_verandert_niets(cast: Cast) -> None:
    eerste, kopie = doorgegeven(cast)
    tasks.geef_verzoeken_door()
    Verzoek.objects.filter(pk=eerste.pk).update(doorgegeven_op=None)
    tasks.geef_verzoeken_door()
    assert Verzoek.objects.exclude(doorgegeven_van=None).get() == kopie


def test_wie_het_zelf_al_kreeg_krijgt_het_niet_nog_eens(cast: Cast) -> None:
    bij_maastricht(cast)
    zelf = verzoeken.met_identiteit(cast, cast.uitvoerder_maastricht)
    eerste = verzoeken.met_identiteit(cast)
    tasks.geef_verzoeken_door()
    assert set(Verzoek.objects.all()) == {zelf, eerste}


def test_wat_gearchiveerd_is_maakt_van_een_kopie_geen_nieuw_verzoek(cast: Cast) -> None:
    verzoeken.een_melding(cast)  # Venlo holds something too
    eerste, kopie = doorgegeven(cast)
    eerste.delete()
    tasks.geef_verzoeken_door()
    assert list(Verzoek.objects.all()) == [kopie]


def test_wat_een_ander_al_behandelt_telt_alleen_als_het_hetzelfde_is(cast: Cast) -> None:
    """A request of another law, one of nobody known yet and one on another matter stop nothing."""
    bij_maastricht(cast)
    verzoeken.verzoek(cast, cast.uitvoerder_maastricht, regime="wpg")
    verzoeken.verzoek(cast, cast.uitvoerder_maastricht)
    verzoeken.met_identiteit(cast, cast.uitvoerder_maastricht, soort="correctie")
    inzage = verzoeken.met_identiteit(cast)
    correctie = verzoeken.met_identiteit(cast, soort="correctie")
    tasks.geef_verzoeken_door()
    van = {rij.doorgegeven_van for rij in Verzoek.objects.filter(partij=cast.maastricht.partij)}
    assert {inzage, correctie} <= van


def test_een_verlengd_verzoek_geeft_zijn_laatste_dag_door(cast: Cast) -> None:
    bij_maastricht(cast)
    eerste = verzoeken.met_identiteit(cast, ontvangen_op=vandaag() - timedelta(days=5))
    decisions.verleng(eerste, actor=cast.uitvoerder.actor, reden="Veel", meegedeeld_op=vandaag())
    tasks.geef_verzoeken_door()
    eerste.refresh_from_db()
    kopie = Verzoek.objects.get(doorgegeven_van=eerste)
    assert kopie.termijn_tot == eerste.verlengd_tot


@pytest.mark.parametrize("soort", ["klacht"])
def test_een_klacht_gaat_over_een_gemeente_en_blijft_daar(cast: Cast, soort: str) -> None:
    bij_maastricht(cast)
    verzoeken.met_identiteit(cast, soort=soort)
    tasks.geef_verzoeken_door()
    assert Verzoek.objects.count() == 1


def test_voor_de_identiteit_vaststaat_gaat_er_niets_door(cast: Cast) -> None:
    bij_maastricht(cast)
    verzoeken.verzoek(cast)
    tasks.geef_verzoeken_door()
    assert Verzoek.objects.count() == 1


def test_op_een_andere_schrijfwijze_wordt_opnieuw_gevraagd(cast: Cast) -> None:
    bij_maastricht(cast, voornamen="Ziyad", tussenvoegsel="", achternaam="Roodborst")
    eerste = verzoeken.met_identiteit(cast)
    tasks.geef_verzoeken_door()
    assert Verzoek.objects.count() == 1
    stuur(
        cast.uitvoerder.client,
        pad("schrijfwijze", eerste),
        voornamen="Ziyad",
        achternaam="Roodborst",
    )
    tasks.geef_verzoeken_door()
    kopie = Verzoek.objects.get(doorgegeven_van=eerste)
    assert [persoon.achternaam for persoon in kopie.personen] == ["Kanarie", "Roodborst"]


def test_een_andere_geboortedatum_is_een_ander(cast: Cast) -> None:
    bij_maastricht(cast, geboortedatum=gegevens.Persoon()["geboortedatum"] - timedelta(days=400))
    verzoeken.met_identiteit(cast)
    tasks.geef_verzoeken_door()
    assert Verzoek.objects.count() == 1


def test_wie_hoorde_dat_het_langer_duurt_krijgt_antwoord(cast: Cast) -> None:
    _, kopie = doorgegeven(cast)
    actor = cast.uitvoerder_maastricht.actor
    decisions.verleng(kopie, actor=actor, reden="Veel", meegedeeld_op=vandaag())
    with pytest.raises(NietMogelijk):
        decisions.meld_niemand(Verzoek.objects.get(pk=kopie.pk), actor=actor)


def test_wie_het_intrekt_trekt_het_overal_in(cast: Cast) -> None:
    eerste, kopie = doorgegeven(cast)
    stuur(cast.uitvoerder_maastricht.client, pad("zoeken", kopie))
    assert Brief.objects.filter(verzoek=kopie).exists()
    client = cast.uitvoerder.client
    assert client.post(pad("stoppen", eerste), {"ingetrokken_reden": "Wil niet meer"}).url
    tasks.geef_verzoeken_door()
    kopie.refresh_from_db()
    assert kopie.stand == Stand.INGETROKKEN
    assert not Brief.objects.filter(verzoek=kopie).exists()  # what was copied from files goes too
    blad = cast.uitvoerder_maastricht.client.get(pad("verzoek", kopie)).content.decode()
    assert "De persoon vraagt dit niet meer. Dat hoorde Gemeente Venlo" in blad
    assert "Wil niet meer" not in blad


@pytest.mark.clausule("RVB-gezamenlijk", "verkeerd")
def test_een_verkeerde_treffer_verdwijnt(cast: Cast) -> None:
    eerste, kopie = doorgegeven(cast)
    client = cast.uitvoerder_maastricht.client
    stuur(client, pad("zoeken", kopie))
    vraag = client.get(pad("niemand", kopie)).content.decode()
    assert "vannacht vernietigd" in vraag
    antwoord = client.post(pad("niemand", kopie), follow=True)
    assert "Het verzoek wordt vannacht vernietigd." in antwoord.content.decode()
    assert not Brief.objects.filter(verzoek=kopie).exists()
    bewaren.vernietig_na_zes_maanden()
    assert Dossier.objects.filter(pk=kopie.pk).exists()  # the day counts whole
    kopie.refresh_from_db()
    morgen = vandaag() + timedelta(days=1)
    verwerk(Grond.NIEMAND, actor=Actor.systeem("bewaartermijnen"), peildatum=morgen)
    assert not Dossier.objects.filter(pk=kopie.pk).exists()
    assert Vernietiging.objects.get(dossier_id=kopie.pk).grond == Grond.NIEMAND
    # At the one that received it nothing changed, and it does not come back.
    eerste.refresh_from_db()
    assert eerste.loopt
    tasks.geef_verzoeken_door()
    assert list(Verzoek.objects.all()) == [eerste]


def test_wat_bij_de_gemeente_zelf_binnenkwam_verdwijnt_niet(cast: Cast) -> None:
    eerste, _ = doorgegeven(cast)
    antwoord = cast.uitvoerder.client.post(pad("niemand", eerste), follow=True)
    assert "kwam bij u zelf binnen" in antwoord.content.decode()
    eerste.refresh_from_db()
    assert eerste.stand == Stand.IDENTITEIT_VASTGESTELD
    assert cast.behandelaar.client.post(pad("niemand", eerste)).status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        Verzoek.objects.filter(pk=eerste.pk).update(stand="niemand", niemand_op=vandaag())


@pytest.mark.clausule("RVB-gezamenlijk", "escaleert")
def test_wat_niet_op_tijd_is_beantwoord_ziet_de_toezichthouder(cast: Cast) -> None:
    eerste, kopie = doorgegeven(cast)
    fg, adres = cast.fg.client, reverse("privacy_rights:te_laat")
    assert "Er is geen verzoek te laat." in fg.get(adres).content.decode()
    assert "verzoek zonder antwoord" not in fg.get("/").content.decode()
    Verzoek.objects.filter(pk=eerste.pk).update(
        verlengd_tot=vandaag(), verlenging_meegedeeld_op=vandaag()
    )
    gisteren = vandaag() - timedelta(days=1)
    Verzoek.objects.update(termijn_tot=gisteren)
    blad = fg.get(adres).content.decode()
    assert kopie.nummer in blad
    assert "Gemeente Maastricht" in blad
    assert eerste.nummer not in blad  # its longer term still runs
    assert "Kanarie" not in blad
    assert "Vraag naar een verzoek zonder antwoord" in fg.get("/").content.decode()
    assert fg.get(pad("verzoek", kopie)).status_code == 404
    for ander in (cast.uitvoerder, cast.beheerder, cast.gemeente, cast.elders):
        assert ander.client.get(adres).status_code == 404
    assert gezamenlijk.te_laat(cast.uitvoerder.actor) == []


@pytest.mark.clausule("RVB-gezamenlijk", "brief")
def test_de_brief_zegt_wie_zelf_antwoordt_en_voor_wanneer(cast: Cast) -> None:
    eerste = verzoeken.nagekeken(cast)
    letter = str(decisions.te_versturen(eerste, actor=cast.uitvoerder.actor))
    uiterlijk = date_format(eerste.termijn_tot, "j F Y")
    assert f"Die gemeente antwoordt u zelf, uiterlijk op {uiterlijk}" in letter
    # That it got the request says nothing: not everybody who gets it has something.
    assert "Een brief van haar zegt dus niet dat zij gegevens over u heeft." in letter
    assert "Gemeente Maastricht: Gemeente Maastricht, postbus 1" in letter


@pytest.mark.clausule("RVB-gezamenlijk", "regeling")
def test_de_kern_van_de_onderlinge_regeling_staat_in_de_brief(cast: Cast) -> None:
    letter = str(decisions.te_versturen(verzoeken.nagekeken(cast), actor=cast.uitvoerder.actor))
    assert "Wat de partijen onderling afspraken" in letter
    assert "zij zijn samen verantwoordelijk, en u kunt zich tot elk van hen wenden" in letter
    assert "de uitvoerder ontvangt uw verzoek en zorgt voor het antwoord" in letter


@pytest.mark.clausule("RVB-gezamenlijk", "wetsvoorstel")
def test_onder_het_wetsvoorstel_is_elke_instantie_zelf_verantwoordelijk(cast: Cast) -> None:
    bij_maastricht(cast)
    minister = maak_partij(
        cast.convenant,
        naam="Minister",
        soort=SoortPartij.MINISTER,
        vanaf=vandaag() - timedelta(days=1),
        contact="x",
    )
    eerste = verzoeken.nagekeken(cast)
    tasks.geef_verzoeken_door()
    assert Verzoek.objects.count() == 1
    letter = str(decisions.te_versturen(eerste, actor=cast.uitvoerder.actor))
    assert "Elke instantie die meedoet, is zelf verantwoordelijk" in letter
    assert "Samen verantwoordelijk" not in letter
    assert "Stuur uw verzoek dan ook daarheen" in letter
    Partij.objects.filter(pk=minister.pk).update(tot=vandaag())
    assert "Samen verantwoordelijk" in str(
        decisions.te_versturen(eerste, actor=cast.uitvoerder.actor)
    )
