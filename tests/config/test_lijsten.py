"""Each list of files is narrowed and ordered the same way, by choices that stand in its address."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from register.models import Dossier, Taak
from tests.cast import Cast, Speler
from tests.hulp import casussen, meldingen, oud, verzoeken, weegploeg
from tests.hulp.gegevens import vandaag

# Each list of files, with two of them; the second is changed so that it stands out.
LIJSTEN: dict[str, Callable[[Cast], Any]] = {
    "meldingen:lijst": meldingen.maak_melding,
    "weegploeg:lijst": weegploeg.in_weging,
    "casusoverleg:lijst": casussen.met_plan,
    "privacy_rights:lijst": verzoeken.verzoek,
}


def _nummers(speler: Speler, naam: str, **vraag: str) -> list[str]:
    """The numbers that the list shows, in its order."""
    antwoord = speler.client.get(reverse(naam), vraag)
    assert antwoord.status_code == 200
    return [rij.cellen[0][1].tekst for rij in antwoord.context["lijst"].rijen]


def _zet(dossier: Any, *, uiterlijk: timedelta, begonnen: relativedelta) -> None:
    """One task for the secretary with another term, in a file that began on another day."""
    eerste, *rest = Taak.objects.filter(dossier=dossier).values_list("pk", flat=True)
    Taak.objects.filter(pk__in=rest).delete()
    houder = dossier.bestand.kringen(dossier)[1]
    Taak.objects.filter(pk=eerste).update(
        uiterlijk=vandaag() + uiterlijk, aan=houder, van=vandaag(), tot=None, niet_voor=None
    )
    Dossier.objects.filter(pk=dossier.pk).update(begonnen_op=vandaag() - begonnen)


@pytest.mark.parametrize("naam", LIJSTEN)
def test_elke_lijst_filtert_op_termijn_leeftijd_en_wat_wacht(cast: Cast, naam: str) -> None:
    laat, straks, oud_ = (LIJSTEN[naam](cast) for _ in range(3))
    _zet(laat, uiterlijk=timedelta(days=-1), begonnen=relativedelta(months=2))
    _zet(straks, uiterlijk=timedelta(days=14), begonnen=relativedelta(days=3))
    Taak.objects.filter(dossier=oud_).delete()
    Dossier.objects.filter(pk=oud_.pk).update(begonnen_op=vandaag() - relativedelta(months=7))
    wie = cast.uitvoerder
    alle = {laat.nummer, straks.nummer, oud_.nummer}
    assert set(_nummers(wie, naam)) == alle
    assert set(_nummers(wie, naam, wat="mijn")) == alle - {oud_.nummer}
    assert _nummers(wie, naam, wat="laat") == [laat.nummer]
    assert _nummers(wie, naam, wat="binnenkort") == [straks.nummer]
    assert _nummers(wie, naam, begonnen="maand") == [straks.nummer]
    assert _nummers(wie, naam, begonnen="halfjaar") == [laat.nummer]
    assert _nummers(wie, naam, begonnen="ouder") == [oud_.nummer]
    assert _nummers(wie, naam, volgorde="termijn") == [laat.nummer, straks.nummer]
    assert _nummers(wie, naam, volgorde="oud") == [oud_.nummer, laat.nummer, straks.nummer]
    assert _nummers(wie, naam, volgorde="nieuw") == [straks.nummer, laat.nummer, oud_.nummer]
    # What is no choice narrows nothing; what others must do is not his.
    assert set(_nummers(wie, naam, wat="x", begonnen="x", volgorde="x", stand="x")) == alle
    Taak.objects.filter(dossier=laat).update(aan=f"vertegenwoordigers {cast.rvdk.partij.pk}")
    assert _nummers(wie, naam, wat="laat") == []


@pytest.mark.parametrize("naam", LIJSTEN)
def test_een_filter_kost_geen_vraag_aan_de_database(cast: Cast, naam: str) -> None:
    for _ in range(2):
        _zet(LIJSTEN[naam](cast), uiterlijk=timedelta(days=3), begonnen=relativedelta(days=3))
    client = cast.uitvoerder.client

    def vragen(**vraag: str) -> int:
        with CaptureQueriesContext(connection) as gevangen:
            client.get(reverse(naam), vraag)
        return len(gevangen)

    vragen()
    gewoon = vragen()
    for vraag in ({"wat": "mijn"}, {"begonnen": "maand"}, {"volgorde": "nieuw"}):
        assert vragen(**vraag) == gewoon, vraag


def test_nieuw_voor_mij_is_wat_er_gebeurde_sinds_ik_keek(cast: Cast) -> None:
    casus = casussen.met_plan(cast, cast.reclassering.partij)
    ander = casussen.casus(cast)
    nieuw = _nummers(cast.reclassering, "casusoverleg:lijst", wat="nieuw")
    assert nieuw == [casus.nummer]
    assert ander.nummer not in nieuw
    cast.reclassering.client.get(reverse("casusoverleg:casus", args=[casus.pk]))
    assert _nummers(cast.reclassering, "casusoverleg:lijst", wat="nieuw") == []


def test_een_casus_vindt_u_op_welke_partij_meedoet(cast: Cast) -> None:
    met, zonder = casussen.casus(cast, cast.reclassering.partij), casussen.casus(cast)
    lijst = "casusoverleg:lijst"
    assert _nummers(cast.politie, lijst, partij="reclassering") == [met.nummer]
    assert _nummers(cast.politie, lijst, partij="rvdk") == []
    assert set(_nummers(cast.politie, lijst)) == {met.nummer, zonder.nummer}
    type(zonder).objects.filter(pk=zonder.pk).update(regisseur=cast.politie.partij)
    assert _nummers(cast.politie, lijst, partij="regie") == [zonder.nummer]
    assert _nummers(cast.om, lijst, partij="regie") == []


@pytest.mark.clausule("CON-gemeente-eigen", "weegploeg")
def test_wie_voor_meer_gemeenten_werkt_ziet_en_kiest_de_gemeente(cast: Cast) -> None:
    """The police and the OM answer for files of all municipalities; one municipality names itself nowhere."""
    for gemeente in (cast.gemeente, cast.maastricht):
        meldingen.maak_ingebracht(cast, gemeente)
    venlo, maastricht = cast.gemeente.partij, cast.maastricht.partij
    pad, client = reverse("weegploeg:lijst"), cast.politie.client
    antwoord = client.get(pad)
    assert "Gemeente" in antwoord.context["lijst"].koppen
    assert {rij.cellen[1][1].tekst for rij in antwoord.context["lijst"].rijen} == {
        venlo.naam,
        maastricht.naam,
    }
    een = client.get(pad, {"gemeente": str(venlo.pk)}).context["lijst"].rijen
    assert [rij.cellen[1][1].tekst for rij in een] == [venlo.naam]
    assert "gemeente" not in cast.gemeente.client.get(pad).context["filter"].fields
    assert "Gemeente" not in cast.gemeente.client.get(pad).context["lijst"].koppen


def test_ook_archief_termijnen_en_plannen_worden_gefilterd(cast: Cast) -> None:
    stuk = oud.casus(cast, vandaag() - relativedelta(years=1, days=1))
    call_command("bewaartermijnen")
    melding = oud.melding(cast, vandaag() - relativedelta(months=6) + timedelta(days=7))
    plan = casussen.met_plan(cast, cast.extern.partij)
    archief, termijnen, plannen = "retention:archief", "retention:overzicht", "casusoverleg:lijst"
    assert _nummers(cast.gemeente, archief, soort="casusoverleg.casus") == [stuk.nummer]
    assert _nummers(cast.gemeente, archief, soort="meldingen.melding") == []
    assert _nummers(cast.gemeente, termijnen, soort="meldingen.melding") == [melding.nummer]
    assert _nummers(cast.gemeente, termijnen, volgorde="oud")[0] == melding.nummer
    assert _nummers(cast.gemeente, termijnen, begonnen="maand") == []
    assert _nummers(cast.extern, plannen) == [plan.nummer]
    Taak.objects.filter(dossier=plan).update(uiterlijk=vandaag())
    assert _nummers(cast.extern, plannen, volgorde="termijn") == [plan.nummer]
    assert _nummers(cast.extern, plannen, wat="laat") == []


def test_wie_filtert_bladert_in_dezelfde_volgorde(cast: Cast) -> None:
    gemaakt = [meldingen.maak_melding(cast) for _ in range(27)]
    for dagen, melding in enumerate(gemaakt):
        Dossier.objects.filter(pk=melding.pk).update(begonnen_op=vandaag() - timedelta(days=dagen))
        Taak.objects.filter(dossier=melding).update(uiterlijk=vandaag() + timedelta(days=dagen))
    client, pad = cast.gemeente.client, reverse("meldingen:lijst")
    for volgorde in ("termijn", "nieuw"):
        eerste = client.get(pad, {"volgorde": volgorde})
        volgende = eerste.context["pagina"].volgende
        assert f"volgorde={volgorde}" in volgende
        tweede = client.get(pad + volgende)
        gezien = [rij.pk for antwoord in (eerste, tweede) for rij in antwoord.context["pagina"]]
        assert gezien == [melding.pk for melding in gemaakt]


BEWAAR = {"plek": "/meldingen/", "vraag": "wat=laat&volgorde=oud", "naam": "Te laat, KANARIE"}


def test_een_filter_wordt_onder_een_naam_bewaard_voor_wie_dat_deed(cast: Cast) -> None:
    client, pad = cast.gemeente.client, reverse("meldingen:lijst")
    antwoord = client.get(pad, {"volgorde": "oud", "wat": "laat", "na": "x"})
    assert antwoord.context["vraag"] == "volgorde=oud&wat=laat"
    assert "Bewaar dit filter" in antwoord.content.decode()
    assert client.post(reverse("filters"), BEWAAR)["Location"] == f"{pad}?volgorde=oud&wat=laat"
    nieuw = cast.gemeente.client  # at the next login as well
    for vraag, gekozen in (({}, None), ({"wat": "laat", "volgorde": "oud"}, "Te laat, KANARIE")):
        antwoord = nieuw.get(pad, vraag)
        assert '<a class="utrecht-link" href="?volgorde=oud&amp;wat=laat"' in " ".join(
            antwoord.content.decode().split()
        )
        assert getattr(antwoord.context["gekozen_filter"], "naam", None) == gekozen
    assert "KANARIE" not in nieuw.get(reverse("weegploeg:lijst")).content.decode()
    assert "KANARIE" not in cast.uitvoerder.client.get(pad).content.decode()
    with connection.cursor() as cursor:  # what somebody types is encrypted
        cursor.execute("select filters from mensen_gebruiker where filters is not null")
        (opgeslagen,) = cursor.fetchone()
    assert "KANARIE" not in opgeslagen
    client.post(reverse("filters"), BEWAAR | {"weg": "ja"})
    assert "KANARIE" not in nieuw.get(pad).content.decode()


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"naam": " "}, "Geef het filter een naam."),
        ({"naam": "x" * 41}, "Kies een kortere naam"),
        ({"plek": "//elders.example/"}, "Deze pagina is er niet."),
        ({"plek": ""}, "Kies eerst een filter bij een lijst."),
    ],
)
def test_een_filter_dat_niet_kan_wordt_niet_bewaard(
    cast: Cast, anders: dict[str, str], zin: str
) -> None:
    antwoord = cast.gemeente.client.post(reverse("filters"), BEWAAR | anders, follow=True)
    assert zin in antwoord.content.decode()
    cast.gemeente.gebruiker.refresh_from_db()
    assert cast.gemeente.gebruiker.bewaarde_filters == []


def test_wat_iemand_typt_in_een_lijst_wordt_niet_bij_het_filter_bewaard(cast: Cast) -> None:
    client = cast.gemeente.client
    vraag = {"vraag": "nummer=Mohammed El Kanarie&stand=nieuw"}
    client.post(reverse("filters"), BEWAAR | vraag)
    gebruiker = cast.gemeente.gebruiker
    gebruiker.refresh_from_db()
    assert [rij.vraag for rij in gebruiker.bewaarde_filters] == ["stand=nieuw"]
    for nr in range(25):
        client.post(reverse("filters"), BEWAAR | {"naam": f"Filter {nr}"})
    gebruiker.refresh_from_db()
    namen = [rij.naam for rij in gebruiker.bewaarde_filters]
    assert (len(namen), namen[-1]) == (20, "Filter 24")


def test_de_werklijst_toont_werk_in_een_soort_dossier(cast: Cast) -> None:
    dossiers = {naam: LIJSTEN[naam](cast) for naam in ("meldingen:lijst", "weegploeg:lijst")}
    client, soort = cast.uitvoerder.client, "weegploeg.weegploegdossier"

    def nummers(**vraag: str) -> set[str]:
        return {rij.nummer for rij in client.get("/", vraag).context["lijst"].rijen if rij.nummer}

    assert nummers() == {dossier.nummer for dossier in dossiers.values()}
    assert nummers(soort=soort) == {dossiers["weegploeg:lijst"].nummer}
    # The menu counts all that waits.
    menu = [client.get("/", vraag).context["navigatie"] for vraag in ({}, {"soort": soort})]
    assert menu[0] == menu[1]
