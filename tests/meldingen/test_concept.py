"""A melding that somebody is writing: his own, to be taken over by a colleague, and gone after thirty days."""

from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.urls import reverse

from config.werk import werklijst
from gedeeld.weigering import Geweigerd, NietMogelijk
from invoer.models import Klad
from meldingen.concept import decisions
from meldingen.models import Concept, Conceptinhoud, Melding
from mensen.models import Vertegenwoordiging
from register import muur
from register.models import Inzage
from register.werk import Werk
from retention.tasks import vernietig_wat_geen_dossier_is
from tests.cast import Cast, Speler
from tests.hulp import vandaag, verzoeken
from tests.hulp.meldingen import ingevuld

NIEUW, LIJST = "/meldingen/nieuw/", "/meldingen/concepten/"
DAG = timedelta(days=1)


def _bewaar(speler: Speler, url: str = NIEUW, **anders: Any) -> Any:
    return speler.client.post(url, {**ingevuld(speler, **anders), "concept": "ja"})


def _concept(cast: Cast, **anders: Any) -> Concept:
    assert _bewaar(cast.gemeente, **anders).status_code == 302
    rij: Concept = Concept.objects.get()
    return rij


def _url(naam: str, concept: Concept) -> str:
    return reverse(f"meldingen:{naam}", args=[concept.pk])


def _werk(speler: Speler) -> list[Werk]:
    return [rij for rij in werklijst(speler.actor).rijen if "concept" in rij.wat]


def test_een_onvolledige_melding_wordt_bewaard_en_later_geregistreerd(cast: Cast) -> None:
    eergisteren = vandaag() - 2 * DAG
    half = {"voornamen": "", "melder_naam": "", "herkomst": "", "signalen-0-grondslag": ""}
    concept = _concept(cast, ontvangen_op=eergisteren.isoformat(), **half)
    assert not Melding.objects.exists()
    lijst = cast.gemeente.client.get(LIJST).content.decode()
    assert concept.nummer in lijst
    blad = cast.gemeente.client.get(_url("concept", concept))
    form = blad.context["form"]
    assert not form.fout  # without a word on what is missing
    assert form.melding["achternaam"].value() == ingevuld(cast.gemeente)["achternaam"]
    assert form.signalen.forms[0]["omschrijving"].value()
    # Filled in further and kept again: the same concept, with the same last day.
    _bewaar(cast.gemeente, _url("concept", concept), ontvangen_op=eergisteren.isoformat())
    assert Concept.objects.get().laatste_dag == concept.laatste_dag
    velden = ingevuld(cast.gemeente, ontvangen_op=eergisteren.isoformat())
    assert cast.gemeente.client.post(_url("concept", concept), velden).status_code == 302
    melding = Melding.objects.get()
    assert melding.ontvangen_op == eergisteren
    assert not Concept.objects.exists()
    assert not Conceptinhoud.objects.exists()
    assert not Klad.objects.exists()


def test_twee_signalen_en_nog_een_blijven_staan(cast: Cast) -> None:
    concept = _concept(
        cast, **{"signalen-TOTAL_FORMS": "2", "signalen-1-omschrijving": "Tweede signaal"}
    )
    forms = cast.gemeente.client.get(_url("concept", concept)).context["form"].signalen.forms
    assert [f["omschrijving"].value() for f in forms][1:] == ["Tweede signaal"]


def test_zonder_dag_van_ontvangst_is_er_geen_laatste_dag(cast: Cast) -> None:
    morgen = (vandaag() + DAG).isoformat()
    for dag in ("", morgen):
        antwoord = _bewaar(cast.gemeente, ontvangen_op=dag, achternaam="", voornamen="")
        assert list(antwoord.context["form"].melding.errors) == ["ontvangen_op"]
    assert not Concept.objects.exists()


