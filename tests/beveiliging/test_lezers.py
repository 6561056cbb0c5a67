"""Who reads a file: the facts, the first wall, the second wall and the page say the same."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from convenant.models import Geheimhoudingsverklaring
from gedeeld.actor import Actor
from mensen.lezers import lezers_van, mag_lezen, uitsluitingen_van
from mensen.vertegenwoordigen import mogelijk
from register.afleiden import leid_af
from register.grants import DEEL
from register.grants import PLAN_LEZEN as PLAN
from register.models import Dossier, Inzage, Uitsluiting, leesbaar, toegelaten
from register.muur import als
from register.registry import bestand
from tests.cast import Cast, Speler
from tests.hulp import casussen, dossiers

DAG = timedelta(days=1)
WEEGPLOEG = {"gemeente", "politie", "om", "uitvoerder", "uitvoerder_weegploeg"}
SECRETARISSEN = {"uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg"}
# The access table by hand.
HEEL = {
    "melding": WEEGPLOEG - {"politie", "om"},
    "weegploegdossier": WEEGPLOEG,
    "casus": WEEGPLOEG | SECRETARISSEN | {"rvdk"},
    "verzoek": SECRETARISSEN | {"behandelaar"},
    "archief van een casus": WEEGPLOEG,
    "archief van een weegploegdossier": WEEGPLOEG,
}


def heel(dossier: Dossier) -> list[str]:
    """What of a file is the whole of it."""
    return [naam for naam in dossier.bestand.rechten if naam not in DEEL]


def antwoorden(dossier: Dossier, speler: Speler) -> set[bool]:
    """Whether somebody reads any of a file, asked in each way there is."""
    actor = speler.actor
    mensen = [m for lezer in lezers_van(dossier, actor.vandaag) for m in lezer.mensen]
    gevonden = Dossier.objects.filter(leesbaar(actor) | Q(pk__in=toegelaten(actor, PLAN)))
    return {
        mag_lezen(actor, dossier) and bool(mogelijk(speler.gebruiker)),
        speler.gebruiker in [mens.gebruiker for mens in mensen if mens.rol == actor.rol],
        gevonden.filter(pk=dossier.pk).exists() and bool(mogelijk(speler.gebruiker)),
    }


def muur(dossier: Dossier, actor: Actor) -> bool:
    """Whether PostgreSQL alone shows the row of the file."""
    with als(actor):
        return type(dossier)._base_manager.filter(pk=dossier.pk).exists()


@pytest.mark.clausule("WEE-toegang", "kernpartijen")
@pytest.mark.clausule("WEE-toegang", "uitvoerder")
@pytest.mark.clausule("WEE-toegang", "geen-casuspartij")
@pytest.mark.clausule("WEE-toegang", "geen-extern")
@pytest.mark.clausule("WEE-toegang", "geen-beheerder")
@pytest.mark.clausule("CAS-toegang-partij", "meedoen")
@pytest.mark.clausule("BEV-rechten", "klopt")
def test_alle_antwoorden_zijn_gelijk_voor_elk_soort_en_iedereen(cast: Cast) -> None:
    for naam, dossier in dossiers.van_elke_soort(cast).items():
        gevonden = type(dossier)._default_manager.filter(pk=dossier.pk)
        for wie, speler in cast.allen.items():
            assert len(antwoorden(dossier, speler)) == 1, (naam, wie)
            verwacht, actor = wie in HEEL[naam], speler.actor
            assert mag_lezen(actor, dossier, *heel(dossier)) == verwacht, (naam, wie)
            assert gevonden.visible_to(actor).exists() == verwacht, (naam, wie)  # type: ignore[attr-defined]
            assert muur(dossier, actor) == verwacht, (naam, wie)
            pagina = speler.client.get(dossiers.adres("toegang", dossier))
            assert pagina.status_code == (200 if verwacht else 404), (naam, wie)
        allen = {wie for wie, speler in cast.allen.items() if mag_lezen(speler.actor, dossier)}
        assert allen == HEEL[naam] | ({"extern"} if naam == "casus" else set()), naam


@pytest.mark.clausule("CON-geheimhouding", "geldig")
@pytest.mark.clausule("CAS-toegang-partij", "zover-nodig")
def test_de_antwoorden_blijven_gelijk_als_een_feit_eindigt_of_iemand_is_uitgesloten(
    cast: Cast,
) -> None:
    zaak = casussen.met_plan(cast, cast.rvdk.partij, cast.extern.partij)
    assert antwoorden(zaak, cast.extern) == antwoorden(zaak, cast.om) == {True}
    vandaag = timezone.localdate()
    Geheimhoudingsverklaring.objects.update(geldig_tot=vandaag)
    assert antwoorden(zaak, cast.extern) == {False}
    cast.om.gebruiker.is_active = False
    cast.om.gebruiker.save()
    assert antwoorden(zaak, cast.om) == {False}
    Uitsluiting.objects.create(
        dossier_id=zaak.pk, gebruiker=cast.rvdk.gebruiker, reden="familie", sinds=timezone.now(),
        door=cast.uitvoerder.gebruiker,
    )  # fmt: skip
    assert antwoorden(zaak, cast.rvdk) == {False}
    assert [rij.gebruiker for rij in uitsluitingen_van(zaak, cast.om.actor)] == [
        cast.rvdk.gebruiker
    ]


@pytest.mark.clausule("CAS-toegang-partij", "meedoen")
def test_een_deelname_die_later_begint_vraagt_geen_taak(cast: Cast) -> None:
    """What is bound to a date stands in the permission: the day itself opens and closes."""
    zaak = casussen.casus(cast, cast.rvdk.partij)
    vandaag = timezone.localdate()
    zaak.deelnames.update(van=vandaag + 2 * DAG, tot=vandaag + 4 * DAG)
    leid_af(zaak)
    for dagen, verwacht in enumerate((False, False, True, True, False)):
        dag = vandaag + dagen * DAG
        actor = cast.rvdk.op(dag)
        lezers = {lezer.partij for lezer in lezers_van(zaak, dag)}
        assert (cast.rvdk.partij in lezers) == verwacht, dagen
        assert mag_lezen(actor, zaak) == muur(zaak, actor) == verwacht, dagen
        assert type(zaak).objects.visible_to(actor).exists() == verwacht, dagen


@pytest.mark.clausule("BEV-logging", "lezen")
def test_de_pagina_noemt_partij_feit_artikel_termijn_en_mensen(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.rvdk.partij, cast.extern.partij)
    blad = cast.politie.client.get(dossiers.adres("toegang", zaak)).content.decode()
    for tekst in (
        zaak.nummer,
        "GGZ Maasoever",
        "ziet het vastgestelde plan (artikel 10 lid 5)",
        "Alleen het vastgestelde plan",
        "Kernpartij van deze casus (artikel 10 lid 4)",
        "Uitvoerder weegploeg",
        "Uitvoerderc",
        "Tot ",  # the Raad, until the subject is an adult
        "Niemand is uitgesloten",
    ):
        assert tekst in blad, tekst
    for tekst in ("Kanarie", "KANARIE", "Maastricht", "Fg", "Beheerder", "Iemand uitsluiten"):
        assert tekst not in blad, tekst
    assert (
        "Iemand uitsluiten"
        in cast.uitvoerder.client.get(dossiers.adres("toegang", zaak)).content.decode()
    )
    assert Inzage.objects.filter(
        gebruiker=cast.politie.gebruiker, pseudoniem=zaak.pseudoniem
    ).exists()


@pytest.mark.clausule("RET-kernpartij-raadplegen", "aanleiding")
def test_een_archiefstuk_toont_wie_het_leest_zonder_zijn_inhoud(cast: Cast) -> None:
    stuk = dossiers.gearchiveerd(cast, "casusoverleg.casus")
    blad = cast.politie.client.get(dossiers.adres("toegang", stuk)).content.decode()
    assert "Het archief, met een reden" in blad
    assert "kanarie" not in blad.lower()


def test_elke_pagina_van_een_dossier_wijst_de_weg(cast: Cast) -> None:
    for naam, dossier in dossiers.van_elke_soort(cast).items():
        blad = cast.uitvoerder.client.get(bestand(dossier._meta.label_lower).url(dossier))
        assert dossiers.adres("toegang", dossier) in blad.content.decode(), naam


def test_een_onbekend_soort_is_niet_gevonden(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    for soort in ("convenant", "onzin", "weegploeg"):
        antwoord = cast.uitvoerder.client.get(f"/beveiliging/toegang/{soort}/{zaak.pk}/")
        assert antwoord.status_code == 404


def test_even_veel_vragen_met_een_en_met_meer_deelnemers(cast: Cast) -> None:
    def vragen(zaak: Dossier) -> int:
        client, url = cast.uitvoerder.client, dossiers.adres("toegang", zaak)
        client.get(url)
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(url).status_code == 200
        return len(gevangen)

    een = casussen.casus(cast, cast.rvdk.partij)
    meer = casussen.casus(cast, cast.rvdk.partij, cast.reclassering.partij, cast.extern.partij)
    assert vragen(meer) == vragen(een)
