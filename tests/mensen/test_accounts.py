"""Accounts: who makes them, the temporary password, switching off, and what the log keeps of it."""

import re

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from gedeeld.actor import Rol
from gedeeld.weigering import Geweigerd
from mensen import accounts, rollen
from mensen.models import Gebruiker, Vertegenwoordiging
from tests.cast import (
    BEGIN,
    WACHTWOORD,
    Cast,
    bevestig_rol,
    bevestig_teksten,
    log_in,
    maak_speler,
)

LIJST, NIEUW, EIGEN = "/convenant/accounts/", "/convenant/accounts/nieuw/", "/wachtwoord/"
ACCOUNT = {"gebruikersnaam": "n.janssen", "naam": "Nina Janssen"}
BETER = "een-heel-eigen-wachtwoord"
VANDAAG = timezone.localdate()


def html(client: Client, url: str) -> str:
    antwoord = client.get(url)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def url(daad: str, gebruiker: Gebruiker) -> str:
    return reverse(f"mensen:account_{daad}", args=[gebruiker.pk])


def getoond(blad: str) -> str:
    """The temporary password on the answer page."""
    gevonden = re.search(r'id="tijdelijk-wachtwoord">([a-z0-9-]+)<', blad)
    assert gevonden
    return gevonden[1]


def binnen(client: Client) -> bool:
    return "_auth_user_id" in client.session


def wijzig(client: Client, oud: str, nieuw: str, nog_eens: str | None = None) -> str:
    velden = {"oldpassword": oud, "password1": nieuw, "password2": nog_eens or nieuw}
    return client.post(EIGEN, velden, follow=True).content.decode()


# Making ---------------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-toekennen", "wijze")
@pytest.mark.clausule("BEV-toegangscontrole", "eigen-account")
def test_van_nieuw_account_tot_aan_het_werk(cast: Cast) -> None:
    beheer = cast.beheerder.client
    antwoord = beheer.post(NIEUW, ACCOUNT)
    assert "no-store" in antwoord["Cache-Control"]
    tijdelijk = getoond(antwoord.content.decode())
    assert tijdelijk not in html(beheer, LIJST)  # shown once
    assert "Heeft nog geen rol" in html(beheer, LIJST)
    rol = {
        "gebruiker": "n.janssen",
        "partij": str(cast.politie.partij.pk),
        "rol": Rol.VERTEGENWOORDIGER,
        "van": VANDAAG.isoformat(),
        "reden": "Nieuw lid.",
    }
    assert beheer.post("/convenant/toegang/nieuw/", rol).status_code == 302
    nieuw = log_in("n.janssen", tijdelijk)
    for pad in ("/", "/weegploeg/", "/geheimhouding/", "/vertegenwoordiging/"):
        assert nieuw.get(pad)["Location"] == EIGEN
    assert "Kies nu een eigen wachtwoord" in html(nieuw, EIGEN)
    assert "Kiest nog een eigen wachtwoord" in html(beheer, LIJST)
    assert "ander wachtwoord" in wijzig(nieuw, tijdelijk, tijdelijk)
    assert nieuw.get("/")["Location"] == EIGEN
    assert "Uw wachtwoord is gewijzigd." in wijzig(nieuw, tijdelijk, BETER)
    assert "Rol wacht op bevestiging" in html(beheer, LIJST)
    assert "Uw rol wacht op een collega" in html(nieuw, "/vertegenwoordiging/")
    gegeven = Vertegenwoordiging.objects.get(gebruiker__username="n.janssen")
    assert bevestig_rol(cast.uitvoerder.client, gegeven).status_code == 302
    bevestig_teksten(nieuw)
    assert nieuw.get("/weegploeg/").status_code == 200
    assert not binnen(log_in("n.janssen", tijdelijk))
    assert binnen(log_in("n.janssen", BETER))


@pytest.mark.clausule("BEV-toegangscontrole", "eigen-account")
@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("gebruikersnaam", "", "nog niet ingevuld"),
        ("gebruikersnaam", "Politie", "bestaat al"),
        ("gebruikersnaam", "n janssen", "zonder spaties"),
        ("gebruikersnaam", "x" * 151, "150"),
        ("naam", "", "nog niet ingevuld"),
        ("naam", " ", "nog niet ingevuld"),
        ("naam", "x" * 151, "150"),
    ],
)
def test_een_account_met_een_fout_wordt_niet_gemaakt(
    cast: Cast, veld: str, waarde: str, zin: str
) -> None:
    client, eerst = cast.beheerder.client, Gebruiker.objects.count()
    antwoord = client.post(NIEUW, ACCOUNT | {veld: waarde})
    assert zin in " ".join(antwoord.context["form"].errors[veld])
    assert Gebruiker.objects.count() == eerst
    getoond(client.post(NIEUW, ACCOUNT).content.decode())
    assert "bestaat al" in client.post(NIEUW, ACCOUNT).content.decode()  # a page loaded again


