"""An exclusion is of a person and not of a file; and nobody learns from it that there is a file (WEE-toegang)."""

from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from beveiliging import decisions
from casusoverleg import decisions as casusbesluiten
from gedeeld.actor import Rol
from meldingen.bestand import MeldingBestand
from meldingen.models import Melding
from mensen import rollen
from privacy_rights.models import Verzoek
from register.models import Dossier, Gebeurtenis, Uitsluiting
from register.muur import als
from tests.cast import BEGIN, Cast, Speler, maak_speler
from tests.hulp import casussen, dossiers, gegevens, meldingen, verzoeken, weegploeg
from weegploeg.models import WeegploegDossier

pytestmark = [
    pytest.mark.clausule("WEE-toegang", "zover-nodig"),
    pytest.mark.clausule("CAS-toegang-partij", "zover-nodig"),
]
WIE = {"voornamen": "Timo", "tussenvoegsel": "van der", "achternaam": "Verzonnen"}
GEBOREN = {"geboortedatum": date(1990, 5, 17)}


def sluit_uit(dossier: Dossier, wie: Speler, door: Speler | None = None) -> None:
    decisions.sluit_uit(
        dossier, actor=(door or wie).actor, gebruiker=wie.gebruiker, reden="familie"
    )


def ziet(speler: Speler, dossier: Dossier) -> bool:
    """Whether somebody reads a file; both walls must say the same."""
    with als(speler.actor):
        muur = bool(Dossier.objects.filter(pk=dossier.pk).exists())
    assert Dossier.objects.visible_to(speler.actor).filter(pk=dossier.pk).exists() == muur
    return muur


@pytest.fixture
def dossier(cast: Cast) -> WeegploegDossier:
    """A file on somebody whom the member of the municipality knows: he is excluded."""
    rij = weegploeg.in_weging(cast)
    sluit_uit(rij, cast.gemeente, cast.uitvoerder)
    return rij


def meld(speler: Speler, **anders: Any) -> HttpResponse:
    velden = meldingen.ingevuld(speler, **WIE | {"geboortedatum": "1990-05-17"} | anders)
    return speler.client.post(reverse("meldingen:nieuw"), velden)


# Carried over ----------------------------------------------------------------------------------
def test_wie_is_uitgesloten_leest_ook_geen_nieuwe_melding_over_die_persoon(
    cast: Cast, dossier: WeegploegDossier
) -> None:
    meld(cast.gemeente)
    melding = Melding.objects.get()
    assert not ziet(cast.gemeente, melding)
    assert ziet(cast.uitvoerder, melding)
    assert (
        cast.gemeente.client.get(reverse("meldingen:melding", args=[melding.pk])).status_code == 404
    )
    meld(cast.gemeente, voornamen="Piet", achternaam="Roodborst")
    assert ziet(cast.gemeente, Melding.objects.exclude(pk=melding.pk).get())


def test_ook_een_verzoek_een_nieuw_dossier_en_een_casus(cast: Cast) -> None:
    sluit_uit(weegploeg.in_weging(cast), cast.uitvoerder_weegploeg)
    naw = WIE | GEBOREN
    verzoek = verzoeken.verzoek(cast, **naw)
    melding = meldingen.maak_melding(cast, **naw)
    nieuw = dossiers.ingebracht(cast, melding)
    zaak = casussen.casus(cast, naw=naw)
    for rij in (verzoek, melding, nieuw, zaak):
        assert not ziet(cast.uitvoerder_weegploeg, rij), rij
        assert ziet(cast.uitvoerder, rij)


def test_wie_later_wordt_uitgesloten_verliest_ook_wat_er_al_was(cast: Cast) -> None:
    """In another municipality, and in another covenant in which he works."""
    rollen.vertegenwoordig(cast.om.gebruiker, cast.elders.partij, Rol.VERTEGENWOORDIGER, van=BEGIN)
    [elders] = cast.om.gebruiker.vertegenwoordigingen.filter(partij=cast.elders.partij)
    daar = Speler(cast.om.gebruiker, elders)
    naw = WIE | GEBOREN
    ver = meldingen.maak_melding(cast, cast.elders, **naw)
    zuid = dossiers.ingebracht_door(
        cast.maastricht, meldingen.maak_melding(cast, cast.maastricht, **naw)
    )
    hier = weegploeg.in_weging(cast)
    assert ziet(daar, ver)
    assert ziet(cast.om, zuid)
    sluit_uit(hier, cast.om)
    assert not ziet(daar, ver)
    assert not ziet(cast.om, zuid)
    assert not ziet(cast.om, hier)


