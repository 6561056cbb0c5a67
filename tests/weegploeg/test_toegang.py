"""Who may what (MC 8.4; ontwerp 3): every role of the cast, every page, with data that could leak."""

import pytest
from django.db import connection
from django.urls import reverse

from gedeeld.weigering import Geweigerd
from register.models import Inzage
from register.werk import werk
from tests.cast import Cast, Speler
from tests.hulp import gegevens, weegploeg
from weegploeg.inbreng import decisions as inbrengen
from weegploeg.models import Melderinzage, WeegploegDossier

LEDEN = {"uitvoerder", "uitvoerder_weegploeg", "gemeente", "politie", "om"}
SECRETARIS = {"uitvoerder", "uitvoerder_weegploeg"}
# page -> who gets an answer; for all others it is not there
GET = {
    "dossier": LEDEN,
    "subject": SECRETARIS,
    "signaal": LEDEN,
    "wegen": LEDEN,
    "besluiten": SECRETARIS,
    "informeren": SECRETARIS,
    "geinformeerd": SECRETARIS,
    "afsluiten": LEDEN,
}
POST = {"terug_op_agenda": SECRETARIS, "melder": LEDEN, "terugkoppelen": {"politie"}}
CANARIES = ("Verzonnen", "Nergensweg", gegevens.SIGNAAL_WPG_9, gegevens.MELDER, "W-20")


def _dossier(cast: Cast) -> WeegploegDossier:
    return weegploeg.in_weging(cast, speler=cast.politie, signalen=[weegploeg.wpg_9()])


@pytest.mark.clausule("WEE-toegang", "kernpartijen")
@pytest.mark.clausule("WEE-toegang", "uitvoerder")
@pytest.mark.clausule("WEE-toegang", "geen-casuspartij")
@pytest.mark.clausule("WEE-toegang", "geen-extern")
@pytest.mark.clausule("WEE-toegang", "geen-beheerder")
@pytest.mark.clausule("DEF-weegploeg")
@pytest.mark.clausule("CON-gemeente-eigen", "weegploeg")
@pytest.mark.clausule("CON-gemeente-eigen", "andere-gemeente")
@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
@pytest.mark.parametrize("pagina", [*GET, *POST])
def test_toegang_is_een_tabel(cast: Cast, pagina: str) -> None:
    dossier = _dossier(cast)
    inbreng = dossier.inbrengen.get().pk
    met_inbreng = pagina in ("melder", "terugkoppelen")
    url = reverse(f"weegploeg:{pagina}", args=[dossier.pk, *([inbreng] if met_inbreng else [])])
    binnen = set()
    for naam, speler in cast.allen.items():
        antwoord = speler.client.get(url) if pagina in GET else speler.client.post(url)
        if antwoord.status_code in (200, 302):
            binnen.add(naam)
            continue
        assert antwoord.status_code == 404, naam
        assert not any(canary in antwoord.content.decode() for canary in CANARIES), naam
    assert binnen == (GET | POST)[pagina]


@pytest.mark.clausule("BEV-logging", "lezen")
@pytest.mark.clausule("BEV-logging", "geweigerd")
def test_elke_poging_en_elke_blik_staat_in_het_logboek(cast: Cast) -> None:
    dossier = _dossier(cast)
    url = reverse("weegploeg:dossier", args=[dossier.pk])
    cast.maastricht.client.get(url)
    cast.om.client.get(url)
    rijen = Inzage.objects.filter(pseudoniem=dossier.pseudoniem).order_by("pk")
    assert [(r.partij, r.toegestaan) for r in rijen] == [
        ("Gemeente Maastricht", False),
        ("OM Limburg", True),
    ]


@pytest.mark.clausule("WEE-toegang", "kernpartijen")
@pytest.mark.clausule("WEE-toegang", "uitvoerder")
@pytest.mark.clausule("WEE-toegang", "geen-casuspartij")
@pytest.mark.clausule("WEE-toegang", "geen-extern")
@pytest.mark.clausule("WEE-toegang", "geen-beheerder")
def test_lijst_en_werklijst_tonen_alleen_eigen_dossiers(cast: Cast) -> None:
    dossier = _dossier(cast)
    ziet = set()
    for naam, speler in cast.allen.items():
        antwoord = speler.client.get(reverse("weegploeg:lijst"))
        assert antwoord.status_code in (200, 404), naam
        if dossier.nummer in antwoord.content.decode():
            ziet.add(naam)
        nummers = {rij.nummer for rij in werk(speler.actor)}
        assert nummers == ({dossier.nummer} if naam in LEDEN else set()), naam
    assert ziet == LEDEN