# Passwords ------------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-toegangscontrole", "sessie")
def test_een_nieuw_wachtwoord_sluit_de_open_sessie(cast: Cast) -> None:
    beheer, politie = cast.beheerder.client, log_in("politie", WACHTWOORD)
    blad = url("wachtwoord", cast.politie.gebruiker)
    assert "werkt niet meer" in html(beheer, blad)
    assert politie.get("/").status_code == 200  # looking at the question changes nothing
    tijdelijk = getoond(beheer.post(blad).content.decode())
    assert politie.get("/")["Location"].startswith("/inloggen/")
    assert not binnen(log_in("politie", WACHTWOORD))
    weer = log_in("politie", tijdelijk)
    assert weer.get("/")["Location"] == EIGEN
    wijzig(weer, tijdelijk, BETER)
    assert weer.get("/")["Location"] == "/vertegenwoordiging/"
    bevestig_rol(cast.uitvoerder.client, cast.politie.vertegenwoordiging)
    assert weer.get("/").status_code == 200
    nog_een = getoond(beheer.post(blad).content.decode())
    assert nog_een != tijdelijk


@pytest.mark.clausule("BEV-toegangscontrole", "eigen-account")
def test_iedereen_kan_zijn_eigen_wachtwoord_wijzigen(cast: Cast) -> None:
    for speler in cast.allen.values():
        assert f'href="{EIGEN}"' in html(speler.client, "/")
    client = log_in("om", WACHTWOORD)
    for oud, nieuw, nog_eens, zin in (
        ("fout", BETER, None, "Dit is niet uw wachtwoord van nu"),
        (WACHTWOORD, "kort", None, "15"),
        (WACHTWOORD, BETER, "iets-heel-anders-dan-dat", "hetzelfde wachtwoord"),
    ):
        assert zin in wijzig(client, oud, nieuw, nog_eens)
        assert not binnen(log_in("om", nieuw))
    assert "Uw wachtwoord is gewijzigd." in wijzig(client, WACHTWOORD, BETER)
    assert client.get("/").status_code == 200  # still logged in
    assert binnen(log_in("om", BETER))


# Off and on -----------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-toekennen", "meteen-weg")
@pytest.mark.clausule("BEV-toekennen", "vastgelegd")
def test_een_uitgezet_account_is_meteen_weg_en_kan_weer_aan(cast: Cast) -> None:
    beheer, politie = cast.beheerder.client, cast.politie.client
    uit, aan = url("uit", cast.politie.gebruiker), url("aan", cast.politie.gebruiker)
    assert politie.get("/").status_code == 200
    assert "staat al aan" in beheer.post(aan).content.decode()
    assert beheer.post(uit).status_code == 302
    assert politie.get("/")["Location"].startswith("/inloggen/")
    gesloten = Client().post(
        reverse("account_login"), {"login": "politie", "password": WACHTWOORD}, follow=True
    )
    assert gesloten.status_code == 200
    assert "Dit account staat uit." in gesloten.content.decode()
    assert not binnen(gesloten.client)
    assert "Uitgezet" in html(beheer, LIJST)
    assert "Account uitgezet" in html(cast.fg.client, "/convenant/toegang/")
    assert "staat al uit" in beheer.post(uit).content.decode()
    assert beheer.post(aan).status_code == 302
    assert binnen(log_in("politie", WACHTWOORD))


@pytest.mark.clausule("BEV-toegangscontrole", "sessie")
@pytest.mark.parametrize("sleutel", ["van nu", "van daarvoor"])
def test_uit_en_aan_brengt_een_oude_sessie_niet_terug(
    cast: Cast, settings: Settings, sleutel: str
) -> None:
    """Also not one that was signed with an earlier secret key of the application."""
    oud, ander = log_in("om", WACHTWOORD), log_in("politie", WACHTWOORD)
    if sleutel == "van daarvoor":
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "een-latere-sleutel-van-meer-dan-vijftig-tekens-lang-is-dit"
    for daad in ("uit", "aan"):
        beheer = cast.beheerder.client
        assert beheer.post(url(daad, cast.om.gebruiker)).status_code == 302
    assert oud.get("/")["Location"].startswith("/inloggen/")
    assert not binnen(oud)
    assert ander.get("/").status_code == 200  # a key that changes logs nobody out by itself
    nieuw = log_in("om", WACHTWOORD)
    assert nieuw.get("/").status_code == 200
    assert nieuw.get("/").status_code == 200


