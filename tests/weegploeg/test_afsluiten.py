"""The end of the approach, recorded in both files (MC 8.2 f, 9.4)."""

from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from casusoverleg.dossier.models import Casus, Doelevaluatie
from gedeeld.actor import Actor
from gedeeld.afschrift import Publiek, datum
from register.afleiden import leid_af
from register.models import Dossier
from register.muur import als
from register.werk import werk
from retention.bestand import ArchiefBestand
from retention.decisions import archiveer
from retention.models import Archiefstuk
from tests.cast import Cast, Speler
from tests.hulp import vandaag, weegploeg
from weegploeg.models import Besluit, WeegploegDossier

KANARIE = "KANARIE-besluit over een gesloten dossier"


def _url(dossier: WeegploegDossier) -> str:
    return reverse("weegploeg:afsluiten", args=[dossier.pk])


def _besluit(cast: Cast, **anders: Any) -> dict[str, Any]:
    vast = {"keuze": "plan_afsluiten", "argumenten": "Het is klaar"}
    if anders.get("keuze") != "plan_voortzetten":
        vast["niet_af"] = "De coach gaat vrijwillig door"  # nobody said that it is done
    return {**vast, **weegploeg.wie_sprak(cast), **anders}


@pytest.mark.clausule("WEE-plan-afgesloten")
@pytest.mark.clausule("WEE-inhoud", "plan-afgesloten")
@pytest.mark.clausule("WEE-afweging", "alle-drie")
def test_de_drie_kernpartijen_sluiten_af_in_beide_dossiers(cast: Cast) -> None:
    dossier = weegploeg.met_advies(cast)
    client = cast.uitvoerder_weegploeg.client
    assert "Leg het besluit over afsluiten vast" in {w.wat for w in werk(cast.uitvoerder.actor)}
    twee = [p.pk for p in cast.kern[1:]]
    fout = client.post(_url(dossier), _besluit(cast, partijen=twee))
    assert "Alle drie de kernpartijen" in fout.content.decode()
    assert Casus.objects.get().stand == Casus.Stand.ADVIES_AFSLUITEN
    assert client.post(_url(dossier), _besluit(cast)).status_code == 302
    dossier.refresh_from_db()
    assert dossier.stand == WeegploegDossier.Stand.PLAN_AFGESLOTEN
    assert Casus.objects.get().stand == Casus.Stand.AFGESLOTEN
    assert dossier.besluiten.first().uitkomst == Besluit.Uitkomst.PLAN_AFSLUITEN


@pytest.mark.clausule("CAS-afsluiten", "alleen-kernpartijen")
def test_de_kernpartijen_kunnen_het_advies_naast_zich_neerleggen(cast: Cast) -> None:
    dossier = weegploeg.met_advies(cast)
    antwoord = cast.uitvoerder.client.post(_url(dossier), _besluit(cast, keuze="plan_voortzetten"))
    assert antwoord.status_code == 302
    dossier.refresh_from_db()
    assert dossier.stand == WeegploegDossier.Stand.GEAGENDEERD
    assert Casus.objects.get().stand == Casus.Stand.ACTIEF
    assert dossier.besluiten.first().uitkomst == Besluit.Uitkomst.PLAN_VOORTZETTEN


@pytest.mark.clausule("CAS-afsluiten", "advies")
def test_kernpartijen_lezen_het_advies_en_alleen_de_secretaris_legt_vast(cast: Cast) -> None:
    dossier = weegploeg.met_advies(cast)
    doelen = list(Doelevaluatie.objects.all())
    assert doelen
    for rij in doelen:
        rij.uitkomst, rij.toelichting = "deels", "Gaat weer naar school"
        rij.save()
    for speler in (cast.gemeente, cast.politie, cast.om, cast.uitvoerder):
        tekst = speler.client.get(_url(dossier)).content.decode()
        assert "De doelen zijn gehaald" in tekst
        for rij in doelen:
            assert f"<dt>{rij.get_doel_display()}</dt>" in tekst
        assert "<strong>Deels bereikt</strong>" in tekst
        assert "Gaat weer naar school" in tekst
        # And what the advice says of the measure that nobody reported as done.
        assert "Advies: <strong>stopt als de casus sluit</strong>. Niet meer nodig" in tekst
        if speler is cast.uitvoerder:
            continue
        assert 'name="keuze"' not in tekst
        assert speler.client.post(_url(dossier), _besluit(cast)).status_code == 404
    assert Casus.objects.get().stand == Casus.Stand.ADVIES_AFSLUITEN


