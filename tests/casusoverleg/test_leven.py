"""The life of a casus, through the pages: from opening to closing."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from casusoverleg import decisions
from casusoverleg.deelname import decisions as deelnemen
from casusoverleg.dossier.models import Casus, Correctie, Doel
from casusoverleg.overdracht import SignaalOverdracht
from casusoverleg.plan import decisions as plannen
from casusoverleg.plan.models import Maatregel, Plan, Voortgang
from gedeeld.weigering import Geweigerd, NietMogelijk
from register.models import Gebeurtenis
from tests.cast import Cast, grondslag
from tests.hulp import casussen, gegevens, jaren_geleden, vandaag
from tests.hulp.formulieren import open_formulier, stuur


def url(naam: str, *args: Any) -> str:
    return reverse(f"casusoverleg:{naam}", args=args)


def post(client: Client, naam: str, /, *args: Any, **velden: Any) -> str:
    """Send a form that must be accepted; give the page that follows."""
    antwoord = client.post(url(naam, *args), velden, follow=True)
    assert antwoord.redirect_chain, getattr(antwoord.context.get("form"), "errors", antwoord)
    return antwoord.content.decode()


def fout(client: Client, naam: str, /, *args: Any, **velden: Any) -> dict[str, list[str]]:
    """Send a form that must be refused; give its errors."""
    antwoord = client.post(url(naam, *args), velden)
    assert antwoord.status_code == 200
    return dict(antwoord.context["form"].errors)


def maatregel_velden(cast: Cast, **anders: Any) -> dict[str, Any]:
    return {
        "partij": cast.politie.partij.pk,
        "omschrijving": "Huisbezoek",
        "wordt_genomen": "on",
        "bevoegdheid": "artikel 3 Politiewet",
        "doel": "a",
        "prioriteit": "gewoon",
        "wie": "wijkagent",
        "van": vandaag(),
        "tot": vandaag() + timedelta(days=90),
    } | anders


@pytest.mark.clausule("CAS-inhoud", "naw")
@pytest.mark.clausule("CAS-inhoud", "signalen")
@pytest.mark.clausule("CAS-inhoud", "inbrenger")
@pytest.mark.clausule("CAS-inhoud", "analyse")
@pytest.mark.clausule("CAS-inhoud", "acties")
@pytest.mark.clausule("CAS-inhoud", "netwerk")
@pytest.mark.clausule("CAS-inhoud", "afgesloten")
@pytest.mark.clausule("CAS-analyse")
@pytest.mark.clausule("CAS-casusregisseur")
@pytest.mark.clausule("CAS-plan-doelen", "a")
@pytest.mark.clausule("CAS-plan-doelen", "c")
@pytest.mark.clausule("CAS-plan-vaststellen", "vaststellen")
@pytest.mark.clausule("CAS-afsluiten", "advies")
@pytest.mark.clausule("CAS-afsluiten", "zorg-door")
def test_een_casus_van_openen_tot_afsluiten(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    secretaris = cast.uitvoerder.client
    pagina = secretaris.get(url("casus", zaak.pk)).content.decode()
    for tekst in (
        "Wouter van Kanarie",
        "KANARIE-signaal",
        "KANARIE-weging",
        "KANARIE-duiding",
        "Politie Limburg, postbus 1",
        "Analyse vastleggen",
    ):
        assert tekst in pagina

    post(secretaris, "analyse", zaak.pk, analyse="Zoekt erkenning")
    post(secretaris, "regisseur", zaak.pk, partij=cast.reclassering.partij.pk)
    post(
        secretaris,
        "deelname",
        zaak.pk,
        partij=cast.extern.partij.pk,
        rol="deelnemer",
        waarvoor="uitvoering",
        reden="Behandelt het subject",
    )
    uitnodiging = zaak.partijvragen.get(partij=cast.extern.partij)
    post(cast.extern.client, "partijvraag", uitnodiging.pk, uitkomst="doet_mee", op=vandaag())
    post(
        cast.reclassering.client,
        "bijdrage",
        zaak.pk,
        **gegevens.INBRENG,
        omschrijving="Houdt zich aan afspraken",
        werk="toezicht",
        grondslag=grondslag("reclassering-8").pk,
        noodzaak="Voor de maatregel van werk",
    )
    post(
        secretaris,
        "derde",
        zaak.pk,
        soort="netwerk",
        doel="invloed",
        naam="Oom Piet",
        noodzaak="Heeft invloed",
    )
    post(secretaris, "plan_wijzigen", zaak.pk, doelen=["a", "c"], doel="Rust en werk")
    post(secretaris, "maatregel_toevoegen", zaak.pk, **maatregel_velden(cast))
    post(
        secretaris,
        "maatregel_toevoegen",
        zaak.pk,
        **maatregel_velden(cast, partij=cast.extern.partij.pk, omschrijving="Behandeling"),
    )
    casussen.allen_eens(zaak.plannen.get())
    assert "vastgesteld" in post(secretaris, "vaststellen", zaak.pk, vastgesteld_op=vandaag())

    behandeling = casussen.keten(zaak, cast.extern.partij)
    pagina = post(
        cast.extern.client,
        "voortgang",
        zaak.pk,
        behandeling,
        stand="loopt",
        resultaat="Eerste gesprek gehad",
    )
    assert "Eerste gesprek gehad" in pagina
    post(
        secretaris,
        "advies",
        zaak.pk,
        **casussen.evaluatie_velden(zaak, vervolg="GGZ gaat door"),
    )
    decisions.sluit_af(
        zaak.zaak,
        actor=cast.uitvoerder.actor,
        besluit="Eens met het advies",
        niet_af="Loopt vanzelf door",
    )

    pagina = cast.uitvoerder.client.get(url("casus", zaak.pk)).content.decode()
    for tekst in (
        "Afgesloten",
        "Zoekt erkenning",
        "Houdt zich aan afspraken",
        "Oom Piet",
        "De doelen zijn gehaald",
        "GGZ gaat door",
        "Eens met het advies",
    ):
        assert tekst in pagina
    soorten = list(Gebeurtenis.van(zaak).values_list("soort", flat=True))[::-1]
    assert [soort.removeprefix("casusoverleg.") for soort in soorten] == [
        "geopend",
        "deelname_begonnen",
        "uitgenodigd",
        "uitnodiging_aangenomen",
        "analyse_vastgelegd",
        "regisseur_aangewezen",
        "deelname_begonnen",
        "uitgenodigd",
        "uitnodiging_aangenomen",
        "bijdrage_toegevoegd",
        "derde_toegevoegd",
        "plan_gemaakt",
        "maatregel_toegevoegd",
        "maatregel_toegevoegd",
        "plan_vastgesteld",
        "voortgang_gemeld",
        "afsluiten_geadviseerd",
        "afgesloten",
    ]


@pytest.mark.clausule("WEE-bestand", "tabellen")
@pytest.mark.clausule("WEE-bestand", "geen-verwijzing")
def test_de_casus_is_een_eigen_bestand_met_een_kopie(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    andere_bestanden = {"weegploeg", "meldingen"}
    for model in (Casus, *(rel.related_model for rel in Casus._meta.related_objects)):
        doelen = {v.related_model._meta.app_label for v in model._meta.fields if v.related_model}
        assert not doelen & andere_bestanden
    assert zaak.nummer.startswith("C-")
    assert zaak.weegploeg_nummer == "W-2026-0001"


@pytest.mark.clausule("WPG-soort", "9-10-casuspartij")
def test_politiegegevens_van_artikel_9_of_10_komen_niet_in_de_casus(cast: Cast) -> None:
    geheim = SignaalOverdracht(
        {
            **gegevens.SOORT,
            "omschrijving": "x",
            "partij_id": cast.politie.partij.pk,
            "grondslag_id": grondslag("wpg-18-2").pk,
            "wpg_artikel": "9",
            "grondslag_om_id": grondslag("wpg-16-1-om").pk,
        }
    )
    with pytest.raises(NietMogelijk, match="artikel 9 of 10"):
        casussen.casus(cast, signalen=[geheim])
    assert not Casus.objects.exists()
    assert casussen.casus(cast).signalen.count() == 1


def test_alleen_de_uitvoerder_van_deze_weegploeg_opent_een_casus(cast: Cast) -> None:
    for lid in (cast.gemeente, cast.uitvoerder_casusoverleg, cast.maastricht, cast.elders):
        with pytest.raises(Geweigerd):
            casussen.casus(cast, actor=lid.actor)
    assert casussen.casus(cast, actor=cast.uitvoerder_weegploeg.actor).stand == "actief"


@pytest.mark.clausule("DEF-plan", "doel")
@pytest.mark.clausule("DEF-plan", "maatregelen")
@pytest.mark.clausule("CAS-plan-maatregelen", "wat")
@pytest.mark.clausule("CAS-plan-maatregelen", "wie")
@pytest.mark.clausule("CAS-plan-maatregelen", "bevoegdheid")
@pytest.mark.clausule("CAS-plan-maatregelen", "aankondigen")
@pytest.mark.clausule("CAS-informeren-advies", "in-plan")
def test_het_plan_noemt_doel_en_maatregelen_per_partij(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    secretaris = cast.uitvoerder.client
    assert set(fout(secretaris, "plan_wijzigen", zaak.pk, doelen=["z"], doel="")) == {
        "doelen",
        "doel",
    }
    assert not zaak.plannen.exists()
    post(
        secretaris,
        "plan_wijzigen",
        zaak.pk,
        doelen=list(Doel.values),
        doel="Rust",
        informeren="De burgemeester, in juni",
    )
    post(secretaris, "maatregel_toevoegen", zaak.pk, **maatregel_velden(cast, wordt_genomen=""))
    maatregel = Maatregel.objects.get()
    assert not maatregel.wordt_genomen
    post(
        secretaris,
        "maatregel_wijzigen",
        zaak.pk,
        maatregel.pk,
        **maatregel_velden(cast, omschrijving="Meldplicht"),
    )
    casussen.allen_eens(zaak.plannen.get())
    post(secretaris, "vaststellen", zaak.pk, vastgesteld_op=vandaag())
    pagina = unescape(cast.gemeente.client.get(url("plan", zaak.pk)).content.decode())
    for tekst in (
        "Meldplicht",
        "artikel 3 Politiewet",
        "wijkagent",
        "Politie Limburg",
        "De burgemeester, in juni",
        *Doel.labels,
    ):
        assert tekst in pagina


@pytest.mark.clausule("CAS-plan-maatregelen", "wat")
@pytest.mark.clausule("CAS-plan-maatregelen", "wie")
@pytest.mark.clausule("CAS-plan-maatregelen", "bevoegdheid")
@pytest.mark.clausule("CAS-plan-maatregelen", "wanneer")
def test_een_maatregel_is_van_een_deelnemer_en_eindigt_na_het_begin(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    casussen.concept(zaak, cast)
    secretaris = cast.uitvoerder.client
    velden = maatregel_velden(cast, tot=vandaag() - timedelta(days=1))
    assert set(fout(secretaris, "maatregel_toevoegen", zaak.pk, **velden)) == {"tot"}
    velden = maatregel_velden(cast, partij=cast.reclassering.partij.pk)
    assert set(fout(secretaris, "maatregel_toevoegen", zaak.pk, **velden)) == {"partij"}
    velden = maatregel_velden(cast, van="gisteren", bevoegdheid="", omschrijving="")
    assert set(fout(secretaris, "maatregel_toevoegen", zaak.pk, **velden)) == {
        "van",
        "bevoegdheid",
        "omschrijving",
    }
    assert not Maatregel.objects.exists()
    begin = vandaag() + timedelta(days=3)
    pagina = post(secretaris, "maatregel_toevoegen", zaak.pk, **maatregel_velden(cast, van=begin))
    assert f"Vanaf {date_format(begin, 'j F Y')}" in pagina
    assert date_format(vandaag() + timedelta(days=90), "j F Y") in pagina


@pytest.mark.clausule("CAS-plan-vaststellen", "vaststellen")
def test_een_plan_zonder_maatregel_wordt_niet_vastgesteld(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    plan = casussen.concept(zaak, cast)
    secretaris = cast.uitvoerder.client
    pagina = secretaris.post(
        url("vaststellen", zaak.pk), {"vastgesteld_op": vandaag()}, follow=True
    ).content.decode()
    assert "ten minste één doel en één maatregel" in pagina
    casussen.maatregel_van(plan, cast, cast.politie.partij)
    casussen.allen_eens(plan)
    post(secretaris, "vaststellen", zaak.pk, vastgesteld_op=vandaag())
    assert zaak.plannen.get().status == "vastgesteld"


@pytest.mark.clausule("CAS-plan-vaststellen", "leesbaar")
@pytest.mark.clausule("CAS-plan-vaststellen", "nieuwe-versie")
def test_een_vastgestelde_versie_verandert_nooit_en_blijft_leesbaar(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, omschrijving="Eerste afspraak")
    eerste, actor = zaak.plannen.get(), cast.uitvoerder.actor
    maatregel = eerste.maatregelen.get()
    for besluit in (
        lambda: plannen.wijzig_plan(eerste, actor=actor, doelen=["b"], doel="anders"),
        lambda: casussen.maatregel_van(eerste, cast, cast.om.partij),
        lambda: plannen.schrap_maatregel(maatregel, actor=actor),
        lambda: plannen.stel_plan_vast(eerste, actor=actor),
        lambda: plannen.wijzig_maatregel(maatregel, actor=actor, partij=cast.om.partij),
    ):
        with pytest.raises(NietMogelijk, match="nieuwe versie"):
            besluit()

    secretaris = cast.uitvoerder.client
    post(secretaris, "nieuwe_versie", zaak.pk)
    tweede = zaak.plannen.get(versie=2)
    nieuw = tweede.maatregelen.get()
    assert (nieuw.keten, nieuw.omschrijving) == (maatregel.keten, "Eerste afspraak")
    post(
        secretaris,
        "maatregel_wijzigen",
        zaak.pk,
        nieuw.pk,
        **maatregel_velden(cast, omschrijving="Tweede afspraak"),
    )
    casussen.allen_eens(tweede)
    post(secretaris, "vaststellen", zaak.pk, vastgesteld_op=vandaag())

    lezer = cast.politie.client
    assert "Tweede afspraak" in lezer.get(url("plan", zaak.pk)).content.decode()
    oud = lezer.get(url("plan_versie", zaak.pk, 1)).content.decode()
    assert "Eerste afspraak" in oud
    assert "Tweede afspraak" not in oud
    assert list(zaak.plannen.values_list("status", flat=True)) == ["vastgesteld", "vervangen"]


def test_er_is_hooguit_een_concept_tegelijk(cast: Cast) -> None:
    zaak = casussen.met_plan(cast)
    plannen.maak_nieuwe_versie(zaak, actor=cast.uitvoerder.actor)
    pagina = cast.uitvoerder.client.post(url("nieuwe_versie", zaak.pk), follow=True)
    assert "Er is al een concept" in pagina.content.decode()
    with pytest.raises(NietMogelijk):
        plannen.maak_plan(zaak, actor=cast.uitvoerder.actor, doelen=["a"], doel="x")
    with pytest.raises(IntegrityError, match="een_concept_per_casus"), transaction.atomic():
        Plan.objects.create(casus=zaak, versie=9, doel="x")
    assert Plan.objects.filter(status="concept").count() == 1


@pytest.mark.clausule("CAS-monitoring", "te-laat")
@pytest.mark.clausule("CAS-plan-maatregelen", "stand")
def test_maatregelen_over_tijd_vallen_op_tot_er_een_resultaat_is(cast: Cast) -> None:
    gisteren = vandaag() - timedelta(days=1)
    zaak = casussen.met_plan(cast, tot=gisteren)
    ketting = casussen.keten(zaak, cast.politie.partij)
    secretaris, politie = cast.uitvoerder.client, cast.politie.client
    assert "1 dag te laat" in secretaris.get(url("plan", zaak.pk)).content.decode()
    assert "te laat" in secretaris.get(url("lijst")).content.decode()
    post(politie, "voortgang", zaak.pk, ketting, stand="loopt", resultaat="Uitgesteld")
    assert "Eén maatregel is te laat" in politie.get(url("plan", zaak.pk)).content.decode()
    post(politie, "voortgang", zaak.pk, ketting, stand="klaar", resultaat="Gelukt")
    assert "te laat" not in secretaris.get(url("plan", zaak.pk)).content.decode()
    assert "te laat" not in secretaris.get(url("lijst")).content.decode()
    pagina = secretaris.get(url("plan", zaak.pk)).content.decode()
    assert "Uitgesteld" in pagina
    assert "Gelukt" in pagina


@pytest.mark.clausule("CAS-monitoring", "te-laat")
def test_de_laatste_dag_van_een_maatregel_is_nog_op_tijd(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, tot=vandaag())
    assert "te laat" not in cast.uitvoerder.client.get(url("plan", zaak.pk)).content.decode()


@pytest.mark.clausule("CAS-plan-maatregelen", "stand")
def test_voortgang_blijft_bij_de_maatregel_in_een_nieuwe_versie(cast: Cast) -> None:
    zaak = casussen.met_plan(cast)
    actor = cast.uitvoerder.actor
    ketting = casussen.keten(zaak, cast.politie.partij)
    plannen.meld_voortgang(zaak, ketting, actor=actor, stand="loopt", resultaat="Begonnen")
    casussen.stel_vast(plannen.maak_nieuwe_versie(zaak, actor=actor), actor=actor)
    assert casussen.keten(zaak, cast.politie.partij) == ketting
    assert "Begonnen" in cast.gemeente.client.get(url("plan", zaak.pk)).content.decode()


def test_voortgang_zonder_tekst_of_stand_geeft_een_zin_bij_het_veld(cast: Cast) -> None:
    zaak = casussen.met_plan(cast)
    ketting = casussen.keten(zaak, cast.politie.partij)
    velden = fout(
        cast.politie.client, "voortgang", zaak.pk, ketting, stand="misschien", resultaat=""
    )
    assert set(velden) == {"stand", "resultaat"}
    assert not Voortgang.objects.exists()


# Taking part -----------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-samenstelling", "toevoegen")
@pytest.mark.clausule("CAS-samenstelling", "reden")
@pytest.mark.clausule("CAS-samenstelling", "weggaan")
@pytest.mark.clausule("CAS-autorisatie", "geven")
def test_deelnemen_heeft_een_reden_en_een_begin_en_een_eind(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    secretaris = cast.uitvoerder.client
    velden = {"partij": cast.reclassering.partij.pk, "rol": "deelnemer", "waarvoor": "uitvoering"}
    assert set(fout(secretaris, "deelname", zaak.pk, **velden, reden=" ")) == {"reden"}
    post(secretaris, "deelname", zaak.pk, **velden, reden="Houdt toezicht")
    assert set(fout(secretaris, "deelname", zaak.pk, **velden, reden="Nog eens")) == {"partij"}
    rij = casussen.deelname(zaak, cast.reclassering.partij)
    assert set(fout(secretaris, "deelname_beeindigen", zaak.pk, rij.pk, reden=" ")) == {"reden"}
    pagina = post(secretaris, "deelname_beeindigen", zaak.pk, rij.pk, reden="Toezicht is klaar")
    assert "Houdt toezicht" in pagina
    assert "Waarom gestopt: Toezicht is klaar" in pagina
    rij.refresh_from_db()
    assert (rij.van, rij.tot) == (vandaag(), vandaag())
    opnieuw = fout(secretaris, "deelname_beeindigen", zaak.pk, rij.pk, reden="Nog eens")
    assert "al beëindigd" in opnieuw["__all__"][0]
    # What is past is not what follows from letting it in again.
    secretaris.leest = False  # type: ignore[attr-defined]
    vooraf = secretaris.post(url("deelname", zaak.pk), velden | {"reden": "Weer nodig"})
    assert vooraf.content.decode().count("leest de hele casus, vanaf") == 1
    secretaris.leest = True  # type: ignore[attr-defined]
    post(secretaris, "deelname", zaak.pk, **velden, reden="Weer nodig")


@pytest.mark.clausule("DEF-extern", "bijlage1")
@pytest.mark.clausule("CON-geheimhouding", "geldig")
def test_een_externe_partner_zonder_bijlage_1_of_geheimhouding_doet_niet_mee(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    extern = cast.extern.partij
    velden = {
        "partij": extern.pk,
        "rol": "deelnemer",
        "waarvoor": "uitvoering",
        "reden": "Behandelt",
    }
    verklaring = extern.geheimhouding.get()
    geldig = verklaring.geldig_tot
    verklaring.geldig_tot = vandaag()
    verklaring.save()
    assert set(fout(cast.uitvoerder.client, "deelname", zaak.pk, **velden)) == {"partij"}
    with pytest.raises(NietMogelijk, match="geheimhoudingsverklaring"):
        casussen.laat_deelnemen(zaak, cast, extern)
    verklaring.geldig_tot = geldig
    verklaring.save()
    extern.bijlage1.update(tot=vandaag())
    with pytest.raises(NietMogelijk, match="bijlage 1"):
        casussen.laat_deelnemen(zaak, cast, extern)
    extern.bijlage1.update(tot=None)
    post(cast.uitvoerder.client, "deelname", zaak.pk, **velden)


def test_wie_geen_casuspartner_kan_zijn_wordt_niet_toegelaten(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    for partij in (cast.maastricht.partij, cast.elders.partij, cast.om.partij):
        velden = {"partij": partij.pk, "rol": "deelnemer", "waarvoor": "uitvoering", "reden": "x"}
        assert set(fout(cast.uitvoerder.client, "deelname", zaak.pk, **velden)) == {"partij"}
        with pytest.raises(NietMogelijk):
            casussen.laat_deelnemen(zaak, cast, partij)
    assert not zaak.deelnames.exists()


@pytest.mark.clausule("WEE-rvdk-minderjarig", "volwassene")
@pytest.mark.clausule("WEE-rvdk-minderjarig", "gronden")
@pytest.mark.parametrize(
    ("jaren", "zin"), [(18, "meerderjarig"), (40, "meerderjarig"), (None, "geboortedatum")]
)
def test_de_raad_doet_niet_mee_bij_een_volwassene(cast: Cast, jaren: int | None, zin: str) -> None:
    geboren = jaren_geleden(jaren) if jaren else None
    zaak = casussen.casus(cast, naw={"geboortedatum": geboren})
    raad = cast.rvdk.partij
    velden = {
        "partij": raad.pk,
        "rol": "deelnemer",
        "waarvoor": "uitvoering",
        "reden": "Onderzoek",
        "grond_rvdk": "ontwikkeling",
    }
    pagina = cast.uitvoerder.client.get(url("deelname", zaak.pk))
    assert zin in pagina.content.decode()  # says so before somebody chooses it, and offers it not
    gevraagd = {"partij", "waarvoor", "reden", "besloten_op", "van", "tot"}
    assert set(pagina.context["form"].fields) == gevraagd
    assert raad not in pagina.context["form"].fields["partij"].queryset
    assert set(fout(cast.uitvoerder.client, "deelname", zaak.pk, **velden)) == {"partij"}
    with pytest.raises(NietMogelijk):
        casussen.casus(cast, raad, naw={"geboortedatum": geboren})
    decisions.corrigeer_persoon(
        zaak, actor=cast.uitvoerder.actor, naw={"geboortedatum": jaren_geleden(12)}, reden="x"
    )
    assert (
        "grond"
        in fout(cast.uitvoerder.client, "deelname", zaak.pk, **velden | {"grond_rvdk": ""})[
            "__all__"
        ][0]
    )
    post(cast.uitvoerder.client, "deelname", zaak.pk, **velden)
    assert casussen.deelname(zaak, raad).grond_rvdk == "ontwikkeling"


@pytest.mark.clausule("CAS-casusregisseur")
def test_een_externe_partner_of_buitenstaander_is_geen_regisseur(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij, cast.reclassering.partij)
    secretaris = cast.uitvoerder.client
    for partij in (cast.extern.partij, cast.rvdk.partij, cast.maastricht.partij):
        assert set(fout(secretaris, "regisseur", zaak.pk, partij=partij.pk)) == {"partij"}
        with pytest.raises(NietMogelijk):
            deelnemen.wijs_regisseur_aan(zaak, actor=cast.uitvoerder.actor, partij=partij)
    post(secretaris, "regisseur", zaak.pk, partij=cast.reclassering.partij.pk)
    rij = casussen.deelname(zaak, cast.reclassering.partij)
    post(secretaris, "deelname_beeindigen", zaak.pk, rij.pk, reden="Klaar")
    zaak.refresh_from_db()
    assert zaak.regisseur is None


# Contributions and third persons ---------------------------------------------------------------
@pytest.mark.clausule("CAS-geen-dossier", "waarom")
def test_een_gegeven_noemt_waarom_het_plan_het_nodig_heeft(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    velden = {
        **gegevens.INBRENG,
        "omschrijving": "Werkt niet",
        "werk": "toezicht",
        "grondslag": grondslag("reclassering-8").pk,
        "bijzonder": ["gezondheid"],
        "uitzonderingen": ["uavg-30-2-b"],
    }
    client = cast.reclassering.client
    assert set(fout(client, "bijdrage", zaak.pk, **velden, noodzaak="")) == {"noodzaak"}
    assert set(
        fout(client, "bijdrage", zaak.pk, **velden | {"bijzonder": ["score"]}, noodzaak="x")
    ) == {"bijzonder"}
    assert not zaak.bijdragen.exists()
    post(client, "bijdrage", zaak.pk, **velden, noodzaak="Voor dagbesteding")
    bijdrage = zaak.bijdragen.get()
    assert (bijdrage.partij, bijdrage.bijzonder) == (cast.reclassering.partij, ["gezondheid"])
    pagina = cast.om.client.get(url("casus", zaak.pk)).content.decode()
    for tekst in ("Werkt niet", "Voor dagbesteding", "Reclasseringsregeling", "Gezondheid"):
        assert tekst in pagina


@pytest.mark.clausule("MEL-grondslag", "per-partij")
def test_een_gegeven_draagt_een_grondslag_van_de_eigen_soort_partij(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    velden = {**gegevens.INBRENG, "werk": "toezicht", "omschrijving": "x", "noodzaak": "y"}
    fouten = fout(
        cast.reclassering.client, "bijdrage", zaak.pk, **velden, grondslag=grondslag("wpg-20").pk
    )
    assert set(fouten) == {"grondslag"}
    with pytest.raises(NietMogelijk):
        casussen.breng_in(
            zaak, actor=cast.reclassering.actor, grondslag=grondslag("wpg-18-2"), **velden
        )
    post(
        cast.reclassering.client,
        "bijdrage",
        zaak.pk,
        **velden,
        grondslag=grondslag("reclassering-8").pk,
    )


@pytest.mark.clausule("CAS-derde", "professionals")
@pytest.mark.clausule("DEF-achterblijver")
@pytest.mark.clausule("CAS-inhoud", "achterblijvers")
def test_een_ander_persoon_alleen_zover_het_plan_het_nodig_heeft(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    secretaris = cast.uitvoerder.client
    fouten = fout(
        secretaris,
        "derde",
        zaak.pk,
        soort="professional",
        naam="M. Arts",
        gegevens="Ook bekend als",
        noodzaak="Behandelt",
    )
    assert set(fouten) == {"gegevens"}
    assert set(fout(secretaris, "derde", zaak.pk, soort="buurman", naam="", noodzaak="")) == {
        "soort",
        "naam",
        "noodzaak",
    }
    assert not zaak.derden.exists()
    Casus.objects.filter(pk=zaak.pk).update(bijzonderheid="uitreiziger")
    post(
        secretaris,
        "derde",
        zaak.pk,
        soort="achterblijver",
        doel="netwerk",
        naam="Moeder Kanarie",
        gegevens="Wil hulp",
        noodzaak="Doel f",
    )
    derde = zaak.derden.get()
    pagina = post(secretaris, "derde_verwijderen", zaak.pk, derde.pk)
    assert "Moeder Kanarie" not in pagina
    assert not zaak.derden.exists()


# Closing ---------------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-afsluiten", "advies")
def test_zonder_vastgesteld_plan_geen_advies_en_zonder_advies_geen_afsluiten(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    secretaris, actor = cast.uitvoerder.client, cast.uitvoerder.actor
    assert (
        "plan"
        in fout(secretaris, "advies", zaak.pk, gegeven_op=vandaag(), evaluatie="Klaar")["__all__"][
            0
        ]
    )
    casussen.stel_vast(casussen.concept(zaak, cast, cast.politie.partij), actor=actor)
    leeg = casussen.evaluatie_velden(zaak, evaluatie="")
    assert set(fout(secretaris, "advies", zaak.pk, **leeg)) == {"evaluatie"}
    with pytest.raises(NietMogelijk, match="nog geen advies"):
        decisions.sluit_af(zaak.zaak, actor=actor, besluit="Klaar", niet_af="Loopt vanzelf door")
    post(secretaris, "advies", zaak.pk, **casussen.evaluatie_velden(zaak))
    with pytest.raises(NietMogelijk, match="besloten"):
        decisions.sluit_af(zaak.zaak, actor=actor, besluit=" ", niet_af="Loopt vanzelf door")
    assert (
        decisions.sluit_af(
            zaak.zaak, actor=actor, besluit="Eens", niet_af="Loopt vanzelf door"
        ).afgesloten_op
        == vandaag()
    )


@pytest.mark.clausule("CAS-afsluiten", "alleen-kernpartijen")
def test_alleen_de_kernpartijen_besluiten_over_afsluiten(cast: Cast) -> None:
    zaak = casussen.met_advies(cast, cast.reclassering.partij)
    mogen = {"uitvoerder", "uitvoerder_weegploeg"}
    for naam, lid in cast.allen.items():
        if naam not in mogen:
            for besluit in (decisions.sluit_af, decisions.zet_voort):
                with pytest.raises(Geweigerd):
                    besluit(zaak.zaak, actor=lid.actor, besluit="Klaar")
    assert decisions.sluit_af(
        zaak.zaak,
        actor=cast.uitvoerder_weegploeg.actor,
        besluit="Klaar",
        niet_af="Loopt vanzelf door",
    )


@pytest.mark.clausule("CAS-afsluiten", "alleen-kernpartijen")
def test_de_kernpartijen_kunnen_de_aanpak_voortzetten(cast: Cast) -> None:
    zaak = casussen.met_advies(cast)
    decisions.zet_voort(zaak.zaak, actor=cast.uitvoerder.actor, besluit="Nog te veel zorgen")
    zaak.refresh_from_db()
    assert zaak.stand == "actief"
    assert "Nog te veel zorgen" in cast.om.client.get(url("casus", zaak.pk)).content.decode()
    opnieuw = casussen.evaluatie_velden(zaak, evaluatie="Nu wel klaar")
    post(cast.uitvoerder.client, "advies", zaak.pk, **opnieuw)
    decisions.sluit_af(
        zaak.zaak, actor=cast.uitvoerder.actor, besluit="Eens", niet_af="Loopt vanzelf door"
    )


def test_afgesloten_is_afgesloten(cast: Cast) -> None:
    zaak = casussen.afgesloten(cast, cast.reclassering.partij)
    secretaris = cast.uitvoerder.client
    ketting = casussen.keten(zaak, cast.politie.partij)
    pogingen = [
        (cast.uitvoerder.client, "analyse", [], {"analyse": "x"}),
        (secretaris, "regisseur", [], {"partij": cast.om.partij.pk}),
        (
            secretaris,
            "deelname",
            [],
            {
                "partij": cast.extern.partij.pk,
                "rol": "deelnemer",
                "waarvoor": "uitvoering",
                "reden": "x",
            },
        ),
        (
            secretaris,
            "derde",
            [],
            {"soort": "netwerk", "doel": "netwerk", "naam": "x", "noodzaak": "x"},
        ),
        (secretaris, "advies", [], casussen.evaluatie_velden(zaak)),
        (secretaris, "voortgang", [ketting], {"stand": "klaar", "resultaat": "x"}),
        (
            secretaris,
            "bijdrage",
            [],
            {
                **gegevens.INBRENG,
                "omschrijving": "x",
                "grondslag": grondslag("avg-6-1-e").pk,
                "noodzaak": "x",
            },
        ),
    ]
    aantal = Gebeurtenis.van(zaak).count()
    for client, naam, args, velden in pogingen:
        fouten = fout(client, naam, zaak.pk, *args, **velden)
        assert "afgesloten" in fouten["__all__"][0], naam
    antwoord = secretaris.post(url("nieuwe_versie", zaak.pk), follow=True)
    assert "afgesloten" in antwoord.content.decode()
    assert Gebeurtenis.van(zaak).count() == aantal
    assert cast.reclassering.client.get(url("casus", zaak.pk)).status_code == 404


@pytest.mark.clausule("CAS-autorisatie", "intrekken")
def test_ook_na_afsluiten_kan_toegang_worden_ingetrokken(cast: Cast) -> None:
    zaak = casussen.afgesloten(cast, cast.reclassering.partij)
    rij = casussen.deelname(zaak, cast.reclassering.partij)
    post(cast.uitvoerder.client, "deelname_beeindigen", zaak.pk, rij.pk, reden="Klaar")
    assert cast.reclassering.client.get(url("casus", zaak.pk)).status_code == 404


def test_wat_getypt_is_blijft_staan_als_het_niet_lukt(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    antwoord = cast.uitvoerder.client.post(url("derde", zaak.pk), {"naam": "Lange naam"})
    assert "Lange naam" in antwoord.content.decode()
    assert "utrecht-form-field--invalid" in antwoord.content.decode()


def test_een_persoon_zonder_naam_of_met_een_kromme_datum_wordt_geweigerd(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    for velden, veld in (
        ({"achternaam": ""}, "achternaam"),
        ({"achternaam": "Mees", "geboortedatum": "31-02-2010"}, "geboortedatum"),
    ):
        assert set(fout(cast.uitvoerder.client, "persoon", zaak.pk, **velden)) == {veld}
    zaak.refresh_from_db()
    assert zaak.achternaam == "Kanarie"
    velden = {"achternaam": "Mees", "geboortedatum": "2010-02-01", "reden": "x"}
    post(cast.uitvoerder.client, "persoon", zaak.pk, **velden)
    zaak.refresh_from_db()
    assert (zaak.achternaam, str(zaak.geboortedatum)) == ("Mees", "2010-02-01")


@pytest.mark.clausule("CAS-controle", "verbeteren")
def test_wat_er_over_het_subject_stond_blijft_apart_met_de_reden(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.rvdk.partij, naw={"straat": ""})
    client, pad = cast.uitvoerder.client, url("persoon", zaak.pk)
    form = open_formulier(client, pad, "achternaam")
    assert stuur(client, pad, form, straat="Bleekstraat 2").status_code == 302  # only completed
    assert not Correctie.objects.exists()
    form = open_formulier(client, pad, "achternaam")
    antwoord = stuur(client, pad, form, achternaam="Mees", straat="Kade 1")
    assert set(antwoord.context["form"].errors) == {"reden"}
    zaak.refresh_from_db()
    assert zaak.straat == "Bleekstraat 2"
    nieuw = {"achternaam": "Mees", "straat": "Kade 1", "reden": "Verkeerd overgenomen"}
    assert stuur(client, pad, form, **nieuw).status_code == 302
    rij = Correctie.objects.get()
    assert (rij.oud, rij.reden) == (
        "Achternaam: Kanarie\nStraat en huisnummer: Bleekstraat 2",
        "Verkeerd overgenomen",
    )
    # Core parties read it from the file; a case party reads what is right, and no more.
    eerder = reverse("correctie:eerder", args=["casusoverleg", zaak.pk, zaak.pk])
    assert f'href="{eerder}"' in cast.om.client.get(url("casus", zaak.pk)).content.decode()
    assert "Bleekstraat 2" in cast.om.client.get(eerder).content.decode()
    assert eerder not in cast.rvdk.client.get(url("casus", zaak.pk)).content.decode()
    assert cast.rvdk.client.get(eerder).status_code == 404


# What changes nothing, and what is no answer ---------------------------------------------------
@pytest.mark.clausule("RET-laatste-verwerking", "verandering")
@pytest.mark.clausule("RET-laatste-verwerking", "niet-controle")
def test_opslaan_zonder_wijziging_is_geen_verwerking(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    actor, secretaris = cast.uitvoerder.actor, cast.uitvoerder.client
    decisions.leg_analyse_vast(zaak, actor=actor, analyse="Zoekt erkenning")
    plan = casussen.concept(zaak, cast)
    maatregel = casussen.maatregel_van(plan, cast, cast.politie.partij, wie="wijkagent")
    lang_geleden = vandaag() - timedelta(days=400)
    Casus.objects.filter(pk=zaak.pk).update(laatste_verwerking_op=lang_geleden)
    aantal = Gebeurtenis.van(zaak).count()

    pogingen: list[tuple[str, list[Any]]] = [
        ("persoon", []),
        ("analyse", []),
        ("plan_wijzigen", []),
        ("maatregel_wijzigen", [maatregel.pk]),
    ]
    for naam, args in pogingen:
        form = secretaris.get(url(naam, zaak.pk, *args)).context["form"]
        velden = {veld: form[veld].value() for veld in form.fields}
        post(
            secretaris,
            naam,
            zaak.pk,
            *args,
            **{v: "on" if w is True else w for v, w in velden.items() if w is not None},
        )
        zaak.refresh_from_db()
        assert zaak.laatste_verwerking_op == lang_geleden, naam
        assert Gebeurtenis.van(zaak).count() == aantal, naam

    post(secretaris, "analyse", zaak.pk, analyse="Zoekt werk")
    zaak.refresh_from_db()
    assert zaak.laatste_verwerking_op == vandaag()


def test_het_log_noemt_alleen_de_velden_die_wijzigden(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    plan = casussen.concept(zaak, cast)
    maatregel = casussen.maatregel_van(plan, cast, cast.politie.partij)
    actor, van = cast.uitvoerder.actor, maatregel.van
    plannen.wijzig_plan(plan, actor=actor, doelen=["a"], doel=plan.doel, informeren="")
    plannen.wijzig_maatregel(maatregel, actor=actor, partij=cast.om.partij, van=van)
    velden = Gebeurtenis.van(zaak).values_list("soort", "velden")[:2]
    assert list(velden) == [
        ("casusoverleg.maatregel_gewijzigd", ["partij"]),
        ("casusoverleg.plan_gewijzigd", ["doelen", "informeren"]),
    ]


def test_een_besluit_weigert_wat_het_formulier_weigert(cast: Cast) -> None:
    """At the decision itself: the weegploeg, a job and a test reach it without a form."""
    leeg, zaak = casussen.casus(cast), casussen.met_plan(cast)
    actor, politie = cast.uitvoerder.actor, cast.politie.partij
    ketting = casussen.keten(zaak, politie)
    concept = plannen.maak_nieuwe_versie(zaak, actor=actor)
    maatregel = concept.maatregelen.get()
    gisteren = vandaag() - timedelta(days=1)
    goed = {
        "partij": politie,
        "omschrijving": "x",
        "bevoegdheid": "x",
        "doel": "a",
        "van": vandaag(),
        "tot": vandaag() + timedelta(days=1),
    }
    aantal = Gebeurtenis.objects.count()
    weigeringen: list[tuple[Any, tuple[Any, ...], dict[str, Any], str]] = [
        (plannen.meld_voortgang, (zaak, ketting), {"stand": "ja", "resultaat": "x"}, "stand"),
        (
            plannen.meld_voortgang,
            (zaak, ketting),
            {"stand": "klaar", "resultaat": " "},
            "resultaat",
        ),
        (plannen.maak_plan, (leeg,), {"doelen": ["z"], "doel": "x"}, "doelen"),
        (plannen.maak_plan, (leeg,), {"doelen": [], "doel": "x"}, "doelen"),
        (plannen.maak_plan, (leeg,), {"doelen": ["a"], "doel": " "}, "doel"),
        (plannen.wijzig_plan, (concept,), {"doelen": ["z"], "doel": "x"}, "doelen"),
        (plannen.wijzig_plan, (concept,), {"doelen": ["a"], "doel": ""}, "doel"),
        (
            decisions.adviseer_afsluiten,
            (zaak,),
            casussen.evaluatie(zaak, evaluatie="\n"),
            "evaluatie",
        ),
        (decisions.leg_analyse_vast, (zaak,), {"analyse": ""}, "analyse"),
        (
            decisions.voeg_derde_toe,
            (zaak,),
            {"soort": "netwerk", "naam": " ", "noodzaak": "x"},
            "naam",
        ),
        (
            decisions.voeg_derde_toe,
            (zaak,),
            {"soort": "buurman", "naam": "x", "noodzaak": "x"},
            "soort",
        ),
    ]
    for besluit, eerste in (
        (plannen.voeg_maatregel_toe, concept),
        (plannen.wijzig_maatregel, maatregel),
    ):
        for veld, waarde in (
            ("omschrijving", ""),
            ("bevoegdheid", " "),
            ("tot", gisteren - timedelta(days=1)),
        ):
            weigeringen.append((besluit, (eerste,), goed | {veld: waarde}, veld))
    for besluit, args, velden, veld in weigeringen:
        with pytest.raises(NietMogelijk) as gevangen:
            besluit(*args, actor=actor, **velden)
        assert set(gevangen.value.message_dict) == {veld}, besluit.__name__
    with pytest.raises(NietMogelijk, match="Vul dit in"):
        casussen.breng_in(
            zaak,
            actor=actor,
            omschrijving=" ",
            aard="feit",
            grondslag=grondslag("avg-6-1-e"),
            noodzaak="x",
        )
    assert Gebeurtenis.objects.count() == aantal
    assert not leeg.plannen.exists()
    plannen.wijzig_maatregel(maatregel, actor=actor, **goed)


def test_een_casus_die_naar_het_archief_ging_is_niet_meer_actief(cast: Cast) -> None:
    zaak = casussen.afgesloten(cast)
    pk = zaak.pk
    kopie = SignaalOverdracht(
        {
            "omschrijving": "x",
            "partij_id": cast.politie.partij.pk,
            "grondslag_id": grondslag("wpg-20").pk,
        }
    )
    pogingen: list[tuple[Any, dict[str, Any]]] = [
        (decisions.neem_signaal_over, {"kopie": kopie}),
        (decisions.sluit_af, {"besluit": "x"}),
        (decisions.zet_voort, {"besluit": "x"}),
    ]
    zaak.delete()
    for besluit, velden in pogingen:
        with pytest.raises(NietMogelijk, match="niet meer actief"):
            besluit(pk, actor=cast.uitvoerder_weegploeg.actor, **velden)
        with pytest.raises(Geweigerd):
            besluit(pk, actor=cast.uitvoerder_casusoverleg.actor, **velden)


@pytest.mark.clausule("CAS-controle", "verbeteren")
def test_wat_niet_klopt_wordt_ook_na_het_afsluiten_verbeterd(cast: Cast) -> None:
    """A granted request to put data right is carried out, whatever the state of the casus (MC 12.5)."""
    zaak = casussen.met_advies(cast)
    gegeven = casussen.breng_in(
        zaak,
        actor=cast.gemeente.actor,
        omschrijving="Werkt vier dagen",
        aard="feit",
        grondslag=grondslag("avg-6-1-e"),
        noodzaak="Voor de maatregel van werk",
    )
    derde = decisions.voeg_derde_toe(
        zaak,
        actor=cast.uitvoerder.actor,
        soort="netwerk",
        doel="netwerk",
        naam="Oom Piet",
        noodzaak="Heeft invloed",
    )
    casussen.sluit(zaak, cast)
    secretaris, gemeente = cast.uitvoerder.client, cast.gemeente.client
    paden = {
        "achternaam": (secretaris, url("persoon", zaak.pk)),
        "omschrijving": (gemeente, url("bijdrage_verbeteren", zaak.pk, gegeven.pk)),
        "": (secretaris, url("derde_verwijderen", zaak.pk, derde.pk)),
    }
    for client, pad in paden.values():
        assert f'href="{pad}"' in client.get(url("casus", zaak.pk)).content.decode(), pad
    assert secretaris.get(url("analyse", zaak.pk)).status_code != 200  # and nothing else
    # Restricted, nothing is processed at all: what was asked for is looked into first (MC 12.5, AVG 18).
    Casus.objects.filter(pk=zaak.pk).update(beperkt=True)
    for client, pad in paden.values():
        assert f'href="{pad}"' not in client.get(url("casus", zaak.pk)).content.decode(), pad
        assert client.get(pad).status_code != 200
    with pytest.raises(NietMogelijk):
        decisions.verwijder_derde(zaak, derde, actor=cast.uitvoerder.actor)
    Casus.objects.filter(pk=zaak.pk).update(beperkt=False)

    for veld, (client, pad) in paden.items():
        if veld:
            form = open_formulier(client, pad, veld)
            erbij = {"reden": "Stond er verkeerd"} if "reden" in form.namen else {}
            antwoord = stuur(client, pad, form, **{veld: "Verbeterd"} | erbij)
        else:
            antwoord = client.post(pad)
        assert antwoord.status_code == 302, pad
    zaak.refresh_from_db()
    assert zaak.achternaam == zaak.bijdragen.get().omschrijving == "Verbeterd"
    assert not zaak.derden.exists()
    assert zaak.stand == Casus.Stand.AFGESLOTEN
