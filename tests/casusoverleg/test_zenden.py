"""Data for another municipality, in which the person stays (WV 4): in one installation, across covenants."""

from datetime import timedelta
from typing import Any
from typing import cast as cast_

import pytest
from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from casusoverleg import decisions as casusbesluiten
from casusoverleg.bestand import CasusBestand
from casusoverleg.dossier.models import Bijdrage, Casus, Signaal
from casusoverleg.inbreng.decisions import BijdrageWaarden, verbeter_bijdrage
from casusoverleg.zenden import decisions, keuze
from casusoverleg.zenden.models import Zending, Zendinginhoud, Zendingsignaal
from config.werk import werklijst
from convenant.models import BesluitArtikel20, Grondslag, Partij
from gedeeld.actor import Rol
from gedeeld.afschrift import Publiek
from gedeeld.weigering import Geweigerd, NietMogelijk
from privacy_rights import beperken
from register.berichten import nieuws
from register.models import Dossier, Gebeurtenis, Inzage, Kennisgeving, Uitsluiting, Uitwisseling
from register.muur import als
from register.werk import werk
from retention.tasks import vernietig_wat_geen_dossier_is
from tests.cast import Cast, Speler, grondslag, maak_speler
from tests.hulp import casussen, gegevens, vandaag, weegploeg
from weegploeg.besluit.afsluiten import besluit_afsluiten
from weegploeg.models import WeegploegDossier

FEIT = "Zilvermeeuw slaapt sinds mei bij een tante in Elders"
EIGEN, POLITIE, OM = "KANARIE-eigen", "KANARIE-politie", "KANARIE-om"
REDEN = "KANARIE-reden van wie het kreeg"


@pytest.fixture
def daar(cast: Cast) -> Speler:
    """The secretary of the weegploeg of a municipality under another covenant."""
    return maak_speler("secretaris-elders", cast.elders.partij, Rol.UITVOERDER)


def _casus(cast: Cast) -> Casus:
    """With a signal of each core party that a casus may have."""
    dossier = weegploeg.gewogen(cast, signalen=[weegploeg.signaal(tekst=EIGEN)])
    for speler, tekst, velden in (
        (cast.politie, POLITIE, {"code": "wpg-20", "wpg_artikel": "8"}),
        (cast.om, OM, {"code": "wjsg-39f", "om_soort": "strafvorderlijk"}),
    ):
        weegploeg.in_weging(
            cast,
            speler=speler,
            dossier=dossier,
            signalen=[weegploeg.signaal(tekst=tekst, **velden)],
        )
    weegploeg.agendeer(cast, dossier)
    return Casus.objects.get(zaak=dossier.zaak)


def _velden(casus: Casus, daar: Speler, *teksten: str, **anders: Any) -> dict[str, Any]:
    """What the secretary fills in; these signals, or that of the municipality."""
    mee = [rij.pk for rij in casus.signalen.all() if rij.omschrijving in (teksten or (EIGEN,))]
    return {
        "aan": daar.partij.pk,
        "band": "verblijft",
        "feiten": FEIT,
        "grondslag": grondslag("avg-6-1-e").pk,
        "signalen": mee,
        "geboortedatum": "on",
        "toelichting": "KANARIE-toelichting",
        **anders,
    }


def _zend(cast: Cast, casus: Casus, daar: Speler, *teksten: str, **anders: Any) -> Any:
    pad = reverse("casusoverleg:zenden", args=[casus.pk])
    return cast.uitvoerder_casusoverleg.client.post(pad, _velden(casus, daar, *teksten, **anders))


def _gezonden(cast: Cast, casus: Casus, daar: Speler, *teksten: str, **anders: Any) -> Zending:
    assert _zend(cast, casus, daar, *teksten, **anders).status_code == 302
    return Zending.objects.get(casus=casus, uitkomst="")


def _pagina(rij: Zending) -> str:
    return reverse("casusoverleg:zending", args=[rij.casus_id, rij.pk])


def _aanbod(rij: Zending) -> str:
    return reverse("weegploeg:aanbod", args=[rij.pk])


def _antwoord(daar: Speler, rij: Zending, wat: str, reden: str = REDEN) -> Any:
    return daar.client.post(_aanbod(rij), {"aangenomen": wat, "reden": reden})


def _vereis_weg() -> None:
    """Nothing of the copy is left."""
    assert not Zendinginhoud.objects.exists()
    assert not Zendingsignaal.objects.exists()


