"""What holds for every page: nobody's cache, refused looks absent, a filter takes any date."""

import uuid

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from casusoverleg.models import Casus
from register.models import Inzage
from tests.cast import Cast
from tests.hulp import weegploeg


@pytest.mark.clausule("BEV-toegangscontrole")
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


@pytest.mark.clausule("BEV-logging")
def test_het_logboek_van_rechten_kan_niet_worden_gewist(cast: Cast) -> None:
    for tabel in ("auditlog_logentry", "register_inzage", "register_gebeurtenis"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(f"DELETE FROM {tabel}")


@pytest.mark.parametrize("datum", ["9999-12-31", "0001-01-01", "gisteren"])
def test_een_logboek_neemt_elke_datum_aan(cast: Cast, datum: str) -> None:
    for naam in ("beveiliging:logboek", "beveiliging:wijzigingen"):
        for veld in ("van", "tot"):
            assert cast.fg.client.get(reverse(naam), {veld: datum}).status_code == 200


@pytest.mark.clausule("BEV-logging")
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
    cast: Cast, wie: str, naam: str
) -> None:
    """Else a page can show a row again that the page before it showed, and lose another."""
    pagina = cast.allen[wie].client.get(reverse(naam)).context["pagina"]
    rijen = pagina.paginator.object_list
    volgorde = rijen.query.order_by or rijen.model._meta.ordering
    laatste = str(volgorde[-1]).removeprefix("-")
    meta = rijen.model._meta
    uniek = ("pk", "nummer", "dossier__nummer")
    assert laatste in uniek or meta.get_field(laatste).unique, volgorde


def test_een_lange_lijst_telt_niet_verder_dan_nodig_en_is_helemaal_te_lezen(cast: Cast) -> None:
    zaak = weegploeg.geagendeerd(cast)
    regel = {"bestand": "weegploeg.weegploegdossier", "pseudoniem": zaak.pseudoniem}
    regel |= {"convenant_id": cast.convenant.pk, "soort": "lijst", "toegestaan": True}
    client, pad = cast.fg.client, reverse("beveiliging:logboek")
    Inzage.objects.bulk_create(Inzage(**regel) for _ in range(100))
    assert "Er zijn er meer" not in client.get(pad).content.decode()
    Inzage.objects.bulk_create(Inzage(**regel) for _ in range(103))
    gezien: list[int] = []
    for bladzij in range(1, 10):
        pagina = client.get(pad, {"page": str(bladzij)})
        meer = bladzij < 6  # from the sixth page the end is near enough to be counted
        assert ("Er zijn er meer" in pagina.content.decode()) == meer, bladzij
        assert ("Meer dan" in pagina.content.decode()) == meer, bladzij
        assert pagina.context["pagina"].number == bladzij
        gezien += [rij.pk for rij in pagina.context["pagina"]]
    assert len(set(gezien)) == len(gezien) == 203
    for verder in ("10", "4000", "99999", "999999999"):
        laatste = client.get(pad, {"page": verder}).context["pagina"]
        assert laatste.number == (1 if verder == "999999999" else 9)
    for onzin in ("0", "-1", "een", ""):
        assert client.get(pad, {"page": onzin}).context["pagina"].number == 1
