"""Decision 3 and the duty to inform (MC 11; PB 3.4, 5.2)."""

from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse

from convenant.models import Uitzonderingsgrond
from gedeeld.weigering import NietMogelijk
from register.werk import werk
from tests.cast import Cast
from tests.hulp import jaren_geleden, weegploeg
from tests.hulp.gegevens import vandaag
from weegploeg import rules
from weegploeg.informeren import decisions as informeren
from weegploeg.models import WeegploegDossier


def _url(dossier: WeegploegDossier, naam: str = "informeren", keuze: str = "") -> str:
    vraag = f"?keuze={keuze}" if keuze else ""
    return reverse(f"weegploeg:{naam}", args=[dossier.pk]) + vraag


def _informeer(cast: Cast, **anders: Any) -> dict[str, Any]:
    partijen = [p.pk for p in cast.kern]
    vast = {"wie": "subject", "afspraak": "De wijkagent belt", "genomen_op": vandaag()}
    return {**vast, "partijen": partijen, **anders}


def _nog_niet(cast: Cast, dagen: int = 30, **anders: Any) -> dict[str, Any]:
    return {
        "grond": Uitzonderingsgrond.objects.get(code="41-1-d").pk,
        "reden": "Er loopt een onderzoek",
        "heroverwegen_op": (cast.uitvoerder.actor.vandaag + timedelta(days=dagen)).isoformat(),
        "partijen": [p.pk for p in cast.kern],
        "genomen_op": vandaag(),
        **anders,
    }


def _taken(cast: Cast) -> dict[str, date | None]:
    rijen = werk(cast.uitvoerder.actor)
    return {taak.wat: taak.uiterlijk for taak in rijen if taak.nummer.startswith("W-")}


@pytest.mark.clausule("INF-moment", "uitkomst")
@pytest.mark.clausule("INF-moment", "maand")
@pytest.mark.parametrize("stand", ["geagendeerd", "niet_geagendeerd"])
def test_plicht_ontstaat_bij_elk_besluit_en_uiterlijk_na_een_maand(cast: Cast, stand: str) -> None:
    vandaag = cast.uitvoerder.actor.vandaag
    ontvangen = vandaag - timedelta(days=10)
    dossier = getattr(weegploeg, stand)(cast, ontvangen_op=ontvangen)
    uiterlijk = ontvangen + relativedelta(months=1)
    assert _taken(cast)["Leg vast of het subject wordt geïnformeerd"] == uiterlijk
    tekst = cast.gemeente.client.get(_url(dossier, "dossier")).content.decode()
    assert f'datetime="{uiterlijk.isoformat()}"' in tekst


@pytest.mark.clausule("INF-moment", "maand")
def test_de_maand_wacht_niet_op_het_besluit(cast: Cast) -> None:
    vandaag = cast.uitvoerder.actor.vandaag
    weegploeg.in_weging(cast, ontvangen_op=vandaag)
    assert "Leg vast of het subject wordt geïnformeerd" not in _taken(cast)
    weegploeg.in_weging(cast, ontvangen_op=vandaag - timedelta(days=25))
    assert "Leg vast of het subject wordt geïnformeerd" in _taken(cast)


@pytest.mark.parametrize(
    ("verkregen", "uiterlijk"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2028, 1, 31), date(2028, 2, 29)),
    ],
)
def test_een_maand_is_een_kalendermaand(verkregen: date, uiterlijk: date) -> None:
    assert rules.informeren_uiterlijk(verkregen) == uiterlijk