@pytest.mark.clausule("CAS-gemeenten", "feiten")
def test_zonder_feiten_of_band_gaat_er_niets(cast: Cast, daar: Speler) -> None:
    casus = _casus(cast)
    for veld, waarde in (("feiten", ""), ("feiten", "  "), ("band", ""), ("band", "logeert")):
        antwoord = _zend(cast, casus, daar, **{veld: waarde})
        assert set(antwoord.context["form"].errors) == {veld}
    with pytest.raises(NietMogelijk):
        decisions.zend(
            casus,
            actor=cast.uitvoerder.actor,
            aan=daar.partij,
            band="verblijft",
            feiten=" ",
            grondslag=grondslag("avg-6-1-e"),
            signalen=list(casus.signalen.filter(partij=casus.partij)),
        )
    assert not Zending.objects.exists()
    rij = _gezonden(cast, casus, daar)
    pagina = daar.client.get(_aanbod(rij)).content.decode()
    for tekst in (FEIT, "Verblijft in de gemeente", EIGEN, "KANARIE-toelichting", casus.achternaam):
        assert tekst in pagina


@pytest.mark.clausule("WEE-eens", "bezwaar-houdt")
def test_terwijl_een_kernpartij_bezwaar_maakt_gaat_er_niets(cast: Cast, daar: Speler) -> None:
    casus = _casus(cast)
    rij = _gezonden(cast, casus, daar, EIGEN, POLITIE)
    casusbesluiten.houd_aan(casus.zaak, actor=cast.om.actor)
    ja = {"akkoord": "ja"}
    assert "maakt bezwaar" in cast.politie.client.post(_pagina(rij), ja).content.decode()
    assert daar.client.get(_aanbod(rij)).status_code == 404
    decisions.trek_in(rij, actor=cast.uitvoerder.actor, reden=REDEN)
    assert "maakt bezwaar" in _zend(cast, casus, daar).content.decode()
    casusbesluiten.laat_los(casus.zaak, actor=cast.om.actor)
    rij = _gezonden(cast, casus, daar, EIGEN, POLITIE)
    assert cast.politie.client.post(_pagina(rij), ja).status_code == 302
    assert daar.client.get(_aanbod(rij)).status_code == 200


@pytest.mark.clausule("CAS-gemeenten", "vastgelegd")
def test_feiten_gegevens_en_dag_staan_in_de_casus_en_de_persoon_hoort_het(
    cast: Cast, daar: Speler
) -> None:
    casus = _casus(cast)
    rij = _gezonden(cast, casus, daar)
    pagina = cast.om.client.get(_pagina(rij)).content.decode()
    for tekst in (FEIT, "AVG artikel 6 lid 1 onder e", EIGEN, rij.nummer, daar.partij.naam):
        assert tekst in pagina
    assert (rij.gemaakt_op, rij.aangeboden_op) == (vandaag(), vandaag())
    wissel = Uitwisseling.objects.get(soort=Uitwisseling.Soort.OVERDRACHT)
    assert (wissel.dossier_id, wissel.aan, wissel.op) == (casus.pk, daar.partij, vandaag())
    assert set(wissel.stukken) == {rij.pk, *rij.signalen}
    assert set(wissel.gegevens) == {"naam_adres", "geboortedatum", "signalen"}
    casus = CasusBestand().met_inhoud.get(pk=casus.pk)
    blad = CasusBestand().afschrift(casus, Publiek.BETROKKENE)
    assert daar.partij.naam in [ontvanger.naam for ontvanger in blad.ontvangers]
    assert FEIT in [regel.waarde for deel in blad.secties for regel in deel.regels]
    with connection.cursor() as cursor:
        cursor.execute("SELECT feiten FROM casusoverleg_zending")
        assert "Zilvermeeuw" not in str(cursor.fetchall())