# Whose it is -----------------------------------------------------------------------------------------
def test_alleen_de_schrijver_leest_wat_er_staat(cast: Cast) -> None:
    concept = _concept(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT velden FROM meldingen_conceptinhoud")
        assert "anarie" not in str(cursor.fetchone())
    for naam, speler in cast.allen.items():
        eigen, collega = naam == "gemeente", naam in ("uitvoerder", "uitvoerder_weegploeg")
        assert (speler.client.get(_url("concept", concept)).status_code == 200) == eigen, naam
        assert (speler.client.get(_url("concept_weg", concept)).status_code == 200) == eigen, naam
        over = speler.client.get(_url("concept_overnemen", concept))
        assert (over.status_code == 200) == collega, naam
        with muur.als(speler.actor):
            assert Concept.objects.count() == (1 if eigen or collega else 0), naam
            assert Conceptinhoud.objects.count() == (1 if eigen else 0), naam
        if naam != "gemeente":
            assert (
                speler.client.post(_url("concept", concept), {"concept": "ja"}).status_code == 404
            )
    for url in (LIJST, _url("concept_overnemen", concept), "/"):
        tekst = cast.uitvoerder.client.get(url).content.decode()
        assert "anarie" not in tekst
    assert concept.nummer in cast.uitvoerder.client.get(LIJST).content.decode()
    assert concept.nummer not in cast.politie.client.get(LIJST).content.decode()


def test_het_staat_op_de_werklijst_van_de_schrijver(cast: Cast) -> None:
    concept = _concept(cast)
    [rij] = _werk(cast.gemeente)
    assert (rij.url, rij.uiterlijk) == (_url("concept", concept), vandaag() + 30 * DAG)
    assert _werk(cast.uitvoerder) == _werk(cast.politie) == []
    assert "Mijn concepten" in cast.gemeente.client.get("/meldingen/").content.decode()


def test_een_collega_neemt_het_over_met_een_reden_en_de_schrijver_hoort_het(cast: Cast) -> None:
    concept = _concept(cast)
    dag, url = concept.laatste_dag, _url("concept_overnemen", concept)
    assert cast.uitvoerder.client.post(url, {}).context["form"].errors["reden"]
    assert cast.uitvoerder.client.post(url, {"reden": "afwezig"}).status_code == 302
    concept.refresh_from_db()
    assert (concept.schrijver, concept.vorige) == (
        cast.uitvoerder.gebruiker,
        cast.gemeente.gebruiker,
    )
    assert (concept.laatste_dag, concept.overgenomen_op) == (dag, vandaag())
    assert "anarie" in cast.uitvoerder.client.get(_url("concept", concept)).content.decode()
    assert cast.gemeente.client.get(_url("concept", concept)).status_code == 404
    with muur.als(cast.gemeente.actor):
        assert not Conceptinhoud.objects.exists()
    [rij] = _werk(cast.gemeente)
    assert rij.wat == f"Lees waarom een collega concept {concept.nummer} overnam"
    blad = cast.gemeente.client.get(rij.url).content.decode()
    assert "nam dit van u over" in blad
    assert "De schrijver is er niet" in blad
    logboek = Inzage.objects.filter(bestand="meldingen.concept", soort="handeling")
    assert logboek.get().gebruiker == cast.uitvoerder.gebruiker
    with pytest.raises(Geweigerd):
        decisions.gooi_weg(concept, actor=cast.gemeente.actor)
    with pytest.raises(NietMogelijk):
        decisions.neem_over(concept, actor=cast.politie.actor, reden="afwezig")


def test_wie_hier_niet_meer_werkt_laat_het_een_collega(cast: Cast) -> None:
    concept = _concept(cast)
    Vertegenwoordiging.objects.filter(gebruiker=cast.gemeente.gebruiker).update(tot=vandaag())
    assert cast.gemeente.client.get(_url("concept", concept)).status_code != 200
    antwoord = cast.uitvoerder.client.post(
        _url("concept_overnemen", concept), {"reden": "vertrokken"}
    )
    assert antwoord.status_code == 302
    assert cast.uitvoerder.client.get(_url("concept", concept)).status_code == 200


def test_weggooien_laat_niets_over(cast: Cast) -> None:
    concept = _concept(cast)
    assert cast.gemeente.client.get(_url("concept_weg", concept)).status_code == 200
    assert Concept.objects.exists()
    assert cast.gemeente.client.post(_url("concept_weg", concept)).status_code == 302
    assert not Concept.objects.exists()
    assert not Conceptinhoud.objects.exists()


# How long it lives -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("ontvangen", "laatste"),
    [
        (0 * DAG, 30 * DAG),
        # Received half a year ago but for ten days: it would live no longer as a melding.
        (None, 10 * DAG),
    ],
)
def test_na_dertig_dagen_of_zes_maanden_na_ontvangst_is_het_weg(
    cast: Cast, ontvangen: timedelta | None, laatste: timedelta, klok: Any
) -> None:
    dag = vandaag() + 10 * DAG - relativedelta(months=6) if ontvangen is None else vandaag()
    concept = _concept(cast, ontvangen_op=dag.isoformat())
    assert abs((concept.laatste_dag - (vandaag() + laatste)).days) <= 1  # months differ in length
    klok(concept.laatste_dag)
    vernietig_wat_geen_dossier_is()
    assert Concept.objects.exists()
    klok(concept.laatste_dag + DAG)
    vernietig_wat_geen_dossier_is()
    assert not Concept.objects.exists()
    assert not Conceptinhoud.objects.exists()


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets the hourly round run on another day, which its own clock does not doubt."""

    def zet(dag: date) -> None:
        monkeypatch.setattr("retention.tasks.timezone.localdate", lambda *_: dag)
        monkeypatch.setattr("retention.tasks.begin_ronde", lambda **_: None)

    return zet


def test_een_verzoek_van_de_betrokkene_vindt_dat_er_een_concept_is(cast: Cast) -> None:
    verzoek = verzoeken.met_identiteit(cast)
    persoon = {
        veld: getattr(verzoek, veld) for veld in ("voornamen", "tussenvoegsel", "achternaam")
    }
    concept = _concept(cast, **persoon, geboortedatum="")
    url = reverse("privacy_rights:zoeken", args=[verzoek.pk])
    zin = f"concept {concept.nummer}"
    assert zin in cast.uitvoerder.client.get(url).content.decode()
    decisions.gooi_weg(concept, actor=cast.gemeente.actor)
    assert zin not in cast.uitvoerder.client.get(url).content.decode()
    _concept(cast, voornamen="Karin", achternaam="Specht", geboortedatum="")
    assert "Nog niet in een dossier" not in cast.uitvoerder.client.get(url).content.decode()
