"""The second step of logging in: who has none sets one up, who has one takes it (ASVS 6.3.3, 6.5.1 to 6.5.5)."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gedeeld.vers import vraagt_vers
from gedeeld.weigering import Geweigerd
from mensen import accounts, factoren
from mensen.models import Gebruiker, Sessie, Vertegenwoordiging
from mensen.sessie import VERS
from tests.cast import WACHTWOORD, Browser, Cast, Speler, bevestig_rol, maak_speler
from tests.toegang import matrix

INDEX, APP, STAP = "/tweede-stap/", "/tweede-stap/app/", "/inloggen/stap/"
CODES, NOG_EENS = "/tweede-stap/codes/", "/bent-u-dit/"


def code(geheim: str, *, stappen: int = 0) -> str:
    """What the app shows now, or so many half minutes from now."""
    return format_hotp_value(hotp_value(geheim, int(time.time()) // 30 + stappen))


def inloggen(speler: Speler, client: Client | None = None) -> tuple[Client, str]:
    """With the password: the browser, and where it leads."""
    client = client or Browser()
    velden = {"login": speler.gebruiker.username, "password": WACHTWOORD}
    return client, client.post("/inloggen/", velden)["Location"]


def stel_app_in(client: Client) -> str:
    """Scan the picture and type the code over: the secret that the app has."""
    blad = client.get(APP)
    geheim = str(blad.context["form"].secret)
    assert f"<code>{geheim}</code>" in blad.content.decode()
    assert client.post(APP, {"code": code(geheim)})["Location"] == CODES
    return geheim


def vergeet_gebruikt(gebruiker: Gebruiker, geheim: str) -> None:
    """As if two minutes went by: the codes of now may be used again."""
    for stappen in (-1, 0, 1):
        cache.delete(f"stap:{gebruiker.pk}:{code(geheim, stappen=stappen)}")
        sleutel = f"allauth.mfa.totp.used?user={gebruiker.pk}&code={code(geheim, stappen=stappen)}"
        cache.delete(sleutel)


@pytest.fixture
def lid(cast: Cast) -> Speler:
    """A colleague without a second step; a new one, since tries are counted by account."""
    speler = maak_speler("zonderstap", cast.politie.partij)
    Gebruiker.objects.filter(pk=speler.gebruiker.pk).update(tweede_stap_sinds=None)
    return speler


@pytest.mark.clausule("BEV-toegangscontrole", "tweede-factor")
def test_met_een_wachtwoord_alleen_opent_geen_enkele_pagina(lid: Speler) -> None:
    client, _ = inloggen(lid)
    paden = ["/", "/weegploeg/", "/geheimhouding/", "/vertegenwoordiging/", CODES, "/convenant/"]
    for pad in paden:
        assert client.get(pad)["Location"] == INDEX, pad
        assert client.post(pad)["Location"] == INDEX, pad
    assert "Stel daarom een tweede stap in" in client.get(INDEX).content.decode()
    geheim = stel_app_in(client)
    codes = client.get(CODES).content.decode()
    assert len(re.findall(r"<code>\d{12}</code>", codes)) == 10
    assert client.get("/").status_code == 200
    # The codes are shown once; what the app has stands nowhere in the clear.
    assert not re.findall(r"<code>\d{12}</code>", client.get(CODES).content.decode())
    rij = Authenticator.objects.get(user=lid.gebruiker, type="totp")
    assert geheim not in str(rij.data)
    assert geheim not in str([sessie.get_decoded() for sessie in Sessie.objects.all()])
    assert factoren.Factoren().decrypt(rij.data["secret"]) == geheim


@pytest.mark.clausule("BEV-toegangscontrole", "tweede-factor")
def test_daarna_vraagt_elk_inloggen_de_tweede_stap(lid: Speler) -> None:
    geheim = stel_app_in(inloggen(lid)[0])
    client, naar = inloggen(lid)
    assert naar == STAP
    assert client.get("/")["Location"].startswith("/inloggen/")
    assert "klopt niet" in client.post(STAP, {"code": "000000"}).content.decode()
    # The code with which the app was set up was used.
    assert "klopt niet" in client.post(STAP, {"code": code(geheim)}).content.decode()
    assert client.get("/")["Location"].startswith("/inloggen/")
    vergeet_gebruikt(lid.gebruiker, geheim)
    nu = code(geheim)
    assert client.post(STAP, {"code": nu}).status_code == 302
    assert client.get("/").status_code == 200
    tweede, _ = inloggen(lid)
    for zelfde in (nu, f"{nu[:2]}-{nu[2:]}", f" {nu[:3]} {nu[3:]}"):
        assert "al gebruikt" in tweede.post(STAP, {"code": zelfde}).content.decode()


def test_een_herstelcode_werkt_een_keer(lid: Speler) -> None:
    client, _ = inloggen(lid)
    stel_app_in(client)
    herstel = re.findall(r"<code>(\d{12})</code>", client.get(CODES).content.decode())
    tweede, _ = inloggen(lid)
    assert tweede.post(STAP, {"code": herstel[0]}).status_code == 302
    assert tweede.get("/").status_code == 200
    derde, _ = inloggen(lid)
    assert derde.post(STAP, {"code": herstel[0]}).status_code == 200
    assert derde.get("/").status_code == 302


@pytest.mark.clausule("BEV-toegangscontrole", "tweede-factor")
def test_een_sessie_van_voor_de_tweede_stap_opent_niets_meer(lid: Speler) -> None:
    """Who has the password alone can't go on in a session that he kept open, nor add a step of his own."""
    ander, _ = inloggen(lid)
    geheim = stel_app_in(inloggen(lid)[0])
    for pad in ("/", APP, INDEX, NOG_EENS, "/tweede-stap/passkey/"):
        assert ander.get(pad)["Location"].startswith("/bent-u-dit/code/"), pad
    blad = ander.get("/bent-u-dit/code/").content.decode()
    assert "Met uw wachtwoord" not in blad
    vergeet_gebruikt(lid.gebruiker, geheim)
    eerder = ander.cookies[settings.SESSION_COOKIE_NAME].value
    assert ander.post("/bent-u-dit/code/", {"code": code(geheim)}).status_code == 302
    assert ander.get("/").status_code == 200
    # Who copied the key of the half session has no more than he had.
    assert ander.cookies[settings.SESSION_COOKIE_NAME].value != eerder
    gestolen = Client()
    gestolen.cookies[settings.SESSION_COOKIE_NAME] = eerder
    assert gestolen.get("/")["Location"].startswith("/inloggen/")