@pytest.mark.clausule("CAS-gemeenten", "eigen-dossier")
def test_wie_aanneemt_begint_een_eigen_dossier_met_een_eigen_klok(cast: Cast, daar: Speler) -> None:
    casus = _casus(cast)
    rij = _gezonden(cast, casus, daar)
    geleden = timedelta(days=10)
    Zending.objects.filter(pk=rij.pk).update(aangeboden_op=rij.aangeboden_op - geleden)
    for leeg in ({"aangenomen": ""}, {"reden": " "}):
        velden = {"aangenomen": "ja", "reden": REDEN, **leeg}
        assert set(daar.client.post(_aanbod(rij), velden).context["form"].errors) == set(leeg)
    antwoord = _antwoord(daar, rij, "ja")
    nieuw = WeegploegDossier.objects.get(partij=daar.partij)
    assert antwoord.url == reverse("weegploeg:dossier", args=[nieuw.pk])
    pagina = daar.client.get(antwoord.url).content.decode()
    for tekst in (EIGEN, FEIT, casus.achternaam, rij.nummer, REDEN, "KANARIE-toelichting"):
        assert tekst in pagina
    # Its own six months, from the day on which it had the data.
    assert nieuw.laatste_dag == vandaag() - geleden + relativedelta(months=6)
    assert nieuw.zaak != casus.zaak
    assert (nieuw.band, nieuw.band_feit) == ("verblijft", FEIT)
    signaal = nieuw.signalen.get()
    assert (signaal.partij, signaal.grondslag) == (daar.partij, rij.grondslag)
    assert cast.politie.client.get(antwoord.url).status_code == 404
    _vereis_weg()
    # Both logged it.
    assert Gebeurtenis.van(nieuw).filter(soort="weegploeg.aangenomen").exists()
    assert Gebeurtenis.van(casus).filter(soort="casusoverleg.zending_aangenomen").exists()


@pytest.mark.clausule("CAS-gemeenten", "eigen-dossier")
def test_de_afzender_leest_alleen_dat_en_wanneer_het_is_aangenomen(
    cast: Cast, daar: Speler
) -> None:
    casus = _casus(cast)
    rij = _gezonden(cast, casus, daar)
    _antwoord(daar, rij, "ja")
    nieuw = WeegploegDossier.objects.get(partij=daar.partij)
    for pad in (_pagina(rij), reverse("casusoverleg:casus", args=[casus.pk])):
        for lezer in (cast.uitvoerder_casusoverleg, cast.gemeente, cast.uitvoerder):
            blad = lezer.client.get(pad).content.decode()
            assert "Aangenomen" in blad
            assert nieuw.nummer not in blad
            assert REDEN not in blad
    with als(cast.uitvoerder.actor):
        assert not Dossier.objects.filter(pk=nieuw.pk).exists()
        assert not WeegploegDossier.objects.visible_to(cast.uitvoerder.actor).filter(pk=nieuw.pk)


@pytest.mark.clausule("CAS-gemeenten", "eigen-dossier")
def test_wat_geweigerd_is_is_meteen_weg(cast: Cast, daar: Speler) -> None:
    casus = _casus(cast)
    rij = _gezonden(cast, casus, daar)
    assert _antwoord(daar, rij, "nee", "Hij woont hier niet meer").url == reverse("werklijst")
    _vereis_weg()
    assert not WeegploegDossier.objects.filter(partij=daar.partij).exists()
    assert daar.client.get(_aanbod(rij)).status_code == 404
    assert "Hij woont hier niet meer" in cast.om.client.get(_pagina(rij)).content.decode()
    assert _zend(cast, casus, daar).status_code == 302  # with other facts it can be asked anew


@pytest.mark.clausule("CAS-gemeenten", "eigen-dossier")
def test_zonder_antwoord_verloopt_het_na_twee_weken(cast: Cast, daar: Speler) -> None:
    casus = _casus(cast)
    rij = _gezonden(cast, casus, daar)
    assert rij.laatste_dag == vandaag() + timedelta(days=14)
    Zending.objects.filter(pk=rij.pk).update(laatste_dag=vandaag() - timedelta(days=1))
    assert daar.client.get(_aanbod(rij)).status_code == 404
    with pytest.raises(Geweigerd):
        decisions.rond_af(rij, actor=daar.actor, aangenomen=False)
    with als(daar.actor):
        assert not Zendinginhoud.objects.exists()
    assert Zendinginhoud.objects.exists()
    vernietig_wat_geen_dossier_is()
    _vereis_weg()
    rij.refresh_from_db()
    assert (rij.uitkomst, rij.beeindigd_op) == ("verlopen", vandaag())


@pytest.mark.clausule("CAS-gemeenten", "grond")
def test_alleen_op_een_grond_die_vandaag_geldt(cast: Cast, daar: Speler) -> None:
    casus = _casus(cast)
    velden = {"soort_partij": "gemeente", "wet": "Wetsvoorstel", "omschrijving": "x"}
    straks = Grondslag.objects.create(
        code="wv-4", artikel="artikel 4", geldig_vanaf=vandaag() + timedelta(days=1), **velden
    )
    ander = Grondslag.objects.create(code="wv-2-2-gemeente", artikel="artikel 2", **velden)
    pad = reverse("casusoverleg:zenden", args=[casus.pk])
    gronden = cast.uitvoerder.client.get(pad).context["form"].fields["grondslag"].queryset
    assert set(gronden) == {grondslag("avg-6-1-e")}
    for niet in (straks, ander, grondslag("wpg-20")):
        antwoord = _zend(cast, casus, daar, grondslag=niet.pk)
        assert set(antwoord.context["form"].errors) == {"grondslag"}
        with pytest.raises(NietMogelijk, match="grond"):
            decisions.zend(
                casus,
                actor=cast.uitvoerder.actor,
                aan=daar.partij,
                band="gaat",
                feiten=FEIT,
                grondslag=niet,
                signalen=list(casus.signalen.filter(partij=casus.partij)),
            )
    assert not Zending.objects.exists()
    Grondslag.objects.filter(pk=straks.pk).update(geldig_vanaf=vandaag())
    assert _gezonden(cast, casus, daar, grondslag=straks.pk).grondslag == straks


