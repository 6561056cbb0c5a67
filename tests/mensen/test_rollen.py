"""No administrator reads personal data by an account of his own making: a role takes two people (ADR 11)."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casusoverleg.dossier.models import Casus
from gedeeld.actor import Rol
from gedeeld.weigering import Geweigerd, NietMogelijk
from mensen import accounts, geheimhouding, rollen, vertegenwoordigen
from mensen.lezers import lezers_van, mensen_van
from mensen.models import Gebruiker, Vertegenwoordiging
from mensen.vertegenwoordigen import Keuze
from register.muur import als
from tests.cast import (
    WACHTWOORD,
    Cast,
    Speler,
    bevestig_rol,
    bevestig_teksten,
    log_in,
    maak_speler,
)
from tests.hulp.casussen import casus

VANDAAG = timezone.localdate()
TOEGANG, NIEUW, KIEZEN = "/convenant/toegang/", "/convenant/toegang/nieuw/", "/vertegenwoordiging/"
EIGEN = "paars-fietspad-zomer-1984"
MAG_BEVESTIGEN = {
    "uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg", "gemeente", "politie", "om",
    "maastricht", "uitvoerder_maastricht", "beheerder",
}  # fmt: skip


def html(client: Client, pad: str) -> str:
    antwoord = client.get(pad)
    assert antwoord.status_code == 200, antwoord.status_code
    return antwoord.content.decode()


def blad(rij: Vertegenwoordiging, naam: str = "rol_bevestigen") -> str:
    return reverse(f"mensen:{naam}", args=[rij.pk])


def kiest_eigen(naam: str, tijdelijk: str) -> Client:
    """Whoever knows the temporary password logs in and chooses another."""
    client = log_in(naam, tijdelijk)
    velden = {"oldpassword": tijdelijk, "password1": EIGEN, "password2": EIGEN}
    assert client.post("/wachtwoord/", velden).status_code == 302
    return client


def getoond(antwoord: Any) -> str:
    gevonden = re.search(r'id="tijdelijk-wachtwoord">([a-z0-9-]+)<', antwoord.content.decode())
    assert gevonden
    return gevonden[1]


def geef_rol(
    beheer: Client, naam: str, partij: Any, rol: Rol = Rol.VERTEGENWOORDIGER, **anders: str
) -> Vertegenwoordiging:
    """The administrator gives an account a role, on the page for that."""
    velden = {"gebruiker": naam, "partij": str(partij.pk), "rol": rol, "reden": "Nieuwe collega."}
    antwoord = beheer.post(NIEUW, velden | {"van": VANDAAG.isoformat()} | anders)
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    return Vertegenwoordiging.objects.get(gebruiker__username=naam, partij=partij, rol=rol)


def nieuw_wachtwoord(beheer: Client, gebruiker: Gebruiker) -> str:
    return getoond(beheer.post(reverse("mensen:account_wachtwoord", args=[gebruiker.pk])))


@pytest.fixture
def nieuwe(cast: Cast) -> Vertegenwoordiging:
    """A colleague of the police who logged in himself; his role waits."""
    gebruiker = Gebruiker.objects.create_user(
        "nieuwe", WACHTWOORD, convenant=cast.convenant, tweede_stap_sinds=timezone.now()
    )
    gebruiker.set_password(WACHTWOORD)
    gebruiker.save()
    return geef_rol(cast.beheerder.client, "nieuwe", cast.politie.partij)


def lezers(zaak: Casus) -> set[str]:
    return {m.gebruiker.username for lezer in lezers_van(zaak, VANDAAG) for m in lezer.mensen}


# The administrator and his ways ------------------------------------------------------------------
@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
def test_een_beheerder_met_een_eigen_tweede_account_ziet_niets(cast: Cast) -> None:
    zaak, beheer = casus(cast), cast.beheerder.client
    tijdelijk = getoond(
        beheer.post("/convenant/accounts/nieuw/", {"gebruikersnaam": "nep", "naam": "Nep"})
    )
    rij = geef_rol(beheer, "nep", cast.gemeente.partij, Rol.UITVOERDER)
    nep = kiest_eigen("nep", tijdelijk)
    for pad in ("/", "/weegploeg/", "/geheimhouding/", f"/casusoverleg/{zaak.pk}/", TOEGANG):
        assert nep.get(pad)["Location"] == KIEZEN, pad
    nep.post(KIEZEN, {"vertegenwoordiging": str(rij.pk)})
    assert nep.get("/weegploeg/")["Location"] == KIEZEN
    assert nep.post(blad(rij), {"akkoord": "on"})["Location"] == KIEZEN
    assert "nep" not in lezers(zaak)
    # Nor does he confirm it himself, on the page or past it.
    assert "U hebt deze rol zelf gegeven" in html(beheer, blad(rij))
    beheer.post(blad(rij), {"akkoord": "on", "gevraagd": ""})
    rij.refresh_from_db()
    assert rij.bevestigd_op is None
    # The other side: a second person opens it.
    assert bevestig_rol(cast.uitvoerder.client, rij).status_code == 302
    bevestig_teksten(nep)
    assert nep.get(f"/casusoverleg/{zaak.pk}/").status_code == 200
    assert "nep" in lezers(zaak)


@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
def test_een_beheerder_met_het_wachtwoord_van_een_ander_ziet_niets(cast: Cast) -> None:
    zaak, beheer = casus(cast), cast.beheerder.client
    assert "uitvoerder" in lezers(zaak)
    tijdelijk = nieuw_wachtwoord(beheer, cast.uitvoerder.gebruiker)
    overgenomen = kiest_eigen("uitvoerder", tijdelijk)
    assert overgenomen.get(f"/casusoverleg/{zaak.pk}/")["Location"] == KIEZEN
    assert "Uw rol wacht op een collega" in html(overgenomen, KIEZEN)
    assert "uitvoerder" not in lezers(zaak)
    assert vertegenwoordigen.mogelijk(cast.uitvoerder.gebruiker) == []
    rij = cast.uitvoerder.vertegenwoordiging
    assert "laatste tijdelijke wachtwoord" in html(beheer, blad(rij))
    bevestig_rol(cast.uitvoerder_weegploeg.client, rij)
    assert overgenomen.get(f"/casusoverleg/{zaak.pk}/").status_code == 200


@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
@pytest.mark.parametrize("rol", [Rol.BEHEERDER, Rol.TOEZICHTHOUDER])
def test_een_beheerder_maakt_zich_geen_tweede_beheerder(cast: Cast, rol: Rol) -> None:
    """Else he would make a second one and confirm with that."""
    beheer = cast.beheerder.client
    tijdelijk = getoond(
        beheer.post("/convenant/accounts/nieuw/", {"gebruikersnaam": "nep", "naam": "Nep"})
    )
    rij = geef_rol(beheer, "nep", cast.gemeente.partij, rol)
    nep = kiest_eigen("nep", tijdelijk)
    assert nep.get("/convenant/accounts/")["Location"] == KIEZEN
    actor = vertegenwoordigen.als_actor(Keuze((rij,)))  # as if a request had begun before
    gegeven = geef_rol(beheer, "om", cast.politie.partij)
    with pytest.raises(Geweigerd):
        rollen.bevestig_rol(gegeven.pk, actor=actor, gevraagd="")
    with pytest.raises(Geweigerd):
        rollen.trek_in(gegeven.pk, actor=actor, reden="x")
    with pytest.raises(Geweigerd):
        accounts.geef_wachtwoord(cast.om.gebruiker, actor=actor)
    bevestig_rol(cast.om.client, rij)
    bevestig_teksten(nep)
    assert nep.get("/convenant/accounts/").status_code == (200 if rol == Rol.BEHEERDER else 404)


@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
def test_het_wachtwoord_van_een_beheerder_neemt_ook_zijn_rol_mee(cast: Cast) -> None:
    tweede = maak_speler("beheer2", cast.gemeente.partij, Rol.BEHEERDER)
    actor = tweede.actor
    nieuw_wachtwoord(cast.beheerder.client, tweede.gebruiker)
    wacht = geef_rol(cast.beheerder.client, "om", cast.politie.partij)
    with pytest.raises(Geweigerd):
        rollen.bevestig_rol(wacht.pk, actor=actor, gevraagd="")
    with pytest.raises(Geweigerd):
        rollen.ken_toe(
            actor=actor, gebruiker=cast.om.gebruiker, partij=cast.gemeente.partij,
            rol=Rol.VERTEGENWOORDIGER, van=VANDAAG, tot=None, reden="x",
        )  # fmt: skip


@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
def test_een_nieuw_wachtwoord_stopt_de_rollen_in_elk_convenant_ook_latere(cast: Cast) -> None:
    gebruiker = cast.politie.gebruiker
    morgen, gisteren = VANDAAG + timedelta(days=1), VANDAAG - timedelta(days=1)
    rol = Rol.VERTEGENWOORDIGER
    elders = rollen.vertegenwoordig(gebruiker, cast.elders.partij, rol, van=gisteren)
    later = rollen.vertegenwoordig(gebruiker, cast.om.partij, rol, van=morgen)
    voorbij = rollen.vertegenwoordig(gebruiker, cast.rvdk.partij, rol, van=gisteren, tot=VANDAAG)
    nieuw_wachtwoord(cast.beheerder.client, gebruiker)
    open_ = Vertegenwoordiging.objects.filter(gebruiker=gebruiker, bevestigd_op__isnull=False)
    assert list(open_) == [voorbij]  # it opens nothing any more
    kiest_eigen("politie", nieuw_wachtwoord(cast.beheerder.client, gebruiker))
    # Each covenant confirms its own.
    assert cast.uitvoerder.client.get(blad(elders)).status_code == 404
    assert bevestig_rol(cast.elders.client, elders).status_code == 302
    assert vertegenwoordigen.mogelijk(gebruiker) == [Keuze((elders,))]
    bevestig_rol(cast.om.client, later)
    assert Keuze((later,)) in vertegenwoordigen.mogelijk(
        gebruiker, timezone.now() + timedelta(days=1)
    )


@pytest.mark.clausule("BEV-toekennen", "wijze")
def test_een_ingestelde_rol_werkt_meteen_en_een_toegekende_niet(
    cast: Cast, nieuwe: Vertegenwoordiging
) -> None:
    """Both walls, the page with readers, the list of secrecy and the table of rights say the same."""
    zaak, partij = casus(cast), cast.politie.partij
    namen = lambda: {m.gebruiker.username for m in mensen_van([partij], VANDAAG)[partij.pk]}  # noqa: E731
    for tekst in cast.convenant.bevestigteksten.all():
        actor = vertegenwoordigen.als_actor(Keuze((nieuwe,)))
        geheimhouding.bevestig(actor=actor, tekst_id=tekst.pk)
    for bevestigd in (False, True):
        if bevestigd:
            bevestig_rol(cast.uitvoerder.client, nieuwe)
        assert ("nieuwe" in namen()) == bevestigd
        assert ("nieuwe" in lezers(zaak)) == bevestigd
        assert ("nieuwe" in html(cast.fg.client, "/beveiliging/rechten/")) == bevestigd
        mogelijk = vertegenwoordigen.mogelijk(nieuwe.gebruiker)
        assert bool(mogelijk) == bevestigd
        actor = vertegenwoordigen.als_actor(mogelijk[0]) if mogelijk else None
        assert Casus.objects.visible_to(actor).exists() == bevestigd
        with als(actor):
            assert Casus.objects.exists() == bevestigd
    assert {"politie"} < namen()


def test_wie_wacht_hoeft_nog_geen_geheimhouding_te_bevestigen(
    cast: Cast, nieuwe: Vertegenwoordiging
) -> None:
    lijst = "/convenant/geheimhouding/1/"
    assert "nieuwe" not in html(cast.fg.client, lijst)
    bevestig_rol(cast.uitvoerder.client, nieuwe)
    assert "nieuwe" in html(cast.fg.client, lijst)


# Who confirms ------------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-toekennen", "wijze")
@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
def test_wie_een_rol_kan_bevestigen(cast: Cast, nieuwe: Vertegenwoordiging) -> None:
    tweede = maak_speler("beheer2", cast.gemeente.partij, Rol.BEHEERDER)
    vreemd = maak_speler("beheer3", cast.elders.partij, Rol.BEHEERDER)
    spelers = cast.allen | {"tweede": tweede, "vreemd": vreemd}
    for wie, speler in spelers.items():
        Vertegenwoordiging.objects.filter(pk=nieuwe.pk).update(
            bevestigd_op=None, bevestigd_door=None
        )
        client, mag = speler.client, wie in MAG_BEVESTIGEN | {"tweede"}
        assert client.get(blad(nieuwe)).status_code == (200 if mag else 404), wie
        antwoord = client.post(blad(nieuwe), {"akkoord": "on", "gevraagd": ""})
        nieuwe.refresh_from_db()
        goed = mag and wie != "beheerder"  # he gave it
        assert antwoord.status_code == (302 if goed else 200 if mag else 404), wie
        assert (nieuwe.bevestigd_door == speler.gebruiker) == goed, wie
        assert bool(nieuwe.bevestigd_op) == goed, wie


@pytest.mark.clausule("BEV-toekennen", "wijze")
@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
def test_niemand_bevestigt_zichzelf_en_de_database_laat_dat_ook_niet_toe(
    cast: Cast, nieuwe: Vertegenwoordiging
) -> None:
    eigen = geef_rol(cast.beheerder.client, "om", cast.politie.partij)
    assert "uw eigen rol niet bevestigen" in html(cast.om.client, blad(eigen))
    velden = {"akkoord": "on", "gevraagd": ""}
    antwoord = cast.om.client.post(blad(eigen), velden)
    assert "uw eigen rol niet bevestigen" in antwoord.content.decode()
    assert "Niet akkoord" not in antwoord.content.decode()
    for rij, door in (
        (eigen, cast.om.gebruiker),
        (nieuwe, cast.beheerder.gebruiker),
        (nieuwe, None),
    ):
        wie = {"bevestigd_op": timezone.now(), "bevestigd_door": door}
        with pytest.raises(IntegrityError), transaction.atomic():
            Vertegenwoordiging.objects.filter(pk=rij.pk).update(**wie)


@pytest.mark.clausule("BEV-toekennen", "wijze")
def test_bevestigen_vraagt_een_vinkje_en_zegt_wat_u_nakijkt(
    cast: Cast, nieuwe: Vertegenwoordiging
) -> None:
    client = cast.uitvoerder.client
    pagina = html(client, blad(nieuwe))
    for tekst in (
        "Hebt u zelf een eigen wachtwoord gekozen?",
        "Log nu in",
        "Hoort deze rol bij uw werk?",
        "Nieuwe collega.",
    ):
        assert tekst in pagina
    assert "nieuwe" not in pagina[pagina.index("<title>") : pagina.index("</title>")]
    antwoord = client.post(blad(nieuwe), {"gevraagd": ""})
    assert "Zet een vinkje" in antwoord.content.decode()
    nieuwe.refresh_from_db()
    assert nieuwe.bevestigd_op is None


# States in between -------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
def test_eerst_kiest_het_account_een_eigen_wachtwoord(cast: Cast) -> None:
    beheer = cast.beheerder.client
    tijdelijk = getoond(
        beheer.post("/convenant/accounts/nieuw/", {"gebruikersnaam": "jan", "naam": "Jan"})
    )
    rij = geef_rol(beheer, "jan", cast.politie.partij)
    for antwoord in (
        cast.om.client.get(blad(rij)),
        cast.om.client.post(blad(rij), {"akkoord": "on", "gevraagd": ""}),
    ):
        assert "nog geen eigen wachtwoord gekozen" in antwoord.content.decode()
    assert "Rol bevestigen" not in html(cast.uitvoerder.client, "/")
    kiest_eigen("jan", tijdelijk)
    assert "Rol bevestigen: Politie Limburg" in html(cast.uitvoerder.client, "/")
    assert bevestig_rol(cast.om.client, rij).status_code == 302


@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
def test_wie_vroeg_naar_het_vorige_wachtwoord_vraagt_opnieuw(
    cast: Cast, nieuwe: Vertegenwoordiging
) -> None:
    """The page was open while the administrator took the account: its answer is worth nothing."""
    open_pagina = cast.uitvoerder.client.get(blad(nieuwe)).context["form"]["gevraagd"].value()
    tijdelijk = nieuw_wachtwoord(cast.beheerder.client, nieuwe.gebruiker)
    kiest_eigen("nieuwe", tijdelijk)
    antwoord = cast.uitvoerder.client.post(blad(nieuwe), {"akkoord": "on", "gevraagd": open_pagina})
    assert "intussen een nieuw tijdelijk wachtwoord" in antwoord.content.decode()
    assert "checked" not in antwoord.content.decode()
    nieuwe.refresh_from_db()
    assert nieuwe.bevestigd_op is None
    assert bevestig_rol(cast.uitvoerder.client, nieuwe).status_code == 302


@pytest.mark.clausule("BEV-toekennen", "wijze")
def test_wat_al_bevestigd_beeindigd_of_uitgezet_is_krijgt_een_zin(
    cast: Cast, nieuwe: Vertegenwoordiging
) -> None:
    velden = {"akkoord": "on", "gevraagd": ""}
    assert cast.om.client.post(blad(nieuwe), velden).status_code == 302
    assert "al bevestigd" in cast.uitvoerder.client.post(blad(nieuwe), velden).content.decode()
    nieuwe.refresh_from_db()
    assert nieuwe.bevestigd_door == cast.om.gebruiker
    tweede = geef_rol(cast.beheerder.client, "rvdk", cast.reclassering.partij)
    Gebruiker.objects.filter(username="rvdk").update(is_active=False)
    assert "account staat uit" in cast.om.client.post(blad(tweede), velden).content.decode()
    Gebruiker.objects.filter(username="rvdk").update(is_active=True)
    rollen.trek_in(tweede.pk, actor=cast.beheerder.actor, reden="Vergissing.")
    antwoord = cast.om.client.post(blad(tweede), velden).content.decode()
    assert "al beëindigd" in antwoord
    assert "Niet akkoord" not in antwoord
    tweede.refresh_from_db()
    assert tweede.bevestigd_op is None


@pytest.mark.clausule("BEV-toekennen", "vastgelegd")
@pytest.mark.clausule("BEV-toekennen", "wijze")
def test_wie_niet_akkoord_is_beeindigt_de_rol(cast: Cast, nieuwe: Vertegenwoordiging) -> None:
    client, einde = cast.om.client, blad(nieuwe, "rol_intrekken")
    assert einde in html(client, blad(nieuwe))
    assert "nog niet ingevuld" in client.post(einde, {"reden": ""}).content.decode()
    assert client.post(einde, {"reden": "Onbekend bij ons."}).status_code == 302
    nieuwe.refresh_from_db()
    assert (nieuwe.tot, nieuwe.bevestigd_op) == (VANDAAG, None)
    assert "Onbekend bij ons." in html(cast.fg.client, TOEGANG)
    # What works already, only an administrator ends.
    werkt = blad(cast.politie.vertegenwoordiging, "rol_intrekken")
    antwoord = client.post(werkt, {"reden": "x"}, follow=True)
    assert "Alleen een beheerder" in antwoord.content.decode()
    with pytest.raises(NietMogelijk):
        rollen.trek_in(cast.politie.vertegenwoordiging.pk, actor=cast.om.actor, reden="x")
    for wie in ("fg", "rvdk", "extern", "elders"):
        assert cast.allen[wie].client.get(werkt).status_code == 404
        with pytest.raises((Geweigerd, Vertegenwoordiging.DoesNotExist)):
            rollen.trek_in(nieuwe.pk, actor=cast.allen[wie].actor, reden="x")


@pytest.mark.clausule("BEV-toekennen", "wijze")
def test_een_rol_die_voor_zijn_eerste_dag_is_beeindigd_is_voorbij(cast: Cast) -> None:
    Gebruiker.objects.create_user(
        "nieuwe", WACHTWOORD, convenant=cast.convenant, tweede_stap_sinds=timezone.now()
    )
    straks = (VANDAAG + timedelta(days=10)).isoformat()
    rij = geef_rol(cast.beheerder.client, "nieuwe", cast.om.partij, van=straks)
    einde = blad(rij, "rol_intrekken")
    assert cast.om.client.post(einde, {"reden": "Klopt niet."}).status_code == 302
    assert not rollen.te_bevestigen(cast.uitvoerder.actor).exists()
    pagina = html(cast.uitvoerder.client, TOEGANG)
    assert "Nooit begonnen" in pagina
    assert blad(rij) not in pagina
    velden = {"akkoord": "on", "gevraagd": ""}
    assert "al beëindigd" in cast.uitvoerder.client.post(blad(rij), velden).content.decode()
    opnieuw = cast.beheerder.client.post(einde, {"reden": "Nog een keer."})
    assert "al beëindigd" in opnieuw.content.decode()
    rij.refresh_from_db()
    assert (rij.reden_einde, rij.bevestigd_op) == ("Klopt niet.", None)
    # What was ended is in nobody's way: the right one can be given.
    rollen.ken_toe(
        actor=cast.beheerder.actor,
        gebruiker=Gebruiker.objects.get(username="nieuwe"),
        partij=cast.om.partij,
        rol=Rol.VERTEGENWOORDIGER,
        van=VANDAAG,
        tot=None,
        reden="Nu wel.",
    )


# What people see ---------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-toekennen", "wijze")
def test_de_pagina_toegang_en_de_werklijst_wijzen_de_weg(
    cast: Cast, nieuwe: Vertegenwoordiging
) -> None:
    tweede = maak_speler("beheer2", cast.gemeente.partij, Rol.BEHEERDER)
    spelers = cast.allen | {"tweede": tweede}
    ziet_link = MAG_BEVESTIGEN - {"beheerder"} | {"tweede"}
    op_werklijst = {w for w in MAG_BEVESTIGEN if w.startswith("uitvoerder")} | {"tweede"}
    for wie, speler in spelers.items():
        client = speler.client
        if wie in MAG_BEVESTIGEN | {"tweede", "fg"}:
            pagina = html(client, TOEGANG)
            assert "Wacht op bevestiging" in pagina
            assert (blad(nieuwe) in pagina) == (wie in ziet_link), wie
        assert (blad(nieuwe) in html(client, "/")) == (wie in op_werklijst), wie
    bevestig_rol(cast.om.client, nieuwe)
    assert "Wacht op bevestiging" not in html(cast.fg.client, TOEGANG)
    assert "Rol bevestigen" not in html(cast.uitvoerder.client, "/")


def test_de_werklijst_kost_even_veel_vragen_met_een_en_met_dertig_rollen(
    cast: Cast, nieuwe: Vertegenwoordiging
) -> None:
    client = cast.uitvoerder.client

    def vragen() -> int:
        client.get("/")
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get("/").status_code == 200
        return len(gevangen)

    eerst = vragen()
    for nummer in range(30):
        Gebruiker.objects.create_user(f"lid{nummer}", tweede_stap_sinds=timezone.now())
        geef_rol(cast.beheerder.client, f"lid{nummer}", cast.politie.partij)
    assert vragen() == eerst
    assert html(client, "/").count("Rol bevestigen: Politie Limburg") == 31


def test_wie_een_rol_heeft_en_op_een_tweede_wacht_werkt_gewoon_door(cast: Cast) -> None:
    geef_rol(cast.beheerder.client, "om", cast.politie.partij)
    assert cast.om.client.get("/").status_code == 200
    pagina = html(cast.om.client, KIEZEN)
    assert "Voor wie werkt u nu?" in pagina
    assert "Wacht nog op een collega" in pagina
    assert "Politie Limburg" in pagina


@pytest.mark.clausule("BEV-toekennen", "vastgelegd")
def test_het_overzicht_van_wijzigingen_zegt_wie_bevestigde(
    cast: Cast, nieuwe: Vertegenwoordiging
) -> None:
    bevestig_rol(cast.om.client, nieuwe)
    rij = LogEntry.objects.order_by("-pk").first()
    assert rij
    assert (rij.actor, rij.object_pk) == (cast.om.gebruiker, str(nieuwe.pk))
    assert set(rij.changes_dict) == {"bevestigd_op", "bevestigd_door"}
    assert "bevestigd op, bevestigd door" in html(cast.fg.client, "/convenant/")
    nieuw_wachtwoord(cast.beheerder.client, nieuwe.gebruiker)
    terug = LogEntry.objects.filter(object_pk=str(nieuwe.pk)).order_by("-pk").first()
    assert terug
    assert terug.actor == cast.beheerder.gebruiker
    assert terug.changes_dict["bevestigd_op"][1] == "None"


# At the same moment ------------------------------------------------------------------------------
def _tegelijk(*daden: Any) -> list[str]:
    def doe(daad: Any) -> str:
        try:
            daad()
        except NietMogelijk as fout:
            return str(fout.messages[0])
        finally:
            connection.close()
        return "gelukt"

    with ThreadPoolExecutor(len(daden)) as draden:
        return list(draden.map(doe, daden))


@pytest.mark.django_db(transaction=True)
@pytest.mark.clausule("BEV-toekennen", "wijze")
def test_twee_mensen_bevestigen_tegelijk_en_een_van_hen_leest_dat(cast: Cast) -> None:
    rij = geef_rol(cast.beheerder.client, "rvdk", cast.reclassering.partij)

    def bevestig(speler: Speler) -> Any:
        return lambda: rollen.bevestig_rol(rij.pk, actor=speler.actor, gevraagd="")

    uit = _tegelijk(*[bevestig(s) for s in (cast.om, cast.politie, cast.uitvoerder)])
    assert sorted(uit) == ["Deze rol is al bevestigd."] * 2 + ["gelukt"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
def test_bevestigen_en_een_nieuw_wachtwoord_tegelijk_laat_nooit_een_open_rol_achter(
    cast: Cast,
) -> None:
    """In two covenants, so that only the lock on the account stands between them."""
    beheer = maak_speler("beheer2", cast.elders.partij, Rol.BEHEERDER)
    rij = geef_rol(beheer.client, "politie", cast.elders.partij)
    bevestiger, gever = cast.elders.actor, cast.beheerder.actor
    for _ in range(5):
        Vertegenwoordiging.objects.filter(pk=rij.pk).update(bevestigd_op=None, bevestigd_door=None)
        Gebruiker.objects.filter(username="politie").update(
            tijdelijk_wachtwoord_sinds=None, wachtwoord_gegeven_op=None
        )
        _tegelijk(
            lambda: rollen.bevestig_rol(rij.pk, actor=bevestiger, gevraagd=""),
            lambda: accounts.geef_wachtwoord(cast.politie.gebruiker, actor=gever),
        )
        rij.refresh_from_db()
        assert rij.bevestigd_op is None


@pytest.mark.clausule("BEV-beheerder", "niet-lezen")
def test_wie_bevestigt_ziet_dat_er_intussen_een_ander_wachtwoord_is_gegeven(cast: Cast) -> None:
    """Also on the same day: the colleague knows when he got his."""
    beheer = cast.beheerder.client
    account = {"gebruikersnaam": "jan", "naam": "Jan"}
    tijdelijk = getoond(beheer.post(reverse("mensen:account_nieuw"), account))
    rij = geef_rol(beheer, "jan", cast.gemeente.partij, Rol.UITVOERDER)
    velden = {"oldpassword": tijdelijk, "password1": EIGEN, "password2": EIGEN}
    log_in("jan", tijdelijk).post("/wachtwoord/", velden)
    Gebruiker.objects.filter(pk=rij.gebruiker_id).update(
        wachtwoord_gegeven_op=timezone.now() - timedelta(minutes=5)
    )

    def vraag() -> str:
        return cast.uitvoerder.client.get(blad(rij)).content.decode()

    eerst = re.search(r"Dit account kreeg op .*? uur", vraag())
    assert eerst
    kiest_eigen("jan", nieuw_wachtwoord(beheer, rij.gebruiker))
    daarna = re.search(r"Dit account kreeg op .*? uur", vraag())
    assert daarna
    assert daarna[0] != eerst[0]
    assert "Log nu in, terwijl ik wacht." in vraag()


def test_wie_een_wachtwoord_geeft_ziet_dat_er_niemand_is_om_te_bevestigen(cast: Cast) -> None:
    pad = reverse("mensen:account_wachtwoord", args=[cast.politie.gebruiker.pk])
    zin = "nu is er niemand anders die deze rollen kan bevestigen"
    assert zin not in cast.beheerder.client.get(pad).content.decode()
    hier = Vertegenwoordiging.objects.filter(partij__convenant=cast.convenant)
    blijven = (cast.politie.gebruiker.pk, cast.beheerder.gebruiker.pk, cast.fg.gebruiker.pk)
    hier.exclude(gebruiker__in=blijven).update(bevestigd_op=None)
    assert zin in cast.beheerder.client.get(pad).content.decode()
