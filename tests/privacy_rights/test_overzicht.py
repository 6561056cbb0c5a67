"""What is in the answer, what is not, and that it stays what it was."""

import json
from datetime import date
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse

from gedeeld import velden
from gedeeld.afschrift import Publiek
from invoer.models import Klad
from privacy_rights import decisions, overzicht
from privacy_rights.keuzes import Weg
from privacy_rights.models import Verzoek
from privacy_rights.overzicht import Gelijkenis
from register.models import Gebeurtenis
from register.registry import bestand
from tests.cast import Cast
from tests.hulp import gegevens, oud, verzoeken, weegploeg
from tests.hulp.verzoeken import pad, stuur
from tests.privacy_rights.pdf_tekst import pdf_tekst
from weegploeg.models import Herkomst

NOOIT = ("MELDER-naam", "MELDER-contact", "DERDE-naam", "DERDE-adres", "DERDE-gegevens")


def brief(cast: Cast, verzoek: Verzoek) -> tuple[str, str]:
    """What was sent, on the page and in the PDF."""
    client = cast.uitvoerder.client
    return (
        client.get(pad("verzoek", verzoek)).content.decode(),
        " ".join(pdf_tekst(client.get(pad("pdf", verzoek)).content).split()),
    )


def rijen(verzoek: Verzoek, cast: Cast) -> dict[str, overzicht.Rij]:
    """The rows that are looked through, by what they say."""
    _, stukken = decisions.te_controleren(verzoek, actor=cast.uitvoerder.actor)
    return {rij.regel.waarde: rij for stuk in stukken for rij in stuk.rijen}


