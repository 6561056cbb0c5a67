"""The fifth beat of a decision: who must hear of it finds it on his worklist, once, and nobody else does."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from beveiliging import decisions as beveiligen
from casusoverleg import decisions as casusoverleg
from casusoverleg.deelname import decisions as deelnemen
from casusoverleg.verstrekking import decisions as verstrekken
from gedeeld.actor import Actor
from privacy_rights import beperken
from register import berichten
from register.berichten import BERICHTEN
from register.models import Bericht, Inzage
from register.muur import als
from register.tasks import ruim_berichten_op
from register.zinnen import ZINNEN
from tests.cast import Cast, Speler, maak_speler
from tests.hulp import casussen, vandaag, verzoeken, weegploeg
from weegploeg.inbreng import decisions as inbrengen

WERKLIJST, GEZIEN = reverse("werklijst"), reverse("gezien")


def nieuws(lid: Speler) -> dict[str, list[str]]:
    """What is new for somebody: number -> sentences, as his worklist shows them."""
    pagina = lid.client.get(WERKLIJST)
    tekst, uit = pagina.content.decode(), {}
    for deel in pagina.context["nieuws"].dossiers:
        assert deel.dossier.nummer in tekst
        assert all(regel.zin in tekst for regel in deel.regels)
        uit[deel.dossier.nummer] = [regel.zin for regel in deel.regels]
    return uit


def zin(soort: str) -> str:
    hoort = BERICHTEN[soort]
    assert not isinstance(hoort, str), soort
    return hoort.zin


# Who hears -------------------------------------------------------------------------------------
def test_wie_is_uitgenodigd_of_een_taak_kreeg_hoort_het(cast: Cast) -> None:
    assert not any(nieuws(lid) for lid in cast.allen.values())
    zaak = casussen.met_plan(cast, cast.reclassering.partij, cast.extern.partij)
    plan = zin("casusoverleg.plan_vastgesteld")
    for lid in (cast.reclassering, cast.extern):
        assert nieuws(lid) == {zaak.nummer: [plan]}
    assert nieuws(cast.politie) == {zaak.nummer: [plan]}
    # Who did it himself, who takes no part, and who works elsewhere.
    for lid in (cast.uitvoerder, cast.rvdk, cast.maastricht, cast.elders, cast.beheerder, cast.fg):
        assert nieuws(lid) == {}, lid.gebruiker.username
    assert zaak.nummer in nieuws(cast.uitvoerder_casusoverleg)  # a colleague in the same role


def test_wie_moet_instemmen_hoort_het_en_wie_vroeg_hoort_het_antwoord(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij, cast.extern.partij)
    verstrekking = casussen.verstrekking(zaak, cast)
    vraag = zin("casusoverleg.verstrekking_gevraagd")
    for lid in (cast.gemeente, cast.politie, cast.om, cast.reclassering):
        assert vraag in nieuws(lid)[zaak.nummer], lid.gebruiker.username
    for lid in (cast.extern, cast.uitvoerder_casusoverleg):  # they are not asked
        assert vraag not in nieuws(lid).get(zaak.nummer, [])
    casussen.stem_in(verstrekking, cast.politie)
    assert nieuws(cast.uitvoerder) == {zaak.nummer: [zin("casusoverleg.toestemming_gegeven")]}
    casussen.stem_in(verstrekking, cast.gemeente, cast.om, cast.reclassering)
    assert zin("casusoverleg.verstrekt") in nieuws(cast.extern)[zaak.nummer]
    verstrekken.trek_in(verstrekking, actor=cast.uitvoerder.actor, reden="Niet meer nodig")
    assert zin("casusoverleg.verstrekking_ingetrokken") in nieuws(cast.extern)[zaak.nummer]


def test_wat_een_ander_vaker_deed_staat_er_een_keer(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    for tekst in ("Een", "Twee", "Drie"):
        velden = weegploeg.signaal(tekst=tekst)
        inbrengen.voeg_signaal_toe(dossier, actor=cast.gemeente.actor, velden=velden)
    [deel] = cast.om.client.get(WERKLIJST).context["nieuws"].dossiers
    assert [(regel.zin, regel.keer) for regel in deel.regels] == [
        (zin("weegploeg.signaal_toegevoegd"), 3),
        (zin("weegploeg.geopend"), 1),
    ]
    assert "(3 keer)" in cast.om.client.get(WERKLIJST).content.decode()


# It is read by each for himself ----------------------------------------------------------------
def test_wie_het_dossier_opent_heeft_het_gelezen_en_niemand_anders(cast: Cast) -> None:
    collega = maak_speler("collega", cast.om.partij)
    dossier = weegploeg.in_weging(cast)
    rij = Bericht.objects.values().get()
    cast.om.client.get(WERKLIJST)  # to see that there is news is not to read it
    assert nieuws(cast.om)
    cast.om.client.get(reverse("weegploeg:dossier", args=[dossier.pk]))
    assert not nieuws(cast.om)
    assert nieuws(collega)
    assert Bericht.objects.values().get() == rij
    inbrengen.voeg_signaal_toe(dossier, actor=cast.gemeente.actor, velden=weegploeg.signaal())
    assert nieuws(cast.om) == {dossier.nummer: [zin("weegploeg.signaal_toegevoegd")]}


def test_een_externe_partner_leest_het_bij_het_plan(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij)
    [deel] = cast.extern.client.get(WERKLIJST).context["nieuws"].dossiers
    assert zaak.nummer in cast.extern.client.get(deel.url).content.decode()
    assert nieuws(cast.extern)
    cast.extern.client.get(reverse("casusoverleg:plan", args=[zaak.pk]))
    assert not nieuws(cast.extern)


def _zag(lid: Speler) -> dict[str, Any]:
    """What the form on the worklist posts."""
    getoond = lid.client.get(WERKLIJST).context["nieuws"]
    return {"tot": getoond.tot, "dossier": [str(deel.dossier.pk) for deel in getoond.dossiers]}


def test_alles_gezien_is_wat_er_stond_en_van_deze_mens(cast: Cast) -> None:
    stil, druk = weegploeg.in_weging(cast), weegploeg.in_weging(cast)
    zag = _zag(cast.om)
    inbrengen.voeg_signaal_toe(druk, actor=cast.gemeente.actor, velden=weegploeg.signaal())
    assert cast.om.client.post(GEZIEN, zag).status_code == 302
    assert list(nieuws(cast.om)) == [druk.nummer]  # something happened after he looked
    assert nieuws(cast.politie).keys() == {stil.nummer, druk.nummer}
    gelogd = Inzage.objects.filter(soort=Inzage.Soort.BERICHT)
    assert [(rij.gebruiker_id, rij.nummer) for rij in gelogd] == [
        (cast.om.gebruiker.pk, stil.nummer)
    ]


@pytest.mark.parametrize(
    "post", [{}, {"tot": "gisteren"}, {"tot": "2026-01-01T00:00:00+00:00", "dossier": "x\x00"}]
)
def test_wat_niet_klopt_markeert_niets(cast: Cast, post: dict[str, str]) -> None:
    weegploeg.in_weging(cast)
    assert cast.om.client.post(GEZIEN, post).status_code == 302
    assert nieuws(cast.om)


def test_een_dossier_dat_niet_voor_hem_is_wordt_niet_gezien(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    zag = _zag(cast.om)
    assert cast.elders.client.post(GEZIEN, zag).status_code == 302
    assert not Inzage.objects.filter(nummer=dossier.nummer, gebruiker=cast.elders.gebruiker)


# Only who may still know -----------------------------------------------------------------------
@pytest.mark.clausule("WEE-toegang", "zover-nodig")
def test_wie_is_uitgesloten_ziet_niets_en_wie_het_bijhoudt_hoort_het(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.reclassering.partij, cast.extern.partij)
    uitgesloten = (cast.reclassering, cast.politie, cast.extern)
    assert all(map(nieuws, uitgesloten))
    for lid in uitgesloten:
        beveiligen.sluit_uit(
            zaak, actor=cast.uitvoerder.actor, gebruiker=lid.gebruiker, reden="familie"
        )
    casusoverleg.leg_analyse_vast(zaak, actor=cast.uitvoerder.actor, analyse="Nieuw")
    assert [nieuws(lid) for lid in uitgesloten] == [{}, {}, {}]
    assert zin("beveiliging.uitgesloten") in nieuws(cast.uitvoerder_casusoverleg)[zaak.nummer]
    for lid in uitgesloten:
        with als(lid.actor):
            assert not Bericht.objects.exists(), "de tweede muur"


def test_een_uitnodiging_is_nieuw_tot_zij_is_beantwoord(cast: Cast) -> None:
    """Also when the secretary recorded the answer; the news bears the number of the invitation."""
    zaak = casussen.casus(cast)
    casussen.nodig_uit(zaak, cast, cast.reclassering.partij)
    [vraag] = zaak.partijvragen.all()
    mee = zin("casusoverleg.uitgenodigd")
    assert nieuws(cast.reclassering) == {vraag.nummer: [mee]}
    casussen.allen_doen_mee(zaak, cast)
    assert mee not in str(nieuws(cast.reclassering))


def test_wie_niet_meer_meedoet_hoort_alleen_dat(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.reclassering.partij, cast.extern.partij)
    for lid in (cast.reclassering, cast.extern):
        deelname = casussen.deelname(zaak, lid.partij)
        deelnemen.beeindig_deelname(zaak, deelname, actor=cast.uitvoerder.actor, reden="Klaar")
        [deel] = lid.client.get(WERKLIJST).context["nieuws"].dossiers
        assert [regel.zin for regel in deel.regels] == [zin("casusoverleg.deelname_beeindigd")]
        assert not deel.url
        with als(lid.actor):
            assert Bericht.objects.count() == 1, "de tweede muur"
        assert lid.client.post(GEZIEN, _zag(lid)).status_code == 302
        assert not nieuws(lid)


def test_wie_later_zou_beginnen_hoort_niet_dat_het_eindigde(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    straks = vandaag() + timedelta(days=9)
    deelname = casussen.laat_deelnemen(zaak, cast, cast.reclassering.partij, van=straks)
    assert not nieuws(cast.reclassering)
    deelnemen.beeindig_deelname(zaak, deelname, actor=cast.uitvoerder.actor, reden="Toch niet")
    assert not nieuws(cast.reclassering)


@pytest.mark.clausule("RVB-ontvangers", "bericht")
def test_wie_meedeed_hoort_dat_de_gegevens_beperkt_zijn(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.reclassering.partij, cast.extern.partij)
    herzien_op = vandaag() + timedelta(days=30)
    actor = cast.uitvoerder.actor
    beperken.beperk(zaak, actor=actor, grond="juistheid", herzien_op=herzien_op)
    beperkt = zin("privacy_rights.beperkt")
    for lid in (cast.reclassering, cast.extern):
        assert nieuws(lid) == {zaak.nummer: [beperkt]}
    assert nieuws(cast.om)[zaak.nummer][0] == beperkt
    beperken.hef_op(zaak, actor=actor, verteld_op=vandaag())
    assert nieuws(cast.extern)[zaak.nummer][0] == zin("privacy_rights.beperking_opgeheven")


def test_een_verzoek_horen_alleen_wie_het_behandelen(cast: Cast) -> None:
    verzoek = verzoeken.verzoek(cast)
    hoort = {naam for naam, lid in cast.allen.items() if nieuws(lid)}
    assert hoort == {"uitvoerder_weegploeg", "uitvoerder_casusoverleg", "behandelaar"}
    verzoeken.met_identiteit(cast)
    assert verzoek.nummer in nieuws(cast.behandelaar)
    stap = zin("privacy_rights.identiteit_vastgesteld")
    assert stap in str(nieuws(cast.uitvoerder_weegploeg))
    assert stap not in str(nieuws(cast.uitvoerder_casusoverleg))


# With the decision or not at all, and not for ever ---------------------------------------------
def test_een_besluit_dat_niet_doorgaat_vertelt_niets(cast: Cast) -> None:
    with transaction.atomic():
        weegploeg.in_weging(cast)
        assert Bericht.objects.exists()
        transaction.set_rollback(True)
    assert not Bericht.objects.exists()


def test_een_bericht_gaat_weg_met_het_dossier_en_na_negentig_dagen(cast: Cast) -> None:
    weg, oud = weegploeg.in_weging(cast), weegploeg.in_weging(cast)
    weg.delete()
    [rij] = Bericht.objects.all()
    assert rij.dossier_id == oud.pk
    for dagen, blijft in ((89, True), (90, False)):
        rij.delete()  # nobody changes a row that others read as well
        rij.gemaakt_op = timezone.now() - timedelta(days=dagen)
        rij.save(force_insert=True)
        assert bool(nieuws(cast.om)) == blijft
        ruim_berichten_op()
        assert Bericht.objects.exists() == blijft


def test_wat_niet_past_wordt_niet_verzwegen(cast: Cast) -> None:
    for _ in range(berichten.PAST + 1):
        maak_nieuws = weegploeg.in_weging(cast)
    pagina = cast.om.client.get(WERKLIJST)
    getoond = [deel.dossier.nummer for deel in pagina.context["nieuws"].dossiers]
    assert len(getoond) == berichten.PAST
    assert getoond[0] == maak_nieuws.nummer  # the newest first
    assert "Er is meer nieuws dan hier past." in pagina.content.decode()
    cast.om.client.post(GEZIEN, _zag(cast.om))
    assert len(nieuws(cast.om)) == 1


def test_nieuws_kost_een_vraag(cast: Cast) -> None:
    leden = [lid.actor for lid in (cast.om, cast.reclassering, cast.extern)]

    def vragen() -> list[int]:
        return [_vragen(actor) for actor in leden]

    assert vragen() == [1, 1, 1]
    for _ in range(3):
        casussen.met_plan(cast, cast.reclassering.partij, cast.extern.partij)
    assert vragen() == [1, 1, 1]
    assert all(berichten.nieuws(actor).dossiers for actor in leden)


def _vragen(actor: Actor) -> int:
    with CaptureQueriesContext(connection) as gevangen:
        berichten.nieuws(actor)
    return len(gevangen)


@pytest.mark.clausule("BEV-logging", "lezen")
def test_elk_dossier_met_nieuws_staat_een_keer_in_het_logboek(cast: Cast) -> None:
    laat = {"van": vandaag() - timedelta(days=9), "tot": vandaag() - timedelta(days=3)}
    zaak = casussen.met_plan(cast, cast.extern.partij, **laat)  # a task as well
    pagina = cast.extern.client.get(WERKLIJST)
    assert pagina.context["lijst"].rijen
    assert pagina.context["nieuws"].dossiers
    [rij] = Inzage.objects.all()
    assert (rij.nummer, rij.pseudoniem, rij.soort) == (
        zaak.nummer,
        zaak.pseudoniem,
        Inzage.Soort.LIJST,
    )


# Of each event somebody decided who hears it -----------------------------------------------------
def test_van_elke_gebeurtenis_is_bepaald_wie_het_hoort_of_waarom_niemand() -> None:
    eigen = {soort for soort in ZINNEN if not soort.startswith("test.")}
    assert {soort for soort in BERICHTEN if not soort.startswith("test.")} == eigen
    zinnen = [h if isinstance(h, str) else h.zin for h in map(BERICHTEN.__getitem__, eigen)]
    assert all(len(zin) > 20 and zin.endswith(".") for zin in zinnen)
    # A mistake in a melding is nobody's news; what everybody hears, nobody reads.
    assert 20 < sum(not isinstance(BERICHTEN[soort], str) for soort in eigen) < len(eigen)
