"""A partner that no list foresaw comes into one casus and no other (VNG, MC 1 c; MvT 2.3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from casusoverleg.dossier.models import Casus
from casusoverleg.models import Deelname, Partijvraag, Plan, Vangnet
from casusoverleg.tasks import leid_aanvraag_af
from convenant.models import Bijlage1, Partij, Partneraanvraag
from register.afleiden import leid_af
from register.models import Recht, Taak
from register.muur import als
from tests.cast import Cast, Speler, maak_speler
from tests.hulp import casussen, vandaag, weegploeg
from tests.hulp.bijlage1 import KENMERK, besluitvelden

VANDAAG = timezone.localdate()
TOT = VANDAAG + timedelta(days=90)
NAAM = "Sportclub De Meeuw"
VERKLARING = {
    "getekend_op": VANDAAG.isoformat(),
    "getekend_door": "voorzitter",
    "geldig_tot": (VANDAAG + timedelta(days=365)).isoformat(),
}


def gevraagd(cast: Cast, **anders: Any) -> dict[str, Any]:
    velden = {
        "naam": NAAM,
        "contact": "Postbus 3, Venlo",
        "reden": "Sport en begeleiding.",
        "noodzaak": "KANARIE-noodzaak",
        "tot": TOT.isoformat(),
    }
    kern = cast.gemeente.partij.weegploeg
    return velden | besluitvelden(cast.uitvoerder.actor, kern) | anders


def vraag(cast: Cast, zaak: Casus, **anders: Any) -> Any:
    adres = reverse("casusoverleg:vangnet", args=[zaak.pk])
    return cast.uitvoerder.client.post(adres, gevraagd(cast, **anders))


def opnemen(rij: Partneraanvraag) -> str:
    return reverse("convenant:partner_opnemen", args=[rij.pk])


def opgenomen(cast: Cast, zaak: Casus) -> Bijlage1:
    """Asked by the secretary, entered by the administrator."""
    assert vraag(cast, zaak).status_code == 302
    rij = Partneraanvraag.objects.latest("pk")
    assert cast.beheerder.client.post(opnemen(rij), VERKLARING).status_code == 302
    leid_aanvraag_af(str(rij.pk))
    rij.refresh_from_db()
    assert rij.vermelding
    return rij.vermelding


def toegelaten(cast: Cast) -> tuple[Casus, Partij]:
    """The casus with an adopted plan, into which the partner was let in."""
    zaak = casussen.met_plan(cast)
    partij = opgenomen(cast, zaak).partij
    casussen.laat_deelnemen(zaak, cast, partij, tot=TOT)
    return zaak, partij


def plan_van(zaak: Casus) -> str:
    return reverse("casusoverleg:plan", args=[zaak.pk])


@pytest.mark.clausule("CON-vangnet", "een-casus")
@pytest.mark.clausule("CON-vangnet", "regel-bijlage1")
@pytest.mark.clausule("CON-vangnet", "beroepsgeheim")
def test_van_besluit_tot_het_plan_lezen(cast: Cast) -> None:
    """The secretary asks, the administrator enters, the secretary lets in; each learns his own part."""
    zaak = casussen.met_plan(cast)
    assert vraag(cast, zaak).status_code == 302
    rij = Partneraanvraag.objects.get()
    assert "Wacht op de beheerder" in lees(
        cast.uitvoerder, reverse("casusoverleg:casus", args=[zaak.pk])
    )
    taak = f"Partner opnemen voor één casus: {NAAM}"
    assert taak in lees(cast.beheerder, "/")
    for blad in (lees(cast.beheerder, opnemen(rij)), lees(cast.beheerder, "/convenant/")):
        assert NAAM in blad
        for geheim in ("KANARIE", zaak.nummer, str(zaak.pk), "Kanarie"):
            assert geheim not in blad
    assert cast.beheerder.client.post(opnemen(rij), VERKLARING).status_code == 302
    leid_aanvraag_af(str(rij.pk))
    assert taak not in lees(cast.beheerder, "/")
    (wacht,) = Taak.objects.voor(cast.uitvoerder.actor).filter(soort="casusoverleg.vangnet")
    adres = reverse("casusoverleg:deelname", args=[zaak.pk]) + f"?vangnet={wacht.rij}"
    form = cast.uitvoerder.client.get(adres).context["form"]
    partij = Partij.objects.get(naam=NAAM)
    assert form.initial["partij"] == partij.pk
    velden = {
        "partij": partij.pk,
        "rol": "deelnemer",
        "waarvoor": "uitvoering",
        "reden": "Traint",
        "tot": TOT.isoformat(),
    }
    assert cast.uitvoerder.client.post(adres, velden).status_code == 302
    assert not Taak.objects.filter(soort="casusoverleg.vangnet").exists()
    trainer = maak_speler("trainer", partij)
    (uitnodiging,) = Partijvraag.objects.filter(partij=partij)
    ja = {"uitkomst": "doet_mee", "op": vandaag()}
    adres = reverse("casusoverleg:partijvraag", args=[uitnodiging.pk])
    assert trainer.client.post(adres, ja).status_code == 302
    blad = lees(trainer, plan_van(zaak))
    assert "voor deze casus en geen andere" in blad
    assert "Uw beroepsgeheim blijft zoals het is" in blad
    vermelding = lees(trainer, "/convenant/")
    assert "Het beroepsgeheim van deze partner blijft zoals het is" in vermelding
    assert "artikel 1 onder c" in vermelding
    assert KENMERK in vermelding


def lees(lid: Speler, adres: str) -> str:
    antwoord = lid.client.get(adres)
    assert antwoord.status_code == 200, adres
    return antwoord.content.decode()


# No other casus --------------------------------------------------------------------------------
@pytest.mark.clausule("CON-vangnet", "een-casus")
@pytest.mark.clausule("CON-vangnet", "regel-bijlage1")
def test_in_een_andere_casus_is_de_partner_er_niet(cast: Cast) -> None:
    zaak, partij = toegelaten(cast)
    ander, client = casussen.met_plan(cast), cast.uitvoerder.client
    adres = reverse("casusoverleg:deelname", args=[ander.pk])
    assert NAAM not in client.get(adres).content.decode()
    velden = {
        "partij": partij.pk,
        "rol": "deelnemer",
        "waarvoor": "uitvoering",
        "reden": "Traint",
        "tot": TOT.isoformat(),
    }
    antwoord = client.post(adres, velden)
    assert "Deze keuze is er niet" in " ".join(antwoord.context["form"].errors["partij"])
    dossier = weegploeg.gewogen(cast)
    besluit = reverse("weegploeg:besluiten", args=[dossier.pk]) + "?uitkomst=casusoverleg"
    blad = client.get(besluit).content.decode()
    assert "GGZ Maasoever" in blad
    assert NAAM not in blad
    trainer = maak_speler("trainer", partij)
    assert trainer.client.get(plan_van(zaak)).status_code == 200
    assert trainer.client.get(plan_van(ander)).status_code == 404


@pytest.mark.clausule("CON-vangnet", "een-casus")
def test_ook_een_verdwaalde_deelname_geeft_geen_toegang(cast: Cast) -> None:
    """Both walls: a participation elsewhere that rests on the entry for this casus gives no grant."""
    zaak, partij = toegelaten(cast)
    ander = casussen.met_plan(cast)
    goed = zaak.deelnames.get(partij=partij)
    Deelname.objects.create(
        casus=ander,
        partij=partij,
        reden="x",
        vermelding=goed.vermelding,
        van=VANDAAG,
        tot=TOT,
        aanvaard_op=VANDAAG,
    )
    leid_af(ander)
    assert Recht.objects.filter(content_object=zaak.pk, group=partij.groep_id).exists()
    assert not Recht.objects.filter(content_object=ander.pk, group=partij.groep_id).exists()
    trainer = maak_speler("trainer", partij)
    with als(trainer.actor):
        assert Plan.objects.filter(casus=zaak.pk).exists()
        assert not Plan.objects.filter(casus=ander.pk).exists()
    assert {rij.casus_id for rij in Plan.objects.visible_to(trainer.actor)} == {zaak.pk}
    assert not ander.deelnames.werkend(VANDAAG).exists()
    assert ander.nummer not in lees(trainer, "/casusoverleg/")


# Who learns what -------------------------------------------------------------------------------
@pytest.mark.clausule("CON-vangnet", "noodzaak")
def test_de_noodzaak_staat_in_de_casus_en_alleen_daar(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    antwoord = vraag(cast, zaak, noodzaak="")
    assert "nog niet ingevuld" in " ".join(antwoord.context["form"].errors["noodzaak"])
    assert not Partneraanvraag.objects.exists()
    waarom = "Alleen deze trainer bereikt hem"  # no word that is in the casus already
    assert vraag(cast, zaak, noodzaak=waarom).status_code == 302
    for lid in (cast.uitvoerder, cast.politie):
        assert waarom in lees(lid, reverse("casusoverleg:casus", args=[zaak.pk]))
    for lid in (cast.beheerder, cast.fg, cast.maastricht, cast.extern):
        with als(lid.actor):
            assert not Vangnet.objects.exists()
    with als(cast.uitvoerder.actor):
        assert Vangnet.objects.exists()


@pytest.mark.clausule("CON-vangnet", "een-casus")
def test_wie_er_niet_bij_hoort_leest_niet_dat_er_zo_een_partner_is(cast: Cast) -> None:
    opgenomen(cast, casussen.casus(cast))
    for lid in (cast.gemeente, cast.politie, cast.uitvoerder, cast.beheerder, cast.fg):
        assert NAAM in lees(lid, "/convenant/")
        assert NAAM in lees(lid, "/convenant/bijlage-1/")
    for lid in (cast.maastricht, cast.uitvoerder_maastricht, cast.rvdk, cast.extern):
        assert NAAM not in lees(lid, "/convenant/")
        assert NAAM not in lees(lid, "/convenant/bijlage-1/")


@pytest.mark.clausule("CON-vangnet", "een-casus")
def test_een_tweede_casus_hoort_niet_dat_de_partner_er_al_een_heeft(cast: Cast) -> None:
    eerste, tweede = casussen.casus(cast), casussen.casus(cast)
    vermelding = opgenomen(cast, eerste)
    ander = opgenomen(cast, tweede)
    assert (vermelding.partij, vermelding.pk) != (ander.partij, ander.pk)
    for zaak, rij in ((eerste, vermelding), (tweede, ander)):
        casussen.laat_deelnemen(zaak, cast, rij.partij, tot=TOT)
        assert zaak.deelnames.get().vermelding == rij


# What it asks ----------------------------------------------------------------------------------
@pytest.mark.clausule("CON-vangnet", "een-casus")
@pytest.mark.parametrize("wie", ["gemeente", "politie", "om"])
def test_de_kernpartijen_van_de_casus_besluiten(cast: Cast, wie: str) -> None:
    zaak, velden = casussen.casus(cast), gevraagd(cast)
    assert str(cast.maastricht.partij.pk) not in velden["besloten_door"]
    zonder = [pk for pk in velden["besloten_door"] if pk != str(cast.allen[wie].partij.pk)]
    assert "ontbreekt nog" in vraag(cast, zaak, besloten_door=zonder).content.decode()
    erbij = [*velden["besloten_door"], str(cast.maastricht.partij.pk)]
    assert "Deze keuze is er niet" in vraag(cast, zaak, besloten_door=erbij).content.decode()
    assert not Partneraanvraag.objects.exists()
    assert vraag(cast, zaak).status_code == 302


@pytest.mark.clausule("CON-vangnet", "een-casus")
@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("naam", "GGZ Maasoever", "Laat de partner gewoon toe"),
        ("naam", "Politie Limburg", "Laat de partner gewoon toe"),
        ("naam", "Steunpunt Ver", "krijgt nooit persoonsgegevens"),
        ("tot", VANDAAG.isoformat(), "Kies een dag na vandaag"),
        ("tot", "", "nog niet ingevuld"),
        ("kenmerk", "", "nog niet ingevuld"),
    ],
)
def test_wat_niet_past_wordt_geweigerd(cast: Cast, veld: str, waarde: str, zin: str) -> None:
    cast.convenant.satellieten.create(
        naam="Steunpunt Ver", deskundigheid="Sekten", contact="x", van=VANDAAG
    )
    zaak = casussen.casus(cast)
    antwoord = vraag(cast, zaak, **{veld: waarde})
    assert zin in " ".join(antwoord.context["form"].errors[veld])
    assert not Partneraanvraag.objects.exists()
    assert vraag(cast, zaak).status_code == 302


@pytest.mark.clausule("CON-vangnet", "geheimhouding")
def test_zonder_getekende_verklaring_komt_de_partner_er_niet_in(cast: Cast) -> None:
    zaak = casussen.met_plan(cast)
    assert vraag(cast, zaak).status_code == 302
    rij, client = Partneraanvraag.objects.get(), cast.beheerder.client
    for velden in ({}, VERKLARING | {"geldig_tot": VANDAAG.isoformat()}):
        assert client.post(opnemen(rij), velden).status_code == 200
    assert not Partij.objects.filter(naam=NAAM).exists()
    assert client.post(opnemen(rij), VERKLARING).status_code == 302
    partij = Partij.objects.get(naam=NAAM)
    casussen.laat_deelnemen(zaak, cast, partij, tot=TOT)
    trainer = maak_speler("trainer", partij)
    assert trainer.client.get(plan_van(zaak)).status_code == 200
    gisteren = VANDAAG - timedelta(days=1)
    partij.geheimhouding.update(getekend_op=gisteren, geldig_tot=VANDAAG)
    assert trainer.client.get(plan_van(zaak)).status_code == 302


@pytest.mark.clausule("CON-vangnet", "een-casus")
def test_de_beheerder_kan_weigeren_en_niemand_anders_neemt_op(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    assert vraag(cast, zaak).status_code == 302
    rij = Partneraanvraag.objects.get()
    for lid in (cast.uitvoerder, cast.gemeente, cast.fg, cast.elders):
        assert lid.client.post(opnemen(rij), VERKLARING).status_code == 404
    adres = reverse("convenant:partner_afwijzen", args=[rij.pk])
    assert cast.beheerder.client.post(adres, {"afwijzing": ""}).status_code == 200
    assert cast.beheerder.client.post(adres, {"afwijzing": "Niet getekend."}).status_code == 302
    assert cast.beheerder.client.post(opnemen(rij), VERKLARING).status_code == 404
    assert not Partij.objects.filter(naam=NAAM).exists()
    blad = lees(cast.uitvoerder, reverse("casusoverleg:casus", args=[zaak.pk]))
    assert "nam de partner niet op: Niet getekend." in blad


@pytest.mark.clausule("CON-vangnet", "een-casus")
def test_de_uitvoerder_krijgt_een_taak_als_de_beheerder_weigert(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    vraag(cast, zaak)
    rij = Partneraanvraag.objects.get()
    taak = "Gezien dat de partner niet in bijlage 1 komt"
    assert taak not in lees(cast.uitvoerder, "/")
    adres = reverse("convenant:partner_afwijzen", args=[rij.pk])
    cast.beheerder.client.post(adres, {"afwijzing": "Niet getekend."})
    leid_aanvraag_af(str(rij.pk))
    assert taak in lees(cast.uitvoerder, "/")
    assert taak not in lees(cast.gemeente, "/")
    gezien = reverse("casusoverleg:vangnet_gezien", args=[zaak.pk, zaak.vangnetten.get().pk])
    assert gezien in lees(cast.uitvoerder, reverse("casusoverleg:casus", args=[zaak.pk]))
    assert cast.gemeente.client.post(gezien).status_code == 404
    assert cast.uitvoerder.client.post(gezien).status_code == 302
    assert zaak.vangnetten.get().afwijzing_gezien_op == VANDAAG
    assert taak not in lees(cast.uitvoerder, "/")


@pytest.mark.clausule("CON-vangnet", "regel-bijlage1")
def test_als_de_vermelding_eindigt_leest_de_partner_niets_meer(cast: Cast) -> None:
    """By a decision of the core parties of that casus; those of other municipalities have no say."""
    zaak, partij = toegelaten(cast)
    trainer = maak_speler("trainer", partij)
    assert trainer.client.get(plan_van(zaak)).status_code == 200
    rij = partij.bijlage1.get()
    assert (rij.een_casus, rij.tot) == (True, TOT)
    einde = reverse("convenant:bijlage1_einde", args=[rij.pk])
    velden = besluitvelden(cast.beheerder.actor, cast.gemeente.partij.weegploeg)
    assert cast.beheerder.client.post(einde, velden).status_code == 302
    assert trainer.client.get(plan_van(zaak)).status_code == 302


def test_met_de_casus_verdwijnt_waar_de_vermelding_bij_hoort(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    vermelding = opgenomen(cast, zaak)
    assert Vangnet.objects.exists()
    zaak.delete()
    assert not Vangnet.objects.exists()
    vermelding.refresh_from_db()
    assert vermelding.tot == TOT