def test_een_naamgenoot_met_een_andere_geboortedatum_is_iemand_anders(
    cast: Cast, dossier: WeegploegDossier
) -> None:
    ander = meldingen.maak_melding(cast, **WIE, geboortedatum=date(1975, 1, 1))
    onbekend = meldingen.maak_melding(cast, **WIE, geboortedatum=None)
    assert ziet(cast.gemeente, ander)
    assert not ziet(cast.gemeente, onbekend)


def test_een_naam_die_alleen_wordt_gevonden_sluit_niemand_uit(cast: Cast) -> None:
    """Omar and Omaira are found by each other; only with one birth date they are taken for one."""
    omar = {"voornamen": "Omar", "tussenvoegsel": "", "achternaam": "Specht"}
    dossier = meldingen.maak_melding(cast, **omar, **GEBOREN)
    sluit_uit(dossier, cast.gemeente, cast.uitvoerder)
    omaira = omar | {"voornamen": "Omaira", "geboortedatum": None}
    ander = meldingen.maak_melding(cast, **omaira)
    zelfde = meldingen.maak_melding(cast, **omaira | GEBOREN)
    assert dossier in MeldingBestand().zoek(ander.persoon).visible_to(cast.uitvoerder.actor)
    assert ziet(cast.gemeente, ander)
    assert not ziet(cast.gemeente, zelfde)


def test_wie_de_naam_verbetert_draagt_de_uitsluiting_mee(
    cast: Cast, dossier: WeegploegDossier
) -> None:
    zaak = casussen.casus(cast, naw={"achternaam": "Roodborst"})
    assert ziet(cast.gemeente, zaak)
    casusbesluiten.corrigeer_persoon(
        zaak, actor=cast.uitvoerder.actor, naw=zaak.naw | WIE | GEBOREN, reden="x"
    )
    assert not ziet(cast.gemeente, zaak)


def test_opheffen_geldt_ook_voor_wat_is_meegedragen(cast: Cast, dossier: WeegploegDossier) -> None:
    meld(cast.uitvoerder)
    melding = Melding.objects.get()
    assert not ziet(cast.gemeente, melding)
    [rij] = Uitsluiting.objects.filter(dossier=dossier, opgeheven_op=None)
    decisions.hef_op(rij, actor=cast.uitvoerder.actor)
    assert ziet(cast.gemeente, melding)
    assert ziet(cast.gemeente, dossier)


def test_wie_nog_van_een_ander_dossier_van_de_zaak_is_uitgesloten_blijft_het(cast: Cast) -> None:
    """The secretary of the casusoverleg ends it for his casus alone."""
    keten = dossiers.keten(cast)
    sluit_uit(keten.dossier, cast.om, cast.uitvoerder)
    ander = meldingen.maak_melding(cast, cast.om, **keten.dossier.naw)
    assert not ziet(cast.om, ander)
    [rij] = Uitsluiting.objects.filter(dossier=keten.casus, opgeheven_op=None)
    decisions.hef_op(rij, actor=cast.uitvoerder_casusoverleg.actor)
    assert ziet(cast.om, keten.casus)
    assert not ziet(cast.om, keten.dossier)
    assert not ziet(cast.om, ander)


# Nobody learns of it ---------------------------------------------------------------------------
def antwoord(gekregen: HttpResponse) -> tuple[int, str, list[str]]:
    """What the writer gets, without the number and the key that were drawn."""
    nummer, pk = Dossier.objects.order_by("-begonnen_op", "-pk").values_list("nummer", "pk")[0]
    woorden = [str(zin) for zin in get_messages(gekregen.wsgi_request)]
    for rij in Dossier.objects.all():
        woorden = [w.replace(rij.nummer, "X").replace(str(rij.pk), "X") for w in woorden]
    assert nummer
    assert pk
    return gekregen.status_code, gekregen["Location"], woorden