@pytest.mark.clausule("CAS-gemeenten", "toestemming")
def test_gegevens_van_politie_en_om_gaan_alleen_met_hun_toestemming(
    cast: Cast, daar: Speler
) -> None:
    casus = _casus(cast)
    rij = _gezonden(cast, casus, daar, EIGEN, POLITIE, OM)
    assert rij.aangeboden_op is None
    assert daar.client.get(_aanbod(rij)).status_code == 404
    assert not Uitwisseling.objects.filter(soort="overdracht").exists()
    for gever in (cast.politie, cast.om):
        assert [taak.url for taak in werk(gever.actor) if taak.url == _pagina(rij)]
    for niet in (cast.gemeente, cast.uitvoerder):  # only who gave it, under the own account
        with pytest.raises(Geweigerd):
            decisions.antwoord(rij, actor=niet.actor, akkoord=True)
    assert cast.politie.client.post(_pagina(rij), {"akkoord": "ja"}).status_code == 302
    rij.refresh_from_db()
    assert rij.aangeboden_op is None
    with pytest.raises(NietMogelijk):
        decisions.antwoord(rij, actor=cast.politie.actor, akkoord=True)
    assert cast.om.client.post(_pagina(rij), {"akkoord": "ja"}).status_code == 302
    rij.refresh_from_db()
    assert rij.aangeboden_op == vandaag()
    blad = daar.client.get(_aanbod(rij)).content.decode()
    for tekst in (EIGEN, POLITIE, OM):
        assert tekst in blad
    _antwoord(daar, rij, "ja")
    nieuw = WeegploegDossier.objects.get(partij=daar.partij)
    # Each stays of who gave it, with the article and the kind that the law asks.
    van = {signaal.omschrijving: signaal for signaal in nieuw.signalen.all()}
    assert {tekst: signaal.partij.soort for tekst, signaal in van.items()} == {
        EIGEN: "gemeente",
        POLITIE: "politie",
        OM: "om",
    }
    assert {signaal.partij.convenant_id for signaal in van.values()} == {daar.partij.convenant_id}
    assert (van[POLITIE].wpg_artikel, van[OM].om_soort) == ("8", "strafvorderlijk")


def _ingebracht(cast: Cast, casus: Casus) -> dict[str, Bijdrage]:
    """What each party of a casus brought in, by its kind."""
    casussen.laat_deelnemen(casus, cast, cast.reclassering.partij)
    kern: dict[str, Any] = {"voor": "kern"}
    for lid, code, anders in (
        (cast.gemeente, "avg-6-1-e", kern),
        (cast.politie, "wpg-20", {"wpg_artikel": "8", "grondslag_om": grondslag("wpg-20")}),
        (cast.om, "wjsg-39f", {"om_soort": "strafvorderlijk"}),
        (cast.reclassering, "reclassering-8", {"werk": "toezicht"}),
    ):
        casussen.breng_in(
            casus,
            actor=lid.actor,
            omschrijving=f"KANARIE-inbreng van {lid.partij.soort}",
            grondslag=grondslag(code),
            noodzaak="Voor het plan",
            **{**gegevens.INBRENG, **anders},
        )
    return {rij.partij.soort: rij for rij in casus.bijdragen.select_related("partij")}


