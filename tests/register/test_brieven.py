"""Letters about a file: draft, final version, sent; who makes one, what it says, and that it goes with the file."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from casusoverleg.models import Brief as CasusBrief
from convenant.models import Partij
from gedeeld.afschrift import Publiek
from gedeeld.weigering import NietMogelijk
from meldingen import decisions as meldingbesluiten
from privacy_rights import beperken
from register.brieven import decisions
from register.models import Dossier, Gebeurtenis, Inzage, Kennisgeving, Uitwisseling
from register.muur import als
from register.registry import bestand
from tests.cast import Cast, Speler
from tests.hulp import casussen, gegevens, meldingen, overleggen, weegploeg
from tests.hulp.gegevens import vandaag
from tests.privacy_rights.pdf_tekst import pdf_tekst as tekst_van
from weegploeg.bevestigen.decisions import maak_bezwaar, trek_bezwaar_in
from weegploeg.models import Brief

DAG = timedelta(days=1)
ADRES = "School De Zandberg\nSchoolstraat 1\n5911 AA Venlo"
ARABISCH = {"voornamen": "محمد", "tussenvoegsel": "", "achternaam": "العمراني"}


def _begin(speler: Speler, dossier: Any, soort: str, rij: Any) -> Any:
    """The draft, by the button on the page of the file."""
    app = dossier._meta.app_label
    blad = speler.client.get(bestand(dossier._meta.label_lower).url(dossier)).content.decode()
    url = reverse("brieven:nieuw", args=[app, dossier.pk, soort, rij.pk])
    assert url in blad
    assert speler.client.post(url).status_code == 302
    return (Brief if app == "weegploeg" else CasusBrief).objects.get(rij=rij.pk, soort=soort)


def _url(brief: Any, naam: str = "brief") -> str:
    return reverse(f"brieven:{naam}", args=[brief._meta.app_label, brief.dossier_id, brief.pk])


def _schrijf(speler: Speler, brief: Any, **velden: str) -> Any:
    return speler.client.post(_url(brief), {"adres": ADRES, **velden})


def _verstuur(speler: Speler, brief: Any, **anders: Any) -> Any:
    assert speler.client.post(_url(brief, "definitief")).status_code == 302
    goed = {"op": vandaag().isoformat(), "wijze": "post", **anders}
    return speler.client.post(_url(brief, "verstuurd"), goed)


def _pdf(speler: Speler, brief: Any) -> bytes:
    antwoord = speler.client.get(_url(brief, "pdf"))
    assert antwoord["Content-Disposition"] == f'attachment; filename="{brief.nummer}.pdf"'
    return bytes(antwoord.content)


# The frame -------------------------------------------------------------------------------------------
@pytest.mark.clausule("WEE-duiding", "alleen-nodig")
def test_van_concept_naar_verstuurd(cast: Cast) -> None:
    dossier = weegploeg.nadere_duiding(cast)
    brief = _begin(cast.uitvoerder, dossier, "duidingsvraag", dossier.duidingsvragen.get())
    assert cast.uitvoerder.client.get(_url(brief, "pdf")).status_code == 404  # nothing to send yet
    fout = _schrijf(cast.uitvoerder, brief, zelf="Het gaat om Timo van der Verzonnen")
    assert "Haal dit weg" in str(fout.context["form"].errors["zelf"])
    assert _schrijf(cast.uitvoerder, brief, zelf="Bel gerust.\n\nOp werkdagen.").status_code == 302
    blad = cast.uitvoerder.client.get(_url(brief)).content.decode()
    assert "Op werkdagen." in blad
    assert _verstuur(cast.uitvoerder, brief).status_code == 302
    brief.refresh_from_db()
    assert (brief.verstuurd_op, brief.wijze, brief.verstuurd_door) == (
        vandaag(), "post", cast.uitvoerder.gebruiker,
    )  # fmt: skip
    pdf = _pdf(cast.uitvoerder, brief)
    tekst = tekst_van(pdf)
    for deel in (
        "School De Zandberg",
        "Is de leerling veranderd?",
        "Bel gerust.",
        "in het algemeen",
    ):
        assert deel in tekst
    for geheim in ("Verzonnen", "Timo", dossier.nummer, "Zegt of dit nieuw is", gegevens.SIGNAAL):
        assert geheim not in tekst
    assert b"/StructTreeRoot" in pdf
    assert b"pdfuaid" in pdf
    assert b"Verzonnen" not in pdf
    soorten = Gebeurtenis.van(dossier).values_list("soort", flat=True)
    assert {"brieven.definitief", "brieven.verstuurd"} <= set(soorten)
    assert Inzage.objects.filter(pseudoniem=dossier.pseudoniem, soort="pdf").count() == 1


def test_wat_definitief_is_verandert_niet_meer(cast: Cast) -> None:
    dossier = weegploeg.nadere_duiding(cast)
    brief = _begin(cast.uitvoerder, dossier, "duidingsvraag", dossier.duidingsvragen.get())
    _schrijf(cast.uitvoerder, brief)
    _verstuur(cast.uitvoerder, brief)
    eerst = _pdf(cast.uitvoerder, brief)
    actor = cast.uitvoerder.actor
    for daad in (
        lambda: decisions.schrijf(brief, actor=actor, adres="Elders", teksten={}),
        lambda: decisions.maak_definitief(brief, actor=actor),
        lambda: decisions.gooi_weg(brief, actor=actor),
        lambda: decisions.leg_verstuurd_vast(brief, actor=actor, op=vandaag(), wijze="post"),
    ):
        with pytest.raises(NietMogelijk):
            daad()
    Partij.objects.filter(pk=cast.gemeente.partij.pk).update(contact="Anders")
    assert _pdf(cast.uitvoerder, brief) == eerst


@pytest.mark.parametrize(
    ("velden", "veld"),
    [({"op": (vandaag() + DAG).isoformat()}, "op"), ({"wijze": "duif"}, "wijze"),
     ({"op": (vandaag() - DAG).isoformat()}, "op")],
)  # fmt: skip
def test_verstuurd_heeft_een_dag_en_een_wijze(cast: Cast, velden: Any, veld: str) -> None:
    dossier = weegploeg.nadere_duiding(cast)
    brief = _begin(cast.uitvoerder, dossier, "duidingsvraag", dossier.duidingsvragen.get())
    _schrijf(cast.uitvoerder, brief)
    assert _verstuur(cast.uitvoerder, brief, **velden).context["form"].errors[veld]
    brief.refresh_from_db()
    assert brief.verstuurd_op is None


def test_een_feit_dat_ontbreekt_houdt_de_brief_tegen(cast: Cast) -> None:
    dossier = weegploeg.nadere_duiding(cast)
    Partij.objects.filter(pk=cast.gemeente.partij.pk).update(contact="")
    brief = _begin(cast.uitvoerder, dossier, "duidingsvraag", dossier.duidingsvragen.get())
    blad = cast.uitvoerder.client.get(_url(brief)).content.decode()
    assert "Van Gemeente Venlo is niet bekend hoe zij te bereiken is." in blad
    assert reverse("convenant:overzicht") in blad
    antwoord = cast.uitvoerder.client.post(_url(brief, "definitief"), follow=True)
    assert "niet bekend hoe zij te bereiken is" in antwoord.content.decode()
    Partij.objects.filter(pk=cast.gemeente.partij.pk).update(contact="Postbus 1")
    _schrijf(cast.uitvoerder, brief, adres=" ")
    antwoord = cast.uitvoerder.client.post(_url(brief, "definitief"), follow=True)
    assert "Vul de naam en het adres in" in antwoord.content.decode()
    brief.refresh_from_db()
    assert brief.definitief_op is None
    _schrijf(cast.uitvoerder, brief)
    assert _verstuur(cast.uitvoerder, brief).status_code == 302


@pytest.mark.clausule("BEV-versleuteling", "versleuteld")
def test_een_brief_staat_versleuteld_bij_zijn_dossier_en_gaat_ermee_weg(cast: Cast) -> None:
    dossier = weegploeg.nadere_duiding(cast)
    brief = _begin(cast.uitvoerder, dossier, "duidingsvraag", dossier.duidingsvragen.get())
    _schrijf(cast.uitvoerder, brief, zelf="KANARIE-brief")
    _verstuur(cast.uitvoerder, brief)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(b)::text FROM weegploeg_brief b")
        rij = cursor.fetchone()[0]
    assert "KANARIE" not in rij
    assert "Zandberg" not in rij
    afschrift = bestand("weegploeg.weegploegdossier").afschrift(dossier, Publiek.KERNPARTIJ)
    assert any("KANARIE-brief" in r.waarde for s in afschrift.secties for r in s.regels)
    dossier.delete()
    assert not Brief.objects.exists()


def test_een_brief_is_er_alleen_voor_wie_hem_maakt(cast: Cast) -> None:
    dossier = weegploeg.nadere_duiding(cast)
    brief = _begin(cast.uitvoerder, dossier, "duidingsvraag", dossier.duidingsvragen.get())
    for naam in ("brief", "definitief"):
        url = _url(brief, naam)
        binnen = {n for n, lid in cast.allen.items() if lid.client.get(url).status_code == 200}
        assert binnen == {"uitvoerder", "uitvoerder_weegploeg"}
    for naam, lid in cast.allen.items():
        if naam not in ("uitvoerder", "uitvoerder_weegploeg"):
            assert lid.client.post(_url(brief, "weg")).status_code == 404
        with als(lid.actor):
            ziet = Brief.objects.exists()
        assert ziet == (naam in ("uitvoerder", "uitvoerder_weegploeg", "gemeente", "politie", "om"))
    assert cast.uitvoerder.client.post(_url(brief, "weg")).status_code == 302
    assert not Brief.objects.exists()


def test_over_een_beperkt_dossier_gaat_geen_brief_uit(cast: Cast) -> None:
    dossier = weegploeg.nadere_duiding(cast)
    brief = _begin(cast.uitvoerder, dossier, "duidingsvraag", dossier.duidingsvragen.get())
    _schrijf(cast.uitvoerder, brief)
    actor = cast.uitvoerder.actor
    beperken.beperk(dossier, actor=actor, grond="juistheid", herzien_op=vandaag() + 90 * DAG)
    with pytest.raises(NietMogelijk, match="beperkt"):
        decisions.maak_definitief(brief, actor=actor)
    pagina = cast.uitvoerder.client.get(reverse("weegploeg:dossier", args=[dossier.pk]))
    assert "brieven/weegploeg" in pagina.content.decode()
    assert "/nieuw/duidingsvraag/" not in pagina.content.decode()


@pytest.mark.clausule("WEE-eens", "bezwaar-houdt")
def test_een_open_bezwaar_houdt_een_brief_tegen(cast: Cast) -> None:
    dossier = weegploeg.nadere_duiding(cast)
    brief = _begin(cast.uitvoerder, dossier, "duidingsvraag", dossier.duidingsvragen.get())
    _schrijf(cast.uitvoerder, brief)
    vastlegging = dossier.vastleggingen.get()
    maak_bezwaar(vastlegging, actor=cast.om.actor, reden="Nu niet")
    antwoord = cast.uitvoerder.client.post(_url(brief, "definitief"), follow=True)
    assert "maakt bezwaar" in antwoord.content.decode()
    trek_bezwaar_in(vastlegging, actor=cast.om.actor)
    cast.uitvoerder.client.post(_url(brief, "definitief"))
    maak_bezwaar(vastlegging, actor=cast.politie.actor, reden="Toch niet")
    with pytest.raises(NietMogelijk, match="maakt bezwaar"):
        decisions.leg_verstuurd_vast(brief, actor=cast.uitvoerder.actor, op=vandaag(), wijze="post")
    brief.refresh_from_db()
    assert (brief.definitief_op, brief.verstuurd_op) == (vandaag(), None)


@pytest.mark.clausule("RET-laatste-verwerking", "niet-bericht")
def test_een_brief_verlengt_geen_termijn(cast: Cast) -> None:
    dossier = weegploeg.nadere_duiding(cast)
    eerder = vandaag() - timedelta(days=9)
    Dossier.objects.filter(pk=dossier.pk).update(laatste_verwerking_op=eerder)
    brief = _begin(cast.uitvoerder, dossier, "duidingsvraag", dossier.duidingsvragen.get())
    assert _verstuur(cast.uitvoerder, brief).status_code == 302
    assert Uitwisseling.objects.get(soort="brief").stukken == [brief.pk]
    dossier.refresh_from_db()
    assert dossier.laatste_verwerking_op == eerder


# A question to a party without an account ---------------------------------------------------------------
def test_een_partij_leest_in_de_brief_wat_zij_op_het_scherm_zou_lezen(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.maastricht.partij, naw=ARABISCH)
    vraag = dossier.duidingsvragen.get()
    brief = _begin(cast.uitvoerder, dossier, "duidingsvraag", vraag)
    assert "Gemeente Maastricht" in brief.adres
    _verstuur(cast.uitvoerder, brief)
    pdf = _pdf(cast.uitvoerder, brief)
    tekst = tekst_van(pdf)
    for deel in ("محمد العمراني", "Venlo", "KANARIE-vraag", "Geheimhouding", "op welke wet"):
        assert deel in tekst
    for geheim in ("KANARIE-nodig", "1990", "Nergensweg", dossier.nummer):
        assert geheim not in tekst
    uitgewisseld = Uitwisseling.objects.get(soort="brief")
    assert (uitgewisseld.aan, uitgewisseld.stukken) == (cast.maastricht.partij, [brief.pk])


# What a reporter hears ----------------------------------------------------------------------------------
@pytest.mark.clausule("WEE-geen-casus", "melder")
def test_de_melder_hoort_het_van_wie_inbracht_en_niets_over_het_subject(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(
        cast, speler=cast.politie, signalen=[weegploeg.signaal("wpg-20")]
    )
    inbreng = dossier.inbrengen.get()
    for wie in ("uitvoerder", "gemeente", "om"):
        url = reverse("brieven:nieuw", args=["weegploeg", dossier.pk, "terugkoppeling", inbreng.pk])
        assert cast.allen[wie].client.post(url).status_code == 404
    brief = _begin(cast.politie, dossier, "terugkoppeling", inbreng)
    blad = cast.politie.client.get(_url(brief)).content.decode()
    assert gegevens.MELDER in blad
    fout = _schrijf(cast.politie, brief, zelf="Dank voor uw zorg om Verzonnen")
    assert fout.context["form"].errors["zelf"]
    _schrijf(cast.politie, brief, adres=f"{gegevens.MELDER}\nKerkstraat 2")
    cast.politie.client.post(_url(brief, "definitief"))
    tekst = tekst_van(_pdf(cast.politie, brief))
    verstuurd = {"op": vandaag().isoformat(), "wijze": "persoonlijk"}
    assert cast.politie.client.post(_url(brief, "verstuurd"), verstuurd).status_code == 302
    assert (
        cast.politie.client.get(_url(brief)).status_code == 404
    )  # it has nothing to finish any more
    assert "er geen casusoverleg komt" in tekst
    for geheim in ("Verzonnen", "Timo", "radicalis", dossier.nummer, gegevens.SIGNAAL):
        assert geheim not in tekst
    inbreng.refresh_from_db()
    assert inbreng.teruggekoppeld_op == vandaag()
    # The subject does not hear that somebody reported, nor who got a letter about it.
    eigen = bestand("weegploeg.weegploegdossier").afschrift(dossier, Publiek.BETROKKENE)
    regels = [r for s in eigen.secties for r in s.regels if "casusoverleg komt" in r.waarde]
    assert all(regel.derden for regel in regels)
    assert regels
    assert not any("brief" in ontvanger.wat for ontvanger in eigen.ontvangers)
    for wie in ("uitvoerder", "gemeente", "om"):
        assert cast.allen[wie].client.get(_url(brief)).status_code == 404


# The invitation of a partner ------------------------------------------------------------------------------
def _met_overleg(cast: Cast, zaak: Any) -> Any:
    overleg = overleggen.overleg(cast, soort="casusoverleg")
    overleg.punten.create(dossier_id=zaak.pk, nummer=zaak.nummer, reden="toegevoegd", volgorde=1)
    return overleg


@pytest.mark.clausule("CON-geheimhouding", "derden")
@pytest.mark.clausule("CAS-uitvoerder-taken", "uitnodigingen")
def test_een_externe_partner_krijgt_de_verklaring_om_te_tekenen_mee(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij, cast.reclassering.partij)
    deelname = zaak.deelnames.get(partij=cast.extern.partij)
    brief = _begin(cast.uitvoerder_casusoverleg, zaak, "uitnodiging", deelname)
    speler = cast.uitvoerder_casusoverleg
    assert "nog geen casusoverleg gepland" in speler.client.get(_url(brief)).content.decode()
    with pytest.raises(NietMogelijk, match="nog geen casusoverleg gepland"):
        decisions.maak_definitief(brief, actor=speler.actor)
    overleg = _met_overleg(cast, zaak)
    _schrijf(speler, brief, adres="GGZ Maasoever\nPostbus 3")
    assert _verstuur(speler, brief, wijze="veilige_mail").status_code == 302
    pdf = _pdf(speler, brief)
    tekst = tekst_van(pdf)
    for deel in (
        "Geheimhoudingsverklaring",
        "Handtekening",
        "artikel 14 lid 2",
        str(overleg.plaats),
        "09:00",
    ):
        assert deel in tekst
    for geheim in ("Kanarie", "KANARIE", zaak.nummer):
        assert geheim not in tekst
    assert b"/StructTreeRoot" in pdf
    ander = _begin(speler, zaak, "uitnodiging", zaak.deelnames.get(partij=cast.reclassering.partij))
    _schrijf(speler, ander, adres="Reclassering")
    _verstuur(speler, ander)
    assert "Geheimhoudingsverklaring" not in tekst_van(_pdf(speler, ander))


@pytest.mark.clausule("CON-geheimhouding", "vooraf")
@pytest.mark.parametrize("waar", ["weegploeg", "casusoverleg", "vangnet"])
def test_de_verklaring_om_te_tekenen_gaat_voor_er_iets_wordt_gegeven(cast: Cast, waar: str) -> None:
    """Who cannot act without it gets the letter first: nobody is let in, nothing is given, nobody is named."""
    partij = cast.extern.partij
    partij.geheimhouding.update(geldig_tot=vandaag())
    if waar == "weegploeg":
        speler, dossier = cast.uitvoerder, weegploeg.in_weging(cast)
    else:
        speler, dossier = cast.uitvoerder_casusoverleg, casussen.casus(cast)
    wie: Any = casussen.gevraagd_vangnet(dossier, cast).aanvraag if waar == "vangnet" else partij
    brief = _begin(speler, dossier, "verklaring", wie)
    fout = _schrijf(speler, brief, zelf=f"Het gaat om {dossier.persoon.naam}")
    assert "Haal dit weg" in str(fout.context["form"].errors["zelf"])
    _schrijf(speler, brief, adres=f"{wie.naam}\nPostbus 3")
    assert _verstuur(speler, brief).status_code == 302
    tekst = " ".join(tekst_van(_pdf(speler, brief)).split())
    for deel in (wie.naam, "Geheimhoudingsverklaring", "Handtekening", "artikel 14 lid 2"):
        assert deel in tekst
    for geheim in ("Verzonnen", dossier.persoon.naam, dossier.nummer, "KANARIE"):
        assert geheim not in tekst
    assert not Uitwisseling.objects.filter(dossier=dossier.pk, aan=partij).exists()
    assert not Dossier.objects.filter(pk=dossier.pk, rechten__group=partij.groep_id).exists()
    # Who signed needs no letter any more, and nobody else sends one.
    if waar != "vangnet":
        pagina = bestand(dossier._meta.label_lower).url(dossier)
        nieuw = reverse("brieven:nieuw", args=[waar, dossier.pk, "verklaring", wie.pk])
        assert cast.gemeente.client.post(nieuw).status_code == 404
        partij.geheimhouding.update(geldig_tot=vandaag() + 30 * DAG)
        assert nieuw not in speler.client.get(pagina).content.decode()


# Who got data and has no account ---------------------------------------------------------------------
@pytest.mark.clausule("RVB-ontvangers", "bericht")
@pytest.mark.parametrize("wat", ["verbeterd", "beperkt"])
def test_wie_geen_account_heeft_krijgt_een_brief(cast: Cast, wat: str) -> None:
    melding = meldingen.maak_melding(cast)
    meldingen.geef_door(melding, cast.gemeente, aan="Stichting Zilvermeeuw")
    dossier = meldingbesluiten.breng_in(melding, actor=cast.gemeente.actor)
    if wat == "verbeterd":
        weegploeg.verbeter(dossier.signalen.first(), cast.gemeente, noodzaak="Anders")
    else:
        herzien = vandaag() + 30 * DAG
        beperken.beperk(dossier, actor=cast.uitvoerder.actor, grond="juistheid", herzien_op=herzien)
    rij = Kennisgeving.objects.get(dossier=dossier, wat=wat)
    brief = _begin(cast.uitvoerder, dossier, "kennisgeving", rij)
    assert (
        _schrijf(cast.uitvoerder, brief, zelf="Er stond Venlo, het is Blerick.").status_code == 302
    )
    assert _verstuur(cast.uitvoerder, brief).status_code == 302
    tekst = " ".join(tekst_van(_pdf(cast.uitvoerder, brief)).split())
    for deel in ("Bericht over gegevens die u kreeg", rij.nummer, "artikel 19 AVG"):
        assert deel in tekst
    assert ("het is Blerick" in tekst) == (wat == "verbeterd")
    assert ("mag u nu niet gebruiken" in tekst) == (wat == "beperkt")
    for geheim in ("Kanarie", "subject", gegevens.SIGNAAL):
        assert geheim not in tekst
    assert cast.politie.client.get(_url(brief)).status_code == 404
