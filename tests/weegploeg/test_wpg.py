"""Police data: their article, a ground per recipient, and the walls that follow the article (WPG 1-3; Wpg 16, 18.2, 20)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from casusoverleg import decisions as casusoverleg
from casusoverleg.dossier.models import Casus
from casusoverleg.verstrekking import decisions as verstrekken
from casusoverleg.verstrekking.aanbod import aanbod
from convenant.gegevens import BLIJFT_ACHTER, WpgArtikel, gaat_niet_mee
from convenant.models import Grondslag
from gedeeld.weigering import NietMogelijk
from meldingen import decisions as meldingen
from tests.cast import Cast, grondslag
from tests.hulp import casussen, gegevens, weegploeg
from tests.hulp.gegevens import vandaag
from tests.hulp.meldingen import maak_melding
from weegploeg.besluit.delen import bepaal_delen
from weegploeg.inbreng import decisions as inbrengen
from weegploeg.models import WeegploegDossier

BURGEMEESTER, OM = "wpg-16-1-burgemeester", "wpg-16-1-om"
KANARIE = "Geheime kanarie"
VOORWAARDEN = {"wpg_doel": "a", "wpg_overleg": "Overlegd.", "wpg_geen_bezwaar": "on"}


def _formulier(artikel: str, code: str, om: str = OM, **anders: Any) -> dict[str, Any]:
    return {
        **gegevens.SOORT,
        **gegevens.INBRENG,
        "omschrijving": KANARIE,
        "wpg_artikel": artikel,
        "grondslag": grondslag(code).pk,
        "grondslag_om": grondslag(om).pk,
        "noodzaak": "Voor het plan",
        **(VOORWAARDEN if code == "wpg-18-2" else {}),
        **anders,
    }


def _signaal(artikel: str, code: str) -> Any:
    extra = VOORWAARDEN | {"wpg_geen_bezwaar": True} if code == "wpg-18-2" else {}
    return weegploeg.signaal(code, KANARIE, wpg_artikel=artikel, **extra)


def _fouten(cast: Cast, dossier: WeegploegDossier, velden: dict[str, Any]) -> dict[str, Any]:
    """The police send the form of a signal; its errors, none when it was recorded."""
    antwoord = cast.politie.client.post(reverse("weegploeg:signaal", args=[dossier.pk]), velden)
    return {} if antwoord.status_code == 302 else dict(antwoord.context["form"].errors)


def _weiger(cast: Cast, dossier: WeegploegDossier, **velden: Any) -> str:
    """The decision refuses it, whatever a form let through; what it says."""
    waarden = {**gegevens.SOORT, "omschrijving": KANARIE, **velden}
    with pytest.raises(NietMogelijk) as fout, transaction.atomic():
        inbrengen.voeg_signaal_toe(dossier, actor=cast.politie.actor, velden=waarden)  # type: ignore[arg-type]
    return str(fout.value)


def _pagina(cast: Cast, dossier: WeegploegDossier) -> str:
    pad = reverse("weegploeg:dossier", args=[dossier.pk])
    return str(cast.gemeente.client.get(pad).content.decode())


# What an item bears ------------------------------------------------------------------------------
@pytest.mark.clausule("WPG-soort", "artikel")
@pytest.mark.parametrize("artikel", WpgArtikel.values)
def test_een_politiegegeven_draagt_het_artikel_waaronder_het_wordt_verwerkt(
    cast: Cast, artikel: str
) -> None:
    dossier = weegploeg.in_weging(cast)
    velden = _formulier(artikel, "wpg-20" if artikel in ("8", "13") else "wpg-18-2")
    assert set(_fouten(cast, dossier, velden | {"wpg_artikel": ""})) == {"wpg_artikel"}
    zonder = _weiger(cast, dossier, grondslag=grondslag("wpg-20"), grondslag_om=grondslag(OM))
    assert "wpg_artikel" in zonder
    assert _fouten(cast, dossier, velden) == {}
    assert dossier.signalen.last().wpg_artikel == artikel
    assert WpgArtikel(artikel).label in _pagina(cast, dossier)
    rijen = dossier.signalen.filter(wpg_artikel=artikel)
    with pytest.raises(IntegrityError), transaction.atomic():
        rijen.update(wpg_artikel="")


@pytest.mark.clausule("WPG-soort", "10-1-b")
def test_politiegegevens_van_artikel_10_lid_1_b_worden_geweigerd(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    pagina = cast.politie.client.get(reverse("weegploeg:signaal", args=[dossier.pk]))
    assert "onder b kunnen hier niet in" in pagina.content.decode()
    for code in ("wpg-18-2", BURGEMEESTER):
        assert set(_fouten(cast, dossier, _formulier("10-1-b", code))) == {"wpg_artikel"}
    gronden = {"grondslag": grondslag(BURGEMEESTER), "grondslag_om": grondslag(OM)}
    assert "wpg_artikel" in _weiger(cast, dossier, wpg_artikel="10-1-b", **gronden)
    assert dossier.signalen.count() == 1


def test_wie_geen_politie_is_wordt_er_niet_naar_gevraagd(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    pad = reverse("weegploeg:signaal", args=[dossier.pk])
    assert 'name="wpg_artikel"' not in cast.om.client.get(pad).content.decode()
    with pytest.raises(NietMogelijk, match="alleen voor politiegegevens"):
        inbrengen.voeg_signaal_toe(
            dossier,
            actor=cast.om.actor,
            velden={"omschrijving": "x", "grondslag": grondslag("wjsg-39f"), "wpg_artikel": "9"},
        )


# The ground, per recipient -----------------------------------------------------------------------
@pytest.mark.clausule("WPG-soort", "grond-per-ontvanger")
def test_per_ontvanger_staat_de_grond(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    velden = _formulier("8", "wpg-20")
    assert set(_fouten(cast, dossier, velden | {"grondslag_om": ""})) == {"grondslag_om"}
    grond = {"wpg_artikel": "8", "grondslag": grondslag("wpg-20")}
    assert "op welke grond het OM" in _weiger(cast, dossier, **grond)
    assert _fouten(cast, dossier, velden) == {}
    pagina = _pagina(cast, dossier)
    assert "artikel 20, aan de partijen in het samenwerkingsverband" in pagina
    assert "artikel 16 lid 1, aan het OM" in pagina


@pytest.mark.clausule("WPG-soort", "grond-per-ontvanger")
@pytest.mark.clausule("WPG-voorwaarden", "college")
@pytest.mark.parametrize(
    ("artikel", "code", "om", "veld"),
    [
        ("9", "wpg-20", OM, "grondslag"),
        ("10-1-a", "wpg-20", OM, "grondslag"),
        ("10-1-c", "wpg-20", OM, "grondslag"),
        ("8", "wpg-18-2", OM, "grondslag"),
        ("13", "wpg-18-2", OM, "grondslag"),
        ("9", BURGEMEESTER, "wpg-20", "grondslag_om"),
        ("9", "wpg-18-2", "wpg-18-2", "grondslag_om"),
        ("9", "wpg-18-2", BURGEMEESTER, "grondslag_om"),
    ],
)
def test_een_combinatie_die_de_wet_niet_kent_wordt_bij_het_veld_geweigerd(
    cast: Cast, artikel: str, code: str, om: str, veld: str
) -> None:
    dossier = weegploeg.in_weging(cast)
    assert set(_fouten(cast, dossier, _formulier(artikel, code, om))) == {veld}
    gronden = {"grondslag": grondslag(code), "grondslag_om": grondslag(om)}
    zin = _weiger(cast, dossier, wpg_artikel=artikel, **gronden, **VOORWAARDEN)
    assert f"'{veld}'" in zin
    assert dossier.signalen.count() == 1


@pytest.mark.clausule("WPG-soort", "alleen-16")
def test_wat_alleen_het_om_mag_krijgen_hoort_niet_in_het_dossier(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    assert set(_fouten(cast, dossier, _formulier("8", OM))) == {"grondslag"}
    gronden = {"grondslag": grondslag(OM), "grondslag_om": grondslag(OM)}
    assert "hoort niet in dit dossier" in _weiger(cast, dossier, wpg_artikel="8", **gronden)
    assert dossier.signalen.count() == 1


# The walls ---------------------------------------------------------------------------------------
ACHTER = [("9", BURGEMEESTER), ("9", "wpg-18-2"), ("10-1-a", BURGEMEESTER), ("8", BURGEMEESTER)]
achterblijvers = pytest.mark.parametrize(("artikel", "code"), ACHTER)


@pytest.mark.clausule("WPG-soort", "9-10-casuspartij")
@pytest.mark.clausule("WPG-soort", "alleen-16")
@achterblijvers
def test_wat_bij_de_weegploeg_blijft_gaat_niet_mee_naar_de_casus(
    cast: Cast, artikel: str, code: str
) -> None:
    gewoon, geheim = weegploeg.signaal("wpg-20"), _signaal(artikel, code)
    dossier = weegploeg.gewogen(cast, speler=cast.politie, signalen=[gewoon, geheim])
    rij = dossier.signalen.last()
    assert rij.blijft_achter
    assert list(dossier.signalen.filter(BLIJFT_ACHTER)) == [rij]
    assert "Alleen kernpartijen" in _pagina(cast, dossier)
    url = reverse("weegploeg:besluiten", args=[dossier.pk]) + "?uitkomst=casusoverleg"
    velden = {"argumenten": "x", **weegploeg.DOEL, **weegploeg.wie_sprak(cast)}
    gekozen = velden | {"signalen": [s.pk for s in dossier.signalen.all()]}
    antwoord = cast.uitvoerder.client.post(url, gekozen)
    assert set(antwoord.context["form"].errors) == {"signalen"}
    weegploeg.agendeer(cast, dossier)
    with pytest.raises(NietMogelijk, match="gaan niet naar het casusoverleg"):
        casusoverleg.neem_signaal_over(
            dossier.zaak,
            actor=cast.uitvoerder.actor,
            kopie={
                "omschrijving": KANARIE,
                "partij_id": cast.politie.partij.pk,
                "grondslag_id": rij.grondslag_id,
                "grondslag_om_id": rij.grondslag_om_id,
                "wpg_artikel": artikel,
            },
        )
    casus = Casus.objects.get(zaak=dossier.zaak)
    assert [s.wpg_artikel for s in casus.signalen.all()] == ["8"]


@pytest.mark.clausule("WPG-soort", "9-10-casuspartij")
@pytest.mark.clausule("WPG-soort", "alleen-16")
@achterblijvers
def test_wat_later_binnenkomt_en_achterblijft_vraagt_geen_besluit(
    cast: Cast, artikel: str, code: str
) -> None:
    dossier = weegploeg.geagendeerd(cast)
    assert _fouten(cast, dossier, _formulier(artikel, code)) == {}
    rij = dossier.signalen.last()
    assert (rij.omschrijving, rij.gedeeld) == (KANARIE, "nee")
    rij.gedeeld = ""
    rij.save(update_fields=["gedeeld"])
    with pytest.raises(NietMogelijk, match="gaan niet mee naar het casusoverleg"):
        bepaal_delen(rij, actor=cast.uitvoerder.actor, delen=True)


@pytest.mark.clausule("WPG-soort", "9-10-casuspartij")
@pytest.mark.clausule("WPG-soort", "alleen-16")
@achterblijvers
def test_de_politie_brengt_ook_rechtstreeks_niets_in_de_casus_wat_achterblijft(
    cast: Cast, artikel: str, code: str
) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    pad, politie = reverse("casusoverleg:bijdrage", args=[zaak.pk]), cast.politie
    antwoord = politie.client.post(pad, _formulier(artikel, code))
    assert set(antwoord.context["form"].errors) == {"grondslag"}
    with pytest.raises(NietMogelijk, match="gaan niet naar het casusoverleg"):
        casussen.breng_in(
            zaak,
            actor=politie.actor,
            omschrijving="x",
            aard="feit",
            noodzaak="x",
            wpg_artikel=artikel,
            grondslag=grondslag(code),
            grondslag_om=grondslag(OM),
        )
    assert not zaak.bijdragen.exists()
    assert politie.client.post(pad, _formulier("8", "wpg-20")).status_code == 302
    assert zaak.bijdragen.get().wpg_artikel == "8"


@pytest.mark.clausule("WPG-soort", "9-10-casuspartij")
@pytest.mark.clausule("WPG-soort", "9-10-extern")
@pytest.mark.parametrize("artikel", ["9", "10-1-a", "10-1-c"])
def test_de_tabellen_van_de_casus_nemen_artikel_9_en_10_niet_aan(cast: Cast, artikel: str) -> None:
    zaak = casussen.casus(cast)
    pad = reverse("casusoverleg:bijdrage", args=[zaak.pk])
    assert cast.politie.client.post(pad, _formulier("8", "wpg-20")).status_code == 302
    for rijen in (zaak.signalen, zaak.bijdragen):
        assert rijen.count() == 1
        with pytest.raises(IntegrityError, match="geen_wpg_9_of_10"), transaction.atomic():
            rijen.update(wpg_artikel=artikel)


@pytest.mark.clausule("WPG-soort", "9-10-extern")
@pytest.mark.clausule("WPG-soort", "alleen-16")
def test_wat_achterblijft_wordt_een_partner_nooit_aangeboden(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    pad = reverse("casusoverleg:bijdrage", args=[zaak.pk])
    assert cast.politie.client.post(pad, _formulier("8", "wpg-20")).status_code == 302
    sleutels = {f"signaal:{zaak.signalen.get().pk}", f"bijdrage:{zaak.bijdragen.get().pk}"}
    assert sleutels <= set(aanbod(zaak, vandaag()))
    for rijen in (zaak.signalen, zaak.bijdragen):
        rijen.update(grondslag=grondslag(BURGEMEESTER))  # should one ever get in
    assert not sleutels & set(aanbod(zaak, vandaag()))


# The last day of a ground ------------------------------------------------------------------------
def _verval(code: str, dagen: int = -1) -> None:
    """The last day of a ground, this many days from now."""
    dag = vandaag() + timedelta(days=dagen)
    Grondslag.objects.filter(code=code).update(laatste_dag=dag)


@pytest.mark.clausule("WPG-vervalt", "eerste-laatste")
@pytest.mark.clausule("WPG-vervalt", "vastleggen")
def test_na_de_laatste_dag_wordt_op_een_grond_niets_vastgelegd(cast: Cast) -> None:
    dossier, zaak = weegploeg.in_weging(cast), casussen.casus(cast)
    bijdrage, politie = reverse("casusoverleg:bijdrage", args=[zaak.pk]), cast.politie
    velden = _formulier("8", "wpg-20")
    _verval("wpg-20", 0)
    assert _fouten(cast, dossier, velden) == {}  # on its last day it still can
    assert politie.client.post(bijdrage, velden).status_code == 302
    _verval("wpg-20")
    assert set(_fouten(cast, dossier, velden)) == {"grondslag"}
    antwoord = politie.client.post(bijdrage, velden)
    assert set(antwoord.context["form"].errors) == {"grondslag"}
    om = {"wpg_artikel": "8", "grondslag_om": grondslag(OM)}
    zin = _weiger(cast, dossier, grondslag=grondslag("wpg-20"), **om)
    assert "vandaag geen gegevens geven" in zin
    _verval(OM)
    op = {"grondslag": grondslag(BURGEMEESTER), "grondslag_om": grondslag(OM)}
    assert "'grondslag_om'" in _weiger(cast, dossier, wpg_artikel="8", **op)


@pytest.mark.clausule("WPG-vervalt", "kopieren")
def test_na_de_laatste_dag_gaat_op_een_grond_niets_naar_de_casus(cast: Cast) -> None:
    signalen = [weegploeg.signaal("wpg-20")]
    dossier = weegploeg.gewogen(cast, speler=cast.politie, signalen=signalen)
    weegploeg.in_weging(cast, dossier=dossier)
    oud, nieuw = dossier.signalen.all()
    _verval("wpg-20")
    assert list(dossier.signalen.filter(gaat_niet_mee(vandaag()))) == [oud]
    url = reverse("weegploeg:besluiten", args=[dossier.pk]) + "?uitkomst=casusoverleg"
    velden = {"argumenten": "x", **weegploeg.DOEL, **weegploeg.wie_sprak(cast)}
    antwoord = cast.uitvoerder.client.post(url, velden | {"signalen": [oud.pk, nieuw.pk]})
    assert set(antwoord.context["form"].errors) == {"signalen"}
    assert cast.uitvoerder.client.post(url, velden | {"signalen": [nieuw.pk]}).status_code == 302
    casus = Casus.objects.get(zaak=dossier.zaak)
    assert casus.signalen.count() == 1
    Grondslag.objects.update(laatste_dag=None)
    assert _fouten(cast, dossier, _formulier("8", "wpg-20")) == {}
    _verval("wpg-20")
    delen = reverse("weegploeg:delen", args=[dossier.pk, dossier.signalen.last().pk])
    geweigerd = cast.uitvoerder.client.post(delen, {"delen": "ja"}, follow=True)
    assert "De grond van een signaal is vervallen." in geweigerd.content.decode()
    assert casus.signalen.count() == 1


@pytest.mark.clausule("WPG-vervalt", "kopieren")
def test_ook_na_de_laatste_dag_van_de_grond_voor_het_om_gaat_niets_naar_de_casus(
    cast: Cast,
) -> None:
    dossier = weegploeg.gewogen(cast, speler=cast.politie, signalen=[weegploeg.signaal("wpg-20")])
    weegploeg.in_weging(cast, dossier=dossier)
    oud, van_gemeente = dossier.signalen.all()
    _verval(OM)
    assert list(dossier.signalen.filter(gaat_niet_mee(vandaag()))) == [oud]
    assert list(dossier.signalen.exclude(gaat_niet_mee(vandaag()))) == [van_gemeente]
    url = reverse("weegploeg:besluiten", args=[dossier.pk]) + "?uitkomst=casusoverleg"
    velden = {"argumenten": "x", **weegploeg.DOEL, **weegploeg.wie_sprak(cast)}
    antwoord = cast.uitvoerder.client.post(url, velden | {"signalen": [oud.pk, van_gemeente.pk]})
    assert set(antwoord.context["form"].errors) == {"signalen"}
    gekozen = velden | {"signalen": [van_gemeente.pk]}
    assert cast.uitvoerder.client.post(url, gekozen).status_code == 302
    casus = Casus.objects.get(zaak=dossier.zaak)
    assert casus.signalen.count() == 1
    _verval(OM, 0)
    assert _fouten(cast, dossier, _formulier("8", "wpg-20")) == {}
    _verval(OM)
    delen = reverse("weegploeg:delen", args=[dossier.pk, dossier.signalen.last().pk])
    geweigerd = cast.uitvoerder.client.post(delen, {"delen": "ja"}, follow=True)
    assert "De grond van een signaal is vervallen." in geweigerd.content.decode()
    assert casus.signalen.count() == 1


@pytest.mark.clausule("WPG-vervalt", "kopieren")
@pytest.mark.parametrize("code", ["wpg-20", OM])
def test_een_besluit_van_gisteren_biedt_niet_aan_wat_vandaag_niet_meer_mee_mag(
    cast: Cast, code: str
) -> None:
    gisteren = vandaag() - timedelta(days=1)
    signalen = [weegploeg.signaal("wpg-20")]
    dossier = weegploeg.gewogen(cast, op=gisteren, speler=cast.politie, signalen=signalen)
    weegploeg.in_weging(cast, op=gisteren, dossier=dossier)
    oud, van_gemeente = dossier.signalen.all()
    _verval(code)  # its last day is that of the decision; the copy is made today
    url = reverse("weegploeg:besluiten", args=[dossier.pk]) + "?uitkomst=casusoverleg"
    velden = {"argumenten": "x", **weegploeg.DOEL, **weegploeg.wie_sprak(cast)}
    velden["genomen_op"] = gisteren
    antwoord = cast.uitvoerder.client.post(url, velden | {"signalen": [oud.pk]})
    form = antwoord.context["form"]
    assert set(form.errors) == {"signalen"}
    assert list(form.fields["signalen"].queryset) == [van_gemeente]
    assert "Blijft achter bij de weegploeg" in antwoord.content.decode()
    gekozen = velden | {"signalen": [van_gemeente.pk]}
    assert cast.uitvoerder.client.post(url, gekozen).status_code == 302
    assert Casus.objects.get(zaak=dossier.zaak).signalen.count() == 1


@pytest.mark.clausule("WPG-vervalt", "verstrekken")
def test_na_de_laatste_dag_wordt_op_een_grond_niets_verstrekt(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    sleutel = f"signaal:{zaak.signalen.get().pk}"
    url = reverse("casusoverleg:verstrekken", args=[zaak.pk])
    velden = {"partij": cast.extern.partij.pk, "gegevens": [sleutel], "noodzaak": "Nodig"}
    _verval("wpg-20", 1)
    morgen_nog = casussen.verstrekking(zaak, cast, sleutel)
    overmorgen = velden | {"van": vandaag() + timedelta(days=2)}
    assert set(cast.uitvoerder.client.post(url, overmorgen).context["form"].errors) == {"gegevens"}
    casussen.stem_in(morgen_nog, cast.gemeente, cast.politie)
    _verval("wpg-20")
    assert set(cast.uitvoerder.client.post(url, velden).context["form"].errors) == {"gegevens"}
    # What was asked before that day is not completed after it.
    pad = reverse("casusoverleg:verstrekking", args=[zaak.pk, morgen_nog.pk])
    antwoord = cast.om.client.post(pad, {"akkoord": "ja"})
    assert "De grond van een gegeven is vervallen." in antwoord.content.decode()
    Grondslag.objects.update(laatste_dag=None)
    casussen.stem_in(morgen_nog, cast.om)
    rijen = zaak.verstrekkingen.filter(pk=morgen_nog.pk)
    assert rijen.get().volledig_op == vandaag()
    rijen.update(volledig_op=None)
    _verval("wpg-20")
    with pytest.raises(NietMogelijk, match="vervallen"):
        verstrekken.maak_rond(morgen_nog, actor=cast.uitvoerder.actor)


@pytest.mark.clausule("WPG-vervalt", "verstrekken")
def test_ook_na_de_laatste_dag_van_de_grond_voor_het_om_wordt_niets_aangeboden(
    cast: Cast,
) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    pad = reverse("casusoverleg:bijdrage", args=[zaak.pk])
    assert cast.politie.client.post(pad, _formulier("8", "wpg-20")).status_code == 302
    sleutels = {f"signaal:{zaak.signalen.get().pk}", f"bijdrage:{zaak.bijdragen.get().pk}"}
    url = reverse("casusoverleg:verstrekken", args=[zaak.pk])
    velden = {"partij": cast.extern.partij.pk, "gegevens": [*sleutels], "noodzaak": "Nodig"}
    _verval(OM)
    antwoord = cast.uitvoerder.client.post(url, velden)
    assert set(antwoord.context["form"].errors) == {"gegevens"}
    _verval(OM, 0)
    assert cast.uitvoerder.client.post(url, velden).status_code == 302
    # Nor is what was asked on its last day completed after it.
    gevraagd = zaak.verstrekkingen.get()
    casussen.stem_in(gevraagd, cast.gemeente, cast.politie)
    _verval(OM)
    pad = reverse("casusoverleg:verstrekking", args=[zaak.pk, gevraagd.pk])
    antwoord = cast.om.client.post(pad, {"akkoord": "ja"})
    assert "De grond van een gegeven is vervallen." in antwoord.content.decode()
    _verval(OM, 0)
    assert cast.om.client.post(pad, {"akkoord": "ja"}).status_code == 302
    assert zaak.verstrekkingen.get().volledig_op == vandaag()


# What rests on a ground already ------------------------------------------------------------------
@pytest.mark.parametrize("code", ["wpg-20", OM])
def test_een_typfout_is_te_verbeteren_op_een_grond_die_verviel(cast: Cast, code: str) -> None:
    melding = maak_melding(cast, cast.politie)
    rij = melding.signalen.get()
    pad = reverse("meldingen:signaal_wijzigen", args=[melding.pk, rij.pk])
    velden = _formulier("8", "wpg-20")
    _verval(code)
    pagina = cast.politie.client.get(pad).content.decode()
    assert f'value="{grondslag(code).pk}" selected' in " ".join(pagina.split())
    assert cast.politie.client.post(pad, velden).status_code == 302
    rij.refresh_from_db()
    assert rij.omschrijving == KANARIE
    assert (rij.grondslag.code, rij.grondslag_om.code) == ("wpg-20", OM)


@pytest.mark.clausule("WPG-vervalt", "vastleggen")
def test_verbeteren_legt_niets_op_een_andere_grond_die_verviel(cast: Cast) -> None:
    melding = maak_melding(cast, cast.politie)
    rij = melding.signalen.get()
    pad = reverse("meldingen:signaal_wijzigen", args=[melding.pk, rij.pk])
    _verval("wpg-20")
    velden = _formulier("8", "wpg-20", om="wpg-20")  # it rested on it, but not for the OM
    assert set(cast.politie.client.post(pad, velden).context["form"].errors) == {"grondslag_om"}
    gronden = {"grondslag": grondslag("wpg-20"), "grondslag_om": grondslag("wpg-20")}
    nieuwe = {**gegevens.SOORT, "omschrijving": KANARIE, "wpg_artikel": "8", **gronden}
    with pytest.raises(NietMogelijk, match="vandaag geen gegevens geven"):
        meldingen.wijzig_signaal(rij, actor=cast.politie.actor, gegevens=nieuwe)
    nieuw = reverse("meldingen:signaal", args=[melding.pk])
    fouten = cast.politie.client.post(nieuw, _formulier("8", "wpg-20")).context["form"].errors
    assert set(fouten) == {"grondslag"}
    assert melding.signalen.get().grondslag_om.code == OM


@pytest.mark.parametrize("code", ["wpg-20", OM])
def test_wat_op_tijd_is_vastgelegd_verhuist_ook_als_de_grond_verviel(cast: Cast, code: str) -> None:
    melding = maak_melding(cast, cast.politie)
    _verval(code)
    pad = reverse("meldingen:inbrengen", args=[melding.pk])
    assert cast.politie.client.post(pad, {}).status_code == 302
    rij = WeegploegDossier.objects.get().signalen.get()
    assert (rij.grondslag.code, rij.grondslag_om.code) == ("wpg-20", OM)