@pytest.mark.clausule("CAS-gemeenten", "toestemming")
@pytest.mark.clausule("CAS-gemeenten", "vastgelegd")
def test_wat_kernpartijen_inbrachten_gaat_mee_met_dezelfde_toestemming(
    cast: Cast, daar: Speler
) -> None:
    casus = _casus(cast)
    rijen = _ingebracht(cast, casus)
    pad = reverse("casusoverleg:zenden", args=[casus.pk])
    aanbod = cast.uitvoerder.client.get(pad).context["form"].fields["bijdragen"].queryset
    assert {rij.partij.soort for rij in aanbod} == {"gemeente", "politie", "om"}
    # Of who cannot read what is sent, and so cannot consent, nothing goes along.
    antwoord = _zend(cast, casus, daar, bijdragen=[rijen["reclassering"].pk])
    assert set(antwoord.context["form"].errors) == {"bijdragen"}
    with pytest.raises(NietMogelijk):
        decisions.zend(
            casus,
            actor=cast.uitvoerder.actor,
            aan=daar.partij,
            band="verblijft",
            feiten=FEIT,
            grondslag=grondslag("avg-6-1-e"),
            signalen=[],
            bijdragen=[rijen["reclassering"]],
        )
    niets = _zend(cast, casus, daar, signalen=[])
    assert set(niets.context["form"].errors) == {"signalen"}
    mee = [rijen[soort] for soort in ("gemeente", "politie", "om")]
    rij = _gezonden(cast, casus, daar, signalen=[], bijdragen=[gegeven.pk for gegeven in mee])
    assert rij.aangeboden_op is None
    assert {wacht.partij for wacht in rij.antwoorden.all()} == {cast.politie.partij, cast.om.partij}
    blad = cast.politie.client.get(_pagina(rij)).content.decode()
    assert "KANARIE-inbreng van politie" in blad
    assert cast.reclassering.client.get(_pagina(rij)).status_code == 404
    for lid in (cast.politie, cast.om):
        assert daar.client.get(_aanbod(rij)).status_code == 404
        assert lid.client.post(_pagina(rij), {"akkoord": "ja"}).status_code == 302
    wissel = Uitwisseling.objects.get(soort=Uitwisseling.Soort.OVERDRACHT)
    assert set(wissel.stukken) == {rij.pk, *(gegeven.pk for gegeven in mee)}
    assert set(wissel.gegevens) == {"naam_adres", "geboortedatum", "partijen"}
    blad = daar.client.get(_aanbod(rij)).content.decode()
    for gegeven in mee:
        assert gegeven.omschrijving in blad
    _antwoord(daar, rij, "ja")
    nieuw = WeegploegDossier.objects.get(partij=daar.partij)
    van = {signaal.partij.soort: signaal for signaal in nieuw.signalen.all()}
    assert {soort: signaal.omschrijving for soort, signaal in van.items()} == {
        gegeven.partij.soort: gegeven.omschrijving for gegeven in mee
    }
    assert (van["politie"].wpg_artikel, van["om"].om_soort) == ("8", "strafvorderlijk")
    # What it got is put right by who brought it in: the ledger tells it, once.
    verbeter_bijdrage(
        rijen["om"], actor=cast.om.actor, velden=_velden_van(rijen["om"]), reden="Niet juist"
    )
    assert [nummer for _, nummer in _berichten(daar)] == [rij.nummer]


def _velden_van(rij: Bijdrage) -> BijdrageWaarden:
    """The fields of an item with other words."""
    namen = [naam for naam in BijdrageWaarden.__annotations__ if naam != "omschrijving"]
    anders = {naam: getattr(rij, naam) for naam in namen}
    return cast_("BijdrageWaarden", {**anders, "omschrijving": "KANARIE-anders", "namens": ""})


@pytest.mark.clausule("CAS-gemeenten", "nooit-9-10")
def test_een_bijdrage_van_artikel_9_of_10_of_over_een_ander_gaat_nooit_mee(
    cast: Cast, daar: Speler
) -> None:
    casus = _casus(cast)
    rijen = _ingebracht(cast, casus)
    # As if one had got in, as for a signal.
    Bijdrage.objects.filter(pk=rijen["politie"].pk).update(grondslag=grondslag("wpg-18-2"))
    rijen["gemeente"].over_ander = "Zijn broer was erbij"
    rijen["gemeente"].save()
    pad = reverse("casusoverleg:zenden", args=[casus.pk])
    aanbod = cast.uitvoerder.client.get(pad).context["form"].fields["bijdragen"].queryset
    assert list(aanbod) == [rijen["om"]]
    for soort in ("politie", "gemeente"):
        antwoord = _zend(cast, casus, daar, bijdragen=[rijen[soort].pk])
        assert set(antwoord.context["form"].errors) == {"bijdragen"}
    assert not Zending.objects.exists()


