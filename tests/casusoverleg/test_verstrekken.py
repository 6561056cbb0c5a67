"""Data of a casus for an external partner: need, consent of all, exactly that, until it ends (MC 10.5)."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casusoverleg import decisions
from casusoverleg.bestand import CasusBestand
from casusoverleg.deelname import decisions as deelnemen
from casusoverleg.dossier.models import Casus
from casusoverleg.verstrekking import decisions as verstrekken
from casusoverleg.verstrekking.aanbod import aanbod
from casusoverleg.verstrekking.models import Verstrekking
from config.werk import werklijst
from convenant.decisions import maak_partij
from convenant.models import Partij, SoortPartij
from gedeeld.actor import Actor, Rol
from gedeeld.afschrift import Publiek, datum
from gedeeld.weigering import Geweigerd, NietMogelijk
from register.afleiden import leid_af
from register.herleiden import herleid
from register.models import Gebeurtenis, Inzage, Taak
from register.werk import Werk
from tests.cast import Cast, Speler, grondslag, maak_speler
from tests.casusoverleg.test_toegang import open_zaak
from tests.hulp import bijlage1, casussen, jaren_geleden, vandaag

VANDAAG = vandaag()
DAG = timedelta(days=1)
LIJST = reverse("casusoverleg:lijst")
WACHT = "Toestemming geven of weigeren"
INGETROKKEN = "Gegevens die u kreeg zijn ingetrokken: vernietig ze"


def werk(actor: Actor) -> list[Werk]:
    """What waits for somebody, notices among it."""
    return werklijst(actor).rijen


def adres(naam: str, zaak: Casus, *args: Any) -> str:
    return reverse(f"casusoverleg:{naam}", args=[zaak.pk, *args])


def vraag(cast: Cast, zaak: Casus, **anders: Any) -> dict[str, list[str]]:
    """The secretary sends the form; give its errors."""
    velden = {"partij": cast.extern.partij.pk, "gegevens": ["analyse"], "noodzaak": "KANARIE-waar"}
    antwoord = cast.uitvoerder.client.post(adres("verstrekken", zaak), velden | anders)
    return {} if antwoord.status_code == 302 else dict(antwoord.context["form"].errors)


def antwoord(lid: Speler, rij: Verstrekking, akkoord: str, reden: str = "") -> int:
    url = adres("verstrekking", rij.casus, rij.pk)
    return lid.client.post(url, {"akkoord": akkoord, "reden": reden}).status_code


def sporen(cast: Cast, zaak: Casus) -> str:
    """Everything that the partner can open about this casus."""
    client = cast.extern.client
    for pagina in (LIJST, adres("plan", zaak)):  # what was news before is read
        client.get(pagina)
    paginas = [LIJST, reverse("werklijst"), adres("plan", zaak), adres("verstrekt", zaak)]
    return "".join(client.get(pagina).content.decode() for pagina in paginas)


def ziet(cast: Cast, zaak: Casus) -> bool:
    status = cast.extern.client.get(adres("verstrekt", zaak)).status_code
    assert status in (200, 404)
    return bool(status == 200)


def stand(rij: Verstrekking, dag: Any = VANDAAG) -> str:
    return str(Verstrekking.objects.met_stand(dag).get(pk=rij.pk).stand)


# From asking to reading ------------------------------------------------------------------------
@pytest.mark.clausule("CAS-doorverstrekking", "per-stuk")
@pytest.mark.clausule("CAS-doorverstrekking", "alle-partijen")
@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
@pytest.mark.clausule("CON-geheimhouding", "derden")
def test_een_partner_leest_na_toestemming_van_allen_precies_wat_is_verstrekt(cast: Cast) -> None:
    zaak = open_zaak(cast)
    bijdrage = zaak.bijdragen.get()
    schoon = sporen(cast, zaak)
    assert "KANARIE" not in schoon
    assert vraag(cast, zaak, gegevens=["analyse", f"bijdrage:{bijdrage.pk}"]) == {}
    rij = Verstrekking.objects.get()
    leden = [cast.gemeente, cast.politie, cast.om, cast.rvdk, cast.reclassering]
    for lid in leden:
        assert WACHT in {w.wat for w in werk(lid.actor)}
        pagina = lid.client.get(adres("verstrekking", zaak, rij.pk)).content.decode()
        for tekst in ("KANARIE-analyse", "KANARIE-bijdrage", "KANARIE-waar"):
            assert tekst in pagina
        assert len(sporen(cast, zaak)) == len(schoon)
        assert not ziet(cast, zaak)
        assert antwoord(lid, rij, "ja") == 302
        assert WACHT not in {w.wat for w in werk(lid.actor)}
    rij.refresh_from_db()
    assert (rij.volledig_op, stand(rij)) == (VANDAAG, "verstrekt")
    assert rij.soorten == ["analyse", "partijen"]

    for pagina in ("verstrekt", "plan"):
        tekst = cast.extern.client.get(adres(pagina, zaak)).content.decode()
        for woord in (
            "KANARIE-analyse",
            "KANARIE-bijdrage",
            "KANARIE-waar",
            "Reclassering Nederland",
            "Reclasseringsregeling 1995 artikel 8",
            "het casusoverleg",
            "artikel 14 lid 2",
        ):
            assert woord in tekst, (pagina, woord)
        for geheim in ("signaal", "derde", "duiding", "straat", "nodig", "reden", "gegevens"):
            assert f"KANARIE-{geheim}" not in tekst
    assert adres("verstrekt", zaak) in cast.extern.client.get(LIJST).content.decode()
    soorten = list(Gebeurtenis.van(zaak).values_list("soort", flat=True))
    assert soorten.count("casusoverleg.toestemming_gegeven") == 5
    assert soorten[0] == "casusoverleg.verstrekt"
    gelezen = Inzage.objects.filter(gebruiker=cast.extern.gebruiker, pseudoniem=zaak.pseudoniem)
    assert gelezen.filter(toegestaan=True, nummer=zaak.nummer).exists()
    assert gelezen.filter(toegestaan=False).exists()  # before it was complete


@pytest.mark.clausule("CAS-doorverstrekking", "per-stuk")
def test_ook_zonder_vastgesteld_plan_leest_de_partner_wat_is_verstrekt(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    signaal = zaak.signalen.get()
    casussen.verstrekt(zaak, cast, "naam", f"signaal:{signaal.pk}")
    client = cast.extern.client
    assert client.get(adres("plan", zaak)).status_code == 404
    lijst = client.get(LIJST).content.decode()
    assert adres("verstrekt", zaak) in lijst
    assert "Kanarie" not in lijst
    tekst = client.get(adres("verstrekt", zaak)).content.decode()
    for woord in ("Wouter van Kanarie", "KANARIE-signaal", "Politie Limburg", "Wpg artikel 20"):
        assert woord in tekst
    assert "W-2026-0001" not in tekst
    assert "KANARIE-straat" not in tekst


@pytest.mark.clausule("CAS-doorverstrekking", "alle-partijen")
def test_de_partner_leest_de_tekst_waarvoor_toestemming_is_gegeven(cast: Cast) -> None:
    zaak = open_zaak(cast)
    rij = casussen.verstrekking(zaak, cast, "analyse")
    decisions.leg_analyse_vast(zaak, actor=cast.uitvoerder.actor, analyse="KANARIE-later")
    casussen.stem_in(rij, cast.gemeente, cast.politie, cast.om, cast.rvdk, cast.reclassering)
    tekst = cast.extern.client.get(adres("verstrekt", zaak)).content.decode()
    assert "KANARIE-analyse" in tekst
    assert "KANARIE-later" not in tekst


@pytest.mark.clausule("CAS-doorverstrekking", "nodig")
def test_van_en_tot_bepalen_wanneer_de_partner_leest(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    rij = casussen.verstrekt(zaak, cast, van=VANDAAG + 3 * DAG, tot=VANDAAG + 5 * DAG)
    assert not ziet(cast, zaak)
    for dagen, verwacht in ((2, "straks"), (3, "verstrekt"), (4, "verstrekt"), (5, "beeindigd")):
        dag = VANDAAG + dagen * DAG
        assert stand(rij, dag) == verwacht
        leest = Verstrekking.objects.visible_to(cast.extern.op(dag)).exists()
        assert leest == (verwacht == "verstrekt")


# What cannot be asked --------------------------------------------------------------------------
@pytest.mark.clausule("CAS-doorverstrekking", "nodig")
@pytest.mark.clausule("CAS-doorverstrekking", "per-stuk")
def test_zonder_noodzaak_gegevens_of_deelname_wordt_niets_gevraagd(cast: Cast) -> None:
    zaak = open_zaak(cast)
    buiten = casussen.tweede_partner(cast).partij
    assert set(vraag(cast, zaak, noodzaak=" ")) == {"noodzaak"}
    assert set(vraag(cast, zaak, gegevens=[])) == {"gegevens"}
    assert set(vraag(cast, zaak, gegevens=["signaal:0"])) == {"gegevens"}
    for partij in (buiten, cast.reclassering.partij, cast.politie.partij):
        assert set(vraag(cast, zaak, partij=partij.pk)) == {"partij"}
    assert set(vraag(cast, zaak, van=VANDAAG - DAG)) == {"van"}
    assert set(vraag(cast, zaak, van=VANDAAG, tot=VANDAAG)) == {"tot"}
    assert set(vraag(cast, zaak, tot=VANDAAG)) == {"tot"}
    assert not Verstrekking.objects.exists()
    assert vraag(cast, zaak) == {}
    assert "__all__" in vraag(cast, zaak)  # the button pressed twice
    assert Verstrekking.objects.count() == 1
    with pytest.raises(NietMogelijk):
        casussen.verstrekking(zaak, cast, partij=buiten)


@pytest.mark.clausule("WPG-soort", "9-10-extern")
def test_politiegegevens_van_artikel_9_of_10_gaan_nooit_naar_een_partner(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    signaal = zaak.signalen.get()
    sleutel = f"signaal:{signaal.pk}"
    assert sleutel in aanbod(zaak, vandaag())
    zaak.signalen.update(grondslag=grondslag("wpg-18-2"))  # should one ever get in
    assert set(vraag(cast, zaak, gegevens=[sleutel])) == {"gegevens"}
    with pytest.raises(NietMogelijk):
        casussen.verstrekking(zaak, cast, sleutel)
    assert not Verstrekking.objects.exists()


def test_het_formulier_noemt_elk_soort_gegeven_van_de_casus(cast: Cast) -> None:
    zaak = open_zaak(cast)
    pagina = cast.uitvoerder.client.get(adres("verstrekken", zaak)).content.decode()
    for kop in Verstrekking.soorten.field.base_field.choices:
        assert kop[1] in pagina
    alles = aanbod(zaak, vandaag())
    assert vraag(cast, zaak, gegevens=list(alles)) == {}
    assert Verstrekking.objects.get().gegevens.count() == len(alles)


# Who consents ----------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-doorverstrekking", "alle-partijen")
def test_een_weigering_heeft_een_reden_en_eindigt_de_verstrekking(cast: Cast) -> None:
    zaak = open_zaak(cast)
    schoon = sporen(cast, zaak)
    rij = casussen.verstrekking(zaak, cast, "analyse")
    casussen.stem_in(rij, cast.gemeente, cast.politie, cast.om, cast.rvdk)
    url = adres("verstrekking", zaak, rij.pk)
    leeg = cast.reclassering.client.post(url, {"akkoord": "nee", "reden": " "})
    assert set(leeg.context["form"].errors) == {"reden"}
    assert antwoord(cast.reclassering, rij, "nee", "KANARIE-bezwaar") == 302
    assert stand(rij) == "geweigerd"
    assert len(sporen(cast, zaak)) == len(schoon)
    assert not ziet(cast, zaak)
    assert "KANARIE-bezwaar" in cast.politie.client.get(url).content.decode()
    assert WACHT not in {w.wat for lid in cast.allen.values() for w in werk(lid.actor)}
    with pytest.raises(NietMogelijk, match="voorbij"):
        verstrekken.trek_in(rij, actor=cast.uitvoerder.actor, reden="x")
    # A refusal stands, also when the party that refused has left.
    deelname = casussen.deelname(zaak, cast.reclassering.partij)
    deelnemen.beeindig_deelname(zaak, deelname, actor=cast.uitvoerder.actor, reden="Klaar")
    assert stand(rij) == "geweigerd"


@pytest.mark.clausule("CAS-doorverstrekking", "alle-partijen")
def test_alleen_vertegenwoordigers_van_partijen_in_de_casus_antwoorden(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij, cast.extern.partij)
    rij = casussen.verstrekking(zaak, cast)
    mag = {"gemeente", "politie", "om", "reclassering"}
    for naam, lid in cast.allen.items():
        wacht = WACHT in {w.wat for w in werk(lid.actor)}
        assert wacht == (naam in mag), naam
        assert antwoord(lid, rij, "ja") == (302 if naam in mag else 404), naam
        if naam in mag:
            assert antwoord(lid, rij, "ja") == 200  # refused: answered already
        else:
            with pytest.raises(Geweigerd):
                verstrekken.geef_toestemming(rij, actor=lid.actor, akkoord=True)
    assert rij.toestemmingen.count() == 4
    assert stand(rij) == "verstrekt"


@pytest.mark.clausule("CAS-doorverstrekking", "alle-partijen")
def test_de_uitvoerder_legt_een_antwoord_op_papier_vast_met_wie_wanneer_en_hoe(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    rij = casussen.verstrekking(zaak, cast)
    url, client = adres("toestemming_vastleggen", zaak, rij.pk), cast.uitvoerder.client
    keuze = {partij.naam for partij in client.get(url).context["form"].fields["partij"].queryset}
    assert keuze == {partij.naam for partij in cast.kern}
    goed = {"akkoord": "ja", "op": VANDAAG, "wie": "T. Smit, jurist", "hoe": "brief"}
    for veld in ("wie", "hoe", "op"):
        leeg = client.post(url, {"partij": cast.kern[0].pk, **goed, veld: ""})
        assert set(leeg.context["form"].errors) == {veld}
    assert not rij.toestemmingen.exists()
    for partij in cast.kern:
        assert client.post(url, {"partij": partij.pk, **goed}).status_code == 302
    assert client.post(url, {"partij": partij.pk, **goed}).status_code == 200
    assert set(rij.toestemmingen.values_list("vastgelegd_namens_overleg", flat=True)) == {True}
    assert ziet(cast, zaak)
    pagina = client.get(adres("verstrekking", zaak, rij.pk)).content.decode()
    for tekst in ("vastgelegd door de uitvoerder", "T. Smit, jurist", "Met een brief"):
        assert tekst in pagina
    for partij in (cast.extern.partij, cast.reclassering.partij):
        with pytest.raises(NietMogelijk):
            verstrekken.leg_toestemming_vast(
                rij,
                actor=cast.uitvoerder.actor,
                partij=partij,
                akkoord=True,
                wie="T. Smit",
                hoe="brief",
            )


@pytest.mark.clausule("CAS-doorverstrekking", "alle-partijen")
def test_wie_erbij_komt_geeft_toestemming_tot_alles_rond_is(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    eerste, tweede = casussen.verstrekking(zaak, cast), casussen.verstrekking(zaak, cast, "adres")
    for lid in (cast.gemeente, cast.politie, cast.om):
        casussen.stem_in(eerste, lid)
    casussen.stem_in(tweede, cast.gemeente, cast.politie)
    assert stand(eerste) == "verstrekt"
    casussen.laat_deelnemen(zaak, cast, cast.reclassering.partij)
    casussen.stem_in(tweede, cast.om)
    assert (stand(eerste), stand(tweede)) == ("verstrekt", "wacht")
    casussen.stem_in(tweede, cast.reclassering)
    assert stand(tweede) == "verstrekt"


@pytest.mark.clausule("CAS-doorverstrekking", "alle-partijen")
def test_wie_weggaat_hoeft_niet_meer_te_antwoorden(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij, cast.reclassering.partij)
    rij = casussen.verstrekking(zaak, cast)
    casussen.stem_in(rij, cast.gemeente, cast.politie, cast.om)
    assert stand(rij) == "wacht"
    deelname = casussen.deelname(zaak, cast.reclassering.partij)
    deelnemen.beeindig_deelname(zaak, deelname, actor=cast.uitvoerder.actor, reden="Klaar")
    assert stand(rij) == "verstrekt"


@pytest.mark.clausule("CAS-doorverstrekking", "alle-partijen")
def test_gaat_iemand_weg_op_zijn_dag_dan_rondt_de_uitvoerder_af(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij, cast.reclassering.partij)
    rij = casussen.verstrekking(zaak, cast)
    casussen.stem_in(rij, cast.gemeente, cast.politie, cast.om)
    url, client = adres("verstrekking_rond", zaak, rij.pk), cast.uitvoerder.client
    assert client.post(url).status_code == 302
    assert stand(rij) == "wacht"
    zaak.deelnames.filter(partij=cast.reclassering.partij).update(van=VANDAAG - DAG, tot=VANDAAG)
    leid_af(zaak)
    assert not ziet(cast, zaak)
    assert "Verstrekking afronden" in {w.wat for w in werk(cast.uitvoerder.actor)}
    assert "Nu verstrekken" in client.get(adres("verstrekking", zaak, rij.pk)).content.decode()
    client.post(url)
    assert ziet(cast, zaak)
    assert "Verstrekking afronden" not in {w.wat for w in werk(cast.uitvoerder.actor)}


@pytest.mark.clausule("WEE-eens", "bezwaar-houdt")
def test_terwijl_een_kernpartij_bezwaar_maakt_krijgt_een_partner_niets(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    assert vraag(cast, zaak, gegevens=["naam"]) == {}
    rij = Verstrekking.objects.get()
    decisions.houd_aan(zaak.zaak, actor=cast.politie.actor)
    assert "maakt bezwaar" in str(vraag(cast, zaak, gegevens=["naam"]))
    for lid in (cast.gemeente, cast.politie, cast.om):  # consenting gives nothing yet
        assert antwoord(lid, rij, "ja") == 302
    url, client = adres("verstrekking_rond", zaak, rij.pk), cast.uitvoerder.client
    fout = client.post(url, follow=True)
    assert "maakt bezwaar" in " ".join(str(zin) for zin in fout.context["messages"])
    assert (stand(rij), ziet(cast, zaak)) == ("wacht", False)
    decisions.laat_los(zaak.zaak, actor=cast.politie.actor)
    assert "Verstrekking afronden" in {w.wat for w in werk(cast.uitvoerder.actor)}
    assert client.post(url).status_code == 302
    assert (stand(rij), ziet(cast, zaak)) == ("verstrekt", True)


def test_een_adviseur_geeft_geen_toestemming(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    casussen.laat_deelnemen(zaak, cast, cast.rvdk.partij, rol="adviseur")
    rij = casussen.verstrekking(zaak, cast)
    assert werk(cast.rvdk.actor) == []
    casussen.stem_in(rij, cast.gemeente, cast.politie, cast.om)
    assert stand(rij) == "verstrekt"


@pytest.mark.clausule("CAS-doorverstrekking", "alle-partijen")
@pytest.mark.django_db(transaction=True)
def test_twee_antwoorden_tegelijk_maken_het_een_keer_rond(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    rij = casussen.verstrekking(zaak, cast)
    casussen.stem_in(rij, cast.gemeente)
    samen, fouten = threading.Barrier(3), []
    leden = [cast.politie, cast.om, cast.om]  # one of them pressed the button twice

    def stem(lid: Speler) -> None:
        samen.wait()
        try:
            casussen.stem_in(Verstrekking.objects.get(pk=rij.pk), lid)
        except NietMogelijk as fout:
            fouten.append(fout)
        finally:
            connections.close_all()

    draden = [threading.Thread(target=stem, args=[lid]) for lid in leden]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(fouten) == 1
    assert rij.toestemmingen.count() == 3
    assert stand(rij) == "verstrekt"
    rond = Gebeurtenis.van(zaak).filter(soort="casusoverleg.verstrekt")
    assert rond.count() == 1


# The end ---------------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-ontvangers", "bericht")
@pytest.mark.clausule("CAS-autorisatie", "intrekken")
def test_intrekken_werkt_in_de_open_pagina_en_vraagt_te_vernietigen(cast: Cast) -> None:
    zaak = open_zaak(cast)
    rij = casussen.verstrekt(zaak, cast, "analyse")
    partner, secretaris = cast.extern.client, cast.uitvoerder.client
    assert "KANARIE-analyse" in partner.get(adres("plan", zaak)).content.decode()
    intrekken = adres("verstrekking_intrekken", zaak, rij.pk)
    assert "reden" in secretaris.post(intrekken, {"reden": " "}).context["form"].errors
    assert secretaris.post(intrekken, {"reden": "KANARIE-fout"}).status_code == 302
    assert "voorbij" in secretaris.post(intrekken, {"reden": "Nog eens"}).content.decode()
    assert not ziet(cast, zaak)
    assert "KANARIE" not in sporen(cast, zaak)

    bericht = next(w for w in werk(cast.extern.actor) if w.wat == INGETROKKEN)
    assert bericht.nummer == zaak.nummer
    pagina = partner.get(bericht.url).content.decode()
    assert "Vernietig wat u hebt overgenomen" in pagina
    assert "KANARIE" not in pagina
    for lid in (cast.uitvoerder, cast.politie, casussen.tweede_partner(cast)):
        assert lid.client.get(bericht.url).status_code == 404
    assert partner.post(bericht.url).status_code == 302
    assert partner.post(bericht.url).status_code == 404
    assert INGETROKKEN not in {w.wat for w in werk(cast.extern.actor)}
    rij.refresh_from_db()
    assert (rij.ingetrokken_op, rij.ingetrokken_reden) == (VANDAAG, "KANARIE-fout")
    [bevestigd] = zaak.kennisgevingen.all()
    assert (bevestigd.wat, bevestigd.gegevens) == ("ingetrokken", ["analyse"])
    assert (bevestigd.bevestigd_op, bevestigd.bevestigd_door) == (VANDAAG, cast.extern.gebruiker)
    soorten = {g.soort for g in Gebeurtenis.van(zaak)[:3]}
    assert soorten == {
        "uitwisseling.bevestigd", "uitwisseling.kennisgegeven", "casusoverleg.verstrekking_ingetrokken",
    }  # fmt: skip


@pytest.mark.parametrize("hoe", ["wachtend", "straks"])
def test_wat_de_partner_nooit_zag_geeft_bij_intrekken_geen_bericht(cast: Cast, hoe: str) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    if hoe == "wachtend":
        rij = casussen.verstrekking(zaak, cast)
    else:
        rij = casussen.verstrekt(zaak, cast, van=VANDAAG + DAG)
    verstrekken.trek_in(rij, actor=cast.uitvoerder.actor, reden="Niet nodig")
    assert werk(cast.extern.actor) == []
    assert WACHT not in {w.wat for w in werk(cast.politie.actor)}
    with pytest.raises(NietMogelijk, match="niet meer"):
        casussen.stem_in(rij, cast.politie)


def _beeindig(cast: Cast, zaak: Casus, einde: str) -> None:
    """End what the partner reads: by an act, on its day, or with annex 1."""
    deelname = casussen.deelname(zaak, cast.extern.partij)
    if einde == "deelname":
        deelnemen.beeindig_deelname(zaak, deelname, actor=cast.uitvoerder.actor, reden="Klaar")
    elif einde == "dag van de deelname":
        zaak.deelnames.update(van=VANDAAG - DAG, tot=VANDAAG)
        leid_af(zaak)
    elif einde == "dag van de verstrekking":
        zaak.verstrekkingen.update(van=VANDAAG - DAG, tot=VANDAAG)
    elif einde == "bijlage 1":
        bijlage1.beeindig(cast.beheerder.actor, deelname.partij)
    else:
        deelnemen.beeindig_deelname(zaak, deelname, actor=cast.uitvoerder.actor, reden="Klaar")
        casussen.laat_deelnemen(zaak, cast, cast.extern.partij)


EINDES = ["deelname", "dag van de deelname", "dag van de verstrekking", "bijlage 1", "weer erbij"]


@pytest.mark.clausule("CAS-autorisatie", "intrekken")
@pytest.mark.parametrize("einde", EINDES)
def test_wat_een_partner_las_is_ook_na_het_einde_in_te_trekken(cast: Cast, einde: str) -> None:
    zaak, secretaris = open_zaak(cast), cast.uitvoerder.client
    rij = casussen.verstrekt(zaak, cast, "analyse")
    _beeindig(cast, zaak, einde)
    assert stand(rij) == "beeindigd"
    pagina = adres("verstrekking", zaak, rij.pk)
    assert "Alsnog intrekken" in secretaris.get(pagina).content.decode()
    intrekken = adres("verstrekking_intrekken", zaak, rij.pk)
    gevolgen = secretaris.get(intrekken).context["gevolgen"]
    assert "De partner ziet deze gegevens al niet meer." in gevolgen
    assert ("De partner kan dat bericht nu niet lezen" in " ".join(gevolgen)) == (
        einde == "bijlage 1"
    )
    assert secretaris.post(intrekken, {"reden": "KANARIE-onjuist"}).status_code == 302
    assert stand(rij) == "ingetrokken"
    na = secretaris.get(pagina).content.decode()
    assert "Bevestigde de partner het bericht?" in na
    assert "ntrekken" not in na
    wie_weet_wat = reverse("uitwisseling:wie_weet_wat", args=["casusoverleg", zaak.pk])
    assert wie_weet_wat in na
    assert "Nog niet bevestigd" in secretaris.get(wie_weet_wat).content.decode()
    assert "ingetrokken of voorbij" in secretaris.post(intrekken, {"reden": "x"}).content.decode()
    if einde == "bijlage 1":  # it does not sign in any more: who keeps the casus tells it
        [kennis] = zaak.kennisgevingen.all()
        url = reverse("uitwisseling:vastleggen", args=[kennis.pk])
        velden = {"op": VANDAAG.isoformat(), "hoe": "telefoon", "wie": "J. Merel"}
        assert secretaris.post(url, velden).status_code == 302
        assert "aan de telefoon" in secretaris.get(wie_weet_wat).content.decode()
        return
    bericht = next(w for w in werk(cast.extern.actor) if w.wat == INGETROKKEN)
    tekst = cast.extern.client.get(bericht.url).content.decode()
    assert "Vernietig wat u hebt overgenomen" in tekst
    assert "KANARIE" not in tekst
    assert cast.extern.client.post(bericht.url).status_code == 302
    assert "Bevestigd op" in secretaris.get(wie_weet_wat).content.decode()


@pytest.mark.clausule("RVB-ontvangers", "bericht")
@pytest.mark.clausule("RVB-ontvangers", "uit-verstrekkingen")
@pytest.mark.clausule("RVB-uitvoeren", "partijen")
@pytest.mark.parametrize("einde", EINDES)
def test_na_correctie_krijgt_ook_bericht_wie_niet_meer_meedoet(cast: Cast, einde: str) -> None:
    zaak, secretaris = casussen.casus(cast, cast.extern.partij), cast.uitvoerder.client
    adressen, naam = casussen.verstrekt(zaak, cast, "adres"), casussen.verstrekt(zaak, cast, "naam")
    _beeindig(cast, zaak, einde)
    velden = {k: v or "" for k, v in zaak.naw.items()} | {"straat": "Elders 2", "reden": "x"}
    assert secretaris.post(adres("persoon", zaak), velden).status_code == 302
    assert (stand(adressen), stand(naam)) == ("ingetrokken", "beeindigd")
    berichten = [w for w in werk(cast.extern.actor) if w.wat == INGETROKKEN]
    [kennis] = zaak.kennisgevingen.filter(wat="ingetrokken")
    assert (kennis.gegevens, kennis.ontvanger) == (["naam_adres"], cast.extern.partij)
    assert [w.url for w in berichten] == [reverse("uitwisseling:lezen", args=[kennis.pk])]


@pytest.mark.clausule("RVB-ontvangers", "uit-verstrekkingen")
@pytest.mark.parametrize("hoe", ["deelname", "vooraf", "wachtend"])
def test_wat_een_partner_nooit_las_wordt_na_het_einde_niet_ingetrokken(
    cast: Cast, hoe: str
) -> None:
    zaak, secretaris = casussen.casus(cast, cast.extern.partij), cast.uitvoerder.client
    if hoe == "wachtend":
        rij = casussen.verstrekking(zaak, cast, "adres")
    else:
        rij = casussen.verstrekt(zaak, cast, "adres", van=VANDAAG + 3 * DAG)
    if hoe == "vooraf":  # the participation ended before it began, which is over as well by now
        zaak.verstrekkingen.update(van=VANDAAG - 2 * DAG)
        zaak.deelnames.update(van=VANDAAG - 9 * DAG, tot=VANDAAG - 3 * DAG)
    else:
        _beeindig(cast, zaak, "deelname")
    assert stand(rij) == "beeindigd"
    assert "ntrekken" not in secretaris.get(adres("verstrekking", zaak, rij.pk)).content.decode()
    url = adres("verstrekking_intrekken", zaak, rij.pk)
    assert "__all__" in secretaris.post(url, {"reden": "x"}).context["form"].errors
    decisions.corrigeer_persoon(
        zaak, actor=cast.uitvoerder.actor, naw={"straat": "Elders 2"}, reden="x"
    )
    assert stand(rij) == "beeindigd"
    assert werk(cast.extern.actor) == []


@pytest.mark.parametrize("wat", ["deelname", "bijlage 1"])
def test_een_verstrekking_begint_niet_na_het_einde_van_de_deelname(cast: Cast, wat: str) -> None:
    zaak, einde = open_zaak(cast), {"tot": VANDAAG + 3 * DAG}
    if wat == "deelname":
        zaak.deelnames.filter(partij=cast.extern.partij).update(**einde)
    else:
        cast.extern.partij.bijlage1.update(**einde)
    assert set(vraag(cast, zaak, van=VANDAAG + 3 * DAG)) == {"van"}
    assert vraag(cast, zaak, van=VANDAAG + 2 * DAG) == {}


@pytest.mark.clausule("CAS-doorverstrekking", "nodig")
@pytest.mark.clausule("CON-geheimhouding", "geldig")
@pytest.mark.parametrize("einde", ["deelname", "dag", "geheimhouding", "afsluiten"])
def test_het_einde_van_deelname_of_casus_neemt_alles_weg(cast: Cast, einde: str) -> None:
    zaak = casussen.met_advies(cast, cast.extern.partij)
    rij, wacht = casussen.verstrekt(zaak, cast), casussen.verstrekking(zaak, cast, "adres")
    assert ziet(cast, zaak)
    partij, actor = cast.extern.partij, cast.uitvoerder.actor
    if einde == "deelname":
        deelname = casussen.deelname(zaak, partij)
        deelnemen.beeindig_deelname(zaak, deelname, actor=actor, reden="Klaar")
    elif einde == "dag":
        zaak.deelnames.update(van=VANDAAG - DAG, tot=VANDAAG)
        leid_af(zaak)
    elif einde == "geheimhouding":
        partij.geheimhouding.update(geldig_tot=VANDAAG)
        herleid(partij.pk)
    else:
        decisions.sluit_af(zaak.zaak, actor=actor, besluit="Eens", niet_af="Loopt vanzelf door")
    assert {stand(rij), stand(wacht)} == {"beeindigd"}
    if einde == "geheimhouding":
        assert cast.extern.client.get(adres("verstrekt", zaak)).status_code == 302
    else:
        assert not ziet(cast, zaak)
        assert "verstrekte" not in cast.extern.client.get(LIJST).content.decode()
    assert WACHT not in {w.wat for w in werk(cast.politie.actor)}
    if einde in ("deelname", "dag"):  # let in anew: what was disclosed does not come back
        casussen.laat_deelnemen(zaak, cast, partij)
        assert not ziet(cast, zaak)
        assert stand(rij) == "beeindigd"


def test_na_afsluiten_wordt_niets_meer_verstrekt(cast: Cast) -> None:
    zaak = casussen.afgesloten(cast, cast.extern.partij)
    with pytest.raises(NietMogelijk, match="afgesloten"):
        casussen.verstrekking(zaak, cast)
    antwoord = cast.uitvoerder.client.get(adres("casus", zaak)).content.decode()
    assert adres("verstrekken", zaak) not in antwoord


# Nobody else, and the transcript ---------------------------------------------------------------
@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
def test_niemand_anders_leest_wat_aan_een_partner_is_verstrekt(cast: Cast) -> None:
    zaak = open_zaak(cast)
    ander = casussen.tweede_partner(cast)
    casussen.laat_deelnemen(zaak, cast, ander.partij)
    rij = casussen.verstrekt(zaak, cast, "analyse")
    lezers = {"uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg", "gemeente"}
    lezers |= {"politie", "om", "rvdk", "reclassering"}
    for naam, lid in {**cast.allen, "ander": ander}.items():
        client = lid.client
        zichtbaar = Verstrekking.objects.visible_to(lid.actor).exists()
        assert zichtbaar == (naam in lezers | {"extern"}), naam
        status = client.get(adres("verstrekking", zaak, rij.pk)).status_code
        assert status == (200 if naam in lezers else 404), naam
        status = client.get(adres("verstrekt", zaak)).status_code
        assert status == (200 if naam == "extern" else 404), naam
    assert "KANARIE" not in ander.client.get(adres("plan", zaak)).content.decode()
    assert not Verstrekking.objects.visible_to(None).exists()
    beheerder = maak_speler("ggzbeheer", cast.extern.partij, Rol.BEHEERDER)
    assert not Verstrekking.objects.visible_to(beheerder.actor).exists()


def test_een_uitvoerder_van_elders_vindt_de_verstrekking_niet(cast: Cast) -> None:
    rij = casussen.verstrekking(casussen.casus(cast, cast.extern.partij), cast)
    andere = casussen.casus(cast, cast.extern.partij)
    for naam in ("verstrekking", "toestemming_vastleggen", "verstrekking_intrekken"):
        assert cast.uitvoerder.client.get(adres(naam, andere, rij.pk)).status_code == 404


def afgeschreven(zaak: Casus, publiek: Publiek) -> list[str]:
    """What a transcript tells of each disclosure."""
    zaak = Casus.objects.get(pk=zaak.pk)
    secties = CasusBestand().afschrift(zaak, publiek).secties
    deel = [s for s in secties if s.titel == "Gegevens voor externe partners"]
    assert bool(deel) == (publiek != Publiek.EXTERN)
    return [f"{r.label}\n{r.waarde}" for s in deel for r in s.regels]


@pytest.mark.clausule("CAS-doorverstrekking", "vastgelegd")
def test_het_afschrift_zegt_hoe_elke_verstrekking_staat_en_niet_nog_eens_de_tekst(
    cast: Cast,
) -> None:
    zaak, actor = open_zaak(cast), cast.uitvoerder.actor
    geweigerd = casussen.verstrekking(zaak, cast, "adres", noodzaak="KANARIE-geweigerd")
    casussen.stem_in(geweigerd, cast.politie)
    assert antwoord(cast.om, geweigerd, "nee", "KANARIE-bezwaar") == 302
    weg = casussen.verstrekt(zaak, cast, "naam", noodzaak="KANARIE-weg")
    verstrekken.trek_in(weg, actor=actor, reden="KANARIE-fout")
    casussen.verstrekt(zaak, cast, "geboortedatum", noodzaak="KANARIE-straks", van=VANDAAG + DAG)
    casussen.verstrekt(zaak, cast, "analyse", noodzaak="KANARIE-gegeven", tot=VANDAAG + 2 * DAG)
    casussen.verstrekking(zaak, cast, "duiding", noodzaak="KANARIE-wacht")
    vandaag, morgen = datum(VANDAAG), datum(VANDAAG + DAG)
    verwacht = {
        "geweigerd": ("geweigerd", f"Geweigerd door OM Limburg op {vandaag}: KANARIE-bezwaar"),
        "weg": ("ingetrokken", f"Ingetrokken op {vandaag}: KANARIE-fout"),
        "straks": ("gaat nog in", f"Te lezen vanaf {morgen}"),
        "gegeven": ("verstrekt", f"Te lezen vanaf {vandaag} tot {datum(VANDAAG + 2 * DAG)}"),
        "wacht": ("wacht op toestemming", f"Gevraagd op {vandaag}"),
    }
    for publiek in (Publiek.KERNPARTIJ, Publiek.CASUSPARTIJ, Publiek.BETROKKENE):
        rijen = afgeschreven(zaak, publiek)
        assert len(rijen) == len(verwacht)
        for noodzaak, (stand_nu, zin) in verwacht.items():
            (rij,) = [r for r in rijen if f"KANARIE-{noodzaak}" in r]
            regels = rij.split("\n")
            assert regels[0] == "GGZ Maasoever"
            assert {f"Stand: {stand_nu}", zin} <= set(regels), noodzaak
            assert ("Toestemming van:" in rij) == (noodzaak != "wacht"), noodzaak
            assert any(r.startswith("Soort gegevens: ") for r in regels)
        alles = "".join(rijen)
        assert "KANARIE-analyse" not in alles
        assert "KANARIE-duiding" not in alles
    assert afgeschreven(zaak, Publiek.EXTERN) == []

    deelname = casussen.deelname(zaak, cast.extern.partij)
    deelnemen.beeindig_deelname(zaak, deelname, actor=actor, reden="Klaar")
    rijen = afgeschreven(zaak, Publiek.BETROKKENE)
    standen = [r.split("Stand: ")[1].split("\n")[0] for r in rijen]
    assert sorted(standen) == ["beëindigd"] * 3 + ["geweigerd", "ingetrokken"]
    for stand_nu, rij in zip(standen, rijen, strict=True):
        assert (f"Beëindigd op {vandaag}" in rij) == (stand_nu == "beëindigd")


def test_een_en_dertig_verstrekkingen_kosten_evenveel_vragen(cast: Cast) -> None:
    zaak = open_zaak(cast)
    clients = {wie: getattr(cast, wie).client for wie in ("extern", "politie", "uitvoerder")}

    def vragen(wie: str) -> int:
        pagina = adres("verstrekt" if wie == "extern" else "casus", zaak)
        with CaptureQueriesContext(connection) as gevangen:
            for url in (pagina, LIJST, reverse("werklijst")):
                assert clients[wie].get(url).status_code == 200
        return len(gevangen)

    def maak(nummer: int) -> None:
        for soort in (casussen.verstrekt, casussen.verstrekking):
            analyse = f"Analyse {nummer} {soort.__name__}"
            decisions.leg_analyse_vast(zaak, actor=cast.uitvoerder.actor, analyse=analyse)
            soort(zaak, cast, "analyse")

    maak(0)
    for wie in clients:
        vragen(wie)
    een = {wie: vragen(wie) for wie in clients}
    for nummer in range(1, 15):
        maak(nummer)
    assert {wie: vragen(wie) for wie in clients} == een


def test_een_partij_die_het_convenant_verlaat_wordt_niet_gevraagd(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij, cast.reclassering.partij)
    rij = casussen.verstrekking(zaak, cast)
    Partij.objects.filter(pk=cast.reclassering.partij.pk).update(tot=VANDAAG)
    casussen.stem_in(rij, cast.gemeente, cast.politie, cast.om)
    assert stand(rij) == "verstrekt"


# What changes at the source ----------------------------------------------------------------------
@pytest.mark.clausule("RVB-ontvangers", "bericht")
@pytest.mark.clausule("RVB-ontvangers", "uit-verstrekkingen")
@pytest.mark.parametrize("gegeven", [True, False])
def test_wat_is_verwijderd_of_gecorrigeerd_leest_de_partner_niet(cast: Cast, gegeven: bool) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij)
    actor = cast.uitvoerder.actor
    derde = decisions.voeg_derde_toe(
        zaak, actor=actor, soort="netwerk", doel="netwerk", naam="KANARIE-derde", noodzaak="Nodig"
    )
    maak = casussen.verstrekt if gegeven else casussen.verstrekking
    van_derde, van_adres = maak(zaak, cast, f"derde:{derde.pk}"), maak(zaak, cast, "adres")
    decisions.verwijder_derde(zaak, derde, actor=actor)
    assert (stand(van_derde), stand(van_adres)) == (
        "ingetrokken",
        "verstrekt" if gegeven else "wacht",
    )
    decisions.corrigeer_persoon(zaak, actor=actor, naw={"straat": "Elders 2"}, reden="x")
    assert stand(van_adres) == "ingetrokken"
    assert not ziet(cast, zaak)
    berichten = [w for w in werk(cast.extern.actor) if "ingetrokken" in w.wat]
    assert len(berichten) == (2 if gegeven else 0)


@pytest.mark.clausule("WEE-rvdk-minderjarig", "volwassene")
def test_wat_net_gecorrigeerd_is_wordt_niet_alsnog_verstrekt(cast: Cast) -> None:
    """One correction: the Raad, whose answer was awaited, leaves, and the address was wrong."""
    zaak = casussen.casus(cast, cast.extern.partij, cast.rvdk.partij)
    adressen, namen = (
        casussen.verstrekking(zaak, cast, "adres"),
        casussen.verstrekking(zaak, cast, "naam"),
    )
    for rij in (adressen, namen):
        casussen.stem_in(rij, cast.gemeente, cast.politie, cast.om)
    velden = {k: v or "" for k, v in zaak.naw.items()}
    velden |= {
        "reden": "x",
        "straat": "Elders 2",
        "geboortedatum": jaren_geleden(18),
        "raad_stopt": "on",
    }
    assert cast.uitvoerder.client.post(adres("persoon", zaak), velden).status_code == 302
    assert (stand(adressen), stand(namen)) == ("ingetrokken", "verstrekt")
    assert Verstrekking.objects.get(pk=adressen.pk).volledig_op is None
    assert INGETROKKEN not in {w.wat for w in werk(cast.extern.actor)}
    soorten = list(Gebeurtenis.van(zaak).values_list("soort", flat=True))
    assert soorten.count("casusoverleg.verstrekt") == 1
    assert soorten.count("casusoverleg.deelname_beeindigd") == 1  # that the Raad left is recorded


def test_intrekken_kan_ook_terwijl_de_verklaring_verlopen_is(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij)
    rij = casussen.verstrekt(zaak, cast)
    cast.extern.partij.geheimhouding.update(geldig_tot=VANDAAG)
    client = cast.uitvoerder.client
    pagina = client.get(reverse("casusoverleg:verstrekking", args=[zaak.pk, rij.pk]))
    assert "Alsnog intrekken" in pagina.content.decode()
    verstrekken.trek_in(rij, actor=cast.uitvoerder.actor, reden="Niet meer nodig")
    cast.extern.partij.geheimhouding.update(geldig_tot=VANDAAG + DAG)
    assert not ziet(cast, zaak)


@pytest.mark.clausule("BEV-logging", "lezen")
def test_ook_zonder_plan_staat_in_het_logboek_welke_casus_een_partner_in_zijn_lijst_zag(
    cast: Cast,
) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    casussen.verstrekt(zaak, cast, "naam")
    assert zaak.nummer in cast.extern.client.get(reverse("casusoverleg:lijst")).content.decode()
    [rij] = Inzage.objects.filter(gebruiker=cast.extern.gebruiker, soort=Inzage.Soort.LIJST)
    assert rij.nummer == zaak.nummer


@pytest.mark.clausule("CAS-doorverstrekking", "alle-partijen")
def test_wie_later_meedoet_houdt_een_verstrekking_niet_op(cast: Cast) -> None:
    """OM leaves, the new one begins later: until then nobody's answer is awaited (MC 10.5)."""
    zaak = casussen.casus(cast, cast.extern.partij)
    rij = casussen.verstrekking(zaak, cast)
    casussen.stem_in(rij, cast.gemeente, cast.politie)
    begin = VANDAAG + 10 * DAG
    maak_partij(cast.convenant, naam="OM nieuw", soort=SoortPartij.OM, vanaf=begin)
    Partij.objects.filter(pk=cast.om.partij.pk).update(tot=VANDAAG)
    leid_af(zaak)
    taak = Taak.objects.get(dossier=zaak, soort="casusoverleg.afronden")
    assert (taak.van, taak.tot) == (VANDAAG, begin)
    assert Verstrekking.objects.instemming_rond(VANDAAG).filter(pk=rij.pk).exists()
    assert not Verstrekking.objects.instemming_rond(begin).filter(pk=rij.pk).exists()