def test_de_enige_tweede_stap_gaat_niet_weg(lid: Speler) -> None:
    client, _ = inloggen(lid)
    stel_app_in(client)
    app = Authenticator.objects.get(user=lid.gebruiker, type="totp")
    weg = reverse("stap_verwijderen", args=[app.pk])
    assert weg not in client.get(INDEX).content.decode()
    assert "uw enige tweede stap" in client.post(weg).content.decode()
    sleutel = Authenticator.objects.create(
        user=lid.gebruiker, type="webauthn", data={"name": "Laptop", "credential": {}}
    )
    assert weg in client.get(INDEX).content.decode()
    assert client.post(weg)["Location"] == INDEX
    assert set(factoren.van(lid.gebruiker)) == {sleutel}
    codes = Authenticator.objects.get(user=lid.gebruiker, type="recovery_codes")
    for pk in (codes.pk, sleutel.pk + 1000):
        assert client.get(reverse("stap_verwijderen", args=[pk])).status_code == 404


def test_wat_van_een_ander_is_bestaat_niet(cast: Cast, lid: Speler) -> None:
    client, _ = inloggen(lid)
    stel_app_in(client)
    app = Authenticator.objects.get(user=lid.gebruiker, type="totp")
    antwoord = cast.om.client.post(reverse("stap_verwijderen", args=[app.pk]))
    assert antwoord.status_code == 404
    assert Authenticator.objects.filter(pk=app.pk).exists()


