"""The letter that tells the person concerned (AVG 14, MC 11, PB 5.2): all of the law's list, and nothing of anybody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from convenant.models import Mandaat, Uitzonderingsgrond
from tests.cast import Cast
from tests.hulp import casussen, jaren_geleden, weegploeg
from tests.hulp.gegevens import vandaag
from tests.privacy_rights.pdf_tekst import pdf_tekst
from weegploeg.informeren import decisions as informeren
from weegploeg.models import Brief, WeegploegDossier

ADRES = "Timo van der Verzonnen\nNergensweg 7\n5900 ZZ Venlo"


def _pagina(dossier: WeegploegDossier) -> str:
    return reverse("weegploeg:dossier", args=[dossier.pk])


def _url(brief: Brief, naam: str = "brief") -> str:
    return reverse(f"brieven:{naam}", args=["weegploeg", brief.dossier_id, brief.pk])


def _besluit(cast: Cast, dossier: WeegploegDossier, wie: str = "subject") -> Any:
    return informeren.besluit_informeren(
        dossier,
        actor=cast.uitvoerder.actor,
        sprekers=weegploeg.sprekers(cast),
        informeren=True,
        wie=wie,
        afspraak="KANARIE-afspraak",
    )


def _begin(cast: Cast, dossier: WeegploegDossier, besluit: Any, soort: str = "informeren") -> Brief:
    url = reverse("brieven:nieuw", args=["weegploeg", dossier.pk, soort, besluit.pk])
    assert url in cast.uitvoerder.client.get(_pagina(dossier)).content.decode()
    assert cast.uitvoerder.client.post(url).status_code == 302
    brief: Brief = Brief.objects.get(rij=besluit.pk, soort=soort)
    return brief


def _verstuur(cast: Cast, brief: Brief, **velden: str) -> str:
    """Written, final and sent; the text of the PDF on one line."""
    client = cast.uitvoerder.client
    assert client.post(_url(brief), {"adres": ADRES, **velden}).status_code == 302
    assert client.post(_url(brief, "definitief")).status_code == 302
    tekst = " ".join(pdf_tekst(client.get(_url(brief, "pdf")).content).split())
    velden = {"op": vandaag().isoformat(), "wijze": "post"}
    assert client.post(_url(brief, "verstuurd"), velden).status_code == 302
    return tekst


@pytest.mark.clausule("INF-brief", "verantwoordelijke")
@pytest.mark.clausule("INF-brief", "fg")
@pytest.mark.clausule("INF-brief", "doel-grond")
@pytest.mark.clausule("INF-brief", "categorieen")
@pytest.mark.clausule("INF-brief", "ontvangers")
@pytest.mark.clausule("INF-brief", "doorgifte")
@pytest.mark.clausule("INF-brief", "bewaartermijn")
@pytest.mark.clausule("INF-brief", "rechten")
@pytest.mark.clausule("INF-brief", "klacht")
@pytest.mark.clausule("INF-brief", "bron")
@pytest.mark.clausule("INF-brief", "geen-automaat")
def test_de_brief_heeft_alles_van_artikel_14_en_niets_van_een_ander(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(
        cast,
        partners=[casussen.partner(cast.reclassering.partij)],
        melder_naam="KANARIE-melder",
        melder_contact="KANARIE-contact",
    )
    besluit = _besluit(cast, dossier)
    brief = _begin(cast, dossier, besluit)
    tekst = _verstuur(cast, brief, zelf="De wijkagent belt u volgende week.")
    convenant = dossier.gemeente.convenant
    kern = dossier.bestand.kernpartijen(dossier)
    for staat in (
        "Timo van der Verzonnen",
        "artikel 14 AVG",
        "De wijkagent belt u volgende week.",
        "samen verantwoordelijk",
        *(partij.naam for partij in kern),
        *(partij.contact for partij in kern),
        convenant.contact,
        convenant.fg_contact,
        "deradicalisering bevorderen",
        "artikel 6 lid 1 onder e AVG",
        "artikel 172 Gemeentewet",
        "wie u bent en waar u woont",
        "wat er over uw gedrag is gezien of gehoord",
        "Wie gegevens krijgt",
        cast.reclassering.partij.naam,
        "buiten de Europese Economische Ruimte",
        "Vijf jaar na de laatste verwerking",
        "uw gegevens inzien (artikel 15 AVG)",
        "gegevens verbeteren of aanvullen (artikel 16 AVG)",
        "gegevens laten vernietigen (artikel 17 AVG)",
        "gegevens tijdelijk niet gebruiken (artikel 18 AVG)",
        "bezwaar maken tegen het verwerken",
        "artikel 20 AVG",
        "Autoriteit Persoonsgegevens, Postbus 93374",
        f"Zij komen van: • {cast.gemeente.partij.naam}",
        "geen geautomatiseerde besluitvorming",
        "Namens het college van burgemeester en wethouders van Venlo",
        "Mandaatregister 2019, nummer 4.12",
    ):
        assert staat in tekst, staat
    for geheim in ("KANARIE", "subject", dossier.nummer, "betrokkene"):
        assert geheim not in tekst, geheim
    # Sent, so done: nothing is left to record.
    dossier.refresh_from_db()
    assert dossier.geinformeerd_op == vandaag()
    assert dossier.geinformeerd_hoe == f"Met brief {brief.nummer}, per post"


@pytest.mark.clausule("INF-alsnog", "alsnog")
@pytest.mark.clausule("INF-alsnog", "zonder-maatregel")
def test_is_het_beletsel_weg_dan_krijgt_iemand_alsnog_bericht_ook_zonder_casus(cast: Cast) -> None:
    dag = vandaag() - timedelta(days=3)
    dossier = weegploeg.niet_geagendeerd(cast, op=dag)
    informeren.besluit_informeren(
        dossier,
        actor=cast.uitvoerder.op(dag),
        sprekers=weegploeg.sprekers(cast),
        informeren=False,
        grond=Uitzonderingsgrond.objects.get(code="41-1-d"),
        reden="Er loopt een onderzoek",
        heroverwegen_op=vandaag(),
        **weegploeg.AFGEWOGEN,
    )
    lijst = cast.uitvoerder.client.get(reverse("werklijst")).content.decode()
    assert "Bekijk opnieuw of het subject wordt geïnformeerd" in lijst
    assert (
        "Brief aan de persoon" not in cast.uitvoerder.client.get(_pagina(dossier)).content.decode()
    )
    tekst = _verstuur(cast, _begin(cast, dossier, _besluit(cast, dossier)))
    assert "Zij besloten dat er geen gezamenlijk plan komt." in tekst
    assert f"Deze gegevens bewaren wij nu tot en met {dossier.laatste_dag.day} " in tekst
    dossier.refresh_from_db()
    assert dossier.geinformeerd_op == vandaag()


@pytest.mark.clausule("INF-wie", "minderjarige")
def test_aan_een_minderjarige_en_de_ouders_gaan_twee_brieven(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast, naw={"geboortedatum": jaren_geleden(15)})
    besluit = _besluit(cast, dossier, "beiden")
    ouders = _begin(cast, dossier, besluit, "informeren_ouders")
    assert ouders.adres.startswith("De ouders van Timo")
    tekst = _verstuur(cast, ouders)
    for staat in ("Beste ouders", "gegevens over uw kind", "namens uw kind", "waar uw kind woont"):
        assert staat in tekst
    dossier.refresh_from_db()
    assert dossier.geinformeerd_op is None  # the child did not hear it yet
    assert "gegevens over u verwerken" in _verstuur(cast, _begin(cast, dossier, besluit))
    dossier.refresh_from_db()
    assert dossier.geinformeerd_op == vandaag()


def test_zonder_mandaat_gaat_er_geen_brief_uit(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    Mandaat.objects.all().delete()
    brief = _begin(cast, dossier, _besluit(cast, dossier))
    assert "wie namens haar tekent" in cast.uitvoerder.client.get(_url(brief)).content.decode()
    antwoord = cast.uitvoerder.client.post(_url(brief, "definitief"), follow=True)
    assert "wie namens haar tekent" in antwoord.content.decode()
    brief.refresh_from_db()
    assert brief.definitief_op is None


def test_alleen_de_uitvoerder_maakt_de_brief(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    brief = _begin(cast, dossier, _besluit(cast, dossier))
    for naam, lid in cast.allen.items():
        mag = naam in ("uitvoerder", "uitvoerder_weegploeg")
        assert (lid.client.get(_url(brief)).status_code == 200) == mag, naam


@pytest.mark.clausule("INF-overleg", "uitkomst")
def test_besluiten_zij_later_anders_dan_gaat_de_brief_niet_weg(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    brief = _begin(cast, dossier, _besluit(cast, dossier))
    _stel_uit(cast, dossier)
    client = cast.uitvoerder.client
    assert "besloten later iets anders" in client.get(_url(brief)).content.decode()
    client.post(_url(brief), {"adres": ADRES})
    antwoord = client.post(_url(brief, "definitief"), follow=True)
    assert "besloten later iets anders" in antwoord.content.decode()
    brief.refresh_from_db()
    assert brief.definitief_op is None


def test_wat_toch_is_verstuurd_staat_in_het_grootboek_en_eindigt_niets(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    brief, client = _begin(cast, dossier, _besluit(cast, dossier)), cast.uitvoerder.client
    client.post(_url(brief), {"adres": ADRES})
    client.post(_url(brief, "definitief"))
    _stel_uit(cast, dossier)
    velden = {"op": vandaag().isoformat(), "wijze": "post"}
    assert client.post(_url(brief, "verstuurd"), velden).status_code == 302
    dossier.refresh_from_db()
    assert dossier.geinformeerd_op is None
    assert brief.pk in dossier.uitwisselingen.get(soort="brief").stukken


def _stel_uit(cast: Cast, dossier: WeegploegDossier) -> None:
    informeren.besluit_informeren(
        dossier,
        actor=cast.uitvoerder.actor,
        sprekers=weegploeg.sprekers(cast),
        informeren=False,
        grond=Uitzonderingsgrond.objects.get(code="41-1-d"),
        reden="Er loopt een onderzoek",
        heroverwegen_op=vandaag() + timedelta(days=20),
        **weegploeg.AFGEWOGEN,
    )
