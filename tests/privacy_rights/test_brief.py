"""What the letter tells besides the data: facts of the files in it, and nothing that was typed (MC 12.3, AVG 15)."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils.formats import date_format

from casusoverleg import decisions as zaken
from gedeeld.termijnen import Grond
from gedeeld.velden import Soort
from privacy_rights import decisions
from privacy_rights.keuzes import Weg
from privacy_rights.models import Verzoek
from register import registry
from tests.cast import Cast
from tests.hulp import casussen, gegevens, meldingen, vandaag, verzoeken, weegploeg
from tests.hulp.verzoeken import pad, stuur
from tests.privacy_rights.pdf_tekst import pdf_tekst

KREEG = "Wie gegevens uit dit dossier kreeg"


def tekst(cast: Cast, verzoek: Verzoek) -> str:
    """What was sent, as its PDF says it."""
    return " ".join(pdf_tekst(cast.uitvoerder.client.get(pad("pdf", verzoek)).content).split())


def dag(dag: date) -> str:
    return date_format(dag, "j F Y")


def delen(verzoek: Verzoek, kop: str) -> list[list[str]]:
    """The points under a heading, for each file of which something was sent."""
    antwoord = json.loads(verzoek.antwoord)
    over = [deel for dossier in antwoord["dossiers"] for deel in dossier["over"]]
    return [
        [*deel["alineas"], *deel["punten"]]
        for deel in [*over, *antwoord["informatie"]]
        if deel["kop"] == kop
    ]


# Recipients --------------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-overzicht", "ontvangers")
@pytest.mark.clausule("RVB-ontvangers", "uit-verstrekkingen")
@pytest.mark.clausule("RVB-ontvangers", "op-verzoek")
def test_ontvangers_komen_uit_deelname_en_verstrekking(cast: Cast) -> None:
    zaak = casussen.casus(
        cast, cast.reclassering.partij, cast.extern.partij, naw=gegevens.Persoon()
    )
    casussen.verstrekt(zaak, cast)
    casussen.vraag_deelname(zaak, cast.rvdk)  # who only asked got nothing
    verzoek = verzoeken.gezocht(cast)
    nakijken = cast.uitvoerder.client.get(pad("controleren", verzoek))
    assert "ontvangers" not in nakijken.context["form"].fields
    actor = cast.uitvoerder.actor
    decisions.controleer(verzoek, actor=actor, keuzes=verzoeken.zonder_anderen(cast, verzoek))
    klaar = decisions.beantwoord(verzoek, actor=actor)
    (kregen,) = delen(klaar, KREEG)
    op = dag(vandaag())
    assert set(kregen) == {
        *(f"{partij.naam}: kan dit dossier lezen, vanaf {op}" for partij in cast.kern),
        f"Reclassering Nederland: deed mee aan het casusoverleg, vanaf {op}",
        f"GGZ Maasoever: kon het vastgestelde plan lezen, vanaf {op}",
        f"GGZ Maasoever: verstrekt aan een externe partner (naam en adres), op {op}"
        " (Convenant, artikel 10 lid 5)",
    }
    for punt in kregen:
        assert punt in tekst(cast, klaar)


@pytest.mark.clausule("RVB-overzicht", "ontvangers")
def test_wie_meedeed_staat_er_met_de_dagen_waarop_hij_het_dossier_kon_lezen(cast: Cast) -> None:
    toen = vandaag() - timedelta(days=10)
    secretaris = cast.uitvoerder.op(toen)
    tweede, derde = (casussen.tweede_partner(cast, naam) for naam in ("De Sluis", "De Dam"))
    partners = (cast.reclassering, cast.extern, tweede, derde)
    zaak = casussen.casus(
        cast, *(lid.partij for lid in partners), actor=secretaris, naw=gegevens.Persoon()
    )
    zaak.deelnames.update(van=toen, aanvaard_op=toen)  # they accepted on that day
    geen = zaak.deelnames.filter(partij=tweede.partij)
    geen.update(vermelding=None)  # was never let in under annex 1
    zaak.deelnames.filter(partij=derde.partij).update(tot=toen)  # never began
    plan = casussen.concept(zaak, cast, cast.politie.partij)
    casussen.stel_vast(plan, actor=cast.uitvoerder.actor)
    velden = casussen.evaluatie(zaak, evaluatie="KANARIE-evaluatie", vervolg="x")
    zaken.adviseer_afsluiten(zaak, actor=cast.uitvoerder.actor, **velden)
    zaken.sluit_af(
        zaak.zaak,
        actor=cast.uitvoerder.actor,
        besluit="KANARIE-besluit",
        niet_af="Loopt vanzelf door",
    )
    (kregen,) = delen(verzoeken.beantwoord(cast), KREEG)
    tot = f"vanaf {dag(toen)} tot {dag(vandaag())}"
    versie = f"vastgesteld plan, op {dag(vandaag())} (Convenant, artikel 10 lid"
    assert {punt for punt in kregen if "kan dit dossier lezen" not in punt} == {
        f"Reclassering Nederland: deed mee aan het casusoverleg, {tot}",
        f"Reclassering Nederland: {versie} 4)",
        f"GGZ Maasoever: kon het vastgestelde plan lezen, {tot}",
        f"GGZ Maasoever: {versie} 5)",
    }


@pytest.mark.clausule("RVB-overzicht", "ontvangers")
@pytest.mark.clausule("RVB-derden", "afschermen")
@pytest.mark.parametrize("weg", ["rij", "woorden", "naam"])
def test_een_instantie_buiten_het_convenant_staat_er_met_haar_naam_tenzij_die_wegblijft(
    cast: Cast, weg: str
) -> None:
    melding = verzoeken.een_melding(cast)
    meldingen.geef_door(melding, cast.gemeente, aan="Wijkteam Noord", gegevens="Naam")
    zin = "Wijkteam Noord: doorgegeven aan een andere instantie"
    assert zin in tekst(cast, verzoeken.beantwoord(cast))
    verzoek = verzoeken.gezocht(cast)
    keuzes = verzoeken.zonder_anderen(cast, verzoek)
    alle = [r for stuk in verzoeken.stukken(cast, verzoek) for r in stuk.rijen]
    noemt = [r.sleutel for r in alle if "Wijkteam Noord" in r.regel.waarde]
    assert noemt
    if weg == "naam":  # typed for a reason, and the row itself may say it
        reden = verzoeken.reden(namen=["Noord"])
        keuzes = replace(keuzes, redenen={"1": reden}, blijft=dict.fromkeys(noemt, "Mag hier"))
        assert keuzes.weg  # for which the reason is
    else:
        delen_weg = ["Wijkteam Noord"] if weg == "woorden" else []
        keuzes.weg.update({sleutel: Weg("1", delen_weg) for sleutel in noemt})
    actor = cast.uitvoerder.actor
    decisions.controleer(verzoek, actor=actor, keuzes=keuzes)
    klaar = decisions.beantwoord(verzoek, actor=actor)
    kregen = [punt for deel in delen(klaar, KREEG) for punt in deel]
    assert any("Gemeente Venlo" in punt for punt in kregen)
    assert not [punt for punt in kregen if "Wijkteam Noord" in punt]
    assert melding.nummer in tekst(cast, klaar)
    assert ("Wijkteam Noord" in tekst(cast, klaar)) == (weg == "naam")


@pytest.mark.clausule("RVB-overzicht", "ontvangers")
def test_wie_meedeed_in_een_casus_die_niet_in_de_brief_staat_staat_er_niet(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    verzoeken.een_melding(cast)
    assert "Reclassering Nederland" in tekst(cast, verzoeken.beantwoord(cast))
    verzoek = verzoeken.met_identiteit(cast)
    actor = cast.uitvoerder.actor
    gevonden = [k.sleutel for k in decisions.zoek(verzoek, actor=actor)]
    alleen = [sleutel for sleutel in gevonden if sleutel.startswith("meldingen")]
    decisions.kies_dossiers(verzoek, actor=actor, dossiers=alleen)
    verzoek.refresh_from_db()
    keuzes = verzoeken.zonder_anderen(cast, verzoek)
    decisions.controleer(verzoek, actor=actor, keuzes=keuzes)
    klaar = decisions.beantwoord(verzoek, actor=actor)
    assert "KANARIE-melding" in tekst(cast, klaar)
    assert "Reclassering" not in tekst(cast, klaar)


# Categories --------------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-overzicht", "categorieen")
def test_soorten_gegevens_zijn_soorten_en_geen_koppen(cast: Cast) -> None:
    zaak = verzoeken.een_casus(cast)
    zaak.signalen.update(bijzonder=["gezondheid", "strafrecht"])
    verzoek = verzoeken.beantwoord(cast)
    ((_, *soorten),) = delen(verzoek, "Soorten gegevens")
    assert soorten == [
        Soort.IDENTITEIT,
        Soort.GEDRAG,
        Soort.WEGING,
        Soort.AFSPRAKEN,
        "gevoelige gegevens: gezondheid",
        "gevoelige gegevens: strafrechtelijke gegevens",
    ]
    koppen = {s["titel"] for d in json.loads(verzoek.antwoord)["dossiers"] for s in d["secties"]}
    assert koppen
    assert not koppen & set(soorten)
    assert "gevoelige gegevens: gezondheid" in tekst(cast, verzoek)


@pytest.mark.clausule("RVB-overzicht", "categorieen")
def test_een_soort_die_niet_meegaat_staat_er_niet(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    verzoek = verzoeken.gezocht(cast)
    keuzes = verzoeken.zonder_anderen(cast, verzoek)
    rijen = [r for stuk in verzoeken.stukken(cast, verzoek) for r in stuk.rijen]
    gevoelig = {r.sleutel: Weg("1") for r in rijen if any("religie" in s for s in r.regel.soorten)}
    assert gevoelig
    keuzes.weg.update(gevoelig)
    actor = cast.uitvoerder.actor
    decisions.controleer(verzoek, actor=actor, keuzes=keuzes)
    assert "religie" not in tekst(cast, decisions.beantwoord(verzoek, actor=actor)).lower()


def test_elke_rij_die_de_betrokkene_krijgt_heeft_een_soort(cast: Cast) -> None:
    """So that no category is forgotten: of each model whose rows the person reads."""
    weegploeg.geagendeerd(cast, naw=gegevens.Persoon())
    verzoeken.een_melding(cast)
    verzoeken.een_casus(cast)
    verzoeken.beantwoord(cast)
    verzoek = verzoeken.gezocht(cast)
    kaal = {
        (stuk.kandidaat.bestand.naam, r.regel.label)
        for stuk in verzoeken.stukken(cast, verzoek)
        for r in stuk.rijen
        if not r.regel.soorten and r.regel.rij and not r.regel.derden
    }
    assert kaal == set()


@pytest.mark.clausule("RVB-overzicht", "doelen")
@pytest.mark.clausule("RVB-overzicht", "bron")
def test_de_brief_noemt_waarvoor_en_van_wie(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    verzoek = verzoeken.beantwoord(cast)
    (_, *doelen), *_ = delen(verzoek, "Waarom wij gegevens verwerken")
    assert doelen == [
        "deradicalisering bevorderen;",
        "gedragsverandering stimuleren;",
        "veiligheidsrisico's beperken;",
        "uitreizen voorkomen;",
        "zorg bieden;",
        "hulp bieden aan achterblijvers, als zij dat willen.",
    ]
    assert "KANARIE-signaal Van: Politie Limburg" in tekst(cast, verzoek)


# Terms -------------------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-overzicht", "bewaartermijn")
def test_de_brief_noemt_de_dagen_van_elk_dossier(cast: Cast) -> None:
    zaak, melding = verzoeken.een_casus(cast), verzoeken.een_melding(cast)
    verzoek = verzoeken.beantwoord(cast)
    bewaard = delen(verzoek, "Hoe lang dit dossier wordt bewaard")
    archief, weg = (
        zaak.termijnen.get(grond=grond).tot for grond in (Grond.EEN_JAAR, Grond.VIJF_JAAR)
    )
    kort = melding.termijnen.get().tot
    assert archief < weg
    zinnen = {zin for (zin,) in bewaard}
    assert any(
        f"in gebruik tot en met {dag(archief)}. Daarna gaat het naar het archief" in zin
        for zin in zinnen
    )
    assert any(f"tot en met {dag(weg)}. Daarna wordt het vernietigd" in zin for zin in zinnen)
    assert any(
        f"Wij bewaren het tot en met {dag(kort)}. Daarna wordt het vernietigd" in zin
        for zin in zinnen
    )
    assert dag(weg) in tekst(cast, verzoek)


# What was searched, and who answers for it -------------------------------------------------------
@pytest.mark.clausule("RVB-gezamenlijk", "brief")
def test_de_brief_zegt_precies_wat_is_doorzocht_en_wat_niet(cast: Cast) -> None:
    """Another municipality of the same covenant holds the person: nobody says that it does not."""
    verzoeken.een_melding(
        cast,
        cast.maastricht,
        gemeente=cast.maastricht.partij,
        signalen=[meldingen.een_signaal(cast.maastricht, omschrijving="KANARIE-maastricht")],
    )
    # Nor the police, while a melding that they received is theirs alone.
    signaal = meldingen.een_signaal(cast.politie, omschrijving="KANARIE-politie")
    verzoeken.een_melding(cast, cast.politie, signalen=[signaal])
    brieven = [tekst(cast, verzoeken.beantwoord(cast))]
    verzoeken.een_casus(cast)
    brieven.append(tekst(cast, verzoeken.beantwoord(cast)))
    for brief in brieven:
        assert "van Gemeente Venlo, onder Convenant limburg" in brief
        for bestand in registry.bestanden():
            assert bestand.verzameling in brief
        assert "Wij zochten zelf niet bij de andere gemeenten van dit convenant" in brief
        assert "Gemeente Maastricht: Gemeente Maastricht, postbus 1" in brief
        assert "niet in meldingen die zij zelf kregen en niet bij de weegploeg inbrachten" in brief
        for nooit in ("al onze bestanden", "Gemeente Elders", "KANARIE-maastricht", "-politie"):
            assert nooit not in brief
    assert "In de bestanden waarin wij zochten, is geen dossier over u." in brieven[0]


@pytest.mark.clausule("RVB-gezamenlijk", "kernpartijen")
def test_alleen_de_kernpartijen_zijn_verantwoordelijk(cast: Cast) -> None:
    verzoek = verzoeken.beantwoord(cast)
    ((zin, *_),) = delen(verzoek, "Vragen")
    namen = "Gemeente Venlo, OM Limburg, Politie Limburg"
    assert zin == (
        f"Samen verantwoordelijk voor deze verwerking zijn: {namen}. U kunt zich tot elk van hen wenden."
    )
    assert "de andere partijen" not in tekst(cast, verzoek)


def test_de_afdruk_van_de_brief_is_wat_er_verstuurd_wordt(cast: Cast) -> None:
    """A fact that comes in between reading and sending is read first: here a participation."""
    zaak = verzoeken.een_casus(cast)
    verzoek = verzoeken.nagekeken(cast)
    client = cast.uitvoerder.client
    gelezen = client.get(pad("beantwoorden", verzoek)).context["gelezen"]
    zaak.partij.mandaten.update(functie="directeur")
    fout = client.post(pad("beantwoorden", verzoek), {"gelezen": gelezen}, follow=True)
    assert "De brief is intussen veranderd" in fout.content.decode()
    assert Verzoek.objects.get().loopt
    assert stuur(client, pad("beantwoorden", verzoek)).status_code == 302
    assert "directeur" in tekst(cast, Verzoek.objects.get())