@pytest.mark.clausule("RVB-derden", "vinden")
@pytest.mark.clausule("RVB-derden", "afschermen")
def test_derden_en_melder_staan_niet_in_het_overzicht(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    verzoeken.een_melding(cast)
    verzoek = verzoeken.gezocht(cast)
    nakijken = cast.uitvoerder.client.get(pad("controleren", verzoek)).content.decode()
    assert "DERDE-naam" in nakijken  # the secretary sees what is shielded
    assert "Gaat over een andere persoon" in nakijken

    klaar = verzoeken.beantwoord(cast)
    assert "KANARIE-signaal" in klaar.antwoord
    for tekst in (*brief(cast, klaar), klaar.antwoord):
        assert not [canary for canary in NOOIT if canary in tekst]
        assert "artikel 41 lid 1 onder i UAVG" in tekst
        assert "subject" not in tekst.lower()  # our word for who reads this


def test_geen_enkel_gegeven_noemt_de_lezer_subject() -> None:
    """Also of what the files of the other tests do not hold."""
    gezegd = [
        (model.__name__, veld.naam, tekst)
        for model in apps.get_models()
        if model in velden._VELDEN
        for veld in velden.velden_van(model)
        for tekst in (veld.sectie, veld.label)
        if veld.sectie and isinstance(tekst, str)
    ]
    assert len(gezegd) > 300
    assert [wat for wat in gezegd if "subject" in wat[2].lower()] == []


def test_eigen_systemen_zijn_geen_andere_persoon(cast: Cast) -> None:
    """Nothing about others was left out, so the letter does not say so."""
    verzoeken.een_melding(cast, herkomst="eigen", melder_naam="", melder_contact="")
    klaar = verzoeken.beantwoord(cast)
    for tekst in brief(cast, klaar):
        assert Herkomst.EIGEN.label in tekst
        assert "artikel 41" not in tekst
        assert "andere personen" not in tekst


@pytest.mark.clausule("RVB-derden", "afschermen")
def test_een_derde_gaat_alleen_mee_na_een_vraag_aan_die_persoon(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    verzoek = verzoeken.gezocht(cast)
    derde = next(rij for tekst, rij in rijen(verzoek, cast).items() if "DERDE-naam" in tekst)
    client = cast.uitvoerder.client
    kies = {f"weg_{derde.sleutel}": ""}
    zonder = stuur(client, pad("controleren", verzoek), **kies)
    zin = "Vraag eerst die ander en schrijf het antwoord op."
    assert zin in " ".join(zonder.context["form"].errors[f"mee_{derde.sleutel}"])
    met = stuur(
        client,
        pad("controleren", verzoek),
        **kies,
        **{f"mee_{derde.sleutel}": "Gevraagd: geen bezwaar"},
    )
    assert met.status_code == 302
    stuur(client, pad("beantwoorden", verzoek))
    pagina, pdf = brief(cast, verzoek)
    assert "DERDE-naam" in pdf
    assert "geen bezwaar" not in pdf
    assert "geen bezwaar" in pagina  # for the secretary, beside the letter


@pytest.mark.clausule("RVB-weigering", "gronden")
def test_wat_niemand_las_gaat_niet_mee_en_heet_ook_niet_van_een_ander(cast: Cast) -> None:
    """What was put right is the subject's own; whether it names another no mark can tell."""
    dossier = weegploeg.in_weging(cast, naw=gegevens.Persoon())
    oud = dossier.signalen.get()
    weegploeg.verbeter(oud, cast.gemeente, "REDEN-datum", omschrijving="NIEUW-signaal")
    verzoek, client = verzoeken.gezocht(cast), cast.uitvoerder.client
    te_lezen = [rij for rij in rijen(verzoek, cast).values() if rij.regel.afwegen]
    gelezen = "\n".join(rij.regel.waarde for rij in te_lezen)
    assert oud.omschrijving in gelezen
    assert "REDEN-datum" in gelezen
    pagina = client.get(pad("controleren", verzoek)).content.decode()
    assert "Gaat over een andere persoon" not in pagina
    assert pagina.count("Lees en kies zelf") == len(te_lezen)
    zonder = stuur(client, pad("controleren", verzoek), politie="Teamchef, 3 mei")
    for rij in te_lezen:
        assert "kies of hij meegaat" in " ".join(
            zonder.context["form"].errors[f"weg_{rij.sleutel}"]
        )
    kies = {f"weg_{rij.sleutel}": "mee" for rij in te_lezen}
    met = stuur(client, pad("controleren", verzoek), politie="Teamchef, 3 mei", **kies)
    assert met.status_code == 302
    weer = client.get(pad("controleren", verzoek)).context["form"]
    assert {weer[naam].value() for naam in kies} == {"mee"}
    stuur(client, pad("beantwoorden", verzoek))
    _, pdf = brief(cast, verzoek)
    assert "REDEN-datum" in pdf
    assert "andere personen" not in pdf
    assert "artikel 41 lid 1 onder i" not in pdf


@pytest.mark.clausule("RVB-gevonden", "niets")
@pytest.mark.clausule("RVB-overzicht", "vernietigd")
@pytest.mark.clausule("RVB-overzicht", "klacht")
def test_niets_gevonden_is_ook_een_antwoord(cast: Cast) -> None:
    verzoek = verzoeken.met_identiteit(cast)
    client = cast.uitvoerder.client
    assert "Er is niets gevonden." in client.get(pad("zoeken", verzoek)).content.decode()
    stuur(client, pad("zoeken", verzoek))
    stuur(client, pad("controleren", verzoek), vernietigd="In 2024 vernietigden wij een melding.")
    stuur(client, pad("beantwoorden", verzoek))
    for tekst in brief(cast, verzoek):
        assert "In de bestanden waarin wij zochten, is geen dossier over u." in tekst
        assert "In 2024 vernietigden wij een melding." in tekst
        assert "Autoriteit Persoonsgegevens" in tekst
        assert "Wat wij niet geven" not in tekst


@pytest.mark.clausule("RVB-gevonden", "meldingen")
def test_wat_op_een_naam_lijkt_wordt_getoond_en_niet_vanzelf_gekozen(cast: Cast) -> None:
    zelfde = verzoeken.een_melding(cast, achternaam="Kanari")
    naamgenoot = verzoeken.een_melding(cast, geboortedatum=date(1970, 1, 1))
    onbekend = verzoeken.een_melding(cast, geboortedatum=None)
    verzoek = verzoeken.met_identiteit(cast)
    pagina = cast.uitvoerder.client.get(pad("zoeken", verzoek))
    gevonden = {k.dossier.nummer: k.gelijkenis for k in pagina.context["gevonden"]}
    assert gevonden[naamgenoot.nummer] == Gelijkenis.ANDERS
    assert gevonden[onbekend.nummer] == Gelijkenis.ONZEKER
    assert zelfde.nummer in gevonden
    assert f"meldingen.melding:{naamgenoot.pk}" not in pagina.context["gekozen"]
    assert f"meldingen.melding:{onbekend.pk}" not in pagina.context["gekozen"]


def test_een_eerder_verzoek_wordt_gevonden_en_het_verzoek_zelf_niet(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    eerder = verzoeken.beantwoord(cast)
    verzoek = verzoeken.met_identiteit(cast)
    gevonden = decisions.zoek(verzoek, actor=cast.uitvoerder.actor)
    assert eerder.pk in {k.dossier.pk for k in gevonden}
    assert verzoek.pk not in {k.dossier.pk for k in gevonden}
    klaar = verzoeken.beantwoord(cast, ontvangen_op=verzoeken.vandaag())
    assert eerder.nummer in klaar.antwoord


@pytest.mark.clausule("RVB-kosteloos", "geen-notities")
def test_wat_iemand_typt_en_niet_opslaat_gaat_niet_mee(cast: Cast) -> None:
    """What is being typed is its writer's own; what stands in the file goes along."""
    zaak = verzoeken.een_casus(cast)
    plek = reverse("casusoverleg:analyse", args=[zaak.pk])
    for lid in (cast.uitvoerder, cast.politie):
        Klad.objects.create(
            gebruiker=lid.gebruiker,
            rol=lid.vertegenwoordiging,
            plek=plek,
            inhoud="KANARIE-klad",
        )
    verzoek = verzoeken.beantwoord(cast)
    for tekst in brief(cast, verzoek):
        assert "KANARIE-signaal" in tekst
        assert "KANARIE-klad" not in tekst


@pytest.mark.clausule("RVB-gevonden", "weegploeg")
def test_een_dossier_van_de_weegploeg_wordt_gevonden(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast, naw=gegevens.Persoon())
    verzoek = verzoeken.met_identiteit(cast)
    pagina = cast.uitvoerder.client.get(pad("zoeken", verzoek))
    assert dossier.nummer in {k.dossier.nummer for k in pagina.context["gevonden"]}
    assert f"weegploeg.weegploegdossier:{dossier.pk}" in pagina.context["gekozen"]


@pytest.mark.clausule("RVB-gevonden", "archief")
def test_wat_in_het_archief_ligt_wordt_gevonden_zonder_zijn_termijn_te_verlengen(
    cast: Cast,
) -> None:
    eerder = verzoeken.beantwoord(cast)
    zaak = verzoeken.een_casus(cast)
    over_een_jaar = verzoeken.vandaag() + relativedelta(years=1, days=1)
    call_command("bewaartermijnen", peildatum=over_een_jaar.isoformat())
    assert not Verzoek.objects.exists()
    verzoek = verzoeken.gezocht(cast)
    gevonden = decisions.zoek(verzoek, actor=cast.uitvoerder.actor)
    assert {k.dossier.nummer for k in gevonden} == {zaak.nummer, eerder.nummer}
    assert {k.gelijkenis for k in gevonden} == {Gelijkenis.ZELFDE}
    stuur(cast.uitvoerder.client, pad("controleren", verzoek))
    stuur(cast.uitvoerder.client, pad("beantwoorden", verzoek))
    pagina, pdf = brief(cast, verzoek)
    for tekst in (pagina, pdf):
        assert "KANARIE-signaal" in tekst
        assert eerder.nummer in tekst
        assert not [canary for canary in NOOIT if canary in tekst]
    dagen = {k.dossier.laatste_verwerking_op for k in gevonden}
    assert dagen == {verzoeken.vandaag()}


@pytest.mark.clausule("RET-laatste-verwerking", "niet-verzoek")
def test_een_antwoord_verlengt_de_termijn_niet(cast: Cast) -> None:
    """MC 13.1: answering the person concerned is no processing of the file."""
    begonnen = verzoeken.vandaag() - relativedelta(months=11)
    zaak = oud.casus(cast, begonnen)
    termijnen = list(zaak.termijnen.values_list("grond", "van", "tot"))
    wie = oud.PERSOON
    verzoek = verzoeken.beantwoord(
        cast,
        voornamen=wie.voornamen,
        tussenvoegsel=wie.tussenvoegsel,
        achternaam=wie.achternaam,
        geboortedatum=wie.geboortedatum,
    )
    assert verzoek.nummers == [zaak.nummer]
    zaak.refresh_from_db()
    assert zaak.laatste_verwerking_op == begonnen
    assert list(zaak.termijnen.values_list("grond", "van", "tot")) == termijnen != []


def test_wat_verstuurd_is_blijft_staan_ook_als_dossiers_veranderen_of_verdwijnen(
    cast: Cast,
) -> None:
    zaak = verzoeken.een_casus(cast)
    verzoek = verzoeken.beantwoord(cast)
    client = cast.uitvoerder.client

    def verstuurd() -> tuple[Any, str]:
        pagina = client.get(pad("verzoek", verzoek)).context["antwoord"]
        return pagina, pdf_tekst(client.get(pad("pdf", verzoek)).content)

    voor = verstuurd()
    zaak.duiding = "VERANDERD"
    zaak.save()
    assert verstuurd() == voor
    zaak.delete()
    cast.convenant.contact = "VERANDERD"
    cast.convenant.save()
    assert verstuurd() == voor
    assert "KANARIE-duiding" in voor[1]


@pytest.mark.parametrize("stap", ["controleren", "beantwoorden"])
def test_een_dossier_dat_intussen_verandert_moet_opnieuw_worden_nagekeken(
    cast: Cast, stap: str
) -> None:
    zaak = verzoeken.een_casus(cast)
    verzoek = verzoeken.gezocht(cast) if stap == "controleren" else verzoeken.nagekeken(cast)
    client = cast.uitvoerder.client
    pagina = client.get(pad(stap, verzoek))
    verstuur = {n: pagina.context[n] for n in ("gezien", "gelezen") if n in pagina.context}
    zaak.duiding = "NIEUW-in-het-dossier"
    zaak.save()
    voor = verzoeken.staat_er()
    antwoord = client.post(pad(stap, verzoek), verstuur, follow=True)
    assert "Een dossier is intussen veranderd" in antwoord.content.decode()
    assert "NIEUW-in-het-dossier" in antwoord.content.decode()
    assert verzoeken.staat_er() == voor
    # The page that came back can be sent as it is.
    assert stuur(client, pad("controleren", verzoek)).status_code == 302
    assert stuur(client, pad("beantwoorden", verzoek)).status_code == 302
    assert "NIEUW-in-het-dossier" in Verzoek.objects.get().antwoord


@pytest.mark.parametrize("staat", ["getypt", "bewaard"])
def test_wat_getypt_is_blijft_bij_zijn_rij_als_er_bovenaan_iets_bij_komt(
    cast: Cast, staat: str
) -> None:
    zaak = verzoeken.een_casus(cast)
    verzoek, client = verzoeken.gezocht(cast), cast.uitvoerder.client
    duiding = rijen(verzoek, cast)["KANARIE-duiding"]
    keuze = {f"weg_{duiding.sleutel}": "1", f"deel_{duiding.sleutel}": "KANARIE-duiding"}
    gezien = client.get(pad("controleren", verzoek)).context["gezien"]
    if staat == "bewaard":
        assert stuur(client, pad("controleren", verzoek), **keuze).status_code == 302
    eerste = zaak.signalen.get()
    zaak.signalen.create(
        partij=eerste.partij,
        grondslag=eerste.grondslag,
        omschrijving="NIEUW-signaal",
        aard="feit",
        noodzaak="NIEUW-noodzaak",
    )
    if staat == "getypt":
        pagina = stuur(client, pad("controleren", verzoek), **keuze, gezien=gezien)
    else:
        pagina = client.get(pad("controleren", verzoek))
    assert "NIEUW-signaal" in pagina.content.decode()
    form = pagina.context["form"]
    assert {veld: form[veld].value() for veld in keuze} == keuze
    assert stuur(client, pad("controleren", verzoek), **keuze).status_code == 302
    stuur(client, pad("beantwoorden", verzoek))
    assert "NIEUW-signaal" in (pdf := brief(cast, verzoek)[1])
    assert "KANARIE-duiding" not in pdf


@pytest.mark.parametrize("stap", ["zoeken", "controleren", "beantwoorden"])
def test_een_dossier_dat_erbij_komt_wordt_niet_vergeten(cast: Cast, stap: str) -> None:
    staten = {"zoeken": "met_identiteit", "controleren": "gezocht", "beantwoorden": "nagekeken"}
    verzoeken.een_casus(cast)
    verzoek = getattr(verzoeken, staten[stap])(cast)
    client = cast.uitvoerder.client
    pagina = client.get(pad(stap, verzoek)).context
    velden: dict[str, Any] = {n: pagina[n] for n in ("gezien", "gelezen") if n in pagina}
    if stap == "zoeken":
        velden = {
            "gevonden": [k.sleutel for k in pagina["gevonden"]],
            "dossiers": pagina["gekozen"],
        }
    melding = verzoeken.een_melding(cast)
    antwoord = client.post(pad(stap, verzoek), velden, follow=True)
    assert antwoord.request["PATH_INFO"] == pad("zoeken", verzoek)
    assert melding.nummer in antwoord.content.decode()
    assert Verzoek.objects.get().stand == Verzoek.Stand.IDENTITEIT_VASTGESTELD


@pytest.mark.clausule("RVB-derden", "afschermen")
def test_opnieuw_kiezen_houdt_wat_is_nagekeken(cast: Cast) -> None:
    """A file that turns up late costs no second look at the ones before; who is new in it is hidden."""
    zaak = verzoeken.een_casus(cast)
    verzoek, client = verzoeken.gezocht(cast), cast.uitvoerder.client
    duiding = rijen(verzoek, cast)["KANARIE-duiding"]
    keuze = {f"weg_{duiding.sleutel}": "1"}
    assert stuur(client, pad("controleren", verzoek), **keuze).status_code == 302
    assert stuur(client, pad("zoeken", verzoek)).status_code == 302
    assert client.get(pad("beantwoorden", verzoek)).status_code == 200  # nothing changed

    verzoeken.een_melding(cast)
    zaak.derden.create(
        soort="netwerk", naam="TWEEDE-naam", adres="", gegevens="TWEEDE-wat", noodzaak="x"
    )
    pagina = client.get(pad("zoeken", verzoek)).context["gevonden"]
    stuur(client, pad("zoeken", verzoek), dossiers=[k.sleutel for k in pagina])
    assert client.get(pad("beantwoorden", verzoek)).url == pad("controleren", verzoek)
    form = client.get(pad("controleren", verzoek)).context["form"]
    assert {veld: form[veld].value() for veld in keuze} == keuze
    assert form["r1_volledig"].value() == "INTERN-reden"
    verzoek = Verzoek.objects.get()
    anderen = [rij for rij in rijen(verzoek, cast).values() if rij.regel.derden]
    assert len(anderen) > 1
    assert {form[f"weg_{rij.sleutel}"].value() for rij in anderen} == {"1"}


def test_een_heel_groot_dossier_kan_worden_nagekeken(cast: Cast) -> None:
    zaak = verzoeken.een_casus(cast)
    plan = zaak.plannen.create(
        versie=1,
        doelen=["a"],
        doel="Rust",
        status="vastgesteld",
        vastgesteld_op=verzoeken.vandaag(),
    )
    maatregel = plan.maatregelen.create(
        casus=zaak,
        partij=cast.politie.partij,
        omschrijving="Praten",
        van=verzoeken.vandaag(),
        tot=verzoeken.vandaag(),
    )
    for nummer in range(600):
        zaak.voortgang.create(
            keten=maatregel.keten,
            partij=cast.politie.partij,
            stand="loopt",
            resultaat=f"RESULTAAT-{nummer}.",
            op=verzoeken.vandaag(),
        )
    verzoek = verzoeken.gezocht(cast)
    client = cast.uitvoerder.client
    assert stuur(client, pad("controleren", verzoek)).status_code == 302
    stuur(client, pad("beantwoorden", verzoek))
    pdf = brief(cast, verzoek)[1]
    assert "RESULTAAT-0." in pdf
    assert "RESULTAAT-599." in pdf


def test_opmaak_in_een_naam_doet_niets(cast: Cast) -> None:
    naam = '<script>alert(1)</script> *x* #panic("y") $z$ @q'
    verzoeken.een_casus(cast, voornamen=naam)
    verzoek = verzoeken.beantwoord(cast, voornamen=naam)
    pagina, pdf = brief(cast, verzoek)
    assert "<script>alert" not in pagina
    assert "&lt;script&gt;alert(1)" in pagina
    assert naam in pdf


def test_een_antwoord_namens_iemand_gaat_naar_wie_vroeg(cast: Cast) -> None:
    verzoek = verzoeken.beantwoord(
        cast,
        indiener="advocaat",
        indiener_naam="mr. Pieter Advocaat",
        indiener_contact="Gracht 1, Roermond",
    )
    for tekst in brief(cast, verzoek):
        assert "mr. Pieter Advocaat" in tekst
        assert "Advocaat van Wouter van Kanarie" in tekst
        assert "is geen dossier over Wouter van Kanarie" in tekst


@pytest.mark.clausule("BEV-versleuteling", "versleuteld")
def test_in_de_tabellen_en_logs_staat_niets_van_het_verzoek(cast: Cast) -> None:
    from django.db import connection

    verzoeken.een_casus(cast)
    verzoeken.nagekeken(cast, indiener="advocaat", indiener_naam="Kanarie-advocaat")
    verzoeken.beantwoord(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT v::text FROM privacy_rights_verzoek v")
        rauw = " ".join(rij[0] for rij in cursor.fetchall())
        cursor.execute("SELECT b::text FROM privacy_rights_brief b")
        rauw += " ".join(rij[0] for rij in cursor.fetchall())
        cursor.execute("SELECT g::text FROM register_gebeurtenis g")
        rauw += " ".join(rij[0] for rij in cursor.fetchall())
    assert "V-" in rauw
    assert not [c for c in ("anarie", "KANARIE", "Wouter", "Merelhof", "casus:") if c in rauw]


def test_het_verzoek_is_zelf_een_bestand(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    verzoek = verzoeken.beantwoord(
        cast, indiener="ouder", indiener_naam="MOEDER", machtiging_gezien_op=verzoeken.vandaag()
    )
    soort = bestand("privacy_rights.verzoek")
    assert soort.blijvend
    assert soort.persoon(verzoek) == verzoek.persoon
    assert list(soort.kernpartijen(verzoek)) == [cast.gemeente.partij]
    kern = json.dumps(soort.afschrift(verzoek, Publiek.KERNPARTIJ).als_dict())
    assert "KANARIE-signaal" in kern  # what was sent goes along to the archive
    zelf = soort.afschrift(verzoek, Publiek.BETROKKENE)
    derden = {r.waarde for s in zelf.secties for r in s.regels if r.derden}
    assert derden == {"MOEDER"}
    assert "KANARIE-signaal" not in json.dumps(zelf.als_dict())
    assert soort.afschrift(verzoek, Publiek.EXTERN).secties == []


def test_weglaten_via_de_beslissing_laat_geen_spoor_van_de_waarde(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    verzoek = verzoeken.gezocht(cast)
    rij = rijen(verzoek, cast)["KANARIE-signaal"]
    actor = cast.uitvoerder.actor
    keuzes = verzoeken.zonder_anderen(cast, verzoek)
    keuzes.weg[rij.sleutel] = Weg("1")
    decisions.controleer(verzoek, actor=actor, keuzes=keuzes)
    klaar = decisions.beantwoord(verzoek, actor=actor)
    assert "KANARIE-signaal" not in klaar.antwoord
    assert klaar.concept == ""
    assert not [g for g in Gebeurtenis.van(klaar) if "KANARIE" in str(g.velden)]


# For a machine ---------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-kosteloos", "schriftelijk")
def test_wie_een_bestand_wil_krijgt_wat_in_de_brief_staat_en_wat_elk_deel_is(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    klaar = verzoeken.beantwoord(cast)
    client = cast.uitvoerder.client
    assert pad("json", klaar) in client.get(pad("verzoek", klaar)).content.decode()
    antwoord = client.get(pad("json", klaar))
    assert antwoord["Content-Type"] == "application/json"
    assert antwoord["Content-Disposition"] == f'attachment; filename="{klaar.nummer}.json"'
    tekst = antwoord.content.decode()
    assert "KANARIE-signaal" in tekst
    for geheim in (*NOOIT, "INTERN"):
        assert geheim not in tekst
    gegevens = json.loads(tekst)
    assert gegevens["dossiers"] == json.loads(klaar.antwoord)["dossiers"]
    vorm = gegevens.pop("vorm")
    assert _paden(gegevens) == set(vorm)  # each part is described, and nothing else is
    assert all(zin.endswith(".") for zin in vorm.values())


def _paden(deel: Any, waar: str = "") -> set[str]:
    """Every name in a document, with those above it."""
    if isinstance(deel, list):
        return {pad for punt in deel for pad in _paden(punt, waar)}
    if not isinstance(deel, dict):
        return set()
    eigen = {f"{waar}.{naam}".lstrip(".") for naam in deel}
    return eigen.union(*(_paden(deel[naam], f"{waar}.{naam}".lstrip(".")) for naam in deel))


def test_een_weigering_heeft_geen_bestand(cast: Cast) -> None:
    rij = verzoeken.met_identiteit(cast)
    client = cast.uitvoerder.client
    assert client.get(pad("json", rij)).status_code == 404
    velden = {"waarom": "ongegrond", "in_brief": "Dit vroeg u al.", "volledig": "INTERN"}
    assert client.post(pad("weigeren", rij), velden).status_code == 302
    assert client.get(pad("json", rij)).status_code == 404
    assert pad("json", rij) not in client.get(pad("verzoek", rij)).content.decode()