# Lost -----------------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-toegangscontrole", "tweede-factor")
@pytest.mark.clausule("BEV-toekennen", "wijze")
def test_een_beheerder_wist_een_verloren_stap_en_een_ander_bevestigt_de_rol(
    cast: Cast, lid: Speler
) -> None:
    client, _ = inloggen(lid)
    stel_app_in(client)
    assert client.get("/").status_code == 200
    blad = reverse("mensen:account_tweede_stap", args=[lid.gebruiker.pk])
    beheer = cast.beheerder.client
    assert blad in beheer.get("/convenant/accounts/").content.decode()
    assert "bevestigt een ander elke rol opnieuw" in beheer.get(blad).content.decode()
    assert beheer.post(blad)["Location"] == "/convenant/accounts/"
    assert client.get("/")["Location"].startswith("/inloggen/")  # at once
    assert not Authenticator.objects.filter(user=lid.gebruiker).exists()
    rij = Vertegenwoordiging.objects.get(pk=lid.vertegenwoordiging.pk)
    assert rij.bevestigd_op is None
    # Nobody confirms before the colleague set up another one, and never who took it away.
    pad = reverse("mensen:rol_bevestigen", args=[rij.pk])
    assert "nog geen tweede stap" in cast.om.client.get(pad).content.decode()
    weer, _ = inloggen(lid)
    assert weer.get("/")["Location"] == INDEX
    stel_app_in(weer)
    assert weer.get("/")["Location"] == "/vertegenwoordiging/"
    assert "U hebt de tweede stap van dit account weggehaald" in beheer.get(pad).content.decode()
    assert (
        "is de tweede stap van dit account weggehaald" in cast.om.client.get(pad).content.decode()
    )
    assert bevestig_rol(cast.om.client, rij).status_code == 302
    assert weer.get("/").status_code == 200


def test_wie_een_stap_wist_doet_dat_niet_bij_zichzelf_of_elders(cast: Cast, lid: Speler) -> None:
    eigen = reverse("mensen:account_tweede_stap", args=[cast.beheerder.gebruiker.pk])
    assert "andere beheerder" in cast.beheerder.client.post(eigen).content.decode()
    elders = reverse("mensen:account_tweede_stap", args=[cast.elders.gebruiker.pk])
    assert cast.beheerder.client.post(elders).status_code == 404
    zonder = reverse("mensen:account_tweede_stap", args=[lid.gebruiker.pk])
    assert "nog geen tweede stap" in cast.beheerder.client.post(zonder).content.decode()
    for speler in (cast.politie, cast.uitvoerder, cast.fg):
        assert speler.client.post(zonder).status_code == 404
        with pytest.raises(Geweigerd):
            accounts.wis_tweede_stap(cast.om.gebruiker, actor=speler.actor)


def test_wie_intussen_een_stap_wist_laat_de_bevestiging_van_voor_die_tijd_niet_gelden(
    cast: Cast, lid: Speler
) -> None:
    """The second person asked about the second step of before."""
    stel_app_in(inloggen(lid)[0])
    Vertegenwoordiging.objects.filter(pk=lid.vertegenwoordiging.pk).update(bevestigd_op=None)
    pad = reverse("mensen:rol_bevestigen", args=[lid.vertegenwoordiging.pk])
    velden = {
        "akkoord": "on",
        "gevraagd": cast.om.client.get(pad).context["form"]["gevraagd"].value(),
    }
    accounts.wis_tweede_stap(lid.gebruiker, actor=cast.beheerder.actor)
    stel_app_in(inloggen(lid)[0])
    antwoord = cast.om.client.post(pad, velden)
    assert "zijn tweede stap is weggehaald" in antwoord.content.decode()


# Once more ------------------------------------------------------------------------------------
def oud(client: Client) -> Client:
    """The same browser, an hour after logging in."""
    sessie = client.session
    sessie[VERS] = time.time() - 3600
    sessie.save()
    return client


