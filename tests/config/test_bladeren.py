"""What holds for every page: nobody's cache, refused looks absent, a filter takes any date."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from gedeeld import bladeren
from meldingen import decisions
from mensen.models import Vertegenwoordiging
from register.models import Inzage
from register.muur import als
from tests.cast import Cast, maak_speler
from tests.hulp import weegploeg
from tests.hulp.gegevens import vandaag
from tests.hulp.meldingen import maak_melding


@pytest.mark.clausule("BEV-toegangscontrole", "sessie")
@pytest.mark.parametrize(
    "naam",
    [
        "werklijst",
        "meldingen:lijst",
        "meldingen:nieuw",
        "weegploeg:lijst",
        "casusoverleg:lijst",
        "privacy_rights:lijst",
        "retention:overzicht",
        "convenant:overzicht",
    ],
)
def test_geen_pagina_blijft_in_een_cache(cast: Cast, naam: str) -> None:
    antwoord = cast.uitvoerder.client.get(reverse(naam))
    assert antwoord.status_code == 200
    assert "no-store" in antwoord["Cache-Control"]


def test_een_dossier_blijft_niet_in_een_cache(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    casus = Casus.objects.get(zaak=dossier.zaak)
    for naam, pk in (("weegploeg:dossier", dossier.pk), ("casusoverleg:casus", casus.pk)):
        antwoord = cast.uitvoerder.client.get(reverse(naam, args=[pk]))
        assert "no-store" in antwoord["Cache-Control"]


def test_geweigerd_en_onbekend_zien_er_hetzelfde_uit(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    client = cast.maastricht.client
    geweigerd = client.get(reverse("weegploeg:dossier", args=[dossier.pk]))
    onbekend = client.get(reverse("weegploeg:dossier", args=[uuid.uuid4()]))
    assert (geweigerd.status_code, onbekend.status_code) == (404, 404)
    assert geweigerd.content == onbekend.content


@pytest.mark.clausule("BEV-logging", "inzien")
def test_het_logboek_van_rechten_kan_niet_worden_gewist(cast: Cast) -> None:
    for tabel in ("auditlog_logentry", "register_inzage", "register_gebeurtenis"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(f"UPDATE {tabel} SET id = id")
        # What is past its term goes, and nothing else: `tests/retention/test_houdbaar.py`.
        mag_niet = pytest.raises(ProgrammingError, match="permission denied")
        with als(cast.fg.actor), mag_niet, transaction.atomic():
            connection.cursor().execute(f"DELETE FROM {tabel}")


@pytest.mark.parametrize("datum", ["9999-12-31", "0001-01-01", "gisteren"])
def test_een_logboek_neemt_elke_datum_aan(cast: Cast, datum: str) -> None:
    for naam in ("beveiliging:logboek", "beveiliging:wijzigingen"):
        for veld in ("van", "tot"):
            assert cast.fg.client.get(reverse(naam), {veld: datum}).status_code == 200


@pytest.mark.clausule("BEV-logging", "geweigerd")
def test_een_geweigerde_handeling_is_een_404_en_staat_in_het_logboek(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    url = reverse("casusoverleg:advies", args=[Casus.objects.get(zaak=dossier.zaak).pk])
    antwoord = cast.uitvoerder_weegploeg.client.post(url, {"evaluatie": "x"})
    assert antwoord.status_code == 404
    assert Inzage.objects.filter(toegestaan=False).exists()


@pytest.mark.parametrize(
    ("wie", "naam"),
    [
        ("uitvoerder", "meldingen:lijst"),
        ("uitvoerder", "weegploeg:lijst"),
        ("uitvoerder", "casusoverleg:lijst"),
        ("extern", "casusoverleg:lijst"),
        ("uitvoerder", "privacy_rights:lijst"),
        ("uitvoerder", "retention:overzicht"),
        ("uitvoerder", "retention:archief"),
        ("uitvoerder", "retention:vernietigd"),
        ("fg", "beveiliging:logboek"),
        ("fg", "beveiliging:wijzigingen"),
        ("fg", "convenant:wijzigingen"),
        ("beheerder", "mensen:accounts"),
        ("beheerder", "mensen:toegang"),
    ],
)
def test_geen_twee_rijen_van_een_lijst_staan_op_dezelfde_plaats(
    cast: Cast, wie: str, naam: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a page can show a row again that the page before it showed, and lose another."""
    gebladerd: list[Any] = []

    def kijk(rijen: Any) -> Any:
        gebladerd.append(rijen)
        return echt(rijen)

    echt = bladeren._volgorde
    monkeypatch.setattr(bladeren, "_volgorde", kijk)
    assert cast.allen[wie].client.get(reverse(naam)).status_code == 200
    [rijen] = gebladerd
    volgorde = rijen.query.order_by or rijen.model._meta.ordering
    laatste = str(volgorde[-1]).removeprefix("-")
    meta = rijen.model._meta
    uniek = ("pk", "nummer", "dossier__nummer")
    assert laatste in uniek or meta.get_field(laatste).unique, volgorde