def test_wie_schrijft_krijgt_hetzelfde_antwoord_ook_als_hij_is_uitgesloten(cast: Cast) -> None:
    """To register, to correct whom it is about, and a request: in words and in what it costs."""
    cast.uitvoerder.client.get("/")
    eerst = _schrijf_alles(cast)
    sluit_uit(weegploeg.in_weging(cast), cast.uitvoerder)
    daarna = _schrijf_alles(cast)
    for naam in eerst:
        assert eerst[naam] == daarna[naam], naam
    assert not ziet(cast.uitvoerder, Melding.objects.latest("pk"))
    assert not ziet(cast.uitvoerder, Verzoek.objects.latest("pk"))


def _schrijf_alles(cast: Cast) -> dict[str, tuple[object, int]]:
    anders = meldingen.maak_melding(cast, achternaam="Roodborst", voornamen="Piet")
    velden = meldingen.ingevuld(cast.gemeente, **WIE, geboortedatum="1990-05-17")
    wijzig = velden | {"gelezen": "0", "ontvangen_op": anders.ontvangen_op.isoformat()}
    verzoek = gegevens.VerzoekFormulier(**WIE, geboortedatum="1990-05-17")
    uit = {}
    for naam, adres, post in (
        ("melding", reverse("meldingen:nieuw"), velden),
        ("wijzigen", reverse("meldingen:wijzigen", args=[anders.pk]), wijzig),
        ("verzoek", reverse("privacy_rights:nieuw"), verzoek),
    ):
        client = cast.uitvoerder.client
        with CaptureQueriesContext(connection) as vragen:
            gekregen = client.post(adres, post)
        uit[naam] = antwoord(gekregen), len(vragen)
    return uit


def test_een_lezer_ziet_niet_dat_er_een_ander_dossier_is(cast: Cast) -> None:
    """Police keep a melding that nobody else reads; a colleague of theirs knows the person."""
    ander = maak_speler("anders", cast.politie.partij)
    verborgen = meldingen.maak_melding(cast, cast.politie, **WIE, **GEBOREN)
    sluit_uit(verborgen, ander)
    dossier = weegploeg.in_weging(cast)
    assert not ziet(ander, dossier)
    pagina = cast.uitvoerder.client.get(dossiers.adres("toegang", dossier)).content.decode()
    assert "Niemand is uitgesloten." in pagina
    van_politie = cast.politie.client.get(dossiers.adres("toegang", dossier)).content.decode()
    assert "Familie of huisgenoot" in van_politie
    assert not Gebeurtenis.van(dossier).filter(soort__endswith="uitgesloten").exists()
    rij = Uitsluiting.objects.get(dossier=dossier)
    opheffen = reverse("beveiliging:opheffen", args=["weegploeg", dossier.pk, rij.gebruiker_id])
    assert cast.uitvoerder.client.post(opheffen, {}).status_code == 404


def test_een_uitgesloten_uitvoerder_leest_niet_dat_de_persoon_bekend_is(cast: Cast) -> None:
    zaak = verzoeken.een_casus(cast)
    verzoek = verzoeken.met_identiteit(cast)
    client = cast.uitvoerder.client
    adressen = [
        reverse(f"privacy_rights:{naam}", args=[verzoek.pk])
        for naam in ("verzoek", "zoeken", "controleren", "beantwoorden")
    ]
    assert zaak.nummer in client.get(adressen[1]).content.decode()
    sluit_uit(zaak, cast.uitvoerder)
    weg = client.get(reverse("privacy_rights:verzoek", args=[zaak.pk]))
    for adres in adressen:
        gekregen = client.get(adres)
        assert (gekregen.status_code, gekregen.content) == (404, weg.content)
    assert verzoek.nummer not in client.get(reverse("privacy_rights:lijst")).content.decode()
    collega = cast.uitvoerder_weegploeg.client
    assert zaak.nummer in collega.get(adressen[1]).content.decode()


