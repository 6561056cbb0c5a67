"""The plan of approach: aims, measures, versions, agreement, and how parties put measures in tune (MC 9; MvT 2.1)."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from casusoverleg.afstemming import decisions as afstemming
from casusoverleg.bestand import CasusBestand
from casusoverleg.deelname import decisions as deelnemen
from casusoverleg.dossier.models import Casus, Doel
from casusoverleg.plan import decisions as plannen
from casusoverleg.plan.models import Afzien, Maatregel, Oordeel, Plan, Voortgang
from casusoverleg.plan.tijdbalk import tijdbalk
from casusoverleg.plan.verschil import verschillen
from gedeeld.afschrift import Publiek, datum
from gedeeld.weigering import Geweigerd, NietMogelijk
from register.kringen import Kring
from register.models import Bericht, Gebeurtenis, Taak
from register.muur import als
from tests.cast import Cast, Speler
from tests.hulp import casussen, gegevens, vandaag
from tests.hulp.formulieren import open_formulier, stuur
from tests.privacy_rights.pdf_tekst import pdf_tekst

DAG = timedelta(days=1)


def _url(naam: str, zaak: Casus, *args: Any) -> str:
    return reverse(f"casusoverleg:{naam}", args=[zaak.pk, *args])


def _pagina(speler: Speler, naam: str, zaak: Casus, *args: Any) -> str:
    antwoord = speler.client.get(_url(naam, zaak, *args))
    assert antwoord.status_code == 200, naam
    return antwoord.content.decode()


def _fouten(speler: Speler, naam: str, zaak: Casus, *args: Any, **velden: Any) -> set[str]:
    antwoord = speler.client.post(_url(naam, zaak, *args), velden)
    assert antwoord.status_code == 200
    return set(antwoord.context["form"].errors)


def _post(speler: Speler, **anders: Any) -> dict[str, Any]:
    """A measure of this party, as the form sends it."""
    velden = gegevens.Maatregel(partij=speler.partij, **anders)
    vast = {"partij": speler.partij.pk, "wordt_genomen": "on", "prioriteit": "gewoon"}
    return {
        naam: "" if waarde is None else waarde for naam, waarde in (velden | vast | anders).items()
    }


def _hoort(zaak: Casus, wat: str) -> set[str]:
    return set(
        Bericht.objects.filter(dossier=zaak, wat=f"casusoverleg.{wat}").values_list(
            "aan", flat=True
        )
    )


def _mensen(*spelers: Speler) -> set[str]:
    return {Kring.VERTEGENWOORDIGERS.van(speler.partij.pk) for speler in spelers}


@pytest.fixture
def zaak(cast: Cast) -> Casus:
    """An adopted plan with a measure of each of these parties."""
    return casussen.met_plan(cast, cast.extern.partij, cast.rvdk.partij, cast.reclassering.partij)


# Aims and measures -------------------------------------------------------------------------------
# As article 3 names them, and not as the code does.
DOELEN = {
    "a": "Deradicalisering bevorderen",
    "b": "Gedragsverandering stimuleren",
    "c": "Veiligheidsrisico's beperken",
    "d": "Uitreizen voorkomen",
    "e": "Zorg bieden aan de betrokkene",
    "f": "Hulp bieden aan achterblijvers, als zij dat willen",
}


@pytest.mark.clausule("CAS-plan-doelen", "a")
@pytest.mark.clausule("CAS-plan-doelen", "b")
@pytest.mark.clausule("CAS-plan-doelen", "c")
@pytest.mark.clausule("CAS-plan-doelen", "d")
@pytest.mark.clausule("CAS-plan-doelen", "e")
@pytest.mark.clausule("CAS-plan-doelen", "f")
@pytest.mark.parametrize(("doel", "zin"), DOELEN.items())
def test_elk_doel_van_artikel_3_kan_worden_gekozen(cast: Cast, doel: str, zin: str) -> None:
    assert set(Doel.values) == set(DOELEN)
    zaak = casussen.casus(cast)
    client = cast.uitvoerder.client
    form = open_formulier(client, _url("plan_wijzigen", zaak), "doelen")
    stuur(client, _url("plan_wijzigen", zaak), form, doelen=[doel], doel="Rust")
    assert zaak.plannen.get().doelen == [doel]
    casussen.maatregel_van(zaak.plannen.get(), cast, cast.politie.partij, doel=doel)
    assert zin in unescape(_pagina(cast.politie, "plan_versie", zaak, 1))


def test_een_maatregel_hoort_bij_een_doel_van_het_plan(cast: Cast) -> None:
    plan = casussen.concept(casussen.casus(cast), cast)
    velden = _post(cast.politie, doel="b")
    assert _fouten(cast.uitvoerder, "maatregel_toevoegen", plan.casus, **velden) == {"doel"}
    with pytest.raises(NietMogelijk):
        casussen.maatregel_van(plan, cast, cast.politie.partij, doel="")
    casussen.maatregel_van(plan, cast, cast.politie.partij, doel="e")
    weg = {"doelen": ["a"], "doel": "Rust"}
    assert _fouten(cast.uitvoerder, "plan_wijzigen", plan.casus, **weg) == {"doelen"}


def test_een_plan_met_een_maatregel_zonder_doel_wordt_niet_vastgesteld(cast: Cast) -> None:
    plan = casussen.concept(casussen.casus(cast), cast, cast.politie.partij)
    plan.maatregelen.update(doel="")  # from before it was asked
    with pytest.raises(NietMogelijk, match="bij welk doel"):
        plannen.stel_plan_vast(plan, actor=cast.uitvoerder.actor)


def test_maatregelen_wachten_op_elkaar_maar_nooit_op_zichzelf(cast: Cast) -> None:
    plan = casussen.concept(casussen.casus(cast), cast)
    eerst = casussen.maatregel_van(plan, cast, cast.politie.partij, omschrijving="Eerst praten")
    dan = casussen.maatregel_van(plan, cast, cast.om.partij, na=eerst.keten)
    assert "Begint pas na: Eerst praten" in _pagina(cast.om, "plan_versie", plan.casus, 1)
    velden = gegevens.Maatregel(partij=cast.politie.partij)
    actor = cast.uitvoerder.actor
    for na in (dan.keten, eerst.keten):
        with pytest.raises(NietMogelijk, match="wachten dan op elkaar"):
            plannen.wijzig_maatregel(eerst, actor=actor, **velden, na=na)
    with pytest.raises(NietMogelijk, match="begint pas na deze"):
        plannen.schrap_maatregel(eerst, actor=actor)
    adres = _url("maatregel_wijzigen", plan.casus, dan.pk)
    form = open_formulier(cast.uitvoerder.client, adres, "na")
    assert form.gekozen("na") == [str(eerst.keten)]
    stuur(cast.uitvoerder.client, adres, form, na="")
    dan.refresh_from_db()
    assert dan.na is None
    plannen.schrap_maatregel(dan, actor=actor)
    plannen.schrap_maatregel(eerst, actor=actor)


@pytest.mark.clausule("CAS-monitoring", "elk-overleg")
def test_op_papier_en_bij_de_externe_partner_staat_de_volgorde_en_de_dag(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    plan = casussen.concept(zaak, cast)
    eerst = casussen.maatregel_van(
        plan, cast, cast.politie.partij, omschrijving="Eerst praten", prioriteit="hoog"
    )
    casussen.maatregel_van(plan, cast, cast.extern.partij, na=eerst.keten, prioriteit="laag")
    dag = vandaag() + 10 * DAG
    casussen.stel_vast(plan, actor=cast.uitvoerder.actor, volgende=dag)
    papier = pdf_tekst(cast.om.client.get(_url("plan_pdf", zaak)).content)
    extern = _pagina(cast.extern, "plan", zaak)
    for zin in ("Begint pas na: Eerst praten", "Prioriteit: hoog", "Prioriteit: laag", datum(dag)):
        assert zin in papier, zin
        assert zin in extern, zin
    # In a version that was replaced there is nothing to talk over.
    plannen.maak_nieuwe_versie(zaak, actor=cast.uitvoerder.actor)
    casussen.stel_vast(zaak.plannen.get(versie=2), actor=cast.uitvoerder.actor, volgende=dag + DAG)
    oud = pdf_tekst(cast.om.client.get(f"{_url('plan_pdf', zaak)}?versie=1").content)
    assert "Begint pas na: Eerst praten" in oud
    assert "Volgende bespreking" not in oud


@pytest.mark.clausule("CAS-plan-maatregelen", "bevoegdheid")
def test_de_bevoegdheid_kent_voorbeelden_en_eigen_woorden(cast: Cast) -> None:
    plan = casussen.concept(casussen.casus(cast), cast)
    pagina = _pagina(cast.uitvoerder, "maatregel_toevoegen", plan.casus)
    assert '<option value="Openbare orde: artikel 172 Gemeentewet (gemeente)">' in pagina
    eigen = {"bevoegdheid": "Onze eigen regeling", "blijkt_uit": "Hij komt elke week"}
    velden = _post(cast.politie, prioriteit="hoog", **eigen)
    cast.uitvoerder.client.post(_url("maatregel_toevoegen", plan.casus), velden)
    pagina = _pagina(cast.politie, "plan_versie", plan.casus, 1)
    for zin in ("Onze eigen regeling", "Hoge prioriteit", "Hij komt elke week"):
        assert zin in pagina


@pytest.mark.clausule("CAS-plan-maatregelen", "niet-het-overleg")
def test_een_partij_besluit_over_haar_maatregel_en_het_overleg_niet(cast: Cast) -> None:
    """The power lies with one of the parties alone; the casusoverleg only puts measures in tune (MvT 2.1)."""
    zaak = casussen.casus(cast, cast.reclassering.partij)
    plan = casussen.concept(zaak, cast)
    # One of the parties carries it out, on a power of its own. Nobody else can be chosen: not the
    # casusoverleg, and no party that is not in it.
    adres = _url("maatregel_toevoegen", zaak)
    form = open_formulier(cast.uitvoerder.client, adres, "partij")
    in_de_casus = [*cast.kern, cast.reclassering.partij]
    assert set(form.opties("partij")) - {""} == {str(partij.pk) for partij in in_de_casus}
    for partij in ("", "casusoverleg", zaak.pk, cast.rvdk.partij.pk):
        velden = _post(cast.politie) | {"partij": partij}
        assert _fouten(cast.uitvoerder, "maatregel_toevoegen", zaak, **velden) == {"partij"}
    fout = _fouten(
        cast.uitvoerder, "maatregel_toevoegen", zaak, **_post(cast.politie, bevoegdheid="")
    )
    assert fout == {"bevoegdheid"}
    # What a party announced stays, whatever the casusoverleg adopts: also that it does nothing.
    for lid, neemt in ((cast.politie, "on"), (cast.om, "")):
        velden = _post(lid, bevoegdheid=f"Eigen taak van {lid.partij}", wordt_genomen=neemt)
        assert cast.uitvoerder.client.post(adres, velden).status_code == 302
    wat = ("partij", "omschrijving", "bevoegdheid", "wordt_genomen", "van", "tot")
    eerder = [[getattr(rij, veld) for veld in wat] for rij in plan.maatregelen.all()]
    casussen.allen_eens(plan)
    assert (
        cast.uitvoerder.client.post(
            _url("vaststellen", zaak), {"vastgesteld_op": vandaag()}
        ).status_code
        == 302
    )
    plan.refresh_from_db()
    assert plan.status == Plan.Status.VASTGESTELD
    assert [[getattr(rij, veld) for veld in wat] for rij in plan.maatregelen.all()] == eerder
    assert not Voortgang.objects.exists()  # adopting it carries nothing out
    # The page says so, with the power of each.
    pagina = _pagina(cast.reclassering, "plan", zaak)
    assert "Elke partij besluit zelf over haar maatregel" in pagina
    for lid in (cast.politie, cast.om):
        assert f"Op grond van: Eigen taak van {lid.partij}" in pagina
    # And no other party says what becomes of it, however many they are.
    keten = casussen.keten(zaak, cast.politie.partij)
    voortgang = _url("voortgang", zaak, keten)
    for lid in (cast.gemeente, cast.om, cast.reclassering):
        lid.client.post(voortgang, {"stand": "bezig", "resultaat": "Dat doen wij samen"})
        with pytest.raises(Geweigerd):
            plannen.meld_voortgang(zaak, keten, actor=lid.actor, stand="gedaan", resultaat="x")
    assert not Voortgang.objects.exists()


@pytest.mark.clausule("CAS-maatregel-rijk", "aankondigen")
@pytest.mark.clausule("CAS-maatregel-rijk", "valt-op")
def test_een_maatregel_van_het_rijk_valt_op_voor_de_casusregisseur(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    actor = cast.uitvoerder.actor
    deelnemen.wijs_regisseur_aan(zaak, actor=actor, partij=cast.reclassering.partij)
    plan = casussen.concept(zaak, cast, cast.politie.partij)
    velden = _post(cast.gemeente, omschrijving="Paspoort vervalt", instantie="Minister van BZK")
    cast.uitvoerder.client.post(_url("maatregel_toevoegen", zaak), velden)
    assert _hoort(zaak, "rijk_aangekondigd") == _mensen(cast.reclassering)
    casussen.stel_vast(plan, actor=actor)
    pagina = _pagina(cast.reclassering, "plan", zaak)
    assert "Maatregelen van het Rijk" in pagina
    assert "Minister van BZK" in pagina
    assert "Maatregelen van het Rijk" not in _pagina(cast.om, "plan", zaak)
    assert "Minister van BZK" in _pagina(cast.om, "plan", zaak)  # it is a measure of the plan


@pytest.mark.clausule("CAS-plan-maatregelen", "stand")
@pytest.mark.parametrize("stand", Voortgang.Stand.values)
def test_elke_stand_van_een_maatregel_kan_worden_gemeld(
    cast: Cast, zaak: Casus, stand: str
) -> None:
    adres = _url("voortgang", zaak, casussen.keten(zaak, cast.politie.partij))
    cast.politie.client.post(adres, {"stand": stand, "resultaat": "Zo staat het"})
    assert Voortgang.Stand(stand).label in _pagina(cast.gemeente, "plan", zaak)
    af = stand in Voortgang.AF
    open_ = Maatregel.objects.niet_af().filter(casus=zaak, partij=cast.politie.partij)
    assert open_.exists() == (not af)


# Versions ----------------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-plan-vaststellen", "nieuwe-versie")
def test_wat_anders_is_dan_in_de_vorige_versie_staat_bij_het_plan(cast: Cast, zaak: Casus) -> None:
    actor = cast.uitvoerder.actor
    nieuw = plannen.maak_nieuwe_versie(zaak, actor=actor)
    assert "Niets: deze versie zegt hetzelfde." in _pagina(cast.om, "plan_versie", zaak, 2)
    politie = nieuw.maatregelen.get(partij=cast.politie.partij)
    velden = gegevens.Maatregel(partij=cast.politie.partij, omschrijving="Twee keer per week langs")
    plannen.wijzig_maatregel(politie, actor=actor, **velden)
    plannen.schrap_maatregel(nieuw.maatregelen.get(partij=cast.rvdk.partij), actor=actor)
    casussen.maatregel_van(nieuw, cast, cast.om.partij, omschrijving="Een gesprek vooraf")
    plannen.wijzig_plan(nieuw, actor=actor, doelen=["a", "e"], doel="Werk, rust en school")
    antwoord = cast.om.client.get(_url("plan_versie", zaak, 2))
    verschil = {(rij.wat, rij.was, rij.nu) for rij in antwoord.context["verschillen"]}
    eerder = f"Gesprekken door {cast.politie.partij.naam}"
    assert ("Maatregel", eerder, "Twee keer per week langs") in verschil
    assert ("Vervallen maatregel", f"Gesprekken door {cast.rvdk.partij.naam}", "") in verschil
    assert ("Nieuwe maatregel", "", "Een gesprek vooraf") in verschil
    assert ("Wat het plan wil bereiken", "Werk en rust", "Werk, rust en school") in verschil
    assert ("Wie de betrokkene informeert, en wanneer", "De wijkagent, in mei", "Niets") in verschil
    assert len(verschil) == 5


@pytest.mark.clausule("CAS-plan-vaststellen", "vaststellen")
def test_elke_partij_zegt_zelf_of_zij_het_eens_is(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij, cast.extern.partij)
    plan = casussen.concept(zaak, cast, cast.politie.partij, cast.extern.partij)
    eens = {"eens": "ja", "opmerking": ""}
    assert cast.politie.client.get(_url("oordeel", zaak)).status_code == 404
    cast.uitvoerder.client.post(_url("voorleggen", zaak), {"partijen": [cast.extern.partij.pk]})
    wacht = Taak.objects.filter(dossier=zaak, soort="casusoverleg.oordeel")
    partijen = (cast.gemeente, cast.politie, cast.om, cast.reclassering, cast.extern)
    assert set(wacht.values_list("aan", flat=True)) == _mensen(*partijen)

    for speler, terug in ((cast.politie, "plan_versie"), (cast.extern, "concept")):
        assert "Dit concept ligt voor" in _pagina(speler, terug, zaak, *[1] * (terug != "concept"))
        form = open_formulier(speler.client, _url("oordeel", zaak), "eens")
        stuur(speler.client, _url("oordeel", zaak), form, **eens)
    form = open_formulier(cast.om.client, _url("oordeel", zaak), "eens")
    fout = stuur(cast.om.client, _url("oordeel", zaak), form, eens="nee")
    assert set(fout.context["form"].errors) == {"opmerking"}
    wel = {"eens": "nee", "opmerking": "Wacht op de zitting"}
    stuur(cast.om.client, _url("oordeel", zaak), form, **wel)
    assert set(wacht.values_list("aan", flat=True)) == _mensen(cast.gemeente, cast.reclassering)
    assert _hoort(zaak, "oordeel_gegeven") == {zaak.houder}

    # Not all agree: the page says who does not, and it is adopted with a reason alone.
    adres, client = _url("vaststellen", zaak), cast.uitvoerder.client
    pagina = client.get(adres).content.decode()
    for partij, zin in (
        (cast.gemeente.partij, "zei nog niet wat zij van dit concept vindt."),
        (cast.reclassering.partij, "zei nog niet wat zij van dit concept vindt."),
        (cast.om.partij, "is het niet eens, of heeft een opmerking."),
    ):
        assert f"<li>{partij.naam} {zin}</li>" in pagina
    assert f"<li>{cast.politie.partij.naam} " not in pagina
    assert f"<li>{cast.extern.partij.naam} " not in pagina
    form = open_formulier(client, adres, "waarom_toch")
    fout = stuur(client, adres, form, waarom_toch=" ")
    assert set(fout.context["form"].errors) == {"waarom_toch"}
    assert zaak.plannen.get().status == Plan.Status.CONCEPT
    with pytest.raises(NietMogelijk):
        plannen.stel_plan_vast(plan, actor=cast.uitvoerder.actor)
    assert stuur(client, adres, form, waarom_toch="De zitting is te laat").status_code == 302
    pagina = _pagina(cast.gemeente, "plan", zaak)
    assert "Wacht op de zitting" in pagina
    assert "De zitting is te laat" in pagina
    assert "De zitting is te laat" in pdf_tekst(client.get(_url("plan_pdf", zaak)).content)
    assert Oordeel.objects.filter(plan=plan).count() == 3
    extern = _pagina(cast.extern, "plan", zaak)
    assert "Wacht op de zitting" not in extern
    assert "De zitting is te laat" not in extern
    assert not wacht.exists()


@pytest.mark.clausule("CAS-plan-vaststellen", "vaststellen")
def test_een_plan_dat_niemand_werd_voorgelegd_wordt_niet_vastgesteld(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    plan = casussen.concept(zaak, cast, cast.politie.partij)
    client, adres = cast.uitvoerder.client, _url("vaststellen", zaak)
    assert f'href="{adres}"' not in _pagina(cast.uitvoerder, "plan_wijzigen", zaak)
    assert "Leg het concept eerst voor" in client.get(adres).content.decode()
    form = open_formulier(client, adres, "vastgesteld_op")
    assert "waarom_toch" not in form.namen
    fout = stuur(client, adres, form, waarom_toch="Wij willen door")
    assert "Leg het concept eerst voor" in str(fout.context["form"].errors)
    with pytest.raises(NietMogelijk, match="eerst voor"):  # a reason does not help
        plannen.stel_plan_vast(plan, actor=cast.uitvoerder.actor, waarom_toch="Wij willen door")
    assert zaak.plannen.get().status == Plan.Status.CONCEPT
    # All agree, and then the text changes: they said so of the words before.
    casussen.allen_eens(plan)
    assert f'href="{adres}"' in _pagina(cast.uitvoerder, "plan_wijzigen", zaak)
    assert "waarom_toch" not in open_formulier(client, adres, "vastgesteld_op").namen
    casussen.maatregel_van(plan, cast, cast.om.partij)
    zin = f"{cast.om.partij.naam} was het eens met een eerdere tekst."
    assert zin in client.get(adres).content.decode()
    casussen.allen_eens(plan)
    form = open_formulier(client, adres, "vastgesteld_op")
    assert stuur(client, adres, form).status_code == 302
    assert zaak.plannen.get().status == Plan.Status.VASTGESTELD
    assert zaak.plannen.get().waarom_toch is None


def test_wie_niet_meedoet_zegt_niets_van_het_concept(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    plan = casussen.concept(zaak, cast, cast.politie.partij)
    plannen.leg_voor(plan, actor=cast.uitvoerder.actor, partijen=[])
    for speler in (cast.extern, cast.rvdk, cast.uitvoerder, cast.uitvoerder_weegploeg):
        assert speler.client.get(_url("oordeel", zaak)).status_code == 404
        with pytest.raises(Geweigerd):
            afstemming.geef_oordeel(zaak, actor=speler.actor, eens=True)


def test_een_oordeel_over_een_eerdere_tekst_telt_als_eerder(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    plan = casussen.concept(zaak, cast, cast.politie.partij)
    actor = cast.uitvoerder.actor
    plannen.leg_voor(plan, actor=actor, partijen=[])
    afstemming.geef_oordeel(zaak, actor=cast.om.actor, eens=True)
    with pytest.raises(NietMogelijk, match="al vastgelegd"):
        afstemming.geef_oordeel(zaak, actor=cast.om.actor, eens=True)
    form = open_formulier(cast.politie.client, _url("oordeel", zaak), "eens")
    casussen.maatregel_van(plan, cast, cast.om.partij)
    stuur_oud = stuur(cast.politie.client, _url("oordeel", zaak), form, eens="ja")
    assert stuur_oud.status_code == 200  # it was another text that was read
    assert not Oordeel.objects.filter(partij=cast.politie.partij).exists()
    assert "over een eerdere tekst" in _pagina(cast.gemeente, "plan_versie", zaak, 1)
    plannen.leg_voor(plan, actor=actor, partijen=[])
    wacht = Taak.objects.filter(dossier=zaak, soort="casusoverleg.oordeel")
    assert set(wacht.values_list("aan", flat=True)) == _mensen(cast.gemeente, cast.politie, cast.om)
    afstemming.geef_oordeel(zaak, actor=cast.om.actor, eens=True)
    assert "over een eerdere tekst" not in _pagina(cast.gemeente, "plan_versie", zaak, 1)


# Following it ------------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-monitoring", "elk-overleg")
def test_de_voortgang_wordt_op_de_gekozen_dag_besproken(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    plan = casussen.concept(zaak, cast, cast.politie.partij)
    casussen.allen_eens(plan)
    volgende = vandaag() + 10 * DAG
    client, adres = cast.uitvoerder.client, _url("vaststellen", zaak)
    form = open_formulier(client, adres, "volgende")
    fout = stuur(client, adres, form, volgende=vandaag().isoformat())
    assert set(fout.context["form"].errors) == {"volgende"}
    stuur(client, adres, form, volgende=volgende.isoformat())
    plan.refresh_from_db()
    assert plan.status == Plan.Status.VASTGESTELD
    taak = Taak.objects.get(dossier=zaak, soort="casusoverleg.plan_bespreken")
    assert (taak.van, taak.uiterlijk) == (volgende, volgende)
    zaak = CasusBestand().met_feiten.get(pk=zaak.pk)
    assert CasusBestand().bespreken(zaak, volgende) == "voortgang"
    assert CasusBestand().bespreken(zaak, volgende - DAG) != "voortgang"
    assert "Volgende bespreking" in _pagina(cast.om, "plan", zaak)

    later = vandaag() + 40 * DAG
    gedaan = {"op": vandaag(), "volgende": later}
    cast.uitvoerder.client.post(_url("bespreken", zaak), gedaan)
    zaak.refresh_from_db()
    assert zaak.bespreken_op == later
    assert Gebeurtenis.van(zaak).filter(soort="casusoverleg.voortgang_besproken").exists()
    assert _fouten(cast.uitvoerder, "bespreken", zaak, **gedaan | {"op": later}) == {"op"}


@pytest.mark.clausule("CAS-monitoring", "elk-overleg")
def test_een_plan_zonder_dag_om_het_te_bespreken_valt_niet_van_de_agenda(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    plan = casussen.concept(zaak, cast, cast.politie.partij)
    wacht = Taak.objects.filter(dossier=zaak, soort="casusoverleg.plan_dag")
    assert not wacht.exists()
    casussen.stel_vast(plan, actor=cast.uitvoerder.actor)
    assert wacht.get().aan == zaak.houder
    client, adres = cast.uitvoerder.client, _url("bespreken", zaak)
    form = open_formulier(client, adres, "volgende")
    assert form.gekozen("op") == [""]
    assert set(stuur(client, adres, form).context["form"].errors) == {"volgende"}
    dag = vandaag() + 30 * DAG
    assert stuur(client, adres, form, volgende=dag.isoformat()).status_code == 302
    assert not wacht.exists()
    zaak.refresh_from_db()
    assert zaak.bespreken_op == dag
    soorten = Gebeurtenis.van(zaak).values_list("soort", flat=True)
    assert "casusoverleg.bespreekdag_gekozen" in soorten
    assert "casusoverleg.voortgang_besproken" not in soorten  # nobody talked it over yet
    # It was, and nobody chose the next day.
    form = open_formulier(client, adres, "volgende")
    assert form.gekozen("op") == [vandaag().isoformat()]
    assert stuur(client, adres, form).status_code == 302
    assert wacht.exists()
    plannen.maak_nieuwe_versie(zaak, actor=cast.uitvoerder.actor)
    assert not wacht.exists()  # its adoption asks for the day


@pytest.mark.clausule("CAS-regisseur-taken", "overzicht")
@pytest.mark.clausule("CAS-regisseur-taken", "herinneren")
def test_de_casusregisseur_ziet_wat_te_laat_is_en_herinnert(cast: Cast, zaak: Casus) -> None:
    actor = cast.uitvoerder.actor
    deelnemen.wijs_regisseur_aan(zaak, actor=actor, partij=cast.reclassering.partij)
    Maatregel.objects.filter(casus=zaak, partij=cast.politie.partij).update(
        van=vandaag() - 9 * DAG, tot=vandaag() - DAG
    )
    pagina = _pagina(cast.reclassering, "plan", zaak)
    assert "Eén maatregel is te laat." in pagina
    for partij in (cast.politie, cast.extern, cast.rvdk):
        assert f"Gesprekken door {partij.partij.naam}" in pagina
    keten = casussen.keten(zaak, cast.politie.partij)
    adres = _url("herinneren", zaak, keten)
    assert adres in pagina
    assert adres not in _pagina(cast.om, "plan", zaak)
    assert cast.om.client.post(adres).status_code == 404

    cast.reclassering.client.post(adres)
    assert _hoort(zaak, "herinnerd") == _mensen(cast.politie)
    pagina = cast.reclassering.client.post(adres, follow=True).content.decode()
    assert "is vandaag al herinnerd" in pagina
    assert Bericht.objects.filter(dossier=zaak, wat="casusoverleg.herinnerd").count() == 1
    plannen.meld_voortgang(zaak, keten, actor=cast.politie.actor, stand="klaar", resultaat="Af")
    with pytest.raises(NietMogelijk, match="vraagt niets meer"):
        afstemming.herinner(zaak, keten, actor=cast.reclassering.actor)


# Putting measures in tune ------------------------------------------------------------------------
@pytest.mark.clausule("CAS-afzien", "vragen")
@pytest.mark.clausule("CAS-afzien", "einddatum")
@pytest.mark.clausule("CAS-afzien", "wie-ziet")
def test_alleen_wie_het_is_gevraagd_ziet_het_verzoek_om_af_te_zien(cast: Cast, zaak: Casus) -> None:
    keten = casussen.keten(zaak, cast.extern.partij)
    adres = _url("afzien", zaak, keten)
    aan = [str(cast.extern.partij.pk), str(cast.rvdk.partij.pk)]
    form = open_formulier(cast.politie.client, adres, "partijen")
    assert form.gekozen("partijen") == [aan[0]]  # who takes the measure
    laatste = vandaag() + 20 * DAG
    vraag = {"partijen": aan, "reden": "KANARIE-onderzoek", "tot": laatste.isoformat()}
    for tot, zin in (
        ((vandaag() - DAG).isoformat(), "Deze dag is al voorbij."),
        ("", "Vul de laatste dag in."),
    ):
        fout = stuur(cast.politie.client, adres, form, **vraag | {"tot": tot})
        assert zin in " ".join(fout.context["form"].errors["tot"])
    assert not Afzien.objects.filter(casus=zaak).exists()
    stuur(cast.politie.client, adres, form, **vraag)
    rij = Afzien.objects.get(casus=zaak)
    assert (rij.tot, set(map(str, rij.gevraagd))) == (laatste, set(aan))
    zien = {"politie", "extern", "rvdk"}
    for naam, speler in cast.allen.items():
        antwoord = speler.client.get(_url("plan", zaak))
        tekst = antwoord.content.decode() if antwoord.status_code == 200 else ""
        assert ("KANARIE-onderzoek" in tekst) == (naam in zien), naam
        with als(speler.actor):
            assert Afzien.objects.filter(casus=zaak).exists() == (naam in zien), naam
        casus = speler.client.get(_url("casus", zaak)).content.decode()
        assert naam in zien or "KANARIE-onderzoek" not in casus
    assert _hoort(zaak, "afgestemd") == _mensen(cast.extern, cast.rvdk)
    for publiek in Publiek:
        zaak_ = CasusBestand().met_inhoud.get(pk=zaak.pk)
        assert "KANARIE-onderzoek" not in str(CasusBestand().afschrift(zaak_, publiek))


@pytest.mark.clausule("CAS-afzien", "wie-ziet")
def test_de_uitvoerder_van_de_gevraagde_gemeente_ziet_het_verzoek_niet(
    cast: Cast, zaak: Casus
) -> None:
    rij = casussen.vraag_af_te_zien(zaak, cast.politie, cast.extern.partij, cast.gemeente.partij)
    assert rij.reden in _pagina(cast.gemeente, "plan", zaak)
    for speler in (cast.uitvoerder, cast.uitvoerder_casusoverleg, cast.uitvoerder_weegploeg):
        assert rij.reden not in _pagina(speler, "plan", zaak)


def test_een_verzoek_om_af_te_zien_is_van_wie_het_vroeg_en_eindigt(cast: Cast, zaak: Casus) -> None:
    rij = casussen.vraag_af_te_zien(zaak, cast.politie, cast.extern.partij)
    with pytest.raises(NietMogelijk, match="al gevraagd"):
        casussen.vraag_af_te_zien(zaak, cast.politie, cast.extern.partij)
    eind = _url("afzien_beeindigen", zaak, rij.pk)
    for speler in (cast.extern, cast.om, cast.uitvoerder):
        assert speler.client.post(eind).status_code == 404
        with pytest.raises(Geweigerd):
            afstemming.beeindig_afzien(rij, actor=speler.actor)
    assert rij.reden in _pagina(cast.extern, "plan", zaak)
    cast.politie.client.post(eind)
    assert rij.reden not in _pagina(cast.extern, "plan", zaak)
    with pytest.raises(NietMogelijk, match="al voorbij"):
        afstemming.beeindig_afzien(rij, actor=cast.politie.actor)


def test_een_externe_partner_ziet_niet_wie_er_nog_meer_meedoet(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij)
    casussen.laat_deelnemen(zaak, cast, cast.rvdk.partij)  # without a measure
    adres = _url("afzien", zaak, casussen.keten(zaak, cast.politie.partij))
    form = open_formulier(cast.extern.client, adres, "partijen")
    met = set(Maatregel.objects.geldend().filter(casus=zaak).values_list("partij", flat=True))
    assert set(form.opties("partijen")) == {str(pk) for pk in met - {cast.extern.partij.pk}}
    vraag = {"partijen": [str(cast.rvdk.partij.pk)], "reden": "x", "tot": vandaag().isoformat()}
    antwoord = stuur(cast.extern.client, adres, form, **vraag)
    assert set(antwoord.context["form"].errors) == {"partijen"}
    vraag["partijen"] = [str(cast.politie.partij.pk)]
    stuur(cast.extern.client, adres, form, **vraag)
    assert Afzien.objects.filter(casus=zaak, partij=cast.extern.partij).exists()


def test_een_verzoek_om_af_te_zien_gaat_naar_een_ander_die_meedoet(cast: Cast, zaak: Casus) -> None:
    keten = casussen.keten(zaak, cast.politie.partij)
    goed = {"partijen": [cast.extern.partij.pk], "reden": "Onderzoek", "tot": vandaag() + DAG}
    for anders, veld in (
        ({"partijen": []}, "partijen"),
        ({"partijen": [cast.politie.partij.pk]}, "partijen"),  # itself
        ({"reden": " "}, "reden"),
        ({"tot": vandaag() - DAG}, "tot"),
        ({"tot": "morgen"}, "tot"),
    ):
        assert _fouten(cast.politie, "afzien", zaak, keten, **goed | anders) == {veld}
    nieuw = casussen.tweede_partner(cast)
    with pytest.raises(NietMogelijk, match="die meedoen"):
        afstemming.vraag_af_te_zien(
            zaak, keten, actor=cast.politie.actor, partijen=[nieuw.partij], reden="x", tot=vandaag()
        )
    with pytest.raises(Geweigerd):
        afstemming.vraag_af_te_zien(
            zaak, keten, actor=nieuw.actor, partijen=[cast.om.partij], reden="x", tot=vandaag()
        )
    assert not Afzien.objects.filter(casus=zaak).exists()


# On paper ----------------------------------------------------------------------------------------
def test_het_plan_staat_op_papier_zoals_op_de_pagina(cast: Cast, zaak: Casus) -> None:
    antwoord = cast.om.client.get(_url("plan_pdf", zaak))
    assert antwoord["Content-Type"] == "application/pdf"
    assert zaak.persoon.achternaam not in antwoord["Content-Disposition"]
    tekst = " ".join(pdf_tekst(antwoord.content).split())
    for zin in ("Plan van aanpak", zaak.nummer, "Werk en rust", "Eigen taak", cast.om.actor.naam):
        assert zin in tekst, zin
    assert cast.om.client.get(_url("plan_pdf", zaak) + "?versie=7").status_code == 404
    assert cast.om.client.get(_url("plan_pdf", zaak) + "?versie=x").status_code == 200


def test_de_tijdbalk_past_alle_maatregelen_in_het_beeld(cast: Cast, zaak: Casus) -> None:
    antwoord = cast.om.client.get(_url("plan", zaak))
    rijen = antwoord.context["maatregelen"]
    rijen[0].maatregel.tot = date.max  # typed for "without end"
    beeld = tijdbalk(rijen, vandaag())
    assert beeld is not None
    assert len(beeld.balken) == len(rijen)
    for balk in beeld.balken:
        assert beeld.label <= balk.x < balk.x + balk.breed <= beeld.breed + 4
    assert tijdbalk(rijen[:1], vandaag()) is None
    assert "De tabel hieronder zegt hetzelfde." in antwoord.content.decode()


# Who informs the subject -----------------------------------------------------------------------------
def _informeren(**anders: Any) -> dict[str, Any]:
    vast = {
        "doelen": ["a", "e"],
        "doel": "Werk en rust",
        "informeren": "Met een brief, in een gesprek",
    }
    return vast | anders


@pytest.mark.clausule("CAS-informeren-advies", "in-plan")
def test_het_plan_zegt_welke_partij_op_welke_dag_de_betrokkene_bericht_geeft(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    dag, lid = vandaag() + 20 * DAG, cast.uitvoerder
    wie = _informeren(informeert=cast.politie.partij.pk, informeert_wie="de wijkagent")
    lid.client.post(_url("plan_wijzigen", zaak), wie | {"informeren_op": dag})
    plan = Plan.objects.get()
    zin = f"{cast.politie.partij.naam}, de wijkagent, op {datum(dag)}"
    assert plan.wie_informeert == f"{zin}\nMet een brief, in een gesprek"
    casussen.maatregel_van(plan, cast, cast.politie.partij)
    casussen.stel_vast(plan, actor=lid.actor)
    assert zin in _pagina(cast.reclassering, "plan", zaak)
    assert zin in pdf_tekst(lid.client.get(_url("plan_pdf", zaak)).content)
    # The next version begins with the same, and says what became otherwise.
    plannen.maak_nieuwe_versie(zaak, actor=lid.actor)
    form = open_formulier(lid.client, _url("plan_wijzigen", zaak), "informeert")
    assert form.gekozen("informeert") == [str(cast.politie.partij.pk)]
    assert form.gekozen("informeren_op") == [dag.isoformat()]
    ander = {"informeert": "", "informeert_wie": "Mevrouw Jansen van het wijkteam"}
    assert stuur(lid.client, _url("plan_wijzigen", zaak), form, **ander).status_code == 302
    concept = zaak.plannen.get(versie=2)
    verschil = next(v for v in verschillen(plan, concept) if v.wat.startswith("Wie de betrokkene"))
    assert verschil.was.startswith(zin)
    assert verschil.nu.startswith(f"Mevrouw Jansen van het wijkteam, op {datum(dag)}")


@pytest.mark.clausule("CAS-informeren-advies", "in-plan")
def test_wie_informeert_doet_mee_en_op_een_dag_die_kan(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    politie, dag = cast.politie.partij.pk, vandaag() + DAG
    for velden, fout in (
        ({"informeert": politie}, "informeren_op"),
        ({"informeren_op": dag}, "informeert"),
        ({"informeert": cast.rvdk.partij.pk, "informeren_op": dag}, "informeert"),
        ({"informeert": politie, "informeren_op": vandaag() - DAG}, "informeren_op"),
    ):
        velden = _informeren(**velden)
        assert _fouten(cast.uitvoerder, "plan_wijzigen", zaak, **velden) == {fout}, velden
    assert not Plan.objects.exists()
    # Who leaves before the plan is adopted does not inform anybody.
    plan = plannen.maak_plan(
        zaak,
        actor=cast.uitvoerder.actor,
        **_informeren(informeert=cast.reclassering.partij, informeren_op=dag),
    )
    casussen.maatregel_van(plan, cast, cast.politie.partij)
    deelname = casussen.deelname(zaak, cast.reclassering.partij)
    deelnemen.beeindig_deelname(zaak, deelname, actor=cast.uitvoerder.actor, reden="Geen rol meer")
    with pytest.raises(NietMogelijk, match="Kies wie de betrokkene informeert"):
        plannen.stel_plan_vast(plan, actor=cast.uitvoerder.actor)