@pytest.mark.clausule("CAS-afsluiten", "advies")
def test_zonder_advies_wordt_er_niet_afgesloten(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    antwoord = cast.uitvoerder.client.post(_url(dossier), _besluit(cast), follow=True)
    assert "past niet meer bij de stand" in antwoord.content.decode()
    assert dossier.besluiten.count() == 1


def _in_het_archief(dossier: WeegploegDossier) -> Archiefstuk:
    """The file of the weegploeg went to the archive, and the casus goes on: its own move failed."""
    lang_geleden = vandaag() - relativedelta(years=1, days=1)
    Dossier.objects.filter(zaak=dossier.zaak).update(laatste_verwerking_op=lang_geleden)
    Dossier.objects.filter(pk=dossier.pk).update(begonnen_op=lang_geleden)
    leid_af(Dossier.objects.get(pk=dossier.pk))
    actor = Actor.systeem("test")
    [stuk] = archiveer([dossier.pk], actor=actor, peildatum=vandaag())
    Dossier.objects.filter(pk=stuk.pk).update(gearchiveerd_op=vandaag() - timedelta(days=3))
    stuk.refresh_from_db()
    return stuk


def _archiefblad(speler: Speler, stuk: Archiefstuk) -> str:
    url = reverse("retention:archiefstuk", args=[stuk.pk])
    antwoord = speler.client.post(url, {"reden": "klacht_of_verzoek"})
    return " ".join(antwoord.content.decode().split())


@pytest.mark.clausule("WEE-plan-afgesloten")
@pytest.mark.clausule("CAS-afsluiten", "alleen-kernpartijen")
def test_ook_bij_een_gearchiveerd_dossier_komt_het_besluit_als_los_stuk(cast: Cast) -> None:
    dossier = weegploeg.met_advies(cast)
    zaak = Casus.objects.get(zaak=dossier.zaak)
    url = reverse("weegploeg:afsluiten_archief", args=[zaak.pk])
    secretaris = cast.uitvoerder_weegploeg
    te_vroeg = secretaris.client.post(url, _besluit(cast), follow=True)
    assert "niet in het archief" in te_vroeg.content.decode()
    stuk = _in_het_archief(dossier)
    inhoud = Archiefstuk.objects.get(pk=stuk.pk).inhoud
    assert secretaris.client.get(_url(dossier)).status_code == 404
    assert url in [w.url for w in werk(secretaris.actor)]
    for naam, lid in cast.allen.items():
        if naam not in ("uitvoerder", "uitvoerder_weegploeg"):
            assert lid.client.get(url).status_code == 404, naam
            assert lid.client.post(url, _besluit(cast)).status_code == 404, naam
    twee = secretaris.client.post(url, _besluit(cast, partijen=[p.pk for p in cast.kern[1:]]))
    assert "partijen" in twee.context["form"].errors
    assert not Archiefstuk.objects.get(pk=stuk.pk).erbij  # nothing half done
    assert Casus.objects.get().stand == Casus.Stand.ADVIES_AFSLUITEN
    antwoord = secretaris.client.post(url, _besluit(cast, argumenten=KANARIE))
    assert antwoord.status_code == 302, antwoord.context["form"].errors

    assert Casus.objects.get().stand == Casus.Stand.AFGESLOTEN
    assert url not in [w.url for w in werk(secretaris.actor)]
    na = Archiefstuk.objects.get(pk=stuk.pk)
    assert na.inhoud == inhoud
    assert na.laatste_verwerking_op == vandaag()
    for lid in (cast.politie, secretaris):
        blad = _archiefblad(lid, stuk)
        assert KANARIE in blad
        assert f"Plan afsluiten ({datum(vandaag())})" in blad
        assert f"Voor {cast.om.partij.naam} sprak" in blad
    voor_betrokkene = ArchiefBestand().afschrift(na, Publiek.BETROKKENE)
    regels = [regel for deel in voor_betrokkene.secties for regel in deel.regels]
    assert KANARIE in [regel.waarde for regel in regels]
    assert not [regel for regel in regels if regel.label.endswith(" sprak")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT erbij FROM retention_archiefstuk")
        assert KANARIE not in str(cursor.fetchall())
    for lid in (cast.elders, cast.rvdk, cast.uitvoerder_casusoverleg):
        assert KANARIE not in _archiefblad(lid, stuk)
        with als(lid.actor):  # the second wall
            assert not Archiefstuk.objects.filter(pk=stuk.pk).exists()
    # It goes with the piece.
    weg = vandaag() - relativedelta(years=5, days=1)
    Dossier.objects.filter(zaak=dossier.zaak).update(laatste_verwerking_op=weg, begonnen_op=weg)
    leid_af(Dossier.objects.get(pk=stuk.pk))
    call_command("bewaartermijnen")
    assert not Archiefstuk.objects.filter(pk=stuk.pk).exists()


@pytest.mark.clausule("CAS-afsluiten", "alleen-kernpartijen")
def test_ook_dan_kunnen_de_kernpartijen_het_advies_naast_zich_neerleggen(cast: Cast) -> None:
    dossier = weegploeg.met_advies(cast)
    stuk = _in_het_archief(dossier)
    zaak = Casus.objects.get(zaak=dossier.zaak)
    url = reverse("weegploeg:afsluiten_archief", args=[zaak.pk])
    velden = _besluit(cast, keuze="plan_voortzetten")
    assert cast.uitvoerder.client.post(url, velden).status_code == 302
    assert Casus.objects.get().stand == Casus.Stand.ACTIEF
    assert f"Plan voortzetten ({datum(vandaag())})" in _archiefblad(cast.om, stuk)


def test_wie_afsluit_weet_dat_de_casus_het_besluit_leest(cast: Cast) -> None:
    tekst = cast.uitvoerder.client.get(_url(weegploeg.met_advies(cast))).content.decode()
    assert "Deelnemers aan de casus lezen dit." in tekst
    assert "Schrijf niets op uit politiegegevens van artikel 9 of 10." in tekst
