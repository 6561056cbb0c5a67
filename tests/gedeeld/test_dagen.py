"""One rule for each kind of day, at the door of each form that asks for it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django import forms
from django.urls import reverse

from tests.cast import Cast
from tests.hulp import casussen, gegevens, meldingen, verzoeken, weegploeg
from tests.hulp.bijlage1 import besluitvelden
from tests.hulp.gegevens import vandaag

GEBOREN = {"geboortedatum": date(2001, 4, 2)}
TE_VROEG, TE_LAAT = date(2001, 4, 1), vandaag() + timedelta(days=1)


@pytest.mark.parametrize("dag", [date(1, 1, 1), TE_VROEG, TE_LAAT, date(9999, 12, 31)])
def test_een_signaal_ligt_tussen_geboorte_en_ontvangst(cast: Cast, dag: date) -> None:
    client, melding = cast.gemeente.client, meldingen.maak_melding(cast, **GEBOREN)
    dossier = weegploeg.in_weging(cast, naw=gegevens.Persoon(**GEBOREN))
    velden = meldingen.ingevuld(cast.gemeente, geboortedatum="2001-04-02")
    signaal = {n.removeprefix("signalen-0-"): w for n, w in velden.items() if "-0-" in n}
    for adres, post in (
        (reverse("meldingen:nieuw"), velden | {"signalen-0-waargenomen_op": dag.isoformat()}),
        (reverse("meldingen:signaal", args=[melding.pk]), signaal | {"waargenomen_op": dag}),
        (reverse("weegploeg:signaal", args=[dossier.pk]), signaal | {"waargenomen_op": dag}),
    ):
        antwoord = client.post(adres, post)
        assert antwoord.status_code == 200, adres
        form = antwoord.context["form"]
        fout = getattr(form, "signalen", [form])[0].errors
        assert list(fout) == ["waargenomen_op"], adres
        goed = {
            naam: "2001-04-02" if w in (dag, dag.isoformat()) else w for naam, w in post.items()
        }
        assert client.post(adres, goed).status_code == 302, adres


def test_een_signaal_ligt_niet_na_de_ontvangst_ook_niet_na_een_verbetering(cast: Cast) -> None:
    gisteren, eerder = vandaag() - timedelta(days=1), vandaag() - timedelta(days=9)
    signaal = meldingen.een_signaal(cast.gemeente, waargenomen_op=gisteren)
    melding = meldingen.maak_melding(cast, signalen=[signaal])
    adres = reverse("meldingen:wijzigen", args=[melding.pk])
    for velden, veld in (
        ({"ontvangen_op": eerder.isoformat()}, "ontvangen_op"),
        ({"geboortedatum": vandaag().isoformat()}, "geboortedatum"),
    ):
        antwoord = cast.gemeente.client.post(adres, meldingen.formulier(**velden))
        assert list(antwoord.context["form"].errors) == [veld]


@pytest.mark.parametrize(
    ("van", "tot", "veld"),
    [
        (timedelta(days=-1), timedelta(days=5), "van"),
        (timedelta(days=5), timedelta(days=4), "tot"),
        (timedelta(0), relativedelta(years=10, days=1), "tot"),
        (timedelta(0), relativedelta(years=10), ""),
    ],
)
def test_een_maatregel_begint_met_de_casus_en_duurt_hoogstens_tien_jaar(
    cast: Cast, van: timedelta, tot: timedelta, veld: str
) -> None:
    zaak = casussen.casus(cast)
    casussen.concept(zaak, cast)
    maatregel = gegevens.Maatregel(partij=cast.gemeente.partij)
    post = maatregel | {
        "partij": cast.gemeente.partij.pk,
        "wordt_genomen": "on",
        "prioriteit": "gewoon",
    }
    post |= {"van": vandaag() + van, "tot": vandaag() + tot}
    antwoord = cast.uitvoerder.client.post(
        reverse("casusoverleg:maatregel_toevoegen", args=[zaak.pk]), post
    )
    if veld:
        assert list(antwoord.context["form"].errors) == [veld]
    else:
        assert antwoord.status_code == 302


# Every field in which somebody fills in a day, with the rule that judges it; a new one is not forgotten.
GEBOORTE = "fouten_in_persoon"
BESLUIT = "dag_van_besluit"
GEDAAN = "vereis_dagen: gedaan"
KOMEND = "vereis_dagen: komend"
TUSSEN = "between two days of the file itself"
ZOEKT = "stores nothing"
VELDEN = {
    "AdviesForm.gegeven_op": BESLUIT,
    "AdviesbesluitForm.genomen_op": BESLUIT,
    "AdviesvraagForm.op": BESLUIT,
    "AntwoordForm.beantwoord_op": GEDAAN,
    "InformeeradviesForm.op": BESLUIT,
    "InformeeradviesForm.volgende": TUSSEN,
    "AdviesbesluitForm.toegang_tot": TUSSEN,
    "AfhandelForm.beantwoord_op": TUSSEN,
    "AfspraakForm.op": GEDAAN,
    "AfzienForm.tot": KOMEND,
    "BesprekenForm.op": BESLUIT,
    "BesprekenForm.volgende": KOMEND,
    "AdviesvraagForm.uiterlijk": KOMEND,
    "EigenGegevensForm.uiterlijk": KOMEND,
    "VerkennenForm.uiterlijk": KOMEND,
    "AgendeerForm.genomen_op": BESLUIT,
    "BeperkForm.herzien_op": TUSSEN,
    "BesluitForm.genomen_op": BESLUIT,
    "BevestigdForm.op": GEDAAN,
    "BewarenForm.bewaren_tot": TUSSEN,
    "BewarenForm.genomen_op": BESLUIT,
    "ControleForm.op": TUSSEN,
    "ReisForm.sinds": TUSSEN,
    "RegisterForm.dpia_op": GEDAAN,
    "RegisterForm.dpia_volgende_op": KOMEND,
    "CorrectieForm.genomen_op": BESLUIT,
    "EnInformerenForm.genomen_op": BESLUIT,
    "VerstuurdForm.op": GEDAAN,
    "VraagForm.uiterlijk": KOMEND,
    "DeelnameForm.besloten_op": BESLUIT,
    "EindeForm.op": BESLUIT,
    "RegisseurForm.op": BESLUIT,
    "UitnodigingForm.op": BESLUIT,
    "AntwoordVastleggenForm.op": BESLUIT,
    "DeelnameForm.tot": KOMEND,
    "DeelnameForm.van": KOMEND,
    "BezwaarDoorForm.op": TUSSEN,
    "DagForm.op": TUSSEN,
    "OpschortForm.besloten_op": GEDAAN,
    "EerderArchiefForm.besloten_op": TUSSEN,
    "_BesluitForm.besloten_op": GEDAAN,  # what they share
    "EerderArchiefForm.tot": TUSSEN,
    "WissenForm.besloten_op": TUSSEN,
    "OpdrachtForm.besloten_op": TUSSEN,
    "TerughaalForm.besloten_op": TUSSEN,  # unseen: what the page before asked
    "OpschortForm.tot": TUSSEN,
    "DoorgaanForm.genomen_op": BESLUIT,
    "DoorgifteForm.op": TUSSEN,
    "DoorgifteForm.vooraf_op": GEDAAN,
    "ContactForm.op": TUSSEN,
    "DuidingForm.genomen_op": BESLUIT,
    "DuidingForm.uiterlijk": TUSSEN,
    "VragenErbijForm.uiterlijk": TUSSEN,
    "VerzetForm.uiterlijk": TUSSEN,
    "GeboortedatumForm.geboortedatum": ZOEKT,
    "GeinformeerdForm.op": TUSSEN,
    "TerugkoppelForm.op": BESLUIT,
    "IdentiteitForm.identiteit_op": TUSSEN,
    "InformeerForm.genomen_op": BESLUIT,
    "IncidentForm.gemerkt_op": GEDAAN,
    "BeoordelingForm.ap_op": TUSSEN,
    "BeoordelingForm.betrokkene_op": GEDAAN,
    "NagaanForm.van": ZOEKT,
    "NagaanForm.tot": ZOEKT,
    "MeldafspraakForm.van": KOMEND,
    "MeldafspraakForm.herzien_op": KOMEND,
    "UitvoeringForm.gedaan_op": GEDAAN,
    "UitvoeringForm.volgende_op": KOMEND,
    "OnderdeelForm.vastgesteld_op": GEDAAN,
    "TrekForm.van": GEDAAN,
    "TrekForm.tot": GEDAAN,
    "AfrondForm.volgende_op": TUSSEN,
    "InzageFilter.tot": ZOEKT,
    "InzageFilter.van": ZOEKT,
    "InlogFilter.van": ZOEKT,
    "InlogFilter.tot": ZOEKT,
    "KernpartijenForm.genomen_op": BESLUIT,
    "LogFilter.tot": ZOEKT,
    "LogFilter.van": ZOEKT,
    "MaatregelForm.tot": "fouten_in_maatregel",
    "PlanForm.informeren_op": KOMEND,
    "MaatregelForm.van": "fouten_in_maatregel",
    "MandaatForm.tot": KOMEND,
    "MandaatForm.van": KOMEND,
    "MeldingForm.geboortedatum": GEBOORTE,
    "MeldingForm.ontvangen_op": TUSSEN,
    "MeldingForm.rekendatum": GEBOORTE,
    "NogNietForm.genomen_op": BESLUIT,
    "OpheffenForm.verteld_op": TUSSEN,
    "OpzeggingForm.op": TUSSEN,
    "PartijNieuwForm.vanaf": KOMEND,
    "KernbesluitForm.besloten_op": GEDAAN,
    "OpForm.op": ZOEKT,
    "PartnerForm.besloten_op": GEDAAN,
    "PartnerForm.geldig_tot": KOMEND,
    "PartnerForm.getekend_op": GEDAAN,
    "PartnerForm.tot": KOMEND,
    "PartnerForm.van": KOMEND,
    "PersoonForm.geboortedatum": GEBOORTE,
    "PersoonForm.rekendatum": GEBOORTE,
    "PlanForm.dag": KOMEND,
    "PolitieForm.melder_verwezen_op": TUSSEN,
    "PolitieForm.politie_ingelicht_op": TUSSEN,
    "PublicatieForm.geevalueerd_op": TUSSEN,
    "PublicatieForm.gepubliceerd_op": GEDAAN,
    "RolForm.tot": KOMEND,
    "RolForm.van": KOMEND,
    "BesluitArtikel20Form.genomen_op": GEDAAN,
    "BesluitArtikel20Form.tot": KOMEND,
    "BesluitArtikel20Form.van": KOMEND,
    "WaarborgForm.van": GEDAAN,
    "VerwerkerForm.tot": KOMEND,
    "VerwerkerForm.van": KOMEND,
    "SatellietForm.tot": KOMEND,
    "SatellietForm.van": KOMEND,
    "SignaalForm.waargenomen_op": "fout_in_waarneming",
    "VerbeterForm.waargenomen_op": "fout_in_waarneming",
    "SubjectForm.geboortedatum": GEBOORTE,
    "SubjectForm.rekendatum": GEBOORTE,
    "TekstForm.vanaf": KOMEND,
    "ToestemmingVastleggenForm.op": BESLUIT,
    "VaststellenForm.vastgesteld_op": BESLUIT,
    "VaststellenForm.volgende": KOMEND,
    "VangnetForm.besloten_op": GEDAAN,
    "VangnetForm.tot": KOMEND,
    "VerklaringForm.geldig_tot": KOMEND,
    "VerklaringForm.getekend_op": GEDAAN,
    "VerlengForm.verlenging_meegedeeld_op": TUSSEN,
    "VerstrekkenForm.tot": KOMEND,
    "VerstrekkenForm.van": KOMEND,
    "VerzoekForm.besluit_van": GEDAAN,
    "VerzoekForm.geboortedatum": GEBOORTE,
    "VerzoekForm.machtiging_gezien_op": GEDAAN,
    "VerzoekForm.ontvangen_op": GEDAAN,
    "VerzoekForm.rekendatum": GEBOORTE,
    "WanneerForm.dag": KOMEND,
    "WetForm.besluit_van": GEDAAN,
    "ZoekForm.geboortedatum": ZOEKT,
}


def _formulieren(soort: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for onder in soort.__subclasses__():
        yield onder
        yield from _formulieren(onder)


def test_elk_veld_voor_een_dag_heeft_een_regel() -> None:
    reverse("werklijst")  # all pages are known now, and so are their forms
    eigen = [f for f in _formulieren(forms.BaseForm) if not f.__module__.startswith("django")]
    gevonden = {
        f"{formulier.__name__}.{naam}"
        for formulier in eigen
        for naam, veld in getattr(formulier, "base_fields", {}).items()
        if isinstance(veld, forms.DateField)
    }
    # Asked of the manager of the installation and not of a file.
    assert gevonden - {"DagForm.dag"} == set(VELDEN)


def test_een_dag_die_ver_weg_ligt_wordt_geweigerd_bij_het_veld(cast: Cast) -> None:
    """Of the forms whose days no other day of a file bounds."""
    zaak, partij = casussen.casus(cast), cast.maastricht.partij
    nu, over = vandaag().isoformat(), (vandaag() + timedelta(days=365)).isoformat()
    getekend = {"getekend_op": nu, "getekend_door": "bestuurder", "geldig_tot": over}
    mandaat = {"orgaan": "college", "functie": "x", "besluit": "x", "bezwaar": "x"}
    rol = {
        "gebruiker": cast.om.gebruiker.username,
        "partij": cast.politie.partij.pk,
        "rol": "vertegenwoordiger",
    }
    raad = {
        "partij": cast.reclassering.partij.pk,
        "rol": "deelnemer",
        "waarvoor": "uitvoering",
        "reden": "x",
    }
    beheer, voert = cast.beheerder.client, cast.uitvoerder.client
    deuren = [
        (beheer, reverse("convenant:bijlage1_nieuw"),
         {"naam": "Nieuw", "contact": "x", "reden": "x", "van": nu, "tot": over} | getekend
         | besluitvelden(cast.beheerder.actor),
         ("van", "tot", "getekend_op", "geldig_tot", "besloten_op")),
        (beheer, reverse("convenant:verklaring", args=[cast.extern.partij.pk]), getekend,
         ("getekend_op", "geldig_tot")),
        (beheer, reverse("convenant:mandaat_nieuw", args=[partij.pk]),
         mandaat | {"van": nu, "tot": over}, ("van", "tot")),
        (beheer, reverse("convenant:satelliet_nieuw"),
         {"naam": "Steunpunt", "deskundigheid": "x", "contact": "x", "van": nu, "tot": over},
         ("van", "tot")),
        (beheer, reverse("convenant:verwerker_nieuw"),
         {"naam": "x", "document": "x", "dekt": "x", "van": nu, "tot": over}, ("van", "tot")),
        (beheer, reverse("convenant:artikel20_nieuw"),
         {"document": "x", "genomen_op": nu, "instanties": [partij.pk], "artikelen": ["8"],
          "gegevens": "x", "van": nu, "tot": over}, ("genomen_op", "van", "tot")),
        (beheer, reverse("convenant:publicatie"), {"staatscourant": "Stcrt. 2026, 1"},
         ("gepubliceerd_op",)),
        (beheer, reverse("mensen:rol_toekennen"), rol | {"van": nu, "tot": over, "reden": "x"},
         ("van", "tot")),
        (voert, reverse("casusoverleg:deelname", args=[zaak.pk]), raad | {"van": nu, "tot": over},
         ("van", "tot")),
        (voert, reverse("privacy_rights:nieuw"), verzoeken.ingevuld(),
         ("ontvangen_op", "machtiging_gezien_op")),
    ]  # fmt: skip
    for client, adres, velden, dagen in deuren:
        for veld in dagen:
            for dag in ("9999-12-31", "0001-01-01"):
                oud = "mandaat" in adres or "verwerker" in adres
                if (veld, dag) == ("van", "0001-01-01") and oud:
                    continue  # it can be older than this application
                antwoord = client.post(adres, velden | {veld: dag})
                assert antwoord.status_code == 200, (adres, veld, dag)
                assert veld in antwoord.context["form"].errors or (
                    veld == "van" and "tot" in antwoord.context["form"].errors
                ), (adres, veld, dag, antwoord.context["form"].errors)