def test_kernpartijen_zien_wpg_9_gemarkeerd(cast: Cast) -> None:
    dossier = _dossier(cast)
    for speler in (cast.gemeente, cast.om, cast.uitvoerder):
        tekst = speler.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
        assert gegevens.SIGNAAL_WPG_9 in tekst
        assert "Alleen kernpartijen" in tekst


@pytest.mark.clausule("BEV-logging", "lezen")
@pytest.mark.parametrize("wie", ["gemeente", "uitvoerder"])
def test_melder_van_een_ander_alleen_met_een_reden_en_gelogd(cast: Cast, wie: str) -> None:
    dossier = _dossier(cast)
    pagina = reverse("weegploeg:dossier", args=[dossier.pk])
    url = reverse("weegploeg:melder", args=[dossier.pk, dossier.inbrengen.get().pk])
    ander: Speler = cast.allen[wie]
    assert url in ander.client.get(pagina).content.decode()
    for zonder in (
        ander.client.get(url),
        ander.client.post(url),
        ander.client.post(url, {"reden": " "}),
    ):
        assert zonder.status_code == 200
        assert gegevens.MELDER not in zonder.content.decode()
        assert gegevens.MELDER_CONTACT not in zonder.content.decode()
    assert "Schrijf op waarom u de melder nodig hebt." in zonder.content.decode()
    assert not Inzage.objects.filter(soort=Inzage.Soort.MELDER).exists()

    antwoord = ander.client.post(url, {"reden": "De melder wordt bedreigd"})

    assert gegevens.MELDER in antwoord.content.decode()
    assert "no-store" in antwoord["Cache-Control"]
    rij = Inzage.objects.get(soort=Inzage.Soort.MELDER)
    assert (rij.gebruiker, rij.pseudoniem) == (ander.gebruiker, dossier.pseudoniem)
    inzage = Melderinzage.objects.get()
    assert (inzage.gebruiker, inzage.reden) == (ander.gebruiker, "De melder wordt bedreigd")
    with connection.cursor() as cursor:
        cursor.execute("SELECT reden FROM weegploeg_melderinzage")
        assert "bedreigd" not in cursor.fetchone()[0]
    assert "De melder wordt bedreigd" in cast.politie.client.get(pagina).content.decode()
    assert "bedreigd" not in cast.om.client.get(pagina).content.decode()
    assert gegevens.MELDER not in ander.client.get(pagina).content.decode()  # once is once


@pytest.mark.clausule("WEE-inhoud", "melder")
def test_wie_zelf_inbracht_ziet_de_eigen_melder_meteen(cast: Cast) -> None:
    dossier = _dossier(cast)
    pagina = reverse("weegploeg:dossier", args=[dossier.pk])
    url = reverse("weegploeg:melder", args=[dossier.pk, dossier.inbrengen.get().pk])
    assert gegevens.MELDER in cast.politie.client.get(pagina).content.decode()
    assert cast.politie.client.get(url)["Location"] == pagina
    with pytest.raises(Geweigerd):
        inbrengen.bekijk_melder(
            dossier.inbrengen.get(), actor=cast.maastricht.actor, reden="Nieuwsgierig"
        )
    assert not Melderinzage.objects.exists()


def test_melder_en_vraag_van_een_ander_dossier_zijn_er_niet(cast: Cast) -> None:
    dossier, ander = weegploeg.nadere_duiding(cast), weegploeg.nadere_duiding(cast)
    vreemd = ander.inbrengen.get().pk
    assert (
        cast.politie.client.post(reverse("weegploeg:melder", args=[dossier.pk, vreemd])).status_code
        == 404
    )
    vraag = ander.duidingsvragen.get().pk
    url = reverse("weegploeg:duiding", args=[dossier.pk, vraag])
    assert cast.uitvoerder.client.get(url).status_code == 404
    eigen = reverse("weegploeg:duiding", args=[dossier.pk, dossier.duidingsvragen.get().pk])
    binnen = {n for n, s in cast.allen.items() if s.client.get(eigen).status_code == 200}
    assert binnen == SECRETARIS


def test_titel_is_alleen_het_nummer(cast: Cast) -> None:
    dossier = _dossier(cast)
    for pagina in ("dossier", "wegen", "subject", "besluiten", "informeren"):
        url = reverse(f"weegploeg:{pagina}", args=[dossier.pk])
        tekst = cast.uitvoerder.client.get(url).content.decode()
        assert tekst[tekst.index("<title>") : tekst.index("</title>")] == (
            f"<title>{dossier.nummer} - Persoonsgerichte aanpak"
        )