def _bladen(client: Any, pad: str, richting: str = "volgende", vraag: str = "") -> Iterator[Any]:
    """Pages of a list, as who leafs on or back sees them."""
    while True:
        pagina = client.get(pad + vraag).context["pagina"]
        yield pagina
        vraag = getattr(pagina, richting)
        if not vraag:
            return


def _met_inzagen(cast: Cast, aantal: int) -> str:
    zaak = weegploeg.geagendeerd(cast)
    regel = {"bestand": "weegploeg.weegploegdossier", "pseudoniem": zaak.pseudoniem}
    regel |= {"convenant_id": cast.convenant.pk, "soort": "lijst", "toegestaan": True}
    Inzage.objects.bulk_create(Inzage(**regel) for _ in range(aantal))
    return reverse("beveiliging:logboek")


def test_een_lange_lijst_telt_niet_verder_dan_nodig_en_is_helemaal_te_lezen(cast: Cast) -> None:
    client, pad = cast.fg.client, _met_inzagen(cast, 100)
    assert "100 gevonden" in client.get(pad).content.decode()
    _met_inzagen(cast, 103)
    assert "Meer dan 100 gevonden" in client.get(pad).content.decode()
    heen = list(_bladen(client, pad))
    gezien = [rij.pk for pagina in heen for rij in pagina]
    assert (len(heen), len(set(gezien)), len(gezien)) == (9, 203, 203)
    assert [bool(pagina.eerste) for pagina in heen] == [False, *[True] * 8]
    terug = list(_bladen(client, pad, "vorige", heen[-2].volgende))
    assert [[rij.pk for rij in pagina] for pagina in reversed(terug)] == [
        [rij.pk for rij in pagina] for pagina in heen
    ]


@pytest.mark.parametrize("vraag", ["?na=", "?na=x", "?na=gAAAAAB", "?voor=1", "?page=3", "?na=%00"])
def test_een_plaats_die_er_niet_is_toont_de_eerste_bladzijde(cast: Cast, vraag: str) -> None:
    pagina = cast.fg.client.get(_met_inzagen(cast, 30) + vraag).context["pagina"]
    assert (len(pagina), pagina.eerste) == (25, "")


def test_een_plaats_in_de_ene_lijst_is_er_geen_in_de_andere(cast: Cast) -> None:
    _met_inzagen(cast, 30)
    volgende = cast.fg.client.get(reverse("beveiliging:logboek")).context["pagina"].volgende
    lijst = cast.beheerder.client.get(reverse("mensen:toegang") + volgende).context["pagina"]
    assert lijst
    assert not lijst.eerste


def test_wie_bladert_mist_niets_als_een_ander_intussen_afhandelt(cast: Cast) -> None:
    """A melding that was handled moves to the end; those after it do not move up past the reader."""
    alle = [maak_melding(cast) for _ in range(30)]
    client, pad = cast.gemeente.client, reverse("meldingen:lijst")
    eerste = client.get(pad).context["pagina"]
    getoond = list(eerste)
    for melding in (getoond[0], getoond[-1]):  # the last one is where the next page begins
        decisions.handel_af_zonder_actie(
            melding, actor=cast.gemeente.actor, gesprek="Geen aanleiding"
        )
    tweede = client.get(pad + eerste.volgende).context["pagina"]
    assert {m.pk for m in alle} == {m.pk for m in [*getoond, *tweede]}


def test_een_lege_waarde_staat_op_haar_plaats(cast: Cast) -> None:
    """Roles without a last day come first, and both kinds are leafed through whole."""
    for nummer in range(30):
        maak_speler(f"lid{nummer}", cast.politie.partij)
    half = Vertegenwoordiging.objects.order_by("pk").values("pk")[:20]
    Vertegenwoordiging.objects.filter(pk__in=half).update(tot=vandaag() + timedelta(days=9))
    heen = list(_bladen(cast.beheerder.client, reverse("mensen:toegang")))
    gezien = [rij for pagina in heen for rij in pagina]
    assert (
        len(gezien)
        == len({rij.pk for rij in gezien})
        == Vertegenwoordiging.objects.filter(partij__convenant=cast.convenant).count()
    )
    assert [rij.tot is None for rij in gezien] == sorted(
        (rij.tot is None for rij in gezien), reverse=True
    )
    terug = list(
        _bladen(cast.beheerder.client, reverse("mensen:toegang"), "vorige", heen[-2].volgende)
    )
    assert [rij for pagina in reversed(terug) for rij in pagina] == gezien