def test_houdt_niemand_een_dossier_bij_dan_leest_de_beheerder_dat_hij_iemand_moet_aanwijzen(
    cast: Cast,
) -> None:
    """A term goes on running, and a file that nobody keeps must not wait unseen."""
    sluit_uit(weegploeg.in_weging(cast), cast.uitvoerder)
    zin = "niemand houdt een dossier van Gemeente Venlo bij"
    for lid in (cast.uitvoerder_weegploeg, cast.uitvoerder_casusoverleg):
        rollen.trek_in(lid.vertegenwoordiging.pk, actor=cast.beheerder.actor, reden="Weg.")
    assert zin in cast.beheerder.client.get("/").content.decode()
    verzoek = verzoeken.verzoek(cast, **WIE | GEBOREN)
    pagina = cast.beheerder.client.get("/").content.decode()
    assert zin in pagina
    assert verzoek.nummer not in pagina
    assert zin not in cast.gemeente.client.get("/").content.decode()
    nieuw = maak_speler("nieuwe-uitvoerder", cast.gemeente.partij, Rol.UITVOERDER)
    assert ziet(nieuw, verzoek)
    assert zin not in cast.beheerder.client.get("/").content.decode()


def test_wie_ook_van_een_ander_dossier_is_uitgesloten_blijft_het_na_opheffen(
    cast: Cast, dossier: WeegploegDossier
) -> None:
    """Another municipality excludes him as well; what one lifts the other still forbids."""
    rollen.vertegenwoordig(
        cast.gemeente.gebruiker, cast.maastricht.partij, Rol.VERTEGENWOORDIGER, van=BEGIN
    )
    [rol] = cast.gemeente.gebruiker.vertegenwoordigingen.filter(partij=cast.maastricht.partij)
    daar = Speler(cast.gemeente.gebruiker, rol)
    zuid = meldingen.maak_melding(cast, cast.maastricht, **WIE | GEBOREN)
    Uitsluiting.objects.filter(dossier=zuid).delete()  # as if it was there before
    sluit_uit(zuid, daar, cast.uitvoerder_maastricht)
    derde = meldingen.maak_melding(cast, cast.uitvoerder, **WIE | GEBOREN)
    [rij] = Uitsluiting.objects.filter(dossier=dossier, opgeheven_op=None)
    decisions.hef_op(rij, actor=cast.uitvoerder.actor)
    for nog in (zuid, derde, dossier):
        assert not ziet(cast.gemeente, nog)
        assert not ziet(daar, nog)
    [rij] = Uitsluiting.objects.filter(dossier=zuid, opgeheven_op=None)
    decisions.hef_op(rij, actor=cast.uitvoerder_maastricht.actor)
    assert ziet(cast.gemeente, dossier)
    assert ziet(cast.gemeente, derde)
    assert ziet(daar, zuid)


def test_blijkt_het_iemand_anders_dan_houdt_het_op(cast: Cast, dossier: WeegploegDossier) -> None:
    zaak = casussen.casus(cast, naw=WIE | {"geboortedatum": None})
    assert not ziet(cast.gemeente, zaak)
    naw = zaak.naw | {"geboortedatum": date(1975, 1, 1)}
    casusbesluiten.corrigeer_persoon(zaak, actor=cast.uitvoerder.actor, naw=naw, reden="x")
    assert ziet(cast.gemeente, zaak)
    assert not ziet(cast.gemeente, dossier)


def test_wordt_het_dossier_vernietigd_dan_blijft_hij_uitgesloten_en_blijft_het_ongezegd(
    cast: Cast,
) -> None:
    ander = maak_speler("anders", cast.politie.partij)
    verborgen = meldingen.maak_melding(cast, cast.politie, **WIE, **GEBOREN)
    sluit_uit(verborgen, ander)
    dossier = weegploeg.in_weging(cast)
    verborgen.delete()
    assert not ziet(ander, dossier)
    pagina = cast.uitvoerder.client.get(dossiers.adres("toegang", dossier)).content.decode()
    assert "Niemand is uitgesloten." in pagina