@pytest.mark.clausule("CAS-gemeenten", "toestemming")
def test_een_weigering_houdt_alles_tegen(cast: Cast, daar: Speler) -> None:
    casus = _casus(cast)
    rij = _gezonden(cast, casus, daar, EIGEN, OM)
    antwoord = cast.om.client.post(_pagina(rij), {"akkoord": "nee", "reden": ""})
    assert set(antwoord.context["form"].errors) == {"reden"}
    cast.om.client.post(_pagina(rij), {"akkoord": "nee", "reden": "Er loopt een onderzoek"})
    rij.refresh_from_db()
    assert rij.uitkomst == "geen_toestemming"
    assert rij.aangeboden_op is None
    _vereis_weg()
    assert not Uitwisseling.objects.filter(soort="overdracht").exists()
    assert not [taak for taak in werk(daar.actor) if taak.nummer == rij.nummer]


@pytest.mark.clausule("CAS-gemeenten", "toestemming")
def test_zonder_besluit_van_de_korpschef_gaan_politiegegevens_niet(
    cast: Cast, daar: Speler
) -> None:
    casus = _casus(cast)
    BesluitArtikel20.objects.filter(convenant=daar.partij.convenant).delete()
    antwoord = _zend(cast, casus, daar, EIGEN, POLITIE)
    assert set(antwoord.context["form"].errors) == {"signalen"}
    assert not Zending.objects.exists()


@pytest.mark.clausule("CAS-gemeenten", "nooit-9-10")
def test_gegevens_van_artikel_9_of_10_gaan_nooit_mee(cast: Cast, daar: Speler) -> None:
    casus = _casus(cast)
    rij = casus.signalen.get(partij=cast.politie.partij)
    # As if one had got in: the table of the casus refuses it, so it rests on a ground of the weegploeg.
    Signaal.objects.filter(pk=rij.pk).update(grondslag=grondslag("wpg-18-2"))
    pad = reverse("casusoverleg:zenden", args=[casus.pk])
    aanbod = cast.uitvoerder.client.get(pad).context["form"].fields["signalen"].queryset
    assert rij not in aanbod
    antwoord = _zend(cast, casus, daar, EIGEN, POLITIE)
    assert set(antwoord.context["form"].errors) == {"signalen"}
    with pytest.raises(NietMogelijk):
        decisions.zend(
            casus,
            actor=cast.uitvoerder.actor,
            aan=daar.partij,
            band="verblijft",
            feiten=FEIT,
            grondslag=grondslag("avg-6-1-e"),
            signalen=list(casus.signalen.filter(partij__in=[casus.partij, cast.politie.partij])),
        )
    assert not Zending.objects.exists()
    gezonden = _gezonden(cast, casus, daar)
    for artikel in ("9", "10-1-a", "10-1-c"):
        with (
            pytest.raises(IntegrityError, match="geen_wpg_9_of_10_in_zendingsignaal"),
            transaction.atomic(),
        ):
            gezonden.kopieen.update(wpg_artikel=artikel, grondslag_om=grondslag("wpg-16-1-om"))


@pytest.mark.clausule("CAS-gemeenten", "eigen-dossier")
def test_de_werklijst_daar_noemt_niemand_en_ook_de_casus_niet(cast: Cast, daar: Speler) -> None:
    casus = _casus(cast)
    rij = _gezonden(cast, casus, daar)
    blad = daar.client.get(reverse("werklijst")).content.decode()
    assert _aanbod(rij) in blad
    assert rij.nummer in blad
    for niet in (casus.nummer, casus.achternaam, EIGEN, "Zilvermeeuw"):
        assert niet not in blad
    assert [regel.zin for d in nieuws(daar.actor).dossiers for regel in d.regels] == [
        "Een andere gemeente biedt uw gemeente gegevens aan."
    ]


def test_niemand_anders_leest_het_aanbod_of_de_zending(cast: Cast, daar: Speler) -> None:
    """Also when a wall is not there: the queryset and PostgreSQL each say it."""
    casus = casussen.casus(cast, cast.rvdk.partij)
    eigen = {"signalen": list(keuze.signalen(casus, vandaag()))}
    rij = decisions.zend(
        casus,
        actor=cast.uitvoerder.actor,
        aan=cast.maastricht.partij,
        band="gaat",
        feiten=FEIT,
        grondslag=grondslag("avg-6-1-e"),
        **eigen,
    )
    for antwoord in rij.antwoorden.all():
        gever = cast.politie if antwoord.partij == cast.politie.partij else cast.om
        decisions.antwoord(rij, actor=gever.actor, akkoord=True)
    kern = {
        "uitvoerder",
        "uitvoerder_weegploeg",
        "uitvoerder_casusoverleg",
        "gemeente",
        "politie",
        "om",
    }
    allen = {**cast.allen, "daar": daar}
    for naam, lid in allen.items():
        actor = lid.actor
        mag = naam in kern or naam == "uitvoerder_maastricht"
        assert (lid.client.get(_pagina(rij)).status_code == 200) == (naam in kern), naam
        ziet = lid.client.get(_aanbod(rij)).status_code == 200
        assert ziet == (naam == "uitvoerder_maastricht"), naam
        with als(actor):
            assert Zending.objects.exists() == mag, naam
            assert Zendinginhoud.objects.exists() == mag, naam
            assert Zendingsignaal.objects.exists() == mag, naam
            assert not Zendinginhoud.objects.filter(zending__aan=None).exists()
    assert Inzage.objects.filter(nummer=rij.nummer, toegestaan=True).exists()
    casus.refresh_from_db()
    blad = cast.rvdk.client.get(reverse("casusoverleg:casus", args=[casus.pk])).content.decode()
    assert "andere gemeenten" not in blad