@pytest.mark.clausule("BEV-toekennen", "wijze")
def test_een_beheerder_sluit_zichzelf_niet_buiten(cast: Cast) -> None:
    client, eigen = cast.beheerder.client, cast.beheerder.gebruiker
    assert "andere beheerder" in client.post(url("uit", eigen)).content.decode()
    assert "pagina Wachtwoord" in client.post(url("wachtwoord", eigen)).content.decode()
    assert url("uit", eigen) not in html(client, LIJST)
    assert client.get("/").status_code == 200
    assert binnen(log_in("beheerder", WACHTWOORD))


# Whose accounts -------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-toekennen", "wijze")
def test_een_beheerder_beheert_alleen_de_accounts_van_zijn_eigen_convenant(cast: Cast) -> None:
    """Wherever they work: a role elsewhere takes no account away, and one here brings none."""
    los = Gebruiker.objects.create_user("los", convenant=cast.convenant)
    vertrokken = maak_speler("vertrokken", cast.om.partij)
    Vertegenwoordiging.objects.filter(gebruiker=vertrokken.gebruiker).update(tot=VANDAAG)
    rol = Rol.VERTEGENWOORDIGER
    uitgeleend = maak_speler("uitgeleend", cast.om.partij)
    rollen.vertegenwoordig(uitgeleend.gebruiker, cast.elders.partij, rol, van=BEGIN)
    rollen.vertegenwoordig(cast.elders.gebruiker, cast.om.partij, rol, van=BEGIN)
    ander = maak_speler("beheer2", cast.elders.partij, Rol.BEHEERDER)
    for gebruiker, eigen in (
        (cast.politie.gebruiker, True),
        (los, True),
        (vertrokken.gebruiker, True),
        (uitgeleend.gebruiker, True),
        (cast.elders.gebruiker, False),
    ):
        for client, mag in ((cast.beheerder.client, eigen), (ander.client, not eigen)):
            for daad in ("wachtwoord", "uit", "aan"):
                pad = url(daad, gebruiker)
                assert client.get(pad).status_code == (200 if mag else 404), gebruiker
                if not mag:
                    assert client.post(pad).status_code == 404, gebruiker
            assert (url("wachtwoord", gebruiker) in html(client, LIJST)) == mag, gebruiker
    assert binnen(log_in("elders", WACHTWOORD))
    assert binnen(log_in("politie", WACHTWOORD))


@pytest.mark.clausule("BEV-toekennen", "wijze")
def test_een_ander_convenant_neemt_een_account_niet_weg_met_een_rol(cast: Cast) -> None:
    ander = maak_speler("beheer2", cast.elders.partij, Rol.BEHEERDER).client
    rol = {
        "gebruiker": "politie",
        "partij": str(cast.elders.partij.pk),
        "rol": Rol.VERTEGENWOORDIGER,
        "van": VANDAAG.isoformat(),
        "reden": "x",
    }
    assert ander.post("/convenant/toegang/nieuw/", rol).status_code == 302
    politie, pad = log_in("politie", WACHTWOORD), url("uit", cast.politie.gebruiker)
    assert politie.get("/").status_code == 200  # and it opens nothing there
    assert "Gemeente Elders" not in html(politie, "/")
    assert ander.get(pad).status_code == 404
    assert str(cast.politie.gebruiker.pk) not in html(ander, LIJST)
    assert cast.beheerder.client.post(pad).status_code == 302
    assert politie.get("/")["Location"].startswith("/inloggen/")


@pytest.mark.clausule("BEV-logging", "inzien")
def test_het_ene_convenant_ziet_niet_wat_het_andere_met_een_account_doet(cast: Cast) -> None:
    """What another covenant learns of an account with a role there: that role, and its state."""
    rollen.vertegenwoordig(
        cast.politie.gebruiker, cast.elders.partij, Rol.VERTEGENWOORDIGER, van=BEGIN
    )
    elders = maak_speler("fg2", cast.elders.partij, Rol.TOEZICHTHOUDER).client
    cast.beheerder.client.post(url("wachtwoord", cast.politie.gebruiker))
    blad = html(elders, "/convenant/")
    assert "Gewijzigd: vertegenwoordiging" in blad
    assert "Gewijzigd: gebruiker" not in blad
    assert "tijdelijk wachtwoord" in html(cast.fg.client, "/convenant/")
    toegang = html(elders, "/convenant/toegang/")
    assert "Wacht op bevestiging" in toegang
    assert "eigen wachtwoord" not in toegang


