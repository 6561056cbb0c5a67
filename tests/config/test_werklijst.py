"""The worklist: the same tasks as on the pages of the files, a bounded number, and each file logged."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from casusoverleg.verstrekking import decisions as verstrekken
from convenant.models import Uitzonderingsgrond
from gedeeld import werkdagen
from mensen.werk import werk as mensenwerk
from privacy_rights import beperken
from register.models import Dossier, Inzage, Taak
from register.muur import als
from register.taken import SOORTEN, op_pagina
from register.werk import PAST
from tests.cast import BEGIN, Cast, Speler
from tests.hulp import casussen, oud, vandaag, weegploeg
from tests.hulp.meldingen import maak_melding
from tests.hulp.verzoeken import verzoek
from weegploeg.besluit import decisions as besluiten
from weegploeg.besluit.afsluiten import besluit_afsluiten
from weegploeg.inbreng import decisions as inbrengen
from weegploeg.informeren import decisions as informeren
from weegploeg.models import WeegploegDossier
from weegploeg.taken import taken

WERKLIJST = reverse("werklijst")


def lijst(lid: Speler) -> Any:
    """The worklist that somebody's page shows."""
    return lid.client.get(WERKLIJST).context["lijst"]


def _nog_niet(dossier: WeegploegDossier, cast: Cast) -> WeegploegDossier:
    return informeren.besluit_informeren(
        dossier,
        actor=cast.uitvoerder.actor,
        informeren=False,
        sprekers=weegploeg.sprekers(cast),
        grond=Uitzonderingsgrond.objects.get(code="41-1-d"),
        reden="Er loopt een onderzoek",
        **weegploeg.AFGEWOGEN,
        heroverwegen_op=vandaag() + timedelta(days=60),
    )


def _wel(dossier: WeegploegDossier, cast: Cast) -> WeegploegDossier:
    return informeren.besluit_informeren(
        dossier,
        actor=cast.uitvoerder.actor,
        informeren=True,
        sprekers=weegploeg.sprekers(cast),
        afspraak="Ik bel",
    )


def _geinformeerd(dossier: WeegploegDossier, cast: Cast) -> WeegploegDossier:
    _wel(dossier, cast)
    return informeren.leg_informeren_vast(
        dossier, actor=cast.uitvoerder.actor, op=vandaag(), hoe="Gebeld"
    )


def _beperkt(dossier: Dossier, cast: Cast) -> None:
    herzien_op = vandaag() + timedelta(days=30)
    actor = cast.uitvoerder.actor
    beperken.beperk(dossier, actor=actor, grond="juistheid", herzien_op=herzien_op)


def elke_stand(cast: Cast) -> None:
    """Weegploeg files in each state that `taken` tells apart."""
    lang = vandaag() - timedelta(days=25)
    weegploeg.in_weging(cast)
    weegploeg.in_weging(cast, op=lang)
    weegploeg.gewogen(cast)
    weegploeg.gewogen(cast, op=lang, anoniem=True, melder_naam="", melder_contact="")
    weegploeg.nadere_duiding(cast)
    weegploeg.antwoord(cast, weegploeg.nadere_duiding(cast))
    weegploeg.niet_geagendeerd(cast)
    _nog_niet(weegploeg.niet_geagendeerd(cast, op=lang), cast)
    _geinformeerd(
        weegploeg.niet_geagendeerd(cast, anoniem=True, melder_naam="", melder_contact=""), cast
    )
    politie = weegploeg.in_weging(cast, speler=cast.politie, signalen=[weegploeg.signaal("wpg-20")])
    inbrengen.voeg_signaal_toe(  # own data: there is no reporter to tell
        politie, actor=cast.gemeente.actor, velden=weegploeg.signaal(tekst="Zegt vaarwel")
    )
    weegploeg.weeg(cast, politie)
    besluiten.agendeer_niet(
        politie,
        actor=cast.uitvoerder.actor,
        argumenten="Te weinig",
        sprekers=weegploeg.sprekers(cast),
    )
    _wel(weegploeg.geagendeerd(cast), cast)
    nieuw = _geinformeerd(weegploeg.geagendeerd(cast), cast)
    weegploeg.in_weging(cast, dossier=nieuw)
    _geinformeerd(weegploeg.geagendeerd(cast), cast)
    _geinformeerd(weegploeg.met_advies(cast), cast)
    _beperkt(weegploeg.gewogen(cast), cast)
    stil = _geinformeerd(
        weegploeg.met_advies(cast), cast
    )  # nothing asks of a casus that stands still
    weegploeg.in_weging(cast, dossier=stil)
    _beperkt(Casus.objects.get(zaak=stil.zaak), cast)
    for bekend in (True, False):
        dicht = weegploeg.met_advies(cast)
        if bekend:
            _geinformeerd(dicht, cast)
        weegploeg.in_weging(cast, dossier=dicht)
        besluit_afsluiten(
            dicht,
            actor=cast.uitvoerder.actor,
            argumenten="Klaar",
            sprekers=weegploeg.sprekers(cast),
            niet_af="Loopt vanzelf door",
        )