@pytest.mark.clausule("INF-overleg", "eerst-overleg")
@pytest.mark.clausule("WEE-informeren")
@pytest.mark.clausule("INF-wie", "afspraak")
def test_informeren_na_overleg_van_de_drie(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    client = cast.uitvoerder.client
    twee = [p.pk for p in cast.kern[:2]]
    fout = client.post(_url(dossier), _informeer(cast, partijen=twee)).content.decode()
    assert "Alle drie de kernpartijen" in fout
    assert "De wijkagent belt" in fout
    assert not dossier.informatiebesluiten.exists()
    assert client.post(_url(dossier), _informeer(cast, afspraak="")).status_code == 200
    assert client.post(_url(dossier), _informeer(cast)).status_code == 302
    besluit = dossier.informatiebesluiten.get()
    assert besluit.informeren
    assert set(besluit.partijen.all()) == set(cast.kern)


@pytest.mark.clausule("INF-alsnog", "herinnering")
def test_herinnering_blijft_tot_het_is_gedaan(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast, anoniem=True)
    client, vandaag = cast.uitvoerder.client, cast.uitvoerder.actor.vandaag
    assert client.post(_url(dossier), _informeer(cast)).status_code == 302
    gedaan = {"op": vandaag.isoformat(), "hoe": "De wijkagent, in een gesprek"}
    assert "Leg vast dat het subject is geïnformeerd" in _taken(cast)
    morgen = (vandaag + timedelta(days=1)).isoformat()
    fout = client.post(_url(dossier, "geinformeerd"), {**gedaan, "op": morgen})
    assert "tussen het openen van het dossier en vandaag" in fout.content.decode()
    assert "Leg vast dat het subject is geïnformeerd" in _taken(cast)
    assert client.post(_url(dossier, "geinformeerd"), gedaan).status_code == 302
    dossier.refresh_from_db()
    assert (dossier.geinformeerd_op, dossier.geinformeerd_hoe) == (vandaag, gedaan["hoe"])
    assert _taken(cast) == {}


@pytest.mark.clausule("INF-aantekening", "grond")
@pytest.mark.clausule("INF-aantekening", "heroverwegen")
@pytest.mark.clausule("WEE-inhoud", "aantekening")
def test_nog_niet_heeft_grond_reden_en_een_dag(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    client, url = cast.uitvoerder.client, _url(dossier, keuze="nog_niet")
    for fout in (
        {"grond": ""},
        {"reden": ""},
        {"heroverwegen_op": ""},
        {"heroverwegen_op": "ooit"},
    ):
        assert client.post(url, _nog_niet(cast, **fout)).status_code == 200
    assert "Kies een dag in de toekomst." in client.post(url, _nog_niet(cast, 0)).content.decode()
    assert not dossier.informatiebesluiten.exists()
    assert client.post(url, _nog_niet(cast)).status_code == 302
    tekst = cast.politie.client.get(_url(dossier, "dossier")).content.decode()
    assert "opsporing van strafbare feiten" in tekst
    assert "Er loopt een onderzoek" in tekst
    heroverwegen = cast.uitvoerder.actor.vandaag + timedelta(days=30)
    assert _taken(cast) == {"Bekijk opnieuw of het subject wordt geïnformeerd": heroverwegen}
    with pytest.raises(NietMogelijk):
        informeren.leg_informeren_vast(
            dossier, actor=cast.uitvoerder.actor, op=cast.uitvoerder.actor.vandaag, hoe="Brief"
        )


@pytest.mark.clausule("INF-aantekening", "heroverwegen")
def test_uitstel_loopt_niet_over_de_vernietiging_heen(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    url = _url(dossier, keuze="nog_niet")
    antwoord = cast.uitvoerder.client.post(url, _nog_niet(cast, 200))
    assert "worden deze gegevens vernietigd" in antwoord.content.decode()
    assert cast.uitvoerder.client.post(url, _nog_niet(cast, 100)).status_code == 302


@pytest.mark.clausule("INF-aantekening", "heroverwegen")
def test_uitstel_duurt_hooguit_zes_maanden(cast: Cast) -> None:
    url = _url(weegploeg.geagendeerd(cast), keuze="nog_niet")
    antwoord = cast.uitvoerder.client.post(url, _nog_niet(cast, 190))
    assert "Kies een dag binnen zes maanden." in antwoord.content.decode()
    assert "heroverwegen_op" in antwoord.context["form"].errors
    assert cast.uitvoerder.client.post(url, _nog_niet(cast, 180)).status_code == 302


def test_zonder_bekende_leeftijd_niet_alleen_de_ouders(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast, naw={"geboortedatum": None})
    tekst = cast.uitvoerder.client.get(_url(dossier)).content.decode()
    assert 'value="ouders"' not in tekst
    antwoord = cast.uitvoerder.client.post(_url(dossier), _informeer(cast, wie="ouders"))
    assert antwoord.status_code == 200
    with pytest.raises(NietMogelijk, match="leeftijd is niet bekend"):
        informeren.besluit_informeren(
            dossier,
            actor=cast.uitvoerder.actor,
            partijen=cast.kern,
            informeren=True,
            wie="ouders",
            afspraak="Brief",
        )
    assert not dossier.informatiebesluiten.exists()
    assert cast.uitvoerder.client.post(_url(dossier), _informeer(cast, wie="beiden")).url


@pytest.mark.clausule("INF-wie", "afspraak")
def test_informeren_zonder_te_zeggen_hoe_is_niet_vast_te_leggen(cast: Cast) -> None:
    dossier, actor = weegploeg.niet_geagendeerd(cast), cast.uitvoerder.actor
    assert cast.uitvoerder.client.post(_url(dossier), _informeer(cast)).status_code == 302
    with pytest.raises(NietMogelijk, match="Vul dit in"):
        informeren.leg_informeren_vast(dossier, actor=actor, op=actor.vandaag, hoe=" ")
    dossier.refresh_from_db()
    assert dossier.geinformeerd_op is None


@pytest.mark.clausule("INF-wie", "volwassene")
def test_meerderjarige_wordt_zelf_geinformeerd_en_de_ouders_niet(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    tekst = cast.uitvoerder.client.get(_url(dossier)).content.decode()
    assert 'value="ouders"' not in tekst
    antwoord = cast.uitvoerder.client.post(_url(dossier), _informeer(cast, wie="ouders"))
    assert antwoord.status_code == 200
    with pytest.raises(NietMogelijk):
        informeren.besluit_informeren(
            dossier,
            actor=cast.uitvoerder.actor,
            partijen=cast.kern,
            informeren=True,
            wie="beiden",
            afspraak="Brief",
        )
    assert not dossier.informatiebesluiten.exists()


@pytest.mark.clausule("INF-wie", "minderjarige")
def test_bij_een_minderjarige_horen_de_ouders_erbij(cast: Cast) -> None:
    naw = {"geboortedatum": jaren_geleden(16)}
    dossier = weegploeg.niet_geagendeerd(cast, naw=naw)
    tekst = cast.uitvoerder.client.get(_url(dossier)).content.decode()
    keuze = tekst[tekst.index('value="beiden"') :]
    assert "checked" in keuze[: keuze.index(">")]
    assert (
        cast.uitvoerder.client.post(_url(dossier), _informeer(cast, wie="ouders")).status_code
        == 302
    )


def test_een_lid_legt_niet_vast_of_wordt_geinformeerd(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    for speler in (cast.gemeente, cast.politie, cast.om):
        assert speler.client.post(_url(dossier), _informeer(cast)).status_code == 404
    assert not dossier.informatiebesluiten.exists()