@pytest.mark.clausule("BEV-toekennen", "wijze")
def test_alleen_een_beheerder_besluit_over_accounts(cast: Cast) -> None:
    politie = cast.politie.gebruiker
    for wie, speler in cast.allen.items():
        if wie == "beheerder":
            continue
        with pytest.raises(Geweigerd):
            accounts.maak_account(actor=speler.actor, gebruikersnaam="x", naam="x")
        with pytest.raises(Geweigerd):
            accounts.geef_wachtwoord(politie, actor=speler.actor)
        with pytest.raises(Geweigerd):
            accounts.zet_account(politie, actor=speler.actor, aan=False)
    with pytest.raises(Geweigerd):
        accounts.geef_wachtwoord(cast.elders.gebruiker, actor=cast.beheerder.actor)


# Log ------------------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-toekennen", "vastgelegd")
def test_het_logboek_bewaart_wie_het_deed_en_geen_wachtwoord(cast: Cast) -> None:
    beheer = cast.beheerder.client
    gebruiker_leeg = LogEntry.objects.count()
    tijdelijk = [getoond(beheer.post(NIEUW, ACCOUNT).content.decode())]
    nieuw = Gebruiker.objects.get(username="n.janssen")
    tijdelijk.append(getoond(beheer.post(url("wachtwoord", nieuw)).content.decode()))
    beheer.post(url("uit", nieuw))
    beheer.post(url("aan", nieuw))
    wijzig(log_in("n.janssen", tijdelijk[1]), tijdelijk[1], BETER)
    rijen = LogEntry.objects.order_by("pk")[gebruiker_leeg:]
    assert [rij.actor for rij in rijen] == [cast.beheerder.gebruiker] * 4 + [nieuw]
    inhoud = " ".join(str(rij.changes_dict) for rij in rijen)
    nieuw.refresh_from_db()
    for geheim in (*tijdelijk, BETER, nieuw.password):
        assert geheim not in inhoud
    blad = html(cast.fg.client, "/convenant/")
    assert "Toegevoegd: gebruiker" in blad
    assert "n.janssen (tijdelijk wachtwoord)" in blad
    ander = maak_speler("fg2", cast.elders.partij, Rol.TOEZICHTHOUDER).client
    assert "n.janssen" not in html(ander, "/convenant/")


# Lists ----------------------------------------------------------------------------------------
def test_de_lijst_kost_even_veel_vragen_met_een_en_met_dertig_accounts(cast: Cast) -> None:
    client = cast.beheerder.client

    def vragen() -> int:
        client.get(LIJST)
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(LIJST).status_code == 200
        return len(gevangen)

    eerst = vragen()
    for nummer in range(30):
        Gebruiker.objects.create_user(f"lid{nummer}", convenant=cast.convenant)
    assert vragen() == eerst
    assert "?na=" in html(client, LIJST)


@pytest.mark.clausule("BEV-toekennen", "wijze")
def test_een_account_zonder_rol_hoort_bij_het_convenant_dat_het_maakte(cast: Cast) -> None:
    jan, _ = accounts.maak_account(
        actor=cast.beheerder.actor, gebruikersnaam="nieuweling", naam="Jan"
    )
    vreemd = maak_speler("vreemd", cast.elders.partij, Rol.BEHEERDER)
    pad = reverse("mensen:account_wachtwoord", args=[jan.pk])
    assert vreemd.client.get(pad).status_code == 404
    assert "nieuweling" not in vreemd.client.get(reverse("mensen:accounts")).content.decode()
    assert cast.beheerder.client.get(pad).status_code == 200


@pytest.mark.clausule("BEV-toekennen", "meteen-weg")
def test_wie_net_geen_beheerder_meer_is_past_geen_accounts_aan(cast: Cast) -> None:
    actor = cast.beheerder.actor  # of a request that began before
    ander = maak_speler("ander", cast.gemeente.partij, Rol.BEHEERDER)
    rollen.trek_in(cast.beheerder.vertegenwoordiging.pk, actor=ander.actor, reden="x")
    with pytest.raises(Geweigerd):
        accounts.zet_account(ander.gebruiker, actor=actor, aan=False)
    with pytest.raises(Geweigerd):
        rollen.trek_in(ander.vertegenwoordiging.pk, actor=actor, reden="x")


@pytest.mark.clausule("BEV-toekennen", "meteen-weg")
def test_een_nieuw_eigen_wachtwoord_zet_een_account_niet_weer_aan(cast: Cast) -> None:
    gelezen = Gebruiker.objects.get(pk=cast.om.gebruiker.pk)
    accounts.zet_account(cast.om.gebruiker, actor=cast.beheerder.actor, aan=False)
    accounts.Accounts().set_password(gelezen, "een-heel-ander-wachtwoord")
    assert not Gebruiker.objects.get(pk=gelezen.pk).is_active