@pytest.mark.clausule("INF-alsnog", "herinnering")
def test_de_werklijst_noemt_precies_de_taken_van_de_dossierpaginas(cast: Cast) -> None:
    elke_stand(cast)
    paginas = {
        d.nummer: reverse("weegploeg:dossier", args=[d.pk]) for d in WeegploegDossier.objects.all()
    }
    geen_taak = 0
    for lid in (cast.uitvoerder, cast.uitvoerder_weegploeg, cast.gemeente, cast.politie, cast.om):
        client, verwacht = lid.client, Counter[Any]()
        for nummer, pad in paginas.items():
            antwoord = client.get(pad)
            if antwoord.status_code == 404:  # out of sight: what is left is to confirm the decision
                verwacht.update(
                    (nummer, w.wat, w.uiterlijk)
                    for w in lijst(lid).rijen
                    if w.nummer == nummer and w.wat == SOORTEN["weegploeg.bevestigen"].wat
                )
                continue
            pagina = antwoord.context
            eigen = [t for t in (pagina["volgende"], *pagina["taken"]) if t]
            verwacht.update((nummer, t.wat, t.uiterlijk) for t in eigen)
            geen_taak += not eigen
        getoond = [
            w
            for w in lijst(lid).rijen
            if w.nummer in paginas and not w.wat.startswith(("Wordt vernietigd", "Beperking"))
        ]
        gezien = Counter((w.nummer, w.wat, w.uiterlijk) for w in getoond)
        assert gezien == verwacht, lid.gebruiker.username
    assert geen_taak > 10


def test_de_database_weet_welke_taken_een_dossier_heeft_en_wanneer(cast: Cast) -> None:
    elke_stand(cast)
    gezien = 0
    for lid in cast.allen.values():
        for dagen in (0, 20, 40, 200):
            actor = lid.op(vandaag() + timedelta(days=dagen))
            with als(actor):
                leest = list(WeegploegDossier.objects.visible_to(actor).met_feiten())
                op_paginas = {
                    (dossier.pk, taak.url, taak.wat, taak.uiterlijk)
                    for dossier in leest
                    for taak in op_pagina(taken(dossier), dossier, actor)
                }
                eigen = Taak.objects.voor(actor).filter(soort__startswith="weegploeg.")
                # Who has nothing left to do but to confirm the decision reads that, and no file.
                buiten = Q(soort="weegploeg.bevestigen") & ~Q(dossier__in=leest)
                eigen = eigen.exclude(buiten)
                gevonden = {
                    (
                        taak.dossier_id,
                        soort.url(taak.dossier_id, taak.rij),
                        soort.wat,
                        taak.uiterlijk,
                    )
                    for taak in eigen
                    for soort in [SOORTEN[taak.soort]]
                }
            assert gevonden == op_paginas, lid.gebruiker.username
            gezien += len(gevonden)
    assert gezien > 100


# It is bounded ---------------------------------------------------------------------------------
def test_wat_niet_past_wordt_niet_verzwegen_en_het_dringendste_staat_er(cast: Cast) -> None:
    speler, zin = cast.om, "Er is meer werk dan hier past."
    for n in range(PAST):
        oud.melding(cast, vandaag() - timedelta(days=20), nummer=f"M-2020-{n:04d}")
    uitvoerder = cast.uitvoerder
    pagina = uitvoerder.client.get(WERKLIJST)
    assert len(pagina.context["lijst"].rijen) == PAST
    assert zin not in pagina.content.decode()
    dringend = oud.melding(cast, vandaag() - timedelta(days=170), nummer="M-2020-9999")
    pagina = uitvoerder.client.get(WERKLIJST)
    rijen = pagina.context["lijst"].rijen
    assert len(rijen) == PAST
    assert [w.nummer for w in rijen].count(dringend.nummer) == 1  # to handle, and destroyed soon
    assert rijen[0].nummer == dringend.nummer
    tekst = " ".join(pagina.content.decode().split())
    assert f"{zin} U ziet de {PAST} taken die het eerst klaar moeten zijn." in tekst
    assert zin not in speler.client.get(WERKLIJST).content.decode()


def test_wat_geen_termijn_heeft_valt_niet_van_een_volle_lijst(cast: Cast) -> None:
    casussen.casus(cast)  # asks for a plan, and no day runs
    for n in range(PAST + 1):
        oud.melding(cast, vandaag(), nummer=f"M-2020-{n:04d}")
    lijst = cast.uitvoerder.client.get(WERKLIJST).context["lijst"]
    assert lijst.meer
    assert "Plan maken" in {rij.wat for rij in lijst.rijen}