def test_wie_intrekt_neemt_het_terug_en_sluiten_doet_dat_ook(cast: Cast, daar: Speler) -> None:
    casus = _casus(cast)
    rij = _gezonden(cast, casus, daar)
    pad = reverse("casusoverleg:zending_intrekken", args=[casus.pk, rij.pk])
    for niet in (cast.gemeente, cast.politie, cast.uitvoerder_weegploeg):
        assert niet.client.get(pad).status_code == 404
    cast.uitvoerder_casusoverleg.client.post(pad, {"reden": "Toch niet"})
    rij.refresh_from_db()
    assert rij.uitkomst == "ingetrokken"
    _vereis_weg()
    assert daar.client.get(_aanbod(rij)).status_code == 404
    with pytest.raises(NietMogelijk):
        decisions.trek_in(rij, actor=cast.uitvoerder.actor, reden="Nog eens")
    dossier = weegploeg.met_advies(cast)
    ander = Casus.objects.get(zaak=dossier.zaak)
    wacht = _zend(cast, ander, daar, gegevens.SIGNAAL)
    assert wacht.status_code == 302
    besluit_afsluiten(
        dossier,
        actor=cast.uitvoerder.actor,
        argumenten="Klaar",
        sprekers=weegploeg.sprekers(cast),
        niet_af="Gaat door",
    )
    assert Zending.objects.get(casus=ander).uitkomst == "ingetrokken"
    _vereis_weg()


@pytest.mark.clausule("RVB-ontvangers", "bericht")
def test_wat_verbeterd_wordt_hoort_wie_het_aannam_een_keer(cast: Cast, daar: Speler) -> None:
    """AVG 19: also under another covenant, and by the one number that it knows."""
    casus = _casus(cast)
    rij = _gezonden(cast, casus, daar)
    _antwoord(daar, rij, "ja")
    dossier = WeegploegDossier.objects.get(zaak=casus.zaak)
    signaal = next(s for s in dossier.signalen.all() if s.omschrijving == EIGEN)
    weegploeg.verbeter(signaal, cast.gemeente, omschrijving="Het was zijn broer")
    [(url, nummer)] = _berichten(daar)
    assert nummer == rij.nummer
    assert not [d.nummer for d in nieuws(daar.actor).dossiers if d.nummer == rij.nummer]
    blad = daar.client.get(url).content.decode()
    assert rij.nummer in blad
    for geheim in (casus.nummer, EIGEN, "Het was zijn broer", casus.achternaam):
        assert geheim not in blad
    assert daar.client.post(url).status_code == 302
    wacht = _gezonden(cast, casus, daar, "Het was zijn broer")
    naw = {**casus.naw, "voornamen": "Anders"}
    casusbesluiten.corrigeer_persoon(casus, actor=cast.uitvoerder.actor, naw=naw, reden="x")
    wacht.refresh_from_db()
    assert wacht.uitkomst == "ingetrokken"
    # Of the name it hears as well, and not of what was withdrawn before it answered.
    assert [nummer for _, nummer in _berichten(daar)] == [rij.nummer]


def _berichten(speler: Speler) -> list[tuple[str, str]]:
    """The notices that wait for somebody: where, and of which number."""
    rijen = werklijst(speler.actor).rijen
    return [(taak.url, taak.nummer) for taak in rijen if taak.soort == "kennisgeving"]


