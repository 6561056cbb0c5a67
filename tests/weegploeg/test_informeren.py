"""Decision 3 and the duty to inform (MC 11; PB 3.4, 5.2)."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from casusoverleg.models import Casus
from convenant.models import Uitzonderingsgrond
from gedeeld.weigering import NietMogelijk
from register.afleiden import leid_af
from register.werk import werk
from tests.cast import Cast
from tests.hulp import casussen, jaren_geleden, weegploeg
from tests.hulp.gegevens import vandaag
from weegploeg import rules
from weegploeg.informeren import decisions as informeren
from weegploeg.models import WeegploegDossier

NIET_AFGEWOGEN: dict[str, Any] = {"factoren": [], "afweging": ""}


def _url(dossier: WeegploegDossier, naam: str = "informeren", keuze: str = "") -> str:
    vraag = f"?keuze={keuze}" if keuze else ""
    return reverse(f"weegploeg:{naam}", args=[dossier.pk]) + vraag


def _informeer(cast: Cast, **anders: Any) -> dict[str, Any]:
    vast = {"wie": "subject", "afspraak": "De wijkagent belt"}
    return {**vast, **weegploeg.wie_sprak(cast), **anders}


def _nog_niet(cast: Cast, dagen: int = 30, **anders: Any) -> dict[str, Any]:
    return {
        "grond": Uitzonderingsgrond.objects.get(code="41-1-d").pk,
        "reden": "Er loopt een onderzoek",
        **weegploeg.AFGEWOGEN,
        "heroverwegen_op": (cast.uitvoerder.actor.vandaag + timedelta(days=dagen)).isoformat(),
        **weegploeg.wie_sprak(cast),
        **anders,
    }


def _stel_uit(cast: Cast, dossier: WeegploegDossier, **anders: Any) -> None:
    url = _url(dossier, keuze="nog_niet")
    assert cast.uitvoerder.client.post(url, _nog_niet(cast, **anders)).status_code == 302


def _grond(code: str) -> int:
    return Uitzonderingsgrond.objects.get(code=code).pk


def _cel(cast: Cast, dossier: WeegploegDossier) -> Any:
    """What the list says of informing in one file."""
    antwoord = cast.uitvoerder.client.get(reverse("weegploeg:lijst"))
    [rij] = [
        dict(rij.cellen)
        for rij in antwoord.context["lijst"].rijen
        if rij.cellen[0][1].tekst == dossier.nummer
    ]
    return rij["Informeren"]


def _uiterlijk(cast: Cast, dossier: WeegploegDossier) -> set[date | None]:
    """The last day as list, page and form say it."""
    paginas = [
        cast.uitvoerder.client.get(_url(dossier, naam)) for naam in ("dossier", "informeren")
    ]
    return {_cel(cast, dossier).dag, *(blad.context["plicht"].uiterlijk for blad in paginas)}


def _overal(cast: Cast, dossier: WeegploegDossier) -> tuple[set[date | None], str]:
    """The last day as list, page, form and worklist say it; and the part of the page, without markup."""
    deel = tekst_van(cast, dossier).split('id="informeren"')[1].split("</section>")[0]
    tekst = " ".join(strip_tags(deel).split())
    return _uiterlijk(cast, dossier) | set(_taken(cast).values()), tekst


def tekst_van(cast: Cast, dossier: WeegploegDossier) -> str:
    """The page of the file."""
    return cast.uitvoerder.client.get(_url(dossier, "dossier")).content.decode()


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


@pytest.mark.clausule("INF-moment", "uitstel")
def test_wat_op_tijd_is_uitgesteld_is_nergens_te_laat(cast: Cast) -> None:
    dag = vandaag() - timedelta(days=70)
    dossier = weegploeg.niet_geagendeerd(cast, op=dag, anoniem=True)
    assert "te laat" in _overal(cast, dossier)[1]
    heroverwegen = vandaag() + timedelta(days=20)
    informeren.besluit_informeren(
        dossier,
        actor=cast.uitvoerder.op(dag + timedelta(days=10)),
        sprekers=weegploeg.sprekers(cast),
        informeren=False,
        grond=Uitzonderingsgrond.objects.get(code="41-1-d"),
        reden="Er loopt een onderzoek",
        **weegploeg.AFGEWOGEN,
        heroverwegen_op=heroverwegen,
    )
    dagen, tekst = _overal(cast, dossier)
    assert dagen == {heroverwegen}
    assert "Uitgesteld tot" in tekst
    assert "te laat" not in tekst
    assert "Uitgesteld tot" in _cel(cast, dossier).tekst
    # Deciding to inform does not bring back the month that was put off in time.
    assert cast.uitvoerder.client.post(_url(dossier), _informeer(cast)).status_code == 302
    assert _overal(cast, dossier)[0] == {heroverwegen}


@pytest.mark.clausule("INF-moment", "eerste-contact")
def test_uiterlijk_bij_het_eerste_contact(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast, ontvangen_op=vandaag() - timedelta(days=10))
    pad, client = _url(dossier, "contact"), cast.uitvoerder.client
    assert pad in client.get(_url(dossier, "dossier")).content.decode()
    gisteren = vandaag() - timedelta(days=1)
    for fout, veld in (
        ({"op": vandaag() + timedelta(days=1)}, "op"),
        ({"op": vandaag() - timedelta(days=11)}, "op"),
        ({"wie": " "}, "wie"),
    ):
        antwoord = client.post(pad, {"op": gisteren, "wie": "De wijkagent belde"} | fout)
        assert set(antwoord.context["form"].errors) == {veld}
    assert client.post(pad, {"op": gisteren, "wie": "De wijkagent belde"}).status_code == 302
    later = client.post(pad, {"op": vandaag(), "wie": "Een ander"})  # the first one counts
    assert set(later.context["form"].errors) == {"op"}
    assert _uiterlijk(cast, dossier) == {gisteren}
    assert _taken(cast)["Leg vast of het subject wordt geïnformeerd"] == gisteren
    tekst = _overal(cast, dossier)[1]
    assert "1 dag te laat" in tekst
    assert "artikel 14 lid 3 onder b AVG" in tekst
    assert "De wijkagent belde" in tekst


@pytest.mark.clausule("INF-moment", "eerste-verstrekking")
def test_uiterlijk_als_een_ander_dan_de_kernpartijen_gegevens_krijgt(cast: Cast) -> None:
    """By a question on a named person, and by a party that is let in; not by what a core party gets."""
    ontvangen = vandaag() - timedelta(days=10)
    maand = ontvangen + relativedelta(months=1)
    gevraagd = weegploeg.gevraagd(cast, cast.extern.partij, ontvangen_op=ontvangen)
    assert _uiterlijk(cast, gevraagd) == {vandaag()}
    assert _taken(cast)["Leg vast of het subject wordt geïnformeerd"] == vandaag()
    assert "artikel 14 lid 3 onder c AVG" in _overal(cast, gevraagd)[1]
    geagendeerd = weegploeg.geagendeerd(cast, ontvangen_op=ontvangen)
    assert _cel(cast, geagendeerd).dag == maand
    casussen.laat_deelnemen(
        Casus.objects.get(zaak=geagendeerd.zaak), cast, cast.reclassering.partij
    )
    assert _cel(cast, geagendeerd).dag == vandaag()
    assert f'datetime="{vandaag().isoformat()}"' in tekst_van(cast, geagendeerd)


@pytest.mark.clausule("INF-moment", "eerste-verstrekking")
def test_wat_vooraf_is_uitgesteld_blijft_dat_als_een_ander_gegevens_krijgt(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    _stel_uit(cast, dossier)
    casussen.laat_deelnemen(Casus.objects.get(zaak=dossier.zaak), cast, cast.reclassering.partij)
    assert _overal(cast, dossier)[0] == {vandaag() + timedelta(days=30)}


@pytest.mark.clausule("INF-moment", "eerste-verstrekking")
def test_wie_partners_vraagt_leest_vooraf_dat_het_subject_het_dan_weet(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    pad = reverse("weegploeg:besluiten", args=[dossier.pk]) + "?uitkomst=nadere_duiding"
    velden = {
        "argumenten": "Eerst meer weten",
        "uiterlijk": vandaag() + timedelta(weeks=2),
        "aan_1": cast.extern.partij.pk,
        "vraag_1": "Wat ziet u?",
        "nodig_1": "Om te wegen",
        **weegploeg.wie_sprak(cast),
    }
    client: Any = cast.uitvoerder.client
    client.leest = False
    blad = client.post(pad, velden).content.decode()
    assert "Het subject moet daarom uiterlijk op" in blad


@pytest.mark.clausule("INF-overleg", "afweging")
def test_een_grond_van_artikel_41_wordt_afgewogen(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    client, url = cast.uitvoerder.client, _url(dossier, keuze="nog_niet")
    for fout in ("factoren", "afweging"):
        antwoord = client.post(url, _nog_niet(cast, **{fout: ""}))
        assert set(antwoord.context["form"].errors) == {fout}
    over = client.post(url, _nog_niet(cast, grond=_grond("14-5-b")))
    assert set(over.context["form"].errors) == {"factoren"}  # of another article
    assert client.post(url, _nog_niet(cast)).status_code == 302
    tekst = _overal(cast, dossier)[1]
    assert "g. de risico" in tekst
    assert "Het onderzoek weegt nu zwaarder" in tekst


@pytest.mark.clausule("INF-eerder", "vastgelegd")
@pytest.mark.clausule("INF-eerder", "afgewogen")
@pytest.mark.parametrize("keuze", ["", "nog_niet"])
def test_wie_eerder_is_geinformeerd_staat_vast_en_weegt_mee(cast: Cast, keuze: str) -> None:
    dossier = weegploeg.geagendeerd(cast)
    client, url = cast.uitvoerder.client, _url(dossier, keuze=keuze)
    velden = (_nog_niet if keuze else _informeer)(cast, eerder="ja")
    zonder = client.post(url, velden)
    assert set(zonder.context["form"].errors) == {"eerder_weging"}
    hoe = "De jeugdhulp vertelde het de ouders. Zij horen het nu van haar."
    assert client.post(url, velden | {"eerder_weging": hoe}).status_code == 302
    tekst = _overal(cast, dossier)[1]
    assert "Eerder geïnformeerd, in een ander traject Ja" in tekst
    assert hoe in tekst


@pytest.mark.clausule("INF-moment", "geen-herstel")
def test_uitstel_na_de_laatste_dag_maakt_nergens_iets_goed(cast: Cast) -> None:
    ontvangen = vandaag() - timedelta(days=70)
    dossier = weegploeg.niet_geagendeerd(cast, op=ontvangen, anoniem=True)
    uiterlijk = ontvangen + relativedelta(months=1)
    _stel_uit(cast, dossier)
    dagen, tekst = _overal(cast, dossier)
    assert dagen == {uiterlijk}
    assert "dagen te laat" in tekst
    assert "Het uitstel kwam na de laatste dag" in tekst
    client = cast.uitvoerder.client
    assert client.post(_url(dossier), _informeer(cast)).status_code == 302
    gedaan = {"op": vandaag().isoformat(), "hoe": "Brief"}
    assert client.post(_url(dossier, "geinformeerd"), gedaan).status_code == 302
    pagina = client.get(_url(dossier, "dossier"))
    assert pagina.context["plicht"].gemist == uiterlijk
    assert "Dit kwam te laat: de laatste dag was" in pagina.content.decode()


def test_wie_op_tijd_is_geinformeerd_was_nooit_te_laat(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    client = cast.uitvoerder.client
    assert client.post(_url(dossier), _informeer(cast)).status_code == 302
    gedaan = {"op": vandaag().isoformat(), "hoe": "Brief"}
    assert client.post(_url(dossier, "geinformeerd"), gedaan).status_code == 302
    assert "te laat" not in client.get(_url(dossier, "dossier")).content.decode()
    assert (_cel(cast, dossier).tekst, _cel(cast, dossier).dag) == ("Gedaan op", vandaag())


@pytest.mark.clausule("INF-14-5", "a-c")
@pytest.mark.parametrize("code", ["14-5-a", "14-5-c"])
def test_wie_het_al_weet_of_wat_een_wet_voorschrijft_eindigt_de_plicht(
    cast: Cast, code: str
) -> None:
    dossier = weegploeg.geagendeerd(cast)
    url, anders = _url(dossier, keuze="nog_niet"), {"grond": _grond(code), **NIET_AFGEWOGEN}
    assert _taken(cast)
    antwoord = cast.uitvoerder.client.post(url, _nog_niet(cast, **anders))
    assert set(antwoord.context["form"].errors) == {"heroverwegen_op"}
    _stel_uit(cast, dossier, heroverwegen_op="", **anders)
    dagen, tekst = _overal(cast, dossier)
    want = f"want {Uitzonderingsgrond.objects.get(code=code).omschrijving}"
    assert dagen == {None}
    assert _taken(cast) == {}
    assert f"Informeren hoeft niet, {want}." in tekst
    assert _cel(cast, dossier).tekst == f"Hoeft niet, {want}"


@pytest.mark.clausule("INF-14-5", "b-d")
@pytest.mark.parametrize("code", ["14-5-b", "14-5-d"])
def test_onmogelijk_of_een_beroepsgeheim_wordt_opnieuw_bekeken(cast: Cast, code: str) -> None:
    dossier = weegploeg.geagendeerd(cast)
    url, anders = _url(dossier, keuze="nog_niet"), {"grond": _grond(code), **NIET_AFGEWOGEN}
    zonder = cast.uitvoerder.client.post(url, _nog_niet(cast, **anders, heroverwegen_op=""))
    assert set(zonder.context["form"].errors) == {"heroverwegen_op"}
    _stel_uit(cast, dossier, **anders)
    assert _taken(cast) == {
        "Bekijk opnieuw of het subject wordt geïnformeerd": vandaag() + timedelta(days=30)
    }


@pytest.mark.parametrize("code", ["41-1-d", "14-5-b"])
def test_zonder_dag_loopt_de_plicht_door_als_de_grond_haar_niet_eindigt(
    cast: Cast, code: str
) -> None:
    ontvangen = vandaag() - timedelta(days=70)
    dossier = weegploeg.niet_geagendeerd(cast, op=ontvangen, anoniem=True)
    # No page makes such a row.
    rij = dossier.informatiebesluiten.create(
        vastlegging=dossier.vastleggingen.create(vastgelegd_op=timezone.now()),
        informeren=False,
        grond=Uitzonderingsgrond.objects.get(code=code),
        reden="Er loopt een onderzoek",
        besloten_op=ontvangen,
    )
    leid_af(dossier)
    dagen, tekst = _overal(cast, dossier)
    assert dagen == {ontvangen + relativedelta(months=1)}
    assert "dagen te laat" in tekst
    assert "Nog niet informeren." in tekst
    assert not rij.hoeft_niet


@pytest.mark.clausule("INF-14-5", "reden")
@pytest.mark.parametrize("code", ["14-5-a", "14-5-b", "14-5-c", "14-5-d"])
def test_bij_elke_grond_van_14_lid_5_staat_de_reden(cast: Cast, code: str) -> None:
    dossier = weegploeg.geagendeerd(cast)
    dag = "" if code in ("14-5-a", "14-5-c") else vandaag() + timedelta(days=30)
    anders = {"grond": _grond(code), "heroverwegen_op": dag, **NIET_AFGEWOGEN}
    url = _url(dossier, keuze="nog_niet")
    zonder = cast.uitvoerder.client.post(url, _nog_niet(cast, **anders, reden=" "))
    assert set(zonder.context["form"].errors) == {"reden"}
    with pytest.raises(NietMogelijk, match="reden"):
        informeren.besluit_informeren(
            dossier,
            actor=cast.uitvoerder.actor,
            sprekers=weegploeg.sprekers(cast),
            informeren=False,
            grond=Uitzonderingsgrond.objects.get(code=code),
            reden=" ",
            heroverwegen_op=dag or None,
        )
    _stel_uit(cast, dossier, **anders, reden="Dat staat zo vast")
    assert "Dat staat zo vast" in _overal(cast, dossier)[1]


@pytest.mark.parametrize(
    ("verkregen", "uiterlijk"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2028, 1, 31), date(2028, 2, 29)),
    ],
)
def test_een_maand_is_een_kalendermaand(verkregen: date, uiterlijk: date) -> None:
    assert rules.informeren_uiterlijk(verkregen) == (uiterlijk, "a")


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
    assert {rij.partij for rij in besluit.vastlegging.sprekers.all()} == set(cast.kern)


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
    assert list(_taken(cast)) == ["Leg vast of het dossier wordt vernietigd"]


@pytest.mark.clausule("INF-aantekening", "grond")
def test_bij_de_keuze_van_een_grond_staan_de_woorden_van_de_wet_en_voorbeelden(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    blad = unescape(cast.uitvoerder.client.get(_url(dossier, keuze="nog_niet")).content.decode())
    blad = " ".join(blad.split())
    for staat in (
        "Artikel 41 lid 1 onder d UAVG",
        "de voorkoming, het onderzoek, de opsporing en de vervolging van strafbare feiten",
        "de bescherming van de betrokkene of van de rechten en vrijheden van anderen",
        "de inning van civielrechtelijke vorderingen",
        "uit hoofde van een beroepsgeheim",
        "Andere personen kunnen gealarmeerd worden.",
        "bijvoorbeeld een melder",
    ):
        assert staat in blad
    assert "anderen; of" not in blad


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
    with pytest.raises(NietMogelijk, match="leeftijd is niet zeker"):
        informeren.besluit_informeren(
            dossier,
            actor=cast.uitvoerder.actor,
            sprekers=weegploeg.sprekers(cast),
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
            sprekers=weegploeg.sprekers(cast),
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


@pytest.mark.clausule("INF-overleg", "uitkomst")
def test_wie_een_ouder_besluit_zag_draait_een_nieuw_besluit_niet_ongemerkt_om(cast: Cast) -> None:
    """Not to inform yet protects an investigation; a page of before says nothing of it."""
    dossier = weegploeg.geagendeerd(cast)
    client = cast.uitvoerder.client
    begin = client.get(_url(dossier)).context["gelezen"]
    uitstel = _nog_niet(cast, gelezen=begin)
    assert client.post(_url(dossier, keuze="nog_niet"), uitstel).status_code == 302
    antwoord = client.post(_url(dossier), _informeer(cast, gelezen=begin))
    assert "Iemand anders heeft dit net gewijzigd" in antwoord.content.decode()
    assert antwoord.context["form"].data["afspraak"]  # what was typed is kept
    assert dossier.informatiebesluiten.get().informeren is False
    gezien = antwoord.context["gelezen"]
    assert client.post(_url(dossier), _informeer(cast, gelezen=gezien)).status_code == 302
