"""What parties bring into a casus, for whom, and that they considered it (MC 9.2, 10.2; PB 4.2, 4.3; MvT 4.2, 4.3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import models
from django.urls import reverse

from casusoverleg.deelname import decisions as deelnemen
from casusoverleg.dossier.models import Afweging, Bijdrage, Casus, Derde
from casusoverleg.inbreng.decisions import BijdrageWaarden, leg_afweging_vast, verbeter_bijdrage
from casusoverleg.models import Correctie
from casusoverleg.verstrekking.aanbod import aanbod
from casusoverleg.verstrekking.models import Verstrekking
from gedeeld.afschrift import Publiek
from gedeeld.weigering import Geweigerd, NietMogelijk
from register.models import Bericht, Inzage
from register.muur import als
from register.registry import bestand_van_rij
from tests.cast import Cast, Speler, grondslag
from tests.hulp import casussen, gegevens, vandaag
from tests.hulp.formulieren import gepost_op, open_formulier, stuur

VELDEN = ("omschrijving", "aard", "grondslag", "noodzaak", "gebruik", "voor")
GEGEVEN = "Werkt vier dagen bij een garage"


@pytest.fixture
def zaak(cast: Cast) -> Casus:
    """A plan was adopted, so that an external partner reads something; two case parties take part."""
    return casussen.met_plan(cast, cast.extern.partij, cast.rvdk.partij, cast.reclassering.partij)


def _url(naam: str, zaak: Casus, *args: Any) -> str:
    return reverse(f"casusoverleg:{naam}", args=[zaak.pk, *args])


def _grond(speler: Speler) -> str:
    return {"reclassering": "reclassering-8", "extern": "avg-6-1-e-extern"}.get(
        speler.partij.soort, "avg-6-1-e"
    )


def _velden(speler: Speler, **anders: Any) -> dict[str, Any]:
    werk = {"werk": "toezicht"} if speler.partij.soort == "reclassering" else {}
    return {
        **gegevens.INBRENG,
        **werk,
        "omschrijving": GEGEVEN,
        "grondslag": grondslag(_grond(speler)).pk,
        "noodzaak": "Voor de maatregel over werk",
        **anders,
    }


def _breng_in(speler: Speler, zaak: Casus, **anders: Any) -> Any:
    return speler.client.post(_url("bijdrage", zaak), _velden(speler, **anders))


def _fouten(speler: Speler, zaak: Casus, **anders: Any) -> set[str]:
    return set(_breng_in(speler, zaak, **anders).context["form"].errors)


def _blad(speler: Speler, zaak: Casus, naam: str = "casus") -> str:
    return " ".join(speler.client.get(_url(naam, zaak)).content.decode().split())


# Who brings in -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "wie",
    [
        pytest.param("gemeente", marks=pytest.mark.clausule("CAS-inbreng-allen", "kernpartij")),
        pytest.param("reclassering", marks=pytest.mark.clausule("CAS-inbreng-allen", "casuspartij")),
        pytest.param("extern", marks=pytest.mark.clausule("CAS-inbreng-allen", "extern")),
    ],
)  # fmt: skip
def test_ieder_brengt_in_onder_het_eigen_account(cast: Cast, zaak: Casus, wie: str) -> None:
    speler = cast.allen[wie]
    assert _breng_in(speler, zaak).status_code == 302
    rij = zaak.bijdragen.get()
    assert rij.partij == speler.partij
    assert GEGEVEN in _blad(cast.om, zaak)
    assert GEGEVEN in _blad(speler, zaak, "plan" if wie == "extern" else "casus")


@pytest.mark.clausule("CAS-inbreng-allen", "uitvoerende")
def test_een_uitvoerende_organisatie_komt_via_de_gemeente(cast: Cast, zaak: Casus) -> None:
    assert _breng_in(cast.gemeente, zaak, namens="Leerplicht").status_code == 302
    assert f"{cast.gemeente.partij.naam}, van Leerplicht" in _blad(cast.rvdk, zaak)
    voor_anderen = gepost_op(cast.reclassering.client, _url("bijdrage", zaak))
    assert not any("namens" in formulier.namen for formulier in voor_anderen)
    with pytest.raises(NietMogelijk) as gevangen:
        casussen.breng_in(
            zaak,
            actor=cast.reclassering.actor,
            omschrijving="x",
            aard="feit",
            werk="toezicht",
            grondslag=grondslag("reclassering-8"),
            noodzaak="x",
            namens="Leerplicht",
        )
    assert set(gevangen.value.message_dict) == {"namens"}


@pytest.mark.clausule("CAS-inbreng-allen", "voor-wie")
def test_wat_voor_de_kernpartijen_is_leest_geen_ander(cast: Cast, zaak: Casus) -> None:
    assert _breng_in(cast.gemeente, zaak, voor="kern").status_code == 302
    rij = zaak.bijdragen.get()
    for wie in ("om", "politie", "gemeente", "uitvoerder_casusoverleg"):
        assert GEGEVEN in _blad(cast.allen[wie], zaak), wie
    for wie in ("rvdk", "reclassering"):
        speler = cast.allen[wie]
        assert GEGEVEN not in _blad(speler, zaak), wie
        with als(speler.actor):  # the second wall says the same
            assert not Bijdrage.objects.filter(pk=rij.pk).exists()
    assert GEGEVEN not in _blad(cast.extern, zaak, "plan")
    assert f"bijdrage:{rij.pk}" not in aanbod(zaak, vandaag())  # it is never disclosed
    bestand = bestand_van_rij(zaak)
    vers = bestand.met_inhoud.get(pk=zaak.pk)
    assert GEGEVEN not in str(bestand.afschrift(vers, Publiek.CASUSPARTIJ).als_dict())
    assert GEGEVEN in str(bestand.afschrift(vers, Publiek.BETROKKENE).als_dict())
    anders = {veld: getattr(rij, veld) for veld in VELDEN} | {"omschrijving": "Werkt drie dagen"}
    velden = BijdrageWaarden(**anders)  # type: ignore[typeddict-item]
    verbeter_bijdrage(rij, actor=cast.gemeente.actor, velden=velden, reden="Een dag minder")
    assert "kernpartijen" not in _blad(cast.rvdk, zaak).partition("Wat er is gebeurd")[2]
    kern = ["casusoverleg.kern_bijdrage", "casusoverleg.kern_verbeterd"]
    horen = set()
    for wat in kern:
        horen |= (aan := set(Bericht.objects.filter(wat=wat).values_list("aan", flat=True)))
        assert aan
    assert horen
    assert horen.isdisjoint(cast.rvdk.actor.adressen)


@pytest.mark.clausule("CAS-inbreng-allen", "voor-wie")
def test_een_casuspartij_leest_terug_wat_zij_voor_de_kernpartijen_inbracht(
    cast: Cast, zaak: Casus
) -> None:
    assert _breng_in(cast.reclassering, zaak, voor="kern").status_code == 302
    assert GEGEVEN in _blad(cast.reclassering, zaak)
    assert GEGEVEN not in _blad(cast.rvdk, zaak)


@pytest.mark.clausule("CAS-inbreng-allen", "derden")
def test_over_een_ander_alleen_met_waarom_die_er_heel_nauw_mee_samenhangt(
    cast: Cast, zaak: Casus
) -> None:
    waarom = "Hij woont bij deze persoon in huis"
    assert _breng_in(cast.gemeente, zaak, over_ander=waarom).status_code == 302
    assert waarom in _blad(cast.rvdk, zaak)
    bestand = bestand_van_rij(zaak)
    afschrift = bestand.afschrift(bestand.met_inhoud.get(pk=zaak.pk), Publiek.BETROKKENE)
    [regel] = [r for s in afschrift.secties for r in s.regels if waarom in r.waarde]
    assert regel.derden


@pytest.mark.clausule("CAS-inbreng-allen", "verenigbaar")
def test_bij_een_gegeven_staat_waarom_het_mag_worden_gebruikt(cast: Cast, zaak: Casus) -> None:
    assert _fouten(cast.gemeente, zaak, gebruik="") == {"gebruik"}
    assert _fouten(cast.gemeente, zaak, voor="iedereen") == {"voor"}
    assert not zaak.bijdragen.exists()
    assert _breng_in(cast.gemeente, zaak, gebruik="verenigbaar").status_code == 302
    assert "Het past bij het doel waarvoor mijn organisatie het had" in _blad(cast.om, zaak)


@pytest.mark.clausule("CAS-geen-dossier", "geen-notities")
def test_het_formulier_zegt_dat_eigen_aantekeningen_hier_niet_horen(
    cast: Cast, zaak: Casus
) -> None:
    blad = _blad(cast.reclassering, zaak, "bijdrage")
    assert "Eigen werkaantekeningen horen hier niet." in blad
    assert _fouten(cast.reclassering, zaak, noodzaak="") == {"noodzaak"}


# Putting right -------------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-controle", "verbeteren")
@pytest.mark.parametrize("wie", ["gemeente", "reclassering", "extern"])
def test_wie_iets_inbracht_verbetert_het_en_het_oude_blijft_apart(
    cast: Cast, zaak: Casus, wie: str
) -> None:
    speler, nieuw = cast.allen[wie], "Werkt drie dagen"
    _breng_in(speler, zaak)
    rij = zaak.bijdragen.get()
    url = _url("bijdrage_verbeteren", zaak, rij.pk)
    assert url in _blad(speler, zaak, "plan" if wie == "extern" else "casus")
    for ander in cast.allen.values():
        if ander.partij != speler.partij or ander is cast.uitvoerder_weegploeg:
            assert ander.client.get(url).status_code == 404
    gegeven = casussen.verstrekt(zaak, cast, f"bijdrage:{rij.pk}") if wie != "extern" else None
    formulier = open_formulier(speler.client, url, "reden")
    antwoord = stuur(speler.client, url, formulier, omschrijving=nieuw, reden="Een dag minder")
    assert antwoord.status_code == 302
    oud = Correctie.objects.get()
    assert GEGEVEN in oud.oud
    blad = _blad(cast.om, zaak)
    assert nieuw in blad
    assert GEGEVEN not in blad
    if gegeven:
        assert Verstrekking.objects.get(pk=gegeven.pk).ingetrokken_op
    eerder = reverse("correctie:eerder", args=["casusoverleg", zaak.pk, rij.pk])
    assert GEGEVEN in cast.om.client.get(eerder).content.decode()
    assert cast.rvdk.client.get(eerder).status_code == 404
    with als(cast.rvdk.actor):
        assert not Correctie.objects.exists()


def test_een_ander_verbetert_het_niet_en_zonder_reden_gaat_het_niet(
    cast: Cast, zaak: Casus
) -> None:
    _breng_in(cast.gemeente, zaak)
    rij = zaak.bijdragen.get()
    with pytest.raises(Geweigerd):
        verbeter_bijdrage(rij, actor=cast.politie.actor, velden={"omschrijving": "x"}, reden="x")
    with pytest.raises(NietMogelijk):
        verbeter_bijdrage(rij, actor=cast.gemeente.actor, velden={"omschrijving": "x"}, reden=" ")
    assert zaak.bijdragen.get().omschrijving == GEGEVEN


def test_ook_wat_een_afschrift_anders_vertelt_wordt_verbeterd_en_bewaard(
    cast: Cast, zaak: Casus
) -> None:
    _breng_in(cast.gemeente, zaak, namens="Leerplicht")
    rij = zaak.bijdragen.get()
    anders = {veld: getattr(rij, veld) for veld in VELDEN} | {"namens": "Jeugdteam"}
    velden = BijdrageWaarden(**anders)  # type: ignore[typeddict-item]
    verbeter_bijdrage(rij, actor=cast.gemeente.actor, velden=velden, reden="Verkeerde afdeling")
    assert "Leerplicht" in Correctie.objects.get().oud
    assert "van Jeugdteam" in _blad(cast.rvdk, zaak)


# Considered ---------------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-niet-delen", "afgewogen")
@pytest.mark.parametrize("wie", ["gemeente", "om", "reclassering", "extern"])
def test_een_partij_legt_vast_dat_zij_afwoog_wat_zij_deelt(
    cast: Cast, zaak: Casus, wie: str
) -> None:
    speler = cast.allen[wie]
    assert _url("afgewogen", zaak) in _blad(speler, zaak, "plan" if wie == "extern" else "casus")
    assert speler.client.post(_url("afgewogen", zaak)).status_code == 302
    rij = zaak.afwegingen.get()
    assert (rij.partij, rij.op) == (speler.partij, vandaag())
    assert "af wat zij wel en niet deelt" in _blad(cast.rvdk, zaak)
    with pytest.raises(NietMogelijk, match="vandaag al vastgelegd"):
        leg_afweging_vast(zaak, actor=speler.actor)


@pytest.mark.clausule("CAS-niet-delen", "nooit-wat")
def test_er_is_geen_plaats_om_te_zeggen_wat_zij_achterhield(cast: Cast, zaak: Casus) -> None:
    pad = _url("afgewogen", zaak)
    formulieren = [f for f in gepost_op(cast.om.client, pad) if f.eigen.get("id") != "uitloggen"]
    assert formulieren
    assert [veld.naam for formulier in formulieren for veld in formulier.velden if veld.tekst] == []
    cast.om.client.post(pad, {"wat": "KANARIE", "reden": "KANARIE"})
    assert set(zaak.afwegingen.values().get()) == {"id", "casus_id", "partij_id", "op"}
    assert not any(
        isinstance(v, models.CharField | models.TextField) for v in Afweging._meta.fields
    )


# Professional secrecy, agreements, other persons -------------------------------------------------------
@pytest.mark.clausule("CAS-beroepsgeheim", "meedoen")
@pytest.mark.clausule("CAS-beroepsgeheim", "niet-meer-vragen")
@pytest.mark.parametrize("wie", ["extern", "reclassering"])
def test_wie_een_beroepsgeheim_heeft_doet_mee_en_wordt_niets_gevraagd(
    cast: Cast, zaak: Casus, wie: str
) -> None:
    speler, plek = cast.allen[wie], "plan" if wie == "extern" else "casus"
    assert "Gegeven inbrengen" in _blad(speler, zaak, plek)
    deelname = casussen.deelname(zaak, speler.partij)
    url = _url("beroepsgeheim", zaak, deelname.pk)
    assert url in _blad(cast.uitvoerder, zaak)
    assert cast.uitvoerder.client.post(url, {"beroepsgeheim": "on"}).status_code == 302
    assert "Heeft een beroepsgeheim" in _blad(cast.om, zaak)
    assert "Gegeven inbrengen" not in _blad(speler, zaak, plek)
    assert "Geboortedatum controleren" not in _blad(speler, zaak, plek)
    assert "staat al zo vast" in cast.uitvoerder.client.post(url, {"beroepsgeheim": "on"}).content.decode()  # fmt: skip
    assert cast.uitvoerder.client.post(url, {}).status_code == 302
    assert "Gegeven inbrengen" in _blad(speler, zaak, plek)


@pytest.mark.parametrize(
    "onderwerp",
    [
        pytest.param("informatie", marks=pytest.mark.clausule("CAS-afspraken", "informatie")),
        pytest.param("beveiliging", marks=pytest.mark.clausule("CAS-afspraken", "beveiliging")),
        pytest.param("toegang", marks=pytest.mark.clausule("CAS-afspraken", "toegang")),
    ],
)
def test_een_afspraak_met_een_partner_staat_vast_met_de_dag(
    cast: Cast, zaak: Casus, onderwerp: str
) -> None:
    url, gisteren = _url("afspraak", zaak), vandaag() - timedelta(days=1)
    assert url in _blad(cast.uitvoerder, zaak)
    velden = {
        "partij": cast.extern.partij.pk,
        "onderwerp": onderwerp,
        "wat": "Alleen de behandelaar leest mee",
        "op": gisteren,
    }
    morgen = {"op": vandaag() + timedelta(days=1)}
    for anders, veld in (({"wat": ""}, "wat"), ({"partij": cast.om.partij.pk}, "partij"), (morgen, "op"), ({"onderwerp": ""}, "onderwerp")):  # fmt: skip
        antwoord = cast.uitvoerder.client.post(url, velden | anders)
        assert set(antwoord.context["form"].errors) == {veld}
    assert cast.uitvoerder.client.post(url, velden).status_code == 302
    rij = zaak.afspraken.get()
    assert (rij.partij, rij.onderwerp, rij.op) == (cast.extern.partij, onderwerp, gisteren)
    assert "Alleen de behandelaar leest mee" in _blad(cast.rvdk, zaak)
    assert "Alleen de behandelaar leest mee" not in _blad(cast.extern, zaak, "plan")
    with pytest.raises(NietMogelijk):
        deelnemen.leg_afspraak_vast(
            zaak,
            actor=cast.uitvoerder.actor,
            partij=casussen.tweede_partner(cast).partij,
            onderwerp=onderwerp,
            wat="x",
            op=gisteren,
        )


@pytest.mark.clausule("CAS-derde", "doelen")
@pytest.mark.clausule("DEF-achterblijver", "gezin")
def test_een_ander_staat_er_voor_een_van_de_drie_doelen(cast: Cast, zaak: Casus) -> None:
    url = _url("derde", zaak)
    velden = {"soort": "netwerk", "naam": "Oom Zeldzaam", "noodzaak": "Kan met hem praten"}
    assert set(cast.uitvoerder.client.post(url, velden).context["form"].errors) == {"doel"}
    assert cast.uitvoerder.client.post(url, velden | {"doel": "ingrijpen"}).status_code == 302
    assert "Om een kans om in te grijpen te zien" in _blad(cast.rvdk, zaak)
    achterblijver = {"soort": "achterblijver", "naam": "Tante Zeldzaam", "noodzaak": "x", "doel": "netwerk"}  # fmt: skip
    for bijzonderheid in ("", "terugkeerder"):
        Casus.objects.filter(pk=zaak.pk).update(bijzonderheid=bijzonderheid)
        antwoord = cast.uitvoerder.client.post(url, achterblijver)
        assert set(antwoord.context["form"].errors) == {"soort"}
    Casus.objects.filter(pk=zaak.pk).update(bijzonderheid="uitreiziger")
    assert cast.uitvoerder.client.post(url, achterblijver).status_code == 302


@pytest.mark.clausule("CAS-derde", "professionals")
def test_van_een_professional_geen_privéadres_en_geen_doel(cast: Cast, zaak: Casus) -> None:
    url = _url("derde", zaak)
    velden = {"soort": "professional", "naam": "M. Zeldzaam", "noodzaak": "Behandelt"}
    for prive in (zaak.adres, zaak.straat, f"thuis: {zaak.straat.upper()}"):
        antwoord = cast.uitvoerder.client.post(url, velden | {"adres": prive, "werkadres": "on"})
        assert set(antwoord.context["form"].errors) == {"adres"}
    antwoord = cast.uitvoerder.client.post(url, velden | {"doel": "netwerk"})
    assert set(antwoord.context["form"].errors) == {"doel"}
    werk = velden | {"adres": "Kliniekplein 1"}
    antwoord = cast.uitvoerder.client.post(url, werk)  # nobody says that it is where he works
    assert set(antwoord.context["form"].errors) == {"werkadres"}
    assert cast.uitvoerder.client.post(url, werk | {"werkadres": "on"}).status_code == 302
    # Nor does where he works turn out to be where somebody else in the casus lives.
    buur = {"soort": "netwerk", "doel": "netwerk", "naam": "P. Buur", "noodzaak": "Heeft invloed"}
    thuis = buur | {"adres": "Kliniekplein 1, 5911 AA, Venlo"}
    antwoord = cast.uitvoerder.client.post(url, thuis)
    assert set(antwoord.context["form"].errors) == {"adres"}
    assert cast.uitvoerder.client.post(url, buur | {"adres": "Dorpsplein 2"}).status_code == 302


@pytest.mark.clausule("CAS-derde", "doelen")
def test_wie_in_twee_casussen_staat_vindt_alleen_wie_beide_leest(cast: Cast, zaak: Casus) -> None:
    netwerk = {"soort": "netwerk", "doel": "netwerk", "noodzaak": "Heeft invloed"}
    ander = casussen.casus(cast, naw={"voornamen": "Salma", "achternaam": "Zeldzaam"})
    derde = casussen.casus(cast)
    for waar, naam in ((zaak, "Salma Zeldzaam"), (derde, "Salma Zeldzaam"), (derde, "Piet Puk")):
        assert cast.uitvoerder.client.post(_url("derde", waar), netwerk | {"naam": naam}).status_code == 302  # fmt: skip
    url = _url("derde_elders", zaak, zaak.derden.get().pk)
    assert url in _blad(cast.rvdk, zaak)
    nummers = {ander.nummer, derde.nummer}
    for lid, vindt in ((cast.om, nummers), (cast.rvdk, set())):
        tekst = lid.client.get(url).content.decode()
        assert {nummer for nummer in nummers if nummer in tekst} == vindt
        gelezen = Inzage.objects.filter(gebruiker=lid.gebruiker, nummer__in=nummers)
        assert set(gelezen.values_list("nummer", flat=True)) == vindt
    assert cast.extern.client.get(url).status_code == 404
    links = [veld.name for veld in Derde._meta.get_fields() if veld.is_relation]
    assert links == ["casus"]  # nothing is stored of it