def test_een_zware_pagina_vraagt_eerst_nog_een_keer_wie_er_zit(cast: Cast) -> None:
    """ASVS 7.5.3: what is grave needs a proof of a short while ago."""
    client = oud(maak_speler("zwaar", cast.beheerder.partij, cast.beheerder.actor.rol).client)
    blad = reverse("mensen:account_nieuw")
    assert client.get("/convenant/accounts/").status_code == 200
    naar = client.get(blad)["Location"]
    assert naar == f"{NOG_EENS}?next=%2Fconvenant%2Faccounts%2Fnieuw%2F"
    eerst = Gebruiker.objects.count()
    assert client.post(blad, {"gebruikersnaam": "x", "naam": "X"})["Location"] == naar
    assert Gebruiker.objects.count() == eerst
    assert "Bent u dit?" in client.get(naar).content.decode()
    fout = client.post(NOG_EENS, {"password": "fout", "next": blad})
    assert fout.status_code == 200
    assert client.get(blad).status_code == 302
    goed = client.post(NOG_EENS, {"password": WACHTWOORD, "next": blad})
    assert goed["Location"] == blad
    assert client.get(blad).status_code == 200


ZWAAR = {
    # What gives access or takes it away.
    *("mensen:account_nieuw", "mensen:account_wachtwoord", "mensen:account_tweede_stap"),
    *("mensen:account_uit", "mensen:account_aan"),
    *("mensen:rol_toekennen", "mensen:rol_bevestigen", "mensen:rol_intrekken", "mensen:nakijken"),
    # What leaves, or is destroyed.
    *("casusoverleg:verstrekken", "casusoverleg:toestemming_vastleggen", "casusoverleg:zenden"),
    *("weegploeg:bewaren", "retention:wissen", "retention:wissen_instemmen", "retention:klok"),
    *("retention:terughalen", "privacy_rights:beantwoorden", "privacy_rights:pdf"),
    "privacy_rights:json",
    # Who saw what.
    *("beveiliging:logboek", "beveiliging:wijzigingen", "beveiliging:inloggen"),
    *("beveiliging:steekproeven", "beveiliging:steekproef", "beveiliging:steekproef_trekken"),
    *("beveiliging:steekproef_afronden", "beveiliging:uitvoer", "beveiliging:incident_nagaan"),
    "beveiliging:incidenten_pdf",
    *("beveiliging:toezichtvragen", "beveiliging:toezichtvraag"),
    # One's own second step.
    *("mfa_activate_totp", "mfa_add_webauthn", "stap_verwijderen"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
}


def test_welke_paginas_nog_een_keer_vragen_wie_er_zit(cast: Cast) -> None:
    gemerkt = {naam for naam, view in matrix.views().items() if vraagt_vers(view)}
    assert gemerkt == ZWAAR
    client = oud(cast.uitvoerder.client)
    assert client.get("/beveiliging/")["Location"].startswith(NOG_EENS)


def test_nog_een_keer_bewijzen_stuurt_niemand_naar_buiten(cast: Cast) -> None:
    client = oud(maak_speler("buiten", cast.om.partij).client)
    velden = {"password": WACHTWOORD, "next": "https://kwaad.example/"}
    assert client.post(NOG_EENS, velden)["Location"] == "/"


def test_in_de_demo_is_er_geen_tweede_stap(lid: Speler, settings: Settings) -> None:
    settings.DEMO = True
    client, naar = inloggen(lid)
    assert naar == "/"
    assert client.get("/").status_code == 200


def test_een_geheim_dat_niet_opengaat_is_een_storing_en_geen_goede_code(lid: Speler) -> None:
    stel_app_in(inloggen(lid)[0])
    rij = Authenticator.objects.get(user=lid.gebruiker, type="totp")
    rij.data = {"secret": "v1.00000000.AAAA"}
    rij.save()
    client, _ = inloggen(lid)
    assert client.post(STAP, {"code": "123456"}).status_code == 500