def test_de_werklijst_kost_evenveel_vragen(cast: Cast) -> None:
    def vul() -> None:
        maak_melding(cast)
        weegploeg.niet_geagendeerd(cast)
        weegploeg.nadere_duiding(cast)
        weegploeg.met_advies(cast)
        verzoek(cast)
        casussen.casus(cast)
        laat = {"van": vandaag() - timedelta(days=9), "tot": vandaag() - timedelta(days=3)}
        casussen.met_plan(cast, cast.extern.partij, cast.reclassering.partij, **laat)

    vul()
    leden = ("uitvoerder", "gemeente", "politie", "reclassering", "extern")
    clients = {naam: getattr(cast, naam).client for naam in leden}
    een = {naam: _vragen(client) for naam, client in clients.items()}
    for _ in range(14):
        vul()
    assert {naam: _vragen(client) for naam, client in clients.items()} == een


def _vragen(client: Any) -> int:
    with CaptureQueriesContext(connection) as gevangen:
        assert client.get(WERKLIJST).context["lijst"].rijen
    return len(gevangen)


# Each file shown is logged -----------------------------------------------------------------------
@pytest.mark.clausule("BEV-logging", "lezen")
def test_elk_dossier_op_de_werklijst_staat_een_keer_in_het_logboek(cast: Cast) -> None:
    laat = {"van": vandaag() - timedelta(days=9), "tot": vandaag() - timedelta(days=3)}
    zaak = casussen.met_plan(cast, cast.extern.partij, cast.reclassering.partij, **laat)
    weegploeg.niet_geagendeerd(cast, op=vandaag() - relativedelta(months=5, days=20))
    weegploeg.in_weging(cast)
    maak_melding(cast)
    verzoek(cast)
    ingetrokken = casussen.met_plan(cast, cast.extern.partij)
    rij = casussen.verstrekt(ingetrokken, cast, "naam")
    verstrekken.trek_in(rij, actor=cast.uitvoerder.actor, reden="Niet meer nodig")
    for naam, lid in cast.allen.items():
        client, voor = lid.client, Inzage.objects.count()
        pagina = client.get(WERKLIJST).context
        rijen, nieuw = pagina["lijst"].rijen, [deel.dossier for deel in pagina["nieuws"].dossiers]
        gelogd = list(Inzage.objects.order_by("pk")[voor:])
        getoond = set(
            Dossier.objects.filter(
                pk__in={d.pk for d in [*nieuw, *(w.dossier for w in rijen if w.dossier)]}
            ).values_list("dossiersoort", "pseudoniem", "nummer")
        )
        nummers = {w.nummer for w in rijen if w.dossier} | {d.nummer for d in nieuw}
        assert nummers == {nummer for *_, nummer in getoond}
        assert len(gelogd) == len(getoond), naam
        assert {(r.bestand, r.pseudoniem, r.nummer) for r in gelogd} == getoond
        assert all(r.soort == Inzage.Soort.LIJST and r.toegestaan for r in gelogd)
        assert {r.gebruiker_id for r in gelogd} <= {lid.gebruiker.pk}
    extern = {w.dossier.pk for w in lijst(cast.extern).rijen}
    assert extern == {zaak.pk, ingetrokken.pk}
    uitvoerder = lijst(cast.uitvoerder)
    assert len(uitvoerder.rijen) > len(uitvoerder.dossiers) >= 4  # some have more than one task


@pytest.mark.clausule("BEV-logging", "lezen")
def test_wat_niet_wordt_getoond_staat_niet_in_het_logboek(cast: Cast) -> None:
    for n in range(PAST + 5):
        oud.melding(cast, vandaag() - timedelta(days=n), nummer=f"M-2020-{n:04d}")
    client = cast.uitvoerder.client
    client.get(WERKLIJST)
    nummers = {f"M-2020-{n:04d}" for n in range(5, PAST + 5)}
    assert set(Inzage.objects.values_list("nummer", flat=True)) == nummers


def test_de_beheerder_leest_een_jaar_vooruit_dat_gelijkgestelde_dagen_op_raken(cast: Cast) -> None:
    """Or a term ends on a day that a decree made a holiday."""
    einde = werkdagen.bekend_tot()
    beheerder, lid = cast.beheerder.op(einde), cast.gemeente.op(einde)
    assert [w for w in mensenwerk(beheerder) if str(einde.year) in w.wat]
    assert not [w for w in mensenwerk(lid) if str(einde.year) in w.wat]
    assert not [w for w in mensenwerk(cast.beheerder.op(BEGIN)) if str(einde.year) in w.wat]
