"""Bringing in, the subject, own signals (MC 7, 8.2)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from casusoverleg import decisions as casusoverleg
from casusoverleg.dossier.models import Casus
from gedeeld.weigering import Geweigerd, NietMogelijk
from register.afleiden import leid_af
from register.models import Gebeurtenis
from tests.cast import Cast, grondslag
from tests.hulp import gegevens, weegploeg
from weegploeg.models import Correctie, WeegploegDossier


@pytest.mark.clausule("WEE-inhoud", "naw")
@pytest.mark.clausule("WEE-inhoud", "signalen")
@pytest.mark.clausule("WEE-inhoud", "melder")
def test_melding_opent_een_dossier_met_wat_artikel_8_noemt(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    pagina = cast.gemeente.client.get(reverse("weegploeg:dossier", args=[dossier.pk]))
    tekst = pagina.content.decode()
    assert dossier.nummer.startswith("W-")
    for stuk in ("Timo van der Verzonnen", "Nergensweg 7", gegevens.SIGNAAL, gegevens.MELDER):
        assert stuk in tekst
    assert Gebeurtenis.van(dossier).get().soort == "weegploeg.geopend"


@pytest.mark.clausule("MEL-via-kernpartij", "kernpartij")
@pytest.mark.clausule("CON-gemeente-eigen", "weegploeg")
def test_alleen_een_kernpartij_van_deze_weegploeg_brengt_in(cast: Cast) -> None:
    for speler in (cast.maastricht, cast.rvdk, cast.extern, cast.beheerder, cast.fg, cast.elders):
        with pytest.raises(Geweigerd):
            weegploeg.in_weging(cast, speler=speler)
    assert not WeegploegDossier.objects.exists()
    weegploeg.in_weging(cast, speler=cast.politie, signalen=[weegploeg.signaal("wpg-20")])
    assert WeegploegDossier.objects.count() == 1


@pytest.mark.clausule("MEL-via-kernpartij", "eigen-lid")
def test_een_kernpartij_brengt_alleen_in_wat_zij_zelf_ontving(cast: Cast) -> None:
    van = {
        cast.gemeente.partij.pk: (cast.politie, cast.om),
        cast.politie.partij.pk: (cast.gemeente, cast.om, cast.uitvoerder),
    }
    for partij, spelers in van.items():
        for speler in spelers:
            with pytest.raises(Geweigerd, match="alleen in wat zij zelf heeft ontvangen"):
                weegploeg.in_weging(cast, speler=speler, partij_id=partij)
    assert not WeegploegDossier.objects.exists()
    weegploeg.in_weging(cast, speler=cast.uitvoerder)  # in the name of the municipality


def test_tweede_melding_komt_in_hetzelfde_dossier(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    weegploeg.in_weging(
        cast,
        speler=cast.om,
        dossier=dossier,
        signalen=[weegploeg.signaal("wjsg-39f", "Nieuw feit")],
    )
    assert WeegploegDossier.objects.count() == 1
    assert dossier.signalen.count() == 2
    assert dossier.inbrengen.count() == 2


@pytest.mark.clausule("MEL-bijzonder", "waarom")
@pytest.mark.clausule("WPG-voorwaarden", "noodzaak-doel")
@pytest.mark.clausule("WPG-voorwaarden", "overleg")
@pytest.mark.clausule("MEL-grondslag", "per-partij")
@pytest.mark.parametrize(
    "fout",
    [
        {"bijzonder": ["religie"]},
        {"code": "wpg-18-2"},
        {"code": "wpg-18-2", "wpg_doel": "a"},
        {"code": "avg-6-1-e", "wpg_artikel": "8"},
    ],
    ids=["geen noodzaak", "geen doel", "geen overleg", "grondslag van een ander"],
)
def test_signaal_zonder_wat_de_wet_vraagt_komt_er_niet_in(
    cast: Cast, fout: dict[str, object]
) -> None:
    velden = {"code": "wpg-20", "grondslag_om_id": grondslag("wpg-16-1-om").pk, **fout}
    with pytest.raises(NietMogelijk):
        weegploeg.in_weging(cast, speler=cast.politie, signalen=[weegploeg.signaal(**velden)])  # type: ignore[arg-type]
    assert not WeegploegDossier.objects.exists()


@pytest.mark.clausule("RET-zes-maanden", "nieuw-signaal")
def test_nieuw_signaal_na_geen_casusoverleg_opent_een_nieuw_dossier(cast: Cast) -> None:
    oud = weegploeg.niet_geagendeerd(cast, op=cast.gemeente.actor.vandaag - timedelta(days=170))
    with pytest.raises(NietMogelijk):
        weegploeg.in_weging(cast, dossier=oud)
    assert oud.signalen.count() == 1
    nieuw = weegploeg.in_weging(cast)
    assert nieuw.pk != oud.pk  # the old one is forgotten on its day, the new signal is not


@pytest.mark.clausule("WEE-agenderen", "keuze")
def test_nieuw_signaal_bij_een_lopende_casus_gaat_niet_verloren(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    casus = Casus.objects.get(zaak=dossier.zaak)
    eerst = casus.signalen.count()
    weegploeg.in_weging(
        cast, dossier=dossier, signalen=[weegploeg.signaal("avg-6-1-e", "Koopt een tent")]
    )
    client = cast.uitvoerder.client
    assert "Bekijk het nieuwe signaal" in client.get(reverse("werklijst")).content.decode()
    nieuw = dossier.signalen.get(gedeeld="")
    url = reverse("weegploeg:delen", args=[dossier.pk, nieuw.pk])
    assert cast.gemeente.client.post(url, {"delen": "ja"}).status_code == 404
    assert casus.signalen.count() == eerst
    client.post(url, {"delen": "ja"})
    client.post(url, {"delen": "ja"})  # pressed twice: one copy
    assert casus.signalen.count() == eerst + 1
    assert casus.signalen.last().omschrijving == "Koopt een tent"
    assert "Bekijk het nieuwe signaal" not in client.get(reverse("werklijst")).content.decode()


@pytest.mark.parametrize("einde", ["gesloten", "weg"])
def test_zonder_lopende_casus_valt_er_niets_door_te_geven(cast: Cast, einde: str) -> None:
    dossier = weegploeg.met_advies(cast)
    weegploeg.in_weging(
        cast, dossier=dossier, signalen=[weegploeg.signaal("avg-6-1-e", "Koopt een tent")]
    )
    client, pagina = cast.uitvoerder.client, reverse("weegploeg:dossier", args=[dossier.pk])
    nieuw = dossier.signalen.get(gedeeld="")
    url = reverse("weegploeg:delen", args=[dossier.pk, nieuw.pk])
    assert "Bekijk het nieuwe signaal" in client.get(reverse("werklijst")).content.decode()
    assert url in client.get(pagina).content.decode()
    if einde == "gesloten":
        casusoverleg.sluit_af(
            dossier.zaak, actor=cast.uitvoerder.actor, besluit="Klaar", niet_af="Loopt vanzelf door"
        )
    else:
        Casus.objects.get(zaak=dossier.zaak).delete()
        leid_af(dossier)
    assert "Bekijk het nieuwe signaal" not in client.get(reverse("werklijst")).content.decode()
    assert url not in client.get(pagina).content.decode()
    for delen in ("ja", "nee"):
        antwoord = client.post(url, {"delen": delen}, follow=True)
        assert "Er loopt geen casus meer voor dit dossier." in antwoord.content.decode()
    nieuw.refresh_from_db()
    assert nieuw.gedeeld == ""


@pytest.mark.clausule("WPG-soort", "9-10-casuspartij")
@pytest.mark.clausule("WEE-agenderen", "zonder-9-10")
def test_nieuw_politiegegeven_van_artikel_9_of_10_blijft_achter(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    geheim = weegploeg.wpg_9("Geheime kanarie")
    weegploeg.in_weging(cast, dossier=dossier, speler=cast.politie, signalen=[geheim])
    rij = dossier.signalen.last()
    url = reverse("weegploeg:delen", args=[dossier.pk, rij.pk])
    cast.uitvoerder.client.post(url, {"delen": "ja"})
    casus = Casus.objects.get(zaak=dossier.zaak)
    assert "Geheime kanarie" not in {s.omschrijving for s in casus.signalen.all()}


@pytest.mark.clausule("MEL-grondslag", "per-partij")
def test_lid_voegt_signaal_uit_eigen_gegevens_toe(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    url = reverse("weegploeg:signaal", args=[dossier.pk])
    goed = {
        **gegevens.SOORT,
        "omschrijving": "Kocht een kaart",
        "wpg_artikel": "8",
        "grondslag": grondslag("wpg-20").pk,
        "grondslag_om": grondslag("wpg-16-1-om").pk,
    }
    fout = {**goed, "grondslag": grondslag("avg-6-1-e").pk}
    client = cast.politie.client
    antwoord = client.post(url, fout)
    assert antwoord.status_code == 200
    assert "Kocht een kaart" in antwoord.content.decode()
    assert dossier.signalen.count() == 1
    assert client.post(url, goed).status_code == 302
    nieuw = dossier.signalen.last()
    assert (nieuw.partij, nieuw.inbreng.melder_bekend) == (cast.politie.partij, False)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Kies de wettelijke grondslag."),
        ({"waargenomen_op": "2999-01-01"}, "na de dag waarop u dit hoorde"),
        ({"waargenomen_op": "gisteren"}, "Vul een hele datum in"),
        ({"bijzonder": ["religie"]}, "Schrijf op waarom deze gevoelige gegevens nodig zijn."),
        ({"bijzonder": ["onzin"], "noodzaak": "Nodig"}, "keuze is er niet"),
    ],
)
@pytest.mark.clausule("MEL-bijzonder", "waarom")
@pytest.mark.clausule("MEL-bijzonder", "andere-niet")
def test_verkeerd_signaal_krijgt_een_zin_en_verandert_niets(
    cast: Cast, velden: dict[str, object], zin: str
) -> None:
    dossier = weegploeg.in_weging(cast)
    waarden = {**gegevens.SOORT, "omschrijving": "Iets", **velden}
    if velden:
        waarden["grondslag"] = grondslag("avg-6-1-e").pk
    antwoord = cast.gemeente.client.post(reverse("weegploeg:signaal", args=[dossier.pk]), waarden)
    assert antwoord.status_code == 200
    assert zin in antwoord.content.decode()
    assert dossier.signalen.count() == 1


@pytest.mark.clausule("WEE-controle", "verbeteren")
def test_uitvoerder_corrigeert_het_subject(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    url = reverse("weegploeg:subject", args=[dossier.pk])
    goed = {"voornamen": "Tim", "achternaam": "Verzonnen", "geboortedatum": "1991-02-03"}
    for fout, zin in (
        ({"voornamen": "", "achternaam": ""}, "Vul een achternaam of een voornaam in."),
        ({"geboortedatum": "2999-01-01"}, "deze kan niet kloppen"),
        ({"geboortedatum": "0001-01-01"}, "deze kan niet kloppen"),
    ):
        antwoord = cast.uitvoerder.client.post(url, {**goed, **fout})
        assert zin in antwoord.content.decode()
        dossier.refresh_from_db()
        assert dossier.voornamen == "Timo"
    assert cast.gemeente.client.post(url, goed).status_code == 404
    # Something else stood there: it stays apart, with the reason (MC 8.3).
    assert set(cast.uitvoerder.client.post(url, goed).context["form"].errors) == {"reden"}
    assert not Correctie.objects.exists()
    goed["reden"] = "REDEN-verkeerd gespeld"
    assert cast.uitvoerder.client.post(url, goed).status_code == 302
    dossier.refresh_from_db()
    assert (dossier.voornamen, dossier.straat) == ("Tim", "")
    rij = Correctie.objects.get()
    assert "Voornamen: Timo" in rij.oud
    assert "Achternaam" not in rij.oud
    assert rij.reden == "REDEN-verkeerd gespeld"
    pagina = cast.om.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    eerder = reverse("correctie:eerder", args=["weegploeg", dossier.pk, dossier.pk])
    assert f'href="{eerder}"' in pagina
    assert "Voornamen: Timo" in cast.om.client.get(eerder).content.decode()
    assert cast.rvdk.client.get(eerder).status_code == 404
    gebeurd = Gebeurtenis.van(dossier).first()
    assert gebeurd is not None
    assert "voornamen" in gebeurd.velden
    assert "Tim" not in str(gebeurd.velden)
    # What is only completed is no correction.
    goed |= {"straat": "Bleekstraat 2", "reden": ""}
    assert cast.uitvoerder.client.post(url, goed).status_code == 302
    assert Correctie.objects.count() == 1
