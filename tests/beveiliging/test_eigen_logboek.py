"""One's own log: what somebody did himself, and nothing that he is not to know."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from beveiliging.decisions import sluit_uit
from beveiliging.querysets import VRAAG
from casusoverleg.verstrekking.decisions import trek_in
from convenant import decisions
from gedeeld.actor import Rol
from mensen import rollen
from register.events import ZINNEN
from register.models import Dossier, Gebeurtenis, Inzage
from register.muur import als
from register.nummers import nieuw_nummer
from tests.cast import BEGIN, Cast, Speler, bevestigd
from tests.hulp import casussen, dossiers, weegploeg
from tests.toegang.matrix import zonder_token
from weegploeg.models import WeegploegDossier

INZAGE, GEDAAN = reverse("beveiliging:logboek"), reverse("beveiliging:wijzigingen")
ALLEBEI = (INZAGE, GEDAAN)
VANDAAG = timezone.localdate()


def blad(client: Client, url: str, **vraag: Any) -> str:
    """A log page, without the moments and the tokens."""
    antwoord = client.get(url, vraag)
    assert antwoord.status_code == 200
    return zonder_token(re.sub(rb"<time.*?</time>", b"", antwoord.content))


def rijen(client: Client, url: str, **vraag: Any) -> list[Any]:
    return list(client.get(url, vraag).context["pagina"])


IEMAND_ANDERS = {"voornamen": "Pleun", "tussenvoegsel": "", "achternaam": "Zonderling"}


def lees(speler: Speler, dossier: Any) -> int:
    naam = {"casus": "casusoverleg:casus", "weegploegdossier": "weegploeg:dossier"}
    url = reverse(naam[dossier._meta.model_name], args=[getattr(dossier, "pk", dossier)])
    return speler.client.get(url).status_code


def weeg(cast: Cast, dossier: WeegploegDossier) -> None:
    """The police read a file and weigh it."""
    assert lees(cast.politie, dossier) == 200
    weegploeg.weeg(cast, dossier, cast.politie.actor)


# What it shows ---------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-logging", "lezen")
def test_ieder_ziet_wat_hij_zelf_bekeek_en_deed(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    # About somebody else: of who may be the same person a page shows that there is a file.
    ander = weegploeg.in_weging(cast, naw=IEMAND_ANDERS)
    weeg(cast, dossier)
    assert lees(cast.om, ander) == 200
    gelezen, gedaan = (blad(cast.politie.client, url) for url in ALLEBEI)
    for tekst in ("Wat ik heb bekeken", "Wat ik heb gedaan", "Mijn logboek", "Politie Limburg"):
        assert tekst in gelezen
        assert tekst in gedaan
    assert dossier.nummer in gelezen
    assert dossier.nummer in gedaan
    assert ZINNEN["weegploeg.gewogen"] in gedaan
    assert "Gezien" in gelezen
    for pagina in (gelezen, gedaan):
        assert ander.nummer not in pagina
        for vreemd in ("OM Limburg", "Kanarie", "KANARIE", str(dossier.pk)):
            assert vreemd not in pagina


@pytest.mark.clausule("BEV-logging", "inzien")
@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
def test_de_beheerder_heeft_geen_logboek_ook_niet_van_wat_hij_eerder_las(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    weeg(cast, dossier)
    rol = rollen.vertegenwoordig(
        cast.politie.gebruiker, cast.gemeente.partij, Rol.BEHEERDER, van=BEGIN
    )
    beheer = Speler(cast.politie.gebruiker, rol)
    for url in ALLEBEI:
        assert rijen(cast.politie.client, url)
        for client in (beheer.client, cast.beheerder.client):
            antwoord = client.get(url)
            assert antwoord.status_code == 404
            assert dossier.nummer not in antwoord.content.decode()
            lijst = client.get(reverse("werklijst")).content.decode()
            assert f'href="{url}"' not in lijst
    with als(beheer.actor):
        assert not Gebeurtenis.objects.exists()


@pytest.mark.clausule("BEV-logging", "inzien")
def test_wie_onder_twee_convenanten_werkt_ziet_alleen_dat_van_nu(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    weeg(cast, dossier)
    elders = decisions.maak_partij(
        cast.elders.partij.convenant, naam="Politie daar", soort="politie", vanaf=BEGIN
    )
    rol = rollen.vertegenwoordig(cast.politie.gebruiker, elders, Rol.VERTEGENWOORDIGER, van=BEGIN)
    daar = bevestigd(Speler(cast.politie.gebruiker, rol))
    for url in ALLEBEI:
        assert rijen(cast.politie.client, url)
        assert rijen(daar.client, url) == []
        assert dossier.nummer not in blad(daar.client, url)
    assert lees(daar, dossier) == 404
    assert len(rijen(daar.client, INZAGE)) == 1
    assert rijen(cast.politie.client, INZAGE, geweigerd="on") == []
    with als(daar.actor):
        assert not Gebeurtenis.objects.exists()


def test_een_logboek_bekijken_is_zelf_geen_inzage(cast: Cast) -> None:
    weeg(cast, weegploeg.in_weging(cast))
    aantal = Inzage.objects.count()
    for speler in (cast.politie, cast.fg):
        for url in ALLEBEI:
            assert rijen(speler.client, url)
    assert Inzage.objects.count() == aantal


@pytest.mark.clausule("BEV-logging", "lezen")
def test_ook_wat_een_externe_partner_deed_staat_in_zijn_logboek(cast: Cast) -> None:
    """He never opened the file itself: he reports on a measure, and reads that something was recalled."""
    zaak, client = casussen.met_plan(cast, cast.extern.partij), cast.extern.client
    rij = casussen.verstrekt(zaak, cast, "naam")
    trek_in(rij, actor=cast.uitvoerder.actor, reden="Niet meer nodig")
    [kennis] = zaak.kennisgevingen.all()
    bericht = reverse("uitwisseling:lezen", args=[kennis.pk])
    assert client.get(bericht).status_code == 200
    assert client.post(bericht).status_code == 302
    [daad] = rijen(client, GEDAAN)
    assert (daad.soort, daad.nummer) == ("uitwisseling.bevestigd", zaak.nummer)
    assert zaak.nummer in blad(client, INZAGE)


# What it does not tell -------------------------------------------------------------------------
@pytest.mark.clausule("BEV-logging", "geweigerd")
@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
@pytest.mark.parametrize(("methode", "aantal"), [("get", 6), ("post", 3)])
def test_een_geweigerde_blik_staat_er_gelijk_of_het_dossier_bestaat_of_niet(
    cast: Cast, methode: str, aantal: int
) -> None:
    bestaat = casussen.met_plan(cast)
    echt, geen = cast.extern, cast.reclassering
    for speler, pk in ((echt, bestaat.pk), (geen, uuid4())):
        for naam in ("casus", "plan", "advies", "analyse", "verstrekt"):
            url = reverse(f"casusoverleg:{naam}", args=[pk])
            assert getattr(speler.client, methode)(url).status_code in (404, 405)
        url = reverse("beveiliging:uitsluiten", args=["casusoverleg", pk])
        assert getattr(speler.client, methode)(url).status_code == 404
    for vraag in ({}, {"geweigerd": "on"}):
        paginas = [
            re.sub(r"(?s)^.*<tbody>|</tbody>.*$", "", blad(speler.client, INZAGE, **vraag))
            for speler in (echt, geen)
        ]
        assert paginas[0].replace("GGZ Maasoever", "") == paginas[1].replace(
            "Reclassering Nederland", ""
        )
        assert paginas[0].count("Bestaat niet, of is niet voor u") == aantal
    assert rijen(echt.client, GEDAAN) == []


def vraag_mee(speler: Speler, nummer: str) -> None:
    velden = {"nummer": nummer, "reden": "Wij begeleiden dit gezin"}
    antwoord = speler.client.post(reverse("casusoverleg:meedoen"), velden)
    assert antwoord.status_code == 302


@pytest.mark.clausule("CAS-toegang-partij", "meedoen")
@pytest.mark.clausule("BEV-logging", "geweigerd")
@pytest.mark.parametrize("wie", ["rvdk", "reclassering", "extern"])
@pytest.mark.parametrize("kent_haar", [False, True])
def test_het_eigen_logboek_zegt_niet_of_er_iets_te_vragen_was(
    cast: Cast, wie: str, kent_haar: bool
) -> None:
    """Also for a party that took part before, and so was shown the casus."""
    speler: Speler = getattr(cast, wie)
    zaken = [casussen.casus(cast), casussen.afgesloten(cast)]
    if kent_haar:
        for zaak in zaken:
            Inzage.objects.create(
                gebruiker=speler.gebruiker, convenant_id=speler.actor.convenant_id,
                bestand="casusoverleg.casus", pseudoniem=zaak.pseudoniem, nummer=zaak.nummer,
                soort="pagina", toegestaan=True,
            )  # fmt: skip
    client = speler.client
    eerst = {url: len(rijen(client, url)) for url in ALLEBEI}
    nummers = [*(zaak.nummer for zaak in zaken), nieuw_nummer("C", 2031)]
    for nummer in nummers:
        vraag_mee(speler, nummer)
    assert Gebeurtenis.objects.filter(soort=VRAAG, gebruiker=speler.gebruiker).count() == 1
    assert set(Inzage.objects.filter(soort="vraag").values_list("toegestaan", flat=True)) == {
        True, False,
    }  # fmt: skip
    pagina = re.sub(r"(?s)^.*?<tbody>|</tbody>.*$", "", blad(client, INZAGE))
    regels = [
        re.sub(r"\s+", " ", regel).replace(nummer, "")
        for regel, nummer in zip(
            re.findall(r"(?s)<tr ?>.*?</tr>", pagina), nummers[::-1], strict=False
        )
    ]
    assert len(set(regels)) == 1
    assert "Gevraagd" in regels[0]
    assert len(rijen(client, INZAGE)) == eerst[INZAGE] + 3
    assert rijen(client, INZAGE, geweigerd="on") == []
    assert len(rijen(client, GEDAAN)) == eerst[GEDAAN]
    fg = rijen(cast.fg.client, INZAGE, geweigerd="on")
    assert {rij.nummer for rij in fg} == set(nummers[1:])  # the supervisor sees it


def test_de_vraag_om_mee_te_doen_heet_zoals_in_het_logboek() -> None:
    assert VRAAG in ZINNEN


@pytest.mark.clausule("WEE-toegang", "geen-casuspartij")
@pytest.mark.clausule("WEE-toegang", "uitvoerder")
@pytest.mark.parametrize("wie", ["reclassering", "uitvoerder_casusoverleg"])
def test_wie_een_casus_leest_leert_uit_zijn_logboek_niets_van_wat_eraan_voorafging(
    cast: Cast, wie: str
) -> None:
    """An exclusion holds for the whole case; who excludes sees the casus and no more of it."""
    keten = dossiers.keten(cast)
    casussen.laat_deelnemen(keten.casus, cast, cast.reclassering.partij)
    speler: Speler = getattr(cast, wie)
    client = speler.client
    assert lees(speler, keten.casus) == 200
    url = dossiers.adres("mij_uitsluiten", keten.casus)
    assert client.post(url, {"reden": "familie"}).status_code == 302
    zelf = Gebeurtenis.objects.filter(gebruiker=speler.gebruiker, soort__endswith="uitgesloten")
    nummers = {keten.casus.nummer, keten.dossier.nummer, keten.melding.nummer}
    assert set(zelf.values_list("nummer", flat=True)) == nummers  # it could leak
    assert {rij.nummer for rij in rijen(client, GEDAAN)} == {keten.casus.nummer}
    with als(speler.actor):
        zichtbaar = Gebeurtenis.objects.values_list("nummer", flat=True)
        assert set(zichtbaar) == {keten.casus.nummer}


@pytest.mark.clausule("WEE-toegang", "zover-nodig")
def test_een_uitsluiting_verandert_het_eigen_logboek_niet_en_niets_leidt_naar_het_dossier(
    cast: Cast,
) -> None:
    dossier = weegploeg.in_weging(cast)
    weeg(cast, dossier)
    client = cast.politie.client
    eerst = [blad(client, url) for url in ALLEBEI]
    assert all(dossier.nummer in pagina for pagina in eerst)
    sluit_uit(
        dossier, actor=cast.uitvoerder.actor, gebruiker=cast.politie.gebruiker, reden="familie"
    )
    assert [blad(client, url) for url in ALLEBEI] == eerst
    assert all(str(dossier.pk) not in pagina for pagina in eerst)
    assert lees(cast.politie, dossier) == 404
    laatste, eerdere = rijen(client, INZAGE)
    assert (laatste.nummer, eerdere.nummer) == ("", dossier.nummer)


# The second wall -------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-logging", "inzien")
def test_de_tweede_muur_toont_van_een_gesloten_dossier_alleen_de_eigen_daden(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    weeg(cast, dossier)
    Dossier.objects.filter(pk=dossier.pk).update(kring="", houder="")  # nobody reads it any more
    van_politie = Gebeurtenis.objects.filter(gebruiker=cast.politie.gebruiker).count()
    assert 0 < van_politie < Gebeurtenis.objects.count()
    with als(cast.politie.actor):
        assert Gebeurtenis.objects.count() == van_politie
        assert {rij.gebruiker_id for rij in Gebeurtenis.objects.all()} == {
            cast.politie.gebruiker.pk
        }
    with als(cast.om.actor):
        assert not Gebeurtenis.objects.exists()


# Filters, pages, speed -------------------------------------------------------------------------
def test_het_filter_kent_geen_andere_gebruikers(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    weeg(cast, dossier)
    assert lees(cast.om, dossier) == 200
    client = cast.politie.client
    for url in ALLEBEI:
        kaal = rijen(client, url)
        assert rijen(client, url, gebruiker=cast.om.gebruiker.pk) == kaal
        assert 'name="gebruiker"' not in blad(client, url)
        assert cast.om.partij.naam not in blad(client, url)
        assert rijen(client, url, tot=VANDAAG - timedelta(days=1)) == []
        assert "Er is niets gevonden" in blad(client, url, tot=VANDAAG - timedelta(days=1))


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [("van", "gisteren", "hele datum"), ("tot", "2020-01-01", "vóór de eerste dag")],
)
def test_een_fout_in_het_filter_staat_bij_het_veld(
    cast: Cast, veld: str, waarde: str, zin: str
) -> None:
    weeg(cast, weegploeg.in_weging(cast))
    for url in ALLEBEI:
        pagina = blad(cast.politie.client, url, **({"van": str(VANDAAG)} | {veld: waarde}))
        vak = re.search(rf'(?s)<label for="id_{veld}">.*?</ul>.*?name="{veld}"', pagina)
        assert vak
        assert zin in vak[0]
        assert "co-tabel" not in pagina


def test_een_leeg_logboek_zegt_dat_het_zich_vanzelf_vult(cast: Cast) -> None:
    for url in ALLEBEI:
        assert "komt vanzelf te staan" in blad(cast.om.client, url)


def test_even_veel_vragen_met_een_en_dertig_rijen(cast: Cast) -> None:
    client = cast.politie.client

    def vragen(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(url).status_code == 200
        return len(gevangen)

    for _ in range(3):  # the page of the third shows which two may be about the same person
        weeg(cast, weegploeg.in_weging(cast))
    eerst = [vragen(url) for url in ALLEBEI]
    for _ in range(28):
        weeg(cast, weegploeg.in_weging(cast))
    assert [vragen(url) for url in ALLEBEI] == eerst
    for url in ALLEBEI:
        assert len(rijen(client, url)) == 25
        volgende = client.get(url).context["pagina"].volgende
        assert len(rijen(client, url + volgende)) >= 6


# The menu --------------------------------------------------------------------------------------
def hier(client: Client, url: str) -> list[str]:
    """What the menu marks as the place where the user is."""
    antwoord = client.get(url)
    assert antwoord.status_code == 200
    return [punt["label"] for punt in antwoord.context["navigatie"] if punt["actief"]]


def test_het_menu_wijst_waar_u_bent(cast: Cast) -> None:
    alles = dossiers.van_elke_soort(cast)
    delen = {
        "melding": "Meldingen",
        "weegploegdossier": "Weegploeg",
        "casus": "Casussen",
        "verzoek": "Verzoeken",
        "archief van een casus": "Bewaartermijnen",
    }
    for naam, deel in delen.items():
        for pagina in ("toegang", "uitsluiten", "mij_uitsluiten"):
            url = dossiers.adres(pagina, alles[naam])
            assert hier(cast.uitvoerder.client, url) == [deel], (naam, pagina)
    archief = reverse("retention:archief")
    assert hier(cast.uitvoerder_casusoverleg.client, archief) == ["Archief"]
    zelf = dossiers.adres("mij_uitsluiten", alles["casus"])
    assert hier(cast.extern.client, zelf) == ["Plannen"]
    for speler in (cast.fg, cast.beheerder):
        assert hier(speler.client, reverse("beveiliging:rechten")) == ["Convenant"]
    for url in ALLEBEI:
        assert hier(cast.fg.client, url) == ["Logboek"]
        assert hier(cast.extern.client, url) == ["Mijn logboek"]
    assert hier(cast.politie.client, reverse("werklijst")) == ["Werklijst"]
    assert hier(cast.politie.client, reverse("account_change_password")) == []


@pytest.mark.clausule("BEV-rechten", "tabel")
def test_wie_mag_wat_is_een_tabblad_van_het_convenant(cast: Cast) -> None:
    for speler in (cast.fg, cast.beheerder):
        antwoord = speler.client.get(reverse("beveiliging:rechten"))
        tabs = {tab["label"]: tab["actief"] for tab in antwoord.context["tabs"]}
        assert [label for label, aan in tabs.items() if aan] == ["Wie mag wat"]
        assert "Convenant en bijlage 1" in tabs


@pytest.mark.clausule("BEV-rechten", "tabel")
def test_een_partij_zonder_mensen_staat_in_een_zin_onder_de_tabel(cast: Cast) -> None:
    url = reverse("beveiliging:rechten")
    assert "werkt vandaag niemand" not in cast.fg.client.get(url).content.decode()
    cast.om.vertegenwoordiging.delete()
    antwoord = cast.fg.client.get(url)
    assert "werkt vandaag niemand: OM Limburg." in antwoord.content.decode()
    assert cast.om.partij not in [partij for partij, _ in antwoord.context["partijen"]]


def test_annuleren_bij_mij_uitsluiten_leidt_terug_naar_waar_u_was(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij)
    url, terug = dossiers.adres("mij_uitsluiten", zaak), dossiers.adres("toegang", zaak)
    assert cast.om.client.get(url).context["terug"] == terug
    extern = cast.extern.client.get(url)
    assert extern.context["terug"] == reverse("werklijst")
    assert terug not in extern.content.decode()
    assert reverse("casusoverleg:casus", args=[zaak.pk]) not in extern.content.decode()
