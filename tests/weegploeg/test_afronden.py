"""After "geen casusoverleg": out of sight, finished, and then destroyed or kept (PB 3.4 ad 2, MC 13.3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from beveiliging.decisions import sluit_uit
from gedeeld.actor import Actor
from gedeeld.termijnen import Grond
from mensen.lezers import lezers_van
from register.models import Dossier, Inzage
from register.muur import als
from register.werk import werk
from retention import klok
from retention.decisions import verwerk
from tests.cast import Cast, Speler
from tests.hulp import vandaag, weegploeg
from tests.hulp.overleggen import geweest
from weegploeg.bevestigen.decisions import bevestig, maak_bezwaar, trek_bezwaar_in
from weegploeg.informeren.decisions import besluit_informeren, leg_informeren_vast
from weegploeg.models import Inbreng, Signaal, Vastlegging, WeegploegDossier


def url(naam: str, *args: Any) -> str:
    return reverse(f"weegploeg:{naam}", args=args)


def leest(speler: Speler, dossier: WeegploegDossier) -> bool:
    """Through the page, the list, and in the database; they agree."""
    pagina = speler.client.get(url("dossier", dossier.pk)).status_code == 200
    in_lijst = dossier.nummer in speler.client.get(url("lijst")).content.decode()
    with als(speler.actor):
        muur = Signaal.objects.filter(dossier=dossier.pk).exists()
    assert pagina == in_lijst == muur
    return pagina


def rond_af(cast: Cast, dossier: WeegploegDossier) -> None:
    """The reporter and the subject know it."""
    for inbreng in dossier.inbrengen.filter(melder_bekend=True):
        pad = url("terugkoppelen", dossier.pk, inbreng.pk)
        assert cast.gemeente.client.post(pad, {"op": vandaag()}).status_code == 302
    actor, wie = cast.uitvoerder.actor, weegploeg.sprekers(cast)
    besluit_informeren(dossier, actor=actor, sprekers=wie, informeren=True, afspraak="Gesprek")
    leg_informeren_vast(dossier, actor=actor, op=vandaag(), hoe="Gesprek")


def velden(cast: Cast, **anders: Any) -> dict[str, Any]:
    return (
        {"keuze": "vernietigen", "argumenten": "Alles is gedaan"}
        | weegploeg.wie_sprak(cast)
        | anders
    )


@pytest.mark.clausule("WEE-toegang", "zover-nodig")
def test_na_geen_casusoverleg_leest_alleen_wie_nog_iets_moet_afmaken(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    allen = (cast.uitvoerder, cast.gemeente, cast.politie, cast.om)
    assert all(leest(lid, dossier) for lid in allen)
    pad = url("besluiten", dossier.pk) + "?uitkomst=geen_casusoverleg"
    antwoord = cast.uitvoerder.client.post(
        pad, {"argumenten": "Te weinig feiten"} | weegploeg.wie_sprak(cast)
    )
    assert antwoord.status_code == 302
    zin = "Er ligt een besluit vast: er komt geen casusoverleg."
    assert zin in cast.politie.client.get(reverse("werklijst")).content.decode()
    # At once: the municipality has yet to tell its reporter, the others that this is what was decided.
    assert [leest(lid, dossier) for lid in allen] == [True, True, False, False]
    wat = {(lezer.naam, lezer.wat) for lezer in lezers_van(dossier, vandaag())}
    alleen = "Alleen het besluit, om het te bevestigen of bezwaar te maken"
    drie = {lid.partij.naam for lid in (cast.gemeente, cast.politie, cast.om)}
    assert {naam for naam, wat_ in wat if wat_ == alleen} == drie
    assert {naam for naam, wat_ in wat if wat_ != alleen} == {cast.gemeente.partij.naam}
    for lid in (cast.gemeente, cast.politie, cast.om):
        [vastlegging] = dossier.vastleggingen.all()
        pad = url("bevestigen", dossier.pk, vastlegging.pk)
        assert lid.client.post(pad).status_code == 302
    assert [leest(lid, dossier) for lid in allen] == [True, True, False, False]
    assert {lezer.naam for lezer in lezers_van(dossier, vandaag())} == {cast.gemeente.partij.naam}
    [inbreng] = dossier.inbrengen.all()
    cast.gemeente.client.post(url("terugkoppelen", dossier.pk, inbreng.pk), {"op": vandaag()})
    assert [leest(lid, dossier) for lid in allen] == [True, False, False, False]


@pytest.mark.clausule("WEE-toegang", "zover-nodig")
def test_wie_nooit_bevestigt_leest_niet_langer_dan_het_besluit_duurt(cast: Cast) -> None:
    """Once reporter and subject know it, who did not confirm "geen casusoverleg" has nothing to finish."""
    dossier = weegploeg.niet_geagendeerd(cast)
    allen = (cast.uitvoerder, cast.gemeente, cast.politie, cast.om)
    [eerste] = dossier.vastleggingen.all()
    besluit = url("vastlegging", dossier.pk, eerste.pk)
    assert cast.om.client.get(besluit).status_code == 200
    rond_af(cast, dossier)
    assert [leest(lid, dossier) for lid in allen] == [True, False, False, False]
    assert cast.om.client.get(besluit).status_code == 404
    # What they decide then each of them can still object to.
    eerdere = set(dossier.vastleggingen.values_list("pk", flat=True))
    assert cast.uitvoerder.client.post(url("bewaren", dossier.pk), velden(cast)).status_code == 302
    assert [leest(lid, dossier) for lid in allen] == [True, False, False, False]
    nieuwste = dossier.vastleggingen.exclude(pk__in=eerdere).get()
    besluit = url("vastlegging", dossier.pk, nieuwste.pk)
    assert "Alles is gedaan" in cast.om.client.get(besluit).content.decode()
    # An objection brings the file back before the weegploeg, and it takes that to withdraw it.
    antwoord = cast.om.client.post(url("bezwaar", dossier.pk, nieuwste.pk), {"reden": "Nee"})
    assert antwoord["Location"] == besluit
    assert all(leest(lid, dossier) for lid in allen)


@pytest.mark.clausule("WEE-geen-casus", "uit-zicht")
def test_wie_alleen_nog_bevestigt_leest_het_besluit_en_niet_het_dossier(cast: Cast) -> None:
    """The decision with its arguments, at the door and in the database; of the file nothing else."""
    dossier = weegploeg.niet_geagendeerd(cast)
    [rij] = dossier.vastleggingen.all()
    pad, persoon = url("vastlegging", dossier.pk, rij.pk), dossier.persoon.naam
    signaal = dossier.signalen.get().omschrijving
    lid = cast.politie
    [taak] = [taak for taak in werk(lid.actor) if taak.nummer == dossier.nummer]
    assert taak.url == pad
    blad = lid.client.get(pad).content.decode()
    assert dossier.besluiten.get().argumenten in blad
    assert dossier.nummer in blad
    assert "Bevestig het besluit" in blad
    bezwaar = url("bezwaar", dossier.pk, rij.pk)
    for tekst in (blad, lid.client.get(bezwaar).content.decode()):
        assert persoon not in tekst
        assert signaal not in tekst
        assert url("dossier", dossier.pk) + '"' not in tekst  # no link to what he does not read
    logboek = Inzage.objects.filter(gebruiker=lid.gebruiker, nummer=dossier.nummer)
    with als(Actor.systeem("proef")):
        assert logboek.filter(soort="pagina", toegestaan=True).count() == 2
    with als(lid.actor):
        assert dossier.vastleggingen.count() == 1
        assert not WeegploegDossier.objects.filter(pk=dossier.pk).exists()
        assert not Inbreng.objects.filter(dossier=dossier.pk).exists()
        assert not Vastlegging.objects.filter(pk=rij.pk).update(wijze="overleg")
    # Another party of the covenant, and who keeps no file of this weegploeg, find nothing.
    for ander in (cast.maastricht, cast.reclassering, cast.extern, cast.uitvoerder_casusoverleg):
        for adres in (pad, bezwaar):
            assert ander.client.get(adres).status_code == 404
    # Who is excluded in person neither.
    assert cast.om.client.get(pad).status_code == 200
    actor, wie = cast.uitvoerder.actor, cast.om.gebruiker
    sluit_uit(dossier, actor=actor, gebruiker=wie, reden="familie")
    assert [cast.om.client.get(adres).status_code for adres in (pad, bezwaar)] == [404, 404]
    antwoord = lid.client.post(url("bevestigen", dossier.pk, rij.pk))
    assert antwoord["Location"] == reverse("werklijst")
    assert lid.client.get(pad).status_code == 404


@pytest.mark.clausule("RET-niet-langer", "na-taken")
def test_als_alles_is_afgerond_vernietigen_de_kernpartijen(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    client, pad = cast.uitvoerder.client, url("bewaren", dossier.pk)
    taak = "Leg vast of het dossier wordt vernietigd"
    assert client.get(pad).status_code == 302  # back to the file, with a sentence
    assert taak not in client.get(url("dossier", dossier.pk)).content.decode()
    rond_af(cast, dossier)
    assert taak in client.get(url("dossier", dossier.pk)).content.decode()
    assert set(client.post(pad, velden(cast, argumenten="")).context["form"].errors) == {
        "argumenten"
    }
    twee = velden(cast, partijen=[cast.politie.partij.pk])
    assert "partijen" in client.post(pad, twee).context["form"].errors
    assert client.post(pad, velden(cast)).status_code == 302
    termijn = dossier.termijnen.get(grond=Grond.AFGEROND)
    assert termijn.tot == vandaag() + timedelta(days=7)
    actor = Actor.systeem("nacht")
    klok.begin_ronde(actor=actor, dag=vandaag())
    verwerk(Grond.AFGEROND, actor=actor, peildatum=termijn.tot)
    assert Dossier.objects.filter(pk=dossier.pk).exists()  # so long each party can object
    na = verwerk(Grond.AFGEROND, actor=actor, peildatum=termijn.tot + timedelta(days=1))
    assert not na.mislukt
    assert not Dossier.objects.filter(pk=dossier.pk).exists()


@pytest.mark.clausule("RET-niet-langer", "na-taken")
def test_of_zij_bewaren_het_tot_een_dag_met_een_reden(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    rond_af(cast, dossier)
    client, pad = cast.uitvoerder.client, url("bewaren", dossier.pk)
    grens = dossier.termijnen.get(grond=Grond.NIET_GEAGENDEERD).tot
    for dag in ("", vandaag(), grens + timedelta(days=1)):
        fout = client.post(pad, velden(cast, keuze="bewaren", bewaren_tot=dag))
        assert set(fout.context["form"].errors) == {"bewaren_tot"}
    fout = client.post(pad, velden(cast, bewaren_tot=grens))
    assert set(fout.context["form"].errors) == {"bewaren_tot"}
    dag = vandaag() + timedelta(days=60)
    client.post(
        pad, velden(cast, keuze="bewaren", bewaren_tot=dag, argumenten="Er loopt een klacht")
    )
    assert dossier.termijnen.get(grond=Grond.AFGEROND).tot == dag
    pagina = client.get(url("dossier", dossier.pk)).content.decode()
    assert "Er loopt een klacht" in pagina
    assert client.post(pad, velden(cast)).status_code == 302  # they can decide again
    assert dossier.termijnen.get(grond=Grond.AFGEROND).tot == vandaag() + timedelta(days=7)


@pytest.mark.clausule("WEE-datum", "overleg")
@pytest.mark.parametrize("waar", ["gekozen", "in het overleg zelf", "elders"])
def test_ook_van_vernietigen_staat_vast_in_welk_overleg_en_op_welke_dag(
    cast: Cast, waar: str
) -> None:
    dossier = weegploeg.niet_geagendeerd(cast, op=vandaag() - timedelta(days=9))
    rond_af(cast, dossier)
    overleg = geweest(cast, "bezig", mensen=(cast.gemeente, cast.politie, cast.om))
    client, pad = cast.uitvoerder.client, url("bewaren", dossier.pk)
    form = client.get(pad).context["form"]
    assert [str(sleutel) for sleutel, _ in form.fields["overleg"].choices][1:] == [str(overleg.pk)]
    ingevuld, naar = velden(cast), url("dossier", dossier.pk)
    if waar == "gekozen":
        ingevuld["overleg"] = str(overleg.pk)
    elif waar == "in het overleg zelf":
        pad, naar = f"{pad}?overleg={overleg.pk}", reverse("overleg:scherm", args=[overleg.pk])
        assert not {"overleg", "wijze", "genomen_op"} & set(client.get(pad).context["form"].fields)
    antwoord = client.post(pad, ingevuld)
    assert (antwoord.status_code, antwoord.url) == (302, naar)
    vastlegging = dossier.besluiten.get(uitkomst="vernietigen").vastlegging
    assert vastlegging.overleg == (None if waar == "elders" else overleg)
    assert overleg.punten.filter(dossier=dossier.pk).exists() == (waar != "elders")


def test_alleen_de_uitvoerder_legt_dat_vast(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    rond_af(cast, dossier)
    for lid in (cast.gemeente, cast.politie, cast.om, cast.reclassering, cast.maastricht):
        assert lid.client.post(url("bewaren", dossier.pk), velden(cast)).status_code == 404
    dossier.refresh_from_db()
    assert dossier.bewaren_tot is None


@pytest.mark.clausule("WEE-eens", "bezwaar-houdt")
def test_een_bezwaar_houdt_eerder_vernietigen_tegen(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    rond_af(cast, dossier)
    assert cast.uitvoerder.client.post(url("bewaren", dossier.pk), velden(cast)).status_code == 302
    besluit = dossier.besluiten.get(uitkomst="vernietigen")
    bevestig(besluit.vastlegging, actor=cast.politie.actor)
    assert not leest(cast.politie, dossier)
    maak_bezwaar(besluit.vastlegging, actor=cast.om.actor, reden="Er loopt nog een onderzoek")
    assert [rij.grond for rij in dossier.termijnen.all() if rij.grond in Grond.van_lid_3()] == [
        Grond.NIET_GEAGENDEERD
    ]
    assert leest(cast.politie, dossier)  # it comes back in the meeting
    trek_bezwaar_in(besluit.vastlegging, actor=cast.om.actor)
    assert dossier.termijnen.filter(grond=Grond.AFGEROND).exists()


def test_voor_een_dossier_wordt_vernietigd_staat_er_wanneer(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    rond_af(cast, dossier)
    client: Any = cast.uitvoerder.client
    client.leest = False  # it confirms nothing by itself
    pad, ingevuld = url("bewaren", dossier.pk), velden(cast)
    antwoord = client.post(pad, ingevuld)
    dag = date_format(vandaag() + timedelta(days=7), "j F Y")
    assert f"Het blijft tot en met {dag}. Daarna wordt het vernietigd" in antwoord.content.decode()
    assert not dossier.besluiten.filter(uitkomst="vernietigen").exists()
    gelezen = ingevuld | {"gevolgen": antwoord.context["afdruk"]}
    assert client.post(pad, gelezen).status_code == 302
    assert dossier.besluiten.filter(uitkomst="vernietigen").exists()