@pytest.mark.clausule("RVB-ontvangers", "bericht")
@pytest.mark.clausule("RVB-ontvangers", "uit-verstrekkingen")
@pytest.mark.parametrize("hoe", ["geweigerd", "verlopen", "ingetrokken", "wacht"])
def test_wie_het_niet_aannam_heeft_niets_en_hoort_niets(cast: Cast, daar: Speler, hoe: str) -> None:
    casus = _casus(cast)
    rij = _gezonden(cast, casus, daar)
    if hoe == "geweigerd":
        _antwoord(daar, rij, "nee")
    elif hoe == "verlopen":
        Zending.objects.filter(pk=rij.pk).update(laatste_dag=vandaag() - timedelta(days=1))
        vernietig_wat_geen_dossier_is()
    elif hoe == "ingetrokken":
        decisions.trek_in(rij, actor=cast.uitvoerder.actor, reden="Toch niet")
    dossier = WeegploegDossier.objects.get(zaak=casus.zaak)
    signaal = next(s for s in dossier.signalen.all() if s.omschrijving == EIGEN)
    weegploeg.verbeter(signaal, cast.gemeente, omschrijving="Het was zijn broer")
    naw = {**casus.naw, "voornamen": "Anders"}
    casusbesluiten.corrigeer_persoon(casus, actor=cast.uitvoerder.actor, naw=naw, reden="x")
    herzien = vandaag() + timedelta(days=90)
    beperken.beperk(casus, actor=cast.uitvoerder.actor, grond="juistheid", herzien_op=herzien)
    assert _berichten(daar) == []
    assert not Kennisgeving.objects.filter(ontvanger=daar.partij).exists()
    # That it was given stands in the ledger all the same (AVG 15.1 c).
    pad = reverse("uitwisseling:wie_weet_wat", args=["casusoverleg", casus.pk])
    blad = cast.om.client.get(pad).content.decode()
    assert daar.partij.naam in blad
    assert "nam dit niet (of nog niet) aan" in blad


def test_een_beperkte_casus_biedt_niets_aan(cast: Cast, daar: Speler) -> None:
    casus = _casus(cast)
    rij = _gezonden(cast, casus, daar)
    herzien = vandaag() + timedelta(days=90)
    beperken.beperk(casus, actor=cast.uitvoerder.actor, grond="juistheid", herzien_op=herzien)
    assert daar.client.get(_aanbod(rij)).status_code == 404
    with pytest.raises(NietMogelijk):
        decisions.rond_af(rij, actor=daar.actor, aangenomen=False)
    assert Zendinginhoud.objects.exists()


def test_twee_keer_voor_dezelfde_gemeente_en_de_eigen_gemeente_kunnen_niet(
    cast: Cast, daar: Speler
) -> None:
    casus = _casus(cast)
    _gezonden(cast, casus, daar)
    assert set(_zend(cast, casus, daar).context["form"].errors) == {"aan"}
    for niet in (casus.partij, cast.politie.partij):
        assert set(_zend(cast, casus, daar, aan=niet.pk).context["form"].errors) == {"aan"}
    assert Zending.objects.count() == 1


def test_wie_de_persoon_kent_ziet_het_aanbod_niet(cast: Cast, daar: Speler) -> None:
    casus = _casus(cast)
    rij = _gezonden(cast, casus, daar)
    Uitsluiting.objects.create(
        dossier_id=casus.pk,
        gebruiker=daar.gebruiker,
        reden="bekende",
        sinds=timezone.now(),
        door=cast.uitvoerder.gebruiker,
    )
    assert daar.client.get(_aanbod(rij)).status_code == 404
    with als(daar.actor):
        assert not Zending.objects.exists()
    assert not Zending.objects.aangeboden_aan(daar.actor).exists()
    assert not [taak for taak in werk(daar.actor) if taak.nummer == rij.nummer]


def test_naar_een_weegploeg_die_niet_compleet_is_gaat_niets(cast: Cast, daar: Speler) -> None:
    casus = _casus(cast)
    Partij.objects.filter(convenant=daar.partij.convenant, soort="om").update(tot=vandaag())
    antwoord = _zend(cast, casus, daar)
    assert set(antwoord.context["form"].errors) == {"aan"}
    assert not Zending.objects.exists()


def test_wie_een_verzoek_beantwoordt_hoort_dat_er_iets_is_aangeboden(
    cast: Cast, daar: Speler
) -> None:
    casus = _casus(cast)
    rij = _gezonden(cast, casus, daar)
    [zin] = CasusBestand().buiten_dossiers([casus.persoon], daar.partij)
    assert rij.nummer in zin
    assert casus.nummer not in zin
    assert CasusBestand().buiten_dossiers([casus.persoon], cast.maastricht.partij) == []
    _antwoord(daar, rij, "nee", "Nee")
    assert CasusBestand().buiten_dossiers([casus.persoon], daar.partij) == []
