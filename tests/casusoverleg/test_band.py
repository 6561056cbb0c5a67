"""How the subject is tied to the municipality, and by which fact (WV 2.1)."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from casusoverleg.dossier.models import Band, Casus
from gedeeld.afschrift import Publiek
from register.models import Bericht
from register.registry import bestand_van_rij
from tests.cast import Cast
from tests.hulp import casussen, vandaag, weegploeg
from weegploeg.models import WeegploegDossier

FEIT = "Zilvermeeuw slaapt bij een tante"


def _url(casus: Casus) -> str:
    return reverse("casusoverleg:band", args=[casus.pk])


def _leg_vast(cast: Cast, casus: Casus, **velden: str) -> Any:
    return cast.uitvoerder_casusoverleg.client.post(_url(casus), velden)


def _deel(speler: Any, casus: Casus) -> list[str]:
    """What the page of a casus says of the tie, with the days."""
    pagina = speler.client.get(reverse("casusoverleg:casus", args=[casus.pk]))
    return [regel.waarde for regel in pagina.context["secties"]["band"].regels]


@pytest.mark.clausule("CAS-verblijf", "welke")
@pytest.mark.clausule("CAS-verblijf", "feit")
@pytest.mark.parametrize("soort", Band.Soort)
def test_wat_de_weegploeg_vastlegt_komt_in_de_casus(cast: Cast, soort: Band.Soort) -> None:
    dossier = weegploeg.gewogen(cast)
    velden = {
        "argumenten": "Omdat het nodig is",
        "signalen": [rij.pk for rij in dossier.signalen.all()],
        **weegploeg.wie_sprak(cast),
        **weegploeg.DOEL,
    }
    pad = reverse("weegploeg:besluiten", args=[dossier.pk]) + "?uitkomst=casusoverleg"
    for leeg in ("band", "band_feit"):
        antwoord = cast.uitvoerder.client.post(pad, {**velden, leeg: ""})
        assert set(antwoord.context["form"].errors) == {leeg}
    assert not Casus.objects.exists()
    goed = {**velden, "band": soort.value, "band_feit": FEIT}
    assert cast.uitvoerder.client.post(pad, goed).status_code == 302
    casus = Casus.objects.get()
    for lezer in (cast.om, cast.uitvoerder_casusoverleg):
        assert _deel(lezer, casus) == [soort.label, FEIT]
    blad = cast.politie.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    assert soort.label in blad
    assert FEIT in blad
    with connection.cursor() as cursor:
        cursor.execute("SELECT feit FROM casusoverleg_band")
        assert "Zilvermeeuw" not in str(cursor.fetchall())


@pytest.mark.clausule("CAS-verblijf", "welke")
@pytest.mark.clausule("CAS-verblijf", "feit")
def test_de_uitvoerder_legt_een_andere_band_vast_en_de_oude_blijft_te_lezen(cast: Cast) -> None:
    casus = casussen.casus(cast, cast.rvdk.partij)
    oud = [Band.Soort.VERBLIJFT.label, "KANARIE-band"]
    assert _deel(cast.rvdk, casus) == oud
    assert _leg_vast(cast, casus, band="gaat", band_feit=FEIT).status_code == 302
    nieuw = [*oud, Band.Soort.GAAT_VERBLIJVEN.label, FEIT]
    assert _deel(cast.rvdk, casus) == nieuw
    afschrift = bestand_van_rij(casus).afschrift(casus, Publiek.BETROKKENE)
    assert FEIT in [regel.waarde for deel in afschrift.secties for regel in deel.regels]
    assert Bericht.objects.filter(wat="casusoverleg.band_vastgelegd").exists()
    antwoord = _leg_vast(cast, casus, band="gaat", band_feit=FEIT)  # the button, once more
    assert set(antwoord.context["form"].errors) == {"band"}
    for band, feit, veld in (
        ("", FEIT, "band"),
        ("logeert", FEIT, "band"),
        ("gaat", "  ", "band_feit"),
    ):
        antwoord = _leg_vast(cast, casus, band=band, band_feit=feit)
        assert set(antwoord.context["form"].errors) == {veld}
    assert _deel(cast.rvdk, casus) == nieuw
    for wie in (cast.politie, cast.gemeente, cast.rvdk, cast.uitvoerder_weegploeg):
        assert wie.client.get(_url(casus)).status_code == 404


@pytest.mark.clausule("CAS-verblijf", "welke")
def test_de_band_volgt_een_uitreis_en_een_terugkeer(cast: Cast) -> None:
    casus = casussen.casus(cast)
    pad, client = reverse("casusoverleg:reis", args=[casus.pk]), cast.uitvoerder_casusoverleg.client
    weg = {"bijzonderheid": "uitreiziger", "sinds": vandaag().isoformat(), "reden": FEIT}
    for niet in ("", "verblijft"):  # who left does not stay here now
        antwoord = client.post(pad, {**weg, "band": niet})
        assert set(antwoord.context["form"].errors) == {"band"}
    assert client.post(pad, {**weg, "band": "verbleef"}).status_code == 302
    assert _deel(cast.om, casus)[-2:] == [Band.Soort.VERBLEEF.label, FEIT]
    antwoord = _leg_vast(cast, casus, band="verblijft", band_feit="Nee")
    assert set(antwoord.context["form"].errors) == {"band"}
    terug = {**weg, "bijzonderheid": "terugkeerder", "reden": "Is terug", "band": "verblijft"}
    assert client.post(pad, terug).status_code == 302
    assert _deel(cast.om, casus)[-2:] == [Band.Soort.VERBLIJFT.label, "Is terug"]
    assert _deel(cast.om, casus)[2:4] == [Band.Soort.VERBLEEF.label, FEIT]


@pytest.mark.clausule("CAS-verblijf", "welke")
def test_wie_is_uitgereisd_verblijft_hier_niet_in_de_weegploeg(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    pad = reverse("weegploeg:doel", args=[dossier.pk])
    velden = {**weegploeg.DOEL, "verblijf": "uitreiziger"}
    antwoord = cast.uitvoerder.client.post(pad, velden)
    assert set(antwoord.context["form"].errors) == {"band"}
    assert cast.uitvoerder.client.post(pad, {**velden, "band": "verbleef"}).status_code == 302
    dossier.refresh_from_db()
    assert (dossier.band, dossier.band_feit) == ("verbleef", weegploeg.DOEL["band_feit"])


def test_de_database_neemt_geen_andere_band_aan(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    with pytest.raises(IntegrityError, match="band_is_een_van_drie"), transaction.atomic():
        Band.objects.update(soort="logeert")
    with pytest.raises(IntegrityError, match="band_van_het_wetsvoorstel"), transaction.atomic():
        WeegploegDossier.objects.filter(pk=dossier.pk).update(band="logeert")
